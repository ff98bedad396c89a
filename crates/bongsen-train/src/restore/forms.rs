//! Forms and their candidates, counted.

use std::collections::{BTreeMap, HashMap};

use bongsen::normalize::{ToneStyle, fold, lower, restyle};
use bongsen::restore::inventory::{FIRST, MAX_CANDIDATES, MAX_FORMS};
use bongsen::token::TokenKind;
use rayon::prelude::*;

use super::corpus::{Document, Part};
use super::text::tokens;

/// Forms with their candidates and weights, as [`Inventory::build`](bongsen::restore::inventory::Inventory::build) takes them.
pub type Forms = Vec<(String, Vec<(String, i16)>)>;

/// Least count of a form.
const LEAST_FORM: u32 = 40;
/// Least count of a candidate, and one in how many of its form.
const LEAST_CANDIDATE: u32 = 3;
const SHARE: u32 = 5000;
/// Longest word, in letters.
const LONGEST: usize = 20;

/// A form, how often it stands in the text, and how often each of its candidates.
type Counted = (u32, String, Vec<(String, u32)>);

/// The forms of what is learned from, the most frequent first.
pub fn count(documents: &[Document]) -> Forms {
    let counts: HashMap<String, u32> = documents
        .par_iter()
        .filter(|document| document.part == Part::Train)
        .fold(HashMap::new, |mut counts: HashMap<String, u32>, document| {
            for token in tokens(&document.text).iter().filter(|token| token.kind == TokenKind::Syllable) {
                let small: String = document.text[token.span.range()].chars().map(lower).collect();
                let text = restyle(&small, ToneStyle::Old);
                match counts.get_mut(&*text) {
                    Some(count) => *count += 1,
                    None => _ = counts.insert(text.into_owned(), 1),
                }
            }
            counts
        })
        .reduce(HashMap::new, |mut a, b| {
            for (text, count) in b {
                *a.entry(text).or_default() += count;
            }
            a
        });
    let mut forms: BTreeMap<String, Vec<(String, u32)>> = BTreeMap::new();
    for (text, count) in counts {
        let bare = fold(&text).into_owned();
        if bare.len() <= LONGEST && bare.bytes().all(|b| b.is_ascii_lowercase()) {
            forms.entry(bare).or_default().push((text, count));
        }
    }
    let mut forms: Vec<Counted> = forms
        .into_iter()
        .map(|(bare, candidates)| (candidates.iter().map(|(_, count)| count).sum::<u32>(), bare, candidates))
        .filter(|(total, ..)| *total >= LEAST_FORM)
        .collect();
    forms.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    forms.truncate(MAX_FORMS - usize::from(FIRST));
    forms.into_iter().map(|(total, bare, candidates)| (bare, weigh(total, candidates))).collect()
}

fn weigh(total: u32, mut candidates: Vec<(String, u32)>) -> Vec<(String, i16)> {
    candidates.retain(|&(_, count)| count >= LEAST_CANDIDATE.max(total / SHARE));
    candidates.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    candidates.truncate(MAX_CANDIDATES);
    candidates.into_iter().map(|(text, count)| (text, (log16(count) - log16(total)) as i16)).collect()
}

/// 16 times the natural logarithm, in integers: the same on every machine.
fn log16(n: u32) -> i32 {
    // The binary logarithm in 16 binary places, by squaring.
    let whole = n.max(1).ilog2();
    let mut rest = u64::from(n.max(1)) << (32 - whole);
    let mut log = u64::from(whole);
    for _ in 0..16 {
        rest = ((rest >> 1) * (rest >> 1)) >> 30;
        let bit = rest >> 33;
        log = (log << 1) | bit;
        rest >>= bit;
    }
    // 16 ln 2 = 11.0904
    ((log * 110_904 / 10_000) >> 16) as i32
}

#[cfg(test)]
mod tests {
    use super::log16;

    #[test]
    fn logarithms_are_those_of_the_library() {
        for n in [1, 2, 3, 10, 17, 1000, 123_456, 4_000_000_000] {
            let expected = 16.0 * f64::from(n).ln();
            assert!((f64::from(log16(n)) - expected).abs() < 1.01, "{n} {} {expected}", log16(n));
        }
    }
}
