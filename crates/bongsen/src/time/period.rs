//! Periods of the calendar: a day, a week, a month … a century, and how each is written.

use crate::date::Date;

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// One period of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub grain: Grain,
    pub first: Date,
}

impl Period {
    /// The period of a length that a day lies in.
    pub fn of(grain: Grain, day: Date) -> Option<Self> {
        let year = day.year();
        let start = |months: u8| Date::new(year, (day.month() - 1) / months * months + 1, 1);
        let first = match grain {
            Grain::Day => Some(day),
            Grain::Week => day.plus_days(1 - i32::from(day.weekday())),
            Grain::Month => start(1),
            Grain::Quarter => start(3),
            Grain::Half => start(6),
            Grain::Year => start(12),
            Grain::Decade => Date::new((year / 10 * 10).max(1), 1, 1),
            Grain::Century => Date::new((year - 1) / 100 * 100 + 1, 1, 1),
        };
        Some(Self { grain, first: first? })
    }

    /// So many periods later.
    pub fn shifted(self, by: i32) -> Option<Self> {
        let months = |each: i32| by.checked_mul(each).and_then(|months| self.first.plus_months(months));
        let day = match self.grain {
            Grain::Day => self.first.plus_days(by),
            Grain::Week => by.checked_mul(7).and_then(|days| self.first.plus_days(days)),
            Grain::Month => months(1),
            Grain::Quarter => months(3),
            Grain::Half => months(6),
            Grain::Year => months(12),
            Grain::Decade => months(120),
            Grain::Century => months(1200),
        };
        Self::of(self.grain, day?)
    }

    /// Its last day.
    pub fn last(self) -> Date {
        let end_of_time = Date::new(9999, 12, 31);
        self.shifted(1).and_then(|next| next.first.plus_days(-1)).or(end_of_time).unwrap_or(self.first)
    }

    /// ISO 8601: `2013-08-23`, `2013-W34`, `2013-08`, `2013-Q3`, `2013`; of half-years `2013-H2` as TIMEX3 has it, of
    /// decades and centuries `198X`, `20XX` as ISO 8601-2 has them (a century by the number that most of its years have).
    pub fn value(self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match self.grain {
            Grain::Day => self.first.to_string(),
            Grain::Week => {
                // The year of a week is that of its Thursday.
                let thursday = self.first.plus_days(3).unwrap_or(self.first);
                let days = Date::new(thursday.year(), 1, 1).map_or(0, |new_year| thursday.days_since(new_year));
                format!("{:04}-W{:02}", thursday.year(), days / 7 + 1)
            }
            Grain::Month => format!("{year:04}-{month:02}"),
            Grain::Quarter => format!("{year:04}-Q{}", month / 3 + 1),
            Grain::Half => format!("{year:04}-H{}", month / 6 + 1),
            Grain::Year => format!("{year:04}"),
            Grain::Decade => format!("{:03}X", year / 10),
            Grain::Century => format!("{:02}XX", year / 100),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(grain: Grain, day: &str, by: i32) -> (String, String, String) {
        let period = Period::of(grain, day.parse().unwrap()).unwrap().shifted(by).unwrap();
        (period.value(), period.first.to_string(), period.last().to_string())
    }

    fn expect(value: &str, first: &str, last: &str) -> (String, String, String) {
        (value.into(), first.into(), last.into())
    }

    #[test]
    fn periods_of_every_length() {
        assert_eq!(period(Grain::Day, "2013-08-31", 1), expect("2013-09-01", "2013-09-01", "2013-09-01"));
        assert_eq!(period(Grain::Week, "2013-08-23", -1), expect("2013-W33", "2013-08-12", "2013-08-18"));
        assert_eq!(period(Grain::Month, "2013-08-31", -6), expect("2013-02", "2013-02-01", "2013-02-28"));
        assert_eq!(period(Grain::Quarter, "2013-12-31", 0), expect("2013-Q4", "2013-10-01", "2013-12-31"));
        assert_eq!(period(Grain::Half, "2013-08-23", -1), expect("2013-H1", "2013-01-01", "2013-06-30"));
        assert_eq!(period(Grain::Year, "2013-08-23", 1), expect("2014", "2014-01-01", "2014-12-31"));
        assert_eq!(period(Grain::Decade, "1985-08-23", 0), expect("198X", "1980-01-01", "1989-12-31"));
        assert_eq!(period(Grain::Century, "2013-08-23", -1), expect("19XX", "1901-01-01", "2000-12-31"));
    }

    #[test]
    fn weeks_are_those_of_iso_8601() {
        for (day, value) in [
            ("2005-01-01", "2004-W53"),
            ("2005-12-31", "2005-W52"),
            ("2007-01-01", "2007-W01"),
            ("2008-12-29", "2009-W01"),
            ("2010-01-03", "2009-W53"),
            ("2026-11-24", "2026-W48"),
        ] {
            assert_eq!(period(Grain::Week, day, 0).0, value, "{day}");
        }
    }

    #[test]
    fn the_calendar_has_ends() {
        let last = Period::of(Grain::Year, "9999-05-05".parse().unwrap()).unwrap();
        assert_eq!((last.shifted(1), last.last().to_string().as_str()), (None, "9999-12-31"));
        assert_eq!(Period::of(Grain::Day, "0001-01-01".parse().unwrap()).unwrap().shifted(-1), None);
    }
}
