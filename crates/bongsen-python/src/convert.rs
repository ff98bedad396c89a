//! Arguments and values: dates, units of offsets, and text for reprs.

use bongsen::record::OffsetUnit;
use bongsen::{CharIndex, Chars, Date, Document, Norm, Orig, Span};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyString, PyTuple};

use crate::errors::DateError;

/// A date from a `datetime.date` (of a `datetime`, its day), a text in ISO 8601, or `None`.
pub fn date_from(value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Date>> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
    if let Ok(text) = value.cast::<PyString>() {
        return text.to_str()?.parse().map(Some).map_err(|e: bongsen::DateError| DateError::new_err(e.to_string()));
    }
    if !value.is_instance_of::<PyDate>() {
        let name = value.get_type().name()?;
        let message = format!("a date is a datetime.date, a str such as '2013-08-23', or None, not {name}");
        return Err(PyTypeError::new_err(message));
    }
    let part = |name| value.getattr(name);
    let date = Date::new(part("year")?.extract()?, part("month")?.extract()?, part("day")?.extract()?);
    date.map(Some).ok_or_else(|| DateError::new_err(format!("{value} is not a date")))
}

/// A `datetime.date`.
pub fn date_to(py: Python<'_>, date: Option<Date>) -> PyResult<Option<Bound<'_, PyDate>>> {
    date.map(|date| PyDate::new(py, date.year().into(), date.month(), date.day())).transpose()
}

/// What offsets count, by its name.
pub fn unit_from(name: &str) -> PyResult<OffsetUnit> {
    match name {
        "chars" => Ok(OffsetUnit::Chars),
        "bytes" => Ok(OffsetUnit::Bytes),
        "utf16" => Ok(OffsetUnit::Utf16),
        _ => Err(PyValueError::new_err(format!("offsets are in 'chars', 'bytes' or 'utf16', not {name:?}"))),
    }
}

/// Start and end of a span in the named unit.
pub fn offsets(document: &Document, span: Span<Orig>, unit: &str) -> PyResult<(u32, u32)> {
    Ok(unit_from(unit)?.offsets(document, span))
}

/// A tuple of what is made one by one.
pub fn tuple<'py, T>(py: Python<'py>, items: impl Iterator<Item = PyResult<T>>) -> PyResult<Bound<'py, PyTuple>>
where
    T: IntoPyObject<'py>,
{
    PyTuple::new(py, items.collect::<PyResult<Vec<_>>>()?)
}

/// The longest text in a repr, in code points.
const SHOWN: usize = 60;

/// A text as it may stand on one line: white space as one space, no invisible controls, cut when long.
pub fn line(text: &str) -> String {
    let mut out = String::new();
    let (mut count, mut gap) = (0, false);
    for c in text.trim().chars() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}') {
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(' ');
            count += 1;
        }
        if count >= SHOWN {
            out.push('…');
            break;
        }
        out.push(c);
        count += 1;
    }
    out
}

/// A stretch of a text that a caller names in code points.
pub fn stretch(index: &CharIndex, text: &str, start: u32, end: u32) -> PyResult<Span<Norm>> {
    let bytes = index.bytes(text, Span::<Chars>::new(start, end)).filter(|_| start <= end).ok_or_else(|| {
        let message = format!("{start}:{end} is no stretch of the text: offsets count its code points, from 0");
        PyValueError::new_err(message)
    })?;
    Ok(Span::new(bytes.start(), bytes.end()))
}
