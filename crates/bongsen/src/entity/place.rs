//! Places: administrative units with or without their level word, and other named places.
//!
//! A unit is a level word and a name (`xã Đốc Binh Kiều`, `Q.1`, `khóm 3`) or a name that the register knows as a
//! province or a district (`Hà Nội`, `Tháp Mười`). A bare commune name is a unit only behind a school or border post: 44 % are shared, and
//! many are also personal names; the document may make it one later (see `second`).

use super::chart::{Chart, Node, NodeId};
use super::context::Context;
use super::lexicon::{Entry, Flags, Hit, List, OrgLevel};
use super::run::{self, NameShape};
use crate::document::TokenRange;
use crate::entity::{EntityKind, Origin};
use crate::place::{Level, Register};
use crate::token::{Gap, TokenKind};

/// The longest name of a unit, in tokens (`Bà Rịa - Vũng Tàu` has five).
const LONGEST_NAME: usize = 6;

/// A name of the register found in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownName {
    /// First token after.
    pub end: u32,
    pub province: bool,
    pub district: bool,
    pub commune: bool,
}

impl KnownName {
    /// Whether units of this level bear the name.
    pub const fn has(self, level: OrgLevel) -> bool {
        match level {
            OrgLevel::Province => self.province,
            OrgLevel::District => self.district,
            OrgLevel::Commune => self.commune,
            _ => true,
        }
    }
}

/// Names of the register that begin at token `i`, shortest first.
pub(crate) fn known_names(cx: &Context<'_>, register: &Register, i: u32) -> impl DoubleEndedIterator<Item = KnownName> {
    let line = cx.tokens.get(i as usize..).unwrap_or_default();
    let keys = line
        .iter()
        .take(LONGEST_NAME)
        .enumerate()
        .take_while(|(n, t)| *n == 0 || t.gap < Gap::Line)
        .map(|(_, t)| t.key);
    let mut found = [None; LONGEST_NAME];
    register.match_names(keys, |length, name| {
        let info = register.name_info(name);
        if let Some(slot) = found.get_mut(length.wrapping_sub(1)).filter(|_| !info.number) {
            *slot = Some(KnownName {
                end: i + length as u32,
                province: info.kinds.has_level(Level::Province),
                district: info.kinds.has_level(Level::District),
                commune: info.kinds.has_level(Level::Commune),
            });
        }
    });
    found.into_iter().flatten()
}

/// The administrative unit that begins at token `i`.
pub(crate) fn unit(chart: &Chart<'_>, i: u32, end: u32) -> Option<Node> {
    let cx = &chart.cx;
    // `văn bản Xuân …`: a level word that is the end of another word.
    let headed = || cx.hits_at(i.saturating_sub(1)).iter().any(|h| h.entry.flags.unit_last() > 0 && h.end > i);
    let inside_word = cx.joined_to_previous(i) && !cx.is_capital(i) && !headed();
    if let Some(level) = cx.longest(i, List::Level).filter(|_| !inside_word) {
        // `P`, `Q`, `F` without a dot are level words only before a number.
        let letter = level.end == i + 1 && cx.text(i).chars().count() == 1;
        let name_end = numbered(cx, &level, end)
            .or_else(|| if letter || is_area(chart, &level) { None } else { named(chart, &level, end) })
            .map(|name_end| with_number(cx, &level, name_end, end));
        if let Some(name_end) = name_end.filter(|_| !is_measure(cx, &level)) {
            return Some(node(
                EntityKind::AdminUnit,
                i,
                name_end,
                "unit.level+name",
                Some(level.entry),
                level.end,
                false,
            ));
        }
    }
    bare(chart, i, end)
}

/// Whether a word for a hamlet means an area: a housing estate with a name (`khu dân cư Hoa Mai`, but `khu dân cư 3`), or
/// what is around a place.
fn is_area(chart: &Chart<'_>, level: &Hit) -> bool {
    chart.cx.lexicon.text(level.entry) == "khu dân cư" || around_place(chart, level)
}

/// `khu vực Q.1`, `khu vực Đông Bắc`: a word for a hamlet that only means the surroundings of the place after it.
fn around_place(chart: &Chart<'_>, level: &Hit) -> bool {
    let area = level.entry.flags.has(Flags::HAMLET) && chart.cx.lexicon.text(level.entry) == "khu vực";
    let unit = chart.place_at(level.end).is_some_and(|(_, p)| {
        !p.bare || known_names(&chart.cx, chart.register, level.end).any(|n| n.province && n.end == p.tokens.end)
    });
    area && (unit || chart.loc_at(level.end).is_some_and(|(_, l)| l.bare))
}

