//! Positions: typed spans, and the maps between coordinate spaces.
//!
//! A text has several coordinate spaces, and a number from one is meaningless in another:
//!
//! | space | unit | who uses it |
//! |---|---|---|
//! | [`Orig`] | UTF-8 bytes of the caller's text | Rust callers, every public span |
//! | [`Norm`] | UTF-8 bytes of the normalised view | the stages |
//! | [`Chars`] | code points of the caller's text | Python, JSON |
//! | [`Utf16`] | UTF-16 units of the caller's text | JavaScript, Java |
//!
//! `Span<Orig>` and `Span<Norm>` are different types, so mixing them does not compile:
//!
//! ```compile_fail
//! use bongsen::{Norm, Orig, Span};
//! let a: Span<Orig> = Span::new(0, 3);
//! let b: Span<Norm> = a;
//! ```
//!
//! ```text
//! original    T  h  a  ́  p     Mười     (decomposed: á is two code points)
//! edits             └──┘                 one edit: original 2..5 <-> normalised 2..4
//! normalised  T  h  á  p     Mười
//! ```

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// A coordinate space of spans. Sealed in practice: the four spaces below are all there are.
pub trait Space: Copy + Clone + fmt::Debug + PartialEq + Eq + 'static {
    /// The name used in debug output.
    const NAME: &'static str;
}

macro_rules! space {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {}
        impl Space for $name {
            const NAME: &'static str = stringify!($name);
        }
    };
}

space!(
    /// UTF-8 bytes of the caller's text.
    Orig
);
space!(
    /// UTF-8 bytes of the normalised view.
    Norm
);
space!(
    /// Code points of the caller's text, as Python counts.
    Chars
);
space!(
    /// UTF-16 units of the caller's text, as JavaScript and Java count.
    Utf16
);

/// A half-open stretch `start..end` of one coordinate space.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<S: Space = Orig> {
    start: u32,
    end: u32,
    space: PhantomData<S>,
}

impl<S: Space> Span<S> {
    /// The span `start..end`; an `end` before `start` gives the empty span at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        let end = if end < start { start } else { end };
        Self { start, end, space: PhantomData }
    }

    /// First position inside.
    pub const fn start(self) -> u32 {
        self.start
    }

    /// First position after.
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Length in units of the space.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether nothing is inside.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as an index range.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly inside (equal spans contain each other).
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether a position is inside both.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the two overlap without one containing the other.
    pub const fn crosses(self, other: Self) -> bool {
        self.overlaps(other) && !self.contains(other) && !other.contains(self)
    }

    /// The least span that contains both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl<S: Space> fmt::Debug for Span<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({}..{})", S::NAME, self.start, self.end)
    }
}

/// One changed stretch: `orig` of the original became `norm` of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The stretch in the original.
    pub orig: Span<Orig>,
    /// What it became, in the normalised view.
    pub norm: Span<Norm>,
}

/// Maps positions between the original and the normalised view. Holds only the changed stretches, in order:
/// no edits is the identity.
///
/// A position inside a changed stretch has no exact counterpart; a span that touches the inside of an edit is
/// widened to the whole edit, so a mapped span always covers everything it stands for. What was removed stands for
/// nothing: a span that only touches it leaves it out (a word after a byte order mark is the word alone), except that
/// the full range maps to the full range once the lengths are known ([`close`](Self::close)).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    edits: Vec<Edit>,
    /// Lengths of the original and of the view; 0 and 0 until closed.
    orig_len: u32,
    norm_len: u32,
}

impl OffsetMap {
    /// The map that changes nothing.
    pub const fn identity() -> Self {
        Self { edits: Vec::new(), orig_len: 0, norm_len: 0 }
    }

    /// Whether nothing was changed.
    pub fn is_identity(&self) -> bool {
        self.edits.is_empty()
    }

    /// The changed stretches, in order.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Appends an edit; it must lie after every edit so far (a later start in both spaces), else it is ignored.
    pub fn push(&mut self, edit: Edit) {
        let ordered = self
            .edits
            .last()
            .is_none_or(|last| last.orig.end() <= edit.orig.start() && last.norm.end() <= edit.norm.start());
        debug_assert!(ordered, "edits out of order: {edit:?}");
        if ordered {
            self.edits.push(edit);
        }
    }

