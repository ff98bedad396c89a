//! `bongsen analyze`: what is in a text, as a report, a page, or data.

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
    options
}
