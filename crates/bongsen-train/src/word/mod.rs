//! `bongsen-train word`: the lexicon and the boundary model of words, `models/word.bsm`.
//!
//! Lists and segmented text give the lexicon ([`lexicon`], [`counts`]); gold text gives sentences with answers
//! ([`corpus`]); [`extract`] turns their gaps into features, [`optimise`] learns the weights, [`compile`] adds them up
//! into vectors, [`fit`] does these in order and [`measure`] by cross-validation. What each choice gave is in
//! `data/word/RESULTS.md`; how to train on a corpus of one's own is in `data/word/TRAINING.md`.

mod compile;
mod corpus;
mod counts;
mod extract;
mod fit;
mod inputs;
mod lexicon;
mod measure;
pub mod optimise;
mod text;

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context as _, Result};
use bongsen::eval::segment::{GoldSentence, detokenise};
use bongsen::word::WordModel;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Map, Value, json};

use self::counts::Counts;
use self::fit::{Options, Variant};
use self::inputs::{Inputs, Part};
use self::lexicon::{Choice, Lexicon, List};
use self::measure::{Base, f1};
use crate::corpora;

/// Options of `bongsen-train word`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    options: Options,
    /// Where to write the model.
    #[arg(long, default_value_os_t = corpora::model("word.bsm"))]
    output: PathBuf,
    /// What the model may be used under; written into it.
    #[arg(long, default_value = "CC BY-SA 4.0")]
    licence: String,
    /// Words that the segmented text has at least so often are entries.
    #[arg(long, default_value_t = 3)]
    entries: u32,
    /// Folds of the cross-validation over all gold text; 0 to leave it out.
    #[arg(long, default_value_t = 10)]
    folds: usize,
    /// Only measure; write nothing, and leave the test text unread.
    #[arg(long)]
    measure: bool,
    /// Print where the models of the cross-validation and the gold differ, and the words that the tokens rule out.
    #[arg(long)]
    errors: bool,
    /// Measure the variants of the table in data/word/RESULTS.md.
    #[arg(long)]
    table: bool,
}

/// Trains, measures and writes.
pub fn run(args: &Args) -> Result<()> {
    let started = Instant::now();
    let gold = args.inputs.gold()?;
    let lists = args.inputs.lists()?;
    let syllables = args.inputs.syllables()?;
    let families = family_names()?;
    let mut counts = Counts::default();
    for path in args.inputs.segmented() {
        counts.read_segmented(&path, &bar("segmented text", "{bytes}/{total_bytes}"))?;
    }
    let variant = Variant::new(args.options);
    if !args.inputs.raw().is_empty() {
        let lexicon = Lexicon::new(&lists, Choice { lists: u8::MAX, segmented: None }, &counts, &syllables, &families);
        let first = variant.fit(&lexicon, None, gold.iter().flat_map(|part| &part.sentences))?;
        for path in args.inputs.raw() {
            counts.read_raw(path, &first, &bar("raw text", "{bytes}/{total_bytes}"))?;
        }
    }
    let choose = |choice| Lexicon::new(&lists, choice, &counts, &syllables, &families);
    if args.table {
        return measure::table(args.options, &choose, lists.len(), &counts, &gold, args.folds.max(2));
    }
    let lexicon = choose(Choice { lists: u8::MAX, segmented: Some(args.entries) });
    eprintln!("lexicon of {} entries after {:.1} s", lexicon.entries().len(), started.elapsed().as_secs_f64());
    let silver = variant.fit_silver(&lexicon, &counts)?;
    let base = Base { lexicon: &lexicon, silver: silver.as_ref() };
    if args.errors {
        return errors(&base, &variant, &gold, args.folds.max(2));
    }
    let scores = cross_validate(&base, &variant, &gold, args.folds)?;
    if args.measure {
        return Ok(());
    }
    let model = variant.fit(&lexicon, silver.as_ref(), gold.iter().flat_map(|part| &part.sentences))?;
    let test = args.inputs.test()?;
    write(args, &model, &lexicon, &lists, (&gold, &test), scores)?;
    eprintln!("{:.0} s in all", started.elapsed().as_secs_f64());
    Ok(())
}

/// Scores by cross-validation: printed, and as fields of the model's own description.
fn cross_validate(base: &Base<'_>, variant: &Variant, gold: &[Part], folds: usize) -> Result<Map<String, Value>> {
    let mut scores = Map::new();
    for part in gold {
        println!("{}: at best {:.2} with these token boundaries", part.name, f1(corpus::ceiling(&part.sentences)));
    }
    if let Some(silver) = base.silver {
        for part in gold {
            let score = f1(corpus::evaluate(&silver.model, &part.sentences));
            println!("{}: {score:.2} by what the segmented text taught", part.name);
        }
    }
    let mut note = |what: String, score: f64| {
        println!("{what}: {score:.2}");
        scores.insert(format!("word F1, {what}"), json!((score * 100.0).round() / 100.0));
    };
    for (name, score) in base.by_part(variant, gold)? {
        note(format!("{name}, trained on the rest"), f1(score));
    }
    if folds > 1 {
        note(format!("cross-validation in {folds} folds"), f1(base.folds(variant, gold, folds, |_, _| ())?));
    }
    Ok(scores)
}

/// Prints what cross-validation gets wrong.
fn errors(base: &Base<'_>, variant: &Variant, gold: &[Part], folds: usize) -> Result<()> {
    base.folds(variant, gold, folds, |model, held| {
        for (word, cut) in corpus::lost(held) {
            println!("{word}\t{cut}\ttokens");
        }
        for (right, found) in corpus::differences(model, held) {
            println!("{right}\t{found}");
        }
    })?;
    Ok(())
}

