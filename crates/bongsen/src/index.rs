//! The token stream that a search index wants: compounds and their syllables at the positions where both are found.
//!
//! A reader may look for `nông thôn` or for `thôn`, write `hoà` or `hòa`, and leave the diacritics out. So the stream
//! holds the word and, where it has several, each of its syllables, in the way that Lucene, Elasticsearch and tantivy
//! describe a graph of tokens: an item begins at a *position* and spans a number of positions (Lucene's
//! `PositionLengthAttribute`). Positions count syllables, so a phrase of syllables is found whatever the words are.
//!
//! ```text
//! Xã đạt chuẩn nông thôn mới.
//! position   0    1     2      3        4      5
//! words      xã   đạt   chuẩn  [nông   thôn]   mới      nông thôn: position 3, length 2
//! syllables                    nông    thôn             nông: 3, 1 · thôn: 4, 1
//! ```
//! The text of an item is normalised: composed (NFC), in lower case, tone marks in the new style (`Hòa` and `HOÀ` are
//! `hoà`), one space between syllables, no dot at the end of an abbreviation. Marks and symbols are left out and take no position. Numbers, dates, document
//! numbers and addresses are one item; with [`parts`](IndexOptions::parts) their parts are items, too. Queries must be
//! read with the same options as the texts.

use std::ops::Range;

use crate::document::{Document, DocumentData, Sentence, TokenRange};
use crate::normalize::{fold_into, lower, new_style};
use crate::span::{Norm, Orig, Span};
use crate::token::{Gap, TokenData, TokenKind};

/// Whether items without diacritics are in the stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Folding {
    /// No: `đảng` is found by `đảng` only.
    #[default]
    None,
    /// Beside each text that has diacritics stands the text without them, as an item of the same position that is
    /// [`folded`](IndexItem::folded): one field answers both kinds of reader, and exact matches count more.
    Extra,
    /// Every text is without diacritics: for a field of its own.
    Only,
}

/// A word that names no folding.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no folding: the foldings are none, extra, only")]
pub struct UnknownFolding(String);

impl std::str::FromStr for Folding {
    type Err = UnknownFolding;

    fn from_str(word: &str) -> Result<Self, UnknownFolding> {
        match word {
            "none" => Ok(Self::None),
            "extra" => Ok(Self::Extra),
            "only" => Ok(Self::Only),
            _ => Err(UnknownFolding(word.chars().take(40).collect())),
        }
    }
}

/// What is in the stream.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct IndexOptions {
    /// Whether texts without diacritics are in it.
    pub folding: Folding,
    /// Whether the parts of dates, document numbers, abbreviations and addresses are items (`30`, `2020`, `nđ` and `cp`
    /// of `30/2020/NĐ-CP`). Then each part takes a position.
    pub parts: bool,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IndexKind {
    /// A word, of one token or of several.
    Word,
    /// One token of a word that has several: a syllable, mostly.
    Syllable,
    /// A part of a date, a document number, an abbreviation or an address.
    Part,
}

impl IndexKind {
    /// Its name in JSON and in Python.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Syllable => "syllable",
            Self::Part => "part",
        }
    }
}

/// One item of the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexItem<'a> {
    /// Its normalised text; never empty.
    pub text: &'a str,
    /// Where it stands in the original, in bytes.
    pub span: Span<Orig>,
    /// The position at which it begins, from 0. It never goes back from one item to the next.
    pub position: u32,
    /// How many positions it spans; 1 or more.
    pub position_length: u32,
    /// What it is.
    pub kind: IndexKind,
    /// Whether the diacritics were taken from its text.
    pub folded: bool,
}

/// The items of a document or a sentence, in order of position, the longer before the shorter.
///
/// It lends each item until the next is asked for; its buffers are reused, so no item is allocated.
///
/// ```
/// use bongsen::index::{IndexOptions, Folding};
/// let analyzer = bongsen::Analyzer::new()?;
/// let doc = analyzer.segment_only("Xã HÒA BÌNH đạt chuẩn nông thôn mới.")?;
/// let mut options = IndexOptions::default();
/// options.folding = Folding::Extra;
/// let mut stream = doc.index(options);
/// let mut found = Vec::new();
/// while let Some(item) = stream.advance() {
///     found.push((item.position, item.position_length, item.text.to_owned()));
/// }
/// assert!(found.contains(&(1, 2, "hoà bình".into())));
/// assert!(found.contains(&(1, 2, "hoa binh".into())));
/// assert!(found.contains(&(6, 1, "thôn".into())));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct IndexStream<'d> {
    doc: &'d Document,
    options: IndexOptions,
    /// Words that are still to come.
    words: Range<usize>,
    /// The items of the word at hand, their texts, and how many were lent.
    items: Vec<Pending>,
    texts: String,
    lent: usize,
    /// The position of the next word.
    position: u32,
}

#[derive(Clone, Debug)]
struct Pending {
    text: Range<usize>,
    span: Span<Norm>,
    position: u32,
    position_length: u32,
    kind: IndexKind,
    folded: bool,
}

