//! A document as a serialisable record: the answer of the library in JSON.
//!
//! The names of persons, organisations, posts, memberships and areas are those of Popolo
//! (<https://www.popoloproject.com/specs/>). They are what the mentions of *this* document refer to: equal names are one
//! person or one organisation here, and nothing is claimed across documents. Fields come in a fixed order, so equal
//! documents give equal bytes.
//!
//! ```text
//! entities[3]  { id: "e3", label: "TITLE", ref: "post:bi-thu-dang-uy-xa-doc-binh-kieu", … }   a mention
//! posts[0]     { id: "post:bi-thu-dang-uy-xa-doc-binh-kieu", organization_id: …, area_id: … }  what it names
//! ```
//!
//! ```
//! use bongsen::record::{DocumentRecord, RecordOptions};
//! # fn show(document: &bongsen::Document) -> Result<(), serde_json::Error> {
//! let record = DocumentRecord::new(document, RecordOptions::default());
//! println!("{}", serde_json::to_string_pretty(&record)?);
//! # Ok(())
//! # }
//! ```

mod explain;
mod name;
mod place;
mod popolo;
mod quantity;
mod registry;
mod time;

use serde::Serialize;

pub use explain::{ExplanationRecord, OfficialExplanationRecord, RowRecord, ScoringRecord, SyllableRecord};
pub use place::{CandidateRecord, Identifier, PlaceRecord, UnitRecord};
pub use popolo::{
    AreaRecord, Evidence, MembershipRecord, OrganizationRecord, OtherName, PersonRecord, PostRecord, SuccessorRecord,
};
pub use quantity::QuantityRecord;
pub use registry::Registry;
pub use time::TimeRecord;

use crate::document::{Document, Entity};
use crate::entity::{EntityKind, LegalDocument};
use crate::labels::{Labelled, Labels, View};
use crate::span::{Orig, Span};

/// What the offsets of a record count.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub enum OffsetUnit {
    /// Code points, as Python counts.
    #[default]
    #[serde(rename = "code points")]
    Chars,
    /// UTF-8 bytes, as Rust counts.
    #[serde(rename = "bytes")]
    Bytes,
    /// UTF-16 units, as JavaScript and Java count.
    #[serde(rename = "utf-16")]
    Utf16,
}

impl OffsetUnit {
    /// The offsets of a span of the document's text, half-open.
    pub fn offsets(self, document: &Document, span: Span<Orig>) -> (u32, u32) {
        match self {
            Self::Bytes => (span.start(), span.end()),
            Self::Chars => {
                let span = document.chars(span);
                (span.start(), span.end())
            }
            Self::Utf16 => {
                let span = document.utf16(span);
                (span.start(), span.end())
            }
        }
    }
}

/// What a record holds beyond the default.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordOptions {
    /// What offsets count.
    pub offsets: OffsetUnit,
    /// The whole text.
    pub text: bool,
    /// Every token, with its kind.
    pub tokens: bool,
    /// Every word.
    pub words: bool,
    /// Which entities. Officials and what the entities refer to are those of the whole document in every view.
    pub view: View,
    /// Whose labels the entities have.
    pub labels: Labels,
}

/// A stretch of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch<'d> {
    /// First position inside.
    pub start: u32,
    /// First position after.
    pub end: u32,
    /// What is there.
    pub text: &'d str,
}

/// A token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TokenRecord<'d> {
    /// First position inside.
    pub start: u32,
    /// First position after.
    pub end: u32,
    /// What is there.
    pub text: &'d str,
    /// What it is: `Syllable`, `Number`, …
    pub kind: String,
}

/// How the document is laid out, and its date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeadRecord<'d> {
    /// Always `vi`.
    pub language: &'static str,
    /// The line above the heading.
    pub kicker: Option<&'d str>,
    /// The heading.
    pub title: Option<&'d str>,
    /// When the text says that it was published: ISO 8601, with the time where it is written.
    pub published: Option<String>,
    /// The same as written.
    pub published_raw: Option<&'d str>,
    /// The day in whose light the text was read: given by the caller, else of publication.
    pub as_of: Option<String>,
    /// Names of the authors.
    pub byline: Vec<&'d str>,
    /// The same as persons.
    pub byline_person_ids: Vec<String>,
    /// Lines that belong to the page and not to the article.
    pub boilerplate: Vec<Stretch<'d>>,
}

