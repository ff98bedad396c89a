//! For tests: the scores as [`features`](super::features) tells them, gap by gap and without any haste.

use std::collections::HashMap;

use super::WordModel;
use super::features::{
    COVERS, EDGE, EDGE_SHAPE, LANES, MAX_LEN, SHAPES, Traits, before, is_caseless, key_of, may_join, shape,
};
use super::table::{Sequence, Table, Vector};
use crate::document::TokenRange;
use crate::normalize::key;
use crate::span::Span;
use crate::token::{Case, Gap, TokenData, TokenKind};

/// What is known of a sequence: weights, whether it is a lexicon entry, traits.
type Known = Option<(Vector, bool, Traits)>;

fn plain_scores(look: &dyn Fn(&[u64]) -> Known, model: &WordModel, sentence: &[TokenData]) -> Vec<i32> {
    // Token t is at t + 1.
    let keys: Vec<u64> = [EDGE].into_iter().chain(sentence.iter().map(key_of)).chain([EDGE]).collect();
    let caseless = is_caseless(sentence);
    let shape_at = |t: isize| {
        let token = usize::try_from(t).ok().and_then(|t| sentence.get(t));
        let traits = |token| look(&[key_of(token)]).map_or(Traits::default(), |(.., traits)| traits);
        token.map_or(EDGE_SHAPE, |token| shape(token, traits(token), caseless))
    };
    (0..sentence.len() as isize)
        .map(|gap| {
            let mut sum = 0;
            let (mut ending, mut beginning, mut spanning) = (0, 0, 0);
            for first in -1..=sentence.len() as isize {
                for len in 1..=MAX_LEN.min((sentence.len() as isize + 1 - first) as usize) {
                    let from = (first + 1) as usize;
                    let Some((vector, is_entry, _)) = look(&keys[from..from + len]) else { continue };
                    let lane = gap - (first - before(len) as isize);
                    sum += usize::try_from(lane).ok().and_then(|lane| vector.get(lane)).map_or(0, |&w| i32::from(w));
                    if is_entry && len > 1 {
                        let last = first + len as isize;
                        ending = if gap == last { ending.max(len) } else { ending };
                        beginning = if gap == first { beginning.max(len) } else { beginning };
                        spanning = if first < gap && gap < last { spanning.max(len) } else { spanning };
                    }
                }
            }
            let window = (gap - 2..gap + 2).fold(0, |window, t| window << 4 | usize::from(shape_at(t)));
            let level = |len: usize| len.clamp(1, 4) - 1;
            let cover = level(ending) << 4 | level(beginning) << 2 | level(spanning);
            sum + i32::from(model.shapes[window]) + i32::from(model.covers[cover << 8 | (window >> 4 & 0xFF)])
        })
        .collect()
}

fn plain_words(scores: &[i32], sentence: &[TokenData], first: u32) -> Vec<TokenRange> {
    let mut words: Vec<TokenRange> = Vec::new();
    for (i, token) in sentence.iter().enumerate() {
        let at = first + i as u32;
        match words.last_mut() {
            Some(word) if may_join(&sentence[i - 1], token) && scores[i] <= 0 => word.end = at + 1,
            _ => words.push(TokenRange::new(at, at + 1)),
        }
    }
    words
}

/// The same numbers on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
        ((self.0 >> 33) as usize) % limit
    }

    fn weight(&mut self) -> i16 {
        (self.below(1 << 16) as i32 - (1 << 15)) as i16
    }
}

const KINDS: [TokenKind; 6] = [
    TokenKind::Syllable,
    TokenKind::Syllable,
    TokenKind::Punctuation,
    TokenKind::Number,
    TokenKind::Abbreviation,
    TokenKind::Date,
];
const CASES: [Case; 5] = [Case::None, Case::Lower, Case::Title, Case::Upper, Case::Mixed];

fn random_sentence(random: &mut Random, syllables: &[u64]) -> Vec<TokenData> {
    let one_case = (random.below(3) == 0).then(|| CASES[1 + 2 * random.below(2)]);
    (0..random.below(30))
        .map(|_| TokenData {
            span: Span::new(0, 2 + random.below(4) as u32),
            key: syllables[random.below(syllables.len())],
            kind: KINDS[random.below(KINDS.len())],
            case: one_case.unwrap_or(CASES[random.below(CASES.len())]),
            gap: [Gap::None, Gap::Space, Gap::Space, Gap::Line][random.below(4)],
        })
        .collect()
}

