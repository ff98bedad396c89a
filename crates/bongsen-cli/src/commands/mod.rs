//! The commands, one file each: arguments, and what is done with them.

pub mod analyze;
pub mod eval;
mod eval_addresses;
mod eval_entities;
mod eval_segment;
pub mod explain;
mod explain_entities;
pub mod model;
pub mod normalize;
pub mod officials;
pub mod place;
mod place_table;
pub mod segment;
mod segment_form;
pub mod syllable;

use std::path::PathBuf;

use anyhow::{Context, anyhow};
use bongsen::word::{UserLexicon, WordModel};
use bongsen::{Analyzer, Date, Document};

use crate::input::{Source, decode, not_utf8, sources_in_folders};
use crate::output::Session;
use crate::progress;

/// The analyser with the data inside the program.
fn analyzer() -> anyhow::Result<Analyzer> {
    Analyzer::new().context("the data inside this program cannot be used")
}

const LEXICON_HELP: &str = "\
Words of yours, in a file (UTF-8): a line is a rule, a tab, and the word.
  # one word, apart from what stands beside it
  join    hội đồng nhân dân
  # a word ends at each |; without | at every gap inside
  split   đất nước|Việt Nam
  # one word, unless the text speaks strongly against it; the strength is 1 to 9, and 1 when it is left out
  prefer  cán bộ xã   3
  # only with these capitals: otherwise case does not matter, nor does tone style
  join    Hòa Bình    case
Of entries that overlap the longest holds.";

/// Words of the user, and a word model of theirs.
#[derive(clap::Args)]
pub struct WordArgs {
    /// Words of yours, in a file: lines of join, split or prefer, a tab, and the word.
    #[arg(long, value_name = "FILE", long_help = LEXICON_HELP)]
    lexicon: Option<PathBuf>,
    #[command(flatten)]
    model: ModelArgs,
}

/// A word model of the user.
#[derive(clap::Args)]
pub struct ModelArgs {
    /// A word model of yours, in place of the one inside the program: a file that bongsen-train wrote.
    #[arg(long, value_name = "FILE")]
    word_model: Option<PathBuf>,
}

impl ModelArgs {
    /// The analyser with this model.
    fn analyzer(&self) -> anyhow::Result<Analyzer> {
        let Some(path) = &self.word_model else { return analyzer() };
        let source = Source::File(path.clone());
        let read = || Ok::<_, anyhow::Error>(WordModel::from_bytes(&source.read()?)?);
        Ok(analyzer()?.with_word_model(read().with_context(|| source.to_string())?))
    }
}

impl WordArgs {
    /// The analyser with these words.
    fn analyzer(&self) -> anyhow::Result<Analyzer> {
        let analyzer = self.model.analyzer()?;
        let Some(path) = &self.lexicon else { return Ok(analyzer) };
        let source = Source::File(path.clone());
        let read = || {
            let text = String::from_utf8(source.read()?).map_err(|e| anyhow!(not_utf8(&e, 0)))?;
            Ok::<_, anyhow::Error>(UserLexicon::parse(&text)?)
        };
        let lexicon = read().with_context(|| source.to_string())?;
        Ok(analyzer.with_lexicon(lexicon))
    }
}

/// What commands that read documents have in common.
#[derive(clap::Args)]
pub struct DocumentArgs {
    /// Files of text, or folders whose .txt files are read; - is standard input.
    files: Vec<PathBuf>,
    /// The date of the documents, as year-month-day; without it, what each text says.
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// Put U+FFFD for bytes that are not UTF-8, and go on.
    #[arg(long)]
    lossy: bool,
    /// Take each line for a document of its own.
    #[arg(long)]
    lines: bool,
    #[command(flatten)]
    words: WordArgs,
}

/// Reads each document and hands it on with its name: that of its file, and the line with `--lines`. What cannot be read
/// is told, and the others are still done.
fn each_document(
    args: &DocumentArgs,
    session: &mut Session,
    mut then: impl FnMut(&mut Session, &str, &Document) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let analyzer = args.words.analyzer()?;
    let sources = sources_in_folders(&args.files)?;
    let bar = progress::bar(&sources, session.is_on_terminal());
    for source in &sources {
        let result = read_documents(args, &analyzer, source, |name, document, bytes| {
            bar.inc(bytes);
            then(session, name, document)
        });
        session.go_on(source, result)?;
    }
    bar.finish_and_clear();
    Ok(())
}

/// How many documents there will be, where that is known before reading: `false` for `--lines`.
fn is_one_document(args: &DocumentArgs) -> bool {
    let one_path = match args.files.as_slice() {
        [] => true,
        [path] => !path.is_dir(),
        _ => false,
    };
    one_path && !args.lines
}

fn read_documents(
    args: &DocumentArgs,
    analyzer: &Analyzer,
    source: &Source,
    mut then: impl FnMut(&str, &Document, u64) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    if !args.lines {
        let bytes = source.read()?;
        let size = bytes.len() as u64;
        let text = decode(bytes, 0, args.lossy)?;
        return then(&source.name(), &analyzer.analyze_on(&text, args.date)?, size);
    }
    let mut reader = source.open()?;
    let mut offset = 0;
    for number in 1.. {
        let mut line = Vec::new();
        let size = reader.read_until(b'\n', &mut line).context("cannot be read")? as u64;
        if size == 0 {
            break;
        }
        let text = decode(line, offset, args.lossy)?;
        offset += size;
        let text = text.strip_suffix('\n').map_or(text.as_str(), |t| t.strip_suffix('\r').unwrap_or(t));
        then(&format!("{}:{number}", source.name()), &analyzer.analyze_on(text, args.date)?, size)?;
    }
    Ok(())
}
