//! From the lines of a user's lexicon to entries, and what can be wrong with a line.

use std::collections::HashMap;
use std::fmt;

use super::{EntryData, MAX_STRENGTH, MAX_TOKENS, Rule, UserLexicon};
use crate::normalize::{join, view};
use crate::phrase::PhraseTable;
use crate::token::{Gap, TokenData, tokenize};
use crate::word::features::is_joinable;

/// An entry that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconError {
    number: u32,
    by_line: bool,
    entry: String,
    problem: LexiconProblem,
}

impl LexiconError {
    /// The line of the entry in the text that was parsed, or its number among those given to the builder; from 1.
    pub const fn line(&self) -> u32 {
        self.number
    }

    /// What is wrong with it.
    pub const fn problem(&self) -> &LexiconProblem {
        &self.problem
    }
}

/// The longest part of an entry that a message repeats, in characters.
const SHOWN: usize = 60;

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.by_line { "line" } else { "entry" };
        write!(f, "{unit} {}: ", self.number)?;
        if !self.entry.is_empty() {
            let mut shown: String = self.entry.chars().take(SHOWN).collect();
            if shown.len() < self.entry.len() {
                shown.push('…');
            }
            write!(f, "{shown:?}: ")?;
        }
        match &self.problem {
            LexiconProblem::Contradicts(other) => {
                write!(f, "{unit} {other} says otherwise of the same word: keep one of the two")
            }
            problem => problem.fmt(f),
        }
    }
}

impl std::error::Error for LexiconError {}

/// What is wrong with an entry.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LexiconProblem {
    /// The line does not begin with a rule.
    #[error("an entry begins with join, split or prefer, then a tab and the word")]
    UnknownRule,
    /// Nothing after the rule.
    #[error("no word after the rule: write a tab and the word, or leave the line out")]
    NoWord,
    /// More than [`MAX_TOKENS`].
    #[error("the word has {0} tokens, and {MAX_TOKENS} are the most: shorten it")]
    TooLong(usize),
    /// A line separator inside.
    #[error("a word lies in one line: take out the line break inside it")]
    LineBreak,
    /// `_` for a space.
    #[error("write spaces between the syllables, not _")]
    Underscore,
    /// A `|` in an entry that is no `split`.
    #[error("| says where to cut: write split, or take it out")]
    Bar,
    /// A `|` without a token on either side.
    #[error("a | stands between two tokens of the word: there is none on one side of it")]
    EmptyPart,
    /// A `split` of one token.
    #[error("there is nothing to cut in one token; if it is to be a word by itself, write join")]
    NothingToCut,
    /// A mark, number or address in a `prefer`.
    #[error("only join puts marks and numbers into a word: write join, or take out {0:?}")]
    NotPreferable(String),
    /// Something after the word that says nothing.
    #[error("{0:?} after the word says nothing: write case, or for prefer a strength of 1 to {MAX_STRENGTH}")]
    UnknownOption(String),
    /// A strength for a rule that has none.
    #[error("only prefer has a strength: take it out")]
    StrengthWithoutPrefer,
    /// A strength out of range.
    #[error("a strength is 1 to {MAX_STRENGTH}, not {0}")]
    Strength(String),
    /// The same tokens in an earlier line, with another rule, other cuts or another strength.
    #[error("line {0} says otherwise of the same word: keep one of the two")]
    Contradicts(u32),
    /// More text than offsets can count.
    #[error("the lexicon is too long: cut it into several")]
    TooMuch,
}

pub(super) fn parse(text: &str) -> Result<UserLexicon, LexiconError> {
    let mut builder = UserLexiconBuilder::default();
    builder.lexicon.by_line = true;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    for line in text.split('\n') {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            builder.number += 1;
            continue;
        }
        let wrong = |builder: &UserLexiconBuilder, problem| builder.error(builder.number + 1, line, problem);
        let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let mut rule: Rule = name.parse().map_err(|problem| wrong(&builder, problem))?;
        let mut fields = rest.trim().split('\t');
        let word = fields.next().unwrap_or_default().trim();
        let mut exact_case = false;
        for option in fields.flat_map(str::split_whitespace) {
            if option == "case" {
                exact_case = true;
                continue;
            }
            if !option.bytes().all(|b| b.is_ascii_digit()) {
                return Err(wrong(&builder, LexiconProblem::UnknownOption(option.to_owned())));
            }
            match (&mut rule, option.parse()) {
                (Rule::Prefer(strength), Ok(given @ 1..=MAX_STRENGTH)) => *strength = given,
                (Rule::Prefer(_), _) => return Err(wrong(&builder, LexiconProblem::Strength(option.to_owned()))),
                _ => return Err(wrong(&builder, LexiconProblem::StrengthWithoutPrefer)),
            }
        }
        builder.push(rule, word, exact_case)?;
    }
    Ok(builder.build())
}

