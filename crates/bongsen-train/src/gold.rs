//! `bongsen-train gold`: the annotated text of `data/gold`, from brackets to the records of `bongsen eval entities`.
//!
//! An article is one record, so that what an earlier sentence says is known in a later one; a sentence of
//! `sentences-*.txt` is a record of its own, and the `# source:` line above it names its document. The reports are for the
//! annotator: what is the same string may be two things (a province and its football club), but rarely is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use bongsen::eval::entities::Measure;
use bongsen::eval::notation::{Annotated, Mark, parse};
use bongsen::{CharIndex, EntityKind, Span};

use crate::corpora;

/// Options of `bongsen-train gold`.
#[derive(clap::Args)]
pub struct Args {
    /// The folder of the annotated text; the records are written into it.
    #[arg(long, default_value_os_t = corpora::repository().join("data/gold"))]
    folder: PathBuf,
    /// Write nothing; fail when the records are not those of the annotated text.
    #[arg(long)]
    check: bool,
    /// Also print every string that is marked in two ways, or marked here and not there.
    #[arg(long)]
    twice: bool,
}

/// The halves, in the order of reports.
const HALVES: [&str; 2] = ["train", "test"];

/// An annotated record before it is written.
struct Record {
    id: String,
    source: String,
    annotated: Annotated,
}

/// Writes `train.jsonl` and `test.jsonl`, and prints the counts.
pub fn run(args: &Args) -> Result<()> {
    let halves = read(&args.folder)?;
    for (half, records) in HALVES.into_iter().zip(&halves) {
        let path = args.folder.join(half).with_extension("jsonl");
        let lines = jsonl(records)?;
        if args.check {
            let committed = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            ensure!(committed == lines, "{}: not up to date; run `bongsen-train gold`", path.display());
        } else {
            fs::write(&path, lines).with_context(|| path.display().to_string())?;
        }
        println!("{}", counts(half, records));
    }
    if args.twice {
        print!("{}", twice(&halves.iter().flatten().collect::<Vec<_>>()));
    }
    Ok(())
}

/// The records of each half.
fn read(folder: &Path) -> Result<[Vec<Record>; 2]> {
    let mut halves = [Vec::new(), Vec::new()];
    let split = open(&folder.join("split.tsv"))?;
    let mut articles = BTreeMap::new();
    for line in split.lines().filter(|l| !l.starts_with('#')) {
        let (file, half) = line.split_once('\t').with_context(|| format!("split.tsv: no tab in {line:?}"))?;
        let half = HALVES.iter().position(|h| *h == half).with_context(|| format!("split.tsv: no half {half:?}"))?;
        articles.insert(file.to_owned(), half);
    }
    for entry in fs::read_dir(folder.join("articles"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        ensure!(articles.contains_key(&name), "split.tsv: {name} is in neither half");
    }
    for (file, half) in articles {
        let path = folder.join("articles").join(&file);
        let annotated = article(&open(&path)?).with_context(|| path.display().to_string())?;
        let source = file.strip_suffix(".txt").unwrap_or(&file).to_owned();
        halves[half].push(Record { id: format!("article-{source}"), source, annotated });
    }
    for (half, records) in HALVES.into_iter().zip(&mut halves) {
        let path = folder.join(format!("sentences-{half}.txt"));
        records.extend(sentences(&open(&path)?).with_context(|| path.display().to_string())?);
    }
    let sources = halves.each_ref().map(|records| records.iter().map(|r| r.source.as_str()).collect::<BTreeSet<_>>());
    if let Some(both) = sources[0].intersection(&sources[1]).next() {
        bail!("document {both:?} is in both halves");
    }
    Ok(halves)
}

fn open(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// An article: its lines as they are, each with relations of its own.
fn article(text: &str) -> Result<Annotated> {
    let mut whole = Annotated::default();
    for (number, line) in (1..).zip(text.lines()) {
        let read = parse(line).with_context(|| format!("line {number}"))?;
        let shift = |m: &Mark| Mark { start: m.start + whole.text.len(), end: m.end + whole.text.len(), kind: m.kind };
        whole.marks.extend(read.marks.iter().map(shift));
        whole.holds.extend(read.holds.iter().map(|(person, title)| (shift(person), shift(title))));
        whole.text.push_str(&read.text);
        whole.text.push('\n');
    }
    Ok(whole)
}

/// Sentences, each a record; `# source:` names the document of those below it, other lines with `#` are remarks.
fn sentences(text: &str) -> Result<Vec<Record>> {
    let mut out: Vec<Record> = Vec::new();
    let mut source = None;
    let mut count = 0;
    for (number, line) in (1..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty()) {
        if let Some(remark) = line.strip_prefix('#') {
            if let Some(name) = remark.trim().strip_prefix("source:") {
                let name = name.trim();
                ensure!(out.iter().all(|r| r.source != name), "line {number}: document {name:?} twice");
                source = Some(name.to_owned());
                count = 0;
            }
            continue;
        }
        let source = source.clone().with_context(|| format!("line {number}: no `# source:` above"))?;
        count += 1;
        let code = source.split_whitespace().next().unwrap_or_default();
        let annotated = parse(line).with_context(|| format!("line {number}"))?;
        out.push(Record { id: format!("{code}-{count}"), source, annotated });
    }
    Ok(out)
}

/// A line of the records, its fields in the order of the annotators' own files.
#[derive(serde::Serialize)]
struct Line<'a> {
    id: &'a str,
    source: &'a str,
    text: &'a str,
    entities: Vec<LineEntity<'a>>,
    relations: Vec<LineRelation>,
}

#[derive(serde::Serialize)]
struct LineEntity<'a> {
    start: u32,
    end: u32,
    label: &'static str,
    text: &'a str,
}

