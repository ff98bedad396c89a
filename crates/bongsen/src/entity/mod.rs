//! Entities: what the text names. The kinds and their scheme are in [`EntityKind`].

mod context;
mod kind;
pub mod lexicon;

pub use kind::{EntityKind, Origin, UnknownLabel};
