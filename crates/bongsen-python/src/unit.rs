//! `Unit`: one administrative unit of the register, and `Conversion`: what it is on another day.

use std::sync::Arc;

use bongsen::Date;
use bongsen::place::{self, Register, UnitId};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyDate, PyTuple};

use crate::convert::{date_from, date_to, tuple};

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
    pub fn new(register: &Arc<Register>, unit: place::Unit<'_>, on: Date) -> Self {
        Self { register: Arc::clone(register), id: unit.id(), on }
    }

    pub fn view(&self) -> Option<place::Unit<'_>> {
        self.register.unit(self.id)
    }
}

impl Unit {
    fn steps<'py, 'r>(
        &self,
        py: Python<'py>,
        steps: impl Iterator<Item = (place::Unit<'r>, place::Share)>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let made = |(unit, share): (place::Unit<'_>, place::Share)| {
            Ok((Self::new(&self.register, unit, unit.nearest_day(self.on)), share.label()))
        };
        tuple(py, steps.map(made))
    }
}

#[pymethods]
impl Unit {
    /// The code of the statistics office ("30061", "872", "01"). It means a unit only together with a day.
    #[getter]
    fn code(&self) -> String {
        self.view().map_or_else(String::new, place::Unit::code)
    }

    /// The code of a province in ISO 3166-2 ("VN-45"); None for districts and communes, which have none.
    #[getter]
    fn iso_code(&self) -> Option<&'static str> {
        self.view().and_then(place::Unit::iso_code)
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

    /// The units directly inside, in order of code, in the era of the same date.
    #[getter]
    fn children<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let children = self.view().into_iter().flat_map(|unit| unit.children(unit.nearest_day(self.on)));
        tuple(py, children.map(|unit| Ok(Self::new(&self.register, unit, self.on))))
    }

    /// The units that it was formed from: pairs of a Unit and "whole", "part" or "unstated", how much of that went into it.
    #[getter]
    fn predecessors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.steps(py, self.view().into_iter().flat_map(place::Unit::predecessors))
    }

    /// The units that it went into: pairs of a Unit and "whole", "part" or "unstated", how much of it went there.
    #[getter]
    fn successors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.steps(py, self.view().into_iter().flat_map(place::Unit::successors))
    }

    /// What it is on another day (a datetime.date, or a str such as "2025-07-01"), earlier or later: a Conversion.
    pub fn on_day(&self, day: &Bound<'_, PyAny>) -> PyResult<Conversion> {
        let day = date_from(Some(day))?.ok_or_else(|| PyTypeError::new_err("a day is needed, not None"))?;
        let unit = self.view().ok_or_else(|| PyValueError::new_err("a unit of another register"))?;
        Ok(Conversion::new(&self.register, &unit.on_day(day), day))
    }

    fn __repr__(&self) -> String {
        format!("<Unit {} {}>", self.full_name(), self.code())
    }
}

/// A unit, or the unit of an address, on another day.
#[pyclass(frozen, module = "bongsen")]
pub struct Conversion {
    register: Arc<Register>,
    status: &'static str,
    units: Vec<(UnitId, &'static str)>,
    on: Date,
}

impl Conversion {
    pub fn new(register: &Arc<Register>, conversion: &place::Conversion<'_>, on: Date) -> Self {
        let units = conversion.units().iter().map(|(unit, share)| (unit.id(), share.label())).collect();
        Self { register: Arc::clone(register), status: conversion.outcome().label(), units, on }
    }

    fn unit_of(&self, id: UnitId) -> Unit {
        Unit { register: Arc::clone(&self.register), id, on: self.on }
    }
}

#[pymethods]
impl Conversion {
    /// "exact", "renamed", "merged" (into a wider unit), "divided", "ambiguous" (of an address: it is not certain which unit is
    /// meant) or "not-found".
    #[getter]
    fn status(&self) -> &'static str {
        self.status
    }

    /// The unit, where it is one; None when it was divided, or is not certain.
    #[getter]
    fn unit(&self) -> Option<Unit> {
        match self.units.as_slice() {
            [(id, _)] => Some(self.unit_of(*id)),
            _ => None,
        }
    }

    /// The units in order of code: several when it was divided.
    #[getter]
    fn units<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.units.iter().map(|(id, _)| Ok(self.unit_of(*id))))
    }

    /// How much of it lies in each of the units: "whole", "part" or "unstated".
    #[getter]
    fn shares<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.units.iter().map(|(_, share)| Ok(*share)))
    }

    /// The day.
    #[getter]
    fn on<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        date_to(py, Some(self.on))
    }

    fn __repr__(&self) -> String {
        let view = |id| self.register.unit(id);
        let names: Vec<String> =
            self.units.iter().filter_map(|(id, _)| view(*id)).map(place::Unit::full_name).collect();
        format!("<Conversion {} on {}: {}>", self.status, self.on, names.join(" | "))
    }
}
