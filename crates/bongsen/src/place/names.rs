//! The names of units: which phrases of token keys name which units.

use super::kind::{KindSet, LevelWord};
use super::register::Register;
use super::spelling::folded_key;
use super::unit::{Unit, UnitId};
use crate::model::{ModelError, Reader};
use crate::phrase::PhraseTable;

/// A name or alias in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(pub(super) u32);

/// A name without its diacritics, which may be that of several names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NearlyId(pub(super) u32);

/// What is known of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameInfo {
    /// The kinds of unit that ever bore it.
    pub kinds: KindSet,
    /// How many units (codes) ever bore it.
    pub units: u32,
    /// It is a mere number (`1`, `05`): a name only after a level word.
    pub number: bool,
    /// It says the level itself (`TP.HCM`, `Q.1`).
    pub complete: bool,
}

/// It is a number.
pub(super) const NUMBER: u8 = 1;
/// It says the level itself.
pub(super) const COMPLETE: u8 = 2;
/// It is the initials of a province or city (`TG`): only in the names without diacritics.
pub(super) const INITIALS: u8 = 4;
/// On a unit: the name is an alias or another spelling.
pub(super) const ALIAS: u32 = 1 << 31;

/// Phrases that name units. There are two: as they are written, and without diacritics.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Token keys -> a number, which is a [`NameId`] for the names as they are written.
    pub table: PhraseTable,
    starts: Vec<u32>,
    units: Vec<u32>,
    kinds: Vec<u16>,
    counts: Vec<u16>,
    flags: Vec<u8>,
}

impl Names {
    /// From its two sections; every unit must be below `units`.
    pub fn from_bytes(names: &[u8], table: &[u8], units: u32) -> Result<Self, ModelError> {
        let bad = |what| ModelError::corrupt("place names", what);
        let mut reader = Reader::new("place names", names);
        let count = reader.u32()? as usize;
        let entries = reader.u32()? as usize;
        let read = Self {
            starts: reader.u32s(count.checked_add(1).ok_or(bad("too many names"))?)?,
            units: reader.u32s(entries)?,
            kinds: (0..count).map(|_| reader.u16()).collect::<Result<_, _>>()?,
            counts: (0..count).map(|_| reader.u16()).collect::<Result<_, _>>()?,
            flags: reader.bytes(count)?.to_vec(),
            table: PhraseTable::from_bytes(table)?,
        };
        let sound = read.starts.is_sorted()
            && read.starts.last().is_some_and(|&end| end as usize == entries)
            && read.units.iter().all(|&entry| entry & !ALIAS < units);
        if sound { Ok(read) } else { Err(bad("a unit that is not there")) }
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.flags.len()
    }

    /// What kind of name it is.
    pub fn flags(&self, name: u32) -> u8 {
        self.flags.get(name as usize).copied().unwrap_or_default()
    }

    pub fn info(&self, name: u32) -> NameInfo {
        let at = name as usize;
        let flags = self.flags(name);
        NameInfo {
            kinds: KindSet::from_bits(self.kinds.get(at).copied().unwrap_or_default()),
            units: u32::from(self.counts.get(at).copied().unwrap_or_default()),
            number: flags & NUMBER != 0,
            complete: flags & COMPLETE != 0,
        }
    }

    /// The units of a name, and whether it is an alias or another spelling of theirs; in order of level, code and period.
    pub fn units(&self, name: u32) -> impl ExactSizeIterator<Item = (UnitId, bool)> {
        let range = match self.starts.get(name as usize..) {
            Some([start, end, ..]) => *start as usize..*end as usize,
            _ => 0..0,
        };
        let entries = self.units.get(range).unwrap_or_default();
        entries.iter().map(|&entry| (UnitId(entry & !ALIAS), entry & ALIAS != 0))
    }
}

impl Register {
    /// Calls `found(length in tokens, name)` for every name or alias that begins at the first key, shortest first.
    ///
    /// Keys are those of the tokens of a text, punctuation included: `Bà Rịa - Vũng Tàu` matches with and without
    /// its hyphen.
    pub fn match_names(&self, keys: impl IntoIterator<Item = u64>, mut found: impl FnMut(usize, NameId)) {
        self.names.table.matches(keys, |length, value| found(length, NameId(value)));
    }

    /// The table of names, for a grammar that walks several tables at once; its values are [`NameId`]s
    /// ([`name_at`](Self::name_at)).
    pub fn names(&self) -> &PhraseTable {
        &self.names.table
    }

    /// The name that a value of [`names`](Self::names) stands for.
    pub fn name_at(&self, value: u32) -> Option<NameId> {
        ((value as usize) < self.names.len()).then_some(NameId(value))
    }

    /// The name made of exactly these token keys.
    pub fn name(&self, keys: &[u64]) -> Option<NameId> {
        self.names.table.get(keys).and_then(|value| self.name_at(value))
    }

    /// What is called as a text is, but for its diacritics: a level word and a name.
    pub(super) fn nearly(&self, words: &[&str]) -> Option<(LevelWord, NearlyId)> {
        let keys: Vec<u64> = words.iter().map(|word| folded_key(word)).collect();
        let mut found = None;
        self.folded_levels.matches(keys.iter().copied(), |length, bits| {
            let word = LevelWord::from_bits(bits);
            let name = keys.get(length..).filter(|rest| !rest.is_empty() && !word.head && !word.kinds.is_empty());
            let value = name.and_then(|rest| self.folded_names.table.get(rest));
            // Initials are a name in addresses only.
            found =
                value.filter(|&v| self.folded_names.flags(v) & INITIALS == 0).map(|v| (word, NearlyId(v))).or(found);
        });
        found
    }

    /// What is known of a name.
    pub fn name_info(&self, name: NameId) -> NameInfo {
        self.names.info(name.0)
    }

    /// The units that ever bore a name, and whether the name is an alias or another spelling of theirs; in order of
    /// level, code and period.
    pub fn name_units(&self, name: NameId) -> impl ExactSizeIterator<Item = (Unit<'_>, bool)> {
        self.names.units(name.0).map(|(id, alias)| (Unit { register: self, id }, alias))
    }
}
