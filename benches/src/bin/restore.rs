//! How fast diacritics are put back: news text without them, one thread.
//! `cargo run --release -p bongsen-benches --bin restore [MEGABYTES] [MODEL]`.
//!
//! The check: without diacritics the result is the text, and nine syllables in ten are as they were.

use anyhow::{Context, Result, ensure};
use bongsen::normalize::{fold, view};
use bongsen::restore::Restorer;
use bongsen_benches::{best, cases, speed};

const ROUNDS: usize = 5;

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let megabytes = args.next().map_or(Ok(5), |arg| arg.parse())?;
    let restorer = match args.next() {
        Some(path) => Restorer::from_bytes(&std::fs::read(&path).with_context(|| path.clone())?)?,
        None => Restorer::bundled()?,
    };
    let case = cases(megabytes)?.pop().context("there is no text")?;
    let text = &*view(&case.text).text;
    let bare = fold(text);
    let (time, answer) = best(ROUNDS, || restorer.restore(&bare));
    ensure!(fold(answer.text()) == bare, "letters are changed");
    let same = answer.text().split(' ').zip(text.split(' ')).filter(|(a, b)| a == b).count();
    let words = text.split(' ').count();
    ensure!(same * 10 > words * 9, "{same} of {words} words are as they were");
    let syllables = answer.syllables().len();
    println!("{}: {:.1} MB without diacritics, {syllables} syllables", case.name, bare.len() as f64 / 1e6);
    println!("{:.1} MB/s, {:.2} million syllables a second", speed(bare.len(), time), speed(syllables, time));
    Ok(())
}
