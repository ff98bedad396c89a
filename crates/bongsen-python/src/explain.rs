//! `EntityExplanation`, `OfficialExplanation`: why an entity or an official is one; `ListRow`: a row of a list that was looked at.

use bongsen::EntityId;
use bongsen::entity::explain::{self, Language};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::convert::{line, offsets, tuple};
use crate::entity::Entity;
use crate::item::Handle;

/// Why an entity is one: its rule, and the rows of the lists that the rule looked at. `str()` of it is a report in Vietnamese.
#[pyclass(frozen, module = "bongsen")]
pub struct EntityExplanation {
    doc: Handle,
    inner: explain::EntityExplanation,
}

impl EntityExplanation {
    pub fn new(doc: Handle, inner: explain::EntityExplanation) -> Self {
        Self { doc, inner }
    }

    fn found<'py>(&self, py: Python<'py>, id: Option<EntityId>) -> PyResult<Option<Bound<'py, Entity>>> {
        Entity::some(py, &self.doc, id.and_then(|id| self.doc.entity(id)))
    }

    fn says(&self, language: Language) -> Option<&'static str> {
        let rule = self.inner.rule.as_ref()?;
        Some(if language == Language::English { rule.english } else { rule.vietnamese })
    }
}

fn language_from(name: &str) -> PyResult<Language> {
    match name {
        "vi" => Ok(Language::Vietnamese),
        "en" => Ok(Language::English),
        _ => Err(PyValueError::new_err(format!("{name:?} is no language of explanations: they are \"vi\" and \"en\""))),
    }
}

#[pymethods]
impl EntityExplanation {
    /// The entity.
    #[getter]
    fn entity<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, Entity>>> {
        self.found(py, Some(self.inner.entity))
    }

    /// Name of the rule: the entity's origin.
    #[getter]
    fn rule(&self) -> &'static str {
        self.doc.entity(self.inner.entity).map_or("", |entity| entity.origin().0)
    }

    /// What the rule says, in one sentence.
    #[pyo3(signature = (language="vi"))]
    fn sentence(&self, language: &str) -> PyResult<Option<&'static str>> {
        Ok(self.says(language_from(language)?))
    }

    /// Rows of the lists that stand where the rule looks; the head of the entity first.
    #[getter]
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let row = |row: &explain::Row| Bound::new(py, ListRow { doc: Handle::clone(&self.doc), inner: row.clone() });
        tuple(py, self.inner.rows.iter().map(row))
    }

    /// The title beside a name whose rule looks for one.
    #[getter]
    fn title<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, Entity>>> {
        self.found(py, self.inner.title)
    }

    /// The syllables of a name with how often each was seen as family, middle and given name, where the rule looks at them.
    #[getter]
    fn syllables(&self) -> Vec<(String, u32, u32, u32)> {
        self.inner.syllables.iter().map(|s| (s.text.clone(), s.family, s.middle, s.given)).collect()
    }

    /// All of it in words, in "vi" or "en": also its unit, what it names, and what decided these.
    #[pyo3(signature = (language="vi"))]
    fn tell(&self, language: &str) -> PyResult<String> {
        Ok(self.inner.tell(&self.doc, language_from(language)?))
    }

    fn __str__(&self) -> String {
        self.inner.tell(&self.doc, Language::Vietnamese)
    }

    fn __repr__(&self) -> String {
        let text = self.doc.entity(self.inner.entity).map_or("", bongsen::Entity::text);
        format!("<EntityExplanation '{}' {}>", line(text), self.rule())
    }
}

/// Why a person is said to hold a post: the pattern, and the row that decided the status. `str()` of it is a report in Vietnamese.
#[pyclass(frozen, module = "bongsen")]
pub struct OfficialExplanation {
    doc: Handle,
    inner: bongsen::OfficialExplanation,
}

impl OfficialExplanation {
    pub fn new(doc: Handle, inner: bongsen::OfficialExplanation) -> Self {
        Self { doc, inner }
    }
}

#[pymethods]
impl OfficialExplanation {
    /// Its index in `doc.officials`.
    #[getter]
    fn index(&self) -> u32 {
        self.inner.official
    }

    /// Name of the pattern.
    #[getter]
    fn pattern(&self) -> &'static str {
        self.doc.official(self.inner.official).map_or("", bongsen::Official::pattern)
    }

    /// What the pattern says, in one sentence.
    #[pyo3(signature = (language="vi"))]
    fn sentence(&self, language: &str) -> PyResult<Option<&'static str>> {
        let language = language_from(language)?;
        let pick = |p: &bongsen::Pattern| if language == Language::English { p.english } else { p.vietnamese };
        Ok(self.inner.pattern.as_ref().map(pick))
    }

    /// The row that decided the status; None where nothing is said and the post counts as held.
    #[getter]
    fn status_row<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, ListRow>>> {
        let row = |row: &explain::Row| Bound::new(py, ListRow { doc: Handle::clone(&self.doc), inner: row.clone() });
        self.inner.status.as_ref().map(row).transpose()
    }

    /// All of it in words, in "vi" or "en".
    #[pyo3(signature = (language="vi"))]
    fn tell(&self, language: &str) -> PyResult<String> {
        Ok(self.inner.tell(&self.doc, language_from(language)?))
    }

    fn __str__(&self) -> String {
        self.inner.tell(&self.doc, Language::Vietnamese)
    }

    fn __repr__(&self) -> String {
        format!("<OfficialExplanation {} '{}'>", self.index(), self.pattern())
    }
}

/// A row of a list, found in the text.
#[pyclass(frozen, module = "bongsen")]
pub struct ListRow {
    doc: Handle,
    inner: explain::Row,
}

#[pymethods]
impl ListRow {
    /// The file of the list, in the folder data of the project: "entity/honorifics.tsv".
    #[getter]
    fn list(&self) -> &'static str {
        self.inner.list.file()
    }

    /// Where it stands, seen from the entity: "before", "begins", "inside", "behind", "beyond" (behind the mark after it).
    #[getter]
    fn at(&self) -> &'static str {
        self.inner.at.label()
    }

    /// Its phrase, as it stands in the text.
    #[getter]
    fn text(&self) -> &str {
        &self.inner.text
    }

    /// Its normal form.
    #[getter]
    fn normal(&self) -> &str {
        &self.inner.normal
    }

    /// Its flags, by their names in the list.
    #[getter]
    fn flags(&self) -> Vec<&'static str> {
        self.inner.flags.clone()
    }

    /// Its start and end in the text: in "chars" (code points), "bytes" (UTF-8) or "utf16".
    #[pyo3(signature = (unit="chars"))]
    fn span(&self, unit: &str) -> PyResult<(u32, u32)> {
        offsets(&self.doc, self.inner.span, unit)
    }

    fn __repr__(&self) -> String {
        format!("<ListRow {} {} '{}'>", self.at(), self.list(), line(self.text()))
    }
}
