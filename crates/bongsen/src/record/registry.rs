//! What the mentions of a document refer to.
//!
//! Which mentions are one person, body, post or place is read off the referents of the document
//! (`discourse/coreference.rs`); here they get ids and names, and what they lie in.

use std::collections::BTreeMap;

use super::name::{Identifiers, parts};
use super::place::{UnitRecord, area_id, identifiers};
use super::popolo::{
    AreaRecord, Evidence, MembershipRecord, OrganizationRecord, OtherName, PersonRecord, PostRecord, SuccessorRecord,
};
use super::{OffsetUnit, entity_id};
use crate::discourse::coreference::honorific;
use crate::document::{Document, Entity, EntityId, Referent};
use crate::entity::EntityKind;
use crate::place::{Link, Unit};

/// What the mentions refer to.
#[derive(Debug, Default)]
pub struct Registry {
    /// Persons, in order of mention.
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
    /// Index of an organisation by its id.
    body_index: BTreeMap<String, usize>,
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
        registry.add_ages(document);
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
        let mut unknown: BTreeMap<Option<u32>, usize> = BTreeMap::new();
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
                *unknown.entry(entity.referent().map(Referent::id)).or_insert_with(|| {
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
        for referent in document.referents().filter(|r| r.kind() == EntityKind::Org) {
            let mut organization = organization(one_line(referent.fullest().text()), ids);
            let full = key_of(document, referent.fullest());
            for mention in referent.mentions() {
                if key_of(document, mention) != full {
                    add_name(&mut organization.other_names, mention.text());
                }
                organization.mentions.push(entity_id(mention.id().0));
                self.refer(mention.id(), &organization.id);
            }
            self.organizations.push(organization);
        }
        self.body_index = self.organizations.iter().enumerate().map(|(i, o)| (o.id.clone(), i)).collect();
        let levels: BTreeMap<&str, &'static str> =
            self.areas.iter().filter_map(|a| Some((a.id.as_str(), a.level?))).collect();
        let mut facts = Vec::new();
        // The inner mentions come after the outer: only now has every organisation an id.
        for entity in document.entities().filter(|e| e.kind() == EntityKind::Org) {
            let Some(&at) = self.reference(entity.id()).and_then(|id| self.body_index.get(id)) else { continue };
            let parent = self.reference_of(inner(entity, EntityKind::Org));
            let area = self.reference_of(inner(entity, EntityKind::AdminUnit));
            let level = area.as_deref().and_then(|id| levels.get(id)).copied();
            facts.push((at, parent, area, level));
        }
        for (at, parent, area, level) in facts {
            // Short forms could make two bodies each other's parent.
            let parent = parent.filter(|p| !self.bodies_around(p).any(|b| self.body_index.get(&b.id) == Some(&at)));
            let Some(organization) = self.organizations.get_mut(at) else { continue };
            organization.parent_id = organization.parent_id.take().or(parent);
            organization.area_id = organization.area_id.take().or(area);
            organization.level = organization.level.or(level);
        }
        // `Ban Tổ chức Tỉnh ủy` is where the Tỉnh ủy is, which the text may name in full elsewhere.
        for at in 0..self.organizations.len() {
            let Some(id) = self.organizations.get(at).map(|o| o.id.clone()) else { continue };
            let area = self.bodies_around(&id).find_map(|o| o.area_id.clone());
            let level = area.as_deref().and_then(|id| levels.get(id)).copied();
            if let Some(organization) = self.organizations.get_mut(at) {
                organization.area_id = area;
                organization.level = organization.level.or(level);
            }
        }
    }

    /// An organisation and what it is part of, the nearest first. Names do not nest deeper than this in any real text.
    fn bodies_around(&self, id: &str) -> impl Iterator<Item = &OrganizationRecord> {
        let body = |id: &str| self.organizations.get(*self.body_index.get(id)?);
        std::iter::successors(body(id), move |o| body(o.parent_id.as_deref()?)).take(8)
    }

    fn add_persons(&mut self, document: &Document, ids: &mut Identifiers) {
        for referent in document.referents().filter(|r| r.kind() == EntityKind::Person) {
            let mut person = person(one_line(referent.fullest().text()), ids);
            let full = key_of(document, referent.fullest());
            for mention in referent.mentions() {
                if key_of(document, mention) != full {
                    add_name(&mut person.other_names, mention.text());
                }
                person.mentions.push(entity_id(mention.id().0));
                if person.honorific_prefix.is_none() {
                    let word = honorific(document.data(), mention.token_range());
                    person.honorific_prefix = word.map(str::to_owned);
                }
                self.refer(mention.id(), &person.id);
            }
            self.persons.push(person);
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
                let organization = self.reference_of(official.organization());
                let area = self.reference_of(official.area()).or_else(|| self.area_of_body(organization.as_deref()));
                let found = (organization, area);
                said.entry(title.id()).or_insert((found.0, found.1, official.role().to_owned()));
            }
        }
        for referent in document.referents().filter(|r| r.kind() == EntityKind::Title) {
            let label = one_line(referent.fullest().text());
            let mut post = PostRecord {
                id: ids.take("post", &label),
                label,
                role: None,
                organization_id: None,
                area_id: None,
                mentions: Vec::new(),
            };
            for mention in referent.mentions() {
                let (organization, area, role) = said.remove(&mention.id()).unwrap_or_else(|| {
                    let organization = self.reference_of(inner(mention, EntityKind::Org));
                    let area = self.reference_of(inner(mention, EntityKind::AdminUnit));
                    (organization, area, String::new())
                });
                let role = if role.is_empty() { mention.value().unwrap_or_default().to_owned() } else { role };
                post.role = post.role.take().or_else(|| (!role.is_empty()).then_some(role));
                post.organization_id = post.organization_id.take().or(organization);
                post.area_id = post.area_id.take().or(area);
                post.mentions.push(entity_id(mention.id().0));
                self.refer(mention.id(), &post.id);
            }
            self.posts.push(post);
        }
    }

