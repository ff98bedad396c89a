//! Organisations: a head, what it is for or what it is called, and the bodies and places it belongs to.
//!
//! ```text
//! Ban Tổ chức  Huyện ủy  Tháp Mười        head + function, then an organisation with its place
//! UBND         tỉnh      Bình Thuận       head, then a unit with its level word
//! Công ty      TNHH Nhã Khắc Lâm          head, then a proper name
//! Chi bộ       3                          head, then a number
//! ```

mod inside;
mod numbered;
mod tail;

use super::chart::{Chart, Node, NodeId};
use super::context::bits;
use super::duty;
use super::lexicon::{Flags, Hit, List};
use super::name;
use super::place::node;
use super::run::{self, NameShape};
use crate::document::TokenRange;
use crate::entity::EntityKind;
use crate::token::{Case, Gap, TokenKind};
use inside::before_country;
pub(crate) use inside::branch;
use tail::{tail, tail_place};

/// The longest function or name after a head, in tokens.
const LONGEST_NAME: u32 = 16;

/// The longest place that is looked for at the end of a name, in tokens.
const LONGEST_PLACE: u32 = 6;

/// How many bodies and places may follow a head (`Ủy ban | MTTQ Việt Nam | xã Phong Hải`).
const TAILS: usize = 3;

/// The organisation that begins at token `i`.
pub(crate) fn org(chart: &Chart<'_>, i: u32, end: u32) -> Option<Node> {
    // `nhà báo`, `thị trường`: a head that is the end of another word (but not of a title: `Trưởng | phòng Nội vụ`).
    if chart.cx.joined_to_previous(i) && !chart.cx.is_capital(i) && !inside_title(chart, i) {
        return None;
    }
    let mut best: Option<Node> =
        after_class(chart, i, end).or_else(|| closed(chart, i, end)).or_else(|| of_post(chart, i, end));
    for hit in chart.cx.hits_of(i, bits([List::Org, List::OrgName])).iter().rev() {
        if hit.end > end {
            continue;
        }
        let found = match hit.entry.list {
            List::Org => headed(chart, hit, end),
            List::OrgName => known(chart, hit, end),
            _ => None,
        };
        if let Some(found) = found
            && best.as_ref().is_none_or(|b| b.tokens.end < found.tokens.end)
        {
            best = Some(found);
        }
    }
    // `Hội An`, `Vụ Bản`: a unit whose name begins like a body.
    let unit_end = chart.place_at(i).filter(|(_, unit)| unit.bare).map_or(i, |(_, unit)| unit.tokens.end);
    best.filter(|b| b.tokens.end > unit_end || b.head.is_none_or(|head| head.list != List::Org))
}

/// A name that a word of the list closes (`Bamboo Airways`): the whole run of capitals, two to four words.
fn closed(chart: &Chart<'_>, i: u32, end: u32) -> Option<Node> {
    let cx = &chart.cx;
    let to = chart.run(i).min(end);
    if !(2..=4).contains(&to.saturating_sub(i)) {
        return None;
    }
    let ending = cx.longest(to - 1, List::OrgEnding).filter(|hit| hit.end == to)?;
    let begins = i == 0 || cx.gap(i) != Gap::Space || !cx.is_name_token(i - 1) || inside_title(chart, i);
    let shouted = (i..to).all(|k| cx.token(k).is_some_and(|t| t.case == Case::Upper));
    let other = chart.title_at(i).is_some() || cx.begins(i, bits([List::Honorific, List::Stop]));
    (begins && !shouted && !other).then(|| node(EntityKind::Org, i, to, "org.ending", Some(ending.entry), i, true))
}