/// `phường 5`, `khóm 3`, `tổ dân phố 55`, `Q.1`: a level word and a number.
fn numbered(cx: &Context<'_>, level: &Hit, end: u32) -> Option<u32> {
    let below_province = matches!(level.entry.level, OrgLevel::District | OrgLevel::Commune | OrgLevel::Hamlet);
    let at = level.end;
    if !below_province || at >= end || cx.gap(at) > Gap::Space {
        return None;
    }
    let at = if level.entry.flags.has(Flags::HAMLET)
        && matches!(cx.text(at), "số" | "Số")
        && cx.text(level.start).to_lowercase() == "tổ"
    {
        at + 1
    } else {
        at
    };
    let token = cx.token(at)?;
    let text = cx.text(at);
    let short = text.len() <= 3 || (level.entry.flags.has(Flags::HAMLET) && text.len() <= 5);
    let is_number = matches!(token.kind, TokenKind::Number | TokenKind::Alphanumeric) && short;
    let is_roman = token.kind == TokenKind::Syllable && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let hamlet_letter = level.entry.flags.has(Flags::HAMLET) && text.len() == 1 && cx.is_capital(at);
    (is_number || is_roman || hamlet_letter).then_some(at + 1)
}

/// A level word and a name: of the register where it knows one, else as far as the capitals go and no personal name
/// begins.
fn named(chart: &Chart<'_>, level: &Hit, end: u32) -> Option<u32> {
    let cx = &chart.cx;
    let at = level.end;
    if at >= end || cx.gap(at) > Gap::Space {
        return None;
    }
    let capitals = chart.run(at).min(end);
    let kind = level.entry.level;
    let known = known_names(cx, chart.register, at)
        .rev()
        .find(|n| n.end <= end && n.has(kind) && chart.any_capital(TokenRange::new(at, n.end)));
    if let Some(known) = known {
        let hamlet = kind == OrgLevel::Hamlet;
        // A hamlet's name is in no register: a known name is only the least of it.
        if !hamlet || known.end >= capitals {
            return Some(known.end);
        }
    }
    if capitals == at || !cx.is_capital(at) {
        return None;
    }
    // A capitalised level word at the head of a heading (`HUYỆN ỦY`) takes no unknown name.
    if run::all_caps(cx, level.start, capitals.max(level.end)) && known.is_none() {
        return None;
    }
    if is_title_or_org(cx, at) || (known.is_none() && is_abroad(chart, level)) {
        return None;
    }
    let longest = if kind == OrgLevel::Hamlet { 5 } else { 4 };
    let cut = run::name_inside(cx, at, capitals)
        .or_else(|| (at + 1..capitals).find(|&j| is_title_or_org(cx, j)))
        .unwrap_or(capitals);
    let cut = known.map_or(cut, |k| cut.max(k.end));
    // The register holds every province, district and commune: what it does not know is rather a person, whose
    // post ended with the level word (`Chủ tịch UBND tỉnh Trần Văn Mẫu`).
    let unknown = known.is_none() && kind != OrgLevel::Hamlet;
    if unknown && (kind == OrgLevel::Province || run::shape(cx, at, cut) >= NameShape::Possible) {
        return None;
    }
    (cut - at <= longest).then_some(cut)
}

/// Whether a level word that the register has no unit for stands before a place of the lists or a foreign word, so that
/// the unit is of another country (`thành phố Beaverton`, `tỉnh Quý Châu`).
fn is_abroad(chart: &Chart<'_>, level: &Hit) -> bool {
    let local = level.entry.flags.has(Flags::HAMLET.with(Flags::ABBREVIATION));
    // `huyện Ea Hleo`, `xã Kon Plông`: names of minorities look foreign, and have many spellings.
    let sure = matches!(chart.cx.lexicon.text(level.entry), "tỉnh" | "thành phố" | "quận");
    let listed = chart.loc_at(level.end).is_some_and(|(_, l)| l.bare && !l.is_country());
    !local && chart.cx.is_capital(level.end) && (listed || sure && super::person::is_foreign(chart.cx.text(level.end)))
}

