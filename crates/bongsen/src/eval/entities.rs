//! Scoring entities and who holds which post, against annotated records.
//!
//! A record is one line of JSON, with spans in code points:
//!
//! ```text
//! {"id":"a-1","source":"báo A","text":"Bí thư Lê Thị Vân",
//!  "entities":[{"start":0,"end":6,"label":"TITLE","text":"Bí thư"},{"start":7,"end":17,"label":"PERSON","text":"Lê Thị Vân"}],
//!  "relations":[{"type":"holds","head":1,"tail":0}]}
//! ```
//! A mention is right when its start, end and label are; a `holds` when both its spans are. What is optional (an entity
//! with `"optional":true`) is neither rewarded nor punished.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::officials::facts;
use super::{Counts, f1_interval};
use crate::document::Document;
use crate::entity::EntityKind;
use crate::span::{Chars, Span};

/// A named stretch of text, in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where.
    pub span: Span<Chars>,
    /// What.
    pub kind: EntityKind,
}

impl PartialOrd for Mention {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// In order of start, the outer before the inner.
impl Ord for Mention {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |m: &Self| (m.span.start(), std::cmp::Reverse(m.span.end()), m.kind);
        key(self).cmp(&key(other))
    }
}

/// What is in a text: by a person's judgement or the program's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The mentions, nested.
    pub mentions: BTreeSet<Mention>,
    /// Who holds which post: span of the person, span of the title.
    pub holds: BTreeSet<(Span<Chars>, Span<Chars>)>,
}

impl Answer {
    /// What the program found.
    pub fn of(document: &Document) -> Self {
        let mentions =
            document.entities().map(|e| Mention { span: document.chars(e.span()), kind: e.kind() }).collect();
        let holds = document
            .officials()
            .filter_map(|o| Some((document.chars(o.person()?.span()), document.chars(o.title()?.span()))))
            .collect();
        Self { mentions, holds }
    }

    /// The mentions that lie in no other.
    fn outermost(&self) -> impl Iterator<Item = Mention> {
        let mut end = 0;
        self.mentions.iter().copied().filter(move |m| {
            // A mention that ends no later than an earlier one lies inside it, since mentions never cross.
            let outer = m.span.end() > end;
            end = end.max(m.span.end());
            outer
        })
    }
}

/// An annotated record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gold {
    /// Its name.
    pub id: String,
    /// The document that it is from: the unit of the bootstrap.
    pub source: String,
    /// The text.
    pub text: String,
    /// What is in it.
    pub answer: Answer,
    /// Mentions that may be found or not.
    pub optional: BTreeSet<Mention>,
}

/// What the scorer compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Mentions of one kind, at every level of nesting.
    Kind(EntityKind),
    /// Mentions of every kind at every level.
    All,
    /// Mentions that lie in no other.
    Outermost,
    /// Person and title, both exact.
    Holds,
    /// Person, role and organisation, as sets ([`facts`]).
    Officials,
}

impl Measure {
    /// Every measure, in the order of reports.
    pub fn all() -> impl Iterator<Item = Self> {
        EntityKind::ALL.into_iter().map(Self::Kind).chain([Self::All, Self::Outermost, Self::Holds, Self::Officials])
    }

