//! The normalised view: what the stages read instead of the caller's bytes.
//!
//! | in the original | in the view |
//! |---|---|
//! | decomposed or half-composed letters (`a` + U+0301) | composed (NFC) |
//! | Ð U+00D0, ð U+00F0 (Icelandic eth) | Đ, đ |
//! | U+00A0 and the other Unicode spaces | a space |
//! | U+0085, U+2028, U+2029 | a line break |
//! | zero-width characters, BOM, soft hyphen, bidi controls | nothing |
//! | joiner and variation selector inside an emoji | kept |
//!
//! Nearly all text is clean, and clean text is borrowed: a scan over 64 bytes at a time, with comparisons only, knows
//! the letters, quotes and dashes of Vietnamese text ([`vouched`]). What it does not know is decoded and cut into
//! *units*, and each unit is settled by itself:
//!
//! ```text
//! unit   a character that nothing before it can change (combining class 0, NFC quick check Yes),
//!        then everything that belongs to it: marks, dropped characters, emoji joiners
//! ```
//! Class 0 alone is no place to cut (Hangul vowels are of class 0 and compose). Source: UAX #15, section 9.

use std::borrow::Cow;
use std::iter::once;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::is_pictographic;
use super::letter::composed;
use crate::span::{Edit, OffsetMap, Span};

/// A text as the stages read it, and the way back to the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View<'t> {
    /// The normalised text; borrowed when nothing had to change.
    pub text: Cow<'t, str>,
    /// From the view to the original and back.
    pub map: OffsetMap,
}

/// The normalised view of `text`, which must be under 4 GiB. Linear in the length of the text.
///
/// ```
/// use bongsen::Span;
/// use bongsen::normalize::view;
///
/// let clean = view("xã Đốc Binh Kiều");
/// assert!(matches!(clean.text, std::borrow::Cow::Borrowed(_)));
///
/// let view = view("Tha\u{301}p\u{A0}Mười");
/// assert_eq!(view.text, "Tháp Mười");
/// assert_eq!(view.map.to_orig(Span::new(0, 5)), Span::new(0, 6)); // Tháp
/// ```
pub fn view(text: &str) -> View<'_> {
    let mut builder = Builder { text, out: String::new(), copied: 0, map: OffsetMap::identity() };
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        at = skip_vouched(bytes, at);
        // Character by character up to the end of the block that the scan stopped at.
        let stop = at + BLOCK;
        while at < bytes.len() && at < stop {
            let ascii = bytes.get(at).is_some_and(u8::is_ascii);
            at = if ascii || is_vouched_at(bytes, at) { at + 1 } else { builder.settle(at) };
        }
    }
    builder.finish()
}

/// Whether the bytes alone prove that the view changes nothing.
pub(super) fn is_clean(text: &str) -> bool {
    skip_vouched(text.as_bytes(), 0) == text.len()
}

const BLOCK: usize = 64;

/// Whether every character that begins in a block is vouched for.
fn is_vouched(window: &[u8; BLOCK + 2]) -> bool {
    let mut bad = false;
    for i in 0..BLOCK {
        bad |= !vouched(window[i], window[i + 1], window[i + 2]);
    }
    !bad
}

/// The first block from `at` on (a character boundary) that holds a byte nobody vouches for, or the tail of the text.
fn skip_vouched(bytes: &[u8], mut at: usize) -> usize {
    while let Some(window) = bytes.get(at..).and_then(<[u8]>::first_chunk::<{ BLOCK + 2 }>) {
        if !is_vouched(window) {
            break;
        }
        at += BLOCK;
    }
    // The tail, as a block that goes on with zeros: a short text is nothing but tail.
    if let Some(tail) = bytes.get(at..).filter(|tail| tail.len() < BLOCK + 2) {
        let mut window = [0; BLOCK + 2];
        for (to, from) in window.iter_mut().zip(tail) {
            *to = *from;
        }
        if is_vouched(&window) && tail.iter().skip(BLOCK).all(|b| *b < 0xC2) {
            return bytes.len();
        }
    }
    // A block may end inside a character: step back to where it began.
    while bytes.get(at).is_some_and(|&b| b & 0xC0 == 0x80) {
        at -= 1;
    }
    at
}

