//! Weights of candidates in contexts, packed: four bytes each.
//!
//! ```text
//! in a file   number of buckets u32 | u8 each: how many slots it has | the slots of all, in the order of the buckets
//! slot        u32: tag of the context 16 | candidate before 4 | candidate 4 | weight i8
//! in memory   a bucket is 16 tags and 16 values, 64 bytes: a line of the cache
//! ```
//! A context is looked up by comparing its tag with all tags of its bucket at once; mostly none is equal, and that is all
//! there is to do. Another context with the same tag in the same bucket (1 in 5,000) adds a weight that is not meant.

use super::lattice::Weights;
use crate::model::{ModelError, Reader};

const SECTION: &str = "weights of contexts";
/// Slots of a bucket on average, and at most: a few buckets in a hundred are too small, and lose their least weights.
const FILL: usize = 10;
const ROOM: usize = 16;
const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// Weights, read.
#[derive(Clone, Debug, Default)]
pub struct Table {
    buckets: Vec<Bucket>,
    count: usize,
}

/// The slots of one bucket; an empty one has the value 0.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Bucket {
    tags: [u16; ROOM],
    values: [u16; ROOM],
}

/// One weight: of a candidate in a context, and for pairs of the candidate before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Feature {
    /// The context.
    pub context: u64,
    /// The candidate before, 0 for a context of one syllable.
    pub before: u8,
    /// The candidate.
    pub candidate: u8,
    /// The weight, 16 to the nat.
    pub weight: i8,
}

/// Bucket and tag of a context.
#[inline]
const fn place(context: u64, buckets: usize) -> (usize, u16) {
    let mixed = (context ^ (context >> 29)).wrapping_mul(MULTIPLIER);
    let hash = (mixed ^ (mixed >> 32)).wrapping_mul(MULTIPLIER);
    ((((hash >> 32) * buckets as u64) >> 32) as usize, (hash >> 8) as u16)
}

/// Features as bytes, for a section of a model file.
pub fn to_bytes(features: &[Feature]) -> Vec<u8> {
    let buckets = features.len().div_ceil(FILL).max(1);
    let mut slots: Vec<(usize, u8, u32)> = features
        .iter()
        .map(|f| {
            let (bucket, tag) = place(f.context, buckets);
            let low = u32::from(f.before & 15) << 12 | u32::from(f.candidate & 15) << 8 | u32::from(f.weight as u8);
            (bucket, u8::MAX - f.weight.unsigned_abs(), u32::from(tag) << 16 | low)
        })
        .collect();
    // The strongest first: what finds no room is the weakest.
    slots.sort_unstable();
    let mut counts = vec![0u8; buckets];
    slots.retain(|&(bucket, ..)| match counts.get_mut(bucket) {
        Some(count) if usize::from(*count) < ROOM => {
            *count += 1;
            true
        }
        _ => false,
    });
    let mut out = (buckets as u32).to_le_bytes().to_vec();
    out.extend_from_slice(&counts);
    out.extend(slots.iter().flat_map(|(.., slot)| slot.to_le_bytes()));
    out
}

/// Reads what [`to_bytes`] wrote.
///
/// # Errors
/// When there is no bucket, one is too full, or the bytes are not as many as they say.
pub fn from_bytes(bytes: &[u8]) -> Result<Table, ModelError> {
    let mut reader = Reader::new(SECTION, bytes);
    let count = reader.u32()? as usize;
    let counts = reader.bytes(count)?;
    if counts.is_empty() || counts.iter().any(|&count| usize::from(count) > ROOM) {
        return Err(ModelError::corrupt(SECTION, "sizes of buckets"));
    }
    let mut table = Table::default();
    table.buckets.reserve_exact(count);
    for &count in counts {
        let mut bucket = Bucket::default();
        for (tag, value) in bucket.tags.iter_mut().zip(&mut bucket.values).take(usize::from(count)) {
            let slot = reader.u32()?;
            (*tag, *value) = ((slot >> 16) as u16, slot as u16);
        }
        table.count += usize::from(count);
        table.buckets.push(bucket);
    }
    Ok(table)
}

impl Table {
    /// How many weights there are.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }
}

impl Bucket {
    /// Whether a slot has this tag. Without a branch: all are compared at once.
    #[inline]
    #[allow(clippy::needless_bitwise_bool, reason = "a branch would end the comparison at once of all")]
    fn has(&self, tag: u16) -> bool {
        self.tags.iter().fold(false, |any, &other| any | (other == tag))
    }
}

impl Weights for Table {
    #[inline]
    fn may_have(&self, context: u64) -> bool {
        let (bucket, tag) = place(context, self.buckets.len());
        self.buckets.get(bucket).is_some_and(|bucket| bucket.has(tag))
    }

    #[inline]
    fn each(&self, context: u64, mut found: impl FnMut(u8, u8, i32)) {
        let (bucket, tag) = place(context, self.buckets.len());
        let Some(bucket) = self.buckets.get(bucket) else { return };
        for (_, value) in bucket.tags.iter().zip(bucket.values).filter(|(other, _)| **other == tag) {
            found((value >> 12) as u8, (value >> 8 & 15) as u8, i32::from(value as u8 as i8));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(table: &Table, context: u64) -> Vec<(u8, u8, i32)> {
        let mut found = Vec::new();
        table.each(context, |before, candidate, weight| found.push((before, candidate, weight)));
        found.sort_unstable();
        found
    }

    #[test]
    fn what_was_put_in_comes_out() {
        let features: Vec<Feature> = (1..40_000)
            .map(|i| Feature { context: i / 2 * 77, before: (i % 16) as u8, candidate: (i % 7) as u8, weight: 100 })
            .collect();
        let bytes = to_bytes(&features);
        let table = from_bytes(&bytes).unwrap();
        assert!(table.len() > features.len() * 97 / 100, "{}", table.len());
        let there =
            features.iter().filter(|f| all(&table, f.context).contains(&(f.before, f.candidate, i32::from(f.weight))));
        assert_eq!(there.count(), table.len());
        let strange = (0..10_000).filter(|i| !all(&table, (1 << 50) | (i * 3)).is_empty()).count();
        assert!(strange < 20, "{strange}");
    }

    #[test]
    fn bad_bytes_are_an_error() {
        let bytes = to_bytes(&[Feature { context: 5, before: 1, candidate: 2, weight: -3 }]);
        assert_eq!(all(&from_bytes(&bytes).unwrap(), 5), [(1, 2, -3)]);
        for cut in 0..bytes.len() {
            assert!(from_bytes(&bytes[..cut]).is_err());
        }
        assert!(from_bytes(&[255; 8]).is_err());
        assert!(from_bytes(&[1, 0, 0, 0, 17]).is_err());
    }
}
