//! `bongsen place`: administrative units by name or address, on a day and on another; a column of a table at once.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;
use bongsen::Date;
use bongsen::place::{AddressReader, Candidate, How, Match, Outcome, Register, Unit, UnitId};
use bongsen::record::UnitRecord;
use serde::Serialize;

use crate::output::{Session, WriteError, say};
use crate::report::table::clean;

/// Arguments of `place`.
#[derive(clap::Args)]
pub struct Args {
    /// A name or an address: "xã Đốc Binh Kiều, huyện Tháp Mười, Đồng Tháp", "P. Bến Nghé, Q.1, TP.HCM". With --column, a
    /// table in CSV; `-` is standard input.
    name: String,
    /// The day in whose era it is written, as year-month-day; without it, the newest in which it makes sense.
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// What became of it: the units of this day, as year-month-day.
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// Read this column of a table in CSV (its heading, or its number from 1), and write the table with what was found in
    /// columns behind its own.
    #[arg(long, value_name = "COLUMN")]
    column: Option<String>,
    /// Where to write the table; without it, standard output.
    #[arg(short, long, value_name = "FILE", requires = "column")]
    output: Option<PathBuf>,
    /// What stands between the cells of the table.
    #[arg(long, value_name = "CHAR", default_value = ",", requires = "column", value_parser = super::place_table::delimiter)]
    delimiter: u8,
    /// What to write.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    /// To read.
    Text,
    /// A list of units.
    Json,
}

#[derive(Serialize)]
struct Found {
    #[serde(flatten)]
    unit: UnitRecord,
    within: Vec<UnitRecord>,
    formed_from: Vec<Step>,
    went_into: Vec<Step>,
    #[serde(skip_serializing_if = "Option::is_none")]
    converted: Option<Converted>,
}

/// What a unit is on another day.
#[derive(Serialize)]
struct Converted {
    on: String,
    status: &'static str,
    units: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    #[serde(flatten)]
    unit: UnitRecord,
    share: &'static str,
}

/// Runs the command.
pub fn run(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    let analyzer = super::analyzer()?;
    let register = analyzer.places();
    if let Some(column) = &args.column {
        let table = super::place_table::Table {
            path: PathBuf::from(&args.name),
            column: column.clone(),
            delimiter: args.delimiter,
            on: args.on,
            to: args.to,
        };
        if let Some(path) = &args.output {
            session.write_to(path)?;
        }
        return super::place_table::run(&table, register, session);
    }
    let (found, on, note) = find(register, &args.name, args.on)?;
    if args.format == Format::Json {
        let list: Vec<Found> = found.iter().map(|c| record(c.unit, on, args.to)).collect();
        serde_json::to_writer_pretty(&mut session.out, &list).map_err(|e| WriteError(e.into()))?;
        say!(session, "\n")?;
        return Ok(());
    }
    if let Some(note) = &note {
        say!(session, "{note}\n\n")?;
    }
    if found.iter().any(|c| c.fit == Match::OtherKind) {
        say!(session, "No unit of this name and kind on {on}; of this name and another kind:\n\n")?;
    } else if found.len() > 1 && note.is_none() {
        say!(session, "{} units fit on {on}:\n\n", found.len())?;
    }
    for (i, candidate) in found.iter().enumerate() {
        say!(session, "{}{}", if i > 0 { "\n" } else { "" }, describe(candidate.unit, on))?;
        if let Some(to) = args.to {
            say!(session, "{}", converted(candidate.unit, to))?;
        }
    }
    Ok(())
}

/// The units that a name or an address means, the day, and what is to be said of how it was read.
fn find<'r>(
    register: &'r Arc<Register>,
    name: &str,
    on: Option<Date>,
) -> anyhow::Result<(Vec<Candidate<'r>>, Date, Option<String>)> {
    let day = on.unwrap_or_else(|| register.newest());
    let found = look_up(register, name, day);
    if found.iter().any(|c| c.fit != Match::OtherKind) {
        return Ok((found, day, None));
    }
    let address = AddressReader::new(Arc::clone(register)).read(name, on);
    let link = address.link();
    let units = link.candidates().filter_map(|unit| register.unit(unit.id()));
    let read: Vec<_> = units.map(|unit| Candidate { unit, fit: Match::Name }).collect();
    if read.is_empty() || (link.how() == How::Conflict && !found.is_empty()) {
        if found.is_empty() {
            bail!("{}: no such unit on {day}{}", clean(name), other_times(register, name, day));
        }
        return Ok((found, day, None));
    }
    let note = match link.how() {
        How::Exact | How::Chain if Some(link.on()) == on => None,
        How::Conflict => Some("The units that are named do not go together; nearest:".to_owned()),
        How::Ambiguous => Some(format!("{} units fit on {}:", link.total(), link.on())),
        How::OtherEra => Some(format!("No such unit on {day}; as of {}:", link.on())),
        how => Some(format!("Read as of {} ({how}):", link.on())),
    };
    Ok((read, link.on(), note))
}

