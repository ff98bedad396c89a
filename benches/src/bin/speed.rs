//! From raw text to words: megabytes a second for each stage, for all of them, and for documents of one kilobyte to a
//! hundred megabytes (`Analyzer::segment_only_with`, documents given back); then from raw text to everything
//! (`analyze`), start-up and peak memory. `cargo run --release -p bongsen-benches --bin speed [MEGABYTES [words|analyze]]`.
//!
//! Every figure comes with a check of what was made, so a benchmark that runs is a test that passed: words cover the
//! tokens one after the other, a text that is one text repeated has as many words a copy, and a text cut in pieces at
//! line breaks has the words of the whole; entities are the same with buffers fresh and reused, every copy of an article
//! has as many, and one long document has no fewer than its articles but for those that its short forms decide otherwise.
//! The digest is over the place, kind and text of every entity and every pair of officials: two builds with the same
//! digest on the same text found the same.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use bongsen::normalize::view;
use bongsen::token::{TokenData, TokenScratch, tokenize_with};
use bongsen::word::{WordModel, WordScratch};
use bongsen::{Analyzer, Document, Scratch, TokenRange, sentence};
use bongsen_benches::{Case, best, cases, speed};

const ROUNDS: usize = 7;

fn main() -> Result<()> {
    let megabytes = std::env::args().nth(1).map_or(Ok(5), |arg| arg.parse())?;
    let only = std::env::args().nth(2);
    if only.as_deref() != Some("analyze") {
        words(megabytes)?;
    }
    if only.as_deref() != Some("words") {
        everything(megabytes)?;
    }
    Ok(())
}

/// Start-up, memory, and `analyze` over articles and over one long document.
fn everything(megabytes: usize) -> Result<()> {
    let (loading, analyzer) = best(ROUNDS, Analyzer::new);
    let analyzer = analyzer?;
    println!("\nanalyser loaded in {:.2} ms; resident memory {} kB", loading.as_secs_f64() * 1e3, memory("VmRSS"));
    println!("| text | MB | articles, MB/s | one document, MB/s | entities | officials | in one document | digest |");
    println!("|---|---|---|---|---|---|---|---|");
    for case in cases(megabytes)? {
        let mut scratch = Scratch::default();
        let (apart, found) = best(ROUNDS, || {
            let mut found = Found::default();
            for article in &case.articles {
                let document = analyzer.analyze_with(&case.text[article.clone()], None, &mut scratch)?;
                found.entities += document.entities().len();
                found.officials += document.officials().len();
            }
            anyhow::Ok(found)
        });
        let found = found?;
        let (whole, document) = best(3, || analyzer.analyze(&case.text));
        let document = document?;
        let digest = check_entities(&analyzer, &case, &found, &document)?;
        println!(
            "| {} | {:.1} | **{:.1}** | {:.1} | {} | {} | {} | {digest:016x} |",
            case.name,
            case.text.len() as f64 / 1e6,
            speed(case.text.len(), apart),
            speed(case.text.len(), whole),
            found.entities,
            found.officials,
            document.entities().len(),
        );
    }
    println!("peak memory {} kB, with the texts and their documents", memory("VmHWM"));
    Ok(())
}

/// What was found in the articles of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Found {
    entities: usize,
    officials: usize,
}

/// Checks the counts, and makes the digest.
fn check_entities(analyzer: &Analyzer, case: &Case, found: &Found, whole: &Document) -> Result<u64> {
    let mut again = Found::default();
    let mut digest = Digest::default();
    for article in &case.articles {
        let document = analyzer.analyze(&case.text[article.clone()])?;
        again.entities += document.entities().len();
        again.officials += document.officials().len();
        digest.add(&document);
    }
    ensure!(again == *found, "{}: {found:?} with buffers reused, {again:?} with fresh ones", case.name);
    ensure!(found.entities > 0 && found.officials > 0, "{}: nothing found", case.name);
    ensure!(
        found.entities.is_multiple_of(case.copies),
        "{}: {} entities in {} copies",
        case.name,
        found.entities,
        case.copies
    );
    ensure!(found.officials.is_multiple_of(case.copies), "{}: {} officials", case.name, found.officials);
    let (together, apart) = (whole.entities().len(), found.entities);
    ensure!(together * 10 > apart * 9, "{}: {together} entities in one document, {apart} in its articles", case.name);
    digest.add(whole);
    Ok(digest.0)
}

