//! From raw text to words: megabytes a second for each stage, and for all of them. `cargo run --release -p bongsen-benches
//! --bin speed [MEGABYTES]`.
//!
//! Every figure comes with a check of what was made, so a benchmark that runs is a test that passed: words cover the
//! tokens one after the other, a text that is one text repeated has as many words a copy, and a text cut in pieces at
//! line breaks has the words of the whole.

use anyhow::{Result, ensure};
use bongsen::normalize::view;
use bongsen::token::tokenize;
use bongsen::word::{WordModel, WordScratch};
use bongsen::{TokenRange, sentence};
use bongsen_benches::{best, cases, speed};

const ROUNDS: usize = 7;

fn main() -> Result<()> {
    let megabytes = std::env::args().nth(1).map_or(Ok(5), |arg| arg.parse())?;
    let (loading, model) = best(ROUNDS, WordModel::bundled);
    let model = model?;
    println!("model loaded in {:.2} ms", loading.as_secs_f64() * 1e3);
    println!("| text | MB | normalise | tokens | sentences | words | raw text to words, MB/s | ns a token (words) |");
    println!("|---|---|---|---|---|---|---|---|");
    for case in cases(megabytes)? {
        let text = case.text.as_str();
        let (normalise, view) = best(ROUNDS, || view(text));
        let mut tokens = Vec::new();
        let (lexing, ()) = best(ROUNDS, || {
            tokens.clear();
            tokenize(&view.text, &mut tokens);
        });
        let mut sentences = Vec::new();
        let (splitting, ()) = best(ROUNDS, || {
            sentences.clear();
            sentence::split(&view.text, &tokens, &mut sentences);
        });
        let (mut words, mut scratch) = (Vec::new(), WordScratch::default());
        let (joining, ()) = best(ROUNDS, || {
            words.clear();
            model.segment_with(&view.text, &tokens, &sentences, &mut words, &mut scratch);
        });
        let mut stages = Stages::default();
        let (all, ()) = best(ROUNDS, || stages.run(&model, text));
        check(&model, text, case.copies, tokens.len(), &words)?;
        ensure!(stages.words == words, "{}: all stages together give other words", case.name);
        println!(
            "| {} | {:.1} | {:.0} | {:.0} | {:.0} | {:.0} | **{:.1}** | {:.0} |",
            case.name,
            text.len() as f64 / 1e6,
            speed(text.len(), normalise),
            speed(text.len(), lexing),
            speed(text.len(), splitting),
            speed(text.len(), joining),
            speed(text.len(), all),
            joining.as_secs_f64() * 1e9 / tokens.len() as f64,
        );
    }
    Ok(())
}

/// The buffers of all stages.
#[derive(Default)]
struct Stages {
    tokens: Vec<bongsen::token::TokenData>,
    sentences: Vec<TokenRange>,
    words: Vec<TokenRange>,
    scratch: WordScratch,
}

impl Stages {
    fn run(&mut self, model: &WordModel, text: &str) {
        self.tokens.clear();
        self.sentences.clear();
        self.words.clear();
        let view = view(text);
        tokenize(&view.text, &mut self.tokens);
        sentence::split(&view.text, &self.tokens, &mut self.sentences);
        model.segment_with(&view.text, &self.tokens, &self.sentences, &mut self.words, &mut self.scratch);
    }
}

fn check(model: &WordModel, text: &str, copies: usize, tokens: usize, words: &[TokenRange]) -> Result<()> {
    let mut at = 0;
    for word in words {
        ensure!(word.start == at && word.end > at, "words do not follow each other at token {at}");
        at = word.end;
    }
    ensure!(at as usize == tokens, "words end at token {at} of {tokens}");
    ensure!(words.len() < tokens && words.len() * 2 > tokens, "{} words of {tokens} tokens", words.len());
    ensure!(words.len() % copies == 0, "{} words in {copies} copies of one text", words.len());
    // Paragraphs apart give the words of the whole: nothing that is decided looks across a blank line.
    let mut stages = Stages::default();
    let apart: usize = text
        .split("\n\n")
        .map(|paragraph| {
            stages.run(model, paragraph);
            stages.words.len()
        })
        .sum();
    ensure!(apart == words.len(), "{apart} words paragraph by paragraph, {} in one go", words.len());
    Ok(())
}