    /// The word in reports.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.label(),
            Self::All => "all levels",
            Self::Outermost => "outermost",
            Self::Holds => "holds",
            Self::Officials => "officials",
        }
    }

    /// The counts of one record.
    pub fn counts(self, gold: &Gold, found: &Answer) -> Counts {
        let of = |kind: Option<EntityKind>, gold_mentions: &BTreeSet<Mention>, found_mentions: &BTreeSet<Mention>| {
            let wanted = |m: &&Mention| kind.is_none_or(|k| m.kind == k);
            let free = |m: &&Mention| gold.optional.contains(m);
            Counts {
                gold: gold_mentions.iter().filter(wanted).count() as u64,
                found: found_mentions.iter().filter(wanted).filter(|m| gold_mentions.contains(m) || !free(m)).count()
                    as u64,
                right: gold_mentions.iter().filter(wanted).filter(|m| found_mentions.contains(m)).count() as u64,
            }
        };
        match self {
            Self::Kind(kind) => of(Some(kind), &gold.answer.mentions, &found.mentions),
            Self::All => of(None, &gold.answer.mentions, &found.mentions),
            Self::Outermost => of(None, &gold.answer.outermost().collect(), &found.outermost().collect()),
            Self::Holds => Counts {
                gold: gold.answer.holds.len() as u64,
                found: found.holds.len() as u64,
                right: gold.answer.holds.intersection(&found.holds).count() as u64,
            },
            Self::Officials => {
                let (wanted, got) = (facts(&gold.text, &gold.answer), facts(&gold.text, found));
                Counts {
                    gold: wanted.len() as u64,
                    found: got.len() as u64,
                    right: wanted.intersection(&got).count() as u64,
                }
            }
        }
    }
}

/// Adds up records.
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    /// For each source, in order of appearance: the counts of each measure.
    documents: Vec<(String, Vec<Counts>)>,
    records: usize,
}

/// One line of the result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// What was compared.
    pub measure: Measure,
    /// Counts over all records.
    pub counts: Counts,
    /// 95 % interval of F1, by bootstrap over sources.
    pub interval: Option<(f64, f64)>,
}

impl Scorer {
    /// A scorer that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a record and what the program found in its text.
    pub fn add(&mut self, gold: &Gold, found: &Answer) {
        self.records += 1;
        let counts = Measure::all().map(|m| m.counts(gold, found));
        // Records of one source stand together in most files, so the search runs from the end.
        match self.documents.iter_mut().rev().find(|(source, _)| *source == gold.source) {
            Some((_, sums)) => sums.iter_mut().zip(counts).for_each(|(sum, c)| *sum += c),
            None => self.documents.push((gold.source.clone(), counts.collect())),
        }
    }

    /// Number of records.
    pub const fn records(&self) -> usize {
        self.records
    }

    /// Number of sources.
    pub const fn sources(&self) -> usize {
        self.documents.len()
    }

    /// The result, one line for each measure.
    pub fn scores(&self) -> impl Iterator<Item = Score> {
        Measure::all().enumerate().map(|(i, measure)| {
            let documents: Vec<Counts> = self.documents.iter().filter_map(|(_, sums)| sums.get(i)).copied().collect();
            Score { measure, counts: documents.iter().copied().sum(), interval: f1_interval(&documents) }
        })
    }
}

/// Writes mentions into the text in the annotators' notation: `[T1 Bí thư [O Đảng ủy [A xã Đốc Binh Kiều]]] [P1 Lê Thị
/// Vân]`. The letters are P T O A L D G; a number that a person and a title share says that the person holds the
/// post. Line breaks become `⏎`, so that the answer is one line.
///
/// ```
/// use bongsen::eval::entities::{Answer, Mention, brackets};
/// use bongsen::{EntityKind, Span};
/// let mut answer = Answer::default();
/// answer.mentions.insert(Mention { span: Span::new(0, 6), kind: EntityKind::Title });
/// answer.mentions.insert(Mention { span: Span::new(7, 17), kind: EntityKind::Person });
/// answer.holds.insert((Span::new(7, 17), Span::new(0, 6)));
/// assert_eq!(brackets("Bí thư Lê Thị Vân.", &answer), "[T1 Bí thư] [P1 Lê Thị Vân].");
/// ```
pub fn brackets(text: &str, answer: &Answer) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut open: Vec<u32> = Vec::new();
    let mut mentions = answer.mentions.iter().peekable();
    let mut at = 0;
    let mut letters = text.chars();
    loop {
        while open.last().is_some_and(|&end| end <= at) {
            open.pop();
            out.push(']');
        }
        while let Some(mention) = mentions.next_if(|m| m.span.start() <= at) {
            // What starts before it should, or crosses, cannot be drawn.
            if mention.span.start() < at || open.last().is_some_and(|&end| end < mention.span.end()) {
                continue;
            }
            open.push(mention.span.end());
            out.push('[');
            out.push(letter(mention.kind));
            let numbers = answer.holds.iter().enumerate().filter(|(_, (person, title))| match mention.kind {
                EntityKind::Person => *person == mention.span,
                EntityKind::Title => *title == mention.span,
                _ => false,
            });
            for (i, (number, _)) in numbers.enumerate() {
                let _ = write!(out, "{}{}", if i == 0 { "" } else { "," }, number + 1);
            }
            out.push(' ');
        }
        match letters.next() {
            Some('\n') => out.push('⏎'),
            Some(c @ ('[' | ']')) => out.extend(['\\', c]),
            Some(c) if c.is_control() => out.push(' '),
            Some(c) => out.push(c),
            None => break,
        }
        at += 1;
    }
    for _ in open {
        out.push(']');
    }
    out
}

