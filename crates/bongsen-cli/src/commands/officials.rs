//! `bongsen officials`: who holds which post, from one text or from a folder of them.

use bongsen::Document;
use bongsen::record::{DocumentRecord, RecordOptions};
use serde::Serialize;

use super::{DocumentArgs, each_document};
use crate::output::{Session, WriteError, columns, say};
use crate::report::facts::{Fact, facts};
use crate::report::table::{Table, clean};

/// Arguments of `officials`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    documents: DocumentArgs,
    /// What to write.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    /// Columns to read.
    Table,
    /// Comma-separated values with a heading (RFC 4180).
    Csv,
    /// One object a line.
    Jsonl,
}

/// One official of one document. Offsets count code points.
#[derive(Serialize)]
struct Row {
    source: String,
    person: String,
    role: String,
    title: String,
    organization: Option<String>,
    area: Option<String>,
    area_code: Option<String>,
    area_within: Option<String>,
    status: &'static str,
    as_of: Option<String>,
    pattern: &'static str,
    start: u32,
    end: u32,
    evidence: String,
}

const HEADINGS: [&str; 14] = [
    "source",
    "person",
    "role",
    "title",
    "organization",
    "area",
    "area_code",
    "area_within",
    "status",
    "as_of",
    "pattern",
    "start",
    "end",
    "evidence",
];

/// Runs the command.
pub fn run(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    let mut table = Table::new(["Người", "Vai trò", "Tổ chức", "Địa bàn", "Mã", "Tình trạng", "Ngày", "Nguồn"]);
    if args.format == Format::Csv {
        say!(session, "{}\r\n", HEADINGS.join(","))?;
    }
    each_document(&args.documents, session, |session, name, document| {
        let record = DocumentRecord::new(document, RecordOptions::default());
        for fact in facts(document, &record) {
            let status = fact.status();
            let row = row(name, document, fact);
            match args.format {
                Format::Csv => say!(session, "{}\r\n", csv(&row))?,
                Format::Jsonl => {
                    serde_json::to_writer(&mut session.out, &row).map_err(|e| WriteError(e.into()))?;
                    say!(session, "\n")?;
                }
                Format::Table => {
                    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
                    table.row(&[
                        row.person,
                        row.role,
                        or_dash(row.organization),
                        or_dash(row.area),
                        or_dash(row.area_code),
                        status.to_owned(),
                        or_dash(row.as_of),
                        row.source,
                    ]);
                }
            }
        }
        Ok(())
    })?;
    if args.format == Format::Table && !table.is_empty() {
        say!(session, "{}", table.render(columns()))?;
    }
    Ok(())
}

fn row(name: &str, document: &Document, fact: Fact<'_>) -> Row {
    let official = fact.official;
    let evidence = document.chars(official.evidence());
    let area = fact.area;
    Row {
        source: name.to_owned(),
        person: fact.person,
        role: fact.role,
        title: fact.title,
        organization: fact.organization,
        area: area.as_ref().map(|a| a.name.clone()),
        area_code: area.as_ref().and_then(|a| a.code.clone()),
        area_within: area.map(|a| a.within).filter(|within| !within.is_empty()),
        status: official.status().label(),
        as_of: document.date().map(|d| d.to_string()),
        pattern: official.pattern(),
        start: evidence.start(),
        end: evidence.end(),
        evidence: clean(document.slice(official.evidence())),
    }
}

fn csv(row: &Row) -> String {
    let optional = |field: &Option<String>| field.clone().unwrap_or_default();
    let fields = [
        row.source.clone(),
        row.person.clone(),
        row.role.clone(),
        row.title.clone(),
        optional(&row.organization),
        optional(&row.area),
        optional(&row.area_code),
        optional(&row.area_within),
        row.status.to_owned(),
        optional(&row.as_of),
        row.pattern.to_owned(),
        row.start.to_string(),
        row.end.to_string(),
        row.evidence.clone(),
    ];
    fields.map(|field| quote(&field)).join(",")
}

fn quote(field: &str) -> String {
    if field.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_commas_and_quotes_are_quoted() {
        assert_eq!(quote("Bí thư"), "Bí thư");
        assert_eq!(quote("a,\"b\""), "\"a,\"\"b\"\"\"");
    }
}
