//! Fitting a model: first on segmented text, where there is some, then on gold sentences.
//!
//! What segmented text teaches is a model of its own; the gold sentences teach what is to be added to it. Both are
//! linear in the same features, so the two are one model in the end.

use anyhow::Result;
use bongsen::eval::segment::GoldSentence;
use bongsen::word::WordModel;

use super::compile::{Sums, UNIT};
use super::corpus::{Copies, examples};
use super::counts::Counts;
use super::extract::{Extractor, Features};
use super::lexicon::Lexicon;
use super::{bar, optimise};

/// Options of the optimiser.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Options {
    /// Cost of an error against the size of the weights.
    #[arg(short, long, default_value_t = 0.1)]
    pub cost: f64,
    /// Iterations of the optimiser, at most.
    #[arg(long, default_value_t = 60)]
    pub iterations: usize,
    /// N-grams whose weights are all below this are left out.
    #[arg(long, default_value_t = 0.005)]
    pub least: f64,
    /// Learn first from one line in so many of the segmented text; 0 to leave it out.
    #[arg(long, default_value_t = 8)]
    pub silver: usize,
    /// How much what the segmented text taught counts beside what the gold teaches.
    #[arg(long, default_value_t = 1.5)]
    pub silver_weight: f64,
    /// N-grams that those lines have at least so often are learned.
    #[arg(long, default_value_t = 5)]
    pub silver_count: u32,
    /// N-grams whose weights from the segmented text are all below this are left out.
    #[arg(long, default_value_t = 0.02)]
    pub silver_least: f64,
    /// Cost of an error in the segmented text.
    #[arg(long, default_value_t = 0.003)]
    pub silver_cost: f64,
}

/// What is trained.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// Which features it has.
    pub features: Features,
    /// Which copies of the gold sentences it sees.
    pub copies: Copies,
    /// How it is optimised.
    pub options: Options,
}

/// What the segmented text taught, and how much it counts.
pub struct Silver {
    sums: Sums,
    /// The model of the segmented text alone.
    pub model: WordModel,
    /// How much it counts.
    pub weight: f64,
}

impl Variant {
    /// The variant that is shipped.
    pub fn new(options: Options) -> Self {
        Self { features: Features::default(), copies: Copies { detokenised: 0.5, caseless: 0.5 }, options }
    }

    /// Learns from segmented text; `None` when there is none or the options leave it out.
    pub fn fit_silver(&self, lexicon: &Lexicon, text: &Counts) -> Result<Option<Silver>> {
        let Options { silver, silver_weight, silver_count, silver_least, silver_cost, .. } = self.options;
        if silver == 0 || text.is_empty() {
            return Ok(None);
        }
        let sentences: Vec<_> = text.sentences(silver).collect();
        let mut extractor = Extractor::new(lexicon, self.features);
        extractor.count(sentences.iter(), silver_count);
        for mut sentence in sentences {
            extractor.leave_open(&mut sentence);
            extractor.add(&sentence, &[]);
        }
        let sums = self.learn(lexicon, &extractor, silver_cost, 40, silver_least);
        let model = sums.compile(lexicon)?;
        Ok(Some(Silver { sums, model, weight: silver_weight }))
    }

    /// Trains a model on gold sentences.
    pub fn fit<'g>(
        &self,
        lexicon: &Lexicon,
        silver: Option<&Silver>,
        gold: impl IntoIterator<Item = &'g GoldSentence>,
    ) -> Result<WordModel> {
        let Options { cost, iterations, least, .. } = self.options;
        let mut extractor = Extractor::new(lexicon, self.features);
        for sentence in examples(gold, self.copies) {
            let offsets: Option<Vec<f32>> = silver.map(|silver| {
                let factor = (silver.weight / UNIT) as f32;
                silver.model.scores(&sentence.tokens).into_iter().map(|score| score as f32 * factor).collect()
            });
            extractor.add(&sentence, &offsets.unwrap_or_default());
        }
        let mut sums = self.learn(lexicon, &extractor, cost, iterations, least);
        if let Some(silver) = silver {
            sums.add(&silver.sums, silver.weight);
        }
        sums.compile(lexicon)
    }

    fn learn(&self, lexicon: &Lexicon, extractor: &Extractor<'_>, cost: f64, iterations: usize, least: f64) -> Sums {
        let bar = bar("training", "{pos}/{len} {msg}");
        bar.set_length(iterations as u64);
        let count = extractor.numbers.count as usize;
        let weights = optimise::train(&extractor.examples, count, cost, iterations, |loss| {
            bar.set_message(format!("loss {loss:.1}"));
            bar.inc(1);
        });
        bar.finish_and_clear();
        Sums::new(lexicon, self.features, extractor, &weights, least)
    }
}
