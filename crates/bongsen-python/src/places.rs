//! `Places`: the register of administrative units, and `Address`: what a line names.

use std::sync::Arc;

use bongsen::Date;
use bongsen::place::{self, AddressReader, Level, Register};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyAny, PyDate, PyList, PyTuple};

use crate::analyzer::shared;
use crate::convert::{date_from, date_to, tuple};
use crate::enter::enter;
use crate::unit::{Conversion, Unit};

/// Addresses that are read between two looks at the keyboard (ctrl-C).
const CHUNK: usize = 10_000;

/// Every administrative unit of Vietnam since 2004, each in the period in which it had its code, name, kind and parent.
///
/// A day is a datetime.date or a str such as "2013-08-23"; without one the newest is taken.
#[pyclass(frozen, module = "bongsen")]
pub struct Places {
    register: Arc<Register>,
}

impl Places {
    fn day(&self, on: Option<&Bound<'_, PyAny>>) -> PyResult<Date> {
        Ok(date_from(on)?.unwrap_or_else(|| self.register.newest()))
    }
}

fn level_from(name: &str) -> PyResult<Level> {
    let levels = [Level::Province, Level::District, Level::Commune];
    levels
        .into_iter()
        .find(|level| level.label() == name)
        .ok_or_else(|| PyValueError::new_err(format!("a level is 'province', 'district' or 'commune', not {name:?}")))
}

#[pymethods]
impl Places {
    #[new]
    fn new(py: Python<'_>) -> PyResult<Self> {
        Ok(Self { register: Arc::clone(shared(py)?.places()) })
    }

    /// The unit that had a code of the statistics office on a day: two digits are a province, three a district, five a commune;
    /// None when no unit had it then.
    #[pyo3(signature = (code, on=None))]
    fn get(&self, code: &str, on: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Unit>> {
        let on = self.day(on)?;
        Ok(self.register.by_code(code, on).map(|unit| Unit::new(&self.register, unit, on)))
    }

    /// The units of a name on a day, the best fit first; the name may have a level word, short or long. `within` is a Unit that
    /// they lie in.
    #[pyo3(signature = (name, on=None, within=None))]
    fn lookup<'py>(
        &self,
        py: Python<'py>,
        name: PyBackedStr,
        on: Option<&Bound<'py, PyAny>>,
        within: Option<&Unit>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let on = self.day(on)?;
        let outer = within.and_then(Unit::view).map(place::Unit::id);
        let found = enter(py, name.len(), || self.register.lookup(&name, on, outer))?;
        tuple(py, found.into_iter().map(|candidate| Ok(Unit::new(&self.register, candidate.unit, on))))
    }

    /// Every unit of a level ("province", "district", "commune") on a day, in order of code.
    #[pyo3(signature = (level, on=None))]
    fn units<'py>(
        &self,
        py: Python<'py>,
        level: &str,
        on: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let (level, on) = (level_from(level)?, self.day(on)?);
        let wanted = self.register.units().filter(|unit| unit.level() == level && unit.is_valid(on));
        tuple(py, wanted.map(|unit| Ok(Unit::new(&self.register, unit, on))))
    }

    /// Reads an address, as it was written in the era of a day; without one, in the newest era in which it makes sense.
    #[pyo3(signature = (text, on=None))]
    fn parse_address(&self, py: Python<'_>, text: PyBackedStr, on: Option<&Bound<'_, PyAny>>) -> PyResult<Address> {
        let on = date_from(on)?;
        let address = enter(py, text.len(), || AddressReader::new(Arc::clone(&self.register)).read(&text, on))?;
        Ok(Address { text, address })
    }

    /// Reads many addresses of one era: a list of Address in their order. Other Python threads run meanwhile, and ctrl-C stops
    /// it.
    #[pyo3(signature = (texts, on=None))]
    fn parse_addresses<'py>(
        &self,
        py: Python<'py>,
        texts: Vec<PyBackedStr>,
        on: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyList>> {
        let on = date_from(on)?;
        let mut reader = AddressReader::new(Arc::clone(&self.register));
        let list = PyList::empty(py);
        let mut rest = texts.into_iter();
        loop {
            let chunk: Vec<PyBackedStr> = rest.by_ref().take(CHUNK).collect();
            if chunk.is_empty() {
                return Ok(list);
            }
            let read = enter(py, usize::MAX, || chunk.iter().map(|text| reader.read(text, on)).collect::<Vec<_>>())?;
            py.check_signals()?;
            for (text, address) in chunk.into_iter().zip(read) {
                list.append(Address { text, address })?;
            }
        }
    }

    /// What a unit, or the unit of an address, is on the day `to`: a Conversion. `on` is the era of the address.
    #[pyo3(signature = (place, to, on=None))]
    fn convert(
        &self,
        py: Python<'_>,
        place: &Bound<'_, PyAny>,
        to: &Bound<'_, PyAny>,
        on: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Conversion> {
        if let Ok(unit) = place.cast::<Unit>() {
            return unit.get().on_day(to);
        }
        let text: PyBackedStr = place.extract().map_err(|_| {
            PyTypeError::new_err(format!("a Unit or the str of an address is needed, not {}", place.get_type()))
        })?;
        self.parse_address(py, text, on)?.on_day(to)
    }

    fn __len__(&self) -> usize {
        self.register.len()
    }

    fn __repr__(&self) -> String {
        format!("<Places: {} units, 2004-12-31 to {}>", self.register.len(), self.register.newest())
    }
}

