//! The inline notation for annotated sentences, as in the annotation guideline.
//!
//! ```text
//! [T1 Bí thư [O Đảng ủy [A xã Gò Sen]]] [P1 Trần Văn Mẫu]
//!  |          |           |               |
//!  TITLE      ORG         ADMIN_UNIT      PERSON; a number shared with a title: this person holds it
//! ```
//!
//! A bracket opens with a letter (`P T O A L D G`), numbers of its relations apart by commas, and a space. A bracket of
//! the text itself is written `\[` and `\]`, a backslash `\\`. Entities nest or are disjoint by construction. The other
//! direction, for reading only, is [`brackets`](super::entities::brackets).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::entities::letter;
use crate::entity::EntityKind;

/// One entity of a sentence: its kind and its place in the text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// Byte offset of the first character.
    pub start: usize,
    /// Byte offset after the last character.
    pub end: usize,
    /// What it is.
    pub kind: EntityKind,
}

/// A sentence with its entities and relations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotated {
    /// The sentence without brackets.
    pub text: String,
    /// The entities.
    pub marks: BTreeSet<Mark>,
    /// Who holds which title: (PERSON, TITLE).
    pub holds: BTreeSet<(Mark, Mark)>,
}

/// Why a line is no annotated sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotationError {
    /// Character of the line, from 1.
    pub column: usize,
    /// What is wrong there.
    pub message: &'static str,
}

impl fmt::Display for NotationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: {}", self.column, self.message)
    }
}

impl std::error::Error for NotationError {}

struct Open {
    kind: EntityKind,
    numbers: Vec<u32>,
    start: usize,
    column: usize,
}

/// Reads one line.
///
/// ```
/// let read = bongsen::eval::notation::parse("[T1 Bí thư] [P1 Lê Thị Vân] ở [A xã Gò Sen].").unwrap();
/// assert_eq!(read.text, "Bí thư Lê Thị Vân ở xã Gò Sen.");
/// assert_eq!((read.marks.len(), read.holds.len()), (3, 1));
/// ```
///
/// # Errors
/// When a bracket is not closed or not open, has no known letter, is empty, or begins or ends with a space; when two
/// brackets are the same; when a number joins no person to a title.
pub fn parse(line: &str) -> Result<Annotated, NotationError> {
    let mut text = String::new();
    let mut open: Vec<Open> = Vec::new();
    let mut marks = BTreeSet::new();
    let mut numbered: Vec<(Mark, Vec<u32>)> = Vec::new();
    let mut chars = line.chars().enumerate().map(|(i, c)| (i + 1, c)).peekable();
    while let Some((column, c)) = chars.next() {
        let error = |message| NotationError { column, message };
        match c {
            '\\' => match chars.next() {
                Some((_, escaped @ ('[' | ']' | '\\'))) => text.push(escaped),
                _ => return Err(error("a backslash stands only before [, ] and \\")),
            },
            '[' => {
                let opening = chars.next().map(|(_, c)| c);
                let kind = EntityKind::ALL
                    .into_iter()
                    .find(|kind| Some(letter(*kind)) == opening)
                    .ok_or_else(|| error("after [ comes one of P T O A L D G"))?;
                let mut numbers = String::new();
                while let Some((_, c)) = chars.next_if(|(_, c)| c.is_ascii_digit() || *c == ',') {
                    numbers.push(c);
                }
                if chars.next().map(|(_, c)| c) != Some(' ') {
                    return Err(error("after the letter and its numbers comes a space"));
                }
                let numbers = numbers
                    .split(',')
                    .filter(|n| !n.is_empty())
                    .map(|n| n.parse().map_err(|_| error("a number is too large")))
                    .collect::<Result<_, _>>()?;
                open.push(Open { kind, numbers, start: text.len(), column });
            }
            ']' => {
                let Open { kind, numbers, start, column } =
                    open.pop().ok_or_else(|| error("] closes nothing; write \\] for a bracket of the text"))?;
                let error = |message| NotationError { column, message };
                let inside = text.get(start..).unwrap_or_default();
                if inside.is_empty() || inside.trim() != inside {
                    return Err(error("an entity is not empty and has no space at its edges"));
                }
                let mark = Mark { start, end: text.len(), kind };
                if !marks.insert(mark) {
                    return Err(error("the same entity twice"));
                }
                if !numbers.is_empty() && !matches!(kind, EntityKind::Person | EntityKind::Title) {
                    return Err(error("only a person and a title have numbers"));
                }
                if !numbers.is_empty() {
                    numbered.push((mark, numbers));
                }
            }
            c => text.push(c),
        }
    }
    if let Some(open) = open.last() {
        return Err(NotationError { column: open.column, message: "this bracket is not closed" });
    }
    let mut titles: BTreeMap<u32, Vec<Mark>> = BTreeMap::new();
    for (title, numbers) in numbered.iter().filter(|(mark, _)| mark.kind == EntityKind::Title) {
        for number in numbers {
            titles.entry(*number).or_default().push(*title);
        }
    }
    let mut holds = BTreeSet::new();
    for (person, numbers) in numbered.iter().filter(|(mark, _)| mark.kind == EntityKind::Person) {
        holds.extend(numbers.iter().filter_map(|n| titles.get(n)).flatten().map(|title| (*person, *title)));
    }
    let joined: BTreeSet<Mark> = holds.iter().flat_map(|(person, title)| [*person, *title]).collect();
    if numbered.iter().any(|(mark, _)| !joined.contains(mark)) {
        return Err(NotationError { column: 1, message: "a number joins no person to a title" });
    }
    Ok(Annotated { text, marks, holds })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str =
        "[T1 Bí thư [O Đảng ủy [A xã Gò Sen]]] [P1,2 Trần Văn Mẫu], [T2 Chủ tịch [O HĐND [A xã Gò Sen]]], nói.";

    #[test]
    fn brackets_nest_and_numbers_join() {
        let read = parse(LINE).unwrap();
        assert_eq!(read.text, "Bí thư Đảng ủy xã Gò Sen Trần Văn Mẫu, Chủ tịch HĐND xã Gò Sen, nói.");
        assert_eq!(read.marks.len(), 7);
        let texts: Vec<(&str, &str)> =
            read.holds.iter().map(|(p, t)| (&read.text[p.start..p.end], &read.text[t.start..t.end])).collect();
        assert_eq!(texts, [("Trần Văn Mẫu", "Bí thư Đảng ủy xã Gò Sen"), ("Trần Văn Mẫu", "Chủ tịch HĐND xã Gò Sen")]);
    }

    #[test]
    fn a_faulty_line_tells_where() {
        for (line, column) in [
            ("ở [A Cần Thơ", 3),
            ("ở Cần Thơ]", 10),
            ("ở [X Cần Thơ]", 3),
            ("ở [A]", 3),
            ("ở [A  Cần Thơ]", 3),
            ("ở [A Cần Thơ ]", 3),
            ("[A [A Cần Thơ]]", 1),
            ("[A1 Cần Thơ]", 1),
            ("[P1 Trần Văn Mẫu] về", 1),
            (r"ở \n", 3),
        ] {
            assert_eq!(parse(line).map_err(|e| e.column), Err(column), "{line}");
        }
    }
}
