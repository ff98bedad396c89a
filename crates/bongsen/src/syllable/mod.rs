//! The Vietnamese syllable: onset, rime, tone, and whether the three go together.
//!
//! ```text
//! nghiêng = ngh + iêng + ngang      quyết = qu + yêt + sắc      gì = gi + i + huyền
//!           onset rime   tone
//! ```
//! The letters of the rime are without tone mark, whatever the style (`hòa`, `hoà`: h + oa + huyền); [`Syllable::medial`],
//! [`nucleus`](Syllable::nucleus) and [`coda`](Syllable::coda) are its parts, [`Syllable::ipa`] tells how it sounds in three
//! [dialects](ipa).
//!
//! Validity is of spelling: the onset and the rime exist and may stand together (`k`, `gh`, `ngh` before e, ê, i, y only),
//! and a rime that ends in c, ch, p or t has the tone sắc or nặng. That a syllable is possible does not make it a word:
//! [`possible`] names 17,738, of which about 5,500 are in use. Whether one is in use is known to the models:
//! [`Restorer::is_known`](crate::restore::Restorer::is_known) (syllables of the news),
//! [`WordModel::contains`](crate::word::WordModel::contains) (words of the lexicon).
//!
//! Source: Đoàn Thiện Thuật, Ngữ âm tiếng Việt (1977), chapters on onset, rime and tone; the rimes are held to a public
//! list of 24 thousand syllables, and what it has beyond ours is reviewed, in `tests/tests/syllables.rs`.

pub mod ipa;
mod parts;
mod phonotactics;
mod spelling;
#[cfg(test)]
mod tests;
mod tone;

pub use ipa::{Dialect, UnknownDialect};
pub use phonotactics::possible;
pub(crate) use spelling::{place, place_in};
pub use tone::Tone;

use crate::normalize::lower;
use parts::split;
use phonotactics::{cut, may_have};
use tone::untoned;

/// A syllable taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Syllable {
    /// The consonants before the vowel in lower case, `qu` and `gi` whole; empty when there are none.
    pub onset: &'static str,
    /// The rest in lower case without the tone mark.
    pub rime: &'static str,
    /// The tone.
    pub tone: Tone,
}

impl Syllable {
    /// Takes `text` (NFC, any case) apart; `None` when it is no possible Vietnamese syllable.
    ///
    /// ```
    /// use bongsen::syllable::{Syllable, Tone};
    /// let s = Syllable::parse("Nghiêng").unwrap();
    /// assert_eq!((s.onset, s.rime, s.tone), ("ngh", "iêng", Tone::Ngang));
    /// assert_eq!(Syllable::parse("hòa"), Syllable::parse("hoà"));
    /// assert_eq!(Syllable::parse("kat"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        // The longest syllable has seven letters; no letter is more than three bytes.
        if text.len() > 21 {
            return None;
        }
        let mut letters = String::with_capacity(text.len());
        let mut tone = Tone::Ngang;
        for c in text.chars() {
            let (letter, mark) = untoned(lower(c));
            if mark != Tone::Ngang {
                if tone != Tone::Ngang {
                    return None;
                }
                tone = mark;
            }
            letters.push(letter);
        }
        let (onset, rime) = cut(&letters)?;
        may_have(rime, tone).then_some(Self { onset, rime, tone })
    }

    /// The glide between onset and nucleus as it is written, `o` or `u` (the u of `qu` too); empty when there is none.
    ///
    /// ```
    /// # use bongsen::syllable::Syllable;
    /// let parts = |text| Syllable::parse(text).map(|s| [s.onset, s.medial(), s.nucleus(), s.coda()]);
    /// assert_eq!(parts("khuyên"), Some(["kh", "u", "yê", "n"]));
    /// assert_eq!(parts("quyết"), Some(["qu", "u", "yê", "t"]));
    /// assert_eq!(parts("giếng"), Some(["gi", "", "iê", "ng"]));
    /// assert_eq!(parts("mưa"), Some(["m", "", "ưa", ""]));
    /// ```
    pub fn medial(&self) -> &'static str {
        let [medial, ..] = split(self.rime);
        if self.onset == "qu" { "u" } else { medial }
    }

    /// The vowel that is always there, as it is written without tone mark: one letter, or one of ia, iê, ya, yê, ua, uô,
    /// ưa, ươ, oo.
    pub fn nucleus(&self) -> &'static str {
        let [_, nucleus, _] = split(self.rime);
        nucleus
    }

    /// The end, as it is written: c, ch, m, n, ng, nh, p, t, or a glide i, y, o, u; empty when the syllable is open.
    pub fn coda(&self) -> &'static str {
        let [.., coda] = split(self.rime);
        coda
    }
}

/// Whether `text` (NFC, any case) is a possible Vietnamese syllable.
///
/// ```
/// use bongsen::syllable::is_valid;
/// assert!(is_valid("Kiều") && is_valid("QUÝ") && is_valid("gì"));
/// assert!(!is_valid("Kkhu") && !is_valid("ngi") && !is_valid("bac") && !is_valid("John"));
/// ```
pub fn is_valid(text: &str) -> bool {
    Syllable::parse(text).is_some()
}
