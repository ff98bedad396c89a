//! The exceptions of `python/bongsen/errors.py`, and what becomes which.

use bongsen::AnalyzeError;
use pyo3::prelude::*;

pyo3::import_exception!(bongsen.errors, BongsenError);
pyo3::import_exception!(bongsen.errors, CharsetError);
pyo3::import_exception!(bongsen.errors, DateError);
pyo3::import_exception!(bongsen.errors, InternalError);
pyo3::import_exception!(bongsen.errors, LexiconError);
pyo3::import_exception!(bongsen.errors, ModelError);
pyo3::import_exception!(bongsen.errors, TextTooLongError);

/// The exception for a text that cannot be analysed. `which` begins the message when there are several: `texts[3]: `.
pub fn of_analysis(error: AnalyzeError, which: &str) -> PyErr {
    let message = format!("{which}{error}");
    match error {
        AnalyzeError::TooLong(_) => TextTooLongError::new_err(message),
        _ => BongsenError::new_err(message),
    }
}
