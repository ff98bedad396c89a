//! `bongsen eval addresses`: addresses against a table with their units.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};
use bongsen::eval::addresses::{AddressAnswer, read_gold};
use bongsen::place::AddressReader;

use crate::input::{decode, sources};
use crate::output::{Session, say};

/// Arguments of `eval addresses`.
#[derive(clap::Args)]
pub struct Args {
    /// Tables with tabs: style, on, address, unit, to, status (data/gold/addresses). Several files are scored as one.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print the first N lines that are answered otherwise.
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
}

/// Runs the command.
pub fn run(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    let analyzer = super::analyzer()?;
    let mut reader = AddressReader::new(Arc::clone(analyzer.places()));
    let mut by_style: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let (mut shown, mut guesses) = (0, 0);
    for source in sources(&args.files) {
        let rows = decode(source.read()?, 0, false)
            .and_then(|text| Ok(read_gold(&text)?))
            .with_context(|| source.to_string())?;
        for gold in rows {
            let found = AddressAnswer::of(&mut reader, &gold.address, gold.on);
            let right = found.agrees(&gold.answer);
            guesses += u32::from(found.is_silent_guess(&gold.answer));
            if !right && shown < args.errors {
                shown += 1;
                let (want, got) = (&gold.answer, &found);
                say!(session, "{} on {}: {}\n", gold.style, gold.on, gold.address)?;
                say!(session, "  gold   {} -> {}\n  found  {} -> {}\n", want.unit, want.to, got.unit, got.to)?;
            }
            let counts = by_style.entry(gold.style).or_default();
            counts.0 += u32::from(right);
            counts.1 += 1;
        }
    }
    let (right, all) = by_style.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    if all == 0 {
        bail!("no address to score");
    }
    let line = |name: &str, right: u32, all: u32| {
        format!("{name:<18} {right:>5} of {all:>5}   {:>6.2} %\n", f64::from(right) * 100.0 / f64::from(all))
    };
    for (style, (right, all)) in &by_style {
        say!(session, "{}", line(style, *right, *all))?;
    }
    say!(session, "{}", line("all", right, all))?;
    say!(session, "silent guesses     {guesses:>5}\n")?;
    Ok(())
}
