//! Why an entity is one: its rule in words, and the rows of the lists that the rule looked at.
//!
//! A separate, slow road: the lists are matched and the chart is filled again, and what each rule looks at
//! ([`rules.md`](Rule::all)) is taken out of them. The heads of titles, bodies and places are those of the chart; of other lists the
//! longest row that stands where the rule looks is told. A row that takes a name away (`not_names.tsv`) leaves no entity and is not told.
//!
//! ```
//! use bongsen::entity::explain::{At, Language};
//! use bongsen::entity::lexicon::List;
//!
//! let analyzer = bongsen::Analyzer::new()?;
//! let doc = analyzer.analyze("Chiều nay, đồng chí Trần Văn Mẫu đến dự.")?;
//! let why = &analyzer.explain_entities(&doc)[0];
//! assert_eq!(doc.entity(why.entity).unwrap().text(), "Trần Văn Mẫu");
//! assert_eq!(why.rule.as_ref().unwrap().origin, "person.honorific");
//! let row = &why.rows[0];
//! assert_eq!((row.list, row.at, row.text.as_str()), (List::Honorific, At::Before, "đồng chí"));
//! assert_eq!((row.list.file(), row.flags.as_slice()), ("entity/honorifics.tsv", &["strong"][..]));
//! assert!(why.tell(&doc, Language::Vietnamese).contains("quy tắc person.honorific: Những chữ viết hoa ngay sau từ xưng hô"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod rule;
mod score;
mod text;

pub use rule::{At, Look, Rule, Source};
pub use score::{Part, Scoring};
pub use text::Language;

use crate::document::{Document, EntityData, EntityId, TokenRange};
use crate::entity::chart::{Chart, Node};
use crate::entity::lexicon::{Hit, List};
use crate::entity::{Context, EntityKind, EntityModel};
use crate::place::Register;
use crate::span::{Orig, Span};

/// Why an entity is one.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityExplanation {
    /// The entity.
    pub entity: EntityId,
    /// Its rule in words.
    pub rule: Option<Rule>,
    /// Rows of the lists that stand where the rule looks; the head of the entity first.
    pub rows: Vec<Row>,
    /// The title beside a name whose rule looks for one.
    pub title: Option<EntityId>,
    /// The syllables of a name, where the rule looks at them.
    pub syllables: Vec<Syllable>,
    /// The scores of a name that no rule takes.
    pub scoring: Option<Scoring>,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The list.
    pub list: List,
    /// Where it stands, seen from the entity.
    pub at: At,
    /// Its phrase, as it stands in the text: rows are found in any case and either tone style.
    pub text: String,
    /// Its place in the text, in bytes of the original.
    pub span: Span<Orig>,
    /// Its normal form.
    pub normal: String,
    /// Its flags, by their names in the table. A phrase that stands in several rows of a list has the flags of all.
    pub flags: Vec<&'static str>,
}

/// How often a syllable was seen in each place of a personal name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Syllable {
    /// As it stands in the text.
    pub text: String,
    /// As the family name.
    pub family: u32,
    /// Between.
    pub middle: u32,
    /// As the given name.
    pub given: u32,
}

impl Row {
    /// The row of a phrase that was found.
    pub(crate) fn new(cx: &Context<'_>, document: &Document, hit: Hit, at: At) -> Self {
        let span = document.to_orig(document.data().span_of(TokenRange::new(hit.start, hit.end)));
        Self {
            list: hit.entry.list,
            at,
            text: document.slice(span).to_owned(),
            span,
            normal: cx.lexicon.text(hit.entry).to_owned(),
            flags: hit.entry.flags.words().collect(),
        }
    }
}

/// How far back a phrase of a list may begin, in tokens.
const BACK: u32 = 8;

