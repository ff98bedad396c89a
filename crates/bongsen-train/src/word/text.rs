//! Text to tokens and sentences, as the library does it, with the way back to the original.

use bongsen::normalize::{View, view};
use bongsen::token::{TokenData, tokenize};
use bongsen::{TokenRange, sentence};

/// A text, read as far as words need it.
pub struct Prepared<'t> {
    /// The normalised view.
    pub view: View<'t>,
    /// The tokens.
    pub tokens: Vec<TokenData>,
    /// The sentences.
    pub sentences: Vec<TokenRange>,
}

/// Reads a text.
pub fn prepare(text: &str) -> Prepared<'_> {
    let view = view(text);
    let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
    tokenize(&view.text, &mut tokens);
    sentence::split(&view.text, &tokens, &mut sentences);
    Prepared { view, tokens, sentences }
}

/// The tokens of a form or a word of a list.
pub fn tokens(text: &str) -> Vec<TokenData> {
    let mut tokens = Vec::new();
    tokenize(&view(text).text, &mut tokens);
    tokens
}
