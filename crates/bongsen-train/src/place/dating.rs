//! The day of a change that two snapshots only put between them.
//!
//! The rule: among the instruments that took effect after the earlier snapshot and not after the later one, keep those
//! whose titles name the province. If one of them founds the unit (`thành lập thành phố Cao Bằng`), its day is the day.
//! Else, if those that name the unit as it is called afterwards share one day, that is the day; else so for those that
//! name the unit and its district, the unit, the district, and for all. The first of these groups that is not empty
//! decides: if its acts are of several days, the day is not known, the change is dated to the later snapshot, and it is
//! marked as not exact.

use std::collections::BTreeSet;

use bongsen::Date;
use bongsen::place::bare_keys;

use super::sources::Instrument;

/// What is known of a change.
#[derive(Debug, Default)]
pub struct Clues {
    /// Names of the provinces before and after.
    pub provinces: BTreeSet<Vec<u64>>,
    /// Names of the districts before and after.
    pub districts: BTreeSet<Vec<u64>>,
    /// Names of the unit before and after.
    pub units: BTreeSet<Vec<u64>>,
    /// Level word and name of the unit afterwards; empty when it is gone.
    pub founded: Vec<u64>,
}

/// The day of a change seen between two snapshots (after `earlier`, not after `later`), when the rule gives one.
pub fn day_of(instruments: &[Instrument], earlier: Date, later: Date, clues: &Clues) -> Option<Date> {
    let names = |instrument: &Instrument, any: &BTreeSet<Vec<u64>>| {
        any.iter().any(|name| !name.is_empty() && instrument.keys.windows(name.len()).any(|w| w == name.as_slice()))
    };
    let near: Vec<&Instrument> =
        instruments.iter().filter(|i| earlier < i.date && i.date <= later && names(i, &clues.provinces)).collect();
    let one_day = |keep: &dyn Fn(&Instrument) -> bool| -> Result<Option<Date>, ()> {
        let days: BTreeSet<Date> = near.iter().filter(|i| keep(i)).map(|i| i.date).collect();
        match days.len() {
            0 => Ok(None),
            1 => Ok(days.first().copied()),
            _ => Err(()),
        }
    };
    // A numbered ward (`phường 5`) is no clue, since every instrument holds numbers; nor is the province's own name.
    let telling = |name: &&Vec<u64>| name.len() > 1 && !clues.provinces.contains(*name);
    let units: BTreeSet<Vec<u64>> = clues.units.iter().filter(telling).cloned().collect();
    let districts: BTreeSet<Vec<u64>> = clues.districts.iter().filter(telling).cloned().collect();
    let holds = |i: &Instrument, keys: &[u64]| !keys.is_empty() && i.keys.windows(keys.len()).any(|w| w == keys);
    let founding = [bare_keys("thành lập"), clues.founded.clone()].concat();
    // The level word may be left out of a list (`các phường A, B`), but not where the name is a number or the province's.
    let founded = BTreeSet::from([clues.founded.clone()]);
    let tiers: [&dyn Fn(&Instrument) -> bool; 6] = [
        &|i| !clues.founded.is_empty() && holds(i, &founding),
        &|i| names(i, &founded),
        &|i| names(i, &units) && names(i, &districts),
        &|i| names(i, &units),
        &|i| names(i, &districts),
        &|_| true,
    ];
    for tier in tiers {
        match one_day(tier) {
            Ok(Some(day)) => return Some(day),
            Ok(None) => {}
            Err(()) => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clues(province: &str, district: &str, unit: &str) -> Clues {
        let set = |name: &str| BTreeSet::from([bare_keys(name)]);
        Clues { provinces: set(province), districts: set(district), units: set(unit), founded: Vec::new() }
    }

    #[test]
    fn the_day_is_that_of_the_only_instrument_that_fits() {
        let act = |day: &str, title: &str| Instrument { date: day.parse().unwrap(), keys: bare_keys(title) };
        let acts = [
            act("2009-01-07", "thành lập thị xã Hồng Ngự, tỉnh Đồng Tháp"),
            act("2010-05-06", "thành lập phường thuộc thành phố Việt Trì, tỉnh Phú Thọ"),
            act("2013-08-30", "mở rộng thành phố Sa Đéc, tỉnh Đồng Tháp"),
        ];
        let (from, to) = ("2008-12-31".parse().unwrap(), "2013-12-31".parse().unwrap());
        let day = |clues| day_of(&acts, from, to, &clues).map(|d| d.to_string());
        assert_eq!(day(clues("Đồng Tháp", "Hồng Ngự", "An Lạc")).as_deref(), Some("2009-01-07"));
        assert_eq!(day(clues("Phú Thọ", "Lâm Thao", "Tứ Xã")).as_deref(), Some("2010-05-06"));
        assert_eq!(day(clues("Đồng Tháp", "Tân Hồng", "Tân Phước")), None, "two acts, neither names it");
        assert_eq!(day(clues("Cà Mau", "Cái Nước", "Phú Hưng")), None);
        let founded = Clues {
            founded: bare_keys("thị xã Hồng Ngự"), ..clues("Đồng Tháp", "Hồng Ngự", "Hồng Ngự")
        };
        assert_eq!(day(founded).as_deref(), Some("2009-01-07"));
        let later = "2009-01-07".parse().unwrap();
        assert_eq!(day_of(&acts, later, to, &clues("Phú Thọ", "", "")).unwrap().to_string(), "2010-05-06");
    }
}
