//! What was changed: a line a change, or one a file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bongsen::normalize::Normalized;

use super::read::Text;
use crate::output::{Session, say};

/// The heading of [`changes`].
pub const HEADING: &str = "source\tline\tstart\tend\trule\twas\tis\n";

/// A line of tab-separated values for each change: the source, the line, where it is in the bytes of the source, the rule,
/// what stood there, what stands there now. Characters that cannot be seen alone are written by their numbers.
pub fn changes(name: &str, read: &Text, normal: &Normalized<'_>, session: &mut Session) -> anyhow::Result<()> {
    let (mut line, mut counted) = (1, 0);
    for change in &normal.changes {
        let before = read.content.get(counted..change.orig.range().start).unwrap_or_default();
        line += before.bytes().filter(|byte| *byte == b'\n').count();
        counted = counted.max(change.orig.range().start);
        let bytes = read.to_bytes(change.orig);
        let was = visible(read.content.get(change.orig.range()).unwrap_or_default());
        let is = visible(normal.text.get(change.norm.range()).unwrap_or_default());
        let (start, end, rule) = (bytes.start(), bytes.end(), change.rule.label());
        say!(session, "{name}\t{line}\t{start}\t{end}\t{rule}\t{was}\t{is}\n")?;
    }
    Ok(())
}

/// One line: the source, what it was read as, how many changes, and of each rule.
pub fn summary(name: &str, kind: &str, normal: Option<&Normalized<'_>>, restored: usize) -> String {
    let mut rules: BTreeMap<_, usize> = BTreeMap::new();
    for change in normal.iter().flat_map(|normal| &normal.changes) {
        *rules.entry(change.rule).or_default() += 1;
    }
    let mut line = format!("{name}\t{kind}\t{}", rules.values().sum::<usize>());
    for (rule, count) in rules {
        let _ = write!(line, "\t{}={count}", rule.label());
    }
    if restored > 0 {
        let _ = write!(line, "\trestored={restored}");
    }
    line.push('\n');
    line
}

/// The text on one line, with the numbers of what is not seen alone: marks, spaces but the common one, controls.
fn visible(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        // What debug output escapes, but for quotes.
        if matches!(c, '"' | '\'') {
            out.push(c);
        } else {
            out.extend(c.escape_debug());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_is_not_seen_is_written_by_its_number() {
        assert_eq!(visible("a\u{301}\u{A0}\u{200B}\n“ế\""), "a\\u{301}\\u{a0}\\u{200b}\\n“ế\"");
    }
}
