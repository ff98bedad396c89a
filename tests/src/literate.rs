//! Literate rule files: Markdown whose fenced `text` blocks hold one annotated sentence a line.
//!
//! ````text
//! Prose that says what the rule is.
//!
//! ```text
//! ông [P1 Trần Văn Mẫu], [T1 Chủ tịch [O UBND [A xã Gò Sen]]], nói
//! ```
//!
//! ```text known-miss
//! a sentence that is not read right yet
//! ```
//! ````

use crate::notation::{self, Annotated};

/// One sentence of a rule file.
#[derive(Clone, Debug)]
pub struct Case {
    /// Line of the file, from 1.
    pub line: usize,
    /// The heading above it.
    pub rule: String,
    /// What must be found.
    pub expected: Annotated,
    /// In a `known-miss` block: it must still be read wrong, so that a rule that comes to read it is noticed.
    pub known_miss: bool,
}

/// Reads the cases of a rule file.
///
/// # Errors
/// Names the line of a block that is not closed, of another kind of block, or of a faulty sentence.
pub fn cases(markdown: &str) -> Result<Vec<Case>, String> {
    let mut out = Vec::new();
    let mut rule = String::new();
    let mut block: Option<(usize, bool)> = None;
    for (line, text) in (1..).zip(markdown.lines()) {
        match (block, text.strip_prefix("```")) {
            (None, Some("text")) => block = Some((line, false)),
            (None, Some("text known-miss")) => block = Some((line, true)),
            (None, Some(info)) => return Err(format!("line {line}: no such block: {info:?}")),
            (Some(_), Some("")) => block = None,
            (Some(_), Some(_)) => return Err(format!("line {line}: a block inside a block")),
            (Some((_, known_miss)), None) if !text.trim().is_empty() => {
                let expected = notation::parse(text.trim()).map_err(|e| format!("line {line}, {e}"))?;
                out.push(Case { line, rule: rule.clone(), expected, known_miss });
            }
            (Some(_), None) => {}
            (None, None) => {
                if let Some(heading) = text.strip_prefix('#') {
                    heading.trim_start_matches('#').trim().clone_into(&mut rule);
                }
            }
        }
    }
    match block {
        Some((line, _)) => Err(format!("line {line}: this block is not closed")),
        None => Ok(out),
    }
}

/// The file with every sentence in the block where it belongs: what is read right in plain blocks, the rest in a
/// `known-miss` block below. Blocks with only blank lines between them are one group.
///
/// # Errors
/// As [`cases`].
pub fn sorted(markdown: &str, mut is_right: impl FnMut(&Case) -> bool) -> Result<String, String> {
    let cases = cases(markdown)?;
    let mut cases = cases.iter().peekable();
    let mut out = String::new();
    // The sentences of the group so far, and the blank lines that may or may not end it.
    let (mut right, mut missed): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut inside = false;
    let mut blanks = 0;
    for (number, line) in (1..).zip(markdown.lines()) {
        if line.starts_with("```") {
            inside = !inside;
            blanks = 0;
        } else if inside {
            if let Some(case) = cases.next_if(|case| case.line == number) {
                if is_right(case) { right.push(line) } else { missed.push(line) }
            }
        } else if line.is_empty() && !(right.is_empty() && missed.is_empty()) {
            blanks += 1;
        } else {
            out.push_str(&blocks(&std::mem::take(&mut right), &std::mem::take(&mut missed)));
            out.extend(std::iter::repeat_n('\n', std::mem::take(&mut blanks)));
            out.push_str(line);
            out.push('\n');
        }
    }
    out.push_str(&blocks(&std::mem::take(&mut right), &std::mem::take(&mut missed)));
    Ok(out)
}

/// The blocks of one group; none when it is empty.
fn blocks(right: &[&str], missed: &[&str]) -> String {
    let block = |fence: &str, lines: &[&str]| match lines {
        [] => None,
        _ => Some(format!("{fence}\n{}\n```\n", lines.join("\n"))),
    };
    let blocks = [block("```text", right), block("```text known-miss", missed)];
    blocks.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_keep_their_rule_and_line() {
        let file =
            "# A\n\nprose [not read]\n\n```text\nở [A Cần Thơ]\n\nvề [A Huế]\n```\n## A2\n```text known-miss\nở\n```\n";
        let read = cases(file).unwrap();
        let told: Vec<(usize, &str, bool)> = read.iter().map(|c| (c.line, c.rule.as_str(), c.known_miss)).collect();
        assert_eq!(told, [(6, "A", false), (8, "A", false), (12, "A2", true)]);
        assert_eq!(read[1].expected.text, "về Huế");
    }

    #[test]
    fn sentences_move_to_the_block_where_they_belong() {
        let file = "# A\n\n```text\nmột\nhai\n```\n\n```text known-miss\nba\nbốn\n```\n\nprose\n\n```text\nnăm\n```\n";
        let is_right = |case: &Case| ["hai", "ba", "năm"].contains(&case.expected.text.as_str());
        let moved = "# A\n\n```text\nhai\nba\n```\n\n```text known-miss\nmột\nbốn\n```\n\nprose\n\n```text\nnăm\n```\n";
        assert_eq!(sorted(file, is_right).as_deref(), Ok(moved));
        assert_eq!(sorted(moved, is_right).as_deref(), Ok(moved));
    }

    #[test]
    fn a_faulty_file_names_the_line() {
        for (file, line) in
            [("```text\nở [A\n```", 2), ("```rust\n```", 1), ("\n```text\nở", 2), ("```text\n```text\n", 2)]
        {
            let error = cases(file).unwrap_err();
            assert!(error.starts_with(&format!("line {line}")), "{file:?}: {error}");
        }
    }
}
