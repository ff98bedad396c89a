//! Bytes to text. One pass; at most one byte is looked at ahead.

use super::table::NOTHING;
use super::{Charset, Codec, Decoded, capitals, viqr, windows};
use crate::span::{Edit, OffsetMap, Span};

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
pub(super) fn units_of_bytes(bytes: &[u8]) -> impl Iterator<Item = Placed> {
    bytes.iter().zip(0..).map(|(&byte, at)| Placed { unit: Unit::Byte(byte), start: at, end: at + 1 })
}

/// The units of text that was read as Windows-1252.
pub(super) fn units_of_text(text: &str) -> impl Iterator<Item = Placed> {
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

    fn run(&self, units: impl Iterator<Item = Placed>, length: u32, is_text: bool) -> Decoded {
        let mut writer = Writer::default();
        let mut shared = Vec::new();
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
            if let Some(&Placed { unit: Unit::Byte(mark), end: after, .. }) = units.peek()
                && let Some(letter) = self.pair(byte, mark)
            {
                units.next();
                (c, end) = (letter, after);
            }
            if self.shared.get(usize::from(byte)) == Some(&true) {
                shared.push(writer.out.len() as u32);
            }
            let is_same = end - start == c.len_utf8() as u32
                && (c.is_ascii() && u8::try_from(c) == Ok(byte) || is_text && windows::byte_of(c) == Some(byte));
            writer.put(c, start, end, is_same);
        }
        if self.charset == Charset::Tcvn3Capitals {
            writer.out = capitals::all(&writer.out);
        } else if !shared.is_empty() {
            writer.out = capitals::settle(&writer.out, &shared);
        }
        writer.finish(length, self.charset)
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
