//! Points in time: dates as they are written, completed by the day of the document, and words that count from it.

use super::period::{Grain, Period};
use super::words::{self, BEHIND_PART};
use super::{Basis, Part};
use crate::date::{Date, PartialDate};
use crate::document::EntityData;
use crate::entity::calendar::Calendar;
use crate::normalize::{key, key_of_lower};
use crate::token::{Line, Phrases};

const YEAR: u64 = key_of_lower("năm");
const HALF: u64 = key_of_lower("nửa");

/// A point found in the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Point {
    /// It ends before this token.
    pub end: u32,
    /// Its period, where that is known.
    pub period: Option<Period>,
    /// As the date entity has it, for where no period is known.
    pub written: Option<String>,
    /// `T14:30`, of a day.
    pub clock: Option<String>,
    /// The other end, of a date that is two (`2010 - 2015`).
    pub until: Option<Box<Self>>,
    /// Whether something of it was counted from the day of the document, or is the day named last.
    pub basis: Option<Basis>,
    /// A part of it.
    pub part: Option<Part>,
}

impl Point {
    fn counted(end: u32, period: Option<Period>, basis: Basis) -> Self {
        Self { end, period, basis: Some(basis), ..Self::default() }
    }

    /// ISO 8601.
    pub fn value(&self) -> Option<String> {
        match self.period {
            Some(period) => Some(period.value() + self.clock.as_deref().unwrap_or_default()),
            None => self.written.clone(),
        }
    }
}

/// Which date without a year is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Toward {
    Nearest,
    Next,
    Last,
}

/// Reads points.
pub(super) struct Points<'a> {
    pub line: Line<'a>,
    /// The day of the document.
    pub today: Option<Date>,
    /// The day that the text named last.
    pub named: Option<Date>,
    /// The entities of kind DATE, in order.
    pub dates: Vec<&'a EntityData>,
    days: Phrases<i32>,
    behind_part: Phrases<i32>,
    same_day: Phrases<()>,
    periods: Phrases<(Grain, i32)>,
    weekdays: Phrases<u8>,
    toward: Phrases<Toward>,
    parts: Phrases<Part>,
    no_year: Vec<u64>,
}

impl<'a> Points<'a> {
    pub fn new(line: Line<'a>, today: Option<Date>, dates: Vec<&'a EntityData>) -> Self {
        let next = words::NEXT.into_iter().map(|word| (word, Toward::Next));
        Self {
            line,
            today,
            named: None,
            dates,
            days: Phrases::new(words::DAYS),
            behind_part: Phrases::new(BEHIND_PART),
            same_day: Phrases::new(words::SAME_DAY.map(|words| (words, ()))),
            periods: Phrases::new(words::PERIODS.map(|(text, grain, by)| (text, (grain, by)))),
            weekdays: Phrases::new(words::WEEKDAYS),
            toward: Phrases::new(next.chain(words::LAST.into_iter().map(|word| (word, Toward::Last)))),
            parts: Phrases::new(words::PARTS),
            no_year: words::NO_YEAR.into_iter().map(key).collect(),
        }
    }

    /// The period of a length that lies so far from the day of the document.
    pub fn counted_from_today(&self, grain: Grain, by: i32) -> Option<Period> {
        Period::of(grain, self.today?)?.shifted(by)
    }

    /// The point that begins at token `i`.
    pub fn at(&self, i: u32) -> Option<Point> {
        self.date(i).or_else(|| self.relative(i)).or_else(|| self.part_of(i))
    }

    /// `đầu năm 2018`, `cuối tháng 7`, `giữa năm nay`, `cuối năm`; `nửa đầu năm 2018` is a half-year.
    fn part_of(&self, i: u32) -> Option<Point> {
        let half = self.line.key(i) == HALF;
        let (part, next) = self.parts.longest(&self.line, i + u32::from(half))?;
        if !self.line.is_common(i) || !self.line.goes_on(next) {
            return None;
        }
        let whole = self.date(next).or_else(|| self.relative(next)).filter(|point| point.until.is_none());
        let point = whole.or_else(|| self.this_year(next))?;
        if !half {
            return Some(Point { part: Some(part), ..point });
        }
        let year = point.period.filter(|period| period.grain == Grain::Year && part != Part::Middle);
        let months = if part == Part::Start { 0 } else { 6 };
        let period = year.and_then(|year| Period::of(Grain::Half, year.first.plus_months(months)?));
        (year.is_some() || self.today.is_none()).then_some(Point { period, ..point })
    }