/// The annotators' letter for a kind.
pub const fn letter(kind: EntityKind) -> char {
    match kind {
        EntityKind::Person => 'P',
        EntityKind::Title => 'T',
        EntityKind::Org => 'O',
        EntityKind::AdminUnit => 'A',
        EntityKind::Loc => 'L',
        EntityKind::Date => 'D',
        EntityKind::LegalDoc => 'G',
    }
}

#[cfg(feature = "serde")]
pub use read::{GoldError, read_gold};

#[cfg(feature = "serde")]
mod read {
    use std::collections::BTreeSet;

    use super::{Answer, Gold, Mention};
    use crate::entity::{EntityKind, UnknownLabel};
    use crate::span::{CharIndex, Chars, Orig, Span};

    /// Why a line of a gold file cannot be used.
    #[derive(Debug, thiserror::Error)]
    #[non_exhaustive]
    pub enum GoldError {
        /// Not JSON, or fields are missing or of the wrong kind.
        #[error("not a gold record: {0}")]
        Json(#[from] serde_json::Error),
        /// A label that names no kind.
        #[error("entity {entity}: {label}")]
        Label {
            /// Index in the record.
            entity: usize,
            /// What is wrong.
            label: UnknownLabel,
        },
        /// A span that is empty or ends beyond the text.
        #[error("entity {entity}: span {start}..{end} is not in the text, which has {length} code points")]
        Span {
            /// Index in the record.
            entity: usize,
            /// As written.
            start: u32,
            /// As written.
            end: u32,
            /// Length of the text.
            length: u32,
        },
        /// The text at the span is not the text of the entity.
        #[error(
            "entity {entity}: the record says {stated:?}, but {start}..{end} of the text is {found:?} (offsets count code points)"
        )]
        Text {
            /// Index in the record.
            entity: usize,
            /// As written.
            start: u32,
            /// As written.
            end: u32,
            /// The text that the record states.
            stated: String,
            /// The text that is there.
            found: String,
        },
        /// Two entities overlap and neither contains the other.
        #[error("entities {0} and {1} cross: entities nest or are disjoint")]
        Cross(usize, usize),
        /// A relation that names no entity, or entities of the wrong kinds.
        #[error("relation {0}: holds joins a PERSON (head) and a TITLE (tail) by their index in `entities`")]
        Relation(usize),
    }

    #[derive(serde::Deserialize)]
    struct Record {
        id: String,
        source: Option<String>,
        text: String,
        entities: Vec<RecordEntity>,
        #[serde(default)]
        relations: Vec<RecordRelation>,
    }

    #[derive(serde::Deserialize)]
    struct RecordEntity {
        start: u32,
        end: u32,
        label: String,
        text: Option<String>,
        #[serde(default)]
        optional: bool,
    }

    #[derive(serde::Deserialize)]
    struct RecordRelation {
        r#type: String,
        head: usize,
        tail: usize,
    }

    /// Reads one line of a gold file. A record without `source` is a document of its own. Relations other than `holds`
    /// are passed over.
    ///
    /// # Errors
    /// When the line is not a record or its spans and texts do not agree.
    pub fn read_gold(line: &str) -> Result<Gold, GoldError> {
        let record: Record = serde_json::from_str(line)?;
        let text = record.text;
        let index = CharIndex::new(&text);
        let length = index.chars(&text, Span::<Orig>::new(0, text.len() as u32)).end();
        let mut all = Vec::with_capacity(record.entities.len());
        let mut answer = Answer::default();
        let mut optional = BTreeSet::new();
        for (entity, e) in record.entities.iter().enumerate() {
            let kind: EntityKind = e.label.parse().map_err(|label| GoldError::Label { entity, label })?;
            let (start, end) = (e.start, e.end);
            let span = Span::<Chars>::new(start, end);
            let found = (start < end).then(|| index.bytes(&text, span)).flatten().and_then(|b| text.get(b.range()));
            let Some(found) = found else { return Err(GoldError::Span { entity, start, end, length }) };
            if let Some(stated) = e.text.as_ref().filter(|stated| *stated != found) {
                return Err(GoldError::Text { entity, start, end, stated: stated.clone(), found: found.to_owned() });
            }
            let mention = Mention { span, kind };
            all.push(mention);
            if e.optional {
                optional.insert(mention);
            } else {
                answer.mentions.insert(mention);
            }
        }
        if let Some((a, b)) = crossing(&all) {
            return Err(GoldError::Cross(a, b));
        }
        for (i, relation) in record.relations.iter().enumerate().filter(|(_, r)| r.r#type == "holds") {
            match (all.get(relation.head), all.get(relation.tail)) {
                (Some(person), Some(title)) if person.kind == EntityKind::Person && title.kind == EntityKind::Title => {
                    answer.holds.insert((person.span, title.span));
                }
                _ => return Err(GoldError::Relation(i)),
            }
        }
        let source = record.source.unwrap_or_else(|| record.id.clone());
        Ok(Gold { id: record.id, source, text, answer, optional })
    }

    /// Two entities that cross, by index.
    fn crossing(all: &[Mention]) -> Option<(usize, usize)> {
        let mut order: Vec<(usize, &Mention)> = all.iter().enumerate().collect();
        order.sort_by_key(|(_, m)| **m);
        let mut open: Vec<(usize, &Mention)> = Vec::new();
        for (i, mention) in order {
            open.retain(|(_, o)| o.span.end() > mention.span.start());
            if let Some((outer, _)) = open.iter().find(|(_, o)| o.span.crosses(mention.span)) {
                return Some((*outer, i));
            }
            open.push((i, mention));
        }
        None
    }
}

