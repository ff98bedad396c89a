//! Times in a record.

use serde::Serialize;

use super::Stretch;
use crate::quantity::Qualifier;
use crate::time::{Part, Time};

/// A point, an interval or a length of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimeRecord<'d> {
    /// First position inside.
    pub start: u32,
    /// First position after.
    pub end: u32,
    /// What is there.
    pub text: &'d str,
    /// `point`, `interval`, `duration`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// ISO 8601 (see [`Time::value`]): `2013-08-23`, `2013-07-01/2013-08-05`, `P2Y6M`; `None` where nothing tells it.
    pub value: Option<String>,
    /// Of a length with two ends, the longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper: Option<String>,
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_day: Option<String>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_day: Option<String>,
    /// `written`, `document`, `text`: where the value comes from.
    pub basis: &'static str,
    /// `start`, `mid`, `end`: which part of the period is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<&'static str>,
    /// `more-than`, `nearly`, `about`, `less-than`, `at-least`, `at-most`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<&'static str>,
}

impl<'d> TimeRecord<'d> {
    pub(super) fn new(time: &Time, at: &Stretch<'d>) -> Self {
        Self {
            start: at.start,
            end: at.end,
            text: at.text,
            kind: time.kind().label(),
            value: time.value().map(str::to_owned),
            upper: time.upper().map(str::to_owned),
            first_day: time.days().map(|(first, _)| first.to_string()),
            last_day: time.days().map(|(_, last)| last.to_string()),
            basis: time.basis().label(),
            part: time.part().map(Part::label),
            qualifier: time.qualifier().map(Qualifier::label),
        }
    }
}
