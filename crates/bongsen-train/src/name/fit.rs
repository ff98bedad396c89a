//! Weights: one classifier a kind, against everything else.

use std::collections::BTreeMap;

use bongsen::entity::name::KINDS;
use bongsen::entity::name::extent::EXTENT_FEATURES;
use bongsen::entity::name::features::FEATURES;

use super::examples::Example;
use super::extents::GapExample;
use crate::word::optimise::{self, Examples};

/// Weights of a model that takes nothing.
pub const NONE: [[i16; KINDS.len()]; FEATURES] = [[0; KINDS.len()]; FEATURES];
/// Weights of a model that lets nothing go on.
pub const NOWHERE: [i16; EXTENT_FEATURES] = [0; EXTENT_FEATURES];

/// How much a stretch counts that the rules take: it shows what names look like, but the model is not asked about it.
const CLAIMED: f32 = 0.3;
/// The cost of a mistake against the size of the weights.
const COST: f64 = 0.03;
/// Weights are stored in this many parts of one.
const SCALE: f64 = 256.0;
const ITERATIONS: usize = 200;
const FOLDS: usize = 5;

/// The weights that fit the examples.
pub fn train(examples: &[Example]) -> Vec<[i16; KINDS.len()]> {
    fit(&examples.iter().collect::<Vec<_>>())
}

fn fit(examples: &[&Example]) -> Vec<[i16; KINDS.len()]> {
    let mut vectors = vec![[0i16; KINDS.len()]; FEATURES];
    for kind in 0..KINDS.len() {
        let mut rows = Examples::new();
        for example in examples {
            let weight = if example.asked { 1.0 } else { CLAIMED };
            rows.push(&example.features, example.class == Some(kind), weight, 0.0);
        }
        let weights = optimise::train(&rows, FEATURES, COST, ITERATIONS, |_| ());
        for (vector, weight) in vectors.iter_mut().zip(weights) {
            vector[kind] = stored(weight);
        }
    }
    vectors
}

/// The weights that fit the gaps.
pub fn train_extents(examples: &[GapExample]) -> Vec<i16> {
    fit_extents(&examples.iter().collect::<Vec<_>>())
}

fn fit_extents(examples: &[&GapExample]) -> Vec<i16> {
    let mut rows = Examples::new();
    for example in examples {
        rows.push(&example.features, example.goes_on, 1.0, 0.0);
    }
    optimise::train(&rows, EXTENT_FEATURES, COST, ITERATIONS, |_| ()).into_iter().map(stored).collect()
}

/// A weight as it is stored.
fn stored(weight: f64) -> i16 {
    (weight * SCALE).round().clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16
}

fn scores(weights: &[[i16; KINDS.len()]], features: &[u32]) -> [i32; KINDS.len()] {
    let mut scores = [0; KINDS.len()];
    for &feature in features {
        for (score, &weight) in scores.iter_mut().zip(&weights[feature as usize]) {
            *score += i32::from(weight);
        }
    }
    scores
}

/// What cross-validation over documents gives on the stretches that the model is asked about.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// Names of each kind.
    pub gold: [u32; KINDS.len()],
    /// Taken, and of the right kind.
    pub right: [u32; KINDS.len()],
    /// Taken, and of another kind or no name.
    pub wrong: [u32; KINDS.len()],
}

/// Cross-validates; `each` is called with every stretch that was taken wrongly or missed, and with what it was taken for.
pub fn measure(examples: &[Example], mut each: impl FnMut(&Example, Option<usize>)) -> Figures {
    let folds = folds(examples.iter().map(|example| example.source.as_str()));
    let mut figures = Figures::default();
    for fold in 0..FOLDS {
        let (test, train): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|example| folds[example.source.as_str()] == fold);
        let weights = fit(&train);
        for example in test.into_iter().filter(|example| example.asked) {
            let scores = scores(&weights, &example.features);
            let taken = (0..KINDS.len()).max_by_key(|&kind| scores[kind]).filter(|&kind| scores[kind] > 0);
            if let Some(kind) = example.class {
                figures.gold[kind] += 1;
            }
            match taken {
                Some(kind) if example.class == taken => figures.right[kind] += 1,
                Some(kind) => figures.wrong[kind] += 1,
                None => {}
            }
            if example.class != taken {
                each(example, taken);
            }
        }
    }
    figures
}

/// The same of gaps: over how many bodies go on, how many of these the model knows, and how many others it takes for such.
pub fn measure_extents(examples: &[GapExample], mut each: impl FnMut(&GapExample)) -> (u32, u32, u32) {
    let folds = folds(examples.iter().map(|example| example.source.as_str()));
    let (mut gold, mut right, mut wrong) = (0, 0, 0);
    for fold in 0..FOLDS {
        let (test, train): (Vec<&GapExample>, Vec<&GapExample>) =
            examples.iter().partition(|example| folds[example.source.as_str()] == fold);
        let weights = fit_extents(&train);
        for example in test {
            let goes_on = example.features.iter().map(|&f| i32::from(weights[f as usize])).sum::<i32>() > 0;
            gold += u32::from(example.goes_on);
            right += u32::from(example.goes_on && goes_on);
            wrong += u32::from(!example.goes_on && goes_on);
            if goes_on != example.goes_on {
                each(example);
            }
        }
    }
    (gold, right, wrong)
}

/// The fold of each document.
fn folds<'a>(sources: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut folds = BTreeMap::new();
    for source in sources {
        let next = folds.len() % FOLDS;
        folds.entry(source).or_insert(next);
    }
    folds
}
