//! Bodies that a number names, and bodies inside a head.

use crate::entity::chart::Chart;
use crate::entity::context::{Context, bits};
use crate::entity::lexicon::{Flags, Hit, List};
use crate::token::{Case, Gap, TokenKind};

/// The most words between the head of a military unit and its number (`Tiểu đoàn bộ binh cơ giới 3`).
const WORDS: u32 = 4;

/// The end of the number after a head: `3`, `số 3`, `IV`, `K602`; after the head of a name only a number that closes it.
pub(super) fn number(chart: &Chart<'_>, head: &Hit, end: u32) -> Option<u32> {
    let cx = &chart.cx;
    let flags = head.entry.flags;
    if !flags.has(Flags::NUMBER) {
        // `Công ty 68`, `Nhà máy Z113`
        let numbered = flags.has(Flags::NAME) && cx.is_capital(head.start) && !cx.starts_sentence(head.start);
        let token = cx.token(head.end).filter(|t| numbered && head.end < end && t.gap == Gap::Space)?;
        let code = matches!(token.kind, TokenKind::Number | TokenKind::Alphanumeric);
        return (code && is_name(cx, head, head.end + 1)).then_some(head.end + 1);
    }
    let mut at = head.end;
    if is_troop(cx, head) {
        let word = |k: u32| {
            cx.token(k).is_some_and(|t| t.kind == TokenKind::Syllable && t.case == Case::Lower && t.gap == Gap::Space)
                // `không quân` does not begin with `không`.
                && (cx.joined_to_previous(k + 1)
                    || !cx.begins(k, bits([List::Stop, List::Speech, List::Title, List::Honorific, List::Level])))
        };
        let after = (at..end.min(at + WORDS)).find(|&k| !word(k)).unwrap_or(at);
        let numbered = |k: u32| cx.token(k).is_some_and(|t| t.kind == TokenKind::Number) && is_name(cx, head, k + 1);
        at = if numbered(after) { after } else { at };
    }
    let at = if matches!(cx.text(at), "số" | "Số") { at + 1 } else { at };
    if at >= end || cx.gap(at) > Gap::Space {
        return None;
    }
    let token = cx.token(at)?;
    let roman = token.kind == TokenKind::Syllable
        && !cx.text(at).is_empty()
        && cx.text(at).chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (roman || matches!(token.kind, TokenKind::Number | TokenKind::Alphanumeric)).then_some(at + 1)
}

/// Whether the number that ends at `to` names a body with a head of several syllables, rather than counts what follows.
pub(super) fn is_name(cx: &Context<'_>, head: &Hit, to: u32) -> bool {
    let long = head.end > head.start + 1 && cx.text(to - 1).chars().count() <= 4;
    let counts = head.start > 0 && cx.token(head.start - 1).is_some_and(|t| t.kind == TokenKind::Number);
    let next = cx.token(to).is_some_and(|t| t.gap == Gap::Space && t.case == Case::Lower);
    let closed = !next || cx.begins(to, bits([List::Stop, List::Speech, List::Appoint])) || cx.text(to) == "và";
    long && !counts && closed
}

/// Whether the head is that of troops, which say what they are before their number.
fn is_troop(cx: &Context<'_>, head: &Hit) -> bool {
    let name = cx.lexicon.text(head.entry);
    ["Sư đoàn", "Lữ đoàn", "Trung đoàn", "Tiểu đoàn", "Đại đội", "Trung đội", "Hải đoàn", "Hải đội", "Không đoàn"]
        .contains(&name)
}

/// Whether the head is the body that a longer head says it holds (`Trung ương [Đoàn]`, `Ủy ban [MTTQ]`).
pub(super) fn is_enclosed(cx: &Context<'_>, head: &Hit) -> bool {
    let holds =
        |h: &Hit| h.entry.list == List::Org && h.end == head.end && h.entry.flags.nests_last() == head.end - head.start;
    (head.start.saturating_sub(3)..head.start).any(|k| cx.hits_at(k).iter().any(holds))
}
