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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_keep_their_rule_and_line() {
        let file = "# A\n\nprose [not read]\n\n```text\nở [A Cần Thơ]\n\nvề [A Huế]\n```\n## A2\n```text known-miss\nở\n```\n";
        let read = cases(file).unwrap();
        let told: Vec<(usize, &str, bool)> = read.iter().map(|c| (c.line, c.rule.as_str(), c.known_miss)).collect();
        assert_eq!(told, [(6, "A", false), (8, "A", false), (12, "A2", true)]);
        assert_eq!(read[1].expected.text, "về Huế");
    }

    #[test]
    fn a_faulty_file_names_the_line() {
        for (file, line) in [("```text\nở [A\n```", 2), ("```rust\n```", 1), ("\n```text\nở", 2), ("```text\n```text\n", 2)] {
            let error = cases(file).unwrap_err();
            assert!(error.starts_with(&format!("line {line}")), "{file:?}: {error}");
        }
    }
}
