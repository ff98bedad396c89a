//! `bongsen-train name`: what stretches of capitals are that no rule takes, from raw news and annotated text.

mod evidence;
mod examples;
mod extents;
mod fit;
mod marks;
pub mod news;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use bongsen::entity::EntityModel;
use bongsen::entity::name::{KINDS, NameModel};
use bongsen::eval::entities::{Gold, read_gold};
use bongsen::place::Register;
use bongsen::word::WordModel;
use bongsen::{Analyzer, model};

use crate::{corpora, standoff};

/// Arguments of `bongsen-train name`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Annotated records to learn from. By default those of the corpora (`ner/news.jsonl`, `ner/local.jsonl`),
    /// `data/gold/train.jsonl` and the news of `data/gold/news/train.tsv`.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    gold: Vec<PathBuf>,
    /// Machine-segmented news to count in: syllables of a word joined by _, a blank line between articles; .xz is unpacked.
    #[arg(long, default_value_os_t = news::default_path(), value_name = "FILE")]
    news: PathBuf,
    /// Only the first articles.
    #[arg(long, value_name = "COUNT")]
    articles: Option<usize>,
    /// Cross-validate over documents and write nothing.
    #[arg(long)]
    measure: bool,
    /// Print what cross-validation takes wrongly or misses (what it is, what it was taken for, where) and write nothing.
    #[arg(long)]
    errors: bool,
    /// Where to write the compiled file.
    #[arg(long, default_value_os_t = corpora::model("name.bsm"))]
    out: PathBuf,
}

/// Trains, measures and writes.
pub fn run(args: &Args) -> Result<()> {
    let lists = EntityModel::from_bytes(bongsen_data::ENTITY)?;
    let analyzer = Analyzer::with_models(WordModel::bundled()?, lists.clone(), Register::bundled()?);
    let gold = gold(&args.gold, &args.news)?;
    let evidence = evidence::count(&args.news, args.articles.unwrap_or(usize::MAX), &analyzer, &lists)?;
    eprintln!("{} of {} keys are kept", evidence.kept.len(), evidence.seen);
    let counted =
        NameModel::from_bytes(&model::write(&NameModel::sections(&evidence.kept, &fit::NONE, &fit::NOWHERE)))?;
    let examples: Vec<examples::Example> =
        gold.iter().flat_map(|record| examples::of(record, &analyzer, &lists, &counted)).collect();
    let figures = fit::measure(&examples, |example, taken| {
        if args.errors {
            let name = |class: Option<usize>| class.map_or("-", |c| KINDS[c].label());
            println!("{}\t{}\t{}", name(example.class), name(taken), example.text.replace('\n', " "));
        }
    });
    eprintln!("{} examples, cross-validated over documents on what the rules leave:", examples.len());
    for (kind, label) in KINDS.iter().map(|kind| kind.label()).enumerate() {
        let (gold, right, wrong) = (figures.gold[kind], figures.right[kind], figures.wrong[kind]);
        eprintln!("{label:<12} {gold:>5} names {right:>5} taken rightly {wrong:>5} wrongly");
    }
    let gaps: Vec<extents::GapExample> =
        gold.iter().flat_map(|record| extents::of(record, &analyzer, &lists, &counted)).collect();
    let (inside, right, wrong) = fit::measure_extents(&gaps, |example| {
        if args.errors {
            println!("extent\t{}\t{}", if example.goes_on { "goes on" } else { "ends" }, example.text);
        }
    });
    eprintln!("{} gaps of bodies: {inside} inside, {right} of them known, {wrong} ends taken for such", gaps.len());
    if args.measure || args.errors {
        return Ok(());
    }
    let weights = fit::train(&examples);
    let mut sections = NameModel::sections(&evidence.kept, &weights, &fit::train_extents(&gaps));
    let meta = serde_json::json!({
        "what": "evidence and weights for names that no rule takes",
        "generator": concat!("bongsen-train name ", env!("CARGO_PKG_VERSION")),
        "licence": "CC-BY-SA-4.0",
        "articles": evidence.articles,
        "keys": evidence.kept.len(),
        "records": gold.len(),
        "examples": examples.len(),
        "cross_validation": {"gaps": [inside, right, wrong], "names": figures.gold, "right": figures.right, "wrong": figures.wrong},
    });
    sections.push((*b"META", serde_json::to_vec(&meta)?));
    let bytes = model::write(&sections);
    std::fs::write(&args.out, &bytes).with_context(|| format!("cannot write {}", args.out.display()))?;
    eprintln!("{}: {} bytes", args.out.display(), bytes.len());
    Ok(())
}

/// The annotated records.
fn gold(files: &[PathBuf], news: &Path) -> Result<Vec<Gold>> {
    let mut records = Vec::new();
    let files = if files.is_empty() {
        for line in standoff::records(&[standoff::committed("train")], news)? {
            records.push(read_gold(&line)?);
        }
        let corpora = corpora::corpora();
        vec![
            corpora.join("ner/news.jsonl"),
            corpora.join("ner/local.jsonl"),
            corpora::repository().join("data/gold/train.jsonl"),
        ]
    } else {
        files.to_vec()
    };
    for file in &files {
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            records.push(read_gold(line).with_context(|| format!("{}: line {}", file.display(), i + 1))?);
        }
    }
    ensure!(!records.is_empty(), "no annotated record to learn from: name a file with --gold");
    Ok(records)
}