/// A body that is known only by the post it is in, with what it is for in words that no list has (`Trưởng | phòng quản lý
/// bay`).
fn of_post(chart: &Chart<'_>, i: u32, end: u32) -> Option<Node> {
    let cx = &chart.cx;
    if !cx.begins(i, bits([List::Org])) {
        return None;
    }
    let post = |k: u32| {
        cx.hits_of(k, bits([List::Title]))
            .iter()
            .find(|h| h.entry.list == List::Title && h.end > i && h.entry.flags.org_last() > 0)
    };
    let title = (i.saturating_sub(4)..i).find_map(post)?;
    let of_function = |h: &&Hit| h.entry.list == List::Org && h.end == title.end && h.entry.flags.has(Flags::FUNCTION);
    let head = cx.hits_at(i).iter().find(of_function)?;
    let modified = |k: &u32| cx.longest(*k, List::Modifier).is_some_and(|h| h.end == title.start);
    let start = (title.start.saturating_sub(2)..title.start).find(modified).unwrap_or(title.start);
    let duty = duty::duty(chart, start, head.end, end)?;
    let mut found = node(EntityKind::Org, i, duty.end, "org.head+words", Some(head.entry), head.end, false);
    found.children.extend(duty.inside);
    Some(found)
}

/// Whether a head of a title reaches over token `i` or up to it.
fn inside_title(chart: &Chart<'_>, i: u32) -> bool {
    (i.saturating_sub(4)..i).any(|k| {
        chart
            .cx
            .hits_of(k, bits([List::Title]))
            .iter()
            .any(|h| h.entry.list == List::Title && (h.end > i || (h.end == i && h.entry.flags.has(Flags::BEFORE_ORG))))
    })
}

/// A name after a class word that is not a part of it: `báo | Người Đưa Tin`, `đài | CNN`.
fn after_class(chart: &Chart<'_>, i: u32, end: u32) -> Option<Node> {
    let cx = &chart.cx;
    if i == 0 || cx.gap(i) != Gap::Space || !cx.is_capital(i) {
        return None;
    }
    let class = (i.saturating_sub(3)..i).find_map(|k| {
        let bodies = cx.hits_of(k, bits([List::Org])).iter();
        bodies.into_iter().find(|h| h.entry.list == List::Org && h.end == i && h.entry.flags.has(Flags::OUTSIDE))
    })?;
    if cx.is_capital(class.start) && cx.longest(i, List::OrgName).is_none() || chart.place_at(i).is_some() {
        return None;
    }
    if cx.joined_to_previous(class.start) {
        return None;
    }
    let known = cx.longest(i, List::OrgName).filter(|h| h.end <= end);
    let to = known.map_or(chart.run(i).min(end), |h| h.end);
    (to > i && !starts_other(chart, i))
        .then(|| node(EntityKind::Org, i, to, "org.class+name", known.map(|h| h.entry), to, true))
}

/// An organisation known by name alone (`VietNamNet`).
fn known(chart: &Chart<'_>, hit: &Hit, end: u32) -> Option<Node> {
    let cx = &chart.cx;
    if hit.entry.flags.has(Flags::NEEDS_HEAD) || !cx.is_capital(hit.start) {
        return None;
    }
    // Part of a longer name: `Tuổi Trẻ Cười`, a person, a product.
    let capitals = chart.run(hit.start);
    let after_name = hit.start > 0
        && cx.gap(hit.start) == Gap::Space
        && cx.is_name_token(hit.start - 1)
        && cx.longest(hit.start - 1, List::Org).is_none()
        && cx.longest(hit.start - 1, List::Stop).is_none()
        && cx.token(hit.start - 1).is_some_and(|t| t.case != Case::Upper);
    if capitals > hit.end && run::shape(cx, hit.end, capitals) == NameShape::No && capitals - hit.end == 1 || after_name
    {
        return None;
    }
    let mut children = Vec::new();
    let tail = tail_place(chart, hit.end, end, &mut children).unwrap_or(hit.end);
    let mut found = node(EntityKind::Org, hit.start, tail, "org.known-name", Some(hit.entry), hit.end, true);
    found.children = children;
    Some(found)
}

