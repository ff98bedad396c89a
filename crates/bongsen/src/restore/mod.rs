//! Diacritics put back: `Dong bao ca nuoc` -> `Đồng bào cả nước`, with a confidence for every syllable.
//!
//! ```text
//! text ──view, tokens──▶ units ──▶ lattice ──▶ best candidate of each bare syllable ──▶ text
//!                       (read)   (candidates,   (max-marginals: a confidence and
//!                                 weights)       the other candidates)
//! ```
//! Only words without any mark are changed. Those that have one stay and are context; so do numbers, addresses, words
//! that the model does not know, white space and every other byte. Case is kept letter by letter. Without its marks the
//! result is what the text is without them: `fold(restore(text)) == fold(text)`.
//!
//! The weights are learned by an averaged perceptron (Collins, "Discriminative training methods for hidden Markov models",
//! 2002) from text whose marks were taken off: `bongsen-train restore`.

mod confidence;
pub mod inventory;
pub mod lattice;
pub mod meant;
pub mod read;
mod restored;
pub mod table;

pub use restored::{Alternative, Restored, RestoredSyllable};

use std::sync::Arc;

use inventory::{Inventory, NOT_LISTED};
use lattice::{Fixed, Lattice, Unit};
use meant::Keep;
use restored::{Data, push_cased};
use table::Table;

use crate::model::{ModelError, ModelFile, Reader, SectionKind};
use crate::normalize::{key, view};
use crate::token::{TokenData, TokenScratch, tokenize_with};

/// Bytes that are read at once, about: a text is cut at an end of a line, or at a space.
const PIECE: usize = 1 << 16;
/// Other candidates with a smaller share, in 1,000ths, are not told.
const LEAST_SHARE: u16 = 5;

/// Puts diacritics back. Cheap to clone, and safe to share between threads.
#[derive(Clone, Debug)]
pub struct Restorer {
    model: Arc<Model>,
    least: u16,
}

/// What a restorer reads.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    inventory: Inventory,
    table: Table,
    settings: Settings,
}

/// Single numbers of a model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// What words nearby say of a bare one.
    pub keep: Keep,
    /// What scores are divided by before they become shares of confidence.
    pub temperature: u16,
}

impl Settings {
    /// The numbers as the section of a model file.
    pub fn to_bytes(self) -> Vec<u8> {
        let Keep { marked, bare, near, least, most, foreign, foreign_least, foreign_most } = self.keep;
        let keep = [marked, bare, near, least, most, foreign, foreign_least, foreign_most];
        let keep = keep.into_iter().flat_map(i16::to_le_bytes);
        self.temperature.to_le_bytes().into_iter().chain(keep).collect()
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader::new("settings", bytes);
        let temperature = reader.u16()?;
        let mut number = || reader.u16().map(|number| number as i16);
        let keep = Keep {
            marked: number()?,
            bare: number()?,
            near: number()?,
            least: number()?,
            most: number()?,
            foreign: number()?,
            foreign_least: number()?,
            foreign_most: number()?,
        };
        Ok(Self { keep, temperature })
    }
}

/// A model's parts as sections of its file.
pub fn sections<S: AsRef<str>>(
    forms: &[(S, Vec<(S, i16)>)],
    features: &[table::Feature],
    settings: Settings,
) -> Vec<(SectionKind, Vec<u8>)> {
    vec![(*b"RFRM", inventory::to_bytes(forms)), (*b"RWGT", table::to_bytes(features)), (*b"RSET", settings.to_bytes())]
}

