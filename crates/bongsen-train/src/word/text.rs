//! Text to tokens and sentences, with positions in the original. Stands in for the lexer until that is in the library.

use bongsen::normalize::key;
use bongsen::token::{Case, Gap, TokenData, TokenKind};
use bongsen::{OffsetMap, Span, TokenRange};

/// A text, read as far as words need it.
pub struct Prepared {
    /// The normalised view.
    pub norm: String,
    /// The way back to the original.
    pub map: OffsetMap,
    /// The tokens.
    pub tokens: Vec<TokenData>,
    /// The sentences.
    pub sentences: Vec<TokenRange>,
}

/// Reads a text.
pub fn prepare(text: &str) -> Prepared {
    let (norm, tokens) = tokens(text);
    let sentences = vec![TokenRange::new(0, tokens.len() as u32)];
    Prepared { norm, map: OffsetMap::identity(), tokens, sentences }
}

/// The normalised view of a text, and its tokens.
pub fn tokens(text: &str) -> (String, Vec<TokenData>) {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let end = if c.is_alphanumeric() {
            rest.char_indices()
                .find(|&(i, ch)| {
                    !(ch.is_alphanumeric()
                        || (matches!(ch, '.' | ',' | '/' | '-' | ':')
                            && rest[..i].chars().all(|x| !x.is_alphabetic())
                            && rest[i + ch.len_utf8()..].starts_with(|x: char| x.is_ascii_digit())))
                })
                .map_or(rest.len(), |(i, _)| i)
        } else {
            rest.chars().take_while(|&x| x == c).map(char::len_utf8).sum()
        };
        let end = if c.is_alphabetic()
            && rest[end..].starts_with(". ")
            && rest[..end].chars().count() <= 2
            && rest.len() > end + 2
        {
            end + 1
        } else {
            end
        };
        let t = &rest[..end];
        let kind = if c.is_numeric() {
            TokenKind::Number
        } else if c.is_alphabetic() {
            TokenKind::Syllable
        } else {
            TokenKind::Punctuation
        };
        let up = t.chars().filter(|c| c.is_uppercase()).count();
        let n = t.chars().filter(|c| c.is_alphabetic()).count();
        let case = if n == 0 {
            Case::None
        } else if up == 0 {
            Case::Lower
        } else if up == n && n > 1 {
            Case::Upper
        } else if up == 1 && c.is_uppercase() {
            Case::Title
        } else {
            Case::Mixed
        };
        let gap = if out.is_empty() {
            Gap::Paragraph
        } else if text[..at].ends_with(' ') {
            Gap::Space
        } else {
            Gap::None
        };
        out.push(TokenData { span: Span::new(at as u32, (at + end) as u32), key: key(t), kind, case, gap });
        at += end;
    }
    (text.to_owned(), out)
}
