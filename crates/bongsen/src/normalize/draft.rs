//! A text under change: what each rule proposes is laid over what the rules before it did.

use std::borrow::Cow;
use std::ops::Range;

use super::{Change, NormalRule};
use crate::span::Span;

/// That a stretch of a text becomes another, and why.
pub(super) struct Proposal {
    /// The stretch, in bytes of the text so far.
    pub range: Range<usize>,
    /// What is to stand there, in bytes of [`Proposals::texts`].
    pub put: Range<usize>,
    pub rule: NormalRule,
}

/// What a rule proposes.
#[derive(Default)]
pub(super) struct Proposals<'t> {
    /// Holds what is to be put.
    pub texts: Cow<'t, str>,
    /// In order and apart from each other.
    pub edits: Vec<Proposal>,
    /// Whether `texts` is the whole text with all the edits made.
    pub made: bool,
}

impl Proposals<'_> {
    pub fn push(&mut self, range: Range<usize>, c: char, rule: NormalRule) {
        self.push_all(range, [c], rule);
    }

    pub fn push_all(&mut self, range: Range<usize>, put: impl IntoIterator<Item = char>, rule: NormalRule) {
        let texts = self.texts.to_mut();
        let start = texts.len();
        texts.extend(put);
        self.edits.push(Proposal { range, put: start..texts.len(), rule });
    }
}

/// The text so far, and what was done to the original.
pub(super) struct Draft<'t> {
    pub text: Cow<'t, str>,
    pub changes: Vec<Change>,
}

impl<'t> Draft<'t> {
    pub const fn new(text: &'t str) -> Self {
        Self { text: Cow::Borrowed(text), changes: Vec::new() }
    }

    /// Makes the edits that a rule proposes for the text so far, and lays them over the changes so far.
    pub fn apply(&mut self, rule: impl FnOnce(&str) -> Proposals<'_>) {
        let proposals = rule(&self.text);
        if proposals.edits.is_empty() {
            return;
        }
        if proposals.made && self.changes.is_empty() {
            let span = |range: Range<usize>| (range.start as u32, range.end as u32);
            let changes = proposals.edits.into_iter().map(|Proposal { range, put, rule }| {
                let ((start, end), (from, until)) = (span(range), span(put));
                Change { orig: Span::new(start, end), norm: Span::new(from, until), rule }
            });
            self.changes = changes.collect();
            self.text = Cow::Owned(proposals.texts.into_owned());
            return;
        }
        let mut text = String::with_capacity(self.text.len());
        let mut changes = Vec::with_capacity(self.changes.len() + proposals.edits.len());
        let mut before = std::mem::take(&mut self.changes).into_iter().peekable();
        let (mut copied, mut to_orig, mut to_new) = (0, 0_i64, 0_i64);
        let moved = |at: u32, by: i64| (i64::from(at) + by) as u32;
        for Proposal { range, put, rule } in proposals.edits {
            let put = proposals.texts.get(put).unwrap_or_default();
            let (start, end) = (range.start as u32, range.end as u32);
            while let Some(done) = before.next_if(|done| done.norm.end() <= start) {
                to_orig = i64::from(done.orig.end()) - i64::from(done.norm.end());
                let norm = Span::new(moved(done.norm.start(), to_new), moved(done.norm.end(), to_new));
                changes.push(Change { norm, ..done });
            }
            // What was changed before and is touched now belongs to it.
            let (mut from, mut until, mut orig) = (start, end, moved(start, to_orig));
            let mut rules = Vec::new();
            while let Some(done) = before.next_if(|done| done.norm.start() < end) {
                if done.norm.start() < from {
                    (from, orig) = (done.norm.start(), done.orig.start());
                }
                until = until.max(done.norm.end());
                to_orig = i64::from(done.orig.end()) - i64::from(done.norm.end());
                rules.push(done.rule);
            }
            text.push_str(self.text.get(copied..range.start).unwrap_or_default());
            text.push_str(put);
            copied = range.end;
            let begins = moved(from, to_new);
            to_new += put.len() as i64 - (range.end - range.start) as i64;
            let norm = Span::new(begins, moved(until, to_new));
            let orig = Span::new(orig, moved(until, to_orig));
            changes.extend(rules.into_iter().chain([rule]).map(|rule| Change { orig, norm, rule }));
        }
        for done in before {
            let norm = Span::new(moved(done.norm.start(), to_new), moved(done.norm.end(), to_new));
            changes.push(Change { norm, ..done });
        }
        text.push_str(self.text.get(copied..).unwrap_or_default());
        self.text = Cow::Owned(text);
        self.changes = changes;
    }
}
