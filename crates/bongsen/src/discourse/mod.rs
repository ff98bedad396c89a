//! What holds a text together: abbreviations that it defines, and who says what.

pub(crate) mod abbreviation;
