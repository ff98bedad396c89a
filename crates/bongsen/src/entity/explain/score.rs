//! What the model of names says of a name that no rule takes, taken apart.

use super::text::Language;
use crate::document::{EntityData, TokenRange};
use crate::entity::name::features::{Features, Slot};
use crate::entity::name::{self, KINDS, NameModel};
use crate::entity::{Context, EntityKind};

/// The scores of a name, and what the score of its kind is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scoring {
    /// The score of each kind: above 0 it is more likely than not, and the highest is taken. A name that is found again elsewhere
    /// by its words alone may score less there.
    pub scores: [(EntityKind, i32); KINDS.len()],
    /// What the score of the entity's kind is made of, the heaviest first.
    pub parts: Vec<Part>,
}

/// A term of a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What stands there, as counted in the news; `None` for the shape of the name with the lists and marks beside it.
    pub slot: Option<Slot>,
    /// What it adds to the score.
    pub weight: i32,
}

/// Scores an entity that the model took; `entities` are those of the text before it, in order.
pub(super) fn scoring(
    model: &NameModel,
    cx: &Context<'_>,
    entity: &EntityData,
    before: &[EntityData],
) -> Option<Scoring> {
    if model.is_empty() || !name::is_scored(entity.origin) {
        return None;
    }
    let TokenRange { start, end } = entity.tokens;
    let last = before.iter().rev().find(|e| e.parent.is_none()).map(|e| (e.kind, e.tokens.end));
    let features = Features::of(cx, start, end, name::row(cx, start, last));
    let mut by_kind = KINDS.map(|kind| (kind, 0));
    for ((_, score), found) in by_kind.iter_mut().zip(model.scores(&features)) {
        *score = found;
    }
    let kind = KINDS.iter().position(|&kind| kind == entity.kind)?;
    let weight = |slot| {
        let weight = model.part(&features, slot).get(kind).copied().unwrap_or_default();
        Part { slot, weight }
    };
    let mut parts: Vec<Part> = Slot::ALL.into_iter().map(Some).chain([None]).map(weight).collect();
    parts.retain(|part| part.weight != 0);
    parts.sort_by_key(|part| std::cmp::Reverse(part.weight.abs()));
    Some(Scoring { scores: by_kind, parts })
}

/// So many terms of a score are told.
const HEAVIEST: usize = 4;

impl Scoring {
    /// One line: the score of each kind, and the heaviest terms of the entity's.
    pub(super) fn tell(&self, language: Language) -> String {
        let scores: Vec<String> = self.scores.iter().map(|(kind, score)| format!("{kind} {score:+}")).collect();
        let parts: Vec<String> =
            self.parts.iter().take(HEAVIEST).map(|part| format!("{} {:+}", part.tell(language), part.weight)).collect();
        let (what, most) = (language.pick("scores", "điểm"), language.pick("most from", "nhiều nhất từ"));
        format!("{what}: {}; {most}: {}", scores.join(", "), parts.join(", "))
    }
}

impl Part {
    const fn tell(self, language: Language) -> &'static str {
        let Some(slot) = self.slot else {
            return language.pick("its shape, lists and marks beside it", "hình dạng, danh sách và dấu câu ở bên");
        };
        match slot {
            Slot::Name => language.pick("the name", "cả tên"),
            Slot::First => language.pick("its first word", "chữ đầu"),
            Slot::Last => language.pick("its last word", "chữ cuối"),
            Slot::Before => language.pick("the word before", "từ đứng trước"),
            Slot::Before2 => language.pick("the two words before", "hai từ đứng trước"),
            Slot::Earlier => language.pick("the word before that", "từ trước đó nữa"),
            Slot::After => language.pick("the word behind", "từ đứng sau"),
            Slot::After2 => language.pick("the two words behind", "hai từ đứng sau"),
            Slot::BeforeLook => language.pick("the word before, with its look", "từ đứng trước và dạng chữ"),
            Slot::AfterLook => language.pick("the word behind, with its look", "từ đứng sau và dạng chữ"),
        }
    }

    /// The name of the slot in data files; `shape` without one.
    pub const fn label(self) -> &'static str {
        let Some(slot) = self.slot else { return "shape" };
        match slot {
            Slot::Name => "name",
            Slot::First => "first",
            Slot::Last => "last",
            Slot::Before => "before",
            Slot::Before2 => "before-2",
            Slot::Earlier => "earlier",
            Slot::After => "after",
            Slot::After2 => "after-2",
            Slot::BeforeLook => "before-look",
            Slot::AfterLook => "after-look",
        }
    }
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use crate::Analyzer;

    #[test]
    fn parts_add_up_to_the_score_that_took_the_name() {
        let analyzer = Analyzer::new().unwrap();
        let doc = analyzer.analyze("Hãng Vinasun tăng giá. Xe đi từ Vinh về Diễn Châu.").unwrap();
        let all = analyzer.explain_entities(&doc);
        let scored: Vec<_> = all.iter().filter_map(|why| Some((why.entity, why.scoring.as_ref()?))).collect();
        assert_eq!(scored.len(), doc.entities().filter(|e| e.origin().0.ends_with(".scored")).count());
        assert!(!scored.is_empty());
        for (id, scoring) in scored {
            let kind = doc.entity(id).unwrap().kind();
            let score = scoring.scores.iter().find(|(k, _)| *k == kind).unwrap().1;
            assert!(score > 0 && scoring.scores.iter().all(|&(_, other)| other <= score), "{scoring:?}");
            assert_eq!(scoring.parts.iter().map(|part| part.weight).sum::<i32>(), score);
        }
    }
}
