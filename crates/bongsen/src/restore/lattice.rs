//! The lattice of candidates over a sequence, and the best path through every candidate of it.
//!
//! ```text
//!   dong          bao           ca           nuoc
//!   đồng ──┐  ┌── bào ──┐  ┌── cả ──┐  ┌── nước     a candidate: its weight, and those of its contexts
//!   động ──┼──┼── báo ──┼──┼── ca ──┼──┘            an edge: the weight of the pair
//!   đông ──┘  └── bao ──┘  └── cá ──┘
//! ```
//! A context is what stands around a syllable *without its marks*, which is known before anything is restored: the two
//! before, the two behind, one on each side. So only pairs of candidates tie the choices to each other, and the best path
//! through each candidate comes out of one pass forwards and one backwards (max-product; Forney, "The Viterbi algorithm",
//! 1973). Integers only.

use super::inventory::{EDGE, FIRST, Form, Inventory};
use super::meant::{Keep, Meant};

/// A token as the lattice sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its form.
    pub form: Form,
    /// The candidate that is written; [`NOT_LISTED`](super::inventory::NOT_LISTED) for none.
    pub written: u8,
    /// Where capitals stand in it and beside it.
    pub shape: u8,
    /// Whether any candidate may be chosen: otherwise what is written stays.
    pub is_free: bool,
    /// Whether it is in small letters and no word of Vietnamese.
    pub is_foreign: bool,
}

/// Where weights come from: the compiled table, or that of the trainer.
pub trait Weights {
    /// Whether anything may be known of a context. Asked of several before any is read, so that no look waits for another.
    fn may_have(&self, _context: u64) -> bool {
        true
    }

    /// Calls `found(candidate before, candidate, weight)` for all that is known of a context.
    fn each(&self, context: u64, found: impl FnMut(u8, u8, i32));
}

/// Contexts of one syllable.
pub const POINTS: usize = 6;
/// Which of them is of its capitals.
pub const SHAPE: usize = 3;

const fn pack(template: u64, a: Form, b: Form, c: Form, d: Form) -> u64 {
    template << 56 | (a as u64) << 42 | (b as u64) << 28 | (c as u64) << 14 | d as u64
}

/// The context of a pair of syllables.
pub const fn pair(before: Form, form: Form) -> u64 {
    pack(1, before, form, 0, 0)
}

/// The contexts of the syllable at `at`.
pub fn points(units: &[Unit], at: usize) -> [u64; POINTS] {
    let form = |at: Option<usize>| at.and_then(|at| units.get(at)).map_or(EDGE, |unit| unit.form);
    let (left, far_left) = (form(at.checked_sub(1)), form(at.checked_sub(2)));
    let (x, right, far_right) = (form(Some(at)), form(Some(at + 1)), form(Some(at + 2)));
    let shape = units.get(at).map_or(0, |unit| Form::from(unit.shape));
    [
        pack(2, left, x, right, 0),
        pack(3, far_left, left, x, 0),
        pack(4, x, right, far_right, 0),
        pack(5, x, shape, 0, 0),
        pack(6, far_left, left, x, right),
        pack(7, left, x, right, far_right),
    ]
}

/// What a lattice needs beside the weights of contexts.
#[derive(Clone, Copy, Debug)]
pub struct Fixed<'a> {
    /// Forms and candidates.
    pub inventory: &'a Inventory,
    /// What words nearby say of a bare one.
    pub keep: Keep,
    /// Added to every candidate but the one that is written: what the trainer asks as a margin.
    pub margin: i32,
}

/// The arrays of a lattice, kept from one sequence to the next.
#[derive(Debug, Default)]
pub struct Lattice {
    /// First candidate of each unit in the arrays below, and one more.
    starts: Vec<u32>,
    local: Vec<i32>,
    forward: Vec<i32>,
    through: Vec<i32>,
    best: Vec<i32>,
    /// First weight of each unit's pairs with the unit before.
    edges: Vec<u32>,
    pairs: Vec<i32>,
    meant: Meant,
}

impl Lattice {
    /// Scores every candidate of a sequence by the best path through it.
    pub fn run(&mut self, units: &[Unit], fixed: &Fixed<'_>, weights: &impl Weights) {
        self.nodes(units, fixed, weights);
        self.links(units, weights);
        self.forwards(units.len());
        self.backwards(units.len());
    }

    /// The scores of the candidates of a unit: of the best path through each. One score for what cannot be chosen.
    pub fn scores(&self, unit: usize) -> &[i32] {
        self.range(unit).and_then(|range| self.through.get(range)).unwrap_or_default()
    }

    /// The candidate of the best path; the first of equal ones.
    pub fn best(&self, unit: usize) -> u8 {
        first_of_best(self.scores(unit))
    }

    fn range(&self, unit: usize) -> Option<std::ops::Range<usize>> {
        Some(*self.starts.get(unit)? as usize..*self.starts.get(unit + 1)? as usize)
    }

