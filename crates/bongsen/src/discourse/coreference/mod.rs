//! Coreference within a document: which mentions name one person, body, post or place.
//!
//! ```text
//! ông Nguyễn Thành Phong … Huyện ủy Tháp Mười … ông Phong … Huyện ủy
//!     └────── r0 ──────┘   └────── r1 ──────┘      └ r0 ┘   └─ r1 ─┘
//!           exact                exact           short_name  elided
//! ```
//! Every PERSON, ORG, `ADMIN_UNIT`, LOC and TITLE is in exactly one *referent*: equal token keys (any case, either tone style)
//! are one, and then
//! - a unit is what its register code says;
//! - a short form is the long form that the text defines for it;
//! - a part of a name is the one person whose full name ends so. Words of address and the middle names `Thị` and `Văn`
//!   tell men from women; where two still fit, the mention is a referent of its own;
//! - a body without its place (`Huyện ủy`, `Đảng ủy xã`) is the one body that begins so; of several, the one of the area of
//!   the article (the first unit of its kicker or heading), else a referent of its own;
//! - a title is a post: the same words of the same body, or the same place.
//!
//! The steps are look-ups in ordered maps: `n log n` in the number of mentions.

mod names;

use std::collections::BTreeMap;

use names::{Bearer, BodyName, FullName, Gender, Key, PersonName};

use crate::document::{DocumentData, EntityData, EntityId, ReferenceData, ReferentData, TokenRange};
use crate::entity::EntityKind;
use crate::normalize::{join, keys_of_lower};
use crate::place::{Link, UnitId};
use crate::token::{Gap, TokenData};

/// How a mention is tied to what it names.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferenceOrigin {
    /// Its words are those of the fullest form, or it stands alone.
    Exact,
    /// A part of a personal name.
    ShortName,
    /// A short form that the text defines.
    Abbreviation,
    /// A body named without its place.
    Elided,
    /// The unit of the register.
    Code,
}

impl ReferenceOrigin {
    /// The word in data files.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::ShortName => "short_name",
            Self::Abbreviation => "abbreviation",
            Self::Elided => "elided",
            Self::Code => "code",
        }
    }
}

/// How far a reference can be relied on.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// The words say so.
    Sure,
    /// Only one candidate is left, but the full form comes later, or gender or the area of the article chose it.
    Likely,
}

impl Confidence {
    /// The word in data files.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Likely => "likely",
        }
    }
}

/// For each entity its reference, the referents in order of their first mention, and the mentions of one after the other.
pub(crate) type Coreference = (Vec<Option<ReferenceData>>, Vec<ReferentData>, Vec<EntityId>);

/// Reads tokens, entities, abbreviations, officials and layout.
pub(crate) fn find(data: &DocumentData) -> Coreference {
    let mut finder = Finder { data, found: vec![None; data.entities.len()], groups: 0, full: Vec::new() };
    finder.places();
    finder.bodies();
    finder.persons();
    finder.posts();
    finder.finish()
}

/// A reference whose group has no final number yet.
#[derive(Clone, Copy, Debug)]
struct Found {
    group: u32,
    origin: ReferenceOrigin,
    confidence: Confidence,
}

struct Finder<'a> {
    data: &'a DocumentData,
    found: Vec<Option<Found>>,
    groups: u32,
    /// The first full mention of each group that has one.
    full: Vec<Option<usize>>,
}

impl<'a> Finder<'a> {
    fn mentions(&self, kind: EntityKind) -> impl Iterator<Item = (usize, &'a EntityData)> + use<'a> {
        self.data.entities.iter().enumerate().filter(move |(_, e)| e.kind == kind)
    }

    fn tokens(&self, range: TokenRange) -> &'a [TokenData] {
        self.data.tokens.get(range.range()).unwrap_or_default()
    }

    fn key(&self, range: TokenRange) -> Key {
        self.tokens(range).iter().fold(0, |key, token| join(key, token.key))
    }

    /// A group whose first full mention is `at`.
    fn new_group(&mut self, at: usize) -> u32 {
        self.full.resize(self.groups as usize, None);
        self.full.push(Some(at));
        self.groups += 1;
        self.groups - 1
    }

    fn group(&self, at: usize) -> Option<u32> {
        Some(self.found.get(at).copied()??.group)
    }