/// A head and what follows it.
fn headed(chart: &Chart<'_>, hit: &Hit, end: u32) -> Option<Node> {
    let cx = &chart.cx;
    let flags = hit.entry.flags;
    let mut at = hit.end;
    // `hội nghị`, `ban ngày`: a lower-case head that only begins another word.
    let small = !cx.is_capital(hit.start) || cx.starts_sentence(hit.start);
    let begins_word = hit.end == hit.start + 1 && small && cx.joined_to_previous(hit.end);
    let other_word = cx.is_capital(hit.start) || cx.longest(hit.end, List::OrgFunction).is_none();
    if begins_word && other_word && !cx.is_capital(hit.end) {
        return None;
    }
    let head_capital = chart.any_capital(TokenRange::new(hit.start, hit.end));
    if !head_capital && inside::is_middle(chart, hit) {
        return None;
    }
    let mut named = false;
    let mut children = Vec::new();
    if hit.start > 0 && cx.text(hit.start - 1) == "Ngày" {
        return None;
    }
    // The class word is outside: `báo Người Đưa Tin`, but `Báo Hà Giang`, and `Báo Nhân Dân` inside a sentence.
    let starts = cx.starts_sentence(hit.start);
    if flags.has(Flags::OUTSIDE)
        && (starts || !head_capital)
        && (cx.longest(at, List::OrgName).is_some() || (!head_capital && chart.place_at(at).is_none()))
    {
        return None;
    }

    if let Some(number_end) = numbered::number(chart, hit, end) {
        at = number_end;
        named = true;
    }
    // `quân khu 1`, `chi bộ 12`: a number names a body in small letters.
    let counted = named && numbered::is_name(cx, hit, at);
    // `Bệnh viện đa khoa tỉnh | Lâm Đồng`: a listed head may end in the level word of the unit that follows.
    let unit_follows = before_level(chart, hit.start, at) < at;
    if !named
        && !unit_follows
        && flags.has(Flags::FUNCTION)
        && let Some(function_end) = function(chart, at, end, head_capital)
    {
        at = before_country(chart, at, function_end);
        // `Trung tâm đào tạo kỹ năng sống Con Rồng`: no capital yet, so the name is still to come.
        if flags.has(Flags::NAME) && !chart.any_capital(TokenRange::new(hit.end, at)) && !has_owner(chart, at) {
            at = proper_name(chart, at, end, &mut children).unwrap_or(at);
        }
        named = true;
    }
    if !named
        && !unit_follows
        && flags.has(Flags::NAME)
        && let Some(name_end) = proper_name(chart, at, end, &mut children)
    {
        at = if children.is_empty() { before_country(chart, at, name_end) } else { name_end };
        named = true;
    }
    let closed_by_place = |k: u32| {
        chart.place_at(k).is_some_and(|(_, unit)| unit.tokens.end == at)
            || chart.loc_at(k).is_some_and(|(_, loc)| loc.tokens.end == at)
    };
    // `Tập đoàn Hoa Mai | dự báo`: a proper name has ended.
    let proper = flags.has(Flags::NAME) && (hit.end..at).rev().take_while(|&k| cx.is_capital(k)).count() > 1;
    if named && !proper && !(hit.end.max(at.saturating_sub(LONGEST_PLACE))..at).any(closed_by_place) {
        at = extent(chart, hit, at, end);
    }
    if !named {
        at = before_level(chart, hit.start, at);
    }
    if let Some((id, inner_end)) = inside_head(chart, hit) {
        children.push(id);
        at = at.max(inner_end);
    }
    if named && !flags.has(Flags::NUMBER) {
        at = super::place::closing_number(cx, at, end);
    }
    if children.is_empty() {
        children.extend(inside::closing(chart, hit, at));
    }
    let tail_from = at;
    let mut tailed = false;
    for _ in 0..TAILS {
        let Some(next) = tail(chart, hit, at, end, &mut children, named || tailed) else { break };
        at = next;
        tailed = true;
    }
    if let Some((id, posted_end)) = inside::seat(chart, hit, at, end).filter(|_| !children.is_empty()) {
        children.push(id);
        at = posted_end;
    }
    let whole = TokenRange::new(hit.start, at);
    let has_capital = head_capital || chart.any_capital(TokenRange::new(hit.end, at));
    // `BTV` in `Ủy viên BTV` is a body, `CP` in `Công ty CP` is not.
    let doubtful = flags.has(Flags::ABBREVIATION) && flags.has(Flags::AMBIGUOUS) && !named && !tailed;
    if doubtful && !inside_title(chart, hit.start) {
        return None;
    }
    let enclosed = !named && !tailed && numbered::is_enclosed(cx, hit);
    let accepted = if flags.has(Flags::COMPLETE) {
        head_capital || (tailed && has_capital && !flags.has(Flags::GENERIC_LOWER))
    } else if named || tailed {
        // A bare level noun after a lower-case head (`công an xã`) names nothing.
        (has_capital || counted) && (named || !children.is_empty() || head_capital || !flags.has(Flags::GENERIC_LOWER))
    } else if enclosed {
        head_capital
    } else {
        flags.has(Flags::ALONE) && head_capital && cx.is_capital(hit.start) && !generic_after(chart, at)
    };
    // `công ty Đài Loan`, `Hãng hàng không Mỹ`, `nhà máy dầu Arab Saudi`: a firm of that country.
    let of_country = || {
        let only = children.first().and_then(|&id| chart.node(id)).filter(|n| n.is_country() && n.tokens.end == at);
        let firm = matches!(cx.lexicon.text(hit.entry), "Công ty" | "Nhà máy" | "Xí nghiệp");
        let of_nothing_else = |n: &Node| {
            let words = TokenRange::new(hit.end, n.tokens.start);
            words.start == words.end || firm && !chart.any_capital(words)
        };
        let common = !head_capital || flags.has(Flags::OUTSIDE);
        named && common && !flags.has(Flags::COUNTRY) && only.is_some_and(of_nothing_else)
    };
    if !accepted
        || of_country()
        || (flags.has(Flags::LEVEL_PLACE) && !flags.has(Flags::ALONE) && !tailed && !named && !enclosed)
    {
        return None;
    }
    let origin = match (named, tailed) {
        (false, false) => "org.head",
        (true, false) => "org.head+name",
        (false, true) => "org.head+place",
        (true, true) => "org.head+name+place",
    };
    let mut found = node(EntityKind::Org, whole.start, whole.end, origin, Some(hit.entry), hit.end, tail_from == at);
    found.children = children;
    Some(found)
}