#[cfg(all(test, feature = "serde"))]
mod tests {
    use super::*;

    const LINE: &str = r#"{"id":"a","source":"s","text":"Bí thư xã Mỹ Quý Lê Thị Vân","entities":[
        {"start":0,"end":16,"label":"TITLE","text":"Bí thư xã Mỹ Quý"},
        {"start":7,"end":16,"label":"ADMIN_UNIT","text":"xã Mỹ Quý"},
        {"start":17,"end":27,"label":"PERSON","text":"Lê Thị Vân"}],
        "relations":[{"type":"holds","head":2,"tail":0}]}"#;

    fn mention(start: u32, end: u32, kind: EntityKind) -> Mention {
        Mention { span: Span::new(start, end), kind }
    }

    #[test]
    fn what_is_in_the_gold_scores_full_and_a_wrong_edge_scores_on_both_sides() {
        let gold = read_gold(LINE).unwrap();
        let counts = |answer: &Answer, m: Measure| m.counts(&gold, answer);
        for measure in Measure::all() {
            let c = counts(&gold.answer, measure);
            assert_eq!((c.gold, c.found), (c.right, c.right), "{}", measure.label());
        }
        let mut cut = gold.answer.clone();
        cut.mentions.remove(&mention(0, 16, EntityKind::Title));
        cut.mentions.insert(mention(0, 6, EntityKind::Title));
        cut.holds = [(Span::new(17, 27), Span::new(0, 6))].into();
        assert_eq!(counts(&cut, Measure::Kind(EntityKind::Title)), Counts { gold: 1, found: 1, right: 0 });
        assert_eq!(counts(&cut, Measure::All), Counts { gold: 3, found: 3, right: 2 });
        // `xã Mỹ Quý` is outermost now: found, and not in the gold's outermost level.
        assert_eq!(counts(&cut, Measure::Outermost), Counts { gold: 2, found: 3, right: 1 });
        assert_eq!(counts(&cut, Measure::Holds), Counts { gold: 1, found: 1, right: 0 });
    }

    #[test]
    fn an_optional_mention_counts_on_neither_side() {
        let line = r#"{"id":"a","text":"Huyện ủy họp","entities":[{"start":0,"end":8,"label":"ORG","optional":true}]}"#;
        let gold = read_gold(line).unwrap();
        let found = Answer { mentions: [mention(0, 8, EntityKind::Org)].into(), ..Answer::default() };
        assert_eq!(Measure::All.counts(&gold, &found), Counts::default());
        assert_eq!(Measure::All.counts(&gold, &Answer::default()), Counts::default());
    }

    #[test]
    fn the_same_span_with_two_labels_is_one_outermost_mention() {
        let both = Answer {
            mentions: [mention(0, 4, EntityKind::Org), mention(0, 4, EntityKind::Loc)].into(),
            ..Answer::default()
        };
        assert_eq!(both.outermost().count(), 1);
    }

    #[test]
    fn records_of_one_source_are_one_document() {
        let gold = read_gold(LINE).unwrap();
        let mut scorer = Scorer::new();
        for source in ["s", "t", "s"] {
            scorer.add(&Gold { source: source.into(), ..gold.clone() }, &gold.answer);
        }
        assert_eq!((scorer.records(), scorer.sources()), (3, 2));
        let all = scorer.scores().find(|s| s.measure == Measure::All).unwrap();
        assert_eq!((all.counts.right, all.interval), (9, Some((1.0, 1.0))));
    }

    #[test]
    fn brackets_show_nesting_and_relations() {
        let gold = read_gold(LINE).unwrap();
        assert_eq!(brackets(&gold.text, &gold.answer), "[T1 Bí thư [A xã Mỹ Quý]] [P1 Lê Thị Vân]");
        assert_eq!(brackets("a [1]\nb", &Answer::default()), "a \\[1\\]⏎b");
    }

    #[test]
    fn a_bad_record_is_told_exactly() {
        let edit = |from: &str, to: &str| read_gold(&LINE.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(edit("\"end\":27", "\"end\":28").contains("17..28 is not in the text, which has 27 code points"));
        assert!(edit("\"start\":17", "\"start\":18").contains("\"ê Thị Vân\""));
        assert!(edit("PERSON", "PER").contains("\"PER\" is no entity label"));
        assert!(edit("\"tail\":0", "\"tail\":1").contains("relation 0"));
        assert!(edit("\"tail\":0", "\"tail\":9").contains("relation 0"));
        assert!(edit("{\"id\"", "\"id\"").starts_with("not a gold record"));
        let crossing = r#"{"id":"a","text":"abcdef","entities":[{"start":0,"end":3,"label":"ORG"},{"start":2,"end":5,"label":"LOC"}]}"#;
        assert!(read_gold(crossing).unwrap_err().to_string().contains("entities 0 and 1 cross"));
    }
}
