//! What the boundary model looks at, the same for running and for training.
//!
//! Two things add to the score of a gap:
//!
//! 1. **Sequences.** Every token starts a walk through one trie over token keys. Each prefix found there, of one token
//!    or of seven, n-gram or lexicon word alike, adds a vector of weights to the gaps around itself:
//!
//!    ```text
//!    tokens          c    h    ủ   [t]   k    i         gap n is before token n
//!    1 token [i]        +0   +1   +2   +3   +4   +5      gaps i-2 ..= i+3
//!    2 tokens                +0   +1   +2   +3   +4      gaps i-1 ..= i+3
//!    n >= 3                       +0   +1 ..     +n      gaps i   ..= i+n
//!    ```
//!    So a gap sees the n-grams (n <= 3) of the three tokens before and the three after it, and every lexicon word that
//!    ends at it, begins at it or spans it.
//!
//! 2. **Shapes.** The kind and case of the two tokens before and the two after the gap, 4 bits each, are an index into
//!    one table.
//!
//! A sentence in capitals only (a heading), or without any capital, has no case worth reading: its syllables get
//! shapes of their own, so that `CHỦ TỊCH XÃ` is read by its letters and not as a name.

use super::explain::Lengths;
use crate::normalize::join;
use crate::token::{Case, Gap, TokenData, TokenKind};

/// Scores and weights are in thousandths: training asks for a distance of 1 from 0, which is this number.
pub const UNIT: i32 = 1000;
/// Longest sequence in the trie, in tokens.
pub const MAX_LEN: usize = 7;
/// Weights in one vector.
pub const LANES: usize = 8;
/// Gaps before the first token of a sequence that its vector reaches, at most.
pub const REACH: usize = 2;
/// Entries of the shape table.
pub const SHAPES: usize = 1 << 16;

/// Key of the edge of a sentence.
pub const EDGE: u64 = 0x0BAD_5EED_0BAD_5EED;
/// State before the first token of a walk.
pub const START: u64 = 0x243F_6A88_85A3_08D3;

/// Gaps before token `i` that a sequence of `len` tokens from `i` reaches.
pub const fn before(len: usize) -> usize {
    match len {
        1 => 2,
        2 => 1,
        _ => 0,
    }
}

/// Number of weights of a sequence of `len` tokens.
pub const fn lanes(len: usize) -> usize {
    match len {
        1 => 6,
        2 => 5,
        _ => len + 1,
    }
}

/// The state of a walk after one more token.
pub const fn step(state: u64, key: u64) -> u64 {
    join(state, key)
}

/// The state of a whole sequence.
pub fn state(keys: &[u64]) -> u64 {
    keys.iter().fold(START, |state, &key| step(state, key))
}

/// The key under which a token is looked up: its own, except that numbers and codes are one key a kind.
pub const fn key_of(token: &TokenData) -> u64 {
    match token.kind {
        TokenKind::Syllable | TokenKind::Abbreviation | TokenKind::Alphanumeric | TokenKind::Punctuation => token.key,
        kind => EDGE ^ ((kind as u64 + 1) << 56),
    }
}

/// Whether a token may be part of a word of several tokens. Dates, numbers, document numbers, addresses and marks are
/// words by themselves.
pub const fn is_joinable(token: &TokenData) -> bool {
    matches!(token.kind, TokenKind::Syllable | TokenKind::Abbreviation | TokenKind::Alphanumeric)
}

/// Whether the gap before `next` may lie inside a word.
pub fn may_join(previous: &TokenData, next: &TokenData) -> bool {
    next.gap <= Gap::Space && is_joinable(previous) && is_joinable(next)
}

/// What is known of a syllable by itself, from the trie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// A syllable of Vietnamese.
    pub is_syllable: bool,
    /// A family name.
    pub is_family: bool,
}

/// Whether the case of a sentence says nothing: no capital at all, or nothing but capitals. A sentence of one syllable
/// or two is taken as it is.
pub fn is_caseless(tokens: &[TokenData]) -> bool {
    let (mut lower, mut upper) = (0u32, 0u32);
    for token in tokens {
        if token.kind == TokenKind::Syllable {
            match token.case {
                Case::Lower => lower += 1,
                Case::Upper => upper += 1,
                // One capital letter (`Ý`) is as much a part of a heading in capitals as of any sentence.
                Case::Title if token.span.len() <= 3 => {}
                _ => return false,
            }
            if lower > 0 && upper > 0 {
                return false;
            }
        }
    }
    lower + upper >= 3
}

/// The shape of a token: 4 bits.
pub const fn shape(token: &TokenData, traits: Traits, caseless: bool) -> u8 {
    shape_by(token.kind, token.case, traits, caseless)
}

