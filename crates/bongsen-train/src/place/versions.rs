//! From snapshots to units in time.
//!
//! A code's rows in successive snapshots that agree in kind, parent and name (by the keys of its syllables, so that
//! `Hoà` for `Hòa` or `05` for `5` is no new name) are one unit. Between two snapshots a change is dated by
//! [`super::dating`]; a unit whose district or province begins or ends with it takes that one's day, so a parent is
//! there for the whole of its children's periods.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use bongsen::Date;
use bongsen::place::{Level, UnitSource, bare_keys};

use super::dating::{Clues, day_of};
use super::sources::{Change, Instrument, Row, Snapshot};

/// A level and a code.
pub type Key = (Level, u32);

/// Finds and dates the units of the snapshots.
pub struct Timeline<'a> {
    snapshots: &'a [Snapshot],
    instruments: &'a [Instrument],
    changes: &'a [Change],
    days: RefCell<BTreeMap<(Key, usize), (Date, bool)>>,
}

impl<'a> Timeline<'a> {
    /// A timeline of snapshots in order of their days.
    pub fn new(snapshots: &'a [Snapshot], instruments: &'a [Instrument], changes: &'a [Change]) -> Self {
        Self { snapshots, instruments, changes, days: RefCell::default() }
    }

    /// The units of the snapshots, in order of level, code and period. Those of the last snapshot have no end yet.
    pub fn units(&self) -> Vec<UnitSource> {
        let keys: BTreeSet<Key> = self.snapshots.iter().flat_map(|s| s.units.keys().copied()).collect();
        keys.into_iter().flat_map(|key| self.units_of(key)).collect()
    }

    fn units_of(&self, key: Key) -> Vec<UnitSource> {
        let mut units: Vec<UnitSource> = Vec::new();
        let mut before: Option<&Row> = None;
        for (at, snapshot) in self.snapshots.iter().enumerate() {
            let row = snapshot.units.get(&key);
            let same = match (before, row) {
                (Some(a), Some(b)) => {
                    a.kind == b.kind && a.parent == b.parent && bare_keys(&a.name) == bare_keys(&b.name)
                }
                (None, None) => true,
                _ => false,
            };
            if same {
                if let (Some(row), Some(unit)) = (row, units.last_mut()) {
                    // The newest spelling is the unit's.
                    unit.name.clone_from(&row.name);
                }
            } else {
                let (day, exact) = self.change(key, at);
                if let (Some(_), Some(unit)) = (before, units.last_mut()) {
                    unit.to = Some(eve(day));
                    unit.to_exact = exact;
                }
                if let Some(row) = row {
                    units.push(UnitSource {
                        kind: row.kind,
                        code: key.1,
                        name: row.name.clone(),
                        aliases: Vec::new(),
                        parent: row.parent,
                        from: (at > 0).then_some(day),
                        to: None,
                        from_exact: at > 0 && exact,
                        to_exact: false,
                    });
                }
            }
            before = row;
        }
        units
    }

    /// The first day of what snapshot `at` says of a unit, and whether an instrument names it.
    fn change(&self, key: Key, at: usize) -> (Date, bool) {
        let later = self.snapshots[at].date;
        let Some(earlier) = at.checked_sub(1).map(|i| &self.snapshots[i]) else { return (later, false) };
        if let Some(&known) = self.days.borrow().get(&(key, at)) {
            return known;
        }
        let rows = [earlier.units.get(&key), self.snapshots[at].units.get(&key)];
        let given = self.changes.iter().find_map(|change| match change {
            Change::Day { unit, snapshot, date } if *unit == key && *snapshot == later => Some((*date, true)),
            _ => None,
        });
        let day = given.or_else(|| self.parents_day(rows, at)).unwrap_or_else(|| {
            let day = day_of(self.instruments, earlier.date, later, &self.clues(rows, at));
            day.map_or((later, false), |day| (day, true))
        });
        self.days.borrow_mut().insert((key, at), day);
        day
    }

