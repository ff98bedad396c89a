//! `bongsen-train word`: the lexicon and the boundary model of words, `models/word.bsm`.
//!
//! Lists and segmented news text give the lexicon ([`lexicon`], [`news`]); the treebank gives sentences with answers
//! ([`corpus`]); [`extract`] turns their gaps into features, [`optimise`] learns the weights, [`compile`] adds them up
//! into vectors. What each choice gave is in `data/word/RESULTS.md`.

mod compile;
mod corpus;
mod extract;
mod lexicon;
mod news;
mod optimise;
mod text;

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context as _, Result};
use bongsen::eval::segment::{GoldSentence, detokenise};
use bongsen::word::WordModel;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use self::compile::Sums;
use self::corpus::Copies;
use self::extract::{Extractor, Features};
use self::lexicon::{Choice, Lexicon};
use self::news::News;
use crate::corpora;

/// Options of `bongsen-train word`.
#[derive(clap::Args)]
pub struct Args {
    /// Where to write the model.
    #[arg(long, default_value_os_t = corpora::model("word.bsm"))]
    output: PathBuf,
    /// Directory of the corpora.
    #[arg(long, default_value_os_t = corpora::corpora())]
    corpora: PathBuf,
    /// Words that the segmented news text has at least so often are entries.
    #[arg(long, default_value_t = 3)]
    news: u32,
    /// Cost of an error against the size of the weights.
    #[arg(short, long, default_value_t = 0.1)]
    cost: f64,
    /// Iterations of the optimiser, at most.
    #[arg(long, default_value_t = 60)]
    iterations: usize,
    /// N-grams whose weights are all below this are left out.
    #[arg(long, default_value_t = 0.005)]
    least: f64,
    /// Learn first from one line in so many of the news text; 0 to leave it out.
    #[arg(long, default_value_t = 8)]
    silver: usize,
    /// How much what the news text taught counts beside what the treebank teaches.
    #[arg(long, default_value_t = 1.5)]
    silver_weight: f64,
    /// N-grams that the news lines have at least so often are learned.
    #[arg(long, default_value_t = 5)]
    silver_count: u32,
    /// N-grams whose weights from the news text are all below this are left out.
    #[arg(long, default_value_t = 0.02)]
    silver_least: f64,
    /// Cost of an error in the news text.
    #[arg(long, default_value_t = 0.003)]
    silver_cost: f64,
    /// Only measure, by training on the train part and scoring the dev part and the other way round.
    #[arg(long)]
    measure: bool,
    /// Print where the model of the train part and the dev part differ.
    #[arg(long)]
    errors: bool,
    /// Measure the variants of the table in data/word/RESULTS.md.
    #[arg(long)]
    table: bool,
}

/// What is trained.
#[derive(Clone, Copy)]
struct Variant {
    features: Features,
    copies: Copies,
    cost: f64,
    iterations: usize,
    least: f64,
}

