//! The compiled trie: sequences of token keys to vectors of weights.
//!
//! ```text
//! slots    u64[n]: tag of the state (32) | goes on (1) | entry (1) | syllable (1) | family (1) | vector (28); 0 = empty
//! vectors  i16[8] each; equal vectors are stored once
//! sources  u8[n]: where the lexicon entry in this slot comes from (bits of `sources`); 0 = an n-gram only
//! ```
//!
//! A state is the joined key of the tokens read so far, so a transition is one multiplication and one probe, and no
//! node numbers are stored. Every prefix of a sequence has a slot. The slot's place comes from the high half of the
//! state, its tag from the low half.

use std::collections::BTreeMap;

use super::features::{LANES, Traits, state};
use crate::model::{ModelError, Reader};

/// Weights of one sequence for the gaps around it; see [`features`](super::features) for which.
pub type Vector = [i16; LANES];

const GOES_ON: u32 = 1 << 31;
const ENTRY: u32 = 1 << 30;
const SYLLABLE: u32 = 1 << 29;
const FAMILY: u32 = 1 << 28;
const VECTOR: u32 = FAMILY - 1;
/// Longest run of slots that is searched. The writer keeps to it, so a damaged table costs time, not a hang.
const MAX_PROBE: usize = 128;

/// A sequence to be compiled.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    /// Weights for the gaps around it.
    pub vector: Vector,
    /// Sources of the lexicon entry; 0 when it is none.
    pub sources: u8,
    /// For sequences of one token: what is known of it.
    pub traits: Traits,
}

/// A sequence on its way into the table.
#[derive(Default)]
struct Draft {
    sequence: Sequence,
    goes_on: bool,
    len: usize,
}

/// What was found for a sequence.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    /// Its weights.
    pub vector: &'a Vector,
    /// Whether a longer sequence begins with it.
    pub goes_on: bool,
    /// Whether it is a lexicon entry.
    pub is_entry: bool,
    /// What is known of it as a syllable.
    pub traits: Traits,
}

/// The compiled trie.
#[derive(Clone, Debug, Default)]
pub struct Table {
    slots: Vec<u64>,
    vectors: Vec<Vector>,
    sources: Vec<u8>,
}

impl Table {
    /// Compiles sequences, given by their keys. Prefixes that are not given themselves are added with zero weights.
    pub fn build<'a>(sequences: impl IntoIterator<Item = (&'a [u64], Sequence)>) -> Self {
        let mut by_state: BTreeMap<u64, Draft> = BTreeMap::new();
        for (keys, sequence) in sequences {
            for end in 1..keys.len() {
                let draft = by_state.entry(state(keys.get(..end).unwrap_or_default())).or_default();
                (draft.goes_on, draft.len) = (true, end);
            }
            let draft = by_state.entry(state(keys)).or_default();
            (draft.sequence, draft.len) = (sequence, keys.len());
        }
        // Vectors of single tokens first: every token reads one, so they should lie close together.
        let mut in_order: Vec<(u64, Draft)> = by_state.into_iter().collect();
        in_order.sort_by_key(|&(state, ref draft)| (draft.len, state));
        let mut vectors: Vec<Vector> = vec![[0; LANES]];
        let mut ids: BTreeMap<Vector, u32> = BTreeMap::from([([0; LANES], 0)]);
        let mut entries = Vec::with_capacity(in_order.len());
        for (state, Draft { sequence, goes_on, .. }) in in_order {
            let id = *ids.entry(sequence.vector).or_insert_with(|| {
                vectors.push(sequence.vector);
                vectors.len() as u32 - 1
            });
            let payload = (id & VECTOR)
                | if goes_on { GOES_ON } else { 0 }
                | if sequence.sources != 0 { ENTRY } else { 0 }
                | if sequence.traits.is_syllable { SYLLABLE } else { 0 }
                | if sequence.traits.is_family { FAMILY } else { 0 };
            entries.push((state, payload, sequence.sources));
        }
        // Half full: a walk mostly ends with a look-up that finds nothing, and such a look-up reads on to an empty slot.
        let mut size = entries.len() * 2 + 8;
        loop {
            if let Some((slots, sources)) = place(&entries, size) {
                return Self { slots, vectors, sources };
            }
            size += size / 16;
        }
    }

    /// The sequence of a state.
    pub fn get(&self, state: u64) -> Option<Hit<'_>> {
        let payload = (*self.slots.get(self.find(state)?)?) as u32;
        Some(Hit {
            vector: self.vectors.get((payload & VECTOR) as usize)?,
            goes_on: payload & GOES_ON != 0,
            is_entry: payload & ENTRY != 0,
            traits: Traits { is_syllable: payload & SYLLABLE != 0, is_family: payload & FAMILY != 0 },
        })
    }

    /// Sources of the lexicon entry of a state; 0 when there is none.
    pub fn sources(&self, state: u64) -> u8 {
        self.find(state).and_then(|at| self.sources.get(at)).copied().unwrap_or(0)
    }

    /// Number of sequences.
    pub fn len(&self) -> usize {
        self.slots.iter().filter(|&&slot| slot != 0).count()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn find(&self, state: u64) -> Option<usize> {
        let (first, tag) = address(state, self.slots.len());
        for (i, &slot) in self.slots.get(first..)?.iter().take(MAX_PROBE).enumerate() {
            if (slot >> 32) as u32 == tag {
                return Some(first + i);
            }
            if slot == 0 {
                return None;
            }
        }
        None
    }

    /// The table as bytes, for a section of a model file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(8 + self.slots.len() * 9 + self.vectors.len() * 16);
        out.extend_from_slice(&(self.slots.len() as u32).to_le_bytes());
        out.extend_from_slice(&(self.vectors.len() as u32).to_le_bytes());
        for slot in &self.slots {
            out.extend_from_slice(&slot.to_le_bytes());
        }
        for weight in self.vectors.iter().flatten() {
            out.extend_from_slice(&weight.to_le_bytes());
        }
        out.extend_from_slice(&self.sources);
        out
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// When the bytes are too few or a slot points beyond the vectors.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader::new("word table", bytes);
        let size = reader.u32()? as usize;
        let count = reader.u32()? as usize;
        let slots = reader.u64s(size)?;
        let weights = reader.bytes(count.saturating_mul(LANES * 2))?;
        let vectors: Vec<Vector> = weights
            .chunks_exact(LANES * 2)
            .map(|chunk| {
                let mut vector = [0; LANES];
                for (weight, b) in vector.iter_mut().zip(chunk.chunks_exact(2)) {
                    *weight = i16::from_le_bytes([b[0], b[1]]);
                }
                vector
            })
            .collect();
        let sources = reader.bytes(size)?.to_vec();
        if slots.iter().any(|&slot| slot != 0 && (slot as u32 & VECTOR) as usize >= vectors.len()) {
            return Err(ModelError::corrupt("word table", "a slot points beyond the weights"));
        }
        Ok(Self { slots, vectors, sources })
    }
}

