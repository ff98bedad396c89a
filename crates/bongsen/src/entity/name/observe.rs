//! Stretches of capitals of a document as the model sees them: for training.

use super::features::Features;
use super::may_begin;
use crate::document::{Document, TokenRange};
use crate::entity::context::Context;
use crate::entity::{EntityKind, EntityModel, EntityScratch, run};

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
        self.scratch.match_lists(&data.tokens, &data.words, model.lexicon());
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

    /// The entity kind that a row hands on to token `start`, given what ended last and where.
    pub fn row(&self, start: u32, last: Option<(EntityKind, u32)>) -> Option<EntityKind> {
        super::row(&self.cx, start, last)
    }
}
