//! The kinds of entities, and where an entity comes from.

use std::fmt;
use std::str::FromStr;

/// What an entity is. Entities nest or are disjoint, they never cross.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum EntityKind {
    /// A personal name, without honorific, rank or title: `Trần Bổn Thới`.
    Person,
    /// The phrase that names a post, with its organisation and place: `Bí thư Đảng ủy xã Đốc Binh Kiều`.
    Title,
    /// A named organisation with its place: `Đảng ủy xã Đốc Binh Kiều`.
    Org,
    /// A Vietnamese administrative unit, with its level word where written: `xã Đốc Binh Kiều`.
    AdminUnit,
    /// Any other named place: countries, rivers, streets, buildings.
    Loc,
    /// An explicit date, time or year: `ngày 23/08/2013`.
    Date,
    /// A named or numbered legal or party document: `Nghị quyết số 04-NQ/TW`.
    LegalDoc,
}

impl EntityKind {
    /// Every kind, in the order of the reports.
    pub const ALL: [Self; 7] =
        [Self::Person, Self::Title, Self::Org, Self::AdminUnit, Self::Loc, Self::Date, Self::LegalDoc];

    /// The label in data files: `PERSON`, `TITLE`, …
    pub const fn label(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Title => "TITLE",
            Self::Org => "ORG",
            Self::AdminUnit => "ADMIN_UNIT",
            Self::Loc => "LOC",
            Self::Date => "DATE",
            Self::LegalDoc => "LEGAL_DOC",
        }
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

/// A label that names no kind of entity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no entity label: the labels are PERSON, TITLE, ORG, ADMIN_UNIT, LOC, DATE, LEGAL_DOC")]
pub struct UnknownLabel(String);

impl FromStr for EntityKind {
    type Err = UnknownLabel;

    fn from_str(label: &str) -> Result<Self, UnknownLabel> {
        Self::ALL.into_iter().find(|k| k.label() == label).ok_or_else(|| UnknownLabel(label.chars().take(40).collect()))
    }
}

/// What produced an entity: the name of a rule of the grammar, such as `title.head+org` or `person.family-name`.
/// What each says is in [`explain::Rule`](super::explain::Rule).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(pub &'static str);

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}
