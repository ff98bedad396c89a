//! The rule files of `tests/literate`, sentence by sentence, against the analyser.
//!
//! A difference is printed with both readings in brackets. For work on the grammar: `BONGSEN_LITERATE=report` prints
//! every sentence that differs, known or not, with the count of each file, and passes; `BONGSEN_LITERATE=sort` moves
//! every sentence into or out of the `known-miss` blocks as it is read now, for review with `git diff`.

use std::fmt::Write as _;
use std::path::PathBuf;

use bongsen::{Analyzer, Document, Entity};
use bongsen_tests::literate::{Case, cases, sorted};
use bongsen_tests::notation::{Annotated, Mark, differences, write};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("literate")
}

fn files() -> Vec<(String, Vec<Case>)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "md"));
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let cases = cases(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        (name, cases)
    };
    paths.into_iter().map(read).collect()
}

fn mark(entity: Entity<'_>) -> Mark {
    let span = entity.span();
    Mark { start: span.start() as usize, end: span.end() as usize, kind: entity.kind() }
}

fn read(doc: &Document) -> Annotated {
    let holds = doc.officials().filter_map(|o| Some((mark(o.person()?), mark(o.title()?)))).collect();
    Annotated { text: doc.text().to_owned(), marks: doc.entities().map(mark).collect(), holds }
}

#[test]
fn every_sentence_reads_as_its_rule_says() {
    let mode = std::env::var("BONGSEN_LITERATE").unwrap_or_default();
    let report_only = mode == "report";
    let analyzer = Analyzer::new().unwrap();
    if mode == "sort" {
        let is_right = |case: &Case| {
            differences(&case.expected, &read(&analyzer.analyze(&case.expected.text).unwrap())).is_empty()
        };
        for (file, _) in files() {
            let path = folder().join(file);
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::write(&path, sorted(&text, is_right).unwrap()).unwrap();
        }
    }
    let (mut report, mut faults, mut total) = (String::new(), 0, 0);
    for (file, cases) in files() {
        let mut right = 0;
        for case in &cases {
            let found = read(&analyzer.analyze(&case.expected.text).unwrap());
            let differences = differences(&case.expected, &found);
            right += usize::from(differences.is_empty());
            if differences.is_empty() == case.known_miss {
                faults += 1;
            } else if !report_only || differences.is_empty() {
                continue;
            }
            let _ = writeln!(report, "\n{file}:{} ({})", case.line, case.rule);
            if differences.is_empty() {
                report.push_str("  is read right now: move it out of its known-miss block\n");
                continue;
            }
            let _ = writeln!(report, "  expected {}", write(&case.expected));
            let _ = writeln!(report, "  found    {}", write(&found));
            for difference in differences {
                let _ = writeln!(report, "           {difference}");
            }
        }
        total += cases.len();
        let _ = writeln!(report, "{file}: {right} of {} right", cases.len());
    }
    if report_only {
        println!("{report}");
    } else {
        assert_eq!(faults, 0, "of {total} sentences\n{report}");
    }
}

#[test]
fn the_rules_are_many() {
    let count: usize = files().iter().map(|(_, cases)| cases.len()).sum();
    assert!(count >= 120, "{count} sentences");
    for (file, cases) in files() {
        assert!(!cases.is_empty(), "{file} has no sentence");
    }
}
