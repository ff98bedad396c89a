//! What the model sees of a stretch of capitals: written down once, for the run and for the training alike.

use super::KINDS;
use crate::entity::EntityKind;
use crate::entity::context::Context;
use crate::entity::lexicon::{List, NameCounts};
use crate::entity::person::is_foreign;
use crate::entity::run::{self, NameShape};
use crate::normalize::{join, key_of_lower};
use crate::token::{Case, Gap, TokenKind};

/// Something whose company was counted in the news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Slot {
    /// The whole name.
    Name,
    /// Its first token.
    First,
    /// Its last token.
    Last,
    /// The word before it.
    Before,
    /// The two words before it.
    Before2,
    /// The word before that word.
    Earlier,
    /// The word after it.
    After,
    /// The two words after it.
    After2,
    /// The word before it, with the look of the name.
    BeforeLook,
    /// The word after it, with the look of the name.
    AfterLook,
}

/// Number of [`Slot`]s.
pub const SLOTS: usize = 10;

impl Slot {
    /// Every slot, by its number.
    pub const ALL: [Self; SLOTS] = [
        Self::Name,
        Self::First,
        Self::Last,
        Self::Before,
        Self::Before2,
        Self::Earlier,
        Self::After,
        Self::After2,
        Self::BeforeLook,
        Self::AfterLook,
    ];

    /// The slot that a feature is of; `None` for a shape.
    pub fn of(feature: usize) -> Option<Self> {
        Self::ALL.get(feature / SLOT_FEATURES).copied()
    }
}

/// Steps in which evidence for a kind is told: 0 none counted, 1 hardly ever .. 7 nearly always.
pub const STEPS: usize = 8;

/// Features of one slot: a step for each kind, and one for what was never counted.
pub(super) const SLOT_FEATURES: usize = KINDS.len() * STEPS + 1;

/// Shapes: each group has its own numbers from here on.
const LOOKS: usize = SLOTS * SLOT_FEATURES;
const LENGTHS: usize = LOOKS + 6 * 6 * 6;
const FAMILY: usize = LENGTHS + 16;
const GIVEN: usize = FAMILY + 8;
const SHAPES: usize = GIVEN + 16;
const LEFT: usize = SHAPES + 16;
const RIGHT: usize = LEFT + SIGNS;
const JOINED: usize = RIGHT + SIGNS;
const COVERED: usize = JOINED + 4;
const BEGUN: usize = COVERED + List::ALL.len();
const ENDING: usize = BEGUN + List::ALL.len();
const FOLLOWING: usize = ENDING + List::ALL.len();
const ROW: usize = FOLLOWING + List::ALL.len();
/// Always there.
const BIAS: usize = ROW + EntityKind::ALL.len();

/// Number of features.
pub const FEATURES: usize = BIAS + 1;

/// Signs that may stand beside a name.
const SIGNS: usize = 16;

/// The longest word or name that is looked up, in tokens.
const LONGEST: u32 = 6;

/// What the model sees of one stretch.
#[derive(Clone, Debug)]
pub struct Features {
    /// For each [`Slot`], the key of what stands there; 0 where nothing does.
    pub evidence: [u64; SLOTS],
    shapes: [u16; MAX_SHAPES],
    count: usize,
}

/// Room for the shapes of one stretch; what is beyond is left out, in training and in the run alike.
pub(super) const MAX_SHAPES: usize = 40;

impl Features {
    /// The shapes: numbers below [`FEATURES`].
    pub fn shapes(&self) -> &[u16] {
        self.shapes.get(..self.count).unwrap_or_default()
    }

    fn push(&mut self, feature: usize) {
        if let Some(slot) = self.shapes.get_mut(self.count) {
            *slot = feature as u16;
            self.count += 1;
        }
    }

    /// The tokens `start..end` of a text; `row` is the kind of the entity that stands before them in a row (`A, B và C`).
    pub(crate) fn of(cx: &Context<'_>, start: u32, end: u32, row: Option<EntityKind>) -> Self {
        let look = look(cx, start, end);
        let mut features = Self { evidence: evidence(cx, start, end, look), shapes: [0; MAX_SHAPES], count: 0 };
        features.push(BIAS);
        features.push(LOOKS + look);
        let starts = cx.starts_sentence(start);
        features.push(LENGTHS + ((end - start).min(7) as usize) * 2 + usize::from(starts));
        let (first, last) = (cx.lexicon.name(cx.key(start)), cx.lexicon.name(cx.key(end - 1)));
        features.push(
            FAMILY
                + step(first.family, &[1, 3, 40, 1000])
                + 4 * usize::from(first.is(NameCounts::WEAK) && first.family > 0),
        );
        features.push(GIVEN + 2 * step(last.given, &[1, 20, 200, 2000]) + usize::from(last.is(NameCounts::BARE)));
        let shape = match run::shape(cx, start, end) {
            NameShape::No => 0,
            NameShape::Possible => 1,
            NameShape::Likely => 2,
        };
        features.push(SHAPES + 3 * ((end - start).min(5) as usize - 1) + shape);
        features.push(LEFT + if starts { SIGNS - 1 } else { sign(cx, start.wrapping_sub(1)) });
        features.push(RIGHT + sign(cx, end));
        if cx.joined_to_previous(start) {
            features.push(JOINED);
        }
        if cx.joined_to_previous(end) {
            features.push(JOINED + 1);
        }
        if (start + 1..end).all(|i| cx.joined_to_previous(i)) {
            features.push(JOINED + 2);
        }
        for hit in cx.hits_at(start) {
            features.push(if hit.end >= end { COVERED } else { BEGUN } + hit.entry.list as usize);
        }
        for at in start.saturating_sub(4)..start {
            for hit in cx.hits_at(at).iter().filter(|h| h.end == start) {
                features.push(ENDING + hit.entry.list as usize);
            }
        }
        for hit in cx.hits_at(end) {
            features.push(FOLLOWING + hit.entry.list as usize);
        }
        if let Some(kind) = row {
            features.push(ROW + EntityKind::ALL.iter().position(|&k| k == kind).unwrap_or_default());
        }
        features
    }
}

