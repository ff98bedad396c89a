//! The times of a document, from left to right: intervals before points before lengths.

use super::length::{Length, Lengths};
use super::period::{Grain, Period};
use super::point::{Point, Points};
use super::{Basis, Part, Time, TimeKind};
use crate::document::{Document, TokenRange};
use crate::entity::EntityKind;
use crate::normalize::{key_of_lower, keys_of_lower};
use crate::span::Span;
use crate::token::{Line, Phrases};

const FROM: u64 = key_of_lower("từ");
const UNTIL: [u64; 2] = keys_of_lower(["đến", "tới"]);
const THEN: u64 = key_of_lower("cho");
const ALL_OF: u64 = key_of_lower("hết");
const NOW: u64 = key_of_lower("nay");
const YEAR_START: u64 = key_of_lower("đầu");
const YEAR_END: u64 = key_of_lower("cuối");

/// Behind `5 năm trước`: what it is before, so that it does not count from the document.
const BEFORE_WHAT: [u64; 12] =
    keys_of_lower(["khi", "đó", "ngày", "lúc", "thời", "năm", "tháng", "kỳ", "trận", "thềm", "cách", "sự"]);

/// What a length is counted from the day of the document by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Count {
    /// `5 năm trước`: a point.
    Back,
    /// `5 năm nữa`: a point.
    On,
    /// `5 năm qua`: what lies between.
    Since,
    /// `5 năm tới`: what lies between.
    Until,
}

const BEHIND: [(&str, Count); 11] = [
    ("trước", Count::Back),
    ("trước đây", Count::Back),
    ("nữa", Count::On),
    ("qua", Count::Since),
    ("vừa qua", Count::Since),
    ("gần đây", Count::Since),
    ("gần nhất", Count::Since),
    ("trở lại đây", Count::Since),
    ("nay", Count::Since),
    ("tới", Count::Until),
    ("sắp tới", Count::Until),
];

const AGO: [(&str, ()); 4] = [("cách đây", ()), ("cách nay", ()), ("cách đây khoảng", ()), ("cách đây hơn", ())];

/// A time that is found: its tokens, and what it is.
type Found = (TokenRange, Time);

pub(super) struct Reader<'a> {
    document: &'a Document,
    line: Line<'a>,
    points: Points<'a>,
    lengths: Lengths,
    behind: Phrases<Count>,
    ago: Phrases<()>,
}

impl<'a> Reader<'a> {
    pub fn new(document: &'a Document) -> Self {
        let data = document.data();
        let line = Line { norm: data.norm(), tokens: &data.tokens };
        let dates = data.entities.iter().filter(|e| e.kind == EntityKind::Date).collect();
        Self {
            document,
            line,
            points: Points::new(line, document.date(), dates),
            lengths: Lengths::new(),
            behind: Phrases::new(BEHIND),
            ago: Phrases::new(AGO),
        }
    }

    /// All times, in order.
    pub fn all(mut self) -> Vec<Time> {
        let mut out = Vec::new();
        let mut i = 0;
        while (i as usize) < self.line.tokens.len() {
            let Some((tokens, mut time)) = self.at(i) else {
                i += 1;
                continue;
            };
            time.span = self.document.to_orig(self.document.data().span_of(tokens));
            if let Some((first, last)) = time.days
                && (first == last || time.kind == TimeKind::Interval)
            {
                self.points.named = Some(last);
            }
            out.push(time);
            i = tokens.end.max(i + 1);
        }
        out
    }

    fn at(&self, i: u32) -> Option<Found> {
        if self.line.key(i) == FROM && self.line.is_common(i) {
            let found = self.interval(i, i + 1);
            if found.is_some() {
                return found;
            }
        }
        self.interval(i, i)
            .or_else(|| Some(point((i, self.points.at(i)?))))
            .or_else(|| self.months_of_year(i))
            .or_else(|| self.ago(i))
            .or_else(|| self.length(i))
    }

