//! Text in old charsets: `decode`, `encode`, `detect`, `keystrokes`.

use bongsen::charset::{
    self, Charset, Guess, Method, Repaired, UnknownCharset, UnknownMethod, decode_any, repair_mojibake,
};
use bongsen::{CharIndex, MAX_BYTES, OffsetMap, Orig, Span};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};

use crate::convert::{line, stretch};
use crate::enter::enter;
use crate::errors::{CharsetError, TextTooLongError};

/// What is to be read: bytes, or text that was read as another charset.
enum Data {
    Bytes(PyBackedBytes),
    Text(PyBackedStr),
}

impl Data {
    fn new(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let data = if let Ok(bytes) = value.extract() {
            Self::Bytes(bytes)
        } else if value.is_instance_of::<pyo3::types::PyString>() {
            Self::Text(value.extract()?)
        } else {
            let name = value.get_type().name()?;
            return Err(PyTypeError::new_err(format!("what is read is bytes or str, not {name}")));
        };
        if data.bytes().len() > MAX_BYTES {
            return Err(TextTooLongError::new_err("more than 1 GiB: cut it into several"));
        }
        Ok(data)
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Text(text) => text.as_bytes(),
        }
    }
}

/// The way back to what was read.
enum Back {
    Map(OffsetMap),
    Repaired(Repaired),
}

/// A text that was read from another charset, or from keystrokes; `str` of it is the text.
#[pyclass(frozen, module = "bongsen")]
pub struct Decoded {
    text: String,
    charset: &'static str,
    confidence: f32,
    undecodable: u32,
    back: Back,
    index: CharIndex,
    /// The input and its code points, when it was a str.
    input: Option<(PyBackedStr, CharIndex)>,
}

#[pymethods]
impl Decoded {
    /// The text, in composed letters.
    #[getter]
    fn text(&self) -> &str {
        &self.text
    }

    /// What it was read as; "telex" and "vni-keys" are keystrokes.
    #[getter]
    fn charset(&self) -> &str {
        self.charset
    }

    /// How sure the charset is, 0 to 1; 1 when it was given.
    #[getter]
    fn confidence(&self) -> f32 {
        self.confidence
    }

    /// How many pieces of the input stand for nothing in the charset; each is U+FFFD in the text.
    #[getter]
    fn undecodable(&self) -> u32 {
        self.undecodable
    }

    /// Where `text[start:end]` was in the input: offsets of bytes when that was bytes, of code points when it was a str.
    fn to_original(&self, start: u32, end: u32) -> PyResult<(u32, u32)> {
        let span = stretch(&self.index, &self.text, start, end)?;
        let from: Span<Orig> = match &self.back {
            Back::Map(map) => map.to_orig(span),
            Back::Repaired(repaired) => repaired.to_original(span),
        };
        Ok(match &self.input {
            Some((text, index)) => {
                let chars = index.chars(text, from);
                (chars.start(), chars.end())
            }
            None => (from.start(), from.end()),
        })
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("<Decoded {} {:.2} '{}'>", self.charset, self.confidence, line(&self.text))
    }
}

/// Bytes, or text that was read as Windows-1252, in the named charset. With "auto" it is guessed, and what is not sure is
/// an error; "mojibake" is UTF-8 that was read as Windows-1252 or 1258.
#[pyfunction]
#[pyo3(signature = (data, charset="auto"))]
pub fn decode(py: Python<'_>, data: &Bound<'_, PyAny>, charset: &str) -> PyResult<Decoded> {
    let data = Data::new(data)?;
    let (name, confidence) = if charset == "auto" {
        let best = enter(py, usize::MAX, || charset::detect(data.bytes()))?.into_iter().next();
        let Some(best) = best.filter(|best| best.confidence >= Guess::SURE) else {
            let perhaps = best.map_or("utf8", |best| best.name());
            let message = format!(
                "not sure what charset this is (perhaps {perhaps}): give its name as charset, or look at bongsen.detect"
            );
            return Err(CharsetError::new_err(message));
        };
        (best.name(), best.confidence)
    } else {
        (charset, 1.0)
    };
    let bytes = data.bytes();
    let made = if name == "mojibake" {
        let text = std::str::from_utf8(bytes).map_err(|e| {
            CharsetError::new_err(format!(
                "not UTF-8 at byte {}, so no UTF-8 that was read as another charset",
                e.valid_up_to()
            ))
        })?;
        let repaired = enter(py, bytes.len(), || repair_mojibake(text))?;
        match repaired {
            Some(repaired) => (repaired.text.clone(), "mojibake", 0, Back::Repaired(repaired)),
            None => (text.to_owned(), "utf8", 0, Back::Map(OffsetMap::identity())),
        }
    } else {
        let charset: Charset = name.parse().map_err(|e: UnknownCharset| PyValueError::new_err(e.to_string()))?;
        let read = enter(py, bytes.len(), || decode_any(bytes, charset))?;
        (read.text, charset.name(), read.undecodable, Back::Map(read.map))
    };
    let (text, charset, undecodable, back) = made;
    let read = Decoded { index: CharIndex::new(&text), text, charset, confidence, undecodable, back, input: None };
    Ok(match data {
        Data::Text(input) => read.of_text(input),
        Data::Bytes(_) => read,
    })
}

impl Decoded {
    /// With offsets of code points of `input`.
    fn of_text(self, input: PyBackedStr) -> Self {
        let index = CharIndex::new(&input);
        Self { input: Some((input, index)), ..self }
    }
}

/// A text in a charset; a character that it cannot write is a `CharsetError` that names it and its place.
#[pyfunction]
pub fn encode(py: Python<'_>, text: PyBackedStr, charset: &str) -> PyResult<Vec<u8>> {
    let charset: Charset = charset.parse().map_err(|e: UnknownCharset| PyValueError::new_err(e.to_string()))?;
    let bytes = enter(py, text.len(), || charset::encode(&text, charset))?;
    bytes.map_err(|error| {
        // Offsets of Python are code points.
        let at = text.get(..error.at).unwrap_or_default().chars().count();
        CharsetError::new_err(format!("character {at}: {error}"))
    })
}

/// What charset bytes may be in, or the bytes that a text was read from: names with confidence, the best first.
#[pyfunction]
pub fn detect(py: Python<'_>, data: &Bound<'_, PyAny>) -> PyResult<Vec<(&'static str, f32)>> {
    let data = Data::new(data)?;
    let guesses = enter(py, usize::MAX, || charset::detect(data.bytes()))?;
    Ok(guesses.iter().map(|guess| (guess.name(), guess.confidence)).collect())
}

/// Keystrokes of "telex" or "vni" made letters, where a possible syllable comes of them.
#[pyfunction]
pub fn keystrokes(py: Python<'_>, text: PyBackedStr, method: &str) -> PyResult<Decoded> {
    let method: Method = method.parse().map_err(|e: UnknownMethod| PyValueError::new_err(e.to_string()))?;
    let typed = enter(py, text.len(), || charset::keystrokes(&text, method))?;
    let read = Decoded {
        index: CharIndex::new(&typed.text),
        text: typed.text,
        charset: if method == Method::Telex { "telex" } else { "vni-keys" },
        confidence: 1.0,
        undecodable: 0,
        back: Back::Map(typed.map),
        input: None,
    };
    Ok(read.of_text(text))
}
