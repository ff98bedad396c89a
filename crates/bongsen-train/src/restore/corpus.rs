//! The texts: which are learned from, which are tuned on, and which are only scored.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use bongsen::normalize::{fold, view};
use bongsen::token::TokenKind;
use xz2::read::XzDecoder;

use crate::corpora;
use crate::name::news;

use super::text::tokens;

/// The files to train from.
#[derive(Debug, clap::Args)]
pub struct Inputs {
    /// Machine-segmented news: syllables of a word joined by _, a blank line between articles; .xz is unpacked. By default
    /// that of the corpora.
    #[arg(long, value_name = "FILE")]
    news: Option<PathBuf>,
    /// Documents of law, each behind a line `---` and `layout: page`. By default those of the corpora.
    #[arg(long, value_name = "FILE")]
    law: Option<PathBuf>,
    /// Other text, one paragraph a line. By default the encyclopedia of the corpora.
    #[arg(long, value_name = "FILE")]
    other: Option<PathBuf>,
    /// Only the files that are named.
    #[arg(long)]
    bare: bool,
}

/// What a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Learned from.
    Train,
    /// Chosen on: the temperature, the weights of what is kept.
    Tune,
    /// Only scored.
    Test,
}

/// Which corpus a document is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// News.
    News,
    /// Law.
    Law,
    /// Anything else.
    Other,
}

/// A document.
#[derive(Debug)]
pub struct Document {
    /// What it is for.
    pub part: Part,
    /// Where it is from.
    pub source: Source,
    /// Its lines, in NFC.
    pub text: String,
}

/// One document in so many is tuned on, and one scored.
const EVERY: [(Source, usize); 3] = [(Source::News, 50), (Source::Law, 20), (Source::Other, 50)];
/// Lines of other text that are taken for one document.
const BLOCK: usize = 1000;

impl Inputs {
    fn path(&self, named: Option<&PathBuf>, default: &str) -> Option<PathBuf> {
        named.cloned().or_else(|| (!self.bare).then(|| corpora::corpora().join(default)))
    }

    /// All documents, in the order of the files.
    pub fn read(&self) -> Result<Vec<Document>> {
        let mut documents = Vec::new();
        if let Some(path) = self.path(self.news.as_ref(), "raw/news_segmented.txt.xz") {
            news::each_article(&path, |sentences| {
                push(&mut documents, Source::News, sentences.iter().map(String::as_str));
                true
            })?;
        }
        if let Some(path) = self.path(self.law.as_ref(), "raw/law.txt.xz") {
            each_block(
                &path,
                |lines, line| line == "layout: page" && lines.last().is_some_and(|l| l == "---"),
                |lines| {
                    push(&mut documents, Source::Law, lines.iter().map(String::as_str));
                },
            )?;
        }
        if let Some(path) = self.path(self.other.as_ref(), "raw/wiki.txt.xz") {
            each_block(
                &path,
                |lines, _| lines.len() >= BLOCK,
                |lines| {
                    push(&mut documents, Source::Other, lines.iter().map(String::as_str));
                },
            )?;
        }
        number(&mut documents);
        Ok(documents)
    }
}

fn push<'a>(documents: &mut Vec<Document>, source: Source, lines: impl Iterator<Item = &'a str>) {
    let mut text = String::new();
    for line in lines.filter(|line| has_marks(line)) {
        text.push_str(&view(line).text);
        text.push('\n');
    }
    if !text.is_empty() {
        documents.push(Document { part: Part::Train, source, text });
    }
}

/// Gives each document its part.
fn number(documents: &mut [Document]) {
    for (source, every) in EVERY {
        for (i, document) in documents.iter_mut().filter(|document| document.source == source).enumerate() {
            document.part = match i % every {
                0 => Part::Test,
                n if n == every / 2 => Part::Tune,
                _ => Part::Train,
            };
        }
    }
}

/// Whether a line is written with diacritics: three words in ten, where there are three.
fn has_marks(line: &str) -> bool {
    if line.is_ascii() {
        return false;
    }
    let view = view(line);
    let words = tokens(&view.text).into_iter().filter(|token| token.kind == TokenKind::Syllable);
    let (mut all, mut marked) = (0, 0);
    for word in words {
        let text = &view.text[word.span.range()];
        all += 1;
        marked += usize::from(fold(text) != text);
    }
    marked > 0 && marked * 10 >= all * 3
}

/// Calls `each` with stretches of lines; `ends` says whether a new one begins before a line (and the one before it, if
/// that is `---`).
fn each_block(path: &Path, ends: impl Fn(&[String], &str) -> bool, mut each: impl FnMut(&[String])) -> Result<()> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let reader: Box<dyn Read> =
        if path.extension().is_some_and(|e| e == "xz") { Box::new(XzDecoder::new(file)) } else { Box::new(file) };
    let mut lines: Vec<String> = Vec::new();
    for line in BufReader::new(reader).lines() {
        let line = line.with_context(|| format!("in {}", path.display()))?;
        if ends(&lines, &line) {
            each(&lines);
            lines.clear();
        }
        lines.push(line);
    }
    each(&lines);
    Ok(())
}
