//! Titles: modifiers, a head, and the organisation, place or country that the post belongs to.
//!
//! ```text
//! nguyên     Phó       Trưởng  [Ban Tổ chức [Huyện ủy [Tháp Mười]]]
//! modifier   └ head of the list ┘ organisation of the chart
//! ```
//! Whether a title without organisation counts is decided later, beside the names ([`super::select`]).

use super::chart::{Chart, Node};
use super::context::bits;
use super::duty;
use super::lexicon::{Flags, Hit, List, NameCounts};
use super::person::{self, Before};
use super::place::node;
use super::run::{self, NameShape};
use crate::entity::EntityKind;
use crate::token::{Case, Gap, TokenKind};

/// The longest head before a body that is known only by it, in tokens.
const LONGEST_HEAD: u32 = 5;

/// The title that begins at token `i`.
pub(crate) fn title(chart: &Chart<'_>, i: u32, end: u32) -> Option<Node> {
    // `chức vụ Trưởng ban`: not a `Vụ trưởng`.
    if chart.cx.joined_to_previous(i) && !chart.cx.is_capital(i) && !chart.cx.joined_to_previous(i + 1) {
        return None;
    }
    let from = after_modifiers(chart, i, end)?;
    // A head of the list that begins with a modifier (`cựu | Phó phòng`) goes before modifier and head.
    let mut best: Option<Node> = None;
    let starts = std::iter::once(i).chain((i + 1..=from).rev());
    for hit in starts.flat_map(|at| chart.cx.hits_at(at).iter().rev()) {
        if hit.entry.list != List::Title || hit.end > end {
            continue;
        }
        let Some(found) = headed(chart, i, hit, end) else { continue };
        // The longest phrase; of two as long, the one with the longer head.
        if best.as_ref().is_none_or(|b| b.tokens.end < found.tokens.end) {
            best = Some(found);
        }
    }
    best
}

/// The first token after the modifiers at `i` (`nguyên`, `quyền`); `i` itself when there are none, `None` when what
/// looks like a modifier is the end of another word (`chính quyền Tổng thống`).
pub(crate) fn after_modifiers(chart: &Chart<'_>, i: u32, end: u32) -> Option<u32> {
    let cx = &chart.cx;
    let mut at = i;
    while let Some(hit) = cx.longest(at, List::Modifier) {
        let cancels = |h: &Hit| h.entry.list == List::Modifier && h.entry.flags.has(Flags::CANCELS);
        let cancelled = cancels(&hit) || (at > 0 && cx.hits_at(at - 1).iter().any(|h| cancels(h) && h.end == hit.end));
        if cancelled && at == i {
            // `Cố vấn` is a head of its own.
            return cx.longest(i, List::Title).map(|_| i);
        }
        if cancelled || hit.end >= end || hit.end - i > 4 {
            break;
        }
        at = hit.end;
    }
    Some(at)
}

/// A head, what follows it, and where its holder is posted (`Đại sứ Mỹ tại Liên Hợp Quốc`).
fn headed(chart: &Chart<'_>, start: u32, hit: &Hit, end: u32) -> Option<Node> {
    let mut found = of_body(chart, start, hit, end)?;
    let at = found.tokens.end;
    if hit.entry.flags.has(Flags::POSTED) && matches!(chart.cx.text(at), "tại" | "ở") && at + 1 < end {
        let posts = [chart.org_at(at + 1), chart.loc_at(at + 1), chart.place_at(at + 1)];
        if let Some((id, post)) = posts.into_iter().flatten().find(|(_, p)| p.tokens.end <= end) {
            found.children.push(id);
            found.tokens.end = post.tokens.end;
            found.bare = false;
        }
    }
    Some(found)
}

