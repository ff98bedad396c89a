//! `Fact` and `Tenure`: officials merged within a document, and over documents.

use std::sync::Arc;

use bongsen::official::{self, Post, Timeline};
use bongsen::{PartialDate, Status, Term};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyDate, PyList, PyTuple};

use crate::convert::{date_to, line, tuple};
use crate::document::Document;
use crate::enter::enter;
use crate::item::{Handle, Span};

/// A person in a post, as one document says it: all its mentions merged.
#[pyclass(frozen, module = "bongsen")]
pub struct Fact {
    doc: Handle,
    fact: official::Fact,
}

impl Fact {
    pub fn all<'py>(py: Python<'py>, doc: &Handle) -> PyResult<Bound<'py, PyTuple>> {
        let facts = enter(py, doc.text().len(), || official::facts(doc))?;
        tuple(py, facts.into_iter().map(|fact| Bound::new(py, Self { doc: Arc::clone(doc), fact })))
    }
}

fn shown(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn described(person: &str, post: &Post, status: Status) -> String {
    let body = post.organization.as_ref().map_or_else(String::new, |body| format!(", {body}"));
    line(&format!("{person}: {}{body} ({})", post.role, status.label()))
}

/// The methods of a class: the getters that a fact and a tenure have in common, and its own. A class has one such block.
macro_rules! of_a_post {
    ($class:ident { |$me:ident| $post:expr, $term:expr, $person:expr; $($own:tt)* }) => {
        #[pymethods]
        impl $class {
            /// The fullest name of the person.
            #[getter]
            fn person(&self) -> &str {
                let $me = self;
                $person
            }

            /// The role in its normal form: "Bí thư".
            #[getter]
            fn role(&self) -> &str {
                let $me = self;
                &$post.role
            }

            /// The fullest name of the organisation.
            #[getter]
            fn organization(&self) -> Option<&str> {
                let $me = self;
                $post.organization.as_deref()
            }

            /// The place, with its level word: "xã Đốc Binh Kiều".
            #[getter]
            fn area(&self) -> Option<&str> {
                let $me = self;
                $post.area.as_ref().map(|area| area.name.as_str())
            }

            /// The code of the place, when the unit is certain.
            #[getter]
            fn area_code(&self) -> Option<&str> {
                let $me = self;
                $post.area.as_ref()?.code.as_deref()
            }

            /// Since when the post is held, as far as the text says: "2021-07-01", "2015", "--08-05".
            #[getter]
            fn start_date(&self) -> Option<String> {
                let $me = self;
                let term: &Term = &$term;
                shown(term.start)
            }

            /// Until when; of a term of office the end that is foreseen.
            #[getter]
            fn end_date(&self) -> Option<String> {
                let $me = self;
                let term: &Term = &$term;
                shown(term.end)
            }

            $($own)*
        }
    };
}

of_a_post!(Fact {
    |me| me.fact.post, me.fact.term, &me.fact.person;

    /// The title as written where the fact is first said.
    #[getter]
    fn title(&self) -> &str {
        &self.fact.title
    }

    /// "current", "former", "acting", "appointed", "dismissed" or "proposed".
    #[getter]
    fn status(&self) -> &'static str {
        self.fact.status.label()
    }

    /// The day for which this is said: the document's date.
    #[getter]
    fn as_of<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        date_to(py, self.fact.as_of)
    }

    /// The stretches of the text that say so, in order; at least one.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.fact.evidence.iter().map(|e| Span::make(py, &self.doc, e.span)))
    }

    fn __repr__(&self) -> String {
        format!("<Fact {}>", described(&self.fact.person, &self.fact.post, self.fact.status))
    }
});

/// A person in a post, over many documents.
#[pyclass(frozen, module = "bongsen")]
pub struct Tenure {
    tenure: official::Tenure,
}

of_a_post!(Tenure {
    |me| me.tenure.post, me.tenure.term, &me.tenure.person;

    /// The number of the person in its timeline: namesakes that nothing ties have different ones.
    #[getter]
    fn person_number(&self) -> usize {
        self.tenure.person_number
    }

    /// The number of the post in its timeline.
    #[getter]
    fn post_number(&self) -> usize {
        self.tenure.post_number
    }

    /// The status that the last document gives.
    #[getter]
    fn status(&self) -> &'static str {
        self.tenure.status().label()
    }

    /// The statuses in order of time, each with the day on which it was first seen after another.
    #[getter]
    fn changes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let changes = self.tenure.changes();
        tuple(py, changes.into_iter().map(|(on, status)| Ok((date_to(py, on)?, status.label()))))
    }

    /// The day of the first document that says so.
    #[getter]
    fn first_seen<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        date_to(py, self.tenure.first_seen())
    }

    /// The day of the last one.
    #[getter]
    fn last_seen<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        date_to(py, self.tenure.last_seen())
    }

    /// The names of the documents that say so, in order of their dates.
    #[getter]
    fn sources(&self) -> Vec<&str> {
        let mut sources: Vec<&str> = Vec::new();
        for sighting in &self.tenure.sightings {
            if sources.last() != Some(&sighting.source.as_str()) {
                sources.push(&sighting.source);
            }
        }
        sources
    }

    fn __repr__(&self) -> String {
        format!("<Tenure {}>", described(&self.tenure.person, &self.tenure.post, self.tenure.status()))
    }
});

/// Who held which post when, over documents: the facts of all, merged.
///
/// `documents` are Documents, or pairs of a name and a Document; without a name a document is called by its place, "0",
/// "1", …. Sorted by "post" or by "person", then by time.
#[pyfunction]
#[pyo3(signature = (documents, *, by="post"))]
pub fn timeline<'py>(documents: &Bound<'py, PyAny>, by: &str) -> PyResult<Bound<'py, PyList>> {
    let py = documents.py();
    if !matches!(by, "post" | "person") {
        return Err(PyValueError::new_err(format!("a timeline is by 'post' or 'person', not {by:?}")));
    }
    let mut timeline = Timeline::default();
    for (place, item) in documents.try_iter()?.enumerate() {
        let item = item?;
        let (name, document) = match item.cast::<PyTuple>() {
            Ok(pair) => pair.extract::<(String, Bound<'py, Document>)>()?,
            Err(_) => (place.to_string(), item.cast_into::<Document>()?),
        };
        let handle = document.get().handle();
        timeline.add(&name, enter(py, handle.text().len(), || official::facts(&handle))?);
    }
    let tenures = enter(py, usize::MAX, || if by == "post" { timeline.by_post() } else { timeline.by_person() })?;
    let tenures = tenures.into_iter().map(|tenure| Bound::new(py, Tenure { tenure }));
    PyList::new(py, tenures.collect::<PyResult<Vec<_>>>()?)
}
