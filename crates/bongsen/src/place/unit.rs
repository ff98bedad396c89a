//! A unit of the register, as a view.

use std::fmt;

use super::kind::{Kind, Level};
use super::register::{FOREVER, Register, level_of};
use crate::date::Date;

/// Index of a unit in its register. Ids change when the register is rebuilt: what is stable is (level, code, day).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub(super) u32);

impl UnitId {
    /// The index.
    pub const fn index(self) -> u32 {
        self.0
    }
}

/// How much of a unit went into its successor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Share {
    /// All of it.
    Whole = 0,
    /// A part: it was divided.
    Part = 1,
    /// The source names the successor and not how much went there.
    Unstated = 2,
}

impl Share {
    /// The word in data files.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Part => "part",
            Self::Unstated => "unstated",
        }
    }

    const fn from_bits(bits: u8) -> Self {
        match bits {
            0 => Self::Whole,
            1 => Self::Part,
            _ => Self::Unstated,
        }
    }
}

pub(super) const FROM_EXACT: u8 = 1;
pub(super) const TO_EXACT: u8 = 2;

/// One (code, name, kind, parent) in the period in which it was valid.
#[derive(Clone, Copy)]
pub struct Unit<'r> {
    pub(super) register: &'r Register,
    pub(super) id: UnitId,
}

impl<'r> Unit<'r> {
    fn at<T: Copy + Default>(self, array: &[T]) -> T {
        array.get(self.id.0 as usize).copied().unwrap_or_default()
    }

    /// Its id in this register.
    pub const fn id(self) -> UnitId {
        self.id
    }

    /// Its name without the level word, as the newest source of its period spells it: `Đốc Binh Kiều`.
    pub fn name(self) -> &'r str {
        let range = match self.register.string_starts.get(self.at(&self.register.spellings) as usize..) {
            Some([start, end, ..]) => *start as usize..*end as usize,
            _ => 0..0,
        };
        self.register.strings.get(range).unwrap_or_default()
    }

    /// What it is called in law.
    pub fn kind(self) -> Kind {
        Kind::ALL.get(self.at(&self.register.kinds) as usize).copied().unwrap_or(Kind::Commune)
    }

    /// Its level.
    pub fn level(self) -> Level {
        self.kind().level()
    }

    /// Level word and name: `xã Đốc Binh Kiều`.
    pub fn full_name(self) -> String {
        format!("{} {}", self.kind().word(), self.name())
    }

    /// The code of the statistics office, with its leading zeros: `30061`, `872`, `01`. It means a unit only together
    /// with a day.
    pub fn code(self) -> String {
        let code = self.at(&self.register.keys) & 0xFF_FFFF;
        format!("{code:0width$}", width = self.level().code_width())
    }

    /// The first day on which it was valid; `None` when that is before the first snapshot (31 December 2004).
    pub fn valid_from(self) -> Option<Date> {
        Date::from_packed(self.at(&self.register.from))
    }

    /// The last day on which it was valid; `None` when it still is.
    pub fn valid_to(self) -> Option<Date> {
        Date::from_packed(self.at(&self.register.to)).filter(|date| date.packed() != FOREVER)
    }

    /// Whether [`valid_from`](Self::valid_from) is the day that an instrument names. If not, it is the date of the first
    /// snapshot that has the unit: the true day is that or an earlier one, after the snapshot before.
    pub fn valid_from_is_exact(self) -> bool {
        self.at(&self.register.flags) & FROM_EXACT != 0
    }

    /// Whether [`valid_to`](Self::valid_to) is the eve of a day that an instrument names. If not, it is the eve of the
    /// first snapshot without the unit.
    pub fn valid_to_is_exact(self) -> bool {
        self.at(&self.register.flags) & TO_EXACT != 0
    }

    /// Whether it was valid on a day. Days before the first snapshot count as its day.
    pub fn is_valid(self, on: Date) -> bool {
        self.register.is_valid(self.id.0, on.packed())
    }

    /// Whether it was valid on a day, or may have been: the day lies between the snapshot before
    /// [`valid_from`](Self::valid_from) and that day, which is not exact.
    pub fn may_be_valid(self, on: Date) -> bool {
        self.register.may_be_valid(self.id.0, on.packed())
    }

    /// The day nearest to `on` on which it was valid.
    pub fn nearest_day(self, on: Date) -> Date {
        let on = self.valid_from().map_or(on, |from| on.max(from));
        self.valid_to().map_or(on, |to| on.min(to))
    }

    /// The unit that it lies directly in on a day: a commune's district, since July 2025 its province. `None` for a
    /// province and for a day on which the parent was not valid.
    pub fn parent(self, on: Date) -> Option<Self> {
        let key = self.at(&self.register.parents);
        level_of(key)?;
        self.register.by_key(key, on)
    }

    /// The units that it lies in on a day, the nearest first.
    pub fn parents(self, on: Date) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(on), move |unit| unit.parent(on))
    }

    /// Whether it lies in `outer` on a day, at any depth.
    pub fn is_within(self, outer: UnitId, on: Date) -> bool {
        self.parents(on).any(|unit| unit.id == outer)
    }

    /// The units directly inside that are valid on a day, in order of code.
    pub fn children(self, on: Date) -> impl Iterator<Item = Self> {
        let register = self.register;
        let key = self.at(&register.keys);
        let parent = move |&id: &u32| register.parents.get(id as usize).copied().unwrap_or_default();
        let start = register.children.partition_point(|id| parent(id) < key);
        let day = on.packed();
        register
            .children
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(move |id| parent(id) == key)
            .filter(move |&&id| register.is_valid(id, day))
            .map(move |&id| Self { register, id: UnitId(id) })
    }

    /// The units that it was formed from, in order of code, with how much of each.
    pub fn predecessors(self) -> impl Iterator<Item = (Self, Share)> {
        let register = self.register;
        let id = self.id.0;
        let new = move |&at: &u32| register.pair_new.get(at as usize).copied().unwrap_or(u32::MAX);
        let start = register.pairs_by_new.partition_point(|at| new(at) < id);
        let order = register.pairs_by_new.get(start..).unwrap_or_default();
        order.iter().take_while(move |at| new(at) == id).filter_map(move |&at| {
            let old = *register.pair_old.get(at as usize)?;
            let share = *register.pair_share.get(at as usize)?;
            Some((Self { register, id: UnitId(old) }, Share::from_bits(share)))
        })
    }

    /// The units that it went into, in order of code, with how much went into each: more than one when it was divided.
    pub fn successors(self) -> impl Iterator<Item = (Self, Share)> {
        let register = self.register;
        let id = self.id.0;
        let start = register.pair_old.partition_point(|&old| old < id);
        let olds = register.pair_old.get(start..).unwrap_or_default();
        (start..).zip(olds).take_while(move |&(_, &old)| old == id).filter_map(move |(at, _)| {
            let new = *register.pair_new.get(at)?;
            let share = *register.pair_share.get(at)?;
            Some((Self { register, id: UnitId(new) }, Share::from_bits(share)))
        })
    }
}

impl PartialEq for Unit<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.register, other.register)
    }
}

impl Eq for Unit<'_> {}

impl fmt::Debug for Unit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |date: Option<Date>| date.map_or_else(|| "…".into(), |date| date.to_string());
        write!(f, "{} {} [{}, {}]", self.full_name(), self.code(), end(self.valid_from()), end(self.valid_to()))
    }
}
