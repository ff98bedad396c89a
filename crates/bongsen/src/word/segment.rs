//! Segmenting: adding up the weights and cutting where the sum is above 0.
//!
//! Per sentence, three passes over buffers that are reused:
//!
//! ```text
//! 1 tokens  each token's own vector into its row, its shape; may a pair begin here? (one bit of a filter)
//! 2 pairs   their vectors into the rows, entries marked; may a triple begin here? Then the triples, and so on
//! 3 gaps    the sum over the rows, the weight of the shapes, the weight of the lexicon cover; cut
//!
//! rows    lane 0  1  2  3  4  5  6  7      lane j of row t is for gap t - 2 + j, so the score of gap g is the
//!   t-1       .  .  .  x  .  .  .  .      sum of a diagonal: no row is read while it is being written, and no
//!   t         .  .  x  .  .  .  .  .      vector is moved: that of a pair from t belongs to gap t - 1 onwards,
//!   t+1       .  x  .  .  .  .  .  .      which is lane 1 of row t, but lane 0 of row t + 1
//! ```
//! The tables are larger than the caches near the processor, so what takes time is waiting for them, unless the waits
//! overlap. Hence passes and lists in place of one walk after the other, and no branch on what cannot be guessed.
//!
//! Integers only, so the result is the same everywhere. Time is linear: a walk is at most [`MAX_LEN`] tokens long. What
//! a slow and plain reading of [`features`](super::features) gives is compared in the tests.

use super::WordModel;
use super::features::{
    Cover, EDGE, EDGE_SHAPE, LANES, MAX_LEN, REACH, START, before, cover_index, is_caseless, key_of, may_join,
    shape_of, slide, step,
};
use super::table::Single;
use super::user::ClaimScratch;
use crate::document::TokenRange;
use crate::token::TokenData;

/// Buffers that are reused from sentence to sentence and from text to text.
///
/// In all of them token `t` of the sentence is item `t + 1` after the padding: the edges of the sentence are tokens too.
#[derive(Clone, Debug, Default)]
pub struct WordScratch {
    keys: Vec<u64>,
    /// Sums of vectors, [`PAD`] empty rows before the first.
    rows: Vec<Row>,
    /// Where the search for each token begins, and whether it ends there.
    places: Vec<(u32, bool)>,
    /// Shape of each token.
    shapes: Vec<u8>,
    /// Where sequences of the length at hand, and those one token longer, may begin.
    starts: Vec<Start>,
    next_starts: Vec<Start>,
    /// Lexicon entries around the gap before each token.
    covers: Vec<Cover>,
    scores: Vec<i32>,
    /// Buffers of the user's lexicon.
    pub(super) claims: ClaimScratch,
}

/// A place where a sequence may begin.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    /// Its first token.
    from: u32,
    /// The state after it.
    state: u64,
    /// What the table holds where the search for it begins.
    slot: u64,
}

type Row = [i32; LANES];

/// Empty rows before the first: gap 0 looks so far back.
const PAD: usize = LANES - REACH - 2;

impl WordModel {
    /// Appends the words of `tokens` to `out`, in order; every token of every sentence is in exactly one word.
    ///
    /// No word spans a line break, a punctuation mark, a number or a sentence's end. `norm` is the text that the
    /// tokens were made from; nothing is read from it, since a token carries all that decides.
    pub fn segment(&self, norm: &str, tokens: &[TokenData], sentences: &[TokenRange], out: &mut Vec<TokenRange>) {
        self.segment_with(norm, tokens, sentences, out, &mut WordScratch::default());
    }

    /// [`segment`](Self::segment) with buffers of the caller's, for many texts.
    pub fn segment_with(
        &self,
        _norm: &str,
        tokens: &[TokenData],
        sentences: &[TokenRange],
        out: &mut Vec<TokenRange>,
        scratch: &mut WordScratch,
    ) {
        for sentence in sentences {
            let Some(inside) = tokens.get(sentence.range()) else { continue };
            self.score(inside, scratch);
            cut(inside, &scratch.scores, sentence.start, out);
        }
    }

    /// The scores of the gaps of one sentence: item `g` is the gap before token `g`, above 0 when a word begins there.
    /// Gaps that cannot be inside a word (see [`may_join`](super::features::may_join)) are scored too.
    pub fn scores(&self, sentence: &[TokenData]) -> Vec<i32> {
        self.score_sentence(sentence, &mut WordScratch::default()).to_vec()
    }