const fn shape_by(kind: TokenKind, case: Case, traits: Traits, caseless: bool) -> u8 {
    match kind {
        TokenKind::Syllable => match (caseless, case) {
            (true, _) if traits.is_family => 9,
            (true, _) if traits.is_syllable => 8,
            (true, _) => 10,
            (_, Case::Lower) if traits.is_syllable => 1,
            (_, Case::Lower) => 2,
            (_, Case::Title) if traits.is_family => 5,
            (_, Case::Title) if traits.is_syllable => 3,
            (_, Case::Title) => 4,
            (_, Case::Upper) => 6,
            (_, Case::Mixed | Case::None) => 7,
        },
        TokenKind::Number => 11,
        TokenKind::Date
        | TokenKind::Time
        | TokenKind::DocNumber
        | TokenKind::Url
        | TokenKind::Email
        | TokenKind::Phone
        | TokenKind::Hashtag => 12,
        TokenKind::Abbreviation | TokenKind::Alphanumeric => 13,
        TokenKind::Punctuation => 14,
        TokenKind::Emoji | TokenKind::Other => 15,
    }
}

const KINDS: [TokenKind; 14] = [
    TokenKind::Syllable,
    TokenKind::Number,
    TokenKind::Date,
    TokenKind::Time,
    TokenKind::DocNumber,
    TokenKind::Abbreviation,
    TokenKind::Url,
    TokenKind::Email,
    TokenKind::Phone,
    TokenKind::Hashtag,
    TokenKind::Alphanumeric,
    TokenKind::Emoji,
    TokenKind::Punctuation,
    TokenKind::Other,
];
const CASES: [Case; 5] = [Case::None, Case::Lower, Case::Title, Case::Upper, Case::Mixed];

const fn shape_index(kind: TokenKind, case: Case, trait_bits: u8, caseless: bool) -> usize {
    (kind as usize) << 6 | (case as usize) << 3 | (caseless as usize) << 2 | trait_bits as usize
}

/// [`shape`] as a table.
static SHAPE_OF: [u8; 1024] = {
    let mut table = [0; 1024];
    let mut n = 0;
    while n < KINDS.len() * CASES.len() * 8 {
        let (kind, case, bits) = (KINDS[n / 40], CASES[n / 8 % 5], n as u8 % 4);
        let traits = Traits { is_syllable: bits & 1 != 0, is_family: bits & 2 != 0 };
        let caseless = n % 8 >= 4;
        table[shape_index(kind, case, bits, caseless)] = shape_by(kind, case, traits, caseless);
        n += 1;
    }
    table
};

/// [`shape`] by a table; of the traits, 1 is a syllable and 2 a family name.
#[inline]
pub(super) fn shape_of(token: &TokenData, trait_bits: u8, caseless: bool) -> u8 {
    SHAPE_OF.get(shape_index(token.kind, token.case, trait_bits, caseless)).copied().unwrap_or(0)
}

/// The shape beyond the edge of a sentence.
pub const EDGE_SHAPE: u8 = 0;

/// Moves the window of four shapes one token on. The window of gap `g` is complete when token `g + 1` is in.
pub const fn slide(window: usize, shape: u8) -> usize {
    ((window << 4) | shape as usize) & (SHAPES - 1)
}

/// Entries of [`cover_index`]: lexicon cover (6 bits), shapes before and after the gap (4 bits each).
pub const COVERS: usize = 1 << 14;

/// How lexicon entries of two tokens and more lie around a gap: the longest that ends there, that begins there, and
/// that spans it.
///
/// Six bits each, of which one is set for a length of 2, two for 3, and so on: so the longest of two is both together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cover(u32);

const ENDING: u32 = 12;
const BEGINNING: u32 = 6;
const SPANNING: u32 = 0;

impl Cover {
    /// Marks an entry; `gaps` runs from the gap before its first token to the gap after its last.
    #[inline]
    pub fn mark(gaps: &mut [Self]) {
        Self::mark_if(true, gaps);
    }

    /// [`mark`](Self::mark) when it is one.
    #[inline]
    pub(super) fn mark_if(is_entry: bool, gaps: &mut [Self]) {
        let longer_than_one = gaps.len().saturating_sub(2).min(MAX_LEN - 1);
        let length = ((1 << longer_than_one) - 1) * u32::from(is_entry);
        if let [first, inside @ .., last] = gaps {
            first.0 |= length << BEGINNING;
            last.0 |= length << ENDING;
            for gap in inside {
                gap.0 |= length << SPANNING;
            }
        }
    }

    /// The lengths themselves.
    pub const fn lengths(self) -> Lengths {
        const fn length(bits: u32) -> u8 {
            match (bits & 0x3F).count_ones() {
                0 => 0,
                longer_than_one => longer_than_one as u8 + 1,
            }
        }
        Lengths {
            ending: length(self.0 >> ENDING),
            beginning: length(self.0 >> BEGINNING),
            spanning: length(self.0 >> SPANNING),
        }
    }