impl Restorer {
    /// Reads a model: a file that `bongsen-train restore` wrote.
    ///
    /// # Errors
    /// See [`ModelError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let file = ModelFile::open(bytes)?;
        let settings = Settings::from_bytes(file.section(*b"RSET")?)?;
        let model = Model {
            inventory: inventory::from_bytes(file.section(*b"RFRM")?)?,
            table: table::from_bytes(file.section(*b"RWGT")?)?,
            settings,
        };
        Ok(Self { model: Arc::new(model), least: 0 })
    }

    /// The model that comes with the crate.
    ///
    /// # Errors
    /// Never in a sound build: the bundled data is checked as any other.
    #[cfg(feature = "bundled")]
    pub fn bundled() -> Result<Self, ModelError> {
        Self::from_bytes(bongsen_data::RESTORE)
    }

    /// The same, but a syllable whose best candidate is less sure than this (0 to 1) stays as it is.
    #[must_use]
    pub fn with_least_confidence(mut self, least: f32) -> Self {
        self.least = (least.clamp(0.0, 1.0) * 1000.0) as u16;
        self
    }

    /// Whether a syllable with its marks, in any case and either tone style, was seen often enough in the news that the
    /// model was made from to be one that it puts. Names and foreign words that the news repeat are among them: ask
    /// [`is_valid`](crate::syllable::is_valid) too.
    ///
    /// ```
    /// let model = bongsen::restore::Restorer::bundled()?;
    /// assert!(["nghiêng", "Hoà", "KHUỶU"].iter().all(|syllable| model.is_known(syllable)));
    /// // Possible, but nobody's.
    /// assert!(bongsen::syllable::is_valid("boèo") && !model.is_known("boèo"));
    /// # Ok::<(), bongsen::model::ModelError>(())
    /// ```
    pub fn is_known(&self, syllable: &str) -> bool {
        self.model.inventory.find(key(syllable)).is_some_and(|(_, candidate)| candidate != NOT_LISTED)
    }

    /// The single numbers of the model.
    pub fn settings(&self) -> Settings {
        self.model.settings
    }

    /// The same with other single numbers: what the trainer chooses from.
    #[must_use]
    pub fn with_settings(mut self, settings: Settings) -> Self {
        Arc::make_mut(&mut self.model).settings = settings;
        self
    }

    /// Puts the diacritics of a text back.
    pub fn restore(&self, text: &str) -> Restored {
        let mut run = Run {
            restorer: self,
            out: Restored {
                text: String::with_capacity(text.len() + text.len() / 2),
                syllables: Vec::with_capacity(text.len() / 5),
                shares: Vec::new(),
                model: Arc::clone(&self.model),
            },
            tokens: Vec::new(),
            units: Vec::new(),
            scratch: TokenScratch::default(),
            lattice: Lattice::default(),
        };
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let piece = rest.get(..cut(rest)).unwrap_or(rest);
            run.piece(piece, at);
            at += piece.len();
        }
        run.out
    }
}

/// Where the next piece ends.
fn cut(text: &str) -> usize {
    if text.len() <= PIECE {
        return text.len();
    }
    let window = text.as_bytes().get(..PIECE).unwrap_or_default();
    let after = |sign: fn(&u8) -> bool| window.iter().rposition(sign).map(|at| at + 1);
    after(|&b| b == b'\n')
        .or_else(|| after(|&b| b == b' '))
        .unwrap_or_else(|| (PIECE..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len()))
}

/// One text on its way.
struct Run<'m> {
    restorer: &'m Restorer,
    out: Restored,
    tokens: Vec<TokenData>,
    units: Vec<Unit>,
    scratch: TokenScratch,
    lattice: Lattice,
}

impl Run<'_> {
    /// Restores `piece`, which begins at `start` of the original.
    fn piece(&mut self, piece: &str, start: usize) {
        let model = &*self.restorer.model;
        let view = view(piece);
        self.tokens.clear();
        tokenize_with(&view.text, &mut self.tokens, &mut self.scratch);
        read::units(&view.text, &self.tokens, &model.inventory, &mut self.units);
        let fixed = Fixed { inventory: &model.inventory, keep: model.settings.keep, margin: 0 };
        let mut copied = 0;
        for sequence in read::sequences(&self.tokens) {
            let units = self.units.get(sequence.clone()).unwrap_or_default();
            if !units.iter().any(|unit| unit.is_free) {
                continue;
            }
            self.lattice.run(units, &fixed, &model.table);
            let tokens = self.tokens.get(sequence).unwrap_or_default();
            for (at, (unit, token)) in units.iter().zip(tokens).enumerate().filter(|(_, (unit, _))| unit.is_free) {
                let span = view.map.to_orig(token.span).range();
                let written = piece.get(span.clone()).unwrap_or_default();
                // What the view took out of the word (an invisible character) has no place in the result.
                if view.text.get(token.span.range()) != Some(written) {
                    continue;
                }
                self.out.text.push_str(piece.get(copied..span.start).unwrap_or_default());
                copied = span.end;
                let scores = self.lattice.scores(at);
                self.out.syllable(self.restorer, *unit, written, start + span.start, scores);
            }
        }
        self.out.text.push_str(piece.get(copied..).unwrap_or_default());
    }
}