    fn nodes(&mut self, units: &[Unit], fixed: &Fixed<'_>, weights: &impl Weights) {
        self.starts.clear();
        self.local.clear();
        let asks = self.meant.read(units, fixed.inventory, &fixed.keep);
        for (at, unit) in units.iter().enumerate() {
            let start = self.local.len();
            self.starts.push(start as u32);
            let own = if unit.is_free { fixed.inventory.weights(unit.form) } else { &[] };
            if own.len() < 2 {
                self.local.push(0);
                continue;
            }
            self.local.extend(own.iter().map(|&weight| i32::from(weight) + fixed.margin));
            if let Some(score) = self.local.get_mut(start + usize::from(unit.written)) {
                *score -= fixed.margin;
            }
            if asks
                && let Some(bare) = fixed.inventory.bare(unit.form)
                && let Some(score) = self.local.get_mut(start + usize::from(bare))
            {
                *score += self.meant.worth(at, &fixed.keep);
            }
            let Some(local) = self.local.get_mut(start..) else { continue };
            let contexts = points(units, at);
            let there = contexts.map(|context| weights.may_have(context));
            for (&context, _) in contexts.iter().zip(there).filter(|(_, there)| *there) {
                weights.each(context, |_, candidate, weight| {
                    if let Some(score) = local.get_mut(usize::from(candidate)) {
                        *score += weight;
                    }
                });
            }
        }
        self.starts.push(self.local.len() as u32);
    }

    fn links(&mut self, units: &[Unit], weights: &impl Weights) {
        self.edges.clear();
        self.pairs.clear();
        self.edges.push(0);
        for (at, pair_of) in units.windows(2).enumerate() {
            let [before, unit] = pair_of else { continue };
            let start = self.pairs.len();
            self.edges.push(start as u32);
            let (Some(left), Some(right)) = (self.range(at), self.range(at + 1)) else { continue };
            let (rows, columns) = (left.len(), right.len());
            self.pairs.resize(start + rows * columns, 0);
            if rows * columns < 2 || before.form < FIRST && columns < 2 {
                continue;
            }
            let context = pair(before.form, unit.form);
            if !weights.may_have(context) {
                continue;
            }
            let Some(matrix) = self.pairs.get_mut(start..) else { continue };
            let place = |unit: &Unit, count: usize, candidate: u8| match count {
                1 => (only(*unit) == candidate).then_some(0),
                _ => Some(usize::from(candidate)),
            };
            weights.each(context, |first, second, weight| {
                if let (Some(row), Some(column)) = (place(before, rows, first), place(unit, columns, second))
                    && let Some(score) = matrix.get_mut(row * columns + column)
                    && column < columns
                {
                    *score += weight;
                }
            });
        }
    }

    fn forwards(&mut self, units: usize) {
        self.forward.clone_from(&self.local);
        for at in 1..units {
            let (Some(left), Some(right)) = (self.range(at - 1), self.range(at)) else { return };
            let pairs = self.edges.get(at).and_then(|&start| self.pairs.get(start as usize..)).unwrap_or_default();
            let columns = right.len();
            let middle = right.start.min(self.forward.len());
            let (done, rest) = self.forward.split_at_mut(middle);
            let before = done.get(left).unwrap_or_default();
            self.best.clear();
            self.best.resize(columns, i32::MIN);
            for (score, row) in before.iter().zip(pairs.chunks(columns.max(1))) {
                for (best, pair) in self.best.iter_mut().zip(row) {
                    *best = (*best).max(score + pair);
                }
            }
            for (score, best) in rest.iter_mut().zip(&self.best) {
                *score += best;
            }
        }
    }

    fn backwards(&mut self, units: usize) {
        // First what comes behind each candidate, then the sum with what comes before it.
        self.through.clear();
        self.through.resize(self.local.len(), 0);
        for at in (1..units).rev() {
            let (Some(left), Some(right)) = (self.range(at - 1), self.range(at)) else { return };
            let pairs = self.edges.get(at).and_then(|&start| self.pairs.get(start as usize..)).unwrap_or_default();
            let columns = right.len();
            let middle = right.start.min(self.through.len());
            let (rest, behind) = self.through.split_at_mut(middle);
            let local = self.local.get(right).unwrap_or_default();
            let Some(scores) = rest.get_mut(left) else { return };
            for (score, row) in scores.iter_mut().zip(pairs.chunks(columns.max(1))) {
                let ways =
                    row.iter().zip(behind.iter().zip(local)).map(|(pair, (behind, local))| pair + behind + local);
                *score = ways.max().unwrap_or(0);
            }
        }
        for (through, forward) in self.through.iter_mut().zip(&self.forward) {
            *through += forward;
        }
    }
}

/// The candidate with the best score; the first of equal ones.
pub fn first_of_best(scores: &[i32]) -> u8 {
    let best = scores.iter().max();
    scores.iter().position(|score| Some(score) == best).unwrap_or(0) as u8
}

/// The candidate of a unit that has no choice.
const fn only(unit: Unit) -> u8 {
    if unit.form < FIRST || unit.is_free { 0 } else { unit.written }
}
