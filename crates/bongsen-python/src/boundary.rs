//! `Boundary`: why two neighbouring tokens are one word or not.

use bongsen::word::explain::{self, Decider, Evidence, UserEvidence, thousandths};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::convert::{line, tuple};
use crate::item::{Handle, Token};

/// The gap between two tokens, and what decided whether it is inside a word. `str()` of it is a report.
#[pyclass(frozen, module = "bongsen")]
pub struct Boundary {
    doc: Handle,
    inner: explain::Boundary,
}

impl Boundary {
    pub fn new(doc: Handle, inner: explain::Boundary) -> Self {
        Self { doc, inner }
    }

    fn token(&self, py: Python<'_>, id: u32) -> PyResult<Py<PyAny>> {
        Ok(Token::at(py, &self.doc, std::iter::once(id))?.get_item(0)?.unbind())
    }

    fn head(&self) -> String {
        let text = |id: Option<u32>| id.and_then(|id| self.doc.token(id)).map_or_else(String::new, |t| line(t.text()));
        let sign = if self.inner.is_joined { "_" } else { " | " };
        format!("{}{sign}{}", text(self.inner.next.checked_sub(1)), text(Some(self.inner.next)))
    }
}

fn entry(user: &UserEvidence) -> (&'static str, String, u32) {
    (user.rule.name(), user.text.clone(), user.line)
}

#[pymethods]
impl Boundary {
    /// Whether the gap is inside a word.
    #[getter]
    fn joined(&self) -> bool {
        self.inner.is_joined
    }

    /// The sum of the weights, in thousandths: above 0 speaks for a cut.
    #[getter]
    fn score(&self) -> i32 {
        self.inner.score
    }

    /// What decided: "score", "user" (a join or split of the lexicon), "alone" (a mark, number, date or address),
    /// "line" or "sentence" (one ends here).
    #[getter]
    fn decided_by(&self) -> &'static str {
        match self.inner.decider {
            Decider::Score => "score",
            Decider::User(_) => "user",
            Decider::Line => "line",
            Decider::Sentence => "sentence",
            _ => "alone",
        }
    }

    /// The entry of the user's lexicon that decided, or that is in the score: its rule, word, and line or number.
    #[getter]
    fn entry(&self) -> Option<(&'static str, String, u32)> {
        if let Decider::User(user) = &self.inner.decider {
            return Some(entry(user));
        }
        self.inner.contributions.iter().find_map(|c| match &c.evidence {
            Evidence::User(user) => Some(entry(user)),
            _ => None,
        })
    }

    /// The token before the gap.
    #[getter]
    fn before(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.token(py, self.inner.next.saturating_sub(1))
    }

    /// The token after the gap.
    #[getter]
    fn after(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.token(py, self.inner.next)
    }

    /// What the score is made of, the heaviest first. The weights add up to the score.
    #[getter]
    fn contributions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, self.inner.contributions.iter().map(|c| Bound::new(py, Contribution { inner: c.clone() })))
    }

    fn __str__(&self) -> String {
        format!("{}   {}", self.head(), self.inner)
    }

    fn __repr__(&self) -> String {
        format!("<Boundary '{}' {} {}>", self.head(), self.inner.decision(), thousandths(self.inner.score))
    }
}

/// One term of the score of a Boundary. `str()` of it says what it is.
#[pyclass(frozen, module = "bongsen")]
pub struct Contribution {
    inner: explain::Contribution,
}

#[pymethods]
impl Contribution {
    /// Its weight in thousandths: above 0 for a cut.
    #[getter]
    fn weight(&self) -> i32 {
        self.inner.weight
    }

    /// What it is the weight of: "sequence" (tokens near the gap), "shapes" (of the four tokens around it), "cover" (how
    /// words of the lexicon lie around it), "user" (a prefer of the user's lexicon).
    #[getter]
    fn kind(&self) -> &'static str {
        match self.inner.evidence {
            Evidence::Sequence(_) => "sequence",
            Evidence::Shapes(_) => "shapes",
            Evidence::Cover(_) => "cover",
            _ => "user",
        }
    }

    /// The tokens of a sequence, or the word of the user; None for the others.
    #[getter]
    fn text(&self) -> Option<&str> {
        match &self.inner.evidence {
            Evidence::Sequence(sequence) => Some(&sequence.text),
            Evidence::User(user) => Some(&user.text),
            _ => None,
        }
    }

    /// Where a sequence lies: "across the gap", "right before", "one token further on", …; None for the others.
    #[getter]
    fn place(&self) -> Option<String> {
        match &self.inner.evidence {
            Evidence::Sequence(sequence) => Some(sequence.place.to_string()),
            _ => None,
        }
    }

    /// Where the lexicon has a sequence from: "Wiktionary", "pyvi", "news text", "treebank"; empty when it is no word of it.
    #[getter]
    fn sources(&self) -> Vec<String> {
        match &self.inner.evidence {
            Evidence::Sequence(sequence) => sequence.sources.clone(),
            _ => Vec::new(),
        }
    }

    fn __str__(&self) -> String {
        self.inner.to_string()
    }

    fn __repr__(&self) -> String {
        format!("<Contribution {}>", self.inner)
    }
}
