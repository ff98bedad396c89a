//! Entities as others want them: flat readings, the labels of VLSP, `CoNLL`.
//!
//! ```text
//!            [TITLE Bí thư [ORG Đảng ủy [ADMIN_UNIT xã Đốc Binh Kiều]]] [PERSON Trần Văn Mẫu]
//! outermost  [TITLE ……………………………………………………………………………………………………………………………………]   [PERSON ……………………]
//! innermost                             [ADMIN_UNIT …………………………………]     [PERSON ……………………]
//! vlsp              [ORG    Đảng ủy [LOC        xã Đốc Binh Kiều]]  [PER    Trần Văn Mẫu]
//! ```
//!
//! What the labels of VLSP 2016 (`PER`, `ORG`, `LOC`) lose: a unit (`xã X`) and any other place (`sông X`, `Lào`) are one
//! label; titles, dates and legal documents have none and are left out, also the part of them that VLSP calls `MISC`
//! (nationalities and languages are no entities here). What was inside a title is then an outer entity. Our spans follow
//! the guideline of this project, which puts the honorific outside of a name and the place inside of its body.
//!
//! What `CoNLL` loses: it is flat, so it is written of one view; a word that crosses the end of an entity is cut there; the
//! white space of the text is gone.

use std::fmt::Write as _;

use crate::document::{Document, Entity, EntityId, TokenRange, Word};
use crate::entity::EntityKind;

/// Which entities are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// All of them, nested.
    #[default]
    Nested,
    /// Those that lie in no other: flat, the widest.
    Outermost,
    /// Those that hold no other: flat, the narrowest.
    Innermost,
}

/// Whose labels are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Labels {
    /// Ours: `PERSON`, `TITLE`, `ORG`, `ADMIN_UNIT`, `LOC`, `DATE`, `LEGAL_DOC`.
    #[default]
    Bongsen,
    /// Those of VLSP 2016: `PER`, `ORG`, `LOC`; an `ADMIN_UNIT` is a `LOC`, and what has no label is left out.
    Vlsp,
}

impl View {
    /// Every view.
    pub const ALL: [Self; 3] = [Self::Nested, Self::Outermost, Self::Innermost];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nested => "nested",
            Self::Outermost => "outermost",
            Self::Innermost => "innermost",
        }
    }
}

impl Labels {
    /// Every set of labels.
    pub const ALL: [Self; 2] = [Self::Bongsen, Self::Vlsp];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bongsen => "bongsen",
            Self::Vlsp => "vlsp",
        }
    }

    /// The label of a kind; `None` when these labels leave it out.
    pub const fn of(self, kind: EntityKind) -> Option<&'static str> {
        match (self, kind) {
            (Self::Bongsen, _) => Some(kind.label()),
            (Self::Vlsp, EntityKind::Person) => Some("PER"),
            (Self::Vlsp, EntityKind::Org) => Some("ORG"),
            (Self::Vlsp, EntityKind::AdminUnit | EntityKind::Loc) => Some("LOC"),
            (Self::Vlsp, EntityKind::Title | EntityKind::Date | EntityKind::LegalDoc) => None,
        }
    }
}

/// An entity of a view.
#[derive(Clone, Copy, Debug)]
pub struct Labelled<'d> {
    /// The entity.
    pub entity: Entity<'d>,
    /// Its label.
    pub label: &'static str,
    /// The least entity of the view around it.
    pub parent: Option<EntityId>,
}

