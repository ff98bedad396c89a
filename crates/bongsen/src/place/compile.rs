//! From units as the sources name them to the file that [`Register::from_bytes`](super::Register::from_bytes) reads.
//! Used by `bongsen-train place` and by tests.

use std::collections::{BTreeMap, BTreeSet};

use super::kind::{Kind, KindSet, Level, LevelWord};
use super::names::{ALIAS, COMPLETE, INITIALS, NUMBER};
use super::register::{
    ADDRESS_WORDS, FOLDED_LEVELS, FOLDED_NAME_TABLE, FOLDED_NAMES, FOREVER, LEVELS, NAME_TABLE, NAMES, PAIRS, STRINGS,
    UNITS, key_of,
};
use super::spelling::{bare_keys, initials, level_keys, token_keys, variants};
use super::unit::{FROM_EXACT, Share, TO_EXACT};
use crate::date::Date;
use crate::model;
use crate::normalize::fold;
use crate::phrase::PhraseTable;

/// A unit as the sources name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitSource {
    /// What it is called in law.
    pub kind: Kind,
    /// Code of the statistics office.
    pub code: u32,
    /// Name without the level word.
    pub name: String,
    /// Other spellings and names of this unit.
    pub aliases: Vec<String>,
    /// Level and code of the unit that it lies directly in.
    pub parent: Option<(Level, u32)>,
    /// First day; `None`: before the first source.
    pub from: Option<Date>,
    /// Last day; `None`: still valid.
    pub to: Option<Date>,
    /// Whether `from` is the day that an instrument names.
    pub from_exact: bool,
    /// Whether `to` is the eve of a day that an instrument names.
    pub to_exact: bool,
}

/// A name for units that are named otherwise: `Sài Gòn`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AliasSource {
    /// The alias.
    pub alias: String,
    /// Level of the units.
    pub level: Level,
    /// Their name without the level word.
    pub name: String,
    /// Whether the alias says the level itself (`TP.HCM`).
    pub complete: bool,
    /// Whether it is one in addresses only.
    pub address: bool,
}

/// What a word of an address says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressWord {
    /// Behind it stands the name of a street, a building or an estate.
    Opener = 1,
    /// The country itself.
    Here = 2,
    /// Another country: a stretch of its own that is called so.
    Abroad = 3,
}

impl AddressWord {
    pub(super) const fn from_bits(bits: u32) -> Option<Self> {
        match bits {
            1 => Some(Self::Opener),
            2 => Some(Self::Here),
            3 => Some(Self::Abroad),
            _ => None,
        }
    }
}

/// Everything that a register is compiled from.
#[derive(Clone, Debug, Default)]
pub struct RegisterSource {
    /// The units, in any order.
    pub units: Vec<UnitSource>,
    /// Succession: indices of the old and the new unit, and how much went over.
    pub pairs: Vec<(usize, usize, Share)>,
    /// Aliases.
    pub aliases: Vec<AliasSource>,
    /// Level words and their meaning.
    pub levels: Vec<(String, LevelWord)>,
    /// Level words of addresses only.
    pub address_levels: Vec<(String, LevelWord)>,
    /// Words of addresses that are not level words.
    pub address_words: Vec<(String, AddressWord)>,
    /// The days of the snapshots, in order: a start that is not exact lies after the snapshot before it.
    pub snapshots: Vec<Date>,
    /// JSON: what the file is.
    pub meta: String,
}

impl RegisterSource {
    /// The file. Equal sources give equal bytes, whatever their order.
    pub fn compile(&self) -> Vec<u8> {
        let mut order: Vec<usize> = (0..self.units.len()).collect();
        let sort_key = |&at: &usize| self.units.get(at).map(|u| (key_of(u.kind.level(), u.code), u.from, &u.name));
        order.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
        let units: Vec<&UnitSource> = order.iter().filter_map(|&at| self.units.get(at)).collect();
        let mut rank = vec![0u32; self.units.len()];
        for (new, &old) in order.iter().enumerate() {
            if let Some(slot) = rank.get_mut(old) {
                *slot = new as u32;
            }
        }

        let (strings, spellings) = string_section(&units);
        let (names, name_table) = self.name_sections(&units, false);
        let (folded_names, folded_name_table) = self.name_sections(&units, true);
        model::write(&[
            (*b"META", self.meta.clone().into_bytes()),
            (STRINGS, strings),
            (UNITS, unit_section(&units, &spellings, &self.snapshots)),
            (PAIRS, self.pair_section(&rank)),
            (NAMES, names),
            (NAME_TABLE, name_table),
            (LEVELS, self.level_section(false)),
            (FOLDED_NAMES, folded_names),
            (FOLDED_NAME_TABLE, folded_name_table),
            (FOLDED_LEVELS, self.level_section(true)),
            (ADDRESS_WORDS, self.word_section()),
        ])
    }

