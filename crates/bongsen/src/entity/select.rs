//! Selection: from the chart to entities that nest and never cross.
//!
//! Each sentence is read once from left to right. At each token the outermost phrase that the context supports is
//! taken with all that is inside it, and reading goes on after it. What the chart offers and the context does not
//! support (a bare `giám đốc` beside no name) is passed over, and what is inside it gets its own chance.

use super::chart::{Chart, Node, NodeId};
use super::context::Candidate;
use super::lexicon::{Flags, List, OrgLevel};
use super::name::{self, Judgement};
use super::person::{self, Before};
use super::{link, run, title};
use crate::document::TokenRange;
use crate::entity::{EntityKind, Origin};
use crate::token::{Case, Gap, TokenKind};

/// An entity that was taken, with the head that its title or organisation began with.
#[derive(Clone, Debug)]
pub(crate) struct Picked {
    pub tokens: TokenRange,
    pub kind: EntityKind,
    pub origin: Origin,
    pub value: Option<String>,
    /// Nesting depth: 0 is outermost.
    pub depth: u32,
    /// The chart's node, for titles and organisations.
    pub node: Option<NodeId>,
}

impl Picked {
    /// An entity with nothing inside or around it.
    pub fn alone(tokens: TokenRange, kind: EntityKind, origin: &'static str) -> Self {
        Self { tokens, kind, origin: Origin(origin), value: None, depth: 0, node: None }
    }

    /// A personal name.
    fn person(start: u32, end: u32, origin: &'static str) -> Self {
        Self::alone(TokenRange::new(start, end), EntityKind::Person, origin)
    }
}

/// How many entities before a title are asked for its holder.
const NEAR: usize = 12;

/// What the selection reads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'a, 'c> {
    pub chart: &'a Chart<'c>,
    /// Dates and documents, by start.
    pub simple: &'a [Candidate],
    /// For each token, what stands before a name there.
    pub honorifics: &'a [Before],
    /// Keys of short forms of common nouns, which name nothing; sorted.
    pub nouns: &'a [u64],
}