/// A mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntityRecord<'d> {
    /// `e0`, `e1`, … in order of start, the outer before the inner.
    pub id: String,
    /// `PERSON`, `TITLE`, `ORG`, `ADMIN_UNIT`, `LOC`, `DATE`, `LEGAL_DOC`.
    pub label: &'static str,
    /// First position inside.
    pub start: u32,
    /// First position after.
    pub end: u32,
    /// What is there.
    pub text: &'d str,
    /// Id of the least mention around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// The rule that found it.
    pub origin: &'d str,
    /// For a date, ISO 8601 as far as it is written; for a title, the role in its normal form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<&'d str>,
    /// For a legal document, its type, number, year and code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_document: Option<LegalDocument>,
    /// Id of the person, post, organisation or area that it names.
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Which mentions name the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referent: Option<ReferentRecord>,
    /// What the register of places says of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceRecord>,
}

/// What a mention names, among the referents of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReferentRecord {
    /// `r0`, `r1`, … in order of first mention: equal for all mentions of one person, body, post or place.
    pub id: String,
    /// How it is tied to it: `exact`, `short_name`, `abbreviation`, `elided`, `code`.
    pub origin: &'static str,
    /// `sure` or `likely`.
    pub confidence: &'static str,
}

/// A relation of two mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RelationRecord {
    /// `holds`: a person holds a post.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Id of the person's mention.
    pub head: String,
    /// Id of the title's mention.
    pub tail: String,
}

/// An abbreviation that the text defines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AbbreviationRecord<'d> {
    /// The short form.
    pub short: &'d str,
    /// The long form.
    pub long: &'d str,
    /// Where the long form is defined.
    pub long_start: u32,
    /// First position after it.
    pub long_end: u32,
    /// Where the short form is defined.
    pub short_start: u32,
    /// First position after it.
    pub short_end: u32,
    /// How often the short form is used later.
    pub later_uses: usize,
    /// Where.
    pub later_use_starts: Vec<u32>,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuotationRecord<'d> {
    /// Id of the person, or of the post or organisation that stands for one, who is quoted.
    pub speaker_id: Option<String>,
    /// Id of the speaker's mention.
    pub speaker_entity: Option<String>,
    /// The words that introduce the quotation.
    pub cue: Option<Stretch<'d>>,
    /// First position between the quotation marks.
    pub start: u32,
    /// First position after what is between them.
    pub end: u32,
    /// What is between them.
    pub text: &'d str,
}

/// A document as a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentRecord<'d> {
    /// Name and version of this form.
    pub schema: &'static str,
    /// Where the text is from, as the caller names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What offsets count; spans are half-open.
    pub offsets: OffsetUnit,
    /// The whole text, on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'d str>,
    /// Layout and date.
    pub document: HeadRecord<'d>,
    /// Sentences.
    pub sentences: Vec<Stretch<'d>>,
    /// Tokens, on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Vec<TokenRecord<'d>>>,
    /// Words, on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Vec<Stretch<'d>>>,
    /// Mentions, nested.
    pub entities: Vec<EntityRecord<'d>>,
    /// Who holds what.
    pub relations: Vec<RelationRecord>,
    /// Persons.
    pub persons: Vec<PersonRecord>,
    /// Organisations.
    pub organizations: Vec<OrganizationRecord>,
    /// Posts.
    pub posts: Vec<PostRecord>,
    /// Who holds which post.
    pub memberships: Vec<MembershipRecord>,
    /// Places.
    pub areas: Vec<AreaRecord>,
    /// Abbreviations that the text defines.
    pub abbreviations: Vec<AbbreviationRecord<'d>>,
    /// Quotations.
    pub quotations: Vec<QuotationRecord<'d>>,
    /// Amounts.
    pub quantities: Vec<QuantityRecord<'d>>,
    /// Times.
    pub times: Vec<TimeRecord<'d>>,
}

/// Name and version of the form of a record.
pub const SCHEMA: &str = "bongsen-document/1 (Popolo names)";

