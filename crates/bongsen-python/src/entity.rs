//! `Entity`, and what joins entities: `Official`, `Abbreviation`, `Quotation`.

use bongsen::EntityId;
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyTuple};

use crate::convert::{date_to, line, tuple};
use crate::item::{Handle, Item, Layer, Span, Token, make};
use crate::place::Place;

/// A name in the text: a person, a title, a body, a place, a date, a legal document. Entities nest.
#[pyclass(frozen, extends = Item, module = "bongsen")]
pub struct Entity;

pub type Maybe<'py> = PyResult<Option<Bound<'py, Entity>>>;

impl Entity {
    pub fn make<'py>(py: Python<'py>, doc: &Handle, entity: bongsen::Entity<'_>) -> PyResult<Bound<'py, Self>> {
        make(py, doc, Layer::Entity, entity.id().0, entity.span(), Self)
    }

    pub fn some<'py>(py: Python<'py>, doc: &Handle, entity: Option<bongsen::Entity<'_>>) -> Maybe<'py> {
        entity.map(|entity| Self::make(py, doc, entity)).transpose()
    }

    /// A tuple of entities.
    pub fn all<'py, 'd>(
        py: Python<'py>,
        doc: &Handle,
        entities: impl Iterator<Item = bongsen::Entity<'d>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, entities.map(|entity| Self::make(py, doc, entity)))
    }

    fn view(item: &Item) -> Option<bongsen::Entity<'_>> {
        item.doc.entity(EntityId(item.index))
    }
}

#[pymethods]
impl Entity {
    /// PERSON, TITLE, ORG, ADMIN_UNIT, LOC, DATE or LEGAL_DOC.
    #[getter]
    fn label(slf: &Bound<'_, Self>) -> &'static str {
        Self::view(slf.as_super().get()).map_or("", |entity| entity.kind().label())
    }

    /// The least entity around it.
    #[getter]
    fn parent<'py>(slf: &Bound<'py, Self>) -> Maybe<'py> {
        let item = slf.as_super().get();
        Self::some(slf.py(), &item.doc, Self::view(item).and_then(bongsen::Entity::parent))
    }

    /// The entities directly inside it, in order.
    #[getter]
    fn children<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let item = slf.as_super().get();
        Self::all(slf.py(), &item.doc, Self::view(item).into_iter().flat_map(bongsen::Entity::children))
    }

    /// Its tokens.
    #[getter]
    fn tokens<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let item = slf.as_super().get();
        Token::of(slf.py(), &item.doc, Self::view(item).map(bongsen::Entity::token_range))
    }

    /// The rule that found it.
    #[getter]
    fn origin(slf: &Bound<'_, Self>) -> &'static str {
        Self::view(slf.as_super().get()).map_or("", |entity| entity.origin().0)
    }

    /// For an ADMIN_UNIT: which unit it is, in the era of the document's date.
    #[getter]
    fn place(slf: &Bound<'_, Self>) -> Option<Place> {
        Self::view(slf.as_super().get())?.place().map(Place::new)
    }

    /// For a DATE, ISO 8601 as far as it is written; for a TITLE, the role in its normal form.
    #[getter]
    fn value(slf: &Bound<'_, Self>) -> Option<String> {
        Self::view(slf.as_super().get())?.value().map(str::to_owned)
    }

    /// For a LEGAL_DOC: its type, number, year and code.
    #[getter]
    fn legal_document(slf: &Bound<'_, Self>) -> Option<LegalDocument> {
        Self::view(slf.as_super().get())?.legal_document().map(LegalDocument)
    }

    /// What it names: a Referent, which may have other mentions. None for dates and documents.
    #[getter]
    fn referent<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, Referent>>> {
        let item = slf.as_super().get();
        let referent = Self::view(item).and_then(bongsen::Entity::referent);
        referent.map(|referent| Referent::make(slf.py(), &item.doc, referent)).transpose()
    }

    /// How it is tied to what it names: "exact", "short_name", "abbreviation", "elided" or "code".
    #[getter]
    fn referent_origin(slf: &Bound<'_, Self>) -> Option<&'static str> {
        Some(Self::view(slf.as_super().get())?.referent_origin()?.label())
    }

    /// How far that can be relied on: "sure" or "likely".
    #[getter]
    fn referent_confidence(slf: &Bound<'_, Self>) -> Option<&'static str> {
        Some(Self::view(slf.as_super().get())?.referent_confidence()?.label())
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        format!("<Entity {} '{}'>", Self::label(slf), line(slf.as_super().get().str()))
    }
}

/// What a legal document is called, as far as the mention says it.
#[pyclass(frozen, module = "bongsen")]
pub struct LegalDocument(bongsen::LegalDocument);

#[pymethods]
impl LegalDocument {
    /// Its type in its normal form: "Nghị định".
    #[getter]
    fn kind(&self) -> Option<&'static str> {
        self.0.kind
    }

    /// Its number, as written: "100".
    #[getter]
    fn number(&self) -> Option<&str> {
        self.0.number.as_deref()
    }

    /// The year in its number, or in the name of a law.
    #[getter]
    fn year(&self) -> Option<u16> {
        self.0.year
    }

    /// The code of type and issuer: "NĐ-CP".
    #[getter]
    fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    fn __repr__(&self) -> String {
        let year = self.0.year.map(|year| year.to_string());
        let number = self.0.number.as_deref();
        let written: Vec<&str> = [number, year.as_deref(), self.0.code.as_deref()].into_iter().flatten().collect();
        format!("<LegalDocument {} {}>", self.0.kind.unwrap_or("?"), line(&written.join("/")))
    }
}

/// A person, body, post or place of the text, with all its mentions. Its text is its fullest form.
#[pyclass(frozen, extends = Item, module = "bongsen")]
pub struct Referent;

impl Referent {
    fn make<'py>(py: Python<'py>, doc: &Handle, referent: bongsen::Referent<'_>) -> PyResult<Bound<'py, Self>> {
        make(py, doc, Layer::Referent, referent.id(), referent.fullest().span(), Self)
    }

    pub fn all<'py>(py: Python<'py>, doc: &Handle) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, doc.referents().map(|referent| Self::make(py, doc, referent)))
    }

    fn view(item: &Item) -> Option<bongsen::Referent<'_>> {
        item.doc.referent(item.index)
    }
}