/// Whether the byte there is vouched for; at the end of the text as if zeros came after it.
fn is_vouched_at(bytes: &[u8], at: usize) -> bool {
    let byte = |i: usize| bytes.get(at + i).copied().unwrap_or_default();
    vouched(byte(0), byte(1), byte(2))
}

#[expect(clippy::needless_bitwise_bool, reason = "branches would keep the compiler from making vector code")]
/// Whether a byte, with the two after it, cannot begin a character that the view changes. Without branches, so that
/// the compiler makes vector code of it.
const fn vouched(a: u8, b: u8, c: u8) -> bool {
    // ASCII and continuation bytes; C4..C7 (U+0100..U+01FF); C3 but for Ð (C3 90) and ð (C3 B0).
    let short = (a < 0xC2) | ((a >= 0xC4) & (a <= 0xC7)) | ((a == 0xC3) & ((b & 0xDF) != 0x90));
    // U+1E00..U+1EFF.
    let latin = (a == 0xE1) & ((b & 0xFC) == 0xB8);
    // U+2010..U+2027 and U+2030..U+203F: dashes, quotes, the ellipsis.
    let marks = (a == 0xE2) & (b == 0x80) & (((c >= 0x90) & (c <= 0xA7)) | (c >= 0xB0));
    short | latin | marks
}

/// What becomes of a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Stays, and nothing before it can change it.
    Clean,
    /// Becomes another such character.
    Becomes(char),
    /// Disappears.
    Dropped,
    /// Zero-width joiner or variation selector: stays only inside an emoji.
    Joiner,
    /// Decomposes, and nothing before it can change it: the first character of what it decomposes to is clean.
    Opens,
    /// May compose with, or move before, what precedes it.
    Mark,
}

fn fate(c: char) -> Fate {
    match c {
        '\u{D0}' => Fate::Becomes('Đ'),
        '\u{F0}' => Fate::Becomes('đ'),
        '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Becomes('\n'),
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Fate::Becomes(' '),
        '\u{AD}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{200C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206F}'
        | '\u{FEFF}' => Fate::Dropped,
        '\u{200D}' | '\u{FE00}'..='\u{FE0F}' => Fate::Joiner,
        // ASCII, Latin and Cyrillic letters, CJK ideographs, Hangul syllables, emoji: known without asking the tables.
        '\0'..='\u{2FF}'
        | '\u{400}'..='\u{482}'
        | '\u{1E00}'..='\u{1EFF}'
        | '\u{2010}'..='\u{2027}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{1F000}'..='\u{1FAFF}' => Fate::Clean,
        _ if is_safe(c) => Fate::Clean,
        _ => {
            let mut first = None;
            decompose_canonical(c, |d| first = first.or(Some(d)));
            if first.is_some_and(is_safe) { Fate::Opens } else { Fate::Mark }
        }
    }
}

/// Whether no character before `c` can compose with it or move behind it.
fn is_safe(c: char) -> bool {
    canonical_combining_class(c) == 0 && is_nfc_quick(once(c)) == IsNormalized::Yes
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

struct Builder<'t> {
    text: &'t str,
    /// The view up to `copied`, once something has changed.
    out: String,
    copied: usize,
    map: OffsetMap,
}

impl<'t> Builder<'t> {
    /// Settles what begins with the character at `at`, which is not vouched for; returns where to go on.
    fn settle(&mut self, at: usize) -> usize {
        if self.text.as_bytes().get(at) == Some(&0xCC)
            && let Some(end) = self.vowel(at)
        {
            return end;
        }
        match char_at(self.text, at) {
            Some(c) if fate(c) == Fate::Clean => at + c.len_utf8(),
            Some(c) => self.unit(at, c),
            None => at + 1,
        }
    }