/// Makes a [`UserLexicon`] of entries one by one.
///
/// ```
/// use bongsen::word::UserLexicon;
/// use bongsen::word::user::Rule;
///
/// let mut builder = UserLexicon::builder();
/// builder.add(Rule::Join, "hội đồng nhân dân")?.add(Rule::Split, "đất nước|Việt Nam")?;
/// assert_eq!(builder.build().len(), 2);
/// assert!(UserLexicon::builder().add(Rule::Split, "xã").is_err());
/// # Ok::<(), bongsen::word::LexiconError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct UserLexiconBuilder {
    lexicon: UserLexicon,
    /// Keys of the entries, one after the other; item `i` of `ends` is where those of entry `i` end.
    keys: Vec<u64>,
    ends: Vec<usize>,
    /// The first entry of each sequence of keys.
    heads: HashMap<u64, u32>,
    /// Lines or entries so far.
    number: u32,
    tokens: Vec<TokenData>,
}

impl UserLexiconBuilder {
    /// Adds an entry that holds for every case. In a [`Rule::Split`], `|` says where to cut.
    ///
    /// # Errors
    /// When the entry cannot be used or contradicts an earlier one; it counts, but is left out.
    pub fn add(&mut self, rule: Rule, word: &str) -> Result<&mut Self, LexiconError> {
        self.push(rule, word, false)?;
        Ok(self)
    }

    /// Adds an entry that holds only where the case of every token is that of the entry.
    ///
    /// # Errors
    /// As [`add`](Self::add).
    pub fn add_exact(&mut self, rule: Rule, word: &str) -> Result<&mut Self, LexiconError> {
        self.push(rule, word, true)?;
        Ok(self)
    }

    /// The lexicon.
    pub fn build(self) -> UserLexicon {
        let Self { mut lexicon, keys, ends, .. } = self;
        let mut start = 0;
        let mut firsts = vec![0u64; 1 << 10];
        // A chain's first entry comes first, and the table keeps the first value.
        let phrases = ends.iter().enumerate().map(|(i, &end)| {
            let of_entry = keys.get(std::mem::replace(&mut start, end)..end).unwrap_or_default();
            let first = of_entry.first().copied().unwrap_or_default();
            if let Some(bits) = firsts.get_mut((first >> 54) as usize) {
                *bits |= 1 << (first >> 48 & 63);
            }
            (of_entry, i as u32)
        });
        lexicon.table = PhraseTable::build(phrases);
        lexicon.firsts = firsts;
        lexicon
    }

    fn error(&self, number: u32, entry: &str, problem: LexiconProblem) -> LexiconError {
        LexiconError { number, by_line: self.lexicon.by_line, entry: view(entry).text.into_owned(), problem }
    }

    fn push(&mut self, rule: Rule, word: &str, exact_case: bool) -> Result<(), LexiconError> {
        self.number = self.number.saturating_add(1);
        let mut tokens = std::mem::take(&mut self.tokens);
        let result = self.try_push(rule, word, exact_case, &mut tokens);
        self.tokens = tokens;
        result.map_err(|problem| self.error(self.number, word, problem))
    }

    fn try_push(
        &mut self,
        rule: Rule,
        word: &str,
        exact_case: bool,
        tokens: &mut Vec<TokenData>,
    ) -> Result<(), LexiconProblem> {
        if let Rule::Prefer(strength) = rule
            && !(1..=MAX_STRENGTH).contains(&strength)
        {
            return Err(LexiconProblem::Strength(strength.to_string()));
        }
        let end = self.lexicon.texts.len().saturating_add(word.len());
        if end > crate::MAX_BYTES || self.lexicon.entries.len() + 2 > crate::MAX_BYTES {
            return Err(LexiconProblem::TooMuch);
        }
        let norm = view(word).text.into_owned();
        let apart = norm.replace('|', " ");
        if norm.contains('|') && rule != Rule::Split {
            return Err(LexiconProblem::Bar);
        }
        tokens.clear();
        tokenize(&apart, tokens);
        let cuts = check(rule, &norm, tokens)?;
        let text = (self.lexicon.texts.len() as u32, end as u32);
        self.insert(rule, tokens, cuts, exact_case, text)?;
        self.lexicon.texts.push_str(word);
        // `UBND TP.` is other tokens where the line goes on than where it ends.
        if apart.ends_with('.') {
            let whole = apart.len() as u32;
            tokens.clear();
            tokenize(&(apart + " a"), tokens);
            tokens.pop();
            if tokens.last().is_some_and(|t| t.span.end() == whole)
                && let Ok(cuts) = check(rule, &norm, tokens)
            {
                self.insert(rule, tokens, cuts, exact_case, text)?;
            }
        }
        Ok(())
    }