    /// Tells the lengths of the original and of the view, after the last edit.
    pub fn close(&mut self, orig_len: u32, norm_len: u32) {
        (self.orig_len, self.norm_len) = (orig_len, norm_len);
    }

    /// The stretch of the original that `span` of the view stands for.
    pub fn to_orig(&self, span: Span<Norm>) -> Span<Orig> {
        if self.is_identity() {
            return Span::new(span.start, span.end);
        }
        if span == Span::new(0, self.norm_len) {
            return Span::new(0, self.orig_len);
        }
        let start = self.edge(span.start, |e| (e.norm.start, e.norm.end, e.orig.start, e.orig.end), Side::Start);
        let end = self.edge(span.end, |e| (e.norm.start, e.norm.end, e.orig.start, e.orig.end), Side::End);
        Span::new(start, end)
    }

    /// The stretch of the view that stands for `span` of the original.
    pub fn to_norm(&self, span: Span<Orig>) -> Span<Norm> {
        if self.is_identity() {
            return Span::new(span.start, span.end);
        }
        if span == Span::new(0, self.orig_len) {
            return Span::new(0, self.norm_len);
        }
        let start = self.edge(span.start, |e| (e.orig.start, e.orig.end, e.norm.start, e.norm.end), Side::Start);
        let end = self.edge(span.end, |e| (e.orig.start, e.orig.end, e.norm.start, e.norm.end), Side::End);
        Span::new(start, end)
    }

