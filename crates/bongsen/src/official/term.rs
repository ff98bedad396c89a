//! Since when and until when a post is held: the dates of its clause.
//!
//! ```text
//! T, nhiệm kỳ 2015 - 2020       T (2011 - 2016)        the years of the term
//! T từ ngày 1/7/2021            T từ năm 2010 đến năm 2015
//! được bổ nhiệm làm T năm 2015                         when the verb's deed was done
//! Ngày 5/8, … bổ nhiệm N làm T  năm 2010, N được bầu làm T
//! ```
//! A date behind the title wins over one before it. A date before it is taken only for a verb that gives or ends a post,
//! and only at the head of the sentence or set off in it, so that `sinh năm 1971` is none.

use super::get;
use super::holds::Pair;
use super::verbs;
use crate::date::PartialDate;
use crate::document::{EntityData, Status, Term, TokenRange};
use crate::entity::lexicon::Flags;
use crate::entity::{Context, EntityKind};

/// How far before a title its date may stand, in tokens and in entities.
const BACK: u32 = 120;
const ENTITIES_BACK: usize = 48;

/// How many tokens may stand before a date at the head of a sentence (`Trước đó, vào`).
const HEAD: u32 = 4;

/// What the text says of the time of a post.
pub(super) fn of(cx: &Context<'_>, entities: &[EntityData], pair: &Pair, status: Status) -> Term {
    let (Some(person), Some(title)) = (get(entities, pair.person), get(entities, pair.title)) else {
        return Term::default();
    };
    let reader = Reader { cx, entities };
    let replaced = pair.verb.has(Flags::PREDECESSOR);
    let mut behind = if replaced { Behind::default() } else { reader.behind(title.tokens.end) };
    if status == Status::Dismissed && behind.is_empty() {
        let verb = verbs::ending(cx, person.tokens.end.max(title.tokens.end));
        behind = verb.map_or(behind, |verb| reader.behind(verb.end));
    }
    let by_verb = pair.verb.has(Flags::CHANGES) && verbs::status(pair.verb) == Some(status);
    let told = if by_verb && status != Status::Proposed {
        behind.day.or_else(|| reader.before(person.tokens, title.tokens))
    } else {
        None
    };
    let mut term = behind.term;
    match status {
        Status::Appointed | Status::Acting => term.start = behind.since.or(told).or(term.start),
        // `thôi giữ chức T từ ngày 1/7`: the day of leaving.
        Status::Dismissed => term.end = behind.since.or(told).or(term.end),
        Status::Former if pair.verb.has(Flags::MOVES.with(Flags::PREDECESSOR)) => {
            term.end = told.or_else(|| reader.before(person.tokens, title.tokens));
        }
        Status::Former | Status::Current => term.start = term.start.or(behind.since),
        Status::Proposed => {}
    }
    term
}

/// The dates behind a title.
#[derive(Clone, Copy, Debug, Default)]
struct Behind {
    /// A term with both ends, or an end (`đến năm 2015`).
    term: Term,
    /// `từ ngày 1/7/2021`.
    since: Option<PartialDate>,
    /// A day on which something was done (`vào ngày 1/7/2021`).
    day: Option<PartialDate>,
}

impl Behind {
    fn is_empty(&self) -> bool {
        self.term == Term::default() && self.since.is_none() && self.day.is_none()
    }
}

struct Reader<'a, 'c> {
    cx: &'a Context<'c>,
    entities: &'a [EntityData],
}

impl Reader<'_, '_> {
    /// The date that begins at token `i`.
    fn date_at(&self, i: u32) -> Option<(&EntityData, Term)> {
        let from = self.entities.partition_point(|e| e.tokens.start < i);
        let mut here = self.entities.get(from..)?.iter().take_while(|e| e.tokens.start == i);
        let date = here.find(|e| e.kind == EntityKind::Date && e.parent.is_none())?;
        Some((date, value(date)?))
    }

    fn is(&self, i: u32, words: &[&str]) -> bool {
        words.contains(&self.cx.text(i))
    }

