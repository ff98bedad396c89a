//! Items: stretches of a document's text, and what all of them offer.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use bongsen::{Orig, Span as ByteSpan, TokenRange};
use pyo3::PyClass;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyTuple};

use crate::convert::{line, offsets, tuple};

/// A document as items hold it. Equality of items is of this pointer.
pub type Handle = Arc<bongsen::Document>;

/// Which layer an item is of.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layer {
    Span,
    Token,
    Word,
    Sentence,
    Entity,
    Official,
    Abbreviation,
    Quotation,
    Quantity,
    Time,
    Age,
    Referent,
}

/// A stretch of a document's text. Items are equal when they are the same item of the same Document.
#[pyclass(frozen, subclass, module = "bongsen")]
pub struct Item {
    pub doc: Handle,
    pub layer: Layer,
    /// Its index in the layer; 0 for a span.
    pub index: u32,
    pub span: ByteSpan<Orig>,
}

impl Item {
    fn key(&self) -> (*const bongsen::Document, Layer, u32, ByteSpan<Orig>) {
        (Arc::as_ptr(&self.doc), self.layer, self.index, self.span)
    }

    pub fn str(&self) -> &str {
        self.doc.slice(self.span)
    }
}

#[pymethods]
impl Item {
    /// Its text, exactly as it stands in the document.
    #[getter]
    fn text(&self) -> &str {
        self.str()
    }

    /// Its first position, in code points: doc.text[start:end] is its text.
    #[getter]
    fn start(&self) -> u32 {
        self.doc.chars(self.span).start()
    }

    /// The first position after it, in code points.
    #[getter]
    fn end(&self) -> u32 {
        self.doc.chars(self.span).end()
    }

    /// Its start and end in another unit: "chars", "bytes" (UTF-8) or "utf16".
    #[pyo3(signature = (unit="chars"))]
    fn span(&self, unit: &str) -> PyResult<(u32, u32)> {
        offsets(&self.doc, self.span, unit)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().key() == self.key())
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.key().hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        Ok(format!("<{} '{}'>", slf.get_type().name()?, line(slf.get().str())))
    }
}

/// A Python object for an item of a document.
pub fn make<'py, T>(
    py: Python<'py>,
    doc: &Handle,
    layer: Layer,
    index: u32,
    span: ByteSpan<Orig>,
    class: T,
) -> PyResult<Bound<'py, T>>
where
    T: PyClass<BaseType = Item>,
    (T, Item): Into<PyClassInitializer<T>>,
{
    Bound::new(py, (class, Item { doc: Arc::clone(doc), layer, index, span }))
}

/// The items of a layer from their spans, in order.
pub fn layer<'py, T>(
    py: Python<'py>,
    doc: &Handle,
    layer: Layer,
    items: impl Iterator<Item = (u32, ByteSpan<Orig>)>,
    class: impl Fn() -> T,
) -> PyResult<Bound<'py, PyTuple>>
where
    T: PyClass<BaseType = Item>,
    (T, Item): Into<PyClassInitializer<T>>,
{
    tuple(py, items.map(|(index, span)| make(py, doc, layer, index, span, class())))
}

/// A stretch of the text: the heading, the evidence of an official.
#[pyclass(frozen, extends = Item, module = "bongsen")]
pub struct Span;

impl Span {
    pub fn make<'py>(py: Python<'py>, doc: &Handle, span: ByteSpan<Orig>) -> PyResult<Bound<'py, Self>> {
        make(py, doc, Layer::Span, 0, span, Self)
    }

    pub fn some<'py>(
        py: Python<'py>,
        doc: &Handle,
        span: Option<ByteSpan<Orig>>,
    ) -> PyResult<Option<Bound<'py, Self>>> {
        span.map(|span| Self::make(py, doc, span)).transpose()
    }
}

/// A syllable, a number, a date, a mark: what the text is made of before any word is known.
#[pyclass(frozen, extends = Item, module = "bongsen")]
pub struct Token;

impl Token {
    /// Tokens by their indices.
    pub fn at<'py>(py: Python<'py>, doc: &Handle, ids: impl Iterator<Item = u32>) -> PyResult<Bound<'py, PyTuple>> {
        let tokens = ids.filter_map(|index| Some((index, doc.token(index)?.span())));
        layer(py, doc, Layer::Token, tokens, || Self)
    }

    /// The tokens of a token range.
    pub fn of<'py>(py: Python<'py>, doc: &Handle, range: Option<TokenRange>) -> PyResult<Bound<'py, PyTuple>> {
        Self::at(py, doc, range.map_or(0..0, |range| range.start..range.end))
    }
}

#[pymethods]
impl Token {
    /// What it is: "Syllable", "Number", "Date", "Punctuation", …
    #[getter]
    fn kind(slf: &Bound<'_, Self>) -> String {
        let item = slf.as_super().get();
        item.doc.token(item.index).map_or_else(String::new, |token| format!("{:?}", token.kind()))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        format!("<Token {} '{}'>", Self::kind(slf), line(slf.as_super().get().str()))
    }
}

/// A word: one token or several syllables.
#[pyclass(frozen, extends = Item, module = "bongsen")]
pub struct Word;

#[pymethods]
impl Word {
    /// Its tokens.
    #[getter]
    fn tokens<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let item = slf.as_super().get();
        Token::of(slf.py(), &item.doc, item.doc.word(item.index).map(bongsen::Word::token_range))
    }
}

/// A sentence. Iterating gives its words.
#[pyclass(frozen, extends = Item, module = "bongsen")]
pub struct Sentence;

#[pymethods]
impl Sentence {
    /// Its words.
    #[getter]
    fn words<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let Item { doc, index, .. } = slf.as_super().get();
        let range = doc.sentence(*index).map_or(0..0, bongsen::Sentence::word_range);
        let words = (range.start as u32..range.end as u32).filter_map(|i| Some((i, doc.word(i)?.span())));
        layer(slf.py(), doc, Layer::Word, words, || Word)
    }

    /// Its tokens.
    #[getter]
    fn tokens<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let item = slf.as_super().get();
        Token::of(slf.py(), &item.doc, item.doc.sentence(item.index).map(bongsen::Sentence::token_range))
    }

    fn __len__(slf: &Bound<'_, Self>) -> usize {
        let item = slf.as_super().get();
        item.doc.sentence(item.index).map_or(0, |sentence| sentence.word_range().len())
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyIterator>> {
        Self::words(slf)?.try_iter()
    }
}
