//! `normalize`: text in its normal form, and what was changed.

use std::borrow::Cow;
use std::sync::OnceLock;

use bongsen::normalize::{self as normal, IyStyle, NormalOptions, NormalRule, ToneStyle};
use bongsen::{CharIndex, OffsetMap};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::PyString;

use crate::convert::{line, stretch};
use crate::enter::enter;

/// A text in its normal form: composed letters with their marks in place, Đ for its look-alikes, plain spaces, no invisible
/// characters.
///
/// `tone` puts the mark of an open oa, oe, uy in one style, "old" (hòa) or "new" (hoà), and with either moves marks that stand on
/// a wrong letter (tòan, qúy); "keep" leaves them. `i_y` writes the vowel of open syllables with "i" (kĩ thuật), with "y" where
/// the press has it (kỹ thuật), or keeps it. `rules` switches rules by their names: {"quotes": True, "full-width": False}; the
/// names are compose, marks, look-alikes, spaces, line-breaks, invisible, full-width and quotes, of which only quotes is off.
#[pyfunction]
#[pyo3(signature = (text, *, tone="keep", i_y="keep", rules=None))]
pub fn normalize(
    py: Python<'_>,
    text: PyBackedStr,
    tone: &str,
    i_y: &str,
    rules: Option<std::collections::BTreeMap<String, bool>>,
) -> PyResult<Normalized> {
    let wrong = |error: &dyn std::error::Error| PyValueError::new_err(error.to_string());
    let tone: ToneStyle = tone.parse().map_err(|error| wrong(&error))?;
    let i_y: IyStyle = i_y.parse().map_err(|error| wrong(&error))?;
    let mut options = NormalOptions::default().with_tone(tone).with_i_y(i_y);
    let switched = || NormalRule::ALL.into_iter().filter(|rule| !matches!(rule, NormalRule::Tone | NormalRule::Iy));
    for (name, on) in rules.unwrap_or_default() {
        let rule = switched().find(|rule| rule.label() == name).ok_or_else(|| {
            let names: Vec<&str> = switched().map(NormalRule::label).collect();
            PyValueError::new_err(format!("{name:?} is no rule: the rules are {}", names.join(", ")))
        })?;
        options = options.with(rule, on);
    }
    enter(py, text.len(), move || {
        let found = normal::normalize(&text, options);
        let other = match found.text {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(text),
        };
        let (changes, map) = (found.changes, found.map);
        Normalized { original: text, other, changes, map, indexes: OnceLock::new() }
    })
}

/// A text in its normal form, with the way back to the original. Offsets count code points.
#[pyclass(frozen, module = "bongsen")]
pub struct Normalized {
    original: PyBackedStr,
    /// The text, when it is another than the original.
    other: Option<String>,
    changes: Vec<normal::Change>,
    map: OffsetMap,
    /// Of the original, of the text; made when offsets are asked for.
    indexes: OnceLock<(CharIndex, CharIndex)>,
}

impl Normalized {
    fn now(&self) -> &str {
        self.other.as_deref().unwrap_or(&self.original)
    }

    fn indexes(&self) -> &(CharIndex, CharIndex) {
        self.indexes.get_or_init(|| (CharIndex::new(&self.original), CharIndex::new(self.now())))
    }
}

/// One change: where it stands in the original, what was there, what is there now, and by which rule.
type Change = ((u32, u32), String, String, &'static str);

#[pymethods]
impl Normalized {
    /// The text.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        // Text that is the same is the same object.
        self.other.as_ref().map_or_else(|| self.original(py), |text| Ok(PyString::new(py, text).into_any()))
    }

    /// The text as it was.
    #[getter]
    fn original<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok((&self.original).into_pyobject(py)?)
    }

    /// What was changed, in order: tuples of (start, end) in the original, what was there, what is there now, and the rule. A
    /// stretch that several rules changed is told once for each.
    #[getter]
    fn changes(&self) -> Vec<Change> {
        let told = |change: &normal::Change| {
            let at = self.indexes().0.chars(&self.original, change.orig);
            let was = self.original.get(change.orig.range()).unwrap_or_default().to_owned();
            let is = self.now().get(change.norm.range()).unwrap_or_default().to_owned();
            ((at.start(), at.end()), was, is, change.rule.label())
        };
        self.changes.iter().map(told).collect()
    }

    /// Where a stretch of the text stands in the original: (start, end); widened to whole changes.
    fn to_original(&self, start: u32, end: u32) -> PyResult<(u32, u32)> {
        let orig = self.map.to_orig(stretch(&self.indexes().1, self.now(), start, end)?);
        let chars = self.indexes().0.chars(&self.original, orig);
        Ok((chars.start(), chars.end()))
    }

    fn __str__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.text(py)
    }

    fn __repr__(&self) -> String {
        format!("<Normalized '{}': {} changes>", line(self.now()), self.changes.len())
    }
}