    fn refer(&mut self, at: usize, group: u32, origin: ReferenceOrigin, confidence: Confidence) {
        if let Some(slot) = self.found.get_mut(at) {
            *slot = Some(Found { group, origin, confidence });
        }
    }

    fn exact(&mut self, at: usize, group: u32) {
        self.refer(at, group, ReferenceOrigin::Exact, Confidence::Sure);
    }

    /// `Sure` when the full form stands before.
    fn after_full(&self, at: usize, group: u32) -> Confidence {
        if self.full.get(group as usize).is_some_and(|full| full.is_some_and(|full| full < at)) {
            Confidence::Sure
        } else {
            Confidence::Likely
        }
    }

    fn places(&mut self) {
        let mut units: BTreeMap<UnitId, u32> = BTreeMap::new();
        let mut names: BTreeMap<(EntityKind, Key), u32> = BTreeMap::new();
        for (at, entity) in self.data.entities.iter().enumerate() {
            if !matches!(entity.kind, EntityKind::AdminUnit | EntityKind::Loc) {
                continue;
            }
            let fresh = self.groups;
            let unit = entity.place.as_deref().and_then(Link::unit);
            let group = match unit {
                Some(unit) => *units.entry(unit.id()).or_insert(fresh),
                None => *names.entry((entity.kind, self.key(entity.tokens))).or_insert(fresh),
            };
            self.groups += u32::from(group == fresh);
            if unit.is_some() {
                self.refer(at, group, ReferenceOrigin::Code, Confidence::Sure);
            } else {
                self.exact(at, group);
            }
        }
    }

    fn bodies(&mut self) {
        let mentions: Vec<(usize, Key, &EntityData)> =
            self.mentions(EntityKind::Org).map(|(at, e)| (at, self.key(e.tokens), e)).collect();
        if mentions.is_empty() {
            return;
        }
        let inner = self.last_inner();
        let last_of = |at: usize| inner.get(at).copied().flatten();
        let mut names: BTreeMap<Key, BodyName> = BTreeMap::new();
        let mut in_area: BTreeMap<(Key, u32), Bearer> = BTreeMap::new();
        // Full names first: a short form may come before them (in a heading).
        for &(at, key, entity) in &mentions {
            let Some(last) = last_of(at) else { continue };
            let known = &mut names.entry(key).or_default().full;
            if known.is_some() {
                continue;
            }
            let group = self.new_group(at);
            *known = Some(group);
            let area = self.area_within(last, &inner);
            for beginning in self.beginnings_of(entity, last) {
                if let Some(area) = area {
                    let one = in_area.entry((beginning, area)).or_default();
                    *one = one.and(Bearer::One(group));
                }
                let one = &mut names.entry(beginning).or_default().beginning;
                *one = one.and(Bearer::One(group));
            }
        }
        for a in &self.data.abbreviations {
            names.entry(self.key(a.short)).or_default().stands_for = Some(self.key(a.long));
        }
        let article = self.article_area();
        // Long forms come before their short forms, which may be used earlier.
        let (later, first): (Vec<_>, Vec<_>) =
            mentions.into_iter().partition(|(_, key, _)| names.get(key).is_some_and(|name| name.stands_for.is_some()));
        for (at, key, _) in first.into_iter().chain(later) {
            let name = names.get(&key).copied().unwrap_or_default();
            if let Some(group) = name.full {
                self.exact(at, group);
                continue;
            }
            let defined = name.stands_for.and_then(|long| names.get(&long)).and_then(|long| long.full.or(long.alone));
            if let Some(group) = defined {
                self.refer(at, group, ReferenceOrigin::Abbreviation, Confidence::Sure);
                continue;
            }
            if let Some(group) = name.beginning.one() {
                let confidence = self.after_full(at, group);
                self.refer(at, group, ReferenceOrigin::Elided, confidence);
                continue;
            }
            let here = article.and_then(|area| in_area.get(&(key, area))?.one());
            if let Some(group) = here {
                self.refer(at, group, ReferenceOrigin::Elided, Confidence::Likely);
                continue;
            }
            let fresh = self.groups;
            let group = *names.entry(key).or_default().alone.get_or_insert(fresh);
            self.groups += u32::from(group == fresh);
            self.exact(at, group);
        }
    }

