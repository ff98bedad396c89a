//! Model files: how compiled data is stored and read.
//!
//! ```text
//! "BSEN"  u32 format version  u32 key version  u32 number of sections
//! section table, 20 bytes each:  [u8; 4] kind   u64 offset   u32 length   u32 CRC-32
//! sections
//! ```
//! Little-endian throughout. Every read is bounds-checked and every declared size is checked against the bytes there
//! are before anything is allocated: a bad file is an error, never a panic. The section `META` holds JSON: what the
//! file is, its licence, sources, generator and measured scores.

use crate::normalize::KEY_VERSION;

const MAGIC: &[u8; 4] = b"BSEN";
const FORMAT: u32 = 1;
const HEADER: usize = 16;
const ENTRY: usize = 20;

/// Why a model file cannot be used.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The file does not begin as a model file does.
    #[error("not a bongsen model file (it should begin with BSEN)")]
    NotAModel,
    /// The file was written by another version.
    #[error("model format {found}, but this version of bongsen reads {expected}: rebuild the file with bongsen-train")]
    Version {
        /// Version in the file.
        found: u32,
        /// Version that can be read.
        expected: u32,
    },
    /// The file was built under another folding of tokens.
    #[error("model built with token keys {found}, but this version of bongsen uses {expected}: rebuild the file")]
    Keys {
        /// Key version in the file.
        found: u32,
        /// Key version in use.
        expected: u32,
    },
    /// A needed section is not there.
    #[error("model file has no section {0}: is it a file of another kind?")]
    Missing(String),
    /// Bytes are wrong or too few.
    #[error("model file is damaged in {section}: {what}")]
    Corrupt {
        /// Which part.
        section: &'static str,
        /// What is wrong.
        what: &'static str,
    },
}

impl ModelError {
    pub(crate) const fn corrupt(section: &'static str, what: &'static str) -> Self {
        Self::Corrupt { section, what }
    }
}

/// The kind of a section: four ASCII letters.
pub type SectionKind = [u8; 4];

/// A model file opened over its bytes.
#[derive(Clone, Debug)]
pub struct ModelFile<'a> {
    sections: Vec<(SectionKind, &'a [u8])>,
}

impl<'a> ModelFile<'a> {
    /// Opens a file and checks its header, section table and checksums.
    ///
    /// # Errors
    /// See [`ModelError`].
    pub fn open(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let mut reader = Reader::new("header", bytes);
        if reader.bytes(4).ok() != Some(MAGIC.as_slice()) {
            return Err(ModelError::NotAModel);
        }
        let format = reader.u32()?;
        if format != FORMAT {
            return Err(ModelError::Version { found: format, expected: FORMAT });
        }
        let keys = reader.u32()?;
        if keys != KEY_VERSION {
            return Err(ModelError::Keys { found: keys, expected: KEY_VERSION });
        }
        let count = reader.u32()? as usize;
        if count > bytes.len() / ENTRY {
            return Err(ModelError::corrupt("header", "more sections than bytes"));
        }
        let mut sections = Vec::with_capacity(count);
        for _ in 0..count {
            let kind = reader.bytes(4)?;
            let kind = [kind[0], kind[1], kind[2], kind[3]];
            let offset =
                usize::try_from(reader.u64()?).map_err(|_| ModelError::corrupt("header", "offset beyond the file"))?;
            let length = reader.u32()? as usize;
            let checksum = reader.u32()?;
            let section = offset
                .checked_add(length)
                .and_then(|end| bytes.get(offset..end))
                .ok_or(ModelError::corrupt("header", "section beyond the end of the file"))?;
            if crc32fast::hash(section) != checksum {
                return Err(ModelError::corrupt("a section", "checksum differs"));
            }
            sections.push((kind, section));
        }
        Ok(Self { sections })
    }

    /// The bytes of a section.
    ///
    /// # Errors
    /// [`ModelError::Missing`] when there is none of this kind.
    pub fn section(&self, kind: SectionKind) -> Result<&'a [u8], ModelError> {
        self.sections
            .iter()
            .find(|(k, _)| *k == kind)
            .map(|(_, bytes)| *bytes)
            .ok_or_else(|| ModelError::Missing(String::from_utf8_lossy(&kind).into_owned()))
    }

    /// Every section, in the order of the file.
    pub fn sections(&self) -> impl ExactSizeIterator<Item = (SectionKind, &'a [u8])> {
        self.sections.iter().copied()
    }

    /// The `META` section: JSON text, empty when there is none.
    pub fn meta(&self) -> &'a str {
        self.section(*b"META").ok().and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// Writes a model file from its sections, in the order given.
