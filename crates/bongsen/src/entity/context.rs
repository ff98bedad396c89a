//! What the rules of the grammar see of a text.

use super::calendar::Calendar;
use super::legal;
use super::lexicon::{Hit, Lexicon, List};
use super::run::is_initials;
use crate::document::TokenRange;
use crate::entity::{EntityKind, Origin};
use crate::normalize::join;
use crate::token::{Gap, TokenData, TokenKind};

/// The layers before the entities, and the phrases of the lists found in them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'a> {
    /// The normalised view.
    pub norm: &'a str,
    /// Tokens.
    pub tokens: &'a [TokenData],
    /// Sentences.
    pub sentences: &'a [TokenRange],
    /// The compiled lists.
    pub lexicon: &'a Lexicon,
    /// Phrases of the lists, by start, then length.
    pub hits: &'a [Hit],
    /// For each token, what one look tells; one more at the end.
    pub sights: &'a [Sight],
}

/// What one look at a token tells: most rules are done with most tokens after it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sight {
    /// Where the hits that begin at the token begin in `hits`.
    hits: u32,
    /// A bit for each list that they are of, and one for each of the marks below.
    bits: u32,
}

/// The token begins with a capital letter.
pub(crate) const CAPITAL: u32 = 1 << 31;
/// It may be part of a name: a capitalised word or an initial.
pub(crate) const NAME: u32 = 1 << 30;
/// It is in the same word as the one before.
const JOINED: u32 = 1 << 29;
/// It is the first of a sentence.
const FIRST: u32 = 1 << 28;
/// It is a hyphen or a dash.
const DASH: u32 = 1 << 27;
/// It is a quotation mark.
pub(crate) const QUOTE: u32 = 1 << 26;
/// A point in time may begin with it: a number, or a word of the calendar.
pub(crate) const POINT: u32 = 1 << 25;
/// A law that no list has may begin with it.
pub(crate) const LEGAL: u32 = 1 << 24;
/// The bits that are left for lists.
const LISTS: u32 = LEGAL - 1;
const _: () = assert!(List::ALL.len() <= LISTS.count_ones() as usize);

/// A bit for each of some lists.
pub(crate) const fn bits<const N: usize>(lists: [List; N]) -> u32 {
    let (mut bits, mut i) = (0, 0);
    while i < N {
        bits |= 1 << lists[i] as u32;
        i += 1;
    }
    bits
}

/// A stretch that a rule takes for an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub tokens: TokenRange,
    pub kind: EntityKind,
    pub origin: Origin,
    /// As [`EntityData::value`](crate::document::EntityData::value).
    pub value: Option<String>,
}

impl<'a> Context<'a> {
    /// The token at `i`.
    pub fn token(&self, i: u32) -> Option<&'a TokenData> {
        self.tokens.get(i as usize)
    }

    /// The text of token `i` in the view; empty beyond the end.
    pub fn text(&self, i: u32) -> &'a str {
        self.token(i).and_then(|t| self.norm.get(t.span.range())).unwrap_or_default()
    }

    /// The text of a range of tokens.
    pub fn text_of(&self, range: TokenRange) -> &'a str {
        self.norm.get(crate::document::span_of(self.tokens, range).range()).unwrap_or_default()
    }

    /// The key of token `i`; 0 beyond the end.
    pub fn key(&self, i: u32) -> u64 {
        self.token(i).map_or(0, |t| t.key)
    }

    /// One key for the tokens `start..end`: equal for phrases of the same tokens.
    pub fn phrase_key(&self, start: u32, end: u32) -> u64 {
        (start..end).fold(1, |key, i| join(key, self.key(i)))
    }

    /// What precedes token `i`; a paragraph beyond the end.
    pub fn gap(&self, i: u32) -> Gap {
        self.token(i).map_or(Gap::Paragraph, |t| t.gap)
    }

    /// Whether token `i` is this punctuation mark.
    pub fn is_mark(&self, i: u32, mark: &str) -> bool {
        self.token(i).is_some_and(|t| t.kind == TokenKind::Punctuation) && self.text(i) == mark
    }

    /// Whether token `i` is a hyphen or a dash.
    pub fn is_dash(&self, i: u32) -> bool {
        self.begins(i, DASH)
    }

    /// Whether token `i` begins with a capital letter.
    pub fn is_capital(&self, i: u32) -> bool {
        self.begins(i, CAPITAL)
    }

    /// Whether token `i` may be part of a name: a capitalised word or an initial.
    pub fn is_name_token(&self, i: u32) -> bool {
        self.begins(i, NAME)
    }

    /// Whether token `i` is in the same word as the one before it.
    pub fn joined_to_previous(&self, i: u32) -> bool {
        self.begins(i, JOINED)
    }

    /// Whether token `i` is the first of a sentence.
    pub fn starts_sentence(&self, i: u32) -> bool {
        self.begins(i, FIRST)
    }

    /// Phrases of the lists that begin at token `i`, shortest first.
    pub fn hits_at(&self, i: u32) -> &'a [Hit] {
        let Some([at, next]) = self.sights.get(i as usize..).and_then(|rest| rest.first_chunk::<2>()) else {
            return &[];
        };
        if at.bits & LISTS == 0 { &[] } else { self.hits.get(at.hits as usize..next.hits as usize).unwrap_or_default() }
    }

    /// The same, when any is of one of the lists; else none.
    pub fn hits_of(&self, i: u32, lists: u32) -> &'a [Hit] {
        if self.begins(i, lists) { self.hits_at(i) } else { &[] }
    }

    /// Whether a phrase of one of the lists begins at token `i` ([`bits`] has a bit for each), or the token has one of the
    /// marks.
    pub fn begins(&self, i: u32, wanted: u32) -> bool {
        self.sights.get(i as usize).is_some_and(|at| at.bits & wanted != 0)
    }

    /// The first token of a range at which [`begins`](Self::begins) holds.
    pub fn first(&self, range: std::ops::Range<u32>, wanted: u32) -> Option<u32> {
        let sights = self.sights.get(range.start as usize..range.end as usize)?;
        sights.iter().position(|at| at.bits & wanted != 0).map(|far| range.start + far as u32)
    }

    /// The longest phrase of `list` that begins at token `i`.
    pub fn longest(&self, i: u32, list: List) -> Option<Hit> {
        if !self.begins(i, bits([list])) {
            return None;
        }
        self.hits_at(i).iter().rev().find(|h| h.entry.list == list).copied()
    }
}

