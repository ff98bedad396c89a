//! UTF-8 that was read as Windows-1252 and lost bytes since: the no-break space became a space (`lÃ m`, `Háº NH`) or fell
//! away at the end of a line, and codes that stand for no character there (81 8D 8F 90 9D) are gone (`Äá»“ng`, `ngÆ°á»i`).
//!
//! ```text
//! nÃ y        này        a syllable comes of it, the space belonged to the letter
//! vÃ ngÆ°á»i   và người   none comes of it: spaces were joined, one stays
//! má»i        má»i       mọi, mời, mỏi: not to be known, stays
//! ```
//! Only in lines in which every other character that is not ASCII belongs to broken UTF-8; so `XÃ HỘI` is never touched.

use super::mojibake::{ReadAs, byte_of, sequence};
use super::score::is_well_cased;
use super::tones::is_spelled;

/// What a line says of its lost bytes.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// Nothing in it speaks against broken UTF-8.
    is_broken: bool,
    /// Whether letters of it could be put together.
    has_own: bool,
    read_as: ReadAs,
}

/// What follows a lead byte that lacks its last one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// C2: a no-break space.
    Space,
    /// C3: à.
    A,
    /// C4: Đ.
    D,
    /// C6: Ơ.
    O,
    /// E1 BA: Ạ.
    DottedA,
    /// E1 BB: ề ọ ỏ Ố ờ.
    Many,
}

impl Lead {
    fn of(rest: &str, read_as: ReadAs) -> Option<(Self, usize)> {
        let mut chars = rest.chars();
        let first = chars.next()?;
        let length = first.len_utf8();
        let lead = match byte_of(first, read_as)? {
            0xC2 => Self::Space,
            0xC3 => Self::A,
            0xC4 => Self::D,
            0xC6 => Self::O,
            0xE1 => {
                let second = chars.next()?;
                let length = length + second.len_utf8();
                return match byte_of(second, read_as)? {
                    0xBA => Some((Self::DottedA, length)),
                    0xBB => Some((Self::Many, length)),
                    _ => None,
                };
            }
            _ => return None,
        };
        Some((lead, length))
    }
}

impl Line {
    pub fn new(line: &str, read_as: ReadAs) -> Self {
        let mut seen = Self { is_broken: true, has_own: false, read_as };
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            let mut length = c.len_utf8();
            if !c.is_ascii() && c != '\u{FFFD}' {
                if let Some((letter, taken, has_space)) = sequence(rest, c, read_as) {
                    seen.has_own |= letter.is_alphabetic() && !has_space;
                    length = taken;
                } else if let Some((_, taken)) = Lead::of(rest, read_as) {
                    length = taken;
                } else {
                    seen.is_broken = false;
                    break;
                }
            }
            rest = rest.get(length..).unwrap_or_default();
        }
        seen
    }

    /// The letter that begins `rest`, and how much of it that takes; `before` is what was read so far.
    pub fn letter(self, before: &str, rest: &str) -> Option<(char, usize)> {
        if !self.is_broken {
            return None;
        }
        let (lead, length) = Lead::of(rest, self.read_as)?;
        let after = rest.get(length..).unwrap_or_default();
        let next = after.chars().next();
        let is_behind_small = before.chars().next_back().is_some_and(char::is_lowercase);
        if !(self.has_own || lead == Lead::A && is_behind_small) {
            return None;
        }
        let gone = usize::from(next == Some('\u{FFFD}')) * '\u{FFFD}'.len_utf8();
        let fits = |letter: char, from: usize| {
            let word = self.word(before, letter, after.get(from..).unwrap_or_default());
            is_spelled(&word) && is_well_cased(&word)
        };
        let with_space = |letter: char| match next {
            Some(' ') if fits(letter, 1) => Some((letter, length + 1)),
            Some(c) if c.is_alphanumeric() || c == '\u{FFFD}' => None,
            _ => fits(letter, 0).then_some((letter, length)),
        };
        match lead {
            Lead::Space => (next == Some(' ')).then_some(('\u{A0}', length + 1)),
            Lead::A => with_space('à'),
            Lead::O => with_space('Ơ'),
            Lead::DottedA => with_space('Ạ'),
            Lead::D => Some(('Đ', length + gone)),
            Lead::Many => {
                let mut letters = "ềọỏỐờ".chars().filter(|letter| fits(*letter, gone));
                let letter = letters.next()?;
                letters.next().is_none().then_some((letter, length + gone))
            }
        }
    }

    /// The word with `letter` between what was read before it and what comes after it.
    fn word(self, before: &str, letter: char, after: &str) -> String {
        let start = before.char_indices().rev().take(LONGEST).take_while(|(_, c)| c.is_alphabetic()).last();
        let mut word = start.and_then(|(at, _)| before.get(at..)).unwrap_or_default().to_owned();
        word.push(letter);
        let mut rest = after;
        for _ in 0..LONGEST {
            let Some(c) = rest.chars().next() else { break };
            let (c, length, _) = sequence(rest, c, self.read_as).unwrap_or((c, c.len_utf8(), false));
            if !c.is_alphabetic() {
                break;
            }
            word.push(c);
            rest = rest.get(length..).unwrap_or_default();
        }
        word
    }
}

/// What is looked at of a word, before and after.
const LONGEST: usize = 8;