    /// The area of an organisation: `Bí thư Huyện ủy` has that of the Huyện ủy Tháp Mười which the text names elsewhere.
    fn area_of_body(&self, organization: Option<&str>) -> Option<String> {
        let at = *self.body_index.get(organization?)?;
        self.organizations.get(at)?.area_id.clone()
    }

    /// What is told first of each person.
    fn add_ages(&mut self, document: &Document) {
        let index: BTreeMap<String, usize> = self.persons.iter().enumerate().map(|(i, p)| (p.id.clone(), i)).collect();
        for age in document.ages() {
            let at = self.reference(age.person()).and_then(|id| index.get(id)).copied();
            let Some(person) = at.and_then(|at| self.persons.get_mut(at)) else { continue };
            person.birth_date = person.birth_date.take().or_else(|| age.born().map(|born| born.to_string()));
            person.age = person.age.or(age.years());
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
            let organization_id = self.reference_of(official.organization());
            self.memberships.push(MembershipRecord {
                id: format!("membership:{}", self.memberships.len() + 1),
                person_id,
                post_id,
                area_id: self.reference_of(official.area()).or_else(|| self.area_of_body(organization_id.as_deref())),
                organization_id,
                role: official.role().to_owned(),
                label: one_line(title.text()),
                status: official.status().label(),
                start_date: official.term().start.map(|date| date.to_string()),
                end_date: official.term().end.map(|date| date.to_string()),
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

fn person(name: String, ids: &mut Identifiers) -> PersonRecord {
    PersonRecord {
        id: ids.take("person", &name),
        name,
        family_name: None,
        additional_name: None,
        given_name: None,
        honorific_prefix: None,
        birth_date: None,
        age: None,
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

fn add_name(names: &mut Vec<OtherName>, text: &str) {
    let name = one_line(text);
    if !names.iter().any(|n| n.name == name) {
        names.push(OtherName { name });
    }
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