/// Finds the phrases of the lists, and what one look at each token tells; one more at the end.
pub(crate) fn sights(
    norm: &str,
    tokens: &[TokenData],
    sentences: &[TokenRange],
    words: &[TokenRange],
    lexicon: &Lexicon,
    hits: &mut Vec<Hit>,
    out: &mut Vec<Sight>,
) {
    hits.clear();
    out.clear();
    out.reserve(tokens.len() + 1);
    for (i, token) in tokens.iter().enumerate() {
        let first = hits.len() as u32;
        let lists = lexicon.hits_from(tokens.get(i..).unwrap_or_default(), i as u32, hits);
        out.push(Sight { hits: first, bits: lists | look(norm, token) });
    }
    out.push(Sight { hits: hits.len() as u32, bits: 0 });
    let mut mark = |i: u32, bit| {
        if let Some(sight) = out.get_mut(i as usize) {
            sight.bits |= bit;
        }
    };
    for sentence in sentences {
        mark(sentence.start, FIRST);
    }
    for word in words {
        for i in word.start + 1..word.end {
            mark(i, JOINED);
        }
    }
}

/// The marks of a token by itself.
fn look(norm: &str, token: &TokenData) -> u32 {
    let text = || norm.get(token.span.range()).unwrap_or_default();
    let capital = u32::from(token.is_capitalised()) * CAPITAL;
    match token.kind {
        // A capitalised word is a name token.
        TokenKind::Syllable => capital | capital >> (CAPITAL / NAME).trailing_zeros() | word(token.key),
        TokenKind::Abbreviation if capital != 0 && is_initials(text()) => CAPITAL | NAME,
        TokenKind::Punctuation => match text() {
            "-" | "–" | "—" | "‐" | "‑" | "−" => DASH,
            "“" | "”" | "„" | "«" | "»" | "\"" => QUOTE,
            _ => 0,
        },
        TokenKind::Number | TokenKind::Date | TokenKind::Time => capital | POINT,
        _ => capital,
    }
}

/// The marks of a word.
fn word(key: u64) -> u32 {
    let point = if Calendar::begins_with(key) { POINT } else { 0 };
    if legal::begins_with(key) { point | LEGAL } else { point }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::lexicon::Flags;
    use crate::entity::testing::Text;

    #[test]
    fn one_look_tells_what_the_layers_say() {
        let rows = [(List::Org, "Đảng ủy", Flags::default()), (List::Title, "Bí thư", Flags::default())];
        let text =
            "Bí thư Đảng ủy xã – “ông T.N. A” (SN 1980) nói.\nLuật năm 2013: iPhone, UBND, bộ luật T.Ư - 3/5. Ừ!";
        let layers = Text::with(text, &rows);
        let cx = layers.context();
        for (i, token) in (0..).zip(cx.tokens) {
            let mark = |marks: &[&str]| token.kind == TokenKind::Punctuation && marks.contains(&cx.text(i));
            assert_eq!(cx.is_capital(i), token.is_capitalised(), "{i}");
            assert_eq!(cx.starts_sentence(i), cx.sentences.iter().any(|s| s.start == i), "{i}");
            assert_eq!(cx.is_dash(i), mark(&["-", "–", "—"]), "{i}");
            assert_eq!(cx.begins(i, QUOTE), mark(&["“", "”", "\""]), "{i}");
            let initials = token.kind == TokenKind::Abbreviation && is_initials(cx.text(i));
            let name = token.is_capitalised() && (token.kind == TokenKind::Syllable || initials);
            assert_eq!(cx.is_name_token(i), name, "{i}");
            let hits: Vec<&Hit> = cx.hits.iter().filter(|hit| hit.start == i).collect();
            assert_eq!(cx.hits_at(i).iter().collect::<Vec<_>>(), hits, "{i}");
            for list in List::ALL {
                assert_eq!(cx.begins(i, bits([list])), hits.iter().any(|hit| hit.entry.list == list), "{i}");
            }
        }
        let count = cx.tokens.len() as u32;
        assert_eq!(cx.first(0..count, CAPITAL), Some(0));
        assert_eq!(cx.first(count - 1..count, CAPITAL), None);
        assert!(cx.hits_at(count).is_empty() && !cx.begins(count, u32::MAX));
    }
}
