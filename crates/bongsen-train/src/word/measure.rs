//! Measuring by cross-validation: what a model scores on gold sentences that it was not trained on.

use anyhow::Result;
use bongsen::eval::Counts as Score;
use bongsen::eval::segment::GoldSentence;

use super::corpus::{Copies, evaluate};
use super::counts::Counts;
use super::extract::Features;
use super::fit::{Options, Silver, Variant};
use super::inputs::Part;
use super::lexicon::{Choice, Lexicon};

/// Neighbouring sentences that stay together: most are of one document.
const BLOCK: usize = 20;

/// A lexicon, and what was learned from segmented text with it.
pub struct Base<'l> {
    /// The lexicon.
    pub lexicon: &'l Lexicon,
    /// The first model.
    pub silver: Option<&'l Silver>,
}

/// Word F1, in per cent.
pub fn f1(score: Score) -> f64 {
    score.f1().unwrap_or(0.0) * 100.0
}

impl Base<'_> {
    /// Trains on all parts but one and scores that one, for each part: name and score. Empty for a single part.
    pub fn by_part(&self, variant: &Variant, parts: &[Part]) -> Result<Vec<(String, Score)>> {
        if parts.len() < 2 {
            return Ok(Vec::new());
        }
        let score = |held: &Part| {
            let others = parts.iter().filter(|part| !std::ptr::eq(*part, held)).flat_map(|part| &part.sentences);
            let model = variant.fit(self.lexicon, self.silver, others)?;
            Ok((held.name.clone(), evaluate(&model, &held.sentences)))
        };
        parts.iter().map(score).collect()
    }

    /// Cross-validation over all parts in `folds` folds of blocks of neighbouring sentences. `visit` gets each model and
    /// the sentences it has not seen.
    pub fn folds(
        &self,
        variant: &Variant,
        parts: &[Part],
        folds: usize,
        mut visit: impl FnMut(&bongsen::word::WordModel, &[GoldSentence]),
    ) -> Result<Score> {
        let blocks: Vec<&[GoldSentence]> = parts.iter().flat_map(|part| part.sentences.chunks(BLOCK)).collect();
        let mut scores = Vec::with_capacity(folds);
        for fold in 0..folds {
            let of = |inside: bool| {
                let blocks = blocks.iter().enumerate().filter(move |(i, _)| (i % folds == fold) == inside);
                blocks.flat_map(|(_, block)| block.iter())
            };
            let model = variant.fit(self.lexicon, self.silver, of(false))?;
            let held: Vec<GoldSentence> = of(true).cloned().collect();
            scores.push(evaluate(&model, &held));
            visit(&model, &held);
        }
        Ok(scores.into_iter().sum())
    }
}

/// Prints the table of variants in data/word/RESULTS.md.
pub fn table(
    options: Options,
    lexicon: &dyn Fn(Choice) -> Lexicon,
    lists: usize,
    text: &Counts,
    parts: &[Part],
    folds: usize,
) -> Result<()> {
    let variant = Variant::new(options);
    let features = variant.features;
    let row = |what: &str, base: &Base<'_>, variant: &Variant| -> Result<()> {
        let of_parts = base.by_part(variant, parts)?;
        let columns: Vec<String> = of_parts.iter().map(|(_, score)| format!("{:.2}", f1(*score))).collect();
        let all = f1(base.folds(variant, parts, folds, |_, _| ())?);
        println!("| {what} | {} | {all:.2} |", columns.join(" | "));
        Ok(())
    };
    let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    println!("| variant | {} | {folds} folds |", names.join(" | "));
    let everything = Choice { lists: u8::MAX, segmented: Some(3) };
    let mut choices = vec![("no lexicon".to_owned(), Choice { lists: 0, segmented: None })];
    let full = lexicon(everything);
    let list_names = full.source_names();
    for (i, name) in list_names.iter().take(lists).enumerate() {
        choices.push((format!("{name} alone"), Choice { lists: 1 << i, segmented: None }));
        choices.push((format!("all but {name}"), Choice { lists: !(1 << i), ..everything }));
    }
    choices.push(("segmented text 10 times alone".to_owned(), Choice { lists: 0, segmented: Some(10) }));
    choices.push(("all but segmented text".to_owned(), Choice { segmented: None, ..everything }));
    for least in [10, 30] {
        choices.push((format!("all, segmented text {least} times"), Choice { segmented: Some(least), ..everything }));
    }
    for (what, choice) in choices {
        row(&what, &Base { lexicon: &lexicon(choice), silver: None }, &variant)?;
    }
    let base = Base { lexicon: &full, silver: None };
    let without = [
        ("all", features),
        ("no counts and shares", Features { counts: false, ..features }),
        ("no flags by list", Features { lexicon: false, ..features }),
        ("no grades", Features { grades: false, ..features }),
        ("no cohesion", Features { cohesion: false, ..features }),
        ("no covers", Features { covers: false, ..features }),
        ("no identity of long entries", Features { identity: false, ..features }),
        ("n-grams to 2", Features { grams: 2, ..features }),
        ("n-grams to 1", Features { grams: 1, ..features }),
        ("no n-grams", Features { grams: 0, ..features }),
        ("no shapes", Features { shapes: 0, ..features }),
        ("shapes to 2", Features { shapes: 2, ..features }),
    ];
    for (what, features) in without {
        row(what, &base, &Variant { features, ..variant })?;
    }
    for cost in [0.01, 0.03, 0.3] {
        row(&format!("cost {cost}"), &base, &Variant { options: Options { cost, ..options }, ..variant })?;
    }
    let copies = variant.copies;
    row("no detokenised copy", &base, &Variant { copies: Copies { detokenised: 0.0, ..copies }, ..variant })?;
    row("no copy without case", &base, &Variant { copies: Copies { caseless: 0.0, ..copies }, ..variant })?;
    let Some(mut silver) = variant.fit_silver(&full, text)? else { return Ok(()) };
    let alone = parts.iter().map(|part| format!("{:.2}", f1(evaluate(&silver.model, &part.sentences))));
    println!("| learned from the segmented text alone | {} | |", alone.collect::<Vec<_>>().join(" | "));
    for weight in [0.3, 0.6, 1.0, 1.5] {
        silver.weight = weight;
        row(
            &format!("segmented text with weight {weight}"),
            &Base { lexicon: &full, silver: Some(&silver) },
            &variant,
        )?;
    }
    Ok(())
}
