//! Times: every point, interval and length of time that a text names, with its value.
//!
//! DATE entities are what is written as a date; here they are completed by the day of the document, relative words are
//! counted from it, and two dates with a word between become an interval:
//!
//! ```text
//! cuối năm ngoái       từ ngày 1/7 đến ngày 5/8/2013      hai năm rưỡi     6 tháng đầu năm
//! part └─ 2012 ┘          2013-07-01/2013-08-05           P2Y6M            2013-H1
//! ```
//! Values are ISO 8601, where that has no form TIMEX3 (<https://timeml.github.io>): see [`Time::value`]. Without a day of
//! the document nothing relative has a value.

mod length;
mod period;
mod point;
mod reader;
mod words;

use crate::date::Date;
use crate::document::Document;
use crate::quantity::Qualifier;
use crate::span::{Orig, Span};
use reader::Reader;

/// What kind of time it is.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A day, month, year … or a time of day.
    Point,
    /// From one point to another.
    Interval,
    /// A length of time.
    Duration,
}

impl TimeKind {
    /// The word in records.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Interval => "interval",
            Self::Duration => "duration",
        }
    }
}

/// Where the value comes from.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// It is written.
    Written,
    /// Something of it is counted from the day of the document (`năm ngoái`, the year of `ngày 5/8`).
    Document,
    /// It is the day that the text named last (`cùng ngày`).
    Text,
}

impl Basis {
    /// The word in records.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Document => "document",
            Self::Text => "text",
        }
    }
}

/// Which part of the period is meant; its days are given whole, since no rule says where a part ends.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// `đầu`.
    Start,
    /// `giữa`.
    Middle,
    /// `cuối`.
    End,
}

impl Part {
    /// The word in records, as TIMEX3 writes it in small letters.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "mid",
            Self::End => "end",
        }
    }
}

/// A point, an interval or a length of time that the text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    span: Span<Orig>,
    kind: TimeKind,
    value: Option<String>,
    upper: Option<String>,
    days: Option<(Date, Date)>,
    basis: Basis,
    part: Option<Part>,
    qualifier: Option<Qualifier>,
}

impl Time {
    /// Where it stands in the original, in bytes; of an interval, with the words that join its ends.
    pub const fn span(&self) -> Span<Orig> {
        self.span
    }

    /// What kind of time it is.
    pub const fn kind(&self) -> TimeKind {
        self.kind
    }

    /// ISO 8601: `2013-08-23`, `2013-08-23T14:30`, `2013-08`, `2013-W34`, `2013-Q3`, `2013`, `2013-07-01/2013-08-05`,
    /// `P2Y6M`, of an interval counted from the day of the document `P5Y/2013-08-23`; half-years are `2013-H2`, decades
    /// and centuries `198X`, `20XX`. What cannot be completed stays as [`Entity::value`](crate::Entity::value) has it
    /// (`--08-05`). `None` for lunar dates, and for relative words where the document has no day.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// Of a length with two ends (`2-3 ngày`), the longer.
    pub fn upper(&self) -> Option<&str> {
        self.upper.as_deref()
    }

    /// The first and the last day, both included; `None` for lengths, and where year, month or day is not known.
    pub const fn days(&self) -> Option<(Date, Date)> {
        self.days
    }

    /// Where the value comes from.
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// Which part of the period is meant (`cuối năm`).
    pub const fn part(&self) -> Option<Part> {
        self.part
    }

    /// What the words before a length make of it (`hơn 5 năm`).
    pub const fn qualifier(&self) -> Option<Qualifier> {
        self.qualifier
    }
}

impl Document {
    /// The points, intervals and lengths of time that the text names, in order; an interval is one, its ends are not given
    /// again. Read when asked for, in linear time.
    ///
    /// ```
    /// use bongsen::Analyzer;
    /// let doc = Analyzer::new()?.analyze_on(
    ///     "Sáng qua, huyện sơ kết 6 tháng đầu năm. Từ ngày 1/7 đến cuối năm nay, hai năm rưỡi sau khi khởi công, đường phải xong.",
    ///     Some("2013-08-23".parse()?),
    /// )?;
    /// let times: Vec<_> = doc.times().iter().map(|t| (doc.slice(t.span()).to_owned(), t.value().unwrap().to_owned())).collect();
    /// let expected = [
    ///     ("Sáng qua", "2013-08-22"),
    ///     ("6 tháng đầu năm", "2013-H1"),
    ///     ("Từ ngày 1/7 đến cuối năm nay", "2013-07-01/2013"),
    ///     ("hai năm rưỡi", "P2Y6M"),
    /// ];
    /// assert!(times.iter().map(|(a, b)| (a.as_str(), b.as_str())).eq(expected), "{times:?}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn times(&self) -> Vec<Time> {
        Reader::new(self).all()
    }
}

#[cfg(all(test, feature = "bundled"))]
mod tests;
