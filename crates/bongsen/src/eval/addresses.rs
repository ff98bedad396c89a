//! Scoring addresses: the unit that a line names, and what it is on 1 July 2025.
//!
//! A gold file is a table with tabs and a heading: `style`, `on` (the day in whose era the line is written), `address`, `unit`
//! (`commune:30061`; `?commune:00295|commune:00613` where it may be several, `?commune` where that is more than eight; `none`),
//! `to` (the units of 1 July 2025, joined by `|`; `-` where there is no certain unit), `status` (not scored: what follows from the rest).

use crate::date::Date;
use crate::place::{AddressReader, MAX_CANDIDATES, REFORM, Unit};

/// A line of a gold file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldAddress {
    /// What makes it hard.
    pub style: String,
    /// The day in whose era it is written.
    pub on: Date,
    /// The line.
    pub address: String,
    /// What it names.
    pub answer: AddressAnswer,
}

/// What an address names, and what that is on 1 July 2025.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressAnswer {
    /// The finest unit that is certain, or the candidates.
    pub unit: String,
    /// Its units after the reform.
    pub to: String,
}

/// What is wrong with a gold file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct GoldAddressError {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: &'static str,
}

/// Reads a gold file.
///
/// # Errors
/// When a line has not six columns, or its day is none.
pub fn read_gold(file: &str) -> Result<Vec<GoldAddress>, GoldAddressError> {
    let rows = file.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty());
    rows.map(|(i, line)| {
        let error = |what| GoldAddressError { line: i + 1, what };
        let columns: Vec<&str> = line.split('\t').collect();
        let [style, on, address, unit, to, _status] = columns.as_slice() else {
            return Err(error("a row has six columns: style, on, address, unit, to, status"));
        };
        let on = on.parse().map_err(|_| error("the second column is a day, as in 2013-08-23"))?;
        let answer = AddressAnswer { unit: (*unit).to_owned(), to: (*to).to_owned() };
        Ok(GoldAddress { style: (*style).to_owned(), on, address: (*address).to_owned(), answer })
    })
    .collect()
}

impl AddressAnswer {
    /// What the program says of a line.
    pub fn of(reader: &mut AddressReader, address: &str, on: Date) -> Self {
        let found = reader.read(address, Some(on));
        let link = found.link();
        let name = |unit: Unit<'_>| format!("{}:{}", unit.level(), unit.code());
        let Some(unit) = link.unit() else {
            let mut names: Vec<String> = link.candidates().map(name).collect();
            names.sort_by_key(|name| (name.starts_with("commune"), name.clone()));
            let level = link.candidates().next().map(|unit| unit.level().label());
            let unit = match level {
                None => "none".to_owned(),
                Some(level) if link.total() as usize > MAX_CANDIDATES => format!("?{level}"),
                Some(_) => format!("?{}", names.join("|")),
            };
            return Self { unit, to: "-".to_owned() };
        };
        // A unit that began after the reform is what it is.
        let day = unit.valid_from().map_or(REFORM, |from| from.max(REFORM));
        let to: Vec<String> = unit.on_day(day).units().iter().map(|&(unit, _)| name(unit)).collect();
        Self { unit: name(unit), to: to.join("|") }
    }

    /// Whether the same unit or the same candidates are named, and the same units of 1 July 2025.
    pub fn agrees(&self, gold: &Self) -> bool {
        let sorted = |text: &str| {
            let mut parts: Vec<String> = text.trim_start_matches('?').split('|').map(str::to_owned).collect();
            parts.sort();
            parts
        };
        let marked = |text: &str| text.starts_with('?');
        marked(&self.unit) == marked(&gold.unit)
            && sorted(&self.unit) == sorted(&gold.unit)
            && sorted(&self.to) == sorted(&gold.to)
    }

    /// Whether one answer is given where there is none or there are several: the fault that a user does not see.
    pub fn is_silent_guess(&self, gold: &Self) -> bool {
        let one = |answer: &Self| answer.to != "-" && !answer.to.contains('|');
        one(self) && !one(gold)
    }
}