/// How far the name of a body goes on behind token `at` over words that no list has (`Cục Mỹ thuật | nhiếp ảnh`).
fn extent(chart: &Chart<'_>, head: &Hit, at: u32, end: u32) -> u32 {
    let cx = &chart.cx;
    let goes_on = |k| chart.names.goes_on(cx, head.start, head.end, k);
    let person = |k| cx.is_capital(k) && run::shape(cx, k, chart.run(k).min(end)) == NameShape::Likely;
    let taken = |k| {
        has_owner(chart, k)
            || chart.loc_at(k).is_some()
            || chart.title_at(k).is_some()
            || starts_head(chart, k)
            || cx.begins(k, bits([List::Speech]))
            || person(k)
    };
    name::extent::extend(cx, at, end, goes_on, taken)
}

/// The body or country that the last words of a head name: `Trung ương [Đảng]`, `Ủy ban [MTTQ Việt Nam]`,
/// `Hội Nông dân [Việt Nam]`. It may go on after the head.
fn inside_head(chart: &Chart<'_>, hit: &Hit) -> Option<(NodeId, u32)> {
    for i in hit.start + 1..hit.end {
        if let Some((id, inner)) = chart.org_at(i) {
            let listed = hit.end - i == hit.entry.flags.nests_last();
            let owner = inner.flags().has(Flags::OWNER) && inner.head_end >= hit.end;
            if inner.tokens.end >= hit.end && (listed || owner) {
                return Some((id, inner.tokens.end));
            }
        }
        if let Some((id, loc)) = chart.loc_at(i)
            && loc.tokens.end == hit.end
            && loc.is_country()
        {
            return Some((id, hit.end));
        }
    }
    None
}

/// `Đảng bộ cơ sở`, `Chi bộ trực thuộc`: a word after the head that makes it a common noun.
fn generic_after(chart: &Chart<'_>, at: u32) -> bool {
    chart.cx.gap(at) == Gap::Space && matches!(chart.cx.text(at), "cơ" if chart.cx.text(at + 1) == "sở")
        || matches!(chart.cx.text(at), "các" | "cấp")
}

