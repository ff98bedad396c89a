//! `segment`: words without an analyser at hand.

use bongsen::Sentence;
use bongsen::index::IndexOptions;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyList, PyString};

use crate::analyzer::shared;
use crate::enter::enter;
use crate::errors;

/// The sentences of a text as lists of words.
///
/// `granularity` is "word"; "syllable": syllables, numbers and marks, each by itself; or "index": the texts of
/// `Document.index`. With `join`, one str instead: a sentence a line, words apart by a space, the parts of a word joined
/// by it.
#[pyfunction]
#[pyo3(signature = (text, *, granularity="word", join=None))]
pub fn segment<'py>(
    py: Python<'py>,
    text: PyBackedStr,
    granularity: &str,
    join: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let Some(each) = each_part(granularity) else {
        let message = format!("the granularities are 'word', 'syllable' and 'index', not {granularity:?}");
        return Err(PyValueError::new_err(message));
    };
    let analyzer = shared(py)?;
    let document =
        enter(py, text.len(), move || analyzer.segment_only(&text))?.map_err(|e| errors::of_analysis(e, ""))?;
    let Some(join) = join else {
        let sentences = document.sentences().map(|sentence| {
            let mut parts = Vec::new();
            each(sentence, &mut |part| parts.push(PyString::new(py, part)));
            PyList::new(py, parts)
        });
        return Ok(PyList::new(py, sentences.collect::<PyResult<Vec<_>>>()?)?.into_any());
    };
    let mut out = String::with_capacity(document.text().len());
    for sentence in document.sentences() {
        let mut is_first = true;
        each(sentence, &mut |part| {
            out.push_str(if std::mem::take(&mut is_first) { "" } else { " " });
            for (i, part) in part.split_whitespace().enumerate() {
                out.push_str(if i > 0 { join } else { "" });
                out.push_str(part);
            }
        });
        out.push('\n');
    }
    Ok(PyString::new(py, &out).into_any())
}

/// Hands on each part of a sentence.
type EachPart = fn(Sentence<'_>, &mut dyn FnMut(&str));

fn each_part(granularity: &str) -> Option<EachPart> {
    match granularity {
        "word" => Some(|sentence, then| sentence.words().for_each(|word| then(word.text()))),
        "syllable" => Some(|sentence, then| sentence.tokens().for_each(|token| then(token.text()))),
        "index" => Some(|sentence, then| {
            let mut stream = sentence.index(IndexOptions::default());
            while let Some(item) = stream.advance() {
                then(item.text);
            }
        }),
        _ => None,
    }
}
