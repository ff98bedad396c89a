//! How probable a text is as Vietnamese. Logarithms throughout.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Charset;
use super::table::rows;
use super::tones::is_spelled;

/// What is known of words, and of letters.
pub(super) struct Memo {
    known: HashMap<String, bool>,
    letters: &'static [f64],
}

/// A text as one charset has it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading {
    /// The higher, the more probable.
    pub score: f64,
    words: u32,
    /// Words with a letter that is not ASCII.
    marked: u32,
    /// Those of them that are possible syllables.
    valid: u32,
    /// Pieces that stand for nothing, and all characters that are not ASCII.
    lost: u32,
    foreign: u32,
}

impl Reading {
    /// From 0 to 1: how much this looks like Vietnamese by itself.
    pub fn quality(&self) -> f64 {
        if self.marked == 0 {
            return 0.0;
        }
        let valid = f64::from(self.valid) / f64::from(self.marked);
        let marked = f64::from(self.marked) / f64::from(self.words.max(1));
        let evidence = 1.0 - 0.5_f64.powi(self.valid.min(30) as i32);
        ((valid - 0.4) / 0.45).clamp(0.0, 1.0) * (marked / 0.25).clamp(0.0, 1.0) * evidence
    }

    /// From 0 to 1: how far what is not ASCII stands for something; 0 where half of it does not.
    pub fn legal(&self) -> f64 {
        (1.0 - 2.0 * f64::from(self.lost) / f64::from(self.foreign.max(1))).max(0.0)
    }
}

/// Of an ASCII character, whichever.
const ASCII: f64 = -3.5;
const MARK: f64 = -7.0;
const OTHER: f64 = -13.0;
const LOST: f64 = -15.0;
/// What a capital among capitals counts less than a small letter.
const SHOUTED: f64 = 1.0;

/// The letters that are not ASCII, U+00C0 to U+01FF and U+1EA0 to U+1EFF, by their logarithms.
static LETTERS: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let mut table = vec![OTHER; 0x140 + 0x60];
    let total = 30.7e6;
    for (letter, count, _) in rows(Charset::Utf8) {
        if let Some(slot) = slot(letter).and_then(|i| table.get_mut(i)) {
            *slot = ((f64::from(count) + 20.0) / total).ln();
        }
    }
    table
});

fn slot(c: char) -> Option<usize> {
    match c as u32 {
        code @ 0xC0..=0x1FF => Some(code as usize - 0xC0),
        code @ 0x1EA0..=0x1EFF => Some(code as usize - 0x1EA0 + 0x140),
        _ => None,
    }
}

/// The score of a text as Vietnamese.
pub(super) fn score(text: &str, memo: &mut Memo) -> Reading {
    let mut reading = Reading::default();
    for c in text.chars() {
        reading.score += match c {
            '\0'..='\u{1F}' if !matches!(c, '\n' | '\r' | '\t') => OTHER,
            _ if c.is_ascii() => ASCII,
            '\u{FFFD}' => LOST,
            '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '•' | '\u{A0}' => MARK,
            _ => slot(c).and_then(|i| memo.letters.get(i)).copied().unwrap_or(OTHER),
        };
        reading.lost += u32::from(c == '\u{FFFD}');
        reading.foreign += u32::from(!c.is_ascii());
    }
    for word in words(text) {
        let is_valid = memo.is_syllable(word);
        reading.words += 1;
        let odds: f64 = if word.is_ascii() {
            if is_valid { 0.75 } else { 0.25 }
        } else {
            reading.marked += 1;
            reading.valid += u32::from(is_valid);
            if is_valid {
                reading.score += heading(word, memo);
            }
            if is_valid { 0.95 } else { 0.05 }
        };
        reading.score += odds.ln();
    }
    reading
}

/// Capitals are rare, but not in a word of capitals: what its letters count more as small ones.
fn heading(word: &str, memo: &Memo) -> f64 {
    if word.chars().any(|c| !c.is_uppercase()) || word.chars().nth(1).is_none() {
        return 0.0;
    }
    let letter = |c: char| slot(c).and_then(|i| memo.letters.get(i)).copied().unwrap_or(OTHER);
    let marked = word.chars().filter(|c| !c.is_ascii());
    marked.filter_map(|c| c.to_lowercase().next().map(|small| letter(small) - letter(c) - SHOUTED)).sum()
}

/// The score of a text as French, English, or another language of the west.
pub(super) fn of_western(text: &str, memo: &mut Memo) -> Reading {
    let mut reading = Reading::default();
    for c in text.chars() {
        reading.score += match c {
            _ if c.is_ascii() => ASCII,
            '\u{FFFD}' => LOST,
            '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '•' | '\u{A0}' => MARK,
            'à' | 'â' | 'ç' | 'è' | 'é' | 'ê' | 'î' | 'ô' | 'û' | 'ä' | 'ö' | 'ü' | 'ñ' | 'á' | 'í' | 'ó' | 'ú' => {
                -5.5
            }
            '\u{C0}'..='\u{FF}' => -7.5,
            _ => -9.0,
        };
    }
    for word in words(text) {
        let odds: f64 = match (word.is_ascii(), memo.is_syllable(word)) {
            (true, true) => 0.2,
            (true, false) => 0.8,
            (false, true) => 0.25,
            (false, false) => 0.75,
        };
        reading.score += odds.ln();
    }
    reading
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic() && c != '\u{FFFD}').filter(|word| !word.is_empty())
}

impl Memo {
    pub fn new() -> Self {
        Self { known: HashMap::new(), letters: &LETTERS }
    }

    /// Whether a word is a possible syllable, its capitals where capitals can be.
    fn is_syllable(&mut self, word: &str) -> bool {
        if word.len() > 21 {
            return false;
        }
        if let Some(&known) = self.known.get(word) {
            return known;
        }
        let is = is_spelled(word) && is_well_cased(word);
        self.known.insert(word.to_owned(), is);
        is
    }
}

/// All small, all capitals, or the first a capital.
pub(super) fn is_well_cased(word: &str) -> bool {
    let mut rest = word.chars();
    let first = rest.next().is_some_and(char::is_uppercase);
    let (mut capitals, mut small) = (false, false);
    for c in rest {
        capitals |= c.is_uppercase();
        small |= !c.is_uppercase();
    }
    !capitals || first && !small
}