/// The end of a unit of another country: the place of the lists, else at most two words, else the first of them.
fn abroad(chart: &Chart<'_>, level: &Hit, end: u32) -> Option<u32> {
    if !is_abroad(chart, level) || chart.cx.gap(level.end) != Gap::Space {
        return None;
    }
    let listed = chart.loc_at(level.end).filter(|(_, l)| l.bare).map(|(_, l)| l.tokens.end);
    let capitals = chart.run(level.end).min(end);
    listed.or_else(|| Some(if capitals - level.end > 2 { level.end + 1 } else { capitals })).filter(|&e| e <= end)
}

/// A number that ends the name of a hamlet or a commune (`thôn Na Lốc 3`, `phường Móng Cái 3`): it closes the phrase.
fn with_number(cx: &Context<'_>, level: &Hit, name_end: u32, end: u32) -> u32 {
    let local = matches!(level.entry.level, OrgLevel::Hamlet | OrgLevel::Commune);
    if local { closing_number(cx, name_end, end) } else { name_end }
}

/// The end of a name, with the number of at most two digits that closes the phrase (`Trường Tiểu học Gò Sen 2`).
pub(crate) fn closing_number(cx: &Context<'_>, name_end: u32, end: u32) -> u32 {
    let number = name_end < end
        && cx.gap(name_end) == Gap::Space
        && cx.token(name_end).is_some_and(|t| t.kind == TokenKind::Number)
        && cx.text(name_end).len() <= 2
        && cx.token(name_end - 1).is_some_and(|t| t.kind == TokenKind::Syllable);
    let next = name_end + 1;
    let closes = next >= end
        || cx.token(next).is_some_and(|t| t.kind == TokenKind::Punctuation)
        || cx.text(next) == "và"
        || cx.longest(next, List::Stop).is_some();
    if number && closes { next } else { name_end }
}

/// The next unit of a row begun with a level word (`các xã A, B và C`): a name that units of that level bear, whole.
pub(crate) fn row_name(chart: &Chart<'_>, i: u32, level: OrgLevel, end: u32) -> Option<u32> {
    let cx = &chart.cx;
    let capitals = chart.run(i).min(end);
    let name =
        known_names(cx, chart.register, i).rev().find(|n| n.end <= end && n.has(level) && all_capital(cx, i, n.end))?;
    (name.end >= capitals && name.end > i).then_some(name.end)
}

/// Whether a head of a title or an organisation begins at token `i`.
fn is_title_or_org(cx: &Context<'_>, i: u32) -> bool {
    cx.hits_at(i).iter().any(|h| {
        matches!(h.entry.list, List::Title | List::Org) && (h.end > i + 1 || h.entry.flags.has(Flags::ABBREVIATION))
    })
}

/// `ba xã`, `120 xã`: a count before the level word, and the name after it belongs to something else.
fn is_measure(cx: &Context<'_>, level: &Hit) -> bool {
    level.start > 0
        && cx.token(level.start - 1).is_some_and(|t| t.kind == TokenKind::Number)
        && cx.gap(level.start) == Gap::Space
        && !cx.is_capital(level.end)
}

/// A name without level word: a province, a district, or an alias of one.
fn bare(chart: &Chart<'_>, i: u32, end: u32) -> Option<Node> {
    let cx = &chart.cx;
    if !cx.is_capital(i)
        || (i > 0 && cx.gap(i) == Gap::None && cx.token(i - 1).is_some_and(|t| t.kind == TokenKind::Syllable))
    {
        return None;
    }
    let known = known_names(cx, chart.register, i).rev().find(|n| {
        let named_for = n.commune && n.end == chart.run(i) && n.end > i + 1 && bears_commune(cx, i);
        n.end <= end && (n.province || n.district || named_for) && all_capital(cx, i, n.end)
    })?;
    let capitals = chart.run(i).max(known.end);
    if known.end == i + 1 && cx.token(i).is_some_and(|t| t.kind == TokenKind::Syllable) && !known.province {
        return None;
    }
    if capitals > known.end {
        // The capitals go on: a person's name may follow, anything else makes this part of another name.
        let person = run::shape(cx, known.end, capitals.min(known.end + 4)) >= NameShape::Likely;
        let head = is_title_or_org(cx, known.end);
        if !(person || head || known.province && capitals > known.end + 1) {
            return None;
        }
    }
    let other = cx.hits_at(i).iter().any(|h| {
        matches!(h.entry.list, List::NotName | List::Loc | List::OrgName | List::Country | List::Org)
            && h.end > known.end
    });
    if cx.longest(i, List::KnownPerson).is_some_and(|h| h.end == known.end) {
        return None;
    }
    // A district named as people are in full (`Phan Bội Châu`): only beside its level word.
    let person = !known.province && known.end - i >= 3 && run::shape(cx, i, known.end) == NameShape::Likely;
    if other || person {
        return None;
    }
    Some(node(EntityKind::AdminUnit, i, known.end, "unit.bare-name", None, i, true))
}