/// Trains, measures and writes.
pub fn run(args: &Args) -> Result<()> {
    let started = Instant::now();
    let families = family_names()?;
    let news = News::read(&args.corpora, &bar("news text", "{bytes}/{total_bytes}"))?;
    eprintln!("news read after {:.1} s", started.elapsed().as_secs_f64());
    let train = corpus::read(&args.corpora, "train")?;
    let dev = corpus::read(&args.corpora, "dev")?;
    let variant = Variant {
        features: Features::default(),
        copies: Copies { detokenised: 0.5, caseless: 0.5 },
        cost: args.cost,
        iterations: args.iterations,
        least: args.least,
    };
    let read = |choice| Lexicon::read(&args.corpora, &families, &news, choice);
    if args.table {
        return table(variant, &read, (&news, args), &train, &dev);
    }
    let lexicon = read(Choice { wiktionary: true, pyvi: true, news: Some(args.news) })?;
    eprintln!("lexicon of {} after {:.1} s", lexicon.entries().len(), started.elapsed().as_secs_f64());
    println!("ceiling of the token boundaries on dev {:.2}", f1(corpus::ceiling(&dev)));
    let silver = learn_silver(&lexicon, variant, &news, args)?;
    if let Some(silver) = &silver {
        println!(
            "news text alone on dev {:.2} after {:.1} s",
            f1(corpus::evaluate(&silver.model, &dev)),
            started.elapsed().as_secs_f64()
        );
    }
    if args.errors {
        for (word, cut) in corpus::lost(&dev).into_iter().chain(corpus::lost(&detokenised(&dev))) {
            println!("{word}\t{cut}\ttokens");
        }
        for (right, found) in corpus::differences(&fit(&lexicon, variant, silver.as_ref(), &train)?, &dev) {
            println!("{right}\t{found}");
        }
        return Ok(());
    }
    if args.measure {
        let (forward, backward) = cross(&lexicon, variant, silver.as_ref(), &train, &dev)?;
        println!("train -> dev {forward:.2}   dev -> train {backward:.2}");
        return Ok(());
    }
    let (forward, backward) = cross(&lexicon, variant, silver.as_ref(), &train, &dev)?;
    println!("train -> dev {forward:.2}   dev -> train {backward:.2}");
    if args.measure {
        return Ok(());
    }
    let both: Vec<GoldSentence> = train.iter().chain(&dev).cloned().collect();
    let model = fit(&lexicon, variant, silver.as_ref(), &both)?;
    let test = corpus::read(&args.corpora, "test")?;
    let given = f1(corpus::evaluate(&model, &test));
    let printed = f1(corpus::evaluate(&model, &detokenised(&test)));
    println!("test as given {given:.2}   detokenised {printed:.2}");
    let meta = json!({
        "model": "word",
        "licence": "CC BY-SA 4.0",
        "generator": "bongsen-train word",
        "options": {
            "news": args.news, "cost": args.cost, "iterations": args.iterations, "least": args.least,
            "silver": args.silver, "silver_weight": args.silver_weight, "silver_count": args.silver_count,
            "silver_least": args.silver_least, "silver_cost": args.silver_cost,
        },
        "sources": [
            "UD_Vietnamese-VTB 2025-11, train + dev (CC BY-SA 4.0)",
            "Vietnamese Wiktionary headwords (CC BY-SA)",
            "word list of pyvi (MIT)",
            "syllable list of vi-rs (MIT)",
            "counts and weights from machine-segmented news text",
        ],
        "scores": {
            "word F1 train -> dev": round(forward), "word F1 dev -> train": round(backward),
            "word F1 test, as given": round(given), "word F1 test, detokenised": round(printed),
        },
        "entries": lexicon.entries().len(),
    });
    let bytes = model.to_bytes(&meta.to_string());
    if let Some(dir) = args.output.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::write(&args.output, &bytes).with_context(|| format!("cannot write {}", args.output.display()))?;
    let loading = Instant::now();
    let loaded = WordModel::from_bytes(&bytes)?;
    println!(
        "{}: {:.2} MB, {} sequences, loads in {:.1} ms; {:.0} s in all",
        args.output.display(),
        bytes.len() as f64 / 1e6,
        loaded.table().len(),
        loading.elapsed().as_secs_f64() * 1e3,
        started.elapsed().as_secs_f64()
    );
    Ok(())
}

/// What the news text taught, and how much it counts.
struct Silver {
    sums: Sums,
    model: WordModel,
    weight: f64,
}

/// Learns from the segmented news text.
fn learn_silver(lexicon: &Lexicon, variant: Variant, news: &News, args: &Args) -> Result<Option<Silver>> {
    if args.silver == 0 {
        return Ok(None);
    }
    let sentences: Vec<_> = news.sentences(args.silver).collect();
    let mut extractor = Extractor::new(lexicon, variant.features);
    extractor.count(sentences.iter(), args.silver_count);
    for sentence in &sentences {
        extractor.add(sentence, &[]);
    }
    let sums = learn(lexicon, variant, &extractor, args.silver_cost, 40, args.silver_least);
    let model = sums.compile(lexicon)?;
    Ok(Some(Silver { sums, model, weight: args.silver_weight }))
}

/// Trains a model on gold sentences.
fn fit(lexicon: &Lexicon, variant: Variant, silver: Option<&Silver>, gold: &[GoldSentence]) -> Result<WordModel> {
    let mut extractor = Extractor::new(lexicon, variant.features);
    for sentence in corpus::examples(gold, variant.copies) {
        let offsets: Option<Vec<f32>> = silver.map(|silver| {
            let factor = (silver.weight / compile::UNIT) as f32;
            silver.model.scores(&sentence.tokens).into_iter().map(|score| score as f32 * factor).collect()
        });
        extractor.add(&sentence, &offsets.unwrap_or_default());
    }
    let mut sums = learn(lexicon, variant, &extractor, variant.cost, variant.iterations, variant.least);
    if let Some(silver) = silver {
        sums.add(&silver.sums, silver.weight);
    }
    sums.compile(lexicon)
}

fn learn(
    lexicon: &Lexicon,
    variant: Variant,
    extractor: &Extractor<'_>,
    cost: f64,
    iterations: usize,
    least: f64,
) -> Sums {
    let bar = bar("training", "{pos}/{len} {msg}");
    bar.set_length(iterations as u64);
    let weights = optimise::train(&extractor.examples, extractor.numbers.count as usize, cost, iterations, |loss| {
        bar.set_message(format!("loss {loss:.1}"));
        bar.inc(1);
    });
    bar.finish_and_clear();
    Sums::new(lexicon, variant.features, extractor, &weights, least)
}

