//! Entities: what the text names. The kinds and their scheme are in [`EntityKind`].

mod kind;

pub use kind::{EntityKind, Origin};
