//! Vietnamese text in, what it contains out.
#![forbid(unsafe_code)]

mod analyzer;
mod date;
mod discourse;
mod document;
pub mod entity;
pub mod eval;
pub mod model;
pub mod normalize;
mod official;
pub mod phrase;
pub mod place;
#[cfg(feature = "serde")]
pub mod record;
pub mod sentence;
mod span;
mod structure;
pub mod syllable;
pub mod token;
pub mod word;

pub use analyzer::{AnalyzeError, Analyzer, MAX_BYTES, Scratch};
pub use date::{Date, DateError};
pub use document::{
    Abbreviation, Document, Entity, EntityId, Official, Quotation, Sentence, Status, Token, TokenRange, Word,
};
pub use entity::{EntityKind, Origin};
pub use span::{CharIndex, Chars, Edit, Norm, OffsetMap, Orig, Space, Span, Utf16};
