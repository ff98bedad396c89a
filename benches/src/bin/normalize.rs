//! How fast text is proved clean, put into its normal form, guessed to be in a charset: news text, one thread, the crate
//! `unicode-normalization` beside. `cargo run --release -p bongsen-benches --bin normalize [MEGABYTES]`; Python's
//! `unicodedata` and others are timed by `benches/peers/normalize/compare.py`.
//!
//! Every figure comes with a check of what was made: clean text comes back borrowed, decomposed text as it was before, a
//! text in a charset is guessed to be in that charset.

use std::borrow::Cow;
use std::hint::black_box;

use anyhow::{Context, Result, ensure};
use bongsen::charset::{Charset, Codec, detect};
use bongsen::normalize::{NormalOptions, ToneStyle, fold, normalize, place_tones, restyle, view};
use bongsen_benches::{best, cases, speed};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

const ROUNDS: usize = 9;

fn main() -> Result<()> {
    let megabytes = std::env::args().nth(1).map_or(Ok(20), |arg| arg.parse())?;
    let case = cases(megabytes)?.pop().context("there is no text")?;
    let clean = view(&case.text).text.into_owned();
    println!("{}: {:.1} MB\n\n| what | MB/s |\n|---|---|", case.name, clean.len() as f64 / 1e6);
    clean_text(&clean)?;
    decomposed(&clean)?;
    styles(&clean)?;
    println!("\n| `detect` on 1 MB in | ms |\n|---|---|");
    guesses(&clean)
}

fn say(what: &str, bytes: usize, time: std::time::Duration) {
    println!("| {what} | {:.0} |", speed(bytes, time));
}

fn clean_text(clean: &str) -> Result<()> {
    let (time, borrowed) = best(ROUNDS, || matches!(view(black_box(clean)).text, Cow::Borrowed(_)));
    ensure!(borrowed, "clean text is copied by the view");
    say("clean: `view`", clean.len(), time);
    let (time, borrowed) =
        best(ROUNDS, || matches!(normalize(black_box(clean), NormalOptions::default()).text, Cow::Borrowed(_)));
    ensure!(borrowed, "clean text is copied");
    say("clean: `normalize`", clean.len(), time);
    let (time, answer) = best(ROUNDS, || is_nfc_quick(black_box(clean).chars()));
    ensure!(answer == IsNormalized::Yes, "the text is not in NFC");
    say("clean: unicode-normalization, `is_nfc_quick`", clean.len(), time);
    Ok(())
}

fn decomposed(clean: &str) -> Result<()> {
    let apart: String = clean.nfd().collect();
    let (time, text) = best(ROUNDS, || view(&apart).text.into_owned());
    ensure!(text == clean, "decomposed text comes back otherwise");
    say("NFD to NFC: `view`", apart.len(), time);
    let (time, text) = best(ROUNDS, || normalize(&apart, NormalOptions::default()).text.into_owned());
    ensure!(text == clean, "decomposed text comes back otherwise");
    say("NFD to NFC: `normalize`, every change told", apart.len(), time);
    let (time, text) = best(ROUNDS, || apart.nfc().collect::<String>());
    ensure!(text == clean, "the crate composes otherwise");
    say("NFD to NFC: unicode-normalization, `nfc`", apart.len(), time);
    Ok(())
}

fn styles(clean: &str) -> Result<()> {
    for (style, name) in [(ToneStyle::Old, "old"), (ToneStyle::New, "new")] {
        let (time, text) = best(ROUNDS, || restyle(clean, style).into_owned());
        ensure!(restyle(&text, style) == text, "a style changes what is in it");
        say(&format!("tone style: `restyle`, {name}"), clean.len(), time);
    }
    let (time, text) = best(ROUNDS, || place_tones(clean, ToneStyle::New).into_owned());
    ensure!(place_tones(&text, ToneStyle::New) == text, "a style changes what is in it");
    say("tone style, wrong letters too: `place_tones`, new", clean.len(), time);
    let (time, text) = best(ROUNDS, || fold(clean));
    ensure!(fold(&text) == text, "folded text folds");
    say("without diacritics: `fold`", clean.len(), time);
    Ok(())
}

fn guesses(clean: &str) -> Result<()> {
    // Text under a capital font is the same bytes as without.
    for charset in Charset::ALL.into_iter().filter(|charset| !charset.name().ends_with("-capitals")) {
        let codec = Codec::new(charset);
        let mut bytes = codec.encode_lossy(clean).0;
        bytes.truncate(1_000_000);
        if charset == Charset::Utf8 {
            bytes.truncate(String::from_utf8_lossy(&bytes).trim_end_matches('\u{FFFD}').len());
        }
        let (time, guesses) = best(ROUNDS, || detect(&bytes));
        let found = guesses.first().context("no guess")?;
        ensure!(found.charset == charset, "{charset} is taken for {}", found.name());
        println!("| {charset} | {:.2} |", time.as_secs_f64() * 1e3);
    }
    Ok(())
}