/// A head and the organisation, place or function after it.
fn of_body(chart: &Chart<'_>, start: u32, hit: &Hit, end: u32) -> Option<Node> {
    let cx = &chart.cx;
    let flags = hit.entry.flags;
    let at = hit.end;
    if let Some(found) = overlapping(chart, start, hit, end) {
        return Some(found);
    }
    let bare = |end: u32| node(EntityKind::Title, start, end, "title.head", Some(hit.entry), hit.end, true);
    let next = if at < end && cx.gap(at) <= Gap::Space { Some(at) } else { None };
    let Some(at) = next else { return (!flags.has(Flags::BEFORE_ORG)).then(|| bare(hit.end)) };
    if flags.has(Flags::RANK) {
        return Some(bare(hit.end));
    }
    if flags.has(Flags::AMBIGUOUS) && flags.has(Flags::ABBREVIATION) {
        return (cx.longest(start, List::Level).is_none()).then(|| bare(hit.end));
    }
    // `Bộ trưởng Quốc phòng`, `Thứ trưởng Ngoại giao Nga`: what the post is for, no body inside.
    let function = cx
        .longest(at, List::OrgFunction)
        .filter(|h| h.end <= end && flags.has(Flags::COUNTRY) && cx.gap(at) == Gap::Space && is_office(chart, h, end));
    let org_after = chart.org_at(at).filter(|(_, o)| function.is_none_or(|f| f.end <= o.tokens.end));
    if let Some((id, org)) = org_after.filter(|(_, o)| o.tokens.end <= end) {
        let fits = flags.has(Flags::BEFORE_ORG) || flags.has(Flags::ORG) || !flags.has(Flags::COMPLETE);
        let seat = flags.has(Flags::MEMBER) && !flags.has(Flags::ORG);
        if fits && !seat {
            let mut found =
                node(EntityKind::Title, start, org.tokens.end, "title.head+org", Some(hit.entry), hit.end, false);
            found.children.push(id);
            return Some(found);
        }
    }
    if cx.text(at) == "của"
        && flags.has(Flags::ORG)
        && let Some((id, org)) = chart.org_at(at + 1).filter(|(_, o)| o.tokens.end <= end)
    {
        let mut found =
            node(EntityKind::Title, start, org.tokens.end, "title.head+org", Some(hit.entry), hit.end, false);
        found.children.push(id);
        return Some(found);
    }
    if flags.has(Flags::BEFORE_ORG) {
        // `Trưởng đoàn`, `Trưởng phòng` stand in the list as heads of their own.
        return in_words(chart, start, hit, end);
    }
    if flags.has(Flags::MEMBER) && !flags.has(Flags::ORG) {
        return Some(bare(hit.end));
    }
    let from = function.map_or(at, |h| h.end);
    if let Some((id, place)) = chart.place_at(from).filter(|(_, p)| p.tokens.end <= end && cx.gap(from) == Gap::Space) {
        let fits = flags.has(Flags::PLACE) || flags.has(Flags::ORG);
        if fits && !(place.bare && is_person(chart, from, place.tokens.end, end)) {
            let mut found =
                node(EntityKind::Title, start, place.tokens.end, "title.head+place", Some(hit.entry), hit.end, false);
            found.children.push(id);
            return Some(found);
        }
    }
    if let Some((id, loc)) = chart.loc_at(from).filter(|(_, l)| l.tokens.end <= end && cx.gap(from) == Gap::Space) {
        let country = loc.head.is_some_and(|e| matches!(e.list, List::Country | List::Loc));
        // `Thống đốc bang New York`, `phó giám đốc cảng Gò Sen`: a place with its class word, where a body may follow, too.
        let placed = flags.has(Flags::ORG) || flags.has(Flags::PLACE) || flags.has(Flags::COUNTRY);
        if country || placed {
            let mut found =
                node(EntityKind::Title, start, loc.tokens.end, "title.head+country", Some(hit.entry), hit.end, false);
            found.children.push(id);
            return Some(found);
        }
    }
    if let Some(function) = function {
        return Some(node(
            EntityKind::Title,
            start,
            function.end,
            "title.head+function",
            Some(hit.entry),
            hit.end,
            false,
        ));
    }
    if flags.has(Flags::PLACE) || flags.has(Flags::ORG) {
        let level = cx.longest(at, List::Level).filter(|h| {
            h.end <= end
                && cx.gap(at) == Gap::Space
                && !h.entry.flags.has(Flags::HAMLET)
                && cx.token(at).is_some_and(|t| t.kind == TokenKind::Syllable)
        });
        if let Some(level) = level {
            return Some(node(
                EntityKind::Title,
                start,
                level.end,
                "title.head+level",
                Some(hit.entry),
                hit.end,
                false,
            ));
        }
    }
    if let Some(found) = trade(chart, start, hit, end) {
        return Some(found);
    }
    let body = common_body(chart, start, hit, end);
    let words = in_words(chart, start, hit, end);
    if let Some(words) = words.filter(|w| body.as_ref().is_none_or(|b| w.tokens.end > b.tokens.end)) {
        return Some(words);
    }
    // `Giám đốc Kiến trúc`: one capitalised word of two syllables that is no name.
    let word = at + 2 <= end
        && cx.gap(at) == Gap::Space
        && cx.is_capital(at)
        && cx.joined_to_previous(at + 1)
        && !cx.is_capital(at + 1)
        && flags.has(Flags::FUNCTION)
        && chart.title_at(at).is_none()
        && cx.longest(at, List::Org).is_none();
    if word {
        return Some(node(EntityKind::Title, start, at + 2, "title.head+function", Some(hit.entry), hit.end, false));
    }
    Some(body.unwrap_or_else(|| bare(hit.end)))
}

