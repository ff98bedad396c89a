//! The mentions of units in an address: level words and names, and the stretches that are no unit.

use super::super::compile::AddressWord;
use super::super::kind::{KindSet, LevelWord};
use super::super::names::{COMPLETE, INITIALS, NUMBER, Names};
use super::super::register::Register;
use super::super::spelling::folded_key;
use crate::phrase::{PhraseTable, Walk};
use crate::token::{Case, Gap, TokenData, TokenKind};

/// More mentions than any address has.
const MOST_MENTIONS: usize = 48;

/// What stands at a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// A mark between parts.
    Mark,
    /// Inside a street, a building, a hamlet: names there need a level word.
    Zone,
    /// Anything else.
    #[default]
    Open,
}

/// A level word and a name, or a name alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    /// Its tokens.
    pub start: u32,
    pub end: u32,
    /// Where the name begins.
    pub name_start: u32,
    /// The kinds that the level word names; empty without one.
    pub kinds: KindSet,
    /// Its number in the names that found it.
    pub name: u32,
    /// Whether it was found without diacritics.
    pub folded: bool,
    /// It is not enough alone: initials, or one syllable with other marks than are written.
    pub weak: bool,
}

/// A level word with no known name behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unnamed {
    /// The token of the level word, and the first behind it.
    pub start: u32,
    pub name_start: u32,
    /// What it names.
    pub kinds: KindSet,
}

/// The tokens of an address and what was found in them.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub keys: Vec<u64>,
    /// The keys as they are written.
    pub written: Vec<u64>,
    pub places: Vec<Place>,
    /// Whether the level word that begins at a token is abbreviated or of a hamlet; `None` where none begins.
    worded: Vec<Option<bool>>,
    pub mentions: Vec<Mention>,
    pub unnamed: Vec<Unnamed>,
    /// Whether a stretch is the name of another country.
    pub abroad: bool,
}

/// The tables to look in: as it is written, or without diacritics.
#[derive(Clone, Copy)]
pub(super) struct Tables<'r> {
    pub register: &'r Register,
    pub folded: bool,
}

impl<'r> Tables<'r> {
    /// The names, and their units.
    pub fn names(&self) -> &'r Names {
        if self.folded { &self.register.folded_names } else { &self.register.names }
    }

    fn levels(&self) -> &'r PhraseTable {
        if self.folded { &self.register.folded_levels } else { &self.register.levels }
    }
}

impl Findings {
    /// Looks through the tokens of an address.
    pub fn read(&mut self, tables: &Tables<'_>, text: &str, tokens: &[TokenData]) {
        self.keys.clear();
        self.written.clear();
        self.written.extend(tokens.iter().map(|t| t.key));
        if tables.folded {
            let word = |t: &TokenData| text.get(t.span.range()).unwrap_or_default();
            self.keys.extend(tokens.iter().map(|t| folded_key(word(t))));
        } else {
            self.keys.extend_from_slice(&self.written);
        }
        self.mark_places(tables, text, tokens);
        self.mentions.clear();
        self.unnamed.clear();
        let mut at = 0;
        // The name behind a level word is no bare name too.
        let mut named = u32::MAX;
        while at < tokens.len() as u32 && self.mentions.len() < MOST_MENTIONS {
            if self.place(at) == Place::Mark {
                at += 1;
                continue;
            }
            let word = self.with_level(tables, at);
            // A name may begin like an abbreviated level word: `T.T.Huế`.
            let word_only = self.worded.get(at as usize) == Some(&Some(false));
            if self.place(at) == Place::Open && at != named && !word_only {
                self.names(tables, at, at, KindSet::EMPTY);
            }
            named = word.unwrap_or(named);
            at += 1;
        }
    }

    pub fn place(&self, at: u32) -> Place {
        self.places.get(at as usize).copied().unwrap_or_default()
    }

    /// The level word at a token with the names behind it; where its name begins.
    fn with_level(&mut self, tables: &Tables<'_>, at: u32) -> Option<u32> {
        if self.worded.get(at as usize).is_none_or(Option::is_none) {
            return None;
        }
        let keys = self.keys.get(at as usize..)?;
        let mut found: [(u32, LevelWord); 4] = [(0, LevelWord::from_bits(0)); 4];
        let mut count = 0;
        tables.levels().matches(keys.iter().copied(), |length, bits| {
            let word = LevelWord::from_bits(bits);
            if let Some(slot) = found.get_mut(count).filter(|_| !word.head && !word.kinds.is_empty()) {
                *slot = (length as u32, word);
                count += 1;
            }
        });
        for (length, word) in found.get(..count)?.iter().rev() {
            let name_start = at + length;
            if self.place(name_start) == Place::Mark {
                continue;
            }
            let before = self.mentions.len();
            self.names(tables, at, name_start, word.kinds);
            if self.mentions.len() > before {
                return Some(name_start);
            }
        }
        let (length, word) = found.get(count.checked_sub(1)?)?;
        if !word.abbreviation || *length > 1 || self.keys.get((at + length) as usize).is_some() {
            self.unnamed.push(Unnamed { start: at, name_start: at + length, kinds: word.kinds });
        }
        None
    }

    /// The names that begin at `name_start`.
    fn names(&mut self, tables: &Tables<'_>, start: u32, name_start: u32, kinds: KindSet) {
        let mut walk = Walk::default();
        for (length, key) in self.keys.get(name_start as usize..).unwrap_or_default().iter().enumerate() {
            let Some(step) = tables.names().table.step(&mut walk, *key) else { return };
            let bare = kinds.is_empty();
            let end = name_start + length as u32 + 1;
            if let Some(value) = step.value {
                let flags = tables.names().flags(value);
                let other_marks = bare && length == 0 && self.written.get(name_start as usize) != Some(key);
                let lone = bare && flags & NUMBER != 0;
                if !lone && self.mentions.len() < MOST_MENTIONS {
                    let folded = tables.folded;
                    let weak = flags & INITIALS != 0 || other_marks;
                    self.mentions.push(Mention { start, end, name_start, kinds, name: value, folded, weak });
                }
            }
            if !step.goes_on {
                return;
            }
        }
    }

