//! *i* or *y* for the vowel at the end of an open syllable: `kĩ thuật`, `kỹ thuật`.
//!
//! School books write *i* behind every consonant (decision 240/QĐ of 1984, decision 1989/QĐ-BGDĐT of 2018: `kĩ`, `lí`, `mĩ`,
//! `công ti`; names keep their spelling, `quy` its y). Newspapers write *y* in words from Chinese and *i* in the others
//! (`kỹ thuật`, `lý do` beside `lí nhí`, `bác sĩ`), so that way needs the words: [`IN_THE_PRESS`], [`CAPITALS`]. Source: how
//! often each was written with the word before or behind it in 1.2 million lines of news; a syllable is in the list when
//! most of its places have y, with the neighbours beside which most have not.

use std::borrow::Cow;
use std::ops::Range;
use std::str::FromStr;

use super::letter::{split_tone, with_tone};
use super::lower;
use crate::syllable::Syllable;

/// Whether the vowel of an open syllable is written i or y.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum IyStyle {
    /// As it is written.
    #[default]
    Keep,
    /// i behind a consonant: `kĩ thuật`, `lí do`.
    I,
    /// y where the press has it: `kỹ thuật`, `lý do`, but `lí nhí`, `bác sĩ`.
    Y,
}

/// A word that names no style of i and y.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no style of i and y: the styles are keep, i, y")]
pub struct UnknownIyStyle(String);

impl FromStr for IyStyle {
    type Err = UnknownIyStyle;

    fn from_str(word: &str) -> Result<Self, UnknownIyStyle> {
        match word {
            "keep" => Ok(Self::Keep),
            "i" => Ok(Self::I),
            "y" => Ok(Self::Y),
            _ => Err(UnknownIyStyle(word.chars().take(40).collect())),
        }
    }
}

/// Where a syllable in i is written with y.
enum Places {
    /// Everywhere but before one of these words.
    AllBut(&'static [&'static str]),
    /// Only behind one of the first words, or before one of the second.
    Beside(&'static [&'static str], &'static [&'static str]),
}

/// Syllables that the press writes with y, by their spelling with i.
const IN_THE_PRESS: &[(&str, Places)] = &[
    ("hi", Places::Beside(&[], &["hữu", "sinh", "vọng"])),
    ("hỉ", Places::Beside(&["hiếu", "hoan", "song"], &["nộ", "sự"])),
    ("kì", Places::AllBut(&["cạch", "cọ", "cục", "kèo", "nhông"])),
    ("kí", Places::AllBut(&["gạo", "lô", "thịt"])),
    ("kỉ", Places::AllBut(&[])),
    ("kĩ", Places::AllBut(&[])),
    ("kị", Places::AllBut(&[])),
    ("li", Places::Beside(&["biệt", "cách", "chia"], &["dị", "hôn", "khai", "tán", "thân"])),
    ("lí", Places::AllBut(&["láu", "lắc", "nhí", "xì"])),
    ("lị", Places::Beside(&["kiết"], &[])),
    ("mĩ", Places::AllBut(&[])),
    ("ti", Places::Beside(&["công"], &[])),
    ("tỉ", Places::AllBut(&["mỉ", "tê"])),
];

/// With a capital these may be names (`Mỹ`, `Lý`, `Kỳ`): they are known only before one of these words. Spelled with y.
const CAPITALS: &[(&str, &[&str])] = &[
    ("hy", &["hữu", "sinh", "vọng"]),
    ("kỳ", &["diệu", "hạn", "họp", "lạ", "nghỉ", "thi", "thú", "vọng"]),
    ("ký", &["hiệu", "hợp", "kết", "sự", "túc", "ức"]),
    ("kỷ", &["cương", "luật", "lục", "nguyên", "niệm", "yếu"]),
    ("kỹ", &["lưỡng", "năng", "sư", "thuật"]),
    ("ly", &["dị", "hôn", "khai", "tán", "thân"]),
    ("lý", &["do", "giải", "lịch", "luận", "thuyết", "tưởng"]),
    ("mỹ", &["nghệ", "nhân", "phẩm", "thuật", "tục", "viện"]),
    ("sỹ", &["phu", "quan", "số", "tử"]),
    ("tỷ", &["đồng", "giá", "lệ", "phú", "số", "trọng"]),
];

