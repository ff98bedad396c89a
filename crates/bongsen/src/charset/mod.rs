//! Text in the charsets that Vietnamese was written in before Unicode, and back.
//!
//! | charset | a letter is | where it is met |
//! |---|---|---|
//! | TCVN3 (ABC) | one byte; most capitals share that of the small letter and are shown by capital fonts (`.VnTimeH`) | offices of the north, to about 2005 |
//! | VNI | a letter and a mark, two bytes | press and offices of the south |
//! | VISCII, VPS | one byte | overseas, the early web |
//! | VIQR | ASCII: `Tie^'ng Vie^.t` | mail, news groups |
//! | CP1258 | a letter and a combining mark | Windows |
//! | BK HCM 1, 2, Vietware X, F | one byte; two bytes; two bytes; one byte, capitals as in TCVN3 | Word documents of the nineties |
//!
//! ```text
//! bytes ────────decode──────▶ Decoded: text, OffsetMap back to the bytes, what could not be read
//! text that was read as Windows-1252 (`Nguyôn V¨n A`) ──decode_text──▶ the same
//! text ────────encode──────▶ bytes, or the first character that cannot be written, with its place
//! bytes ────────detect──────▶ guesses, the best first; nothing is converted on a guess
//! ```
//! One pass each. What is written by [`encode`] is read back by [`decode`] as the same text: this is checked, so that
//! `Ấn Độ` in Vietware F, whose `Ấ` would come back as `ấ`, is an error and not a silent loss ([`Codec::encode_lossy`] is
//! for those who want it); under its capital font it can be written. In TCVN3 such a letter is written as the greater
//! TCVN 5712 has it (VN2: the capital without tone, and a mark). The table is `charsets.tsv`; its sources stand in
//! `data/charset/SOURCE.toml`.

mod capitals;
mod decode;
mod detect;
mod encode;
mod keys;
mod lost;
mod mixed;
mod mojibake;
mod score;
mod table;
#[cfg(test)]
mod tests;
mod tones;
mod viqr;
mod windows;

use std::fmt;
use std::str::FromStr;

use crate::span::{Norm, OffsetMap, Orig, Span};

pub use detect::{Carrier, Guess, detect, detect_text};
pub use encode::EncodeError;
pub use keys::{Method, Typed, UnknownMethod, keystrokes};
pub use mojibake::{ReadAs, Repaired, repair_mojibake};
pub use table::Codec;

/// A charset that Vietnamese text is found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Charset {
    /// UTF-8.
    Utf8,
    /// TCVN3, also called ABC: `ViÖt Nam`. A code that a capital shares with its small letter is read as the capital
    /// where the letters around it are capitals.
    Tcvn3,
    /// TCVN3 under a capital font (`.VnTimeH`): every letter is a capital.
    Tcvn3Capitals,
    /// VNI for Windows: `Vieät Nam`.
    Vni,
    /// VISCII (RFC 1456).
    Viscii,
    /// VPS (Vietnamese Professionals Society).
    Vps,
    /// VIQR (RFC 1456): `Vie^.t Nam`; a backslash makes the next character literal.
    Viqr,
    /// Windows code page 1258.
    Cp1258,
    /// BK HCM 1 (one byte a letter).
    BkHcm1,
    /// BK HCM 1 under a capital font: every letter is a capital.
    BkHcm1Capitals,
    /// BK HCM 2 (a letter and a mark).
    BkHcm2,
    /// Vietware X (a letter and a mark).
    VietwareX,
    /// Vietware F (one byte a letter, with capitals as in TCVN3).
    VietwareF,
    /// Vietware F under a capital font: every letter is a capital.
    VietwareFCapitals,
}

impl Charset {
    /// All charsets.
    pub const ALL: [Self; 14] = [
        Self::Utf8,
        Self::Tcvn3,
        Self::Tcvn3Capitals,
        Self::Vni,
        Self::Viscii,
        Self::Vps,
        Self::Viqr,
        Self::Cp1258,
        Self::BkHcm1,
        Self::BkHcm1Capitals,
        Self::BkHcm2,
        Self::VietwareX,
        Self::VietwareF,
        Self::VietwareFCapitals,
    ];

    /// The name in arguments and answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8",
            Self::Tcvn3 => "tcvn3",
            Self::Tcvn3Capitals => "tcvn3-capitals",
            Self::Vni => "vni",
            Self::Viscii => "viscii",
            Self::Vps => "vps",
            Self::Viqr => "viqr",
            Self::Cp1258 => "cp1258",
            Self::BkHcm1 => "bkhcm1",
            Self::BkHcm1Capitals => "bkhcm1-capitals",
            Self::BkHcm2 => "bkhcm2",
            Self::VietwareX => "vietwarex",
            Self::VietwareF => "vietwaref",
            Self::VietwareFCapitals => "vietwaref-capitals",
        }
    }

    /// The charset whose codes these are under a capital font; itself where it is none.
    const fn without_font(self) -> Self {
        match self {
            Self::Tcvn3Capitals => Self::Tcvn3,
            Self::BkHcm1Capitals => Self::BkHcm1,
            Self::VietwareFCapitals => Self::VietwareF,
            other => other,
        }
    }

    /// The same codes under a capital font, where there are such fonts.
    const fn under_capital_font(self) -> Option<Self> {
        match self {
            Self::Tcvn3 => Some(Self::Tcvn3Capitals),
            Self::BkHcm1 => Some(Self::BkHcm1Capitals),
            Self::VietwareF => Some(Self::VietwareFCapitals),
            _ => None,
        }
    }

    /// Whether a capital font shows every letter as a capital.
    fn is_capitals(self) -> bool {
        self.without_font() != self
    }
}

impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A word that names no charset.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no charset: they are utf8, tcvn3, tcvn3-capitals, vni, viscii, vps, viqr, cp1258, bkhcm1, bkhcm1-capitals, \
     bkhcm2, vietwarex, vietwaref, vietwaref-capitals"
)]
pub struct UnknownCharset(String);

impl FromStr for Charset {
    type Err = UnknownCharset;

    /// By [`name`](Charset::name), whatever the case, also with hyphens, and a few other names (`abc`, `windows-1258`).
    fn from_str(word: &str) -> Result<Self, UnknownCharset> {
        let bare: String = word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        let alias = match bare.as_str() {
            "abc" => "tcvn3",
            "vntimeh" | "tcvn3h" | "tcvn3capitals" => "tcvn3-capitals",
            "bkhcm1capitals" => "bkhcm1-capitals",
            "vietwarefcapitals" => "vietwaref-capitals",
            "vniwin" | "vniwindows" => "vni",
            "windows1258" => "cp1258",
            other => other,
        };
        Self::ALL.into_iter().find(|c| c.name() == alias).ok_or_else(|| UnknownCharset(word.chars().take(40).collect()))
    }
}

/// A text that was read from a charset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, in composed letters.
    pub text: String,
    /// From bytes of the text ([`Norm`]) to bytes of the input ([`Orig`]) and back.
    pub map: OffsetMap,
    /// How many pieces of the input stand for nothing in the charset; each is U+FFFD in the text.
    pub undecodable: u32,
    /// What it was read as.
    pub charset: Charset,
}

impl Decoded {
    /// The bytes of the input that a stretch of the text was read from.
    pub fn to_original(&self, span: Span<Norm>) -> Span<Orig> {
        self.map.to_orig(span)
    }
}

/// Reads bytes of a charset; under 1 GiB, as every text here. To read many, keep a [`Codec`].
///
/// ```
/// use bongsen::Span;
/// use bongsen::charset::{Charset, decode};
/// let read = decode(b"Vi\xD6t Nam", Charset::Tcvn3);
/// assert_eq!(read.text, "Việt Nam");
/// assert_eq!(read.to_original(Span::new(0, 6)), Span::new(0, 4)); // Việt
/// assert_eq!(decode(b"Tie^'ng Vie^.t", Charset::Viqr).text, "Tiếng Việt");
/// ```
pub fn decode(bytes: &[u8], charset: Charset) -> Decoded {
    Codec::new(charset).decode(bytes)
}

/// Reads bytes of a charset, or UTF-8 of what Windows-1252 made of them: bytes that are legal UTF-8 and not ASCII are
/// taken for the latter, as bytes of the old charsets hardly ever are. Files were put together of both: where not all is
/// UTF-8, lines that are stay as they are, and where all is, lines with a letter (`ệ`) that Windows-1252 lacks.
pub fn decode_any(bytes: &[u8], charset: Charset) -> Decoded {
    match std::str::from_utf8(bytes) {
        Ok(text) if !bytes.is_ascii() => mixed::decode_text(text, charset),
        Ok(_) => decode(bytes, charset),
        Err(_) => mixed::decode(bytes, charset),
    }
}

/// Reads text whose bytes were taken for Windows-1252 or Latin-1 before. What is no character of these stays.
///
/// ```
/// use bongsen::charset::{Charset, decode_text};
/// assert_eq!(decode_text("NguyÔn V¨n A", Charset::Tcvn3).text, "Nguyễn Văn A");
/// assert_eq!(decode_text("Vieät Nam", Charset::Vni).text, "Việt Nam");
/// ```
pub fn decode_text(text: &str, charset: Charset) -> Decoded {
    Codec::new(charset).decode_text(text)
}

/// Writes text in a charset.
///
/// ```
/// use bongsen::charset::{Charset, encode};
/// assert_eq!(encode("Việt Nam", Charset::Vni)?, b"Vie\xE4t Nam");
/// assert_eq!(encode("XÃ HỘI", Charset::Tcvn3)?, b"X\xB7 H\xE9I"); // a capital among capitals has the code of ã
/// assert_eq!(encode("Ấn", Charset::Tcvn3)?, b"\xA2\xB3n"); // elsewhere it is Â and a mark
/// let error = encode("giá 5 €, Ấn Độ", Charset::VietwareF).unwrap_err();
/// assert_eq!((error.what, error.at, error.back), ('Ấ', 12, Some('ấ')));
/// # Ok::<(), bongsen::charset::EncodeError>(())
/// ```
///
/// # Errors
/// The first character that the charset has no code for, or that would come back as another one.
pub fn encode(text: &str, charset: Charset) -> Result<Vec<u8>, EncodeError> {
    Codec::new(charset).encode(text)
}