    /// Marks and zones.
    fn mark_places(&mut self, tables: &Tables<'_>, text: &str, tokens: &[TokenData]) {
        self.places.clear();
        self.worded.clear();
        self.abroad = false;
        let mut zone = false;
        let mut first = true;
        let mut named = 0;
        let cased = tokens.iter().any(|t| matches!(t.case, Case::Title | Case::Mixed));
        let plain = text.is_ascii();
        for (at, token) in tokens.iter().enumerate() {
            let word = text.get(token.span.range()).unwrap_or_default();
            let mark = token.kind == TokenKind::Punctuation && !matches!(word, "'" | "’");
            if mark && at >= named {
                self.places.push(Place::Mark);
                self.worded.push(None);
                zone &= word == ".";
                first = true;
                continue;
            }
            if token.gap >= Gap::Line {
                (zone, first) = (false, true);
            }
            let rest = self.keys.get(at..).unwrap_or_default();
            let level = level_at(tables.levels(), rest);
            self.worded.push(level.map(|word| word.abbreviation || word.kinds.is_empty()));
            let written = self.written.get(at..).unwrap_or_default();
            let (said, length) = word_at(&tables.register.address_words, written, rest);
            let number = matches!(token.kind, TokenKind::Number | TokenKind::Date | TokenKind::Alphanumeric);
            let hamlet = level.is_some_and(|word| word.hamlet && word.kinds.is_empty());
            let opener = hamlet || (number && first) || matches!(said, Some(AddressWord::Opener | AddressWord::Here));
            if opener && (hamlet || level.is_none()) && at >= named {
                // A unit may be called by such a word and more: `Cầu Giấy`, `Buôn Ma Thuột`, `P5`.
                let ends = |length: usize| tokens.get(at + length).is_none_or(|t| t.kind == TokenKind::Punctuation);
                let opens = if said.is_some() { length } else { 1 };
                let upright = token.case != Case::Lower;
                let fits =
                    |name: &usize| (upright || !cased && first && ends(*name)) && (*name > opens || said.is_none());
                let name = name_at(&tables.register.names, written)
                    .or_else(|| name_at(tables.names(), rest).filter(|_| plain || said.is_none()));
                match name.filter(fits) {
                    Some(length) => named = at + length,
                    None => zone = true,
                }
            } else if level.is_some_and(|word| !word.kinds.is_empty() && !word.abbreviation) {
                zone = false;
            }
            let alone = first && tokens.get(at + length).is_none_or(|t| t.kind == TokenKind::Punctuation);
            self.abroad |= said == Some(AddressWord::Abroad) && alone && !zone;
            first = false;
            self.places.push(if zone { Place::Zone } else { Place::Open });
        }
    }
}

/// The longest word of addresses that begins here, as it is written or by these keys, and its length.
fn word_at(words: &PhraseTable, written: &[u64], keys: &[u64]) -> (Option<AddressWord>, usize) {
    let mut found = (None, 0);
    words.matches(keys.iter().copied(), |length, bits| found = (AddressWord::from_bits(bits), length));
    if written != keys {
        words.matches(written.iter().copied(), |length, bits| {
            if length > found.1 {
                found = (AddressWord::from_bits(bits), length);
            }
        });
    }
    found
}

/// The length of the longest name that begins here, if it is one of several tokens or says its level (`P5`).
fn name_at(names: &Names, keys: &[u64]) -> Option<usize> {
    let mut found = None;
    names.table.matches(keys.iter().copied(), |length, value| {
        if length > 1 || names.flags(value) & COMPLETE != 0 {
            found = Some(length);
        }
    });
    found
}

impl Findings {
    /// Stretches between marks, streets and mentions in which nothing was found: each may be a unit whose name is not
    /// known. `covered` tells the tokens that are explained.
    pub fn leftovers<'a>(
        &'a self,
        tokens: &'a [TokenData],
        covered: impl Fn(u32) -> bool + 'a,
    ) -> impl Iterator<Item = (u32, u32)> + 'a {
        let count = tokens.len() as u32;
        let free = move |i: u32| i < count && self.place(i) == Place::Open && !covered(i);
        let is_word = |i: u32| tokens.get(i as usize).is_some_and(|t| t.kind == TokenKind::Syllable);
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < count {
                let start = at;
                while free(at) && (at == start || !self.begins_unit(at)) {
                    at += 1;
                }
                if at > start && is_word(start) {
                    return Some((start, at));
                }
                at = at.max(start + 1);
            }
            None
        })
    }

    /// Whether a level word stands at a token.
    fn begins_unit(&self, at: u32) -> bool {
        self.unnamed.iter().any(|u| u.start == at) || self.mentions.iter().any(|m| m.start == at && !m.kinds.is_empty())
    }

    /// Where the stretch without marks that token `at` stands in ends: before the next mark, street or level word.
    pub fn stretch_end(&self, at: u32) -> u32 {
        let ends = |i: &u32| self.place(*i) != Place::Open || (*i > at && self.begins_unit(*i));
        let count = self.places.len() as u32;
        (at..count).find(ends).unwrap_or(count)
    }
}

/// The longest level word that begins here.
fn level_at(levels: &PhraseTable, keys: &[u64]) -> Option<LevelWord> {
    let mut found = None;
    levels.matches(keys.iter().copied(), |_, bits| found = Some(LevelWord::from_bits(bits)));
    found.filter(|word| !word.head)
}
