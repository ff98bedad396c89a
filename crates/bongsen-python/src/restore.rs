//! `restore`: diacritics put back.

use bongsen::restore::Restorer;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyAny, PyTuple};

use crate::analyzer::model_bytes;
use crate::convert::{line, tuple};
use crate::enter::enter;
use crate::errors::ModelError;

/// The restorer with the bundled model, loaded once a process: it never changes.
static SHARED: PyOnceLock<Restorer> = PyOnceLock::new();

/// A text with its diacritics put back.
#[pyclass(frozen, module = "bongsen")]
pub struct Restored {
    /// The text.
    #[pyo3(get)]
    text: String,
    /// The syllables that were written without marks and are known to the model, in order.
    #[pyo3(get)]
    syllables: Py<PyTuple>,
}

/// A syllable that was written without marks and is known to the model.
#[pyclass(frozen, get_all, module = "bongsen")]
pub struct RestoredSyllable {
    /// Its text in the result.
    text: String,
    /// Where it begins in the result, in code points.
    start: usize,
    /// Where it ends in the result, in code points.
    end: usize,
    /// Where it begins and ends in the original, in code points.
    original: (usize, usize),
    /// How sure the model is of it, 0 to 1.
    confidence: f64,
    /// The other ways to write it and how sure the model is of each, the surest first.
    alternatives: Vec<(String, f64)>,
}

#[pymethods]
impl Restored {
    fn __repr__(&self) -> String {
        format!("<Restored {}>", line(&self.text))
    }

    fn __str__(&self) -> &str {
        &self.text
    }
}

#[pymethods]
impl RestoredSyllable {
    fn __repr__(&self) -> String {
        format!("<RestoredSyllable {} {:.3}>", self.text, self.confidence)
    }
}

/// Shares are thousandths: they are told as such, not as the nearest single-precision number.
fn share(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}

/// Puts diacritics back: "Dong bao ca nuoc" is "Đồng bào cả nước".
///
/// Only words without any mark are changed; case, white space and everything else stay. A word of which the model is less
/// sure than `least` (0 to 1) stays as it is. `model` is a model of yours in place of the bundled one: the path of a file
/// that bongsen-train wrote, or its bytes.
#[pyfunction]
#[pyo3(signature = (text, model=None, *, least=0.0))]
pub fn restore(py: Python<'_>, text: PyBackedStr, model: Option<&Bound<'_, PyAny>>, least: f32) -> PyResult<Restored> {
    if !(0.0..=1.0).contains(&least) {
        return Err(PyValueError::new_err("least is a number from 0 to 1"));
    }
    let restorer = match model {
        None => shared(py)?.clone(),
        Some(model) => {
            let (bytes, name) = model_bytes(model)?;
            let bytes = bytes.as_bytes();
            let read = enter(py, bytes.len(), || Restorer::from_bytes(bytes))?;
            read.map_err(|e| ModelError::new_err(format!("{name}{e}")))?
        }
    };
    let (full, syllables) = enter(py, text.len(), || {
        let full = restorer.with_least_confidence(least).restore(&text);
        let syllables = syllables(&text, &full);
        (full.into_text(), syllables)
    })?;
    let syllables = tuple(py, syllables.into_iter().map(Ok))?.unbind();
    Ok(Restored { text: full, syllables })
}

/// The restorer with the bundled model.
pub fn shared(py: Python<'_>) -> PyResult<&'static Restorer> {
    SHARED.get_or_try_init(py, || {
        enter(py, usize::MAX, Restorer::bundled)?.map_err(|e| ModelError::new_err(e.to_string()))
    })
}

/// The syllables, with offsets in code points.
fn syllables(original: &str, restored: &bongsen::restore::Restored) -> Vec<RestoredSyllable> {
    let (mut before, mut after) = (Place::default(), Place::default());
    restored
        .syllables()
        .map(|syllable| {
            let (from, to) = (syllable.original_span(), syllable.span());
            let others = syllable.alternatives();
            RestoredSyllable {
                original: (before.go(original, from.start), before.go(original, from.end)),
                start: after.go(restored.text(), to.start),
                end: after.go(restored.text(), to.end),
                text: syllable.text().to_owned(),
                confidence: share(syllable.confidence()),
                alternatives: others.into_iter().map(|other| (other.text, share(other.confidence))).collect(),
            }
        })
        .collect()
}

/// A place in a text, in bytes and code points.
#[derive(Default)]
struct Place {
    byte: usize,
    chars: usize,
}

impl Place {
    /// Goes on to a byte; the code points before it.
    fn go(&mut self, text: &str, byte: usize) -> usize {
        self.chars += text.get(self.byte..byte).map_or(0, |passed| passed.chars().count());
        self.byte = byte;
        self.chars
    }
}
