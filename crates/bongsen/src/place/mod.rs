//! Places: the administrative units of Vietnam in time, and linking names to them.

/// What a mention of an administrative unit was linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link;
