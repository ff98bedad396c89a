//! The words of the user as an argument: a file, text, or entries one by one.

use bongsen::word::UserLexicon;
use bongsen::word::user::{Rule, UserLexiconBuilder};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};

use crate::enter::enter;
use crate::errors::LexiconError;

/// A lexicon, and an argument from which it can be made again in another process.
pub struct Words {
    pub lexicon: UserLexicon,
    pub argument: Py<PyAny>,
}

impl Words {
    /// From a path, from text (a str with a tab or a line break), or from an iterable of entries.
    pub fn from_argument(argument: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = argument.py();
        if let Ok(text) = argument.cast::<PyString>() {
            let text = text.to_str()?;
            if text.contains(['\n', '\t']) {
                return Self::from_text(py, text.to_owned(), "");
            }
        }
        if argument.is_instance_of::<PyString>() || argument.hasattr("__fspath__")? {
            let path = py.import("pathlib")?.call_method1("Path", (argument,))?;
            let name = format!("{}: ", path.str()?.to_str()?);
            let bytes: Vec<u8> = path.call_method0("read_bytes")?.extract()?;
            let text = String::from_utf8(bytes);
            let text =
                text.map_err(|_| LexiconError::new_err(format!("{name}not UTF-8: convert the file to UTF-8")))?;
            return Self::from_text(py, text, &name);
        }
        let mut builder = UserLexicon::builder();
        let mut entries = Vec::new();
        for (i, entry) in argument.try_iter()?.enumerate() {
            let entry = entry?;
            let given = entry.try_iter().and_then(|parts| PyTuple::new(py, parts.collect::<PyResult<Vec<_>>>()?));
            let given = given.ok().filter(|given| given.len() >= 2 && !entry.is_instance_of::<PyString>());
            let Some(given) = given else {
                let message = format!("lexicon[{i}]: an entry is a tuple such as ('join', 'nông thôn mới')");
                return Err(PyTypeError::new_err(message));
            };
            add(&mut builder, &given, i)?;
            entries.push(given);
        }
        Ok(Self { lexicon: builder.build(), argument: PyTuple::new(py, entries)?.into_any().unbind() })
    }

    fn from_text(py: Python<'_>, mut text: String, name: &str) -> PyResult<Self> {
        let lexicon = enter(py, text.len(), || UserLexicon::parse(&text))?;
        let lexicon = lexicon.map_err(|e| LexiconError::new_err(format!("{name}{e}")))?;
        // With a line break it is text and no path.
        text.push('\n');
        Ok(Self { lexicon, argument: PyString::new(py, &text).into_any().unbind() })
    }
}

/// Adds `(rule, word)`, or with a strength and "case" behind them.
fn add(builder: &mut UserLexiconBuilder, entry: &Bound<'_, PyTuple>, i: usize) -> PyResult<()> {
    let name: String = entry.get_item(0)?.extract()?;
    let word: String = entry.get_item(1)?.extract()?;
    let wrong = |what: String| LexiconError::new_err(format!("lexicon[{i}]: {what}"));
    let rule = name.parse::<Rule>().map_err(|e| wrong(format!("{name:?}: {e}")))?;
    let (mut rule, mut exact_case) = (rule, false);
    for option in entry.iter().skip(2) {
        match (rule, option.extract::<u8>()) {
            (Rule::Prefer(_), Ok(strength)) => rule = Rule::Prefer(strength),
            _ if option.extract::<String>().is_ok_and(|option| option == "case") => exact_case = true,
            _ => {
                let message =
                    format!("{} says nothing: write \"case\", or for prefer a strength of 1 to 9", option.repr()?);
                return Err(wrong(message));
            }
        }
    }
    let added = if exact_case { builder.add_exact(rule, &word) } else { builder.add(rule, &word) };
    added.map(drop).map_err(|e| LexiconError::new_err(e.to_string()))
}
