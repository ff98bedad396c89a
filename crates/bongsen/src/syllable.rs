//! The Vietnamese syllable: onset, rime, tone, and whether the three go together.
//!
//! ```text
//! nghiêng = ngh + iêng + ngang      quyết = qu + yêt + sắc      gì = gi + i + huyền
//!           onset rime   tone
//! ```
//! The letters of the rime are without tone mark, whatever the style (`hòa`, `hoà`: h + oa + huyền). Validity is of
//! spelling: the onset and the rime exist and may stand together (`k`, `gh`, `ngh` before e, ê, i, y only), and a
//! rime that ends in c, ch, p or t has the tone sắc or nặng. That a syllable is possible does not make it a word.
//! Source: Đoàn Thiện Thuật, Ngữ âm tiếng Việt (1977), chapters on onset, rime and tone; list of rimes checked against
//! the syllables of a public list of 24 thousand.

use crate::normalize::lower;

/// The six tones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// No mark: `ma`.
    Ngang,
    /// Grave: `mà`.
    Huyen,
    /// Acute: `má`.
    Sac,
    /// Hook: `mả`.
    Hoi,
    /// Tilde: `mã`.
    Nga,
    /// Dot below: `mạ`.
    Nang,
}

/// A syllable taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Syllable {
    /// The consonants before the vowel in lower case, `qu` and `gi` whole; empty when there are none.
    pub onset: &'static str,
    /// The rest in lower case without the tone mark.
    pub rime: &'static str,
    /// The tone.
    pub tone: Tone,
}

/// Onsets, the longer before their beginnings.
const ONSETS: &[&str] = &[
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
];

/// Rimes that may follow any onset (but for the spelling rules in [`Syllable::parse`]).
const RIMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăm", "ăn", "ăng", "ăp",
    "ăt", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "e", "ec", "em", "en", "eng", "eo", "ep", "et", "ê", "êch",
    "êm", "ên", "ênh", "êp", "êt", "êu", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên",
    "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat",
    "oay", "oăc", "oăm", "oăn", "oăng", "oăt", "oc", "oe", "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong",
    "op", "ot", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "u", "ua", "uân",
    "uâng", "uât", "uây", "uc", "uê", "uêch", "uên", "uênh", "uêu", "ui", "um", "un", "ung", "uơ", "up", "ut", "uy",
    "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "ư",
    "ưa", "ưc", "ưi", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", "y", "yêm", "yên",
    "yêng", "yêt", "yêu",
];

/// Rimes of `qu`, whose `u` is the glide.
const RIMES_OF_QU: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăm", "ăn", "ăng", "ăp",
    "ăt", "ân", "âng", "ât", "âu", "ây", "e", "en", "eo", "et", "ê", "êch", "ên", "ênh", "êt", "êu", "i", "it", "o",
    "ơ", "ơi", "ơn", "ơt", "ôc", "y", "ynh", "yt", "ych", "yên", "yêt", "yp",
];

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
        let stops = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
        if stops && !matches!(tone, Tone::Sac | Tone::Nang) {
            return None;
        }
        Some(Self { onset, rime, tone })
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

/// Onset and rime of the letters of a syllable.
fn cut(letters: &str) -> Option<(&'static str, &'static str)> {
    let find = |list: &'static [&'static str], rime: &str| list.iter().copied().find(|&r| r == rime);
    for &onset in ONSETS {
        let Some(rest) = letters.strip_prefix(onset) else { continue };
        let front = rest.starts_with(['e', 'ê', 'i', 'y']);
        let rime = match onset {
            "qu" => find(RIMES_OF_QU, rest),
            // `gì`, `gìn`, `giếng`: the i belongs to both.
            "gi" if rest.is_empty() || rest.starts_with(['ê', 'n', 'm']) => find(RIMES, letters.get(1..)?),
            "k" | "gh" | "ngh" if !front => None,
            "c" | "g" | "ng" if front => None,
            _ if rest.starts_with('y') && !matches!(rest, "y") => None,
            _ => find(RIMES, rest),
        };
        if let Some(rime) = rime {
            return Some((onset, rime));
        }
        if matches!(onset, "qu") {
            return None;
        }
    }
    // No onset: `iê` is written `yê`, but for `ia`.
    let rime = find(RIMES, letters)?;
    (!rime.starts_with("iê")).then_some(("", rime))
}

/// A letter without its tone mark, and the tone.
fn untoned(c: char) -> (char, Tone) {
    const PLAIN: &str = "aăâeêioôơuưy";
    const TONES: [(Tone, &str); 5] = [
        (Tone::Huyen, "àằầèềìòồờùừỳ"),
        (Tone::Sac, "áắấéếíóốớúứý"),
        (Tone::Hoi, "ảẳẩẻểỉỏổởủửỷ"),
        (Tone::Nga, "ãẵẫẽễĩõỗỡũữỹ"),
        (Tone::Nang, "ạặậẹệịọộợụựỵ"),
    ];
    if c.is_ascii() {
        return (c, Tone::Ngang);
    }
    for (tone, letters) in TONES {
        if let Some(plain) = letters.chars().position(|l| l == c).and_then(|i| PLAIN.chars().nth(i)) {
            return (plain, tone);
        }
    }
    (c, Tone::Ngang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_taken_apart() {
        for (text, onset, rime, tone) in [
            ("ma", "m", "a", Tone::Ngang),
            ("Đốc", "đ", "ôc", Tone::Sac),
            ("KIỀU", "k", "iêu", Tone::Huyen),
            ("quyết", "qu", "yêt", Tone::Sac),
            ("quý", "qu", "y", Tone::Sac),
            ("Quốc", "qu", "ôc", Tone::Sac),
            ("gì", "gi", "i", Tone::Huyen),
            ("giếng", "gi", "iêng", Tone::Sac),
            ("giá", "gi", "a", Tone::Sac),
            ("ủy", "", "uy", Tone::Hoi),
            ("yêu", "", "yêu", Tone::Ngang),
            ("Mỹ", "m", "y", Tone::Nga),
            ("nguyễn", "ng", "uyên", Tone::Nga),
            ("thuở", "th", "uơ", Tone::Hoi),
            ("khuỷu", "kh", "uyu", Tone::Hoi),
            ("xoong", "x", "oong", Tone::Ngang),
        ] {
            assert_eq!(Syllable::parse(text), Some(Syllable { onset, rime, tone }), "{text}");
        }
    }

    #[test]
    fn impossible_syllables_are_refused() {
        for text in
            ["", "b", "kat", "ca2", "ce", "ghà", "nga ", "ngi", "bac", "bàt", "bà\u{301}", "áá", "John", "Sor", "tiêu-"]
        {
            assert!(!is_valid(text), "{text}");
        }
    }
}
