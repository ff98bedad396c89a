//! Linking the mentions of one document.
//!
//! Evidence is used in this order, and what decided is kept in [`How`]:
//! 1. name and level word, in the era of the document's date;
//! 2. the chain `xã A, huyện B, tỉnh C`: each must lie in the next;
//! 3. the level that the head of a body implies (`Huyện ủy Tháp Mười`); a bare name is the most prominent
//!    unit that bears it, if one clearly is;
//! 4. the rest of the document: a unit already settled, or one whose district or province is named elsewhere.
//!
//! If several units remain, they are all returned, ranked: never a silent guess. Time is linear in the mentions; the
//! candidates of one name are bounded by the register.

use std::sync::Arc;

use super::kind::{Kind, KindSet, Level, LevelWord};
use super::link::{How, Link};
use super::names::{NameId, NearlyId};
use super::register::Register;
use super::unit::{Unit, UnitId};
use crate::date::Date;

/// A mention of an administrative unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mention {
    /// Its name, without the level word unless the name is complete (`TP.HCM`). `None`: the register has no such name.
    pub name: Option<NameId>,
    /// Where the register has no such name: the names that differ from it in marks only (`Đốc Bình Kiều`).
    pub nearly: Option<NearlyId>,
    /// The level word before the name.
    pub word: Option<LevelWord>,
    /// For a bare name, the kinds that the head of the body implies (`Huyện ủy`: huyện).
    pub hint: KindSet,
    /// Index of the mention that a chain puts around this one.
    pub outer: Option<usize>,
}

/// Links mentions in the era of one date.
#[derive(Clone, Debug)]
pub struct Linker {
    register: Arc<Register>,
    on: Date,
    dated: bool,
}

/// A name as it is written, or one that is nearly it.
#[derive(Clone, Copy)]
enum Name {
    Written(NameId),
    Nearly(NearlyId),
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    id: UnitId,
    alias: bool,
    score: u8,
}

/// The candidates of one mention: a range of the pool, and what has decided if one of them is the unit.
#[derive(Clone, Copy, Debug)]
struct State {
    start: usize,
    len: usize,
    how: How,
}

/// The least score that is more than "in a province of the document".
const NEAR: u8 = 3;

impl Linker {
    /// A linker for a document of `date`. Without a date the newest era of the register is taken, and every link says
    /// so ([`Link::is_dated`]).
    pub fn new(register: Arc<Register>, date: Option<Date>) -> Self {
        let on = date.unwrap_or_else(|| register.newest());
        Self { register, on, dated: date.is_some() }
    }

    /// Links each mention; the links are in the order of the mentions.
    pub fn link(&self, mentions: &[Mention]) -> Vec<Link> {
        let mut pool = Vec::new();
        let mut states: Vec<State> = mentions.iter().map(|mention| self.candidates(mention, &mut pool)).collect();
        self.follow_chains(mentions, &mut states, &mut pool);
        for (mention, state) in mentions.iter().zip(&mut states) {
            self.keep_one_a_code(state, &mut pool);
            self.prefer_prominent(mention, state, &mut pool);
        }
        self.use_context(&mut states, &mut pool);
        let era = (self.on, self.dated);
        mentions
            .iter()
            .zip(&states)
            .map(|(mention, state)| {
                let ids = candidates_of(&pool, state).iter().map(|c| c.id);
                // Whatever else decided, the name is not as it is written.
                let misspelt = mention.name.is_none() && mention.nearly.is_some() && state.how.is_certain();
                Link::new(&self.register, era, if misspelt { How::Spelling } else { state.how }, ids)
            })
            .collect()
    }

