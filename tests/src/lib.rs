//! Shared helpers of the test crate.

pub mod literate;
pub mod notation;
