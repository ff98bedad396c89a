//! `Quantity`: an amount that the text names.

use bongsen::quantity::{Decimal, Measure, Qualifier};
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyTuple};

use crate::convert::{line, tuple};
use crate::item::{Handle, Item, Layer, make};

/// An amount of money, a share, a measure or a count. Its text is number, multiplier and unit.
#[pyclass(frozen, extends = Item, module = "bongsen")]
pub struct Quantity(bongsen::Quantity);

impl Quantity {
    pub fn all<'py>(py: Python<'py>, doc: &Handle) -> PyResult<Bound<'py, PyTuple>> {
        let found = doc.quantities();
        tuple(py, (0..).zip(found).map(|(i, q)| make(py, doc, Layer::Quantity, i, q.span(), Self(q))))
    }
}

fn decimal(py: Python<'_>, value: Decimal) -> PyResult<Bound<'_, PyAny>> {
    py.import("decimal")?.getattr("Decimal")?.call1((value.to_string(),))
}

#[pymethods]
impl Quantity {
    /// The value in its unit, multiplied out: a decimal.Decimal; of a range, the lower end.
    #[getter]
    fn value<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        decimal(py, self.0.value())
    }

    /// The upper end of a range.
    #[getter]
    fn upper<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.0.upper().map(|upper| decimal(py, upper)).transpose()
    }

    /// The unit in its normal form: "VND", "%", "ha", "người"; None where only a multiplier stands.
    #[getter]
    fn unit(&self) -> Option<&'static str> {
        self.0.unit()
    }

    /// "money", "percent", "length", "area", "volume", "mass", "power" or "count".
    #[getter]
    fn measure(&self) -> Option<&'static str> {
        self.0.measure().map(Measure::label)
    }

    /// What the unit is per: "ha" in "6 tấn/ha".
    #[getter]
    fn per(&self) -> Option<&'static str> {
        self.0.per()
    }

    /// "more-than", "nearly", "about", "less-than", "at-least" or "at-most".
    #[getter]
    fn qualifier(&self) -> Option<&'static str> {
        self.0.qualifier().map(Qualifier::label)
    }

    /// Whether a mark in the number can also be read the other way ("1,200").
    #[getter]
    fn ambiguous(&self) -> bool {
        self.0.is_ambiguous()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        let found = &slf.get().0;
        let text = line(slf.as_super().get().str());
        format!("<Quantity '{text}': {} {}>", found.value(), found.unit().unwrap_or("?"))
    }
}
