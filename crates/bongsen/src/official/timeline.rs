//! Who held which post when, over many documents.
//!
//! ```text
//! a.txt (2013)  Bí thư Đảng ủy xã Tân Kiều: Trần Văn Mẫu, current    ┐ one tenure: first seen 2013, last seen 2016,
//! b.txt (2016)  Bí thư Đảng ủy xã Tân Kiều: Trần Văn Mẫu, former     ┘ two documents, current then former
//! c.txt (2016)  Bí thư Đảng ủy xã Tân Kiều: Lê Thị Ví Dụ, appointed    another tenure of the same post
//! d.txt (2016)  Phó Giám đốc Sở Y tế:       Trần Văn Mẫu, current      another person, until a document ties the two
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Fact, Post};
use crate::date::{Date, PartialDate};
use crate::document::{Status, Term};

/// One document's word on a tenure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sighting {
    /// The day of the document.
    pub as_of: Option<Date>,
    /// The name of the document.
    pub source: String,
    /// What it says.
    pub fact: Fact,
}

/// A person in a post, over all documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// The name, as most documents write it.
    pub person: String,
    /// The number of the person in this timeline: namesakes that nothing ties have different ones.
    pub person_number: usize,
    /// The post, as most documents write it.
    pub post: Post,
    /// The number of the post in this timeline.
    pub post_number: usize,
    /// Since when and until when, as far as texts say: of several dates the most exact, of equals the earliest.
    pub term: Term,
    /// What the documents say, in order of their dates; those without a date last.
    pub sightings: Vec<Sighting>,
}

impl Tenure {
    /// The day of the first document that says so.
    pub fn first_seen(&self) -> Option<Date> {
        self.sightings.iter().filter_map(|s| s.as_of).min()
    }

    /// The day of the last one.
    pub fn last_seen(&self) -> Option<Date> {
        self.sightings.iter().filter_map(|s| s.as_of).max()
    }

    /// How many documents say so.
    pub fn documents(&self) -> usize {
        self.sightings.iter().map(|s| &s.source).collect::<BTreeSet<_>>().len()
    }

    /// The statuses in order of the documents, each with the day on which it was first seen after another; those of one
    /// day as a tenure goes, from the proposal to the end.
    pub fn changes(&self) -> Vec<(Option<Date>, Status)> {
        let mut changes: Vec<_> = self.sightings.iter().map(|s| (s.as_of, s.fact.status)).collect();
        changes.sort_by_key(|&(on, status)| (on.is_none(), on, course(status)));
        changes.dedup_by_key(|(_, status)| *status);
        changes
    }

    /// The last of the statuses.
    pub fn status(&self) -> Status {
        self.changes().last().map_or(Status::Current, |&(_, status)| status)
    }

    /// Where it stands in time: its told beginning, else the first document, else its told end; without any, last.
    fn order(&self) -> (bool, Option<PartialDate>) {
        let told = |date: Option<PartialDate>| date.filter(|date| date.year().is_some());
        let at = told(self.term.start).or(self.first_seen().map(Into::into)).or(told(self.term.end));
        (at.is_none(), at)
    }
}

