//! Which units the mentions of an address are: the chain of commune, district and province that explains most.

use super::super::kind::Level;
use super::super::register::{Register, level_of};
use super::super::unit::{Unit, UnitId};
use super::find::Mention;
use crate::date::Date;

/// What a mention is worth, and what is taken off or added.
const MENTION: i32 = 40;
const TOKEN: i32 = 4;
const LEVEL_WORD: i32 = 12;
const OTHER_KIND: i32 = -10;
/// It is called what it was before, or is to be.
const FORMER_KIND: i32 = -5;
const ALIAS: i32 = -3;
const FOLDED: i32 = -6;
const TYPO: i32 = -16;
const WEAK: i32 = -24;
const OTHER_ORDER: i32 = -20;
/// More candidates than any address has; what is beyond is not looked at.
const MOST: usize = 1200;

/// A unit that a mention may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub id: UnitId,
    /// Level and code.
    pub key: u32,
    /// Level and code of what it lies in.
    pub parent: u32,
    /// Index of its mention.
    pub mention: u32,
    pub score: i32,
    pub other_kind: bool,
    /// With another letter than is right.
    pub typo: bool,
}

/// A commune, a district and a province, each where the address names it, the finest first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Chain {
    pub score: i32,
    /// Indices of choices.
    pub links: [Option<u32>; 3],
}

/// The choices of an address, and the best chains of them.
#[derive(Debug, Default)]
pub(super) struct Chains {
    pub choices: Vec<Choice>,
    /// The chains that explain most, in order of the level and code of their finest unit.
    pub best: Vec<Chain>,
    /// The choices of each level, the communes first.
    by_level: [Vec<u32>; 3],
}

/// A unit and how its mention was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub id: UnitId,
    pub alias: bool,
    pub typo: bool,
}

impl Chains {
    pub fn clear(&mut self) {
        self.choices.clear();
        self.best.clear();
    }

    /// Adds a unit that a mention may be, if its level word lets it.
    pub fn add(&mut self, register: &Register, at: u32, mention: &Mention, named: Named) {
        if self.choices.len() >= MOST {
            return;
        }
        let unit = Unit { register, id: named.id };
        let kind = unit.kind();
        let worded = !mention.kinds.is_empty();
        let fits = mention.kinds.contains(kind);
        // A town is called a city before it is one; a province is never a district.
        if worded && !fits && !mention.kinds.has_level(kind.level()) {
            return;
        }
        let length = (mention.end - mention.name_start).min(6) as i32;
        let mut score = MENTION + length * TOKEN;
        score += if fits { LEVEL_WORD } else { 0 };
        if worded && !fits {
            let was = register.kinds_of(register.key(named.id));
            score += if was.and(mention.kinds).is_empty() { OTHER_KIND } else { FORMER_KIND };
        }
        score += if named.alias { ALIAS } else { 0 };
        score += if mention.folded { FOLDED } else { 0 };
        score += if named.typo { TYPO } else { 0 };
        score += if mention.weak && !worded { WEAK } else { 0 };
        let parent = register.parents.get(named.id.0 as usize).copied().unwrap_or_default();
        let key = register.key(named.id);
        self.choices.push(Choice {
            id: named.id,
            key,
            parent,
            mention: at,
            score,
            other_kind: worded && !fits,
            typo: named.typo,
        });
    }

    /// Finds the best chains: all that share the highest score and end in different units.
    pub fn solve(&mut self, register: &Register, mentions: &[Mention], on: Date) {
        let Self { choices, best, by_level } = self;
        best.clear();
        by_level.iter_mut().for_each(Vec::clear);
        for (at, choice) in (0..).zip(choices.iter()) {
            let level = level_of(choice.key).map_or(0, |level| Level::Commune as usize - level as usize);
            if let Some(list) = by_level.get_mut(level) {
                list.push(at);
            }
        }
        let [communes, districts, provinces] = &*by_level;
        let search = Search { register, choices, mentions, on, districts, provinces };
        let mut keep = |chain: Chain| {
            let top = best.first().map_or(i32::MIN, |best| best.score);
            if chain.score > top {
                best.clear();
            }
            if chain.score >= top {
                best.push(chain);
            }
        };
        for &at in communes {
            search.chain_of_commune(at, &mut keep);
        }
        for &at in districts {
            search.chain_of_district(at, None, &mut keep);
        }
        for &at in provinces {
            let score = choices.get(at as usize).map_or(0, |c| c.score);
            keep(Chain { score, links: [None, None, Some(at)] });
        }
        if best.len() > 1 {
            let finest = |chain: &Chain| {
                let at = chain.links.iter().flatten().next().copied().unwrap_or_default();
                choices.get(at as usize).map(|c| (std::cmp::Reverse(level_of(c.key)), c.key, c.id))
            };
            best.sort_by_key(finest);
            best.dedup_by_key(|chain| finest(chain).map(|(_, key, _)| key));
        }
    }

