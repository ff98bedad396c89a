//! What the news writes: for what stands in each slot, how often it goes with a person, body, unit or place that the
//! rules have found, and how often with capitals that they leave.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Mutex;

use anyhow::Result;
use bongsen::entity::EntityModel;
use bongsen::entity::name::KINDS;
use bongsen::entity::name::extent::EXTENT_SLOTS;
use bongsen::entity::name::features::{SLOTS, Slot};
use bongsen::entity::name::observe::{Observed, Observer};
use bongsen::{Analyzer, Entity, EntityKind, TokenRange};
use rayon::prelude::*;

use super::news;

/// Classes that are counted: the kinds, and none of them.
pub const CLASSES: usize = KINDS.len() + 1;

/// Articles that are read at once.
const BATCH: usize = 512;

/// What was counted of one key: the slot it stands in and the classes.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    slot: u8,
    classes: [u32; CLASSES],
}

/// The evidence, compiled.
pub struct Evidence {
    /// Key, and the step of each kind.
    pub kept: Vec<(u64, [u8; KINDS.len()])>,
    /// Keys before the rare ones were dropped.
    pub seen: usize,
    /// Articles read.
    pub articles: usize,
}

/// Counts in the articles of a file.
pub fn count(path: &Path, limit: usize, analyzer: &Analyzer, lists: &EntityModel) -> Result<Evidence> {
    let total: Mutex<HashMap<u64, Count>> = Mutex::default();
    let mut articles = 0;
    let mut batch: Vec<String> = Vec::new();
    let flush = |batch: &mut Vec<String>| {
        batch.par_chunks(64).for_each(|texts| {
            let mut counts = HashMap::new();
            for text in texts {
                add(text, analyzer, lists, &mut counts);
            }
            let mut total = total.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            for (key, count) in counts {
                let sum = total.entry(key).or_insert(Count { slot: count.slot, ..Count::default() });
                for (sum, n) in sum.classes.iter_mut().zip(count.classes) {
                    *sum += n;
                }
            }
        });
        batch.clear();
    };
    news::each_article(path, |sentences| {
        articles += 1;
        batch.push(sentences.join("\n"));
        if batch.len() == BATCH {
            flush(&mut batch);
        }
        articles < limit
    })?;
    flush(&mut batch);
    let total = total.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    Ok(Evidence { seen: total.len(), kept: compile(&total), articles })
}

/// Counts in one article.
fn add(text: &str, analyzer: &Analyzer, lists: &EntityModel, counts: &mut HashMap<u64, Count>) {
    let Ok(document) = analyzer.analyze(text) else { return };
    let mut buffers = Observer::default();
    let observed = buffers.observe(&document, lists);
    let mut covered = 0;
    let mut last = None;
    let tokens = document.tokens().len() as u32;
    for entity in document.entities() {
        let range = entity.token_range();
        if entity.parent().is_none() {
            unclaimed(&observed, covered, range.start, last, counts);
            covered = range.end;
            last = Some((entity.kind(), range.end));
        }
        let Some(class) = KINDS.iter().position(|&kind| kind == entity.kind()) else { continue };
        let mut name = range.start;
        while name < range.end && observed.run_end(name) < range.end {
            name = observed.run_end(name).max(name + 1);
        }
        let inside = entity.children().any(|child| child.token_range().end > name);
        if name == range.end || inside {
            continue;
        }
        let features = observed.features(TokenRange::new(name, range.end), None);
        let whole = name == range.start;
        for (slot, &key) in features.evidence.iter().enumerate() {
            if whole && entity.parent().is_none() || slot <= Slot::Last as usize {
                tally(counts, key, slot, class);
            }
        }
    }
    unclaimed(&observed, covered, tokens, last, counts);
    for body in document.entities().filter(|e| e.kind() == EntityKind::Org) {
        extent(&observed, body, counts);
    }
    for token in 0..tokens {
        if let Some(capital) = observed.word_inside(token) {
            tally(counts, observed.word_key(token), SLOTS, if capital { CAPITAL } else { SMALL });
        }
    }
}

/// Classes of what stands inside the name of a body, right behind one, and of words with and without a capital.
const INSIDE: usize = 0;
const BEHIND: usize = 1;
const CAPITAL: usize = 2;
const SMALL: usize = 3;

