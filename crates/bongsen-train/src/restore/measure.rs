//! How many syllables come back as they were written.

use std::borrow::Cow;
use std::collections::HashSet;

use bongsen::normalize::{fold, key, view};
use bongsen::restore::{Restored, Restorer};
use bongsen::syllable;
use bongsen::token::TokenKind;
use rayon::prelude::*;

use super::corpus::{Document, Part, Source};
use super::text::tokens;

/// Syllables counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// Possible syllables of Vietnamese.
    pub syllables: usize,
    /// Of them restored as they were written, whatever the tone style.
    pub right: usize,
    /// Every word.
    pub words: usize,
    /// Of them right.
    pub words_right: usize,
    /// Syllables that the model was asked about.
    pub asked: usize,
    /// Of them right.
    pub asked_right: usize,
    /// Asked, their confidence in 1,000ths, and right, by tenths of confidence, and in the last from 0.99 on.
    pub tenths: [[usize; 3]; 11],
}

impl Score {
    /// The share of the syllables that the model was asked about that are wrong.
    pub fn asked_wrong(self) -> f64 {
        (self.asked - self.asked_right) as f64 / self.asked.max(1) as f64
    }

    /// The share of syllables that are right.
    pub fn accuracy(self) -> f64 {
        self.right as f64 / self.syllables.max(1) as f64
    }

    /// How many syllables are wrong.
    pub fn wrong(self) -> usize {
        self.syllables - self.right
    }

    /// By how much the confidence is wrong: in each tenth the difference from the share that is right, times its syllables.
    pub fn miscalibrated(self) -> usize {
        self.tenths.iter().map(|&[_, thousandths, right]| thousandths.abs_diff(right * 1000)).sum()
    }

    fn plus(self, other: Self) -> Self {
        Self {
            syllables: self.syllables + other.syllables,
            right: self.right + other.right,
            words: self.words + other.words,
            words_right: self.words_right + other.words_right,
            asked: self.asked + other.asked,
            asked_right: self.asked_right + other.asked_right,
            tenths: std::array::from_fn(|i| std::array::from_fn(|j| self.tenths[i][j] + other.tenths[i][j])),
        }
    }
}

/// English sentences, written for this project: every other one is tuned on, and the rest only scored.
const ENGLISH: &str = include_str!("../../../../data/restore/english.txt");

/// The English lines of a part; they should stay as they are.
pub fn english(part: Part) -> Vec<&'static str> {
    ENGLISH.lines().skip(usize::from(part == Part::Test)).step_by(2).collect()
}

/// Lines of one part and source.
pub fn lines(documents: &[Document], part: Part, source: Source) -> Vec<&str> {
    let of = documents.iter().filter(|document| document.part == part && document.source == source);
    of.flat_map(|document| document.text.lines()).collect()
}

/// The lines that are no line of what is learned from.
pub fn new_lines<'a>(documents: &'a [Document], lines: &[&'a str]) -> Vec<&'a str> {
    let train = documents.iter().filter(|document| document.part == Part::Train);
    let known: HashSet<u64> = train.flat_map(|document| document.text.lines().map(key)).collect();
    lines.iter().copied().filter(|line| !known.contains(&key(line))).collect()
}

/// The letters in which lines are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// As they are written.
    Written,
    /// All capitals.
    Capitals,
    /// All small letters.
    Small,
    /// Small letters and no punctuation.
    Chat,
}

impl Letters {
    fn dress(self, line: &str) -> Cow<'_, str> {
        match self {
            Self::Written => line.into(),
            Self::Capitals => line.to_uppercase().into(),
            Self::Small => line.to_lowercase().into(),
            Self::Chat => {
                let tokens = tokens(line);
                let words = tokens.iter().filter(|token| token.kind != TokenKind::Punctuation);
                words.map(|token| line[token.span.range()].to_lowercase()).collect::<Vec<_>>().join(" ").into()
            }
        }
    }
}

/// Which words lose their marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// All.
    All,
    /// Nine in ten.
    Most,
    /// Every other one.
    Half,
    /// Every other run of six.
    Runs,
    /// None: nothing should change.
    None,
}

impl Hidden {
    /// Whether the word at `at` of the line of this number does.
    const fn hides(self, line: usize, at: usize) -> bool {
        const fn mixed(number: usize) -> u64 {
            (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32
        }
        match self {
            Self::All => true,
            Self::Most => !mixed(line * 31 + at).is_multiple_of(10),
            Self::Half => mixed(line * 31 + at).is_multiple_of(2),
            Self::Runs => (at / 6 + line).is_multiple_of(2),
            Self::None => false,
        }
    }
}

/// Takes the marks off lines, and puts them back.
pub fn score(restorer: &Restorer, lines: &[&str], letters: Letters, hidden: Hidden) -> Score {
    lines
        .par_chunks(256)
        .map(|lines| {
            let mut score = Score::default();
            let (mut gold, mut bare) = (String::new(), String::new());
            for (number, line) in lines.iter().enumerate() {
                let line = view(line).text;
                let line = &*letters.dress(&line);
                gold.push_str(line);
                gold.push('\n');
                let mut copied = 0;
                for (at, token) in tokens(line).iter().enumerate() {
                    let range = token.span.range();
                    bare.push_str(&line[copied..range.start]);
                    let text = &line[range.clone()];
                    if hidden.hides(number, at) {
                        bare.push_str(&fold(text));
                    } else {
                        bare.push_str(text);
                    }
                    copied = range.end;
                }
                bare.push_str(&line[copied..]);
                bare.push('\n');
            }
            compare(&restorer.restore(&bare), &gold, &mut score);
            score
        })
        .reduce(Score::default, Score::plus)
}

/// Compares a restored text with what it was.
fn compare(restored: &Restored, gold: &str, score: &mut Score) {
    let chars: Vec<char> = restored.text().chars().collect();
    let mut asked = restored.syllables().peekable();
    // Where we are in the gold text, in bytes and characters, and in the restored one, in bytes.
    let (mut at, mut passed, mut byte) = (0, 0, 0);
    for token in tokens(gold).iter().filter(|token| token.kind == TokenKind::Syllable) {
        let range = token.span.range();
        let text = &gold[range.clone()];
        let start = passed + gold[at..range.start].chars().count();
        byte += chars[passed..start].iter().map(|c| c.len_utf8()).sum::<usize>();
        let length = text.chars().count();
        let found: String = chars[start..start + length].iter().collect();
        let right = usize::from(key(&found) == token.key);
        score.words += 1;
        score.words_right += right;
        if syllable::is_valid(text) {
            score.syllables += 1;
            score.right += right;
        }
        while asked.next_if(|syllable| syllable.span().start < byte).is_some() {}
        if let Some(syllable) = asked.next_if(|syllable| syllable.span().start == byte) {
            let thousandths = (syllable.confidence() * 1000.0).round() as usize;
            score.asked += 1;
            score.asked_right += right;
            let tenth = if thousandths >= 990 { 10 } else { thousandths / 100 };
            score.tenths[tenth][0] += 1;
            score.tenths[tenth][1] += thousandths;
            score.tenths[tenth][2] += right;
        }
        (at, passed, byte) = (range.end, start + length, byte + found.len());
    }
}