    /// The dates right behind token `i`.
    fn behind(&self, i: u32) -> Behind {
        let mut found = Behind::default();
        let mut at = i;
        // `khóa XIV,` and `,` and `(` before the date.
        if self.is(at, &["khóa", "khoá"]) {
            at += 2;
        }
        let comma = self.is(at, &[","]);
        let bracket = self.is(at, &["("]);
        at += u32::from(comma || bracket);
        if self.is(at, &["khóa", "khoá"]) {
            at += 2 + u32::from(self.is(at + 2, &[","]));
        }
        let term = (self.is(at, &["nhiệm"]) && self.is(at + 1, &["kỳ", "kì"]))
            || (self.is(at, &["giai"]) && self.is(at + 1, &["đoạn"]));
        if term || bracket {
            at += if term { 2 } else { 0 };
            if let Some((_, value)) = self.date_at(at)
                && value.end.is_some()
            {
                found.term = value;
                return found;
            }
        }
        if self.is(at, &["kể"]) {
            at += 1;
        }
        let since = self.is(at, &["từ"]);
        let until = self.is(at, &["đến", "tới"]) || (self.is(at, &["cho"]) && self.is(at + 1, &["đến", "tới"]));
        if since || until {
            at += 1 + u32::from(until && self.is(at, &["cho"]));
        } else if comma || bracket {
            // `T, ngày 5/8 …`: what comes is about something else.
            return found;
        } else if self.is(at, &["vào", "hồi", "trong"]) {
            at += 1;
        }
        if self.is(at, &["đầu", "cuối", "giữa", "khoảng"]) {
            at += 1;
        }
        let Some((date, value)) = self.date_at(at) else { return found };
        if until {
            found.term.end = value.start;
            return found;
        }
        if !since {
            found.day = value.start;
            return found;
        }
        found.since = value.start;
        found.term = Term { start: value.end.and(value.start), end: value.end };
        let mut next = date.tokens.end;
        if self.is(next, &["cho"]) {
            next += 1;
        }
        if self.is(next, &["đến", "tới"]) || self.cx.is_dash(next) {
            next += 1 + u32::from(self.is(next + 1, &["đầu", "cuối", "giữa", "khoảng"]));
            if let Some((_, end)) = self.date_at(next) {
                found.term = Term { start: value.start, end: end.start };
            }
        }
        found
    }

    /// The date before a title that is that of its verb.
    fn before(&self, person: TokenRange, title: TokenRange) -> Option<PartialDate> {
        let cx = self.cx;
        let sentence = cx.sentences.get(cx.sentences.partition_point(|s| s.end <= title.start))?.start;
        let first = sentence.max(title.start.saturating_sub(BACK));
        let until = self.entities.partition_point(|e| e.tokens.start < title.start);
        let earlier = self.entities.get(..until)?.iter().rev().take(ENTITIES_BACK);
        let mut another_clause = false;
        let mut end = title.start;
        for date in earlier.take_while(|e| e.tokens.start >= first) {
            another_clause |= (date.tokens.end..end).any(|i| cx.text(i) == ";");
            end = date.tokens.start;
            if date.kind != EntityKind::Date || date.parent.is_some() {
                continue;
            }
            let Some(Term { start: Some(day), end: None }) = value(date) else { continue };
            let at = date.tokens.start;
            if at - sentence <= HEAD || (!another_clause && self.is_set_off(date.tokens, person)) {
                return Some(day);
            }
        }
        None
    }

    /// `…, ngày 5/8, …`, `… năm 2010 ông N`, `ông N năm 2010 được bầu`: a date that is a phrase of its own.
    fn is_set_off(&self, date: TokenRange, person: TokenRange) -> bool {
        let at = if self.is(date.start.saturating_sub(1), &["vào", "hồi", "đầu", "cuối", "giữa"]) {
            date.start.saturating_sub(1)
        } else {
            date.start
        };
        let opens = self.is(at.saturating_sub(1), &[",", "đó", ":"]) || at == person.end;
        opens || verbs::ending_at(self.cx, at, 0).is_some()
    }
}

/// The two ends of a date's value; a single date is a beginning.
fn value(date: &EntityData) -> Option<Term> {
    let part = |text: &str| text.split(['T', 'Q']).next()?.trim_end_matches('-').parse::<PartialDate>().ok();
    let text = date.value.as_deref()?;
    let (start, end) = text.split_once('/').map_or((text, None), |(start, end)| (start, Some(end)));
    let term = Term { start: part(start), end: end.and_then(part) };
    (term.start.is_some() || term.end.is_some()).then_some(term)
}
