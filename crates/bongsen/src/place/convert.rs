//! What a unit is on another day: through every change of name, merger and division, in either direction.

use std::fmt;

use super::address::Address;
use super::kind::Level;
use super::link::How;
use super::spelling::bare_keys;
use super::unit::{Share, Unit};
use crate::date::Date;

/// What became of a unit, seen from another day (earlier or later).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The same territory under the same name, the kind aside.
    Exact,
    /// The same territory under another name.
    Renamed,
    /// All of it lies in one unit, which is wider.
    Merged,
    /// It lies in several units.
    Divided,
    /// Of an address: it is not certain which unit it names.
    Ambiguous,
    /// The sources do not tell, or an address names no unit.
    Unknown,
}

impl Outcome {
    /// The word in records.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Renamed => "renamed",
            Self::Merged => "merged",
            Self::Divided => "divided",
            Self::Ambiguous => "ambiguous",
            Self::Unknown => "not-found",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

/// A unit on another day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion<'r> {
    outcome: Outcome,
    units: Vec<(Unit<'r>, Share)>,
}

impl<'r> Conversion<'r> {
    /// What became of it.
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The units that it is, in order of level and code, with how much of it lies in each: one, or several when it was
    /// [`Divided`](Outcome::Divided); none when that is not known.
    pub fn units(&self) -> &[(Unit<'r>, Share)] {
        &self.units
    }

    /// The unit, where it is one.
    pub fn unit(&self) -> Option<Unit<'r>> {
        match self.units.as_slice() {
            [(unit, _)] => Some(*unit),
            _ => None,
        }
    }
}

/// More steps than any unit has gone through.
const MOST_STEPS: usize = 32;

impl<'r> Unit<'r> {
    /// What the unit is on another day. Of a district and a day after 1 July 2025, when there were none: the communes that
    /// took in communes of it.
    ///
    /// ```
    /// # #[cfg(feature = "bundled")] {
    /// use bongsen::place::{Level, Outcome, Register};
    /// let register = Register::bundled()?;
    /// let (then, now) = ("2013-08-23".parse()?, "2025-07-01".parse()?);
    /// let codes = |conversion: &bongsen::place::Conversion| -> Vec<String> {
    ///     conversion.units().iter().map(|(unit, _)| unit.code()).collect()
    /// };
    /// let commune = register.get(Level::Commune, "30049", then).unwrap().on_day(now);
    /// assert_eq!((commune.outcome(), codes(&commune)), (Outcome::Merged, vec!["30061".to_owned()]));
    /// // And back: Đốc Binh Kiều of today was two communes.
    /// let back = commune.unit().unwrap().on_day(then);
    /// assert_eq!((back.outcome(), codes(&back)), (Outcome::Divided, vec!["30049".to_owned(), "30061".to_owned()]));
    /// // Bến Nghé was divided among two wards.
    /// let ward = register.get(Level::Commune, "26740", then).unwrap().on_day(now);
    /// assert_eq!(ward.unit().map(|unit| unit.full_name()).as_deref(), Some("phường Sài Gòn"));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn on_day(self, day: Date) -> Conversion<'r> {
        let mut units = self.followed(day);
        units.sort_by_key(|(unit, _)| (unit.level(), unit.code(), unit.id()));
        let outcome = match units.as_slice() {
            [] => Outcome::Unknown,
            [(unit, _)] if *unit == self => Outcome::Exact,
            [(unit, _)] => {
                let back = unit.followed(self.nearest_day(day));
                if !back.iter().all(|(origin, _)| *origin == self) {
                    Outcome::Merged
                } else if bare_keys(unit.name()) == bare_keys(self.name()) {
                    Outcome::Exact
                } else {
                    Outcome::Renamed
                }
            }
            _ => Outcome::Divided,
        };
        Conversion { outcome, units }
    }

    /// The units of a day that hold parts of this one.
    fn followed(self, day: Date) -> Vec<(Self, Share)> {
        let mut open = vec![(self, Share::Whole)];
        let mut seen = vec![self.id()];
        let mut found: Vec<(Self, Share)> = Vec::new();
        for _ in 0..MOST_STEPS {
            let mut next = Vec::new();
            for (unit, share) in open {
                if unit.is_valid(day) {
                    add(&mut found, unit, share);
                    continue;
                }
                for (other, step) in unit.neighbours(day) {
                    if !seen.contains(&other.id()) || other.is_valid(day) {
                        seen.push(other.id());
                        next.push((other, share.max_loss(step)));
                    }
                }
            }
            if next.is_empty() {
                break;
            }
            open = next;
        }
        found
    }

    /// What it became, or came from, one change nearer to a day.
    fn neighbours(self, day: Date) -> Vec<(Self, Share)> {
        let later = self.valid_to().is_some_and(|last| last < day);
        let steps: Vec<(Self, Share)> = if later { self.successors().collect() } else { self.predecessors().collect() };
        if !steps.is_empty() || self.level() == Level::Commune {
            return steps;
        }
        // A unit that ended with its level: where its own parts went.
        let own_day = if later { self.valid_to() } else { self.valid_from() };
        let Some(own_day) = own_day else { return Vec::new() };
        self.children(own_day).flat_map(|child| child.neighbours(day)).map(|(unit, _)| (unit, Share::Part)).collect()
    }
}

impl Address {
    /// What the unit that the address names is on another day; [`Outcome::Ambiguous`] or [`Outcome::Unknown`], and no
    /// unit, where none is certain.
    ///
    /// ```
    /// # #[cfg(feature = "bundled")] {
    /// use bongsen::place::{AddressReader, Outcome, Register};
    /// let mut reader = AddressReader::new(std::sync::Arc::new(Register::bundled()?));
    /// let address = reader.read("xã Đốc Binh Kiều, huyện Tháp Mười, Đồng Tháp", Some("2013-08-23".parse()?));
    /// let now = address.on_day("2025-07-01".parse()?);
    /// assert_eq!(now.outcome(), Outcome::Merged);
    /// assert_eq!(now.unit().map(|unit| unit.full_name()).as_deref(), Some("xã Đốc Binh Kiều"));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn on_day(&self, day: Date) -> Conversion<'_> {
        let none = |outcome| Conversion { outcome, units: Vec::new() };
        match (self.unit(), self.link().how()) {
            (Some(unit), _) => unit.on_day(day),
            (None, How::Ambiguous | How::Conflict) => none(Outcome::Ambiguous),
            _ => none(Outcome::Unknown),
        }
    }
}

fn add<'r>(found: &mut Vec<(Unit<'r>, Share)>, unit: Unit<'r>, share: Share) {
    match found.iter_mut().find(|(other, _)| *other == unit) {
        Some((_, before)) => *before = (*before).min(share),
        None => found.push((unit, share)),
    }
}

impl Share {
    /// How much is left after two steps.
    fn max_loss(self, next: Self) -> Self {
        match (self, next) {
            (Self::Part, _) | (_, Self::Part) => Self::Part,
            (Self::Unstated, _) | (_, Self::Unstated) => Self::Unstated,
            _ => Self::Whole,
        }
    }
}
