//! Entities: what the text names. The kinds and their scheme are in [`EntityKind`].
//!
//! Three steps: the lists are matched over the tokens ([`lexicon`]), a cascade of rules builds phrases from right to
//! left (`chart`, with `place`, `org`, `title`), and one reading from left to right takes those that the context
//! supports (`select`, with `person`); a last look finds short forms of names already met (`second`).

pub(crate) mod calendar;
mod chart;
mod context;
mod date;
pub(crate) mod designation;
mod duty;
pub mod explain;
mod kind;
mod legal;
pub mod lexicon;
pub(crate) mod link;
mod moment;
pub mod name;
mod org;
mod person;
mod place;
mod run;
mod second;
mod select;
#[cfg(test)]
pub(crate) mod testing;
mod title;

use crate::document::{AbbreviationData, EntityData, EntityId, Structure, TokenRange};
use crate::model::ModelError;
use crate::normalize::lower;
use crate::place::Register;
use crate::token::TokenData;
use chart::Chart;
pub(crate) use context::{Candidate, Context, QUOTE};
pub use designation::LegalDocument;
pub use kind::{EntityKind, Origin, UnknownLabel};
use lexicon::{Flags, Hit, Lexicon, List};
use name::NameModel;
use select::Picked;

/// The compiled lists, ready to find entities.
#[derive(Clone, Debug)]
pub struct EntityModel {
    lexicon: Lexicon,
    names: NameModel,
    /// Whether names are looked for again in other sentences than the one that introduced them.
    rereads: bool,
}

/// Buffers kept from text to text.
#[derive(Debug, Default)]
pub(crate) struct EntityScratch {
    hits: Vec<Hit>,
    sights: Vec<context::Sight>,
}

impl EntityScratch {
    /// Finds the phrases of the lists.
    pub fn match_lists(
        &mut self,
        norm: &str,
        tokens: &[TokenData],
        sentences: &[TokenRange],
        words: &[TokenRange],
        lexicon: &Lexicon,
    ) {
        context::sights(norm, tokens, sentences, words, lexicon, &mut self.hits, &mut self.sights);
    }

    /// What the rules see, once the lists have been matched over the same text.
    pub fn context<'a>(
        &'a self,
        norm: &'a str,
        tokens: &'a [TokenData],
        sentences: &'a [TokenRange],
        lexicon: &'a Lexicon,
    ) -> Context<'a> {
        Context { norm, tokens, sentences, lexicon, hits: &self.hits, sights: &self.sights }
    }
}

impl EntityModel {
    /// Reads `entity.bsm`: the lists alone, without a model of names that no rule takes.
    ///
    /// # Errors
    /// When the file is damaged or of another kind.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Ok(Self { lexicon: Lexicon::from_bytes(bytes)?, names: NameModel::default(), rereads: true })
    }

    /// The lists and the model of names that come with the crate.
    ///
    /// # Errors
    /// Never in a sound build; the bytes are checked as any others.
    #[cfg(feature = "bundled")]
    pub fn bundled() -> Result<Self, ModelError> {
        Ok(Self::from_bytes(bongsen_data::ENTITY)?.with_names(NameModel::bundled()?))
    }

    /// The same lists with another model of names that no rule takes; the empty one takes nothing.
    #[must_use]
    pub fn with_names(mut self, names: NameModel) -> Self {
        self.names = names;
        self
    }

    /// The same model, reading each sentence by itself: for texts whose sentences have nothing to do with each other, where
    /// a name that one introduces says nothing of the next.
    ///
    /// ```
    /// use bongsen::{Analyzer, entity::EntityModel, place::Register, word::WordModel};
    /// let model = EntityModel::bundled()?.sentences_alone();
    /// let analyzer = Analyzer::with_models(WordModel::bundled()?, model, Register::bundled()?);
    /// let doc = analyzer.analyze("Ở thôn Cả Nổ có chợ. Người ở Cả Nổ vui.")?;
    /// assert_eq!(doc.entities().count(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn sentences_alone(mut self) -> Self {
        self.rereads = false;
        self
    }

    /// The lists.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The entities of a text, by start, the outer before the inner, and the roles of its titles.
    pub(crate) fn find(
        &self,
        cx: Context<'_>,
        structure: &Structure,
        abbreviations: &[AbbreviationData],
        register: &Register,
    ) -> Vec<EntityData> {
        let mut simple = Vec::new();
        date::find(&cx, &mut simple);
        legal::find(&cx, &mut simple);
        settle(&mut simple);
        let chart = Chart::new(cx, register, &self.names);
        let honorifics = person::honorifics(&cx);
        // A common noun's short form (`đảng viên (ĐV)`) names nothing.
        let mut nouns: Vec<u64> = abbreviations
            .iter()
            .filter(|a| a.short.len() == 1 && !cx.is_capital(a.long.start))
            .map(|a| cx.key(a.short.start))
            .collect();
        nouns.sort_unstable();
        nouns.dedup();
        let reading = select::Reading { chart: &chart, simple: &simple, honorifics: &honorifics, nouns: &nouns };
        let mut picked = Vec::new();
        for &sentence in cx.sentences {
            let span = crate::document::span_of(cx.tokens, sentence);
            let after = structure.boilerplate.partition_point(|page| page.end() <= span.start());
            let of_page = structure.boilerplate.get(after).is_some_and(|page| page.overlaps(span));
            if !of_page {
                let byline = structure.byline.is_some_and(|line| line.overlaps(span));
                reading.sentence(sentence, byline, &mut picked);
            }
        }
        if self.rereads {
            second::read(&chart, abbreviations, &mut picked);
        }
        finish(&chart, picked)
    }
}

/// Sorts dates and documents and drops those inside or across a longer one.
fn settle(found: &mut Vec<Candidate>) {
    found.sort_by_key(|c| (c.tokens.start, std::cmp::Reverse(c.tokens.end)));
    let mut reach = 0;
    found.retain(|c| {
        let free = c.tokens.start >= reach;
        if free {
            reach = c.tokens.end;
        }
        free
    });
}

/// Entities with their parents and values.
fn finish(chart: &Chart<'_>, picked: Vec<Picked>) -> Vec<EntityData> {
    let mut entities: Vec<EntityData> = Vec::with_capacity(picked.len());
    let mut open: Vec<EntityId> = Vec::new();
    for p in picked {
        let value = match p.kind {
            EntityKind::Title => role(chart, &p),
            _ => p.value,
        };
        open.truncate(p.depth as usize);
        let id = EntityId(entities.len() as u32);
        let parent = open.last().copied();
        open.push(id);
        entities.push(EntityData { tokens: p.tokens, kind: p.kind, parent, origin: p.origin, place: None, value });
    }
    entities
}

/// The role of a title in its normal form: `Bí thư`; `Trưởng` with the first word of its body: `Trưởng ban`.
fn role(chart: &Chart<'_>, title: &Picked) -> Option<String> {
    let node = chart.node_of(title)?;
    let head = node.head?;
    let mut role = chart.cx.lexicon.text(head).to_owned();
    if head.flags.has(Flags::BEFORE_ORG) && !node.bare {
        let first = node.head_end;
        let mut end = first + 1;
        while end < node.tokens.end && chart.cx.joined_to_previous(end) {
            end += 1;
        }
        let known = chart.cx.longest(first, List::Org).map_or(end, |h| h.end);
        let body = chart.cx.text_of(TokenRange::new(first, end.min(known)));
        role.push(' ');
        role.extend(body.chars().take(1).map(lower));
        role.extend(body.chars().skip(1));
    }
    Some(role)
}
