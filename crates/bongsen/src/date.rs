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
}
