//! Weights: one classifier a kind, against everything else.

use std::collections::BTreeMap;

use bongsen::entity::name::KINDS;
use bongsen::entity::name::features::FEATURES;

use super::examples::Example;
use crate::word::optimise::{self, Examples};

/// Weights of a model that takes nothing.
pub const NONE: [[i16; KINDS.len()]; FEATURES] = [[0; KINDS.len()]; FEATURES];

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
            vector[kind] = (weight * SCALE).round().clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16;
        }
    }
    vectors
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
    let mut folds: BTreeMap<&str, usize> = BTreeMap::new();
    for example in examples {
        let next = folds.len() % FOLDS;
        folds.entry(&example.source).or_insert(next);
    }
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
