//! `Place`: which administrative unit a mention is.

use bongsen::place::{self, Link};
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyTuple};

use crate::convert::{date_to, tuple};
use crate::unit::Unit;

/// What a mention of an administrative unit was linked to: one unit when that is certain, else candidates.
///
/// When no unit is certain, code, name, full_name, level, kind, valid_from and valid_to are None.
#[pyclass(frozen, eq, hash, module = "bongsen")]
pub struct Place {
    link: Link,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.link == other.link
    }
}

impl std::hash::Hash for Place {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.link.on(), self.link.how(), self.link.unit().map(place::Unit::id)).hash(state);
    }
}

impl Place {
    pub fn new(link: &Link) -> Self {
        Self { link: link.clone() }
    }
}

#[pymethods]
impl Place {
    /// The unit, when one is certain.
    #[getter]
    fn unit(&self) -> Option<Unit> {
        self.link.unit().map(|unit| Unit::new(self.link.register(), unit, self.link.on()))
    }

    /// The code of the unit.
    #[getter]
    fn code(&self) -> Option<String> {
        self.link.unit().map(place::Unit::code)
    }

    /// The name of the unit without the level word.
    #[getter]
    fn name(&self) -> Option<&str> {
        self.link.unit().map(place::Unit::name)
    }

    /// Level word and name of the unit.
    #[getter]
    fn full_name(&self) -> Option<String> {
        self.link.unit().map(place::Unit::full_name)
    }

    /// "province", "district" or "commune".
    #[getter]
    fn level(&self) -> Option<&'static str> {
        self.link.unit().map(|unit| unit.level().label())
    }

    /// What the law calls the unit.
    #[getter]
    fn kind(&self) -> Option<&'static str> {
        self.link.unit().map(|unit| unit.kind().word())
    }

    /// The first day on which the unit was valid.
    #[getter]
    fn valid_from<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        date_to(py, self.link.unit().and_then(place::Unit::valid_from))
    }

    /// The last day on which the unit was valid.
    #[getter]
    fn valid_to<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        date_to(py, self.link.unit().and_then(place::Unit::valid_to))
    }

    /// The units that the unit lies in, the nearest first.
    #[getter]
    fn parents<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.link.parents().map(|unit| Ok(Unit::new(self.link.register(), unit, self.link.on()))))
    }

    /// The units that it may be, the likeliest first (at most 8); only the unit when it is certain.
    #[getter]
    fn candidates<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.link.candidates().map(|unit| Ok(Unit::new(self.link.register(), unit, self.link.on()))))
    }

    /// How many candidates there are, those left out included.
    #[getter]
    fn candidate_count(&self) -> u32 {
        self.link.total()
    }

    /// What decided: "exact", "chain", "head-level", "ambiguous", "unknown", …
    #[getter]
    fn how(&self) -> &'static str {
        self.link.how().label()
    }

    /// The day in whose era it was linked.
    #[getter]
    fn on<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        date_to(py, Some(self.link.on()))
    }

    /// Whether that is the document's date. If not, the document has none, and the newest era was taken.
    #[getter]
    fn dated(&self) -> bool {
        self.link.is_dated()
    }

    fn __repr__(&self) -> String {
        let how = self.link.how();
        match self.link.unit() {
            Some(unit) => format!("<Place {} {} ({how})>", unit.full_name(), unit.code()),
            None => format!("<Place {} candidates ({how})>", self.link.total()),
        }
    }
}
