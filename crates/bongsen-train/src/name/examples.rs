//! Stretches of capitals of annotated text: those that the run asks about, and those that the rules take.

use bongsen::entity::EntityModel;
use bongsen::entity::name::features::Features;
use bongsen::entity::name::observe::Observer;
use bongsen::entity::name::{KINDS, NameModel};
use bongsen::eval::entities::Gold;
use bongsen::{Analyzer, Entity, TokenRange};

use super::marks::Marks;

/// Characters on each side that a reader of errors sees.
const CONTEXT: usize = 40;

/// One stretch.
pub struct Example {
    /// Number of the active features.
    pub features: Vec<u32>,
    /// Index of its kind in [`KINDS`]; `None` when it names nothing.
    pub class: Option<usize>,
    /// Whether the rules leave it, so that the model is asked.
    pub asked: bool,
    /// The document.
    pub source: String,
    /// For reading: the stretch in its sentence.
    pub text: String,
}

/// The stretches of one record.
pub fn of(record: &Gold, analyzer: &Analyzer, lists: &EntityModel, counted: &NameModel) -> Vec<Example> {
    let Ok(document) = analyzer.analyze(&record.text) else { return Vec::new() };
    let mut buffers = Observer::default();
    let observed = buffers.observe(&document, lists);
    let Marks { chars, entities: marked } = Marks::of(record, &document);
    let class = |range: TokenRange| {
        marked
            .iter()
            .filter(|(tokens, _)| *tokens == range)
            .find_map(|&(_, kind)| KINDS.iter().position(|&k| k == kind))
    };
    let before = |i: u32| {
        marked
            .iter()
            .filter(|(tokens, _)| tokens.end <= i)
            .max_by_key(|(tokens, _)| tokens.end)
            .map(|&(t, kind)| (kind, t.end))
    };
    let optional = |range: TokenRange| {
        record
            .optional
            .iter()
            .any(|m| chars[range.start as usize].0 < m.span.end() && m.span.start() < chars[range.end as usize - 1].1)
    };
    let letters: Vec<char> = record.text.chars().collect();
    let mut out = Vec::new();
    let mut add = |range: TokenRange, asked: bool| {
        if optional(range) {
            return;
        }
        let features: Features = observed.features(range, observed.row(range.start, before(range.start)));
        let mut numbers = Vec::new();
        counted.active(&features, |f| numbers.push(f as u32));
        let (start, end) = (chars[range.start as usize].0 as usize, chars[range.end as usize - 1].1 as usize);
        let part = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
        let before = part(start.saturating_sub(CONTEXT), start);
        let text = format!("{before}[{}]{}", part(start, end), part(end, (end + CONTEXT).min(letters.len())));
        out.push(Example { features: numbers, class: class(range), asked, source: record.source.clone(), text });
    };
    let tokens = chars.len() as u32;
    let covered: Vec<TokenRange> =
        document.entities().filter(|e| e.parent().is_none()).map(Entity::token_range).collect();
    let mut next = 0;
    let mut i = 0;
    while i < tokens {
        while covered.get(next).is_some_and(|c| c.end <= i) {
            next += 1;
        }
        let ahead = covered.get(next).copied();
        if let Some(entity) = ahead.filter(|c| c.start <= i) {
            if entity.start == i && observed.run_end(i) >= entity.end {
                add(entity, false);
            }
            i = entity.end;
            continue;
        }
        let after_entity = next > 0 && covered.get(next - 1).is_some_and(|c| c.end == i);
        let end = observed.run_end(i).min(ahead.map_or(tokens, |c| c.start));
        if end <= i || !observed.may_begin(i, after_entity) {
            i += 1;
            continue;
        }
        let range = TokenRange::new(i, end);
        add(range, true);
        i = if class(range).is_some() { end } else { i + 1 };
    }
    out
}