/// Collects the facts of documents.
///
/// **What is merged.** Names and posts are compared by the keys of their tokens, so that case and tone style do not matter,
/// and the head of a body by its normal form (`UBND`, `Ủy ban nhân dân`).
/// - A *post* is one over documents when role, organisation and area are equal, and it is told apart: it has an area, or a
///   body of the centre or with a name of its own, or it is a title that stands for its one holder (`Thủ tướng`). A `Chủ tịch
///   UBND xã` without the name of the commune is the post of its document only.
/// - A *person* of two documents is one when the names are equal and some post is, too. This is carried on: a document that
///   gives one Trần Văn Mẫu the posts A and B ties those of A in other documents to those of B.
///
/// **What is not merged.** Namesakes whose posts no document ties; a full name and a short one across documents; a post
/// before and after its area was renamed; a rank or degree, which ties nobody.
///
/// The order in which documents are added does not matter. All facts are kept: memory grows with them, not with the texts.
///
/// ```
/// use bongsen::{Analyzer, official::{self, Timeline}};
/// let analyzer = Analyzer::new()?;
/// let mut timeline = Timeline::default();
/// for (source, date, text) in [
///     ("b.txt", "2016-03-01", "Ông Trần Văn Mẫu, nguyên Bí thư Đảng ủy xã Đốc Binh Kiều, dự."),
///     ("a.txt", "2013-08-23", "Bí thư Đảng ủy xã Đốc Binh Kiều Trần Văn Mẫu phát biểu."),
///     ("c.txt", "2016-03-02", "Giám đốc Sở Y tế Trần Văn Mẫu phát biểu."),
/// ] {
///     timeline.add(source, official::facts(&analyzer.analyze_on(text, Some(date.parse()?))?));
/// }
/// let tenures = timeline.by_post();
/// assert_eq!(tenures.len(), 2, "the namesake of c.txt is not tied to the other");
/// let secretary = &tenures[0];
/// assert_eq!((secretary.person.as_str(), secretary.documents()), ("Trần Văn Mẫu", 2));
/// let told: Vec<_> = secretary.changes().iter().map(|(on, s)| (on.unwrap().to_string(), s.label())).collect();
/// assert_eq!(told, [("2013-08-23".to_owned(), "current"), ("2016-03-01".to_owned(), "former")]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    sightings: Vec<Sighting>,
    /// For each sighting, the number of the call that added it: the referents of one call are one document's.
    calls: Vec<u32>,
    called: u32,
}

/// A person of one document: the call that added it, and the referent in it.
type Local = (u32, Option<u32>, u64);

/// A post: over documents, or of one document only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum PostKey {
    Shared(u64),
    Local(u32, Post),
}

impl Timeline {
    /// Adds the facts of a document, by its name.
    pub fn add(&mut self, source: &str, facts: impl IntoIterator<Item = Fact>) {
        for fact in facts {
            self.sightings.push(Sighting { as_of: fact.as_of, source: source.to_owned(), fact });
            self.calls.push(self.called);
        }
        self.called += 1;
    }

    /// The tenures, those of one post together, each post's in order of time; the posts in order of area, organisation and
    /// role.
    pub fn by_post(&self) -> Vec<Tenure> {
        let mut tenures = self.tenures();
        let place = |t: &Tenure| {
            let area = t.post.area.as_ref().map(|a| (a.within.clone(), a.name.clone(), a.code.clone()));
            (area.is_none(), area, t.post.organization.clone(), t.post.role.clone())
        };
        let mut first: BTreeMap<usize, _> = BTreeMap::new();
        for tenure in &tenures {
            first.entry(tenure.post_number).or_insert_with(|| place(tenure));
        }
        tenures
            .sort_by_cached_key(|t| (first.get(&t.post_number).cloned(), t.post_number, t.order(), t.person.clone()));
        tenures
    }

    /// The tenures, those of one person together, each person's in order of time; the persons in order of given name.
    pub fn by_person(&self) -> Vec<Tenure> {
        let mut tenures = self.tenures();
        let mut first: BTreeMap<usize, (String, String)> = BTreeMap::new();
        for tenure in &tenures {
            let given = tenure.person.split_whitespace().next_back().unwrap_or_default().to_owned();
            first.entry(tenure.person_number).or_insert_with(|| (given, tenure.person.clone()));
        }
        tenures
            .sort_by_cached_key(|t| (first.get(&t.person_number).cloned(), t.person_number, t.order(), t.post.clone()));
        tenures
    }

