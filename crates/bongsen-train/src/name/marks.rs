//! Annotated entities of a record by tokens of its document.

use bongsen::eval::entities::{Gold, Mention};
use bongsen::{Document, EntityKind, TokenRange};

/// A record beside its document.
pub struct Marks {
    /// Where each token begins and ends, in code points.
    pub chars: Vec<(u32, u32)>,
    /// The annotated entities whose edges are edges of tokens, the optional ones at the end.
    pub entities: Vec<(TokenRange, EntityKind)>,
}

impl Marks {
    /// Lays the entities of a record over the tokens of its document.
    pub fn of(record: &Gold, document: &Document) -> Self {
        let chars: Vec<(u32, u32)> =
            document.tokens().map(|t| document.chars(t.span())).map(|span| (span.start(), span.end())).collect();
        let range = |mention: &Mention| {
            let first = chars.binary_search_by_key(&mention.span.start(), |&(start, _)| start).ok()?;
            let last = chars.binary_search_by_key(&mention.span.end(), |&(_, end)| end).ok()?;
            Some((TokenRange::new(first as u32, last as u32 + 1), mention.kind))
        };
        let entities = record.answer.mentions.iter().chain(&record.optional).filter_map(range).collect();
        Self { chars, entities }
    }
}
