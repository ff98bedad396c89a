//! The compiled weights: sequences of token keys to vectors of weights.
//!
//! ```text
//! single tokens (every token reads one, so all that is known of it lies together; 32 bytes)
//!   Single { key u64 | vector i16[8] | flags: goes on, syllable, family | source }     hashed by the key
//!
//! sequences of two tokens and more, a trie over states
//!   filter   u64[]: a bit for the state of every sequence; when it is not set there is none
//!   slots    u64[n]: tag of the state (32) | goes on (1) | entry (1) | 0 (2) | vector (28); 0 = empty
//!   vectors  i16[8] each; equal vectors are stored once
//!   sources  u8[n]: where the lexicon entry in this slot comes from (a bit each, see `WSRC`); 0 = an n-gram only
//! ```
//!
//! A state is the joined key of the tokens read so far, so a transition is one multiplication and one probe, and no
//! node numbers are stored. Every prefix of a sequence is there too. The slot's place comes from the high half of the
//! state, tag and bit in the filter from the low half. Nine look-ups in ten of a pair or a triple that is not there
//! end at the filter, which is small enough to stay near the processor; the slots are not.
//!
//! In the file the single tokens are a list; they are hashed, and the filter is filled, when it is read.

use std::collections::BTreeMap;

use super::features::{LANES, START, Traits, state, step};
use crate::model::{ModelError, Reader};

/// Weights of one sequence for the gaps around it; see [`features`](super::features) for which.
pub type Vector = [i16; LANES];

const GOES_ON: u32 = 1 << 31;
const ENTRY: u32 = 1 << 30;
const VECTOR: u32 = (1 << 28) - 1;
/// Flags of single tokens.
const SINGLE_GOES_ON: u8 = 1;
const SYLLABLE: u8 = 2;
const FAMILY: u8 = 4;
/// Bytes of a single token in the file: key, vector, flags, source.
const SINGLE_BYTES: usize = 8 + LANES * 2 + 2;
/// Longest run of slots that is searched. The writer keeps to it, so a damaged table costs time, not a hang.
const MAX_PROBE: usize = 128;
/// Bits of the filter for each sequence, at least: one look-up in ten of what is not there is let through.
const FILTER_BITS: usize = 8;

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
    /// Number of sequences that begin with it.
    longer: u32,
    /// Key of a sequence of one token.
    single: Option<u64>,
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

/// What is known of a token by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(align(32))]
pub struct Single {
    key: u64,
    vector: Vector,
    flags: u8,
    sources: u8,
    is_used: bool,
}

impl Single {
    /// What is known of a token that the model does not have: nothing.
    pub const UNKNOWN: Self = Self { key: 0, vector: [0; LANES], flags: 0, sources: 0, is_used: false };

    /// Its weights.
    pub const fn vector(&self) -> &Vector {
        &self.vector
    }

    /// Whether a longer sequence begins with it.
    pub const fn goes_on(&self) -> bool {
        self.flags & SINGLE_GOES_ON != 0
    }

    /// What is known of it as a syllable.
    pub const fn traits(&self) -> Traits {
        Traits { is_syllable: self.flags & SYLLABLE != 0, is_family: self.flags & FAMILY != 0 }
    }

    /// [`traits`](Self::traits) as two bits: 1 for a syllable, 2 for a family name.
    pub(super) const fn trait_bits(&self) -> u8 {
        (self.flags & (SYLLABLE | FAMILY)) / SYLLABLE
    }
}

/// The compiled weights of all sequences.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Half full.
    singles: Vec<Single>,
    /// Length: a power of two.
    filter: Vec<u64>,
    slots: Vec<u64>,
    vectors: Vec<Vector>,
    sources: Vec<u8>,
}

