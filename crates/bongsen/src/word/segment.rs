//! Segmenting: adding up the weights and cutting where the sum is above 0.
//!
//! Per sentence: one walk through the trie from every token adds vectors to the scores around it and gives each token
//! its shape; then the shapes of each window of four add theirs. Integers only, so the result is the same everywhere.
//! Time is linear: a walk is at most [`MAX_LEN`] tokens long.

use super::WordModel;
use super::features::{
    Cover, EDGE, EDGE_SHAPE, LANES, MAX_LEN, REACH, START, Traits, before, cover_index, is_caseless, key_of, may_join,
    shape, slide, step,
};
use super::user::ClaimScratch;
use crate::document::TokenRange;
use crate::token::TokenData;

/// Buffers that are reused from sentence to sentence and from text to text.
#[derive(Clone, Debug, Default)]
pub struct WordScratch {
    /// Keys of the sentence with an edge on either side.
    keys: Vec<u64>,
    /// `scores[g + PAD]` is the score of the gap before token `g`.
    scores: Vec<i32>,
    traits: Vec<Traits>,
    /// `covers[g + 1]` is of the gap before token `g`.
    covers: Vec<Cover>,
    /// Buffers of the user's lexicon.
    pub(super) claims: ClaimScratch,
}

/// Room before the first score: an edge is token -1, and reaches two gaps further back.
const PAD: usize = REACH + 1;

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
            let mut start = sentence.start;
            for (i, pair) in inside.windows(2).enumerate() {
                let [previous, next] = pair else { continue };
                let begins = scratch.scores.get(i + 1 + PAD).is_none_or(|&score| score > 0);
                if begins || !may_join(previous, next) {
                    let at = sentence.start + i as u32 + 1;
                    out.push(TokenRange::new(start, at));
                    start = at;
                }
            }
            if !inside.is_empty() {
                out.push(TokenRange::new(start, sentence.end));
            }
        }
    }

    /// The scores of the gaps of one sentence: item `g` is the gap before token `g`, above 0 when a word begins there.
    /// Gaps that cannot be inside a word (see [`may_join`]) are scored too.
    pub fn scores(&self, sentence: &[TokenData]) -> Vec<i32> {
        self.score_sentence(sentence, &mut WordScratch::default()).to_vec()
    }

    /// [`scores`](Self::scores), in a buffer.
    pub(super) fn score_sentence<'s>(&self, sentence: &[TokenData], scratch: &'s mut WordScratch) -> &'s [i32] {
        self.score(sentence, scratch);
        scratch.scores.get(PAD..PAD + sentence.len()).unwrap_or_default()
    }

    fn score(&self, sentence: &[TokenData], scratch: &mut WordScratch) {
        let WordScratch { keys, scores, traits, covers, .. } = scratch;
        let count = sentence.len();
        keys.clear();
        keys.push(EDGE);
        keys.extend(sentence.iter().map(key_of));
        keys.push(EDGE);
        scores.clear();
        scores.resize(PAD + count + 2 + LANES, 0);
        traits.clear();
        traits.resize(count + 2, Traits::default());
        covers.clear();
        covers.resize(count + 3, Cover::default());

        // `from` is the index in `keys`: token `from - 1`, so its gap is `from - 1`, at `scores[from - 1 + PAD]`.
        for (from, of_token) in traits.iter_mut().enumerate() {
            let mut state = START;
            for (n, &key) in keys.get(from..).unwrap_or_default().iter().take(MAX_LEN).enumerate() {
                state = step(state, key);
                let Some(hit) = self.table.get(state) else { break };
                let first = from + PAD - 1 - before(n + 1);
                if let Some(around) = scores.get_mut(first..first + LANES) {
                    for (score, &weight) in around.iter_mut().zip(hit.vector) {
                        *score += i32::from(weight);
                    }
                }
                if n == 0 {
                    *of_token = hit.traits;
                }
                if hit.is_entry && n > 0 {
                    Cover::mark(covers.get_mut(from..from + n + 2).unwrap_or_default());
                }
                if !hit.goes_on {
                    break;
                }
            }
        }

        let caseless = is_caseless(sentence);
        let mut window = EDGE_SHAPE as usize;
        let shapes = sentence.iter().zip(traits.iter().skip(1)).map(|(token, &traits)| shape(token, traits, caseless));
        // The window of gap g is complete with token g + 1, so the scores run one behind: token 1 completes gap 0.
        let gaps = scores.iter_mut().skip(PAD - 1).take(count + 1);
        for ((score, cover), shape) in gaps.zip(covers.iter()).zip(shapes.chain([EDGE_SHAPE])) {
            window = slide(window, shape);
            *score += i32::from(self.shapes.get(window).copied().unwrap_or(0));
            *score += i32::from(self.covers.get(cover_index(*cover, window)).copied().unwrap_or(0));
        }
    }
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
