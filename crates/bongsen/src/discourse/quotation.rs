//! Quotations and who is quoted.
//!
//! ```text
//! Theo đồng chí N - T: “…”        a word before the speaker, a colon
//! Ông N, T cho biết: “…”          a verb of saying, a colon
//! “…”, ông N nói.                 the speaker after the quotation
//! ```
//! A stretch between quotation marks is a quotation when one of these stands beside it; without any, only when it is
//! long: short ones are names and words at arm's length. A quotation does not go beyond its paragraph.

use crate::document::{EntityData, EntityId, QuotationData, TokenRange};
use crate::entity::lexicon::{Flags, Hit, List};
use crate::entity::{Context, EntityKind};
use crate::token::Gap;

/// Without a speaker beside it, a quotation has at least this many tokens.
const LONG: u32 = 12;

/// How far a speaker is looked for, in tokens.
const REACH: u32 = 60;

/// Every quotation, in order.
pub(crate) fn find(cx: &Context<'_>, entities: &[EntityData]) -> Vec<QuotationData> {
    let mut found = Vec::new();
    let mut from = 0;
    for content in stretches(cx) {
        if let Some(quotation) = quotation(cx, entities, content, from) {
            from = content.end + 1;
            found.push(quotation);
        }
    }
    found
}

/// The stretches between quotation marks, outermost only.
fn stretches(cx: &Context<'_>) -> Vec<TokenRange> {
    let mut found = Vec::new();
    // The open mark and how many of its kind are open inside.
    let mut open: Option<(u32, &str, u32)> = None;
    for i in 0..cx.tokens.len() as u32 {
        if cx.gap(i) == Gap::Paragraph
            && let Some((start, ..)) = open.take()
            && i > start + 1
        {
            found.push(TokenRange::new(start + 1, i));
        }
        let text = cx.text(i);
        match open {
            None => {
                open = match text {
                    "“" => Some((i, "”", 0)),
                    "«" => Some((i, "»", 0)),
                    "\"" => Some((i, "\"", 0)),
                    _ => None,
                }
            }
            Some((start, close, depth)) if text == close => {
                open = if depth > 0 { Some((start, close, depth - 1)) } else { None };
                if depth == 0 && i > start + 1 {
                    found.push(TokenRange::new(start + 1, i));
                }
            }
            Some((start, close, depth)) if text == "“" && close == "”" => open = Some((start, close, depth + 1)),
            Some(_) => {}
        }
    }
    if let Some((start, ..)) = open
        && cx.tokens.len() as u32 > start + 1
    {
        found.push(TokenRange::new(start + 1, cx.tokens.len() as u32));
    }
    found
}

/// The quotation between the marks, if it is one. `from` is the end of the one before.
fn quotation(cx: &Context<'_>, entities: &[EntityData], content: TokenRange, from: u32) -> Option<QuotationData> {
    let open = content.start - 1;
    let before = clause_before(cx, open, from);
    let colon = open > 0 && cx.text(open - 1) == ":";
    if colon && let Some((speaker, cue)) = introduced(cx, entities, before) {
        return Some(QuotationData { content, speaker: Some(speaker), cue: Some(cue) });
    }
    if content.len() < 4 {
        return None;
    }
    if let Some((speaker, cue)) = followed(cx, entities, content.end + 1) {
        return Some(QuotationData { content, speaker: Some(speaker), cue: Some(cue) });
    }
    (colon || content.len() >= LONG).then_some(QuotationData { content, speaker: None, cue: None })
}

/// The tokens before the opening mark, back to the start of the sentence or the quotation before it.
fn clause_before(cx: &Context<'_>, open: u32, from: u32) -> TokenRange {
    let mut start = open;
    while start > from && open - start < REACH && cx.gap(start) < Gap::Paragraph {
        if start < open && matches!(cx.text(start - 1), "." | "!" | "?" | "…") {
            break;
        }
        start -= 1;
    }
    TokenRange::new(start, open)
}

/// The speaker in the clause before a colon, and the words that say so.
fn introduced(cx: &Context<'_>, entities: &[EntityData], clause: TokenRange) -> Option<(EntityId, TokenRange)> {
    let cue_of = |h: &Hit| TokenRange::new(h.start, h.end);
    // `Theo đồng chí N - T:`
    let fronted = (clause.start..clause.end).filter(|&i| cx.is_capital(i)).find_map(|i| {
        let before = |h: &&Hit| h.entry.list == List::Speech && h.entry.flags.has(Flags::BEFORE_NAME);
        cx.hits_at(i).iter().find(before).copied()
    });
    let verb = (clause.start..clause.end)
        .rev()
        .find_map(|i| cx.longest(i, List::Speech).filter(|h| h.end <= clause.end && h.entry.flags.has(Flags::CUE)));
    if let Some(verb) = verb {
        // The subject stands before the verb: the nearest person, else the nearest title or body.
        let before = TokenRange::new(clause.start, verb.start);
        let speaker = speaker(entities, before, true).or_else(|| speaker(entities, clause, true))?;
        return Some((speaker, cue_of(&verb)));
    }
    let fronted = fronted?;
    Some((speaker(entities, TokenRange::new(fronted.end, clause.end), false)?, cue_of(&fronted)))
}

/// The speaker after a closing mark (`”, ông N nói`), within the sentence.
fn followed(cx: &Context<'_>, entities: &[EntityData], from: u32) -> Option<(EntityId, TokenRange)> {
    let start = if matches!(cx.text(from), "," | "." | "-" | "–" | "…") { from + 1 } else { from };
    let mut end = start;
    while end - start < REACH && cx.token(end).is_some() && cx.gap(end) < Gap::Line {
        if matches!(cx.text(end), "." | "!" | "?" | ";" | "“" | "\"" | ":") {
            break;
        }
        end += 1;
    }
    let clause = TokenRange::new(start, end);
    let verb = (start..end).find_map(|i| cx.longest(i, List::Speech).filter(|h| h.entry.flags.has(Flags::CUE)))?;
    let speaker = speaker(entities, clause, false)?;
    Some((speaker, TokenRange::new(verb.start, verb.end)))
}

/// The person in a stretch, the last or the first; without one a title that stands for its holder, else a body.
fn speaker(entities: &[EntityData], range: TokenRange, last: bool) -> Option<EntityId> {
    let first = entities.partition_point(|e| e.tokens.start < range.start);
    let inside = || {
        entities
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, e)| e.tokens.start < range.end)
            .filter(|(_, e)| range.contains(e.tokens) && e.parent.is_none())
    };
    [EntityKind::Person, EntityKind::Title, EntityKind::Org].into_iter().find_map(|kind| {
        let mut of_kind = inside().filter(|(_, e)| e.kind == kind).map(|(id, _)| EntityId(id as u32));
        if last { of_kind.last() } else { of_kind.next() }
    })
}
