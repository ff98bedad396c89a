//! The text to learn from, as units.

use std::ops::Range;

use bongsen::restore::inventory::{COMMA, FIRST, Inventory, MARK, NOT_LISTED, STOP};
use bongsen::restore::lattice::Unit;
use bongsen::restore::read::{self, CASELESS};
use bongsen::token::{TokenData, tokenize};
use rayon::prelude::*;

use super::corpus::{Document, Part};

/// Units of all documents, and where each sequence is.
#[derive(Debug, Default)]
pub struct Text {
    units: Vec<Unit>,
    ranges: Vec<Range<usize>>,
    /// How many of the ranges are sequences as they are written; the others are copies whose case says nothing.
    originals: usize,
}

impl Text {
    /// Reads what is learned from. What is written is remembered, and every word is free. Of one sequence in
    /// `copies` (0 for none) there is a copy whose case says nothing.
    pub fn read(documents: &[Document], inventory: &Inventory, copies: usize) -> Self {
        let parts: Vec<(Vec<Unit>, Vec<Range<usize>>)> = documents
            .par_iter()
            .filter(|document| document.part == Part::Train)
            .map(|document| {
                let tokens = tokens(&document.text);
                let mut units = Vec::new();
                read::units(&document.text, &tokens, inventory, &mut units);
                for unit in &mut units {
                    unit.is_free = unit.form >= FIRST && unit.written != NOT_LISTED;
                    if unit.written == NOT_LISTED {
                        unit.form = unit.form.min(bongsen::restore::inventory::OTHER);
                    }
                }
                (units, read::sequences(&tokens).filter(|range| range.len() > 1).collect())
            })
            .collect();
        let mut text = Self::default();
        for (units, ranges) in parts {
            let start = text.units.len();
            text.units.extend(units);
            text.ranges.extend(ranges.into_iter().map(|range| range.start + start..range.end + start));
        }
        text.originals = text.ranges.len();
        if copies > 0 {
            text.copy(copies);
        }
        text
    }

    /// Copies one sequence in so many without its case; every other copy without its punctuation, too.
    fn copy(&mut self, every: usize) {
        for (number, range) in (0..self.originals).step_by(every).enumerate() {
            let start = self.units.len();
            for at in self.ranges[range].clone() {
                let mut unit = self.units[at];
                if number % 2 == 0 || !matches!(unit.form, STOP | COMMA | MARK) {
                    if unit.form >= FIRST {
                        unit.shape = CASELESS;
                    }
                    self.units.push(unit);
                }
            }
            if self.units.len() > start + 1 {
                self.ranges.push(start..self.units.len());
            } else {
                self.units.truncate(start);
            }
        }
    }

    /// How many of the sequences are as they are written: the first.
    pub fn originals(&self) -> usize {
        self.originals
    }

    /// Every sequence.
    pub fn sequences(&self) -> impl Iterator<Item = &[Unit]> {
        self.ranges.iter().map(|range| &self.units[range.clone()])
    }

    /// One sequence.
    pub fn sequence(&self, number: usize) -> &[Unit] {
        &self.units[self.ranges[number].clone()]
    }

    /// How many sequences there are.
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    /// How many units there are.
    pub fn units(&self) -> usize {
        self.units.len()
    }
}

/// The tokens of a text in NFC.
pub fn tokens(text: &str) -> Vec<TokenData> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    tokens
}
