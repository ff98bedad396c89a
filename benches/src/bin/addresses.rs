//! Addresses a second on one core: every old commune of the register, written out, over and over; each answer is checked.
//!
//! `cargo run --release -p bongsen-benches --bin addresses -- [COUNT]`

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Result, ensure};
use bongsen::Date;
use bongsen::place::{AddressReader, Level, Register};

fn main() -> Result<()> {
    let count: usize = std::env::args().nth(1).map_or(Ok(100_000), |arg| arg.parse())?;
    let register = Arc::new(Register::bundled()?);
    let then: Date = "2025-06-30".parse()?;
    let now: Date = "2025-07-01".parse()?;
    let communes = register.units().filter(|unit| unit.level() == Level::Commune && unit.is_valid(then));
    let lines: Vec<(String, String)> = communes
        .map(|unit| {
            let mut line = unit.full_name();
            for outer in unit.parents(then) {
                line += ", ";
                line += &outer.full_name();
            }
            (line, unit.code())
        })
        .collect();
    let all = || lines.iter().cycle().take(count);
    let bytes: usize = all().map(|(line, _)| line.len()).sum();
    let mut reader = AddressReader::new(Arc::clone(&register));
    for (what, convert) in [("read", false), ("read and converted", true)] {
        let (mut right, mut units) = (0, 0);
        let begin = Instant::now();
        for (line, _) in all() {
            let address = reader.read(line, Some(then));
            let Some(unit) = address.unit() else { continue };
            right += 1;
            units += if convert { unit.on_day(now).units().len() } else { 1 };
        }
        let time = begin.elapsed().as_secs_f64();
        println!(
            "{what:<20} {count} lines, {bytes} bytes: {:.0} lines a second, {:.2} µs a line, {right} certain, {units} units",
            count as f64 / time,
            time * 1e6 / count as f64,
        );
    }
    let mut wrong = 0;
    for (line, code) in &lines {
        let address = reader.read(line, Some(then));
        // Two communes of one name in one city are both named: no wrong answer.
        if address.link().candidates().all(|unit| unit.code() != *code) {
            wrong += 1;
            println!("{line}: {code}, not {:?}", address.link());
        }
    }
    ensure!(wrong == 0, "{wrong} of {} lines are read as another unit", lines.len());
    Ok(())
}
