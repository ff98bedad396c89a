//! Places: the administrative units of Vietnam in time, and linking names to them.
//!
//! [`Register`] holds every province, district and commune of the dated sources (2004 to today); a [`Unit`] is one of
//! them in the period in which it was valid. [`Linker`] links the mentions of a document in the era of its date; a
//! [`Link`] is one unit when that is certain, else ranked candidates, and says what decided.

mod address;
mod compile;
mod convert;
mod iso;
mod kind;
mod link;
mod linker;
mod lookup;
mod mentions;
mod names;
mod register;
mod spelling;
mod unit;

pub use address::{Address, AddressReader, MAX_ADDRESS_BYTES};
pub use compile::{AddressWord, AliasSource, RegisterSource, UnitSource};
pub use convert::{Conversion, Outcome};
pub use kind::{Kind, KindSet, Level, LevelWord, UnknownKind};
pub use link::{How, Link, MAX_CANDIDATES};
pub use linker::{Linker, Mention};
pub use lookup::{Candidate, Match};
pub use mentions::link_entities;
pub use names::{NameId, NameInfo, NearlyId};
pub use register::Register;
pub use spelling::bare_keys;
pub use unit::{Share, Unit, UnitId};

use crate::date::Date;

/// The day of the reform of 2025: from it on there are 34 provinces and no districts (resolution 202/2025/QH15, law
/// 72/2025/QH15). Checked when the crate is compiled.
pub const REFORM: Date = match Date::new(2025, 7, 1) {
    Some(date) => date,
    None => panic!("1 July 2025 is a day"),
};

#[cfg(all(test, feature = "bundled"))]
mod tests;