/// Explains every entity of a document that `model` found. `cx` is of its tokens, with the lists matched.
pub(crate) fn entities(
    model: &EntityModel,
    cx: Context<'_>,
    register: &Register,
    document: &Document,
) -> Vec<EntityExplanation> {
    let rules = Rule::all();
    let chart = Chart::new(cx, register, &model.names);
    let entities = &document.data().entities;
    let mut out = Vec::with_capacity(entities.len());
    for (id, entity) in (0..).map(EntityId).zip(entities) {
        let rule = rules.iter().find(|rule| rule.origin == entity.origin.0).cloned();
        let children: Vec<TokenRange> = document
            .entity(id)
            .into_iter()
            .flat_map(crate::document::Entity::children)
            .map(crate::document::Entity::token_range)
            .collect();
        let head = head(&chart, entity);
        let reader = Reader { cx: &chart.cx, document, entity, children: &children, head };
        let looks = rule.as_ref().map_or(&[][..], |rule| &rule.looks);
        let mut rows: Vec<Row> = head.map(|hit| reader.row(hit, At::Begins)).into_iter().collect();
        let (mut title, mut syllables) = (None, Vec::new());
        for &Look { at, source } in looks {
            match source {
                Source::List(list) => {
                    if list == List::Title {
                        title = title.or_else(|| reader.title(at));
                    }
                    reader.rows(list, at, &mut rows);
                }
                Source::Names => syllables = reader.syllables(),
                // What the register says is the link of the entity.
                Source::Register => {}
            }
        }
        let before = entities.get(..id.0 as usize).unwrap_or_default();
        let scoring = score::scoring(&model.names, &chart.cx, entity, before);
        out.push(EntityExplanation { entity: id, rule, rows, title, syllables, scoring });
    }
    out
}

/// The row that the phrase of the chart began with.
fn head(chart: &Chart<'_>, entity: &EntityData) -> Option<Hit> {
    let TokenRange { start, end } = entity.tokens;
    let node = node(chart, entity)?;
    let entry = node.head?;
    let hits = (start..end).flat_map(|i| chart.cx.hits_at(i)).filter(|hit| hit.entry == entry && hit.end <= end);
    hits.max_by_key(|hit| (hit.end == node.head_end, std::cmp::Reverse(hit.start), hit.end)).copied()
}

/// The phrase of the chart that became the entity.
fn node<'c>(chart: &'c Chart<'_>, entity: &EntityData) -> Option<&'c Node> {
    let i = entity.tokens.start;
    let nodes = [chart.place_at(i), chart.loc_at(i), chart.org_at(i), chart.title_at(i)];
    let same = |node: &&Node| (node.kind, node.tokens, node.origin) == (entity.kind, entity.tokens, entity.origin);
    nodes.into_iter().flatten().map(|(_, node)| node).find(same)
}

struct Reader<'a, 'c> {
    cx: &'a Context<'c>,
    document: &'a Document,
    entity: &'a EntityData,
    children: &'a [TokenRange],
    head: Option<Hit>,
}

impl Reader<'_, '_> {
    /// The rows of a list that stand at a place, the longest at each token.
    fn rows(&self, list: List, at: At, out: &mut Vec<Row>) {
        let TokenRange { start, end } = self.entity.tokens;
        let ending = |k: u32| self.cx.hits_at(k).iter().find(|h| h.entry.list == list && h.end == start).copied();
        let found = match at {
            At::Before => (start.saturating_sub(BACK)..start).find_map(ending),
            At::Behind => self.cx.longest(end, list),
            At::Beyond => self.cx.longest(end + 1, list),
            At::Begins => self.within(start, list),
            At::Inside => {
                let mut reach = start + 1;
                for i in start + 1..end {
                    if i >= reach
                        && let Some(hit) = self.within(i, list)
                    {
                        reach = hit.end;
                        out.push(self.row(hit, at));
                    }
                }
                None
            }
        };
        out.extend(found.map(|hit| self.row(hit, at)));
    }

    /// The longest phrase of a list at token `i` that ends in the entity and is no part of its head or of an entity inside.
    fn within(&self, i: u32, list: List) -> Option<Hit> {
        let hits = self.cx.hits_at(i).iter().rev();
        let taken = |hit: &Hit| {
            let range = TokenRange::new(hit.start, hit.end);
            self.children.iter().any(|child| child.overlaps(range))
                || self.head.is_some_and(|head| TokenRange::new(head.start, head.end).contains(range))
        };
        let end = self.entity.tokens.end;
        hits.copied().find(|hit| hit.entry.list == list && hit.end <= end && !taken(hit))
    }

    fn row(&self, hit: Hit, at: At) -> Row {
        Row::new(self.cx, self.document, hit, at)
    }

