//! What the mentions of a document refer to: persons, organisations, posts, memberships and areas, by Popolo's names.
//!
//! Mentions with equal token keys (any case, either tone style) are one thing. A part of a name is the one person of the
//! document whose full name ends so (`ông Thới`), the one body whose full name begins so (`Huyện ủy` after `Huyện ủy
//! Tháp Mười`); when there are two, it is one of its own: never a guess.

use std::collections::BTreeMap;

use serde::Serialize;

use super::name::{Identifiers, parts};
use super::place::{Identifier, UnitRecord, area_id, identifiers};
use super::{OffsetUnit, entity_id};
use crate::document::{Document, Entity, EntityId};
use crate::entity::EntityKind;
use crate::place::{Link, Unit};
use crate::token::Gap;

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
    /// `current`, `former`, `acting`, `appointed`.
    pub status: &'static str,
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

/// What the mentions refer to.
#[derive(Debug, Default)]
pub struct Registry {
    /// Persons, in the order of their first full mention.
    pub persons: Vec<PersonRecord>,
    /// Organisations, in order of mention.
    pub organizations: Vec<OrganizationRecord>,
    /// Posts, in order of mention.
    pub posts: Vec<PostRecord>,
    /// Who holds which post, in order of the persons.
    pub memberships: Vec<MembershipRecord>,
    /// Places, in order of mention; what they lie in follows.
    pub areas: Vec<AreaRecord>,
    /// For each entity: the id of what it refers to.
    references: Vec<Option<String>>,
}

/// Token keys of a mention: equal for every case and either tone style.
type Key = Vec<u64>;

impl Registry {
    /// Reads the mentions of a document; offsets are counted in `unit`.
    pub fn new(document: &Document, unit: OffsetUnit) -> Self {
        let mut registry = Self { references: vec![None; document.entities().len()], ..Self::default() };
        let mut ids = Identifiers::default();
        registry.add_areas(document, &mut ids);
        registry.add_organizations(document, &mut ids);
        registry.add_persons(document, &mut ids);
        registry.add_posts(document, &mut ids);
        registry.add_memberships(document, unit);
        registry
    }

    /// Id of what a mention refers to.
    pub fn reference(&self, entity: EntityId) -> Option<&str> {
        self.references.get(entity.0 as usize)?.as_deref()
    }

    fn refer(&mut self, entity: EntityId, id: &str) {
        if let Some(slot) = self.references.get_mut(entity.0 as usize) {
            *slot = Some(id.to_owned());
        }
    }

    fn reference_of(&self, entity: Option<Entity<'_>>) -> Option<String> {
        entity.and_then(|e| self.reference(e.id())).map(str::to_owned)
    }

    fn add_areas(&mut self, document: &Document, ids: &mut Identifiers) {
        // By register unit where it is certain, else by name.
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut unknown: BTreeMap<Key, usize> = BTreeMap::new();
        let mut parents: Vec<AreaRecord> = Vec::new();
        for entity in document.entities().filter(|e| e.kind() == EntityKind::AdminUnit) {
            let link = entity.place();
            let at = if let Some((link, unit)) = link.and_then(|l| Some((l, l.unit()?))) {
                *known.entry(area_id(unit)).or_insert_with(|| {
                    let chain: Vec<Unit<'_>> = link.parents().collect();
                    parents.extend(chain.iter().enumerate().map(|(i, p)| area_of(*p, None, chain.get(i + 1).copied())));
                    self.areas.push(area_of(unit, Some(link), chain.first().copied()));
                    self.areas.len() - 1
                })
            } else {
                *unknown.entry(key_of(document, entity)).or_insert_with(|| {
                    let name = one_line(entity.text());
                    self.areas.push(AreaRecord {
                        id: ids.take("area", &name),
                        name,
                        classification: None,
                        level: None,
                        identifiers: Vec::new(),
                        parent_id: None,
                        valid_from: None,
                        valid_to: None,
                        linking: link.map(|l| l.how().label()),
                        inferred: false,
                        mentions: Vec::new(),
                        successors: Vec::new(),
                    });
                    self.areas.len() - 1
                })
            };
            let text = one_line(entity.text());
            if let Some(area) = self.areas.get_mut(at) {
                if !area.mentions.contains(&text) {
                    area.mentions.push(text);
                }
                let id = area.id.clone();
                self.refer(entity.id(), &id);
            }
        }
        for parent in parents {
            known.entry(parent.id.clone()).or_insert_with(|| {
                self.areas.push(parent);
                self.areas.len() - 1
            });
        }
    }

