//! What holds a text together beyond its sentences: abbreviations that it defines, quotations and their speakers.

pub(crate) mod abbreviation;
pub(crate) mod quotation;