/// What a body is for: a phrase of the list, and on through `và`, `,`, `-`, `&` to further ones; else capitalised
/// words.
fn function(chart: &Chart<'_>, at: u32, end: u32, head_capital: bool) -> Option<u32> {
    let cx = &chart.cx;
    if at >= end || cx.gap(at) > Gap::Space {
        return None;
    }
    // `Ủy ban | MTTQ Việt Nam`: a body that owns the one before it is no function.
    if chart.org_at(at).is_some_and(|(_, o)| o.flags().has(Flags::OWNER)) {
        return None;
    }
    let listed = cx.longest(at, List::OrgFunction).filter(|h| h.end <= end);
    let mut to = match listed {
        Some(h) if head_capital || chart.any_capital(TokenRange::new(h.start, h.end)) || has_owner(chart, h.end) => {
            before_level(chart, at, h.end)
        }
        _ => capitalised_phrase(chart, at, end)?,
    };
    // `Tài nguyên và Môi trường`, `Văn hóa, Thể thao và Du lịch`, `Kế hoạch - Đầu tư`.
    while to < end && to - at < LONGEST_NAME {
        let joint = cx.text(to);
        let links = matches!(joint, "và" | "-" | "–" | "&") || (joint == "," && followed_by_and(chart, to + 1, end));
        if !links {
            break;
        }
        let next = cx
            .longest(to + 1, List::OrgFunction)
            .filter(|h| h.end <= end && (chart.any_capital(TokenRange::new(h.start, h.end)) || joint != "và"))
            .map(|h| h.end)
            .or_else(|| if starts_other(chart, to + 1) { None } else { capitalised_phrase(chart, to + 1, end) });
        match next {
            Some(next) if !starts_other(chart, to + 1) => to = next,
            _ => break,
        }
    }
    Some(to)
}

/// The end of a function begun at `at`, without the level word of a unit that follows (`Đa khoa | tỉnh Lâm Đồng`).
fn before_level(chart: &Chart<'_>, at: u32, end: u32) -> u32 {
    let unit = |k: &u32| chart.place_at(*k).is_some_and(|(_, p)| !p.bare && p.head_end == end && p.tokens.end > end);
    (end.saturating_sub(2).max(at + 1)..end).find(unit).unwrap_or(end)
}

/// Whether an organisation or a place stands at token `at`, so that what precedes it belongs to it.
fn has_owner(chart: &Chart<'_>, at: u32) -> bool {
    chart.org_at(at).is_some() || chart.place_at(at).is_some()
}

/// Whether another entity begins at token `i` (so a joint before it joins entities, not functions).
fn starts_other(chart: &Chart<'_>, i: u32) -> bool {
    chart.place_at(i).is_some() || starts_head(chart, i)
}

/// Whether the head of an organisation or a title, or an honorific, begins at token `i`.
fn starts_head(chart: &Chart<'_>, i: u32) -> bool {
    let cx = &chart.cx;
    cx.hits_at(i).iter().any(|h| {
        let whole = h.end > i + 1 || h.entry.flags.has(Flags::ABBREVIATION);
        (h.entry.list == List::Org && whole && (!h.entry.flags.has(Flags::GENERIC_LOWER) || cx.is_capital(i)))
            || (h.entry.list == List::Title && whole)
            || h.entry.list == List::Honorific
    })
}

/// Whether a unit or a country begins at `i` and runs to the end of the capitals: what the name before it belongs to.
fn closing_place(chart: &Chart<'_>, i: u32) -> bool {
    let capitals = chart.run(i);
    chart.place_at(i).is_some_and(|(_, p)| p.tokens.end >= capitals)
        || chart.loc_at(i).is_some_and(|(_, l)| l.tokens.end >= capitals && l.is_country())
            && !inside::in_name(chart, i)
}

/// `, Thể thao và Du lịch`: after a comma, one more capitalised function that `và` closes.
fn followed_by_and(chart: &Chart<'_>, at: u32, end: u32) -> bool {
    let cx = &chart.cx;
    if starts_other(chart, at) {
        return false;
    }
    let mut i = at;
    while i < end.min(at + 8) {
        match cx.text(i) {
            "và" | "&" => return i > at && cx.is_capital(i + 1) && !starts_other(chart, i + 1),
            "." | ";" | ":" | "(" => return false,
            _ => i += 1,
        }
    }
    false
}