/// Counts the gaps of a body behind its head, and the one where it ends.
fn extent(observed: &Observed<'_>, body: Entity<'_>, counts: &mut HashMap<u64, Count>) {
    let range = body.token_range();
    let Some(head_end) = observed.body_head(range.start).filter(|&end| end <= range.end) else { return };
    let children: Vec<TokenRange> = body.children().map(Entity::token_range).collect();
    for at in head_end..=range.end {
        let within = children.iter().any(|child| child.start <= at && at < child.end);
        if within || !observed.may_go_on(at) {
            continue;
        }
        let gap = observed.gap(range.start, head_end, at);
        for (slot, &key) in gap.evidence.iter().enumerate() {
            tally(counts, key, SLOTS + slot, if at < range.end { INSIDE } else { BEHIND });
        }
    }
}

/// Counts the capitals of `from..to`, which no entity covers.
fn unclaimed(
    observed: &Observed<'_>,
    from: u32,
    to: u32,
    last: Option<(EntityKind, u32)>,
    counts: &mut HashMap<u64, Count>,
) {
    let mut i = from;
    while i < to {
        let end = observed.run_end(i).min(to);
        if end <= i || !observed.may_begin(i, i == from && last.is_some()) {
            i += 1;
            continue;
        }
        let features = observed.features(TokenRange::new(i, end), None);
        for (slot, &key) in features.evidence.iter().enumerate() {
            tally(counts, key, slot, KINDS.len());
        }
        i = end;
    }
}

fn tally(counts: &mut HashMap<u64, Count>, key: u64, slot: usize, class: usize) {
    let count = counts.entry(key).or_insert(Count { slot: slot as u8, ..Count::default() });
    count.classes[class] += 1;
}

/// Least count of a key that is kept, by slot.
const LEAST: [u32; SLOTS] = [4, 9, 9, 7, 14, 24, 7, 14, 9, 9];

/// Shares of a kind at which the next step begins.
const SHARES: [f64; 6] = [0.01, 0.05, 0.15, 0.35, 0.6, 0.85];

/// Least counts of words, pairs and the like around the gaps of bodies; and of a word of which only capitals were counted.
const LEAST_GAPS: u32 = 4;
const LEAST_WORDS: u32 = 60;

fn compile(total: &HashMap<u64, Count>) -> Vec<(u64, [u8; KINDS.len()])> {
    let mut overall = [[0u64; CLASSES]; SLOTS + EXTENT_SLOTS];
    for count in total.values() {
        for (sum, n) in overall[usize::from(count.slot)].iter_mut().zip(count.classes) {
            *sum += u64::from(n);
        }
    }
    let mut kept: Vec<(u64, [u8; KINDS.len()])> = total
        .iter()
        .filter_map(|(&key, count)| {
            let slot = usize::from(count.slot);
            let prior = &overall[slot];
            Some((key, if slot < SLOTS { name_steps(slot, count, prior)? } else { gap_steps(count, prior)? }))
        })
        .collect();
    kept.sort_unstable();
    kept
}

/// The steps of what stands in a slot of names.
fn name_steps(slot: usize, count: &Count, prior: &[u64; CLASSES]) -> Option<[u8; KINDS.len()]> {
    let n = count.classes.iter().sum::<u32>();
    let all = prior.iter().sum::<u64>();
    (n >= LEAST[slot]).then(|| std::array::from_fn(|kind| step(count.classes[kind], n, prior[kind], all)))
}

/// The steps of what stands in a slot of gaps: going on, and capitals.
fn gap_steps(count: &Count, prior: &[u64; CLASSES]) -> Option<[u8; KINDS.len()]> {
    let [inside, behind, capital, small, _] = count.classes;
    let (gaps, words) = (inside + behind, capital + small);
    if gaps < LEAST_GAPS && words < LEAST_WORDS {
        return None;
    }
    let mut steps = [0; KINDS.len()];
    if gaps > 0 {
        steps[0] = step(inside, gaps, prior[INSIDE], prior[INSIDE] + prior[BEHIND]);
    }
    if words > 0 {
        steps[1] = step(capital, words, prior[CAPITAL], prior[CAPITAL] + prior[SMALL]);
    }
    Some(steps)
}

/// In which step a share lies, drawn towards that of all by one count.
fn step(part: u32, whole: u32, prior: u64, all: u64) -> u8 {
    let share = (f64::from(part) + prior as f64 / all.max(1) as f64) / (f64::from(whole) + 1.0);
    1 + SHARES.iter().filter(|&&limit| share >= limit).count() as u8
}
