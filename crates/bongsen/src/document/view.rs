//! Views over a document: an index and a reference.

use super::data::{EntityData, EntityId, OfficialData, ReferenceData, Status, Term, TokenRange};
use super::{Document, data};
use crate::discourse::coreference::{Confidence, ReferenceOrigin};
use crate::entity::{EntityKind, LegalDocument, Origin, designation};
use crate::place::Link;
use crate::span::{Orig, Span};
use crate::token::{Case, TokenData, TokenKind};

/// What every view over tokens offers.
macro_rules! token_range_view {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<'d> {
            doc: &'d Document,
            range: TokenRange,
        }

        impl<'d> $name<'d> {
            pub(super) const fn new(doc: &'d Document, range: TokenRange) -> Self {
                Self { doc, range }
            }

            /// Where it is in the original, in bytes.
            pub fn span(self) -> Span<Orig> {
                self.doc.to_orig(self.doc.data().span_of(self.range))
            }

            /// Its text in the original.
            pub fn text(self) -> &'d str {
                self.doc.slice(self.span())
            }

            /// The range of its tokens.
            pub const fn token_range(self) -> TokenRange {
                self.range
            }

            /// Its tokens.
            pub fn tokens(self) -> impl ExactSizeIterator<Item = Token<'d>> {
                let doc = self.doc;
                (self.range.start..self.range.end).map(move |id| Token::new(doc, id))
            }
        }
    };
}

token_range_view!(
    /// A sentence.
    Sentence
);
token_range_view!(
    /// A word: one token or several syllables.
    Word
);

impl<'d> Sentence<'d> {
    /// The document that it is of.
    pub const fn document(self) -> &'d Document {
        self.doc
    }

    /// Its words.
    pub fn words(self) -> impl ExactSizeIterator<Item = Word<'d>> {
        let doc = self.doc;
        let words = doc.data().words.get(self.word_range()).unwrap_or_default();
        words.iter().map(move |&range| Word::new(doc, range))
    }

    /// The indices of its words in [`Document::words`].
    pub fn word_range(self) -> std::ops::Range<usize> {
        let words = &self.doc.data().words;
        let first = words.partition_point(|w| w.start < self.range.start);
        first..words.partition_point(|w| w.end <= self.range.end).max(first)
    }
}

/// A token.
#[derive(Clone, Copy, Debug)]
pub struct Token<'d> {
    doc: &'d Document,
    id: u32,
}

impl<'d> Token<'d> {
    pub(super) const fn new(doc: &'d Document, id: u32) -> Self {
        Self { doc, id }
    }

    /// Its index in the document.
    pub const fn id(self) -> u32 {
        self.id
    }

    fn data(self) -> Option<&'d TokenData> {
        self.doc.data().tokens.get(self.id as usize)
    }

    /// What it is.
    pub fn kind(self) -> TokenKind {
        self.data().map_or(TokenKind::Other, |t| t.kind)
    }

    /// Case of its letters.
    pub fn case(self) -> Case {
        self.data().map_or(Case::None, |t| t.case)
    }

    /// Where it is in the original, in bytes.
    pub fn span(self) -> Span<Orig> {
        self.doc.to_orig(self.data().map_or(Span::new(0, 0), |t| t.span))
    }

    /// Its text in the original.
    pub fn text(self) -> &'d str {
        self.doc.slice(self.span())
    }
}

/// An entity.
#[derive(Clone, Copy, Debug)]
pub struct Entity<'d> {
    doc: &'d Document,
    id: EntityId,
    data: Option<&'d EntityData>,
}

impl<'d> Entity<'d> {
    pub(super) fn new(doc: &'d Document, id: EntityId) -> Self {
        Self { doc, id, data: doc.data().entities.get(id.0 as usize) }
    }

    /// Its index in the document.
    pub const fn id(self) -> EntityId {
        self.id
    }

    /// What it is.
    pub fn kind(self) -> EntityKind {
        self.data.map_or(EntityKind::Loc, |e| e.kind)
    }

    /// The range of its tokens.
    pub fn token_range(self) -> TokenRange {
        self.data.map_or(TokenRange::new(0, 0), |e| e.tokens)
    }

    /// Where it is in the original, in bytes.
    pub fn span(self) -> Span<Orig> {
        self.doc.to_orig(self.doc.data().span_of(self.token_range()))
    }

