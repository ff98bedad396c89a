//! What a user's lexicon costs: the time to load it, and raw text to words with it and without.
//! `cargo run --release -p bongsen-benches --bin lexicon [MEGABYTES]`.
//!
//! The entries are stretches of the text itself, of two to five tokens, so that they are found all the time: the worst
//! that a real lexicon could be. The check: words with the lexicon cover the tokens, and every rule holds somewhere.

use std::collections::BTreeSet;
use std::fmt::Write;

use anyhow::{Context, Result, ensure};
use bongsen::Analyzer;
use bongsen::normalize::view;
use bongsen::token::{TokenKind, tokenize};
use bongsen::word::UserLexicon;
use bongsen_benches::{best, cases, speed};

const ROUNDS: usize = 5;
const RULES: [&str; 3] = ["join", "split", "prefer"];

fn main() -> Result<()> {
    let megabytes = std::env::args().nth(1).map_or(Ok(5), |arg| arg.parse())?;
    let case = cases(megabytes)?.pop().context("there is no text")?;
    let text = case.text.as_str();
    let plain = Analyzer::new()?;
    let (time, document) = best(ROUNDS, || plain.segment_only(text));
    let without = document?.words().len();
    println!("{}: {:.1} MB, {without} words", case.name, text.len() as f64 / 1e6);
    println!("| entries | loaded in, ms | raw text to words, MB/s | words |\n|---|---|---|---|");
    println!("| none | | **{:.1}** | {without} |", speed(text.len(), time));
    for count in [100, 10_000, 100_000] {
        let lines = entries(text, count)?;
        let (loading, lexicon) = best(ROUNDS, || UserLexicon::parse(&lines));
        let analyzer = plain.clone().with_lexicon(lexicon?);
        let (time, document) = best(ROUNDS, || analyzer.segment_only(text));
        let document = document?;
        let tokens: u32 = document.words().map(|word| word.token_range().len()).sum();
        ensure!(tokens as usize == document.tokens().len(), "words do not cover the tokens");
        ensure!(document.words().len() != without, "{count} entries change nothing");
        println!(
            "| {count} | {:.2} | **{:.1}** | {} |",
            loading.as_secs_f64() * 1e3,
            speed(text.len(), time),
            document.words().len()
        );
    }
    Ok(())
}

/// `count` lines of a lexicon: different stretches of syllables of the text, the rules in turn.
fn entries(text: &str, count: usize) -> Result<String> {
    // As the analyser sees it, where what differs in composition only is one.
    let text = &*view(text).text;
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut seen = BTreeSet::new();
    let mut lines = String::new();
    // Spread over the whole text for a short lexicon as for a long one.
    let step = (tokens.len() / count / 2).max(1);
    for (i, start) in (0..tokens.len()).step_by(step).chain(0..tokens.len()).enumerate() {
        if seen.len() == count {
            return Ok(lines);
        }
        let len = 2 + i % 4;
        let Some(stretch) = tokens.get(start..start + len) else { continue };
        if stretch.iter().any(|token| token.kind != TokenKind::Syllable) {
            continue;
        }
        if seen.insert(stretch.iter().map(|token| token.key).collect::<Vec<_>>()) {
            let words: Vec<&str> = stretch.iter().filter_map(|token| text.get(token.span.range())).collect();
            writeln!(lines, "{}\t{}", RULES[seen.len() % 3], words.join(" "))?;
        }
    }
    ensure!(seen.len() == count, "the text has {} different stretches: give more megabytes", seen.len());
    Ok(lines)
}