impl Reading<'_, '_> {
    /// Selects the entities of one sentence; `byline` says that it is the line of the authors.
    pub fn sentence(&self, range: TokenRange, byline: bool, out: &mut Vec<Picked>) {
        let Self { chart, simple, honorifics, nouns } = *self;
        let cx = &chart.cx;
        let end = range.end;
        let all_caps = run::all_caps(cx, range.start, end);
        let mut last: Option<(EntityKind, u32)> = None;
        let mut has_person = false;
        // The level of a row of units (`các xã …`) that is being read.
        let mut row: Option<OrgLevel> = None;
        let mut i = range.start;
        let mut at = simple.partition_point(|c| c.tokens.start < i);
        while i < end {
            while simple.get(at).is_some_and(|c| c.tokens.start < i) {
                at += 1;
            }
            // Most tokens are words in lower case at which nothing begins.
            if !cx.is_capital(i)
                && chart.is_empty_at(i)
                && simple.get(at).is_none_or(|c| c.tokens.start != i)
                && last.is_none_or(|(_, end)| end + 1 != i)
            {
                i += 1;
                continue;
            }
            if !nouns.is_empty() && nouns.binary_search(&cx.key(i)).is_ok() {
                i += 1;
                continue;
            }
            if let Some(c) = simple.get(at).filter(|c| c.tokens.start == i && c.tokens.end <= end) {
                out.push(Picked { value: c.value.clone(), ..Picked::alone(c.tokens, c.kind, c.origin.0) });
                last = Some((c.kind, c.tokens.end));
                i = c.tokens.end;
                continue;
            }
            // Nothing is named inside a form of address (`Mẹ Việt Nam anh hùng`).
            let address = cx.longest(i, List::Honorific).filter(|h| h.end > i + 1 && h.end <= end && cx.is_capital(i));
            let other = chart.title_at(i).or(chart.org_at(i)).or(chart.loc_at(i)).is_some();
            if let Some(address) = address.filter(|h| !other && !cx.joined_to_previous(h.end)) {
                i = address.end;
                continue;
            }
            // No phrase may run over the start of a date or a document.
            let limit = simple.get(at).map_or(end, |c| c.tokens.start.min(end));
            let before = before_name(honorifics, i, last);
            if byline && cx.is_name_token(i) && cx.longest(i, List::Honorific).is_none() {
                let to = chart.run(i).min(end);
                out.push(Picked::person(i, to, "person.byline"));
                last = Some((EntityKind::Person, to));
                has_person = true;
                i = to;
                continue;
            }
            // `các xã A, B và C`
            if let (Some(level), Some((EntityKind::AdminUnit, from))) = (row, last)
                && i == from + 1
                && matches!(cx.text(from), "," | "và")
                && before == Before::Nothing
                && let Some(to) = super::place::row_name(chart, i, level, limit)
            {
                out.push(Picked::alone(TokenRange::new(i, to), EntityKind::AdminUnit, "unit.row"));
                last = Some((EntityKind::AdminUnit, to));
                i = to;
                continue;
            }
            let name = if all_caps && before == Before::Nothing {
                person::person(chart, i, limit, before).filter(|(to, _)| *to >= chart.run(i))
            } else {
                person::person(chart, i, limit, before)
            };
            if let Some((to, origin)) = name.filter(|_| before != Before::Nothing) {
                out.push(Picked::person(i, to, origin));
                last = Some((EntityKind::Person, to));
                has_person = true;
                i = to;
                continue;
            }
            if let Some((id, t)) = chart.title_at(i).filter(|(_, t)| t.tokens.end <= limit) {
                // The last name or title: an age, a year or a place in brackets may stand between it and the next.
                let named = out.iter().rev().take(NEAR).find(|p| {
                    p.depth == 0
                        && p.tokens.start >= range.start
                        && matches!(p.kind, EntityKind::Person | EntityKind::Title)
                });
                let named = named.map(|p| (p.kind, p.tokens.end));
                if supported(chart, i, t, limit, named) || given(chart, i, has_person) {
                    pick(chart, id, 0, out);
                    last = Some((EntityKind::Title, t.tokens.end));
                    i = t.tokens.end;
                    continue;
                }
                // `các Phó Bí thư Đảng ủy`: what is inside may be an entity, a part of the head may not.
                if title::is_plural(chart, i) {
                    let inside = t.children.first().and_then(|&c| chart.node(c)).map_or(t.head_end, |c| c.tokens.start);
                    i = inside.max(i + 1);
                    continue;
                }
            }
            let body_ends = |from: u32| out.last().is_some_and(|p| p.kind == EntityKind::Org && p.tokens.end == from);
            if let (Some((EntityKind::Org | EntityKind::Title, from)), Some(to)) = (last, alias(chart, i, limit))
                && from + 1 == i
                && (last.is_some_and(|(kind, _)| kind == EntityKind::Org) || body_ends(from))
            {
                out.push(Picked::alone(TokenRange::new(i, to), EntityKind::Org, "org.alias"));
                last = Some((EntityKind::Org, to));
                i = to;
                continue;
            }
            // A date inside a name is a part of it (`đường 30/4`); a phrase that ends inside a date is none.
            let reach = simple.get(at).map_or(end, |c| c.tokens.end);
            let whole = |n: &Node| n.tokens.end <= limit || (n.tokens.end >= reach && n.tokens.end <= end);
            let org = chart.org_at(i).filter(|(_, o)| whole(o) && !org_is_word(chart, o));
            let place = chart.place_at(i).filter(|(_, p)| whole(p));
            let loc = chart.loc_at(i).filter(|(_, l)| whole(l));
            let rank = |kind| match kind {
                EntityKind::AdminUnit => 2,
                EntityKind::Org => 1,
                _ => 0,
            };
            let longest = [org, place, loc].into_iter().flatten().max_by_key(|(_, n)| (n.tokens.end, rank(n.kind)));
            if let Some((to, origin)) = name
                && longest.is_none_or(|(_, n)| {
                    n.tokens.end < to || (n.tokens.end == to && n.kind == EntityKind::Org && n.bare)
                })
            {
                out.push(Picked::person(i, to, origin));
                last = Some((EntityKind::Person, to));
                has_person = true;
                i = to;
                continue;
            }
            if let Some((id, n)) = longest {
                pick(chart, id, 0, out);
                row = row_level(chart, n).or(row.filter(|_| n.kind == EntityKind::AdminUnit && n.bare));
                last = Some((n.kind, n.tokens.end));
                i = n.tokens.end;
                continue;
            }
            if !all_caps && let Some(judged) = self.unclaimed(i, limit, last) {
                out.push(Picked::alone(judged.tokens, judged.kind, name::origin(judged.kind)));
                last = Some((judged.kind, judged.tokens.end));
                has_person |= judged.kind == EntityKind::Person;
                i = judged.tokens.end;
                continue;
            }
            i += 1;
        }
    }
}

