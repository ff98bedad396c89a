//! The word model: what is in the file.
//!
//! ```text
//! word.bsm   META  JSON: what it is, sources, licence, scores, command
//!            WSQ2  the weights of sequences of tokens (`table`)
//!            WSHP  i16[65536]: the weight of each window of four shapes; the bias is in it
//!            WCOV  i16[16384]: the weight of each lexicon cover between two shapes
//! ```

use super::features::{COVERS, SHAPES};
use super::table::Table;
use crate::model::{ModelError, ModelFile, write};

/// Where a lexicon entry comes from: bits of a mask.
pub mod sources {
    /// A headword of the Vietnamese Wiktionary.
    pub const WIKTIONARY: u8 = 1;
    /// The word list of the package pyvi.
    pub const PYVI: u8 = 2;
    /// Seen often enough as one word in segmented news text.
    pub const NEWS: u8 = 4;
    /// A word of the training part of the treebank.
    pub const TREEBANK: u8 = 8;
}

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
        Ok(Self { table, shapes, covers, meta: file.meta().to_owned() })
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
            Ok(Self { table, shapes, covers, meta: String::new() })
        } else {
            Err(ModelError::corrupt("word shapes", "wrong size"))
        }
    }

    /// The model as a file, with `meta` (JSON) as its `META` section.
    pub fn to_bytes(&self, meta: &str) -> Vec<u8> {
        let bytes = |weights: &[i16]| weights.iter().flat_map(|w| w.to_le_bytes()).collect();
        write(&[
            (*b"META", meta.as_bytes().to_vec()),
            (*b"WSQ2", self.table.to_bytes()),
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
        self.sources(syllables) != 0
    }

    /// Where the entry of these syllables comes from, as a mask of [`sources`]; 0 when they are no entry.
    pub fn sources(&self, syllables: &[&str]) -> u8 {
        let keys: Vec<u64> = syllables.iter().map(|s| crate::normalize::key(s)).collect();
        self.table.sources(&keys)
    }
}

fn weights(bytes: &[u8], count: usize) -> Result<Vec<i16>, ModelError> {
    if bytes.len() != count * 2 {
        return Err(ModelError::corrupt("word weights", "wrong size"));
    }
    Ok(bytes.chunks_exact(2).map(|b| i16::from_le_bytes([b[0], b[1]])).collect())
}
