//! VIQR: `Tie^'ng Vie^.t, dda^y\.` (RFC 1456).
//!
//! A mark belongs to the vowel right before it, and a backslash makes the next character literal; a vowel or d
//! behind a backslash begins anew and takes any mark. Beyond the RFC: a mark of tone that ends a word is a mark of punctuation when no possible
//! syllable comes of it (`hai.`, `sao?`, `ddi dda^u?`), since few who wrote so wrote the backslash.

use std::iter::Peekable;

use unicode_normalization::UnicodeNormalization;

use super::decode::{Placed, Unit, Writer};
use super::table::{NOTHING, bytes_of, rows};
use super::tones::{has_tone, is_spelled};
use super::{Charset, Decoded, windows};

/// The letter at the end of the text that marks may still change.
#[derive(Clone, Copy)]
struct Letter {
    c: char,
    start: u32,
    end: u32,
    has_tone: bool,
    /// Behind a backslash.
    is_forced: bool,
}

struct Reader {
    writer: Writer,
    /// Not yet written.
    letter: Option<Letter>,
    /// Where the word begins in the text.
    word: usize,
}

/// Reads VIQR.
pub(super) fn decode(units: impl Iterator<Item = Placed>, length: u32, is_text: bool) -> Decoded {
    let mut reader = Reader { writer: Writer::default(), letter: None, word: 0 };
    let mut units = units.peekable();
    while let Some(Placed { unit, start, end }) = units.next() {
        let (c, is_same) = match unit {
            Unit::Char(c) => (c, true),
            Unit::Byte(byte) => (windows::char_of(byte), byte.is_ascii() || is_text),
        };
        if c == '\\' {
            reader.escape(&mut units, start, end);
        } else if !reader.takes(c, end, &mut units) {
            reader.put(c, start, end, is_same);
        }
    }
    reader.close();
    reader.writer.finish(length, Charset::Viqr)
}

impl Reader {
    /// Writes the letter that is open.
    fn close(&mut self) {
        if let Some(letter) = self.letter.take() {
            let is_same = letter.c.is_ascii() && !letter.is_forced;
            self.writer.put(letter.c, letter.start, letter.end, is_same);
        }
    }

    fn put(&mut self, c: char, start: u32, end: u32, is_same: bool) {
        self.close();
        if !c.is_alphabetic() {
            self.writer.put(c, start, end, is_same);
            self.word = self.writer.out.len();
        } else if is_open(c) {
            self.letter = Some(Letter { c, start, end, has_tone: false, is_forced: false });
        } else {
            self.writer.put(c, start, end, is_same);
        }
    }

    /// A backslash, and what follows when that could be read otherwise.
    fn escape(&mut self, units: &mut Peekable<impl Iterator<Item = Placed>>, start: u32, end: u32) {
        self.close();
        let next = units.peek().and_then(|next| match next.unit {
            Unit::Byte(byte) if byte.is_ascii() => Some((char::from(byte), next.end)),
            _ => None,
        });
        match next.filter(|(c, _)| is_open(*c) || is_mark(*c) || *c == '\\') {
            Some((c, end)) => {
                units.next();
                if is_open(c) {
                    self.letter = Some(Letter { c, start, end, has_tone: false, is_forced: true });
                } else {
                    self.writer.put(c, start, end, false);
                }
                if !c.is_alphabetic() {
                    self.word = self.writer.out.len();
                }
            }
            None => self.put('\\', start, end, true),
        }
    }

    /// Whether the open letter takes `c` for a mark of its own.
    fn takes(&mut self, c: char, end: u32, units: &mut Peekable<impl Iterator<Item = Placed>>) -> bool {
        let Some(letter) = self.letter else { return false };
        let Some((changed, is_tone)) = with_mark(letter.c, c) else { return false };
        if is_tone && letter.has_tone {
            return false;
        }
        if is_tone && !letter.is_forced && !goes_on(units.peek()) {
            let word = self.writer.out.get(self.word..).unwrap_or_default();
            if !is_spelled(&format!("{word}{changed}")) {
                return false;
            }
        }
        self.letter = Some(Letter { c: changed, end, has_tone: letter.has_tone || is_tone, ..letter });
        true
    }
}

/// Whether a word goes on here.
fn goes_on(next: Option<&Placed>) -> bool {
    match next.map(|next| next.unit) {
        Some(Unit::Byte(byte)) => byte == b'\\' || windows::char_of(byte).is_alphabetic(),
        Some(Unit::Char(c)) => c.is_alphabetic(),
        None => false,
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Whether what follows may belong to `c`.
fn is_open(c: char) -> bool {
    is_vowel(c) || matches!(c, 'd' | 'D')
}

fn is_mark(c: char) -> bool {
    matches!(c, '^' | '(' | '+' | '\'' | '`' | '?' | '~' | '.')
}

/// The letter with a mark, and whether the mark is one of tone.
fn with_mark(letter: char, mark: char) -> Option<(char, bool)> {
    let combining = match mark {
        'd' | 'D' => {
            return match letter {
                'd' => Some(('đ', false)),
                'D' => Some(('Đ', false)),
                _ => None,
            };
        }
        '^' if matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'o') => '\u{302}',
        '(' if letter.eq_ignore_ascii_case(&'a') => '\u{306}',
        '+' if matches!(letter.to_ascii_lowercase(), 'o' | 'u') => '\u{31B}',
        '\'' => '\u{301}',
        '`' => '\u{300}',
        '?' => '\u{309}',
        '~' => '\u{303}',
        '.' => '\u{323}',
        _ => return None,
    };
    let is_tone = !matches!(mark, '^' | '(' | '+');
    let mut composed = [letter, combining].into_iter().nfc();
    match (composed.next(), composed.next()) {
        (Some(c), None) => Some((c, is_tone)),
        _ => None,
    }
}

/// Writes VIQR.
pub(super) fn encode(text: &str, fault: &mut dyn FnMut(usize, char)) -> Vec<u8> {
    let codes: Vec<(char, Vec<u8>)> = rows(Charset::Viqr).map(|(c, _, code)| (c, bytes_of(code))).collect();
    let mut out = Vec::with_capacity(text.len() * 2);
    let mut word = 0;
    let mut before = NOTHING;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = at + c.len_utf8();
        let code = codes.binary_search_by_key(&c, |code| code.0).ok().and_then(|i| codes.get(i));
        if let Some((_, code)) = code {
            let ends_word = chars.peek().is_none_or(|(_, next)| !next.is_alphabetic());
            let is_doubtful = ends_word && has_tone(c) && !is_spelled(text.get(word..after).unwrap_or_default());
            let is_vowel = code.first().is_some_and(|&b| is_vowel(char::from(b)));
            let is_behind_d = !is_vowel && matches!(before, 'd' | 'D');
            if is_behind_d || is_doubtful && is_vowel {
                out.push(b'\\');
            }
            out.extend(code);
        } else if c.is_ascii() {
            let follows_letter = before.is_alphabetic() && (!before.is_ascii() || is_open(before));
            let is_second_d = matches!(c, 'd' | 'D') && matches!(before, 'd' | 'D');
            if c == '\\' || is_second_d || is_mark(c) && follows_letter {
                out.push(b'\\');
            }
            out.push(c as u8);
        } else {
            fault(at, c);
            out.push(b'?');
        }
        if !c.is_alphabetic() {
            word = after;
        }
        before = c;
    }
    out
}
