//! `Analyzer`: one text, or many in parallel.

use bongsen::word::WordModel;
use bongsen::{AnalyzeError, Date, Scratch};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyList, PyString, PyTuple};
use rayon::prelude::*;

use crate::convert::date_from;
use crate::document::Document;
use crate::enter::enter;
use crate::errors::{self, ModelError};
use crate::lexicon::Words;

/// The analyser with the bundled data, loaded once a process: it never changes.
static SHARED: PyOnceLock<bongsen::Analyzer> = PyOnceLock::new();

/// The analyser with the bundled data.
pub fn shared(py: Python<'_>) -> PyResult<&'static bongsen::Analyzer> {
    SHARED.get_or_try_init(py, || {
        enter(py, usize::MAX, bongsen::Analyzer::new)?.map_err(|e| ModelError::new_err(e.to_string()))
    })
}

/// Bytes of text that one thread does between two looks at the keyboard (ctrl-C).
const CHUNK: usize = 256 << 10;

/// Reads Vietnamese text. Holds nothing that changes: one serves every thread.
///
/// `lexicon` are words of yours, laid over the model: the path of a file, its text (a str with a tab or a line break), or
/// entries such as ("join", "nông thôn mới"), ("split", "đất nước|Việt Nam"), ("prefer", "cán bộ xã", 3),
/// ("join", "Hòa Bình", "case"). `word_model` is a word model of yours in place of the bundled one: the path of a file that
/// bongsen-train wrote, or its bytes.
///
/// Raises LexiconError, which names the line of a bad entry, and ModelError when the model or the data inside the package is damaged.
#[pyclass(frozen, module = "bongsen")]
pub struct Analyzer {
    inner: bongsen::Analyzer,
    /// The words of the user and the bytes of their word model, as arguments that make them again.
    lexicon: Option<Py<PyAny>>,
    word_model: Option<Py<PyAny>>,
}

type Job = (PyBackedStr, Option<Date>);

#[pymethods]
impl Analyzer {
    #[new]
    #[pyo3(signature = (lexicon=None, word_model=None))]
    fn new(
        py: Python<'_>,
        lexicon: Option<&Bound<'_, PyAny>>,
        word_model: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let mut inner = shared(py)?.clone();
        let word_model = word_model.map(model_bytes).transpose()?;
        if let Some((bytes, name)) = &word_model {
            let bytes = bytes.as_bytes();
            let model = enter(py, bytes.len(), || WordModel::from_bytes(bytes))?;
            inner = inner.with_word_model(model.map_err(|e| ModelError::new_err(format!("{name}{e}")))?);
        }
        let mut argument = None;
        if let Some(words) = lexicon.map(Words::from_argument).transpose()? {
            inner = inner.with_lexicon(words.lexicon);
            argument = Some(words.argument);
        }
        Ok(Self { inner, lexicon: argument, word_model: word_model.map(|(bytes, _)| bytes.into_any().unbind()) })
    }

    /// Reads a text: a Document.
    ///
    /// `date` (a datetime.date, or a str such as "2013-08-23") is the day of the text; it picks the era of its places.
    /// Without one the date is read from the text.
    #[pyo3(signature = (text, date=None))]
    fn __call__(&self, py: Python<'_>, text: PyBackedStr, date: Option<&Bound<'_, PyAny>>) -> PyResult<Document> {
        let date = date_from(date)?;
        let result = enter(py, text.len(), || self.inner.analyze_on(&text, date))?;
        result.map(|document| Document::new(document, &self.inner)).map_err(|e| errors::of_analysis(e, ""))
    }

    /// Reads only sentences, words and tokens: a Document without entities, made many times as fast.
    fn segment(&self, py: Python<'_>, text: PyBackedStr) -> PyResult<Document> {
        let result = enter(py, text.len(), || self.inner.segment_only(&text))?;
        result.map(|document| Document::new(document, &self.inner)).map_err(|e| errors::of_analysis(e, ""))
    }

    /// Reads many texts in parallel: a list of Documents in the order of the texts.
    ///
    /// `dates` are the days of the texts, one for each. `threads` is by default the number of cores. Other Python
    /// threads run meanwhile, and ctrl-C stops it.
    #[pyo3(signature = (texts, *, dates=None, threads=None))]
    fn batch<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        dates: Option<&Bound<'py, PyAny>>,
        threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyList>> {
        let jobs = jobs(texts, dates)?;
        if threads == Some(0) {
            return Err(PyValueError::new_err("threads must be 1 or more"));
        }
        let threads = threads.or_else(|| std::thread::available_parallelism().ok().map(Into::into)).unwrap_or(1);
        let threads = threads.min(jobs.len());
        // A pool of its own: a global one would hang in the child of a fork.
        let pool = (threads > 1).then(|| rayon::ThreadPoolBuilder::new().num_threads(threads).build()).transpose();
        let pool = pool.map_err(|e| pyo3::exceptions::PyRuntimeError::new_err(e.to_string()))?;
        let mut documents = Vec::with_capacity(jobs.len());
        let mut rest = &jobs[..];
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(chunk_len(rest, threads * CHUNK));
            rest = after;
            let results = enter(py, usize::MAX, || self.read(chunk, pool.as_ref()))?;
            py.check_signals()?;
            for result in results {
                let at = documents.len();
                let document = result.map_err(|e| errors::of_analysis(e, &format!("texts[{at}]: ")))?;
                documents.push(Bound::new(py, Document::new(document, &self.inner))?);
            }
        }
        PyList::new(py, documents)
    }

    /// Pickles as "the bundled analyser", the words of the user and their word model: the other process loads its own.
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let py = slf.py();
        let arguments = PyTuple::new(py, [&slf.get().lexicon, &slf.get().word_model])?;
        (slf.get_type(), arguments).into_pyobject(py)
    }

    #[allow(clippy::unused_self, reason = "Python passes it")]
    fn __repr__(&self) -> String {
        format!("<Analyzer bongsen {}>", env!("CARGO_PKG_VERSION"))
    }
}

