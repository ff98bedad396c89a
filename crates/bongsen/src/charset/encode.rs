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
        let same = |back: char| back.to_lowercase().eq(self.what.to_lowercase());
        match self.back {
            _ if is_combining(self.what) => {
                format!("has no code in {charset}: compose the letters first, as `bongsen normalize` does")
            }
            Some(back) if same(back) && self.what.is_lowercase() => format!(
                "would come back from {charset} as {back:?}, since it has the code of the capital and stands among \
                 capitals: move it away from them, or write it so all the same with encode_lossy"
            ),
            Some(back) => {
                let why = if same(back) {
                    "since both have one code and no capitals around tell them apart"
                } else {
                    "which has the same code or stands there in ASCII's place"
                };
                let font = match charset.under_capital_font() {
                    Some(font) if self.what.is_uppercase() => format!("give it to a capital font ({font}), "),
                    _ => String::new(),
                };
                format!(
                    "would come back from {charset} as {back:?}, {why}: {font}replace it, or write it so all the same \
                     with encode_lossy"
                )
            }
            None if charset.is_capitals() && self.what.is_lowercase() => {
                format!("cannot be shown by a capital font ({charset}): write it in {}", charset.without_font())
            }
            None => format!("has no code in {charset}: replace it, or have ? written with encode_lossy"),
        }
    }
}

/// More often the letters around are not looked at again.
const ROUNDS: usize = 4;

/// Characters of `text` that came back as others, with their places.
fn differences(text: &str, back: &str) -> impl Iterator<Item = (usize, char, Option<char>)> {
    let back = back.chars().map(Some).chain(std::iter::repeat(None));
    text.char_indices()
        .zip(back)
        .map(|((at, what), back)| (at, what, back))
        .filter(|(_, what, back)| *back != Some(*what))
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
        let mut bytes = self.write(text, &[], &mut |at, what| {
            first.get_or_insert(EncodeError { what, at, charset: self.charset, back: None });
        });
        if let Some(error) = first {
            return Err(error);
        }
        let mut back = self.decode(&bytes).text;
        let mut seconds = Vec::new();
        for _ in 0..ROUNDS {
            if back == text {
                return Ok(bytes);
            }
            let known = seconds.len();
            seconds.extend(differences(text, &back).filter(|(_, what, _)| self.second(*what).is_some()).map(|d| d.0));
            seconds.sort_unstable();
            seconds.dedup();
            if seconds.len() == known {
                break;
            }
            bytes = self.write(text, &seconds, &mut |_, _| {});
            back = self.decode(&bytes).text;
        }
        match differences(text, &back).next() {
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
        let bytes = self.write(text, &[], &mut |_, _| lost += 1);
        (bytes, lost)
    }

    fn second(&self, c: char) -> Option<&[u8]> {
        let i = self.seconds.binary_search_by_key(&c, |second| second.0).ok()?;
        self.seconds.get(i).map(|second| second.1.as_slice())
    }

    /// Writes each character, those at `seconds` (in order) by their second code, telling of those without a code.
    fn write(&self, text: &str, seconds: &[usize], fault: &mut dyn FnMut(usize, char)) -> Vec<u8> {
        match self.charset {
            Charset::Utf8 => return text.as_bytes().to_vec(),
            Charset::Viqr => return viqr::encode(text, fault),
            _ => {}
        }
        let mut out = Vec::with_capacity(text.len());
        let mut seconds = seconds.iter().copied().peekable();
        for (at, c) in text.char_indices() {
            if seconds.next_if_eq(&at).is_some() {
                out.extend(self.second(c).unwrap_or_default());
                continue;
            }
            // A capital font has no small letters.
            let is_small = self.charset.is_capitals() && c.is_lowercase();
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
