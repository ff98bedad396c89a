//! Where the tone mark of an open *oa, oe, uy* is written.
//!
//! Two styles live side by side: the old (`hòa`, `khỏe`, `thủy`) and the new (`hoà`, `khoẻ`, `thuỷ`; decision
//! 1989/QĐ-BGDĐT, 2018). They differ only where the pair ends the syllable; `hoàn`, `quý` and `mùa` are the same in both.

use std::borrow::Cow;
use std::str::FromStr;

use super::letter::{split_tone, with_tone};

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
    let (mut copied, mut at) = (0, 0);
    let next = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
    let byte_before = |at: usize| text.as_bytes().get(at.checked_sub(1)?).copied();
    let ends_word = |at: usize| next(at).is_none_or(|c| !c.is_alphabetic());
    // Only a letter with a mark can have to move one, and the letter beside it has none.
    while let Some(c) = next_beyond_ascii(text, &mut at) {
        let (start, end) = (at, at + c.len_utf8());
        at = end;
        let (from, until, first, second) = if style == ToneStyle::New {
            let Some(second) = next(end).filter(char::is_ascii) else { continue };
            (start, end + 1, c, second)
        } else {
            let Some(first) = byte_before(start).filter(u8::is_ascii) else { continue };
            (start - 1, end, char::from(first), c)
        };
        if !ends_word(until) {
            continue;
        }
        let before = byte_before(from).unwrap_or_default();
        if let Some((a, b)) = moved(before, first, second, style) {
            out.push_str(text.get(copied..from).unwrap_or_default());
            out.push(a);
            out.push(b);
            copied = until;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// The first character from `at` on that is not ASCII; `at` is put there.
pub(super) fn next_beyond_ascii(text: &str, at: &mut usize) -> Option<char> {
    *at += text.as_bytes().get(*at..)?.iter().position(|byte| !byte.is_ascii())?;
    text.get(*at..)?.chars().next()
}

/// The last two letters of a word with the mark moved; `None` when it stays.
pub(super) fn moved(before: u8, first: char, second: char, style: ToneStyle) -> Option<(char, char)> {
    let ((first, first_tone), (second, second_tone)) = (split_tone(first)?, split_tone(second)?);
    let pair = (first.to_ascii_lowercase(), second.to_ascii_lowercase());
    if !matches!(pair, ('o', 'a' | 'e') | ('u', 'y')) {
        return None;
    }
    match style {
        ToneStyle::New if first_tone > 0 && second_tone == 0 => Some((first, with_tone(second, first_tone)?)),
        // In `quý` the u belongs to the onset.
        ToneStyle::Old if second_tone > 0 && first_tone == 0 && !matches!(before, b'q' | b'Q') => {
            Some((with_tone(first, second_tone)?, second))
        }
        _ => None,
    }
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

    /// The slow reading: every word, letter by letter.
    fn plainly(text: &str, style: ToneStyle) -> String {
        let (mut out, mut word) = (String::new(), Vec::new());
        for c in text.chars().chain([' ']) {
            if c.is_alphabetic() {
                word.push(c);
                continue;
            }
            if let [.., first, second] = word[..] {
                let before = word.len().checked_sub(3).map_or('\0', |at| word[at]);
                let before = u8::try_from(before).unwrap_or_default();
                if let Some((a, b)) = moved(before, first, second, style) {
                    word.truncate(word.len() - 2);
                    word.extend([a, b]);
                }
            }
            out.extend(word.drain(..));
            out.push(c);
        }
        out.pop();
        out
    }

    #[test]
    fn looking_for_marks_finds_what_looking_at_every_word_finds() {
        let pieces = ["o", "a", "ò", "ả", "u", "ý", "q", "Ụ", "Y", "1", "ế", "é"];
        for number in 0..pieces.len().pow(5) {
            let mut rest = number;
            let text: String = std::iter::repeat_with(|| (pieces[rest % 12], rest /= 12).0).take(5).collect();
            for style in [ToneStyle::Old, ToneStyle::New] {
                assert_eq!(restyle(&text, style), plainly(&text, style), "{text:?} {style:?}");
            }
        }
    }

    /// What peers move (`VietnameseToneNormalization` of `BARTpho`, the tables of underthesea): each open pair under each
    /// mark, in small letters, with a capital, in capitals.
    #[test]
    fn the_tables_of_others_are_right() {
        let old = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy";
        let new = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ";
        let title = |text: &str| {
            let word = |word: &str| {
                let mut letters = word.chars();
                letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
            };
            text.split(' ').map(word).collect::<Vec<_>>().join(" ")
        };
        for (old, new) in
            [(old.to_owned(), new.to_owned()), (title(old), title(new)), (old.to_uppercase(), new.to_uppercase())]
        {
            assert_eq!(restyle(&old, ToneStyle::New), new);
            assert_eq!(restyle(&new, ToneStyle::Old), old);
            for onset in ["h", "th", "Kh", "NG", "xo", "-"] {
                let put =
                    |text: &str| text.split(' ').map(|rime| format!("({onset}{rime})")).collect::<Vec<_>>().join(" ");
                assert_eq!(restyle(&put(&old), ToneStyle::New), put(&new));
                assert_eq!(restyle(&put(&new), ToneStyle::Old), put(&old));
            }
        }
    }

    #[test]
    fn the_text_around_is_kept() {
        assert_eq!(restyle("«hoà»-thuỷ, 9\n", ToneStyle::Old), "«hòa»-thủy, 9\n");
    }
}
