//! `bongsen-train standoff`: annotation of news whose text may not be passed on. Only positions are kept here
//! (`data/gold/news/*.tsv`); the text comes from the corpora, and each sentence is checked by its key.
//!
//! ```text
//! # article  sentence  key of the text   entities (code points)      holds
//! 14825      21        51f0…             0-21:T 9-21:P               1>0
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use bongsen::EntityKind;
use bongsen::eval::entities::read_gold;
use bongsen::normalize::key;
use serde_json::{Value, json};

use crate::corpora;
use crate::name::news;

/// Letters of the kinds, as in the annotators' brackets.
const LETTERS: [(char, EntityKind); 7] = [
    ('P', EntityKind::Person),
    ('T', EntityKind::Title),
    ('O', EntityKind::Org),
    ('A', EntityKind::AdminUnit),
    ('L', EntityKind::Loc),
    ('D', EntityKind::Date),
    ('G', EntityKind::LegalDoc),
];

const HEADER: &str = "# article\tsentence\tkey of the text\tentities\tholds\n";

/// Arguments of `bongsen-train standoff`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Positions to join with their text (`.tsv`), or records to take the positions of (`.jsonl`, whose `source` ends in
    /// `ARTICLE:SENTENCE`).
    #[arg(required = true, num_args = 1..)]
    files: Vec<PathBuf>,
    /// The news, as `bongsen-train name` reads it.
    #[arg(long, default_value_os_t = news::default_path(), value_name = "FILE")]
    news: PathBuf,
    /// Where to write: records as JSON Lines from positions, positions from records.
    #[arg(long)]
    out: PathBuf,
}

/// Writes records from positions or positions from records.
pub fn run(args: &Args) -> Result<()> {
    let packed = args.files.iter().all(|file| file.extension().is_some_and(|e| e == "tsv"));
    let mut out = String::new();
    if packed {
        for line in records(&args.files, &args.news)? {
            out.push_str(&line);
            out.push('\n');
        }
    } else {
        out.push_str(HEADER);
        for file in &args.files {
            for (number, line) in (1..).zip(open(file)?.lines()).filter(|(_, line)| !line.trim().is_empty()) {
                out.push_str(&pack(line).with_context(|| format!("{}: line {number}", file.display()))?);
            }
        }
    }
    std::fs::write(&args.out, out).with_context(|| format!("cannot write {}", args.out.display()))
}

/// The committed positions of one half (`train`, `test`).
pub fn committed(half: &str) -> PathBuf {
    corpora::repository().join(format!("data/gold/news/{half}.tsv"))
}

fn open(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The row of one record.
fn pack(line: &str) -> Result<String> {
    read_gold(line)?;
    let record: Value = serde_json::from_str(line)?;
    let source = record["source"].as_str().unwrap_or_default();
    let (article, sentence) = source
        .rsplit(' ')
        .next()
        .and_then(|place| place.split_once(':'))
        .with_context(|| format!("source {source:?} does not end in ARTICLE:SENTENCE"))?;
    let text = record["text"].as_str().unwrap_or_default();
    let mut entities = Vec::new();
    for entity in record["entities"].as_array().into_iter().flatten() {
        let kind: EntityKind =
            entity["label"].as_str().unwrap_or_default().parse().map_err(|label| anyhow::anyhow!("{label:?}"))?;
        let letter = LETTERS.iter().find(|(_, k)| *k == kind).map_or('?', |(letter, _)| *letter);
        entities.push(format!("{}-{}:{letter}", entity["start"], entity["end"]));
    }
    let holds = record["relations"].as_array().into_iter().flatten().map(|r| format!("{}>{}", r["head"], r["tail"]));
    let holds = holds.collect::<Vec<_>>().join(" ");
    let mut row = String::new();
    writeln!(row, "{article}\t{sentence}\t{:016x}\t{}\t{holds}", key(text), entities.join(" "))?;
    Ok(row)
}

/// A row, parted.
struct Row {
    at: (usize, usize),
    key: u64,
    entities: Vec<(u32, u32, &'static str)>,
    holds: Vec<(usize, usize)>,
}

fn row(line: &str) -> Result<Row> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [article, sentence, key, entities, holds] = fields[..] else { bail!("five columns are needed") };
    let entity = |text: &str| -> Result<(u32, u32, &'static str)> {
        let (span, letter) = text.split_once(':').context("no letter")?;
        let (start, end) = span.split_once('-').context("no end")?;
        let kind = LETTERS.iter().find(|(l, _)| letter.chars().eq([*l])).context("unknown letter")?.1;
        Ok((start.parse()?, end.parse()?, kind.label()))
    };
    let hold = |text: &str| -> Result<(usize, usize)> {
        let (person, title) = text.split_once('>').context("no title")?;
        Ok((person.parse()?, title.parse()?))
    };
    Ok(Row {
        at: (article.parse()?, sentence.parse()?),
        key: u64::from_str_radix(key, 16)?,
        entities: entities.split_whitespace().map(entity).collect::<Result<_>>()?,
        holds: holds.split_whitespace().map(hold).collect::<Result<_>>()?,
    })
}

/// The records of files of positions, as lines of JSON, in the order of the news.
pub fn records(files: &[PathBuf], news: &Path) -> Result<Vec<String>> {
    let mut rows: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
    for file in files {
        for (number, line) in (1..).zip(open(file)?.lines()).filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let row = row(line).with_context(|| format!("{}: line {number}", file.display()))?;
            rows.entry(row.at.0).or_default().push(row);
        }
    }
    let last = rows.keys().next_back().copied().unwrap_or_default();
    let mut out = Vec::new();
    let mut failed = None;
    let mut article = 0;
    news::each_article(news, |sentences| {
        for row in rows.get(&article).into_iter().flatten() {
            match record(row, sentences) {
                Ok(line) => out.push(line),
                Err(error) => failed = Some(error),
            }
        }
        article += 1;
        article <= last && failed.is_none()
    })?;
    failed.map_or(Ok(()), Err)?;
    ensure!(article > last, "{} has {article} articles; the positions need {}", news.display(), last + 1);
    Ok(out)
}

