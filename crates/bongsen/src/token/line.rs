//! Tokens looked at along a line.

use super::{Case, Gap, TokenData, TokenKind};
use crate::normalize::key;

/// The tokens of a text, for a reader that follows a line: what is asked for beyond the end of the line or of the text is
/// not there. The first token of a line is the caller's to look at ([`token`](Self::token), [`text`](Self::text)).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    /// The normalised view.
    pub norm: &'a str,
    /// Its tokens.
    pub tokens: &'a [TokenData],
}

impl<'a> Line<'a> {
    /// The token at `i`, whatever is before it.
    pub fn token(&self, i: u32) -> Option<&'a TokenData> {
        self.tokens.get(i as usize)
    }

    /// The text of token `i`; empty beyond the end.
    pub fn text(&self, i: u32) -> &'a str {
        self.token(i).and_then(|t| self.norm.get(t.span.range())).unwrap_or_default()
    }

    /// The key of token `i`; 0 beyond the end.
    pub fn key(&self, i: u32) -> u64 {
        self.token(i).map_or(0, |t| t.key)
    }

    /// The key of token `i` if it goes on the line of the token before; 0 otherwise.
    pub fn next_key(&self, i: u32) -> u64 {
        self.token(i).filter(|t| t.gap < Gap::Line).map_or(0, |t| t.key)
    }

    /// The key of the token before `i` on its line; 0 at the start of a line.
    pub fn key_before(&self, i: u32) -> u64 {
        if self.goes_on(i) { i.checked_sub(1).map_or(0, |before| self.key(before)) } else { 0 }
    }

    /// Whether token `i` goes on the line of the token before.
    pub fn goes_on(&self, i: u32) -> bool {
        self.token(i).is_some_and(|t| t.gap < Gap::Line)
    }

    /// Whether token `i` touches the token before.
    pub fn glued(&self, i: u32) -> bool {
        self.token(i).is_some_and(|t| t.gap == Gap::None)
    }

    /// Whether token `i` goes on the line and is a dash.
    pub fn is_dash(&self, i: u32) -> bool {
        self.goes_on(i) && matches!(self.text(i), "-" | "–" | "—" | "−" | "‐" | "‑")
    }

    /// Whether token `i` goes on the line and is this text.
    pub fn is_text(&self, i: u32, text: &str) -> bool {
        self.goes_on(i) && self.text(i) == text
    }

    /// The value of token `i` if it is a number of at most four digits and nothing else.
    pub fn digits(&self, i: u32) -> Option<u16> {
        self.token(i).filter(|t| t.kind == TokenKind::Number)?;
        let text = self.text(i);
        let plain = text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten()
    }

    /// Whether token `i` is written as a common word: in small letters, or with a capital that its place asks for.
    pub fn is_common(&self, i: u32) -> bool {
        let Some(token) = self.token(i) else { return false };
        let first = !self.goes_on(i) || i == 0 || self.token(i - 1).is_some_and(|t| t.kind == TokenKind::Punctuation);
        token.case == Case::Lower || (first && token.case == Case::Title)
    }

    /// Where the phrase of these keys that begins at `i` ends, if it is there; its first token may begin the line.
    pub fn phrase(&self, i: u32, keys: &[u64]) -> Option<u32> {
        let (first, rest) = keys.split_first()?;
        let whole = self.key(i) == *first && (i + 1..).zip(rest).all(|(at, key)| self.next_key(at) == *key);
        whole.then_some(i + keys.len() as u32)
    }
}

/// A short list of phrases, and what each stands for; kept by first key.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T>(Vec<(Vec<u64>, T)>);

impl<T: Copy> Phrases<T> {
    /// From phrases as they are written, in any case and tone style.
    pub fn new<'t>(rows: impl IntoIterator<Item = (&'t str, T)>) -> Self {
        let keys = |text: &str| text.split(' ').map(key).collect();
        let mut rows: Vec<(Vec<u64>, T)> = rows.into_iter().map(|(text, value)| (keys(text), value)).collect();
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        Self(rows)
    }

    /// The longest phrase that begins at token `i`, and where it ends.
    pub fn longest(&self, line: &Line<'_>, i: u32) -> Option<(T, u32)> {
        let first = line.key(i);
        let from = self.0.partition_point(|(keys, _)| keys.first() < Some(&first));
        let rows = self.0.get(from..)?.iter().take_while(|(keys, _)| keys.first() == Some(&first));
        rows.filter_map(|(keys, value)| Some((*value, line.phrase(i, keys)?))).max_by_key(|(_, end)| *end)
    }

    /// What a phrase of one word stands for.
    pub fn word(&self, text: &str) -> Option<T> {
        let word = [key(text)];
        self.0.iter().find(|(keys, _)| *keys == word).map(|(_, value)| *value)
    }

    /// The longest phrase that ends right before token `i`, on its line.
    pub fn ending_at(&self, line: &Line<'_>, i: u32) -> Option<T> {
        let ends = |keys: &[u64]| line.phrase(i.checked_sub(keys.len() as u32)?, keys).filter(|_| line.goes_on(i));
        let found = self.0.iter().filter(|(keys, _)| ends(keys).is_some());
        found.max_by_key(|(keys, _)| keys.len()).map(|(_, value)| *value)
    }
}
