//! `bongsen eval`: measures against annotated data.

use bongsen::eval::Counts;

use super::{eval_addresses, eval_entities, eval_segment};
use crate::output::Session;

/// What to measure.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Words, against a treebank in CoNLL-U or lines with syllables joined by _.
    Segment(eval_segment::Args),
    /// Entities and who holds which post, against records in JSONL.
    Entities(eval_entities::Args),
    /// Addresses, against a table with their units.
    Addresses(eval_addresses::Args),
}

/// Runs the command.
pub fn run(command: &Command, session: &mut Session) -> anyhow::Result<()> {
    match command {
        Command::Segment(args) => eval_segment::run(args, session),
        Command::Entities(args) => eval_entities::run(args, session),
        Command::Addresses(args) => eval_addresses::run(args, session),
    }
}

/// The heading over [`score_line`].
pub fn score_heading(first: &str) -> String {
    format!(
        "{first:<12} {:>7} {:>7} {:>7} {:>9} {:>7} {:>7}   95 % interval of F1",
        "gold", "found", "right", "precision", "recall", "F1"
    )
}

/// One line of scores, in per cent.
pub fn score_line(label: &str, counts: Counts, interval: Option<(f64, f64)>) -> String {
    let percent = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |s| format!("{:.2}", s * 100.0));
    let interval = interval.map_or_else(String::new, |(low, high)| format!("{:.2} – {:.2}", low * 100.0, high * 100.0));
    let line = format!(
        "{label:<12} {:>7} {:>7} {:>7} {:>9} {:>7} {:>7}   {interval}",
        counts.gold,
        counts.found,
        counts.right,
        percent(counts.precision()),
        percent(counts.recall()),
        percent(counts.f1()),
    );
    line.trim_end().to_owned()
}