    /// Two points with a word or dash between, the first at token `first`: `1/7 đến 5/8`, `năm 2010 đến nay`, `nay đến 2030`.
    fn interval(&self, start: u32, first: u32) -> Option<Found> {
        let said = first > start;
        if said && !self.line.goes_on(first) {
            return None;
        }
        let from = if said && self.line.next_key(first) == NOW { self.now(first) } else { self.points.at(first)? };
        if from.until.is_some() {
            return None;
        }
        let mut at = from.end;
        at += u32::from(self.line.next_key(at) == THEN);
        let until = UNTIL.contains(&self.line.next_key(at));
        if !(until || said && self.line.is_dash(at)) || !self.line.goes_on(at + 1) {
            return None;
        }
        at += 1;
        at += u32::from(self.line.next_key(at) == ALL_OF);
        let to = if self.line.next_key(at) == NOW { self.now(at) } else { self.points.at(at)? };
        if to.until.is_some() || !self.line.goes_on(at) {
            return None;
        }
        let (from, to) = ordered(from, to);
        let days = from.period.zip(to.period).map(|(from, to)| (from.first, to.last()));
        if days.is_some_and(|(first, last)| first > last) {
            return None;
        }
        let value = from.value().zip(to.value()).map(|(from, to)| format!("{from}/{to}"));
        let basis = from.basis.max(to.basis).unwrap_or(Basis::Written);
        Some((TokenRange::new(start, to.end), time(TimeKind::Interval, value, days, basis)))
    }

    /// `nay` at token `i`, as an end of an interval: the day of the document.
    fn now(&self, i: u32) -> Point {
        self.counted(Grain::Day, 0, i + 1)
    }

    /// `6 tháng đầu năm 2019`, `hai quý cuối năm nay`.
    fn months_of_year(&self, i: u32) -> Option<Found> {
        let Length { end, count: Some((grain, count)), .. } = self.lengths.at(&self.line, i)? else { return None };
        let months = match grain {
            Grain::Month => count,
            Grain::Quarter => count.checked_mul(3)?,
            _ => return None,
        };
        let first = match self.line.next_key(end) {
            YEAR_START => 1,
            YEAR_END => 13_u32.checked_sub(months)?,
            _ => return None,
        };
        let year = self
            .points
            .at(end + 1)
            .or_else(|| self.points.this_year(end + 1))
            .filter(|_| self.line.goes_on(end + 1))?;
        if !(1..12).contains(&months) || year.until.is_some() {
            return None;
        }
        let tokens = TokenRange::new(i, year.end);
        let basis = year.basis.unwrap_or(Basis::Written);
        let Some(period) = year.period else {
            return Some((tokens, time(TimeKind::Point, None, None, basis)));
        };
        if period.grain != Grain::Year {
            return None;
        }
        let start = period.first.plus_months(first as i32 - 1)?;
        let grain = match (months, (first - 1) % months) {
            (1, _) => Some(Grain::Month),
            (3, 0) => Some(Grain::Quarter),
            (6, 0) => Some(Grain::Half),
            _ => None,
        };
        if let Some(period) = grain.and_then(|grain| Period::of(grain, start)) {
            return Some((
                tokens,
                time(TimeKind::Point, Some(period.value()), Some((period.first, period.last())), basis),
            ));
        }
        let from = Period::of(Grain::Month, start)?;
        let to = from.shifted(months as i32 - 1)?;
        let value = format!("{}/{}", from.value(), to.value());
        Some((tokens, time(TimeKind::Interval, Some(value), Some((from.first, to.last())), basis)))
    }

    /// `cách đây 5 năm`.
    fn ago(&self, i: u32) -> Option<Found> {
        let ((), after) = self.ago.longest(&self.line, i).filter(|_| self.line.is_common(i))?;
        let length = self.lengths.at(&self.line, after).filter(|_| self.line.goes_on(after))?;
        let (grain, count) = length.count?;
        let tokens = TokenRange::new(i, length.end);
        let (_, found) = point((i, self.counted(grain, -i32::try_from(count).ok()?, length.end)));
        Some((tokens, found))
    }

    fn counted(&self, grain: Grain, by: i32, end: u32) -> Point {
        Point {
            end,
            period: self.points.counted_from_today(grain, by),
            basis: Some(Basis::Document),
            ..Point::default()
        }
    }

