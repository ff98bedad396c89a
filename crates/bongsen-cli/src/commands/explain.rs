//! `bongsen explain`: why each two neighbouring tokens are one word or not, or why each entity is one.

use std::path::PathBuf;

use anyhow::Context as _;
use bongsen::word::explain::{Boundary, Decider, thousandths};
use bongsen::{Document, Token};

use super::WordArgs;
use super::explain_entities::{self, EntityArgs};
use crate::input::{decode, sources};
use crate::output::{Session, say};
use crate::report::table::clean;

/// Arguments of `explain`.
#[derive(clap::Args)]
#[command(after_help = "\
The score of a gap is the sum of the weights below it: above 0 a word ends there, below 0 it goes on.
At a distance of 1 from 0 the model is as sure as it was trained to be.")]
pub struct Args {
    /// The text; short, since every gap in it is told.
    #[arg(required_unless_present = "file", conflicts_with = "file")]
    text: Option<String>,
    /// Read the text from a file; - is standard input.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Only the gaps inside and beside this part of the text, or the entities that overlap it, wherever it occurs.
    #[arg(long, value_name = "PART")]
    at: Option<String>,
    /// Every weight, not only the heaviest.
    #[arg(long, conflicts_with = "entities")]
    all: bool,
    #[command(flatten)]
    entities: EntityArgs,
    #[command(flatten)]
    words: WordArgs,
}

/// So many weights of a gap are told without `--all`.
const HEAVIEST: usize = 6;

/// Runs the command.
pub fn run(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    let analyzer = args.words.analyzer()?;
    let text = text(args)?;
    let parts: Option<Vec<_>> = args.at.as_ref().map(|part| text.match_indices(part.as_str()).collect());
    if let (Some(part), Some(true)) = (&args.at, parts.as_ref().map(Vec::is_empty)) {
        anyhow::bail!("--at: {part:?} is not in the text: write it as it stands there");
    }
    if args.entities.entities {
        return explain_entities::run(&args.entities, &text, args.at.as_deref(), &analyzer, session);
    }
    let document = analyzer.segment_only(&text)?;
    for sentence in document.sentences() {
        let words: Vec<String> = sentence.words().map(|word| clean(word.text()).replace(' ', "_")).collect();
        say!(session, "{}\n", words.join(" "))?;
    }
    for boundary in analyzer.explain(&document) {
        let Some([before, after]) = tokens(&document, &boundary) else { continue };
        let (end, start) = (before.span().end() as usize, after.span().start() as usize);
        let touches =
            |parts: &Vec<(usize, &str)>| parts.iter().any(|(at, part)| *at <= start && end <= at + part.len());
        if parts.as_ref().is_none_or(touches) {
            tell(session, [before, after], &boundary, args.all)?;
        }
    }
    Ok(())
}

/// The text, from the command line or its file.
fn text(args: &Args) -> anyhow::Result<String> {
    let Some(file) = &args.file else { return Ok(args.text.clone().unwrap_or_default()) };
    let mut text = String::new();
    for source in sources(std::slice::from_ref(file)) {
        let read = || decode(source.read()?, 0, false);
        text = read().with_context(|| source.to_string())?;
    }
    Ok(text)
}

/// The tokens on either side.
fn tokens<'d>(document: &'d Document, boundary: &Boundary) -> Option<[Token<'d>; 2]> {
    Some([document.token(boundary.next.checked_sub(1)?)?, document.token(boundary.next)?])
}

fn tell(session: &mut Session, around: [Token<'_>; 2], boundary: &Boundary, all: bool) -> anyhow::Result<()> {
    let [before, after] = around.map(|token| clean(token.text()));
    let sign = if boundary.is_joined { "_" } else { " | " };
    say!(session, "\n{before}{sign}{after}   {}", boundary.decision())?;
    if boundary.decider == Decider::Sentence {
        say!(session, ": {}\n", boundary.decider)?;
        return Ok(());
    }
    match boundary.decider {
        Decider::Score => say!(session, " {}\n", thousandths(boundary.score))?,
        _ => say!(session, ": {} (score {})\n", clean(&boundary.decider.to_string()), thousandths(boundary.score))?,
    }
    let (told, rest) =
        boundary.contributions.split_at(boundary.contributions.len().min(if all { usize::MAX } else { HEAVIEST }));
    for contribution in told {
        say!(session, "  {:>8}  {}\n", thousandths(contribution.weight), clean(&contribution.evidence.to_string()))?;
    }
    if !rest.is_empty() {
        let sum = rest.iter().map(|c| c.weight).sum();
        say!(session, "  {:>8}  {} more (--all)\n", thousandths(sum), rest.len())?;
    }
    Ok(())
}
