//! A memory of the words that were read before.
//!
//! Nine words in ten of a text are among two thousand, so a word is mostly not read letter by letter: its end is found
//! in the next 16 bytes at once (the first byte below `A`), and what was found for the same bytes before stands in a
//! table.
//!
//! ```text
//! Đ  ả  n  g  _  ủ  y  ,  ...      16 bytes; `_` a space
//! own         end                  own bytes -> place in the table -> Known { own, key, letters ... }
//! ```
//! What [`Lexer::word`](super::lexer::Lexer) gives depends on these bytes alone when the byte after them can neither
//! go on a word nor join it to the next (no digit, no apostrophe), and only then is anything remembered or recalled: with
//! and without the memory the tokens are the same.

use super::Case;
use super::lexer::Word;

/// The memory of a lexer, to be kept from text to text: [`tokenize_with`](super::tokenize_with). 128 KB when in use.
#[derive(Clone, Debug, Default)]
pub struct TokenScratch {
    /// Pairs of places: what is new goes to the first of its pair and moves what was there to the second.
    known: Vec<Known>,
    /// Bytes of the texts so far, as long as there is no memory.
    seen: usize,
}

/// Bytes of text that are read before a memory pays.
const WORTH_IT: usize = 16_000;

/// What was found for a word.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
pub(super) struct Known {
    /// Its bytes, the first the lowest; 0 when the place is free.
    own: u128,
    /// Key of its text.
    pub key: u64,
    /// Case of its letters.
    pub case: Case,
    letters: u8,
    upper: u8,
    lower: u8,
    first_upper: bool,
    ascii: bool,
}

impl Known {
    const NOTHING: Self =
        Self { own: 0, key: 0, case: Case::None, letters: 0, upper: 0, lower: 0, first_upper: false, ascii: false };

    /// The word, when it ends at `end`.
    pub fn word(&self, end: usize) -> Word {
        Word {
            end,
            key: self.key,
            letters: u32::from(self.letters),
            upper: u32::from(self.upper),
            lower: u32::from(self.lower),
            first_upper: self.first_upper,
            digits: false,
            ascii: self.ascii,
        }
    }
}

const BITS: u32 = 12;

/// The longest word that is remembered, in bytes: the byte after it has to be among those looked at.
const LONGEST: usize = 15;

/// For each length the bits of a word so long.
static MASKS: [u128; LONGEST + 1] = {
    let mut masks = [0; LONGEST + 1];
    let mut len = 0;
    while len <= LONGEST {
        masks[len] = (1 << (8 * len)) - 1;
        len += 1;
    }
    masks
};

const fn repeat(byte: u8) -> u128 {
    u128::from_le_bytes([byte; 16])
}

/// The own bytes of the word that begins at `at`, and their number; `None` when it is empty or long, when it may go on
/// behind them, and near the end of the text.
#[inline]
fn own_bytes(bytes: &[u8], at: usize) -> Option<(u128, usize)> {
    let ahead = u128::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
    // The high bit of a byte is set where it is `A` or more: set already, or by adding what `A` lacks to 128.
    let from_a = ((ahead & repeat(0x7F)) + repeat(0x80 - b'A')) | ahead;
    let len = (!from_a & repeat(0x80)).trailing_zeros() as usize / 8;
    let own = ahead & MASKS.get(len)?;
    let end = bytes.get(at + len).copied()?;
    (own != 0 && !end.is_ascii_digit() && end != b'\'').then_some((own, len))
}

/// Where a word is looked for.
#[inline]
fn place(own: u128) -> usize {
    let folded = own as u64 ^ ((own >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (folded.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> (64 - BITS)) as usize
}

impl TokenScratch {
    /// Makes room, when there is none yet and it pays for a text so long and those before.
    pub(super) fn prepare(&mut self, bytes: usize) {
        if self.known.is_empty() {
            self.seen = self.seen.saturating_add(bytes);
            if self.seen < WORTH_IT {
                return;
            }
            self.known = vec![Known::NOTHING; 1 << BITS];
        }
    }

    /// What was found for the bytes at `at`, and where the word ends.
    #[inline]
    pub(super) fn recall(&self, bytes: &[u8], at: usize) -> Option<(&Known, usize)> {
        let (own, len) = own_bytes(bytes, at)?;
        let place = place(own);
        let first = self.known.get(place)?;
        if first.own == own {
            return Some((first, at + len));
        }
        let second = self.known.get(place ^ 1)?;
        (second.own == own).then_some((second, at + len))
    }

    /// Keeps what was found for the bytes at `at`, if it may be kept.
    pub(super) fn remember(&mut self, bytes: &[u8], at: usize, word: &Word) {
        let Some((own, len)) = own_bytes(bytes, at) else { return };
        if word.end != at + len {
            return;
        }
        let place = place(own);
        let Word { key, letters, upper, lower, first_upper, ascii, .. } = *word;
        let (letters, upper, lower) = (letters as u8, upper as u8, lower as u8);
        if let Some(known) = self.known.get_mut(place) {
            let new = Known { own, key, case: word.case(), letters, upper, lower, first_upper, ascii };
            let moved = std::mem::replace(known, new);
            if let Some(second) = self.known.get_mut(place ^ 1) {
                *second = moved;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_bytes_end_before_the_first_byte_below_a() {
        let text = "Đảng ủy, xã, nói: thôn5 K'Sor nghiêng… và Bình";
        let own = |word: &str| {
            let at = text.find(word).unwrap();
            own_bytes(text.as_bytes(), at).map(|(own, len)| {
                assert_eq!(own.to_le_bytes()[..len], text.as_bytes()[at..at + len]);
                &text[at..at + len]
            })
        };
        assert_eq!(own("Đảng"), Some("Đảng"));
        assert_eq!(own("ủy"), Some("ủy"));
        assert_eq!(own("nói"), Some("nói"));
        assert_eq!(own("nghiêng"), Some("nghiêng…"), "the lexer ends it earlier, so it is not remembered");
        assert_eq!(own(", xã"), None, "empty");
        assert_eq!(own("thôn5"), None, "a digit goes on");
        assert_eq!(own("K'Sor"), None, "an apostrophe may join");
        assert_eq!(own("Bình"), None, "too near the end");
        assert_eq!(own_bytes("a".repeat(40).as_bytes(), 3), None, "too long");
        assert_eq!(own_bytes(b"abcdefghijklmno pqrstuvw", 0).map(|(_, len)| len), Some(LONGEST));
    }

    #[test]
    fn what_is_pushed_out_of_both_places_is_forgotten_and_nothing_else() {
        let mut memo = TokenScratch::default();
        let words: Vec<String> =
            (0..20_000u32).map(|i| format!("{i:x}").replace(|c: char| c.is_ascii_digit(), "z")).collect();
        let word = |text: &str, key| Word {
            end: text.len(),
            key,
            letters: 1,
            upper: 0,
            lower: 0,
            first_upper: false,
            digits: false,
            ascii: true,
        };
        memo.prepare(10);
        assert!(memo.known.is_empty(), "not for ten bytes");
        memo.prepare(WORTH_IT);
        let mut recalled = 0;
        for text in &words {
            let bytes = format!("{text} and what follows it");
            let key = crate::normalize::key(text);
            if let Some((known, end)) = memo.recall(bytes.as_bytes(), 0) {
                assert_eq!((known.key, end), (key, text.len()));
                recalled += 1;
            }
            memo.remember(bytes.as_bytes(), 0, &word(text, key));
        }
        assert!(recalled > 1000);
    }
}
