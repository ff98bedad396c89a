//! Names that no rule takes: what a stretch of capitals is, from what the news writes around it and elsewhere.
//!
//! ```text
//! … dàn diễn viên gồm Việt Hương, Hoàng Sơn, Puka, Khả Như …
//!                                            └──┘ no list has it, no honorific stands before it
//! ```
//! Two stages. The *evidence* is counted in raw news that the rules have read: for a name, for the word before it, for
//! the word after it and so on ([`features::Slot`]), how much oftener than other stretches of capitals it is a person,
//! body, unit or place. The *weights*, trained on annotated text, say how far to trust which evidence, together with
//! shapes of the name and marks around it. Scores are integers; the best kind above 0 is taken, else nothing is.
//!
//! The same evidence says where the name of a body ends when no list has its words ([`extent`]).
//!
//! The rules come first: the model is only asked about what they leave. `bongsen-train name` makes `name.bsm`.

pub mod extent;
pub mod features;
mod model;
pub mod observe;

pub use model::NameModel;

use super::context::{Context, bits};
use super::lexicon::List;
use crate::document::TokenRange;
use crate::entity::{EntityKind, Origin};
use crate::token::{Gap, TokenKind};

/// The kinds that a stretch of capitals may be, in the order of vectors.
pub const KINDS: [EntityKind; 4] = [EntityKind::Person, EntityKind::Org, EntityKind::AdminUnit, EntityKind::Loc];

/// Whether a name may begin at token `i`: it is capitalised and begins a run of capitals, or stands after a word that owes its
/// capital to its place (`Theo Puka`) or after an entity that ends there.
pub(crate) fn may_begin(cx: &Context<'_>, i: u32, after_entity: bool) -> bool {
    if !cx.is_name_token(i) || touches_word(cx, i) {
        return false;
    }
    // `Từ Washington`, `Ông Puka`: the first word of a sentence is no part of a name that the next one begins.
    if cx.starts_sentence(i) && cx.begins(i, bits([List::Stop, List::Honorific])) {
        return false;
    }
    // `Mẹ Việt Nam anh hùng N`: a form of address is no name.
    if cx.longest(i, List::Honorific).is_some_and(|address| address.end > i + 1) {
        return false;
    }
    let continues = i > 0 && cx.gap(i) == Gap::Space && cx.is_name_token(i - 1);
    !continues || after_entity || cx.starts_sentence(i - 1)
}

/// Whether token `i` touches a word before it (`MTTQ-xã`, `đ/c.Nam`).
fn touches_word(cx: &Context<'_>, i: u32) -> bool {
    i > 0 && cx.gap(i) == Gap::None && cx.token(i - 1).is_some_and(|t| t.kind != TokenKind::Punctuation)
}

/// The rule that an entity of this kind is said to come from.
pub(crate) const fn origin(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person.scored",
        EntityKind::Org => "org.scored",
        EntityKind::AdminUnit => "unit.scored",
        _ => "loc.scored",
    }
}

/// Whether an entity was taken by the model and not by a rule.
pub(crate) fn is_scored(origin: Origin) -> bool {
    origin.0.ends_with(".scored")
}

/// A stretch that the model takes for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub tokens: TokenRange,
    pub kind: EntityKind,
}

/// The kind of the entity that stands before token `start` in a row (`A, B`, `A và B`), given what ended last and where.
pub(crate) fn row(cx: &Context<'_>, start: u32, last: Option<(EntityKind, u32)>) -> Option<EntityKind> {
    let (kind, end) = last?;
    (end + 1 == start && matches!(cx.text(end), "," | "và" | "-" | "–" | "&")).then_some(kind)
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use crate::entity::EntityModel;
    use crate::place::Register;
    use crate::word::WordModel;
    use crate::{Analyzer, Document};

    fn names(document: &Document) -> Vec<(&str, &str)> {
        document.entities().map(|e| (e.text(), e.origin().0)).collect()
    }

    #[test]
    fn what_no_list_has_is_judged_by_its_company() {
        let text = "Các nghệ sĩ Trấn Bin, Puka và Khả Như cùng hát ở sân trường.";
        let document = Analyzer::new().unwrap().analyze(text).unwrap();
        assert!(names(&document).contains(&("Khả Như", "person.scored")), "{:?}", names(&document));
    }

    #[test]
    fn a_body_goes_on_over_words_that_no_list_has() {
        for (text, body) in [
            ("Trưởng Phòng Quản lý giao thông đường thủy cho biết xe đã dừng.", "Phòng Quản lý giao thông đường thủy"),
            ("Viện Nghiên cứu giống cây rừng đã báo cáo.", "Viện Nghiên cứu giống cây rừng"),
        ] {
            let document = Analyzer::new().unwrap().analyze(text).unwrap();
            assert!(document.entities().any(|e| e.text() == body), "{:?}", names(&document));
        }
    }

    #[test]
    fn without_the_model_only_rules_speak() {
        let lists = EntityModel::from_bytes(bongsen_data::ENTITY).unwrap();
        let analyzer = Analyzer::with_models(WordModel::bundled().unwrap(), lists, Register::bundled().unwrap());
        let document = analyzer.analyze("Các nghệ sĩ Trấn Bin, Puka và Khả Như cùng hát.").unwrap();
        assert!(names(&document).iter().all(|(_, origin)| !origin.ends_with(".scored")));
    }

    #[test]
    fn a_rule_elsewhere_in_the_text_decides_for_the_model() {
        let text = "Ông Nguyễn Hải Khả Như đến dự. Sau đó Khả Như phát biểu. Cùng đi có Puka, Khả Như.";
        let document = Analyzer::new().unwrap().analyze(text).unwrap();
        let kinds: Vec<_> = document.entities().filter(|e| e.text() == "Khả Như").map(crate::Entity::kind).collect();
        assert_eq!(kinds, [crate::EntityKind::Person; 2]);
    }
}