/// FNV-1a over what a document holds.
struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Digest {
    fn add(&mut self, document: &Document) {
        for entity in document.entities() {
            let (span, parent) = (entity.span(), entity.parent().map_or(0, |p| p.id().0 + 1));
            let place = entity.place().map(|link| format!("{link:?}")).unwrap_or_default();
            self.bytes(
                format!("{} {} {parent} {} {:?} {place}", span.start(), span.end(), entity.kind(), entity.value())
                    .as_bytes(),
            );
            self.bytes(entity.origin().0.as_bytes());
        }
        for official in document.officials() {
            let ids = [official.person(), official.title(), official.organization(), official.area()]
                .map(|entity| entity.map(|entity| entity.id().0));
            self.bytes(format!("{ids:?} {} {}", official.role(), official.pattern()).as_bytes());
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
    }
}

/// A figure of this process in kB, where the system tells (Linux); 0 elsewhere.
fn memory(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

fn words(megabytes: usize) -> Result<()> {
    let before = memory("VmRSS");
    let model = WordModel::bundled()?;
    let resident = memory("VmRSS").saturating_sub(before);
    let (loading, _) = best(ROUNDS, WordModel::bundled);
    println!(
        "word model: loaded in {:.2} ms, {resident} kB more in memory (its file among them)",
        loading.as_secs_f64() * 1e3
    );
    println!("| text | MB | normalise | tokens | sentences | words | raw text to words, MB/s | ns a token (words) |");
    println!("|---|---|---|---|---|---|---|---|");
    for case in cases(megabytes)? {
        let text = case.text.as_str();
        let (normalise, view) = best(ROUNDS, || view(text));
        let (mut tokens, mut memo) = (Vec::new(), TokenScratch::default());
        let (lexing, ()) = best(ROUNDS, || {
            tokens.clear();
            tokenize_with(&view.text, &mut tokens, &mut memo);
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
    sizes(cases(megabytes)?.pop().context("no text")?)
}

/// Documents of each size, cut from a text at line ends or, where they are longer, made of it repeated.
fn sizes(Case { name, mut text, .. }: Case) -> Result<()> {
    let analyzer = Analyzer::new()?;
    println!("\n| size of a document ({name}) | documents | words | ns a byte | MB/s |");
    println!("|---|---|---|---|---|");
    for size in [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000] {
        if text.len() < size {
            text = text.repeat(size / text.len() + 1);
        }
        let documents = pieces(&text, size);
        let bytes = documents.iter().map(|document| document.len()).sum();
        let mut scratch = Scratch::default();
        let (time, words) = best(if size > 10_000_000 { 3 } else { ROUNDS }, || {
            let mut words = 0;
            for text in &documents {
                let document = analyzer.segment_only_with(text, &mut scratch)?;
                words += document.words().len();
                scratch.recycle(document);
            }
            anyhow::Ok(words)
        });
        let words = words?;
        let afresh: usize =
            documents.iter().map(|text| Ok(analyzer.segment_only(text)?.words().len())).sum::<Result<_>>()?;
        ensure!(words == afresh, "{words} words with buffers reused, {afresh} with fresh ones");
        println!(
            "| {size} | {} | {words} | {:.2} | **{:.1}** |",
            documents.len(),
            time.as_secs_f64() * 1e9 / bytes as f64,
            speed(bytes, time)
        );
    }
    Ok(())
}

/// Stretches of a text that end with a line at `size` bytes or soon after, in order; at most 5 MB or one.
fn pieces(text: &str, size: usize) -> Vec<&str> {
    let mut rest = text;
    let mut found = Vec::new();
    while found.is_empty() || (found.len() * size < 5_000_000 && rest.len() >= size) {
        let end = rest.as_bytes().get(size..).and_then(|tail| tail.iter().position(|&byte| byte == b'\n'));
        let (piece, tail) = rest.split_at(end.map_or(rest.len(), |end| size + end + 1));
        found.push(piece);
        rest = tail;
    }
    found
}

/// The buffers of all stages.
#[derive(Default)]
struct Stages {
    tokens: Vec<TokenData>,
    memo: TokenScratch,
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
        tokenize_with(&view.text, &mut self.tokens, &mut self.memo);
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
    ensure!(words.len().is_multiple_of(copies), "{} words in {copies} copies of one text", words.len());
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
