//! Calendar dates.

use std::fmt;
use std::str::FromStr;

/// A day of the (proleptic) Gregorian calendar, in the years 1 to 9999 (as ISO 8601 and Python have them).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

/// A text that is not a date in ISO 8601 (`2013-08-23`).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date: write year-month-day, as in 2013-08-23")]
pub struct DateError(String);

impl Date {
    /// The day, or `None` when there is no such day.
    pub const fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        if year < 1 || year > 9999 || month == 0 || month > 12 || day == 0 || day > days_in(year, month) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// The year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// `yyyymmdd` as a number; orders as the dates do. The form in compiled data.
    pub const fn packed(self) -> u32 {
        self.year as u32 * 10_000 + self.month as u32 * 100 + self.day as u32
    }

    /// The inverse of [`packed`](Self::packed).
    pub const fn from_packed(packed: u32) -> Option<Self> {
        if packed > 99_991_231 {
            return None;
        }
        Self::new((packed / 10_000) as i16, (packed / 100 % 100) as u8, (packed % 100) as u8)
    }
}

const fn days_in(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let parse = || {
            let mut parts = text.split('-');
            let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
            let digits = |s: &str, n| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
            let shaped = digits(year, 4) && digits(month, 2) && digits(day, 2) && parts.next().is_none();
            if !shaped {
                return None;
            }
            Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        };
        parse().ok_or_else(|| DateError(text.chars().take(40).collect()))
    }
}

/// A date as far as a text tells it: a day, a month or a year, and in a document without a date of its own possibly a day
/// or month of an untold year. Written as [`Entity::value`](crate::Entity::value) writes dates.
///
/// ```
/// use bongsen::{Date, PartialDate};
/// let told: PartialDate = "--08-05".parse()?; // `ngày 5-8`
/// assert_eq!((told.year(), told.month(), told.day()), (None, Some(8), Some(5)));
/// // The nearest such day to that of the document:
/// assert_eq!(told.near("2019-08-07".parse()?).to_string(), "2019-08-05");
/// assert_eq!("---30".parse::<PartialDate>()?.near("2019-01-02".parse()?).to_string(), "2018-12-30");
/// # Ok::<(), bongsen::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: Option<i16>,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// The year.
    pub const fn year(self) -> Option<i16> {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> Option<u8> {
        self.day
    }

    /// With the year, and the month where that is untold, that bring it nearest to a day; itself when it has a year.
    #[must_use]
    pub fn near(self, day: Date) -> Self {
        if self.year.is_some() {
            return self;
        }
        let months = match self.month {
            Some(month) => (-1..=1).map(|i| (i32::from(day.year) + i, month)).collect::<Vec<_>>(),
            None => (-1..=1)
                .map(|i| {
                    let at = i32::from(day.year) * 12 + i32::from(day.month) - 1 + i;
                    (at.div_euclid(12), (at.rem_euclid(12) + 1) as u8)
                })
                .collect(),
        };
        let candidates = months.into_iter().filter_map(|(year, month)| {
            let date = Date::new(year as i16, month, self.day.unwrap_or(15))?;
            let whole = Self { year: Some(date.year), month: Some(month), day: self.day };
            Some((date.ordinal().abs_diff(day.ordinal()), whole))
        });
        candidates.min().map_or(self, |(_, whole)| whole)
    }
}

impl Date {
    /// How many days after 1 January of the year 1 it is.
    const fn ordinal(self) -> i32 {
        let (year, month) = (self.year as i32 - 1, self.month as i32);
        // Days before the month in a year that begins with March and so ends with the leap day.
        let (months, years) = if month > 2 { (month - 3, year + 1) } else { (month + 9, year) };
        let days = (153 * months + 2) / 5 + self.day as i32 - 1;
        days + years * 365 + years / 4 - years / 100 + years / 400 - 306
    }

    /// The day so many days later (earlier, where `days` is negative); `None` outside the years 1 to 9999.
    ///
    /// ```
    /// let day: bongsen::Date = "2024-02-28".parse()?;
    /// assert_eq!(day.plus_days(2).unwrap().to_string(), "2024-03-01");
    /// # Ok::<(), bongsen::DateError>(())
    /// ```
    pub fn plus_days(self, days: i32) -> Option<Self> {
        let ordinal = self.ordinal().checked_add(days).filter(|&day| day >= 0)?;
        // At most one year too many; the month is found by its first day.
        let mut year = i16::try_from(ordinal / 365 + 1).ok().filter(|&year| year <= 10_027)?.min(9999);
        while Self::new(year, 1, 1)?.ordinal() > ordinal {
            year -= 1;
        }
        let month = (1..=12).rev().find(|&month| Self::new(year, month, 1).is_some_and(|d| d.ordinal() <= ordinal))?;
        let day = ordinal - Self::new(year, month, 1)?.ordinal() + 1;
        Self::new(year, month, u8::try_from(day).ok()?)
    }

