//! The officials of one document, merged over their mentions.
//!
//! A *fact* is one person in one post with one status. Mentions are of one person or body when they share a referent, so
//! that `ông Mẫu` is Trần Văn Mẫu and `Đảng ủy xã` the Đảng ủy xã Tân Kiều that the text names elsewhere. A title without a
//! body (`Chủ tịch Mẫu`) is that of the one post of this role that the person has in the document, if there is one.

use std::collections::BTreeMap;

use crate::date::{Date, PartialDate};
use crate::document::{Document, Entity, Official, Referent, Status, Term, TokenRange};
use crate::entity::EntityKind;
use crate::normalize::join;
use crate::place::{Link, Unit};
use crate::span::{Chars, Orig, Span};

/// How many bodies around a body are looked at for its place. No name is nested deeper in a real text.
const AROUND: usize = 8;

/// The place of a post.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// With its level word where the register knows it: `xã Đốc Binh Kiều`.
    pub name: String,
    /// The code of the statistics office, when the unit is certain. A code means a unit only together with a day.
    pub code: Option<String>,
    /// What it lies in, the nearest first: `huyện Tháp Mười, tỉnh Đồng Tháp`; empty when that is not known.
    pub within: String,
}

/// What somebody holds: a role, its organisation and its area.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Post {
    /// The role in its normal form (`Bí thư`); the title as written where it has none.
    pub role: String,
    /// The fullest name of the organisation in the document.
    pub organization: Option<String>,
    /// The place.
    pub area: Option<Area>,
}

/// Where the text says so.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The stretch of the original, in bytes.
    pub span: Span<Orig>,
    /// The same in code points.
    pub chars: Span<Chars>,
    /// The text there.
    pub text: String,
    /// The name of the pattern that joined person and title.
    pub pattern: &'static str,
}

/// A person in a post, as one document says it.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// The fullest name of the person in the document.
    pub person: String,
    /// What is held.
    pub post: Post,
    /// The title as written where the fact is first said.
    pub title: String,
    /// Whether it is held.
    pub status: Status,
    /// Since when and until when, as far as the text says: of several dates the most exact, of equals the first.
    pub term: Term,
    /// The day of the document.
    pub as_of: Option<Date>,
    /// The stretches that say so, in order; at least one.
    pub evidence: Vec<Evidence>,
    /// The person within the document.
    pub(super) referent: Option<u32>,
    /// The name of the person, folded.
    pub(super) person_key: u64,
    /// The post; `None` when it is not told apart from posts of other places.
    pub(super) post_key: Option<u64>,
}

/// What makes mentions one fact.
type Key = (Option<u32>, String, Option<u32>, Option<String>, Status);
type Keyed = (Key, Fact);

/// The facts of a document, in order of their first evidence.
///
/// ```
/// use bongsen::{Analyzer, Status, official};
/// let doc = Analyzer::new()?.analyze(
///     "Ông Trần Văn Mẫu được bầu giữ chức Chủ tịch UBND xã Tân Kiều từ ngày 1/7/2021. \
///      Trước đó, Phó Chủ tịch UBND xã Trần Văn Mẫu là Trưởng Công an xã.",
/// )?;
/// let facts = official::facts(&doc);
/// assert_eq!(facts[0].person, "Trần Văn Mẫu");
/// assert_eq!((facts[0].post.role.as_str(), facts[0].status), ("Chủ tịch", Status::Appointed));
/// assert_eq!(facts[0].term.start.unwrap().to_string(), "2021-07-01");
/// // `UBND xã` is the body that the text has named before:
/// let vice = facts.iter().find(|fact| fact.post.role == "Phó Chủ tịch").unwrap();
/// assert_eq!(vice.post.organization.as_deref(), Some("UBND xã Tân Kiều"));
/// assert_eq!(vice.post.area.as_ref().unwrap().name, "xã Tân Kiều");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn facts(document: &Document) -> Vec<Fact> {
    let bodies = Bodies::new(document);
    let mut facts: Vec<Keyed> = Vec::new();
    let mut index: BTreeMap<Key, usize> = BTreeMap::new();
    for official in document.officials() {
        let Some((key, fact)) = read(document, &bodies, official) else { continue };
        if let Some((_, known)) = index.get(&key).and_then(|&at| facts.get_mut(at)) {
            known.add(fact);
        } else {
            index.insert(key.clone(), facts.len());
            facts.push((key, fact));
        }
    }
    complete(facts)
}

impl Fact {
    fn add(&mut self, other: Self) {
        self.term.start = exact(self.term.start, other.term.start);
        self.term.end = exact(self.term.end, other.term.end);
        self.evidence.extend(other.evidence);
        self.evidence.sort();
        self.evidence.dedup();
    }
}

/// The more exact of two dates; of equals the first.
fn exact(first: Option<PartialDate>, second: Option<PartialDate>) -> Option<PartialDate> {
    let known = |date: &PartialDate| (date.year().is_some(), date.month().is_some(), date.day().is_some());
    match (first, second) {
        (Some(first), Some(second)) if known(&second) > known(&first) => Some(second),
        (first, second) => first.or(second),
    }
}