    /// Its text in the original.
    pub fn text(self) -> &'d str {
        self.doc.slice(self.span())
    }

    /// The least entity around it.
    pub fn parent(self) -> Option<Self> {
        self.data?.parent.map(|id| Self::new(self.doc, id))
    }

    /// The entities directly inside, in order.
    pub fn children(self) -> impl Iterator<Item = Self> {
        let me = self.id;
        let end = self.token_range().end;
        let doc = self.doc;
        self.doc
            .data()
            .entities
            .iter()
            .enumerate()
            .skip(me.0 as usize + 1)
            .take_while(move |(_, e)| e.tokens.start < end)
            .filter(move |(_, e)| e.parent == Some(me))
            .map(move |(id, _)| Self::new(doc, EntityId(id as u32)))
    }

    /// The rule that produced it.
    pub fn origin(self) -> Origin {
        self.data.map_or(Origin(""), |e| e.origin)
    }

    /// For an administrative unit: the unit in the register, or candidates.
    pub fn place(self) -> Option<&'d Link> {
        self.data?.place.as_deref()
    }

    /// For a date, ISO 8601 as far as it is written; for a title, the role in its normal form.
    pub fn value(self) -> Option<&'d str> {
        self.data?.value.as_deref()
    }

    /// For a `LEGAL_DOC`: its type, number, year and code, as far as the mention says them; `None` for every other
    /// kind. Read when asked for.
    ///
    /// ```
    /// let doc = bongsen::Analyzer::new()?.analyze("Theo Nghị định 100/2019/NĐ-CP, tài xế bị phạt.")?;
    /// let decree = doc.entities().find_map(|e| e.legal_document()).unwrap();
    /// assert_eq!((decree.kind, decree.number.as_deref()), (Some("Nghị định"), Some("100")));
    /// assert_eq!((decree.year, decree.code.as_deref()), (Some(2019), Some("NĐ-CP")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn legal_document(self) -> Option<LegalDocument> {
        (self.kind() == EntityKind::LegalDoc).then(|| designation::of(self.doc, self.token_range()))
    }

    fn reference(self) -> Option<ReferenceData> {
        *self.doc.data().references.get(self.id.0 as usize)?
    }

    /// What it names: the person, body, post or place, which may have other mentions. `None` for dates and documents.
    ///
    /// ```
    /// use bongsen::{Analyzer, Confidence, ReferenceOrigin};
    /// let doc = Analyzer::new()?.analyze("Ông Nguyễn Thành Phong đến. Ông Phong phát biểu.")?;
    /// let short = doc.entities().last().unwrap();
    /// assert_eq!((short.text(), short.referent().unwrap().fullest().text()), ("Phong", "Nguyễn Thành Phong"));
    /// assert_eq!(short.referent_origin(), Some(ReferenceOrigin::ShortName));
    /// assert_eq!(short.referent_confidence(), Some(Confidence::Sure));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn referent(self) -> Option<Referent<'d>> {
        Some(Referent::new(self.doc, self.reference()?.referent))
    }

    /// How it is tied to what it names.
    pub fn referent_origin(self) -> Option<ReferenceOrigin> {
        Some(self.reference()?.origin)
    }

    /// How far that can be relied on.
    pub fn referent_confidence(self) -> Option<Confidence> {
        Some(self.reference()?.confidence)
    }
}

/// A person, body, post or place of the text, with all its mentions. Nothing is claimed across documents.
#[derive(Clone, Copy, Debug)]
pub struct Referent<'d> {
    doc: &'d Document,
    id: u32,
    data: Option<&'d data::ReferentData>,
}

impl<'d> Referent<'d> {
    pub(super) fn new(doc: &'d Document, id: u32) -> Self {
        Self { doc, id, data: doc.data().referents.get(id as usize) }
    }

    /// Its index in [`Document::referents`].
    pub const fn id(self) -> u32 {
        self.id
    }

    /// The kind of its mentions.
    pub fn kind(self) -> EntityKind {
        self.data.map_or(EntityKind::Loc, |r| r.kind)
    }

    /// Its mention with the most tokens, not in capitals where there is a choice; the first of these.
    pub fn fullest(self) -> Entity<'d> {
        Entity::new(self.doc, self.data.map_or(EntityId(u32::MAX), |r| r.fullest))
    }

    /// Its mentions, in order; at least one.
    pub fn mentions(self) -> impl ExactSizeIterator<Item = Entity<'d>> {
        let doc = self.doc;
        let range = self.data.map_or(0..0, |r| r.mentions.start as usize..r.mentions.end as usize);
        doc.data().mentions.get(range).unwrap_or_default().iter().map(move |&id| Entity::new(doc, id))
    }
}

macro_rules! record_view {
    ($(#[$doc:meta])* $name:ident, $data:ty, $field:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<'d> {
            doc: &'d Document,
            data: Option<&'d $data>,
        }

        impl<'d> $name<'d> {
            pub(super) fn new(doc: &'d Document, id: u32) -> Self {
                Self { doc, data: doc.data().$field.get(id as usize) }
            }

            #[allow(dead_code, reason = "not every record view has entities")]
            fn entity(self, id: Option<EntityId>) -> Option<Entity<'d>> {
                id.map(|id| Entity::new(self.doc, id))
            }

            fn range_span(self, range: Option<TokenRange>) -> Span<Orig> {
                let range = range.unwrap_or(TokenRange::new(0, 0));
                self.doc.to_orig(self.doc.data().span_of(range))
            }
        }
    };
}

