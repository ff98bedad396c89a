//! What the rules of the grammar see of a text.

use super::lexicon::{Hit, Lexicon, List};
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
    /// For each token, whether it is in the same word as the one before.
    pub joined: &'a [bool],
    /// The compiled lists.
    pub lexicon: &'a Lexicon,
    /// Phrases of the lists, by start, then length.
    pub hits: &'a [Hit],
    /// For each token, its hits; one more at the end.
    pub hit_starts: &'a [HitsAt],
}

/// Where the hits that begin at a token begin in `hits`, and of which lists they are: most tokens have none, or none that
/// a rule asks for, which one look tells.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct HitsAt {
    start: u32,
    /// A bit for each list.
    lists: u32,
}

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
        self.token(i).is_some_and(|t| t.kind == TokenKind::Punctuation)
            && matches!(self.text(i), "-" | "–" | "—" | "‐" | "‑" | "−")
    }

    /// Whether token `i` begins with a capital letter.
    pub fn is_capital(&self, i: u32) -> bool {
        self.token(i).is_some_and(TokenData::is_capitalised)
    }

    /// Whether token `i` is in the same word as the one before it.
    pub fn joined_to_previous(&self, i: u32) -> bool {
        self.joined.get(i as usize).copied().unwrap_or(false)
    }

    /// Whether token `i` is the first of a sentence.
    pub fn starts_sentence(&self, i: u32) -> bool {
        self.sentences.binary_search_by_key(&i, |s| s.start).is_ok()
    }

    /// Phrases of the lists that begin at token `i`, shortest first.
    pub fn hits_at(&self, i: u32) -> &'a [Hit] {
        let Some([at, next]) = self.hit_starts.get(i as usize..).and_then(|rest| rest.first_chunk::<2>()) else {
            return &[];
        };
        if at.lists == 0 { &[] } else { self.hits.get(at.start as usize..next.start as usize).unwrap_or_default() }
    }

    /// Whether a phrase of one of the lists begins at token `i`; `lists` has a bit for each ([`bits`]).
    pub fn begins(&self, i: u32, lists: u32) -> bool {
        self.hit_starts.get(i as usize).is_some_and(|at| at.lists & lists != 0)
    }

    /// The longest phrase of `list` that begins at token `i`.
    pub fn longest(&self, i: u32, list: List) -> Option<Hit> {
        if !self.begins(i, bits([list])) {
            return None;
        }
        self.hits_at(i).iter().rev().find(|h| h.entry.list == list).copied()
    }
}

/// For each token, its hits; one more at the end.
pub(crate) fn index_hits(hits: &[Hit], token_count: usize, out: &mut Vec<HitsAt>) {
    out.clear();
    out.reserve(token_count + 1);
    let mut at = 0;
    for i in 0..token_count as u32 {
        let start = at as u32;
        let mut lists = 0;
        while let Some(hit) = hits.get(at).filter(|h| h.start <= i) {
            lists |= bits([hit.entry.list]);
            at += 1;
        }
        out.push(HitsAt { start, lists });
    }
    out.push(HitsAt { start: hits.len() as u32, lists: 0 });
}

/// For each token, whether it is in the same word as the one before.
pub(crate) fn joined(words: &[TokenRange], token_count: usize, out: &mut Vec<bool>) {
    out.clear();
    out.resize(token_count, false);
    for word in words {
        for i in word.start + 1..word.end {
            if let Some(slot) = out.get_mut(i as usize) {
                *slot = true;
            }
        }
    }
}