    /// For each entity that holds another: the last one directly inside.
    fn last_inner(&self) -> Vec<Option<usize>> {
        let mut last = vec![None; self.data.entities.len()];
        for (at, entity) in self.data.entities.iter().enumerate() {
            if let Some(slot) = entity.parent.and_then(|parent| last.get_mut(parent.0 as usize)) {
                *slot = Some(at);
            }
        }
        last
    }

    /// The group of the unit that an inner entity is or ends with.
    fn area_within(&self, last: usize, inner: &[Option<usize>]) -> Option<u32> {
        let chain = std::iter::successors(Some(last), |at| inner.get(*at).copied().flatten()).take(8);
        let unit = |at: &usize| self.data.entities.get(*at).is_some_and(|e| e.kind == EntityKind::AdminUnit);
        self.group(chain.into_iter().find(unit)?)
    }

    /// The first unit of the kicker, else of the heading.
    fn article_area(&self) -> Option<u32> {
        let lines = [self.data.structure.kicker, self.data.structure.heading];
        lines.into_iter().flatten().find_map(|line| {
            let inside = |e: &EntityData| line.contains(self.data.span_of(e.tokens));
            let first = self.mentions(EntityKind::AdminUnit).find(|(_, e)| inside(e))?;
            self.group(first.0)
        })
    }

    /// What stands for a body whose name ends with a place or another body: the name without it (`Huyện ủy` for `Huyện ủy
    /// Tháp Mười`), and with the level word only (`Đảng ủy xã`).
    fn beginnings_of(&self, entity: &EntityData, last: usize) -> impl Iterator<Item = Key> {
        let TokenRange { start, end } = entity.tokens;
        let last = self.data.entities.get(last);
        let last = last.filter(|last| last.tokens.end == end && last.tokens.start > start);
        let has_level = |last: &&EntityData| last.kind == EntityKind::AdminUnit && last.tokens.len() > 1;
        let ends = [last.map(|last| last.tokens.start), last.filter(has_level).map(|last| last.tokens.start + 1)];
        ends.into_iter().flatten().map(move |end| self.key(TokenRange::new(start, end)))
    }

    fn persons(&mut self) {
        let mentions: Vec<(usize, Key, TokenRange, Option<Gender>, bool)> = self
            .mentions(EntityKind::Person)
            .map(|(at, e)| {
                let short = e.tokens.len() < 2 || SHORT_FORMS.contains(&e.origin.0);
                (at, self.key(e.tokens), e.tokens, self.gender(e.tokens), short)
            })
            .collect();
        let mut names: BTreeMap<Key, PersonName> = BTreeMap::new();
        let mut persons: Vec<FullName> = Vec::new();
        let base = self.groups;
        // Full names first: a short form may come before them (in a heading).
        for &(at, key, tokens, gender, _) in mentions.iter().filter(|m| !m.4) {
            let known = &mut names.entry(key).or_default().full;
            let group = if let Some(group) = *known {
                group
            } else {
                let group = self.new_group(at);
                *known = Some(group);
                persons.push(FullName::new(tokens));
                group
            };
            if let (Some(gender), Some(person)) = (gender, persons.get_mut((group - base) as usize)) {
                person.add(gender);
            }
            self.exact(at, group);
        }
        for (FullName { tokens: name, male, female }, group) in persons.into_iter().zip(base..) {
            let gender = match (male, female) {
                (true, true) => None,
                (true, false) => Some(Gender::Male),
                (false, true) => Some(Gender::Female),
                (false, false) => gender_of_middle(self.tokens(name)),
            };
            for length in 1..name.len().min(3) {
                let end = TokenRange::new(name.end - length, name.end);
                names.entry(self.key(end)).or_default().ends.add(gender, group);
            }
        }
        // Those that are nobody's: by name, and by gender where it is said.
        let (said, unsaid): (Vec<_>, Vec<_>) = mentions.iter().filter(|m| m.4).partition(|m| m.3.is_some());
        for &(at, key, _, gender, _) in said.into_iter().chain(unsaid) {
            let name = names.entry(key).or_default();
            if let Some(group) = name.full {
                self.exact(at, group);
                continue;
            }
            if let Some(group) = name.ends.fitting(gender).one() {
                let only = name.ends.fitting(None).one().is_some();
                let confidence = if only { self.after_full(at, group) } else { Confidence::Likely };
                self.refer(at, group, ReferenceOrigin::ShortName, confidence);
                continue;
            }
            // A lone `Hải` is the `bà Hải` of the document unless there is an `ông Hải` too.
            let same = gender.is_none().then(|| name.bearer.one()).flatten();
            let fresh = self.groups;
            let group = *name.alone.of(gender).get_or_insert(same.unwrap_or(fresh));
            self.groups += u32::from(group == fresh);
            name.bearer = name.bearer.and(Bearer::One(group));
            self.exact(at, group);
        }
    }

