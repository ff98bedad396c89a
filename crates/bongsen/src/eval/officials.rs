//! Official facts as sets: who holds which role in which organisation, wherever the text says so.

use std::collections::BTreeSet;

use super::entities::Answer;
use crate::entity::EntityKind;
use crate::normalize::{join, key};
use crate::span::{Chars, Span};

/// A person, a role and an organisation, each as the key of its words: case and tone style do not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fact {
    /// The name.
    pub person: u64,
    /// The title up to the organisation or place that it contains (`Phó Chủ tịch` in `Phó Chủ tịch UBND tỉnh`).
    pub role: u64,
    /// The largest organisation inside the title, its place included; without one, the place (`tỉnh Đồng Tháp`).
    pub organization: Option<u64>,
}

/// The facts of an answer to `text`: a fact that is said twice counts once.
///
/// ```
/// use bongsen::eval::entities::{Answer, Mention};
/// use bongsen::{EntityKind, Span};
/// let text = "Bí thư Huyện ủy Lê Vân; BÍ THƯ HUYỆN UỶ LÊ VÂN";
/// let mut answer = Answer::default();
/// for start in [0, 24] {
///     answer.mentions.insert(Mention { span: Span::new(start, start + 15), kind: EntityKind::Title });
///     answer.mentions.insert(Mention { span: Span::new(start + 7, start + 15), kind: EntityKind::Org });
///     answer.holds.insert((Span::new(start + 16, start + 22), Span::new(start, start + 15)));
/// }
/// assert_eq!(bongsen::eval::officials::facts(text, &answer).len(), 1);
/// ```
pub fn facts(text: &str, answer: &Answer) -> BTreeSet<Fact> {
    let letters: Vec<char> = text.chars().collect();
    let words = |start: u32, end: u32| {
        let part: String = letters.get(start as usize..end as usize).unwrap_or_default().iter().collect();
        part.split_whitespace().fold(1, |sum, word| join(sum, key(word)))
    };
    let fact = |&(person, title): &(Span<Chars>, Span<Chars>)| {
        let inside = |kinds: &[EntityKind]| {
            answer
                .mentions
                .iter()
                .filter(|m| m.span != title && title.start() <= m.span.start() && m.span.end() <= title.end())
                .find(|m| kinds.contains(&m.kind))
                .map(|m| m.span)
        };
        let part = inside(&[EntityKind::Org]).or_else(|| inside(&[EntityKind::AdminUnit, EntityKind::Loc]));
        Fact {
            person: words(person.start(), person.end()),
            role: words(title.start(), part.map_or(title.end(), |span| span.start().max(title.start()))),
            organization: part.map(|span| words(span.start(), span.end())),
        }
    };
    answer.holds.iter().map(fact).collect()
}
