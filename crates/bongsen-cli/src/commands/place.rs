//! `bongsen place`: an administrative unit by its name, on a day.

use anyhow::bail;
use bongsen::Date;
use bongsen::place::{Candidate, Match, Register, Unit, UnitId};
use bongsen::record::UnitRecord;
use serde::Serialize;

use crate::output::{Session, WriteError, say};
use crate::report::table::clean;

/// Arguments of `place`.
#[derive(clap::Args)]
pub struct Args {
    /// A name, and what it lies in after commas: "xã Đốc Binh Kiều, huyện Tháp Mười, Đồng Tháp".
    name: String,
    /// The day, as year-month-day; without it, the newest that the register knows.
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
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
    let on = args.on.unwrap_or_else(|| register.newest());
    let found = look_up(register, &args.name, on);
    if found.is_empty() {
        bail!("{}: no such unit on {on}{}", clean(&args.name), other_times(register, &args.name, on));
    }
    if args.format == Format::Json {
        let list: Vec<Found> = found.iter().map(|c| record(c.unit, on)).collect();
        serde_json::to_writer_pretty(&mut session.out, &list).map_err(|e| WriteError(e.into()))?;
        say!(session, "\n")?;
        return Ok(());
    }
    if found.iter().any(|c| c.fit == Match::OtherKind) {
        say!(session, "No unit of this name and kind on {on}; of this name and another kind:\n\n")?;
    } else if found.len() > 1 {
        say!(session, "{} units fit on {on}:\n\n", found.len())?;
    }
    for (i, candidate) in found.iter().enumerate() {
        say!(session, "{}{}", if i > 0 { "\n" } else { "" }, describe(candidate.unit, on))?;
    }
    Ok(())
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

fn record(unit: Unit<'_>, on: Date) -> Found {
    let step =
        |(unit, share): (Unit<'_>, bongsen::place::Share)| Step { unit: UnitRecord::of(unit), share: share.label() };
    Found {
        unit: UnitRecord::of(unit),
        within: unit.parents(on).map(UnitRecord::of).collect(),
        formed_from: unit.predecessors().map(step).collect(),
        went_into: unit.successors().map(step).collect(),
    }
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
