//! The word model: what is in the file.
//!
//! ```text
//! word.bsm   META  JSON: what it is, sources, licence, scores, command
//!            WSQ2  the weights of sequences of tokens (`table`)
//!            WSRC  where lexicon entries come from: a name a line, the first for bit 0 of an entry's mask
//!            WSHP  i16[65536]: the weight of each window of four shapes; the bias is in it
//!            WCOV  i16[16384]: the weight of each lexicon cover between two shapes
//! ```

use super::features::{COVERS, SHAPES};
use super::table::Table;
use crate::model::{ModelError, ModelFile, write};

/// The lexicon and the boundary model, compiled.
///
/// ```
/// # #[cfg(feature = "bundled")] {
/// use bongsen::word::WordModel;
/// let model = WordModel::bundled().unwrap();
/// assert!(model.contains(&["Chủ", "tịch"]));
/// assert!(!model.contains(&["tịch", "xã"]));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct WordModel {
    pub(super) table: Table,
    pub(super) shapes: Vec<i16>,
    pub(super) covers: Vec<i16>,
    /// Bit `i` of an entry's sources is `sources[i]`.
    sources: Vec<String>,
    meta: String,
}

impl WordModel {
    /// Reads a compiled model file.
    ///
    /// # Errors
    /// When it is no word model, of another version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let file = ModelFile::open(bytes)?;
        let table = Table::from_bytes(file.section(*b"WSQ2")?)?;
        let shapes = weights(file.section(*b"WSHP")?, SHAPES)?;
        let covers = weights(file.section(*b"WCOV")?, COVERS)?;
        let sources = std::str::from_utf8(file.section(*b"WSRC")?)
            .map_err(|_| ModelError::corrupt("word sources", "not UTF-8"))?
            .lines()
            .map(str::to_owned)
            .collect();
        Ok(Self { table, shapes, covers, sources, meta: file.meta().to_owned() })
    }

    /// The model that comes with this crate.
    ///
    /// # Errors
    /// As [`from_bytes`](Self::from_bytes); only a broken build has any.
    #[cfg(feature = "bundled")]
    pub fn bundled() -> Result<Self, ModelError> {
        Self::from_bytes(bongsen_data::WORD)
    }

    /// Puts a model together from its parts.
    ///
    /// # Errors
    /// When `shapes` has not [`SHAPES`] entries or `covers` not [`COVERS`].
    pub fn from_parts(table: Table, shapes: Vec<i16>, covers: Vec<i16>) -> Result<Self, ModelError> {
        if shapes.len() == SHAPES && covers.len() == COVERS {
            Ok(Self { table, shapes, covers, sources: Vec::new(), meta: String::new() })
        } else {
            Err(ModelError::corrupt("word shapes", "wrong size"))
        }
    }

    /// Names the sources of lexicon entries: the first for bit 0 of an entry's mask, and so on.
    #[must_use]
    pub fn with_sources(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.sources = names.into_iter().map(Into::into).collect();
        self
    }

    /// The model as a file, with `meta` (JSON) as its `META` section.
    pub fn to_bytes(&self, meta: &str) -> Vec<u8> {
        let bytes = |weights: &[i16]| weights.iter().flat_map(|w| w.to_le_bytes()).collect();
        write(&[
            (*b"META", meta.as_bytes().to_vec()),
            (*b"WSQ2", self.table.to_bytes()),
            (*b"WSRC", self.sources.iter().flat_map(|name| [name, "\n"]).collect::<String>().into_bytes()),
            (*b"WSHP", bytes(&self.shapes)),
            (*b"WCOV", bytes(&self.covers)),
        ])
    }

    /// What the file says of itself: JSON.
    pub fn meta(&self) -> &str {
        &self.meta
    }

    /// The trie of sequences.
    pub const fn table(&self) -> &Table {
        &self.table
    }

    /// Whether these syllables are an entry of the lexicon, in any case and either tone style.
    pub fn contains(&self, syllables: &[&str]) -> bool {
        self.table.sources(&keys(syllables)) != 0
    }

    /// The lists and texts that the entry of these syllables comes from; none when they are no entry.
    pub fn sources(&self, syllables: &[&str]) -> impl Iterator<Item = &str> {
        self.sources_of(&keys(syllables))
    }

    /// The names of the sources of the entry of these keys.
    pub(super) fn sources_of(&self, keys: &[u64]) -> impl Iterator<Item = &str> + use<'_> {
        let mask = self.table.sources(keys);
        self.sources
            .iter()
            .enumerate()
            .filter(move |(i, _)| mask.checked_shr(*i as u32).unwrap_or(0) & 1 != 0)
            .map(|(_, name)| name.as_str())
    }
}

fn keys(syllables: &[&str]) -> Vec<u64> {
    syllables.iter().map(|syllable| crate::normalize::key(syllable)).collect()
}

fn weights(bytes: &[u8], count: usize) -> Result<Vec<i16>, ModelError> {
    if bytes.len() != count * 2 {
        return Err(ModelError::corrupt("word weights", "wrong size"));
    }
    Ok(bytes.chunks_exact(2).map(|b| i16::from_le_bytes([b[0], b[1]])).collect())
}
