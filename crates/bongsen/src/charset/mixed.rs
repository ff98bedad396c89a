//! Files in two charsets: lines of UTF-8 among lines of an old one.

use std::borrow::Cow;

use super::{Charset, Codec, Decoded};
use crate::span::{Edit, OffsetMap, Span};

/// Whether a line is Vietnamese in UTF-8: lines of the old charsets are hardly ever, as marked letters of theirs do not
/// meet in the order of lead and continuation, and where they do the character is none of Vietnamese.
fn is_unicode(line: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(line) else { return false };
    let mut letters = 0;
    for c in text.chars().filter(|c| !c.is_ascii()) {
        match c {
            '\u{C0}'..='\u{1B0}' | '\u{1EA0}'..='\u{1EF9}' => letters += 1,
            '\u{A0}'..='\u{BF}' | '\u{300}'..='\u{323}' | '\u{2010}'..='\u{2044}' | '\u{FEFF}' => {}
            _ => return false,
        }
    }
    letters > 0
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|&b| b == b'\n')
}

/// The lines that are not UTF-8; all where none is or nothing but ASCII would remain.
pub(super) fn without_unicode(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !lines(bytes).any(is_unicode) {
        return Cow::Borrowed(bytes);
    }
    let rest: Vec<u8> = lines(bytes).filter(|line| !is_unicode(line)).flatten().copied().collect();
    if rest.is_ascii() { Cow::Borrowed(bytes) } else { Cow::Owned(rest) }
}

/// Whether a line has a letter that Windows-1252 and 1258 do not have, so that it was not read as these.
fn is_not_misread(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok_and(|line| line.contains(|c| matches!(c, '\u{1EA0}'..='\u{1EF9}')))
}

/// Reads bytes of a charset, lines of UTF-8 among them as they are.
pub(super) fn decode(bytes: &[u8], charset: Charset) -> Decoded {
    by_lines(bytes, charset, is_unicode, Codec::decode)
}

/// Reads text that was read as Windows-1252, lines that were not as they are.
pub(super) fn decode_text(text: &str, charset: Charset) -> Decoded {
    let misread = |codec: &Codec, bytes: &[u8]| match std::str::from_utf8(bytes) {
        Ok(text) => codec.decode_text(text),
        Err(_) => codec.decode(bytes),
    };
    by_lines(text.as_bytes(), charset, is_not_misread, misread)
}

fn by_lines(
    bytes: &[u8],
    charset: Charset,
    is_unicode: fn(&[u8]) -> bool,
    decode: impl Fn(&Codec, &[u8]) -> Decoded,
) -> Decoded {
    let codec = Codec::new(charset);
    if charset == Charset::Utf8 || !lines(bytes).any(is_unicode) {
        return decode(&codec, bytes);
    }
    let text = String::with_capacity(bytes.len());
    let mut all = Decoded { text, map: OffsetMap::identity(), undecodable: 0, charset };
    let unicode = Codec::new(Charset::Utf8);
    let read = |from: usize, to: usize, is: bool| {
        let part = bytes.get(from..to).unwrap_or_default();
        if is { unicode.decode(part) } else { decode(&codec, part) }
    };
    let (mut start, mut at) = (0, 0);
    let mut is_before = None;
    for line in lines(bytes) {
        let is = is_unicode(line);
        if is_before.is_some_and(|before| before != is) {
            all.add(&read(start, at, !is), start);
            start = at;
        }
        is_before = Some(is);
        at += line.len();
    }
    all.add(&read(start, at, is_before == Some(true)), start);
    all.map.close(bytes.len() as u32, all.text.len() as u32);
    all
}

impl Decoded {
    /// Adds what was read from `start` on.
    fn add(&mut self, part: &Self, start: usize) {
        let (orig, norm) = (start as u32, self.text.len() as u32);
        for edit in part.map.edits() {
            self.map.push(Edit {
                orig: Span::new(orig + edit.orig.start(), orig + edit.orig.end()),
                norm: Span::new(norm + edit.norm.start(), norm + edit.norm.end()),
            });
        }
        self.text.push_str(&part.text);
        self.undecodable += part.undecodable;
    }
}