    /// The bare word `năm` behind a part of it: the year of the document.
    pub fn this_year(&self, i: u32) -> Option<Point> {
        let other = self.no_year.contains(&self.line.next_key(i + 1)) || self.line.digits(i + 1).is_some();
        let bare = self.line.key(i) == YEAR && !other;
        bare.then(|| Point::counted(i + 1, self.counted_from_today(Grain::Year, 0), Basis::Document))
    }

    /// A date entity, with the relative words behind it: `tháng 8 năm nay`, `ngày 20/10 tới`, `16h39 chiều nay`.
    fn date(&self, i: u32) -> Option<Point> {
        let at = self.dates.partition_point(|date| date.tokens.start < i);
        let date = self.dates.get(at).filter(|date| date.tokens.start == i)?;
        let end = date.tokens.end;
        let Some(value) = date.value.as_deref() else { return Some(Point { end, ..Point::default() }) };
        if let Some((from, until)) = value.split_once('/') {
            let until = self.completed(until, end, Toward::Nearest);
            let from = self.completed(from, end, Toward::Nearest);
            return Some(Point { until: Some(Box::new(until)), ..from });
        }
        if let Some(clock) = value.strip_prefix('T') {
            // `16h39 chiều nay`, `11h cùng ngày`
            let day = if self.line.goes_on(end) { self.relative(end) } else { None };
            if let Some(day) = day.filter(|day| day.period.is_none_or(|period| period.grain == Grain::Day)) {
                return Some(Point { clock: Some(format!("T{clock}")), written: Some(value.to_owned()), ..day });
            }
            return Some(Point { end, written: Some(value.to_owned()), ..Point::default() });
        }
        let told = !value.starts_with('-') && !value.starts_with('Q');
        if told || !self.line.goes_on(end) {
            return Some(self.completed(value, end, Toward::Nearest));
        }
        if let Some(((Grain::Year, by), after)) = self.periods.longest(&self.line, end) {
            let year = self.today.map(|day| i32::from(day.year()) + by);
            let year = year.filter(|year| (1..=9999).contains(year));
            let value = year.map_or_else(|| value.to_owned(), |year| with_year(value, year));
            let found = self.completed(&value, after, Toward::Nearest);
            return Some(Point { basis: Some(Basis::Document), ..found });
        }
        Some(match self.toward.longest(&self.line, end) {
            Some((toward, after)) => self.completed(value, after, toward),
            None => self.completed(value, end, Toward::Nearest),
        })
    }

    /// A value of a date entity as a point; what it does not tell comes from the day of the document.
    fn completed(&self, value: &str, end: u32, toward: Toward) -> Point {
        let (date, clock) = value.split_once('T').map_or((value, None), |(date, clock)| (date, Some(clock)));
        let clock = clock.map(|clock| format!("T{clock}"));
        let written = Some(value.to_owned());
        let point = Point { end, written, clock, ..Point::default() };
        if let Some((year, quarter)) = date.split_once('Q') {
            let Ok(quarter) = quarter.parse::<u8>() else { return point };
            let told = year.trim_end_matches('-').parse::<i16>().ok();
            let month = quarter * 3;
            let middle = |year| Date::new(year, month.saturating_sub(1), 15);
            let year = told.or_else(|| self.nearest_year(toward, middle));
            let period = year.and_then(|year| Period::of(Grain::Quarter, Date::new(year, month, 1)?));
            return Point { period, basis: told.is_none().then_some(Basis::Document), ..point };
        }
        let Ok(partial) = date.parse::<PartialDate>() else { return point };
        let whole = if partial.year().is_some() { Some(partial) } else { self.near(partial, toward) };
        let grain = match (partial.month().is_some(), partial.day().is_some()) {
            (_, true) => Grain::Day,
            (true, false) => Grain::Month,
            (false, false) => Grain::Year,
        };
        let day = whole.and_then(|w| Date::new(w.year()?, w.month().unwrap_or(1), w.day().unwrap_or(1)));
        let period = day.and_then(|day| Period::of(grain, day));
        let basis = (partial.year().is_none() && period.is_some()).then_some(Basis::Document);
        Point { period, basis, ..point }
    }