/// What a line names: the finest unit, and each level where it is told.
#[pyclass(frozen, module = "bongsen")]
pub struct Address {
    text: PyBackedStr,
    address: place::Address,
}

impl Address {
    fn made(&self, unit: place::Unit<'_>) -> Unit {
        Unit::new(self.address.link().register(), unit, self.address.link().on())
    }

    fn part(&self, level: Level) -> Option<Unit> {
        self.address.part(level).map(|(unit, _)| self.made(unit))
    }

    /// A stretch in code points.
    fn span(&self, span: bongsen::Span<bongsen::Orig>) -> (usize, usize) {
        let count = |end: u32| self.text.get(..end as usize).map_or(0, |text| text.chars().count());
        (count(span.start()), count(span.end()))
    }
}

#[pymethods]
impl Address {
    /// The line.
    #[getter]
    fn text(&self) -> &str {
        &self.text
    }

    /// The finest unit that it names, when one is certain.
    #[getter]
    fn unit(&self) -> Option<Unit> {
        self.address.unit().map(|unit| self.made(unit))
    }

    /// The units that it may be, the likeliest first (at most 8); only the unit when it is certain.
    #[getter]
    fn candidates<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.address.link().candidates().map(|unit| Ok(self.made(unit))))
    }

    /// How many candidates there are, those left out included.
    #[getter]
    fn candidate_count(&self) -> u32 {
        self.address.link().total()
    }

    /// The commune, where the line names it.
    #[getter]
    fn commune(&self) -> Option<Unit> {
        self.part(Level::Commune)
    }

    /// The district, where the line names it.
    #[getter]
    fn district(&self) -> Option<Unit> {
        self.part(Level::District)
    }

    /// The province, where the line names it.
    #[getter]
    fn province(&self) -> Option<Unit> {
        self.part(Level::Province)
    }

    /// Where the line names a level ("province", "district", "commune"): start and end in code points, or None.
    fn span_of(&self, level: &str) -> PyResult<Option<(usize, usize)>> {
        let level = level_from(level)?;
        Ok(self.address.part(level).map(|(_, span)| self.span(span)))
    }

    /// What stands before the units (behind them, where they come first): house, street, hamlet.
    #[getter]
    fn rest(&self) -> Option<&str> {
        self.text.get(self.address.rest()?.range())
    }

    /// How it was read: "exact", "chain", "spelling", "other-kind", "other-era", "ambiguous", "conflict" or "unknown".
    #[getter]
    fn how(&self) -> &'static str {
        self.address.link().how().label()
    }

    /// The day in whose era it was read.
    #[getter]
    fn on<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        date_to(py, Some(self.address.link().on()))
    }

    /// What the unit is on another day: a Conversion.
    fn on_day(&self, day: &Bound<'_, PyAny>) -> PyResult<Conversion> {
        let day = date_from(Some(day))?.ok_or_else(|| PyTypeError::new_err("a day is needed, not None"))?;
        Ok(Conversion::new(self.address.link().register(), &self.address.on_day(day), day))
    }

    fn __repr__(&self) -> String {
        let how = self.how();
        match self.address.unit() {
            Some(unit) => format!("<Address {} {} ({how})>", unit.full_name(), unit.code()),
            None => format!("<Address {} candidates ({how})>", self.candidate_count()),
        }
    }
}
