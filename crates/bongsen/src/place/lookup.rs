//! Looking a unit up by its name.

use unicode_normalization::UnicodeNormalization as _;

use super::REFORM;
use super::kind::{KindSet, LevelWord};
use super::names::NameId;
use super::register::Register;
use super::spelling::token_keys;
use super::unit::{Unit, UnitId};
use crate::date::Date;

/// How well a candidate fits the words of a look-up; the better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// Name and level word are the unit's.
    Full,
    /// The name is the unit's; no level word was given.
    Name,
    /// The name is an alias of the unit or another spelling (`Sài Gòn`, `Mĩ Tho`).
    Alias,
    /// The name is the unit's, the level word is not.
    OtherKind,
}

/// A unit that a look-up found.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'r> {
    /// The unit.
    pub unit: Unit<'r>,
    /// How well it fits.
    pub fit: Match,
}

impl Register {
    /// The units of this name that were valid on a day, the best fit first, then by level and code.
    ///
    /// The name may have a level word, short or long, in any case and either tone style; `within` keeps the units
    /// that lie in another. No unit of another era is given: [`name_units`](Self::name_units) has those.
    ///
    /// ```
    /// # #[cfg(feature = "bundled")] {
    /// use bongsen::place::Register;
    /// let register = Register::bundled()?;
    /// let on = "2013-08-23".parse()?;
    /// let first = |name| register.lookup(name, on, None).first().map(|c| (c.unit.full_name(), c.unit.code()));
    ///
    /// assert_eq!(first("xã Đốc Binh Kiều"), Some(("xã Đốc Binh Kiều".into(), "30061".into())));
    /// assert_eq!(first("ĐỐC BINH KIỀU"), Some(("xã Đốc Binh Kiều".into(), "30061".into())));
    /// assert_eq!(first("TP.HCM"), Some(("thành phố Hồ Chí Minh".into(), "79".into())));
    /// assert_eq!(first("Q.1"), Some(("quận 1".into(), "760".into())));
    /// assert_eq!(first("tỉnh Hoà Bình"), first("Tỉnh Hòa Bình"));
    ///
    /// // Tháp Mười was a district; a commune of that name exists only since 2025.
    /// assert_eq!(first("Tháp Mười"), Some(("huyện Tháp Mười".into(), "872".into())));
    /// let now = register.lookup("Tháp Mười", "2025-07-01".parse()?, None);
    /// assert_eq!(now.first().map(|c| c.unit.code()), Some("30037".into()));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn lookup(&self, name: &str, on: Date, within: Option<UnitId>) -> Vec<Candidate<'_>> {
        let mut keys = Vec::new();
        // The caller's text may be decomposed; keys are those of NFC.
        let composed: String = name.nfc().collect();
        token_keys(&composed, &mut Vec::new(), &mut keys);
        let mut found: Vec<Candidate<'_>> = Vec::new();
        for (word, name) in self.read(&keys) {
            for (unit, alias) in self.name_units(name).filter(|(unit, _)| unit.is_valid(on)) {
                let fit = match word {
                    Some(kinds) if !kinds.contains(unit.kind()) => Match::OtherKind,
                    _ if alias => Match::Alias,
                    Some(_) => Match::Full,
                    None => Match::Name,
                };
                found.push(Candidate { unit, fit });
            }
        }
        if let Some(outer) = within {
            found.retain(|c| c.unit.is_within(outer, on));
        }
        found.sort_by_key(|c| (c.unit.id(), c.fit));
        found.dedup_by_key(|c| c.unit.id());
        found.sort_by_key(|c| (c.fit, c.unit.level(), c.unit.id()));
        found
    }

    /// The ways to read token keys as a level word and a name, or a name alone.
    fn read(&self, keys: &[u64]) -> impl Iterator<Item = (Option<KindSet>, NameId)> {
        let mut readings: Vec<(Option<KindSet>, NameId)> = Vec::new();
        if let Some(name) = self.name(keys) {
            readings.push((None, name));
        }
        if let Some((word, name)) = self.split(keys) {
            readings.push((Some(word.kinds), name));
        }
        readings.into_iter()
    }

    /// Reads token keys as a level word and the name after it; the longest level word that leaves a name wins.
    pub(super) fn split(&self, keys: &[u64]) -> Option<(LevelWord, NameId)> {
        let mut best = None;
        self.match_levels(keys.iter().copied(), |length, word| {
            if let Some(name) =
                keys.get(length..).filter(|rest| !rest.is_empty() && !word.head).and_then(|k| self.name(k))
            {
                best = Some((word, name));
            }
        });
        best
    }

    /// The day on which the newest unit became valid: the era of texts without a date.
    pub fn newest(&self) -> Date {
        Date::from_packed(self.newest).unwrap_or(REFORM)
    }
}
