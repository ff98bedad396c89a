//! Measuring: what was found against what a person marked.
//!
//! Every score here is precision, recall and F1 over exact matches ([`Counts`]), with the 95 % interval of the
//! percentile bootstrap: documents, not sentences, are drawn with replacement, since what is in one article hangs
//! together (Efron & Tibshirani, *An Introduction to the Bootstrap*, 1993, ch. 13). The draws are the same in every
//! run and on every machine.

pub mod addresses;
pub mod entities;
pub mod notation;
pub mod officials;
pub mod segment;

use std::ops::AddAssign;

/// How many things are in the gold, how many were found, and how many are in both.
///
/// ```
/// let counts = bongsen::eval::Counts { gold: 4, found: 5, right: 3 };
/// assert_eq!(counts.precision(), Some(0.6));
/// assert_eq!(counts.recall(), Some(0.75));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the gold.
    pub gold: u64,
    /// Found by the program.
    pub found: u64,
    /// In both.
    pub right: u64,
}

impl Counts {
    /// Share of what was found that is right, 0 to 1; `None` when nothing was found.
    pub fn precision(self) -> Option<f64> {
        ratio(self.right, self.found)
    }

    /// Share of the gold that was found, 0 to 1; `None` when the gold is empty.
    pub fn recall(self) -> Option<f64> {
        ratio(self.right, self.gold)
    }

    /// Harmonic mean of the two, 0 to 1; `None` when there is nothing on either side.
    pub fn f1(self) -> Option<f64> {
        ratio(2 * self.right, self.gold + self.found)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        let mut total = Self::default();
        for counts in iter {
            total += counts;
        }
        total
    }
}

fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Draws of the bootstrap.
const ROUNDS: usize = 1000;

/// The 95 % interval of the F1 of the sum of `documents`, 0 to 1. `None` with fewer than two documents, or when there
/// is nothing to score: no interval can be told from one document.
pub fn f1_interval(documents: &[Counts]) -> Option<(f64, f64)> {
    if documents.len() < 2 {
        return None;
    }
    let mut random = SplitMix(0x626f_6e67_7365_6e00);
    let mut scores: Vec<f64> = (0..ROUNDS)
        .filter_map(|_| {
            let draw = (0..documents.len()).filter_map(|_| documents.get(random.below(documents.len()))).copied();
            draw.sum::<Counts>().f1()
        })
        .collect();
    scores.sort_by(f64::total_cmp);
    let at = |permille: usize| scores.get(scores.len().saturating_sub(1) * permille / 1000).copied();
    Some((at(25)?, at(975)?))
}

/// `SplitMix64` (Steele, Lea & Flood 2014): small, and the same everywhere.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound` (which is not 0); the bias is below 2^-32 for any real number of documents.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_score_is_no_score() {
        assert_eq!(Counts::default().f1(), None);
        assert_eq!(Counts { gold: 3, found: 0, right: 0 }.precision(), None);
        assert_eq!(Counts { gold: 3, found: 0, right: 0 }.f1(), Some(0.0));
        assert_eq!(f1_interval(&[Counts { gold: 1, found: 1, right: 1 }]), None);
        assert_eq!(f1_interval(&[Counts::default(); 5]), None);
    }

    #[test]
    fn the_interval_holds_the_score_and_is_the_same_every_time() {
        let documents: Vec<Counts> = (0..50).map(|i| Counts { gold: 4, found: 4, right: 3 + i % 2 }).collect();
        let score = documents.iter().copied().sum::<Counts>().f1().unwrap();
        let (low, high) = f1_interval(&documents).unwrap();
        assert!(low < score && score < high, "{low} {score} {high}");
        assert!(high - low < 0.1);
        assert_eq!(f1_interval(&documents), Some((low, high)));
    }

    #[test]
    fn documents_that_are_alike_give_a_narrow_interval() {
        let documents = [Counts { gold: 2, found: 2, right: 1 }; 9];
        assert_eq!(f1_interval(&documents), Some((0.5, 0.5)));
    }
}
