//! `bongsen officials`: who holds which post, from one text or from a folder of them, document by document or as a timeline.

use std::path::PathBuf;

use anyhow::bail;
use bongsen::Document;
use bongsen::official::{self, Area, Evidence, Fact, Tenure, Timeline};

use super::{DocumentArgs, each_document};
use crate::output::{Session, columns, say};
use crate::report::parquet::Parquet;
use crate::report::rows::{self, Cell, Columns, Kind};
use crate::report::table::{Table, clean};
use crate::report::timeline::{self, By};
use crate::report::vietnamese;

/// Arguments of `officials`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    documents: DocumentArgs,
    /// What to write.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Where to write it, in place of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Merge the documents: who held which post, first and last seen, with the changes of status.
    #[arg(long)]
    timeline: bool,
    /// What stands together in a timeline.
    #[arg(long, value_enum, default_value_t = By::Post, requires = "timeline")]
    by: By,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Columns to read.
    #[value(alias = "table")]
    Text,
    /// Comma-separated values with a heading (RFC 4180); what a spreadsheet would take for a formula begins with an
    /// apostrophe.
    Csv,
    /// One object a line.
    Jsonl,
    /// A Parquet file (needs a program built with the feature parquet).
    Parquet,
}

/// One row a fact. Offsets count code points of the text.
const FACTS: [(&str, Kind); 17] = [
    ("source", Kind::Text),
    ("as_of", Kind::Text),
    ("person", Kind::Text),
    ("role", Kind::Text),
    ("title", Kind::Text),
    ("organization", Kind::Text),
    ("area", Kind::Text),
    ("area_code", Kind::Text),
    ("area_within", Kind::Text),
    ("status", Kind::Text),
    ("start_date", Kind::Text),
    ("end_date", Kind::Text),
    ("pattern", Kind::Text),
    ("evidence", Kind::Text),
    ("evidence_start", Kind::Number),
    ("evidence_end", Kind::Number),
    ("mentions", Kind::Number),
];

/// One row a tenure. Rows with one `person_number` are one person, with one `post_number` one post.
const TENURES: [(&str, Kind); 17] = [
    ("person_number", Kind::Number),
    ("person", Kind::Text),
    ("post_number", Kind::Number),
    ("role", Kind::Text),
    ("organization", Kind::Text),
    ("area", Kind::Text),
    ("area_code", Kind::Text),
    ("area_within", Kind::Text),
    ("status", Kind::Text),
    ("start_date", Kind::Text),
    ("end_date", Kind::Text),
    ("first_seen", Kind::Text),
    ("last_seen", Kind::Text),
    ("documents", Kind::Number),
    ("changes", Kind::Text),
    ("sources", Kind::Text),
    ("evidence", Kind::Text),
];

/// Where rows go.
enum Rows {
    Csv,
    Jsonl,
    Parquet(Box<Parquet>),
}

impl Rows {
    fn begin(format: Format, columns: &Columns, session: &mut Session) -> anyhow::Result<Self> {
        Ok(match format {
            Format::Parquet => Self::Parquet(Box::new(Parquet::new(columns)?)),
            Format::Csv => {
                say!(session, "{}", rows::csv_heading(columns))?;
                Self::Csv
            }
            Format::Jsonl | Format::Text => Self::Jsonl,
        })
    }

    /// Writes a row; `more` is a further field of an object.
    fn row(
        &mut self,
        session: &mut Session,
        columns: &Columns,
        cells: Vec<Cell>,
        more: (&str, &serde_json::Value),
    ) -> anyhow::Result<()> {
        match self {
            Self::Csv => say!(session, "{}", rows::csv(&cells))?,
            Self::Jsonl => rows::json(&mut session.out, columns, &cells, more)?,
            Self::Parquet(file) => session.write(&file.row(cells)?)?,
        }
        Ok(())
    }

    fn end(self, session: &mut Session) -> anyhow::Result<()> {
        if let Self::Parquet(file) = self {
            session.write(&file.finish()?)?;
        }
        Ok(())
    }
}

/// Runs the command.
pub fn run(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    if let Some(path) = &args.output {
        session.write_to(path)?;
    }
    if args.format == Format::Parquet && session.is_on_terminal() {
        bail!("a Parquet file is nothing to read on a terminal: name a file with --output");
    }
    if args.timeline { write_timeline(args, session) } else { write_facts(args, session) }
}

fn write_facts(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    if args.format == Format::Text {
        return write_table(args, session);
    }
    let mut out = Rows::begin(args.format, &FACTS, session)?;
    each_document(&args.documents, session, |session, name, document| {
        for fact in official::facts(document) {
            let all = evidence(&fact);
            out.row(session, &FACTS, fact_row(name, document, fact), ("all_evidence", &all))?;
        }
        Ok(())
    })?;
    out.end(session)
}