    fn gender(&self, name: TokenRange) -> Option<Gender> {
        let at = name.start.checked_sub(1)?;
        let of = |word: &str| match word {
            "ông" | "anh" | "chú" | "cậu" | "thầy" => Some(Gender::Male),
            "bà" | "chị" | "cô" | "dì" => Some(Gender::Female),
            _ => None,
        };
        let gender = of(honorific(self.data, name)?)?;
        // `ông bà Nguyễn Văn A`: of two people.
        let before = at.checked_sub(1).and_then(|i| self.data.tokens.get(i as usize)).and_then(word_of_address);
        if before.and_then(of).is_some() { None } else { Some(gender) }
    }

    fn posts(&mut self) {
        // An official knows an organisation that the title leaves out; without one the title itself says.
        let count = self.data.entities.len();
        let mut said: Vec<Option<(Option<EntityId>, Option<EntityId>)>> = vec![None; count];
        for official in &self.data.officials {
            if let Some(slot) = said.get_mut(official.title.0 as usize) {
                *slot = Some((official.organization, official.area));
            }
        }
        // The first body and the first unit inside each.
        let mut inside: Vec<(Option<usize>, Option<usize>)> = vec![(None, None); count];
        for (at, entity) in self.data.entities.iter().enumerate() {
            if !matches!(entity.kind, EntityKind::Org | EntityKind::AdminUnit) {
                continue;
            }
            // The nearest title around it: names do not nest deeper than this in any real text.
            let parent = |at: &usize| Some(self.data.entities.get(*at)?.parent?.0 as usize);
            for around in std::iter::successors(parent(&at), parent).take(8) {
                if let Some((body, unit)) = inside.get_mut(around) {
                    (if entity.kind == EntityKind::Org { body } else { unit }).get_or_insert(at);
                }
            }
        }
        let mut known: BTreeMap<(Key, Option<u32>, Option<u32>), u32> = BTreeMap::new();
        for (at, entity) in self.mentions(EntityKind::Title) {
            let (body, area) = match said.get(at).copied().flatten() {
                None => inside.get(at).copied().unwrap_or_default(),
                Some((body, area)) => (body.map(|b| b.0 as usize), area.map(|a| a.0 as usize)),
            };
            let body = body.and_then(|at| self.group(at));
            // A body is in one place.
            let area = if body.is_some() { None } else { area.and_then(|at| self.group(at)) };
            let fresh = self.groups;
            let group = *known.entry((self.key(entity.tokens), body, area)).or_insert(fresh);
            self.groups += u32::from(group == fresh);
            self.exact(at, group);
        }
    }

    /// Numbers the groups by their first mention, and picks the fullest form of each.
    fn finish(self) -> Coreference {
        let mut number: Vec<Option<u32>> = vec![None; self.groups as usize];
        let mut referents: Vec<ReferentData> = Vec::new();
        let mut references = Vec::with_capacity(self.found.len());
        let mut best: Vec<(u32, bool)> = Vec::new();
        for (at, (found, entity)) in self.found.iter().zip(&self.data.entities).enumerate() {
            let slot = found.and_then(|f| Some((f, number.get_mut(f.group as usize)?)));
            let Some((found, slot)) = slot else {
                references.push(None);
                continue;
            };
            let id = EntityId(at as u32);
            let referent = *slot.get_or_insert(referents.len() as u32);
            let text = self.data.norm().get(self.data.span_of(entity.tokens).range()).unwrap_or_default();
            // A name in capitals (a heading) gives way to the same name as it is usually written.
            let form = (entity.tokens.len(), text.chars().any(char::is_lowercase));
            if let (Some(known), Some(best)) = (referents.get_mut(referent as usize), best.get_mut(referent as usize)) {
                known.mentions.end += 1;
                if form > *best {
                    *best = form;
                    known.fullest = id;
                }
            } else {
                referents.push(ReferentData { kind: entity.kind, fullest: id, mentions: 0..1 });
                best.push(form);
            }
            references.push(Some(ReferenceData { referent, origin: found.origin, confidence: found.confidence }));
        }
        let mentions = place(&references, &mut referents);
        (references, referents, mentions)
    }
}

