//! `Document`: the text and its layers.

use std::sync::Arc;

use bongsen::labels::{Labels, View};
use bongsen::record::{DocumentRecord, RecordOptions};
use bongsen::{Chars, EntityKind, Span as SpanOf};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyAny, PyDate, PyIterator, PyTuple};

use crate::boundary::Boundary;
use crate::convert::{date_to, line, tuple, unit_from};
use crate::enter::enter;
use crate::entity::{Abbreviation, Entity, Official, Quotation, Referent};
use crate::errors::InternalError;
use crate::explain::{EntityExplanation, OfficialExplanation};
use crate::fact::Fact;
use crate::index::{IndexItem, options};
use crate::item::{Handle, Layer, Sentence, Span, Token, Word, layer};
use crate::quantity::Quantity;
use crate::time::{Age, Time};

/// A text and what is in it. Iterating gives its sentences.
#[pyclass(frozen, module = "bongsen")]
pub struct Document {
    doc: Handle,
    /// What read it, to explain it.
    analyzer: bongsen::Analyzer,
    // Made when first asked for, then kept: `doc.words[i]` in a loop is linear.
    sentences: Layered,
    tokens: Layered,
    words: Layered,
    entities: Layered,
    officials: Layered,
    facts: Layered,
    abbreviations: Layered,
    quotations: Layered,
    quantities: Layered,
    times: Layered,
    ages: Layered,
    referents: Layered,
}

type CharSpan = SpanOf<Chars>;
type Layered = PyOnceLock<Py<PyTuple>>;

impl Document {
    pub fn new(document: bongsen::Document, analyzer: &bongsen::Analyzer) -> Self {
        Self {
            doc: Arc::new(document),
            analyzer: analyzer.clone(),
            sentences: Layered::new(),
            tokens: Layered::new(),
            words: Layered::new(),
            entities: Layered::new(),
            officials: Layered::new(),
            facts: Layered::new(),
            abbreviations: Layered::new(),
            quotations: Layered::new(),
            quantities: Layered::new(),
            times: Layered::new(),
            ages: Layered::new(),
            referents: Layered::new(),
        }
    }

    /// The document itself.
    pub fn handle(&self) -> Handle {
        Arc::clone(&self.doc)
    }
}

fn view_from(name: &str) -> PyResult<View> {
    let known = View::ALL.into_iter().find(|view| view.name() == name);
    known
        .ok_or_else(|| PyValueError::new_err(format!("the view is 'nested', 'outermost' or 'innermost', not {name:?}")))
}

fn labels_from(name: &str) -> PyResult<Labels> {
    let known = Labels::ALL.into_iter().find(|labels| labels.name() == name);
    known.ok_or_else(|| PyValueError::new_err(format!("the labels are 'bongsen' or 'vlsp', not {name:?}")))
}

fn kept<'py>(
    py: Python<'py>,
    layer: &Layered,
    make: impl FnOnce() -> PyResult<Bound<'py, PyTuple>>,
) -> PyResult<Bound<'py, PyTuple>> {
    Ok(layer.get_or_try_init(py, || make().map(Bound::unbind))?.bind(py).clone())
}

#[pymethods]
impl Document {
    /// The text as it was given, unaltered.
    #[getter]
    fn text(&self) -> &str {
        self.doc.text()
    }

    /// The normalised view that was read: composed, look-alikes and invisible characters settled.
    #[getter]
    fn normalized(&self) -> &str {
        self.doc.normalized()
    }