    fn add_organizations(&mut self, document: &Document, ids: &mut Identifiers) {
        let mut known: BTreeMap<Key, usize> = BTreeMap::new();
        // Beginnings of full names; `None` when two full names begin so.
        let mut beginnings: BTreeMap<Key, Option<usize>> = BTreeMap::new();
        let mentions: Vec<Entity<'_>> = document.entities().filter(|e| e.kind() == EntityKind::Org).collect();
        // Full names first: a short form may come before them (in a heading).
        for entity in mentions.iter().filter(|e| e.children().next().is_some()) {
            let fresh = self.organizations.len();
            let at = *known.entry(key_of(document, *entity)).or_insert(fresh);
            if at == fresh {
                self.organizations.push(organization(one_line(entity.text()), ids));
                for beginning in beginnings_of(document, *entity) {
                    beginnings.entry(beginning).and_modify(|one| *one = None).or_insert(Some(at));
                }
            }
        }
        let mut order = Vec::new();
        for entity in &mentions {
            let key = key_of(document, *entity);
            let at =
                known.get(&key).copied().or_else(|| beginnings.get(&key).copied().flatten()).unwrap_or_else(|| {
                    known.insert(key.clone(), self.organizations.len());
                    self.organizations.push(organization(one_line(entity.text()), ids));
                    self.organizations.len() - 1
                });
            let Some(organization) = self.organizations.get_mut(at) else { continue };
            if known.contains_key(&key) {
                prefer_mixed_case(&mut organization.name, entity.text());
            } else {
                add_name(&mut organization.other_names, entity.text());
            }
            organization.mentions.push(entity_id(entity.id().0));
            if organization.mentions.len() == 1 {
                order.push(at);
            }
            let id = organization.id.clone();
            self.refer(entity.id(), &id);
        }
        let levels: BTreeMap<&str, &'static str> =
            self.areas.iter().filter_map(|a| Some((a.id.as_str(), a.level?))).collect();
        let mut facts = Vec::new();
        // The inner mentions come after the outer: only now has every organisation an id.
        for entity in mentions {
            let Some(at) = known.get(&key_of(document, entity)).copied() else { continue };
            let parent = self.reference_of(inner(entity, EntityKind::Org));
            let area = self.reference_of(inner(entity, EntityKind::AdminUnit));
            let level = area.as_deref().and_then(|id| levels.get(id)).copied();
            facts.push((at, parent, area, level));
        }
        for (at, parent, area, level) in facts {
            let Some(organization) = self.organizations.get_mut(at) else { continue };
            let other = parent.filter(|p| *p != organization.id);
            organization.parent_id = organization.parent_id.take().or(other);
            organization.area_id = organization.area_id.take().or(area);
            organization.level = organization.level.or(level);
        }
        self.organizations = in_order(std::mem::take(&mut self.organizations), &order);
    }