impl Reading<'_, '_> {
    /// What the run of capitals at token `i`, which no rule takes, names. It ends where a rule takes over.
    fn unclaimed(&self, i: u32, limit: u32, last: Option<(EntityKind, u32)>) -> Option<Judgement> {
        let Self { chart, honorifics, .. } = *self;
        let cx = &chart.cx;
        let after_entity = last.is_some_and(|(_, end)| end == i);
        if !cx.is_capital(i) || !name::may_begin(cx, i, after_entity) {
            return None;
        }
        let ruled = |k: u32| {
            honorifics.get(k as usize).is_some_and(|&before| before != Before::Nothing)
                || chart.title_at(k).is_some()
                || chart.org_at(k).is_some()
                || chart.place_at(k).is_some_and(|(_, unit)| !unit.bare)
        };
        let run = chart.run(i).min(limit);
        let to = (i + 1..run).find(|&k| ruled(k)).unwrap_or(run);
        chart.names.judge(cx, i, to, name::row(cx, i, last))
    }
}

/// The end of a short form in brackets (`Phòng An ninh chính trị nội bộ (PA03)`): capitals or capitals and digits up to
/// the bracket, which stands right after an organisation.
fn alias(chart: &Chart<'_>, i: u32, end: u32) -> Option<u32> {
    let cx = &chart.cx;
    // `Công ty Hoa Mai (TP. HCM)`
    if chart.place_at(i).is_some_and(|(_, p)| !p.bare) {
        return None;
    }
    if i == 0 || cx.text(i - 1) != "(" {
        return None;
    }
    let to = (i + 1..end.min(i + 5)).find(|&k| cx.text(k) == ")")?;
    let short = (i..to).all(|k| {
        cx.is_dash(k)
            || cx.token(k).is_some_and(|t| match t.kind {
                TokenKind::Syllable | TokenKind::Abbreviation => matches!(t.case, Case::Upper | Case::Mixed),
                TokenKind::Alphanumeric => t.is_capitalised(),
                TokenKind::Number => k > i,
                _ => false,
            })
    });
    short.then_some(to)
}

/// The level that a unit gives to a row of names after it: that of its level word, in the plural or after a number.
fn row_level(chart: &Chart<'_>, unit: &Node) -> Option<OrgLevel> {
    let level = unit.head.filter(|e| unit.kind == EntityKind::AdminUnit && e.list == List::Level)?.level;
    let before = unit.tokens.start.checked_sub(1)?;
    let plural = chart.cx.token(before).is_some_and(|t| t.kind == TokenKind::Number)
        || title::is_plural(chart, unit.tokens.start);
    (plural && matches!(level, OrgLevel::Commune | OrgLevel::District)).then_some(level)
}

/// What stands before a name at token `i`.
fn before_name(honorifics: &[Before], i: u32, last: Option<(EntityKind, u32)>) -> Before {
    match honorifics.get(i as usize) {
        Some(Before::Nothing) | None if last == Some((EntityKind::Title, i)) => Before::Title,
        Some(&before) => before,
        None => Before::Nothing,
    }
}

/// `Đảng` in `Đảng viên`, `các phòng ban xã`: the head is a part of a longer word, or a common noun.
fn org_is_word(chart: &Chart<'_>, org: &Node) -> bool {
    let cx = &chart.cx;
    let named = org.origin.0.contains("name");
    if !named && !cx.is_capital(org.tokens.start) && title::is_plural(chart, org.tokens.start) {
        return true;
    }
    org.bare && cx.joined_to_previous(org.tokens.end) && !cx.is_capital(org.tokens.end) && org.tokens.len() == 1
}

/// Takes a node and all that is inside it.
fn pick(chart: &Chart<'_>, id: NodeId, depth: u32, out: &mut Vec<Picked>) {
    let Some(node) = chart.node(id) else { return };
    out.push(Picked { tokens: node.tokens, kind: node.kind, origin: node.origin, value: None, depth, node: Some(id) });
    for &child in &node.children {
        pick(chart, child, depth + 1, out);
    }
}

/// Whether the context supports a title at token `i`.
fn supported(chart: &Chart<'_>, i: u32, t: &Node, end: u32, named: Option<(EntityKind, u32)>) -> bool {
    let flags = t.flags();
    let follows = person_follows(chart, t.tokens.end, end);
    if flags.has(Flags::RANK) {
        let next_rank = chart
            .title_at(rank_gap(chart, t.tokens.end))
            .is_some_and(|(_, n)| n.flags().has(Flags::RANK) && person_follows(chart, n.tokens.end, end));
        return follows || next_rank;
    }
    if follows || linked(chart, named, i) {
        return true;
    }
    let plural = title::is_plural(chart, i);
    // `vị đồn trưởng`: somebody who has been named.
    if i > 0 && matches!(chart.cx.text(i - 1), "vị" | "Vị") && !title::is_plural(chart, i - 1) {
        return true;
    }
    if !t.bare {
        let one = i > 0 && matches!(chart.cx.text(i - 1), "một" | "Một") && t.origin.0 == "title.head+org";
        return !plural || one || leads_to_title(chart, t.tokens.end, end, 3);
    }
    if leads_to_title(chart, t.tokens.end, end, 3) && !plural {
        return true;
    }
    // `cựu thủ tướng`: a former holder is one person in small letters, too.
    let head = title::after_modifiers(chart, i, end).unwrap_or(i);
    let one = chart.cx.is_capital(head) || (head > i && chart.cx.text(i) != "phó");
    flags.has(Flags::LONE) && !flags.has(Flags::AMBIGUOUS) && !plural && one
}

