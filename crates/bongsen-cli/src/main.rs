//! `bongsen`: the command line.
//!
//! Each command is a file of `commands/`; what people read is written by `report/`. Answers go to standard output,
//! everything else to standard error. Exit status: 0 all is well; 1 some data could not be used (the rest is done); 2 the
//! command was not understood.

mod commands;
mod input;
mod output;
mod progress;
mod report;

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Parser, Subcommand};

use output::Session;

/// Reads Vietnamese text: words, officials, posts, bodies and places.
#[derive(Parser)]
#[command(name = "bongsen", version, about, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  bongsen analyze article.txt                       a report to read
  bongsen analyze article.txt --format html > a.html
  bongsen officials articles/ --format csv          who holds which post, from every .txt of a folder
  bongsen segment < article.txt                     one sentence a line, syllables of a word joined by _
  bongsen place \"xã Đốc Binh Kiều, Đồng Tháp\" --on 2013-08-23

Without a file, or with -, text is read from standard input. Text must be UTF-8 (see --lossy).
Exit status: 0 all is well, 1 some data could not be used, 2 the command was not understood.";

#[derive(Subcommand)]
enum Command {
    /// Report what is in a text: officials, places, bodies, abbreviations, quotations.
    Analyze(commands::analyze::Args),
    /// List who holds which post.
    Officials(commands::officials::Args),
    /// Cut text into sentences and words.
    Segment(commands::segment::Args),
    /// Tell why each two neighbouring tokens of a text are one word or not, or why each entity is one.
    Explain(commands::explain::Args),
    /// Write text in its normal form.
    Normalize(commands::normalize::Args),
    /// Take syllables apart, and tell how they sound.
    Syllable(commands::syllable::Args),
    /// Look up an administrative unit: code, what it lies in, when it was valid, what became of it.
    Place(commands::place::Args),
    /// Measure against annotated data.
    #[command(subcommand)]
    Eval(commands::eval::Command),
    /// Compiled data files.
    #[command(subcommand)]
    Model(commands::model::Command),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    if let Command::Segment(args) = &cli.command
        && let Err(error) = args.check()
    {
        return usage(&error);
    }
    let mut session = Session::new();
    let result = match cli.command {
        Command::Analyze(args) => commands::analyze::run(&args, &mut session),
        Command::Officials(args) => commands::officials::run(&args, &mut session),
        Command::Segment(args) => commands::segment::run(&args, &mut session),
        Command::Explain(args) => commands::explain::run(&args, &mut session),
        Command::Normalize(args) => commands::normalize::run(&args, &mut session),
        Command::Syllable(args) => commands::syllable::run(&args, &mut session),
        Command::Place(args) => commands::place::run(&args, &mut session),
        Command::Eval(command) => commands::eval::run(&command, &mut session),
        Command::Model(command) => commands::model::run(&command, &mut session),
    };
    session.finish(result)
}

/// Help goes to standard output; a value that is wrong is told in one line.
fn usage(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A closed pipe is no error.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let argument = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(argument)) => Some(argument),
        _ => None,
    };
    match (error.kind(), argument, std::error::Error::source(error)) {
        (ErrorKind::ValueValidation, Some(argument), Some(reason)) => {
            output::tell(format_args!("{argument}: {reason}"));
        }
        _ => {
            let _ = error.print();
        }
    }
    ExitCode::from(2)
}
