//! Phrases of tokens: a trie over token keys, flattened into one hash table.
//!
//! A state is the [`join`]ed key of the tokens read so far, so a transition is one multiplication and one probe; no
//! node numbers are stored. Every prefix of a phrase has a slot, which says whether a longer phrase goes on from it.
//!
//! ```text
//! slot   u32 tag of the state | u32: bit 31 "goes on", bits 0..31 value (NO_VALUE: a mere prefix)
//! table  2^n slots, linear probing, empty = (0, 0); in a file first all tags, then the rest
//! filter u64[]: a bit for the tag of every state, made when the table is read; when it is not set there is none
//! ```
//!
//! Most of what is looked up is not there. The filter says so in most cases, and is small enough to stay near the
//! processor where the slots are not.
//!
//! A state is 64 bits wide, of which the slot index and the tag keep at least 32 + n: a false match between unequal
//! phrases is possible in principle (1 in 10^14) and harmless (a wrong list entry, never a wrong offset).

use crate::model::{ModelError, Reader};
use crate::normalize::join;

const GOES_ON: u32 = 1 << 31;
const NO_VALUE: u32 = GOES_ON - 1;
/// Bits of the filter for each state, at least: one look-up in ten of what is not there is let through.
const FILTER_BITS: usize = 8;
const START: u64 = 0x51_7C_C1_B7_27_22_0A_95;

/// A compiled set of phrases, each with a 31-bit value.
#[derive(Clone, Debug, Default)]
pub struct PhraseTable {
    slots: Vec<Slot>,
    /// Length: a power of two.
    filter: Vec<u64>,
    shift: u32,
}

/// A state of the table; tag 0 for none.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    tag: u32,
    value: u32,
}

/// Where a walk through the table stands.
#[derive(Clone, Copy, Debug)]
pub struct Walk(u64);

/// What a step of a walk found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The value of the phrase that ends here, if one does.
    pub value: Option<u32>,
    /// Whether a longer phrase begins with what was read.
    pub goes_on: bool,
}

impl Walk {
    /// The start of every walk.
    pub const fn new() -> Self {
        Self(START)
    }
}

impl Default for Walk {
    fn default() -> Self {
        Self::new()
    }
}

