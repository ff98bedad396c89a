//! UTF-8 that was read as Windows-1252 or Windows-1258: `Tiáº¿ng Viá»‡t`, once or several times over.

use super::lost::Line;
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
/// there is no trace of it. What is no such sequence stays as it is, but for letters whose no-break space became a space
/// (`lÃ m`) or that lost a byte, where there is one way to read them only. Linear in the length of the text.
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
        let first = round(&repaired.text, ReadAs::Windows1252, false);
        // Only Ă and a few more differ: without one of them there is nothing to compare.
        let differs = repaired.text.contains(['Ă', 'ă', 'Đ', 'Ơ', 'Ư', 'đ', 'ơ', 'ư']);
        let second = if differs { round(&repaired.text, ReadAs::Windows1258, false) } else { Round::default() };
        let (round, read_as) =
            if second.evidence > first.evidence { (second, ReadAs::Windows1258) } else { (first, ReadAs::Windows1252) };
        if round.evidence == 0 {
            break;
        }
        // Where bytes were lost only when that is needed: a lead without what belongs to it.
        let round = if has_lead(&round.text) { self::round(&repaired.text, read_as, true) } else { round };
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

/// Whether there are characters that lost bytes are told by.
fn has_lead(text: &str) -> bool {
    text.contains(['Â', 'Ã', 'Ă', 'Ä', 'Æ', 'á'])
}

fn round(text: &str, read_as: ReadAs, with_lost: bool) -> Round {
    let mut round = Round::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let seen = with_lost.then(|| Line::new(line, read_as));
        round.read_line(line, start, read_as, seen);
        start += line.len();
    }
    round.map.close(text.len() as u32, round.text.len() as u32);
    round
}

impl Round {
    fn read_line(&mut self, line: &str, start: usize, read_as: ReadAs, seen: Option<Line>) {
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            let start = start + line.len() - rest.len();
            let found = sequence(rest, c, read_as);
            let (letter, length) = if let Some((letter, length, has_space)) = found {
                self.characters += 1;
                self.evidence += u32::from(!has_space && letter.is_alphabetic());
                (letter, length)
            } else if let Some(lost) = seen.filter(|_| !c.is_ascii()).and_then(|seen| seen.letter(&self.text, rest)) {
                self.characters += 1;
                lost
            } else {
                (c, c.len_utf8())
            };
            let from = self.text.len() as u32;
            self.text.push(letter);
            if letter != c {
                let norm = Span::new(from, self.text.len() as u32);
                self.map.push(Edit { orig: Span::new(start as u32, (start + length) as u32), norm });
            }
            rest = rest.get(length..).unwrap_or_default();
        }
    }
}

/// The character whose UTF-8 begins `rest`, how much of it that takes, and whether a no-break space was in it.
pub(super) fn sequence(rest: &str, first: char, read_as: ReadAs) -> Option<(char, usize, bool)> {
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

pub(super) fn byte_of(c: char, read_as: ReadAs) -> Option<u8> {
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
    fn bytes_that_were_lost() {
        let text = "Đây là xã Hà Tây: làm gì và người nào, Đoàn đã đến HẠNH Ơ kìa, là\nÀ, và Ạ.";
        // The no-break space as a space, once and twice over; at the ends of lines it is gone.
        let spaced = broken(text).replace('\u{A0}', " ").replace(" \n", "\n");
        assert_eq!(repair_mojibake(&spaced).unwrap().text, text);
        let twice = broken(&broken(text)).replace('\u{A0}', " ");
        assert_eq!(repair_mojibake(&twice).unwrap().text, text);
        // Spaces joined.
        let joined = broken("và người là gì vàng").replace('\u{A0}', " ").replace("  ", " ");
        assert_eq!(repair_mojibake(&joined).unwrap().text, "và người là gì vàng");
        // The codes without a character gone, or U+FFFD.
        let gone =
            broken("Đồng Đăng, người đường mọi Để").replace(['\u{81}', '\u{8D}', '\u{8F}', '\u{90}', '\u{9D}'], "");
        let repaired = repair_mojibake(&gone).unwrap();
        assert_eq!(repaired.text, "Đồng Đăng, người đường má»i Để", "mọi, mời, mỏi");
        let unknown = broken("Đồng người").replace(['\u{90}', '\u{9D}'], "\u{FFFD}");
        assert_eq!(repair_mojibake(&unknown).unwrap().text, "Đồng người");
        let from = repaired.to_original(Span::new(0, "Đồng".len() as u32));
        assert!(gone[from.range().end..].starts_with(' '), "{from:?}");
        // Lines in which good letters stand are not touched, nor capitals without a trace beside them.
        for good in ["XÃ HỘI", "UBND XÃ A", "MAÇÃ E PÃO", "Â Ă Ä Æ", "XÃ", "Ã"] {
            assert_eq!(repair_mojibake(good), None);
            let text = format!("{good}\nđẹp{good} lá»‹ch sá»­\n{good}");
            let expected = format!("{good}\nđẹp{good} lịch sử\n{good}");
            assert_eq!(repair_mojibake(&text).unwrap().text, expected);
        }
        assert_eq!(repair_mojibake("Anh lÃ  ai\nXin chÃ o báº¡n").unwrap().text, "Anh là ai\nXin chào bạn");
    }

    #[test]
    fn good_text_has_no_trace() {
        for text in ["", "Tiếng Việt", "XÃ\u{A0}HỘI «Â» Ã", "déjà vu, Ångström, naïve", "¡Olé! ¿Qué?", "a\u{FFFD}"]
        {
            assert_eq!(repair_mojibake(text), None, "{text}");
        }
    }
}