impl Restored {
    /// Adds the syllable `written`, which is at `original`, with the scores of its candidates.
    fn syllable(&mut self, by: &Restorer, unit: Unit, written: &str, original: usize, scores: &[i32]) {
        let model = &*by.model;
        let best = lattice::first_of_best(scores);
        let first = self.shares.len();
        let mut confidence = 0;
        for (candidate, share) in (0u8..).zip(confidence::shares(scores, model.settings.temperature)) {
            if candidate == best {
                confidence = share;
            } else if share >= LEAST_SHARE {
                self.shares.push((candidate, share));
            }
        }
        let others = self.shares.get_mut(first..).unwrap_or_default();
        others.sort_by_key(|&(candidate, share)| (std::cmp::Reverse(share), candidate));
        let others = others.len() as u8;
        let start = self.text.len();
        let text = model.inventory.text(unit.form, best);
        if confidence >= by.least && !text.is_empty() {
            push_cased(&mut self.text, text, written);
        } else {
            self.text.push_str(written);
        }
        self.syllables.push(Data {
            original,
            restored: start,
            original_length: written.len() as u8,
            restored_length: (self.text.len() - start) as u8,
            form: unit.form,
            first: first as u32,
            others,
            confidence,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::inventory::FIRST;
    use super::table::Feature;
    use super::*;
    use crate::normalize::fold;

    /// Four forms, and two pairs that go together.
    fn small() -> Vec<u8> {
        let form = |bare: &'static str, texts: &[(&'static str, i16)]| (bare, texts.to_vec());
        let forms = [
            form("dong", &[("đông", -8), ("đồng", -20), ("dong", -60)]),
            form("bao", &[("báo", -8), ("bào", -40)]),
            form("ca", &[("cả", -10), ("ca", -16)]),
            form("the", &[("thế", -4), ("thể", -8), ("the", -90)]),
        ];
        let pair = |at: u16, before, candidate| Feature {
            context: lattice::pair(FIRST + at, FIRST + at + 1),
            before,
            candidate,
            weight: 100,
        };
        let keep = Keep { marked: 10, bare: 0, most: 40, ..Keep::default() };
        let settings = Settings { keep, temperature: 16 };
        crate::model::write(&sections(&forms, &[pair(0, 1, 1), pair(1, 1, 0)], settings))
    }

    fn restored(text: &str) -> String {
        Restorer::from_bytes(&small()).unwrap().restore(text).into_text()
    }

    #[test]
    fn the_best_path_is_taken_and_case_is_kept() {
        assert_eq!(restored("dong"), "đông");
        assert_eq!(restored("Dong bao"), "Đồng bào");
        assert_eq!(restored("DONG BAO, dOnG\tbao\n"), "ĐỒNG BÀO, đỒnG\tbào\n");
        assert_eq!(restored("dong bao ca"), "đồng bào cả");
    }

    #[test]
    fn what_has_marks_stays_and_is_context() {
        assert_eq!(restored("Đồng bao"), "Đồng bào");
        assert_eq!(restored("đông bao"), "đông báo");
        // Between marked words a bare one may be meant.
        assert_eq!(restored("đông báo ca đông báo"), "đông báo ca đông báo");
    }

    #[test]
    fn what_is_not_known_stays() {
        for text in ["", "John 2013", "bao.dong@the.vn", "b\u{200B}ao", "a\u{301}ca", "https://ca.vn/bao", "café"] {
            assert_eq!(restored(text), text);
        }
    }

    #[test]
    fn syllables_are_where_they_say() {
        let text = "Ông Dong: bao\u{A0}ca e\u{301} THE";
        let restored = Restorer::from_bytes(&small()).unwrap().restore(text);
        for syllable in restored.syllables() {
            assert_eq!(fold(syllable.text()), text[syllable.original_span()]);
            let all: f32 = syllable.alternatives().iter().map(|a| a.confidence).sum();
            assert!((0.98..1.02).contains(&(all + syllable.confidence())), "{}", syllable.text());
        }
        let last = restored.syllables().last().unwrap();
        assert_eq!((last.text(), last.alternatives()[0].text.as_str()), ("THẾ", "THỂ"));
        assert_eq!(restored.syllables().len(), 4);
    }

    #[test]
    fn an_unsure_word_stays_when_that_is_wanted() {
        let restorer = Restorer::from_bytes(&small()).unwrap().with_least_confidence(0.7);
        assert_eq!(restorer.restore("the dong bao").text(), "the đồng bào");
    }

    #[test]
    fn a_long_text_is_read_in_pieces() {
        let text = "Dong bao ca, ".repeat(40_000);
        assert_eq!(restored(&text), "Đồng bào cả, ".repeat(40_000));
        let solid = "bao".repeat(50_000);
        assert_eq!(restored(&solid), solid);
    }

    #[test]
    fn damage_is_an_error() {
        let file = small();
        for at in 0..file.len() {
            assert!(Restorer::from_bytes(&file[..at]).is_err());
        }
        let wrong = [("dong", vec![("đánh", 0)])];
        let file = crate::model::write(&sections(&wrong, &[], Settings::default()));
        assert!(Restorer::from_bytes(&file).is_err());
    }
}
