//! The six tones and their marks.

use crate::normalize::{split_tone, with_tone};

/// The six tones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// No mark: `ma`.
    Ngang,
    /// Grave: `mà`.
    Huyen,
    /// Acute: `má`.
    Sac,
    /// Hook: `mả`.
    Hoi,
    /// Tilde: `mã`.
    Nga,
    /// Dot below: `mạ`.
    Nang,
}

impl Tone {
    /// All six.
    pub const ALL: [Self; 6] = [Self::Ngang, Self::Huyen, Self::Sac, Self::Hoi, Self::Nga, Self::Nang];

    /// The name, without marks: `ngang`, `huyen`, `sac`, `hoi`, `nga`, `nang`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Ngang => "ngang",
            Self::Huyen => "huyen",
            Self::Sac => "sac",
            Self::Hoi => "hoi",
            Self::Nga => "nga",
            Self::Nang => "nang",
        }
    }
}

/// A small letter without its tone mark, and the tone.
pub(super) fn untoned(c: char) -> (char, Tone) {
    let known = || {
        let (letter, tone) = split_tone(c)?;
        Some((letter, *Tone::ALL.get(tone)?))
    };
    if c.is_ascii() { (c, Tone::Ngang) } else { known().unwrap_or((c, Tone::Ngang)) }
}

/// A small vowel with the mark of a tone; any other letter as it is.
pub(super) fn toned(c: char, tone: Tone) -> char {
    with_tone(c, tone as usize).unwrap_or(c)
}
