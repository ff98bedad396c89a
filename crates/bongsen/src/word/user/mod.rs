//! Words of the user: which tokens must be one word, must be cut, or had better be one word.
//!
//! A [`UserLexicon`] is laid over the model when words are made; nothing is trained anew. Its entries are literal words,
//! found by token key, so case, tone style and composition do not matter (`HOÀ BÌNH` is `hòa bình`), nor how many spaces
//! stand between two tokens.
//!
//! # The format
//! A line is a rule, a tab (or spaces), the word, and after another tab what more is to be said. `#` begins a line of
//! remarks. UTF-8, with or without byte order mark, any line ends.
//!
//! ```text
//! # one word, apart from what stands beside it
//! join    hội đồng nhân dân
//! join    công nghiệp 4.0
//! # a word ends at each |; the other gaps are the model's
//! split   đất nước|Việt Nam
//! # no |: cut between all tokens
//! split   học sinh
//! # one word, unless the text speaks strongly against it; the strength is 1 to 9, and 1 when it is left out
//! prefer  nông thôn mới
//! prefer  cán bộ xã   3
//! # only where the case of every token is that of the entry
//! join    Hòa Bình    case
//! ```
//!
//! # What the rules do
//! | rule | gaps inside | gaps at its ends |
//! |---|---|---|
//! | `join` | joined, whatever the model says | cut |
//! | `split` | cut at each `\|`, or all when there is none | left to the model |
//! | `prefer` | its strength, in thousands of a score, is taken from the score | added to the score |
//!
//! The score is that of [`WordModel::scores`](super::WordModel::scores): above 0 is a cut, and training was content with a
//! distance of 1000 from 0, which is strength 1.
//!
//! A `join` may hold marks and numbers (`Formosa - Hà Tĩnh`, `công nghiệp 4.0`) and joins them too; a `prefer` may
//! not. An entry of one token (`COVID-19`) is a word by itself. No entry is found across a line break or the end of a sentence,
//! so no word ever spans one.
//!
//! # Where entries overlap
//! All that is found in a sentence is ordered: `join` and `split` before `prefer`; then the longest, in tokens; among
//! `prefer` the strongest; then the leftmost. In this order each is accepted as a whole unless it contradicts one that was
//! accepted before (one says cut where the other says join); a gap keeps the first word said on it. So `join` and `split`
//! always hold, except where a longer or earlier `join` or `split` says otherwise. Of two entries of the same tokens the
//! one that asks for the case at hand goes before the one that takes any.
//!
//! ```
//! use bongsen::word::UserLexicon;
//!
//! let lexicon = UserLexicon::parse("join\tnông thôn mới\nsplit\tđất nước|Việt Nam\n")?;
//! let analyzer = bongsen::Analyzer::new()?.with_lexicon(lexicon);
//! let doc = analyzer.analyze("Xây dựng Nông thôn mới ở xã.")?;
//! let words: Vec<_> = doc.words().map(|w| w.text()).collect();
//! assert_eq!(words, ["Xây dựng", "Nông thôn mới", "ở", "xã", "."]);
//!
//! let error = UserLexicon::parse("join\txã hội\n\nsplit\tXÃ HỘI\n").unwrap_err();
//! assert_eq!(error.to_string(), "line 3: \"XÃ HỘI\": line 1 says otherwise of the same word: keep one of the two");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod claims;
mod parse;
#[cfg(test)]
mod tests;

pub(super) use claims::{Claim, ClaimScratch, is_joined};
pub use parse::{LexiconError, LexiconProblem, UserLexiconBuilder};

use std::fmt;

use crate::phrase::{PhraseTable, Step, Walk};
use crate::token::{Case, TokenData};

/// Most tokens of one entry.
pub const MAX_TOKENS: usize = 32;
/// The strongest `prefer`.
pub const MAX_STRENGTH: u8 = 9;

/// What an entry asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// One word.
    Join,
    /// A word ends at each `|`, or at every gap inside.
    Split,
    /// One word unless the score speaks against it by more than this many thousands, 1 to [`MAX_STRENGTH`].
    Prefer(u8),
}