impl Table {
    /// Compiles sequences, given by their keys. Prefixes that are not given themselves are added with zero weights.
    pub fn build<'a>(sequences: impl IntoIterator<Item = (&'a [u64], Sequence)>) -> Self {
        let mut by_state: BTreeMap<u64, Draft> = BTreeMap::new();
        for (keys, sequence) in sequences {
            let mut state = START;
            for (i, &key) in keys.iter().enumerate() {
                state = step(state, key);
                let draft = by_state.entry(state).or_default();
                draft.longer += u32::from(i + 1 < keys.len());
                draft.single = (i == 0).then_some(key);
            }
            if let Some(draft) = by_state.get_mut(&state) {
                draft.sequence = sequence;
            }
        }
        let mut singles: Vec<(u32, Single)> = Vec::new();
        let mut vectors: Vec<Vector> = vec![[0; LANES]];
        let mut ids: BTreeMap<Vector, u32> = BTreeMap::from([([0; LANES], 0)]);
        let mut entries = Vec::with_capacity(by_state.len());
        for (state, Draft { sequence: Sequence { vector, sources, traits }, longer, single }) in by_state {
            if let Some(key) = single {
                let flags = if longer > 0 { SINGLE_GOES_ON } else { 0 }
                    | if traits.is_syllable { SYLLABLE } else { 0 }
                    | if traits.is_family { FAMILY } else { 0 };
                singles.push((longer, Single { key, vector, flags, sources, is_used: true }));
                continue;
            }
            let id = *ids.entry(vector).or_insert_with(|| {
                vectors.push(vector);
                vectors.len() as u32 - 1
            });
            let payload = (id & VECTOR) | if longer > 0 { GOES_ON } else { 0 } | if sources != 0 { ENTRY } else { 0 };
            entries.push((longer, state, payload, sources));
        }
        // What begins many sequences is common in text: it goes first, so that it lies where its search begins.
        singles.sort_by_key(|&(longer, ref single)| (std::cmp::Reverse(longer), single.key));
        entries.sort_by_key(|&(longer, state, ..)| (std::cmp::Reverse(longer), state));
        let singles: Vec<Single> = singles.into_iter().map(|(_, single)| single).collect();
        let singles = until_it_fits(singles.len(), |size| hash(&singles, size));
        let (slots, sources) = until_it_fits(entries.len(), |size| place(&entries, size));
        Self { singles, filter: filter(&slots), slots, vectors, sources }
    }

    /// What is known of the token with this key (of [`key_of`](super::features::key_of)).
    pub fn single(&self, key: u64) -> Option<&Single> {
        self.single_from(self.first_place(key), key)
    }

    /// Where the search for a token begins, and whether it ends there.
    #[inline]
    pub(super) fn first_place(&self, key: u64) -> (u32, bool) {
        let first = single_home(key, self.singles.len());
        (first as u32, self.singles.get(first).is_some_and(|single| single.is_used && single.key == key))
    }

    /// [`single`](Self::single), when [`first_place`](Self::first_place) is known.
    #[inline]
    pub(super) fn single_from(&self, (first, is_there): (u32, bool), key: u64) -> Option<&Single> {
        let rest = self.singles.get(first as usize..)?;
        if is_there {
            return rest.first();
        }
        rest.iter().take_while(|single| single.is_used).find(|single| single.key == key)
    }

    /// Whether there may be a sequence of two tokens or more with this state. When not, [`longer`](Self::longer) finds
    /// nothing.
    #[inline]
    pub fn may_have(&self, state: u64) -> bool {
        let (word, bit) = filter_place(tag(state), self.filter.len());
        self.filter.get(word).is_some_and(|bits| bits >> bit & 1 != 0)
    }

    /// The sequence of two tokens or more with this state.
    pub fn longer(&self, state: u64) -> Option<Hit<'_>> {
        self.longer_from(self.first_slot(state), state)
    }

    /// What stands where the search for this state begins.
    #[inline]
    pub(super) fn first_slot(&self, state: u64) -> u64 {
        self.slots.get(address(state, self.slots.len()).0).copied().unwrap_or(0)
    }

    /// The first weight of the sequence in a slot.
    #[inline]
    pub(super) fn first_weight(&self, slot: u64) -> i16 {
        self.vectors.get((slot as u32 & VECTOR) as usize).map_or(0, |vector| vector[0])
    }

    /// [`longer`](Self::longer), when [`first_slot`](Self::first_slot) is known: it mostly is the one.
    #[inline]
    pub(super) fn longer_from(&self, first: u64, state: u64) -> Option<Hit<'_>> {
        let slot = if (first >> 32) as u32 == tag(state) { first } else { *self.slots.get(self.find(state)?)? };
        let payload = slot as u32;
        Some(Hit {
            vector: self.vectors.get((payload & VECTOR) as usize)?,
            goes_on: payload & GOES_ON != 0,
            is_entry: payload & ENTRY != 0,
            traits: Traits::default(),
        })
    }

    /// The sequence of these keys.
    pub fn get(&self, keys: &[u64]) -> Option<Hit<'_>> {
        match *keys {
            [] => None,
            [key] => self.single(key).map(|single| Hit {
                vector: &single.vector,
                goes_on: single.goes_on(),
                is_entry: single.sources != 0,
                traits: single.traits(),
            }),
            _ => self.longer(state(keys)),
        }
    }

    /// Sources of the lexicon entry of these keys; 0 when there is none.
    pub fn sources(&self, keys: &[u64]) -> u8 {
        match *keys {
            [key] => self.single(key).map_or(0, |single| single.sources),
            _ => self.find(state(keys)).and_then(|at| self.sources.get(at)).copied().unwrap_or(0),
        }
    }

    /// Number of sequences.
    pub fn len(&self) -> usize {
        self.singles.iter().filter(|single| single.is_used).count()
            + self.slots.iter().filter(|&&slot| slot != 0).count()
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
        let used = self.singles.iter().filter(|single| single.is_used);
        // In the order of the table, the first of a run first: hashed again they come to lie as they do now.
        let count = used.clone().count();
        let mut out = Vec::with_capacity(16 + count * SINGLE_BYTES + self.slots.len() * 9 + self.vectors.len() * 16);
        let places = self.singles.len().saturating_sub(MAX_PROBE);
        for size in [count, places, self.slots.len(), self.vectors.len()] {
            out.extend_from_slice(&(size as u32).to_le_bytes());
        }
        for single in used {
            out.extend_from_slice(&single.key.to_le_bytes());
            out.extend(single.vector.iter().flat_map(|weight| weight.to_le_bytes()));
            out.extend_from_slice(&[single.flags, single.sources]);
        }
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
    /// When the bytes are too few or too many, a token is there twice, or a slot points beyond the vectors.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let corrupt = |what| ModelError::corrupt("word table", what);
        let mut reader = Reader::new("word table", bytes);
        let [count, places] = [reader.u32()? as usize, reader.u32()? as usize];
        let [size, vectors] = [reader.u32()? as usize, reader.u32()? as usize];
        if places > count.saturating_mul(8).saturating_add(64) {
            return Err(corrupt("room for more tokens than there are"));
        }
        let mut singles = Vec::with_capacity(count.min(bytes.len() / SINGLE_BYTES));
        for record in reader.bytes(count.saturating_mul(SINGLE_BYTES))?.chunks_exact(SINGLE_BYTES) {
            let mut record = Reader::new("word table", record);
            let key = record.u64()?;
            let vector = vector(record.bytes(LANES * 2)?);
            let (flags, sources) = (record.u8()?, record.u8()?);
            singles.push(Single { key, vector, flags, sources, is_used: true });
        }
        let slots = reader.u64s(size)?;
        let vectors: Vec<Vector> =
            reader.bytes(vectors.saturating_mul(LANES * 2))?.chunks_exact(LANES * 2).map(vector).collect();
        let sources = reader.bytes(size)?.to_vec();
        if !reader.is_at_end() {
            return Err(corrupt("there are bytes after its end"));
        }
        if slots.iter().any(|&slot| slot != 0 && (slot as u32 & VECTOR) as usize >= vectors.len()) {
            return Err(corrupt("a slot points beyond the weights"));
        }
        let mut keys: Vec<u64> = singles.iter().map(|single| single.key).collect();
        keys.sort_unstable();
        if keys.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(corrupt("a token is there twice"));
        }
        let singles = hash(&singles, places).ok_or(corrupt("too many tokens for one place"))?;
        Ok(Self { singles, filter: filter(&slots), slots, vectors, sources })
    }
}

