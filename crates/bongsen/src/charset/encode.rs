//! Text to bytes.

use super::{Charset, Codec, viqr};

/// What a charset cannot write, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what:?} (U+{:04X}) at byte {at} {}", *what as u32, self.reason())]
pub struct EncodeError {
    /// The character.
    pub what: char,
    /// Its place: bytes of the text before it.
    pub at: usize,
    /// The charset.
    pub charset: Charset,
    /// What it would come back as, where it has a code.
    pub back: Option<char>,
}

impl EncodeError {
    fn reason(&self) -> String {
        let charset = self.charset;
        match (self.back, self.what) {
            (_, mark) if is_combining(mark) => {
                format!("has no code in {charset}: compose the letters first, as `bongsen normalize` does")
            }
            (Some(back), _) => format!(
                "would come back from {charset} as {back:?}: replace it, or write it so all the same with encode_lossy"
            ),
            (None, _) => format!("has no code in {charset}: replace it, or have ? written with encode_lossy"),
        }
    }
}

const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

impl Codec {
    /// As [`encode`](super::encode).
    ///
    /// # Errors
    /// As [`encode`](super::encode).
    pub fn encode(&self, text: &str) -> Result<Vec<u8>, EncodeError> {
        let mut first = None;
        let bytes = self.write(text, &mut |at, what| {
            first.get_or_insert(EncodeError { what, at, charset: self.charset, back: None });
        });
        if let Some(error) = first {
            return Err(error);
        }
        let back = self.decode(&bytes).text;
        if back == text {
            return Ok(bytes);
        }
        let differ = text.char_indices().zip(back.chars().map(Some).chain(std::iter::repeat(None)));
        let differ = differ.map(|((at, what), back)| (at, what, back)).find(|(_, what, back)| *back != Some(*what));
        match differ {
            Some((at, what, back)) => {
                // A letter that its mark was joined to: the mark is what is wrong.
                let after = at + what.len_utf8();
                let mark = text.get(after..).and_then(|rest| rest.chars().next());
                Err(match mark.filter(|m| is_combining(*m)) {
                    Some(mark) => EncodeError { what: mark, at: after, charset: self.charset, back: None },
                    None => EncodeError { what, at, charset: self.charset, back },
                })
            }
            None => Ok(bytes),
        }
    }

    /// As [`encode`](Self::encode), with `?` for each character that has no code, and capitals without a code of their
    /// own as the code that they share with the small letter; the number is how many `?` were put.
    pub fn encode_lossy(&self, text: &str) -> (Vec<u8>, usize) {
        let mut lost = 0;
        let bytes = self.write(text, &mut |_, _| lost += 1);
        (bytes, lost)
    }

    /// Writes each character, telling of those without a code.
    fn write(&self, text: &str, fault: &mut dyn FnMut(usize, char)) -> Vec<u8> {
        match self.charset {
            Charset::Utf8 => return text.as_bytes().to_vec(),
            Charset::Viqr => return viqr::encode(text, fault),
            _ => {}
        }
        let mut out = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            // A capital font has no small letters.
            let is_small = self.charset == Charset::Tcvn3Capitals && c.is_lowercase();
            match self.codes.binary_search_by_key(&c, |code| code.0) {
                Ok(i) if !is_small => out.extend(self.codes.get(i).into_iter().flat_map(|code| &code.1)),
                _ if !is_small && self.is_ascii_here(c) => out.push(c as u8),
                _ => {
                    fault(at, c);
                    out.push(b'?');
                }
            }
        }
        out
    }

    /// Whether `c` is ASCII and its byte stands for it (in BK HCM 1 `}` is a letter).
    fn is_ascii_here(&self, c: char) -> bool {
        c.is_ascii() && self.single.get(c as usize) == Some(&c)
    }
}
