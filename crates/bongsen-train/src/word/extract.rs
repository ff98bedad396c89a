//! From a sentence to the features of its gaps, as numbers.
//!
//! Which sequence reaches which gap, and what a shape is, comes from [`bongsen::word::features`]; here each weight gets
//! a number of its own, so that the optimiser can learn it and [`compile`](super::compile) can add the weights that
//! belong to one sequence into one vector.

use std::collections::HashMap;

use bongsen::token::TokenData;
use bongsen::word::features::{
    Cover, EDGE, EDGE_SHAPE, MAX_LEN, START, before, cover_index, is_caseless, key_of, lanes, may_join, shape, step,
};

use super::lexicon::{Class, Entry, Lexicon};
use super::optimise::Examples;

/// Tokens whose n-grams are features; longer sequences only when they are lexicon entries.
pub const GRAMS: usize = 3;

/// Which features a variant of the model has.
#[expect(clippy::struct_excessive_bools, reason = "each is a row of the table in data/word/RESULTS.md")]
#[derive(Clone, Copy, Debug)]
pub struct Features {
    /// Longest n-gram of tokens, 0 to 3.
    pub grams: usize,
    /// Longest n-gram of shapes, 0 to 4.
    pub shapes: usize,
    /// Lexicon flags by source and length.
    pub lexicon: bool,
    /// How often the segmented text writes an entry as one word, and in what share of its occurrences.
    pub counts: bool,
    /// How strongly the syllables of an entry keep company in the segmented text.
    pub cohesion: bool,
    /// How surely a reviewed list calls an entry one word.
    pub grades: bool,
    /// The longest entries that end, begin and lie across the gap, together and with the shapes beside it.
    pub covers: bool,
    /// The identity of lexicon entries of four tokens and more.
    pub identity: bool,
}

impl Default for Features {
    fn default() -> Self {
        Self {
            grams: 3,
            shapes: 4,
            lexicon: true,
            counts: true,
            cohesion: true,
            grades: true,
            covers: true,
            identity: true,
        }
    }
}

/// A sentence with the answer.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// The tokens.
    pub tokens: Vec<TokenData>,
    /// For each gap, whether a word begins there; `None` where no choice is (see `may_join`) and at 0.
    pub begins: Vec<Option<bool>>,
    /// How much the sentence counts.
    pub weight: f32,
}

impl Sentence {
    /// Joins tokens and answers: `begins(i)` is asked for every gap where there is a choice.
    pub fn new(tokens: Vec<TokenData>, weight: f32, mut begins: impl FnMut(usize) -> bool) -> Self {
        let begins = (0..tokens.len())
            .map(|i| {
                let previous = tokens.get(i.checked_sub(1)?)?;
                may_join(previous, tokens.get(i)?).then(|| begins(i))
            })
            .collect();
        Self { tokens, begins, weight }
    }
}

/// Name of a feature that is no token sequence, before it has a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    /// A property of lexicon entries: template, value, length, lane.
    Lexicon(u8, u16, u8, u8),
    /// Shapes: first position in the window of four, length, the shapes.
    Shape(u8, u8, u16),
    /// Lexicon cover of the gap, alone or with the shapes on either side.
    Cover(u8, Option<u8>),
    /// Always on.
    Bias,
}

/// The numbers of the features that were seen in training.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// Number of lane 0 of each token sequence, by state; the other lanes follow.
    pub sequences: HashMap<u64, u32>,
    /// Number of each other feature.
    pub names: HashMap<Name, u32>,
    /// How many numbers are given out.
    pub count: u32,
}

impl Numbers {
    fn name(&mut self, name: Name) -> u32 {
        *self.names.entry(name).or_insert_with(|| {
            self.count += 1;
            self.count - 1
        })
    }

    fn sequence(&mut self, state: u64, len: usize) -> u32 {
        *self.sequences.entry(state).or_insert_with(|| {
            self.count += lanes(len) as u32;
            self.count - lanes(len) as u32
        })
    }
}