    fn pair_section(&self, rank: &[u32]) -> Vec<u8> {
        let at = |i: usize| rank.get(i).copied().unwrap_or_default();
        let pairs: BTreeSet<(u32, u32, u8)> =
            self.pairs.iter().map(|&(old, new, share)| (at(old), at(new), share as u8)).collect();
        let pairs: Vec<_> = pairs.into_iter().collect();
        let mut by_new: Vec<u32> = (0..pairs.len() as u32).collect();
        by_new.sort_by_key(|&i| pairs.get(i as usize).map(|&(old, new, _)| (new, old)));
        let mut out = Vec::new();
        words(&mut out, [pairs.len() as u32]);
        words(&mut out, pairs.iter().map(|p| p.0));
        words(&mut out, pairs.iter().map(|p| p.1));
        words(&mut out, by_new);
        out.extend(pairs.iter().map(|p| p.2));
        out
    }

    /// Level words, as they are written or without diacritics.
    fn level_section(&self, folded: bool) -> Vec<u8> {
        let (mut keys, mut tokens) = (Vec::new(), Vec::new());
        let mut levels: Vec<(Vec<u64>, u32)> = Vec::new();
        let more: &[_] = if folded { &self.address_levels } else { &[] };
        for (form, word) in self.levels.iter().chain(more) {
            let form = if folded { fold(form) } else { form.into() };
            level_keys(&form, &mut tokens, &mut keys);
            levels.push((keys.clone(), word.bits()));
            token_keys(&form, &mut tokens, &mut keys);
            levels.push((keys.clone(), word.bits()));
        }
        PhraseTable::build(levels.iter().map(|(keys, bits)| (keys.as_slice(), *bits))).to_bytes()
    }

    /// Words of addresses, with and without diacritics in one table.
    fn word_section(&self) -> Vec<u8> {
        let (mut keys, mut tokens) = (Vec::new(), Vec::new());
        let mut words: Vec<(Vec<u64>, u32)> = Vec::new();
        for (form, word) in &self.address_words {
            token_keys(form, &mut tokens, &mut keys);
            words.push((keys.clone(), *word as u32));
            // The name of another country without its marks may be another word (`Mỹ`, `my`).
            if *word != AddressWord::Abroad {
                token_keys(&fold(form), &mut tokens, &mut keys);
                words.push((keys.clone(), *word as u32));
            }
        }
        PhraseTable::build(words.iter().map(|(keys, word)| (keys.as_slice(), *word))).to_bytes()
    }

    /// The names and their units, and the table that finds them; as they are written or without diacritics.
    fn name_sections(&self, units: &[&UnitSource], folded: bool) -> (Vec<u8>, Vec<u8>) {
        let mut phrases = Phrases { folded, ..Phrases::default() };
        for (id, unit) in units.iter().enumerate() {
            let id = id as u32;
            let number = !unit.name.is_empty() && unit.name.bytes().all(|b| b.is_ascii_digit());
            for (i, spelling) in variants(&unit.name).iter().enumerate() {
                // Spellings with the same syllables are the name itself; i for y is another name.
                let same = i == 0 || bare_keys(spelling) == bare_keys(&unit.name);
                phrases.add(spelling, id, !same, if number { NUMBER } else { 0 });
            }
            for alias in &unit.aliases {
                for spelling in variants(alias) {
                    let same = bare_keys(&spelling) == bare_keys(&unit.name);
                    phrases.add(&spelling, id, !same, 0);
                }
            }
            if folded && matches!(unit.kind, Kind::Province | Kind::CentralCity | Kind::City | Kind::Town) {
                phrases.add(&initials(&unit.name), id, true, INITIALS);
            }
            if number {
                for alias in number_aliases(unit.kind, &unit.name) {
                    phrases.add(&alias, id, true, COMPLETE);
                }
            }
        }
        for source in self.aliases.iter().filter(|source| folded || !source.address) {
            let target = bare_keys(&source.name);
            let bears = |unit: &UnitSource| unit.kind.level() == source.level && bare_keys(&unit.name) == target;
            for (id, _) in units.iter().enumerate().filter(|(_, unit)| bears(unit)) {
                phrases.add(&source.alias, id as u32, true, if source.complete { COMPLETE } else { 0 });
            }
        }
        phrases.sections(units)
    }
}

/// `Q.1`, `Q1`, `P.5`, `P5`, `F.5`, `F5` for the districts and wards that are numbers.
fn number_aliases(kind: Kind, name: &str) -> Vec<String> {
    let letters: &[&str] = match kind {
        Kind::UrbanDistrict => &["Q"],
        Kind::Ward => &["P", "F"],
        _ => &[],
    };
    let bare = name.trim_start_matches('0');
    let padded = format!("{bare:0>2}");
    let mut out = Vec::new();
    for letter in letters {
        for number in [bare, &padded] {
            out.extend([format!("{letter}.{number}"), format!("{letter}{number}")]);
        }
    }
    out
}

/// Phrases on their way into the table: keys -> units (with the alias bit) and flags.
#[derive(Default)]
struct Phrases {
    folded: bool,
    by_keys: BTreeMap<Vec<u64>, (BTreeMap<u32, bool>, u8)>,
    tokens: Vec<crate::token::TokenData>,
    keys: Vec<u64>,
}