#[test]
fn random_models_score_as_the_plain_reading_does() {
    let mut random = Random(7);
    let mut scratch = super::WordScratch::default();
    let shapes: Vec<i16> = (0..SHAPES).map(|_| random.weight()).collect();
    let covers: Vec<i16> = (0..COVERS).map(|_| random.weight()).collect();
    for round in 0..60 {
        // From a few syllables, so that long sequences occur; some of them unknown to the model.
        let syllables: Vec<u64> = (0..3 + round % 5).map(|i| key(&format!("s{i}"))).collect();
        let mut all = syllables.clone();
        all.extend([EDGE, key_of(&random_number())]);
        let mut map: HashMap<Vec<u64>, Sequence> = HashMap::new();
        for _ in 0..200 {
            let keys: Vec<u64> = (0..=random.below(MAX_LEN)).map(|_| all[random.below(all.len())]).collect();
            for end in 1..keys.len() {
                map.entry(keys[..end].to_vec()).or_default();
            }
            let vector = [0; LANES].map(|_: i16| random.weight());
            let traits = Traits { is_syllable: random.below(2) == 0, is_family: random.below(2) == 0 };
            let traits = if keys.len() == 1 { traits } else { Traits::default() };
            map.insert(keys, Sequence { vector, sources: random.below(2) as u8, traits });
        }
        let table = Table::build(map.iter().map(|(keys, sequence)| (keys.as_slice(), sequence.clone())));
        let model = WordModel::from_parts(table, shapes.clone(), covers.clone()).unwrap();
        let model = WordModel::from_bytes(&model.to_bytes("{}")).unwrap();
        let look = |keys: &[u64]| map.get(keys).map(|s| (s.vector, s.sources != 0, s.traits));
        // The scratch is not cleaned between sentences long and short.
        for _ in 0..20 {
            let sentence = random_sentence(&mut random, &syllables);
            let scores = plain_scores(&look, &model, &sentence);
            assert_eq!(model.scores(&sentence), scores);
            let range = TokenRange::new(0, sentence.len() as u32);
            let mut words = Vec::new();
            model.segment_with("", &sentence, &[range], &mut words, &mut scratch);
            assert_eq!(words, plain_words(&scores, &sentence, 0));
        }
    }
}

fn random_number() -> TokenData {
    let (kind, case, gap) = (TokenKind::Number, Case::None, Gap::Space);
    TokenData { span: Span::new(0, 2), key: 1, kind, case, gap }
}

#[cfg(feature = "bundled")]
#[test]
fn the_bundled_model_scores_as_the_plain_reading_does() {
    let model = WordModel::bundled().unwrap();
    let look = |keys: &[u64]| model.table.get(keys).map(|hit| (*hit.vector, hit.is_entry, hit.traits));
    let mut texts = vec![
        "Chiều 18-10, ông Trần Văn Bảy, Chủ tịch UBND xã Đốc Binh Kiều, cho biết huyện sẽ thanh tra công tác khen thưởng. \
         HỘI ĐỒNG NHÂN DÂN TỈNH HỌP\nhội đồng nhân dân tỉnh họp. Số 30/2020/NĐ-CP; K'Sor, TP.HCM!"
            .to_owned(),
    ];
    let samples = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/samples"));
    for file in samples.into_iter().flatten().flatten() {
        texts.extend(std::fs::read_to_string(file.path()));
    }
    for text in texts {
        let (mut tokens, mut sentences, mut words) = (Vec::new(), Vec::new(), Vec::new());
        crate::token::tokenize(&text, &mut tokens);
        crate::sentence::split(&text, &tokens, &mut sentences);
        model.segment(&text, &tokens, &sentences, &mut words);
        let mut plain = Vec::new();
        for sentence in &sentences {
            let inside = &tokens[sentence.range()];
            let scores = plain_scores(&look, &model, inside);
            assert_eq!(model.scores(inside), scores);
            plain.extend(plain_words(&scores, inside, sentence.start));
        }
        assert_eq!(words, plain);
    }
}
