//! Whether a tone mark stands where it belongs.

use unicode_normalization::char::decompose_canonical;

use crate::normalize::ToneStyle;
use crate::syllable::{Syllable, place};

/// Whether `word` is a possible syllable with its tone mark on a letter where one style or the other has it.
pub(super) fn is_spelled(word: &str) -> bool {
    let Some(syllable) = Syllable::parse(word) else { return false };
    let Some(marked) = word.chars().position(has_tone) else { return true };
    let rime = (word.chars().count()).saturating_sub(syllable.rime.chars().count());
    [ToneStyle::Old, ToneStyle::New].iter().any(|&style| rime + place(syllable.rime, style) == marked)
}

/// Whether a letter bears a tone mark.
pub(super) fn has_tone(c: char) -> bool {
    let mut found = false;
    decompose_canonical(c, |d| found |= matches!(d, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_where_one_of_the_styles_has_them() {
        for word in
            ["hòa", "hoà", "Thủy", "thuỷ", "quý", "giếng", "gì", "già", "nghĩa", "cửa", "đường", "ngoài", "khuỷu"]
        {
            assert!(is_spelled(word), "{word}");
        }
        for word in ["đâủ", "nguơì", "haí", "qúy", "bac", "toàn1", "tòan"] {
            assert!(!is_spelled(word), "{word}");
        }
    }
}
