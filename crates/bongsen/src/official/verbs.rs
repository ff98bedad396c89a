//! What the phrases of `data/entity/appoint.tsv` say of the posts of a sentence: given, left, taken away, proposed.
//!
//! ```text
//! N, được bổ nhiệm làm T            between the two: the pair has it already
//! miễn nhiệm N, T                   before the pair   -> dismissed
//! N, T, nghỉ hưu                    after the pair    -> dismissed
//! miễn nhiệm chức danh T đối với N  before the title  -> what the phrase says
//! điều động N, T1, giữ chức T2      T1 is left for T2 -> former
//! N1 giữ chức T, thay N2            N2 held T before  -> former
//! ```

use super::holds::{Item, Pair};
use crate::document::{EntityId, Status, TokenRange};
use crate::entity::Context;
use crate::entity::lexicon::{Flags, Hit, List};

/// `miễn nhiệm chức danh T đối với ông N`.
pub(super) const TAKEN_FROM: &str = "verb T đối với N";
const REPLACED: &str = "T, thay N";

/// The longest phrase that gives or takes a post, in tokens.
const PHRASE: u32 = 8;

/// How far behind a title its former holder may be named, in tokens (`nhiệm kỳ 2015 - 2020, thay ông N`).
const REPLACED_WITHIN: u32 = 16;

/// Words between a person or post and the verb that ends its tenure. `sẽ` and `xin` are none of them: what will be or is
/// asked for has not happened.
const BEFORE_VERB: [&str; 10] = ["đã", "vừa", "mới", "được", "bị", "chính", "thức", "cũng", "phải", ","];

/// Whether a phrase says anything of a post but that it is held.
pub(super) const fn says(verb: Flags) -> bool {
    verb.has(Flags::CHANGES)
}

/// What a phrase says of the post.
pub(super) const fn status(verb: Flags) -> Option<Status> {
    if verb.has(Flags::APPOINTED) {
        Some(Status::Appointed)
    } else if verb.has(Flags::DISMISSED) {
        Some(Status::Dismissed)
    } else if verb.has(Flags::FORMER) {
        Some(Status::Former)
    } else if verb.has(Flags::ACTING) {
        Some(Status::Acting)
    } else if verb.has(Flags::PROPOSED) {
        Some(Status::Proposed)
    } else {
        None
    }
}

/// The flags of the longest phrase that gives or takes a post, begins at `from` or later, and ends right before `to`.
pub(super) fn ending_at(cx: &Context<'_>, to: u32, from: u32) -> Option<Flags> {
    let hit = |i| cx.hits_at(i).iter().find(|h| h.entry.list == List::Appoint && h.end == to);
    (to.saturating_sub(PHRASE).max(from)..to).find_map(hit).map(|h| h.entry.flags)
}

/// The phrase after token `i` that ends a tenure (`, đã nghỉ hưu`).
pub(super) fn ending(cx: &Context<'_>, i: u32) -> Option<Hit> {
    let phrase = |k| cx.longest(k, List::Appoint);
    let verb = (i..i + 4).find(|&k| !BEFORE_VERB.contains(&cx.text(k)) || phrase(k).is_some())?;
    phrase(verb).filter(|hit| hit.entry.flags.has(Flags::DISMISSED))
}

/// Reads the pairs `first..` of the sentence that begins at token `start`.
pub(super) fn read(cx: &Context<'_>, start: u32, items: &[Item], first: usize, pairs: &mut Vec<Pair>) {
    let sentence = Sentence { cx, start, items };
    let Some(own) = pairs.get_mut(first..) else { return };
    sentence.around(own);
    let replaced: Vec<Pair> = own.iter().filter_map(|pair| sentence.replaced(pair)).collect();
    pairs.extend(replaced);
}

struct Sentence<'a, 'c> {
    cx: &'a Context<'c>,
    start: u32,
    items: &'a [Item],
}

impl Sentence<'_, '_> {
    fn tokens(&self, id: EntityId) -> Option<TokenRange> {
        // The items are in order of the text, and so are the ids.
        let at = self.items.binary_search_by_key(&id, |item| item.id).ok()?;
        self.items.get(at).map(|item| item.tokens)
    }