/// A head with what the post is about, in one word of two syllables, before its body or its holder (`giám đốc bảo mật của
/// TravelKeys`, `giám đốc nghiên cứu N`).
fn trade(chart: &Chart<'_>, start: u32, hit: &Hit, end: u32) -> Option<Node> {
    let cx = &chart.cx;
    let at = hit.end;
    let to = at + 2;
    let other = bits([List::Speech, List::Stop, List::Appoint, List::Title, List::Org, List::Level, List::Modifier]);
    let word = hit.entry.flags.has(Flags::FUNCTION)
        && to < end
        && (at..to).all(|k| cx.gap(k) == Gap::Space && cx.token(k).is_some_and(|t| t.case == Case::Lower))
        && cx.joined_to_previous(at + 1)
        && !cx.joined_to_previous(at)
        && !cx.joined_to_previous(to)
        && !cx.begins(at, other);
    if !word || cx.gap(to) != Gap::Space {
        return None;
    }
    let of = if cx.text(to) == "của" { to + 1 } else { to };
    let mut found = node(EntityKind::Title, start, to, "title.head+function", Some(hit.entry), hit.end, false);
    if let Some((id, org)) = chart.org_at(of).filter(|(_, o)| o.tokens.end <= end) {
        found.children.push(id);
        found.tokens.end = org.tokens.end;
        return Some(found);
    }
    (of == to && person::person(chart, to, end, Before::Title).is_some()).then_some(found)
}

/// `Bí thư chi bộ`, `phó hiệu trưởng nhà trường`, `Tổng Biên tập báo Lao Động`: a body that is no ORG by itself.
/// `hãng` of `của hãng Boeing` stands outside the name; `báo` of `báo cáo` is another word.
fn common_body(chart: &Chart<'_>, start: u32, hit: &Hit, end: u32) -> Option<Node> {
    let cx = &chart.cx;
    let flags = hit.entry.flags;
    let at = hit.end;
    let of = if cx.text(at) == "của" && flags.has(Flags::ORG) { at + 1 } else { at };
    let body = cx.longest(of, List::Org).filter(|h| {
        h.end <= end
            && flags.has(Flags::ORG)
            && cx.gap(at) == Gap::Space
            && (cx.is_capital(h.end) || !cx.joined_to_previous(h.end))
            && (of == at || chart.org_at(h.end).is_some_and(|(_, o)| o.tokens.end <= end))
    })?;
    let mut found = node(EntityKind::Title, start, body.end, "title.head+body", Some(hit.entry), hit.end, true);
    if let Some((id, org)) =
        chart.org_at(body.end).filter(|(_, o)| o.tokens.end <= end && cx.gap(body.end) == Gap::Space)
    {
        found.children.push(id);
        found.tokens.end = org.tokens.end;
        found.bare = false;
    }
    Some(found)
}