/// Gives each referent, whose range is as long as it has mentions, its place, and fills the places.
fn place(references: &[Option<ReferenceData>], referents: &mut [ReferentData]) -> Vec<EntityId> {
    let mut end = 0;
    for referent in referents.iter_mut() {
        let start = end;
        end += referent.mentions.end;
        // Grows to its length again as it is filled.
        referent.mentions = start..start;
    }
    let mut mentions = vec![EntityId(0); end as usize];
    for (reference, at) in references.iter().zip(0..) {
        let referent = reference.as_ref().and_then(|reference| referents.get_mut(reference.referent as usize));
        let Some(referent) = referent else { continue };
        if let Some(slot) = mentions.get_mut(referent.mentions.end as usize) {
            *slot = EntityId(at);
            referent.mentions.end += 1;
        }
    }
    mentions
}

/// Rules whose persons are parts of a name seen elsewhere.
const SHORT_FORMS: [&str; 2] = ["person.given-name", "person.surname"];

/// Middle names that women and men bear.
const MIDDLE: [u64; 2] = keys_of_lower(["thị", "văn"]);

fn gender_of_middle(name: &[TokenData]) -> Option<Gender> {
    let second = name.get(1).filter(|_| name.len() > 2)?.key;
    let [thi, van] = MIDDLE;
    (second == thi).then_some(Gender::Female).or_else(|| (second == van).then_some(Gender::Male))
}

/// Words of address of one syllable, and their keys.
const ADDRESS: [&str; 13] = ["ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cụ", "cậu", "dì", "ngài", "thầy"];
const ADDRESS_KEYS: [u64; ADDRESS.len()] = keys_of_lower(ADDRESS);
/// `đồng chí`.
const COMRADE: [u64; 2] = keys_of_lower(["đồng", "chí"]);

fn word_of_address(token: &TokenData) -> Option<&'static str> {
    ADDRESS.get(ADDRESS_KEYS.iter().position(|&key| key == token.key)?).copied()
}

