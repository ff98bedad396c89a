//! Why an entity is one: its rule in words, and the rows of the lists that the rule looked at.

mod rule;

pub use rule::{At, Look, Rule, Source};