/// A head with what the post is for, in words that no list has.
fn in_words(chart: &Chart<'_>, start: u32, hit: &Hit, end: u32) -> Option<Node> {
    let flags = hit.entry.flags;
    let of_body = flags.has(Flags::ORG) || flags.has(Flags::FUNCTION) || flags.org_last() > 0;
    // `phụ trách kinh doanh` is said of the person, not of the post.
    let in_charge = chart.cx.text(hit.end - 1) == "trách";
    if !of_body || in_charge || flags.has(Flags::LONE) || flags.has(Flags::MEMBER) {
        return None;
    }
    let duty = duty::duty(chart, start, hit.end, end)?;
    let mut found = node(EntityKind::Title, start, duty.end, "title.head+words", Some(hit.entry), hit.end, true);
    found.children.extend(duty.inside);
    Some(found)
}

/// Whether a function after a head of state is a part of the post: with a capital, or in lower case before a country or
/// a name (`Bộ trưởng quốc phòng Mỹ`).
fn is_office(chart: &Chart<'_>, function: &Hit, end: u32) -> bool {
    let country = || chart.loc_at(function.end).is_some_and(|(_, l)| l.is_country());
    let name = || person::person(chart, function.end, end, Before::Title).is_some();
    starts_capital(chart, function.start) || (chart.cx.gap(function.end) == Gap::Space && (country() || name()))
}

/// A body that is known only by the post before it: a code or a brand (`phát ngôn viên PETA`, `giám đốc ForwardKeys`), or
/// what the model of names takes for a body (`chủ tịch Sunshine Group`).
pub(crate) fn employer(chart: &Chart<'_>, i: u32) -> Option<Node> {
    let cx = &chart.cx;
    let token = cx.token(i)?;
    let posted = || {
        (i.saturating_sub(LONGEST_HEAD)..i).any(|k| {
            cx.hits_of(k, bits([List::Title, List::Org])).iter().any(|h| {
                let flags = h.entry.flags;
                // `HĐQT VEAM`: an organ, which is always somebody's.
                let organ = !flags.has(Flags::FUNCTION.with(Flags::NAME).with(Flags::LEVEL_PLACE).with(Flags::COUNTRY));
                h.end == i
                    && flags.has(Flags::ORG)
                    && (h.entry.list == List::Title || h.entry.list == List::Org && organ)
            })
        })
    };
    let other = || {
        cx.hits_at(i)
            .iter()
            .any(|h| matches!(h.entry.list, List::Title | List::Honorific | List::NotName | List::Org | List::Level))
    };
    // In a line of capitals they tell nothing, and `NGUYỄN VĂN MẪU` is a name.
    let shouted = || [i.wrapping_sub(1), i + 1].iter().any(|&k| cx.token(k).is_some_and(|t| t.case == Case::Upper));
    let word = token.kind == TokenKind::Syllable && cx.gap(i) == Gap::Space && token.is_capitalised();
    let named = || {
        let counts = cx.lexicon.name(token.key);
        counts.family > 0 || counts.is(NameCounts::LONE_FOREIGN) || counts.is(NameCounts::FIRST_FOREIGN)
    };
    if !word || !posted() || other() || shouted() || named() {
        return None;
    }
    let text = cx.text(i);
    let code = token.case == Case::Upper && text.chars().count() >= 3;
    let brand = token.case == Case::Mixed && text.chars().skip(1).take(3).all(char::is_lowercase);
    let to = if code || brand {
        i + 1
    } else if chart.place_at(i).is_some() || chart.loc_at(i).is_some() {
        return None;
    } else {
        let judged = chart.names.judge(cx, i, chart.run(i), None)?;
        (judged.kind == EntityKind::Org).then_some(judged.tokens.end)?
    };
    Some(node(EntityKind::Org, i, to, "org.employer", None, to, false))
}