/// Whether a school or border post stands before token `i`: they are named for their commune, unless the name is a
/// person's (`Trường THCS Lộc Sơn`, `Trường THCS Nguyễn Huệ`).
fn bears_commune(cx: &Context<'_>, i: u32) -> bool {
    let of_commune = |h: &Hit| {
        let name = cx.lexicon.text(h.entry);
        h.entry.list == List::Org
            && h.end == i
            && ["Trường THCS", "Trường Tiểu học", "Trường Mầm non", "Đồn Biên phòng"].contains(&name)
    };
    cx.lexicon.name(cx.key(i)).family == 0 && (i.saturating_sub(5)..i).any(|k| cx.hits_at(k).iter().any(of_commune))
}

/// Whether every word of the range is capitalised (hyphens inside a name aside).
fn all_capital(cx: &Context<'_>, start: u32, end: u32) -> bool {
    (start..end).all(|i| cx.is_capital(i) || cx.is_dash(i))
}

/// The other place that begins at token `i`: a country, a place of the lists, or a class word and a name.
pub(crate) fn loc(chart: &Chart<'_>, i: u32, end: u32) -> Option<Node> {
    let cx = &chart.cx;
    let known = [List::Country, List::Loc]
        .into_iter()
        .filter_map(|list| cx.longest(i, list))
        .filter(|h| h.end <= end && chart.any_capital(TokenRange::new(h.start, h.end)))
        .max_by_key(|h| h.end);
    let inside_word = cx.joined_to_previous(i) && !cx.is_capital(i);
    let named = cx.longest(i, List::LocHead).filter(|_| !inside_word).and_then(|head| loc_name(chart, &head, end));
    if let Some((name_end, children, head)) = named
        && known.is_none_or(|k| k.end < name_end)
    {
        let mut node = node(EntityKind::Loc, i, name_end, "loc.head+name", Some(head.entry), head.end, false);
        node.children = children;
        return Some(node);
    }
    // `các tỉnh Tây Nguyên`: the units of a region.
    let several = || i > 0 && matches!(cx.text(i - 1), "các" | "những" | "nhiều" | "số");
    let level = cx.longest(i, List::Level).filter(|_| !inside_word && chart.place_at(i).is_none() && !several());
    if let Some(level) = level
        && let Some(to) = abroad(chart, &level, end)
    {
        return Some(node(EntityKind::Loc, i, to, "loc.level+name", Some(level.entry), level.end, false));
    }
    let known = known?;
    // `Lào` in `Lào Cai`; `tiếng Anh` is a language, `châu Mỹ` a continent.
    if i > 0 && matches!(cx.text(i - 1), "tiếng" | "Tiếng" | "châu" | "Châu") {
        return None;
    }
    if chart.place_at(i).is_some_and(|(_, p)| p.tokens.end > known.end) {
        return None;
    }
    // `Anh`, `Đức`, `Nga`: countries, and words before or inside a person's name.
    if known.end == i + 1 && known.entry.flags.has(Flags::AMBIGUOUS) {
        let starts = cx.starts_sentence(i) || (i > 0 && matches!(cx.text(i - 1), "“" | "\"" | "-" | "–"));
        let inside_run =
            i > 0 && cx.gap(i) == Gap::Space && cx.is_name_token(i - 1) && run::shape(cx, i - 1, i + 1) > NameShape::No;
        let honorific = i > 0 && cx.hits_at(i - 1).iter().any(|h| h.entry.list == List::Honorific && h.end == i);
        if starts || inside_run || honorific {
            return None;
        }
    }
    let longer =
        cx.hits_at(i).iter().any(|h| matches!(h.entry.list, List::NotName | List::OrgName) && h.end > known.end);
    if longer {
        return None;
    }
    Some(node(EntityKind::Loc, i, known.end, "loc.list", Some(known.entry), i, true))
}

