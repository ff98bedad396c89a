//! The functions that need no analyser at hand: `segment` and `normalize`.

use bongsen::normalize::{ToneStyle, UnknownToneStyle, restyle, view};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyList, PyString};

use crate::analyzer::shared;
use crate::enter::enter;
use crate::errors;

/// The sentences of a text as lists of words.
///
/// With `join`, one str instead: a sentence a line, words apart by a space, the parts of a word joined by it.
#[pyfunction]
#[pyo3(signature = (text, *, join=None))]
pub fn segment<'py>(py: Python<'py>, text: PyBackedStr, join: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
    let analyzer = shared(py)?;
    let document =
        enter(py, text.len(), move || analyzer.segment_only(&text))?.map_err(|e| errors::of_analysis(e, ""))?;
    let Some(join) = join else {
        let sentences = document
            .sentences()
            .map(|sentence| PyList::new(py, sentence.words().map(|word| PyString::new(py, word.text()))));
        return Ok(PyList::new(py, sentences.collect::<PyResult<Vec<_>>>()?)?.into_any());
    };
    let mut out = String::with_capacity(document.text().len());
    for sentence in document.sentences() {
        for (i, word) in sentence.words().enumerate() {
            out.push_str(if i > 0 { " " } else { "" });
            for (i, part) in word.text().split_whitespace().enumerate() {
                out.push_str(if i > 0 { join } else { "" });
                out.push_str(part);
            }
        }
        out.push('\n');
    }
    Ok(PyString::new(py, &out).into_any())
}

/// A text in its normal form: composed letters, Đ for its look-alikes, plain spaces, no invisible characters.
///
/// `tone` puts the mark of an open oa, oe, uy in one style: "old" (hòa), "new" (hoà), or "keep" as it is written.
#[pyfunction]
#[pyo3(signature = (text, *, tone="keep"))]
pub fn normalize(py: Python<'_>, text: PyBackedStr, tone: &str) -> PyResult<String> {
    let style: ToneStyle = tone.parse().map_err(|e: UnknownToneStyle| PyValueError::new_err(e.to_string()))?;
    enter(py, text.len(), || restyle(&view(&text).text, style).into_owned())
}
