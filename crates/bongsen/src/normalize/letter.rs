//! The vowels of Vietnamese: a letter and the tone it bears, and the character that the two are.
//!
//! ```text
//! ộ = row of ô, column of the dot below      o + U+0302 = row of ô      row of ô, column 5 = ộ
//! ```

/// Each vowel, bare and under the marks of huyền, sắc, hỏi, ngã, nặng.
const VOWELS: [[char; 6]; 24] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
    ['A', 'À', 'Á', 'Ả', 'Ã', 'Ạ'],
    ['Ă', 'Ằ', 'Ắ', 'Ẳ', 'Ẵ', 'Ặ'],
    ['Â', 'Ầ', 'Ấ', 'Ẩ', 'Ẫ', 'Ậ'],
    ['E', 'È', 'É', 'Ẻ', 'Ẽ', 'Ẹ'],
    ['Ê', 'Ề', 'Ế', 'Ể', 'Ễ', 'Ệ'],
    ['I', 'Ì', 'Í', 'Ỉ', 'Ĩ', 'Ị'],
    ['O', 'Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ'],
    ['Ô', 'Ồ', 'Ố', 'Ổ', 'Ỗ', 'Ộ'],
    ['Ơ', 'Ờ', 'Ớ', 'Ở', 'Ỡ', 'Ợ'],
    ['U', 'Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ'],
    ['Ư', 'Ừ', 'Ứ', 'Ử', 'Ữ', 'Ự'],
    ['Y', 'Ỳ', 'Ý', 'Ỷ', 'Ỹ', 'Ỵ'],
];

/// No letter of [`VOWELS`].
const NONE: u8 = u8::MAX;
/// The vowels lie in two stretches of Unicode: up to ư, and from Ạ.
const LOW: usize = 0x1B1;
const HIGH: usize = 0x1EA0;
const HIGH_LEN: usize = 0x5A;

/// Row and column of a vowel, as one number.
const PLACES: ([u8; LOW], [u8; HIGH_LEN]) = places();

const fn places() -> ([u8; LOW], [u8; HIGH_LEN]) {
    let (mut low, mut high) = ([NONE; LOW], [NONE; HIGH_LEN]);
    let mut place = 0;
    while place < VOWELS.len() * 6 {
        let code = VOWELS[place / 6][place % 6] as usize;
        if code < LOW {
            low[code] = place as u8;
        } else {
            high[code - HIGH] = place as u8;
        }
        place += 1;
    }
    (low, high)
}

fn place(c: char) -> Option<usize> {
    let code = c as usize;
    let place = PLACES.0.get(code).or_else(|| PLACES.1.get(code.checked_sub(HIGH)?))?;
    (*place != NONE).then_some(usize::from(*place))
}

/// A vowel without its tone, and the number of its tone: 0 for none, then huyền, sắc, hỏi, ngã, nặng.
pub(crate) fn split_tone(c: char) -> Option<(char, usize)> {
    let place = place(c)?;
    Some((*VOWELS.get(place / 6)?.first()?, place % 6))
}

/// A vowel without tone under the tone of a number.
pub(crate) fn with_tone(letter: char, tone: usize) -> Option<char> {
    let place = place(letter)?;
    if place % 6 == 0 { VOWELS.get(place / 6)?.get(tone).copied() } else { None }
}

/// What a combining mark does to a vowel.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Gives it the tone of a number.
    Tone(u8),
    Circumflex,
    Breve,
    Horn,
}

impl Mark {
    /// The mark that the bytes CC `second` are.
    const fn of(second: u8) -> Option<Self> {
        Some(match second {
            0x80 => Self::Tone(1),
            0x81 => Self::Tone(2),
            0x89 => Self::Tone(3),
            0x83 => Self::Tone(4),
            0xA3 => Self::Tone(5),
            0x82 => Self::Circumflex,
            0x86 => Self::Breve,
            0x9B => Self::Horn,
            _ => return None,
        })
    }

    /// How many rows of [`VOWELS`] behind that of a bare letter the letter with this mark stands.
    const fn rows_on(self, row: usize) -> Option<usize> {
        // Rows of a, e, o, u; capitals stand twelve rows on.
        match (self, row % 12) {
            (Self::Circumflex, 0) | (Self::Horn, 6) => Some(2),
            (Self::Circumflex, 3 | 6) | (Self::Breve, 0) | (Self::Horn, 9) => Some(1),
            _ => None,
        }
    }
}

/// The letter that a vowel and the one or two marks at the start of `marks` (UTF-8) are in NFC, and the length of the marks.
/// Nothing where that takes the tables of Unicode: other marks, a third one, a circumflex or breve behind the mark of a
/// tone that it would stand under (`á` + U+0302 is not `ấ`).
pub(super) fn composed(vowel: char, marks: &[u8]) -> Option<(char, usize)> {
    let place = place(vowel)?;
    let (row, tone) = (place / 6, place % 6);
    let (&[0xCC, first], rest) = marks.split_first_chunk()? else { return None };
    let second = match rest {
        [0xCC, second, ..] => Some(Mark::of(*second)?),
        _ => None,
    };
    // A circumflex and a breve stand over the letter, as all tones do but the dot: whichever came first is nearer to it.
    let may_follow = |shape: Mark, tone: usize| shape == Mark::Horn || tone == 0 || tone == 5;
    let (row, tone, length) = match (Mark::of(first)?, second) {
        (Mark::Tone(new), None) if tone == 0 => (row, usize::from(new), 2),
        (Mark::Tone(new), Some(shape)) if tone == 0 && may_follow(shape, new.into()) => {
            (row + shape.rows_on(row)?, usize::from(new), 4)
        }
        (Mark::Tone(_), _) => return None,
        (shape, Some(Mark::Tone(new))) if tone == 0 => (row + shape.rows_on(row)?, usize::from(new), 4),
        (shape, None) if may_follow(shape, tone) => (row + shape.rows_on(row)?, tone, 2),
        _ => return None,
    };
    Some((*VOWELS.get(row)?.get(tone)?, length))
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn letters_come_apart_and_together() {
        for row in VOWELS {
            for (tone, c) in row.into_iter().enumerate() {
                assert_eq!(split_tone(c), Some((row[0], tone)));
                assert_eq!(with_tone(row[0], tone), Some(c));
            }
        }
        assert_eq!(
            (split_tone('đ'), split_tone('ñ'), split_tone('\u{1EFA}'), split_tone('漢')),
            (None, None, None, None)
        );
        assert_eq!((with_tone('ấ', 1), with_tone('d', 1), with_tone('a', 6)), (None, None, None));
    }

    #[test]
    fn what_is_composed_is_what_unicode_composes() {
        let marks =
            ["", "\u{300}", "\u{301}", "\u{302}", "\u{303}", "\u{306}", "\u{309}", "\u{31B}", "\u{323}", "\u{304}"];
        let (mut found, mut open) = (0, 0);
        for vowel in VOWELS.concat() {
            for sequence in marks.iter().flat_map(|a| marks.map(|b| format!("{a}{b}"))) {
                let text = format!("{vowel}{sequence}");
                let Some((c, length)) = composed(vowel, sequence.as_bytes()) else {
                    open += 1;
                    continue;
                };
                let seen = vowel.len_utf8() + length;
                assert_eq!(text[..seen].nfc().to_string(), c.to_string(), "{text}");
                // What is left is a mark that is for the tables.
                found += usize::from(seen == text.len());
            }
        }
        assert!(found > 400 && open > 0, "{found} {open}");
    }
}
