//! Segmented text, read once into numbers: what the lexicon's figures are counted in.
//!
//! One sentence a line, words apart by a space, syllables of a word joined by `_`. The text is machine-segmented, so it
//! is evidence, not truth: its convention differs from the gold's in places (`cho biết`, `người dân`).

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, Result};
use bongsen::Span;
use bongsen::normalize::key;
use bongsen::token::{Case, Gap, TokenData, TokenKind};
use bongsen::word::WordModel;
use bongsen::word::features::{MAX_LEN, key_of, state};
use indicatif::ProgressBar;
use xz2::read::XzDecoder;

use super::extract::Sentence;
use super::text;

/// A word begins with this token.
const BEGINS: u32 = 1 << 31;
/// A line ends here.
const END: u32 = u32::MAX;

/// The text as a stream of numbers, and its words.
#[derive(Debug, Default)]
pub struct Counts {
    /// Number of a form, with `BEGINS` on the first of each word; `END` after each line.
    stream: Vec<u32>,
    /// Each form (a syllable as it is written), as the lexer sees it.
    forms: Vec<TokenData>,
    numbers: HashMap<String, u32>,
    words: HashMap<u64, (Vec<u64>, u32)>,
}

impl Counts {
    /// Adds a file of segmented text; `.xz` is unpacked.
    pub fn read_segmented(&mut self, path: &Path, bar: &ProgressBar) -> Result<()> {
        each_line(path, bar, |line| self.add(line))
    }

    /// Adds a file of raw text, cut into words by a model.
    pub fn read_raw(&mut self, path: &Path, model: &WordModel, bar: &ProgressBar) -> Result<()> {
        let mut words = Vec::new();
        let mut line = String::new();
        each_line(path, bar, |paragraph| {
            let prepared = text::prepare(paragraph);
            for sentence in &prepared.sentences {
                words.clear();
                model.segment(&prepared.view.text, &prepared.tokens, std::slice::from_ref(sentence), &mut words);
                line.clear();
                for word in &words {
                    for (i, token) in prepared.tokens[word.range()].iter().enumerate() {
                        line.push(if i == 0 { ' ' } else { '_' });
                        line.push_str(&prepared.view.text[token.span.range()]);
                    }
                }
                self.add(&line);
            }
        })
    }

    /// Adds one line of segmented text.
    fn add(&mut self, line: &str) {
        let mut word = Vec::new();
        for form in line.split_whitespace() {
            word.clear();
            for part in form.split('_').filter(|part| !part.is_empty()) {
                let number = if let Some(&number) = self.numbers.get(part) {
                    number
                } else {
                    let number = self.forms.len() as u32;
                    self.forms.push(token(part));
                    self.numbers.insert(part.to_owned(), number);
                    number
                };
                self.stream.push(if word.is_empty() { number | BEGINS } else { number });
                word.push(key_of(&self.forms[number as usize]));
            }
            if (1..=MAX_LEN).contains(&word.len()) && form.chars().all(|c| c.is_alphabetic() || c == '_') {
                self.words.entry(state(&word)).or_insert_with(|| (word.clone(), 0)).1 += 1;
            }
        }
        self.stream.push(END);
    }

    /// Whether nothing was read.
    pub const fn is_empty(&self) -> bool {
        self.stream.is_empty()
    }

    /// Words of letters, with how often each stands in the text.
    pub fn words(&self) -> impl Iterator<Item = (&[u64], u32)> {
        self.words.values().map(|(keys, count)| (keys.as_slice(), *count))
    }

    /// How often the word of this state stands in the text.
    pub fn joined(&self, state: u64) -> u32 {
        self.words.get(&state).map_or(0, |&(_, count)| count)
    }

    /// Keys of everything in the text.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.forms.iter().map(key_of)
    }

    /// Calls `visit` with the keys of each line.
    pub fn each_line(&self, mut visit: impl FnMut(&[u64])) {
        let keys: Vec<u64> = self.keys().collect();
        let mut line = Vec::new();
        for &number in &self.stream {
            if number == END {
                visit(&line);
                line.clear();
            } else {
                line.push(keys[(number & !BEGINS) as usize]);
            }
        }
    }

    /// For pairs of syllables that follow each other five times or more: normalised pointwise mutual information (Bouma
    /// 2009) in steps of 1/15, from 1 for 0 or less to 15 for nearly 1.
    pub fn cohesion(&self) -> HashMap<u64, u8> {
        let is_syllable: Vec<bool> = self.forms.iter().map(|form| form.kind == TokenKind::Syllable).collect();
        let keys: Vec<u64> = self.keys().collect();
        let mut single: HashMap<u64, u32> = HashMap::new();
        let mut pairs: HashMap<u64, ([u64; 2], u32)> = HashMap::new();
        let mut total = 0u64;
        let mut previous: Option<u64> = None;
        for &number in &self.stream {
            let form = (number & !BEGINS) as usize;
            if number == END || !is_syllable[form] {
                previous = None;
                continue;
            }
            *single.entry(keys[form]).or_default() += 1;
            total += 1;
            if let Some(before) = previous {
                let pair = [before, keys[form]];
                pairs.entry(state(&pair)).or_insert((pair, 0)).1 += 1;
            }
            previous = Some(keys[form]);
        }
        pairs
            .into_iter()
            .filter(|(_, (_, count))| *count >= 5)
            .map(|(state, (keys, count))| {
                let share = |count: u32| f64::from(count) / total as f64;
                let together = share(count);
                let npmi = (together / (share(single[&keys[0]]) * share(single[&keys[1]]))).ln() / -together.ln();
                (state, 1 + (npmi.clamp(0.0, 0.99) * 15.0) as u8)
            })
            .collect()
    }

    /// One line in `every`, as examples.
    pub fn sentences(&self, every: usize) -> impl Iterator<Item = Sentence> + '_ {
        self.stream.split(|&number| number == END).step_by(every).filter(|line| line.len() > 1).map(|line| {
            let tokens = line.iter().map(|number| self.forms[(number & !BEGINS) as usize]).collect();
            Sentence::new(tokens, 1.0, |i| line[i] & BEGINS != 0)
        })
    }
}

/// Calls `visit` with each line of a file.
fn each_line(path: &Path, bar: &ProgressBar, mut visit: impl FnMut(&str)) -> Result<()> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    bar.set_length(file.metadata()?.len());
    let packed = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xz"));
    let file = bar.wrap_read(file);
    let reader: Box<dyn Read> = if packed { Box::new(XzDecoder::new(file)) } else { Box::new(file) };
    let mut reader = BufReader::with_capacity(1 << 20, reader);
    let mut line = String::new();
    while reader.read_line(&mut line).with_context(|| format!("cannot read {}", path.display()))? > 0 {
        visit(&line);
        line.clear();
    }
    bar.finish_and_clear();
    Ok(())
}

/// A form as a token. One that the lexer would cut in pieces counts as a mark: the lists have no such thing.
fn token(form: &str) -> TokenData {
    let tokens = text::tokens(form);
    match tokens.as_slice() {
        [one] => TokenData { gap: Gap::Space, ..*one },
        _ => TokenData {
            span: Span::new(0, form.len() as u32),
            key: key(form),
            kind: TokenKind::Other,
            case: Case::None,
            gap: Gap::Space,
        },
    }
}