/// Joins the facts without a body or place to the one post of the same role of the same person, and orders all.
fn complete(facts: Vec<Keyed>) -> Vec<Fact> {
    let (told, bare): (Vec<_>, Vec<_>) =
        facts.into_iter().partition(|((.., body, area, _), _)| body.is_some() || area.is_some());
    // For each person and role, the one post that has a body; `None` where there are several.
    let mut posts: BTreeMap<(Option<u32>, String), Option<Keyed>> = BTreeMap::new();
    for (key, fact) in told.iter().filter(|((_, _, body, ..), _)| body.is_some()) {
        posts
            .entry((key.0, key.1.clone()))
            .and_modify(|known| *known = known.take().filter(|(known, _)| (known.2, &known.3) == (key.2, &key.3)))
            .or_insert_with(|| Some((key.clone(), fact.clone())));
    }
    let mut whole: BTreeMap<Key, Fact> = told.into_iter().collect();
    for (mut key, mut fact) in bare {
        if let Some(Some((known, like))) = posts.get(&(key.0, key.1.clone())) {
            (key.2, key.3) = (known.2, known.3.clone());
            fact.post = like.post.clone();
            fact.post_key = like.post_key;
        }
        if let Some(known) = whole.get_mut(&key) {
            known.add(fact);
        } else {
            whole.insert(key, fact);
        }
    }
    let mut facts: Vec<Fact> = whole.into_values().collect();
    facts.sort_by(|a, b| a.evidence.cmp(&b.evidence).then_with(|| a.cmp(b)));
    facts
}

fn read(document: &Document, bodies: &Bodies<'_>, official: Official<'_>) -> Option<(Key, Fact)> {
    let (person, title) = (official.person()?, official.title()?);
    let role = if official.role().is_empty() { one_line(title.text()) } else { official.role().to_owned() };
    let body = official.organization();
    let referent = body.and_then(Entity::referent);
    let area = official.area().or_else(|| bodies.area(referent?.id())).map(area);
    let area_key = area.as_ref().map(|a| format!("{} {}", a.code.as_deref().unwrap_or_default(), a.name));
    let key = (
        person.referent().map(Referent::id),
        role.clone(),
        referent.map(Referent::id),
        area_key.clone(),
        official.status(),
    );
    let fullest = |entity: Entity<'_>| entity.referent().map_or(entity.token_range(), |r| r.fullest().token_range());
    let name = |entity: Entity<'_>| one_line(entity.referent().map_or(entity, Referent::fullest).text());
    let told_apart = area.is_some() || official.is_told_apart();
    let post_key = told_apart.then(|| {
        let place = area_key.as_deref().map_or(0, crate::normalize::key);
        let body = body.map_or(0, |body| body_key(document, official, body.token_range(), fullest(body)));
        join(join(crate::normalize::key(&role), body), place)
    });
    let span = official.evidence();
    let fact = Fact {
        person: name(person),
        post: Post { role, organization: body.map(name), area },
        title: one_line(title.text()),
        status: official.status(),
        term: official.term(),
        as_of: document.date(),
        evidence: vec![Evidence {
            span,
            chars: document.chars(span),
            text: one_line(document.slice(span)),
            pattern: official.pattern(),
        }],
        referent: key.0,
        person_key: folded(document, fullest(person)),
        post_key,
    };
    Some((key, fact))
}

/// The joined token keys of a range.
fn folded(document: &Document, range: TokenRange) -> u64 {
    let tokens = document.data().tokens.get(range.range()).unwrap_or_default();
    tokens.iter().fold(0, |key, token| join(key, token.key))
}

/// The name of a body, folded, with its head in its normal form: `UBND xã X` and `Ủy ban nhân dân xã X` are one.
fn body_key(document: &Document, official: Official<'_>, mention: TokenRange, fullest: TokenRange) -> u64 {
    let (length, head) = official.body_head().map_or((0, 0), |(length, head)| (length as usize, head));
    let keys = |range: TokenRange| document.data().tokens.get(range.range()).unwrap_or_default().iter().map(|t| t.key);
    let same = length > 0 && keys(mention).take(length).eq(keys(fullest).take(length));
    if !same {
        return folded(document, fullest);
    }
    keys(fullest).skip(length).fold(head, join)
}

fn area(entity: Entity<'_>) -> Area {
    let link = entity.place();
    let Some((link, unit)) = link.and_then(|link: &Link| Some((link, link.unit()?))) else {
        return Area { name: one_line(entity.text()), code: None, within: String::new() };
    };
    let around: Vec<String> = link.parents().map(Unit::full_name).collect();
    Area { name: unit.full_name(), code: Some(unit.code()), within: around.join(", ") }
}

/// Text of the original on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the bodies of a document lie in: `Ban Tổ chức Tỉnh ủy` is where the Tỉnh ủy is, which the text may name in full
/// elsewhere.
struct Bodies<'d> {
    /// By referent: the place inside a mention of it, and the body inside one.
    inside: BTreeMap<u32, (Option<Entity<'d>>, Option<u32>)>,
}

impl<'d> Bodies<'d> {
    fn new(document: &'d Document) -> Self {
        let mut inside: BTreeMap<u32, (Option<Entity<'d>>, Option<u32>)> = BTreeMap::new();
        if document.officials().len() == 0 {
            return Self { inside };
        }
        for entity in document.entities() {
            let Some(outer) = entity.parent().filter(|outer| outer.kind() == EntityKind::Org) else { continue };
            let Some(referent) = outer.referent() else { continue };
            let (area, body) = inside.entry(referent.id()).or_default();
            match entity.kind() {
                EntityKind::AdminUnit => *area = area.or(Some(entity)),
                EntityKind::Org => *body = body.or(entity.referent().map(Referent::id)),
                _ => {}
            }
        }
        Self { inside }
    }

    fn area(&self, body: u32) -> Option<Entity<'d>> {
        let around = std::iter::successors(Some(body), |body| self.inside.get(body)?.1).take(AROUND);
        around.into_iter().find_map(|body| self.inside.get(&body)?.0)
    }
}
