//! Tone marks on the letter where they belong: `toàn` for `tòan`, `quý` for `qúy`, `bài` for `baì`, one mark for two.
//!
//! Where a mark belongs follows from the vowels of the rime and from whether consonants close it (decision
//! 1989/QĐ-BGDĐT, 2018; Đoàn Thiện Thuật, Ngữ âm tiếng Việt, 1977); the styles differ in open *oa, oe, uy* alone:
//!
//! ```text
//! ă â ê ô ơ ư     the last of them           tiếng  đường  thuở
//! one vowel       it                         bà  quý  già (qu and gi are no vowels there)
//! two, closed     the second                 toàn  huýt
//! two, open       the first, or by the style bài  mùa  hòa|hoà
//! three           the second                 ngoài  khuỷu
//! ```

use std::borrow::Cow;
use std::ops::Range;

use super::ToneStyle;
use super::is_mark;
use super::letter::{split_tone, with_tone};
use super::tone::{moved, next_beyond_ascii};
use crate::syllable::{Syllable, place, place_in};

/// Vowels in a row, at most: `uyê` of `nguyễn`, `oeo`; and one for the `u` of `qu`.
const VOWELS: usize = 4;
/// The longest syllable: `nghiêng`.
const LETTERS: usize = 7;

/// The text (NFC, see [`view`](super::view)) with every tone mark where a style has it: as [`restyle`](super::restyle), and
/// in a possible Vietnamese syllable also a mark that stands where neither style has it, or the same mark twice. Borrowed
/// when nothing has to move. A syllable may end at a capital (`HòaBình`). Linear.
///
/// ```
/// use bongsen::normalize::{ToneStyle, place_tones};
/// let text = "Tòan xã Hoà Bình, qúy I: gía laị tăng";
/// assert_eq!(place_tones(text, ToneStyle::Old), "Toàn xã Hòa Bình, quý I: giá lại tăng");
/// assert_eq!(place_tones(text, ToneStyle::New), "Toàn xã Hoà Bình, quý I: giá lại tăng");
/// assert_eq!(place_tones(text, ToneStyle::Keep), text);
/// ```
pub fn place_tones(text: &str, style: ToneStyle) -> Cow<'_, str> {
    if style == ToneStyle::Keep {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(c) = next_beyond_ascii(text, &mut at) {
        let mark = at..at + c.len_utf8();
        at = mark.end;
        if split_tone(c).is_none_or(|(_, tone)| tone == 0) {
            continue;
        }
        let Some(vowels) = vowels_around(text, mark.clone(), copied) else { continue };
        at = vowels.end;
        if vowels == mark || is_placed(text, vowels.clone(), style) {
            continue;
        }
        let word = word_around(text, vowels.clone(), copied);
        let put = word.and_then(|word| Some((respelled(text.get(word.clone())?, style)?, word)));
        let Some((put, range)) = put.or_else(|| open_pair(text, vowels, style)) else { continue };
        out.push_str(text.get(copied..range.start).unwrap_or_default());
        out.push_str(&put);
        copied = range.end;
        at = at.max(copied);
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

fn is_vowel(c: char) -> bool {
    split_tone(c).is_some()
}

/// The vowels in a row that `mark` is one of, not from before `from`; nothing when there are more than a rime can have.
fn vowels_around(text: &str, mark: Range<usize>, from: usize) -> Option<Range<usize>> {
    let before = text.get(from..mark.start)?.chars().rev().take(VOWELS).take_while(|c| is_vowel(*c));
    let start = mark.start - before.map(char::len_utf8).sum::<usize>();
    let after = text.get(mark.end..)?.chars().take(VOWELS).take_while(|c| is_vowel(*c));
    let end = mark.end + after.map(char::len_utf8).sum::<usize>();
    // A mark behind the last of them is another tone: two tones are no syllable.
    let is_alone = text.get(end..)?.chars().next().is_none_or(|c| !is_mark(c));
    (is_alone && text.get(start..end)?.chars().count() <= VOWELS).then_some(start..end)
}

/// Whether vowels in a row bear one mark, where the style has it.
fn is_placed(text: &str, range: Range<usize>, style: ToneStyle) -> bool {
    let (mut vowels, mut count, mut marked) = (['\0'; VOWELS], 0, None);
    for (slot, c) in vowels.iter_mut().zip(text.get(range.clone()).unwrap_or_default().chars()) {
        let Some((letter, tone)) = split_tone(c) else { return true };
        if tone > 0 && marked.replace(count).is_some() {
            return false;
        }
        (*slot, count) = (super::lower(letter), count + 1);
    }
    // The u of `qu`, the i of `gi` before a vowel.
    let onset = range.start.checked_sub(1).and_then(|at| text.as_bytes().get(at)).map(u8::to_ascii_lowercase);
    let [first, second, ..] = vowels;
    let glide = usize::from(second != '\0' && matches!((onset, first), (Some(b'q'), 'u') | (Some(b'g'), 'i')));
    let last = text.get(range.clone()).and_then(|vowels| vowels.chars().next_back()).unwrap_or_default();
    let is_closed = text.get(range.end..).is_some_and(|rest| rest.chars().next().is_some_and(|c| goes_on(last, c)));
    let rime = vowels.get(glide..count).unwrap_or_default();
    marked == Some(glide + place_in(rime, is_closed, style))
}

/// Whether a letter belongs to the word of the letter before it.
fn goes_on(before: char, c: char) -> bool {
    c.is_alphabetic() && !(before.is_lowercase() && c.is_uppercase())
}

/// The word around vowels, not from before `from`, cut where a capital follows a small letter; nothing when it is longer
/// than a syllable.
fn word_around(text: &str, vowels: Range<usize>, from: usize) -> Option<Range<usize>> {
    let (mut start, mut end, mut letters) = (vowels.start, vowels.end, 0);
    let mut next = text.get(vowels.clone())?.chars().next()?;
    for c in text.get(from..vowels.start)?.chars().rev() {
        if !c.is_alphabetic() || !goes_on(c, next) {
            break;
        }
        (start, letters, next) = (start - c.len_utf8(), letters + 1, c);
        if letters > LETTERS {
            return None;
        }
    }
    let mut last = text.get(vowels)?.chars().next_back()?;
    for c in text.get(end..)?.chars() {
        if !goes_on(last, c) {
            break;
        }
        (end, letters, last) = (end + c.len_utf8(), letters + 1, c);
        if letters > LETTERS {
            return None;
        }
    }
    Some(start..end)
}

/// A possible syllable with its one tone (however often it is marked) where the style has it.
fn respelled(word: &str, style: ToneStyle) -> Option<String> {
    let mut tone = 0;
    let (mut letters, mut once) = (Vec::with_capacity(LETTERS), String::with_capacity(word.len()));
    for c in word.chars() {
        let (letter, mark) = split_tone(c).unwrap_or((c, 0));
        if mark > 0 && tone > 0 && mark != tone {
            return None;
        }
        once.push(if tone == 0 { c } else { letter });
        tone = tone.max(mark);
        letters.push(letter);
    }
    let rime = Syllable::parse(&once)?.rime;
    let at = letters.len().checked_sub(rime.chars().count())? + place(rime, style);
    let bearer = letters.get_mut(at)?;
    *bearer = with_tone(*bearer, tone)?;
    let put: String = letters.into_iter().collect();
    (put != word).then_some(put)
}

/// The open pair that a word of no Vietnamese syllable ends in, as the style has it.
fn open_pair(text: &str, vowels: Range<usize>, style: ToneStyle) -> Option<(String, Range<usize>)> {
    let mut letters = text.get(..vowels.end)?.char_indices().rev();
    let ((_, second), (start, first)) = (letters.next()?, letters.next()?);
    let ends_word = text.get(vowels.end..)?.chars().next().is_none_or(|c| !goes_on(second, c));
    let before = text.as_bytes().get(start.checked_sub(1)?).copied()?;
    let (a, b) = moved(before, first, second, style).filter(|_| ends_word && start >= vowels.start)?;
    Some(([a, b].iter().collect(), start..vowels.end))
}

#[cfg(test)]
mod tests {
    use super::super::restyle;
    use super::*;

    #[track_caller]
    fn check(rows: &[(&str, &str, &str)]) {
        for (text, old, new) in rows {
            for (style, want) in [(ToneStyle::Old, old), (ToneStyle::New, new)] {
                assert_eq!(place_tones(text, style), *want, "{text} {style:?}");
                assert_eq!(matches!(place_tones(text, style), Cow::Borrowed(_)), text == want, "{text} {style:?}");
                assert_eq!(place_tones(want, style), *want, "again: {text} {style:?}");
            }
        }
    }

    #[test]
    fn marks_go_where_a_style_has_them() {
        check(&[
            ("hoà", "hòa", "hoà"),
            ("KHỎE", "KHỎE", "KHOẺ"),
            ("tòan", "toàn", "toàn"),
            ("qúy", "quý", "quý"),
            ("Qùa", "Quà", "Quà"),
            ("gía", "giá", "giá"),
            ("gìn giữ gì giếng", "gìn giữ gì giếng", "gìn giữ gì giếng"),
            ("gìơ", "giờ", "giờ"),
            ("baì laị", "bài lại", "bài lại"),
            ("mùa cuả mía", "mùa của mía", "mùa của mía"),
            ("ngòai khủyu", "ngoài khuỷu", "ngoài khuỷu"),
            ("ngươì đừơng tíêng", "người đường tiếng", "người đường tiếng"),
            ("húyt hùynh thúê", "huýt huỳnh thuế", "huýt huỳnh thuế"),
            ("TÒAN THỦY", "TOÀN THỦY", "TOÀN THUỶ"),
            ("xoòng xòong", "xoòng xoòng", "xoòng xoòng"),
        ]);
    }

    #[test]
    fn a_mark_that_is_there_twice_is_one() {
        check(&[("gìà tíếng dạị", "già tiếng dại", "già tiếng dại"), ("gìả", "gìả", "gìả")]);
    }

    #[test]
    fn in_longer_strings() {
        check(&[
            ("(hoà)-thuỷ_tòan9", "(hòa)-thủy_toàn9", "(hoà)-thuỷ_toàn9"),
            ("HoàBìnhTòan", "HòaBìnhToàn", "HoàBìnhToàn"),
            ("thôngTòan", "thôngToàn", "thôngToàn"),
            // No syllables: only an open pair at the end is known.
            ("Días Itaipú lừaðo xhoà", "Días Itaipú lừaðo xhòa", "Días Itaipú lừaðo xhoà"),
            ("áàáàáàáàáàáàá", "áàáàáàáàáàáàá", "áàáàáàáàáàáàá"),
        ]);
    }

    #[test]
    fn what_restyle_moves_is_moved() {
        for text in ["Uỷ ban xã Hoà Thuỷ, quý I", "ỦY BAN, hoàn, khỏe", "xoà Òa uỵ lõa"] {
            for style in [ToneStyle::Old, ToneStyle::New] {
                assert_eq!(place_tones(text, style), restyle(text, style));
            }
        }
    }
}
