//! Where the name of a body ends: whether it goes on over the next word (`Cục Mỹ thuật | nhiếp ảnh và triển lãm`).
//!
//! The rules end a body where its listed function or its capitals end. Lower-case words may still belong to it, and no
//! mark says where they stop. Each gap between two words is asked by itself, as for words; the first that says no ends the body.

use super::features::{MAX_SHAPES, SLOTS, counted, uncounted, word_after, word_before};
use crate::entity::context::Context;
use crate::entity::lexicon::{Flags, List};
use crate::normalize::join;
use crate::token::{Case, Gap, TokenKind};

/// Slots of the evidence that are used here, numbered behind those of names.
pub const EXTENT_SLOTS: usize = 5;
/// What is counted of each: how often it goes on inside the name of a body among the times that it stands there or right
/// behind one; how often it has a capital inside sentences.
pub const EXTENT_CLASSES: usize = 2;

const SHAPES: usize = EXTENT_SLOTS * super::features::SLOT_FEATURES;
const LENGTH: usize = SHAPES + 1;
const SINCE: usize = LENGTH + 8;
const BEFORE: usize = SINCE + 8;
const AFTER: usize = BEFORE + 8;
const HEAD: usize = AFTER + 8;
const BEGUN: usize = HEAD + 8;
const LATER: usize = BEGUN + List::ALL.len();
/// Number of features.
pub const EXTENT_FEATURES: usize = LATER + List::ALL.len();

/// The most words that a body is taken to go on.
const MOST_WORDS: u32 = 8;

/// What the model sees of one gap.
#[derive(Clone, Debug)]
pub struct GapFeatures {
    /// For each slot, the key of what stands there.
    pub evidence: [u64; EXTENT_SLOTS],
    shapes: [u16; MAX_SHAPES],
    count: usize,
}

impl GapFeatures {
    /// The shapes: numbers below [`EXTENT_FEATURES`].
    pub fn shapes(&self) -> &[u16] {
        self.shapes.get(..self.count).unwrap_or_default()
    }

    /// The features for what was counted of a slot; `steps` is `None` where nothing was.
    pub fn counted(slot: usize, steps: Option<[u8; 4]>) -> impl Iterator<Item = usize> {
        let none = steps.is_none().then(|| uncounted(slot));
        let steps = steps.into_iter().flat_map(|steps| steps.into_iter().take(EXTENT_CLASSES).enumerate());
        steps.map(move |(class, step)| counted(slot, class, usize::from(step))).chain(none)
    }

    fn push(&mut self, feature: usize) {
        if let Some(slot) = self.shapes.get_mut(self.count) {
            *slot = feature as u16;
            self.count += 1;
        }
    }

    /// The gap before token `at` of a body that begins at `start` and whose head ends at `head_end`.
    pub(crate) fn of(cx: &Context<'_>, start: u32, head_end: u32, at: u32) -> Self {
        let mut gap = Self { evidence: evidence(cx, at), shapes: [0; MAX_SHAPES], count: 0 };
        gap.push(SHAPES);
        let words = (head_end..at).filter(|&i| !cx.joined_to_previous(i)).count();
        gap.push(LENGTH + words.min(7));
        let small = (start..at).rev().take_while(|&i| !cx.is_capital(i)).filter(|&i| !cx.joined_to_previous(i)).count();
        gap.push(SINCE + small.min(7));
        gap.push(BEFORE + look(cx, at.wrapping_sub(1)));
        gap.push(AFTER + look(cx, word_after(cx, at)));
        let head = cx.longest(start, List::Org).map_or(Flags::default(), |hit| hit.entry.flags);
        for (bit, flag) in
            [Flags::FUNCTION, Flags::NAME, Flags::ALONE, Flags::COMPLETE, Flags::LEVEL_PLACE].into_iter().enumerate()
        {
            if head.has(flag) {
                gap.push(HEAD + bit);
            }
        }
        if cx.is_capital(start) {
            gap.push(HEAD + 5);
        }
        for hit in cx.hits_at(at) {
            gap.push(BEGUN + hit.entry.list as usize);
        }
        for hit in cx.hits_at(word_after(cx, at)) {
            gap.push(LATER + hit.entry.list as usize);
        }
        gap
    }
}

/// Whether the gap before token `at` can be asked about: a word stands there on the same line.
pub(crate) fn may_go_on(cx: &Context<'_>, at: u32, end: u32) -> bool {
    at < end
        && cx.gap(at) == Gap::Space
        && !cx.joined_to_previous(at)
        && cx.token(at).is_some_and(|t| t.kind == TokenKind::Syllable)
}

/// How far a body goes on behind token `to`, asking `goes_on` at each gap; `taken` says that something else begins there.
pub(crate) fn extend(
    cx: &Context<'_>,
    to: u32,
    end: u32,
    goes_on: impl Fn(u32) -> bool,
    taken: impl Fn(u32) -> bool,
) -> u32 {
    let (mut reach, mut at) = (to, to);
    for _ in 0..MOST_WORDS {
        if !may_go_on(cx, at, end) || taken(at) || !goes_on(at) {
            break;
        }
        let joint = matches!(cx.text(at), "và" | "cho" | "về");
        at = word_after(cx, at).min(end);
        if !joint {
            reach = at;
        }
    }
    reach
}

/// The keys of the slots: the next word, the next two, the pair around the gap, the word before, the word after the next.
fn evidence(cx: &Context<'_>, at: u32) -> [u64; EXTENT_SLOTS] {
    let before = word_before(cx, at);
    let next = word_after(cx, at);
    let later = word_after(cx, next);
    let (last, word, then) = (cx.phrase_key(before, at), cx.phrase_key(at, next), cx.phrase_key(next, later));
    let mut keys = [word, join(word, then), join(last, word), last, then];
    for (slot, key) in keys.iter_mut().enumerate() {
        *key = join((SLOTS + slot) as u64 + 1, *key);
    }
    keys
}

/// The key of the word that begins at token `at`, in the first slot.
pub(crate) fn word_key(cx: &Context<'_>, at: u32) -> u64 {
    join(SLOTS as u64 + 1, cx.phrase_key(at, word_after(cx, at)))
}

fn look(cx: &Context<'_>, i: u32) -> usize {
    let Some(token) = cx.token(i).filter(|_| !cx.starts_sentence(i)) else { return 0 };
    match (token.kind, token.case) {
        (TokenKind::Punctuation, _) => 1,
        (TokenKind::Number | TokenKind::Alphanumeric, _) => 2,
        (TokenKind::Date | TokenKind::Time | TokenKind::DocNumber, _) => 3,
        (_, Case::Lower) => 4,
        (_, Case::Title) => 5,
        (_, Case::Upper | Case::Mixed) => 6,
        _ => 7,
    }
}
