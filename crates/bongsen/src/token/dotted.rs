//! Abbreviations: dots that belong to a word.
//!
//! ```text
//! TP.HCM  PGS.TS  T.Ư     groups of capitals joined by single dots: one token
//! TP.|Hà  GS.TS.|Nguyễn   the last dot ends the abbreviation, a name follows
//! Q.1  P.5                a letter and the number of a ward
//! TP. Hà                  a known short form keeps its dot before a name
//! Văn A. khai             an initial keeps its dot when the sentence visibly goes on
//! huyện A.⏎               but no abbreviation takes a dot that may end a sentence
//! ```

use super::lexer::{Lexer, Word};
use super::{Case, Gap, TokenKind};
use crate::normalize::key_of_lower;

/// Short forms before names or numbers, with their dot: units, degrees, ranks, forms of address.
const KNOWN: &[&str] = &[
    "TP", "Tp", "tp", "TX", "Tx", "tx", "TT", "Tt", "tt", "Q", "P", "H", "T", "F", "KP", "Kp", "kp", "GS", "Gs", "PGS",
    "TS", "Ts", "TSKH", "ThS", "Ths", "THS", "Th", "BS", "Bs", "BSCKI", "BSCKII", "DS", "LS", "Ls", "KS", "Ks", "KTS",
    "Kts", "NGND", "NGƯT", "NSND", "NSƯT", "TTƯT", "TTND", "ĐD", "Đc", "đc", "Lm", "LM", "HT", "TT", "Mr", "Mrs", "Ms",
    "Dr", "Prof", "St", "No", "Jr", "Sr", "tr", "Tr",
];

/// Short forms of levels of administration: what follows them is a place, in capitals where all is in capitals.
const LEVELS: &[&str] = &["TP", "TX", "TT", "Q", "P", "H", "X", "T", "KP"];

/// Words that begin sentences and no name: after them an initial did end the sentence before.
const STARTERS: &[&str] = &[
    "Theo", "Ông", "Bà", "Anh", "Chị", "Trong", "Tại", "Khi", "Sau", "Đến", "Ngày", "Sáng", "Chiều", "Tối", "Tuy",
    "Nhưng", "Các", "Những", "Một", "Hai", "Do", "Đây", "Trước", "Với", "Để", "Từ", "Cùng", "Qua", "Vì", "Nếu", "Còn",
    "Riêng", "Hiện", "Lúc", "Người", "Việc", "Được", "Bên", "Vụ", "Nhiều", "Đồng", "Cơ", "Công", "Kết", "Mặc",
];

/// Nouns before a person's initial (`anh T.`, `bà H.`).
const PERSON_NOUNS: [u64; 13] = [
    key_of_lower("ông"),
    key_of_lower("bà"),
    key_of_lower("anh"),
    key_of_lower("chị"),
    key_of_lower("em"),
    key_of_lower("cháu"),
    key_of_lower("bé"),
    key_of_lower("cô"),
    key_of_lower("chú"),
    key_of_lower("thống"),
    key_of_lower("sĩ"),
    key_of_lower("viên"),
    key_of_lower("tướng"),
];

/// Nouns whose letter is a label and ends the sentence as any word does (`huyện A.`, `vitamin C.`).
const LABEL_NOUNS: [u64; 12] = [
    key_of_lower("huyện"),
    key_of_lower("xã"),
    key_of_lower("tỉnh"),
    key_of_lower("quận"),
    key_of_lower("phường"),
    key_of_lower("phố"),
    key_of_lower("nhóm"),
    key_of_lower("hạng"),
    key_of_lower("lớp"),
    key_of_lower("loại"),
    key_of_lower("khối"),
    key_of_lower("vitamin"),
];

/// The part of an abbreviation between two dots.
#[derive(Clone, Copy)]
struct Group {
    start: usize,
    end: usize,
    capitals: bool,
}

impl Lexer<'_, '_> {
    /// Where the abbreviation that begins with `word`, which a dot follows, ends; `None` when it is a plain word.
    pub fn dotted(&self, start: usize, word: &Word) -> Option<usize> {
        if let Some(end) = self.and_so_on(start, word).or_else(|| self.dotted_comrade(start, word)) {
            return Some(end);
        }
        let capitals = self.is_capitals(start, word);
        let mut last = Group { start, end: word.end, capitals };
        if !capitals && !self.is_known(last) {
            return self.letter_and_number(start, last, 1);
        }
        let mut groups = 1;
        while groups < 9 && self.at(last.end) == b'.' {
            let next = last.end + 1;
            if self.at(next).is_ascii_digit() {
                return self.letter_and_number(start, last, groups).or_else(|| self.with_dot(start, last, groups));
            }
            if !self.letter_at(next) {
                return self.with_dot(start, last, groups);
            }
            let word = self.word(next);
            let group = Group { start: next, end: word.end, capitals: self.is_capitals(next, &word) };
            let joins = group.capitals || (groups == 1 && self.slice(start, group.end) == "Th.s");
            if !joins {
                // A name right after the dot, or a new sentence after a missing space.
                let takes_dot = word.first_upper && (self.is_known(last) || self.is_initial(last));
                return if takes_dot { Some(next) } else { (groups > 1).then_some(last.end) };
            }
            if LEVELS.contains(&self.slice(last.start, last.end)) && self.is_place_in_capitals(group) {
                return Some(next);
            }
            last = group;
            groups += 1;
        }
        (groups > 1).then_some(last.end)
    }

