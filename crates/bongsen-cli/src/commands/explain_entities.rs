//! `bongsen explain --entities`: why each entity and each official of a text is one.

use bongsen::entity::explain::{EntityExplanation, Language};
use bongsen::record::{ExplanationRecord, OfficialExplanationRecord, OffsetUnit};
use bongsen::{Analyzer, Date, OfficialExplanation, Orig, Span};
use serde::Serialize;

use crate::output::{Session, WriteError, say};
use crate::report::table::clean;

/// Arguments of `explain --entities`.
#[derive(clap::Args)]
pub struct EntityArgs {
    /// Why each entity and official is one: its rule, the rows of the lists that the rule looked at, its unit and what it
    /// names; the pattern of an official and what decided its status.
    #[arg(long)]
    pub entities: bool,
    /// The language of the explanation of entities.
    #[arg(long, value_enum, default_value_t = Lang::Vi, requires = "entities")]
    lang: Lang,
    /// How the explanation of entities is written.
    #[arg(long, value_enum, default_value_t = Format::Text, requires = "entities")]
    format: Format,
    /// The date of the text, as year-month-day, which picks the era of its places.
    #[arg(long, value_name = "DATE", requires = "entities")]
    date: Option<Date>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    /// To read.
    Text,
    /// Explanations of entities and of officials; offsets are in code points.
    Json,
}

/// The explanations in JSON.
#[derive(Serialize)]
struct Answer<'d> {
    entities: Vec<ExplanationRecord<'d>>,
    officials: Vec<OfficialExplanationRecord>,
}

/// Explains the entities and officials, or only those that overlap the part `at` of the text.
pub fn run(
    args: &EntityArgs,
    text: &str,
    at: Option<&str>,
    analyzer: &Analyzer,
    session: &mut Session,
) -> anyhow::Result<()> {
    let document = analyzer.analyze_on(text, args.date)?;
    let asked = |span: Option<Span<Orig>>| span.is_some_and(|span| at.is_none_or(|part| overlaps(text, span, part)));
    let of_entity = |why: &EntityExplanation| asked(document.entity(why.entity).map(bongsen::Entity::span));
    let of_official =
        |why: &OfficialExplanation| asked(document.official(why.official).map(bongsen::Official::evidence));
    let entities = analyzer.explain_entities(&document).into_iter().filter(of_entity);
    let officials = analyzer.explain_officials(&document).into_iter().filter(of_official);
    if args.format == Format::Json {
        let unit = OffsetUnit::Chars;
        let answer = Answer {
            entities: entities.filter_map(|why| ExplanationRecord::new(&document, &why, unit)).collect(),
            officials: officials.filter_map(|why| OfficialExplanationRecord::new(&document, &why, unit)).collect(),
        };
        serde_json::to_writer_pretty(&mut session.out, &answer).map_err(|e| WriteError(e.into()))?;
        say!(session, "\n")?;
        return Ok(());
    }
    let language = match args.lang {
        Lang::Vi => Language::Vietnamese,
        Lang::En => Language::English,
    };
    let told = entities.map(|why| why.tell(&document, language));
    let told = told.chain(officials.map(|why| why.tell(&document, language)));
    for (i, told) in told.enumerate() {
        if i > 0 {
            say!(session, "\n")?;
        }
        for line in told.lines() {
            let indent = if line.starts_with(' ') { "  " } else { "" };
            say!(session, "{indent}{}\n", clean(line.trim_start()))?;
        }
    }
    Ok(())
}

fn overlaps(text: &str, span: Span<Orig>, part: &str) -> bool {
    let (start, end) = (span.start() as usize, span.end() as usize);
    text.match_indices(part).any(|(at, part)| at < end && start < at + part.len())
}
