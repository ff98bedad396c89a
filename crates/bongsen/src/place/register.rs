//! The register: every administrative unit of the dated sources, in flat arrays.
//!
//! ```text
//! snapshots  days of the snapshots
//! units      sorted by (level, code, valid from): key, spelling, parent key, from, to (u32 each), kind, flags (u8 each)
//! spellings  offsets into one pool of UTF-8
//! children   unit ids sorted by (parent key, key, valid from)
//! pairs      (old unit, new unit, share), sorted by old; a second order sorts them by new
//! names      PhraseTable of token keys -> NameId; NameId -> [unit id | bit 31: by another spelling or an alias]
//! levels     PhraseTable of token keys -> LevelWord
//! folded     names and levels once more, by the keys of tokens without diacritics, with the initials of provinces and cities
//! address    PhraseTable of token keys, with and without diacritics -> AddressWord
//! ```
//! A *key* is a level and a code in one number. A unit is one (code, name, kind, parent) with the period in which it was
//! valid; codes are reused (26740 was phường Bến Nghé and is phường Sài Gòn), so a key is looked up with a day.
//! A parent is kept as a key and not as a unit, since a district that becomes a town does not make new communes.

use std::fmt;

use super::kind::{Kind, KindSet, Level, LevelWord};
use super::names::Names;
use super::unit::{FROM_EXACT, Unit, UnitId};
use crate::date::Date;
use crate::model::{ModelError, ModelFile, Reader};
use crate::phrase::PhraseTable;

/// Open end of a period, to the future.
pub(super) const FOREVER: u32 = 99_991_231;

/// A section of the model file, in the order of its arrays.
pub(super) const UNITS: [u8; 4] = *b"UNIT";
pub(super) const STRINGS: [u8; 4] = *b"STRS";
pub(super) const PAIRS: [u8; 4] = *b"PAIR";
pub(super) const NAMES: [u8; 4] = *b"NAME";
pub(super) const NAME_TABLE: [u8; 4] = *b"NTAB";
pub(super) const LEVELS: [u8; 4] = *b"LEVL";
pub(super) const FOLDED_NAMES: [u8; 4] = *b"FNAM";
pub(super) const FOLDED_NAME_TABLE: [u8; 4] = *b"FNTB";
pub(super) const FOLDED_LEVELS: [u8; 4] = *b"FLEV";
pub(super) const ADDRESS_WORDS: [u8; 4] = *b"AWRD";

/// The administrative units of Vietnam, 2004 to today.
///
/// ```
/// # #[cfg(feature = "bundled")] {
/// use bongsen::place::{Level, Register};
/// let register = Register::bundled()?;
/// let then = "2013-08-23".parse()?;
/// let now = "2025-07-01".parse()?;
///
/// let commune = register.get(Level::Commune, "30061", then).unwrap();
/// assert_eq!(commune.full_name(), "xã Đốc Binh Kiều");
/// let parents: Vec<_> = commune.parents(then).map(|unit| (unit.code(), unit.full_name())).collect();
/// assert_eq!(parents, [("872".into(), "huyện Tháp Mười".into()), ("87".into(), "tỉnh Đồng Tháp".into())]);
/// assert_eq!(commune.valid_to().unwrap().to_string(), "2025-06-30");
///
/// // The code stayed, the unit did not: it took in Tân Kiều, and its province is the new Đồng Tháp.
/// let commune = register.get(Level::Commune, "30061", now).unwrap();
/// assert_eq!(commune.parent(now).unwrap().code(), "82");
/// let formed_from: Vec<_> = commune.predecessors().map(|(unit, _)| unit.code()).collect();
/// assert_eq!(formed_from, ["30049", "30061"]);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Register {
    snapshots: Vec<u32>,
    pub(super) keys: Vec<u32>,
    pub(super) spellings: Vec<u32>,
    pub(super) parents: Vec<u32>,
    pub(super) from: Vec<u32>,
    pub(super) to: Vec<u32>,
    /// The last of `from`: asked for every document without a date.
    pub(super) newest: u32,
    pub(super) kinds: Vec<u8>,
    pub(super) flags: Vec<u8>,
    pub(super) children: Vec<u32>,
    pub(super) string_starts: Vec<u32>,
    pub(super) strings: String,
    pub(super) pair_old: Vec<u32>,
    pub(super) pair_new: Vec<u32>,
    pub(super) pair_share: Vec<u8>,
    pub(super) pairs_by_new: Vec<u32>,
    pub(super) names: Names,
    pub(super) levels: PhraseTable,
    pub(super) folded_names: Names,
    pub(super) folded_levels: PhraseTable,
    pub(super) address_words: PhraseTable,
}