impl<'d> DocumentRecord<'d> {
    /// The record of a document.
    pub fn new(document: &'d Document, options: RecordOptions) -> Self {
        let unit = options.offsets;
        let registry = Registry::new(document, unit);
        let stretch = |span: Span<Orig>| {
            let (start, end) = unit.offsets(document, span);
            Stretch { start, end, text: document.slice(span) }
        };
        let tokens = options.tokens.then(|| {
            let token = |t: crate::document::Token<'d>| {
                let Stretch { start, end, text } = stretch(t.span());
                TokenRecord { start, end, text, kind: format!("{:?}", t.kind()) }
            };
            document.tokens().map(token).collect()
        });
        let entities: Vec<EntityRecord<'d>> = document
            .labelled(options.view, options.labels)
            .into_iter()
            .map(|Labelled { entity: e, label, parent }| {
                let Stretch { start, end, text } = stretch(e.span());
                EntityRecord {
                    id: entity_id(e.id().0),
                    label,
                    start,
                    end,
                    text,
                    parent: parent.map(|id| entity_id(id.0)),
                    origin: e.origin().0,
                    value: e.value(),
                    legal_document: e.legal_document(),
                    reference: registry.reference(e.id()).map(str::to_owned),
                    referent: explain::referent(e),
                    place: e.place().map(PlaceRecord::of),
                }
            })
            .collect();
        let relations = document
            .officials()
            .filter_map(|o| {
                let (head, tail) = (entity_id(o.person()?.id().0), entity_id(o.title()?.id().0));
                Some(RelationRecord { kind: "holds", head, tail })
            })
            .collect();
        let abbreviations = document
            .abbreviations()
            .map(|a| {
                let (long, short) = (stretch(a.long_span()), stretch(a.short_span()));
                AbbreviationRecord {
                    short: short.text,
                    long: long.text,
                    long_start: long.start,
                    long_end: long.end,
                    short_start: short.start,
                    short_end: short.end,
                    later_uses: a.uses().len(),
                    later_use_starts: a.uses().map(|t| stretch(t.span()).start).collect(),
                }
            })
            .collect();
        let quotations = document
            .quotations()
            .map(|q| {
                let Stretch { start, end, text } = stretch(q.span());
                let speaker = q.speaker();
                QuotationRecord {
                    speaker_id: speaker.and_then(|e| registry.reference(e.id())).map(str::to_owned),
                    speaker_entity: speaker.map(|e| entity_id(e.id().0)),
                    cue: q.cue_span().map(stretch),
                    start,
                    end,
                    text,
                }
            })
            .collect();
        Self {
            schema: SCHEMA,
            source: None,
            offsets: unit,
            text: options.text.then(|| document.text()),
            document: head(document, &registry, stretch),
            sentences: document.sentences().map(|s| stretch(s.span())).collect(),
            tokens,
            words: options.words.then(|| document.words().map(|w| stretch(w.span())).collect()),
            entities,
            relations,
            persons: registry.persons,
            organizations: registry.organizations,
            posts: registry.posts,
            memberships: registry.memberships,
            areas: registry.areas,
            abbreviations,
            quotations,
            times: document.times().iter().map(|t| TimeRecord::new(t, &stretch(t.span()))).collect(),
            quantities: document.quantities().iter().map(|q| QuantityRecord::new(q, &stretch(q.span()))).collect(),
        }
    }

    /// The record with the name of its source.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }
}

/// Id of a mention in a record.
pub(crate) fn entity_id(index: u32) -> String {
    format!("e{index}")
}

