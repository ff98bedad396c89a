//! Gaps of annotated bodies: those inside, over which they go on, and the one behind, over which they do not.

use bongsen::entity::EntityModel;
use bongsen::entity::name::NameModel;
use bongsen::entity::name::observe::Observer;
use bongsen::eval::entities::Gold;
use bongsen::{Analyzer, EntityKind};

use super::marks::Marks;

/// One gap.
pub struct GapExample {
    /// Number of the active features.
    pub features: Vec<u32>,
    /// Whether the body goes on.
    pub goes_on: bool,
    /// The document.
    pub source: String,
    /// For reading: the body, and the word behind the gap.
    pub text: String,
}

/// The gaps of one record.
pub fn of(record: &Gold, analyzer: &Analyzer, lists: &EntityModel, counted: &NameModel) -> Vec<GapExample> {
    let Ok(document) = analyzer.analyze(&record.text) else { return Vec::new() };
    let mut buffers = Observer::default();
    let observed = buffers.observe(&document, lists);
    let marked = Marks::of(record, &document).entities;
    let word = |i: u32| document.token(i).map_or("", |t| t.text());
    let mut out = Vec::new();
    for &(body, _) in marked.iter().filter(|(_, kind)| *kind == EntityKind::Org) {
        let Some(head_end) = observed.body_head(body.start).filter(|&end| end <= body.end) else { continue };
        for at in head_end..=body.end {
            // What is marked by itself is not asked about: the rules find it.
            let other = marked.iter().any(|(range, _)| {
                *range != body && range.start <= at && at < range.end && (body.contains(*range) || range.start == at)
            });
            if other || !observed.may_go_on(at) {
                continue;
            }
            let mut features = Vec::new();
            counted.active_of_gap(&observed.gap(body.start, head_end, at), |f| features.push(f as u32));
            let read = (body.start..at).map(word).collect::<Vec<_>>().join(" ");
            out.push(GapExample {
                features,
                goes_on: at < body.end,
                source: record.source.clone(),
                text: format!("{read} | {} {}", word(at), word(at + 1)),
            });
        }
    }
    out
}
