//! What each part of the entity reader gives: exact-span F1 of the lists alone, with the grammar, with the model of names,
//! and with what one sentence says of another.
//!
//! `cargo run --release -p bongsen-benches --bin parts -- [--names name.bsm] FILE.jsonl...` (records as `bongsen eval
//! entities` reads them); with `--names` another model of names, such as one that has not seen the records.

use anyhow::{Context, Result};
use bongsen::entity::EntityModel;
use bongsen::entity::lexicon::{Flags, Lexicon, List};
use bongsen::entity::name::NameModel;
use bongsen::eval::entities::{Answer, Gold, Measure, Mention, Scorer, read_gold};
use bongsen::place::Register;
use bongsen::token::tokenize;
use bongsen::word::WordModel;
use bongsen::{Analyzer, CharIndex, EntityKind, normalize};

fn main() -> Result<()> {
    let (lists, register) = (EntityModel::from_bytes(bongsen_data::ENTITY)?, Register::bundled()?);
    let analyzer = |entities: EntityModel| -> Result<Analyzer> {
        Ok(Analyzer::with_models(WordModel::bundled()?, entities, Register::bundled()?))
    };
    let grammar = analyzer(lists.clone().sentences_alone())?;
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    let names = if paths.first().is_some_and(|first| first == "--names") {
        let path = paths.drain(..paths.len().min(2)).nth(1).unwrap_or_default();
        NameModel::from_bytes(&std::fs::read(&path).with_context(|| format!("cannot read {path}"))?)?
    } else {
        NameModel::bundled()?
    };
    let scored = analyzer(lists.clone().with_names(names.clone()).sentences_alone())?;
    let whole = analyzer(lists.clone().with_names(names))?;
    for path in paths {
        let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
        let records: Vec<Gold> = text.lines().map(read_gold).collect::<Result<_, _>>().with_context(|| path.clone())?;
        println!("{path}");
        let by = |analyzer: &Analyzer, text: &str| analyzer.analyze(text).map(|document| Answer::of(&document));
        report("lists only", &records, |text| Ok(listed(text, lists.lexicon(), &register)))?;
        report("+ grammar", &records, |text| Ok(by(&grammar, text)?))?;
        report("+ model of names", &records, |text| Ok(by(&scored, text)?))?;
        report("+ document", &records, |text| Ok(by(&whole, text)?))?;
    }
    Ok(())
}

/// Prints the F1 of every measure.
fn report(part: &str, records: &[Gold], read: impl Fn(&str) -> Result<Answer>) -> Result<()> {
    let mut scorer = Scorer::new();
    for gold in records {
        scorer.add(gold, &read(&gold.text)?);
    }
    print!("  {part:<17}");
    for score in scorer.scores().filter(|score| score.measure != Measure::Outermost) {
        let f1 = score.counts.f1().map_or_else(|| "–".to_owned(), |f1| format!("{:.1}", f1 * 100.0));
        print!(" {} {f1}", score.measure.label());
    }
    println!();
    Ok(())
}

/// The longest phrases of the lists and the names of the register, from left to right, with nothing joined.
fn listed(text: &str, lexicon: &Lexicon, register: &Register) -> Answer {
    let view = normalize::view(text);
    let (mut tokens, mut hits) = (Vec::new(), Vec::new());
    tokenize(&view.text, &mut tokens);
    lexicon.hits(&tokens, &mut hits);
    let kind = |list: List, flags: Flags| match list {
        List::Title => Some(EntityKind::Title),
        List::OrgName => Some(EntityKind::Org),
        List::Org if flags.has(Flags::COMPLETE.with(Flags::ALONE)) => Some(EntityKind::Org),
        List::Country | List::Loc => Some(EntityKind::Loc),
        List::KnownPerson => Some(EntityKind::Person),
        List::Law | List::LegalHead if !flags.has(Flags::NEEDS_NUMBER) => Some(EntityKind::LegalDoc),
        _ => None,
    };
    let index = CharIndex::new(text);
    let mut answer = Answer::default();
    let mut at = 0;
    while at < tokens.len() {
        let mut best: Option<(usize, EntityKind)> = None;
        for hit in hits.iter().filter(|hit| hit.start as usize == at) {
            if let Some(kind) = kind(hit.entry.list, hit.entry.flags) {
                best = best.max_by_end((hit.end as usize, kind));
            }
        }
        if tokens[at].is_capitalised() {
            register.match_names(tokens[at..].iter().map(|t| t.key), |length, _| {
                best = best.max_by_end((at + length, EntityKind::AdminUnit));
            });
        }
        let Some((end, kind)) = best else {
            at += 1;
            continue;
        };
        let span = view.map.to_orig(bongsen::Span::new(tokens[at].span.start(), tokens[end - 1].span.end()));
        answer.mentions.insert(Mention { span: index.chars(text, span), kind });
        at = end;
    }
    answer
}

/// Keeps the longer of two.
trait Longest {
    fn max_by_end(self, other: (usize, EntityKind)) -> Self;
}

impl Longest for Option<(usize, EntityKind)> {
    fn max_by_end(self, other: (usize, EntityKind)) -> Self {
        Some(self.map_or(other, |best| if other.0 > best.0 { other } else { best }))
    }
}
