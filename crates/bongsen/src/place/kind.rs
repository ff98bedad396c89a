//! Levels and kinds of administrative units, and the words that name them.

use std::fmt;
use std::str::FromStr;

/// The level of a unit. The Constitution of 1992 and the law of 2015 knew three; since 1 July 2025 there are two, and a
/// commune lies directly in a province.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Level {
    /// Tỉnh, thành phố trực thuộc trung ương: two digits of code.
    Province = 1,
    /// Huyện, quận, thị xã, thành phố thuộc tỉnh (to 30 June 2025): three digits.
    District = 2,
    /// Xã, phường, thị trấn, đặc khu: five digits.
    Commune = 3,
}

impl Level {
    /// The word in data files: `province`, `district`, `commune`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
        }
    }

    /// Number of digits in the codes of the statistics office.
    pub const fn code_width(self) -> usize {
        match self {
            Self::Province => 2,
            Self::District => 3,
            Self::Commune => 5,
        }
    }

    /// Its number in compiled data.
    pub(crate) const fn from_bits(bits: u32) -> Option<Self> {
        match bits {
            1 => Some(Self::Province),
            2 => Some(Self::District),
            3 => Some(Self::Commune),
            _ => None,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

/// What a unit is called in law.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Tỉnh.
    Province = 0,
    /// Thành phố trực thuộc trung ương.
    CentralCity = 1,
    /// Huyện.
    District = 2,
    /// Quận.
    UrbanDistrict = 3,
    /// Thị xã.
    Town = 4,
    /// Thành phố thuộc tỉnh (or, as Thủ Đức was, in a centrally run city).
    City = 5,
    /// Xã.
    Commune = 6,
    /// Phường.
    Ward = 7,
    /// Thị trấn.
    Township = 8,
    /// Đặc khu (since 2025).
    SpecialZone = 9,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Province,
        Self::CentralCity,
        Self::District,
        Self::UrbanDistrict,
        Self::Town,
        Self::City,
        Self::Commune,
        Self::Ward,
        Self::Township,
        Self::SpecialZone,
    ];

    /// The Vietnamese word, in lower case: `xã`, `thị trấn`. Both kinds of city are `thành phố`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Province => "tỉnh",
            Self::CentralCity | Self::City => "thành phố",
            Self::District => "huyện",
            Self::UrbanDistrict => "quận",
            Self::Town => "thị xã",
            Self::Commune => "xã",
            Self::Ward => "phường",
            Self::Township => "thị trấn",
            Self::SpecialZone => "đặc khu",
        }
    }

    /// The name in data files: `commune`, `central-city`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::CentralCity => "central-city",
            Self::District => "district",
            Self::UrbanDistrict => "urban-district",
            Self::Town => "town",
            Self::City => "city",
            Self::Commune => "commune",
            Self::Ward => "ward",
            Self::Township => "township",
            Self::SpecialZone => "special-zone",
        }
    }

    /// The level of units of this kind.
    pub const fn level(self) -> Level {
        match self {
            Self::Province | Self::CentralCity => Level::Province,
            Self::District | Self::UrbanDistrict | Self::Town | Self::City => Level::District,
            Self::Commune | Self::Ward | Self::Township | Self::SpecialZone => Level::Commune,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// A word that names no kind of unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no kind of administrative unit")]
pub struct UnknownKind(String);

impl FromStr for Kind {
    type Err = UnknownKind;

    /// Reads a [`label`](Kind::label).
    fn from_str(label: &str) -> Result<Self, UnknownKind> {
        let found = Self::ALL.into_iter().find(|k| k.label() == label);
        found.ok_or_else(|| UnknownKind(label.chars().take(40).collect()))
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct KindSet(u16);

impl KindSet {
    /// No kind.
    pub const EMPTY: Self = Self(0);
    /// Every kind.
    pub const ALL: Self = Self((1 << Kind::ALL.len()) - 1);

    /// The kinds of one level.
    pub const fn of_level(level: Level) -> Self {
        let (mut set, mut i) = (Self::EMPTY, 0);
        while i < Kind::ALL.len() {
            if Kind::ALL[i].level() as u8 == level as u8 {
                set = set.with(Kind::ALL[i]);
            }
            i += 1;
        }
        set
    }

    /// The set with `kind` added.
    #[must_use]
    pub const fn with(self, kind: Kind) -> Self {
        Self(self.0 | 1 << kind as u8)
    }

    /// Whether `kind` is in it.
    pub const fn contains(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// Whether a kind of `level` is in it.
    pub const fn has_level(self, level: Level) -> bool {
        const LEVELS: [KindSet; 3] =
            [KindSet::of_level(Level::Province), KindSet::of_level(Level::District), KindSet::of_level(Level::Commune)];
        !self.and(LEVELS[level as usize - 1]).is_empty()
    }

    /// The kinds in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The kinds in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether no kind is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds in it.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |&k| self.contains(k))
    }

    pub(crate) const fn bits(self) -> u16 {
        self.0
    }

    pub(crate) const fn from_bits(bits: u16) -> Self {
        Self(bits & Self::ALL.0)
    }
}

impl FromIterator<Kind> for KindSet {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::EMPTY, Self::with)
    }
}

/// What a word before a name says of the unit: `xã`, `TX.`, `ấp`, and the heads of bodies that imply a level
/// (`Huyện ủy`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LevelWord {
    /// The kinds that it may name; empty for a hamlet.
    pub kinds: KindSet,
    /// A word for a settlement below the commune (`ấp`, `khóm`, `tổ dân phố`): no unit of the register.
    pub hamlet: bool,
    /// The head of a body that takes the bare name of its unit (`Huyện ủy Tháp Mười`), not a word before the name.
    pub head: bool,
    /// An abbreviation (`TP.`, `H.`), which may also mean something else.
    pub abbreviation: bool,
}

const HAMLET: u32 = 1 << 12;
const HEAD: u32 = 1 << 13;
const ABBREVIATION: u32 = 1 << 14;

impl LevelWord {
    /// The level that it implies, when it is only one.
    pub fn level(self) -> Option<Level> {
        let mut levels = self.kinds.iter().map(Kind::level);
        let first = levels.next()?;
        levels.all(|l| l == first).then_some(first)
    }

    pub(crate) fn bits(self) -> u32 {
        u32::from(self.kinds.bits())
            | if self.hamlet { HAMLET } else { 0 }
            | if self.head { HEAD } else { 0 }
            | if self.abbreviation { ABBREVIATION } else { 0 }
    }

    pub(crate) const fn from_bits(bits: u32) -> Self {
        Self {
            kinds: KindSet::from_bits(bits as u16),
            hamlet: bits & HAMLET != 0,
            head: bits & HEAD != 0,
            abbreviation: bits & ABBREVIATION != 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_read_back_and_words_keep_their_bits() {
        for kind in Kind::ALL {
            assert_eq!(kind.label().parse(), Ok(kind));
            assert!(KindSet::of_level(kind.level()).contains(kind));
        }
        assert!("xa".parse::<Kind>().is_err());
        let town = LevelWord { kinds: KindSet::EMPTY.with(Kind::Town), hamlet: false, head: true, abbreviation: true };
        assert_eq!(LevelWord::from_bits(town.bits()), town);
        assert_eq!(town.level(), Some(Level::District));
        let city = [Kind::CentralCity, Kind::City].into_iter().collect();
        let city = LevelWord { kinds: city, hamlet: false, head: false, abbreviation: false };
        assert_eq!(city.level(), None, "a city may be of either level");
    }
}
