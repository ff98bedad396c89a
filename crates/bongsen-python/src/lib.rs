//! The Python module `bongsen._native`: what the crate `bongsen` found, as Python objects.
//!
//! Conversion only, no logic. The public face is `python/bongsen`; the typed stub `_native.pyi` says what is here.
//!
//! ```text
//! Analyzer ──call──> Document ──layers──> tuples of Item: Token, Word, Sentence, Entity, Official, …
//!                       │                    │
//!                       └── Arc<bongsen::Document> ──┘    an item is that Arc, an index and its span
//! ```
//! Every call that does work on a text goes through `enter::enter`: it lets other Python threads run, and turns a
//! panic into an exception. Getters only index arrays that are already there.
#![allow(clippy::doc_markdown, reason = "what documents a class here is its docstring in Python")]
#![allow(clippy::needless_pass_by_value, reason = "arguments are extracted from Python objects, so they are owned")]

mod analyzer;
mod boundary;
mod charset;
mod convert;
mod document;
mod enter;
mod entity;
mod errors;
mod explain;
mod fact;
mod index;
mod item;
mod lexicon;
mod normal;
mod place;
mod places;
mod quantity;
mod restore;
mod search;
mod syllable;
mod text;
mod time;
mod unit;

/// What `import bongsen._native` gives.
#[pyo3::pymodule(gil_used = false)]
mod _native {
    use pyo3::prelude::*;

    use crate::enter::_panic;

    #[pymodule_export]
    use crate::analyzer::Analyzer;
    #[pymodule_export]
    use crate::boundary::{Boundary, Contribution};
    #[pymodule_export]
    use crate::charset::{Decoded, decode, detect, encode, keystrokes};
    #[pymodule_export]
    use crate::document::Document;
    #[pymodule_export]
    use crate::entity::{Abbreviation, Entity, LegalDocument, Official, Quotation, Referent};
    #[pymodule_export]
    use crate::explain::{EntityExplanation, ListRow, OfficialExplanation};
    #[pymodule_export]
    use crate::fact::{Fact, Tenure, timeline};
    #[pymodule_export]
    use crate::index::IndexItem;
    #[pymodule_export]
    use crate::item::{Item, Sentence, Span, Token, Word};
    #[pymodule_export]
    use crate::normal::{Normalized, normalize};
    #[pymodule_export]
    use crate::place::Place;
    #[pymodule_export]
    use crate::places::{Address, Places};
    #[pymodule_export]
    use crate::quantity::Quantity;
    #[pymodule_export]
    use crate::restore::{Restored, RestoredSyllable, restore};
    #[pymodule_export]
    use crate::search::{find, sort_key};
    #[pymodule_export]
    use crate::syllable::{Syllable, syllable};
    #[pymodule_export]
    use crate::text::segment;
    #[pymodule_export]
    use crate::time::{Age, Time};
    #[pymodule_export]
    use crate::unit::{Conversion, Unit};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        // Set, not added: it is for our tests, and so not in `__all__`.
        module.setattr("_panic", wrap_pyfunction!(_panic, module)?)
    }

    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "Python's name")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
