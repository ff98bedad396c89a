//! What holds a text together beyond its sentences: abbreviations that it defines, quotations and their
//! speakers, mentions of one thing, ages of persons.

pub(crate) mod abbreviation;
pub(crate) mod age;
pub(crate) mod coreference;
pub(crate) mod quotation;
