//! Every context that the texts have often enough, with the candidates that stand in it.

use bongsen::restore::lattice::{POINTS, SHAPE, Unit, Weights, pair, points};
use bongsen::restore::table::Feature;
use rayon::prelude::*;

use super::text::Text;

/// Fine steps of a weight while it is learned, for one of the compiled file.
pub const FINE: i32 = 16;

/// A weight that is being learned.
#[derive(Clone, Copy, Debug)]
struct Entry {
    candidates: u8,
    weight: i32,
}

/// All weights, by context.
#[derive(Debug, Default)]
pub struct Learned {
    /// Context and the range of its entries; a context of 0 is an empty place.
    index: Vec<(u64, u32, u16)>,
    entries: Vec<Entry>,
    /// How often each stands in the text.
    counts: Vec<u32>,
    /// Sum of the changes, each times when it was made.
    late: Vec<i64>,
}

const fn packed(context: u64, before: u8, candidate: u8) -> u64 {
    (context | before as u64) << 4 | candidate as u64
}

impl Learned {
    /// Counts the contexts of a text.
    pub fn count(text: &Text, counts: &[bool], least: u32) -> Self {
        let mut all: Vec<(u64, u32)> = Vec::new();
        for template in 0..=POINTS {
            // Copies have contexts of their own only by their shape.
            let sequences = if template == SHAPE { text.len() } else { text.originals() };
            let mut keys: Vec<u64> = text
                .sequences()
                .take(sequences)
                .flat_map(|units| (0..units.len()).filter_map(move |at| key(units, at, template, counts)))
                .collect();
            keys.par_sort_unstable();
            let context = |key: u64| if template == POINTS { key >> 8 } else { key >> 4 };
            for group in keys.chunk_by(|a, b| context(*a) == context(*b)).filter(|group| group.len() as u32 >= least) {
                all.extend(group.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)));
            }
        }
        let mut learned = Self::default();
        let contexts = |key: u64| {
            let context = key >> 4;
            if context >> 56 == 1 { context & !15 } else { context }
        };
        let groups = all.chunk_by(|a, b| contexts(a.0) == contexts(b.0)).count();
        learned.index = vec![(0, 0, 0); (groups * 3 / 2).max(4).next_power_of_two()];
        for group in all.chunk_by(|a, b| contexts(a.0) == contexts(b.0)) {
            learned.add(
                contexts(group[0].0),
                group.iter().map(|&(key, n)| {
                    let before = if key >> 60 == 1 { (key >> 4 & 15) as u8 } else { 0 };
                    (before, (key & 15) as u8, 0, n)
                }),
            );
        }
        learned
    }

    fn add(&mut self, context: u64, entries: impl Iterator<Item = (u8, u8, i32, u32)>) {
        let start = self.entries.len();
        for (before, candidate, weight, count) in entries {
            self.entries.push(Entry { candidates: before << 4 | candidate, weight });
            self.counts.push(count);
            self.late.push(0);
        }
        let mask = self.index.len() - 1;
        let mut at = place(context) as usize & mask;
        while self.index[at].0 != 0 {
            at = (at + 1) & mask;
        }
        self.index[at] = (context, start as u32, (self.entries.len() - start) as u16);
    }

    fn find(&self, context: u64) -> std::ops::Range<usize> {
        let mask = self.index.len() - 1;
        let mut at = place(context) as usize & mask;
        loop {
            let (found, start, length) = self.index[at];
            if found == context {
                return start as usize..start as usize + usize::from(length);
            }
            if found == 0 {
                return 0..0;
            }
            at = (at + 1) & mask;
        }
    }

    /// How many weights there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Changes the weight of a candidate in a context, if it has one.
    pub fn change(&mut self, context: u64, before: u8, candidate: u8, by: i32, now: i64) {
        for at in self.find(context) {
            if self.entries[at].candidates == before << 4 | candidate {
                self.entries[at].weight += by;
                self.late[at] += i64::from(by) * now;
            }
        }
    }

    /// Each weight becomes what it was on average until now.
    pub fn average(&mut self, now: i64) {
        for (entry, late) in self.entries.iter_mut().zip(&mut self.late) {
            entry.weight -= (*late / now.max(1)) as i32;
            *late = 0;
        }
    }

    /// Only the `most` weights that matter most.
    pub fn keep(&self, most: usize) -> Self {
        let use_of =
            |at: usize| u64::from(self.counts[at].min(LEAST_USE)) * u64::from(self.entries[at].weight.unsigned_abs());
        let mut uses: Vec<u64> = (0..self.entries.len()).map(use_of).collect();
        let least = if uses.len() > most {
            let at = uses.len() - most;
            (*uses.select_nth_unstable(at).1).max(1)
        } else {
            1
        };
        let mut kept = Self { index: vec![(0, 0, 0); self.index.len()], ..Self::default() };
        for &(context, start, length) in self.index.iter().filter(|&&(context, ..)| context != 0) {
            let range = start as usize..start as usize + usize::from(length);
            let chosen: Vec<usize> = range.filter(|&at| use_of(at) >= least).collect();
            if !chosen.is_empty() {
                kept.add(
                    context,
                    chosen.iter().map(|&at| {
                        let Entry { candidates, weight } = self.entries[at];
                        (candidates >> 4, candidates & 15, weight, self.counts[at])
                    }),
                );
            }
        }
        kept
    }

    /// The weights as the compiled file has them.
    pub fn compile(&self) -> Vec<Feature> {
        let mut features = Vec::new();
        for &(context, start, length) in self.index.iter().filter(|&&(context, ..)| context != 0) {
            for entry in &self.entries[start as usize..start as usize + usize::from(length)] {
                let rounded = (entry.weight + FINE / 2 * entry.weight.signum()) / FINE;
                if rounded != 0 {
                    let weight = rounded.clamp(-127, 127) as i8;
                    let (before, candidate) = (entry.candidates >> 4, entry.candidates & 15);
                    features.push(Feature { context, before, candidate, weight });
                }
            }
        }
        features.sort_unstable();
        features
    }
}

/// More uses than this do not make a weight more worth keeping.
const LEAST_USE: u32 = 1000;

/// The packed key of a context of the unit at `at` with what is written; the last template is the pair.
fn key(units: &[Unit], at: usize, template: usize, counts: &[bool]) -> Option<u64> {
    let chooses = |unit: &Unit| counts[usize::from(unit.form)];
    let unit = &units[at];
    if template < POINTS {
        return chooses(unit).then(|| packed(points(units, at)[template], 0, unit.written));
    }
    let before = &units[at.checked_sub(1)?];
    let written = |unit: &Unit| if chooses(unit) { unit.written } else { 0 };
    (chooses(unit) || chooses(before))
        .then(|| packed(pair(before.form, unit.form), written(before), written(unit)))
        .filter(|_| chooses(unit) || before.form >= bongsen::restore::inventory::FIRST)
}

fn place(context: u64) -> u64 {
    let mixed = context.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 29
}

impl Weights for Learned {
    #[inline]
    fn each(&self, context: u64, mut found: impl FnMut(u8, u8, i32)) {
        for entry in &self.entries[self.find(context)] {
            found(entry.candidates >> 4, entry.candidates & 15, entry.weight);
        }
    }
}
