//! Officials: which person holds which post, as the text says.
//!
//! A post is the role of a title (`Bí thư`), its organisation and its area. The patterns that join a person and a
//! title are in `holds`, what verbs say of the post in `verbs`, since when and until when in `term`; this room turns
//! each pair into a record with status and evidence. [`facts()`] merges the records of a document, [`Timeline`] those of
//! many.

mod explain;
mod facts;
mod holds;
mod term;
mod timeline;
mod verbs;

pub(crate) use explain::officials as explain;
pub use explain::{OfficialExplanation, Pattern};
pub use facts::{Area, Evidence, Fact, Post, facts};
pub use timeline::{Sighting, Tenure, Timeline};

use crate::date::Date;
use crate::document::{EntityData, EntityId, OfficialData, Status, Term, TokenRange};
use crate::entity::lexicon::{Flags, Hit, List, OrgLevel};
use crate::entity::{Context, EntityKind};
use crate::normalize::join;
use holds::Pair;

/// The officials of a text, by the person's place in it. `date` is that of the document.
pub(crate) fn find(cx: &Context<'_>, entities: &[EntityData], date: Option<Date>) -> Vec<OfficialData> {
    let pairs = holds::pairs(cx, entities);
    let mut officials: Vec<OfficialData> =
        pairs.iter().filter_map(|pair| official(cx, entities, &pairs, pair, date)).collect();
    officials.sort_by_key(|o| (o.person, o.title));
    officials.dedup_by_key(|o| (o.person, o.title));
    officials
}

fn official(
    cx: &Context<'_>,
    entities: &[EntityData],
    pairs: &[Pair],
    pair: &Pair,
    date: Option<Date>,
) -> Option<OfficialData> {
    let person = get(entities, pair.person)?;
    let title = get(entities, pair.title)?;
    let organization = inside(entities, pair.title, |k| k == EntityKind::Org)
        .or_else(|| shared_organization(cx, entities, pairs, pair));
    let area = area(entities, pair.title).or_else(|| organization.and_then(|id| area(entities, id)));
    let status = status(cx, title.tokens, pair.verb, organization.and_then(|id| get(entities, id)));
    let term = term::of(cx, entities, pair, status);
    let body = organization.and_then(|id| Some((get(entities, id)?, head(cx, get(entities, id)?.tokens.start))));
    Some(OfficialData {
        person: pair.person,
        title: pair.title,
        organization,
        area,
        role: title.value.clone().unwrap_or_else(|| cx.text_of(title.tokens).to_owned()),
        status,
        body_head: body.and_then(|(_, hit)| hit).map(|hit| (hit.end - hit.start, head_key(cx, hit))),
        told_apart: match body {
            Some((body, head)) => is_told_apart(body, head),
            None => is_lone(cx, title.tokens),
        },
        term: date.map_or(term, |date| Term {
            start: term.start.map(|start| start.near(date)),
            end: term.end.map(|end| end.near(date)),
        }),
        pattern: pair.pattern,
        evidence: TokenRange::new(person.tokens.start.min(title.tokens.start), person.tokens.end.max(title.tokens.end)),
    })
}

pub(crate) fn get(entities: &[EntityData], id: EntityId) -> Option<&EntityData> {
    entities.get(id.0 as usize)
}

/// The outermost entity of a kind inside `outer`.
fn inside(entities: &[EntityData], outer: EntityId, kind: impl Fn(EntityKind) -> bool) -> Option<EntityId> {
    let range = get(entities, outer)?.tokens;
    entities
        .iter()
        .enumerate()
        .skip(outer.0 as usize + 1)
        .take_while(|(_, e)| e.tokens.start < range.end)
        .find(|(_, e)| range.contains(e.tokens) && kind(e.kind))
        .map(|(id, _)| EntityId(id as u32))
}