#[pymethods]
impl Referent {
    /// Its number in the document: "r0", "r1", … in order of first mention, as in the JSON.
    #[getter]
    fn id(slf: &Bound<'_, Self>) -> String {
        format!("r{}", slf.as_super().get().index)
    }

    /// The label of its mentions: PERSON, TITLE, ORG, ADMIN_UNIT or LOC.
    #[getter]
    fn label(slf: &Bound<'_, Self>) -> &'static str {
        Self::view(slf.as_super().get()).map_or("", |referent| referent.kind().label())
    }

    /// Its mentions, in order: entities.
    #[getter]
    fn mentions<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let item = slf.as_super().get();
        Entity::all(slf.py(), &item.doc, Self::view(item).into_iter().flat_map(bongsen::Referent::mentions))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        format!("<Referent {} {} '{}'>", Self::id(slf), Self::label(slf), line(slf.as_super().get().str()))
    }
}

/// A person and a post that the text joins. Its text is the evidence for it.
#[pyclass(frozen, extends = Item, module = "bongsen")]
pub struct Official;

impl Official {
    pub fn all<'py>(py: Python<'py>, doc: &Handle) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, (0..).zip(doc.officials()).map(|(i, o)| make(py, doc, Layer::Official, i, o.evidence(), Self)))
    }

    fn view(item: &Item) -> Option<bongsen::Official<'_>> {
        item.doc.official(item.index)
    }
}

