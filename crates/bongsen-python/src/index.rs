//! `IndexItem`: the token stream of a search index.

use std::sync::Arc;

use bongsen::index::{Folding, IndexKind, IndexOptions, UnknownFolding};
use bongsen::{Orig, Span};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::convert::{line, offsets};
use crate::enter::enter;
use crate::item::Handle;

/// One item of the token stream for a search index: a word, a syllable of it, or a part of a number.
#[pyclass(frozen, module = "bongsen")]
pub struct IndexItem {
    doc: Handle,
    span: Span<Orig>,
    /// Its normalised text: composed, in lower case, tone marks in the new style.
    #[pyo3(get)]
    text: Py<PyString>,
    /// The position at which it begins, from 0.
    #[pyo3(get)]
    position: u32,
    /// How many positions it spans; Lucene's PositionLengthAttribute.
    #[pyo3(get)]
    position_length: u32,
    kind: IndexKind,
    /// Whether the diacritics were taken from its text.
    #[pyo3(get)]
    folded: bool,
}

impl IndexItem {
    /// The items of a document.
    pub fn all(py: Python<'_>, doc: &Handle, options: IndexOptions) -> PyResult<Vec<Self>> {
        // The stream lends its texts; they are gathered in one str and cut from it.
        let (texts, items) = enter(py, doc.text().len(), || {
            let (mut texts, mut items) = (String::new(), Vec::new());
            let mut stream = doc.index(options);
            while let Some(item) = stream.advance() {
                let start = texts.len();
                texts.push_str(item.text);
                let place = (item.position, item.position_length);
                items.push((start..texts.len(), item.span, place, item.kind, item.folded));
            }
            (texts, items)
        })?;
        let item =
            |(text, span, (position, position_length), kind, folded): (std::ops::Range<usize>, _, _, _, _)| Self {
                doc: Arc::clone(doc),
                span,
                text: PyString::new(py, texts.get(text).unwrap_or_default()).unbind(),
                position,
                position_length,
                kind,
                folded,
            };
        Ok(items.into_iter().map(item).collect())
    }
}

/// Options by their names.
pub fn options(folding: &str, parts: bool) -> PyResult<IndexOptions> {
    let mut options = IndexOptions::default();
    options.folding = folding.parse::<Folding>().map_err(|e: UnknownFolding| PyValueError::new_err(e.to_string()))?;
    options.parts = parts;
    Ok(options)
}

#[pymethods]
impl IndexItem {
    /// Its first position in the document, in code points.
    #[getter]
    fn start(&self) -> u32 {
        self.doc.chars(self.span).start()
    }

    /// The first position after it, in code points.
    #[getter]
    fn end(&self) -> u32 {
        self.doc.chars(self.span).end()
    }

    /// What it is: "word", "syllable" (one of a word that has several) or "part" (of a date, a number, an address).
    #[getter]
    fn kind(&self) -> &'static str {
        self.kind.label()
    }

    /// Its start and end in another unit: "chars", "bytes" (UTF-8) or "utf16".
    #[pyo3(signature = (unit="chars"))]
    fn span(&self, unit: &str) -> PyResult<(u32, u32)> {
        offsets(&self.doc, self.span, unit)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = line(self.text.bind(py).to_str()?);
        Ok(format!("<IndexItem {}+{} {} '{text}'>", self.position, self.position_length, self.kind.label()))
    }
}
