//! What a body belongs to: the bodies and places behind its name.

use crate::entity::chart::{Chart, Node, NodeId};
use crate::entity::lexicon::{Flags, Hit, List, OrgLevel};
use crate::entity::place::row_name;
use crate::token::{Gap, TokenKind};

/// The most units in a row behind the first.
const ROW: usize = 12;

/// One body, place or level noun that belongs to the organisation before it.
pub(super) fn tail(
    chart: &Chart<'_>,
    hit: &Hit,
    at: u32,
    end: u32,
    children: &mut Vec<NodeId>,
    closed: bool,
) -> Option<u32> {
    let cx = &chart.cx;
    if at >= end || cx.gap(at) > Gap::Space || (cx.gap(at) == Gap::None && !cx.is_capital(at)) {
        return None;
    }
    let flags = hit.entry.flags;
    if matches!(cx.text(at), "của" | "thuộc") && cx.gap(at) == Gap::Space {
        // A company or a club is somebody's, and has its name without him.
        let owned = flags.has(Flags::FUNCTION) || flags.has(Flags::ORG);
        let (id, inner) = chart.org_at(at + 1).filter(|(_, o)| owned && o.tokens.end <= end)?;
        children.push(id);
        return Some(inner.tokens.end);
    }
    if flags.has(Flags::COMPLETE) && hit.entry.level == OrgLevel::Central && !flags.has(Flags::PLACE) {
        return tail_country(chart, at, children);
    }
    if let Some((id, inner)) = chart.org_at(at) {
        // `Ban Tuyên giáo Trung ương`: inside a longer name `Trung ương` is a level, not a body.
        if inner.bare
            && inner.head.is_some_and(|e| cx.lexicon.text(e).starts_with("Trung ương"))
            && inner.children.is_empty()
        {
            return Some(inner.tokens.end);
        }
        let inner_flags = inner.flags();
        let head_word = inner.head_end > at;
        // `Đảng ủy, HĐND`: two bodies side by side are apart; one after the other is the owner of the first.
        let peers = inner.head.map(|e| e.text) == Some(hit.entry.text);
        // `UBND | Công ty`: a bare name head is no owner of a body that takes no name.
        let takes_names = flags.has(Flags::NAME.with(Flags::FUNCTION).with(Flags::ORG));
        let named = takes_names || !inner.bare || !inner_flags.has(Flags::NAME);
        // `BIDV | chi nhánh Trà Vinh`: a branch belongs to what stands before it.
        let branch = flags.has(Flags::NAME) && inner.head.is_some_and(|e| cx.lexicon.text(e) == "Chi nhánh");
        let owner = head_word && !peers && named && !branch;
        if owner && inner.tokens.end <= end {
            children.push(id);
            return Some(inner.tokens.end);
        }
    }
    // `Ban biên tập | báo Tuổi Trẻ`: the class word of the owner.
    let class = cx.longest(at, List::Org).filter(|h| h.entry.flags.has(Flags::OUTSIDE) && flags.has(Flags::ORG));
    if let Some((id, owner)) = class.and_then(|h| chart.org_at(h.end)).filter(|(_, o)| o.tokens.end <= end) {
        children.push(id);
        return Some(owner.tokens.end);
    }
    // `Lào Cai` is no country: of a unit and a country that begin here the longer.
    let unit_end = chart.place_at(at).map_or(at, |(_, p)| p.tokens.end);
    if chart.loc_at(at).is_some_and(|(_, l)| l.tokens.end > unit_end)
        && let Some(next) = tail_country(chart, at, children)
    {
        return Some(next);
    }
    let inner = flags.has(Flags::INNER)
        && hit.start >= 2
        && cx.hits_at(hit.start - 2).iter().any(|h| h.entry.list == List::Org && h.end == hit.start);
    if inner {
        return None;
    }
    if let Some(next) = tail_place(chart, at, end, children) {
        return Some(next);
    }
    if let Some(next) = tail_row(chart, hit, at, end, children) {
        return Some(next);
    }
    if let Some(next) = tail_site(chart, hit, at, end, children) {
        return Some(next);
    }
    level_noun(chart, at, end, closed || !flags.has(Flags::NAME))
}

