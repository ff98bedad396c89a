//! Stretches of capitals of a document as the model sees them: for training.

use super::extent::{self, GapFeatures};
use super::features::Features;
use super::may_begin;
use crate::document::{Document, TokenRange};
use crate::entity::context::Context;
use crate::entity::lexicon::List;
use crate::entity::{EntityKind, EntityModel, EntityScratch, run};
use crate::token::TokenKind;

/// Buffers kept from document to document.
#[derive(Debug, Default)]
pub struct Observer {
    scratch: EntityScratch,
}

/// A document whose stretches of capitals can be looked at.
#[derive(Debug)]
pub struct Observed<'a> {
    cx: Context<'a>,
    run_ends: Vec<u32>,
}

impl Observer {
    /// Looks at a document that was read with the lists of `model`.
    pub fn observe<'a>(&'a mut self, document: &'a Document, model: &'a EntityModel) -> Observed<'a> {
        let data = document.data();
        self.scratch.match_lists(data.norm(), &data.tokens, &data.sentences, &data.words, model.lexicon());
        let cx = self.scratch.context(data.norm(), &data.tokens, &data.sentences, model.lexicon());
        Observed { run_ends: run::ends(&cx), cx }
    }
}

impl Observed<'_> {
    /// Whether the run would ask about a stretch that begins at `token`; `after_entity` says that an entity ends there.
    pub fn may_begin(&self, token: u32, after_entity: bool) -> bool {
        may_begin(&self.cx, token, after_entity)
    }

    /// Where the run of capitals at `token` ends; `token` itself where there is none.
    pub fn run_end(&self, token: u32) -> u32 {
        self.run_ends.get(token as usize).copied().unwrap_or(token)
    }

    /// What the model sees of a stretch that is not empty; `row` is the kind of the entity before it in a row.
    pub fn features(&self, tokens: TokenRange, row: Option<EntityKind>) -> Features {
        Features::of(&self.cx, tokens.start, tokens.end.max(tokens.start + 1), row)
    }

    /// Where the head of a body that begins at `token` ends.
    pub fn body_head(&self, token: u32) -> Option<u32> {
        self.cx.longest(token, List::Org).map(|hit| hit.end)
    }

    /// Whether the run would ask if a body goes on over `token`.
    pub fn may_go_on(&self, token: u32) -> bool {
        extent::may_go_on(&self.cx, token, self.cx.tokens.len() as u32)
    }

    /// What the model sees of the gap before token `at` of a body.
    pub fn gap(&self, start: u32, head_end: u32, at: u32) -> GapFeatures {
        GapFeatures::of(&self.cx, start, head_end, at)
    }

    /// Whether a word begins at `token` inside a sentence, and whether it has a capital.
    pub fn word_inside(&self, token: u32) -> Option<bool> {
        let inside = !self.cx.joined_to_previous(token) && !self.cx.starts_sentence(token);
        let word = self.cx.token(token).filter(|t| inside && t.kind == TokenKind::Syllable)?;
        Some(word.is_capitalised())
    }

    /// The key of the word that begins at `token`, in the first slot of a gap.
    pub fn word_key(&self, token: u32) -> u64 {
        extent::word_key(&self.cx, token)
    }

    /// The entity kind that a row hands on to token `start`, given what ended last and where.
    pub fn row(&self, start: u32, last: Option<(EntityKind, u32)>) -> Option<EntityKind> {
        super::row(&self.cx, start, last)
    }
}
