//! UTF-8 that was read as Windows-1252 or Windows-1258: `Tiáº¿ng Viá»‡t`, once or several times over.

use super::windows;
use crate::span::{Edit, Norm, OffsetMap, Orig, Span};

/// What UTF-8 was read as before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReadAs {
    /// Windows-1252, or Latin-1.
    Windows1252,
    /// Windows-1258.
    Windows1258,
}

/// A text whose UTF-8 was put together again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The text.
    pub text: String,
    /// What it had been read as, the last time first: one for each time.
    pub read_as: Vec<ReadAs>,
    /// How many characters were put together.
    pub characters: u32,
    /// From each round's text to that of the round before.
    maps: Vec<OffsetMap>,
}

impl Repaired {
    /// The bytes of the broken text that a stretch of the text was read from.
    pub fn to_original(&self, span: Span<Norm>) -> Span<Orig> {
        let mut orig = Span::new(span.start(), span.end());
        for map in self.maps.iter().rev() {
            orig = map.to_orig(Span::new(orig.start(), orig.end()));
        }
        orig
    }
}

/// More often than this no text was ever broken.
const ROUNDS: usize = 4;

/// Puts UTF-8 that was read as Windows-1252 or 1258 together again, also where that happened several times; `None` when
/// there is no trace of it. What is no such sequence stays as it is. Linear in the length of the text.
///
/// ```
/// use bongsen::charset::{ReadAs, repair_mojibake};
/// let repaired = repair_mojibake("Tiáº¿ng Viá»‡t").unwrap();
/// assert_eq!((repaired.text.as_str(), &repaired.read_as[..]), ("Tiếng Việt", &[ReadAs::Windows1252][..]));
/// assert_eq!(repair_mojibake("Tiếng Việt, XÃ HỘI, café"), None);
/// ```
pub fn repair_mojibake(text: &str) -> Option<Repaired> {
    let mut repaired = Repaired { text: text.to_owned(), read_as: Vec::new(), characters: 0, maps: Vec::new() };
    while repaired.maps.len() < ROUNDS {
        let first = round(&repaired.text, ReadAs::Windows1252);
        // Only Ă and a few more differ: without one of them there is nothing to compare.
        let differs = repaired.text.contains(['Ă', 'ă', 'Đ', 'Ơ', 'Ư', 'đ', 'ơ', 'ư']);
        let second = if differs { round(&repaired.text, ReadAs::Windows1258) } else { Round::default() };
        let (round, read_as) =
            if second.evidence > first.evidence { (second, ReadAs::Windows1258) } else { (first, ReadAs::Windows1252) };
        if round.evidence == 0 {
            break;
        }
        repaired.text = round.text;
        repaired.characters = round.characters;
        repaired.read_as.push(read_as);
        repaired.maps.push(round.map);
    }
    (!repaired.maps.is_empty()).then_some(repaired)
}

#[derive(Default)]
struct Round {
    text: String,
    map: OffsetMap,
    characters: u32,
    /// Letters that were put together of characters that do not meet in good text: a no-break space may stand behind any.
    evidence: u32,
}

fn round(text: &str, read_as: ReadAs) -> Round {
    let mut round = Round::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let start = text.len() - rest.len();
        let (letter, length) = match sequence(rest, c, read_as) {
            Some((letter, length, has_space)) => {
                round.characters += 1;
                round.evidence += u32::from(!has_space && letter.is_alphabetic());
                (letter, length)
            }
            None => (c, c.len_utf8()),
        };
        let from = round.text.len() as u32;
        round.text.push(letter);
        if letter != c {
            let norm = Span::new(from, round.text.len() as u32);
            round.map.push(Edit { orig: Span::new(start as u32, (start + length) as u32), norm });
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    round.map.close(text.len() as u32, round.text.len() as u32);
    round
}

/// The character whose UTF-8 begins `rest`, how much of it that takes, and whether a no-break space was in it.
fn sequence(rest: &str, first: char, read_as: ReadAs) -> Option<(char, usize, bool)> {
    let lead = byte_of(first, read_as)?;
    let count = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [0; 4];
    let (mut length, mut has_space, mut found) = (0, false, 0);
    for (slot, c) in bytes.iter_mut().zip(rest.chars()).take(count) {
        *slot = byte_of(c, read_as)?;
        length += c.len_utf8();
        has_space |= c == '\u{A0}';
        found += 1;
    }
    let text = std::str::from_utf8(bytes.get(..found)?).ok()?;
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if found == count => Some((c, length, has_space)),
        _ => None,
    }
}

fn byte_of(c: char, read_as: ReadAs) -> Option<u8> {
    match read_as {
        ReadAs::Windows1252 => windows::byte_of(c),
        ReadAs::Windows1258 => match c {
            'Ă' => Some(0xC3),
            'Đ' => Some(0xD0),
            'Ơ' => Some(0xD5),
            'Ư' => Some(0xDD),
            'ă' => Some(0xE3),
            'đ' => Some(0xF0),
            'ơ' => Some(0xF5),
            'ư' => Some(0xFD),
            '₫' => Some(0xFE),
            '\u{C3}' | '\u{D0}' | '\u{D5}' | '\u{DD}' | '\u{E3}' | '\u{F0}' | '\u{F5}' | '\u{FD}' | '\u{FE}' => None,
            _ => windows::byte_of(c),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text becomes when its UTF-8 is read as Windows-1252 with the holes of Latin-1.
    fn broken(text: &str) -> String {
        text.bytes().map(|b| Some(windows::char_of(b)).filter(|c| *c != '\u{FFFD}').unwrap_or(char::from(b))).collect()
    }

    #[test]
    fn broken_once_twice_and_three_times() {
        let text = "Đồng Tháp: “xã Đốc Binh Kiều” – làm gì, à? Ấp 5 🪷";
        let mut bad = text.to_owned();
        for times in 1..=3 {
            bad = broken(&bad);
            let repaired = repair_mojibake(&bad).unwrap();
            assert_eq!(repaired.text, text);
            assert_eq!(repaired.read_as, vec![ReadAs::Windows1252; times]);
            let end = text.find(':').unwrap() as u32;
            let from = repaired.to_original(Span::new(0, end));
            assert!(bad[from.range().end..].starts_with(':'), "{from:?}");
        }
    }

    #[test]
    fn read_as_windows_1258() {
        let repaired = repair_mojibake("xĂ£ ThĂ¡p Má»¹ QuĂ½").unwrap();
        assert_eq!((repaired.text.as_str(), repaired.read_as), ("xã Tháp Mỹ Quý", vec![ReadAs::Windows1258]));
    }

    #[test]
    fn good_text_has_no_trace() {
        for text in ["", "Tiếng Việt", "XÃ\u{A0}HỘI «Â» Ã", "déjà vu, Ångström, naïve", "¡Olé! ¿Qué?", "a\u{FFFD}"]
        {
            assert_eq!(repair_mojibake(text), None, "{text}");
        }
    }
}