/// A table half full, since a look-up that finds nothing reads on to an empty place; larger when a run gets too long.
fn until_it_fits<T>(entries: usize, place: impl Fn(usize) -> Option<T>) -> T {
    let mut size = entries * 2 + 8;
    loop {
        if let Some(table) = place(size) {
            return table;
        }
        size += size / 16;
    }
}

fn vector(bytes: &[u8]) -> Vector {
    let mut vector = [0; LANES];
    for (weight, b) in vector.iter_mut().zip(bytes.chunks_exact(2)) {
        *weight = i16::from_le_bytes([b[0], b[1]]);
    }
    vector
}

/// Where the search for a single token begins. The last `MAX_PROBE` of the table are never first, so a run never wraps.
fn single_home(key: u64, size: usize) -> usize {
    let homes = size.saturating_sub(MAX_PROBE) as u64;
    ((u128::from(key) * u128::from(homes)) >> 64) as usize
}

/// Puts single tokens into a table of `size` and a tail; `None` when a run gets too long.
fn hash(singles: &[Single], size: usize) -> Option<Vec<Single>> {
    let mut table = vec![Single::UNKNOWN; size + MAX_PROBE];
    for single in singles {
        let first = single_home(single.key, table.len());
        let free = table.get_mut(first..first + MAX_PROBE)?.iter_mut().find(|place| !place.is_used)?;
        *free = *single;
    }
    Some(table)
}