fn head<'d>(
    document: &'d Document,
    registry: &Registry,
    stretch: impl Fn(Span<Orig>) -> Stretch<'d>,
) -> HeadRecord<'d> {
    let published = document.published();
    let dated = published.and_then(|(span, _)| {
        document.entities().find(|e| e.kind() == EntityKind::Date && span.overlaps(e.span())).and_then(Entity::value)
    });
    let byline = document.byline();
    let authors: Vec<_> = document
        .entities()
        .filter(|e| e.kind() == EntityKind::Person && byline.is_some_and(|line| line.contains(e.span())))
        .collect();
    let names = if authors.is_empty() {
        byline.map(|line| document.slice(line)).into_iter().collect()
    } else {
        authors.iter().map(|e| e.text()).collect()
    };
    HeadRecord {
        language: "vi",
        kicker: document.kicker().map(|span| document.slice(span)),
        title: document.heading().map(|span| document.slice(span)),
        published: published.map(|(_, date)| {
            let date = date.to_string();
            // The entity has the time of day as well, where one is written.
            dated.filter(|value| value.starts_with(&date)).map_or(date.clone(), str::to_owned)
        }),
        published_raw: published.map(|(span, _)| document.slice(span)),
        as_of: document.date().map(|date| date.to_string()),
        byline: names,
        byline_person_ids: authors.iter().filter_map(|e| registry.reference(e.id())).map(str::to_owned).collect(),
        boilerplate: document.boilerplate().map(stretch).collect(),
    }
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use super::*;
    use crate::Analyzer;

    fn with_record<T>(text: &str, date: &str, look: impl FnOnce(&DocumentRecord<'_>) -> T) -> T {
        let document = Analyzer::new().unwrap().analyze_on(text, date.parse().ok()).unwrap();
        look(&DocumentRecord::new(&document, RecordOptions::default()))
    }

    const TEXT: &str = "TRẦN VĂN MẪU, Bí thư Huyện ủy Tháp Mười, đã họp.\n\n\
        Đồng chí Trần Văn Mẫu - Bí thư Huyện ủy Tháp Mười phát biểu. Ông Mẫu cho biết Huyện ủy đã họp với Đảng ủy xã Đốc \
        Binh Kiều. Bà Lê Thị Thử, Chủ tịch UBND xã Mỹ Quý và bà Phạm Thị Thử cùng dự. Bà Thử cảm ơn.";

    #[test]
    fn a_person_is_one_person_in_every_form_of_the_name() {
        with_record(TEXT, "2013-08-23", |record| {
            let person = record.persons.iter().find(|p| p.id == "person:tran-van-mau").unwrap();
            assert_eq!(person.name, "Trần Văn Mẫu");
            assert_eq!(person.given_name.as_deref(), Some("Mẫu"));
            assert_eq!(person.other_names, [OtherName { name: "Mẫu".into() }]);
            assert_eq!(person.mentions.len(), 3);
        });
    }

    #[test]
    fn a_given_name_that_two_bear_is_not_guessed() {
        with_record(TEXT, "2013-08-23", |record| {
            for id in ["person:le-thi-thu", "person:pham-thi-thu"] {
                let person = record.persons.iter().find(|p| p.id == id).unwrap();
                assert_eq!((person.other_names.len(), person.mentions.len()), (0, 1), "{id}");
            }
        });
    }

    #[test]
    fn a_short_mention_of_a_body_is_the_body_that_begins_so() {
        with_record(TEXT, "2013-08-23", |record| {
            let body = record.organizations.iter().find(|o| o.id == "org:huyen-uy-thap-muoi").unwrap();
            assert_eq!(body.other_names, [OtherName { name: "Huyện ủy".into() }]);
            assert_eq!((body.level, body.area_id.as_deref()), (Some("district"), Some("area:vn-872")));
        });
    }

    #[test]
    fn a_membership_joins_person_post_body_and_area_of_the_time() {
        with_record(TEXT, "2013-08-23", |record| {
            let chair = record.memberships.iter().find(|m| m.person_id == "person:le-thi-thu").unwrap();
            assert_eq!(
                (chair.role.as_str(), chair.status, chair.as_of.as_deref()),
                ("Chủ tịch", "current", Some("2013-08-23"))
            );
            assert_eq!(chair.organization_id.as_deref(), Some("org:ubnd-xa-my-quy"));
            assert_eq!(chair.area_id.as_deref(), Some("area:vn-30055"));
            let area = record.areas.iter().find(|a| a.id == "area:vn-30055").unwrap();
            assert_eq!(area.parent_id.as_deref(), Some("area:vn-872"));
            let district = record.areas.iter().find(|a| a.id == "area:vn-872").unwrap();
            assert!(!district.inferred && district.parent_id.as_deref() == Some("area:vn-87"));
            assert!(record.areas.iter().find(|a| a.id == "area:vn-87").unwrap().inferred);
        });
        // The same words of another day are another unit.
        with_record("UBND xã Đốc Binh Kiều họp.", "2025-08-01", |record| {
            assert_eq!(record.areas[0].id, "area:vn2025-30061");
            assert_eq!(record.areas[0].parent_id.as_deref(), Some("area:vn2025-82"));
        });
    }

    #[test]
    fn a_post_in_a_body_named_short_is_where_the_body_is() {
        let text = "Tỉnh ủy Hà Tĩnh họp. Đồng chí Lê Văn Mẫu - Bí thư Tỉnh ủy và đồng chí Phan Đình Thử - Trưởng Ban Tổ chức \
            Tỉnh ủy phát biểu.";
        with_record(text, "2020-05-01", |record| {
            assert_eq!(record.memberships.len(), 2);
            for (membership, body) in record.memberships.iter().zip(["org:tinh-uy-ha-tinh", "org:ban-to-chuc-tinh-uy"])
            {
                assert_eq!(membership.organization_id.as_deref(), Some(body));
                assert_eq!(membership.area_id.as_deref(), Some("area:vn-42"));
            }
            let commission = record.organizations.iter().find(|o| o.id == "org:ban-to-chuc-tinh-uy").unwrap();
            assert_eq!(commission.parent_id.as_deref(), Some("org:tinh-uy-ha-tinh"));
            assert_eq!(commission.level, Some("province"));
        });
    }

    /// Layout, quotations and abbreviations as the stages hand them over.
    #[test]
    fn layout_quotations_and_abbreviations_are_told_in_code_points() {
        use crate::document::{
            AbbreviationData, DocumentData, EntityData, EntityId, QuotationData, Structure, TokenRange,
        };
        use crate::entity::Origin;

        let text = "Đảng bộ xã\n\nHọp chi bộ\n\nNgày 5/6/2013 08:00\n\nÔng Lê Mẫu nói: “Đảng viên (ĐV) tốt”. ĐV vui.\n\nMai Thử\n\nTrở về";
        let mut data = DocumentData { text: text.to_owned(), ..DocumentData::default() };
        crate::token::tokenize(text, &mut data.tokens);
        let span = |part: &str| {
            let start = text.find(part).unwrap() as u32;
            Span::<crate::Norm>::new(start, start + part.len() as u32)
        };
        let at = |data: &DocumentData, part: &str| {
            let span = span(part);
            let inside = |t: &&crate::token::TokenData| span.contains(t.span);
            let first = data.tokens.iter().position(|t| t.span.start() >= span.start()).unwrap() as u32;
            TokenRange::new(first, first + data.tokens.iter().filter(inside).count() as u32)
        };
        let entity = |data: &DocumentData, part: &str, kind, value: Option<&str>| EntityData {
            tokens: at(data, part),
            kind,
            parent: None,
            origin: Origin("test"),
            place: None,
            value: value.map(str::to_owned),
        };
        data.entities = vec![
            entity(&data, "5/6/2013 08:00", EntityKind::Date, Some("2013-06-05T08:00")),
            entity(&data, "Lê Mẫu", EntityKind::Person, None),
            entity(&data, "Mai Thử", EntityKind::Person, None),
        ];
        data.quotations = vec![QuotationData {
            content: at(&data, "Đảng viên (ĐV) tốt"),
            speaker: Some(EntityId(1)),
            cue: Some(at(&data, "nói")),
        }];
        let later = at(&data, "ĐV vui").start;
        data.abbreviations =
            vec![AbbreviationData { short: at(&data, "ĐV"), long: at(&data, "Đảng viên"), uses: vec![later] }];
        data.date = "2013-06-05".parse().ok();
        data.structure = Structure {
            kicker: Some(span("Đảng bộ xã")),
            heading: Some(span("Họp chi bộ")),
            byline: Some(span("Mai Thử")),
            published: data.date.map(|date| (span("5/6/2013 08:00"), date)),
            boilerplate: vec![span("Trở về")],
        };
        (data.references, data.referents, data.mentions) = crate::discourse::coreference::find(&data);
        let document = Document::new(data);
        let record = DocumentRecord::new(&document, RecordOptions::default());
        let head = &record.document;
        assert_eq!((head.kicker, head.title), (Some("Đảng bộ xã"), Some("Họp chi bộ")));
        assert_eq!((head.published.as_deref(), head.published_raw), (Some("2013-06-05T08:00"), Some("5/6/2013 08:00")));
        assert_eq!(
            (&head.byline[..], &head.byline_person_ids[..]),
            (&["Mai Thử"][..], &["person:mai-thu".to_owned()][..])
        );
        assert_eq!(head.boilerplate[0].text, "Trở về");
        let quotation = &record.quotations[0];
        assert_eq!(quotation.speaker_id.as_deref(), Some("person:le-mau"));
        assert_eq!(quotation.cue.as_ref().map(|c| c.text), Some("nói"));
        let letters: String =
            text.chars().skip(quotation.start as usize).take((quotation.end - quotation.start) as usize).collect();
        assert_eq!((letters.as_str(), quotation.text), ("Đảng viên (ĐV) tốt", "Đảng viên (ĐV) tốt"));
        let abbreviation = &record.abbreviations[0];
        assert_eq!((abbreviation.short, abbreviation.long, abbreviation.later_uses), ("ĐV", "Đảng viên", 1));
        let start = text.find("ĐV vui").unwrap();
        assert_eq!(abbreviation.later_use_starts, [text[..start].chars().count() as u32]);
    }

    #[test]
    fn equal_documents_give_equal_bytes() {
        let bytes = || with_record(TEXT, "2013-08-23", |record| serde_json::to_string(record).unwrap());
        assert_eq!(bytes(), bytes());
    }
}
