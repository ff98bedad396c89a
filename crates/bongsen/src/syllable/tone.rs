//! The six tones and their marks.

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

/// The vowels, and in the same order with each mark.
const PLAIN: &str = "aăâeêioôơuưy";
const MARKED: [(Tone, &str); 5] = [
    (Tone::Huyen, "àằầèềìòồờùừỳ"),
    (Tone::Sac, "áắấéếíóốớúứý"),
    (Tone::Hoi, "ảẳẩẻểỉỏổởủửỷ"),
    (Tone::Nga, "ãẵẫẽễĩõỗỡũữỹ"),
    (Tone::Nang, "ạặậẹệịọộợụựỵ"),
];

/// A small letter without its tone mark, and the tone.
pub(super) fn untoned(c: char) -> (char, Tone) {
    if c.is_ascii() {
        return (c, Tone::Ngang);
    }
    for (tone, letters) in MARKED {
        if let Some(plain) = letters.chars().position(|l| l == c).and_then(|i| PLAIN.chars().nth(i)) {
            return (plain, tone);
        }
    }
    (c, Tone::Ngang)
}

/// A small vowel with the mark of a tone; any other letter as it is.
pub(super) fn toned(c: char, tone: Tone) -> char {
    let letters = MARKED.iter().find(|(t, _)| *t == tone).map_or(PLAIN, |(_, letters)| letters);
    PLAIN.chars().position(|l| l == c).and_then(|i| letters.chars().nth(i)).unwrap_or(c)
}
