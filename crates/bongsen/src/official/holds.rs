//! Which person holds which title: patterns over the order of names, titles, marks and verbs in a sentence.
//!
//! ```text
//! T N          Chủ tịch UBND xã | Trần Văn Mẫu
//! N, T1, T2    Trần Văn Mẫu - Phó Bí thư, Chủ tịch UBND xã
//! T1, T2 N     Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh | Trần Văn Mẫu
//! N verb T     Trần Văn Mẫu được bầu giữ chức Chủ tịch UBND xã
//! T, ông N     Chủ tịch UBND xã, ông | Trần Văn Mẫu
//! các T N1, N2 các Phó Chủ tịch | Trần Văn Mẫu và Lê Thị Ví Dụ
//! T đối với N  miễn nhiệm chức danh Chủ tịch UBND xã đối với ông | Trần Văn Mẫu
//! T, thay N    (Lê Thị Ví Dụ giữ chức) Chủ tịch UBND xã, thay ông | Trần Văn Mẫu
//! ```
//! What the verbs around a pair say of the post is read in [`verbs`](super::verbs).
//! The letters and counts are those of the collection of patterns that the grammar was written from.

use super::verbs;
use crate::document::{EntityData, EntityId, TokenRange};
use crate::entity::lexicon::{Flags, List};
use crate::entity::link::{self, Link};
use crate::entity::{Context, EntityKind};
use crate::token::Gap;

/// A person and a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub person: EntityId,
    pub title: EntityId,
    pub pattern: &'static str,
    /// Flags of the phrase that gives or takes the post; none when no phrase does.
    pub verb: Flags,
}

/// A person or a title of one sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub id: EntityId,
    pub is_person: bool,
    pub tokens: TokenRange,
}

/// How far from its holder a title in a row of titles may be, in tokens. No row in a real text is as long; the bound
/// keeps what is said of a text (the evidence of each pair) in proportion to it.
const ROW: u32 = 160;

/// The same for a name in a list of the holders of one title.
const LISTED: u32 = 512;

/// How far before a name the word is that makes it the name of who decides, in tokens (`được Bộ trưởng Bộ X N bổ nhiệm`).
const AGENT: u32 = 12;

/// Every pair of the text, in order of the titles.
pub(crate) fn pairs(cx: &Context<'_>, entities: &[EntityData]) -> Vec<Pair> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut items = Vec::new();
    for sentence in cx.sentences {
        items.clear();
        while let Some(e) = entities.get(at).filter(|e| e.tokens.start < sentence.end) {
            let outermost = e.parent.is_none() && e.tokens.start >= sentence.start;
            if outermost && matches!(e.kind, EntityKind::Person | EntityKind::Title) {
                items.push(Item { id: EntityId(at as u32), is_person: e.kind == EntityKind::Person, tokens: e.tokens });
            }
            at += 1;
        }
        let first = out.len();
        Sentence { cx, items: &items }.read(&mut out);
        verbs::read(cx, sentence.start, &items, first, &mut out);
    }
    out
}

/// The items of one sentence.
struct Sentence<'a, 'c> {
    cx: &'a Context<'c>,
    items: &'a [Item],
}