    /// The phrases before and after each pair.
    fn around(&self, pairs: &mut [Pair]) {
        // For each person, what a phrase inside a pair says, and where the title is that it says it of.
        let mut inside: Vec<(EntityId, u32, Flags)> = Vec::new();
        for pair in pairs.iter().filter(|pair| says(pair.verb)) {
            if let Some(title) = self.tokens(pair.title) {
                inside.push((pair.person, title.start, pair.verb));
            }
        }
        inside.sort_by_key(|&(person, title, _)| (person, title));
        let of = |person: EntityId| {
            let from = inside.partition_point(|&(p, ..)| p < person);
            inside.get(from..).unwrap_or_default().iter().take_while(move |&&(p, ..)| p == person)
        };
        let mut row: Option<(EntityId, Flags)> = None;
        for pair in pairs.iter_mut().filter(|pair| !says(pair.verb)) {
            let (Some(person), Some(title)) = (self.tokens(pair.person), self.tokens(pair.title)) else { continue };
            let before = self.leading(person.start.min(title.start)).unwrap_or_default();
            if pair.pattern == TAKEN_FROM {
                let handed_on = row.filter(|&(holder, _)| holder == pair.person).map(|(_, verb)| verb);
                pair.verb = if says(before) { before } else { handed_on.unwrap_or_default() };
                row = Some((pair.person, pair.verb));
                continue;
            }
            let next = of(pair.person).find(|&&(_, at, _)| at > title.start).map(|&(.., verb)| verb);
            let new_post = next.filter(|verb| verb.has(Flags::APPOINTED));
            if new_post.is_some_and(|verb| verb.has(Flags::MOVES) || before.has(Flags::MOVES)) {
                if !self.is_kept(title) {
                    pair.verb = Flags::FORMER.with(Flags::MOVES);
                }
            } else if next.is_none() && (before.has(Flags::DISMISSED) || self.trailing(person.end.max(title.end))) {
                pair.verb = Flags::DISMISSED;
            }
        }
    }

    /// The phrase right before token `i`, an honorific aside.
    fn leading(&self, i: u32) -> Option<Flags> {
        if let Some(verb) = ending_at(self.cx, i, self.start) {
            return Some(verb);
        }
        let honorific = |k: &u32| self.cx.longest(*k, List::Honorific).is_some_and(|h: Hit| h.end == i);
        let name = (i.saturating_sub(3).max(self.start)..i).find(honorific)?;
        ending_at(self.cx, name, self.start)
    }

    /// Whether a phrase after token `i` ends the tenure of what stands before it, with no other post behind it.
    fn trailing(&self, i: u32) -> bool {
        let Some(hit) = ending(self.cx, i) else { return false };
        let next = self.items.get(self.items.partition_point(|item| item.tokens.start < hit.end));
        !next.is_some_and(|item| !item.is_person && item.tokens.start <= hit.end + 3)
    }

    /// Whether a title is no post that is left for another: a rank, or a seat in a body.
    fn is_kept(&self, title: TokenRange) -> bool {
        let kept = Flags::RANK.with(Flags::MEMBER);
        self.cx.longest(title.start, List::Title).is_some_and(|h| h.entry.flags.has(kept))
    }

    /// `N1 được bổ nhiệm giữ chức T, thay ông N2`: N2 and T.
    fn replaced(&self, pair: &Pair) -> Option<Pair> {
        let title = pair.verb.has(Flags::APPOINTED).then(|| self.tokens(pair.title)).flatten()?;
        let at = self.items.partition_point(|item| item.tokens.start < title.end);
        let next = self.items.get(at).filter(|item| item.is_person && item.id != pair.person)?;
        if next.tokens.start - title.end > REPLACED_WITHIN {
            return None;
        }
        let verb = ending_at(self.cx, next.tokens.start, title.end).or_else(|| self.leading(next.tokens.start))?;
        let verb = verb.has(Flags::PREDECESSOR).then_some(Flags::FORMER.with(Flags::PREDECESSOR))?;
        Some(Pair { person: next.id, title: pair.title, pattern: REPLACED, verb })
    }
}