/// Whether a phrase that gives or takes a post ends right before token `i` (`giữ chức`, `khỏi vị trí`).
fn given(chart: &Chart<'_>, i: u32, has_person: bool) -> bool {
    (i.saturating_sub(5)..i)
        .any(|k| chart.cx.hits_at(k).iter().any(|h| h.entry.list == List::Appoint && h.end == i && h.end > h.start + 1))
        || has_person && chart.cx.text(i.saturating_sub(1)) == "làm"
}

/// Over the mark between two ranks (`Đại tá, TS`, `NGƯT. TS`).
fn rank_gap(chart: &Chart<'_>, i: u32) -> u32 {
    if matches!(chart.cx.text(i), "," | "." | "-" | "–") { i + 1 } else { i }
}

/// Whether a person's name stands at token `i`, an honorific and a mark aside (`Bí thư Huyện ủy, ông N`).
fn person_follows(chart: &Chart<'_>, i: u32, end: u32) -> bool {
    let cx = &chart.cx;
    let i = link::over_alias(cx, i);
    if i >= end {
        return false;
    }
    if cx.gap(i) <= Gap::Space && person::person(chart, i, end, Before::Title).is_some() {
        return true;
    }
    let after_mark = if matches!(cx.text(i), "," | ":") || cx.is_dash(i) || cx.text(i) == "là" { i + 1 } else { i };
    if after_mark > i {
        // `Trưởng đoàn là NGƯT N`
        let rank = chart.title_at(after_mark).filter(|(_, t)| t.flags().has(Flags::RANK));
        if rank.is_some_and(|(_, t)| person::person(chart, t.tokens.end, end, Before::Title).is_some()) {
            return true;
        }
    }
    match cx.longest(after_mark, List::Honorific) {
        Some(h) => !h.entry.flags.has(Flags::OCCUPATION) && cx.is_name_token(h.end) && h.end < end,
        None => {
            after_mark > i
                && cx.text(i) != "là"
                && person::person(chart, after_mark, end, Before::Nothing).is_some()
                && cx.text(i) != ","
        }
    }
}

/// Whether the title that ends at `i` goes on to a further title that has an organisation or a name of its own
/// (`Phó Chủ tịch, Tổng thư ký Hội Khuyến học Việt Nam`).
fn leads_to_title(chart: &Chart<'_>, i: u32, end: u32, depth: u32) -> bool {
    let cx = &chart.cx;
    if depth == 0 || i >= end {
        return false;
    }
    let next = match cx.text(i) {
        "," | "kiêm" | "và" | "-" | "–" => i + 1,
        _ => return false,
    };
    chart.title_at(next).is_some_and(|(_, t)| {
        t.tokens.end <= end
            && (person_follows(chart, t.tokens.end, end) || leads_to_title(chart, t.tokens.end, end, depth - 1))
    })
}

/// Whether the last entity is a person or a title, and only marks and linking words stand between it and token `i`.
fn linked(chart: &Chart<'_>, last: Option<(EntityKind, u32)>, i: u32) -> bool {
    let Some((kind, from)) = last else { return false };
    matches!(kind, EntityKind::Person | EntityKind::Title) && link::between(&chart.cx, from, i).is_some()
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use crate::entity::testing::brackets;

    #[test]
    fn a_bare_title_needs_its_holder() {
        for (text, expected) in [
            ("Ông Trần Văn Mẫu, giám đốc, nói.", "Ông [P1 Trần Văn Mẫu], [T1 giám đốc], nói."),
            ("Các giám đốc nói rằng công ty lãi.", "Các giám đốc nói rằng công ty lãi."),
        ] {
            assert_eq!(brackets(text), expected);
        }
    }

    #[test]
    fn a_short_form_in_brackets_is_a_body() {
        assert_eq!(
            brackets("Đến Phòng Cảnh sát hình sự (PC02) làm việc."),
            "Đến [O Phòng Cảnh sát hình sự] ([O PC02]) làm việc."
        );
    }
}
