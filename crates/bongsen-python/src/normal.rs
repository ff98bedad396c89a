//! `normalize`: text in its normal form, and what was changed.

use bongsen::normalize::{self as normal, IyStyle, NormalOptions, NormalRule, ToneStyle};
use bongsen::{CharIndex, OffsetMap};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;

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
        let (text_now, changes, map) = (found.text.into_owned(), found.changes, found.map);
        let indexes = (CharIndex::new(&text), CharIndex::new(&text_now));
        Normalized { original: text, text: text_now, changes, map, indexes }
    })
}

/// A text in its normal form, with the way back to the original. Offsets count code points.
#[pyclass(frozen, module = "bongsen")]
pub struct Normalized {
    original: PyBackedStr,
    text: String,
    changes: Vec<normal::Change>,
    map: OffsetMap,
    /// Of the original, of the text.
    indexes: (CharIndex, CharIndex),
}

/// One change: where it stands in the original, what was there, what is there now, and by which rule.
type Change = ((u32, u32), String, String, &'static str);

#[pymethods]
impl Normalized {
    /// The text.
    #[getter]
    fn text(&self) -> &str {
        &self.text
    }

    /// The text as it was.
    #[getter]
    fn original(&self) -> &str {
        &self.original
    }

    /// What was changed, in order: tuples of (start, end) in the original, what was there, what is there now, and the rule. A
    /// stretch that several rules changed is told once for each.
    #[getter]
    fn changes(&self) -> Vec<Change> {
        let told = |change: &normal::Change| {
            let at = self.indexes.0.chars(&self.original, change.orig);
            let was = self.original.get(change.orig.range()).unwrap_or_default().to_owned();
            let is = self.text.get(change.norm.range()).unwrap_or_default().to_owned();
            ((at.start(), at.end()), was, is, change.rule.label())
        };
        self.changes.iter().map(told).collect()
    }

    /// Where a stretch of the text stands in the original: (start, end); widened to whole changes.
    fn to_original(&self, start: u32, end: u32) -> PyResult<(u32, u32)> {
        let orig = self.map.to_orig(stretch(&self.indexes.1, &self.text, start, end)?);
        let chars = self.indexes.0.chars(&self.original, orig);
        Ok((chars.start(), chars.end()))
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("<Normalized '{}': {} changes>", line(&self.text), self.changes.len())
    }
}
