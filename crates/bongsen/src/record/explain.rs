//! Why an entity or an official is one, as a record.

use serde::Serialize;

use super::{OffsetUnit, PlaceRecord, ReferentRecord, entity_id};
use crate::document::{Document, Entity};
use crate::entity::explain::{EntityExplanation, Row};
use crate::official::OfficialExplanation;

/// Why an entity is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExplanationRecord<'d> {
    /// Its id, as in [`DocumentRecord`](super::DocumentRecord).
    pub id: String,
    /// Its label.
    pub label: &'static str,
    /// First position inside.
    pub start: u32,
    /// First position after.
    pub end: u32,
    /// What is there.
    pub text: &'d str,
    /// Name of its rule.
    pub rule: &'static str,
    /// What the rule says, in English.
    pub english: Option<&'static str>,
    /// The same in Vietnamese.
    pub vietnamese: Option<&'static str>,
    /// Rows of the lists that stand where the rule looks.
    pub rows: Vec<RowRecord>,
    /// Id of the title beside a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Counts of the syllables of a name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub syllables: Vec<SyllableRecord>,
    /// Scores of a name that no rule takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scoring: Option<ScoringRecord>,
    /// What unit it is, and what decided it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceRecord>,
    /// What it names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referent: Option<ReferentRecord>,
}

/// Why a person is said to hold a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfficialExplanationRecord {
    /// Id of the person's mention.
    pub person: Option<String>,
    /// Id of the title.
    pub title: Option<String>,
    /// First position of the evidence.
    pub start: u32,
    /// First position after it.
    pub end: u32,
    /// Name of the pattern.
    pub pattern: &'static str,
    /// What the pattern says, in English.
    pub english: Option<&'static str>,
    /// The same in Vietnamese.
    pub vietnamese: Option<&'static str>,
    /// Whether the post is held.
    pub status: &'static str,
    /// The row that decided it; none where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<RowRecord>,
}

impl OfficialExplanationRecord {
    /// The record of an explanation; `None` when it is not one of the document.
    pub fn new(document: &Document, explanation: &OfficialExplanation, unit: OffsetUnit) -> Option<Self> {
        let official = document.official(explanation.official)?;
        let (start, end) = unit.offsets(document, official.evidence());
        Some(Self {
            person: official.person().map(|e| entity_id(e.id().0)),
            title: official.title().map(|e| entity_id(e.id().0)),
            start,
            end,
            pattern: official.pattern(),
            english: explanation.pattern.as_ref().map(|p| p.english),
            vietnamese: explanation.pattern.as_ref().map(|p| p.vietnamese),
            status: official.status().label(),
            decided_by: explanation.status.as_ref().map(|row| RowRecord::new(document, row, unit)),
        })
    }
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowRecord {
    /// The file of the list, in the folder `data` of the project.
    pub list: &'static str,
    /// Where it stands, seen from the entity: `before`, `begins`, `inside`, `behind`, `beyond`.
    pub at: &'static str,
    /// First position inside.
    pub start: u32,
    /// First position after.
    pub end: u32,
    /// Its phrase, as it stands in the text.
    pub text: String,
    /// Its normal form.
    pub normal: String,
    /// Its flags.
    pub flags: Vec<&'static str>,
}

/// The scores of a name, and what the score of its kind is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScoringRecord {
    /// Label and score of each kind; above 0 it is more likely than not.
    pub scores: Vec<(&'static str, i32)>,
    /// What adds to the score of the entity's label, the heaviest first: `name`, `first`, `last`, `before`, `before-2`,
    /// `earlier`, `after`, `after-2`, `before-look`, `after-look`, `shape`.
    pub parts: Vec<(&'static str, i32)>,
}

/// How often a syllable was seen in each place of a personal name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SyllableRecord {
    /// As it stands in the text.
    pub text: String,
    /// As the family name.
    pub family: u32,
    /// Between.
    pub middle: u32,
    /// As the given name.
    pub given: u32,
}

/// What an entity names, and why.
pub(super) fn referent(entity: Entity<'_>) -> Option<ReferentRecord> {
    Some(ReferentRecord {
        id: format!("r{}", entity.referent()?.id()),
        origin: entity.referent_origin()?.label(),
        confidence: entity.referent_confidence()?.label(),
    })
}

impl RowRecord {
    fn new(document: &Document, row: &Row, unit: OffsetUnit) -> Self {
        let (start, end) = unit.offsets(document, row.span);
        Self {
            list: row.list.file(),
            at: row.at.label(),
            start,
            end,
            text: row.text.clone(),
            normal: row.normal.clone(),
            flags: row.flags.clone(),
        }
    }
}

impl<'d> ExplanationRecord<'d> {
    /// The record of an explanation; `None` when it is not one of the document.
    pub fn new(document: &'d Document, explanation: &EntityExplanation, unit: OffsetUnit) -> Option<Self> {
        let entity = document.entity(explanation.entity)?;
        let (start, end) = unit.offsets(document, entity.span());
        let rows = explanation.rows.iter().map(|row| RowRecord::new(document, row, unit));
        let syllables = explanation.syllables.iter().map(|s| SyllableRecord {
            text: s.text.clone(),
            family: s.family,
            middle: s.middle,
            given: s.given,
        });
        Some(Self {
            id: entity_id(explanation.entity.0),
            label: entity.kind().label(),
            start,
            end,
            text: entity.text(),
            rule: entity.origin().0,
            english: explanation.rule.as_ref().map(|rule| rule.english),
            vietnamese: explanation.rule.as_ref().map(|rule| rule.vietnamese),
            rows: rows.collect(),
            title: explanation.title.map(|id| entity_id(id.0)),
            syllables: syllables.collect(),
            scoring: explanation.scoring.as_ref().map(|scoring| ScoringRecord {
                scores: scoring.scores.iter().map(|&(kind, score)| (kind.label(), score)).collect(),
                parts: scoring.parts.iter().map(|part| (part.label(), part.weight)).collect(),
            }),
            place: entity.place().map(PlaceRecord::of),
            referent: referent(entity),
        })
    }
}
