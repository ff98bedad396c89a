//! `syllable`: one syllable taken apart, and how it sounds.

use bongsen::normalize::{ToneStyle, view};
use bongsen::syllable::{Dialect, Syllable as Parsed, UnknownDialect};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;

use crate::enter::enter;
use crate::restore::shared;

/// A possible syllable of Vietnamese taken apart, in small letters without tone mark.
#[pyclass(frozen, module = "bongsen")]
pub struct Syllable(Parsed);

/// A text that is one possible syllable of Vietnamese taken apart, in any case and tone style; None when it is none.
///
/// That a syllable is possible does not make it a word: see `Syllable.is_known`.
#[pyfunction]
pub fn syllable(py: Python<'_>, text: PyBackedStr) -> PyResult<Option<Syllable>> {
    enter(py, text.len(), || Parsed::parse(&view(&text).text).map(Syllable))
}

#[pymethods]
impl Syllable {
    /// The consonants before the vowel, "qu" and "gi" whole; "" when there are none.
    #[getter]
    fn onset(&self) -> &'static str {
        self.0.onset
    }

    /// The glide between onset and nucleus as it is written: "o", "u" (that of "qu" too), or "".
    #[getter]
    fn medial(&self) -> &'static str {
        self.0.medial()
    }

    /// The vowel: one letter, or one of ia, iê, ya, yê, ua, uô, ưa, ươ, oo.
    #[getter]
    fn nucleus(&self) -> &'static str {
        self.0.nucleus()
    }

    /// The end: c, ch, m, n, ng, nh, p, t, or a glide i, y, o, u; "" when the syllable is open.
    #[getter]
    fn coda(&self) -> &'static str {
        self.0.coda()
    }

    /// Everything behind the onset.
    #[getter]
    fn rime(&self) -> &'static str {
        self.0.rime
    }

    /// The tone: "ngang", "huyen", "sac", "hoi", "nga" or "nang".
    #[getter]
    fn tone(&self) -> &'static str {
        self.0.tone.label()
    }

    /// Whether it is in use: it was seen often enough in the news that the model of `restore` was made from.
    #[getter]
    fn is_known(&self, py: Python<'_>) -> PyResult<bool> {
        Ok(shared(py)?.is_known(&self.0.spelling(ToneStyle::Old)))
    }

    /// How it sounds, in IPA with the tone in Chao's letters. `dialect` is "north" (Hà Nội), "centre" (Huế) or "south"
    /// (Sài Gòn).
    #[pyo3(signature = (dialect="north"))]
    fn ipa(&self, dialect: &str) -> PyResult<String> {
        let dialect: Dialect = dialect.parse().map_err(|e: UnknownDialect| PyValueError::new_err(e.to_string()))?;
        Ok(self.0.ipa(dialect))
    }

    fn __repr__(&self) -> String {
        let parts = [self.onset(), self.medial(), self.nucleus(), self.coda(), self.tone()];
        format!("<Syllable {}>", parts.map(|part| if part.is_empty() { "-" } else { part }).join(" "))
    }
}