    /// The day on which the new parent began or the old one ended, when that lies between the same two snapshots.
    fn parents_day(&self, [before, after]: [Option<&Row>; 2], at: usize) -> Option<(Date, bool)> {
        let is_new = |key: &Key| !self.snapshots[at - 1].units.contains_key(key);
        let is_gone = |key: &Key| !self.snapshots[at].units.contains_key(key);
        let began = after.and_then(|row| row.parent).filter(is_new);
        let ended = before.and_then(|row| row.parent).filter(is_gone);
        began.or(ended).map(|parent| self.change(parent, at))
    }

    fn clues(&self, rows: [Option<&Row>; 2], at: usize) -> Clues {
        let founded = rows[1].map_or_else(String::new, |row| format!("{} {}", row.kind.word(), row.name));
        let mut clues = Clues { founded: bare_keys(&founded), ..Clues::default() };
        for (row, snapshot) in rows.into_iter().zip([&self.snapshots[at - 1], &self.snapshots[at]]) {
            let mut row = row;
            let mut is_unit = true;
            while let Some(this) = row {
                let name = bare_keys(&this.name);
                if is_unit {
                    clues.units.insert(name.clone());
                    is_unit = false;
                }
                match this.kind.level() {
                    Level::Province => clues.provinces.insert(name),
                    Level::District => clues.districts.insert(name),
                    Level::Commune => false,
                };
                row = this.parent.and_then(|parent| snapshot.units.get(&parent));
            }
        }
        clues
    }
}

/// The day before.
pub fn eve(day: Date) -> Date {
    day.plus_days(-1).expect("no unit began on the first day of the calendar")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::sources::full_name;

    fn snapshot(day: &str, rows: &[(Level, u32, &str, Option<Key>)]) -> Snapshot {
        let units = rows.iter().map(|&(level, code, name, parent)| {
            let (kind, name) = full_name(level, name).unwrap();
            ((level, code), Row { kind, name, parent })
        });
        Snapshot { date: day.parse().unwrap(), units: units.collect(), listed: [0; 3] }
    }

    #[test]
    fn a_change_makes_a_unit_and_a_spelling_does_not() {
        let province = Some((Level::Province, 87));
        let rows = |commune: &'static str| {
            [
                (Level::Province, 87, "Tỉnh Đồng Tháp", None),
                (Level::District, 872, "Huyện Tháp Mười", province),
                (Level::Commune, 1, commune, Some((Level::District, 872))),
            ]
        };
        let snapshots = [
            snapshot("2004-12-31", &rows("Xã Hoà An")),
            snapshot("2008-12-31", &rows("Xã Hòa An")),
            snapshot("2013-12-31", &rows("Phường Hòa An")),
        ];
        let acts = [Instrument {
            date: "2010-03-01".parse().unwrap(),
            keys: bare_keys("huyện Tháp Mười, tỉnh Đồng Tháp"),
        }];
        let units = Timeline::new(&snapshots, &acts, &[]).units();
        let commune: Vec<_> = units.iter().filter(|u| u.kind.level() == Level::Commune).collect();
        assert_eq!(commune.len(), 2);
        assert_eq!(commune[0].name, "Hòa An");
        assert_eq!(commune[0].from, None);
        assert_eq!(commune[0].to.unwrap().to_string(), "2010-02-28");
        assert_eq!(commune[1].from.unwrap().to_string(), "2010-03-01");
        assert!(commune[1].from_exact && commune[1].to.is_none());
        // Without the act the day is the snapshot's, and marked so.
        let units = Timeline::new(&snapshots, &[], &[]).units();
        let ward = units.last().unwrap();
        assert_eq!((ward.from.unwrap().to_string().as_str(), ward.from_exact), ("2013-12-31", false));
    }

    #[test]
    fn eves() {
        let eve_of = |day: &str| eve(day.parse().unwrap()).to_string();
        assert_eq!(eve_of("2024-03-01"), "2024-02-29");
        assert_eq!(eve_of("2025-01-01"), "2024-12-31");
        assert_eq!(eve_of("2025-07-01"), "2025-06-30");
    }
}