/// Word and bit of a tag in a filter of `words` words, a power of two.
const fn filter_place(tag: u32, words: usize) -> (usize, u32) {
    // Bit 0 of a tag is always set.
    let bits = tag >> 1;
    ((bits >> 6) as usize & words.wrapping_sub(1), bits & 63)
}

/// The filter of all states that have a slot.
fn filter(slots: &[u64]) -> Vec<u64> {
    let used = slots.iter().filter(|&&slot| slot != 0);
    let mut filter = vec![0u64; (used.clone().count() * FILTER_BITS).div_ceil(64).next_power_of_two()];
    for slot in used {
        let (word, bit) = filter_place((slot >> 32) as u32, filter.len());
        if let Some(bits) = filter.get_mut(word) {
            *bits |= 1 << bit;
        }
    }
    filter
}

/// First slot and tag of a state. The last `MAX_PROBE` slots of a table are never first, so a run never wraps.
const fn address(state: u64, size: usize) -> (usize, u32) {
    let homes = size.saturating_sub(MAX_PROBE) as u64;
    ((((state >> 32) * homes) >> 32) as usize, tag(state))
}

/// The tag of a state, never 0.
const fn tag(state: u64) -> u32 {
    state as u32 | 1
}

/// Puts the entries into a table of `size` and a tail; `None` when a run gets too long.
fn place(entries: &[(u32, u64, u32, u8)], size: usize) -> Option<(Vec<u64>, Vec<u8>)> {
    let size = size + MAX_PROBE;
    let (mut slots, mut sources) = (vec![0u64; size], vec![0u8; size]);
    for &(_, state, payload, source) in entries {
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
        let bytes = table().to_bytes();
        let table = Table::from_bytes(&bytes).unwrap();
        assert_eq!(table.to_bytes(), bytes);
        assert_eq!(table.len(), 5, "three sequences, `bí` and `bí thư chi`");
        let hit = table.get(&keys("Bí thư")).unwrap();
        assert_eq!((hit.vector[0], hit.goes_on, hit.is_entry), (1, true, true));
        let prefix = table.get(&keys("bí")).unwrap();
        assert_eq!((prefix.vector[0], prefix.goes_on, prefix.is_entry), (0, true, false));
        let last = table.get(&keys("xã")).unwrap();
        assert_eq!((last.vector[0], last.goes_on, last.is_entry), (3, false, true));
        assert!(last.traits.is_syllable);
        assert_eq!(table.sources(&keys("bí thư chi bộ")), 2);
        assert_eq!(table.sources(&keys("xã")), 4);
        assert!(table.get(&keys("thư")).is_none() && table.get(&keys("bí xã")).is_none() && table.get(&[]).is_none());
    }

    #[test]
    fn many_sequences_come_back_and_the_filter_holds_back_most_of_the_rest() {
        let key = |i: u64| key(&i.to_string());
        let pairs: Vec<[u64; 2]> = (0..20_000).map(|i| [key(i % 3000), key(i)]).collect();
        let given = pairs.iter().enumerate().map(|(i, keys)| {
            let vector = [(i % 500) as i16; LANES];
            (keys.as_slice(), Sequence { vector, ..Sequence::default() })
        });
        let table = Table::from_bytes(&Table::build(given).to_bytes()).unwrap();
        assert_eq!(table.len(), 23_000);
        for (i, keys) in pairs.iter().enumerate() {
            assert!(table.may_have(state(keys)));
            assert_eq!(table.get(keys).unwrap().vector[7], (i % 500) as i16);
            assert!(table.single(keys[0]).unwrap().goes_on());
        }
        let let_through = (0..20_000).filter(|&i| table.may_have(state(&[key(i), key(i + 30_000)]))).count();
        assert!(let_through < 3000, "{let_through} of 20000");
        assert!((20_000..40_000).all(|i| table.single(key(i)).is_none()));
    }

    #[test]
    fn every_cut_of_the_bytes_is_an_error() {
        let bytes = table().to_bytes();
        for cut in 0..bytes.len() {
            assert!(Table::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        assert!(Table::from_bytes(&[bytes, vec![0]].concat()).is_err(), "a byte too many");
    }

    #[test]
    fn damage_is_an_error_or_a_table_that_can_be_asked() {
        let bytes = table().to_bytes();
        let asked = [keys("bí thư chi bộ"), keys("xã"), keys("thư")];
        for at in 0..bytes.len() {
            for flip in [1, 0x80, 0xFF] {
                let mut bad = bytes.clone();
                bad[at] ^= flip;
                if let Ok(table) = Table::from_bytes(&bad) {
                    for keys in &asked {
                        table.get(keys);
                        table.sources(keys);
                    }
                }
            }
        }
    }

    #[test]
    fn a_slot_beyond_the_weights_is_an_error() {
        let table = table();
        let mut bytes = table.to_bytes();
        let full = table.slots.iter().position(|&slot| slot != 0).unwrap();
        bytes[16 + 2 * SINGLE_BYTES + full * 8] = 200;
        assert!(Table::from_bytes(&bytes).is_err());
    }

    #[test]
    fn a_token_that_is_there_twice_is_an_error() {
        let mut bytes = table().to_bytes();
        bytes.copy_within(16..16 + SINGLE_BYTES, 16 + SINGLE_BYTES);
        assert!(Table::from_bytes(&bytes).is_err());
    }

    #[test]
    fn so_many_tokens_of_one_place_that_a_search_would_be_long_are_an_error() {
        let singles: Vec<Single> =
            (1..=MAX_PROBE as u64 + 1).map(|key| Single { key, is_used: true, ..Single::UNKNOWN }).collect();
        assert!(hash(&singles[..MAX_PROBE], 1000).is_some());
        assert!(hash(&singles, 1000).is_none());
    }

    #[test]
    fn an_empty_table_finds_nothing() {
        for table in [Table::default(), Table::from_bytes(&[0; 16]).unwrap(), Table::build([])] {
            assert!(table.get(&[7]).is_none() && table.get(&[7, 8]).is_none() && !table.may_have(0));
        }
    }
}
