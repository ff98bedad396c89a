//! The inline notation for annotated sentences, as in the annotation guideline.
//!
//! ```text
//! [T1 Bí thư [O Đảng ủy [A xã Gò Sen]]] [P1 Trần Văn Mẫu]
//!  |          |           |               |
//!  TITLE      ORG         ADMIN_UNIT      PERSON; a number shared with a title: this person holds it
//! ```
//!
//! A bracket opens with a letter (`P T O A L D G`), numbers of its relations apart by commas, and a space. A bracket of
//! the text itself is written `\[` and `\]`, a backslash `\\`. Entities nest or are disjoint by construction.

use std::collections::BTreeSet;
use std::fmt;

use bongsen::EntityKind;

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

const LETTERS: [(char, EntityKind); 7] = [
    ('P', EntityKind::Person),
    ('T', EntityKind::Title),
    ('O', EntityKind::Org),
    ('A', EntityKind::AdminUnit),
    ('L', EntityKind::Loc),
    ('D', EntityKind::Date),
    ('G', EntityKind::LegalDoc),
];

struct Open {
    kind: EntityKind,
    numbers: Vec<u32>,
    start: usize,
    column: usize,
}

/// Reads one line.
///
/// # Errors
/// When a bracket is not closed or not open, has no known letter, is empty, or begins or ends with a space; when two
/// brackets are the same; when a number joins no person to a title.
pub fn parse(line: &str) -> Result<Annotated, NotationError> {
    let mut text = String::new();
    let mut open: Vec<Open> = Vec::new();
    let mut closed: Vec<(Mark, Vec<u32>)> = Vec::new();
    let mut chars = line.chars().enumerate().map(|(i, c)| (i + 1, c)).peekable();
    while let Some((column, c)) = chars.next() {
        let error = |message| NotationError { column, message };
        match c {
            '\\' => match chars.next() {
                Some((_, escaped @ ('[' | ']' | '\\'))) => text.push(escaped),
                _ => return Err(error("a backslash stands only before [, ] and \\")),
            },
            '[' => {
                let letter = chars.next().map(|(_, c)| c);
                let kind = LETTERS
                    .into_iter()
                    .find_map(|(l, kind)| (Some(l) == letter).then_some(kind))
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
                if closed.iter().any(|(other, _)| *other == mark) {
                    return Err(error("the same entity twice"));
                }
                if !numbers.is_empty() && !matches!(kind, EntityKind::Person | EntityKind::Title) {
                    return Err(error("only a person and a title have numbers"));
                }
                closed.push((mark, numbers));
            }
            c => text.push(c),
        }
    }
    if let Some(open) = open.last() {
        return Err(NotationError { column: open.column, message: "this bracket is not closed" });
    }
    let mut holds = BTreeSet::new();
    for (person, numbers) in closed.iter().filter(|(mark, _)| mark.kind == EntityKind::Person) {
        for (title, others) in closed.iter().filter(|(mark, _)| mark.kind == EntityKind::Title) {
            if numbers.iter().any(|n| others.contains(n)) {
                holds.insert((*person, *title));
            }
        }
    }
    let joined = |mark: &Mark| holds.iter().any(|(p, t)| p == mark || t == mark);
    if closed.iter().any(|(mark, numbers)| !numbers.is_empty() && !joined(mark)) {
        return Err(NotationError { column: 1, message: "a number joins no person to a title" });
    }
    Ok(Annotated { text, marks: closed.into_iter().map(|(mark, _)| mark).collect(), holds })
}

/// Writes the sentence with its brackets; every pair that holds gets a number.
///
/// Marks that cross are written as they come, so the result is for reading, and reads back only when they nest.
pub fn write(sentence: &Annotated) -> String {
    let numbers = |mark: &Mark| {
        let list: Vec<String> = (1..)
            .zip(&sentence.holds)
            .filter(|(_, (p, t))| p == mark || t == mark)
            .map(|(n, _)| n.to_string())
            .collect();
        list.join(",")
    };
    // Longest first among those that begin together.
    let mut starts: Vec<&Mark> = sentence.marks.iter().collect();
    starts.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end), m.kind));
    let mut starts = starts.into_iter().peekable();
    let mut out = String::new();
    let ends = sentence.text.char_indices().map(|(i, c)| (i, Some(c))).chain([(sentence.text.len(), None)]);
    for (at, c) in ends {
        out.extend(sentence.marks.iter().filter(|m| m.end == at).map(|_| ']'));
        while let Some(mark) = starts.next_if(|m| m.start == at) {
            out.push('[');
            out.extend(LETTERS.into_iter().filter(|(_, kind)| *kind == mark.kind).map(|(letter, _)| letter));
            out.push_str(&numbers(mark));
            out.push(' ');
        }
        if let Some(c) = c {
            if matches!(c, '[' | ']' | '\\') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// What differs between the expected and the found reading of one text, one line a difference; empty when nothing does.
pub fn differences(expected: &Annotated, found: &Annotated) -> Vec<String> {
    let text = |m: &Mark| expected.text.get(m.start..m.end).unwrap_or("?");
    let name = |m: &Mark| format!("{} {:?}", m.kind, text(m));
    let mut out = Vec::new();
    out.extend(expected.marks.difference(&found.marks).map(|m| format!("missing {}", name(m))));
    out.extend(found.marks.difference(&expected.marks).map(|m| format!("not asked {}", name(m))));
    let pair = |(p, t): &(Mark, Mark)| format!("holds({:?}, {:?})", text(p), text(t));
    out.extend(expected.holds.difference(&found.holds).map(|h| format!("missing {}", pair(h))));
    out.extend(found.holds.difference(&expected.holds).map(|h| format!("not asked {}", pair(h))));
    out
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
    fn what_is_written_reads_back() {
        for line in [LINE, "Không có gì.", r"Xem \[1\] ở [A Cần Thơ] \\", "[O [A Hà Nội] FC]", "[L sông Tiền][D 2013]"]
        {
            let read = parse(line).unwrap();
            assert_eq!(parse(&write(&read)).as_ref(), Ok(&read), "{line}");
        }
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

    #[test]
    fn every_difference_is_told_once() {
        let expected = parse("[T1 Chủ tịch] [P1 Trần Văn Mẫu] ở [A Cần Thơ]").unwrap();
        let found = parse("Chủ tịch [P Trần Văn Mẫu] ở [L Cần Thơ]").unwrap();
        assert_eq!(
            differences(&expected, &found),
            [
                "missing TITLE \"Chủ tịch\"",
                "missing ADMIN_UNIT \"Cần Thơ\"",
                "not asked LOC \"Cần Thơ\"",
                "missing holds(\"Trần Văn Mẫu\", \"Chủ tịch\")",
            ]
        );
        assert!(differences(&expected, &expected).is_empty());
    }
}