pub fn write(sections: &[(SectionKind, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend_from_slice(MAGIC);
    for word in [FORMAT, KEY_VERSION, sections.len() as u32] {
        out.extend_from_slice(&word.to_le_bytes());
    }
    let mut offset = (HEADER + ENTRY * sections.len()).next_multiple_of(8);
    for (kind, bytes) in sections {
        out.extend_from_slice(kind);
        out.extend_from_slice(&(offset as u64).to_le_bytes());
        out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        out.extend_from_slice(&crc32fast::hash(bytes).to_le_bytes());
        offset = (offset + bytes.len()).next_multiple_of(8);
    }
    for (_, bytes) in sections {
        out.resize(out.len().next_multiple_of(8), 0);
        out.extend_from_slice(bytes);
    }
    out
}

/// Reads numbers and strings from a section, checking bounds.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    section: &'static str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `bytes`; `section` names them in errors.
    pub const fn new(section: &'static str, bytes: &'a [u8]) -> Self {
        Self { section, bytes, at: 0 }
    }

    /// The next `count` bytes.
    ///
    /// # Errors
    /// [`ModelError::Corrupt`] when fewer are left; so for every method here.
    pub fn bytes(&mut self, count: usize) -> Result<&'a [u8], ModelError> {
        let short = ModelError::corrupt(self.section, "it ends too early");
        let end = self.at.checked_add(count).ok_or(short.clone())?;
        let bytes = self.bytes.get(self.at..end).ok_or(short)?;
        self.at = end;
        Ok(bytes)
    }

    /// The next byte.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes).
    pub fn u8(&mut self) -> Result<u8, ModelError> {
        Ok(self.bytes(1)?[0])
    }

    /// The next two bytes.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes).
    pub fn u16(&mut self) -> Result<u16, ModelError> {
        let b = self.bytes(2)?;
        Ok(u16::from_le_bytes([b[0], b[1]]))
    }

    /// The next four bytes.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes).
    pub fn u32(&mut self) -> Result<u32, ModelError> {
        let b = self.bytes(4)?;
        Ok(u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    /// The next eight bytes.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes).
    pub fn u64(&mut self) -> Result<u64, ModelError> {
        Ok(u64::from(self.u32()?) | (u64::from(self.u32()?) << 32))
    }

    /// The next `count` u32.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes).
    pub fn u32s(&mut self, count: usize) -> Result<Vec<u32>, ModelError> {
        let bytes = self.bytes(count.saturating_mul(4))?;
        Ok(bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    /// The next `count` u64.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes).
    pub fn u64s(&mut self, count: usize) -> Result<Vec<u64>, ModelError> {
        let bytes = self.bytes(count.saturating_mul(8))?;
        Ok(bytes
            .chunks_exact(8)
            .map(|b| u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]]))
            .collect())
    }

    /// The next string: a u32 length, then UTF-8.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes), and when it is not UTF-8.
    pub fn str(&mut self) -> Result<&'a str, ModelError> {
        let length = self.u32()? as usize;
        std::str::from_utf8(self.bytes(length)?).map_err(|_| ModelError::corrupt(self.section, "text is not UTF-8"))
    }

    /// Whether everything was read.
    pub const fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_come_back() {
        let file = write(&[(*b"ABCD", vec![1, 2, 3]), (*b"META", b"{}".to_vec())]);
        let open = ModelFile::open(&file).unwrap();
        assert_eq!(open.section(*b"ABCD").unwrap(), [1, 2, 3]);
        assert_eq!(open.meta(), "{}");
        assert_eq!(open.section(*b"NONE"), Err(ModelError::Missing("NONE".into())));
    }

    #[test]
    fn every_damage_is_an_error_and_no_panic() {
        let file = write(&[(*b"ABCD", (0..64).collect())]);
        for cut in 0..file.len() {
            assert!(ModelFile::open(&file[..cut]).is_err());
        }
        for at in (0..36).chain([40, 70]) {
            let mut bad = file.clone();
            bad[at] ^= 0x55;
            let kind_changed = (16..20).contains(&at);
            assert_eq!(ModelFile::open(&bad).is_ok(), kind_changed, "byte {at}");
        }
    }
}
