//! `normalize`: text in its normal form, and what was changed.

use bongsen::normalize::{self as normal, NormalOptions, NormalRule, ToneStyle, UnknownToneStyle};
use bongsen::{CharIndex, Norm, OffsetMap, Orig, Span};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;

use crate::enter::enter;

/// A text in its normal form: composed letters with their marks in place, Đ for its look-alikes, plain spaces, no invisible
/// characters.
///
/// `tone` puts the mark of an open oa, oe, uy in one style: "old" (hòa), "new" (hoà), or "keep" as it is written. `rules` switches
/// rules by their names: {"quotes": True, "full-width": False}; the names are compose, marks, look-alikes, spaces, line-breaks,
/// invisible, full-width and quotes, of which only quotes is off.
#[pyfunction]
#[pyo3(signature = (text, *, tone="keep", rules=None))]
pub fn normalize(
    py: Python<'_>,
    text: PyBackedStr,
    tone: &str,
    rules: Option<std::collections::BTreeMap<String, bool>>,
) -> PyResult<Normalized> {
    let style: ToneStyle = tone.parse().map_err(|e: UnknownToneStyle| PyValueError::new_err(e.to_string()))?;
    let mut options = NormalOptions::default().with_tone(style);
    for (name, on) in rules.unwrap_or_default() {
        let known = NormalRule::ALL.into_iter().find(|rule| rule.label() == name && *rule != NormalRule::Tone);
        let rule = known.ok_or_else(|| {
            let names: Vec<&str> =
                NormalRule::ALL.iter().map(|rule| rule.label()).filter(|name| *name != "tone").collect();
            PyValueError::new_err(format!("{name:?} is no rule: the rules are {}", names.join(", ")))
        })?;
        options = options.with(rule, on);
    }
    enter(py, text.len(), move || {
        let found = normal::normalize(&text, options);
        let (text_now, changes, map) = (found.text.into_owned(), found.changes, found.map);
        Normalized { original: text, text: text_now, changes, map }
    })
}

/// A text in its normal form, with the way back to the original. Offsets count code points.
#[pyclass(frozen, module = "bongsen")]
pub struct Normalized {
    original: PyBackedStr,
    text: String,
    changes: Vec<normal::Change>,
    map: OffsetMap,
}

impl Normalized {
    fn chars_of_original(&self, span: Span<Orig>) -> (u32, u32) {
        let chars = CharIndex::new(&self.original).chars(&self.original, span);
        (chars.start(), chars.end())
    }
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
        let index = CharIndex::new(&self.original);
        let told = |change: &normal::Change| {
            let at = index.chars(&self.original, change.orig);
            let was = self.original.get(change.orig.range()).unwrap_or_default().to_owned();
            let is = self.text.get(change.norm.range()).unwrap_or_default().to_owned();
            ((at.start(), at.end()), was, is, change.rule.label())
        };
        self.changes.iter().map(told).collect()
    }

    /// Where a stretch of the text stands in the original: (start, end); widened to whole changes.
    fn to_original(&self, start: usize, end: usize) -> PyResult<(u32, u32)> {
        let count = self.text.chars().count();
        if start > end || end > count {
            return Err(PyValueError::new_err(format!("({start}, {end}) is no stretch of {count} code points")));
        }
        let byte = |at: usize| self.text.char_indices().nth(at).map_or(self.text.len(), |(byte, _)| byte) as u32;
        Ok(self.chars_of_original(self.map.to_orig(Span::<Norm>::new(byte(start), byte(end)))))
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("<Normalized '{}': {} changes>", crate::convert::line(&self.text), self.changes.len())
    }
}
