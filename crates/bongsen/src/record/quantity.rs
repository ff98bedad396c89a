//! Amounts in a record.

use serde::Serialize;

use super::Stretch;
use crate::quantity::Quantity;

/// An amount of money, a share, a measure or a count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuantityRecord<'d> {
    /// First position inside.
    pub start: u32,
    /// First position after.
    pub end: u32,
    /// What is there.
    pub text: &'d str,
    /// The value, multiplied out, as an exact decimal: `"4800000000"`; of a range, the lower end.
    pub value: String,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper: Option<String>,
    /// The unit in its normal form: `VND`, `%`, `ha`.
    pub unit: Option<&'static str>,
    /// `money`, `percent`, `length`, `area`, `volume`, `mass`, `power`, `count`.
    pub measure: Option<&'static str>,
    /// What the unit is per.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<&'static str>,
    /// `more-than`, `nearly`, `about`, `less-than`, `at-least`, `at-most`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<&'static str>,
    /// Whether a mark in the number can also be read the other way (`1,200`).
    pub ambiguous: bool,
}

impl<'d> QuantityRecord<'d> {
    pub(super) fn new(quantity: &Quantity, at: &Stretch<'d>) -> Self {
        Self {
            start: at.start,
            end: at.end,
            text: at.text,
            value: quantity.value().to_string(),
            upper: quantity.upper().map(|upper| upper.to_string()),
            unit: quantity.unit(),
            measure: quantity.measure().map(crate::quantity::Measure::label),
            per: quantity.per(),
            qualifier: quantity.qualifier().map(crate::quantity::Qualifier::label),
            ambiguous: quantity.is_ambiguous(),
        }
    }
}