/// The lanes in which properties of an entry speak: from the gap before it to the gap after it.
pub fn own_lanes(len: usize) -> std::ops::Range<usize> {
    before(len)..before(len) + len + 1
}

/// Every template and value that holds for an entry of this class.
pub fn templates(class: Class, features: Features) -> impl Iterator<Item = (u8, u16)> {
    let Class { sources, grade, count, purity, cohesion } = class;
    let both = |a: u8, b: u8| u16::from(a) << 8 | u16::from(b);
    let flags = features.lexicon.then_some([(0, 0), (1, u16::from(sources))]);
    let counts = features.counts.then_some([
        (2, u16::from(count)),
        (3, u16::from(purity)),
        (4, both(sources, purity)),
        (5, both(sources, count)),
        (6, both(count, purity)),
    ]);
    let cohesion = (features.cohesion && cohesion > 0).then_some([
        (7, u16::from(cohesion)),
        (8, both(sources, cohesion)),
        (9, both(purity, cohesion)),
    ]);
    let grades = (features.grades && grade > 0).then_some([
        (10, u16::from(grade)),
        (11, both(grade, purity)),
        (12, both(grade, sources)),
    ]);
    let templates = flags.into_iter().flatten().chain(counts.into_iter().flatten());
    templates.chain(cohesion.into_iter().flatten()).chain(grades.into_iter().flatten())
}

/// The n-grams of shapes inside a window of four.
pub fn shape_names(window: usize, longest: usize) -> impl Iterator<Item = Name> {
    (1..=longest).flat_map(move |len| {
        (0..=4 - len).map(move |from| {
            let bits = window >> (4 * (4 - from - len)) & ((1 << (4 * len)) - 1);
            Name::Shape(from as u8, len as u8, bits as u16)
        })
    })
}

/// The features of a lexicon cover between two shapes.
pub fn cover_names(index: usize, on: bool) -> impl Iterator<Item = Name> {
    let (cover, shapes) = ((index >> 8) as u8, index as u8);
    on.then_some([Name::Cover(cover, None), Name::Cover(cover, Some(shapes))]).into_iter().flatten()
}

/// Collects examples from sentences.
pub struct Extractor<'l> {
    lexicon: &'l Lexicon,
    features: Features,
    /// Feature numbers so far.
    pub numbers: Numbers,
    /// Keys of every n-gram that was seen, by state.
    pub grams: HashMap<u64, Vec<u64>>,
    /// The examples.
    pub examples: Examples,
    /// How often each n-gram was counted, when rare ones are to be left out.
    counts: Option<HashMap<u64, u32>>,
    row: Vec<Vec<u32>>,
}

impl<'l> Extractor<'l> {
    /// Nothing collected.
    pub fn new(lexicon: &'l Lexicon, features: Features) -> Self {
        Self {
            lexicon,
            features,
            numbers: Numbers::default(),
            grams: HashMap::new(),
            examples: Examples::new(),
            counts: None,
            row: Vec::new(),
        }
    }