fn write_table(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    let headings = ["Người", "Vai trò", "Tổ chức", "Địa bàn", "Mã", "Tình trạng", "Từ", "Đến", "Ngày", "Nguồn"];
    let mut rows: Vec<[String; 10]> = Vec::new();
    each_document(&args.documents, session, |_, name, document| {
        for fact in official::facts(document) {
            let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
            let area = fact.post.area;
            rows.push([
                fact.person,
                fact.post.role,
                or_dash(fact.post.organization),
                or_dash(area.as_ref().map(|a| a.name.clone())),
                or_dash(area.and_then(|a| a.code)),
                vietnamese::status(fact.status).to_owned(),
                or_dash(fact.term.start.map(timeline::partial)),
                or_dash(fact.term.end.map(timeline::partial)),
                or_dash(document.date().map(|d| d.to_string())),
                name.to_owned(),
            ]);
        }
        Ok(())
    })?;
    // Of one document its name says nothing, and takes the room of what does.
    if rows.windows(2).all(|pair| pair[0][9] == pair[1][9]) {
        for row in &mut rows {
            "–".clone_into(&mut row[9]);
        }
    }
    let mut table = Table::new(headings);
    for row in &rows {
        table.row(row);
    }
    if !table.is_empty() {
        say!(session, "{}", table.render(columns()))?;
    }
    Ok(())
}

fn write_timeline(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    let mut timeline = Timeline::default();
    each_document(&args.documents, session, |_, name, document| {
        timeline.add(name, official::facts(document));
        Ok(())
    })?;
    let tenures = match args.by {
        By::Post => timeline.by_post(),
        By::Person => timeline.by_person(),
    };
    if args.format == Format::Text {
        say!(session, "{}", timeline::text(&tenures, args.by))?;
        return Ok(());
    }
    let mut out = Rows::begin(args.format, &TENURES, session)?;
    for tenure in &tenures {
        let sightings = tenure.sightings.iter().map(|s| {
            serde_json::json!({
                "source": s.source,
                "as_of": s.as_of.map(|d| d.to_string()),
                "status": s.fact.status.label(),
                "evidence": evidence(&s.fact),
            })
        });
        let sightings = serde_json::Value::Array(sightings.collect());
        out.row(session, &TENURES, tenure_row(tenure), ("sightings", &sightings))?;
    }
    out.end(session)
}

/// Every stretch of the text that says so.
fn evidence(fact: &Fact) -> serde_json::Value {
    let one = |e: &Evidence| serde_json::json!({ "text": clean(&e.text), "start": e.chars.start(), "end": e.chars.end(), "pattern": e.pattern });
    serde_json::Value::Array(fact.evidence.iter().map(one).collect())
}

/// Name, code, and what it lies in.
fn area_cells(area: Option<Area>) -> [Cell; 3] {
    let Some(area) = area else { return [None.into(), None.into(), None.into()] };
    let within = (!area.within.is_empty()).then_some(area.within);
    [clean(&area.name).into(), area.code.into(), within.into()]
}

fn fact_row(source: &str, document: &Document, fact: Fact) -> Vec<Cell> {
    let mentions = fact.evidence.len() as u32;
    let Some(first) = fact.evidence.into_iter().next() else { return Vec::new() };
    let [area, code, within] = area_cells(fact.post.area);
    vec![
        source.into(),
        document.date().map(|d| d.to_string()).into(),
        clean(&fact.person).into(),
        clean(&fact.post.role).into(),
        clean(&fact.title).into(),
        fact.post.organization.map(|body| clean(&body)).into(),
        area,
        code,
        within,
        fact.status.label().into(),
        fact.term.start.map(|d| d.to_string()).into(),
        fact.term.end.map(|d| d.to_string()).into(),
        first.pattern.into(),
        clean(&first.text).into(),
        first.chars.start().into(),
        first.chars.end().into(),
        mentions.into(),
    ]
}

fn tenure_row(tenure: &Tenure) -> Vec<Cell> {
    let [area, code, within] = area_cells(tenure.post.area.clone());
    let changes = tenure.changes();
    let told = |(on, status): &(Option<bongsen::Date>, bongsen::Status)| {
        on.map_or_else(String::new, |on| format!("{on} ")) + status.label()
    };
    let mut sources: Vec<&str> = tenure.sightings.iter().map(|s| s.source.as_str()).collect();
    sources.dedup();
    let last = tenure.sightings.last();
    vec![
        (tenure.person_number as u32).into(),
        clean(&tenure.person).into(),
        (tenure.post_number as u32).into(),
        clean(&tenure.post.role).into(),
        tenure.post.organization.as_deref().map(clean).into(),
        area,
        code,
        within,
        tenure.status().label().into(),
        tenure.term.start.map(|d| d.to_string()).into(),
        tenure.term.end.map(|d| d.to_string()).into(),
        tenure.first_seen().map(|d| d.to_string()).into(),
        tenure.last_seen().map(|d| d.to_string()).into(),
        (tenure.documents() as u32).into(),
        changes.iter().map(told).collect::<Vec<_>>().join("; ").into(),
        sources.join("; ").into(),
        last.and_then(|s| s.fact.evidence.first()).map(|e| clean(&e.text)).into(),
    ]
}