/// First slot and tag of a state. The last `MAX_PROBE` slots of a table are never first, so a run never wraps.
const fn address(state: u64, size: usize) -> (usize, u32) {
    let homes = size.saturating_sub(MAX_PROBE) as u64;
    ((((state >> 32) * homes) >> 32) as usize, state as u32 | 1)
}

/// Puts the entries into a table of `size` and a tail; `None` when a run gets too long.
fn place(entries: &[(u64, u32, u8)], size: usize) -> Option<(Vec<u64>, Vec<u8>)> {
    let size = size + MAX_PROBE;
    let (mut slots, mut sources) = (vec![0u64; size], vec![0u8; size]);
    for &(state, payload, source) in entries {
        let (first, tag) = address(state, size);
        let free = slots.get(first..first + MAX_PROBE)?.iter().position(|&slot| slot == 0)? + first;
        *slots.get_mut(free)? = u64::from(tag) << 32 | u64::from(payload);
        *sources.get_mut(free)? = source;
    }
    Some((slots, sources))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::key;

    fn keys(phrase: &str) -> Vec<u64> {
        phrase.split(' ').map(key).collect()
    }

    fn table() -> Table {
        let phrases = ["bí thư", "bí thư chi bộ", "xã"];
        let keys: Vec<Vec<u64>> = phrases.iter().map(|p| keys(p)).collect();
        Table::build(keys.iter().enumerate().map(|(i, k)| {
            let traits = Traits { is_syllable: k.len() == 1, is_family: false };
            (k.as_slice(), Sequence { vector: [i as i16 + 1; LANES], sources: 1 << i, traits })
        }))
    }

    #[test]
    fn sequences_and_their_prefixes_come_back_from_bytes() {
        let table = Table::from_bytes(&table().to_bytes()).unwrap();
        assert_eq!(table.len(), 5, "three sequences, `bí` and `bí thư chi`");
        let hit = table.get(state(&keys("Bí thư"))).unwrap();
        assert_eq!((hit.vector[0], hit.goes_on, hit.is_entry), (1, true, true));
        let prefix = table.get(state(&keys("bí"))).unwrap();
        assert_eq!((prefix.vector[0], prefix.goes_on, prefix.is_entry), (0, true, false));
        assert!(table.get(state(&keys("xã"))).unwrap().traits.is_syllable);
        assert_eq!(table.sources(state(&keys("bí thư chi bộ"))), 2);
        assert!(table.get(state(&keys("thư"))).is_none());
    }

    #[test]
    fn every_cut_of_the_bytes_is_an_error() {
        let bytes = table().to_bytes();
        for cut in 0..bytes.len() {
            assert!(Table::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn a_slot_beyond_the_weights_is_an_error() {
        let mut bytes = table().to_bytes();
        let full = (0..table().slots.len()).find(|i| bytes[8 + i * 8..16 + i * 8].iter().any(|&b| b != 0)).unwrap();
        bytes[8 + full * 8] = 200;
        assert!(Table::from_bytes(&bytes).is_err());
    }

    #[test]
    fn an_empty_table_finds_nothing() {
        assert!(Table::default().get(7).is_none());
        assert!(Table::from_bytes(&[0; 8]).unwrap().get(7).is_none());
    }
}