    /// Persons and posts are numbered in the order of their least sighting, so that the numbers do not depend on the order in
    /// which documents came.
    fn tenures(&self) -> Vec<Tenure> {
        let mut order: Vec<usize> = (0..self.sightings.len()).collect();
        order.sort_by(|&a, &b| {
            let at = |i: usize| self.sightings.get(i).map(|s| (s.as_of.is_none(), s));
            at(a).cmp(&at(b))
        });
        let persons = self.persons();
        let mut person_numbers: BTreeMap<usize, usize> = BTreeMap::new();
        let mut post_numbers: BTreeMap<PostKey, usize> = BTreeMap::new();
        let mut groups: BTreeMap<(usize, usize), Vec<Sighting>> = BTreeMap::new();
        for i in order {
            let (Some(sighting), Some(&call), Some(&person)) =
                (self.sightings.get(i), self.calls.get(i), persons.get(i))
            else {
                continue;
            };
            let fresh = person_numbers.len();
            let person = *person_numbers.entry(person).or_insert(fresh);
            let key = match sighting.fact.post_key {
                Some(key) => PostKey::Shared(key),
                None => PostKey::Local(call, sighting.fact.post.clone()),
            };
            let fresh = post_numbers.len();
            let post = *post_numbers.entry(key).or_insert(fresh);
            groups.entry((person, post)).or_default().push(sighting.clone());
        }
        groups
            .into_iter()
            .map(|((person_number, post_number), sightings)| Tenure {
                person: commonest(sightings.iter().map(|s| &s.fact.person)).cloned().unwrap_or_default(),
                person_number,
                post: commonest(sightings.iter().map(|s| &s.fact.post)).cloned().unwrap_or(Post {
                    role: String::new(),
                    organization: None,
                    area: None,
                }),
                post_number,
                term: Term {
                    start: most_exact(sightings.iter().filter_map(|s| s.fact.term.start)),
                    end: most_exact(sightings.iter().filter_map(|s| s.fact.term.end)),
                },
                sightings,
            })
            .collect()
    }

    /// For each sighting, the representative of its person.
    fn persons(&self) -> Vec<usize> {
        let mut sets = Sets::new(self.sightings.len());
        let mut of_document: BTreeMap<Local, usize> = BTreeMap::new();
        let mut of_post: BTreeMap<(u64, u64), usize> = BTreeMap::new();
        for (i, (sighting, &call)) in self.sightings.iter().zip(&self.calls).enumerate() {
            let fact = &sighting.fact;
            sets.unite(i, *of_document.entry((call, fact.referent, fact.person_key)).or_insert(i));
            if let Some(post) = fact.post_key {
                sets.unite(i, *of_post.entry((fact.person_key, post)).or_insert(i));
            }
        }
        (0..self.sightings.len()).map(|i| sets.find(i)).collect()
    }
}

/// How far a tenure has come.
const fn course(status: Status) -> u8 {
    match status {
        Status::Proposed => 0,
        Status::Acting => 1,
        Status::Appointed => 2,
        Status::Current => 3,
        Status::Dismissed => 4,
        Status::Former => 5,
    }
}

/// The most frequent value; of equals the least.
fn commonest<'a, T: Ord>(values: impl Iterator<Item = &'a T>) -> Option<&'a T> {
    let mut counts: BTreeMap<&T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|&(_, count)| count).map(|(value, _)| value)
}

/// The most exact date; of equals the earliest.
fn most_exact(dates: impl Iterator<Item = PartialDate>) -> Option<PartialDate> {
    let vague = |date: &PartialDate| (date.year().is_none(), date.month().is_none(), date.day().is_none());
    dates.min_by_key(|date| (vague(date), *date))
}

/// Disjoint sets.
struct Sets {
    parents: Vec<usize>,
}

impl Sets {
    fn new(size: usize) -> Self {
        Self { parents: (0..size).collect() }
    }