/// The units that fit best: the name, inside what is named after the commas.
fn look_up<'r>(register: &'r Register, name: &str, on: Date) -> Vec<Candidate<'r>> {
    let parts: Vec<&str> = name.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
    let Some((inner, outers)) = parts.split_first() else { return Vec::new() };
    // From the outermost inwards: each must lie in one of the units before it.
    let mut around: Option<Vec<UnitId>> = None;
    for outer in outers.iter().rev() {
        let found = within(register, outer, on, around.as_deref());
        around = Some(best(found).iter().map(|c| c.unit.id()).collect());
    }
    best(within(register, inner, on, around.as_deref()))
}

fn within<'r>(register: &'r Register, name: &str, on: Date, around: Option<&[UnitId]>) -> Vec<Candidate<'r>> {
    match around {
        None => register.lookup(name, on, None),
        Some(outers) => outers.iter().flat_map(|&outer| register.lookup(name, on, Some(outer))).collect(),
    }
}

fn best(mut found: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    let fit = found.iter().map(|c| c.fit).min();
    found.retain(|c| Some(c.fit) == fit);
    found
}

/// When there was a unit of this name, for the message.
fn other_times(register: &Register, name: &str, on: Date) -> String {
    let ends = (2004..=2026).filter_map(|year| Date::new(year, 12, 31));
    let mut near: Vec<(u32, Date)> = ends
        .filter(|end| !look_up(register, name, *end).is_empty())
        .map(|end| (end.packed().abs_diff(on.packed()), end))
        .collect();
    near.sort();
    match near.first() {
        Some((_, day)) => format!("; there was on {day}: try --on {day}"),
        None => ", nor at any time since 2004: check the spelling".to_owned(),
    }
}

fn record(unit: Unit<'_>, on: Date, to: Option<Date>) -> Found {
    let step =
        |(unit, share): (Unit<'_>, bongsen::place::Share)| Step { unit: UnitRecord::of(unit), share: share.label() };
    Found {
        unit: UnitRecord::of(unit),
        within: unit.parents(on).map(UnitRecord::of).collect(),
        formed_from: unit.predecessors().map(step).collect(),
        went_into: unit.successors().map(step).collect(),
        converted: to.map(|day| {
            let conversion = unit.on_day(day);
            let units = conversion.units().iter().copied().map(step).collect();
            Converted { on: day.to_string(), status: conversion.outcome().label(), units }
        }),
    }
}

/// What a unit is on another day, to read.
fn converted(unit: Unit<'_>, day: Date) -> String {
    let conversion = unit.on_day(day);
    let what = match conversion.outcome() {
        Outcome::Exact => "giữ nguyên",
        Outcome::Renamed => "đổi tên",
        Outcome::Merged => "nhập vào",
        Outcome::Divided => "chia thành",
        _ => "không rõ",
    };
    let mut lines = vec![format!("  ngày {day}: {what} ({})", conversion.outcome())];
    for (unit, share) in conversion.units() {
        let part = if share.label() == "part" { " (một phần)" } else { "" };
        let path = super::place_table::path(*unit, day);
        lines.push(format!("    {path}   mã {}{part}", unit.code()));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn describe(unit: Unit<'_>, on: Date) -> String {
    let mut lines = vec![format!("{}   mã {}", unit.full_name(), unit.code())];
    let parents: Vec<String> = unit.parents(on).map(|p| format!("{} ({})", p.full_name(), p.code())).collect();
    if !parents.is_empty() {
        lines.push(format!("  thuộc        {}", parents.join(", ")));
    }
    lines.push(format!("  hiệu lực     {}", crate::report::vietnamese::period(unit)));
    let inside = unit.children(on).count();
    if inside > 0 {
        lines.push(format!("  gồm          {inside} đơn vị"));
    }
    for (heading, steps) in
        [("lập từ", unit.predecessors().collect::<Vec<_>>()), ("nay là", unit.successors().collect::<Vec<_>>())]
    {
        for (i, (other, share)) in steps.iter().enumerate() {
            let heading = if i == 0 { heading } else { "" };
            let part = if share.label() == "part" { " (một phần)" } else { "" };
            let parent =
                other.parent(other.nearest_day(on)).map(|p| format!(", {}", p.full_name())).unwrap_or_default();
            lines.push(format!("  {heading:<12} {} ({}){parent}{part}", other.full_name(), other.code()));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}
