//! The arrays of a document.

use std::ops::Range;

use std::sync::OnceLock;

use crate::date::{Date, PartialDate};
use crate::discourse::coreference::{Confidence, ReferenceOrigin};
use crate::entity::{EntityKind, Origin};
use crate::place::Link;
use crate::span::{CharIndex, Norm, OffsetMap, Span};
use crate::token::TokenData;

/// A half-open range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenRange {
    /// First token inside.
    pub start: u32,
    /// First token after.
    pub end: u32,
}

impl TokenRange {
    /// The range `start..end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Number of tokens.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether there is no token inside.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// As an index range.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether a token is in both.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Index of an entity in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// An entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityData {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it is.
    pub kind: EntityKind,
    /// The least entity around it.
    pub parent: Option<EntityId>,
    /// What produced it.
    pub origin: Origin,
    /// For places: what unit it is.
    pub place: Option<PlaceRef>,
    /// For dates: ISO 8601 as far as it is written; for titles: the role in its normal form (`Bí thư`).
    pub value: Option<String>,
}

/// A link to the place register.
pub type PlaceRef = Box<Link>;

/// Whether a post is held.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Held at the time of the document.
    Current,
    /// Held before (`nguyên`, `cựu`).
    Former,
    /// Held for the time being (`quyền`, `phụ trách`).
    Acting,
    /// Just given (`được bầu giữ chức`).
    Appointed,
    /// Just left or taken away (`thôi giữ chức`, `cách chức`, `nghỉ hưu`).
    Dismissed,
    /// Only proposed: nobody says that it is held (`được giới thiệu giữ chức`).
    Proposed,
}

impl Status {
    /// The word in data files.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Former => "former",
            Self::Acting => "acting",
            Self::Appointed => "appointed",
            Self::Dismissed => "dismissed",
            Self::Proposed => "proposed",
        }
    }
}

/// When a post is or was held, as far as the text says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    /// Its beginning.
    pub start: Option<PartialDate>,
    /// Its end; of a term of office the end that is foreseen.
    pub end: Option<PartialDate>,
}

/// A person and a post that the text joins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialData {
    /// The person.
    pub person: EntityId,
    /// The title.
    pub title: EntityId,
    /// The organisation: inside the title, or the nearest earlier one when the title leaves it out.
    pub organization: Option<EntityId>,
    /// The place: of the organisation or of the title.
    pub area: Option<EntityId>,
    /// The role in its normal form: `Bí thư`.
    pub role: String,
    /// Whether the post is held.
    pub status: Status,
    /// When it began and ended, as far as the text says.
    pub term: Term,
    /// The listed head of the organisation's name: its length in tokens, and its normal form, folded.
    pub body_head: Option<(u32, u64)>,
    /// Whether the post is told apart from those of other places without its place.
    pub told_apart: bool,
    /// Name of the pattern: `đồng chí NAME - TITLE`.
    pub pattern: &'static str,
    /// The stretch of text that says so.
    pub evidence: TokenRange,
}

/// An abbreviation and its definition in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbbreviationData {
    /// The short form where it is defined.
    pub short: TokenRange,
    /// The long form.
    pub long: TokenRange,
    /// Later uses of the short form (token indices).
    pub uses: Vec<u32>,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotationData {
    /// What is between the quotation marks.
    pub content: TokenRange,
    /// Who is quoted: a PERSON, or a TITLE that stands for its holder, or an ORG.
    pub speaker: Option<EntityId>,
    /// The words that say so (`cho biết`, `Theo`).
    pub cue: Option<TokenRange>,
}

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferenceData {
    /// Index of the referent.
    pub referent: u32,
    /// How it is tied to it.
    pub origin: ReferenceOrigin,
    /// How far that can be relied on.
    pub confidence: Confidence,
}

/// A person, body, post or place of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferentData {
    /// The kind of its mentions.
    pub kind: EntityKind,
    /// The mention with the most tokens, not in capitals where there is a choice; the first of these.
    pub fullest: EntityId,
    /// Where its mentions are among [`DocumentData::mentions`], in order.
    pub mentions: Range<u32>,
}

/// How the text is laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// The line above the heading.
    pub kicker: Option<Span<Norm>>,
    /// The heading.
    pub heading: Option<Span<Norm>>,
    /// The line that names the authors.
    pub byline: Option<Span<Norm>>,
    /// The date of publication as written, and its value.
    pub published: Option<(Span<Norm>, Date)>,
    /// Lines of the page around the article (`Trở về trang trước`).
    pub boilerplate: Vec<Span<Norm>>,
}

/// The text and every layer.
#[derive(Debug, Default)]
pub struct DocumentData {
    /// The caller's text.
    pub text: String,
    /// The normalised view, when it differs.
    pub norm: Option<String>,
    /// From the view to the original.
    pub map: OffsetMap,
    /// Built when first asked for.
    pub char_index: OnceLock<CharIndex>,
    /// Tokens.
    pub tokens: Vec<TokenData>,
    /// Sentences.
    pub sentences: Vec<TokenRange>,
    /// Words.
    pub words: Vec<TokenRange>,
    /// Entities.
    pub entities: Vec<EntityData>,
    /// Officials.
    pub officials: Vec<OfficialData>,
    /// Abbreviations.
    pub abbreviations: Vec<AbbreviationData>,
    /// Quotations.
    pub quotations: Vec<QuotationData>,
    /// For each entity: what it names.
    pub references: Vec<Option<ReferenceData>>,
    /// What the entities name, in order of first mention.
    pub referents: Vec<ReferentData>,
    /// The mentions of all referents, those of one together.
    pub mentions: Vec<EntityId>,
    /// Layout.
    pub structure: Structure,
    /// Date of the document.
    pub date: Option<Date>,
}

impl DocumentData {
    /// The normalised view.
    pub fn norm(&self) -> &str {
        self.norm.as_deref().unwrap_or(&self.text)
    }

    /// The stretch of the view that a range of tokens covers.
    pub fn span_of(&self, range: TokenRange) -> Span<Norm> {
        span_of(&self.tokens, range)
    }
}

/// The stretch of the view that a range of tokens covers; empty at 0 when the range is empty or out of bounds.
pub fn span_of(tokens: &[TokenData], range: TokenRange) -> Span<Norm> {
    match tokens.get(range.range()) {
        Some([first, .., last]) => Span::new(first.span.start(), last.span.end()),
        Some([only]) => only.span,
        _ => Span::new(0, 0),
    }
}
