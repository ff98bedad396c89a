//! Instructions per byte of each stage from raw text to words and of everything (`analyze`, article by article), counted
//! by Valgrind on `data/samples`, and of everything on 200 kB of news where the corpora are there: the same on every run
//! and on a busy machine, so what changes is the program. `make bench-instructions`.
//!
//! The program runs itself under `valgrind --tool=cachegrind` with one round and with three; the difference is two rounds
//! with all buffers in use, without start-up. A stage that needs more than its ceiling fails.

use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail, ensure};
use bongsen::token::{TokenScratch, tokenize_with};
use bongsen::word::{WordModel, WordScratch};
use bongsen::{Analyzer, Scratch, normalize, sentence};
use bongsen_benches::{Case, cases};

/// Stages in order, each with its ceiling in instructions per byte: a tenth above what it took when it was set.
const STAGES: [(&str, f64); 6] = [
    ("normalise", 3.7),
    ("tokens", 42.0),
    ("sentences", 6.0),
    ("words", 60.0),
    ("everything", 450.0),
    ("everything-news", 318.0),
];

/// Bytes of news that are read.
const NEWS: usize = 200_000;

fn main() -> Result<ExitCode> {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next(), arguments.next()) {
        (Some(stage), Some(rounds)) => {
            let stage = STAGES.iter().position(|(name, _)| *name == stage).context("no such stage")?;
            run(stage, rounds.parse()?)?;
            Ok(ExitCode::SUCCESS)
        }
        _ => count(),
    }
}

/// The stages up to the one asked for run once, and that one `rounds` times.
fn run(stage: usize, rounds: usize) -> Result<()> {
    match STAGES.get(stage).map(|(name, _)| *name) {
        Some("everything") => return everything(&cases(0)?.swap_remove(0), rounds),
        Some("everything-news") => return everything(&news()?.context("no news")?, rounds),
        _ => {}
    }
    let case = cases(0)?.swap_remove(0);
    let times = |at: usize| if at == stage { rounds } else { usize::from(at < stage) };
    let model = WordModel::bundled()?;
    let mut view = normalize::view(&case.text);
    for _ in 0..times(0) {
        view = normalize::view(&case.text);
    }
    let (mut tokens, mut memo) = (Vec::new(), TokenScratch::default());
    // Once more, so that the memory of the lexer is warm and the buffers are there.
    for _ in 0..=times(1) {
        tokens.clear();
        tokenize_with(&view.text, &mut tokens, &mut memo);
    }
    let mut sentences = Vec::new();
    for _ in 0..=times(2) {
        sentences.clear();
        sentence::split(&view.text, &tokens, &mut sentences);
    }
    let (mut words, mut scratch) = (Vec::new(), WordScratch::default());
    for _ in 0..=times(3) {
        words.clear();
        model.segment_with(&view.text, &tokens, &sentences, &mut words, &mut scratch);
    }
    ensure!(!words.is_empty() && words.len() < tokens.len(), "{} words of {} tokens", words.len(), tokens.len());
    Ok(())
}

/// Every article read, `rounds` times and once more before.
fn everything(case: &Case, rounds: usize) -> Result<()> {
    let (analyzer, mut scratch) = (Analyzer::new()?, Scratch::default());
    for _ in 0..=rounds {
        for article in &case.articles {
            let document = analyzer.analyze_with(&case.text[article.clone()], None, &mut scratch)?;
            ensure!(document.tokens().next().is_some(), "an article without tokens");
            scratch.recycle(document);
        }
    }
    Ok(())
}

/// The first [`NEWS`] bytes of the news.
fn news() -> Result<Option<Case>> {
    let mut case = cases(1)?.into_iter().find(|case| case.name == "news");
    if let Some(case) = &mut case {
        case.articles.retain(|article| article.end <= NEWS);
    }
    Ok(case)
}

fn count() -> Result<ExitCode> {
    let samples = cases(0)?.swap_remove(0).text.len();
    let news = news()?.map_or(0, |case| case.articles.iter().map(std::ops::Range::len).sum());
    println!("instructions per byte, {samples} bytes of data/samples, {news} of news\n");
    println!("| stage | instructions per byte | ceiling |");
    println!("|---|---|---|");
    let (mut sum, mut failed) = (0.0, false);
    for (stage, ceiling) in STAGES {
        let bytes = if stage == "everything-news" { news } else { samples };
        if bytes == 0 {
            continue;
        }
        let rounds = instructions(stage, 3)?.checked_sub(instructions(stage, 1)?).context("fewer with more rounds")?;
        let per_byte = rounds as f64 / 2.0 / bytes as f64;
        println!("| {stage} | {per_byte:.2} | {ceiling} |");
        sum += if stage.starts_with("everything") { 0.0 } else { per_byte };
        failed |= per_byte > ceiling;
    }
    println!("| raw text to words | {sum:.2} | |");
    if failed {
        eprintln!("a stage needs more instructions than its ceiling in benches/src/bin/instructions.rs");
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What Valgrind counts for one run.
fn instructions(stage: &str, rounds: usize) -> Result<u64> {
    let run = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(std::env::current_exe()?)
        .args([stage, &rounds.to_string()])
        .output()
        .context("valgrind is needed (package valgrind)")?;
    let report = String::from_utf8_lossy(&run.stderr).into_owned();
    if !run.status.success() {
        bail!("{report}");
    }
    // `==123== I refs: 45,678`
    let line = report.lines().find(|line| line.contains("refs:")).context("valgrind gave no count")?;
    let count: String = line.rsplit(':').next().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    Ok(count.parse()?)
}
