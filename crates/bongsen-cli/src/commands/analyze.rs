//! `bongsen analyze`: what is in a text, as a report, a page, or data.

use anyhow::bail;
use bongsen::labels::{Labels, View};
use bongsen::record::{DocumentRecord, OffsetUnit, RecordOptions};

use super::{DocumentArgs, each_document, is_one_document};
use crate::output::{Session, WriteError, colours, columns, say};
use crate::report::{html, text};

/// Arguments of `analyze`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    documents: DocumentArgs,
    /// What to write.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// What offsets count, in json and jsonl.
    #[arg(long, value_enum, default_value_t = Offsets::Chars)]
    offsets: Offsets,
    /// More to put into json and jsonl.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "LAYERS")]
    with: Vec<Layer>,
    /// Which entities, in json, jsonl and conll; without it, nested, and outermost in conll, which is flat.
    #[arg(long, value_enum)]
    view: Option<ViewName>,
    /// Whose labels they have there: vlsp is PER, ORG and LOC (also of units); titles, dates and documents are left out.
    #[arg(long, value_enum)]
    labels: Option<LabelsName>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum ViewName {
    /// All of them.
    Nested,
    /// Those that lie in no other.
    Outermost,
    /// Those that hold no other.
    Innermost,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum LabelsName {
    /// Those of bongsen.
    Bongsen,
    /// PER, ORG, LOC.
    Vlsp,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    /// A report to read.
    Text,
    /// One object; a list of them for several documents.
    Json,
    /// One object a line.
    Jsonl,
    /// One page that needs nothing else.
    Html,
    /// A word a line with its label after a tab (O, B-, I-), an empty line after each sentence.
    Conll,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Offsets {
    /// Code points, as Python counts.
    Chars,
    /// UTF-8 bytes, as Rust counts.
    Bytes,
    /// UTF-16 units, as JavaScript counts.
    Utf16,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Layer {
    /// The whole text.
    Text,
    /// Every token.
    Tokens,
    /// Every word.
    Words,
}

/// Runs the command.
pub fn run(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    match args.format {
        Format::Text | Format::Html if args.view.is_some() || args.labels.is_some() => {
            bail!("--view and --labels go with --format json, jsonl or conll")
        }
        Format::Conll if args.view == Some(ViewName::Nested) => {
            bail!("conll is flat: ask for --view outermost or innermost")
        }
        _ => {}
    }
    let options = options(args);
    let one = is_one_document(&args.documents);
    let style = text::Style { colour: colours(), columns: columns() };
    let mut done = 0;
    each_document(&args.documents, session, |session, name, document| {
        match args.format {
            Format::Text => {
                if done > 0 {
                    say!(session, "\n")?;
                }
                say!(session, "{}", text::report(document, name, style))?;
            }
            Format::Html => {
                if done == 0 {
                    say!(session, "{}", html::head(&html::title(document, name)))?;
                }
                say!(session, "{}", html::article(document, name, done))?;
            }
            Format::Conll => say!(session, "{}", document.to_conll(options.view, options.labels))?,
            Format::Json | Format::Jsonl => {
                let record = DocumentRecord::new(document, options).with_source(name);
                if args.format == Format::Jsonl {
                    serde_json::to_writer(&mut session.out, &record).map_err(|e| WriteError(e.into()))?;
                    say!(session, "\n")?;
                } else {
                    if !one {
                        say!(session, "{}", if done == 0 { "[\n" } else { ",\n" })?;
                    }
                    serde_json::to_writer_pretty(&mut session.out, &record).map_err(|e| WriteError(e.into()))?;
                }
            }
        }
        done += 1;
        Ok(())
    })?;
    match args.format {
        Format::Html => {
            if done == 0 {
                say!(session, "{}", html::head("bongsen"))?;
            }
            say!(session, "{}", html::foot())?;
        }
        Format::Json if one && done > 0 => say!(session, "\n")?,
        Format::Json if !one => say!(session, "{}", if done == 0 { "[]\n" } else { "\n]\n" })?,
        _ => {}
    }
    Ok(())
}

fn options(args: &Args) -> RecordOptions {
    let mut options = RecordOptions::default();
    options.offsets = match args.offsets {
        Offsets::Chars => OffsetUnit::Chars,
        Offsets::Bytes => OffsetUnit::Bytes,
        Offsets::Utf16 => OffsetUnit::Utf16,
    };
    options.text = args.with.contains(&Layer::Text);
    options.tokens = args.with.contains(&Layer::Tokens);
    options.words = args.with.contains(&Layer::Words);
    options.view = match args.view {
        Some(ViewName::Outermost) => View::Outermost,
        Some(ViewName::Innermost) => View::Innermost,
        None if args.format == Format::Conll => View::Outermost,
        Some(ViewName::Nested) | None => View::Nested,
    };
    options.labels = match args.labels {
        Some(LabelsName::Vlsp) => Labels::Vlsp,
        Some(LabelsName::Bongsen) | None => Labels::Bongsen,
    };
    options
}