record_view!(
    /// A person and a post that the text joins.
    Official,
    OfficialData,
    officials
);
record_view!(
    /// An abbreviation that the text defines.
    Abbreviation,
    data::AbbreviationData,
    abbreviations
);
record_view!(
    /// A quotation.
    Quotation,
    data::QuotationData,
    quotations
);

impl<'d> Official<'d> {
    /// The person.
    pub fn person(self) -> Option<Entity<'d>> {
        self.entity(self.data.map(|o| o.person))
    }

    /// The title.
    pub fn title(self) -> Option<Entity<'d>> {
        self.entity(self.data.map(|o| o.title))
    }

    /// The organisation: inside the title, or the nearest earlier one that fits when the title leaves it out.
    pub fn organization(self) -> Option<Entity<'d>> {
        self.entity(self.data?.organization)
    }

    /// The place of the organisation or of the title.
    pub fn area(self) -> Option<Entity<'d>> {
        self.entity(self.data?.area)
    }

    /// The role in its normal form: `Bí thư`.
    pub fn role(self) -> &'d str {
        self.data.map_or("", |o| &o.role)
    }

    /// Whether the post is held.
    pub fn status(self) -> Status {
        self.data.map_or(Status::Current, |o| o.status)
    }

    /// When the post is or was held, as far as the text says.
    ///
    /// ```
    /// use bongsen::Status;
    /// let doc = bongsen::Analyzer::new()?.analyze_on(
    ///     "Ngày 5-8, HĐND tỉnh miễn nhiệm chức danh Chủ tịch UBND tỉnh đối với ông Trần Văn Mẫu.",
    ///     Some("2019-08-07".parse()?),
    /// )?;
    /// let official = doc.officials().next().unwrap();
    /// assert_eq!(official.status(), Status::Dismissed);
    /// assert_eq!(official.term().end.map(|end| end.to_string()).as_deref(), Some("2019-08-05"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn term(self) -> Term {
        self.data.map_or(Term::default(), |o| o.term)
    }

    /// The listed head of the organisation's name: its length in tokens, and its normal form, folded.
    pub(crate) fn body_head(self) -> Option<(u32, u64)> {
        self.data?.body_head
    }

    /// Whether the post is told apart from those of other places without its place.
    pub(crate) fn is_told_apart(self) -> bool {
        self.data.is_some_and(|o| o.told_apart)
    }

    /// Name of the pattern that joined the two.
    pub fn pattern(self) -> &'static str {
        self.data.map_or("", |o| o.pattern)
    }

    /// The stretch of the original that says so, in bytes.
    pub fn evidence(self) -> Span<Orig> {
        self.range_span(self.data.map(|o| o.evidence))
    }
}

impl<'d> Abbreviation<'d> {
    /// The short form where it is defined, in bytes of the original.
    pub fn short_span(self) -> Span<Orig> {
        self.range_span(self.data.map(|a| a.short))
    }

    /// The long form, in bytes of the original.
    pub fn long_span(self) -> Span<Orig> {
        self.range_span(self.data.map(|a| a.long))
    }

    /// The short form.
    pub fn short(self) -> &'d str {
        self.doc.slice(self.short_span())
    }

    /// The long form.
    pub fn long(self) -> &'d str {
        self.doc.slice(self.long_span())
    }

    /// Later uses of the short form.
    pub fn uses(self) -> impl ExactSizeIterator<Item = Token<'d>> {
        let doc = self.doc;
        self.data.map_or(&[][..], |a| &a.uses).iter().map(move |&id| Token::new(doc, id))
    }
}

impl<'d> Quotation<'d> {
    /// What is between the quotation marks, in bytes of the original.
    pub fn span(self) -> Span<Orig> {
        self.range_span(self.data.map(|q| q.content))
    }

    /// What is between the quotation marks.
    pub fn text(self) -> &'d str {
        self.doc.slice(self.span())
    }

    /// Who is quoted.
    pub fn speaker(self) -> Option<Entity<'d>> {
        self.entity(self.data?.speaker)
    }

    /// The words that introduce the quotation (`cho biết`), in bytes of the original.
    pub fn cue_span(self) -> Option<Span<Orig>> {
        let cue = self.data?.cue?;
        Some(self.range_span(Some(cue)))
    }

    /// The words that introduce the quotation (`cho biết`).
    pub fn cue(self) -> Option<&'d str> {
        self.cue_span().map(|span| self.doc.slice(span))
    }
}
