//! What the rules of the grammar see of a text.

use super::lexicon::{Hit, Lexicon, List};
use crate::document::TokenRange;
use crate::entity::{EntityKind, Origin};
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
    /// For each token, where its hits begin in `hits`; one more at the end.
    pub hit_starts: &'a [u32],
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

    /// Phrases of the lists that begin at token `i`, shortest first.
    pub fn hits_at(&self, i: u32) -> &'a [Hit] {
        let bound = |i: u32| self.hit_starts.get(i as usize).map_or(self.hits.len(), |&b| b as usize);
        self.hits.get(bound(i)..bound(i.saturating_add(1))).unwrap_or_default()
    }

    /// The longest phrase of `list` that begins at token `i`.
    pub fn longest(&self, i: u32, list: List) -> Option<Hit> {
        self.hits_at(i).iter().rev().find(|h| h.entry.list == list).copied()
    }
}

/// For each token, where its hits begin; one more at the end.
pub(crate) fn index_hits(hits: &[Hit], token_count: usize, out: &mut Vec<u32>) {
    out.clear();
    let mut at = 0;
    for i in 0..token_count as u32 {
        while hits.get(at).is_some_and(|h: &Hit| h.start < i) {
            at += 1;
        }
        out.push(at as u32);
    }
    out.push(hits.len() as u32);
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
