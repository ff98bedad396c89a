//! From tokens to the units of the lattice, in sequences.

use std::ops::Range;

use super::inventory::{COMMA, EDGE, Inventory, MARK, NOT_LISTED, NUMBER, OTHER, STOP};
use super::lattice::Unit;
use crate::token::{Case, Gap, TokenData, TokenKind};

/// Units of a sequence, at most: what bounds the memory of a lattice. From half of that on, a mark ends one.
const MAX_UNITS: usize = 512;

/// The shape of a word in a line, or among words, whose case says nothing.
pub const CASELESS: u8 = 7;
/// As many words in capitals in a row, or small letters in a line without a capital, say nothing by their case.
const LEAST_CASELESS: usize = 3;

/// The units of all tokens, one each. A word without marks is free.
pub fn units(text: &str, tokens: &[TokenData], inventory: &Inventory, out: &mut Vec<Unit>) {
    out.clear();
    out.extend(tokens.iter().enumerate().map(|(at, token)| {
        let mut unit = Unit { form: EDGE, written: NOT_LISTED, shape: 0, is_free: false, is_foreign: false };
        let written = text.get(token.span.range()).unwrap_or_default();
        match token.kind {
            TokenKind::Syllable => {
                let (form, candidate) = inventory.find(token.key).unwrap_or((OTHER, NOT_LISTED));
                unit.form = form;
                unit.written = candidate;
                unit.is_free = form != OTHER && written.is_ascii();
                unit.shape = shape(tokens, at);
                unit.is_foreign = token.case == Case::Lower && inventory.is_foreign(form) && written.is_ascii();
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
    for sequence in sequences(tokens) {
        if let (Some(tokens), Some(units)) = (tokens.get(sequence.clone()), out.get_mut(sequence)) {
            without_case(tokens, units);
        }
    }
}

/// Gives the words of a sequence their shape where case says nothing: those of a line without a capital, and rows of
/// capitals.
fn without_case(tokens: &[TokenData], units: &mut [Unit]) {
    if !tokens.iter().any(is_capital) {
        caseless(tokens, units);
        return;
    }
    let in_row = |token: &TokenData| match token.case {
        Case::Upper | Case::None => true,
        // One letter.
        Case::Title => token.span.len() <= 3,
        _ => false,
    };
    let mut at = 0;
    while at < tokens.len() {
        let row = tokens.get(at..).unwrap_or_default().iter().take_while(|token| in_row(token)).count();
        if row >= LEAST_CASELESS
            && let (Some(tokens), Some(units)) = (tokens.get(at..at + row), units.get_mut(at..at + row))
        {
            caseless(tokens, units);
        }
        at += row + 1;
    }
}

fn caseless(tokens: &[TokenData], units: &mut [Unit]) {
    let is_word = |token: &&TokenData| token.kind == TokenKind::Syllable;
    if tokens.iter().filter(is_word).count() >= LEAST_CASELESS {
        for (_, unit) in tokens.iter().zip(units).filter(|(token, _)| is_word(token)) {
            unit.shape = CASELESS;
        }
    }
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

/// The sequences that are read by themselves: a line ends one unless it has capitals and the next goes on with a small
/// letter.
pub fn sequences(tokens: &[TokenData]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let mut has_capitals = is_capital(tokens.get(at)?);
        at += 1;
        while let Some(token) = tokens.get(at)
            && at - start < MAX_UNITS
            && (at - start < MAX_UNITS / 2 || token.gap == Gap::None || !is_mark(tokens.get(at - 1)))
            && (token.gap < Gap::Line || token.gap == Gap::Line && token.case == Case::Lower && has_capitals)
        {
            has_capitals |= is_capital(token);
            at += 1;
        }
        Some(start..at)
    })
}

/// Whether a word has a capital.
const fn is_capital(token: &TokenData) -> bool {
    matches!(token.case, Case::Title | Case::Upper | Case::Mixed)
}

fn is_mark(token: Option<&TokenData>) -> bool {
    token.is_some_and(|token| token.kind == TokenKind::Punctuation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokenize;

    /// The shapes of the words of a text, sequence by sequence.
    fn shapes(text: &str) -> Vec<Vec<u8>> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let mut all = Vec::new();
        units(text, &tokens, &Inventory::default(), &mut all);
        let words = |range: Range<usize>| range.filter(|&at| tokens[at].kind == TokenKind::Syllable);
        sequences(&tokens).map(|range| words(range).map(|at| all[at].shape).collect()).collect()
    }

    #[test]
    fn lines_without_contrast_have_no_case() {
        assert_eq!(shapes("hom nay toi di hoc"), [[CASELESS; 5]]);
        assert_eq!(shapes("DONG BAO, Y KIEN 2013"), [[CASELESS; 4]]);
        assert_eq!(shapes("Hom nay"), [[2, 0]]);
        assert_eq!(shapes("hom nay"), [[0, 0]], "two words are taken as they are");
        assert_eq!(shapes("theo UBND TP"), [[0, 1, 1]], "two acronyms are no heading");
        assert_eq!(shapes("Theo LUAT DAT DAI moi"), [[2, CASELESS, CASELESS, CASELESS, 0]]);
    }

    #[test]
    fn a_line_goes_on_with_a_small_letter() {
        assert_eq!(shapes("Hom nay\ntoi di\n\nhoc"), [vec![2, 0, 0, 0], vec![0]]);
        assert_eq!(shapes("hom nay toi\ndi hoc ve"), [[CASELESS; 3]; 2], "where there are no capitals it does not");
    }
}