fn record(row: &Row, sentences: &[String]) -> Result<String> {
    let (article, sentence) = row.at;
    let text = sentences
        .get(sentence)
        .filter(|text| key(text) == row.key)
        .with_context(|| format!("article {article}, sentence {sentence} is another text than was annotated"))?;
    let chars: Vec<char> = text.chars().collect();
    let entities: Vec<Value> = row
        .entities
        .iter()
        .map(|&(start, end, label)| {
            let text: String = chars.get(start as usize..end as usize).unwrap_or_default().iter().collect();
            json!({"start": start, "end": end, "label": label, "text": text})
        })
        .collect();
    let relations: Vec<Value> =
        row.holds.iter().map(|&(head, tail)| json!({"type": "holds", "head": head, "tail": tail})).collect();
    let line = json!({
        "id": format!("news-{article}-{sentence}"),
        "source": format!("news {article}"),
        "text": text,
        "entities": entities,
        "relations": relations,
    })
    .to_string();
    read_gold(&line).with_context(|| format!("article {article}, sentence {sentence}"))?;
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::{pack, record, row};

    #[test]
    fn positions_and_text_make_the_record_again() {
        let text = "Bí thư Lê Thị Vân nói.";
        let line = format!(
            r#"{{"id":"x","source":"news 3:0","text":"{text}","entities":[{{"start":0,"end":6,"label":"TITLE","text":"Bí thư"}},{{"start":7,"end":17,"label":"PERSON","text":"Lê Thị Vân"}}],"relations":[{{"type":"holds","head":1,"tail":0}}]}}"#
        );
        let packed = pack(&line).unwrap();
        assert!(packed.starts_with("3\t0\t") && packed.ends_with("\t0-6:T 7-17:P\t1>0\n"), "{packed}");
        let row = row(packed.trim_end()).unwrap();
        let again = record(&row, &[text.to_owned()]).unwrap();
        let (again, first) = (super::read_gold(&again).unwrap(), super::read_gold(&line).unwrap());
        assert_eq!(again.answer, first.answer);
        assert!(record(&row, &["Bí thư Lê Thị Vui nói.".to_owned()]).is_err());
    }

    #[test]
    fn committed_positions_are_sound_and_no_sentence_is_in_both_halves() {
        let mut seen = std::collections::BTreeSet::new();
        for half in ["train", "test"] {
            let text = super::open(&super::committed(half)).unwrap();
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let row = row(line).unwrap();
                assert!(seen.insert(row.at), "article {}, sentence {} twice", row.at.0, row.at.1);
                assert!(row.entities.iter().all(|(start, end, _)| start < end));
                assert!(row.holds.iter().all(|&(p, t)| row.entities[p].2 == "PERSON" && row.entities[t].2 == "TITLE"));
            }
        }
        assert_eq!(seen.len(), 1200);
    }
}
