//! What the register of places says of a mention, as a record.

use serde::Serialize;

use crate::date::Date;
use crate::place::{Level, Link, REFORM, Unit};

/// A code and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Identifier {
    /// `gso-vn`: the statistics office of Vietnam. A code means a unit only together with a day.
    pub scheme: &'static str,
    /// The code, with its leading zeros.
    pub identifier: String,
}

/// A unit of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnitRecord {
    /// Id of the area: `area:vn-30061`; `area:vn2025-30061` for a unit formed on 1 July 2025 or later.
    pub id: String,
    /// Its name without the level word.
    pub name: String,
    /// What the law calls it: `xã`.
    pub classification: &'static str,
    /// `province`, `district` or `commune`.
    pub level: &'static str,
    /// Its code.
    pub identifier: String,
    /// First day on which it was valid, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// Last day, when it is no longer valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
}

/// A unit that a name may mean, and what it lies in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CandidateRecord {
    /// The unit.
    #[serde(flatten)]
    pub unit: UnitRecord,
    /// What it lies in: `huyện Tháp Mười, tỉnh Đồng Tháp`.
    pub within: String,
}

/// What a mention was linked to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceRecord {
    /// What decided: `exact`, `chain`, `head-level`, … (see [`How`](crate::place::How)).
    pub how: &'static str,
    /// The day in whose era it was linked.
    pub on: String,
    /// Whether that is the day of the document; if not, it has none, and the newest era was taken.
    pub dated: bool,
    /// The unit, when one is certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitRecord>,
    /// What it lies in, the nearest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<UnitRecord>,
    /// When none is certain: the units that it may be, the likeliest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<CandidateRecord>,
    /// How many candidates there are, those left out included; 0 when the register has no such name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub candidate_count: Option<u32>,
}

impl PlaceRecord {
    /// The record of a link.
    pub fn of(link: &Link) -> Self {
        let unit = link.unit();
        let open = unit.is_none();
        let candidates = if open { link.candidates().map(|u| candidate(u, link.on())).collect() } else { Vec::new() };
        Self {
            how: link.how().label(),
            on: link.on().to_string(),
            dated: link.is_dated(),
            unit: unit.map(UnitRecord::of),
            parents: link.parents().map(UnitRecord::of).collect(),
            candidates,
            candidate_count: open.then(|| link.total()),
        }
    }
}

fn candidate(unit: Unit<'_>, on: Date) -> CandidateRecord {
    let within: Vec<String> = unit.parents(unit.nearest_day(on)).map(Unit::full_name).collect();
    CandidateRecord { unit: UnitRecord::of(unit), within: within.join(", ") }
}

impl UnitRecord {
    /// The record of a unit.
    pub fn of(unit: Unit<'_>) -> Self {
        Self {
            id: area_id(unit),
            name: unit.name().to_owned(),
            classification: unit.kind().word(),
            level: unit.level().label(),
            identifier: unit.code(),
            valid_from: unit.valid_from().map(|d| d.to_string()),
            valid_to: unit.valid_to().map(|d| d.to_string()),
        }
    }
}

/// Id of a unit's area. Codes kept their meaning badly in the reform of 1 July 2025 (82 was Tiền Giang and is Đồng Tháp),
/// so units formed then or later have ids of their own.
pub(super) fn area_id(unit: Unit<'_>) -> String {
    let reform = unit.valid_from().is_some_and(|from| from >= REFORM);
    format!("area:vn{}-{}", if reform { "2025" } else { "" }, unit.code())
}

/// The codes of a unit.
pub(super) fn identifiers(unit: Unit<'_>) -> Vec<Identifier> {
    debug_assert!(unit.level() >= Level::Province);
    let iso = unit.iso_code().map(|code| Identifier { scheme: "iso-3166-2", identifier: code.to_owned() });
    std::iter::once(Identifier { scheme: "gso-vn", identifier: unit.code() }).chain(iso).collect()
}