impl Rule {
    /// Its name in the format.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::Split => "split",
            Self::Prefer(_) => "prefer",
        }
    }

    /// What it adds to the score of a gap that is to be cut and takes from one that is to be joined; `None`: it decides.
    pub const fn bonus(self) -> Option<i32> {
        match self {
            Self::Join | Self::Split => None,
            Self::Prefer(strength) => Some(strength as i32 * super::features::UNIT),
        }
    }
}

impl std::str::FromStr for Rule {
    type Err = LexiconProblem;

    /// By its name; `prefer` with a strength of 1.
    fn from_str(name: &str) -> Result<Self, LexiconProblem> {
        match name {
            "join" => Ok(Self::Join),
            "split" => Ok(Self::Split),
            "prefer" => Ok(Self::Prefer(1)),
            _ => Err(LexiconProblem::UnknownRule),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Words of the user, ready for use: see the [module](self) for the format and for what the rules do.
#[derive(Clone, Debug, Default)]
pub struct UserLexicon {
    /// The tokens of entries to the first of a chain of entries.
    table: PhraseTable,
    /// Bit set of the first 16 bits of the keys with which entries begin: most tokens of a text begin none.
    firsts: Vec<u64>,
    entries: Vec<EntryData>,
    texts: String,
    cases: Vec<Case>,
    /// Whether entries are numbered by line.
    pub(super) by_line: bool,
}

/// One entry.
#[derive(Clone, Copy, Debug)]
struct EntryData {
    rule: Rule,
    len: u8,
    /// Bit `i`: a word begins with token `i`; for `Split`.
    cuts: u32,
    /// Where the case of its tokens stands in `cases`, when that matters.
    cases: Option<u32>,
    /// Where its text stands in `texts`.
    text: (u32, u32),
    line: u32,
    /// The next entry of the same tokens.
    next: Option<u32>,
}

/// An entry of a [`UserLexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserEntry<'l> {
    /// What it asks for.
    pub rule: Rule,
    /// The word as it was written, with its `|`.
    pub text: &'l str,
    /// Its line in the text that was parsed, or its number among the entries given to the builder; from 1.
    pub line: u32,
    /// Whether the case of every token must be that of the entry.
    pub exact_case: bool,
}

impl UserLexicon {
    /// Reads entries from text in the [format](self) above. Linear in its length.
    ///
    /// # Errors
    /// The first line that cannot be used, and what to do about it.
    pub fn parse(text: &str) -> Result<Self, LexiconError> {
        parse::parse(text)
    }

    /// A lexicon from entries one by one.
    pub fn builder() -> UserLexiconBuilder {
        UserLexiconBuilder::default()
    }

    /// Number of entries; what was given twice counts once.
    pub fn len(&self) -> usize {
        self.entries().count()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries in the order in which they were given.
    pub fn entries(&self) -> impl Iterator<Item = UserEntry<'_>> {
        let mut last = 0;
        // An entry that ends with a dot is kept in two forms.
        self.entries.iter().filter(move |e| std::mem::replace(&mut last, e.line) != e.line).map(|e| self.view(e))
    }

    fn view(&self, entry: &EntryData) -> UserEntry<'_> {
        let text = self.texts.get(entry.text.0 as usize..entry.text.1 as usize).unwrap_or_default();
        UserEntry { rule: entry.rule, text, line: entry.line, exact_case: entry.cases.is_some() }
    }

    pub(super) fn entry(&self, index: u32) -> Option<UserEntry<'_>> {
        self.entries.get(index as usize).map(|e| self.view(e))
    }

    /// Whether an entry may begin with a token.
    fn may_begin(&self, key: u64) -> bool {
        self.firsts.get((key >> 54) as usize).is_some_and(|bits| bits >> (key >> 48 & 63) & 1 == 1)
    }

    fn step(&self, walk: &mut Walk, key: u64) -> Option<Step> {
        self.table.step(walk, key)
    }

    /// The entry of a chain that takes these tokens.
    fn pick(&self, first: u32, tokens: &[TokenData]) -> Option<u32> {
        let mut any_case = None;
        let mut at = Some(first);
        while let Some(index) = at {
            let entry = self.entries.get(index as usize)?;
            match entry.cases {
                None => any_case = Some(index),
                Some(from) => {
                    let wanted = self.cases.get(from as usize..)?;
                    if tokens.iter().zip(wanted).all(|(token, &case)| token.case == case) {
                        return Some(index);
                    }
                }
            }
            at = entry.next;
        }
        any_case
    }
}