fn write(
    args: &Args,
    model: &WordModel,
    lexicon: &Lexicon,
    lists: &[List],
    (gold, test): (&[Part], &[Part]),
    mut scores: Map<String, Value>,
) -> Result<()> {
    for part in test {
        let given = f1(corpus::evaluate(model, &part.sentences));
        let printed: Vec<GoldSentence> = part.sentences.iter().map(detokenise).collect();
        let printed = f1(corpus::evaluate(model, &printed));
        println!("{}: {given:.2} as given, {printed:.2} detokenised", part.name);
        for (what, score) in [("as given", given), ("detokenised", printed)] {
            scores.insert(format!("word F1, {}, {what}", part.name), json!((score * 100.0).round() / 100.0));
        }
    }
    let Options { cost, iterations, least, silver, silver_weight, silver_count, silver_least, silver_cost } =
        args.options;
    let meta = json!({
        "model": "word",
        "licence": args.licence,
        "generator": concat!("bongsen-train ", env!("CARGO_PKG_VERSION"), " word"),
        "options": {
            "entries": args.entries, "cost": cost, "iterations": iterations, "least": least, "silver": silver,
            "silver_weight": silver_weight, "silver_count": silver_count, "silver_least": silver_least,
            "silver_cost": silver_cost,
        },
        "gold": gold.iter().map(|part| inputs::describe(&part.path, Some(("sentences", part.sentences.len()))))
            .collect::<Vec<_>>(),
        "lists": lists.iter().map(|list| inputs::describe(&list.path, Some(("words", list.words.len()))))
            .collect::<Vec<_>>(),
        "text": args.inputs.segmented().iter().chain(args.inputs.raw()).map(|path| inputs::describe(path, None))
            .collect::<Vec<_>>(),
        "scores": scores,
        "entries": lexicon.entries().iter().filter(|entry| entry.is_listed()).count(),
    });
    let bytes = model.to_bytes(&meta.to_string());
    if let Some(directory) = args.output.parent() {
        fs::create_dir_all(directory)?;
    }
    fs::write(&args.output, &bytes).with_context(|| format!("cannot write {}", args.output.display()))?;
    let loading = Instant::now();
    let loaded = WordModel::from_bytes(&bytes)?;
    let (size, sequences) = (bytes.len() as f64 / 1e6, loaded.table().len());
    let time = loading.elapsed().as_secs_f64() * 1e3;
    println!("{}: {size:.2} MB, {sequences} sequences, loads in {time:.1} ms", args.output.display());
    Ok(())
}

/// Family names of `data/entity/names.tsv` that the news text has twenty times or more.
fn family_names() -> Result<Vec<String>> {
    let path = corpora::repository().join("data/entity/names.tsv");
    let file = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut names = Vec::new();
    for line in file.lines().skip(1) {
        let mut columns = line.split('\t');
        let (Some("family" | "family_ethnic"), Some(name), Some(count)) =
            (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let count: u32 = count.parse().with_context(|| format!("{}: count of {name}", path.display()))?;
        if count >= 20 {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

fn bar(what: &str, counter: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(&format!("{{elapsed}} {what} {{wide_bar}} {counter}"));
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Train {
        #[command(flatten)]
        args: Args,
    }

    fn train(folder: &std::path::Path, output: &str) -> Vec<u8> {
        let file = |name: &str| folder.join(name).display().to_string();
        let (gold, list, raw, output) = (file("gold.txt"), file("list.tsv"), file("raw.txt"), file(output));
        let list = format!("mine={list}");
        let options = ["--bare", "--folds", "2", "--gold", &gold, "--list", &list, "--raw", &raw, "--output", &output];
        let options = options.into_iter().chain(["--entries", "1", "--silver", "1", "--cost", "10"]);
        run(&Train::try_parse_from(std::iter::once("train").chain(options)).unwrap().args).unwrap();
        fs::read(output).unwrap()
    }

    #[test]
    fn a_corpus_of_ones_own_is_learned_and_gives_the_same_bytes_again() {
        let folder = std::env::temp_dir().join(format!("bongsen-train-word-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let gold = "Bà_con trồng cây ăn_quả ở cù_lao .\nCán_bộ xuống ấp , bà_con góp_ý .\nGhe xuồng về bến .\n";
        fs::write(folder.join("gold.txt"), gold.repeat(15)).unwrap();
        fs::write(folder.join("list.tsv"), "bà con\t3\ncù lao\ngóp ý\t2\nvề bến\t0\n").unwrap();
        fs::write(folder.join("raw.txt"), "Bà con ở cù lao về bến góp ý.\n".repeat(20)).unwrap();
        let bytes = train(&folder, "a.bsm");
        assert_eq!(bytes, train(&folder, "b.bsm"));
        let model = WordModel::from_bytes(&bytes).unwrap();
        assert_eq!(model.sources(&["góp", "ý"]).collect::<Vec<_>>(), ["mine", lexicon::SEGMENTED_NAME]);
        assert!(!model.contains(&["về", "bến"]), "graded 0, and never joined");
        let prepared = text::prepare("Bà con ở cù lao góp ý");
        let mut words = Vec::new();
        model.segment(&prepared.view.text, &prepared.tokens, &prepared.sentences, &mut words);
        assert_eq!(words.iter().map(|word| word.range().len()).collect::<Vec<_>>(), [2, 1, 2, 2]);
        let meta: Value = serde_json::from_str(model.meta()).unwrap();
        assert_eq!(meta["gold"][0]["file"], "gold.txt");
        assert_eq!(meta["gold"][0]["sentences"], 45);
        fs::remove_dir_all(folder).unwrap();
    }
}
