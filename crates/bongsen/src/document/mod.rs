//! A document: the text and every layer found in it, as arrays with views over them.
//!
//! ```text
//! text         the caller's, byte for byte
//! norm         the normalised view (absent when equal), with an OffsetMap back
//! tokens       TokenData                       spans in norm
//! sentences    ranges of tokens                  ┐
//! words        ranges of tokens, in sentences    │ indices into tokens
//! entities     EntityData: token range, parent   ┘
//! officials    OfficialData: indices of entities
//! referents    ReferentData: indices of entities
//! ```
//! Views ([`Token`], [`Sentence`], [`Word`], [`Entity`], [`Official`]…) are an index and a reference, cost nothing
//! to make, and speak in spans of the original.

mod data;
mod view;

pub(crate) use data::span_of;
pub use data::{
    AbbreviationData, DocumentData, EntityData, EntityId, OfficialData, QuotationData, ReferenceData, ReferentData,
    Status, Structure, Term, TokenRange,
};
pub use view::{Abbreviation, Entity, Official, Quotation, Referent, Sentence, Token, Word};

use std::sync::Arc;

use crate::date::Date;
use crate::span::{CharIndex, Chars, Norm, Orig, Span, Utf16};

/// A text and what is in it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Document {
    inner: Arc<DocumentData>,
}

impl Document {
    pub(crate) fn new(data: DocumentData) -> Self {
        Self { inner: Arc::new(data) }
    }

    /// The arrays, when there is no clone of this document.
    pub(crate) fn into_data(self) -> Option<DocumentData> {
        Arc::into_inner(self.inner)
    }

    pub(crate) fn data(&self) -> &DocumentData {
        &self.inner
    }

    /// The caller's text, unaltered.
    pub fn text(&self) -> &str {
        &self.inner.text
    }

    /// The normalised view that the stages read (NFC, look-alikes and zero-width characters settled).
    pub fn normalized(&self) -> &str {
        self.inner.norm()
    }

    /// The text of a span of the original; empty when the span is not one of this document's.
    pub fn slice(&self, span: Span<Orig>) -> &str {
        self.inner.text.get(span.range()).unwrap_or_default()
    }

    /// The original stretch of a span of the normalised view.
    pub fn to_orig(&self, span: Span<Norm>) -> Span<Orig> {
        self.inner.map.to_orig(span)
    }

    /// A span in code points, as Python counts.
    pub fn chars(&self, span: Span<Orig>) -> Span<Chars> {
        self.char_index().chars(&self.inner.text, span)
    }

    /// A span in UTF-16 units, as JavaScript and Java count.
    pub fn utf16(&self, span: Span<Orig>) -> Span<Utf16> {
        self.char_index().utf16(&self.inner.text, span)
    }

    /// The byte span of a span of code points; `None` when it ends beyond the text.
    pub fn bytes(&self, span: Span<Chars>) -> Option<Span<Orig>> {
        self.char_index().bytes(&self.inner.text, span)
    }

    fn char_index(&self) -> &CharIndex {
        self.inner.char_index.get_or_init(|| CharIndex::new(&self.inner.text))
    }