    /// The configuration, 6 bits: each length as 0, 2, 3, or 4 and more.
    pub const fn bits(self) -> usize {
        const FIRST: u32 = 1 << ENDING | 1 << BEGINNING | 1 << SPANNING;
        // How many of the first three bits are set, in two bits of each six.
        let steps = (self.0 & FIRST) + (self.0 >> 1 & FIRST) + (self.0 >> 2 & FIRST);
        ((steps >> 8 | steps >> 4 | steps) & 0x3F) as usize
    }
}

/// Index of a gap's cover and the shapes on either side of it; `window` is the window of four of the gap.
pub const fn cover_index(cover: Cover, window: usize) -> usize {
    cover.bits() << 8 | (window >> 4 & 0xFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::key;
    use crate::span::Span;

    fn token(text: &str, kind: TokenKind, case: Case) -> TokenData {
        TokenData { span: Span::new(0, text.len() as u32), key: key(text), kind, case, gap: Gap::Space }
    }

    #[test]
    fn a_gap_sees_three_tokens_on_either_side() {
        // Token i of length-n sequences that reach gap g: i - before(n) <= g < i - before(n) + lanes(n).
        for n in 1..=3usize {
            let seen: Vec<isize> = (-9..9isize)
                .filter(|i| (i - before(n) as isize..i - before(n) as isize + lanes(n) as isize).contains(&0))
                .collect();
            assert_eq!(*seen.first().unwrap(), -3, "leftmost start of {n}-grams that reach gap 0");
            assert_eq!(*seen.last().unwrap() + n as isize - 1, 2, "rightmost end");
        }
    }

    #[test]
    fn vectors_fit() {
        assert!((1..=MAX_LEN).all(|n| lanes(n) <= LANES && before(n) <= REACH));
    }

    #[test]
    fn headings_and_chat_are_caseless() {
        let s = |text: &str, case| token(text, TokenKind::Syllable, case);
        let caps = [s("CHỦ", Case::Upper), s("TỊCH", Case::Upper), s("XÃ", Case::Upper)];
        assert!(is_caseless(&caps));
        let lower = [s("tổng", Case::Lower), s("bí", Case::Lower), s("thư", Case::Lower)];
        assert!(is_caseless(&lower));
        let normal = [s("Tổng", Case::Title), s("bí", Case::Lower), s("thư", Case::Lower), s("nói", Case::Lower)];
        assert!(!is_caseless(&normal));
        assert!(!is_caseless(&caps[..2]), "two acronyms are no heading");
    }

    #[test]
    fn the_table_of_shapes_is_the_rule() {
        for kind in KINDS {
            for case in CASES {
                for bits in 0..8u8 {
                    let traits = Traits { is_syllable: bits & 1 != 0, is_family: bits & 2 != 0 };
                    let (token, caseless) = (token("Xã", kind, case), bits >= 4);
                    assert_eq!(shape_of(&token, bits & 3, caseless), shape(&token, traits, caseless));
                }
            }
        }
    }

    #[test]
    fn the_longest_entry_counts_at_each_place() {
        let mut gaps = [Cover::default(); 6];
        assert_eq!(gaps[0].bits(), 0);
        Cover::mark(&mut gaps[..3]);
        Cover::mark(&mut gaps[..4]);
        Cover::mark(&mut gaps[1..6]);
        let levels = gaps.map(|gap| (gap.bits() >> 4, gap.bits() >> 2 & 3, gap.bits() & 3));
        // Ending, beginning, spanning: 1 is two tokens, 2 three, 3 four and more.
        assert_eq!(levels, [(0, 2, 0), (0, 3, 2), (1, 0, 3), (2, 0, 3), (0, 0, 3), (3, 0, 0)]);
        assert_eq!(gaps[1].lengths(), Lengths { ending: 0, beginning: 4, spanning: 3 });
        Cover::mark(&mut gaps[..1]);
        Cover::mark(&mut gaps[..2]);
        assert_eq!(gaps.map(|gap| (gap.bits() >> 4, gap.bits() >> 2 & 3, gap.bits() & 3)), levels, "one token is none");
    }

    #[test]
    fn numbers_share_a_key_and_stand_alone() {
        let a = token("68", TokenKind::Number, Case::None);
        let b = token("1.200", TokenKind::Number, Case::None);
        assert_eq!(key_of(&a), key_of(&b));
        let syllable = token("xã", TokenKind::Syllable, Case::Lower);
        assert!(!may_join(&syllable, &a) && may_join(&syllable, &syllable));
        assert!(!may_join(&syllable, &TokenData { gap: Gap::Line, ..syllable }));
    }
}
