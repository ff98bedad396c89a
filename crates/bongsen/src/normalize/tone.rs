//! Where the tone mark of an open *oa, oe, uy* is written.
//!
//! Two styles live side by side: the old (`hòa`, `khỏe`, `thủy`) and the new (`hoà`, `khoẻ`, `thuỷ`; decision
//! 1989/QĐ-BGDĐT, 2018). They differ only where the pair ends the syllable; `hoàn`, `quý` and `mùa` are the same in both.

use std::borrow::Cow;
use std::str::FromStr;

/// A style of writing tone marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ToneStyle {
    /// As it is written.
    #[default]
    Keep,
    /// On the first vowel: `hòa`, `khỏe`, `thủy`.
    Old,
    /// On the second vowel: `hoà`, `khoẻ`, `thuỷ`.
    New,
}

/// A word that names no tone style.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no tone style: the styles are keep, old, new")]
pub struct UnknownToneStyle(String);

impl FromStr for ToneStyle {
    type Err = UnknownToneStyle;

    fn from_str(word: &str) -> Result<Self, UnknownToneStyle> {
        match word {
            "keep" => Ok(Self::Keep),
            "old" => Ok(Self::Old),
            "new" => Ok(Self::New),
            _ => Err(UnknownToneStyle(word.chars().take(40).collect())),
        }
    }
}

/// Writes every tone mark of an open *oa, oe, uy* in one style. The text must be NFC (see [`view`](super::view)); it is
/// borrowed when nothing has to move. Any word that ends so is taken for a syllable, foreign ones too.
///
/// ```
/// use bongsen::normalize::{ToneStyle, restyle};
/// assert_eq!(restyle("Uỷ ban xã Hoà Thuỷ, quý I", ToneStyle::Old), "Ủy ban xã Hòa Thủy, quý I");
/// assert_eq!(restyle("ỦY BAN, hoàn, khỏe", ToneStyle::New), "UỶ BAN, hoàn, khoẻ");
/// ```
pub fn restyle(text: &str, style: ToneStyle) -> Cow<'_, str> {
    if style == ToneStyle::Keep {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut copied = 0;
    // The last three letters of the word so far, with the place of the last two.
    let (mut before, mut first, mut second) = ('\0', (0, '\0'), (0, '\0'));
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphabetic() {
            (before, first, second) = (first.1, second, (at, c));
            continue;
        }
        if let Some((a, b)) = moved(before, first.1, second.1, style) {
            out.push_str(text.get(copied..first.0).unwrap_or_default());
            out.push(a);
            out.push(b);
            copied = at;
        }
        (before, first, second) = ('\0', (at, '\0'), (at, '\0'));
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// The last two letters of a word with the mark moved; `None` when it stays.
fn moved(before: char, first: char, second: char, style: ToneStyle) -> Option<(char, char)> {
    let ((first, first_tone), (second, second_tone)) = (split(first)?, split(second)?);
    let pair = (first.to_ascii_lowercase(), second.to_ascii_lowercase());
    if !matches!(pair, ('o', 'a' | 'e') | ('u', 'y')) {
        return None;
    }
    match style {
        ToneStyle::New if first_tone > 0 && second_tone == 0 => Some((first, toned(second, first_tone)?)),
        // In `quý` the u belongs to the onset.
        ToneStyle::Old if second_tone > 0 && first_tone == 0 && !matches!(before, 'q' | 'Q') => {
            Some((toned(first, second_tone)?, second))
        }
        _ => None,
    }
}

/// Each vowel of the pairs, bare and under the five marks.
const VOWELS: [[char; 6]; 10] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
    ['A', 'À', 'Á', 'Ả', 'Ã', 'Ạ'],
    ['E', 'È', 'É', 'Ẻ', 'Ẽ', 'Ẹ'],
    ['O', 'Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ'],
    ['U', 'Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ'],
    ['Y', 'Ỳ', 'Ý', 'Ỷ', 'Ỹ', 'Ỵ'],
];

/// A vowel as its letter and the number of its mark, 0 without.
fn split(c: char) -> Option<(char, usize)> {
    VOWELS.iter().find_map(|row| Some((*row.first()?, row.iter().position(|v| *v == c)?)))
}

fn toned(letter: char, tone: usize) -> Option<char> {
    VOWELS.iter().find(|row| row.first() == Some(&letter))?.get(tone).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::key;

    #[test]
    fn the_styles_are_each_other_s_inverse_and_have_one_key() {
        for (old, new) in
            [("hòa", "hoà"), ("Ủy", "Uỷ"), ("KHỎE", "KHOẺ"), ("lõa", "loã"), ("thụy", "thuỵ"), ("Tòa", "Toà")]
        {
            assert_eq!(restyle(old, ToneStyle::New), new);
            assert_eq!(restyle(new, ToneStyle::Old), old);
            assert_eq!(key(old), key(new));
        }
    }

    #[test]
    fn what_is_the_same_in_both_styles_stays() {
        for word in ["hoàn", "quý", "Quỳ", "mùa", "của", "khuỷu", "hoa", "thuở", "toán", "", "òa1oà"] {
            let once = restyle(word, ToneStyle::Old);
            assert_eq!(restyle(&once, ToneStyle::Old), once, "{word}");
        }
        for word in ["hoàn", "quý", "Quỳ", "mùa", "của", "khuỷu", "hoa", "thuở", "toán", ""] {
            for style in [ToneStyle::Old, ToneStyle::New, ToneStyle::Keep] {
                assert!(matches!(restyle(word, style), Cow::Borrowed(same) if same == word), "{word} {style:?}");
            }
        }
        assert_eq!(restyle("qúy", ToneStyle::New), "quý");
    }

    #[test]
    fn the_text_around_is_kept() {
        assert_eq!(restyle("«hoà»-thuỷ, 9\n", ToneStyle::Old), "«hòa»-thủy, 9\n");
    }
}
