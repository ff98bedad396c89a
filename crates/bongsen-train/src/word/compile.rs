//! From learned weights to the compiled model: every weight that belongs to a sequence is added into its vector.

use std::collections::{BTreeMap, HashMap};

use bongsen::word::WordModel;
use bongsen::word::features::{COVERS, LANES, SHAPES, Traits, lanes, state};
use bongsen::word::table::{Sequence, Table};

use super::extract::{Extractor, Features, Name, cover_names, own_lanes, shape_names, templates};
use super::lexicon::Lexicon;

/// A weight of 1 in the compiled model.
pub const UNIT: f64 = bongsen::word::features::UNIT as f64;

/// Weights that belong together, summed but not yet rounded.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    sequences: BTreeMap<Vec<u64>, [f64; LANES]>,
    shapes: Vec<f64>,
    covers: Vec<f64>,
}

impl Sums {
    /// Adds up the weights that were learned. N-grams whose weights are all below `least` are left out.
    pub fn new(lexicon: &Lexicon, features: Features, extractor: &Extractor<'_>, weights: &[f64], least: f64) -> Self {
        let numbers = &extractor.numbers;
        let weight = |name: Name| numbers.names.get(&name).map_or(0.0, |&n| weights[n as usize]);
        let mut sequences: BTreeMap<Vec<u64>, [f64; LANES]> = BTreeMap::new();
        for (state, keys) in &extractor.grams {
            let mut vector = [0.0; LANES];
            let first = numbers.sequences[state] as usize;
            vector[..lanes(keys.len())].copy_from_slice(&weights[first..first + lanes(keys.len())]);
            if vector.iter().any(|w: &f64| w.abs() >= least) {
                sequences.insert(keys.clone(), vector);
            }
        }
        let mut by_class: HashMap<_, [f64; LANES]> = HashMap::new();
        for entry in lexicon.entries() {
            let len = entry.keys.len();
            let class = by_class.entry((entry.class(), len)).or_insert_with(|| {
                let mut vector = [0.0; LANES];
                for lane in own_lanes(len) {
                    vector[lane] = templates(entry.class(), features)
                        .map(|(template, value)| weight(Name::Lexicon(template, value, len as u8, lane as u8)))
                        .sum();
                }
                vector
            });
            add(sequences.entry(entry.keys.clone()).or_default(), class, 1.0);
        }
        let bias = weight(Name::Bias);
        let shapes =
            (0..SHAPES).map(|window| bias + shape_names(window, features.shapes).map(weight).sum::<f64>()).collect();
        let covers = (0..COVERS).map(|index| cover_names(index, features.covers).map(weight).sum::<f64>()).collect();
        Self { sequences, shapes, covers }
    }

    /// Adds `factor` times other sums.
    pub fn add(&mut self, other: &Self, factor: f64) {
        for (keys, vector) in &other.sequences {
            add(self.sequences.entry(keys.clone()).or_default(), vector, factor);
        }
        let tables = self.shapes.iter_mut().chain(&mut self.covers).zip(other.shapes.iter().chain(&other.covers));
        for (sum, weight) in tables {
            *sum += weight * factor;
        }
    }

    /// Rounds to the integers of the compiled model.
    pub fn compile(&self, lexicon: &Lexicon) -> anyhow::Result<WordModel> {
        let mut sequences = self.sequences.clone();
        for (key, _) in lexicon.all_traits() {
            sequences.entry(vec![key]).or_default();
        }
        let table = Table::build(sequences.iter().map(|(keys, vector)| {
            let traits = if keys.len() == 1 { lexicon.traits(keys[0]) } else { Traits::default() };
            let sources = lexicon.get(state(keys)).map_or(0, |entry| entry.sources);
            (keys.as_slice(), Sequence { vector: vector.map(round), sources, traits })
        }));
        let rounded = |weights: &[f64]| weights.iter().copied().map(round).collect();
        Ok(WordModel::from_parts(table, rounded(&self.shapes), rounded(&self.covers))?
            .with_sources(lexicon.source_names()))
    }
}

fn add(sum: &mut [f64; LANES], weights: &[f64; LANES], factor: f64) {
    for (sum, weight) in sum.iter_mut().zip(weights) {
        *sum += weight * factor;
    }
}

fn round(weight: f64) -> i16 {
    (weight * UNIT).round().clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16
}
