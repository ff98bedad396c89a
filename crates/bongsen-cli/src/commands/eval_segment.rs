//! `bongsen eval segment`: words against a treebank or lines with `_`.

use std::path::PathBuf;

use anyhow::{Context, bail};
use bongsen::eval::segment::{detokenise, read_gold, score};
use bongsen::eval::{Counts, f1_interval};

use super::eval::{score_heading, score_line};
use crate::input::{decode, sources};
use crate::output::{Session, say};

/// Arguments of `eval segment`.
#[derive(clap::Args)]
pub struct Args {
    /// Treebanks in CoNLL-U, or .txt files with a sentence a line and the syllables of a word joined by _. Several are
    /// scored as one.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Set the text as it is usually printed (no space before a comma), where the treebank keeps tokens apart.
    #[arg(long)]
    detokenise: bool,
    /// Print the first N sentences that differ.
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    #[command(flatten)]
    model: super::ModelArgs,
}

/// Runs the command.
pub fn run(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    let analyzer = args.model.analyzer()?;
    let mut counts: Vec<Counts> = Vec::new();
    let mut shown = 0;
    for source in sources(&args.files) {
        // A score over a part of the gold would mislead: the first fault ends it.
        let mut read = || -> anyhow::Result<()> {
            let text = decode(source.read()?, 0, false)?;
            for gold in read_gold(&source.name(), &text)? {
                let gold = if args.detokenise { detokenise(&gold) } else { gold };
                let document = analyzer.segment_only(&gold.text)?;
                let result = score(&gold, document.words().map(bongsen::Word::span));
                counts.push(result);
                if shown < args.errors && (result.right < result.gold || result.right < result.found) {
                    shown += 1;
                    let join = |word: &str| word.split_whitespace().collect::<Vec<_>>().join("_");
                    let words: Vec<String> = gold.words.iter().map(|w| join(w)).collect();
                    let found: Vec<String> = document.words().map(|w| join(w.text())).collect();
                    say!(session, "gold   {}\nfound  {}\n\n", words.join(" "), found.join(" "))?;
                }
            }
            Ok(())
        };
        read().with_context(|| source.to_string())?;
    }
    if counts.is_empty() {
        bail!("no sentence to score");
    }
    say!(session, "{} sentences; the interval is by sentence\n{}\n", counts.len(), score_heading("unit"))?;
    say!(session, "{}\n", score_line("words", counts.iter().copied().sum(), f1_interval(&counts)))?;
    Ok(())
}
