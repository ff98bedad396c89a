//! `bongsen place --column`: a column of addresses in a table, row by row; every other column is kept.
//!
//! Behind the columns of the table stand `place_status` (what became of the unit, or `ambiguous`, `not-found`), `place_how` (how the
//! address was read), `place_code` and `place_name` (the unit in its era), and with a day to convert to `place_to_code` and
//! `place_to_name`. Where there are several, they are joined by `|`.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};
use bongsen::Date;
use bongsen::place::{Address, AddressReader, Register, Unit};

use crate::input::sources;
use crate::output::{Session, WriteError};
use crate::progress;

/// A column to read, and how.
pub struct Table {
    pub path: PathBuf,
    pub column: String,
    pub delimiter: u8,
    pub on: Option<Date>,
    pub to: Option<Date>,
}

/// The argument of `--delimiter`: one character of ASCII, or `tab`.
pub fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [one] => Ok(*one),
        _ => Err("one character of ASCII, or tab".to_owned()),
    }
}

/// Reads the table and writes it with more columns.
pub fn run(table: &Table, register: &Arc<Register>, session: &mut Session) -> anyhow::Result<()> {
    let all = sources(std::slice::from_ref(&table.path));
    let source = all.first().context("no table is named")?;
    let bar = progress::bar(&all, session.is_on_terminal());
    let input = bar.wrap_read(source.open().with_context(|| source.to_string())?);
    let mut rows = csv::ReaderBuilder::new().delimiter(table.delimiter).flexible(true).from_reader(input);
    let mut heading = rows.byte_headers().with_context(|| source.to_string())?.clone();
    let at = column(&heading, &table.column).with_context(|| source.to_string())?;
    let width = heading.len();
    let mut out = csv::WriterBuilder::new().delimiter(table.delimiter).flexible(true).from_writer(&mut session.out);
    let added: &[&str] = match table.to {
        Some(_) => &["place_status", "place_how", "place_code", "place_name", "place_to_code", "place_to_name"],
        None => &["place_status", "place_how", "place_code", "place_name"],
    };
    heading.extend(added);
    let written = |result: csv::Result<()>| {
        result.map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => anyhow::Error::from(WriteError(error)),
            other => anyhow::anyhow!("{other:?}"),
        })
    };
    written(out.write_byte_record(&heading))?;
    let mut reader = AddressReader::new(Arc::clone(register));
    let mut row = csv::ByteRecord::new();
    let mut ragged: Option<(u64, u64)> = None;
    let refused = |status: &str| {
        let mut cells = vec![String::new(); added.len()];
        status.clone_into(&mut cells[0]);
        cells
    };
    while rows.read_byte_record(&mut row).with_context(|| source.to_string())? {
        let cells: Vec<String> = if row.len() > width {
            // Most likely a comma in an address without quotes: which cell is which is not known.
            let line = row.position().map_or(0, csv::Position::line);
            ragged = Some(ragged.map_or((line, 1), |(first, count)| (first, count + 1)));
            refused("bad-row")
        } else {
            match std::str::from_utf8(row.get(at).unwrap_or_default()) {
                Ok(text) => answer(&reader.read(text, table.on), table.to),
                Err(_) => refused("not-utf-8"),
            }
        };
        // A short row gets its cells, so that what is added stands below its heading.
        while row.len() < width {
            row.push_field(b"");
        }
        for cell in &cells {
            row.push_field(cell.as_bytes());
        }
        written(out.write_byte_record(&row))?;
    }
    written(out.flush().map_err(Into::into))?;
    drop(out);
    bar.finish_and_clear();
    if let Some((line, count)) = ragged {
        let what = format!(
            "{count} rows have more cells than the heading, the first in line {line}: quote the cells that hold the delimiter"
        );
        session.complain(source, what);
    }
    Ok(())
}

/// The index of a column by its heading, or by its number from 1.
fn column(heading: &csv::ByteRecord, wanted: &str) -> anyhow::Result<usize> {
    let name = |cell: &[u8]| String::from_utf8_lossy(cell).trim_start_matches('\u{FEFF}').trim().to_owned();
    if let Some(at) = heading.iter().position(|cell| name(cell) == wanted.trim()) {
        return Ok(at);
    }
    match wanted.parse::<usize>() {
        Ok(number) if (1..=heading.len()).contains(&number) => Ok(number - 1),
        _ => {
            let names: Vec<String> = heading.iter().map(name).collect();
            bail!("no column {wanted:?}: there are {}; or give its number, from 1", names.join(", "))
        }
    }
}

/// The cells that are added for an address.
fn answer(address: &Address, to: Option<Date>) -> Vec<String> {
    let link = address.link();
    let joined = |cells: Vec<String>| cells.join("|");
    let day = to.unwrap_or_else(|| link.on());
    let conversion = address.on_day(day);
    let status = if to.is_none() && address.unit().is_some() { "found" } else { conversion.outcome().label() };
    let units: Vec<Unit<'_>> = link.candidates().collect();
    let mut cells = vec![
        status.to_owned(),
        link.how().label().to_owned(),
        joined(units.iter().map(|unit| unit.code()).collect()),
        joined(units.iter().map(|unit| path(*unit, link.on())).collect()),
    ];
    if to.is_some() {
        cells.push(joined(conversion.units().iter().map(|(unit, _)| unit.code()).collect()));
        cells.push(joined(conversion.units().iter().map(|(unit, _)| path(*unit, day)).collect()));
    }
    cells
}

/// A unit with what it lies in: `xã Đốc Binh Kiều, huyện Tháp Mười, tỉnh Đồng Tháp`.
pub fn path(unit: Unit<'_>, on: Date) -> String {
    let day = unit.nearest_day(on);
    let names: Vec<String> = std::iter::once(unit).chain(unit.parents(day)).map(Unit::full_name).collect();
    names.join(", ")
}
