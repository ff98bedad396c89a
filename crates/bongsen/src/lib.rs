//! Vietnamese text in, what it contains out.
#![forbid(unsafe_code)]

mod date;
mod document;
pub mod entity;
pub mod eval;
pub mod model;
pub mod normalize;
pub mod phrase;
pub mod place;
#[cfg(feature = "serde")]
pub mod record;
pub mod sentence;
mod span;
pub mod token;
pub mod word;

pub use date::{Date, DateError};
pub use document::{
    Abbreviation, Document, Entity, EntityId, Official, Quotation, Sentence, Status, Token, TokenRange, Word,
};
pub use entity::{EntityKind, Origin};
pub use span::{CharIndex, Chars, Edit, Norm, OffsetMap, Orig, Space, Span, Utf16};
