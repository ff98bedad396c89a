//! Names with a letter more, less or other, looked for among the units that the rest of the address leaves.

use super::super::kind::{KindSet, Level};
use super::super::register::{Register, level_of};
use super::super::unit::{Unit, UnitId};
use super::chain::{Chains, Named};
use super::find::{Findings, Mention, Tables};
use crate::date::Date;
use crate::normalize::{fold, lower};
use crate::token::TokenData;

/// A name of so many letters may have one wrong, a longer one two.
const ONE_WRONG: usize = 4;
const TWO_WRONG: usize = 11;
/// The most stretches that are looked at, and the longest, in tokens.
const MOST_STRETCHES: usize = 6;
const LONGEST: u32 = 6;

/// Adds as mentions what is left of an address and is nearly the name of a unit that its chains leave: provinces; the
/// districts of the provinces, the communes of the districts (of the provinces, where no district is known).
pub(super) fn add(
    tables: &Tables<'_>,
    text: &str,
    tokens: &[TokenData],
    findings: &mut Findings,
    chains: &mut Chains,
    on: Date,
) {
    let register = tables.register;
    let stretches: Vec<(u32, u32, KindSet)> = stretches(findings, tokens);
    if stretches.is_empty() {
        return;
    }
    // From the widest to the finest: what one round finds, the next looks inside.
    for level in [Level::Province, Level::District, Level::Commune] {
        let around = around(register, chains, level, on);
        // A bare word that is nearly a name is one only beside a unit that is known.
        let anchored = !chains.best.is_empty();
        for &(start, end, kinds) in stretches.iter().take(MOST_STRETCHES).filter(|s| anchored || !s.2.is_empty()) {
            let name_start = start + u32::from(!kinds.is_empty()) * level_length(findings, start);
            if name_start >= end || end - name_start > LONGEST || !(kinds.is_empty() || kinds.has_level(level)) {
                continue;
            }
            let written = folded(tokens, text, name_start, end);
            let mention = Mention { start, end, name_start, kinds, name: 0, folded: true, weak: false };
            let near = nearest(&written, &around);
            if near.is_empty() {
                continue;
            }
            let at = findings.mentions.len() as u32;
            findings.mentions.push(mention);
            for id in near {
                chains.add(register, at, &mention, Named { id, alias: false, typo: true });
            }
        }
        chains.solve(register, &findings.mentions, on);
    }
}

/// What is left: stretches between marks with an unknown name, and the level word before it.
fn stretches(findings: &Findings, tokens: &[TokenData]) -> Vec<(u32, u32, KindSet)> {
    let mut all: Vec<(u32, u32, KindSet)> =
        findings.unnamed.iter().map(|u| (u.start, findings.stretch_end(u.name_start), u.kinds)).collect();
    // A level word whose name goes on over what was found of it: `xã Gáo Dồng`, where there is a `xã Gào`.
    for mention in findings.mentions.iter().filter(|m| !m.kinds.is_empty()) {
        let end = findings.stretch_end(mention.name_start);
        let whole = findings.mentions.iter().any(|m| m.start == mention.start && m.end >= end);
        if !whole && !all.iter().any(|(start, ..)| *start == mention.start) {
            all.push((mention.start, end, mention.kinds));
        }
    }
    let mentioned = |at: u32| findings.mentions.iter().any(|m| m.start <= at && at < m.end);
    let free = |start: u32| !all.iter().any(|(a, b, _)| *a <= start && start < *b);
    let bare = findings.leftovers(tokens, mentioned).filter(|(start, _)| free(*start));
    let bare: Vec<_> = bare.map(|(start, end)| (start, end, KindSet::EMPTY)).collect();
    all.extend(bare);
    all.sort_by_key(|&(start, ..)| start);
    all
}

fn level_length(findings: &Findings, start: u32) -> u32 {
    let unnamed = findings.unnamed.iter().map(|u| (u.start, u.name_start));
    let named = findings.mentions.iter().filter(|m| !m.kinds.is_empty()).map(|m| (m.start, m.name_start));
    unnamed.chain(named).find(|(at, _)| *at == start).map_or(0, |(at, name)| name - at)
}

