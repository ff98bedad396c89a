//! Words: which neighbouring syllables belong together.
//!
//! Vietnamese writes a space between syllables, not between words: `chủ tịch xã` is the two words `chủ tịch` and `xã`.
//! Between each two tokens of a sentence there is a gap, and a linear model scores every gap by itself (pointwise
//! prediction, as `KyTea` and Vaporetto do it for Japanese): above 0 a word begins there.
//!
//! ```text
//! tokens        Chủ      tịch      xã      Tân      Kiều
//! gaps               1         2       3        4
//! score             -9        +7      +8      -12
//! words         [Chủ tịch]       [xã]     [Tân Kiều]
//! ```
//!
//! What a score is made of is written down once, in [`features`], for the run and for the training alike
//! (`bongsen-train word`); the compiled weights are in [`table`], and [`segment`](WordModel::segment) adds them up.

pub mod explain;
pub mod features;
mod model;
#[cfg(test)]
mod plain;
mod segment;
pub mod table;
pub mod user;

pub use model::WordModel;
pub use segment::WordScratch;
pub use user::{LexiconError, UserLexicon};
