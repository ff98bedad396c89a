//! `bongsen eval entities`: exact spans against gold records, and the differences for a linguist to read.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, bail};
use bongsen::eval::entities::{Answer, Gold, Measure, Mention, Scorer, brackets, read_gold};
use bongsen::{CharIndex, EntityKind, Span};

use super::eval::{score_heading, score_line};
use crate::input::{decode, sources};
use crate::output::{Session, say};

/// Arguments of `eval entities`.
#[derive(clap::Args)]
pub struct Args {
    /// Gold records, one a line; each is read as a document of its own. Several files are scored as one.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print the first N records that differ, in the annotators' brackets.
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Look at one label only (`PERSON`, `TITLE`, `ORG`, `ADMIN_UNIT`, `LOC`, `DATE`, `LEGAL_DOC`).
    #[arg(long)]
    label: Option<EntityKind>,
}

/// Runs the command.
pub fn run(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    let analyzer = super::analyzer()?;
    let mut scorer = Scorer::new();
    let mut shown = 0;
    for source in sources(&args.files) {
        // A score over a part of the gold would mislead: the first fault ends it.
        let mut read = || -> anyhow::Result<()> {
            let text = decode(source.read()?, 0, false)?;
            for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
                let gold = read_gold(line).with_context(|| format!("line {}", i + 1))?;
                let document = analyzer.analyze(&gold.text).with_context(|| format!("line {}", i + 1))?;
                let found = Answer::of(&document);
                scorer.add(&gold, &found);
                if shown < args.errors
                    && let Some(difference) = difference(&gold, &found, args.label)
                {
                    shown += 1;
                    say!(session, "{difference}\n")?;
                }
            }
            Ok(())
        };
        read().with_context(|| source.to_string())?;
    }
    if scorer.records() == 0 {
        bail!("no gold record to score");
    }
    say!(session, "{} records of {} documents, exact spans\n", scorer.records(), scorer.sources())?;
    say!(session, "{}\n", score_heading("label"))?;
    for score in scorer.scores() {
        let wanted = args.label.is_none_or(|label| score.measure == Measure::Kind(label));
        // A label that neither side has says nothing.
        let empty = score.counts.gold == 0 && score.counts.found == 0;
        if wanted && !(empty && args.label.is_none()) {
            say!(session, "{}\n", score_line(score.measure.label(), score.counts, score.interval))?;
        }
    }
    Ok(())
}

/// What differs in a record; `None` when nothing does.
fn difference(gold: &Gold, found: &Answer, label: Option<EntityKind>) -> Option<String> {
    let wanted = |m: &&Mention| label.is_none_or(|l| m.kind == l);
    let missed: Vec<&Mention> = gold.answer.mentions.difference(&found.mentions).filter(wanted).collect();
    let extra: Vec<&Mention> = found
        .mentions
        .difference(&gold.answer.mentions)
        .filter(|m| !gold.optional.contains(m))
        .filter(wanted)
        .collect();
    let relations = label.is_none();
    let missed_holds: Vec<_> = gold.answer.holds.difference(&found.holds).filter(|_| relations).collect();
    let extra_holds: Vec<_> = found.holds.difference(&gold.answer.holds).filter(|_| relations).collect();
    if missed.is_empty() && extra.is_empty() && missed_holds.is_empty() && extra_holds.is_empty() {
        return None;
    }
    let index = CharIndex::new(&gold.text);
    let text = |span| index.bytes(&gold.text, span).and_then(|b: Span| gold.text.get(b.range())).unwrap_or_default();
    let mut lines = vec![format!("── {} · {}", gold.id, gold.source)];
    lines.push(format!("  gold   {}", brackets(&gold.text, &gold.answer)));
    lines.push(format!("  found  {}", brackets(&gold.text, found)));
    let mention = |m: &Mention| format!("{} “{}” {}–{}", m.kind, text(m.span), m.span.start(), m.span.end());
    // The same span under another label is one mistake, not two.
    let relabelled: BTreeMap<_, _> = extra.iter().map(|m| ((m.span.start(), m.span.end()), m.kind)).collect();
    for m in &missed {
        match relabelled.get(&(m.span.start(), m.span.end())) {
            Some(kind) => lines.push(format!("  label  {}: found as {kind}", mention(m))),
            None => lines.push(format!("  missed {}", mention(m))),
        }
    }
    for m in extra.iter().filter(|m| !missed.iter().any(|o| o.span == m.span)) {
        lines.push(format!("  extra  {}", mention(m)));
    }
    for (what, holds) in [("missed", missed_holds), ("extra", extra_holds)] {
        for (person, title) in holds {
            lines.push(format!("  {what:<6} holds “{}” – “{}”", text(*person), text(*title)));
        }
    }
    lines.push(String::new());
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_told_in_brackets() {
        let line = r#"{"id":"a","source":"s","text":"Bí thư Lê Thị Vân ở Mỹ Quý","entities":[
            {"start":0,"end":6,"label":"TITLE"},{"start":7,"end":17,"label":"PERSON"},{"start":20,"end":26,"label":"ADMIN_UNIT"}],
            "relations":[{"type":"holds","head":1,"tail":0}]}"#;
        let gold = read_gold(line).unwrap();
        assert_eq!(difference(&gold, &gold.answer, None), None);
        let mut found = gold.answer.clone();
        found.mentions.remove(&Mention { span: Span::new(20, 26), kind: EntityKind::AdminUnit });
        found.mentions.insert(Mention { span: Span::new(20, 26), kind: EntityKind::Loc });
        found.holds.clear();
        let told = difference(&gold, &found, None).unwrap();
        for part in [
            "gold   [T1 Bí thư] [P1 Lê Thị Vân] ở [A Mỹ Quý]",
            "found  [T Bí thư] [P Lê Thị Vân] ở [L Mỹ Quý]",
            "label  ADMIN_UNIT “Mỹ Quý” 20–26: found as LOC",
            "missed holds “Lê Thị Vân” – “Bí thư”",
        ] {
            assert!(told.contains(part), "{part}\n{told}");
        }
        assert!(!told.contains("extra"), "{told}");
        assert_eq!(difference(&gold, &found, Some(EntityKind::Person)), None);
    }
}
