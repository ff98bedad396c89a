//! `bongsen syllable`: syllables taken apart, and how they sound.

use bongsen::normalize::view;
use bongsen::syllable::{Dialect, Syllable};

use crate::input::{Source, decode};
use crate::output::{Session, say};

/// Arguments of `syllable`.
#[derive(clap::Args)]
pub struct Args {
    /// The syllables; without any, or with -, they are read from standard input.
    syllables: Vec<String>,
    /// How it sounds only here; otherwise in all three.
    #[arg(long, value_enum)]
    dialect: Option<Standard>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Standard {
    /// Hà Nội.
    North,
    /// Huế.
    Centre,
    /// Sài Gòn.
    South,
}

/// Runs the command.
pub fn run(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    let dialects = match args.dialect {
        None => Dialect::ALL.to_vec(),
        Some(Standard::North) => vec![Dialect::North],
        Some(Standard::Centre) => vec![Dialect::Centre],
        Some(Standard::South) => vec![Dialect::South],
    };
    let names: Vec<_> = dialects.iter().map(|dialect| dialect.label()).collect();
    say!(session, "syllable\tonset\tmedial\tnucleus\tcoda\ttone\t{}\n", names.join("\t"))?;
    let from_stdin = match args.syllables.as_slice() {
        [] => true,
        [only] => only == "-",
        _ => false,
    };
    let text = if from_stdin { decode(Source::Stdin.read()?, 0, false)? } else { args.syllables.join(" ") };
    for written in view(&text).text.split_whitespace() {
        let Some(syllable) = Syllable::parse(written) else {
            session.complain(written, "no possible syllable");
            continue;
        };
        let (onset, medial, nucleus, coda) = (syllable.onset, syllable.medial(), syllable.nucleus(), syllable.coda());
        let sounds: Vec<_> = dialects.iter().map(|&dialect| syllable.ipa(dialect)).collect();
        let (tone, sounds) = (syllable.tone.label(), sounds.join("\t"));
        say!(session, "{written}\t{onset}\t{medial}\t{nucleus}\t{coda}\t{tone}\t{sounds}\n")?;
    }
    Ok(())
}
