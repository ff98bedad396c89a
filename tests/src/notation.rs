//! Writing and comparing annotated sentences; their notation is that of [`bongsen::eval::notation`].

use std::cmp::Reverse;

pub use bongsen::eval::notation::{Annotated, Mark, NotationError, parse};

use bongsen::eval::entities::letter;

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
    starts.sort_by_key(|m| (m.start, Reverse(m.end), m.kind));
    let mut starts = starts.into_iter().peekable();
    let mut out = String::new();
    let ends = sentence.text.char_indices().map(|(i, c)| (i, Some(c))).chain([(sentence.text.len(), None)]);
    for (at, c) in ends {
        out.extend(sentence.marks.iter().filter(|m| m.end == at).map(|_| ']'));
        while let Some(mark) = starts.next_if(|m| m.start == at) {
            out.push('[');
            out.push(letter(mark.kind));
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
    fn what_is_written_reads_back() {
        for line in [LINE, "Không có gì.", r"Xem \[1\] ở [A Cần Thơ] \\", "[O [A Hà Nội] FC]", "[L sông Tiền][D 2013]"]
        {
            let read = parse(line).unwrap();
            assert_eq!(parse(&write(&read)).as_ref(), Ok(&read), "{line}");
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