impl fmt::Debug for Register {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Register({} units, {} names)", self.keys.len(), self.names.len())
    }
}

/// A level and a code as one number.
pub(super) const fn key_of(level: Level, code: u32) -> u32 {
    (level as u32) << 24 | code
}

/// The level of a key.
pub(super) const fn level_of(key: u32) -> Option<Level> {
    Level::from_bits(key >> 24)
}

impl Register {
    /// Reads a compiled register.
    ///
    /// # Errors
    /// See [`ModelError`]: every index in the file is checked here, so that nothing can fail afterwards.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let file = ModelFile::open(bytes)?;
        let mut register = Self::default();
        register.read_strings(file.section(STRINGS)?)?;
        register.read_units(file.section(UNITS)?)?;
        register.read_pairs(file.section(PAIRS)?)?;
        let units = register.keys.len() as u32;
        register.names = Names::from_bytes(file.section(NAMES)?, file.section(NAME_TABLE)?, units)?;
        register.levels = PhraseTable::from_bytes(file.section(LEVELS)?)?;
        register.folded_names =
            Names::from_bytes(file.section(FOLDED_NAMES)?, file.section(FOLDED_NAME_TABLE)?, units)?;
        register.folded_levels = PhraseTable::from_bytes(file.section(FOLDED_LEVELS)?)?;
        register.address_words = PhraseTable::from_bytes(file.section(ADDRESS_WORDS)?)?;
        Ok(register)
    }

    /// The register inside the crate (feature `bundled`).
    ///
    /// # Errors
    /// None in practice: the bytes are part of the program, and a test loads them.
    #[cfg(feature = "bundled")]
    pub fn bundled() -> Result<Self, ModelError> {
        Self::from_bytes(bongsen_data::PLACE)
    }

    fn read_strings(&mut self, bytes: &[u8]) -> Result<(), ModelError> {
        let bad = |what| ModelError::corrupt("place strings", what);
        let mut reader = Reader::new("place strings", bytes);
        let count = reader.u32()? as usize;
        self.string_starts = reader.u32s(count.checked_add(1).ok_or(bad("too many strings"))?)?;
        reader.str()?.clone_into(&mut self.strings);
        let in_order = self.string_starts.is_sorted();
        let on_edges = self.string_starts.iter().all(|&at| self.strings.is_char_boundary(at as usize));
        if in_order && on_edges { Ok(()) } else { Err(bad("a string does not lie in the pool")) }
    }

    fn read_units(&mut self, bytes: &[u8]) -> Result<(), ModelError> {
        let bad = |what| ModelError::corrupt("place units", what);
        let mut reader = Reader::new("place units", bytes);
        let snapshots = reader.u32()? as usize;
        self.snapshots = reader.u32s(snapshots)?;
        let count = reader.u32()? as usize;
        self.keys = reader.u32s(count)?;
        self.spellings = reader.u32s(count)?;
        self.parents = reader.u32s(count)?;
        self.from = reader.u32s(count)?;
        self.newest = self.from.iter().copied().max().unwrap_or_default();
        self.to = reader.u32s(count)?;
        self.children = reader.u32s(count)?;
        self.kinds = reader.bytes(count)?.to_vec();
        self.flags = reader.bytes(count)?.to_vec();
        if !self.keys.is_sorted() || self.keys.iter().any(|&key| level_of(key).is_none()) {
            return Err(bad("keys out of order"));
        }
        let strings = self.string_starts.len() as u32;
        if self.spellings.iter().any(|&s| s + 1 >= strings) || self.kinds.iter().any(|&k| k as usize >= Kind::ALL.len())
        {
            return Err(bad("a name or kind that is not there"));
        }
        if self.children.iter().any(|&id| id as usize >= count) {
            return Err(bad("a child that is not there"));
        }
        Ok(())
    }

    fn read_pairs(&mut self, bytes: &[u8]) -> Result<(), ModelError> {
        let mut reader = Reader::new("place pairs", bytes);
        let count = reader.u32()? as usize;
        self.pair_old = reader.u32s(count)?;
        self.pair_new = reader.u32s(count)?;
        self.pairs_by_new = reader.u32s(count)?;
        self.pair_share = reader.bytes(count)?.to_vec();
        let units = self.keys.len() as u32;
        let known = self.pair_old.iter().chain(&self.pair_new).all(|&id| id < units)
            && self.pairs_by_new.iter().all(|&i| (i as usize) < count);
        if known { Ok(()) } else { Err(ModelError::corrupt("place pairs", "a unit that is not there")) }
    }

    /// The days of the snapshots, the oldest first.
    pub(super) fn snapshots(&self) -> impl DoubleEndedIterator<Item = Date> {
        self.snapshots.iter().filter_map(|&day| Date::from_packed(day))
    }

    /// Number of units (a unit is one code, name, kind and parent in one period).
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is no unit.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// A unit by its id; `None` when the id is another register's.
    pub fn unit(&self, id: UnitId) -> Option<Unit<'_>> {
        ((id.0 as usize) < self.keys.len()).then_some(Unit { register: self, id })
    }

    /// Every unit, in order of level, code and period.
    pub fn units(&self) -> impl ExactSizeIterator<Item = Unit<'_>> {
        (0..self.keys.len() as u32).map(|id| Unit { register: self, id: UnitId(id) })
    }

    /// The unit of `level` that had this code on a day. Leading zeros may be missing.
    ///
    /// Days before the first snapshot (31 December 2004) are answered by it.
    pub fn get(&self, level: Level, code: &str, on: Date) -> Option<Unit<'_>> {
        if code.is_empty() || code.len() > level.code_width() || !code.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        self.by_key(key_of(level, code.parse().ok()?), on)
    }

    /// As [`get`](Self::get), with the level told by the number of digits: two a province, three a district, five a
    /// commune.
    pub fn by_code(&self, code: &str, on: Date) -> Option<Unit<'_>> {
        let levels = [Level::Province, Level::District, Level::Commune];
        let level = levels.into_iter().find(|level| level.code_width() == code.len())?;
        self.get(level, code, on)
    }

    /// Every unit that ever had this code, the oldest first.
    pub fn history(&self, level: Level, code: &str) -> impl Iterator<Item = Unit<'_>> {
        let digits = !code.is_empty() && code.len() <= 5 && code.bytes().all(|b| b.is_ascii_digit());
        let key = code.parse().ok().filter(|_| digits).map_or(u32::MAX, |code| key_of(level, code));
        self.ids_of(key).map(|id| Unit { register: self, id: UnitId(id) })
    }

    /// Level and code of a unit as one number.
    pub(super) fn key(&self, id: UnitId) -> u32 {
        self.keys.get(id.0 as usize).copied().unwrap_or_default()
    }

    fn ids_of(&self, key: u32) -> std::ops::Range<u32> {
        let start = self.keys.partition_point(|&k| k < key) as u32;
        let run = self.keys.get(start as usize..).unwrap_or_default().iter().take_while(|&&k| k == key).count();
        start..start + run as u32
    }

    /// The kinds that the units of a key ever had.
    pub(super) fn kinds_of(&self, key: u32) -> KindSet {
        self.ids_of(key).map(|id| Unit { register: self, id: UnitId(id) }.kind()).collect()
    }

    pub(super) fn by_key(&self, key: u32, on: Date) -> Option<Unit<'_>> {
        let day = on.packed();
        let id = self.ids_of(key).find(|&id| self.is_valid(id, day))?;
        Some(Unit { register: self, id: UnitId(id) })
    }

    pub(super) fn is_valid(&self, id: u32, day: u32) -> bool {
        let from = self.from.get(id as usize).is_some_and(|&from| from <= day);
        from && self.to.get(id as usize).is_some_and(|&to| day <= to)
    }

    /// Whether a unit was or may have been valid: its start may be known only to lie between two snapshots.
    pub(super) fn may_be_valid(&self, id: u32, day: u32) -> bool {
        if self.is_valid(id, day) {
            return true;
        }
        let from = self.from.get(id as usize).copied().unwrap_or_default();
        let exact = self.flags.get(id as usize).is_none_or(|flags| flags & FROM_EXACT != 0);
        if exact || day >= from {
            return false;
        }
        let before = self.snapshots.partition_point(|&snapshot| snapshot < from);
        before.checked_sub(1).and_then(|at| self.snapshots.get(at)).is_some_and(|&earlier| earlier < day)
    }

    /// Calls `found(length in tokens, level word)` for every level word that begins at the first key, shortest first.
    pub fn match_levels(&self, keys: impl IntoIterator<Item = u64>, mut found: impl FnMut(usize, LevelWord)) {
        self.levels.matches(keys, |length, value| found(length, LevelWord::from_bits(value)));
    }
}
