//! The second reading: names that the document has introduced, met again in a shorter form.
//!
//! `ông Nguyễn Thành Phong` makes a later `Phong` a person, `thôn Xà Phìn` a later `Xà Phìn` a unit,
//! `Ngân hàng Nhà nước (NHNN)` a later `NHNN` an organisation. Only stretches that no entity covers are read again,
//! and only whole runs of capitals count.

use std::collections::{BTreeMap, BTreeSet};

use super::chart::Chart;
use super::context::NAME;
use super::select::Picked;
use super::{name, person};
use crate::document::{AbbreviationData, TokenRange};
use crate::entity::{EntityKind, Origin};
use crate::token::{Case, TokenKind};

/// Finds later mentions in the gaps between `picked` (in order of start) and adds them. A name that only the model of
/// names took becomes what a rule has made of the same name elsewhere.
pub(crate) fn read(chart: &Chart<'_>, abbreviations: &[AbbreviationData], picked: &mut Vec<Picked>) {
    let known = Known::collect(chart, abbreviations, picked);
    if known.names.is_empty() {
        return;
    }
    for p in picked.iter_mut().filter(|p| name::is_scored(p.origin)) {
        if let Some(known) = known.names.get(&phrase_key(chart, p.tokens)).filter(|known| !name::is_scored(known.by)) {
            (p.kind, p.origin) = (known.kind, known.origin);
        }
    }
    let mut found = Vec::new();
    let mut covered = 0;
    let mut spans: Vec<TokenRange> = picked.iter().filter(|p| p.depth == 0).map(|p| p.tokens).collect();
    spans.push(TokenRange::new(chart.cx.tokens.len() as u32, chart.cx.tokens.len() as u32));
    for span in spans {
        known.gap(chart, covered, span.start, &mut found);
        covered = covered.max(span.end);
    }
    picked.append(&mut found);
    picked.sort_by_key(|p| (p.tokens.start, std::cmp::Reverse(p.tokens.end), p.depth));
}

/// Names by the key of their tokens.
struct Known {
    names: BTreeMap<u64, Meaning>,
}

/// What a name means when it is met again.
#[derive(Clone, Copy)]
struct Meaning {
    kind: EntityKind,
    origin: Origin,
    /// What took it where it was first read.
    by: Origin,
}

fn phrase_key(chart: &Chart<'_>, range: TokenRange) -> u64 {
    chart.cx.phrase_key(range.start, range.end)
}

impl Known {
    fn collect(chart: &Chart<'_>, abbreviations: &[AbbreviationData], picked: &[Picked]) -> Self {
        let cx = &chart.cx;
        let mut names = BTreeMap::new();
        let mut add = |range: TokenRange, kind, origin, by| {
            if !range.is_empty() {
                names.entry(phrase_key(chart, range)).or_insert(Meaning { kind, origin: Origin(origin), by });
            }
        };
        // What a rule says of a name counts before what the model says.
        let ruled = picked.iter().filter(|p| !name::is_scored(p.origin));
        for p in ruled.chain(picked.iter().filter(|p| name::is_scored(p.origin))) {
            let TokenRange { start, end } = p.tokens;
            match p.kind {
                EntityKind::Person if cx.token(start).is_some_and(|t| t.case != Case::Upper) => {
                    add(p.tokens, p.kind, "person.again", p.origin);
                    let vietnamese = (start..end).all(|i| !person::is_foreign(cx.text(i)));
                    if end - start >= 2 && vietnamese {
                        add(TokenRange::new(end - 1, end), p.kind, "person.given-name", p.origin);
                        if end - start >= 3 {
                            add(TokenRange::new(end - 2, end), p.kind, "person.given-name", p.origin);
                        }
                    } else if end - start >= 2 {
                        add(TokenRange::new(end - 1, end), p.kind, "person.surname", p.origin);
                    }
                }
                EntityKind::AdminUnit => {
                    // The name after the level word; numbers are no names.
                    let name = chart.node_of(p).map_or(start, |n| n.head_end);
                    if name > start && cx.is_name_token(name) && end - name >= 2 {
                        add(TokenRange::new(name, end), p.kind, "unit.again", p.origin);
                    }
                }
                EntityKind::Org | EntityKind::Loc if name::is_scored(p.origin) => {
                    add(p.tokens, p.kind, p.origin.0, p.origin);
                }
                _ => {}
            }
        }
        if abbreviations.is_empty() {
            return Self { names };
        }
        let known: BTreeSet<TokenRange> =
            picked.iter().filter(|p| p.kind == EntityKind::Org).map(|p| p.tokens).collect();
        let (bodies, nouns): (Vec<_>, Vec<_>) = abbreviations.iter().partition(|a| known.contains(&a.long));
        for a in bodies {
            add(a.short, EntityKind::Org, "org.abbreviation", Origin("org.abbreviation"));
        }
        // A common noun (`đảng viên (ĐV)`): its short form is no name.
        for a in nouns {
            names.remove(&phrase_key(chart, a.short));
        }
        Self { names }
    }

    /// Reads tokens `from..to`, which no entity covers.
    fn gap(&self, chart: &Chart<'_>, from: u32, to: u32, out: &mut Vec<Picked>) {
        let cx = &chart.cx;
        let mut from = from;
        while let Some(i) = cx.first(from..to, NAME) {
            let end = chart.run(i).min(to);
            let starts_sentence = cx.starts_sentence(i);
            let single_common = end == i + 1 && starts_sentence && cx.joined_to_previous(i + 1);
            let is_word = cx.token(i).is_some_and(|t| t.kind == TokenKind::Syllable);
            let preceded = i > 0
                && cx.gap(i) == crate::token::Gap::None
                && cx.token(i - 1).is_some_and(|t| t.kind == TokenKind::Syllable);
            if is_word && !single_common && !preceded {
                let range = TokenRange::new(i, end);
                if let Some(known) = self.names.get(&phrase_key(chart, range)) {
                    out.push(Picked::alone(range, known.kind, known.origin.0));
                }
            }
            from = end;
        }
    }
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use crate::entity::testing::brackets;

    #[test]
    fn names_come_back_shorter() {
        for (text, expected) in [
            (
                "Ông Nguyễn Thành Phong đến trễ. Phong xin lỗi.",
                "Ông [P Nguyễn Thành Phong] đến trễ. [P Phong] xin lỗi.",
            ),
            ("Ở thôn Xà Phìn có chợ. Người ở Xà Phìn vui.", "Ở [A thôn Xà Phìn] có chợ. Người ở [A Xà Phìn] vui."),
        ] {
            assert_eq!(brackets(text), expected);
        }
    }
}
