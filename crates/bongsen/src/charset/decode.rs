//! Bytes to text. One pass; one byte is looked at ahead, and a word at most where a mark may belong to a capital.

use super::table::NOTHING;
use super::{Charset, Codec, Decoded, capitals, viqr, windows};
use crate::span::{Edit, OffsetMap, Span};
use crate::syllable::is_valid;

/// A piece of the input: a byte of the charset, or a character that was never one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Byte(u8),
    Char(char),
}

/// A unit with its place in the input.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub unit: Unit,
    pub start: u32,
    pub end: u32,
}

/// The units of bytes.
pub(super) fn units_of_bytes(bytes: &[u8]) -> impl Iterator<Item = Placed> + Clone {
    bytes.iter().zip(0..).map(|(&byte, at)| Placed { unit: Unit::Byte(byte), start: at, end: at + 1 })
}

/// The units of text that was read as Windows-1252.
pub(super) fn units_of_text(text: &str) -> impl Iterator<Item = Placed> + Clone {
    text.char_indices().map(|(at, c)| {
        let unit = windows::byte_of(c).map_or(Unit::Char(c), Unit::Byte);
        Placed { unit, start: at as u32, end: (at + c.len_utf8()) as u32 }
    })
}

/// The text so far, and the way back.
#[derive(Default)]
pub(super) struct Writer {
    pub out: String,
    map: OffsetMap,
    pub undecodable: u32,
}

impl Writer {
    /// Writes `c`, which `start..end` of the input stands for; `is_same` when it is the same bytes there.
    pub fn put(&mut self, c: char, start: u32, end: u32, is_same: bool) {
        let from = self.out.len() as u32;
        self.out.push(c);
        if !is_same {
            self.map.push(Edit { orig: Span::new(start, end), norm: Span::new(from, self.out.len() as u32) });
        }
        self.undecodable += u32::from(c == NOTHING && !is_same);
    }

    pub fn finish(mut self, length: u32, charset: Charset) -> Decoded {
        self.map.close(length, self.out.len() as u32);
        Decoded { text: self.out, map: self.map, undecodable: self.undecodable, charset }
    }
}

/// What is looked at of a word.
const LONGEST: usize = 8;

impl Codec {
    /// As [`decode`](super::decode).
    pub fn decode(&self, bytes: &[u8]) -> Decoded {
        let length = bytes.len() as u32;
        match self.charset {
            Charset::Utf8 => utf8(bytes),
            Charset::Viqr => viqr::decode(units_of_bytes(bytes), length, false),
            _ => self.run(units_of_bytes(bytes), length, false),
        }
    }

    /// As [`decode_text`](super::decode_text). From [`Charset::Utf8`] nothing is read: that is for `repair_mojibake`.
    pub fn decode_text(&self, text: &str) -> Decoded {
        let length = text.len() as u32;
        match self.charset {
            Charset::Utf8 => utf8(text.as_bytes()),
            Charset::Viqr => viqr::decode(units_of_text(text), length, true),
            _ => self.run(units_of_text(text), length, true),
        }
    }

    fn run(&self, units: impl Iterator<Item = Placed> + Clone, length: u32, is_text: bool) -> Decoded {
        let mut writer = Writer::default();
        let (mut shared, mut own, mut twins) = (Vec::new(), Vec::new(), Vec::new());
        let mut units = units.peekable();
        while let Some(Placed { unit, start, mut end }) = units.next() {
            let byte = match unit {
                Unit::Byte(byte) => byte,
                Unit::Char(c) => {
                    writer.put(c, start, end, true);
                    continue;
                }
            };
            let mut c = self.single.get(usize::from(byte)).copied().unwrap_or(NOTHING);
            let at = writer.out.len() as u32;
            if let Some(&Placed { unit: Unit::Byte(mark), end: after, .. }) = units.peek()
                && let Some(letter) = self.pair(byte, mark)
                && (!byte.is_ascii() || self.is_letter(&writer.out, letter, units.clone().skip(1)))
            {
                units.next();
                (c, end) = (letter, after);
            }
            if self.shared.get(usize::from(byte)) == Some(&true) {
                shared.push(at);
            } else if byte < 0x20 && c.is_uppercase() {
                own.push(at);
            }
            twins.extend(self.twins.iter().filter(|twin| twin.0 == byte).map(|twin| (at, twin.1)));
            let is_same = end - start == c.len_utf8() as u32
                && (c.is_ascii() && u8::try_from(c) == Ok(byte) || is_text && windows::byte_of(c) == Some(byte));
            writer.put(c, start, end, is_same);
        }
        if self.charset.is_capitals() {
            writer.out = capitals::all(&writer.out);
        } else if !shared.is_empty() {
            writer.out = capitals::settle(&writer.out, &shared, &own);
        }
        if !twins.is_empty() {
            writer.out = capitals::settle_twins(&writer.out, &twins);
        }
        writer.finish(length, self.charset)
    }

    /// Whether a plain vowel and what may be a mark of it are `letter`, in the middle of a word: in TCVN3 the marks are
    /// ° ± ² ³ ´, too, so a possible syllable must come of it, and alone it may not stand in a formula.
    fn is_letter(&self, before: &str, letter: char, after: impl Iterator<Item = Placed> + Clone) -> bool {
        if !self.has_doubtful_pairs() {
            return true;
        }
        let read = |placed: Placed| match placed.unit {
            Unit::Byte(byte) => self.single.get(usize::from(byte)).copied().unwrap_or(NOTHING),
            Unit::Char(c) => c,
        };
        let mut word: Vec<char> = before.chars().rev().take(LONGEST).take_while(|c| c.is_alphabetic()).collect();
        word.reverse();
        word.push(letter);
        word.extend(after.clone().map(read).take(LONGEST).take_while(|c| c.is_alphabetic()));
        if word.len() > 1 {
            return is_valid(&String::from_iter(word));
        }
        let of_formula = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || "=+-*/<>()^±²³°×÷".contains(c));
        !of_formula(before.chars().rev().find(|c| *c != ' ')) && !of_formula(after.map(read).find(|c| *c != ' '))
    }
}

fn utf8(bytes: &[u8]) -> Decoded {
    let mut writer = Writer::default();
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        writer.out.push_str(chunk.valid());
        at += chunk.valid().len() as u32;
        let invalid = chunk.invalid().len() as u32;
        if invalid > 0 {
            writer.put(NOTHING, at, at + invalid, false);
        }
        at += invalid;
    }
    writer.finish(bytes.len() as u32, Charset::Utf8)
}