    fn add_persons(&mut self, document: &Document, ids: &mut Identifiers) {
        let mut known: BTreeMap<Key, usize> = BTreeMap::new();
        // Ends of full names; `None` when two full names end so.
        let mut ends: BTreeMap<Key, Option<usize>> = BTreeMap::new();
        let mentions: Vec<(Entity<'_>, Key)> =
            document.entities().filter(|e| e.kind() == EntityKind::Person).map(|e| (e, key_of(document, e))).collect();
        // Full names first: a short form may come before them (in a heading).
        let short = |e: &Entity<'_>, key: &Key| key.len() < 2 || SHORT_FORMS.contains(&e.origin().0);
        for (entity, key) in mentions.iter().filter(|(e, key)| !short(e, key)) {
            let fresh = self.persons.len();
            let at = *known.entry(key.clone()).or_insert(fresh);
            if at == fresh {
                self.persons.push(person(one_line(entity.text()), ids));
                for length in 1..key.len().min(3) {
                    let end = key.get(key.len() - length..).unwrap_or_default().to_vec();
                    ends.entry(end).and_modify(|one| *one = None).or_insert(Some(at));
                }
            }
            if let Some(person) = self.persons.get_mut(at) {
                prefer_mixed_case(&mut person.name, entity.text());
            }
        }
        for (entity, key) in mentions {
            let full = known
                .get(&key)
                .copied()
                .or_else(|| if short(&entity, &key) { ends.get(&key).copied().flatten() } else { None });
            let at = full.unwrap_or_else(|| {
                known.insert(key.clone(), self.persons.len());
                self.persons.push(person(one_line(entity.text()), ids));
                self.persons.len() - 1
            });
            let Some(person) = self.persons.get_mut(at) else { continue };
            person.mentions.push(entity_id(entity.id().0));
            if person.honorific_prefix.is_none() {
                person.honorific_prefix = honorific(document, entity);
            }
            if known.get(&key) != Some(&at) {
                add_name(&mut person.other_names, entity.text());
            }
            let id = person.id.clone();
            self.refer(entity.id(), &id);
        }
        for person in &mut self.persons {
            if let Some(parts) = parts(&person.name) {
                person.family_name = Some(parts.family);
                person.additional_name = parts.middle;
                person.given_name = Some(parts.given);
            }
        }
    }

    fn add_posts(&mut self, document: &Document, ids: &mut Identifiers) {
        // An official knows an organisation that the title leaves out; without one the title itself says.
        let mut said: BTreeMap<EntityId, (Option<String>, Option<String>, String)> = BTreeMap::new();
        for official in document.officials() {
            if let Some(title) = official.title() {
                let found = (self.reference_of(official.organization()), self.reference_of(official.area()));
                said.entry(title.id()).or_insert((found.0, found.1, official.role().to_owned()));
            }
        }
        let mut known: BTreeMap<(Key, Option<String>, Option<String>), usize> = BTreeMap::new();
        for entity in document.entities().filter(|e| e.kind() == EntityKind::Title) {
            let (organization, area, role) = said.remove(&entity.id()).unwrap_or_else(|| {
                let organization = self.reference_of(inner(entity, EntityKind::Org));
                let area = self.reference_of(inner(entity, EntityKind::AdminUnit));
                (organization, area, String::new())
            });
            let role = if role.is_empty() { entity.value().unwrap_or_default().to_owned() } else { role };
            let key = (key_of(document, entity), organization.clone(), area.clone());
            let at = *known.entry(key).or_insert_with(|| {
                let label = one_line(entity.text());
                self.posts.push(PostRecord {
                    id: ids.take("post", &label),
                    label,
                    role: (!role.is_empty()).then_some(role),
                    organization_id: organization,
                    area_id: area,
                    mentions: Vec::new(),
                });
                self.posts.len() - 1
            });
            let Some(post) = self.posts.get_mut(at) else { continue };
            prefer_mixed_case(&mut post.label, entity.text());
            post.mentions.push(entity_id(entity.id().0));
            let id = post.id.clone();
            self.refer(entity.id(), &id);
        }
    }

    fn add_memberships(&mut self, document: &Document, unit: OffsetUnit) {
        let as_of = document.date().map(|d| d.to_string());
        for official in document.officials() {
            let (Some(person), Some(title)) = (official.person(), official.title()) else { continue };
            let (Some(person_id), Some(post_id)) = (self.reference_of(Some(person)), self.reference_of(Some(title)))
            else {
                continue;
            };
            let (start, end) = unit.offsets(document, official.evidence());
            self.memberships.push(MembershipRecord {
                id: format!("membership:{}", self.memberships.len() + 1),
                person_id,
                post_id,
                organization_id: self.reference_of(official.organization()),
                area_id: self.reference_of(official.area()),
                role: official.role().to_owned(),
                label: one_line(title.text()),
                status: official.status().label(),
                as_of: as_of.clone(),
                evidence: Evidence {
                    person_entity: entity_id(person.id().0),
                    title_entity: entity_id(title.id().0),
                    pattern: official.pattern(),
                    start,
                    end,
                    text: document.slice(official.evidence()).to_owned(),
                },
            });
        }
    }
}

/// Rules whose persons are parts of a name seen elsewhere.
const SHORT_FORMS: [&str; 2] = ["person.given-name", "person.surname"];

fn person(name: String, ids: &mut Identifiers) -> PersonRecord {
    PersonRecord {
        id: ids.take("person", &name),
        name,
        family_name: None,
        additional_name: None,
        given_name: None,
        honorific_prefix: None,
        other_names: Vec::new(),
        mentions: Vec::new(),
    }
}

fn organization(name: String, ids: &mut Identifiers) -> OrganizationRecord {
    OrganizationRecord {
        id: ids.take("org", &name),
        name,
        level: None,
        area_id: None,
        parent_id: None,
        other_names: Vec::new(),
        mentions: Vec::new(),
    }
}

/// What stands for a body whose name ends with a place or another body: the name without it (`Huyện ủy` for `Huyện ủy
/// Tháp Mười`), and with the level word only (`Đảng ủy xã`).
fn beginnings_of(document: &Document, entity: Entity<'_>) -> Vec<Key> {
    let range = entity.token_range();
    let last = entity.children().filter(|c| c.token_range().end == range.end).last();
    let Some(last) = last.filter(|l| l.token_range().start > range.start) else { return Vec::new() };
    let key = key_of(document, entity);
    let length = (last.token_range().start - range.start) as usize;
    let with_level = (last.kind() == EntityKind::AdminUnit && last.token_range().len() > 1).then_some(length + 1);
    [Some(length), with_level].into_iter().flatten().filter_map(|n| key.get(..n)).map(<[u64]>::to_vec).collect()
}

/// The items in this order of their indices; an index that is not in it is left out.
fn in_order<T>(items: Vec<T>, order: &[usize]) -> Vec<T> {
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.iter().filter_map(|&at| items.get_mut(at)?.take()).collect()
}

fn add_name(names: &mut Vec<OtherName>, text: &str) {
    let name = one_line(text);
    if !names.iter().any(|n| n.name == name) {
        names.push(OtherName { name });
    }
}

/// The word of address right before a name.
fn honorific(document: &Document, entity: Entity<'_>) -> Option<String> {
    const WORDS: [&str; 14] =
        ["ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cụ", "cậu", "dì", "ngài", "thầy", "đồng chí"];
    let data = document.data();
    let start = entity.token_range().start as usize;
    let word = |back: usize| {
        let token = data.tokens.get(start.checked_sub(back)?)?;
        // A line break between them makes it another line's word.
        let next = data.tokens.get(start - back + 1)?;
        let text = data.norm().get(token.span.range())?;
        (next.gap == Gap::Space && text.len() < 24).then(|| text.to_lowercase())
    };
    let last = word(1)?;
    let two = word(2).map(|first| format!("{first} {last}"));
    WORDS.iter().find(|w| two.as_deref() == Some(**w) || last == **w).map(|w| (*w).to_owned())
}

fn area_of(unit: Unit<'_>, link: Option<&Link>, parent: Option<Unit<'_>>) -> AreaRecord {
    AreaRecord {
        id: area_id(unit),
        name: unit.name().to_owned(),
        classification: Some(unit.kind().word()),
        level: Some(unit.level().label()),
        identifiers: identifiers(unit),
        parent_id: parent.map(area_id),
        valid_from: unit.valid_from().map(|d| d.to_string()),
        valid_to: unit.valid_to().map(|d| d.to_string()),
        linking: link.map(|l| l.how().label()),
        inferred: link.is_none(),
        mentions: Vec::new(),
        successors: unit
            .successors()
            .map(|(unit, share)| SuccessorRecord { unit: UnitRecord::of(unit), share: share.label() })
            .collect(),
    }
}

/// The first entity of a kind inside another, the nearest level first.
fn inner(entity: Entity<'_>, kind: EntityKind) -> Option<Entity<'_>> {
    let direct = entity.children().find(|c| c.kind() == kind);
    direct.or_else(|| entity.children().find_map(|c| inner(c, kind)))
}

fn key_of(document: &Document, entity: Entity<'_>) -> Key {
    let tokens = document.data().tokens.get(entity.token_range().range()).unwrap_or_default();
    tokens.iter().map(|t| t.key).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name in capitals (a heading) gives way to the same name as it is usually written.
fn prefer_mixed_case(name: &mut String, other: &str) {
    let shouted = |s: &str| !s.chars().any(char::is_lowercase);
    if shouted(name) && !shouted(other) {
        *name = one_line(other);
    }
}