    /// A length, or what is counted by it from the day of the document: `5 năm trước`, `10 năm qua`, `3 ngày nữa`.
    fn length(&self, i: u32) -> Option<Found> {
        let length = self.lengths.at(&self.line, i)?;
        let behind = if self.line.goes_on(length.end) { self.behind.longest(&self.line, length.end) } else { None };
        let counted = length.count.zip(behind).and_then(|((grain, count), (how, end))| {
            let count = i32::try_from(count).ok()?;
            let before_what = BEFORE_WHAT.contains(&self.line.next_key(end));
            match how {
                Count::Back if before_what => None,
                Count::Back => Some(point((i, self.counted(grain, -count, end)))),
                Count::On => Some(point((i, self.counted(grain, count, end)))),
                Count::Since | Count::Until if grain == Grain::Day && count < 2 => None,
                Count::Since | Count::Until => {
                    let by = if how == Count::Since { -count } else { count };
                    Some((TokenRange::new(i, end), self.stretch(&length, grain, by)))
                }
            }
        });
        let (tokens, mut found) = counted.unwrap_or_else(|| {
            let found = time(TimeKind::Duration, Some(length.value), None, Basis::Written);
            (TokenRange::new(i, length.end), Time { upper: length.upper, ..found })
        });
        found.qualifier = length.qualifier;
        Some((tokens, found))
    }

    /// What lies between the day of the document and that day so many periods away.
    fn stretch(&self, length: &Length, grain: Grain, by: i32) -> Time {
        let days = self.points.today.and_then(|today| {
            let other = match grain {
                Grain::Day => today.plus_days(by),
                Grain::Week => today.plus_days(by.checked_mul(7)?),
                Grain::Month => today.plus_months(by),
                Grain::Quarter => today.plus_months(by.checked_mul(3)?),
                _ => today.plus_months(by.checked_mul(12)?),
            }?;
            Some((today.min(other), today.max(other)))
        });
        let value =
            days.map(
                |(first, last)| {
                    if by < 0 { format!("{}/{last}", length.value) } else { format!("{first}/{}", length.value) }
                },
            );
        time(TimeKind::Interval, value, days, Basis::Document)
    }
}

/// With the year of the second for a first that has none of its own, or the year before where it would lie behind it.
fn ordered(from: Point, to: Point) -> (Point, Point) {
    let (Some(first), Some(last)) = (from.period, to.period) else { return (from, to) };
    let borrowed = from.basis == Some(Basis::Document) && from.written.is_some();
    let year = i32::from(last.first.year()) - i32::from(first.first.year());
    let moved = if borrowed && to.basis.is_none() && year != 0 { shifted_years(first, year) } else { Some(first) };
    let moved = moved.and_then(|m| if borrowed && m.first > last.last() { shifted_years(m, -1) } else { Some(m) });
    let later = moved.unwrap_or(first);
    (Point { period: Some(later), ..from }, to)
}

fn shifted_years(period: Period, years: i32) -> Option<Period> {
    Period::of(period.grain, period.first.plus_months(years.checked_mul(12)?)?)
}

/// A point as a time; one that is two dates is an interval.
fn point((start, found): (u32, Point)) -> Found {
    let tokens = TokenRange::new(start, found.end);
    let basis = found.basis.unwrap_or(Basis::Written);
    let part: Option<Part> = found.part;
    let Some(until) = &found.until else {
        let days = found.period.map(|period| (period.first, period.last()));
        return (tokens, Time { part, ..time(TimeKind::Point, found.value(), days, basis) });
    };
    let days = found.period.zip(until.period).map(|(from, to)| (from.first, to.last())).filter(|(a, b)| a <= b);
    let value = found.value().zip(until.value()).map(|(from, to)| format!("{from}/{to}"));
    (tokens, Time { part, ..time(TimeKind::Interval, value, days, basis.max(until.basis.unwrap_or(Basis::Written))) })
}

fn time(kind: TimeKind, value: Option<String>, days: Option<(crate::Date, crate::Date)>, basis: Basis) -> Time {
    Time { span: Span::new(0, 0), kind, value, upper: None, days, basis, part: None, qualifier: None }
}