    /// The date of the document: as given, else as the text says.
    #[getter]
    fn date<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        date_to(py, self.doc.date())
    }

    /// The heading.
    #[getter]
    fn heading<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, Span>>> {
        Span::some(py, &self.doc, self.doc.heading())
    }

    /// The line above the heading.
    #[getter]
    fn kicker<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, Span>>> {
        Span::some(py, &self.doc, self.doc.kicker())
    }

    /// The line that names the authors.
    #[getter]
    fn byline<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, Span>>> {
        Span::some(py, &self.doc, self.doc.byline())
    }

    /// Sentences, in order.
    #[getter]
    fn sentences<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        kept(py, &self.sentences, || {
            let spans = (0..).zip(self.doc.sentences().map(bongsen::Sentence::span));
            layer(py, &self.doc, Layer::Sentence, spans, || Sentence)
        })
    }

    /// Tokens, in order.
    #[getter]
    fn tokens<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        kept(py, &self.tokens, || Token::at(py, &self.doc, 0..self.doc.tokens().len() as u32))
    }

    /// Words, in order.
    #[getter]
    fn words<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        kept(py, &self.words, || {
            let spans = (0..).zip(self.doc.words().map(bongsen::Word::span));
            layer(py, &self.doc, Layer::Word, spans, || Word)
        })
    }

    /// Entities in order of start, the outer before the inner.
    #[getter]
    fn entities<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        kept(py, &self.entities, || Entity::all(py, &self.doc, self.doc.entities()))
    }

    /// Who holds which post.
    #[getter]
    fn officials<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        kept(py, &self.officials, || Official::all(py, &self.doc))
    }

    /// Who holds which post: the officials, merged over their mentions.
    #[getter]
    fn facts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        kept(py, &self.facts, || Fact::all(py, &self.doc))
    }

    /// Abbreviations that the text defines.
    #[getter]
    fn abbreviations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        kept(py, &self.abbreviations, || Abbreviation::all(py, &self.doc))
    }

    /// Quotations, and who is quoted.
    #[getter]
    fn quotations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        kept(py, &self.quotations, || Quotation::all(py, &self.doc))
    }

    /// Amounts of money, shares, measures and counts, in order.
    #[getter]
    fn quantities<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        kept(py, &self.quantities, || Quantity::all(py, &self.doc))
    }

    /// Points, intervals and lengths of time, in order; what is relative counts from the day of the document.
    #[getter]
    fn times<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        kept(py, &self.times, || Time::all(py, &self.doc))
    }

    /// Ages and births of persons, in order.
    #[getter]
    fn ages<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        kept(py, &self.ages, || Age::all(py, &self.doc))
    }

    /// The persons, bodies, posts and places that the text names, in order of first mention.
    #[getter]
    fn referents<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        kept(py, &self.referents, || Referent::all(py, &self.doc))
    }

    /// The entities with a label: "PERSON", "TITLE", "ORG", "ADMIN_UNIT", "LOC", "DATE", "LEGAL_DOC".
    fn find<'py>(&self, py: Python<'py>, label: &str) -> PyResult<Bound<'py, PyTuple>> {
        let kind: EntityKind =
            label.parse().map_err(|e: bongsen::entity::UnknownLabel| PyValueError::new_err(e.to_string()))?;
        Entity::all(py, &self.doc, self.doc.entities().filter(|entity| entity.kind() == kind))
    }

    /// The entities that lie in no other.
    fn outermost<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        Entity::all(py, &self.doc, self.doc.outermost())
    }

    /// The entities that hold no other.
    fn innermost<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        Entity::all(py, &self.doc, self.doc.innermost())
    }

    /// Why the text is or is not cut into words at an offset (in code points): a Boundary, or None inside a token, before
    /// the first and after the last. A slow road, for single places.
    fn explain_boundary(&self, py: Python<'_>, offset: u32) -> PyResult<Option<Boundary>> {
        let Some(at) = self.doc.bytes(CharSpan::new(offset, offset)) else { return Ok(None) };
        let boundary = enter(py, 0, || self.analyzer.explain_boundary(&self.doc, at.start()))?;
        Ok(boundary.map(|boundary| Boundary::new(Arc::clone(&self.doc), boundary)))
    }

    /// The entities of a view with their labels: a list of (Entity, str), in order.
    ///
    /// `view` is "nested", "outermost" or "innermost". `labels` are "bongsen" or "vlsp" (PER, ORG, and LOC also of units; titles, dates
    /// and documents are left out first, so that the body inside a title is outermost).
    #[pyo3(signature = (view="nested", labels="bongsen"))]
    fn view<'py>(
        &self,
        py: Python<'py>,
        view: &str,
        labels: &str,
    ) -> PyResult<Vec<(Bound<'py, Entity>, &'static str)>> {
        let found = self.doc.labelled(view_from(view)?, labels_from(labels)?);
        let made = |e: bongsen::labels::Labelled<'_>| Ok((Entity::make(py, &self.doc, e.entity)?, e.label));
        found.into_iter().map(made).collect()
    }

    /// The words with the entities of a flat view as CoNLL: a word a line, a tab, and O, B- or I- with a label.
    #[pyo3(signature = (view="outermost", labels="bongsen"))]
    fn to_conll(&self, py: Python<'_>, view: &str, labels: &str) -> PyResult<String> {
        let (view, labels) = (view_from(view)?, labels_from(labels)?);
        if view == View::Nested {
            return Err(PyValueError::new_err("conll is flat: the view is 'outermost' or 'innermost'"));
        }
        enter(py, self.doc.text().len(), || self.doc.to_conll(view, labels))
    }

    /// Why each entity is one: a tuple of EntityExplanations, in the order of the entities. A slow road.
    fn explain_entities<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let all = enter(py, self.doc.text().len(), || self.analyzer.explain_entities(&self.doc))?;
        tuple(py, all.into_iter().map(|why| Bound::new(py, EntityExplanation::new(Arc::clone(&self.doc), why))))
    }

    /// Why each official is one: a tuple of OfficialExplanations, in the order of the officials. A slow road.
    fn explain_officials<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let all = enter(py, self.doc.text().len(), || self.analyzer.explain_officials(&self.doc))?;
        tuple(py, all.into_iter().map(|why| Bound::new(py, OfficialExplanation::new(Arc::clone(&self.doc), why))))
    }

    /// The document as JSON, with Popolo's names: the same as `bongsen analyze --format json` prints.
    ///
    /// `offsets` are in "chars" (code points), "bytes" or "utf16". `text`, `tokens` and `words` add these layers.
    /// `source` says where the text is from. `indent` spreads it over lines.
    #[pyo3(signature = (*, offsets="chars", text=false, tokens=false, words=false, source=None, indent=false))]
    #[allow(clippy::fn_params_excessive_bools, clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn to_json(
        &self,
        py: Python<'_>,
        offsets: &str,
        text: bool,
        tokens: bool,
        words: bool,
        source: Option<&str>,
        indent: bool,
    ) -> PyResult<String> {
        let mut options = RecordOptions::default();
        options.offsets = unit_from(offsets)?;
        options.text = text;
        options.tokens = tokens;
        options.words = words;
        let json = enter(py, self.doc.text().len(), || {
            let mut record = DocumentRecord::new(&self.doc, options);
            if let Some(source) = source {
                record = record.with_source(source);
            }
            if indent { serde_json::to_string_pretty(&record) } else { serde_json::to_string(&record) }
        })?;
        json.map_err(|e| InternalError::new_err(e.to_string()))
    }

    /// The document as a dict: `to_json`, read back.
    #[pyo3(signature = (*, offsets="chars", text=false, tokens=false, words=false, source=None))]
    #[allow(clippy::fn_params_excessive_bools, clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn to_dict<'py>(
        &self,
        py: Python<'py>,
        offsets: &str,
        text: bool,
        tokens: bool,
        words: bool,
        source: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let json = self.to_json(py, offsets, text, tokens, words, source, false)?;
        py.import("json")?.call_method1("loads", (json,))
    }

    /// The token stream for a search index: a list of IndexItems in order of position, the longer before the shorter.
    ///
    /// Texts are normalised, marks are left out. `folding` says whether texts without diacritics are wanted: "none",
    /// "extra" (beside the others, at the same positions) or "only". `parts` adds the parts of dates, document numbers,
    /// abbreviations and addresses.
    #[pyo3(signature = (*, folding="none", parts=false))]
    fn index(&self, py: Python<'_>, folding: &str, parts: bool) -> PyResult<Vec<IndexItem>> {
        IndexItem::all(py, &self.doc, options(folding, parts)?)
    }

    /// The words as VnCoreNLP writes them, for PhoBERT: a sentence a line, tokens apart by a space, syllables of a word
    /// joined by an underscore.
    fn to_vncorenlp(&self, py: Python<'_>) -> PyResult<String> {
        enter(py, self.doc.text().len(), || self.doc.to_vncorenlp())
    }

    fn __len__(&self) -> usize {
        self.doc.sentences().len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.sentences(py)?.try_iter()
    }

    /// A Document is not pickled: its text can be read again, or its answer kept.
    #[allow(clippy::unused_self, reason = "Python passes it")]
    fn __reduce__(&self) -> PyResult<()> {
        Err(PyTypeError::new_err(
            "a Document cannot be pickled: keep doc.text and analyse it again, or keep doc.to_dict()",
        ))
    }

    fn __repr__(&self) -> String {
        let title = self.doc.heading().map_or(self.doc.text(), |span| self.doc.slice(span));
        let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
        format!(
            "<Document '{}': {}, {}, {}>",
            line(title),
            count(self.doc.sentences().len(), "sentence", "sentences"),
            count(self.doc.entities().len(), "entity", "entities"),
            count(self.doc.officials().len(), "official", "officials"),
        )
    }
}
