//! What holds a text together beyond its sentences: abbreviations that it defines, quotations and their
//! speakers, mentions of one thing.

pub(crate) mod abbreviation;
pub(crate) mod coreference;
pub(crate) mod quotation;