/// The units of a level that the chains leave, with their names.
fn around(register: &Register, chains: &Chains, level: Level, on: Date) -> Vec<(UnitId, String)> {
    let mut outer: Vec<UnitId> = Vec::new();
    for choice in &chains.choices {
        if level_of(choice.key) < Some(level) && !outer.contains(&choice.id) {
            outer.push(choice.id);
        }
    }
    let named = |unit: Unit<'_>| (unit.id(), letters(&fold(unit.name())));
    if level == Level::Province {
        let is_wanted = |unit: &Unit<'_>| unit.level() == Level::Province && unit.is_valid(on);
        return register
            .units()
            .take_while(|unit| unit.level() == Level::Province)
            .filter(is_wanted)
            .map(named)
            .collect();
    }
    let mut all: Vec<(UnitId, String)> = Vec::new();
    // Districts first; a province stands for all its districts only where none is named.
    let districts = outer.iter().any(|&id| Unit { register, id }.level() == Level::District);
    for id in outer.into_iter().take(16) {
        let unit = Unit { register, id };
        if level == Level::Commune && districts && unit.level() == Level::Province {
            continue;
        }
        for child in unit.children(on) {
            if child.level() == level {
                all.push(named(child));
            } else if child.level() < level {
                all.extend(child.children(on).map(named));
            }
        }
    }
    all.sort();
    all.dedup();
    all
}

fn folded(tokens: &[TokenData], text: &str, start: u32, end: u32) -> String {
    let range = crate::document::TokenRange::new(start, end);
    let span = crate::document::span_of(tokens, range);
    letters(&fold(text.get(span.range()).unwrap_or_default()))
}

/// The letters and digits in lower case, without the spaces: a missing space is no difference.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).map(lower).collect()
}

/// A name as it is heard in the south or the north: `gi`, `d` and `r`, `tr` and `ch`, `x` and `s`, `y` and `i` are one.
fn heard(letters: &str) -> String {
    let mut out = letters.replace("gi", "d");
    for (from, to) in
        [("tr", "ch"), ("x", "s"), ("r", "d"), ("y", "i"), ("ngh", "ng"), ("gh", "g"), ("qu", "w"), ("v", "d")]
    {
        out = out.replace(from, to);
    }
    out
}

/// The units whose name differs least, if it differs little enough.
fn nearest(written: &str, units: &[(UnitId, String)]) -> Vec<UnitId> {
    let most = match written.len() {
        0..ONE_WRONG => 0,
        ONE_WRONG..TWO_WRONG => 1,
        _ => 2,
    };
    let mut best = (most + 1, Vec::new());
    let sound = heard(written);
    for (id, name) in units {
        let far = distance(written.as_bytes(), name.as_bytes(), best.0.min(most));
        let far = far.or_else(|| (most > 0 && heard(name) == sound).then_some(1));
        if let Some(far) = far.filter(|&far| far <= best.0) {
            if far < best.0 {
                best = (far, Vec::new());
            }
            best.1.push(*id);
        }
    }
    best.1
}

/// How many letters must be put in, left out, changed or exchanged with their neighbour, if at most `most`.
fn distance(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most || a.len() > 64 || b.len() > 64 {
        return None;
    }
    let mut rows = [[0_usize; 66]; 3];
    for (j, cell) in rows[1].iter_mut().enumerate() {
        *cell = j;
    }
    for (i, x) in a.iter().enumerate() {
        let [before, above, this] = &mut rows;
        this[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = above[j] + usize::from(x != y);
            let mut fewest = change.min(above[j + 1] + 1).min(this[j] + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x) {
                fewest = fewest.min(before[j - 1] + 1);
            }
            this[j + 1] = fewest;
        }
        rows.rotate_left(1);
    }
    let far = rows[1].get(b.len()).copied()?;
    (far <= most).then_some(far)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_differ() {
        let far = |a: &str, b: &str| distance(a.as_bytes(), b.as_bytes(), 3);
        assert_eq!(far("vietyem", "vietyen"), Some(1));
        assert_eq!(far("lienhoi", "lienhoi"), Some(0));
        assert_eq!(far("quna", "quan"), Some(1), "exchanged");
        assert_eq!(far("ab", "abcd"), Some(2));
        assert_eq!(far("abcdefgh", "x"), None);
        assert_eq!(far("", ""), Some(0));
    }
}
