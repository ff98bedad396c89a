//! The value of a point in time, and how it is written.
//!
//! Values are ISO 8601 as far as they are written; what is missing on the left is a dash for each component, as
//! ISO 8601:2000 had it: `--10-18` (18 October of some year), `---07` (the 7th). Dates of the lunar calendar have no
//! value.

use std::fmt::Write as _;

/// A point in time, as far as it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moment {
    pub year: Option<u16>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    pub quarter: Option<u8>,
    pub hour: Option<u8>,
    pub minute: Option<u8>,
    pub second: Option<u8>,
    /// Of the lunar calendar.
    pub lunar: bool,
}

impl Moment {
    /// ISO 8601 as far as it is written; `None` for lunar dates.
    pub fn iso(&self) -> Option<String> {
        if self.lunar {
            return None;
        }
        let mut out = String::new();
        let year = self.year.map(|y| format!("{y:04}"));
        let written = match (self.month, self.day, self.quarter) {
            (_, _, Some(quarter)) => match year {
                Some(year) => write!(out, "{year}-Q{quarter}"),
                None => write!(out, "Q{quarter}"),
            },
            (Some(month), Some(day), _) => write!(out, "{}-{month:02}-{day:02}", year.as_deref().unwrap_or("-")),
            (Some(month), None, _) => write!(out, "{}-{month:02}", year.as_deref().unwrap_or("-")),
            (None, Some(day), _) => write!(out, "---{day:02}"),
            (None, None, _) => write!(out, "{}", year.as_deref().unwrap_or_default()),
        };
        let clock = self.hour.map_or(Ok(()), |hour| write!(out, "T{hour:02}"));
        let minute = self.minute.map_or(Ok(()), |minute| write!(out, ":{minute:02}"));
        let second = self.second.map_or(Ok(()), |second| write!(out, ":{second:02}"));
        // Writing to a string cannot fail.
        written.and(clock).and(minute).and(second).ok().filter(|()| !out.is_empty()).map(|()| out)
    }

    /// The same day at the time of `clock`.
    pub fn with_clock(self, clock: &Self) -> Self {
        Self { hour: clock.hour, minute: clock.minute, second: clock.second, ..self }
    }
}