#[derive(serde::Serialize)]
struct LineRelation {
    r#type: &'static str,
    head: usize,
    tail: usize,
}

/// The records, one a line, spans in code points, the outer entity before the inner.
fn jsonl(records: &[Record]) -> Result<String> {
    let mut out = String::new();
    for record in records {
        out.push_str(&json(record)?);
        out.push('\n');
    }
    Ok(out)
}

fn json(record: &Record) -> Result<String> {
    let text = record.annotated.text.as_str();
    let index = CharIndex::new(text);
    let mut marks: Vec<&Mark> = record.annotated.marks.iter().collect();
    marks.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end), m.kind));
    let entity = |m: &&Mark| {
        let span = index.chars(text, Span::new(m.start as u32, m.end as u32));
        let inside = text.get(m.start..m.end).unwrap_or_default();
        LineEntity { start: span.start(), end: span.end(), label: m.kind.label(), text: inside }
    };
    let at = |mark: &Mark| marks.iter().position(|m| *m == mark).context("a relation of no entity");
    let relation =
        |(person, title): &(Mark, Mark)| Ok(LineRelation { r#type: "holds", head: at(person)?, tail: at(title)? });
    Ok(serde_json::to_string(&Line {
        id: &record.id,
        source: &record.source,
        text,
        entities: marks.iter().map(entity).collect(),
        relations: record.annotated.holds.iter().map(relation).collect::<Result<_>>()?,
    })?)
}

/// One line of counts, a row of the table in the README.
fn counts(half: &str, records: &[Record]) -> String {
    let documents: BTreeSet<&str> = records.iter().map(|r| r.source.as_str()).collect();
    let number = |measure| match measure {
        Measure::Kind(kind) => Some(records.iter().flat_map(|r| &r.annotated.marks).filter(|m| m.kind == kind).count()),
        Measure::Holds => Some(records.iter().map(|r| r.annotated.holds.len()).sum()),
        Measure::All | Measure::Outermost | Measure::Officials => None,
    };
    let list: Vec<String> = Measure::all().filter_map(|m| Some(format!("{} {}", m.label(), number(m)?))).collect();
    format!("{half}: {} documents, {} records; {}", documents.len(), records.len(), list.join(", "))
}

/// The strings of two syllables and more that are marked as two kinds, or marked in one place and left bare in another.
fn twice(records: &[&Record]) -> String {
    let text = |record: &Record, m: &Mark| record.annotated.text.get(m.start..m.end).unwrap_or_default().to_owned();
    let mut kinds: BTreeMap<String, BTreeMap<EntityKind, usize>> = BTreeMap::new();
    for record in records {
        for mark in &record.annotated.marks {
            *kinds.entry(text(record, mark)).or_default().entry(mark.kind).or_default() += 1;
        }
    }
    let mut out = String::new();
    for (string, of) in &kinds {
        let list: Vec<String> = of.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
        if of.len() > 1 {
            let _ = writeln!(out, "two kinds   {string}: {}", list.join(", "));
        }
        if !string.contains(' ') {
            continue;
        }
        for record in records {
            let whole = &record.annotated.text;
            for (start, _) in whole.match_indices(string.as_str()) {
                let end = start + string.len();
                let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let inside_a_word = letter(whole.get(..start).and_then(|t| t.chars().next_back()))
                    || letter(whole.get(end..).and_then(|t| t.chars().next()));
                let marked = record.annotated.marks.iter().any(|m| m.start == start && m.end == end);
                // A name inside a longer one of the same kind (`Sơn` of `Nam Sơn`) is no slip.
                let part = |m: &Mark| m.start <= start && end <= m.end && of.contains_key(&m.kind);
                if !inside_a_word && !marked && !record.annotated.marks.iter().any(part) {
                    let _ = writeln!(out, "not marked  {string} ({}) in {}", list.join(", "), record.id);
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use bongsen::eval::entities::read_gold;

    use super::*;

    fn folder() -> PathBuf {
        corpora::repository().join("data/gold")
    }

    #[test]
    fn committed_records_are_those_of_the_annotated_text() {
        for (half, records) in HALVES.into_iter().zip(read(&folder()).unwrap()) {
            let committed = fs::read_to_string(folder().join(half).with_extension("jsonl")).unwrap();
            assert_eq!(committed, jsonl(&records).unwrap(), "{half}: run `bongsen-train gold`");
        }
    }

    #[test]
    fn the_scorer_reads_what_is_written() {
        for record in read(&folder()).unwrap().iter().flatten() {
            let gold = read_gold(&json(record).unwrap()).unwrap();
            assert_eq!(gold.text, record.annotated.text);
            assert_eq!(gold.answer.mentions.len(), record.annotated.marks.len(), "{}", record.id);
            assert_eq!(gold.answer.holds.len(), record.annotated.holds.len(), "{}", record.id);
        }
    }

    #[test]
    fn an_article_keeps_its_lines_and_each_line_its_numbers() {
        let read = article("[P1 Lê Vân], [T1 Bí thư]\n\nông [P1 An], [T1 Trưởng ấp]\n").unwrap();
        assert_eq!(read.text, "Lê Vân, Bí thư\n\nông An, Trưởng ấp\n");
        let pairs: Vec<(&str, &str)> =
            read.holds.iter().map(|(p, t)| (&read.text[p.start..p.end], &read.text[t.start..t.end])).collect();
        assert_eq!(pairs, [("Lê Vân", "Bí thư"), ("An", "Trưởng ấp")]);
    }

    #[test]
    fn sentences_have_a_document() {
        let read = sentences("# remark\n# source: a báo\nMột.\n\nHai.\n# source: b\nBa.\n").unwrap();
        let ids: Vec<(&str, &str)> = read.iter().map(|r| (r.id.as_str(), r.source.as_str())).collect();
        assert_eq!(ids, [("a-1", "a báo"), ("a-2", "a báo"), ("b-1", "b")]);
        assert!(sentences("Một.\n").is_err());
        assert!(sentences("# source: a\nMột.\n# source: b\nHai.\n# source: a\nBa.\n").is_err());
    }

    #[test]
    fn what_is_marked_in_two_ways_is_told() {
        let record = |line| Record { id: "r".to_owned(), source: "s".to_owned(), annotated: parse(line).unwrap() };
        let records = [record("[A Hà Nội] thắng [O Hà Nội]"), record("ở Hà Nội"), record("[A tỉnh Hà Nội]")];
        assert_eq!(
            twice(&records.iter().collect::<Vec<_>>()),
            "two kinds   Hà Nội: ORG 1, ADMIN_UNIT 1\nnot marked  Hà Nội (ORG 1, ADMIN_UNIT 1) in r\n"
        );
    }
}
