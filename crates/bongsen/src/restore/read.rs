//! From tokens to the units of the lattice, in sequences.

use std::ops::Range;

use super::inventory::{COMMA, EDGE, Inventory, MARK, NOT_LISTED, NUMBER, OTHER, STOP};
use super::lattice::Unit;
use crate::token::{Case, Gap, TokenData, TokenKind};

/// Units of a sequence, at most: what bounds the memory of a lattice. From half of that on, a mark ends one.
const MAX_UNITS: usize = 512;

/// The units of all tokens, one each. A word without marks is free.
pub fn units(text: &str, tokens: &[TokenData], inventory: &Inventory, out: &mut Vec<Unit>) {
    out.clear();
    out.extend(tokens.iter().enumerate().map(|(at, token)| {
        let mut unit = Unit { form: EDGE, written: NOT_LISTED, shape: 0, is_free: false };
        let written = text.get(token.span.range()).unwrap_or_default();
        match token.kind {
            TokenKind::Syllable => {
                let (form, candidate) = inventory.find(token.key).unwrap_or((OTHER, NOT_LISTED));
                unit.form = form;
                unit.written = candidate;
                unit.is_free = form != OTHER && written.is_ascii();
                unit.shape = shape(tokens, at);
            }
            TokenKind::Number | TokenKind::Date | TokenKind::Time | TokenKind::Phone | TokenKind::DocNumber => {
                unit.form = NUMBER;
            }
            TokenKind::Punctuation if written.starts_with(['.', '!', '?', ';', ':', '…']) => unit.form = STOP,
            TokenKind::Punctuation if written.starts_with(',') => unit.form = COMMA,
            TokenKind::Punctuation => unit.form = MARK,
            _ => unit.form = OTHER,
        }
        unit
    }));
}

/// Capitals of a word: 0 for none, and where those of the words beside it are.
fn shape(tokens: &[TokenData], at: usize) -> u8 {
    let case = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.case);
    match case(Some(at)) {
        Some(Case::Upper) => 1,
        Some(Case::Title) => {
            let before = at.checked_sub(1);
            let starts = tokens.get(at).is_none_or(|token| token.gap >= Gap::Line)
                || before.and_then(|at| tokens.get(at)).is_none_or(|token| token.kind == TokenKind::Punctuation);
            let follows = case(Some(at + 1)) == Some(Case::Title);
            match (starts, case(before) == Some(Case::Title)) {
                (true, _) => 2 + u8::from(follows),
                (false, true) => 4,
                (false, false) => 5 + u8::from(follows),
            }
        }
        _ => 0,
    }
}

/// The sequences that are read by themselves: a line ends one unless the next goes on with a small letter.
pub fn sequences(tokens: &[TokenData]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        if start >= tokens.len() {
            return None;
        }
        at += 1;
        while let Some(token) = tokens.get(at)
            && at - start < MAX_UNITS
            && (at - start < MAX_UNITS / 2 || token.gap == Gap::None || !is_mark(tokens.get(at - 1)))
            && (token.gap < Gap::Line || token.gap == Gap::Line && token.case == Case::Lower)
        {
            at += 1;
        }
        Some(start..at)
    })
}

fn is_mark(token: Option<&TokenData>) -> bool {
    token.is_some_and(|token| token.kind == TokenKind::Punctuation)
}