    fn near(&self, partial: PartialDate, toward: Toward) -> Option<PartialDate> {
        let today = self.today?;
        let Some(month) = partial.month() else { return Some(partial.near(today)) };
        if toward == Toward::Nearest {
            return Some(partial.near(today));
        }
        let day = partial.day().unwrap_or(15);
        let year = self.nearest_year(toward, |year| Date::new(year, month, day))?;
        Some(PartialDate::from(Date::new(year, month, day)?))
    }

    /// The year in which a day lies nearest to that of the document, or next, or last.
    fn nearest_year(&self, toward: Toward, day: impl Fn(i16) -> Option<Date>) -> Option<i16> {
        let today = self.today?;
        let years = (today.year() - 1)..=(today.year().saturating_add(1));
        let fits = |date: &Date| match toward {
            Toward::Nearest => true,
            Toward::Next => *date >= today,
            Toward::Last => *date <= today,
        };
        let found = years.filter_map(|year| Some((year, day(year).filter(fits)?)));
        found.min_by_key(|(_, date)| date.days_since(today).abs()).map(|(year, _)| year)
    }

    /// `hôm qua`, `sáng nay`, `chiều cùng ngày`, `tuần trước`, `năm ngoái`, `thứ hai tuần sau`.
    fn relative(&self, i: u32) -> Option<Point> {
        if !self.line.is_common(i) {
            return None;
        }
        let calendar = Calendar(self.line);
        let day = calendar.part_of_day(i).filter(|after| self.line.goes_on(*after));
        if let Some((by, end)) = day.and_then(|after| self.behind_part.longest(&self.line, after)) {
            return Some(Point::counted(end, self.counted_from_today(Grain::Day, by), Basis::Document));
        }
        let start = day.unwrap_or(i);
        if let Some((by, end)) = self.days.longest(&self.line, start) {
            return Some(Point::counted(end, self.counted_from_today(Grain::Day, by), Basis::Document));
        }
        if let Some(((), end)) = self.same_day.longest(&self.line, start) {
            let named = self.named.and_then(|day| Period::of(Grain::Day, day));
            // `trong ngày` is a day only behind a part of it or of the text.
            let said = self.line.text(start) != "trong";
            return (said || named.is_some() && day.is_some()).then(|| Point::counted(end, named, Basis::Text));
        }
        if let Some((weekday, after)) = self.weekdays.longest(&self.line, start) {
            return self.weekday(weekday, after);
        }
        if day.is_some() {
            return None;
        }
        let ((grain, by), end) = self.periods.longest(&self.line, i)?;
        Some(Point::counted(end, self.counted_from_today(grain, by), Basis::Document))
    }

    /// What stands behind a day of the week: `tuần sau`, `tới`, `vừa qua`. By itself it tells no day.
    fn weekday(&self, weekday: u8, after: u32) -> Option<Point> {
        if !self.line.goes_on(after) {
            return None;
        }
        if let Some(((Grain::Week, by), end)) = self.periods.longest(&self.line, after) {
            let day =
                self.counted_from_today(Grain::Week, by).and_then(|week| week.first.plus_days(i32::from(weekday) - 1));
            return Some(Point::counted(end, day.and_then(|day| Period::of(Grain::Day, day)), Basis::Document));
        }
        let (toward, end) = self.toward.longest(&self.line, after)?;
        let day = self.today.and_then(|today| {
            let days = (i32::from(weekday) - i32::from(today.weekday())).rem_euclid(7);
            // The day itself is neither the next nor the last.
            today.plus_days(match (toward, days) {
                (Toward::Last, _) => days - 7,
                (_, 0) => 7,
                (_, days) => days,
            })
        });
        Some(Point::counted(end, day.and_then(|day| Period::of(Grain::Day, day)), Basis::Document))
    }
}

/// A value without a year (`--10-18`, `--10`, `Q2`) with one.
fn with_year(value: &str, year: i32) -> String {
    match value.strip_prefix("--") {
        Some(rest) if !rest.starts_with('-') => format!("{year:04}-{rest}"),
        _ if value.starts_with('Q') => format!("{year:04}-{value}"),
        _ => value.to_owned(),
    }
}
