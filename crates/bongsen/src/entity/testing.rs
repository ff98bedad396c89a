//! A text with its layers, for the tests of the grammar.

use super::EntityScratch;
use super::context::Context;
use super::lexicon::{Flags, Lexicon, LexiconBuilder, List, OrgLevel};
use crate::document::TokenRange;
use crate::token::TokenData;

/// What the whole analyser finds in a text, in the annotators' brackets.
#[cfg(feature = "bundled")]
pub(crate) fn brackets(text: &str) -> String {
    use crate::eval::entities::{Answer, brackets};
    let document = crate::Analyzer::new().unwrap().analyze(text).unwrap();
    brackets(text, &Answer::of(&document))
}

/// A text read as far as the phrases of a lexicon.
pub(crate) struct Text {
    norm: String,
    tokens: Vec<TokenData>,
    sentences: Vec<TokenRange>,
    lexicon: Lexicon,
    scratch: EntityScratch,
}

impl Text {
    /// Without any list.
    pub fn new(norm: &str) -> Self {
        Self::with(norm, &[])
    }

    /// With a lexicon of these rows.
    pub fn with(norm: &str, rows: &[(List, &str, Flags)]) -> Self {
        let mut builder = LexiconBuilder::default();
        for &(list, phrase, flags) in rows {
            let mut tokens = Vec::new();
            crate::token::tokenize(phrase, &mut tokens);
            builder.add(tokens.iter().map(|t| t.key).collect(), list, OrgLevel::Any, flags, phrase);
        }
        let lexicon = Lexicon::from_bytes(&crate::model::write(&builder.sections())).unwrap();
        let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
        crate::token::tokenize(norm, &mut tokens);
        crate::sentence::split(norm, &tokens, &mut sentences);
        let mut scratch = EntityScratch::default();
        scratch.match_lists(norm, &tokens, &sentences, &[], &lexicon);
        Self { norm: norm.to_owned(), tokens, sentences, lexicon, scratch }
    }

    pub fn context(&self) -> Context<'_> {
        self.scratch.context(&self.norm, &self.tokens, &self.sentences, &self.lexicon)
    }

    pub fn text_of(&self, range: TokenRange) -> &str {
        self.norm.get(crate::document::span_of(&self.tokens, range).range()).unwrap()
    }
}
