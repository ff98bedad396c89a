//! Where the tone mark of a syllable stands.

use super::Syllable;
use super::phonotactics::joined;
use super::tone::toned;
use crate::normalize::ToneStyle;

/// The letter of `rime` (without tone mark) that bears the mark.
pub(crate) fn place(rime: &str, style: ToneStyle) -> usize {
    let vowels = rime.chars().take_while(|c| is_vowel(*c)).count();
    let has_coda = rime.chars().nth(vowels).is_some();
    if let Some(i) = rime.chars().collect::<Vec<_>>().iter().rposition(|c| "ăâêôơư".contains(*c)) {
        return i;
    }
    match (vowels, has_coda) {
        (0 | 1, _) => 0,
        (_, true) => vowels - 1,
        (2, false) if style == ToneStyle::New && matches!(rime, "oa" | "oe" | "uy") => 1,
        (2, false) => 0,
        _ => 1,
    }
}

fn is_vowel(c: char) -> bool {
    "aăâeêioôơuưy".contains(c)
}

impl Syllable {
    /// The syllable in small letters (NFC), its mark of tone in the given style; [`ToneStyle::Keep`] is the old one.
    ///
    /// ```
    /// use bongsen::normalize::ToneStyle;
    /// use bongsen::syllable::Syllable;
    /// let s = Syllable::parse("HOÀ").unwrap();
    /// assert_eq!((s.spelling(ToneStyle::Old), s.spelling(ToneStyle::New)), ("hòa".into(), "hoà".into()));
    /// ```
    pub fn spelling(&self, style: ToneStyle) -> String {
        let letters = joined(self.onset, self.rime);
        let start = letters.chars().count() - self.rime.chars().count();
        let marked = start + place(self.rime, style);
        letters.chars().enumerate().map(|(i, c)| if i == marked { toned(c, self.tone) } else { c }).collect()
    }
}