impl Document {
    /// The entities of a view with their labels, in order. What the labels leave out is left out first, and then the view is
    /// taken: the body inside a title is outermost where titles have no label.
    ///
    /// ```
    /// use bongsen::labels::{Labels, View};
    /// let doc = bongsen::Analyzer::new()?.analyze("Khi ấy Bí thư Huyện ủy Tháp Mười Trần Văn Mẫu phát biểu.")?;
    /// let read = |view, labels| -> Vec<_> {
    ///     doc.labelled(view, labels).iter().map(|e| (e.label, e.entity.text())).collect()
    /// };
    /// assert_eq!(
    ///     read(View::Outermost, Labels::Bongsen),
    ///     [("TITLE", "Bí thư Huyện ủy Tháp Mười"), ("PERSON", "Trần Văn Mẫu")]
    /// );
    /// assert_eq!(read(View::Innermost, Labels::Bongsen), [("ADMIN_UNIT", "Tháp Mười"), ("PERSON", "Trần Văn Mẫu")]);
    /// assert_eq!(
    ///     read(View::Nested, Labels::Vlsp),
    ///     [("ORG", "Huyện ủy Tháp Mười"), ("LOC", "Tháp Mười"), ("PER", "Trần Văn Mẫu")]
    /// );
    /// assert_eq!(read(View::Outermost, Labels::Vlsp), [("ORG", "Huyện ủy Tháp Mười"), ("PER", "Trần Văn Mẫu")]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn labelled(&self, view: View, labels: Labels) -> Vec<Labelled<'_>> {
        // For each entity: the least labelled one around it. A parent comes before what is inside it.
        let mut around: Vec<Option<EntityId>> = Vec::with_capacity(self.entities().len());
        let mut holds = vec![false; self.entities().len()];
        for entity in self.entities() {
            let parent = entity.parent().and_then(|parent| match labels.of(parent.kind()) {
                Some(_) => Some(parent.id()),
                None => around.get(parent.id().0 as usize).copied().flatten(),
            });
            around.push(parent);
            let outer = parent.filter(|_| labels.of(entity.kind()).is_some());
            if let Some(slot) = outer.and_then(|id| holds.get_mut(id.0 as usize)) {
                *slot = true;
            }
        }
        let labelled = self.entities().zip(around).zip(holds).filter_map(|((entity, parent), holds)| {
            let label = labels.of(entity.kind())?;
            match view {
                View::Nested => Some(Labelled { entity, label, parent }),
                View::Outermost => parent.is_none().then_some(Labelled { entity, label, parent }),
                View::Innermost => (!holds).then_some(Labelled { entity, label, parent: None }),
            }
        });
        labelled.collect()
    }

    /// The words with the entities of a flat view as `CoNLL`: a word a line, syllables joined by `_`, a tab, and `O`, `B-` or `I-`
    /// with a label; an empty line after each sentence. A word that crosses the end of an entity is cut there. Of
    /// [`View::Nested`] the outermost are written.
    ///
    /// ```
    /// use bongsen::labels::{Labels, View};
    /// let doc = bongsen::Analyzer::new()?.analyze("Ông Trần Văn Mẫu ở xã Tân Kiều.")?;
    /// assert_eq!(
    ///     doc.to_conll(View::Outermost, Labels::Vlsp),
    ///     "Ông\tO\nTrần_Văn_Mẫu\tB-PER\nở\tO\nxã\tB-LOC\nTân_Kiều\tI-LOC\n.\tO\n\n"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_conll(&self, view: View, labels: Labels) -> String {
        let view = if view == View::Nested { View::Outermost } else { view };
        let mut marks: Vec<Option<(&str, bool)>> = vec![None; self.tokens().len()];
        for Labelled { entity, label, .. } in self.labelled(view, labels) {
            let range = entity.token_range();
            for (i, slot) in marks.iter_mut().enumerate().take(range.end as usize).skip(range.start as usize) {
                *slot = Some((label, i == range.start as usize));
            }
        }
        let mark = |i: u32| marks.get(i as usize).copied().flatten();
        let cut = |i: u32| {
            let before = i.checked_sub(1).and_then(mark);
            mark(i).map_or(before.is_some(), |(_, begins)| begins || before.is_none())
        };
        let mut out = String::with_capacity(self.text().len() * 2);
        for sentence in self.sentences() {
            for TokenRange { start, end } in sentence.words().map(Word::token_range) {
                let mut from = start;
                for to in (start + 1..=end).filter(|&i| i == end || cut(i)) {
                    let span = self.to_orig(self.data().span_of(TokenRange::new(from, to)));
                    for (n, part) in self.slice(span).split_whitespace().enumerate() {
                        out.push_str(if n > 0 { "_" } else { "" });
                        out.push_str(part);
                    }
                    // Writing to a String cannot fail.
                    let _ = match mark(from) {
                        None => writeln!(out, "\tO"),
                        Some((label, true)) => writeln!(out, "\tB-{label}"),
                        Some((label, false)) => writeln!(out, "\tI-{label}"),
                    };
                    from = to;
                }
            }
            out.push('\n');
        }
        out
    }
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use super::*;
    use crate::Analyzer;

    #[test]
    fn flat_views_are_flat_and_every_entity_lies_in_one_of_the_outermost() {
        let text = "Sáng 5-8, đồng chí Trần Văn Mẫu - Bí thư Đảng ủy xã Đốc Binh Kiều, huyện Tháp Mười đến \
            Trường Tiểu học Kim Đồng xã Tân Kiều. Ông Mẫu nhắc Luật Đất đai 2013.";
        let doc = Analyzer::new().unwrap().analyze(text).unwrap();
        for labels in Labels::ALL {
            let all = doc.labelled(View::Nested, labels);
            for view in [View::Outermost, View::Innermost] {
                let flat = doc.labelled(view, labels);
                assert!(!flat.is_empty() && flat.len() < all.len());
                for pair in flat.windows(2) {
                    assert!(pair[0].entity.span().end() <= pair[1].entity.span().start(), "{pair:?}");
                }
            }
            let outermost = doc.labelled(View::Outermost, labels);
            for inner in &all {
                assert!(outermost.iter().any(|outer| outer.entity.span().contains(inner.entity.span())));
                assert_eq!(inner.parent.is_none(), outermost.iter().any(|o| o.entity.id() == inner.entity.id()));
            }
        }
        let ids = |view| doc.labelled(view, Labels::Bongsen).iter().map(|e| e.entity.id()).collect::<Vec<_>>();
        assert_eq!(ids(View::Outermost), doc.outermost().map(Entity::id).collect::<Vec<_>>());
        assert_eq!(ids(View::Innermost), doc.innermost().map(Entity::id).collect::<Vec<_>>());
    }

    #[test]
    fn conll_keeps_every_character_and_begins_each_entity_once() {
        let text = "Gặp Trưởng phòng Nội vụ huyện Tháp Mười Lê Thị Ví Dụ.\nUBND\txã (GD-ĐT) họp \u{a0} ở Lào, Mỹ.";
        let doc = Analyzer::new().unwrap().analyze(text).unwrap();
        for (view, labels) in View::ALL.into_iter().flat_map(|v| Labels::ALL.map(|l| (v, l))) {
            let conll = doc.to_conll(view, labels);
            let rows: Vec<(&str, &str)> = conll.lines().filter_map(|line| line.split_once('\t')).collect();
            let written: String = rows.iter().map(|(word, _)| word.replace('_', "")).collect();
            assert_eq!(written, text.split_whitespace().collect::<String>());
            let flat = if view == View::Nested { View::Outermost } else { view };
            let begun = rows.iter().filter(|(_, tag)| tag.starts_with("B-")).count();
            assert_eq!(begun, doc.labelled(flat, labels).len(), "{conll}");
            for pair in rows.windows(2) {
                let open = pair[1].1.strip_prefix("I-").is_none_or(|label| pair[0].1.ends_with(label));
                assert!(open, "{conll}");
            }
            assert_eq!(conll.matches("\n\n").count(), doc.sentences().len());
        }
    }

    #[test]
    fn a_word_is_cut_where_an_entity_ends() {
        let lexicon = crate::word::UserLexicon::parse("join\txã Tân Kiều họp\n").unwrap();
        let doc = Analyzer::new().unwrap().with_lexicon(lexicon).analyze("Hôm nay xã Tân Kiều họp.").unwrap();
        let conll = doc.to_conll(View::Outermost, Labels::Vlsp);
        assert!(conll.contains("\nxã_Tân_Kiều\tB-LOC\nhọp\tO\n"), "{conll}");
    }
}