impl Document {
    /// The token stream for a search index.
    pub fn index(&self, options: IndexOptions) -> IndexStream<'_> {
        IndexStream::new(self, 0..self.data().words.len(), options)
    }
}

impl<'d> Sentence<'d> {
    /// The token stream of this sentence; positions are from its beginning.
    pub fn index(self, options: IndexOptions) -> IndexStream<'d> {
        IndexStream::new(self.document(), self.word_range(), options)
    }
}

impl<'d> IndexStream<'d> {
    fn new(doc: &'d Document, words: Range<usize>, options: IndexOptions) -> Self {
        Self { doc, options, words, items: Vec::new(), texts: String::new(), lent: 0, position: 0 }
    }

    /// The next item.
    pub fn advance(&mut self) -> Option<IndexItem<'_>> {
        while self.lent == self.items.len() {
            let word = *self.doc.data().words.get(self.words.next()?)?;
            self.items.clear();
            self.texts.clear();
            self.lent = 0;
            self.word(word);
        }
        let item = self.items.get(self.lent)?;
        self.lent += 1;
        Some(IndexItem {
            text: self.texts.get(item.text.clone()).unwrap_or_default(),
            span: self.doc.to_orig(item.span),
            position: item.position,
            position_length: item.position_length,
            kind: item.kind,
            folded: item.folded,
        })
    }

    /// The first position after the items so far: where what follows this stream begins.
    pub fn positions(&self) -> u32 {
        self.position
    }

    /// Makes the items of a word.
    fn word(&mut self, range: TokenRange) {
        let data: &'d DocumentData = self.doc.data();
        let norm = data.norm();
        let tokens = data.tokens.get(range.range()).unwrap_or_default();
        let wanted = || tokens.iter().filter(|token| is_indexed(norm, token));
        if wanted().next().is_none() {
            return;
        }
        let start = self.position;
        let is_compound = tokens.len() > 1;
        if let [first, .., last] = tokens {
            // Marks are in the text of a word that a list of the user's makes of them (`R&D`, `C++`); no other word has any.
            let length = wanted().map(|token| self.width(norm, token)).sum();
            let text = self.texts.len();
            for (i, token) in tokens.iter().enumerate() {
                if i > 0 && token.gap != Gap::None {
                    self.texts.push(' ');
                }
                let touches = tokens.get(i + 1).is_some_and(|next| next.gap == Gap::None);
                let span = if touches { token.span } else { trimmed(norm, token) };
                push_normal(&mut self.texts, slice(norm, span));
            }
            let span = Span::new(first.span.start(), trimmed(norm, last).end());
            self.push(text, span, start, length, IndexKind::Word);
        }
        for token in wanted() {
            let (span, width) = (trimmed(norm, token), self.width(norm, token));
            let text = self.texts.len();
            push_normal(&mut self.texts, slice(norm, span));
            let kind = if is_compound { IndexKind::Syllable } else { IndexKind::Word };
            self.push(text, span, self.position, width, kind);
            if width > 1 {
                for (at, part) in parts(slice(norm, span)) {
                    let text = self.texts.len();
                    push_normal(&mut self.texts, part);
                    let begin = span.start() + at as u32;
                    let span = Span::new(begin, begin + part.len() as u32);
                    self.push(text, span, self.position, 1, IndexKind::Part);
                    self.position += 1;
                }
            } else {
                self.position += 1;
            }
        }
    }

    /// Adds an item whose text is the end of `texts`, and what folding asks for.
    fn push(&mut self, text: usize, span: Span<Norm>, position: u32, length: u32, kind: IndexKind) {
        let end = self.texts.len();
        let item = Pending { text: text..end, span, position, position_length: length, kind, folded: false };
        if self.options.folding == Folding::None {
            self.items.push(item);
            return;
        }
        let plain = fold_into(&mut self.texts, text..end);
        let folded = Pending { text: end..self.texts.len(), folded: true, ..item.clone() };
        match (self.options.folding, plain) {
            (Folding::Only, _) => self.items.push(folded),
            (_, true) => self.items.push(item),
            (_, false) => self.items.extend([item, folded]),
        }
    }

    /// How many positions a token takes.
    fn width(&self, norm: &str, token: &TokenData) -> u32 {
        if !self.options.parts || !has_parts(token.kind) {
            return 1;
        }
        (parts(slice(norm, trimmed(norm, token))).count() as u32).max(1)
    }
}

/// Whether a token is in the stream.
fn is_indexed(norm: &str, token: &TokenData) -> bool {
    match token.kind {
        TokenKind::Punctuation => false,
        TokenKind::Other => slice(norm, token.span).contains(char::is_alphanumeric),
        _ => true,
    }
}

/// Whether the parts of such a token mean something by themselves.
const fn has_parts(kind: TokenKind) -> bool {
    use TokenKind::{Abbreviation, Alphanumeric, Date, DocNumber, Email, Hashtag, Url};
    matches!(kind, Date | DocNumber | Abbreviation | Url | Email | Hashtag | Alphanumeric)
}