/// The text (NFC, see [`view`](super::view)) with i or y at the end of open syllables as a style has it; borrowed when
/// nothing changes. A syllable with a capital is changed only where the next word shows that it is no name. Linear.
///
/// ```
/// use bongsen::normalize::{IyStyle, restyle_i_y};
/// let text = "Kỹ sư Lý Mỹ công ty X, vì lí do kĩ thuật, quy định tỉ mỉ";
/// assert_eq!(restyle_i_y(text, IyStyle::I), "Kĩ sư Lý Mỹ công ti X, vì lí do kĩ thuật, quy định tỉ mỉ");
/// assert_eq!(restyle_i_y(text, IyStyle::Y), "Kỹ sư Lý Mỹ công ty X, vì lý do kỹ thuật, quy định tỉ mỉ");
/// ```
pub fn restyle_i_y(text: &str, style: IyStyle) -> Cow<'_, str> {
    if style == IyStyle::Keep {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let (mut copied, mut before) = (0, 0..0);
    let mut word = next_word(text, 0);
    while let Some(range) = word {
        word = next_word(text, range.end);
        let beside = |a: &Range<usize>, b: &Range<usize>| text.get(a.end..b.start) == Some(" ");
        let previous = Some(before).filter(|before| beside(before, &range)).and_then(|before| text.get(before));
        let next = word.clone().filter(|next| beside(&range, next)).and_then(|next| text.get(next));
        if let Some((at, letter)) = changed(text.get(range.clone()).unwrap_or_default(), previous, next, style) {
            out.push_str(text.get(copied..range.start + at).unwrap_or_default());
            out.push(letter);
            copied = range.end;
        }
        before = range;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// The next word from `at` on: letters in a row.
fn next_word(text: &str, at: usize) -> Option<Range<usize>> {
    let start = at + text.get(at..)?.find(char::is_alphabetic)?;
    let length = text.get(start..)?.find(|c: char| !c.is_alphabetic());
    Some(start..length.map_or(text.len(), |length| start + length))
}

/// Where the last letter of a word is, and the letter that is to stand there; nothing when it stays.
fn changed(word: &str, previous: Option<&str>, next: Option<&str>, style: IyStyle) -> Option<(usize, char)> {
    let (at, last) = word.char_indices().next_back()?;
    let (letter, tone) = split_tone(last)?;
    let other = match (letter, style) {
        ('y', IyStyle::I) => 'i',
        ('Y', IyStyle::I) => 'I',
        ('i', IyStyle::Y) => 'y',
        ('I', IyStyle::Y) => 'Y',
        _ => return None,
    };
    let syllable = Syllable::parse(word)?;
    if matches!(syllable.onset, "" | "qu" | "gi") || !matches!(syllable.rime, "i" | "y") {
        return None;
    }
    let written = |vowel| -> Option<String> { Some(format!("{}{}", syllable.onset, with_tone(vowel, tone)?)) };
    let with_i = written('i')?;
    let known = if word.starts_with(char::is_uppercase) {
        let in_capitals = last.is_uppercase();
        let next = next.filter(|next| next.chars().all(|c| c.is_uppercase() == in_capitals))?;
        let with_y = written('y')?;
        let (_, words) = CAPITALS.iter().find(|(syllable, _)| *syllable == with_y)?;
        words.contains(&small(next).as_str()) && (style == IyStyle::I || in_the_press(&with_i, None, Some(next)))
    } else {
        style == IyStyle::I || in_the_press(&with_i, previous, next)
    };
    if known { Some((at, with_tone(other, tone)?)) } else { None }
}

/// Whether the press writes a syllable in i with y between two words.
fn in_the_press(syllable: &str, previous: Option<&str>, next: Option<&str>) -> bool {
    let among = |word: Option<&str>, words: &[&str]| word.is_some_and(|word| words.contains(&small(word).as_str()));
    match IN_THE_PRESS.iter().find(|(known, _)| *known == syllable) {
        Some((_, Places::AllBut(words))) => !among(next, words),
        Some((_, Places::Beside(behind, before))) => among(previous, behind) || among(next, before),
        None => false,
    }
}

/// A word in small letters; nothing of one that is too long to be a syllable.
fn small(word: &str) -> String {
    if word.len() > 24 { String::new() } else { word.chars().map(lower).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rows: &[(&str, &str, &str)]) {
        for (text, i, y) in rows {
            for (style, want) in [(IyStyle::I, i), (IyStyle::Y, y)] {
                assert_eq!(restyle_i_y(text, style), *want, "{text} {style:?}");
                assert_eq!(matches!(restyle_i_y(text, style), Cow::Borrowed(_)), text == want, "{text} {style:?}");
                assert_eq!(restyle_i_y(want, style), *want, "again: {text} {style:?}");
            }
        }
    }

    #[test]
    fn words_go_by_the_style() {
        check(&[
            ("kỹ sư, kĩ sư", "kĩ sư, kĩ sư", "kỹ sư, kỹ sư"),
            ("bác sỹ và sĩ quan", "bác sĩ và sĩ quan", "bác sỹ và sĩ quan"),
            ("công ty, công ti, ti vi", "công ti, công ti, ti vi", "công ty, công ty, ti vi"),
            ("nói lí nhí vì lí do", "nói lí nhí vì lí do", "nói lí nhí vì lý do"),
            ("hi vọng, cười hi hi", "hi vọng, cười hi hi", "hy vọng, cười hi hi"),
            ("3 tỷ đồng, tỉ mỉ", "3 tỉ đồng, tỉ mỉ", "3 tỷ đồng, tỉ mỉ"),
        ]);
    }

    #[test]
    fn what_has_no_consonant_before_it_stays() {
        let text = "y tế, ý kiến, quy định, ủy ban, ỷ lại, thủy, gì, giấy";
        check(&[(text, text, text)]);
    }

    #[test]
    fn names_keep_their_spelling() {
        let names = "Mỹ Tho, ông Lý, Kỳ Anh, Vy, MỸ, Hi, Li Băng";
        check(&[
            (names, names, names),
            ("Kỹ thuật. KĨ THUẬT", "Kĩ thuật. KĨ THUẬT", "Kỹ thuật. KỸ THUẬT"),
            ("Mỹ phẩm của Mỹ", "Mĩ phẩm của Mỹ", "Mỹ phẩm của Mỹ"),
        ]);
    }
}
