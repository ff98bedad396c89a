//! What a restoration gives.

use std::ops::Range;
use std::sync::Arc;

use super::Model;
use super::inventory::Form;

/// A text with its diacritics put back.
#[derive(Clone, Debug)]
pub struct Restored {
    pub(super) text: String,
    pub(super) syllables: Vec<Data>,
    /// Candidate and share in 1,000ths, those of a syllable together and the surest first.
    pub(super) shares: Vec<(u8, u16)>,
    pub(super) model: Arc<Model>,
}

/// A syllable, as it is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Data {
    pub original: usize,
    pub restored: usize,
    pub original_length: u8,
    pub restored_length: u8,
    pub form: Form,
    /// Of its own share, and of the other candidates' that follow it.
    pub first: u32,
    pub others: u8,
    pub confidence: u16,
}

/// A syllable that was written without marks and is known to the model.
#[derive(Clone, Copy, Debug)]
pub struct RestoredSyllable<'r> {
    restored: &'r Restored,
    data: Data,
}

/// Another way to write a syllable.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// Its text, with the capitals of the original.
    pub text: String,
    /// How sure the model is of it, 0 to 1.
    pub confidence: f32,
}

impl Restored {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, by value.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The syllables that the model was asked about, in the order of the text.
    pub fn syllables(&self) -> impl ExactSizeIterator<Item = RestoredSyllable<'_>> {
        self.syllables.iter().map(|&data| RestoredSyllable { restored: self, data })
    }
}

impl<'r> RestoredSyllable<'r> {
    /// Its text, as it is in the result.
    pub fn text(self) -> &'r str {
        self.restored.text.get(self.span()).unwrap_or_default()
    }

    /// Where it is in the result, in bytes.
    pub const fn span(self) -> Range<usize> {
        self.data.restored..self.data.restored + self.data.restored_length as usize
    }

    /// Where it is in the original, in bytes.
    pub const fn original_span(self) -> Range<usize> {
        self.data.original..self.data.original + self.data.original_length as usize
    }

    /// How sure the model is of what it chose, 0 to 1: of syllables with 0.9, about nine in ten are right in text such as
    /// the model was made from.
    pub fn confidence(self) -> f32 {
        f32::from(self.data.confidence) / 1000.0
    }

    /// The other candidates that have a share of confidence, the surest first.
    pub fn alternatives(self) -> Vec<Alternative> {
        let start = self.data.first as usize;
        let others = self.restored.shares.get(start..start + usize::from(self.data.others)).unwrap_or_default();
        let written = self.text();
        others
            .iter()
            .map(|&(candidate, share)| {
                let mut text = String::new();
                push_cased(&mut text, self.restored.model.inventory.text(self.data.form, candidate), written);
                Alternative { text, confidence: f32::from(share) / 1000.0 }
            })
            .collect()
    }
}

/// Adds `small` to `text` with the capitals of `written`, letter by letter.
pub(super) fn push_cased(text: &mut String, small: &str, written: &str) {
    if written.bytes().all(|b| b.is_ascii_lowercase()) {
        text.push_str(small);
        return;
    }
    for (letter, like) in small.chars().zip(written.chars()) {
        if like.is_uppercase() { text.extend(letter.to_uppercase()) } else { text.push(letter) }
    }
}