/// Words of which the first syllable is capitalised, on to the end of the word: `Giáo dục`, `Quản lý`.
fn capitalised_phrase(chart: &Chart<'_>, at: u32, end: u32) -> Option<u32> {
    let cx = &chart.cx;
    if !cx.is_capital(at) || cx.token(at)?.kind != TokenKind::Syllable {
        return None;
    }
    if run::shape(cx, at, chart.run(at).min(end)) == NameShape::Likely || starts_other(chart, at) {
        return None;
    }
    let mut to = at + 1;
    while to < end && to - at < LONGEST_NAME && cx.gap(to) == Gap::Space {
        let capital = cx.is_name_token(to)
            && !starts_other(chart, to)
            && run::name_inside(cx, at, chart.run(at)).is_none_or(|n| to < n);
        if !(capital || cx.joined_to_previous(to)) {
            break;
        }
        to += 1;
    }
    Some(to)
}

/// A proper name after a head: class words (`TNHH`, `cổ phần`), then capitalised words, a name in quotes, or a known
/// one.
fn proper_name(chart: &Chart<'_>, at: u32, end: u32, children: &mut Vec<NodeId>) -> Option<u32> {
    let cx = &chart.cx;
    // `Trạm kiểm soát | cửa khẩu Lao Bảo`: the name is a place with its class word.
    let site = |n: &Node| n.head.is_some_and(|e| e.list == List::LocHead) && n.tokens.end <= end;
    if let Some((id, place)) = chart.loc_at(at).filter(|(_, n)| !cx.is_capital(at) && site(n)) {
        children.push(id);
        return Some(place.tokens.end);
    }
    let mut i = at;
    while i < end && i - at < LONGEST_NAME && cx.gap(i) <= Gap::Space {
        // `Công ty TNHH xây dựng, thương mại và du lịch Hoa Mai`
        let joint = i > at && matches!(cx.text(i), "," | "và" | "-" | "&");
        match cx.longest(if joint { i + 1 } else { i }, List::OrgFunction) {
            Some(h) if h.end <= end && !(joint && starts_other(chart, h.start)) => i = before_level(chart, at, h.end),
            _ => break,
        }
    }
    // `Công ty CP phát triển xây dựng và thương mại Thuận An`: lower-case words up to the name, but none behind one
    // (`đội tuyển Olympic Việt Nam | thắng Bahrain`).
    if !cx.is_capital(i) && !chart.any_capital(TokenRange::new(at, i)) {
        i = lower_words(chart, i, end).unwrap_or(i);
    }
    let class_end = i;
    if i < end && cx.gap(i) == Gap::Space {
        if let Some(known) = cx.longest(i, List::OrgName).filter(|h| h.end <= end) {
            return Some(known.end.max(chart.run(i).min(end)));
        }
        // `Chi nhánh | Ngân hàng VietinBank`: a body with a head of its own is the owner, not the name.
        if chart.org_at(i).is_some_and(|(_, o)| o.head.is_some_and(|e| e.list == List::Org)) {
            return (class_end > at).then_some(class_end);
        }
        // A unit with its level word is a place, not the name: the tail takes it.
        if chart.place_at(i).is_some_and(|(_, p)| !p.bare) {
            return (class_end > at).then_some(class_end);
        }
        if let Some((id, loc)) = chart.loc_at(i).filter(|(_, l)| l.bare && l.tokens.end >= chart.run(i)) {
            children.push(id);
            return Some(loc.tokens.end);
        }
        if let Some((id, place)) = chart.place_at(i).filter(|(_, p)| p.tokens.end >= chart.run(i)) {
            // After lower-case words the name of a district is rather a brand.
            if class_end == at
                || super::place::known_names(cx, chart.register, i).any(|n| n.province && n.end == place.tokens.end)
            {
                children.push(id);
            }
            return Some(place.tokens.end);
        }
        let capitals = chart.run(i).min(end);
        // `Trường Giang`: two capitalised syllables in the middle of a sentence are rather a person.
        let person =
            i == at && capitals == i + 1 && i > 0 && cx.is_capital(i - 1) && cx.lexicon.name(cx.key(i)).given >= 30;
        if capitals > i && !starts_other(chart, i) && !person {
            let mut to =
                (i + 1..capitals).find(|&j| starts_other(chart, j) || closing_place(chart, j)).unwrap_or(capitals);
            if to < capitals {
                return Some(to);
            }
            // `Hoàng Anh - Gia Lai`, `Thế giới Di động`: on through a hyphen or the rest of a word.
            while to < end && to - i < LONGEST_NAME {
                if cx.joined_to_previous(to)
                    || (cx.gap(to) == Gap::Space && cx.is_name_token(to) && !starts_other(chart, to))
                {
                    to += 1;
                } else if (cx.is_dash(to) || cx.text(to) == "&")
                    && cx.is_capital(to + 1)
                    && !starts_other(chart, to + 1)
                    && class_hyphen(chart, to)
                {
                    to += 2;
                } else {
                    break;
                }
            }
            return Some(to);
        }
    }
    (class_end > at && chart.any_capital(TokenRange::new(at, class_end))).then_some(class_end)
}