/// The end of the name after a class word, and the unit inside it if one is written with its level word.
fn loc_name(chart: &Chart<'_>, head: &Hit, end: u32) -> Option<(u32, Vec<NodeId>, Hit)> {
    let cx = &chart.cx;
    let at = head.end;
    if at >= end || cx.gap(at) > Gap::Space {
        return None;
    }
    if let Some((id, unit)) = chart.place_at(at)
        && !unit.bare
    {
        return Some((unit.tokens.end, vec![id], *head));
    }
    let number = cx.token(at).is_some_and(|t| matches!(t.kind, TokenKind::Number | TokenKind::Alphanumeric));
    if head.entry.flags.has(Flags::NUMBER) && number {
        return Some((at + 1, Vec::new(), *head));
    }
    // `đường 30/4`
    if head.entry.flags.has(Flags::NEEDS_CAPITAL) && cx.token(at).is_some_and(|t| t.kind == TokenKind::Date) {
        return matches!(cx.text(head.start).to_lowercase().as_str(), "đường" | "phố" | "cầu" | "công").then_some((
            at + 1,
            Vec::new(),
            *head,
        ));
    }
    let capitals = chart.run(at).min(end);
    if capitals == at {
        return None;
    }
    // `Bến Tre`, `Hồ Đức Thiện`: a unit or a person that begins like a class word.
    if cx.is_capital(head.start)
        && (chart.place_at(head.start).is_some() || run::shape(cx, head.start, capitals) >= NameShape::Possible)
    {
        return None;
    }
    let mut cut = (at + 1..capitals).find(|&j| is_title_or_org(cx, j)).unwrap_or(capitals);
    // `bang Vermont | Adam Reed`: a place of the lists, and somebody after it.
    if let Some((_, known)) = chart.loc_at(at).filter(|(_, l)| l.bare && l.tokens.end < cut) {
        let person = super::person::is_foreign(cx.text(known.tokens.end)) || cut - known.tokens.end > 1;
        cut = if person { known.tokens.end } else { cut };
    }
    if cut - at > 5 {
        return None;
    }
    // `cao tốc Hà Nội - Hải Phòng`
    while head.entry.flags.has(Flags::ROUTE) && cx.is_dash(cut) && chart.run(cut + 1).min(end) > cut + 1 {
        cut = chart.run(cut + 1).min(end);
    }
    // A single letter is no name (`hội trường A`), with a number it is a code (`trạm thu phí T 2`).
    let letter = cut == at + 1 && cx.text(at).chars().count() == 1;
    let numbered = closing_number(cx, cut, end);
    if letter && numbered == cut && !head.entry.flags.has(Flags::NUMBER) {
        return None;
    }
    Some((numbered, Vec::new(), *head))
}

/// A node without children.
pub(crate) fn node(
    kind: EntityKind,
    start: u32,
    end: u32,
    origin: &'static str,
    head: Option<Entry>,
    head_end: u32,
    bare: bool,
) -> Node {
    Node {
        kind,
        tokens: TokenRange::new(start, end),
        origin: Origin(origin),
        children: Vec::new(),
        head,
        head_end,
        bare,
    }
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use crate::entity::testing::brackets;

    #[test]
    fn a_place_ends_where_a_name_begins() {
        for (text, expected) in [
            (
                "Bí thư Thành ủy TP.HCM Nguyễn Văn Thí Dụ đến thăm.",
                "[T1 Bí thư [O Thành ủy [A TP.HCM]]] [P1 Nguyễn Văn Thí Dụ] đến thăm.",
            ),
            ("Chủ tịch UBND tỉnh Lê Thị Mẫu phát biểu.", "[T1 Chủ tịch [O UBND tỉnh]] [P1 Lê Thị Mẫu] phát biểu."),
        ] {
            assert_eq!(brackets(text), expected);
        }
    }

    #[test]
    fn class_words_and_numbers() {
        for (text, expected) in [
            (
                "Đi từ khóm 3, phường 5 qua cầu Cái Tàu về Q.1.",
                "Đi từ [A khóm 3], [A phường 5] qua [L cầu Cái Tàu] về [A Q.1].",
            ),
            (
                "Đoạn cao tốc Hà Nội - Hải Phòng và đường 30/4.",
                "Đoạn [L cao tốc Hà Nội - Hải Phòng] và [L đường 30/4].",
            ),
        ] {
            assert_eq!(brackets(text), expected);
        }
    }

    #[test]
    fn a_country_inside_another_name_is_none() {
        assert_eq!(brackets("Về Lào Cai dạy tiếng Anh."), "Về [A Lào Cai] dạy tiếng Anh.");
    }
}