/// A head whose last syllables are the head of what is inside: `Trưởng [phòng Nội vụ]`, `Trưởng [thôn 3]`.
fn overlapping(chart: &Chart<'_>, start: u32, hit: &Hit, end: u32) -> Option<Node> {
    let flags = hit.entry.flags;
    let (inner, origin) = if flags.org_last() > 0 {
        let first = hit.end.saturating_sub(flags.org_last());
        // The count is of words, and a word may be several syllables: the earliest start that the chart knows.
        let at = (hit.start + 1..=first).find(|&k| chart.org_at(k).is_some_and(|(_, o)| o.tokens.end >= hit.end))?;
        (chart.org_at(at)?, "title.head+org")
    } else if flags.unit_last() > 0 {
        (chart.place_at(hit.end.saturating_sub(flags.unit_last()))?, "title.head+place")
    } else {
        return None;
    };
    let (id, inner) = inner;
    let inside = inner.tokens.start > start && inner.tokens.end >= hit.end && inner.tokens.end <= end;
    inside.then(|| {
        let mut found = node(EntityKind::Title, start, inner.tokens.end, origin, Some(hit.entry), hit.end, false);
        found.children.push(id);
        found
    })
}

fn starts_capital(chart: &Chart<'_>, i: u32) -> bool {
    chart.cx.token(i).is_some_and(|t| matches!(t.case, Case::Title | Case::Upper))
}

/// Whether the capitals at `start` are rather a person's name than the place that ends at `place_end`.
fn is_person(chart: &Chart<'_>, start: u32, place_end: u32, end: u32) -> bool {
    let capitals = chart.run(start).min(end);
    capitals > place_end
        && run::shape(&chart.cx, start, capitals) == NameShape::Likely
        && run::shape(&chart.cx, place_end, capitals) != NameShape::Likely
}

/// Whether the words before token `i` make a title there a common noun (`các bí thư`, `các đồng chí bí thư`,
/// `đại hội đại biểu`).
pub(crate) fn is_plural(chart: &Chart<'_>, i: u32) -> bool {
    let cx = &chart.cx;
    let mut at = i;
    if let Some(comrades) =
        (i.saturating_sub(2)..i).find(|&k| cx.hits_at(k).iter().any(|h| h.entry.list == List::Honorific && h.end == i))
    {
        at = comrades;
    }
    at > 0
        && cx.gap(at) == Gap::Space
        && matches!(
            cx.text(at - 1).to_lowercase().as_str(),
            "các"
                | "những"
                | "mọi"
                | "nhiều"
                | "từng"
                | "mỗi"
                | "số"
                | "phần"
                | "là"
                | "một"
                | "chức"
                | "hai"
                | "ba"
                | "hội"
        )
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use crate::entity::testing::brackets;

    #[test]
    fn a_title_holds_what_the_post_belongs_to() {
        for (text, expected) in [
            ("Gặp Trưởng phòng Nội vụ huyện Tháp Mười.", "Gặp [T Trưởng [O phòng Nội vụ [A huyện Tháp Mười]]]."),
            ("Gặp Bộ trưởng Quốc phòng Lào.", "Gặp [T Bộ trưởng Quốc phòng [L Lào]]."),
            ("Gặp Chủ tịch tỉnh Đồng Tháp.", "Gặp [T Chủ tịch [A tỉnh Đồng Tháp]]."),
        ] {
            assert_eq!(brackets(text), expected);
        }
    }

    #[test]
    fn modifiers_that_belong_to_another_word_are_none() {
        for (text, expected) in [
            (
                "Chính quyền Tổng thống Mỹ Donald Trump im lặng.",
                "Chính quyền [T1 Tổng thống [L Mỹ]] [P1 Donald Trump] im lặng.",
            ),
            (
                "Ông Lê Văn Mẫu, nguyên Chủ tịch UBND xã Tân Kiều.",
                "Ông [P1 Lê Văn Mẫu], [T1 nguyên Chủ tịch [O UBND [A xã Tân Kiều]]].",
            ),
        ] {
            assert_eq!(brackets(text), expected);
        }
    }

    #[test]
    fn plural_titles_name_no_post() {
        assert_eq!(
            brackets("Các đồng chí Phó Bí thư Đảng ủy cùng dự."),
            "Các đồng chí Phó Bí thư [O Đảng ủy] cùng dự."
        );
    }
}