    /// The title that ends where the entity begins, or begins behind the mark after it.
    fn title(&self, at: At) -> Option<EntityId> {
        let TokenRange { start, end } = self.entity.tokens;
        let is_beside = |tokens: TokenRange| match at {
            At::Before => tokens.end == start,
            _ => tokens.start == end + 1,
        };
        let entities = &self.document.data().entities;
        // Entities are in order of start; a title before the name is the last that ends there.
        let to = entities.partition_point(|e| e.tokens.start <= end + 1);
        let near = entities.get(..to).unwrap_or_default().iter().enumerate().rev().take(NEAR);
        let mut titles = near.filter(|(_, e)| e.kind == EntityKind::Title && is_beside(e.tokens));
        titles.next().map(|(id, _)| EntityId(id as u32))
    }

    fn syllables(&self) -> Vec<Syllable> {
        let TokenRange { start, end } = self.entity.tokens;
        let syllable = |i: u32| {
            let counts = self.cx.lexicon.name(self.cx.key(i));
            let text = self.cx.text(i).to_owned();
            Syllable { text, family: counts.family, middle: counts.middle, given: counts.given }
        };
        (start..end).map(syllable).collect()
    }
}

/// So many entities back the title beside a name is looked for: a title holds no more.
const NEAR: usize = 16;

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use crate::Analyzer;

    fn rows(text: &str, entity: &str) -> Vec<String> {
        let analyzer = Analyzer::new().unwrap();
        let doc = analyzer.analyze(text).unwrap();
        let all = analyzer.explain_entities(&doc);
        assert_eq!(all.len(), doc.entities().len());
        let why = all.iter().find(|why| doc.entity(why.entity).unwrap().text() == entity).unwrap();
        why.rows.iter().map(|row| format!("{} {} {}", row.at.label(), row.list.name(), row.text)).collect()
    }

    #[test]
    fn the_head_and_what_stands_beside_it_are_told() {
        let text = "Ông Lê Văn Mẫu, nguyên Phó Chủ tịch UBND xã Tân Kiều, cho biết mưa to.";
        assert_eq!(
            rows(text, "nguyên Phó Chủ tịch UBND xã Tân Kiều"),
            ["begins titles Chủ tịch UBND", "begins title_modifiers nguyên", "inside title_modifiers Phó"]
        );
        assert_eq!(rows(text, "UBND xã Tân Kiều"), ["begins orgs UBND"]);
        assert_eq!(rows(text, "xã Tân Kiều"), ["begins levels xã"]);
        assert_eq!(rows(text, "Lê Văn Mẫu"), ["before honorifics Ông"]);
    }

    #[test]
    fn the_title_beside_a_name_is_told() {
        let analyzer = Analyzer::new().unwrap();
        let doc = analyzer.analyze("Sau đó Chủ tịch UBND xã Tân Kiều Trần Văn Mẫu phát biểu.").unwrap();
        let all = analyzer.explain_entities(&doc);
        let person = all.iter().find(|why| why.rule.as_ref().unwrap().origin == "person.title").unwrap();
        assert_eq!(doc.entity(person.title.unwrap()).unwrap().text(), "Chủ tịch UBND xã Tân Kiều");
        assert!(person.syllables[0].family > 1000, "{:?}", person.syllables);
    }

    #[test]
    fn rows_say_where_they_stand_in_the_original() {
        // A zero-width space and decomposed letters before the name.
        let text = "\u{feff}Ho\u{302}m nay o\u{302}ng Tra\u{302}\u{300}n Va\u{306}n Ma\u{302}\u{303}u đến.";
        let analyzer = Analyzer::new().unwrap();
        let doc = analyzer.analyze(text).unwrap();
        let why = &analyzer.explain_entities(&doc)[0];
        assert_eq!(doc.slice(why.rows[0].span), why.rows[0].text);
        assert_eq!(why.rows[0].text, "o\u{302}ng");
    }

    #[test]
    fn a_document_without_entities_has_nothing_to_explain() {
        let analyzer = Analyzer::new().unwrap();
        for text in ["", "Trời mưa to."] {
            assert!(analyzer.explain_entities(&analyzer.analyze(text).unwrap()).is_empty());
        }
        assert!(analyzer.explain_entities(&analyzer.segment_only("Ông Trần Văn Mẫu đến.").unwrap()).is_empty());
    }
}