/// The first capitalised token after at most eight lower-case words, none of them a function word; `None` when there is
/// none.
fn lower_words(chart: &Chart<'_>, at: u32, end: u32) -> Option<u32> {
    let cx = &chart.cx;
    let mut i = at;
    while i < end && i - at < 8 {
        if cx.gap(i) != Gap::Space || cx.token(i)?.kind != TokenKind::Syllable || cx.longest(i, List::Stop).is_some() {
            return None;
        }
        if chart.place_at(i).is_some_and(|(_, p)| !p.bare) {
            return (i > at).then_some(i);
        }
        if cx.is_capital(i) {
            let other = starts_head(chart, i) || run::shape(cx, i, chart.run(i).min(end)) == NameShape::Likely;
            return (i > at && !other).then_some(i);
        }
        i += 1;
    }
    None
}

/// A hyphen glued to both sides, or a `&`: part of a name; with spaces around, a dash between phrases.
fn class_hyphen(chart: &Chart<'_>, i: u32) -> bool {
    chart.cx.text(i) == "&" || (chart.cx.gap(i) == Gap::None && chart.cx.gap(i + 1) == Gap::None)
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use crate::entity::testing::brackets;

    #[test]
    fn a_body_holds_the_bodies_and_places_it_belongs_to() {
        for (text, expected) in [
            ("Họp với Ban Tổ chức Huyện ủy Tháp Mười.", "Họp với [O Ban Tổ chức [O Huyện ủy [A Tháp Mười]]]."),
            ("Theo Ủy ban MTTQ Việt Nam xã Tân Kiều.", "Theo [O Ủy ban [O MTTQ [L Việt Nam]] [A xã Tân Kiều]]."),
            ("Làm việc với Thường trực HĐND huyện.", "Làm việc với [O Thường trực [O HĐND huyện]]."),
        ] {
            assert_eq!(brackets(text), expected);
        }
    }

    #[test]
    fn a_name_goes_on_through_its_joints() {
        for (text, expected) in [
            ("Đến Bộ Văn hóa, Thể thao và Du lịch sáng nay.", "Đến [O Bộ Văn hóa, Thể thao và Du lịch] sáng nay."),
            ("Thăm Sở Kế hoạch - Đầu tư tỉnh Đồng Tháp.", "Thăm [O Sở Kế hoạch - Đầu tư [A tỉnh Đồng Tháp]]."),
        ] {
            assert_eq!(brackets(text), expected);
        }
    }

    #[test]
    fn common_nouns_are_no_bodies() {
        for (text, expected) in [
            ("Các chi bộ cơ sở họp hội nghị với công an xã.", "Các chi bộ cơ sở họp hội nghị với công an xã."),
            ("Thị trường và nhà báo không đến.", "Thị trường và nhà báo không đến."),
        ] {
            assert_eq!(brackets(text), expected);
        }
    }
}
