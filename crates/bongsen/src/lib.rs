//! Reads Vietnamese text and returns what is in it: sentences, words, and the officials, posts, bodies, communes and
//! documents that it names, each at its exact place in the original, which is never altered.
//!
//! Begin with [`Analyzer`] and its one method [`analyze`](Analyzer::analyze); everything else is found from the
//! [`Document`] that it returns.
//!
//! ```
//! let analyzer = bongsen::Analyzer::new()?;
//! let doc = analyzer.analyze("Đồng chí Trần Văn Mẫu - Bí thư Huyện ủy Tháp Mười phát biểu.")?;
//! let words: Vec<_> = doc.words().map(|w| w.text()).collect();
//! assert_eq!(words[..3], ["Đồng chí", "Trần Văn Mẫu", "-"]);
//! let unit = doc.entities().find(|e| e.kind() == bongsen::EntityKind::AdminUnit).unwrap();
//! assert_eq!(unit.text(), "Tháp Mười");
//! assert_eq!(unit.parent().unwrap().text(), "Huyện ủy Tháp Mười");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod analyzer;
pub mod charset;
mod date;
mod discourse;
mod document;
pub mod entity;
pub mod eval;
pub mod index;
pub mod labels;
pub mod model;
pub mod normalize;
mod numeral;
pub mod official;
pub mod phrase;
pub mod place;
pub mod quantity;
#[cfg(feature = "serde")]
pub mod record;
pub mod restore;
pub mod sentence;
mod span;
mod structure;
pub mod syllable;
pub mod time;
pub mod token;
pub mod vncorenlp;
pub mod word;

pub use analyzer::{AnalyzeError, Analyzer, MAX_BYTES, Scratch};
pub use date::{Date, DateError, PartialDate};
pub use discourse::age::Age;
pub use discourse::coreference::{Confidence, ReferenceOrigin};
pub use document::{
    Abbreviation, Document, Entity, EntityId, Official, Quotation, Referent, Sentence, Status, Term, Token, TokenRange,
    Word,
};
pub use entity::{EntityKind, LegalDocument, Origin};
pub use official::{OfficialExplanation, Pattern};
pub use quantity::Quantity;
pub use span::{CharIndex, Chars, Edit, Norm, OffsetMap, Orig, Space, Span, Utf16};
pub use time::Time;

/// The example of the README, compiled and run with the documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