#[pymethods]
impl Official {
    /// The person: an Entity.
    #[getter]
    fn person<'py>(slf: &Bound<'py, Self>) -> Maybe<'py> {
        let item = slf.as_super().get();
        Entity::some(slf.py(), &item.doc, Self::view(item).and_then(bongsen::Official::person))
    }

    /// The title: an Entity.
    #[getter]
    fn title<'py>(slf: &Bound<'py, Self>) -> Maybe<'py> {
        let item = slf.as_super().get();
        Entity::some(slf.py(), &item.doc, Self::view(item).and_then(bongsen::Official::title))
    }

    /// The organisation: inside the title, or the nearest earlier one that fits when the title leaves it out.
    #[getter]
    fn organization<'py>(slf: &Bound<'py, Self>) -> Maybe<'py> {
        let item = slf.as_super().get();
        Entity::some(slf.py(), &item.doc, Self::view(item).and_then(bongsen::Official::organization))
    }

    /// The place of the organisation or of the title.
    #[getter]
    fn area<'py>(slf: &Bound<'py, Self>) -> Maybe<'py> {
        let item = slf.as_super().get();
        Entity::some(slf.py(), &item.doc, Self::view(item).and_then(bongsen::Official::area))
    }

    /// The role in its normal form: "Bí thư".
    #[getter]
    fn role(slf: &Bound<'_, Self>) -> String {
        Self::view(slf.as_super().get()).map_or_else(String::new, |official| official.role().to_owned())
    }

    /// "current", "former", "acting", "appointed", "dismissed" or "proposed".
    #[getter]
    fn status(slf: &Bound<'_, Self>) -> &'static str {
        Self::view(slf.as_super().get()).map_or("", |official| official.status().label())
    }

    /// Since when the post is held, as far as the text says: "2021-07-01", "2015", "--08-05".
    #[getter]
    fn start_date(slf: &Bound<'_, Self>) -> Option<String> {
        Self::view(slf.as_super().get())?.term().start.map(|date| date.to_string())
    }

    /// Until when; of a term of office the end that is foreseen.
    #[getter]
    fn end_date(slf: &Bound<'_, Self>) -> Option<String> {
        Self::view(slf.as_super().get())?.term().end.map(|date| date.to_string())
    }

    /// The day for which this is said: the document's date.
    #[getter]
    fn as_of<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyDate>>> {
        date_to(slf.py(), slf.as_super().get().doc.date())
    }

    /// Name of the pattern that joined person and title.
    #[getter]
    fn pattern(slf: &Bound<'_, Self>) -> &'static str {
        Self::view(slf.as_super().get()).map_or("", bongsen::Official::pattern)
    }

    /// The stretch of the text that says so.
    #[getter]
    fn evidence<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, Span>> {
        let item = slf.as_super().get();
        Span::make(slf.py(), &item.doc, item.span)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        let view = Self::view(slf.as_super().get());
        let text = |entity: Option<bongsen::Entity<'_>>| entity.map(|entity| line(entity.text()));
        let person = text(view.and_then(bongsen::Official::person)).unwrap_or_default();
        let organization = text(view.and_then(bongsen::Official::organization));
        let organization = organization.map_or_else(String::new, |name| format!(", {name}"));
        format!("<Official {person}: {}{organization} ({})>", Self::role(slf), Self::status(slf))
    }
}

/// An abbreviation that the text defines. Its text is the short form where it is defined.
#[pyclass(frozen, extends = Item, module = "bongsen")]
pub struct Abbreviation;

impl Abbreviation {
    pub fn all<'py>(py: Python<'py>, doc: &Handle) -> PyResult<Bound<'py, PyTuple>> {
        let items = (0..).zip(doc.abbreviations());
        tuple(py, items.map(|(i, a)| make(py, doc, Layer::Abbreviation, i, a.short_span(), Self)))
    }
}

#[pymethods]
impl Abbreviation {
    /// The short form where it is defined.
    #[getter]
    fn short<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, Span>> {
        let item = slf.as_super().get();
        Span::make(slf.py(), &item.doc, item.span)
    }

    /// The long form.
    #[getter]
    fn long<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, Span>>> {
        let item = slf.as_super().get();
        let view = item.doc.abbreviation(item.index);
        Span::some(slf.py(), &item.doc, view.map(bongsen::Abbreviation::long_span))
    }

    /// Later uses of the short form: tokens.
    #[getter]
    fn uses<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let item = slf.as_super().get();
        let view = item.doc.abbreviation(item.index);
        Token::at(slf.py(), &item.doc, view.into_iter().flat_map(bongsen::Abbreviation::uses).map(bongsen::Token::id))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        let item = slf.as_super().get();
        let long = item.doc.abbreviation(item.index).map_or("", bongsen::Abbreviation::long);
        format!("<Abbreviation {}: {}>", line(item.str()), line(long))
    }
}

/// A quotation. Its text is what stands between the quotation marks.
#[pyclass(frozen, extends = Item, module = "bongsen")]
pub struct Quotation;

impl Quotation {
    pub fn all<'py>(py: Python<'py>, doc: &Handle) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, (0..).zip(doc.quotations()).map(|(i, q)| make(py, doc, Layer::Quotation, i, q.span(), Self)))
    }

    fn view(item: &Item) -> Option<bongsen::Quotation<'_>> {
        item.doc.quotation(item.index)
    }
}

#[pymethods]
impl Quotation {
    /// Who is quoted: a PERSON, or a TITLE or an ORG that stands for one.
    #[getter]
    fn speaker<'py>(slf: &Bound<'py, Self>) -> Maybe<'py> {
        let item = slf.as_super().get();
        Entity::some(slf.py(), &item.doc, Self::view(item).and_then(bongsen::Quotation::speaker))
    }

    /// The words that introduce it ("cho biết").
    #[getter]
    fn cue<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, Span>>> {
        let item = slf.as_super().get();
        Span::some(slf.py(), &item.doc, Self::view(item).and_then(bongsen::Quotation::cue_span))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        let item = slf.as_super().get();
        let speaker = Self::view(item).and_then(bongsen::Quotation::speaker);
        let speaker = speaker.map_or_else(|| "?".to_owned(), |entity| line(entity.text()));
        format!("<Quotation {speaker}: '{}'>", line(item.str()))
    }
}
