//! What a bare syllable may stand for: forms (letters without marks) and their candidates.
//!
//! ```text
//! form        bare   candidates, the most frequent first (weight: log of its share, 16 to the nat)
//! 0..FIRST    -      what is no word: the edge of a sequence, marks, numbers, words that are not known
//! FIRST..     dong   đồng động đông đóng dòng dong đống …
//! ```
//! A candidate is its number among those of its form, so a pair of candidates is one byte.

use std::collections::HashMap;

use crate::model::{ModelError, Reader};
use crate::normalize::key;
use crate::syllable;

/// The number of a form.
pub type Form = u16;

/// Beyond the ends of a sequence.
pub const EDGE: Form = 0;
/// A mark that ends a sentence or part of one.
pub const STOP: Form = 1;
/// A comma.
pub const COMMA: Form = 2;
/// Any other mark.
pub const MARK: Form = 3;
/// A number, date, time or the like.
pub const NUMBER: Form = 4;
/// A word that is not known.
pub const OTHER: Form = 5;
/// The first form that is a word.
pub const FIRST: Form = 6;

/// Most candidates of a form.
pub const MAX_CANDIDATES: usize = 16;
/// Most forms: their numbers are 14 bits wide in the keys of contexts.
pub const MAX_FORMS: usize = 1 << 14;

const SECTION: &str = "forms";

/// Every form with its candidates.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    forms: Vec<FormData>,
    texts: Vec<Box<str>>,
    weights: Vec<i16>,
    known: HashMap<u64, (Form, u8), Keys>,
}

/// Keys are hashes already.
type Keys = std::hash::BuildHasherDefault<KeyHasher>;

#[derive(Clone, Copy, Debug, Default)]
struct KeyHasher(u64);

impl std::hash::Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        // The table takes its tags from the highest bits, and its places from the lowest.
        self.0 = key.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32);
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct FormData {
    first: u32,
    count: u8,
    /// The candidate without marks, if it is one.
    bare: Option<u8>,
    /// Whether no syllable of Vietnamese is written so.
    is_foreign: bool,
}

impl Inventory {
    /// An inventory of bare syllables and their candidates with weights.
    pub fn build<S: AsRef<str>>(forms: &[(S, Vec<(S, i16)>)]) -> Self {
        let mut inventory = Self { forms: vec![FormData::default(); usize::from(FIRST)], ..Self::default() };
        for (bare, candidates) in forms.iter().take(MAX_FORMS - usize::from(FIRST)) {
            inventory.push(bare.as_ref(), candidates.iter().map(|(text, weight)| (text.as_ref(), *weight)));
        }
        inventory
    }

    fn push<'a>(&mut self, bare: &str, candidates: impl Iterator<Item = (&'a str, i16)>) {
        let form = self.forms.len() as Form;
        let first = self.texts.len() as u32;
        let mut data = FormData { first, ..FormData::default() };
        self.known.insert(key(bare), (form, NOT_LISTED));
        for (text, weight) in candidates.take(MAX_CANDIDATES) {
            if text == bare {
                data.bare = Some(data.count);
            }
            self.known.insert(key(text), (form, data.count));
            self.texts.push(text.into());
            self.weights.push(weight);
            data.count += 1;
        }
        data.is_foreign = !self.texts.get(first as usize).is_some_and(|text| syllable::is_valid(text));
        self.forms.push(data);
    }

    /// The form of a token's key, and which candidate it is: [`NOT_LISTED`] when it is none of those listed.
    pub fn find(&self, key: u64) -> Option<(Form, u8)> {
        self.known.get(&key).copied()
    }

    /// How many candidates a form has.
    pub fn count(&self, form: Form) -> u8 {
        self.forms.get(usize::from(form)).map_or(0, |data| data.count)
    }

    /// Which candidate of a form has no marks.
    pub fn bare(&self, form: Form) -> Option<u8> {
        self.forms.get(usize::from(form)).and_then(|data| data.bare)
    }

    /// Whether a word of this form is none of Vietnamese: its most frequent candidate is no possible syllable, or it is not
    /// known at all.
    pub fn is_foreign(&self, form: Form) -> bool {
        form == OTHER || self.forms.get(usize::from(form)).is_some_and(|data| data.is_foreign)
    }

    /// The text of a candidate, in small letters and the old tone style; empty when there is none.
    pub fn text(&self, form: Form, candidate: u8) -> &str {
        let text = self.range(form).filter(|range| usize::from(candidate) < range.len());
        text.and_then(|range| self.texts.get(range.start + usize::from(candidate))).map_or("", |text| text)
    }

    /// The weights of the candidates of a form by themselves.
    #[inline]
    pub fn weights(&self, form: Form) -> &[i16] {
        self.range(form).and_then(|range| self.weights.get(range)).unwrap_or_default()
    }

    #[inline]
    fn range(&self, form: Form) -> Option<std::ops::Range<usize>> {
        let data = self.forms.get(usize::from(form))?;
        Some(data.first as usize..data.first as usize + usize::from(data.count))
    }

    /// How many forms there are, those that are no words among them.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether no word is known.
    pub fn is_empty(&self) -> bool {
        self.forms.len() <= usize::from(FIRST)
    }
}

/// A candidate's number that stands for none.
pub const NOT_LISTED: u8 = u8::MAX;

/// Forms as bytes, for a section of a model file.
pub fn to_bytes<S: AsRef<str>>(forms: &[(S, Vec<(S, i16)>)]) -> Vec<u8> {
    let mut out = (forms.len() as u32).to_le_bytes().to_vec();
    let put = |out: &mut Vec<u8>, text: &str| {
        out.push(text.len() as u8);
        out.extend_from_slice(text.as_bytes());
    };
    for (bare, candidates) in forms {
        put(&mut out, bare.as_ref());
        out.push(candidates.len() as u8);
        for (text, weight) in candidates {
            put(&mut out, text.as_ref());
            out.extend_from_slice(&weight.to_le_bytes());
        }
    }
    out
}

/// Reads what [`to_bytes`] wrote.
///
/// # Errors
/// When the bytes are too few, or hold too many forms or candidates, or a candidate that is not its form with marks.
pub fn from_bytes(bytes: &[u8]) -> Result<Inventory, ModelError> {
    let mut reader = Reader::new(SECTION, bytes);
    let count = reader.u32()? as usize;
    if count > MAX_FORMS - usize::from(FIRST) {
        return Err(ModelError::corrupt(SECTION, "too many forms"));
    }
    let mut inventory = Inventory { forms: vec![FormData::default(); usize::from(FIRST)], ..Inventory::default() };
    let mut candidates = Vec::new();
    for _ in 0..count {
        let bare = text(&mut reader)?;
        let count = reader.u8()?;
        if usize::from(count) > MAX_CANDIDATES || !bare.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(ModelError::corrupt(SECTION, "a form that is none"));
        }
        candidates.clear();
        for _ in 0..count {
            let text = text(&mut reader)?;
            if !text.chars().map(crate::normalize::fold_char).eq(bare.chars()) {
                return Err(ModelError::corrupt(SECTION, "a candidate of another form"));
            }
            candidates.push((text, reader.u16()? as i16));
        }
        inventory.push(bare, candidates.iter().copied());
    }
    Ok(inventory)
}

fn text<'a>(reader: &mut Reader<'a>) -> Result<&'a str, ModelError> {
    let length = usize::from(reader.u8()?);
    std::str::from_utf8(reader.bytes(length)?).map_err(|_| ModelError::corrupt(SECTION, "text is not UTF-8"))
}
