//! `Place`: which administrative unit a mention is, and `Unit`: one unit of the register.

use std::sync::Arc;

use bongsen::Date;
use bongsen::place::{self, Link, Register, UnitId};
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyTuple};

use crate::convert::{date_to, tuple};

/// An administrative unit in the period in which it had this code, name, kind and parent.
#[pyclass(frozen, eq, hash, module = "bongsen")]
pub struct Unit {
    register: Arc<Register>,
    id: UnitId,
    /// The day on which its parents are looked up.
    on: Date,
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && Arc::ptr_eq(&self.register, &other.register)
    }
}

impl std::hash::Hash for Unit {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

impl Unit {
    fn new(link: &Link, unit: place::Unit<'_>) -> Self {
        Self { register: Arc::clone(link.register()), id: unit.id(), on: link.on() }
    }

    fn view(&self) -> Option<place::Unit<'_>> {
        self.register.unit(self.id)
    }
}

#[pymethods]
impl Unit {
    /// The code of the statistics office ("30061", "872", "01"). It means a unit only together with a day.
    #[getter]
    fn code(&self) -> String {
        self.view().map_or_else(String::new, place::Unit::code)
    }

    /// Its name without the level word: "Đốc Binh Kiều".
    #[getter]
    fn name(&self) -> &str {
        self.view().map_or("", place::Unit::name)
    }

    /// Level word and name: "xã Đốc Binh Kiều".
    #[getter]
    fn full_name(&self) -> String {
        self.view().map_or_else(String::new, place::Unit::full_name)
    }

    /// "province", "district" or "commune".
    #[getter]
    fn level(&self) -> &'static str {
        self.view().map_or("", |unit| unit.level().label())
    }

    /// What the law calls it: "xã", "thị trấn", "quận".
    #[getter]
    fn kind(&self) -> &'static str {
        self.view().map_or("", |unit| unit.kind().word())
    }

    /// The first day on which it was valid; None when that is before the first source (31 December 2004).
    #[getter]
    fn valid_from<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        date_to(py, self.view().and_then(place::Unit::valid_from))
    }

    /// The last day on which it was valid; None when it still is.
    #[getter]
    fn valid_to<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        date_to(py, self.view().and_then(place::Unit::valid_to))
    }

    /// The units that it lay in, the nearest first, in the era of the document's date.
    #[getter]
    fn parents<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let parents = self.view().into_iter().flat_map(|unit| unit.parents(unit.nearest_day(self.on)));
        tuple(py, parents.map(|unit| Ok(Self { register: Arc::clone(&self.register), id: unit.id(), on: self.on })))
    }

    fn __repr__(&self) -> String {
        format!("<Unit {} {}>", self.full_name(), self.code())
    }
}

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
        self.link.unit().map(|unit| Unit::new(&self.link, unit))
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
        tuple(py, self.link.parents().map(|unit| Ok(Unit::new(&self.link, unit))))
    }

    /// The units that it may be, the likeliest first (at most 8); only the unit when it is certain.
    #[getter]
    fn candidates<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.link.candidates().map(|unit| Ok(Unit::new(&self.link, unit))))
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