    /// As [`unit`](Self::unit) for the commonest of all: a Vietnamese vowel and the marks of it at `at`, and nothing more
    /// that could belong to it.
    fn vowel(&mut self, at: usize) -> Option<usize> {
        let base = match self.text.as_bytes().get(self.copied..at)?.last()? {
            ascii @ 0..0x80 => char::from(*ascii),
            _ => self.text.get(self.copied..at)?.chars().next_back()?,
        };
        let (letter, length) = composed(base, self.text.as_bytes().get(at..)?)?;
        let end = at + length;
        if !is_vouched_at(self.text.as_bytes(), end) {
            return None;
        }
        let start = at - base.len_utf8();
        let from = self.push_same_until(start);
        self.out.push(letter);
        self.push_edit(start, end, from);
        Some(end)
    }

    /// Settles the unit around the character `c` at `at`, which is not clean; returns where the next one begins.
    fn unit(&mut self, at: usize, c: char) -> usize {
        let begins_unit = matches!(fate(c), Fate::Becomes(_) | Fate::Opens);
        // A mark or dropped character belongs to the character before it, which is clean or begins the text.
        let before = self.text.get(self.copied..at).and_then(|s| s.chars().next_back());
        let start = if begins_unit { at } else { at - before.map_or(0, char::len_utf8) };
        let Some(rest) = self.text.get(start..) else { return self.text.len() };

        let mut settled = String::new();
        let (mut marks, mut joiner, mut kept) = (false, None::<char>, None::<char>);
        let mut end = start;
        for (i, c) in rest.char_indices() {
            let fate = fate(c);
            // A joiner waits for what it joins to, past what is dropped.
            let joins = if fate == Fate::Dropped { None } else { joiner.take() };
            let joins_emoji = match joins {
                Some('\u{200D}') => joins_by_zwj(c),
                Some(_) => c == '\u{20E3}',
                None => false,
            };
            if joins_emoji {
                settled.extend(joins);
            } else if i > 0 && matches!(fate, Fate::Clean | Fate::Becomes(_) | Fate::Opens) {
                break;
            }
            match fate {
                Fate::Clean => settled.push(c),
                Fate::Becomes(other) => settled.push(other),
                Fate::Opens | Fate::Mark => {
                    marks = true;
                    settled.push(c);
                }
                Fate::Dropped => {}
                Fate::Joiner => match kept {
                    Some(k) if c == '\u{200D}' && in_emoji(k) => joiner = Some(c),
                    Some(k) if c != '\u{200D}' && is_pictographic(k) => settled.push(c),
                    // The selector of a keycap, whatever stands before it: a token that begins there reads the same.
                    _ if c == '\u{FE0F}' => joiner = Some(c),
                    _ => {}
                },
            }
            if let Some(last) = settled.chars().next_back() {
                kept = Some(last);
            }
            end = start + i + c.len_utf8();
        }
        if marks {
            settled = settled.nfc().collect();
        }
        self.replace(start, end, &settled);
        end
    }

