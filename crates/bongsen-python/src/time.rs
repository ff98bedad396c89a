//! `Time` and `Age`: points, intervals and lengths of time, and how old people are.

use bongsen::quantity::Qualifier;
use bongsen::time::Part;
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyTuple};

use crate::convert::{date_to, line, tuple};
use crate::entity::Entity;
use crate::item::{Handle, Item, Layer, make};

/// A point, an interval or a length of time that the text names.
#[pyclass(frozen, extends = Item, module = "bongsen")]
pub struct Time(bongsen::Time);

impl Time {
    pub fn all<'py>(py: Python<'py>, doc: &Handle) -> PyResult<Bound<'py, PyTuple>> {
        let found = doc.times();
        tuple(py, (0..).zip(found).map(|(i, t)| make(py, doc, Layer::Time, i, t.span(), Self(t))))
    }
}

#[pymethods]
impl Time {
    /// "point", "interval" or "duration".
    #[getter]
    fn kind(&self) -> &'static str {
        self.0.kind().label()
    }

    /// ISO 8601: "2013-08-23", "2013-07-01/2013-08-05", "P2Y6M"; None where nothing tells it.
    #[getter]
    fn value(&self) -> Option<&str> {
        self.0.value()
    }

    /// Of a length with two ends, the longer.
    #[getter]
    fn upper(&self) -> Option<&str> {
        self.0.upper()
    }

    /// The first day.
    #[getter]
    fn first_day<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        date_to(py, self.0.days().map(|(first, _)| first))
    }

    /// The last day, included.
    #[getter]
    fn last_day<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        date_to(py, self.0.days().map(|(_, last)| last))
    }

    /// "written", "document" (counted from its day) or "text" (the day named last).
    #[getter]
    fn basis(&self) -> &'static str {
        self.0.basis().label()
    }

    /// "start", "mid" or "end" of the period.
    #[getter]
    fn part(&self) -> Option<&'static str> {
        self.0.part().map(Part::label)
    }

    /// "more-than", "nearly", "about", "less-than", "at-least" or "at-most".
    #[getter]
    fn qualifier(&self) -> Option<&'static str> {
        self.0.qualifier().map(Qualifier::label)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        let text = line(slf.as_super().get().str());
        format!("<Time '{text}': {}>", slf.get().0.value().unwrap_or("?"))
    }
}

/// The age or the birth of a person, as the text tells it.
#[pyclass(frozen, extends = Item, module = "bongsen")]
pub struct Age {
    doc: Handle,
    age: bongsen::Age,
}

impl Age {
    pub fn all<'py>(py: Python<'py>, doc: &Handle) -> PyResult<Bound<'py, PyTuple>> {
        let found = doc.ages();
        let made =
            |(i, age): (u32, bongsen::Age)| make(py, doc, Layer::Age, i, age.span(), Self { doc: doc.clone(), age });
        tuple(py, (0..).zip(found).map(made))
    }
}

#[pymethods]
impl Age {
    /// The mention of the person.
    #[getter]
    fn person<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, Entity>>> {
        self.doc.entity(self.age.person()).map(|entity| Entity::make(py, &self.doc, entity)).transpose()
    }

    /// The age in years.
    #[getter]
    fn years(&self) -> Option<u16> {
        self.age.years()
    }

    /// The year of birth, with month and day where they are told: "1963", "1963-08-05".
    #[getter]
    fn born(&self) -> Option<String> {
        self.age.born().map(|born| born.to_string())
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        let age = &slf.get();
        let name = age.doc.entity(age.age.person()).map_or("?", |entity| entity.text());
        format!("<Age '{}': {}>", line(name), line(slf.as_super().get().str()))
    }
}