impl Phrases {
    fn add(&mut self, spelling: &str, unit: u32, alias: bool, flags: u8) {
        let spelling = if self.folded { fold(spelling) } else { spelling.into() };
        token_keys(&spelling, &mut self.tokens, &mut self.keys);
        if self.keys.is_empty() {
            return;
        }
        let (units, all_flags) = self.by_keys.entry(self.keys.clone()).or_default();
        let by_alias = units.entry(unit).or_insert(alias);
        *by_alias &= alias;
        *all_flags |= flags;
    }

    fn sections(self, units: &[&UnitSource]) -> (Vec<u8>, Vec<u8>) {
        // Phrases that lead to the same units are one name.
        let mut ids: BTreeMap<(Vec<u32>, u8), u32> = BTreeMap::new();
        let mut names: Vec<(Vec<u32>, u8)> = Vec::new();
        let mut table: Vec<(Vec<u64>, u32)> = Vec::new();
        for (keys, (bearers, flags)) in self.by_keys {
            let entries: Vec<u32> =
                bearers.into_iter().map(|(id, alias)| if alias { id | ALIAS } else { id }).collect();
            let name = (entries, flags);
            let id = *ids.entry(name.clone()).or_insert_with(|| {
                names.push(name);
                names.len() as u32 - 1
            });
            table.push((keys, id));
        }
        let mut out = Vec::new();
        let total: usize = names.iter().map(|(entries, _)| entries.len()).sum();
        words(&mut out, [names.len() as u32, total as u32]);
        let mut start = 0;
        words(&mut out, [0]);
        for (entries, _) in &names {
            start += entries.len() as u32;
            words(&mut out, [start]);
        }
        words(&mut out, names.iter().flat_map(|(entries, _)| entries.iter().copied()));
        let bearers = |entries: &[u32]| -> Vec<(Kind, u32)> {
            entries.iter().filter_map(|&e| units.get((e & !ALIAS) as usize)).map(|u| (u.kind, u.code)).collect()
        };
        for (entries, _) in &names {
            let kinds: KindSet = bearers(entries).into_iter().map(|(kind, _)| kind).collect();
            out.extend_from_slice(&kinds.bits().to_le_bytes());
        }
        for (entries, _) in &names {
            let codes: BTreeSet<u32> =
                bearers(entries).into_iter().map(|(kind, code)| key_of(kind.level(), code)).collect();
            out.extend_from_slice(&(codes.len().min(u16::MAX as usize) as u16).to_le_bytes());
        }
        out.extend(names.iter().map(|(_, flags)| *flags));
        let table = PhraseTable::build(table.iter().map(|(keys, id)| (keys.as_slice(), *id)));
        (out, table.to_bytes())
    }
}

fn words(out: &mut Vec<u8>, words: impl IntoIterator<Item = u32>) {
    for word in words {
        out.extend_from_slice(&word.to_le_bytes());
    }
}

/// The pool of spellings, and for each unit the number of its spelling.
fn string_section(units: &[&UnitSource]) -> (Vec<u8>, Vec<u32>) {
    let distinct: BTreeSet<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    let mut numbers = BTreeMap::new();
    let mut starts = vec![0u32];
    let mut pool = String::new();
    for (number, text) in distinct.into_iter().enumerate() {
        numbers.insert(text, number as u32);
        pool.push_str(text);
        starts.push(pool.len() as u32);
    }
    let mut out = Vec::new();
    words(&mut out, [numbers.len() as u32]);
    words(&mut out, starts);
    words(&mut out, [pool.len() as u32]);
    out.extend_from_slice(pool.as_bytes());
    (out, units.iter().map(|unit| numbers.get(unit.name.as_str()).copied().unwrap_or_default()).collect())
}

fn unit_section(units: &[&UnitSource], spellings: &[u32], snapshots: &[Date]) -> Vec<u8> {
    let key = |unit: &UnitSource| key_of(unit.kind.level(), unit.code);
    let parent = |unit: &UnitSource| unit.parent.map_or(0, |(level, code)| key_of(level, code));
    let mut children: Vec<u32> = (0..units.len() as u32).collect();
    children.sort_by_key(|&id| units.get(id as usize).map(|unit| (parent(unit), id)));
    let mut out = Vec::new();
    words(&mut out, [snapshots.len() as u32]);
    words(&mut out, snapshots.iter().map(|day| day.packed()));
    words(&mut out, [units.len() as u32]);
    words(&mut out, units.iter().map(|unit| key(unit)));
    words(&mut out, spellings.iter().copied());
    words(&mut out, units.iter().map(|unit| parent(unit)));
    words(&mut out, units.iter().map(|unit| unit.from.map_or(0, Date::packed)));
    words(&mut out, units.iter().map(|unit| unit.to.map_or(FOREVER, Date::packed)));
    words(&mut out, children);
    out.extend(units.iter().map(|unit| unit.kind as u8));
    let flag = |on: bool, bit: u8| if on { bit } else { 0 };
    out.extend(units.iter().map(|unit| flag(unit.from_exact, FROM_EXACT) | flag(unit.to_exact, TO_EXACT)));
    out
}