    fn find(&mut self, mut i: usize) -> usize {
        while let Some(&parent) = self.parents.get(i).filter(|&&parent| parent != i) {
            // Halving the path keeps it short.
            let next = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.parents.get_mut(i) {
                *slot = next;
            }
            i = next;
        }
        i
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(slot) = self.parents.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use super::*;
    use crate::Analyzer;

    const TEXTS: [(&str, Option<&str>, &str); 6] = [
        ("a", Some("2013-08-23"), "Bí thư Đảng ủy xã Đốc Binh Kiều Trần Văn Mẫu phát biểu."),
        ("b", Some("2016-03-01"), "Ông Trần Văn Mẫu, nguyên Bí thư Đảng ủy xã Đốc Binh Kiều, dự."),
        ("c", Some("2016-03-02"), "Ông Trần Văn Mẫu, Chủ tịch UBND huyện Tháp Mười, dự."),
        ("d", None, "Chủ tịch Ủy ban nhân dân huyện Tháp Mười Lê Thị Ví Dụ thay mặt ông dự."),
        ("e", Some("2017-01-05"), "Chủ tịch UBND xã Trần Văn Mẫu và Trưởng Công an xã Phan Văn Thử dự."),
        ("f", Some("2017-02-05"), "Chủ tịch UBND xã Trần Văn Mẫu dự."),
    ];

    fn of<'t>(texts: impl IntoIterator<Item = &'t (&'t str, Option<&'t str>, &'t str)>) -> Timeline {
        let analyzer = Analyzer::new().unwrap();
        let mut timeline = Timeline::default();
        for (source, date, text) in texts {
            let document = analyzer.analyze_on(text, date.map(|d| d.parse().unwrap())).unwrap();
            timeline.add(source, super::super::facts(&document));
        }
        timeline
    }

    fn shown(tenures: &[Tenure]) -> Vec<String> {
        let show = |t: &Tenure| {
            let sources: Vec<&str> = t.sightings.iter().map(|s| s.source.as_str()).collect();
            format!("{}/{}: {} {}", t.person, t.person_number, t.post.role, sources.join("+"))
        };
        tenures.iter().map(show).collect()
    }

    #[test]
    fn the_order_of_documents_does_not_matter() {
        let (post, person) = (of(&TEXTS).by_post(), of(&TEXTS).by_person());
        for turn in 1..TEXTS.len() {
            let (before, after) = TEXTS.split_at(turn);
            let turned = of(after.iter().chain(before).rev());
            assert_eq!(shown(&turned.by_post()), shown(&post));
            assert_eq!(shown(&turned.by_person()), shown(&person));
        }
    }

    #[test]
    fn namesakes_are_two_until_a_document_ties_their_posts() {
        let apart = of(TEXTS.get(..3).unwrap()).by_person();
        assert_eq!(apart.iter().map(|t| t.person_number).collect::<BTreeSet<_>>().len(), 2, "{:#?}", shown(&apart));
        let tie = (
            "tie",
            Some("2016-02-28"),
            "Ông Trần Văn Mẫu, Bí thư Đảng ủy xã Đốc Binh Kiều, được bầu giữ chức Chủ tịch UBND huyện Tháp Mười.",
        );
        let tied = of(TEXTS.get(..3).unwrap().iter().chain([&tie])).by_person();
        assert_eq!(tied.iter().map(|t| t.person_number).collect::<BTreeSet<_>>().len(), 1, "{:#?}", shown(&tied));
        assert_eq!(tied.iter().map(Tenure::documents).collect::<Vec<_>>(), [3, 2]);
    }

    #[test]
    fn a_post_without_its_place_is_of_one_document() {
        let timeline = of(TEXTS.get(4..).unwrap());
        let posts: BTreeSet<usize> =
            timeline.by_post().iter().filter(|t| t.post.role == "Chủ tịch").map(|t| t.post_number).collect();
        assert_eq!(posts.len(), 2);
    }

    #[test]
    fn an_abbreviated_body_is_the_same_post() {
        let timeline = of(TEXTS.get(2..4).unwrap());
        let posts: BTreeSet<usize> = timeline.by_post().iter().map(|t| t.post_number).collect();
        assert_eq!(posts.len(), 1, "{:#?}", shown(&timeline.by_post()));
    }
}