    /// [`scores`](Self::scores), in a buffer.
    pub(super) fn score_sentence<'s>(&self, sentence: &[TokenData], scratch: &'s mut WordScratch) -> &'s [i32] {
        self.score(sentence, scratch);
        &scratch.scores
    }

    /// Fills `scratch.scores`.
    fn score(&self, sentence: &[TokenData], scratch: &mut WordScratch) {
        let count = sentence.len();
        scratch.keys.clear();
        scratch.keys.push(EDGE);
        scratch.keys.extend(sentence.iter().map(key_of));
        scratch.keys.push(EDGE);
        // Rows of the tokens are written before they are read; those around them stay empty.
        let rows = PAD + count + 2 + REACH;
        if scratch.rows.len() < rows {
            scratch.rows.resize(rows, [0; LANES]);
            scratch.starts.resize(rows, Start::default());
            scratch.next_starts.resize(rows, Start::default());
        }
        scratch.covers.clear();
        scratch.covers.resize(count + 3, Cover::default());
        let mut starts = self.add_tokens(sentence, scratch);
        let mut len = 2;
        while starts > 0 && len <= MAX_LEN {
            starts = self.add_sequences(len, starts, scratch);
            std::mem::swap(&mut scratch.starts, &mut scratch.next_starts);
            len += 1;
        }
        self.add_up(count, scratch);
    }

    /// Pass 1. Fills the first `starts`, and says how many.
    fn add_tokens(&self, sentence: &[TokenData], scratch: &mut WordScratch) -> usize {
        let WordScratch { keys, rows, shapes, starts, places, .. } = scratch;
        let mut found = 0;
        for (from, pair) in (0..).zip(keys.windows(2)) {
            let [key, next] = *pair else { continue };
            let state = step(step(START, key), next);
            if let Some(start) = starts.get_mut(found) {
                *start = Start { from, state, slot: 0 };
            }
            found += usize::from(self.table.may_have(state));
        }
        places.clear();
        places.extend(keys.iter().map(|&key| self.table.first_place(key)));
        let caseless = is_caseless(sentence);
        shapes.clear();
        let mut rows = rows.iter_mut().skip(PAD);
        let tokens = [None].into_iter().chain(sentence.iter().map(Some)).chain([None]);
        for (((&key, &place), token), row) in keys.iter().zip(&*places).zip(tokens).zip(&mut rows) {
            let single = self.table.single_from(place, key).unwrap_or(&Single::UNKNOWN);
            *row = single.vector().map(i32::from);
            shapes.push(token.map_or(EDGE_SHAPE, |token| shape_of(token, single.trait_bits(), caseless)));
        }
        for row in rows.take(REACH) {
            *row = [0; LANES];
        }
        found
    }

    /// Pass 2, for sequences of `len` tokens: what the first `count` starts have, and the starts of longer ones into
    /// `next_starts`. Returns how many of these there are.
    fn add_sequences(&self, len: usize, count: usize, scratch: &mut WordScratch) -> usize {
        let WordScratch { keys, rows, starts, next_starts, covers, .. } = scratch;
        let Some(starts) = starts.get_mut(..count) else { return 0 };
        for start in &mut *starts {
            start.slot = self.table.first_slot(start.state);
        }
        // Looked at for no other reason than that they are near when they are added.
        let fetched = starts.iter().fold(0, |all, start| all ^ self.table.first_weight(start.slot));
        std::hint::black_box(fetched);
        let mut found = 0;
        for &Start { from, state, slot } in &*starts {
            let Some(hit) = self.table.longer_from(slot, state) else { continue };
            let at = from as usize;
            if let Some(row) = rows.get_mut(PAD + at + REACH - before(len)) {
                // By value, so that it is one operation on all lanes.
                let sum = *row;
                *row = std::array::from_fn(|lane| sum[lane] + i32::from(hit.vector[lane]));
            }
            Cover::mark_if(hit.is_entry, covers.get_mut(at..=at + len).unwrap_or_default());
            let Some(&key) = keys.get(at + len) else { continue };
            let state = step(state, key);
            if let Some(next) = next_starts.get_mut(found) {
                *next = Start { from, state, slot: 0 };
            }
            found += usize::from(hit.goes_on & self.table.may_have(state));
        }
        found
    }

    /// Pass 3.
    fn add_up(&self, count: usize, scratch: &mut WordScratch) {
        let WordScratch { rows, shapes, covers, scores, .. } = scratch;
        let mut window = slide(EDGE_SHAPE as usize, shapes.get(1).copied().unwrap_or(EDGE_SHAPE));
        scores.clear();
        let ahead = shapes.iter().skip(2);
        let gaps = rows.windows(LANES).zip(covers.iter().skip(1)).zip(ahead).take(count);
        scores.extend(gaps.map(|((rows, cover), &shape)| {
            window = slide(window, shape);
            let [r0, r1, r2, r3, r4, r5, r6, r7] = rows else { return 0 };
            let sum = r0[7] + r1[6] + r2[5] + r3[4] + r4[3] + r5[2] + r6[1] + r7[0];
            let of_shapes = self.shapes.get(window).copied().unwrap_or(0);
            let of_cover = self.covers.get(cover_index(*cover, window)).copied().unwrap_or(0);
            sum + i32::from(of_shapes) + i32::from(of_cover)
        }));
    }
}