    /// Leaves out the n-grams that these sentences have fewer than `least` times.
    pub fn count<'s>(&mut self, sentences: impl Iterator<Item = &'s Sentence>, least: u32) {
        let mut counts: HashMap<u64, u32> = HashMap::new();
        for sentence in sentences {
            let keys = edged(&sentence.tokens);
            for from in 0..keys.len() {
                let mut state = START;
                for &key in keys[from..].iter().take(self.features.grams) {
                    state = step(state, key);
                    *counts.entry(state).or_default() += 1;
                }
            }
        }
        counts.retain(|_, count| *count >= least);
        self.counts = Some(counts);
    }

    /// Adds the gaps of a sentence; `offsets` is what another model says of each gap.
    pub fn add(&mut self, sentence: &Sentence, offsets: &[f32]) {
        let tokens = &sentence.tokens;
        let count = tokens.len();
        let mut gaps = std::mem::take(&mut self.row);
        gaps.iter_mut().for_each(Vec::clear);
        gaps.resize_with(count.max(gaps.len()), Vec::new);
        let keys = edged(tokens);
        let mut covers = vec![Cover::default(); count + 3];
        for from in 0..keys.len() {
            let mut state = START;
            for len in 1..=MAX_LEN.min(keys.len() - from) {
                state = step(state, keys[from + len - 1]);
                let entry = self.lexicon.get(state);
                let is_listed = entry.is_some_and(Entry::is_listed);
                if is_listed && len > 1 {
                    Cover::mark(&mut covers[from..=from + len]);
                }
                let is_gram = (len <= self.features.grams && self.is_frequent(state))
                    || (is_listed && len > GRAMS && self.features.identity);
                let gram = is_gram.then(|| {
                    self.grams.entry(state).or_insert_with(|| keys[from..from + len].to_vec());
                    self.numbers.sequence(state, len)
                });
                for lane in 0..lanes(len) {
                    // Token `from - 1`, so the first gap reached is `from - 1 - before`.
                    let Some(gap) = (from + lane).checked_sub(1 + before(len)) else { continue };
                    if sentence.begins.get(gap).is_none_or(Option::is_none) {
                        continue;
                    }
                    if let Some(gram) = gram {
                        gaps[gap].push(gram + lane as u32);
                    }
                    if let Some(entry) = entry.filter(|_| own_lanes(len).contains(&lane)) {
                        for (template, value) in templates(entry.class(), self.features) {
                            let name = Name::Lexicon(template, value, len as u8, lane as u8);
                            let number = self.numbers.name(name);
                            gaps[gap].push(number);
                        }
                    }
                }
                if len >= GRAMS && !self.lexicon.goes_on(state) {
                    break;
                }
            }
        }
        let caseless = is_caseless(tokens);
        let shapes: Vec<u8> = [EDGE_SHAPE; 2]
            .into_iter()
            .chain(tokens.iter().map(|t| shape(t, self.lexicon.traits(key_of(t)), caseless)))
            .chain([EDGE_SHAPE])
            .collect();
        let bias = self.numbers.name(Name::Bias);
        for (gap, row) in gaps.iter_mut().enumerate().take(count) {
            let Some(begins) = sentence.begins[gap] else { continue };
            let window = shapes[gap..gap + 4].iter().fold(0, |window, &s| window << 4 | usize::from(s));
            for name in shape_names(window, self.features.shapes) {
                row.push(self.numbers.name(name));
            }
            for name in cover_names(cover_index(covers[gap + 1], window), self.features.covers) {
                row.push(self.numbers.name(name));
            }
            row.push(bias);
            self.examples.push(row, begins, sentence.weight, offsets.get(gap).copied().unwrap_or(0.0));
        }
        self.row = gaps;
    }

    /// Leaves open what lies inside the words that a list has and the segmented text does not know: who cut that text
    /// could not have joined them.
    pub fn leave_open(&self, sentence: &mut Sentence) {
        let keys: Vec<u64> = sentence.tokens.iter().map(key_of).collect();
        for from in 0..keys.len() {
            let mut state = START;
            for (n, &key) in keys[from..].iter().take(MAX_LEN).enumerate() {
                state = step(state, key);
                if n > 0 && self.lexicon.get(state).is_some_and(Entry::is_unknown_to_text) {
                    sentence.begins[from + 1..=from + n].fill(None);
                }
                if !self.lexicon.goes_on(state) {
                    break;
                }
            }
        }
    }

    fn is_frequent(&self, state: u64) -> bool {
        self.counts.as_ref().is_none_or(|counts| counts.contains_key(&state))
    }
}

/// The keys of a sentence with an edge on either side.
fn edged(tokens: &[TokenData]) -> Vec<u64> {
    std::iter::once(EDGE).chain(tokens.iter().map(key_of)).chain([EDGE]).collect()
}
