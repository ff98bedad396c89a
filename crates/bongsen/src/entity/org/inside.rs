//! What the name of a body ends in: the unit, place or body that it is named for.

use crate::entity::EntityKind;
use crate::entity::chart::{Chart, Node, NodeId};
use crate::entity::context::bits;
use crate::entity::lexicon::{Flags, Hit, List};
use crate::entity::place::{KnownName, known_names, node};
use crate::token::Gap;

/// The place or body that closes the name which ends at token `to` (`Trung tâm Bảo tồn Di tích Cố đô | Huế`, `Cảng vụ hàng
/// không | miền Bắc`, `Bộ Tư lệnh | Quân khu 5`): the longest one inside.
pub(super) fn closing(chart: &Chart<'_>, head: &Hit, to: u32) -> Option<NodeId> {
    (head.start + 1..to).find_map(|k| {
        let places = [(chart.place_at(k), is_unit as Test), (chart.loc_at(k), is_place), (chart.org_at(k), is_body)];
        places.into_iter().find_map(|(found, test)| {
            found.filter(|(_, node)| node.tokens.end == to && test(chart, node)).map(|(id, _)| id)
        })
    })
}

/// Bodies that are a part of another one in another place.
const MISSIONS: [&str; 11] = [
    "Đại sứ quán",
    "Tổng Lãnh sự quán",
    "Lãnh sự quán",
    "Văn phòng",
    "Văn phòng đại diện",
    "Văn phòng Liên lạc",
    "Cơ quan đại diện",
    "Phái đoàn",
    "Phái đoàn thường trực",
    "Phái đoàn ngoại giao",
    "Phân hiệu",
];

/// Where a mission is, behind `tại` or `ở`, and the end of it (`Đại sứ quán Nga tại | Mỹ`).
pub(super) fn seat(chart: &Chart<'_>, head: &Hit, at: u32, end: u32) -> Option<(NodeId, u32)> {
    let cx = &chart.cx;
    if at + 1 >= end || !matches!(cx.text(at), "tại" | "ở") || cx.gap(at) != Gap::Space || cx.gap(at + 1) != Gap::Space
    {
        return None;
    }
    let name = cx.lexicon.text(head.entry);
    let mission = MISSIONS.contains(&name) || name == "Bộ Tư lệnh" && chart.loc_at(at + 1).is_some();
    let places = [chart.loc_at(at + 1), chart.place_at(at + 1), chart.org_at(at + 1)];
    let (id, place) = places.into_iter().flatten().find(|(_, p)| mission && p.tokens.end <= end)?;
    Some((id, place.tokens.end))
}

/// Whether the head only says where in a place something is (`trung tâm Hà Nội`, `trung tâm thủ đô Baghdad`).
pub(super) fn is_middle(chart: &Chart<'_>, head: &Hit) -> bool {
    let cx = &chart.cx;
    let at = if cx.text(head.end) == "thủ" { head.end + 2 } else { head.end };
    let place = || chart.place_at(at).is_some() || chart.loc_at(at).is_some();
    cx.lexicon.text(head.entry) == "Trung tâm" && place()
}

/// The body with its branch (`[Ngân hàng Nhà nước] chi nhánh [TP.HCM]`), where the body that begins at `i` ends before one.
pub(crate) fn branch(chart: &Chart<'_>, i: u32, end: u32) -> Option<Node> {
    let cx = &chart.cx;
    let (id, whole) = chart.org_at(i)?;
    let at = whole.tokens.end;
    if !cx.begins(at, bits([List::Org])) || cx.gap(at) != Gap::Space {
        return None;
    }
    let class = cx.hits_at(at).iter().find(|h| h.entry.list == List::Org && cx.lexicon.text(h.entry) == "Chi nhánh")?;
    let (seat, place) = chart.place_at(class.end).filter(|(_, p)| p.tokens.end <= end)?;
    let mut found = node(EntityKind::Org, i, place.tokens.end, "org.branch", whole.head, whole.head_end, false);
    found.children.extend([id, seat]);
    Some(found)
}

/// The end of a name begun at `at`, without the country that closes it (`Đường bộ | Việt Nam`): the tail takes it.
pub(super) fn before_country(chart: &Chart<'_>, at: u32, end: u32) -> u32 {
    let closes = |k: &u32| chart.loc_at(*k).is_some_and(|(_, l)| l.tokens.end == end && l.is_country());
    (at + 1..end).find(closes).filter(|&k| !in_name(chart, k)).unwrap_or(end)
}

/// Whether the syllable `k` is rather one of a name than a country (`Công ty Việt | Anh`).
pub(super) fn in_name(chart: &Chart<'_>, k: u32) -> bool {
    let cx = &chart.cx;
    let one = chart.loc_at(k).is_some_and(|(_, l)| l.tokens.end == k + 1);
    let given = |i: u32| cx.is_capital(i) && cx.lexicon.name(cx.key(i)).given >= 5;
    one && k > 0 && cx.gap(k) == Gap::Space && given(k - 1) && given(k)
}

type Test = fn(&Chart<'_>, &Node) -> bool;

/// A unit with its level word, or a province; not what is only around one (`khu vực Gò Công`).
fn is_unit(chart: &Chart<'_>, unit: &Node) -> bool {
    let province = |n: KnownName| n.province && n.end == unit.tokens.end;
    !unit.bare && !unit.flags().has(Flags::HAMLET)
        || unit.bare && known_names(&chart.cx, chart.register, unit.tokens.start).any(province)
}

/// A country or place of the lists (`Đức` is rather a part of a name), or a name behind a class word in lower case (in capitals it is rather a brand:
/// `Công ty Sông Đà`).
fn is_place(chart: &Chart<'_>, place: &Node) -> bool {
    let listed = place.bare && !place.flags().has(Flags::AMBIGUOUS) && !in_name(chart, place.tokens.start);
    listed || !chart.cx.is_capital(place.tokens.start)
}

/// A body that owns others, or one with a number.
fn is_body(_: &Chart<'_>, body: &Node) -> bool {
    body.flags().has(Flags::OWNER.with(Flags::NUMBER))
}
