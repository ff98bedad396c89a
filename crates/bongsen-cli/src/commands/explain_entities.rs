//! `bongsen explain --entities`: why each entity of a text is one.

use bongsen::entity::explain::{EntityExplanation, Language};
use bongsen::record::{ExplanationRecord, OffsetUnit};
use bongsen::{Analyzer, Date, Document};

use crate::output::{Session, WriteError, say};
use crate::report::table::clean;

/// Arguments of `explain --entities`.
#[derive(clap::Args)]
pub struct EntityArgs {
    /// Why each entity is one: its rule, the rows of the lists that the rule looked at, its unit and what it names.
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
    /// A list of explanations; offsets are in code points.
    Json,
}

/// Explains the entities, or only those that overlap the part `at` of the text.
pub fn run(
    args: &EntityArgs,
    text: &str,
    at: Option<&str>,
    analyzer: &Analyzer,
    session: &mut Session,
) -> anyhow::Result<()> {
    let document = analyzer.analyze_on(text, args.date)?;
    let asked = |why: &EntityExplanation| at.is_none_or(|part| overlaps(&document, why, part));
    let all: Vec<_> = analyzer.explain_entities(&document).into_iter().filter(asked).collect();
    if args.format == Format::Json {
        let records: Vec<_> =
            all.iter().filter_map(|why| ExplanationRecord::new(&document, why, OffsetUnit::Chars)).collect();
        serde_json::to_writer_pretty(&mut session.out, &records).map_err(|e| WriteError(e.into()))?;
        say!(session, "\n")?;
        return Ok(());
    }
    let language = match args.lang {
        Lang::Vi => Language::Vietnamese,
        Lang::En => Language::English,
    };
    for (i, why) in all.iter().enumerate() {
        if i > 0 {
            say!(session, "\n")?;
        }
        for line in why.tell(&document, language).lines() {
            let indent = if line.starts_with(' ') { "  " } else { "" };
            say!(session, "{indent}{}\n", clean(line.trim_start()))?;
        }
    }
    Ok(())
}

fn overlaps(document: &Document, why: &EntityExplanation, part: &str) -> bool {
    let Some(span) = document.entity(why.entity).map(bongsen::Entity::span) else { return false };
    let (start, end) = (span.start() as usize, span.end() as usize);
    document.text().match_indices(part).any(|(at, part)| at < end && start < at + part.len())
}