    /// Maps one edge. `view` gives (from-start, from-end, to-start, to-end) of an edit.
    fn edge(&self, at: u32, view: impl Fn(&Edit) -> (u32, u32, u32, u32), side: Side) -> u32 {
        // Edits wholly before the edge. Where something was removed exactly at the edge, a start is after it and an
        // end before it.
        let before = self.edits.partition_point(|e| match (view(e), side) {
            ((from_start, from_end, ..), Side::End) if from_start == from_end => from_end < at,
            ((_, from_end, ..), _) => from_end <= at,
        });
        if let Some(next) = self.edits.get(before) {
            let (from_start, _, to_start, to_end) = view(next);
            if from_start < at {
                return match side {
                    Side::Start => to_start,
                    Side::End => to_end,
                };
            }
        }
        match before.checked_sub(1).and_then(|i| self.edits.get(i)) {
            Some(last) => {
                let (_, from_end, _, to_end) = view(last);
                to_end + (at - from_end)
            }
            None => at,
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// Converts byte offsets of a text to code points and UTF-16 units and back.
///
/// Keeps one checkpoint every 64 bytes; an ASCII text keeps none.
#[derive(Clone, Debug, Default)]
pub struct CharIndex {
    /// For each block of `BLOCK` bytes: (code points, UTF-16 units) before it. Empty when the text is ASCII.
    blocks: Vec<(u32, u32)>,
}

const BLOCK: usize = 64;

impl CharIndex {
    /// Indexes `text`.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self::default();
        }
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let (mut chars, mut units) = (0u32, 0u32);
        for chunk in text.as_bytes().chunks(BLOCK) {
            blocks.push((chars, units));
            for &byte in chunk {
                chars += u32::from(starts_char(byte));
                units += utf16_units(byte);
            }
        }
        Self { blocks }
    }

    /// The span in code points. `text` must be the text that was indexed.
    pub fn chars(&self, text: &str, span: Span<Orig>) -> Span<Chars> {
        let count = |at| self.count(text, at).0;
        Span::new(count(span.start), count(span.end))
    }

    /// The span in UTF-16 units. `text` must be the text that was indexed.
    pub fn utf16(&self, text: &str, span: Span<Orig>) -> Span<Utf16> {
        let count = |at| self.count(text, at).1;
        Span::new(count(span.start), count(span.end))
    }

    /// The byte span of a span of code points; `None` when it ends beyond the text.
    pub fn bytes(&self, text: &str, span: Span<Chars>) -> Option<Span<Orig>> {
        Some(Span::new(self.byte_of(text, span.start)?, self.byte_of(text, span.end)?))
    }

    fn count(&self, text: &str, at: u32) -> (u32, u32) {
        let at = (at as usize).min(text.len());
        if self.blocks.is_empty() {
            return (at as u32, at as u32);
        }
        let block = (at / BLOCK).min(self.blocks.len() - 1);
        let Some(&(mut chars, mut units)) = self.blocks.get(block) else { return (0, 0) };
        for &byte in text.as_bytes().get(block * BLOCK..at).unwrap_or_default() {
            chars += u32::from(starts_char(byte));
            units += utf16_units(byte);
        }
        (chars, units)
    }

    fn byte_of(&self, text: &str, chars: u32) -> Option<u32> {
        if self.blocks.is_empty() {
            return (chars as usize <= text.len()).then_some(chars);
        }
        let block = self.blocks.partition_point(|&(before, _)| before <= chars).checked_sub(1)?;
        let &(mut count, _) = self.blocks.get(block)?;
        let start = block * BLOCK;
        for (i, &byte) in text.as_bytes().get(start..)?.iter().enumerate() {
            if starts_char(byte) {
                if count == chars {
                    return Some((start + i) as u32);
                }
                count += 1;
            }
        }
        (count == chars).then_some(text.len() as u32)
    }
}

/// Whether `byte` is the first of a UTF-8 sequence.
const fn starts_char(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// UTF-16 units of the character that begins at `byte`; 0 inside a character.
const fn utf16_units(byte: u8) -> u32 {
    starts_char(byte) as u32 + (byte >= 0xF0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map() -> OffsetMap {
        // original: 0..10, 2..5 became 2..4; original 7..10 was removed at view 6.
        let mut map = OffsetMap::identity();
        map.push(Edit { orig: Span::new(2, 5), norm: Span::new(2, 4) });
        map.push(Edit { orig: Span::new(7, 10), norm: Span::new(6, 6) });
        map.close(10, 6);
        map
    }

    #[test]
    fn spans_map_there_and_back() {
        let map = map();
        assert_eq!(map.to_orig(Span::new(0, 2)), Span::new(0, 2));
        assert_eq!(map.to_orig(Span::new(2, 4)), Span::new(2, 5));
        assert_eq!(map.to_orig(Span::new(3, 4)), Span::new(2, 5), "inside an edit is widened");
        assert_eq!(map.to_orig(Span::new(4, 6)), Span::new(5, 7), "what was removed stands for nothing");
        assert_eq!(map.to_norm(Span::new(5, 7)), Span::new(4, 6));
        assert_eq!(map.to_norm(Span::new(0, 10)), Span::new(0, 6));
        assert_eq!(map.to_orig(Span::new(0, 6)), Span::new(0, 10), "the full range maps to the full range");
    }

    #[test]
    fn what_was_removed_at_the_start_is_in_the_full_range_only() {
        let mut map = OffsetMap::identity();
        map.push(Edit { orig: Span::new(0, 3), norm: Span::new(0, 0) });
        map.close(8, 5);
        assert_eq!(map.to_orig(Span::new(0, 5)), Span::new(0, 8));
        assert_eq!(map.to_orig(Span::new(0, 2)), Span::new(3, 5));
        assert_eq!(map.to_norm(Span::new(0, 8)), Span::new(0, 5));
        assert_eq!(map.to_norm(Span::new(3, 5)), Span::new(0, 2));
    }

    #[test]
    fn code_points_and_utf16() {
        let text = "Tháp Mười 🪷 và ".repeat(9);
        let index = CharIndex::new(&text);
        for (i, _) in text.char_indices() {
            let at = Span::new(0, i as u32);
            let before = &text[..i];
            assert_eq!(index.chars(&text, at).end() as usize, before.chars().count());
            assert_eq!(index.utf16(&text, at).end() as usize, before.encode_utf16().count());
            assert_eq!(index.bytes(&text, index.chars(&text, at)), Some(at));
        }
        let all = Span::new(0, text.len() as u32);
        assert_eq!(index.bytes(&text, index.chars(&text, all)), Some(all));
        assert_eq!(index.bytes(&text, Span::new(0, 10_000)), None);
    }
}