/// Writes the words of a sentence. `first` is the number of its first token.
///
/// Whether a word ends cannot be guessed, so every gap writes and the next one overwrites what was no end.
fn cut(sentence: &[TokenData], scores: &[i32], first: u32, out: &mut Vec<TokenRange>) {
    let before = out.len();
    out.resize(before + sentence.len(), TokenRange::new(0, 0));
    let Some(words) = out.get_mut(before..) else { return };
    let (mut written, mut start) = (0, first);
    for ((pair, &score), at) in sentence.windows(2).zip(scores.iter().skip(1)).zip(first + 1..) {
        let [previous, next] = pair else { continue };
        if let Some(word) = words.get_mut(written) {
            *word = TokenRange::new(start, at);
        }
        let begins = score > 0 || !may_join(previous, next);
        written += usize::from(begins);
        start = if begins { at } else { start };
    }
    if let Some(word) = words.get_mut(written) {
        *word = TokenRange::new(start, first + sentence.len() as u32);
        written += 1;
    }
    out.truncate(before + written);
}

#[cfg(test)]
mod tests {
    use super::super::features::{COVERS, SHAPES, lanes};
    use super::super::table::{Sequence, Table};
    use super::*;
    use crate::normalize::key;
    use crate::span::Span;
    use crate::token::{Case, Gap, TokenKind};

    fn tokens(words: &[&str]) -> Vec<TokenData> {
        words
            .iter()
            .map(|w| {
                let kind = if *w == "," { TokenKind::Punctuation } else { TokenKind::Syllable };
                let gap = if w.starts_with('|') { Gap::Line } else { Gap::Space };
                TokenData { span: Span::new(0, 9), key: key(w.trim_start_matches('|')), kind, case: Case::Lower, gap }
            })
            .collect()
    }

    /// A model where every gap begins a word (+10) unless a lexicon word of two or three tokens spans it (-20).
    fn model(words: &[&str]) -> WordModel {
        let keys: Vec<Vec<u64>> = words.iter().map(|w| w.split(' ').map(key).collect()).collect();
        let table = Table::build(keys.iter().map(|k| {
            let mut vector = [0; LANES];
            for lane in 1..k.len() {
                vector[lane + before(k.len())] = -20;
            }
            assert!(k.len() < lanes(k.len()));
            (k.as_slice(), Sequence { vector, sources: 1, ..Sequence::default() })
        }));
        WordModel::from_parts(table, vec![10; SHAPES], vec![0; COVERS]).unwrap()
    }

    fn words(model: &WordModel, text: &[&str]) -> Vec<(u32, u32)> {
        let tokens = tokens(text);
        let mut out = Vec::new();
        model.segment("", &tokens, &[TokenRange::new(0, tokens.len() as u32)], &mut out);
        out.iter().map(|w| (w.start, w.end)).collect()
    }

    #[test]
    fn lexicon_words_are_joined() {
        let model = model(&["chủ tịch", "hợp tác xã"]);
        assert_eq!(words(&model, &["chủ", "tịch", "hợp", "tác", "xã", "nói"]), [(0, 2), (2, 5), (5, 6)]);
        assert_eq!(words(&model, &["nói"]), [(0, 1)]);
        assert_eq!(words(&model, &[]), []);
    }

    #[test]
    fn no_word_spans_a_line_a_mark_or_a_sentence() {
        let model = model(&["chủ tịch", ", tịch"]);
        assert_eq!(words(&model, &["chủ", "|tịch"]), [(0, 1), (1, 2)]);
        assert_eq!(words(&model, &["chủ", ",", "tịch"]), [(0, 1), (1, 2), (2, 3)]);
        let tokens = tokens(&["chủ", "tịch"]);
        let mut out = Vec::new();
        model.segment("", &tokens, &[TokenRange::new(0, 1), TokenRange::new(1, 2)], &mut out);
        assert_eq!(out.len(), 2);
    }

    #[test]
    fn a_model_comes_back_from_bytes_and_damage_is_an_error() {
        let bytes = model(&["chủ tịch"]).to_bytes("{}");
        let model = WordModel::from_bytes(&bytes).unwrap();
        assert_eq!(words(&model, &["chủ", "tịch"]), [(0, 2)]);
        assert_eq!(model.meta(), "{}");
        assert!(WordModel::from_bytes(&bytes[..bytes.len() - 9]).is_err());
        assert!(WordModel::from_bytes(&[]).is_err());
    }
}