/// The word of address right before a name.
pub(crate) fn honorific(data: &DocumentData, name: TokenRange) -> Option<&'static str> {
    // The token before `at`; a line break between the two makes it another line's word.
    let before = |at: usize| {
        let is_near = data.tokens.get(at)?.gap == Gap::Space;
        data.tokens.get(at.checked_sub(1)?).filter(|_| is_near)
    };
    let start = name.start as usize;
    let last = before(start)?;
    let is_comrade = || before(start - 1).is_some_and(|first| [first.key, last.key] == COMRADE);
    word_of_address(last).or_else(|| is_comrade().then_some("đồng chí"))
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use super::*;
    use crate::Analyzer;

    /// Mentions of a kind: text, number of the referent among those of the kind, origin, confidence.
    fn read(text: &str, kind: EntityKind) -> Vec<(String, usize, &'static str, &'static str)> {
        let document = Analyzer::new().unwrap().analyze_on(text, "2013-08-23".parse().ok()).unwrap();
        let ids: Vec<u32> = document.referents().filter(|r| r.kind() == kind).map(crate::Referent::id).collect();
        let told = |e: crate::Entity<'_>| {
            let id = e.referent().unwrap().id();
            let number = ids.iter().position(|i| *i == id).unwrap();
            let (origin, confidence) = (e.referent_origin().unwrap(), e.referent_confidence().unwrap());
            (e.text().to_owned(), number, origin.label(), confidence.label())
        };
        document.entities().filter(|e| e.kind() == kind).map(told).collect()
    }

    fn assert(text: &str, kind: EntityKind, expected: &[(&str, usize, &str, &str)]) {
        let found = read(text, kind);
        let found: Vec<_> = found.iter().map(|(t, n, o, c)| (t.as_str(), *n, *o, *c)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_given_name_is_the_one_who_bears_it() {
        let text = "Ông Nguyễn Thành Phong đến dự. Ông Phong phát biểu.";
        let expected = [("Nguyễn Thành Phong", 0, "exact", "sure"), ("Phong", 0, "short_name", "sure")];
        assert(text, EntityKind::Person, &expected);
        let text = "Ông Mẫu đến dự. Ông Trần Văn Mẫu phát biểu.";
        let expected = [("Mẫu", 0, "short_name", "likely"), ("Trần Văn Mẫu", 0, "exact", "sure")];
        assert(text, EntityKind::Person, &expected);
    }

    #[test]
    fn gender_chooses_between_namesakes_and_never_against_the_word_of_address() {
        let text = "Ông Lê Minh Thử và bà Phạm Ngọc Thử cùng dự. Bà Thử cảm ơn, ông Thử ra về.";
        let expected = [
            ("Lê Minh Thử", 0, "exact", "sure"),
            ("Phạm Ngọc Thử", 1, "exact", "sure"),
            ("Thử", 1, "short_name", "likely"),
            ("Thử", 0, "short_name", "likely"),
        ];
        assert(text, EntityKind::Person, &expected);
        let text = "Ông Lê Minh Thử đến dự. Bà Thử cảm ơn.";
        assert(text, EntityKind::Person, &[("Lê Minh Thử", 0, "exact", "sure"), ("Thử", 1, "exact", "sure")]);
    }

    #[test]
    fn of_two_namesakes_none_is_guessed() {
        let text = "Bà Lê Thị Thử và bà Phạm Thị Thử cùng dự. Bà Thử cảm ơn.";
        let found = read(text, EntityKind::Person);
        assert_eq!((found[2].1, found[2].2), (2, "exact"));
    }

    #[test]
    fn a_body_without_its_place_is_the_one_that_begins_so() {
        let text = "Huyện ủy Tháp Mười họp với Đảng ủy xã Đốc Binh Kiều. Huyện ủy khen Đảng ủy xã.";
        let expected = [
            ("Huyện ủy Tháp Mười", 0, "exact", "sure"),
            ("Đảng ủy xã Đốc Binh Kiều", 1, "exact", "sure"),
            ("Huyện ủy", 0, "elided", "sure"),
            ("Đảng ủy xã", 1, "elided", "sure"),
        ];
        assert(text, EntityKind::Org, &expected);
    }

    #[test]
    fn of_several_bodies_the_area_of_the_article_chooses() {
        let body = "Huyện ủy Tháp Mười họp với Huyện ủy Tam Nông tại hội trường. Sau đó Huyện ủy ra nghị quyết.";
        assert_eq!(read(body, EntityKind::Org)[2].1, 2, "no area: on its own");
        let text =
            format!("Đảng bộ huyện Tam Nông\n\nHội nghị ở Tam Nông\n\nCập nhật ngày: 12/09/2013 05:31:07\n\n{body}\n");
        let found = read(&text, EntityKind::Org);
        let of = |name: &str| found.iter().find(|f| f.0 == name).unwrap();
        assert_eq!(of("Huyện ủy").1, of("Huyện ủy Tam Nông").1, "{found:?}");
        assert_eq!((of("Huyện ủy").2, of("Huyện ủy").3), ("elided", "likely"));
    }

    #[test]
    fn a_defined_short_form_is_its_long_form() {
        let text = "Ngân hàng Nhà nước (NHNN) họp báo. Theo NHNN, lãi suất giảm.";
        let found = read(text, EntityKind::Org);
        assert!(found.iter().all(|f| f.1 == 0), "{found:?}");
        assert_eq!((found.last().unwrap().0.as_str(), found.last().unwrap().2), ("NHNN", "abbreviation"));
    }

    #[test]
    fn a_unit_is_its_code() {
        let text = "Xã Đốc Binh Kiều, huyện Tháp Mười, tỉnh Đồng Tháp làm đường. UBND xã Đốc Binh Kiều cảm ơn.";
        let found = read(text, EntityKind::AdminUnit);
        assert_eq!((found[0].1, found[0].2), (0, "code"));
        assert_eq!((found.last().unwrap().1, found.last().unwrap().2), (0, "code"), "{found:?}");
    }
}