    /// `đ/c`, `Đ/c`: comrade.
    pub fn slash_abbreviation(&self, start: usize, word: &Word) -> Option<usize> {
        let end = word.end + 2;
        let comrade = matches!(self.slice(start, end), "đ/c" | "Đ/c" | "Đ/C");
        (comrade && !self.letter_at(end) && !self.at(end).is_ascii_digit()).then_some(end)
    }

    /// `Covid-19`, `A-320`: capitals of ASCII, or the disease, and up to three digits.
    pub fn hyphen_number(&self, start: usize, word: &Word) -> Option<usize> {
        const COVID: u64 = key_of_lower("covid");
        const SARS: u64 = key_of_lower("sars");
        if !word.ascii || (word.case() != Case::Upper && !matches!(word.key, COVID | SARS) && word.end - start > 1) {
            return None;
        }
        if word.end - start > 5 || (word.end - start == 1 && !word.first_upper) {
            return None;
        }
        let digits = word.end + 1;
        let end = self.digits(digits);
        let number_goes_on = matches!(self.at(end), b'/' | b'%' | b'-')
            || (matches!(self.at(end), b'.' | b',') && self.at(end + 1).is_ascii_digit());
        ((1..=3).contains(&(end - digits)) && !number_goes_on && !self.letter_at(end)).then_some(end)
    }

    /// `v.v`, `v.v.`.
    fn and_so_on(&self, start: usize, word: &Word) -> Option<usize> {
        let end = word.end + 2;
        if !matches!(self.slice(start, end), "v.v" | "V.v" | "V.V") || self.letter_at(end) {
            return None;
        }
        // Of `v.v...` the dots are an ellipsis.
        Some(if self.at(end) == b'.' && self.at(end + 1) != b'.' { end + 1 } else { end })
    }

    /// `Đ.c`.
    fn dotted_comrade(&self, start: usize, word: &Word) -> Option<usize> {
        let end = word.end + 2;
        (matches!(self.slice(start, end), "Đ.c" | "đ.c" | "Đ.C") && !self.letter_at(end)).then_some(end)
    }

    fn letter_and_number(&self, start: usize, last: Group, groups: u32) -> Option<usize> {
        let text = self.slice(last.start, last.end);
        let one_letter = text.chars().count() == 1 && (last.capitals || matches!(text, "q" | "p" | "h" | "f"));
        let digits = last.end + 1;
        let end = self.digits(digits);
        let decimal = matches!(self.at(end), b'.' | b',') && self.at(end + 1).is_ascii_digit();
        let plain = !decimal && !self.letter_at(end) && self.keycap(end).is_none();
        (groups == 1 && start == last.start && one_letter && end - digits <= 3 && plain).then_some(end)
    }

    /// The end of the groups up to `last`, with the dot after it when that surely is no full stop.
    fn with_dot(&self, start: usize, last: Group, groups: u32) -> Option<usize> {
        let plain = (groups > 1).then_some(last.end);
        let dot = last.end + 1;
        let mut next = dot;
        while matches!(self.at(next), b' ' | b'\t') && next < dot + 4 {
            next += 1;
        }
        let spaced = next > dot;
        let goes_on = self.letter_at(next) || self.at(next).is_ascii_digit();
        if self.is_known(last) && !self.is_initial(last) && goes_on {
            return Some(dot);
        }
        if !self.is_initial(last) {
            return plain;
        }
        // An initial. Small letters and commas go on with the sentence.
        if matches!(self.at(next), b',' | b';' | b')') && !spaced {
            return Some(dot);
        }
        let bracket = spaced && self.at(next) == b'(';
        // `anh P..`: the dot of the initial, then the full stop.
        let full_stop = self.at(dot) == b'.' && self.at(dot + 1) != b'.';
        if !(spaced && goes_on || bracket || full_stop) {
            return plain;
        }
        let word = self.word(next);
        if !word.first_upper && word.letters > 0 && !word.digits {
            return Some(dot);
        }
        if STARTERS.contains(&self.slice(next, word.end)) {
            return plain;
        }
        let before = if self.gap() == Gap::Space { self.previous() } else { None };
        let in_name = groups > 1
            || before.is_some_and(|t| {
                PERSON_NOUNS.contains(&t.key)
                    || t.kind == TokenKind::Abbreviation
                    || (t.kind == TokenKind::Syllable && t.case == Case::Title)
            });
        let known = self.is_known(last) && before.is_none_or(|t| !LABEL_NOUNS.contains(&t.key));
        if (in_name && (word.first_upper || bracket || full_stop)) || known && start == last.start {
            Some(dot)
        } else {
            plain
        }
    }

    /// Up to five capitals, none with a tone mark (an acronym has none: `NỘI.` is a word).
    fn is_capitals(&self, start: usize, word: &Word) -> bool {
        (1..=5).contains(&word.letters)
            && word.upper == word.letters
            && !word.digits
            && !self.slice(start, word.end).chars().any(|c| super::class::has_tone(crate::normalize::lower(c)))
    }

    fn is_known(&self, group: Group) -> bool {
        KNOWN.contains(&self.slice(group.start, group.end))
    }

    fn is_initial(&self, group: Group) -> bool {
        group.capitals && self.slice(group.start, group.end).chars().nth(1).is_none()
    }

    /// `VINH` of `TP.VINH`: three letters or more with a vowel; `HCM` has none.
    fn is_place_in_capitals(&self, group: Group) -> bool {
        let text = self.slice(group.start, group.end);
        text.chars().count() >= 3 && text.chars().any(|c| super::class::is_vowel(crate::normalize::lower(c)))
    }
}
