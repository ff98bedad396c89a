//! Segmented news text, read once into numbers: what the lexicon's figures are counted in.
//!
//! One sentence a line, words apart by a space, syllables of a word joined by `_`. The text is machine-segmented, so it
//! is evidence, not truth: it is never an example to learn from, only counts.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use bongsen::normalize::key;
use bongsen::word::features::{MAX_LEN, state};
use indicatif::ProgressBar;
use xz2::read::XzDecoder;

/// A word begins with this token.
const BEGINS: u32 = 1 << 31;
/// A line ends here.
const END: u32 = u32::MAX;

/// The text as a stream of numbers, and its words.
#[derive(Debug, Default)]
pub struct News {
    /// Number of a key, with `BEGINS` on the first of each word; `END` after each line.
    stream: Vec<u32>,
    keys: Vec<u64>,
    words: HashMap<u64, (Vec<u64>, u32)>,
}

impl News {
    /// Reads `raw/news_segmented.txt.xz`.
    pub fn read(corpora: &Path, bar: &ProgressBar) -> anyhow::Result<Self> {
        let path = corpora.join("raw/news_segmented.txt.xz");
        let file = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let size = file.metadata()?.len();
        bar.set_length(size);
        let mut news = Self::default();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut by_key: HashMap<u64, u32> = HashMap::new();
        let mut reader = BufReader::with_capacity(1 << 20, XzDecoder::new(bar.wrap_read(file)));
        let (mut line, mut word) = (String::new(), Vec::new());
        while reader.read_line(&mut line)? > 0 {
            for form in line.split_whitespace() {
                word.clear();
                for part in form.split('_').filter(|part| !part.is_empty()) {
                    let number = if let Some(&number) = numbers.get(part) {
                        number
                    } else {
                        let next = news.keys.len() as u32;
                        let number = *by_key.entry(key(part)).or_insert(next);
                        if number == next {
                            news.keys.push(key(part));
                        }
                        numbers.insert(part.to_owned(), number);
                        number
                    };
                    news.stream.push(if word.is_empty() { number | BEGINS } else { number });
                    word.push(news.keys[number as usize]);
                }
                if (1..=MAX_LEN).contains(&word.len()) && form.chars().all(|c| c.is_alphabetic() || c == '_') {
                    news.words.entry(state(&word)).or_insert_with(|| (word.clone(), 0)).1 += 1;
                }
            }
            news.stream.push(END);
            line.clear();
        }
        bar.finish_and_clear();
        Ok(news)
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
        self.keys.iter().copied()
    }

    /// Calls `visit` with the keys of each line.
    pub fn each_line(&self, mut visit: impl FnMut(&[u64])) {
        let mut line = Vec::new();
        for &number in &self.stream {
            if number == END {
                visit(&line);
                line.clear();
            } else {
                line.push(self.keys[(number & !BEGINS) as usize]);
            }
        }
    }
}