    /// Adds the entry unless it is there; an error when the same tokens are there with something else.
    fn insert(
        &mut self,
        rule: Rule,
        tokens: &[TokenData],
        cuts: u32,
        exact_case: bool,
        text: (u32, u32),
    ) -> Result<(), LexiconProblem> {
        let state = tokens.iter().fold(0, |state, token| join(state, token.key));
        let index = self.lexicon.entries.len() as u32;
        let mut at = self.heads.get(&state).copied();
        let mut last = None;
        while let Some(entry) = at.and_then(|at| self.lexicon.entries.get(at as usize)) {
            if self.has_case(entry, tokens, exact_case) {
                return if (entry.rule, entry.cuts) == (rule, cuts) {
                    Ok(())
                } else {
                    Err(LexiconProblem::Contradicts(entry.line))
                };
            }
            (last, at) = (at, entry.next);
        }
        match last.and_then(|last| self.lexicon.entries.get_mut(last as usize)) {
            Some(last) => last.next = Some(index),
            None => {
                self.heads.insert(state, index);
            }
        }
        let cases = exact_case.then_some(self.lexicon.cases.len() as u32);
        if exact_case {
            self.lexicon.cases.extend(tokens.iter().map(|token| token.case));
        }
        let len = tokens.len() as u8;
        self.lexicon.entries.push(EntryData { rule, len, cuts, cases, text, line: self.number, next: None });
        self.keys.extend(tokens.iter().map(|token| token.key));
        self.ends.push(self.keys.len());
        Ok(())
    }

    fn has_case(&self, entry: &EntryData, tokens: &[TokenData], exact_case: bool) -> bool {
        let cases = entry.cases.map(|from| self.lexicon.cases.get(from as usize..).unwrap_or_default());
        match (cases, exact_case) {
            (None, false) => true,
            (Some(cases), true) => tokens.iter().map(|t| t.case).eq(cases.iter().copied().take(tokens.len())),
            _ => false,
        }
    }
}

/// Whether a word can be an entry; where it is to be cut, as in `EntryData`. `norm` is the word with its `|`, `tokens` are
/// those of the word with a space for each.
fn check(rule: Rule, norm: &str, tokens: &[TokenData]) -> Result<u32, LexiconProblem> {
    if tokens.is_empty() {
        return Err(if norm.contains('|') { LexiconProblem::EmptyPart } else { LexiconProblem::NoWord });
    }
    if tokens.len() > MAX_TOKENS {
        return Err(LexiconProblem::TooLong(tokens.len()));
    }
    if tokens.iter().skip(1).any(|token| token.gap > Gap::Space) {
        return Err(LexiconProblem::LineBreak);
    }
    let text = |token: &TokenData| norm.get(token.span.range()).unwrap_or_default();
    if tokens.len() > 1 && tokens.iter().any(|token| text(token).bytes().all(|b| b == b'_')) {
        return Err(LexiconProblem::Underscore);
    }
    match rule {
        Rule::Join => Ok(0),
        Rule::Prefer(_) => match tokens.iter().find(|token| !is_joinable(token)) {
            Some(token) => Err(LexiconProblem::NotPreferable(text(token).to_owned())),
            None => Ok(0),
        },
        Rule::Split if tokens.len() == 1 && !norm.contains('|') => Err(LexiconProblem::NothingToCut),
        Rule::Split => {
            let mut cuts = 0u32;
            for (bar, _) in norm.match_indices('|') {
                let next = tokens.partition_point(|token| (token.span.start() as usize) < bar);
                let bit = if next < tokens.len() { 1u32.checked_shl(next as u32).unwrap_or(0) } else { 0 };
                if next == 0 || bit == 0 || cuts & bit != 0 {
                    return Err(LexiconProblem::EmptyPart);
                }
                cuts |= bit;
            }
            // No `|`: every gap inside, which are the bits from 1.
            let all = ((1u64 << tokens.len()) - 2) as u32;
            Ok(if cuts == 0 { all } else { cuts })
        }
    }
}