/// The token without the dots that end an abbreviation: `TP.` is found by `tp`.
fn trimmed(norm: &str, token: &TokenData) -> Span<Norm> {
    if token.kind != TokenKind::Abbreviation {
        return token.span;
    }
    let text = slice(norm, token.span).trim_end_matches('.');
    Span::new(token.span.start(), token.span.start() + text.len() as u32)
}

/// The parts of a text and where they begin in it.
fn parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|c: char| !c.is_alphanumeric()).filter_map(move |part| {
        let start = at;
        let separator = text.get(start + part.len()..).and_then(|rest| rest.chars().next());
        at += part.len() + separator.map_or(0, char::len_utf8);
        (!part.is_empty()).then_some((start, part))
    })
}

/// Adds a token's text: in lower case, its tone mark in the new style, white space as one space.
fn push_normal(out: &mut String, token: &str) {
    // The last two letters are held back until it is known whether they are an open `òa`, as the key does it.
    let (mut before, mut last) = (None, None);
    for c in token.chars() {
        let c = if c.is_whitespace() { ' ' } else { lower(c) };
        if c == ' ' && last == Some(' ') {
            continue;
        }
        out.extend(before);
        (before, last) = (last, Some(c));
    }
    if let (Some(onset), Some(nucleus)) = (before, last) {
        let (onset, nucleus) = new_style(onset, nucleus).unwrap_or((onset, nucleus));
        (before, last) = (Some(onset), Some(nucleus));
    }
    out.extend(before);
    out.extend(last);
}

fn slice(norm: &str, span: Span<Norm>) -> &str {
    norm.get(span.range()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::Analyzer;
    use crate::word::user::UserLexicon;

    fn items(text: &str, options: IndexOptions) -> Vec<String> {
        let doc = Analyzer::new().unwrap().segment_only(text).unwrap();
        let mut stream = doc.index(options);
        let mut out = Vec::new();
        while let Some(item) = stream.advance() {
            let mark = if item.folded { "~" } else { "" };
            out.push(format!("{}+{} {}{mark}", item.position, item.position_length, item.text));
        }
        out
    }

    #[test]
    fn a_compound_and_its_syllables_share_positions() {
        let found = items("Xã Hoà, NÔNG THÔN mới!", IndexOptions::default());
        assert_eq!(found, ["0+1 xã", "1+1 hoà", "2+2 nông thôn", "2+1 nông", "3+1 thôn", "4+1 mới"]);
    }

    #[test]
    fn spellings_meet() {
        for text in ["Hòa", "hoà", "HÒA", "Hoa\u{300}", "HO\u{C0}"] {
            assert_eq!(items(text, IndexOptions::default()), ["0+1 hoà"], "{text}");
        }
    }

    #[test]
    fn folded_items_stand_beside_or_alone() {
        let extra = IndexOptions { folding: Folding::Extra, ..IndexOptions::default() };
        assert_eq!(items("Đảng ta", extra), ["0+1 đảng", "0+1 dang~", "1+1 ta"]);
        let only = IndexOptions { folding: Folding::Only, ..IndexOptions::default() };
        assert_eq!(items("Đảng ta", only), ["0+1 dang~", "1+1 ta~"]);
    }

    #[test]
    fn parts_take_positions() {
        let text = "Số 30/2020/NĐ-CP ở TP.HCM, 10.000 đồng";
        let whole = ["0+1 số", "1+1 30/2020/nđ-cp", "2+1 ở", "3+1 tp.hcm", "4+1 10.000", "5+1 đồng"];
        assert_eq!(items(text, IndexOptions::default()), whole);
        let parts = IndexOptions { parts: true, ..IndexOptions::default() };
        let found = items(text, parts);
        assert_eq!(found[1..7], ["1+4 30/2020/nđ-cp", "1+1 30", "2+1 2020", "3+1 nđ", "4+1 cp", "5+1 ở"]);
        assert_eq!(found[7..], ["6+2 tp.hcm", "6+1 tp", "7+1 hcm", "8+1 10.000", "9+1 đồng"]);
    }

    #[test]
    fn marks_are_left_out_and_dots_of_abbreviations_too() {
        assert_eq!(items("(“xã”) – … $ 🪷 TP.", IndexOptions::default()), ["0+1 xã", "1+1 🪷", "2+1 tp"]);
        assert!(items("?! … –", IndexOptions::default()).is_empty());
    }

    #[test]
    fn the_user_s_words_keep_their_marks() {
        let lexicon = UserLexicon::parse("join\tC++\njoin\tAT&T\njoin\t=>\n").unwrap();
        let doc = Analyzer::new().unwrap().with_lexicon(lexicon).segment_only("Học C++ => AT&T").unwrap();
        let mut stream = doc.index(IndexOptions::default());
        let mut found = Vec::new();
        while let Some(item) = stream.advance() {
            found.push(format!("{}+{} {}", item.position, item.position_length, item.text));
        }
        assert_eq!(found, ["0+1 học", "1+1 c++", "1+1 c", "2+2 at&t", "2+1 at", "3+1 t"]);
    }
}
