//! What a mention was linked to, and how.

use std::fmt;
use std::sync::Arc;

use super::register::Register;
use super::unit::{Unit, UnitId};
use crate::date::Date;

/// How many candidates a link keeps.
pub const MAX_CANDIDATES: usize = 8;

/// What decided a link. [`How::label`] is the word in data files.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum How {
    /// Only one unit of this name (and level word, if written) was valid then.
    Exact,
    /// The units written after it (`xã A, huyện B, tỉnh C`) leave only one.
    Chain,
    /// The head of the body gives the level (`Huyện ủy Tháp Mười` is the district).
    HeadLevel,
    /// A bare name means the province that bears it, else the one provincial city, else the unit that contains the
    /// others of its name (huyện Ea Kar, not its thị trấn Ea Kar).
    Prominent,
    /// The other places of the document leave only one: the district that it names elsewhere contains it.
    Context,
    /// Only one unit of this name and level was valid then, but the law called it otherwise (`xã` for a `thị trấn`).
    OtherKind,
    /// A letter or mark is not right (`Đốc Bình Kiều`); only one unit is called nearly so.
    Spelling,
    /// No unit of this name was valid then; only one is nearest in time.
    OtherEra,
    /// Several remain: see the candidates.
    Ambiguous,
    /// The units that are named do not go together; the candidate explains most of them.
    Conflict,
    /// A settlement below the commune (`ấp`, `khóm`): the register does not hold these.
    BelowRegister,
    /// The register has no such name.
    Unknown,
}

impl How {
    /// The word in data files.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Chain => "chain",
            Self::HeadLevel => "head-level",
            Self::Prominent => "prominent",
            Self::Context => "document-context",
            Self::OtherKind => "other-kind",
            Self::Spelling => "spelling",
            Self::OtherEra => "other-era",
            Self::Ambiguous => "ambiguous",
            Self::Conflict => "conflict",
            Self::BelowRegister => "below-register",
            Self::Unknown => "unknown",
        }
    }

    /// Whether one unit is certain.
    pub const fn is_certain(self) -> bool {
        !matches!(self, Self::Ambiguous | Self::Conflict | Self::BelowRegister | Self::Unknown)
    }
}

impl fmt::Display for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

/// What a mention of an administrative unit was linked to: one unit when it is certain, else ranked candidates.
///
/// A link owns a handle on the register and a few ids, so it needs no lifetime, copies no strings, and can be read
/// long after the analyser is gone.
#[derive(Clone)]
pub struct Link {
    register: Arc<Register>,
    on: Date,
    dated: bool,
    how: How,
    total: u32,
    kept: u8,
    ids: [UnitId; MAX_CANDIDATES],
}

impl Link {
    /// A link to the first of `candidates` when `how` is certain, else to all of them (the first
    /// [`MAX_CANDIDATES`] are kept).
    pub(super) fn new(
        register: &Arc<Register>,
        (on, dated): (Date, bool),
        how: How,
        candidates: impl Iterator<Item = UnitId>,
    ) -> Self {
        let mut ids = [UnitId(0); MAX_CANDIDATES];
        let mut total = 0;
        for id in candidates {
            if let Some(slot) = ids.get_mut(total as usize) {
                *slot = id;
            }
            total += 1;
        }
        let kept = total.min(MAX_CANDIDATES as u32) as u8;
        Self { register: Arc::clone(register), on, dated, how, total, kept, ids }
    }

    /// What decided it.
    pub const fn how(&self) -> How {
        self.how
    }

    /// The unit, when one is certain.
    pub fn unit(&self) -> Option<Unit<'_>> {
        if self.how.is_certain() { self.candidates().next() } else { None }
    }

    /// The units that it may be, the likeliest first; at most [`MAX_CANDIDATES`] of them.
    pub fn candidates(&self) -> impl ExactSizeIterator<Item = Unit<'_>> {
        let ids = self.ids.get(..self.kept as usize).unwrap_or_default();
        ids.iter().map(|&id| Unit { register: &self.register, id })
    }

    /// How many candidates there are, those left out included.
    pub const fn total(&self) -> u32 {
        self.total
    }

    /// The day in whose era the mention was linked.
    pub const fn on(&self) -> Date {
        self.on
    }

    /// Whether that day is the document's. If not, the document had no date and the newest era was taken.
    pub const fn is_dated(&self) -> bool {
        self.dated
    }

    /// What [`unit`](Self::unit) lies in, the nearest first: on the link's day, or on the nearest day on which the unit
    /// was valid.
    pub fn parents(&self) -> impl Iterator<Item = Unit<'_>> {
        self.unit().into_iter().flat_map(|unit| unit.parents(unit.nearest_day(self.on)))
    }

    /// The register that it points into.
    pub fn register(&self) -> &Arc<Register> {
        &self.register
    }
}

impl PartialEq for Link {
    fn eq(&self, other: &Self) -> bool {
        let key = |link: &Self| (link.on, link.dated, link.how, link.total, link.kept, link.ids);
        key(self) == key(other) && Arc::ptr_eq(&self.register, &other.register)
    }
}

impl Eq for Link {}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({}, on {}, {} of ", self.how, self.on, self.kept)?;
        write!(f, "{}: ", self.total)?;
        f.debug_list().entries(self.candidates()).finish()?;
        f.write_str(")")
    }
}