/// Units in a row (`UBND | các quận Gò Vấp, Tân Bình`).
fn tail_row(chart: &Chart<'_>, hit: &Hit, at: u32, end: u32, children: &mut Vec<NodeId>) -> Option<u32> {
    let cx = &chart.cx;
    if cx.text(at) != "các" || !hit.entry.flags.has(Flags::LEVEL_PLACE) {
        return None;
    }
    let (first, unit) = chart.place_at(at + 1).filter(|(_, p)| !p.bare && p.tokens.end <= end)?;
    let level = unit.head?.level;
    children.push(first);
    let mut to = unit.tokens.end;
    for _ in 0..ROW {
        let next = chart.place_at(to + 1).filter(|_| matches!(cx.text(to), "," | "và"));
        let same = |n: &Node| {
            n.tokens.end <= end && (!n.bare || row_name(chart, n.tokens.start, level, end) == Some(n.tokens.end))
        };
        let Some((id, unit)) = next.filter(|(_, n)| same(n)) else { break };
        children.push(id);
        to = unit.tokens.end;
    }
    Some(to)
}

/// A place with its class word, behind a body that belongs to another one (`Ban quản lý | chợ Bình Điền`).
fn tail_site(chart: &Chart<'_>, hit: &Hit, at: u32, end: u32, children: &mut Vec<NodeId>) -> Option<u32> {
    let flags = hit.entry.flags;
    let part = flags.has(Flags::ORG) || flags.has(Flags::LEVEL_PLACE);
    let site = |n: &Node| n.head.is_some_and(|e| e.list == List::LocHead) && n.tokens.end <= end;
    let (id, place) = chart.loc_at(at).filter(|(_, n)| part && site(n) && chart.cx.gap(at) == Gap::Space)?;
    children.push(id);
    Some(place.tokens.end)
}

/// A unit.
pub(super) fn tail_place(chart: &Chart<'_>, at: u32, end: u32, children: &mut Vec<NodeId>) -> Option<u32> {
    let (id, place) = chart.place_at(at).filter(|(_, p)| p.tokens.end <= end && chart.cx.gap(at) == Gap::Space)?;
    children.push(id);
    Some(place.tokens.end)
}

/// A country (`Bộ Ngoại giao Nga`, `MTTQ Việt Nam`).
fn tail_country(chart: &Chart<'_>, at: u32, children: &mut Vec<NodeId>) -> Option<u32> {
    let (id, loc) = chart
        .loc_at(at)
        .filter(|(_, l)| l.bare && l.head.is_some_and(|e| matches!(e.list, List::Country | List::Loc)))?;
    (chart.cx.gap(at) <= Gap::Space).then(|| {
        children.push(id);
        loc.tokens.end
    })
}

/// A level word without a name (`UBND tỉnh`, `Đảng ủy xã`), or `Trung ương`.
fn level_noun(chart: &Chart<'_>, at: u32, end: u32, allowed: bool) -> Option<u32> {
    let cx = &chart.cx;
    let centre = cx.hits_at(at).iter().find(|h| h.entry.list == List::Org && cx.lexicon.text(h.entry) == "Trung ương");
    if let Some(centre) = centre.filter(|h| h.end <= end && allowed) {
        return Some(centre.end);
    }
    let level = cx.longest(at, List::Level).filter(|h| h.end <= end && allowed)?;
    let abbreviation = cx.token(at).is_some_and(|t| t.kind == TokenKind::Abbreviation);
    let hamlet = level.entry.flags.has(Flags::HAMLET);
    // `UBND các xã` has no single level; `huyện ủy` is another body.
    let word_goes_on =
        matches!(cx.text(level.end), "này" | "ấy" | "đó" | "trên" | "nói" | "ủy" | "uỷ" | "đội" | "đoàn" | "hội");
    (!abbreviation && !hamlet && !word_goes_on).then_some(level.end)
}
