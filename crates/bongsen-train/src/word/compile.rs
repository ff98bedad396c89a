//! From learned weights to the compiled model: every weight that belongs to a sequence is added into its vector.

use std::collections::{BTreeMap, HashMap};

use bongsen::word::WordModel;
use bongsen::word::features::{LANES, SHAPES, Traits, lanes, state};
use bongsen::word::table::{Sequence, Table, Vector};

use super::extract::{Extractor, Features, Name, own_lanes, shape_names, templates};
use super::lexicon::Lexicon;

/// A weight of 1 in the compiled model.
pub const UNIT: f64 = 1000.0;

/// Puts the model together. N-grams whose weights are all below `least` are left out.
pub fn compile(
    lexicon: &Lexicon,
    features: Features,
    extractor: &Extractor<'_>,
    weights: &[f64],
    least: f64,
) -> anyhow::Result<WordModel> {
    let weight = |name: Name| extractor.numbers.by_name.get(&name).map_or(0.0, |&n| weights[n as usize]);
    let mut sums: BTreeMap<Vec<u64>, [f64; LANES]> = BTreeMap::new();
    for (&state, keys) in &extractor.grams {
        let mut vector = [0.0; LANES];
        for (lane, sum) in vector.iter_mut().enumerate().take(lanes(keys.len())) {
            *sum = weight(Name::Sequence(state, lane as u8));
        }
        if vector.iter().any(|w: &f64| w.abs() >= least) {
            sums.insert(keys.clone(), vector);
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
        let sum = sums.entry(entry.keys.clone()).or_default();
        for (sum, weight) in sum.iter_mut().zip(class) {
            *sum += *weight;
        }
    }
    for (key, _) in lexicon.all_traits() {
        sums.entry(vec![key]).or_default();
    }
    let table = Table::build(sums.iter().map(|(keys, vector)| {
        let traits = if keys.len() == 1 { lexicon.traits(keys[0]) } else { Traits::default() };
        let sources = lexicon.get(state(keys)).map_or(0, |entry| entry.sources);
        (keys.as_slice(), Sequence { vector: quantise(vector), sources, traits })
    }));
    let bias = weight(Name::Bias);
    let shapes =
        (0..SHAPES).map(|window| round(bias + shape_names(window, features.shapes).map(weight).sum::<f64>())).collect();
    Ok(WordModel::from_parts(table, shapes)?)
}

fn quantise(vector: &[f64; LANES]) -> Vector {
    vector.map(round)
}

fn round(weight: f64) -> i16 {
    (weight * UNIT).round().clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16
}
