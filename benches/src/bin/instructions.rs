//! Instructions per byte of each stage from raw text to words, counted by Valgrind on `data/samples`: the same on every
//! run and on a busy machine, so what changes is the program. `make bench-instructions`.
//!
//! The program runs itself under `valgrind --tool=cachegrind` with one round and with three; the difference is two rounds
//! with all buffers in use, without start-up. A stage that needs more than its ceiling fails.

use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail, ensure};
use bongsen::token::{TokenScratch, tokenize_with};
use bongsen::word::{WordModel, WordScratch};
use bongsen::{normalize, sentence};
use bongsen_benches::cases;

/// Stages in order, each with its ceiling in instructions per byte: a tenth above what it took when it was set.
const STAGES: [(&str, f64); 4] = [("normalise", 3.7), ("tokens", 42.0), ("sentences", 6.0), ("words", 60.0)];

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

fn count() -> Result<ExitCode> {
    let bytes = cases(0)?.swap_remove(0).text.len();
    println!("instructions per byte, {bytes} bytes of data/samples\n");
    println!("| stage | instructions per byte | ceiling |");
    println!("|---|---|---|");
    let (mut sum, mut failed) = (0.0, false);
    for (stage, ceiling) in STAGES {
        let rounds = instructions(stage, 3)?.checked_sub(instructions(stage, 1)?).context("fewer with more rounds")?;
        let per_byte = rounds as f64 / 2.0 / bytes as f64;
        println!("| {stage} | {per_byte:.2} | {ceiling} |");
        sum += per_byte;
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
