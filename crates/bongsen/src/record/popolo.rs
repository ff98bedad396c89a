//! Persons, organisations, posts, memberships and areas, by Popolo's names (<https://www.popoloproject.com/specs/>).

use serde::Serialize;

use super::place::{Identifier, UnitRecord};

/// Another name of the same thing in this document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OtherName {
    /// The name.
    pub name: String,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonRecord {
    /// `person:tran-bon-thoi`.
    pub id: String,
    /// The fullest name in the document.
    pub name: String,
    /// Family name, of a Vietnamese name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Middle names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_name: Option<String>,
    /// Given name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// The word of address before the name at its first mention: `đồng chí`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub honorific_prefix: Option<String>,
    /// Year of birth, with month and day where they are told: `1963`, `1963-08-05`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<String>,
    /// Age in years, as the text tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<u16>,
    /// Shorter forms in the document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<OtherName>,
    /// Ids of its mentions.
    pub mentions: Vec<String>,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrganizationRecord {
    /// `org:dang-uy-xa-doc-binh-kieu`.
    pub id: String,
    /// Its name with its place.
    pub name: String,
    /// Level of its area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<&'static str>,
    /// Its area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_id: Option<String>,
    /// The organisation whose name is part of its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<String>,
    /// Shorter forms in the document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<OtherName>,
    /// Ids of its mentions.
    pub mentions: Vec<String>,
}

/// A post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PostRecord {
    /// `post:bi-thu-dang-uy-xa-doc-binh-kieu`.
    pub id: String,
    /// The title as written.
    pub label: String,
    /// The role in its normal form: `Bí thư`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
    /// The place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_id: Option<String>,
    /// Ids of its mentions.
    pub mentions: Vec<String>,
}

/// Where the text says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Id of the person's mention.
    pub person_entity: String,
    /// Id of the title's mention.
    pub title_entity: String,
    /// Name of the pattern.
    pub pattern: &'static str,
    /// First position of the stretch.
    pub start: u32,
    /// First position after it.
    pub end: u32,
    /// The stretch.
    pub text: String,
}

/// A person in a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MembershipRecord {
    /// `membership:1`.
    pub id: String,
    /// The person.
    pub person_id: String,
    /// The post.
    pub post_id: String,
    /// The organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
    /// The place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_id: Option<String>,
    /// The role in its normal form.
    pub role: String,
    /// The title as written.
    pub label: String,
    /// `current`, `former`, `acting`, `appointed`, `dismissed`, `proposed`.
    pub status: &'static str,
    /// Since when, as far as the text says: `2021-07-01`, `2015`, `--08-05`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<String>,
    /// Until when; of a term of office the end that is foreseen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
    /// The day of the document.
    pub as_of: Option<String>,
    /// Where the text says so.
    pub evidence: Evidence,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AreaRecord {
    /// `area:vn-30061`, or `area:ap-my-thanh` when the register has no such unit or several.
    pub id: String,
    /// Its name: without the level word when the register knows the unit, else as written.
    pub name: String,
    /// What the law calls it: `xã`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<&'static str>,
    /// `province`, `district` or `commune`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<&'static str>,
    /// Its codes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// The area that it lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<String>,
    /// First day on which the unit was valid, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// Last day, when it is no longer valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    /// What decided the link: `exact`, `chain`, … ; `None` for an area that is only inferred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub linking: Option<&'static str>,
    /// Not named in the text: it is what a named area lies in.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub inferred: bool,
    /// Its different forms in the text.
    pub mentions: Vec<String>,
    /// The units that its territory went into.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<SuccessorRecord>,
}

/// A unit into which another went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SuccessorRecord {
    /// The unit.
    #[serde(flatten)]
    pub unit: UnitRecord,
    /// `whole`, `part` or `unstated`.
    pub share: &'static str,
}
