//! The compiled evidence and weights.
//!
//! ```text
//! META   JSON
//! NEVI   phrase table: key of what stands in a slot -> for each kind 3 bits, its step (features::STEPS)
//! NWGT   i16[FEATURES * 4]   what each feature adds to the score of each kind
//! XWGT   i16[EXTENT_FEATURES]   what each feature adds to the score of going on
//! ```

use super::extent::{EXTENT_FEATURES, GapFeatures};
use super::features::{self, FEATURES, Features, STEPS, Slot};
use super::{Judgement, KINDS};
use crate::document::TokenRange;
use crate::entity::EntityKind;
use crate::entity::context::Context;
use crate::model::{ModelError, ModelFile, Reader, SectionKind};
use crate::phrase::PhraseTable;

const EVIDENCE: SectionKind = *b"NEVI";
const WEIGHTS: SectionKind = *b"NWGT";
const EXTENT_WEIGHTS: SectionKind = *b"XWGT";
/// Bits of a step.
const BITS: usize = STEPS.trailing_zeros() as usize;

/// Says of stretches of capitals that no rule takes what they name, and where bodies end. The empty model takes nothing and
/// lets nothing go on.
#[derive(Clone, Debug, Default)]
pub struct NameModel {
    evidence: PhraseTable,
    weights: Vec<[i16; KINDS.len()]>,
    extent_weights: Vec<i16>,
}

/// The score of each kind, in the order of [`KINDS`]; above 0 it is more likely than not.
pub type Scores = [i32; KINDS.len()];

impl NameModel {
    /// Reads `name.bsm`.
    ///
    /// # Errors
    /// When the file is damaged, of another kind or made for other features.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let file = ModelFile::open(bytes)?;
        let evidence = PhraseTable::from_bytes(file.section(EVIDENCE)?)?;
        let mut reader = Reader::new("weights", file.section(WEIGHTS)?);
        let mut weights = Vec::with_capacity(FEATURES);
        for _ in 0..FEATURES {
            let mut vector = [0; KINDS.len()];
            for weight in &mut vector {
                *weight = reader.u16()? as i16;
            }
            weights.push(vector);
        }
        if !reader.is_at_end() {
            return Err(ModelError::corrupt("weights", "there are more than features: rebuild it with bongsen-train"));
        }
        let mut reader = Reader::new("extent weights", file.section(EXTENT_WEIGHTS)?);
        let extent_weights =
            (0..EXTENT_FEATURES).map(|_| Ok(reader.u16()? as i16)).collect::<Result<Vec<_>, ModelError>>()?;
        if !reader.is_at_end() {
            return Err(ModelError::corrupt(
                "extent weights",
                "there are more than features: rebuild it with bongsen-train",
            ));
        }
        Ok(Self { evidence, weights, extent_weights })
    }

    /// The model that comes with the crate.
    ///
    /// # Errors
    /// Never in a sound build; the bytes are checked as any others.
    #[cfg(feature = "bundled")]
    pub fn bundled() -> Result<Self, ModelError> {
        Self::from_bytes(bongsen_data::NAME)
    }

    /// The sections of a model file: `evidence` has the step of each kind for what stands in a slot, `weights` has
    /// [`FEATURES`] vectors, `extent_weights` [`EXTENT_FEATURES`] numbers.
    pub fn sections(
        evidence: &[(u64, [u8; KINDS.len()])],
        weights: &[[i16; KINDS.len()]],
        extent_weights: &[i16],
    ) -> Vec<(SectionKind, Vec<u8>)> {
        let packed: Vec<([u64; 1], u32)> = evidence
            .iter()
            .map(|(key, steps)| ([*key], steps.iter().rev().fold(0, |bits, &s| bits << BITS | u32::from(s))))
            .collect();
        let table = PhraseTable::build(packed.iter().map(|(key, bits)| (key.as_slice(), *bits)));
        let weights = weights.iter().flatten().flat_map(|w| w.to_le_bytes()).collect();
        let extent_weights = extent_weights.iter().flat_map(|w| w.to_le_bytes()).collect();
        vec![(EVIDENCE, table.to_bytes()), (WEIGHTS, weights), (EXTENT_WEIGHTS, extent_weights)]
    }

    /// Whether it never takes anything.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// The numbers of the features of a stretch, below [`FEATURES`].
    pub fn active(&self, features: &Features, mut each: impl FnMut(usize)) {
        for (slot, bits) in self.evidence.singles(features.evidence).into_iter().enumerate() {
            match bits {
                None => each(features::uncounted(slot)),
                Some(bits) => {
                    for (kind, step) in steps(bits).into_iter().enumerate() {
                        each(features::counted(slot, kind, usize::from(step)));
                    }
                }
            }
        }
        for &shape in features.shapes() {
            each(usize::from(shape));
        }
    }

    /// The numbers of the features of a gap, below [`EXTENT_FEATURES`].
    pub fn active_of_gap(&self, gap: &GapFeatures, mut each: impl FnMut(usize)) {
        for (slot, bits) in self.evidence.singles(gap.evidence).into_iter().enumerate() {
            GapFeatures::counted(slot, bits.map(steps)).for_each(&mut each);
        }
        for &shape in gap.shapes() {
            each(usize::from(shape));
        }
    }

    /// Whether the name of a body that begins at `start` and whose head ends at `head_end` goes on over token `at`.
    pub(crate) fn goes_on(&self, cx: &Context<'_>, start: u32, head_end: u32, at: u32) -> bool {
        let mut score = 0;
        if !self.extent_weights.is_empty() {
            self.active_of_gap(&GapFeatures::of(cx, start, head_end, at), |feature| {
                score += i32::from(self.extent_weights.get(feature).copied().unwrap_or_default());
            });
        }
        score > 0
    }

    /// The score of each kind.
    pub fn scores(&self, features: &Features) -> Scores {
        let mut scores = Scores::default();
        self.active(features, |feature| {
            let vector = self.weights.get(feature).copied().unwrap_or_default();
            for (score, weight) in scores.iter_mut().zip(vector) {
                *score += i32::from(weight);
            }
        });
        scores
    }

    /// What one slot adds to the score of each kind, or the shapes together for `None`; the parts add up to the scores.
    pub fn part(&self, features: &Features, slot: Option<Slot>) -> Scores {
        let mut part = Scores::default();
        self.active(features, |feature| {
            let vector = self.weights.get(feature).filter(|_| Slot::of(feature) == slot).copied().unwrap_or_default();
            for (sum, weight) in part.iter_mut().zip(vector) {
                *sum += i32::from(weight);
            }
        });
        part
    }

    /// What the tokens `start..end` name, if the model takes them for a name; `row` as in [`Features::of`].
    pub(crate) fn judge(&self, cx: &Context<'_>, start: u32, end: u32, row: Option<EntityKind>) -> Option<Judgement> {
        if self.is_empty() || start >= end {
            return None;
        }
        let scores = self.scores(&Features::of(cx, start, end, row));
        let (kind, score) = KINDS.into_iter().zip(scores).max_by_key(|&(_, score)| score)?;
        (score > 0).then_some(Judgement { tokens: TokenRange::new(start, end), kind })
    }
}

/// The step of each kind, from the bits of a key.
fn steps(bits: u32) -> [u8; KINDS.len()] {
    std::array::from_fn(|kind| (bits as usize >> (kind * BITS) & (STEPS - 1)) as u8)
}