/// How the holder of a title was found.
#[derive(Clone, Copy)]
enum Holder {
    /// It follows the title.
    Next(usize, &'static str),
    /// It precedes the title.
    Previous(usize, &'static str, Flags),
}

impl Sentence<'_, '_> {
    fn read(&self, out: &mut Vec<Pair>) {
        let n = self.items.len();
        let mut holders: Vec<Option<Holder>> = vec![None; n];
        // From right to left: `T1, T2 N` hands the holder of T2 on to T1.
        for k in (0..n).rev() {
            let holder = self.holder_after(k, &holders);
            if let Some(slot) = holders.get_mut(k) {
                *slot = holder;
            }
        }
        // From left to right: `N, T1, T2` hands the holder of T1 on to T2.
        let mut last_person = None;
        for k in 0..n {
            if self.items.get(k).is_some_and(|item| item.is_person) {
                last_person = Some(k);
            }
            let adjacent = matches!(holders.get(k), Some(Some(Holder::Next(_, "T N"))));
            if adjacent {
                continue;
            }
            if let Some(holder) = self.holder_before(k, last_person, &holders)
                && let Some(slot) = holders.get_mut(k)
            {
                *slot = Some(holder);
            }
        }
        for (k, holder) in holders.iter().enumerate() {
            let (Some(item), Some(holder)) = (self.items.get(k), holder) else { continue };
            match *holder {
                Holder::Next(p, pattern) => {
                    self.push(p, item, pattern, Flags::default(), out);
                    self.push_further(k, p, item, out);
                }
                Holder::Previous(p, pattern, verb) => self.push(p, item, pattern, verb, out),
            }
        }
    }

    fn push(&self, person: usize, title: &Item, pattern: &'static str, verb: Flags, out: &mut Vec<Pair>) {
        if let Some(p) = self.items.get(person) {
            out.push(Pair { person: p.id, title: title.id, pattern, verb });
        }
    }

    /// `các Phó Chủ tịch N1, N2 và N3`, `các đồng chí Ủy viên …: N1, N2`: the further names of a plural title.
    fn push_further(&self, k: usize, first: usize, title: &Item, out: &mut Vec<Pair>) {
        if !self.is_plural(title.tokens.start) {
            return;
        }
        let mut previous = first;
        for (p, next) in self.items.iter().enumerate().skip(first + 1) {
            let Some(before) = self.items.get(previous) else { return };
            let near = next.tokens.end.saturating_sub(title.tokens.start) <= LISTED;
            let listed = next.is_person && near && self.is_list_joint(before.tokens.end, next.tokens.start);
            if !listed || p == k {
                return;
            }
            self.push(p, title, "các T N, N", Flags::default(), out);
            previous = p;
        }
    }

    fn is_plural(&self, start: u32) -> bool {
        let mut i = start;
        if i > 0 && self.cx.text(i - 1).to_lowercase() == "chí" {
            i = i.saturating_sub(2);
        }
        i > 0 && matches!(self.cx.text(i - 1), "các" | "Các" | "hai" | "Hai" | "ba" | "Ba" | "những" | "bốn")
    }

    /// `,` or `và`, with or without an honorific.
    fn is_list_joint(&self, from: u32, to: u32) -> bool {
        let from = match self.cx.text(from) {
            "," | "và" | ";" => from + 1,
            _ => return false,
        };
        from == to || self.honorific(from) == Some(to)
    }

    /// The end of the honorific at `i`, if one stands there.
    fn honorific(&self, i: u32) -> Option<u32> {
        self.cx.longest(i, List::Honorific).map(|h| h.end)
    }

    /// A holder after the title.
    fn holder_after(&self, k: usize, holders: &[Option<Holder>]) -> Option<Holder> {
        let title = self.items.get(k).filter(|t| !t.is_person)?;
        let next = self.items.get(k + 1)?;
        let cx = self.cx;
        let (from, to) = (link::over_alias(cx, title.tokens.end), next.tokens.start);
        if next.is_person {
            if cx.gap(from) <= Gap::Space && (from == to || self.honorific(from) == Some(to)) {
                return Some(Holder::Next(k + 1, "T N"));
            }
            let mark = matches!(cx.text(from), "," | ":" | "là") || cx.is_dash(from);
            if mark && self.honorific(from + 1) == Some(to) {
                return Some(Holder::Next(k + 1, "T, HON N"));
            }
            let own_title = self
                .items
                .get(k + 2)
                .is_some_and(|t| !t.is_person && link::between(self.cx, next.tokens.end, t.tokens.start).is_some());
            let colon = cx.text(from) == ":" || cx.text(from) == "là";
            if mark && from + 1 == to && (colon || !own_title) {
                return Some(Holder::Next(k + 1, "T, N"));
            }
            let of = match (cx.text(from), cx.text(from + 1)) {
                ("đối", "với") => from + 2,
                ("của", _) => from + 1,
                _ => return None,
            };
            let reaches = of == to || self.honorific(of) == Some(to);
            return reaches.then_some(Holder::Next(k + 1, verbs::TAKEN_FROM));
        }
        // `T1, T2 N`, `T1 kiêm T2 N`, rank after rank.
        let joint = from == to
            || (to == from + 1 && (matches!(cx.text(from), "," | "kiêm" | "và" | "." | "&") || cx.is_dash(from)))
            || (cx.text(from) == "," && to == from + 2 && cx.text(from + 1) == "kiêm");
        match holders.get(k + 1) {
            Some(&Some(Holder::Next(p, pattern)))
                if joint && pattern != "T, N" && Self::are_near(title, self.items.get(p)) =>
            {
                Some(Holder::Next(p, if pattern == "T N" { "T, T N" } else { pattern }))
            }
            _ => None,
        }
    }

    /// Whether a title in a row of titles is near enough to the holder of the row.
    fn are_near(title: &Item, person: Option<&Item>) -> bool {
        person.is_some_and(|p| {
            let (start, end) = (p.tokens.start.min(title.tokens.start), p.tokens.end.max(title.tokens.end));
            end - start <= ROW
        })
    }

    /// A holder before the title; `last_person` is the nearest person before it.
    fn holder_before(&self, k: usize, last_person: Option<usize>, holders: &[Option<Holder>]) -> Option<Holder> {
        let title = self.items.get(k).filter(|t| !t.is_person)?;
        let before = k.checked_sub(1)?;
        let previous = self.items.get(before)?;
        let (from, to) = (previous.tokens.end, title.tokens.start);
        // `từng giữ chức T1, T2; T3`: a semicolon parts posts of one person only where no new name begins.
        let parted = !previous.is_person && self.cx.text(from) == ";";
        if let Some(link) = link::between(self.cx, if parted { from + 1 } else { from }, to) {
            if previous.is_person && verbs::says(link.verb_flags) {
                let person = self.given_to(before, title, link.verb_flags)?;
                return Some(Holder::Previous(person, "N verb T", link.verb_flags));
            }
            // `ông N và Bộ trưởng T, bà M`: the title is of somebody else.
            if previous.is_person && to == from + 1 && self.cx.text(from) == "và" {
                return None;
            }
            if previous.is_person {
                return Some(Holder::Previous(before, self.pattern(link, previous, from), link.verb_flags));
            }
            if let Some(&Some(Holder::Previous(p, pattern, verb))) = holders.get(before)
                && Self::are_near(title, self.items.get(p))
            {
                let verb = if verbs::says(link.verb_flags) { link.verb_flags } else { verb };
                return Some(Holder::Previous(p, pattern, verb));
            }
        }
        // `N (…), được … chỉ định giữ chức T`: a verb right before the title reaches back over what lies between.
        let verb = verbs::ending_at(self.cx, to, from)?;
        let person = self.given_to(last_person?, title, verb)?;
        let p = self.items.get(person)?;
        (to - p.tokens.end <= 40 && !self.has_break(p.tokens.end, to))
            .then_some(Holder::Previous(person, "N verb T", verb))
    }

    /// Who is given the title, or loses it, by a phrase before it: the person before the phrase, or the one before that
    /// where the nearer is who decides (`ông N được Chủ tịch M bổ nhiệm làm T`); nobody where the phrase is active and
    /// names nobody (`Chủ tịch M bổ nhiệm T`).
    fn given_to(&self, person: usize, title: &Item, verb: Flags) -> Option<usize> {
        let p = self.items.get(person)?;
        let clause = p.tokens.start.saturating_sub(AGENT);
        let decides = (clause..p.tokens.start)
            .rev()
            .take_while(|&i| !matches!(self.cx.text(i), "," | ";" | "." | "(" | ")"))
            .find(|&i| matches!(self.cx.text(i), "được" | "bị"));
        if let Some(passive) = decides {
            let earlier = self.items.get(..person)?.iter().rposition(|item| item.is_person)?;
            return self.items.get(earlier).filter(|e| e.tokens.end <= passive).map(|_| earlier);
        }
        let active = verb.has(Flags::BEFORE_NAME)
            && !(p.tokens.end..title.tokens.start).any(|i| matches!(self.cx.text(i), "được" | "bị"));
        (!active).then_some(person)
    }

    /// Whether a clause ends between the tokens.
    fn has_break(&self, from: u32, to: u32) -> bool {
        (from..to).any(|i| matches!(self.cx.text(i), ";" | "." | "“" | "”"))
    }

    fn pattern(&self, link: Link, person: &Item, from: u32) -> &'static str {
        let comrade = person.tokens.start > 1 && self.cx.text(person.tokens.start - 1) == "chí";
        match link {
            Link { bracket: true, .. } => "N (T)",
            Link { verb: true, .. } => "N verb T",
            Link { dash: true, .. } if comrade => "đồng chí NAME - TITLE",
            Link { dash: true, .. } => "NAME - TITLE",
            _ if comrade && self.cx.text(from) == "," => "đồng chí NAME, TITLE",
            _ => "NAME, TITLE",
        }
    }
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use crate::entity::testing::brackets;

    #[test]
    fn patterns() {
        for (text, expected) in [
            (
                "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Trần Văn Mẫu dự.",
                "[T1 Phó Bí thư [O Tỉnh ủy]], [T2 Chủ tịch [O UBND tỉnh]] [P1,2 Trần Văn Mẫu] dự.",
            ),
            (
                "Đồng chí Lê Thị Ví Dụ - Huyện ủy viên, Bí thư Đảng ủy xã.",
                "Đồng chí [P1,2 Lê Thị Ví Dụ] - [T1 Huyện ủy viên], [T2 Bí thư [O Đảng ủy xã]].",
            ),
            (
                "Bà Lê Thị Ví Dụ được bầu giữ chức Chủ tịch HĐND xã.",
                "Bà [P1 Lê Thị Ví Dụ] được bầu giữ chức [T1 Chủ tịch [O HĐND xã]].",
            ),
            (
                "Chủ tịch UBND xã Tân Kiều, ông Trần Văn Mẫu cho biết.",
                "[T1 Chủ tịch [O UBND [A xã Tân Kiều]]], ông [P1 Trần Văn Mẫu] cho biết.",
            ),
            (
                "Các Phó Chủ tịch UBND tỉnh Trần Văn Mẫu và Lê Thị Ví Dụ cùng dự.",
                "Các [T1,2 Phó Chủ tịch [O UBND tỉnh]] [P1 Trần Văn Mẫu] và [P2 Lê Thị Ví Dụ] cùng dự.",
            ),
        ] {
            assert_eq!(brackets(text), expected);
        }
    }
}
