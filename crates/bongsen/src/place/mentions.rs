//! From the entities of a document to the mentions that the linker links.

use std::sync::Arc;

use super::kind::{KindSet, Level, LevelWord};
use super::linker::{Linker, Mention};
use super::register::Register;
use crate::date::Date;
use crate::document::{EntityData, TokenRange};
use crate::entity::EntityKind;
use crate::normalize::key;
use crate::token::{Gap, TokenData};

/// Longest head of a body that is looked for before a bare name, in tokens.
const MAX_HEAD: u32 = 3;

/// Longest unit that is looked up without its marks, in tokens.
const MOST_NEARLY: u32 = 8;

/// Longest joint between two units of a chain, in tokens (`, thuộc`).
const MAX_JOINT: u32 = 2;

/// Links the administrative units among the entities of a document: sets `place` of each entity of kind `ADMIN_UNIT`.
/// Entities are in order of start. `date` is the document's; without one the newest era is taken.
pub fn link_entities(
    norm: &str,
    tokens: &[TokenData],
    entities: &mut [EntityData],
    date: Option<Date>,
    register: &Arc<Register>,
) {
    let units: Vec<usize> = (0..entities.len())
        .filter(|&at| entities.get(at).is_some_and(|entity| entity.kind == EntityKind::AdminUnit))
        .collect();
    if units.is_empty() {
        return;
    }
    let ranges: Vec<TokenRange> = units.iter().filter_map(|&at| entities.get(at)).map(|entity| entity.tokens).collect();
    let keys: Vec<u64> = tokens.iter().map(|token| token.key).collect();
    let mut mentions: Vec<Mention> =
        ranges.iter().map(|&range| mention(register, &keys, range, |at| word(norm, tokens, at))).collect();
    find_chains(register, tokens, &ranges, &mut mentions);
    let links = Linker::new(Arc::clone(register), date).link(&mentions);
    for (at, link) in units.into_iter().zip(links) {
        if let Some(entity) = entities.get_mut(at) {
            entity.place = Some(Box::new(link));
        }
    }
}

/// Reads one mention: level word and name, or the name alone with what the words before it imply.
fn mention<'n>(register: &Register, keys: &[u64], range: TokenRange, text: impl Fn(u32) -> &'n str) -> Mention {
    let inside = keys.get(range.range()).unwrap_or_default();
    if let Some((word, name)) = register.split(inside) {
        return Mention { name: Some(name), word: Some(word), ..Mention::default() };
    }
    if let Some(name) = register.name(inside) {
        return Mention { name: Some(name), hint: head_before(register, keys, range.start), ..Mention::default() };
    }
    // A letter has another mark than is right: only behind a level word, and only where a longer name makes it sure.
    if range.len() <= MOST_NEARLY {
        let words: Vec<&str> = (range.start..range.end).map(&text).collect();
        if let Some((word, name)) = register.nearly(&words).filter(|_| words.len() > 2) {
            return Mention { nearly: Some(name), word: Some(word), ..Mention::default() };
        }
    }
    // A hamlet, or a unit that the register does not know.
    let mut word = None;
    register.match_levels(inside.iter().copied(), |_, found| {
        if !found.head {
            word = Some(found);
        }
    });
    Mention { word, ..Mention::default() }
}

/// The text of a token.
fn word<'n>(norm: &'n str, tokens: &[TokenData], at: u32) -> &'n str {
    tokens.get(at as usize).and_then(|token| norm.get(token.span.range())).unwrap_or_default()
}

/// The kinds that the head of a body directly before `at` implies: `Huyện ủy` before `Tháp Mười`.
fn head_before(register: &Register, keys: &[u64], at: u32) -> KindSet {
    let mut kinds = KindSet::EMPTY;
    for length in 1..=MAX_HEAD.min(at) {
        let before = keys.get((at - length) as usize..at as usize).unwrap_or_default();
        register.match_levels(before.iter().copied(), |matched, word: LevelWord| {
            if matched == before.len() && word.head {
                kinds = word.kinds;
            }
        });
    }
    kinds
}

/// Sets the `outer` of each mention that is followed by what it lies in.
fn find_chains(register: &Register, tokens: &[TokenData], ranges: &[TokenRange], mentions: &mut [Mention]) {
    let joints = [",", "(", "-", "–", "thuộc", "của", "ở"].map(key);
    let siblings = ["và", ";", ","].map(key);
    for at in (0..ranges.len().saturating_sub(1)).rev() {
        let (Some(&this), Some(&next)) = (ranges.get(at), ranges.get(at + 1)) else { continue };
        if next.start < this.end || next.start - this.end > MAX_JOINT {
            continue;
        }
        let between = tokens.get(this.end as usize..next.start as usize).unwrap_or_default();
        let new_line = tokens.get(this.end as usize..=next.start as usize).unwrap_or_default();
        if new_line.iter().any(|token| matches!(token.gap, Gap::Line | Gap::Paragraph)) {
            continue;
        }
        let (Some(mine), Some(theirs)) = (mentions.get(at), mentions.get(at + 1)) else { continue };
        let joined = between.iter().all(|token| joints.contains(&token.key));
        let listed = between.iter().all(|token| siblings.contains(&token.key));
        let outer = if joined && may_contain(register, theirs, mine) {
            Some(at + 1)
        } else if listed {
            // `xã A, xã B, huyện C`, `xã A và xã B, huyện C`: the district is around both.
            theirs.outer
        } else {
            None
        };
        if let Some(mention) = mentions.get_mut(at) {
            mention.outer = outer;
        }
    }
}

/// Whether one mention can be of a higher level than another, as far as their words and names tell.
fn may_contain(register: &Register, outer: &Mention, inner: &Mention) -> bool {
    let kinds = |mention: &Mention| {
        let known = mention.name.map_or(KindSet::ALL, |name| register.name_info(name).kinds);
        match mention.word {
            Some(word) if !word.kinds.is_empty() => word.kinds,
            _ if !mention.hint.is_empty() => mention.hint,
            _ => known,
        }
    };
    let hamlet = inner.word.is_some_and(|word| word.hamlet);
    let (outer, inner) = (kinds(outer), kinds(inner));
    let levels = [Level::Province, Level::District, Level::Commune];
    let highest = levels.into_iter().find(|&level| outer.has_level(level));
    let lowest = levels.into_iter().rev().find(|&level| inner.has_level(level));
    hamlet || highest < lowest
}
