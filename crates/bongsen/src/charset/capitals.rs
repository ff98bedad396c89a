//! Which letters are capitals, where a code stands for a capital and a small letter.
//!
//! ```text
//! CéNG HßA   CỘNG HÒA   the other letters of the word are capitals, two at least
//! Hµ Néi     Hà Nội     H alone could begin `Hà` and `HÀ`: the words beside it on the line decide
//! Hµ NéI     HÀ NỘI
//! ```

use super::tones::is_spelled;
use crate::syllable::is_valid;

/// What the letters of a word with a code of their own say of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Small,
    Capital,
    /// Says nothing of the words beside it: no letters but capitals, and no syllable (`UBND`), or one letter.
    Neutral,
    /// To be settled by its neighbours.
    Open,
}

struct Word {
    start: usize,
    end: usize,
    case: Case,
}

/// `text` in capitals, of the same length in bytes.
pub(super) fn all(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_capitals(&mut out, text);
    out
}

fn push_capitals(out: &mut String, text: &str) {
    out.extend(text.chars().map(|c| {
        let mut upper = c.to_uppercase();
        match (upper.next(), upper.next()) {
            (Some(u), None) if u.len_utf8() == c.len_utf8() => u,
            _ => c,
        }
    }));
}

/// `text` with the letters at `shared` (in order) as capitals where the letters around are, of the same length. A line
/// with one of the letters at `own` stays: who wrote it had codes for capitals.
pub(super) fn settle(text: &str, shared: &[u32], own: &[u32]) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut at, mut next) = (0, 0);
    let mut words = Vec::new();
    let mut own = own.iter().map(|&at| at as usize).peekable();
    for line in text.split_inclusive('\n') {
        words.clear();
        read_line(text, at, at + line.len(), shared, &mut next, &mut words);
        settle_open(&mut words);
        if own.next_if(|&own| own < at + line.len()).is_some() {
            words.clear();
            while own.next_if(|&own| own < at + line.len()).is_some() {}
        }
        let mut copied = at;
        for word in words.iter().filter(|word| word.case == Case::Capital) {
            out.push_str(text.get(copied..word.start).unwrap_or_default());
            push_capitals(&mut out, text.get(word.start..word.end).unwrap_or_default());
            copied = word.end;
        }
        at += line.len();
        out.push_str(text.get(copied..at).unwrap_or_default());
    }
    out
}

/// `text` with the other letter of those at `twins` (in order) where a syllable comes of that one only; both are of the
/// same length.
pub(super) fn settle_twins(text: &str, twins: &[(u32, char)]) -> String {
    let mut out = String::with_capacity(text.len());
    for &(at, twin) in twins {
        let (before, after) = text.split_at_checked(at as usize).unwrap_or_default();
        let Some(stands) = after.chars().next() else { continue };
        out.push_str(before.get(out.len()..).unwrap_or_default());
        let start = before.chars().rev().take(9).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
        let begin = before.get(before.len() - start..).unwrap_or_default();
        let end: String = after.chars().skip(1).take(9).take_while(|c| c.is_alphabetic()).collect();
        let is_other = !is_spelled(&format!("{begin}{stands}{end}")) && is_spelled(&format!("{begin}{twin}{end}"));
        out.push(if is_other && twin.len_utf8() == stands.len_utf8() { twin } else { stands });
    }
    out.push_str(text.get(out.len()..).unwrap_or_default());
    out
}

fn read_line(text: &str, from: usize, to: usize, shared: &[u32], next: &mut usize, words: &mut Vec<Word>) {
    let line = text.get(from..to).unwrap_or_default();
    let mut start = from;
    let (mut capitals, mut small, mut open) = (0, 0, 0);
    for (i, c) in line.char_indices().chain([(line.len(), ' ')]) {
        let at = from + i;
        let is_shared = shared.get(*next).is_some_and(|&s| s as usize == at) && at < to;
        *next += usize::from(is_shared);
        if c.is_alphabetic() {
            open += u32::from(is_shared);
            capitals += u32::from(!is_shared && c.is_uppercase());
            small += u32::from(!is_shared && !c.is_uppercase());
            continue;
        }
        if start < at {
            let word = text.get(start..at).unwrap_or_default();
            let case = match (small, capitals, open) {
                (1.., ..) => Case::Small,
                (_, 2.., 1..) => Case::Capital,
                (_, 2.., 0) if is_valid(word) => Case::Capital,
                (_, _, 0) => Case::Neutral,
                _ => Case::Open,
            };
            words.push(Word { start, end: at, case });
        }
        (capitals, small, open) = (0, 0, 0);
        start = at + c.len_utf8();
    }
}

/// A word that is open is of capitals when the nearest words that say something are, on both sides or on the one there
/// is.
fn settle_open(words: &mut [Word]) {
    let mut right: Vec<Option<Case>> = vec![None; words.len()];
    let mut nearest = None;
    for (word, slot) in words.iter().zip(&mut right).rev() {
        *slot = nearest;
        if matches!(word.case, Case::Small | Case::Capital) {
            nearest = Some(word.case);
        }
    }
    let mut left = None;
    for (word, right) in words.iter_mut().zip(right) {
        match word.case {
            Case::Open => {
                let is_capital = match (left, right) {
                    (Some(a), Some(b)) => a == Case::Capital && b == Case::Capital,
                    (one, other) => one.or(other) == Some(Case::Capital),
                };
                word.case = if is_capital { Case::Capital } else { Case::Neutral };
            }
            Case::Small | Case::Capital => left = Some(word.case),
            Case::Neutral => {}
        }
    }
}
