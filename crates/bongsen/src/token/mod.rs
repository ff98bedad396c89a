//! Tokens: what the text is made of before any word or name is known.
//!
//! One linear pass over the normalised view cuts it into syllables, numbers, dates, document numbers, URLs and the
//! rest ([`TokenKind`]). Every byte that is not white space belongs to exactly one token, so tokens and the gaps
//! between them rebuild the text.
//!
//! ```text
//! TP.HCM, ngày 23/08/2013: 30/2020/NĐ-CP
//! └────┘╵ └──┘ └────────┘╵ └───────────┘
//! Abbrev P Syll Date      P DocNumber
//! ```

mod class;
mod dotted;
mod emoji;
mod lexer;
mod line;
mod memo;
mod number;
mod web;

pub use lexer::{tokenize, tokenize_with};
pub(crate) use line::{Line, Phrases};
pub use memo::TokenScratch;

use crate::span::{Norm, Span};

/// What a token is.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum TokenKind {
    /// A run of letters: a Vietnamese syllable, a foreign word, an acronym without dots (`UBND`, `K'Sor`).
    Syllable,
    /// Digits, with separators and a unit glued to them (`1.200,5`, `10%`, `30km`).
    Number,
    /// A numeric date (`23/08/2013`, `18-10`, `28.12`, `6/2023`).
    Date,
    /// A time of day (`04:52:43`, `7h30`, `16h`, `9g30`).
    Time,
    /// The number of a document (`30/2020/NĐ-CP`, `04-NQ/TW`).
    DocNumber,
    /// An abbreviation with dots, or a letter with a dot and a number (`TP.HCM`, `PGS.TS`, `TP.`, `Q.1`, `N.`).
    Abbreviation,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// `#hashtag` or `@mention`.
    Hashtag,
    /// A mix of letters and digits (`K602`, `PA03`, `Covid19`).
    Alphanumeric,
    /// An emoji, as one grapheme cluster.
    Emoji,
    /// One punctuation mark, or a run of the same mark (`...`).
    Punctuation,
    /// Anything else: symbols, control characters, other scripts' signs.
    Other,
}

/// The case of a token's letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Case {
    /// No letters with case.
    None,
    /// All lower: `xã`.
    Lower,
    /// First letter upper, rest lower (or one letter): `Xã`, `Ý`.
    Title,
    /// All upper, two letters or more: `UBND`.
    Upper,
    /// Anything else: `VietNamNet`, `iPhone`.
    Mixed,
}

/// What lies between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Gap {
    /// Nothing: the tokens touch.
    None,
    /// White space within a line.
    Space,
    /// One line break.
    Line,
    /// A blank line or more; also before the first token.
    Paragraph,
}

/// One token, in the coordinates of the normalised view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenData {
    /// Where it is.
    pub span: Span<Norm>,
    /// [`key`](crate::normalize::key) of its text: equal for every case and either tone style.
    pub key: u64,
    /// What it is.
    pub kind: TokenKind,
    /// Case of its letters.
    pub case: Case,
    /// What precedes it.
    pub gap: Gap,
}

impl TokenData {
    /// Whether it begins with a capital letter.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper) || self.case == Case::Mixed
    }
}