/// The feature for what was counted of a slot: its step for a kind.
pub const fn counted(slot: usize, kind: usize, step: usize) -> usize {
    slot * SLOT_FEATURES + kind * STEPS + step
}

/// The feature for a slot of which nothing was counted.
pub const fn uncounted(slot: usize) -> usize {
    slot * SLOT_FEATURES + SLOT_FEATURES - 1
}

/// How many of the limits a count reaches.
fn step(count: u32, limits: &[u32]) -> usize {
    limits.iter().filter(|&&limit| count >= limit).count()
}

/// The keys of the slots.
fn evidence(cx: &Context<'_>, start: u32, end: u32, look: usize) -> [u64; SLOTS] {
    let name = cx.phrase_key(start, end.min(start + LONGEST));
    let before = word_before(cx, start);
    let earlier = word_before(cx, before);
    let after = word_after(cx, end);
    let later = word_after(cx, after);
    let key = |from: u32, to: u32| if from < to { cx.phrase_key(from, to) } else { EDGE };
    let look = look as u64 + 1;
    let mut keys = [0; SLOTS];
    for (slot, key) in [
        (Slot::Name, name),
        (Slot::First, cx.key(start)),
        (Slot::Last, cx.key(end - 1)),
        (Slot::Before, key(before, start)),
        (Slot::Before2, join(key(before, start), key(earlier, before))),
        (Slot::Earlier, key(earlier, before)),
        (Slot::After, key(end, after)),
        (Slot::After2, join(key(end, after), key(after, later))),
        (Slot::BeforeLook, join(key(before, start), look)),
        (Slot::AfterLook, join(key(end, after), look)),
    ] {
        if let Some(place) = keys.get_mut(slot as usize) {
            *place = join(slot as u64 + 1, key);
        }
    }
    keys
}

/// What stands for the edge of a sentence.
const EDGE: u64 = key_of_lower("\u{1}");

/// Where the word that ends at token `at` begins; `at` itself at the start of a sentence.
pub(super) fn word_before(cx: &Context<'_>, at: u32) -> u32 {
    if at == 0 || cx.starts_sentence(at) {
        return at;
    }
    let mut from = at - 1;
    while from + LONGEST > at && from > 0 && cx.joined_to_previous(from) {
        from -= 1;
    }
    from
}

/// Where the word that begins at token `at` ends; `at` itself at the end of a sentence.
pub(super) fn word_after(cx: &Context<'_>, at: u32) -> u32 {
    if cx.token(at).is_none() || cx.starts_sentence(at) {
        return at;
    }
    let mut to = at + 1;
    while to < at + LONGEST && cx.joined_to_previous(to) {
        to += 1;
    }
    to
}

/// How the first, the middle and the last token look, each as a digit to base 6.
fn look(cx: &Context<'_>, start: u32, end: u32) -> usize {
    let digit = |i: u32| {
        let Some(token) = cx.token(i) else { return 0 };
        let text = cx.text(i);
        match token.case {
            _ if run::is_initials(text) || text.chars().count() == 1 => 1,
            Case::Upper => 2,
            Case::Mixed => 3,
            _ if is_foreign(text) => 4,
            _ => 5,
        }
    };
    let middle = if end - start > 2 { digit(start + 1) } else { 0 };
    let last = if end - start > 1 { digit(end - 1) } else { 0 };
    digit(start) * 36 + middle * 6 + last
}

/// What kind of token stands beside a name.
fn sign(cx: &Context<'_>, i: u32) -> usize {
    let Some(token) = cx.token(i) else { return 0 };
    if token.gap >= Gap::Line && token.kind != TokenKind::Punctuation {
        return 1;
    }
    match (token.kind, cx.text(i)) {
        (TokenKind::Punctuation, ",") => 2,
        (TokenKind::Punctuation, "." | ";" | "!" | "?" | "..." | "…") => 3,
        (TokenKind::Punctuation, ":") => 4,
        (TokenKind::Punctuation, "(") => 5,
        (TokenKind::Punctuation, ")") => 6,
        (TokenKind::Punctuation, "\"" | "“" | "”" | "'" | "‘" | "’") => 7,
        (TokenKind::Punctuation, _) => 8,
        (TokenKind::Number | TokenKind::Date | TokenKind::Time | TokenKind::Alphanumeric, _) => 9,
        (_, "và") => 10,
        _ if token.case == Case::Lower => 11,
        _ if token.case == Case::Upper => 12,
        _ if token.is_capitalised() => 13,
        _ => 14,
    }
}
