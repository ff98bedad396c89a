//! Where the tone mark of a syllable stands.

use super::Syllable;
use super::phonotactics::joined;
use super::tone::toned;
use crate::normalize::{ToneStyle, split_tone};

/// The letter of `rime` (small letters without tone mark) that bears the mark.
pub(crate) fn place(rime: &str, style: ToneStyle) -> usize {
    let mut vowels = ['\0'; 3];
    let mut count = 0;
    for (slot, c) in vowels.iter_mut().zip(rime.chars().take_while(|c| split_tone(*c).is_some())) {
        (*slot, count) = (c, count + 1);
    }
    place_in(vowels.get(..count).unwrap_or_default(), rime.chars().nth(count).is_some(), style)
}

/// Which of the vowels (small letters without tone mark) of a rime bears the mark.
pub(crate) fn place_in(vowels: &[char], is_closed: bool, style: ToneStyle) -> usize {
    if let Some(marked) = vowels.iter().rposition(|c| matches!(c, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư')) {
        return marked;
    }
    match vowels {
        [] | [_] => 0,
        ['o', 'a' | 'e'] | ['u', 'y'] if style == ToneStyle::New => 1,
        [_, _] => usize::from(is_closed),
        // `ngoài`; closed by consonants such a rime does not exist.
        _ => 1,
    }
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
