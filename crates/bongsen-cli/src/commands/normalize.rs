//! `bongsen normalize`: text in its normal form.

use std::path::PathBuf;

use bongsen::normalize::{ToneStyle, restyle, view};

use crate::input::{decode, sources};
use crate::output::{Session, say};

/// Arguments of `normalize`.
#[derive(clap::Args)]
pub struct Args {
    /// Files of text; - is standard input.
    files: Vec<PathBuf>,
    /// Where the tone mark of an open oa, oe, uy goes.
    #[arg(long, value_enum, default_value_t = Tone::Keep)]
    tone: Tone,
    /// Put U+FFFD for bytes that are not UTF-8, and go on.
    #[arg(long)]
    lossy: bool,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Tone {
    /// As it is written.
    Keep,
    /// hòa, khỏe, thủy.
    Old,
    /// hoà, khoẻ, thuỷ.
    New,
}

/// Runs the command.
pub fn run(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    let style = match args.tone {
        Tone::Keep => ToneStyle::Keep,
        Tone::Old => ToneStyle::Old,
        Tone::New => ToneStyle::New,
    };
    for source in sources(&args.files) {
        let result = (|| {
            let text = decode(source.read()?, 0, args.lossy)?;
            let normal = view(&text);
            say!(session, "{}", restyle(&normal.text, style))?;
            Ok(())
        })();
        session.go_on(source, result)?;
    }
    Ok(())
}