/// The place of an organisation or a title: the unit or country inside it, of several the last
/// (`Ủy ban MTTQ Việt Nam xã Phong Hải` is the commune's).
fn area(entities: &[EntityData], outer: EntityId) -> Option<EntityId> {
    let range = get(entities, outer)?.tokens;
    entities
        .iter()
        .enumerate()
        .skip(outer.0 as usize)
        .take_while(|(_, e)| e.tokens.start < range.end)
        .filter(|(_, e)| range.contains(e.tokens))
        .filter(|(_, e)| matches!(e.kind, EntityKind::AdminUnit | EntityKind::Loc))
        .max_by_key(|(_, e)| (e.kind == EntityKind::AdminUnit, e.tokens.end))
        .map(|(id, _)| EntityId(id as u32))
}

/// The listed head with which a body's name begins.
fn head(cx: &Context<'_>, start: u32) -> Option<Hit> {
    cx.longest(start, List::Org)
}

/// The head of a body, folded in its normal form.
fn head_key(cx: &Context<'_>, head: Hit) -> u64 {
    cx.lexicon.text(head.entry).split_whitespace().fold(0, |key, word| join(key, crate::normalize::key(word)))
}

/// Whether a body is told apart from those of other places without its place: one of the centre, or one with a name.
fn is_told_apart(body: &EntityData, head: Option<Hit>) -> bool {
    let named = matches!(body.origin.0, "org.head+name" | "org.known-name" | "org.class+name" | "org.alias");
    named || head.is_some_and(|head| head.entry.level == OrgLevel::Central)
}

/// Whether a title stands for its one holder (`Thủ tướng`).
fn is_lone(cx: &Context<'_>, title: TokenRange) -> bool {
    (title.start..title.end)
        .find_map(|i| cx.longest(i, List::Title))
        .is_some_and(|head| head.entry.flags.has(Flags::LONE) && head.end == title.end)
}

/// `Phó Chủ tịch, Tổng thư ký Hội Khuyến học Việt Nam`: a title without organisation takes that of the next title
/// of the same person, where they stand side by side and the title is one that needs an organisation.
fn shared_organization(cx: &Context<'_>, entities: &[EntityData], pairs: &[Pair], pair: &Pair) -> Option<EntityId> {
    let title = get(entities, pair.title)?;
    let head = cx.hits_at(title.tokens.start).iter().rev().find(|h| h.entry.list == List::Title)?;
    // `Phó Thủ tướng, Bộ trưởng Bộ Ngoại giao`: the post of the whole country is not of the ministry.
    let whole = head.entry.flags.has(Flags::RANK.with(Flags::MEMBER).with(Flags::COMPLETE));
    if whole || is_lone(cx, title.tokens) {
        return None;
    }
    if !matches!(cx.text(title.tokens.end), "," | "kiêm" | "và") {
        return None;
    }
    // The pairs are in order of the titles, so those of the next title stand together.
    let start = |p: &Pair| get(entities, p.title).map_or(0, |t| t.tokens.start);
    let wanted = title.tokens.end + 1;
    let at = pairs.partition_point(|p| start(p) < wanted);
    let rest = pairs.get(at..).unwrap_or_default();
    let next = rest.iter().take_while(|p| start(p) == wanted).find(|p| p.person == pair.person)?;
    inside(entities, next.title, |k| k == EntityKind::Org)
}

/// Whether the post is held: what the title says (`nguyên`, `quyền`, `Phó Giám đốc phụ trách`), else what the verb says.
/// Of a former post somebody else's verb says nothing.
fn status(cx: &Context<'_>, title: TokenRange, verb: Flags, organization: Option<&EntityData>) -> Status {
    let body = organization.filter(|body| title.contains(body.tokens)).map_or(title.end, |body| body.tokens.start);
    let mut at = title.start;
    let mut leads = true;
    while at < body {
        let hit = cx.longest(at, List::Modifier).filter(|h| h.end <= body && h.end < title.end.max(body));
        let Some(hit) = hit else {
            leads = false;
            at += 1;
            continue;
        };
        let flags = hit.entry.flags;
        if flags.has(Flags::FORMER) && leads {
            return Status::Former;
        }
        if flags.has(Flags::ACTING) && !flags.has(Flags::CANCELS) {
            return if verb.has(Flags::DISMISSED) { Status::Dismissed } else { Status::Acting };
        }
        at = hit.end;
    }
    verbs::status(verb).unwrap_or(Status::Current)
}

#[cfg(all(test, feature = "bundled"))]
mod tests;
