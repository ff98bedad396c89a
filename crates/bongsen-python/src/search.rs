//! `find` and `sort_key`: Vietnamese text searched and sorted.

use bongsen::normalize::{self, Ignore, Pattern};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::PyBytes;

use crate::enter::enter;

/// Where a text stands in another: a list of (start, end) in code points, from left to right without overlaps.
///
/// `ignore` is "diacritics" (every mark, and đ is d), "tones" (the tone only) or "nothing"; how letters are composed never
/// matters. With `case`, capitals are to be as they are; with `words`, no letter or digit may stand right before or behind.
#[pyfunction]
#[pyo3(signature = (text, needle, *, ignore="diacritics", case=false, words=false))]
pub fn find(
    py: Python<'_>,
    text: PyBackedStr,
    needle: &str,
    ignore: &str,
    case: bool,
    words: bool,
) -> PyResult<Vec<(usize, usize)>> {
    let ignore = match ignore {
        "diacritics" => Ignore::Diacritics,
        "tones" => Ignore::Tones,
        "nothing" => Ignore::Nothing,
        other => {
            let message = format!("what is ignored is 'diacritics', 'tones' or 'nothing', not {other:?}");
            return Err(PyValueError::new_err(message));
        }
    };
    let pattern = Pattern::new(needle, ignore).match_case(case).whole_words(words);
    enter(py, text.len(), move || {
        // Bytes to code points in one pass: the spans are in order.
        let (mut at, mut count) = (0, 0);
        let mut chars = |to: usize| {
            count += text.get(at..to).map_or(0, |stretch| stretch.chars().count());
            at = to;
            count
        };
        let spans = pattern.find_iter(&text);
        spans.map(|span| (chars(span.start() as usize), chars(span.end() as usize))).collect()
    })
}

/// A key (bytes) that sorts as a Vietnamese dictionary does, in the order of CLDR: sorted(names, key=bongsen.sort_key).
#[pyfunction]
pub fn sort_key(py: Python<'_>, text: PyBackedStr) -> PyResult<Bound<'_, PyBytes>> {
    let key = enter(py, text.len(), || normalize::sort_key(&text))?;
    Ok(PyBytes::new(py, &key))
}