impl Analyzer {
    fn read(&self, jobs: &[Job], pool: Option<&rayon::ThreadPool>) -> Vec<Result<bongsen::Document, AnalyzeError>> {
        let read = |scratch: &mut Scratch, (text, date): &Job| self.inner.analyze_with(text, *date, scratch);
        if let Some(pool) = pool {
            return pool.install(|| jobs.par_iter().map_init(Scratch::default, read).collect());
        }
        let mut scratch = Scratch::default();
        jobs.iter().map(|job| read(&mut scratch, job)).collect()
    }
}

/// The bytes of a model from a path or from bytes, and how its file is named in a message.
pub fn model_bytes<'py>(argument: &Bound<'py, PyAny>) -> PyResult<(Bound<'py, PyBytes>, String)> {
    if let Ok(bytes) = argument.cast::<PyBytes>() {
        return Ok((bytes.clone(), String::new()));
    }
    let path = argument.py().import("pathlib")?.call_method1("Path", (argument,))?;
    let bytes = path.call_method0("read_bytes")?.cast_into::<PyBytes>()?;
    Ok((bytes, format!("{}: ", path.str()?.to_str()?)))
}

/// How many texts make a chunk of `bytes`; at least one.
fn chunk_len(jobs: &[Job], bytes: usize) -> usize {
    let mut total = 0;
    let full = jobs.iter().position(|(text, _)| {
        total += text.len();
        total >= bytes
    });
    full.map_or(jobs.len(), |last| last + 1)
}

fn jobs(texts: &Bound<'_, PyAny>, dates: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<Job>> {
    if texts.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err("batch reads several texts: give a list of str, not one str"));
    }
    if dates.is_some_and(PyAnyMethods::is_instance_of::<PyString>) {
        return Err(PyTypeError::new_err("dates has one date for each text: give a list, not one str"));
    }
    let texts = texts.try_iter()?.map(|text| text?.extract()).collect::<PyResult<Vec<PyBackedStr>>>()?;
    let dates = match dates {
        None => vec![None; texts.len()],
        Some(dates) => dates.try_iter()?.map(|date| date_from(Some(&date?))).collect::<PyResult<Vec<_>>>()?,
    };
    if dates.len() != texts.len() {
        let message = format!("{} texts and {} dates: give one date (or None) for each text", texts.len(), dates.len());
        return Err(PyValueError::new_err(message));
    }
    Ok(texts.into_iter().zip(dates).collect())
}