    /// The finest unit of a chain.
    pub fn finest(&self, chain: &Chain) -> Option<&Choice> {
        self.choices.get(*chain.links.iter().flatten().next()? as usize)
    }
}

struct Search<'a> {
    register: &'a Register,
    choices: &'a [Choice],
    mentions: &'a [Mention],
    on: Date,
    districts: &'a [u32],
    provinces: &'a [u32],
}

impl Search<'_> {
    fn choice(&self, at: u32) -> Option<&Choice> {
        self.choices.get(at as usize)
    }

    fn mention(&self, choice: &Choice) -> Option<&Mention> {
        self.mentions.get(choice.mention as usize)
    }

    fn apart(&self, a: &Choice, b: &Choice) -> bool {
        let (Some(a), Some(b)) = (self.mention(a), self.mention(b)) else { return false };
        a.end <= b.start || b.end <= a.start
    }

    /// The choices of one level that are a given unit and stand apart from others.
    fn named(&self, among: &[u32], key: u32, apart: &[&Choice]) -> Option<u32> {
        let fits = |at: &&u32| {
            self.choice(**at).is_some_and(|c| c.key == key && apart.iter().all(|other| self.apart(c, other)))
        };
        among.iter().filter(fits).max_by_key(|&&at| self.choice(at).map_or(0, |c| c.score)).copied()
    }

    fn chain_of_commune(&self, at: u32, keep: &mut impl FnMut(Chain)) {
        let Some(commune) = self.choice(at) else { return };
        if level_of(commune.parent) == Some(Level::Province) {
            let province = self.named(self.provinces, commune.parent, &[commune]);
            let more = province.and_then(|p| self.choice(p)).map_or(0, |p| p.score);
            keep(Chain { score: commune.score + more, links: [Some(at), None, province] });
            return;
        }
        if let Some(district) = self.named(self.districts, commune.parent, &[commune]) {
            self.chain_of_district(district, Some(at), keep);
            return;
        }
        let mut chain = Chain { score: commune.score, links: [Some(at), None, None] };
        if !self.provinces.is_empty()
            && let Some(district) = self.register.by_key(commune.parent, self.day(commune.id))
            && let Some(&key) = self.register.parents.get(district.id.0 as usize)
            && let Some(province) = self.named(self.provinces, key, &[commune])
        {
            chain.links[2] = Some(province);
            chain.score += self.choice(province).map_or(0, |p| p.score);
        }
        keep(chain);
    }

    fn chain_of_district(&self, at: u32, commune: Option<u32>, keep: &mut impl FnMut(Chain)) {
        let Some(district) = self.choice(at) else { return };
        let inner = commune.and_then(|c| self.choice(c));
        let mut chain =
            Chain { score: district.score + inner.map_or(0, |c| c.score), links: [commune, Some(at), None] };
        let apart: &[&Choice] = if let Some(inner) = inner.as_ref() { &[district, inner] } else { &[district] };
        if let Some(province) = self.named(self.provinces, district.parent, apart) {
            chain.links[2] = Some(province);
            chain.score += self.choice(province).map_or(0, |p| p.score);
        }
        if !self.is_in_order(&chain) {
            chain.score += OTHER_ORDER;
        }
        keep(chain);
    }

    /// Whether the units stand from the finest to the widest or the other way.
    fn is_in_order(&self, chain: &Chain) -> bool {
        let starts = chain.links.map(|at| Some(self.mention(self.choice(at?)?)?.start));
        let pairs = [(starts[0], starts[1]), (starts[1], starts[2]), (starts[0], starts[2])];
        let both = pairs.into_iter().filter_map(|(finer, wider)| finer.zip(wider));
        let forward = both.clone().all(|(finer, wider)| finer <= wider);
        forward || both.into_iter().all(|(finer, wider)| finer >= wider)
    }

    /// The day on which a unit is looked at: its era's.
    fn day(&self, id: UnitId) -> Date {
        Unit { register: self.register, id }.nearest_day(self.on)
    }
}
