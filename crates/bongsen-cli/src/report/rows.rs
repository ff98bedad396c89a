//! Rows for other programs: CSV, JSON lines, Parquet. One row is written as soon as it is there (Parquet: as soon as some
//! thousands are).

use std::io::Write;

use crate::output::WriteError;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, or nothing.
    Text,
    /// A count or an offset.
    Number,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Text(Option<String>),
    Number(u32),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

/// Names and kinds of the columns.
pub type Columns = [(&'static str, Kind)];

/// The heading line of a CSV table (RFC 4180).
pub fn csv_heading(columns: &Columns) -> String {
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    names.join(",") + "\r\n"
}

/// A line of a CSV table.
pub fn csv(cells: &[Cell]) -> String {
    let fields = cells.iter().map(|cell| match cell {
        Cell::Text(text) => quote(&harmless(text.as_deref().unwrap_or_default())),
        Cell::Number(number) => number.to_string(),
    });
    fields.collect::<Vec<_>>().join(",") + "\r\n"
}

/// Text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it.
fn harmless(text: &str) -> String {
    let formula = text.len() > 1 && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

fn quote(field: &str) -> String {
    if field.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

/// A row as a JSON object on one line, its fields in the order of the columns; `more` is a further field, whose value is
/// JSON.
pub fn json(
    out: &mut impl Write,
    columns: &Columns,
    cells: &[Cell],
    more: (&str, &serde_json::Value),
) -> anyhow::Result<()> {
    let mut fields = Vec::with_capacity(columns.len() + 1);
    for ((name, _), cell) in columns.iter().zip(cells) {
        let value = match cell {
            Cell::Text(text) => serde_json::to_string(text)?,
            Cell::Number(number) => number.to_string(),
        };
        fields.push(format!("\"{name}\":{value}"));
    }
    let (name, value) = more;
    fields.push(format!("\"{name}\":{value}"));
    writeln!(out, "{{{}}}", fields.join(",")).map_err(WriteError)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_commas_and_quotes_are_quoted() {
        assert_eq!(csv(&["Bí thư".into(), "a,\"b\"".into(), 7.into(), None.into()]), "Bí thư,\"a,\"\"b\"\"\",7,\r\n");
    }

    #[test]
    fn no_field_is_a_formula() {
        assert_eq!(csv(&["=1+1".into(), "-2".into(), "@x".into(), "-".into()]), "'=1+1,'-2,'@x,-\r\n");
    }
}
