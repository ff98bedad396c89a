//! What a post is for, in words that no list has: on from the head of a title to the mark, the body or the name that
//! closes the phrase.
//!
//! ```text
//! ông N , trưởng phòng  quản lý bay   sân bay Gò Sen  ,
//!         head          words         what closes it
//! ```
//! Only where the form of the sentence says that the words belong to the title: in an apposition behind a name, or right
//! before one.

use super::chart::{Chart, NodeId};
use super::context::{Context, bits};
use super::lexicon::{Flags, Hit, List};
use super::person::{self, Before};
use super::run::{self, NameShape};
use crate::token::{Case, Gap, TokenKind};

/// The most words between the head and what closes the phrase, in tokens.
const LONGEST: u32 = 10;

/// Lists of words that are no part of a post, or begin the next thing.
const OTHER: u32 = bits([List::Stop, List::Speech, List::Appoint, List::Honorific, List::Title, List::Modifier]);

/// What a post is for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Duty {
    /// First token after.
    pub end: u32,
    /// The body or place that closes it.
    pub inside: Option<NodeId>,
}

/// What the title that begins at `start` is for, from token `at` on.
pub(crate) fn duty(chart: &Chart<'_>, start: u32, at: u32, end: u32) -> Option<Duty> {
    let cx = &chart.cx;
    let apposed = is_apposed(cx, start);
    // `giám đốc Sáng kiến minh bạch`: a name that goes on in small letters.
    let name = apposed && cx.is_capital(at) && cx.joined_to_previous(at + 1) && !cx.is_capital(at + 1);
    let begins = cx.gap(at) == Gap::Space && !cx.joined_to_previous(at);
    if !begins || !(name || cx.token(at)?.case == Case::Lower) {
        return None;
    }
    let mut i = at;
    while i < end && i - at < LONGEST {
        if i > at && closes(cx, i) {
            return apposed.then_some(Duty { end: i, inside: None });
        }
        if cx.gap(i) != Gap::Space {
            return None;
        }
        // In an apposition the name stands before it; only what is surely a name is another one.
        let named = |i| !apposed || run::shape(cx, i, chart.run(i).min(end)) == NameShape::Likely;
        if i > at && cx.is_name_token(i) && named(i) && person::person(chart, i, end, Before::Title).is_some() {
            return Some(Duty { end: i, inside: None });
        }
        let owner = if cx.text(i) == "của" { i + 1 } else { i };
        let named = [chart.org_at(owner), chart.loc_at(owner), chart.place_at(owner)];
        if let Some((id, node)) =
            named.into_iter().flatten().filter(|(_, n)| n.tokens.end <= end).max_by_key(|(_, n)| n.tokens.end)
        {
            let follows = || person::person(chart, node.tokens.end, end, Before::Title).is_some();
            let whole = closes(cx, node.tokens.end) || cx.begins(node.tokens.end, bits([List::Speech]));
            return (i > at && (apposed && whole || follows()))
                .then_some(Duty { end: node.tokens.end, inside: Some(id) });
        }
        if i > at && cx.begins(i, bits([List::Speech])) && !cx.joined_to_previous(i) {
            return apposed.then_some(Duty { end: i, inside: None });
        }
        let sure = if i == at { name } else { apposed && cx.text(i) == "của" };
        if !(sure || goes_on(chart, at, i, end)) {
            return None;
        }
        i += 1;
    }
    None
}

/// Whether the title at `start` stands behind a name and a mark, modifiers of the title aside.
fn is_apposed(cx: &Context<'_>, start: u32) -> bool {
    let Some(mark) = start.checked_sub(1) else { return false };
    let named = |i: u32| cx.is_capital(i) || matches!(cx.text(i), ")" | "," | "tuổi");
    match cx.text(mark) {
        "," | "(" | "là" => mark > 0 && named(mark - 1),
        _ => cx.is_dash(mark) && mark > 0 && named(mark - 1),
    }
}

/// Whether token `i` is a mark that closes an apposition.
fn closes(cx: &Context<'_>, i: u32) -> bool {
    cx.gap(i) >= Gap::Line
        || cx.is_dash(i)
        || matches!(cx.text(i), "," | ")" | "(" | "." | ";" | "khóa" | "khoá" | "nhiệm" | "năm" | "từ")
}

/// Whether token `i` may stand inside what begins at `at`.
fn goes_on(chart: &Chart<'_>, at: u32, i: u32, end: u32) -> bool {
    let cx = &chart.cx;
    let Some(token) = cx.token(i) else { return false };
    if token.kind == TokenKind::Number {
        return cx.text(i - 1) == "số";
    }
    if token.kind != TokenKind::Syllable {
        return false;
    }
    // `giao thông` does not begin with the verb `giao`; `tổ chức` is more often a field than a verb here.
    let listed = |h: &Hit| {
        let split = cx.joined_to_previous(h.end) && h.entry.list == List::Stop;
        let doubtful = h.entry.list == List::Title && h.entry.flags.has(Flags::AMBIGUOUS);
        bits([h.entry.list]) & OTHER != 0 && !split && !doubtful
    };
    let joint = matches!(cx.text(i), "và" | "số" | "tổ");
    let other = !joint && !cx.joined_to_previous(i) && cx.hits_at(i).iter().any(listed);
    let capital = cx.is_capital(i) && (i == at || run::shape(cx, i, chart.run(i).min(end)) >= NameShape::Possible);
    !other && !capital
}