/// Word F1 of training on either part and scoring the other.
fn cross(
    lexicon: &Lexicon,
    variant: Variant,
    silver: Option<&Silver>,
    train: &[GoldSentence],
    dev: &[GoldSentence],
) -> Result<(f64, f64)> {
    let forward = corpus::evaluate(&fit(lexicon, variant, silver, train)?, dev);
    let backward = corpus::evaluate(&fit(lexicon, variant, silver, dev)?, train);
    Ok((f1(forward), f1(backward)))
}

/// Measures each variant by cross-validation; the test part is not read.
fn table(
    variant: Variant,
    read: &dyn Fn(Choice) -> Result<Lexicon>,
    (news, args): (&News, &Args),
    train: &[GoldSentence],
    dev: &[GoldSentence],
) -> Result<()> {
    let all = Choice { wiktionary: true, pyvi: true, news: Some(3) };
    let lexicons = [
        ("none", Choice { wiktionary: false, pyvi: false, news: None }),
        ("wiktionary", Choice { pyvi: false, news: None, ..all }),
        ("news 10", Choice { wiktionary: false, pyvi: false, news: Some(10) }),
        ("wiktionary + news 10", Choice { pyvi: false, news: Some(10), ..all }),
        ("pyvi", Choice { wiktionary: false, news: None, ..all }),
        ("pyvi + news 3", Choice { wiktionary: false, ..all }),
        ("pyvi + wiktionary + news 3", all),
        ("pyvi + wiktionary + news 10", Choice { news: Some(10), ..all }),
        ("pyvi + wiktionary + news 30", Choice { news: Some(30), ..all }),
    ];
    println!("| lexicons | features | train -> dev | dev -> train |\n|---|---|---|---|");
    for (name, choice) in lexicons {
        let (forward, backward) = cross(&read(choice)?, variant, None, train, dev)?;
        println!("| {name} | all | {forward:.2} | {backward:.2} |");
    }
    let lexicon = read(all)?;
    let features = variant.features;
    let variants = [
        ("no counts and shares", Features { counts: false, ..features }),
        ("no flags by source", Features { lexicon: false, ..features }),
        ("no cohesion", Features { cohesion: false, ..features }),
        ("no covers", Features { covers: false, ..features }),
        ("no identity of long entries", Features { identity: false, ..features }),
        ("n-grams to 2", Features { grams: 2, ..features }),
        ("n-grams to 1", Features { grams: 1, ..features }),
        ("no n-grams", Features { grams: 0, ..features }),
        ("no shapes", Features { shapes: 0, ..features }),
        ("shapes to 2", Features { shapes: 2, ..features }),
    ];
    let name = "pyvi + wiktionary + news 3";
    for (what, features) in variants {
        let (forward, backward) = cross(&lexicon, Variant { features, ..variant }, None, train, dev)?;
        println!("| {name} | {what} | {forward:.2} | {backward:.2} |");
    }
    for cost in [0.01, 0.03, 0.3] {
        let (forward, backward) = cross(&lexicon, Variant { cost, ..variant }, None, train, dev)?;
        println!("| {name} | all, cost {cost} | {forward:.2} | {backward:.2} |");
    }
    let copies = variant.copies;
    let variants = [
        ("no detokenised copy", Copies { detokenised: 0.0, ..copies }),
        ("no copy without case", Copies { caseless: 0.0, ..copies }),
    ];
    for (what, copies) in variants {
        let (forward, backward) = cross(&lexicon, Variant { copies, ..variant }, None, train, dev)?;
        println!("| {name} | all, {what} | {forward:.2} | {backward:.2} |");
    }
    let Some(mut silver) = learn_silver(&lexicon, variant, news, args)? else { return Ok(()) };
    let alone = (f1(corpus::evaluate(&silver.model, dev)), f1(corpus::evaluate(&silver.model, train)));
    println!("| {name} | all, learned from the news text alone | {:.2} | {:.2} |", alone.0, alone.1);
    for weight in [0.3, 0.6, 1.0, 1.5] {
        silver.weight = weight;
        let (forward, backward) = cross(&lexicon, variant, Some(&silver), train, dev)?;
        println!("| {name} | all + news text, weight {weight} | {forward:.2} | {backward:.2} |");
    }
    Ok(())
}

fn detokenised(gold: &[GoldSentence]) -> Vec<GoldSentence> {
    gold.iter().map(detokenise).collect()
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

fn f1(counts: bongsen::eval::Counts) -> f64 {
    counts.f1().unwrap_or(0.0) * 100.0
}

fn round(score: f64) -> f64 {
    (score * 100.0).round() / 100.0
}

fn bar(what: &str, counter: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(&format!("{{elapsed}} {what} {{wide_bar}} {counter}"));
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