    fn unit(&self, id: UnitId) -> Unit<'_> {
        Unit { register: &self.register, id }
    }

    /// The units of the mention's name that fit its level, in the era; else in the nearest era.
    fn candidates(&self, mention: &Mention, pool: &mut Vec<Candidate>) -> State {
        let start = pool.len();
        let state = |pool: &Vec<Candidate>, how| State { start, len: pool.len() - start, how };
        let name = match (mention.name, mention.nearly) {
            (Some(name), _) => Name::Written(name),
            (None, Some(name)) => Name::Nearly(name),
            (None, None) => {
                let hamlet = mention.word.is_some_and(|word| word.hamlet);
                return State { start, len: 0, how: if hamlet { How::BelowRegister } else { How::Unknown } };
            }
        };
        let nearly = matches!(name, Name::Nearly(_));
        if mention.word.is_some_and(|word| word.hamlet && word.kinds.is_empty()) {
            return State { start, len: 0, how: How::BelowRegister };
        }
        let written = mention.word.map_or(KindSet::EMPTY, |word| word.kinds);
        let bare = written.is_empty();
        let wanted = if !bare {
            written
        } else if mention.hint.is_empty() {
            KindSet::ALL
        } else {
            mention.hint
        };
        self.take(name, wanted, true, pool);
        if pool.len() > start {
            let from_head = bare && !mention.hint.is_empty();
            let how = if nearly {
                How::Spelling
            } else if from_head {
                How::HeadLevel
            } else {
                How::Exact
            };
            return state(pool, how);
        }
        if nearly {
            // With another level or in another era it is too far from what is written.
            return State { start, len: 0, how: How::Unknown };
        }
        // The law may have called it otherwise: a township that the text calls a commune.
        let levels = [Level::Province, Level::District, Level::Commune];
        let same_level: KindSet = levels
            .into_iter()
            .filter(|&level| wanted.has_level(level))
            .flat_map(|level| KindSet::of_level(level).iter())
            // A town is called a city before it is one; a province never.
            .filter(|&kind| kind != Kind::Province || wanted.contains(kind))
            .collect();
        if same_level != wanted {
            self.take(name, same_level, true, pool);
            if pool.len() > start {
                return state(pool, How::OtherKind);
            }
        }
        self.take(name, wanted, false, pool);
        if pool.len() > start {
            self.keep_nearest(start, pool);
            return state(pool, How::OtherEra);
        }
        if bare && !mention.hint.is_empty() {
            self.take(name, KindSet::ALL, true, pool);
            if pool.len() > start {
                return state(pool, How::Exact);
            }
        }
        State { start, len: 0, how: How::Unknown }
    }

    fn take(&self, name: Name, kinds: KindSet, in_era: bool, pool: &mut Vec<Candidate>) {
        let units = match name {
            Name::Written(name) => self.register.names.units(name.0),
            Name::Nearly(name) => self.register.folded_names.units(name.0),
        };
        let found = units
            .filter(|&(id, _)| {
                let unit = self.unit(id);
                kinds.contains(unit.kind()) && (!in_era || unit.may_be_valid(self.on))
            })
            .map(|(id, alias)| Candidate { id, alias, score: 0 });
        let start = pool.len();
        pool.extend(found);
        // A name comes before an alias or another spelling: `Mỹ Lý` before `Mỹ Lí`.
        let fresh = pool.get(start..).unwrap_or_default();
        if fresh.iter().any(|c| !c.alias) && fresh.iter().any(|c| c.alias) {
            retain_from(pool, start, |c| !c.alias);
        }
    }

    /// Where the day of a change is not known, a code has two units that may be meant: keeps the one that is valid by
    /// the register's rule. (The chain has had its say before.) Then says of each mention whether it is ambiguous.
    fn keep_one_a_code(&self, state: &mut State, pool: &mut [Candidate]) {
        let range = pool.get_mut(state.start..state.start + state.len).unwrap_or_default();
        let mut kept: usize = 0;
        for at in 0..range.len() {
            let Some(&candidate) = range.get(at) else { break };
            let before = kept.checked_sub(1).and_then(|i| range.get_mut(i));
            match before.filter(|other| self.register.key(other.id) == self.register.key(candidate.id)) {
                Some(other) if self.unit(candidate.id).is_valid(self.on) => *other = candidate,
                Some(_) => {}
                None => {
                    range.swap(kept, at);
                    kept += 1;
                }
            }
        }
        state.len = kept;
        if kept > 1 {
            state.how = How::Ambiguous;
        }
    }

    /// Number of codes among candidates; the units of a code stand together.
    fn codes(&self, candidates: &[Candidate]) -> usize {
        candidates.chunk_by(|a, b| self.register.key(a.id) == self.register.key(b.id)).count()
    }

    /// Takes note that the first `kept` candidates remain, and that `how` decided if they are of one code.
    fn narrow(&self, state: &mut State, kept: usize, how: How, pool: &[Candidate]) {
        let before = self.codes(candidates_of(pool, state));
        state.len = kept;
        if before > 1 && self.codes(candidates_of(pool, state)) == 1 {
            state.how = how;
        }
    }

    /// Keeps the units nearest in time.
    fn keep_nearest(&self, start: usize, pool: &mut Vec<Candidate>) {
        let distance = |c: &Candidate| {
            let unit = self.unit(c.id);
            unit.nearest_day(self.on).packed().abs_diff(self.on.packed())
        };
        let nearest = pool.get(start..).unwrap_or_default().iter().map(distance).min().unwrap_or_default();
        retain_from(pool, start, |c| distance(c) == nearest);
    }

    /// Keeps of each mention the candidates that lie in a candidate of the next of its chain, and of the next those
    /// that contain one. A chain that leaves nothing is no chain (a list of places), and changes nothing.
    fn follow_chains(&self, mentions: &[Mention], states: &mut [State], pool: &mut [Candidate]) {
        // The outer is written after the inner, so going backwards settles it first.
        for (at, mention) in mentions.iter().enumerate().rev() {
            let Some(outer) = mention.outer.filter(|&outer| outer != at) else { continue };
            let (Some(&inner), Some(&around)) = (states.get(at), states.get(outer)) else { continue };
            let around_ids: Vec<UnitId> = candidates_of(pool, &around).iter().map(|c| c.id).collect();
            let inside = |c: &Candidate| self.ancestors(c.id).any(|id| around_ids.contains(&id));
            let kept = retain(pool, &inner, inside);
            if kept == 0 {
                continue;
            }
            if let Some(state) = states.get_mut(at) {
                self.narrow(state, kept, How::Chain, pool);
            }
        }
        for (at, mention) in mentions.iter().enumerate() {
            let Some(outer) = mention.outer.filter(|&outer| outer != at) else { continue };
            let (Some(&inner), Some(&around)) = (states.get(at), states.get(outer)) else { continue };
            if around.len < 2 {
                continue;
            }
            let containing: Vec<UnitId> =
                candidates_of(pool, &inner).iter().flat_map(|c| self.ancestors(c.id)).collect();
            let kept = retain(pool, &around, |c| containing.contains(&c.id));
            if let (1.., Some(state)) = (kept, states.get_mut(outer)) {
                self.narrow(state, kept, How::Chain, pool);
            }
        }
    }

    /// What a unit lies in, on the link's day or the nearest on which it was valid.
    fn ancestors(&self, id: UnitId) -> impl Iterator<Item = UnitId> {
        let unit = self.unit(id);
        unit.parents(unit.nearest_day(self.on)).map(Unit::id)
    }

    /// A bare name means the province that bears it, else the one city, else the unit that contains all the others.
    fn prefer_prominent(&self, mention: &Mention, state: &mut State, pool: &mut [Candidate]) {
        let bare = mention.word.is_none() && mention.hint.is_empty();
        if !bare || state.how != How::Ambiguous {
            return;
        }
        let candidates = candidates_of(pool, state);
        let is_province = |c: &Candidate| self.unit(c.id).level() == Level::Province;
        let is_city = |c: &Candidate| self.unit(c.id).kind() == Kind::City;
        let kept = if candidates.iter().any(is_province) {
            retain(pool, state, is_province)
        } else if candidates.iter().filter(|c| is_city(c)).count() == 1 {
            retain(pool, state, is_city)
        } else {
            // Units are in order of level, so the first is the only one that can contain the rest.
            let Some((first, rest)) = candidates.split_first() else { return };
            let outer = first.id;
            if !rest.iter().all(|c| self.ancestors(c.id).any(|id| id == outer)) {
                return;
            }
            retain(pool, state, |c| c.id == outer)
        };
        self.narrow(state, kept, How::Prominent, pool);
    }

    /// Settles by the rest of the document what is still ambiguous, and ranks what stays so.
    fn use_context(&self, states: &mut [State], pool: &mut [Candidate]) {
        // What is settled can settle more (a commune its district, the district another commune): three rounds reach
        // from commune to province and back.
        for _ in 0..3 {
            let (named, around) = self.settled(states, pool);
            let is_province = |&&id: &&UnitId| self.unit(id).level() == Level::Province;
            let mut provinces: Vec<UnitId> = named.iter().chain(&around).filter(is_province).copied().collect();
            provinces.sort_unstable();
            provinces.dedup();
            let mut changed = false;
            for state in states.iter_mut().filter(|state| state.how == How::Ambiguous) {
                let candidates = pool.get_mut(state.start..state.start + state.len).unwrap_or_default();
                for candidate in candidates.iter_mut() {
                    candidate.score = self.score(candidate.id, &named, &around);
                }
                candidates.sort_by_key(|c| {
                    let unit = self.unit(c.id);
                    (std::cmp::Reverse(c.score), unit.level(), c.id)
                });
                // A province alone tells little when the text names several (a dateline is enough for that).
                if let [first, second, ..] = candidates
                    && first.score > second.score
                    && (first.score >= NEAR || provinces.len() == 1)
                {
                    state.len = 1;
                    state.how = How::Context;
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// The settled units, and the units around them; both sorted.
    fn settled(&self, states: &[State], pool: &[Candidate]) -> (Vec<UnitId>, Vec<UnitId>) {
        let mut named: Vec<UnitId> = states
            .iter()
            .filter(|state| state.how.is_certain())
            .filter_map(|state| candidates_of(pool, state).first().map(|c| c.id))
            .collect();
        let mut around: Vec<UnitId> = named.iter().flat_map(|&id| self.ancestors(id)).collect();
        for ids in [&mut named, &mut around] {
            ids.sort_unstable();
            ids.dedup();
        }
        (named, around)
    }

    /// How much the document speaks for a candidate: 5, it is settled elsewhere; 4, it contains a settled unit or its
    /// district is named; 3, its district contains a settled unit; 2, its province is named; 1, its province contains
    /// a settled unit.
    fn score(&self, id: UnitId, named: &[UnitId], around: &[UnitId]) -> u8 {
        let is_named = |id| named.binary_search(&id).is_ok();
        if is_named(id) {
            return 5;
        }
        let contains_named = around.binary_search(&id).is_ok();
        let mut best = if contains_named { 4 } else { 0 };
        for outer in self.ancestors(id) {
            let is_district = self.unit(outer).level() == Level::District;
            let score = match (is_named(outer), around.binary_search(&outer).is_ok()) {
                (true, _) => 2 + u8::from(is_district) * 2,
                (false, true) => 1 + u8::from(is_district) * 2,
                _ => 0,
            };
            best = best.max(score);
        }
        best
    }
}

fn candidates_of<'p>(pool: &'p [Candidate], state: &State) -> &'p [Candidate] {
    pool.get(state.start..state.start + state.len).unwrap_or_default()
}

/// Moves the candidates that pass to the front of their range, in order, and returns how many; none passing changes
/// nothing.
fn retain(pool: &mut [Candidate], state: &State, keep: impl Fn(&Candidate) -> bool) -> usize {
    let range = pool.get_mut(state.start..state.start + state.len).unwrap_or_default();
    let mut kept = 0;
    for at in 0..range.len() {
        if range.get(at).is_some_and(&keep) {
            range.swap(kept, at);
            kept += 1;
        }
    }
    kept
}

/// As [`Vec::retain`], for the elements from `start` on.
fn retain_from(pool: &mut Vec<Candidate>, start: usize, keep: impl Fn(&Candidate) -> bool) {
    let fresh = State { start, len: pool.len().saturating_sub(start), how: How::Unknown };
    let kept = retain(pool, &fresh, keep);
    pool.truncate(start + kept);
}