    /// Tokens in order.
    pub fn tokens(&self) -> impl ExactSizeIterator<Item = Token<'_>> {
        (0..self.inner.tokens.len() as u32).map(|id| Token::new(self, id))
    }

    /// Sentences in order.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Sentence<'_>> {
        self.inner.sentences.iter().map(|&range| Sentence::new(self, range))
    }

    /// Words in order.
    pub fn words(&self) -> impl ExactSizeIterator<Item = Word<'_>> {
        self.inner.words.iter().map(|&range| Word::new(self, range))
    }

    /// Entities in order of start, the outer before the inner.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = Entity<'_>> {
        (0..self.inner.entities.len() as u32).map(|id| Entity::new(self, EntityId(id)))
    }

    /// Who holds which post, in order of the persons' places in the text.
    pub fn officials(&self) -> impl ExactSizeIterator<Item = Official<'_>> {
        (0..self.inner.officials.len() as u32).map(|id| Official::new(self, id))
    }

    /// Abbreviations that the text defines.
    pub fn abbreviations(&self) -> impl ExactSizeIterator<Item = Abbreviation<'_>> {
        (0..self.inner.abbreviations.len() as u32).map(|id| Abbreviation::new(self, id))
    }

    /// Quotations and who is quoted.
    pub fn quotations(&self) -> impl ExactSizeIterator<Item = Quotation<'_>> {
        (0..self.inner.quotations.len() as u32).map(|id| Quotation::new(self, id))
    }

    /// The persons, bodies, posts and places that the text names, in order of first mention: every PERSON, ORG, TITLE,
    /// `ADMIN_UNIT` and LOC is a mention of exactly one.
    ///
    /// ```
    /// let doc = bongsen::Analyzer::new()?.analyze(
    ///     "Ông Nguyễn Thành Phong - Bí thư Huyện ủy Tháp Mười phát biểu. Sau đó Huyện ủy họp, ông Phong dự.",
    /// )?;
    /// let names: Vec<Vec<_>> = doc.referents().map(|r| r.mentions().map(|m| m.text()).collect()).collect();
    /// assert_eq!(names[0], ["Nguyễn Thành Phong", "Phong"]);
    /// assert!(names.contains(&vec!["Huyện ủy Tháp Mười", "Huyện ủy"]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn referents(&self) -> impl ExactSizeIterator<Item = Referent<'_>> {
        (0..self.inner.referents.len() as u32).map(|id| Referent::new(self, id))
    }

    /// The referent at an index.
    pub fn referent(&self, index: u32) -> Option<Referent<'_>> {
        ((index as usize) < self.inner.referents.len()).then(|| Referent::new(self, index))
    }

    /// The token at an index.
    pub fn token(&self, index: u32) -> Option<Token<'_>> {
        ((index as usize) < self.inner.tokens.len()).then(|| Token::new(self, index))
    }

    /// The sentence at an index.
    pub fn sentence(&self, index: u32) -> Option<Sentence<'_>> {
        self.inner.sentences.get(index as usize).map(|&range| Sentence::new(self, range))
    }

    /// The word at an index.
    pub fn word(&self, index: u32) -> Option<Word<'_>> {
        self.inner.words.get(index as usize).map(|&range| Word::new(self, range))
    }

    /// The entity with an id.
    pub fn entity(&self, id: EntityId) -> Option<Entity<'_>> {
        ((id.0 as usize) < self.inner.entities.len()).then(|| Entity::new(self, id))
    }

    /// The official at an index.
    pub fn official(&self, index: u32) -> Option<Official<'_>> {
        ((index as usize) < self.inner.officials.len()).then(|| Official::new(self, index))
    }

    /// The abbreviation at an index.
    pub fn abbreviation(&self, index: u32) -> Option<Abbreviation<'_>> {
        ((index as usize) < self.inner.abbreviations.len()).then(|| Abbreviation::new(self, index))
    }

    /// The quotation at an index.
    pub fn quotation(&self, index: u32) -> Option<Quotation<'_>> {
        ((index as usize) < self.inner.quotations.len()).then(|| Quotation::new(self, index))
    }

    /// The entities that lie in no other, in order: a flat reading that keeps the widest.
    pub fn outermost(&self) -> impl Iterator<Item = Entity<'_>> {
        self.entities().filter(|entity| entity.parent().is_none())
    }

    /// The entities that hold no other, in order: a flat reading that keeps the narrowest.
    pub fn innermost(&self) -> impl Iterator<Item = Entity<'_>> {
        self.entities().filter(|entity| entity.children().next().is_none())
    }

    /// The date of the document: as given to the analyser, else as the text says.
    pub fn date(&self) -> Option<Date> {
        self.inner.date
    }

    /// The line above the heading.
    pub fn kicker(&self) -> Option<Span<Orig>> {
        self.inner.structure.kicker.map(|span| self.to_orig(span))
    }

    /// The heading.
    pub fn heading(&self) -> Option<Span<Orig>> {
        self.inner.structure.heading.map(|span| self.to_orig(span))
    }

    /// The date of publication as the text writes it, and its value.
    pub fn published(&self) -> Option<(Span<Orig>, Date)> {
        self.inner.structure.published.map(|(span, date)| (self.to_orig(span), date))
    }

    /// The line that names the authors.
    pub fn byline(&self) -> Option<Span<Orig>> {
        self.inner.structure.byline.map(|span| self.to_orig(span))
    }

    /// Lines that belong to the page and not to the article.
    pub fn boilerplate(&self) -> impl ExactSizeIterator<Item = Span<Orig>> {
        self.inner.structure.boilerplate.iter().map(|&span| self.to_orig(span))
    }
}