    /// The same day so many months later, or the last of that month where it has no such day; `None` outside the years 1
    /// to 9999.
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let at = (i32::from(self.year) * 12 + i32::from(self.month) - 1).checked_add(months)?;
        let (year, month) = (i16::try_from(at.div_euclid(12)).ok()?, (at.rem_euclid(12) + 1) as u8);
        Self::new(year, month, self.day.min(days_in(year, month)))
    }

    /// How many days it is after another day; negative where it is before.
    pub const fn days_since(self, other: Self) -> i32 {
        self.ordinal() - other.ordinal()
    }

    /// The day of the week: 1 is Monday, 7 is Sunday.
    pub const fn weekday(self) -> u8 {
        (self.ordinal() % 7 + 1) as u8
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: Some(date.year), month: Some(date.month), day: Some(date.day) }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        match (self.month, self.day) {
            (Some(month), Some(day)) => write!(f, "-{month:02}-{day:02}"),
            (Some(month), None) => write!(f, "-{month:02}"),
            (None, Some(day)) => write!(f, "--{day:02}"),
            (None, None) => Ok(()),
        }
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let number = |s: &str, n| {
            (s.len() == n && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<i16>().ok()).flatten()
        };
        let parse = || {
            if let Some(day) = text.strip_prefix("---") {
                let day = number(day, 2)? as u8;
                return (1..=31).contains(&day).then_some(Self { year: None, month: None, day: Some(day) });
            }
            let (year, rest) = if let Some(rest) = text.strip_prefix("--") {
                (None, Some(rest))
            } else {
                let (year, rest) = text.split_once('-').map_or((text, None), |(year, rest)| (year, Some(rest)));
                (Some(number(year, 4).filter(|&year| year > 0)?), rest)
            };
            let Some(rest) = rest else { return Some(Self { year, month: None, day: None }) };
            let (month, day) = rest.split_once('-').map_or((rest, None), |(month, day)| (month, Some(day)));
            let month = number(month, 2)? as u8;
            let day = day.map(|day| number(day, 2).map(|day| day as u8).ok_or(())).transpose().ok()?;
            // A leap year stands for the untold one.
            Date::new(year.unwrap_or(2000), month, day.unwrap_or(1))?;
            Some(Self { year, month: Some(month), day })
        };
        parse().ok_or_else(|| DateError(text.chars().take(40).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_are_dates() {
        assert_eq!("2013-08-23".parse::<Date>().unwrap().to_string(), "2013-08-23");
        assert!("2024-02-29".parse::<Date>().is_ok());
        for bad in
            ["2023-02-29", "2013-13-01", "0000-01-01", "2013-8-23", "23/08/2013", "", "2013-08-23T00:00", "+013-08-23"]
        {
            assert!(bad.parse::<Date>().is_err(), "{bad}");
        }
        let day = Date::new(2025, 7, 1).unwrap();
        assert_eq!(Date::from_packed(day.packed()), Some(day));
    }

    #[test]
    fn days_are_counted_over_leap_years() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(day("0001-01-01").ordinal(), 0);
        assert_eq!(day("2000-02-29").plus_days(366).unwrap(), day("2001-03-01"));
        assert_eq!(day("2013-08-23").plus_days(-31).unwrap(), day("2013-07-23"));
        assert_eq!(day("2013-08-31").plus_months(-6).unwrap(), day("2013-02-28"));
        assert_eq!((day("2013-08-23").weekday(), day("2026-11-24").weekday()), (5, 2));
        let mut at = day("1999-12-31");
        for step in 1..2000 {
            let next = at.plus_days(1).unwrap();
            assert!(next > at && next.ordinal() == at.ordinal() + 1, "{step}");
            at = next;
        }
        assert_eq!((day("9999-12-31").plus_days(1), day("0001-01-01").plus_days(-1)), (None, None));
        assert_eq!((day("9999-12-31").plus_days(i32::MAX), day("9999-12-31").plus_months(i32::MAX)), (None, None));
    }

    #[test]
    fn partial_dates_are_read_as_they_are_written() {
        for text in ["2021-07-01", "2021-07", "2021", "--07-01", "--07", "---05", "--02-29"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for bad in ["", "-", "--", "---32", "--13-01", "0000", "2021-02-30", "2021-7", "2021-07-01T08:00", "2011/2016"]
        {
            assert!(bad.parse::<PartialDate>().is_err(), "{bad}");
        }
    }

    #[test]
    fn an_untold_year_is_that_of_the_nearest_day() {
        let near = |told: &str, day: &str| told.parse::<PartialDate>().unwrap().near(day.parse().unwrap()).to_string();
        assert_eq!(near("--12-30", "2019-01-02"), "2018-12-30");
        assert_eq!(near("--01-02", "2019-12-30"), "2020-01-02");
        assert_eq!(near("--02-29", "2019-03-01"), "2020-02-29");
        assert_eq!(near("2015", "2019-03-01"), "2015");
        assert_eq!(near("--01-01", "0001-01-01"), "0001-01-01");
    }
}