impl PhraseTable {
    /// Builds a table. A phrase given twice keeps its first value.
    pub fn build<'a>(phrases: impl IntoIterator<Item = (&'a [u64], u32)>) -> Self {
        let mut states: Vec<(u64, u32)> = Vec::new();
        for (keys, value) in phrases {
            let mut state = START;
            for (i, &key) in keys.iter().enumerate() {
                state = join(state, key);
                states.push((state, if i + 1 < keys.len() { GOES_ON | NO_VALUE } else { value & NO_VALUE }));
            }
        }
        // A stable sort: the first value given stays the first.
        states.sort_by_key(|&(state, _)| state);
        states.dedup_by(|(state, value), (kept, first)| {
            if state == kept {
                let end = if *first & NO_VALUE == NO_VALUE { *value } else { *first };
                *first = (*first | *value) & GOES_ON | end & NO_VALUE;
            }
            state == kept
        });
        let bits = (states.len().max(4) * 3 / 2).next_power_of_two().trailing_zeros();
        let size = 1usize << bits;
        let mut table = Self { slots: vec![Slot::default(); size], filter: Vec::new(), shift: 64 - bits };
        for (state, value) in states {
            let (mut at, tag) = table.address(state);
            while table.slots.get(at).is_some_and(|slot| slot.tag != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(slot) = table.slots.get_mut(at) {
                *slot = Slot { tag, value };
            }
        }
        table.filter = filter(&table.slots);
        table
    }

    /// Reads one more token. `None`: no phrase goes this way.
    pub fn step(&self, walk: &mut Walk, key: u64) -> Option<Step> {
        walk.0 = join(walk.0, key);
        self.find(walk.0)
    }

    /// The values of phrases of one key each. All are looked for before any is waited for: each look may miss the caches.
    pub fn singles<const N: usize>(&self, keys: [u64; N]) -> [Option<u32>; N] {
        let states = keys.map(|key| join(START, key));
        let firsts = states.map(|state| {
            let (at, tag) = self.address(state);
            if self.may_have(tag) { self.slots.get(at).copied().unwrap_or_default() } else { Slot::default() }
        });
        let mut found = [None; N];
        for ((found, state), first) in found.iter_mut().zip(states).zip(firsts) {
            let there = first.tag == self.address(state).1;
            let step = if there {
                Some(first.step())
            } else if first.tag == 0 {
                None
            } else {
                self.find(state)
            };
            *found = step.and_then(|step| step.value);
        }
        found
    }

    /// Whether there may be a state with this tag.
    fn may_have(&self, tag: u32) -> bool {
        let (word, bit) = filter_place(tag, self.filter.len());
        self.filter.get(word).is_some_and(|bits| bits >> bit & 1 != 0)
    }

    fn find(&self, state: u64) -> Option<Step> {
        let (mut at, tag) = self.address(state);
        if !self.may_have(tag) {
            return None;
        }
        let mask = self.slots.len().wrapping_sub(1);
        loop {
            match *self.slots.get(at)? {
                Slot { tag: 0, .. } => return None,
                slot if slot.tag == tag => return Some(slot.step()),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Calls `found(length in tokens, value)` for every phrase that begins at the first key, shortest first.
    pub fn matches(&self, keys: impl IntoIterator<Item = u64>, mut found: impl FnMut(usize, u32)) {
        let mut walk = Walk::new();
        for (i, key) in keys.into_iter().enumerate() {
            let Some(step) = self.step(&mut walk, key) else { return };
            if let Some(value) = step.value {
                found(i + 1, value);
            }
            if !step.goes_on {
                return;
            }
        }
    }

    /// The value of one phrase.
    pub fn get(&self, keys: &[u64]) -> Option<u32> {
        let mut walk = Walk::new();
        let mut last = None;
        for &key in keys {
            last = self.step(&mut walk, key)?.value;
        }
        last
    }

    fn address(&self, state: u64) -> (usize, u32) {
        ((state >> self.shift.min(63)) as usize, (state as u32) | 1)
    }

    /// The table as bytes, for a section of a model file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.slots.len() * 8 + 4);
        out.extend_from_slice(&(self.slots.len() as u32).to_le_bytes());
        for word in self.slots.iter().map(|slot| slot.tag).chain(self.slots.iter().map(|slot| slot.value)) {
            out.extend_from_slice(&word.to_le_bytes());
        }
        out
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// When the bytes are too few, the size is no power of two, or no slot is empty (a look-up would not end).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader::new("phrase table", bytes);
        let size = reader.u32()? as usize;
        if !size.is_power_of_two() {
            return Err(ModelError::corrupt("phrase table", "size is no power of two"));
        }
        let length = size.saturating_mul(4);
        let (tags, values) = (reader.bytes(length)?.as_chunks().0, reader.bytes(length)?.as_chunks().0);
        let slot = |(tag, value): (&[u8; 4], &[u8; 4])| Slot {
            tag: u32::from_le_bytes(*tag),
            value: u32::from_le_bytes(*value),
        };
        let slots: Vec<Slot> = tags.iter().zip(values).map(slot).collect();
        if slots.iter().all(|slot| slot.tag != 0) {
            return Err(ModelError::corrupt("phrase table", "no empty slot"));
        }
        Ok(Self { filter: filter(&slots), slots, shift: 64 - size.trailing_zeros() })
    }
}

impl Slot {
    const fn step(self) -> Step {
        let end = self.value & NO_VALUE;
        Step { value: if end == NO_VALUE { None } else { Some(end) }, goes_on: self.value & GOES_ON != 0 }
    }
}

/// A bit for the tag of each slot in use.
fn filter(slots: &[Slot]) -> Vec<u64> {
    let used = slots.iter().filter(|slot| slot.tag != 0).count();
    let mut filter = vec![0; (used * FILTER_BITS).div_ceil(64).next_power_of_two()];
    let words = filter.len();
    for slot in slots {
        let (word, bit) = filter_place(slot.tag, words);
        if let Some(bits) = filter.get_mut(word) {
            // Empty slots have tag 0, others an odd one.
            *bits |= u64::from(slot.tag & 1) << bit;
        }
    }
    filter
}

/// Word and bit of a tag in a filter of so many words, a power of two. The lowest bit of a tag is always set.
const fn filter_place(tag: u32, words: usize) -> (usize, u32) {
    ((tag >> 7) as usize & words.wrapping_sub(1), tag >> 1 & 63)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::key;

    fn keys(phrase: &str) -> Vec<u64> {
        phrase.split(' ').map(key).collect()
    }

    #[test]
    fn finds_every_phrase_that_begins_here() {
        let phrases: Vec<Vec<u64>> =
            ["bí thư", "bí thư chi bộ", "ban", "ban tổ chức"].iter().map(|p| keys(p)).collect();
        let table = PhraseTable::build(phrases.iter().enumerate().map(|(i, p)| (p.as_slice(), i as u32)));
        let table = PhraseTable::from_bytes(&table.to_bytes()).unwrap();
        let mut found = Vec::new();
        table.matches(keys("Bí thư Chi bộ ấp"), |n, v| found.push((n, v)));
        assert_eq!(found, [(2, 0), (4, 1)]);
        assert_eq!(table.get(&keys("ban tổ chức")), Some(3));
        assert_eq!(table.get(&keys("ban tổ")), None);
        assert_eq!(table.get(&keys("chức")), None);
    }

    #[test]
    fn what_is_looked_up_together_is_what_is_looked_up_alone() {
        let keys: Vec<u64> = (0..4000).map(|i| key(&format!("từ{i}"))).collect();
        let table = PhraseTable::build(keys.iter().step_by(3).zip(0..).map(|(key, i)| (std::slice::from_ref(key), i)));
        let mut found = 0;
        for four in keys.chunks_exact(4).map(|keys| [keys[0], keys[1], keys[2], keys[3]]) {
            assert_eq!(table.singles(four), four.map(|key| table.get(&[key])));
            found += table.singles(four).iter().flatten().count();
        }
        assert_eq!(found, keys.len().div_ceil(3));
        assert_eq!(PhraseTable::default().singles([1, 2]), [None; 2]);
    }

    #[test]
    fn bad_bytes_are_an_error() {
        assert!(PhraseTable::from_bytes(&[]).is_err());
        assert!(PhraseTable::from_bytes(&3u32.to_le_bytes()).is_err());
        assert!(PhraseTable::from_bytes(&(1u32 << 30).to_le_bytes()).is_err());
    }
}