    /// Records that the original `start..end` reads `settled`, as narrowly as whole characters allow.
    fn replace(&mut self, start: usize, end: usize, settled: &str) {
        let original = self.text.get(start..end).unwrap_or_default();
        if original == settled {
            return;
        }
        let same = |(a, b): &(char, char)| a == b;
        let head: usize = original.chars().zip(settled.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let (tail_a, tail_b) = (original.get(head..).unwrap_or_default(), settled.get(head..).unwrap_or_default());
        let foot: usize =
            tail_a.chars().rev().zip(tail_b.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let (start, end) = (start + head, end - foot);
        let from = self.push_same_until(start);
        self.out.push_str(settled.get(head..settled.len() - foot).unwrap_or_default());
        self.push_edit(start, end, from);
    }

    /// Copies the original up to `start`; the length of the view so far.
    fn push_same_until(&mut self, start: usize) -> u32 {
        if self.copied == 0 {
            self.out.reserve(self.text.len());
        }
        self.out.push_str(self.text.get(self.copied..start).unwrap_or_default());
        self.out.len() as u32
    }

    /// The original `start..end` is read as the view from `from` on.
    fn push_edit(&mut self, start: usize, end: usize, from: u32) {
        self.copied = end;
        self.map.push(Edit { orig: Span::new(start as u32, end as u32), norm: Span::new(from, self.out.len() as u32) });
    }

    fn finish(mut self) -> View<'t> {
        if self.map.is_identity() {
            return View { text: Cow::Borrowed(self.text), map: self.map };
        }
        self.out.push_str(self.text.get(self.copied..).unwrap_or_default());
        self.map.close(self.text.len() as u32, self.out.len() as u32);
        View { text: Cow::Owned(self.out), map: self.map }
    }
}

/// Whether a joiner may follow: an emoji, or its skin tone or variation selector.
fn in_emoji(c: char) -> bool {
    joins_by_zwj(c) || matches!(c, '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}')
}

/// Emoji but for the letters of flags and the skin tones, which no joiner joins.
fn joins_by_zwj(c: char) -> bool {
    is_pictographic(c) && !matches!(c, '\u{1F1E6}'..='\u{1F1FF}' | '\u{1F3FB}'..='\u{1F3FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rows: &[(&str, &str)]) {
        for (text, want) in rows {
            // Once alone, and once where the fast scan has blocks to look at.
            for pad in ["", &"Đồng Tháp – “xã” ".repeat(12)] {
                let (text, want) = (format!("{pad}{text}{pad}"), format!("{pad}{want}{pad}"));
                let seen = view(&text);
                assert_eq!(seen.text, want, "{text:?}");
                assert_eq!(matches!(seen.text, Cow::Borrowed(_)), text == want);
                assert_eq!(view(&want).text, want, "again: {want:?}");
                let (all, full) = (Span::new(0, want.len() as u32), Span::new(0, text.len() as u32));
                assert_eq!(seen.map.to_orig(all), full);
                assert_eq!(seen.map.to_norm(full), all);
            }
        }
    }

    #[test]
    fn letters_are_composed() {
        check(&[
            ("Tha\u{301}p Mu\u{31B}\u{300}o\u{31B}i", "Tháp Mừơi"),
            ("e\u{302}\u{301} \u{1EA1}\u{302}", "ế ậ"),
            ("\u{1112}\u{1161}\u{11AB}", "한"),
            ("\u{301}a", "\u{301}a"),
            ("\u{212B}\u{2126}", "ÅΩ"),
            ("\u{D0}\u{F0} Đđ", "Đđ Đđ"),
        ]);
    }

    #[test]
    fn spaces_and_invisible_characters() {
        check(&[
            ("a\u{A0}b\u{3000}c\u{2009}d", "a b c d"),
            ("a\u{2028}b\u{2029}c\u{85}d", "a\nb\nc\nd"),
            ("\u{FEFF}a\u{200B}\u{301}\u{AD}b\u{202E}", "áb"),
            ("a\u{200D}b\u{FE0F}", "ab"),
            ("\u{200B}", ""),
        ]);
    }

    #[test]
    fn emoji_keep_what_holds_them_together() {
        check(&[
            (
                "👩\u{200D}🌾 ❤\u{FE0F} 1\u{FE0F}\u{20E3} 👍\u{1F3FD}\u{200D}",
                "👩\u{200D}🌾 ❤\u{FE0F} 1\u{FE0F}\u{20E3} 👍\u{1F3FD}",
            ),
            ("👩\u{200D}\u{200D}\u{200B}🌾", "👩\u{200D}🌾"),
            ("1\u{FE0F}x", "1x"),
        ]);
    }

    #[test]
    fn spans_leave_out_what_was_dropped() {
        let text = "\u{FEFF}xã\u{200B} Tha\u{301}p";
        let seen = view(text);
        let surface = |a, b| &text[seen.map.to_orig(Span::new(a, b)).range()];
        assert_eq!(seen.text, "xã Tháp");
        assert_eq!(surface(0, 3), "xã");
        assert_eq!(surface(4, 9), "Tha\u{301}p");
        assert_eq!(surface(0, 9), text);
    }
}
