//! The table of letters, and one charset made ready for reading and writing.

use super::{Charset, windows};

/// What a byte alone stands for when it stands for nothing.
pub(super) const NOTHING: char = '\u{FFFD}';

const TABLE: &str = include_str!("charsets.tsv");

/// Columns of the table.
const COLUMNS: [Charset; 10] = [
    Charset::Tcvn3,
    Charset::Vni,
    Charset::Viscii,
    Charset::Vps,
    Charset::Viqr,
    Charset::Cp1258,
    Charset::BkHcm1,
    Charset::BkHcm2,
    Charset::VietwareX,
    Charset::VietwareF,
];

/// Each letter of the table with its count in news and its bytes in hex (twice, with a comma, where there are two codes).
pub(super) fn rows(charset: Charset) -> impl Iterator<Item = (char, u32, &'static str)> {
    let column = COLUMNS.iter().position(|&c| c == charset);
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(move |line| {
        let mut cells = line.split('\t');
        let letter = cells.next()?.chars().next()?;
        let count = cells.next()?.parse().ok()?;
        let code = column.and_then(|i| cells.nth(i)).unwrap_or_default();
        Some((letter, count, code))
    })
}

/// The bytes of a code.
pub(super) fn bytes_of(hex: &str) -> Vec<u8> {
    let digits = hex.as_bytes().chunks(2).filter_map(|pair| std::str::from_utf8(pair).ok());
    digits.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect()
}

/// A charset ready for use; made in well under a millisecond. Clone or share it, it never changes.
#[derive(Clone, Debug)]
pub struct Codec {
    pub(super) charset: Charset,
    /// What a byte alone stands for.
    pub(super) single: [char; 256],
    /// Whether a byte can be the second of a pair.
    pub(super) marks: [bool; 256],
    /// What two bytes stand for, in order.
    pub(super) pairs: Vec<((u8, u8), char)>,
    /// Whether a byte stands for a capital, too, besides the small letter that is in `single`.
    pub(super) shared: [bool; 256],
    /// The code of each character that is not ASCII or has another code than ASCII's, in order.
    pub(super) codes: Vec<(char, Vec<u8>)>,
    /// A second code of letters, for where the first would come back as another letter; in order.
    pub(super) seconds: Vec<(char, Vec<u8>)>,
    /// Letters that have the code of another one, which is in `single`.
    pub(super) twins: Vec<(u8, char)>,
}

impl Codec {
    /// The charset made ready.
    pub fn new(charset: Charset) -> Self {
        let source = charset.without_font();
        let single = std::array::from_fn(|byte| match source {
            Charset::Cp1258 => of_1258(byte as u8),
            _ => windows::char_of(byte as u8),
        });
        let mut codec = Self {
            charset,
            single,
            marks: [false; 256],
            pairs: Vec::new(),
            shared: [false; 256],
            codes: Vec::new(),
            seconds: Vec::new(),
            twins: Vec::new(),
        };
        if !matches!(charset, Charset::Utf8 | Charset::Viqr) {
            codec.add_letters(source);
            codec.add_codes_of_bytes();
        }
        codec.codes.sort();
        codec.codes.dedup_by(|later, first| later.0 == first.0);
        codec.seconds.sort();
        codec
    }

    /// What it reads and writes.
    pub const fn charset(&self) -> Charset {
        self.charset
    }

    fn add_letters(&mut self, source: Charset) {
        let (mut firsts, mut all) = (Vec::new(), Vec::new());
        for (letter, _, cell) in rows(source).filter(|row| !row.2.is_empty()) {
            let mut codes = cell.split(',').map(|code| (letter, bytes_of(code)));
            firsts.extend(codes.next());
            self.seconds.extend(codes);
        }
        // The bytes of letters stand for no character of Windows, but where combining marks are characters (CP1258).
        for (_, code) in &firsts {
            for &byte in code.iter().filter(|byte| !byte.is_ascii()) {
                if source != Charset::Cp1258 {
                    self.set_single(byte, NOTHING);
                }
            }
        }
        all.extend(firsts.iter().chain(&self.seconds).cloned());
        for (letter, code) in &all {
            match code.as_slice() {
                [byte] => self.add_single(*byte, *letter),
                [base, mark] => self.add_pair(*base, *mark, *letter),
                _ => {}
            }
        }
        self.add_mixed_case();
        self.pairs.sort_unstable();
        self.pairs.dedup_by_key(|pair| pair.0);
        if self.charset.is_capitals() {
            // The code of the small letter shows the capital, too.
            let small = |c: char| c.to_lowercase().next().unwrap_or(c);
            let code = |c: char| firsts.iter().find(|first| first.0 == c).map(|first| first.1.clone());
            let own = firsts.iter().filter(|first| first.0.is_uppercase());
            self.seconds = own.filter_map(|(c, _)| Some((*c, code(small(*c))?))).collect();
        }
        self.codes = firsts;
    }

    fn set_single(&mut self, byte: u8, c: char) {
        if let Some(slot) = self.single.get_mut(usize::from(byte)) {
            *slot = c;
        }
    }

    fn add_single(&mut self, byte: u8, letter: char) {
        let before = self.single.get(usize::from(byte)).copied().unwrap_or(NOTHING);
        let is_taken = before != NOTHING && !before.is_ascii() && self.charset != Charset::Cp1258;
        if !is_taken {
            self.set_single(byte, letter);
            return;
        }
        // A capital and its small letter: the small one stands, and the letters around decide.
        let small = |c: char| c.to_lowercase().next().unwrap_or(c);
        if small(before) == small(letter) {
            self.set_single(byte, small(letter));
            if let Some(slot) = self.shared.get_mut(usize::from(byte)) {
                *slot = true;
            }
        } else {
            // Two letters on one code (BK HCM 1): the one that is met more often.
            let (stands, twin) = if count(before) < count(letter) { (letter, before) } else { (before, letter) };
            self.set_single(byte, stands);
            self.twins.push((byte, twin));
        }
    }

    fn add_pair(&mut self, base: u8, mark: u8, letter: char) {
        self.pairs.push(((base, mark), letter));
        if let Some(slot) = self.marks.get_mut(usize::from(mark)) {
            *slot = true;
        }
    }

    /// A capital with the mark of a small letter, and the other way round, which stand for nothing else.
    fn add_mixed_case(&mut self) {
        if !matches!(self.charset, Charset::Vni | Charset::BkHcm2 | Charset::VietwareX) {
            return;
        }
        let mixed: Vec<_> = self.pairs.iter().map(|&((base, mark), letter)| ((base, mark ^ 0x20), letter)).collect();
        let known: std::collections::HashSet<(u8, u8)> = self.pairs.iter().map(|pair| pair.0).collect();
        for (code, letter) in mixed {
            if !known.contains(&code) && self.marks.get(usize::from(code.1)) == Some(&true) {
                self.pairs.push((code, letter));
            }
        }
    }

    /// The characters that single bytes stand for, besides the letters of the table.
    fn add_codes_of_bytes(&mut self) {
        for byte in 0x80..=0xFF_u8 {
            let c = self.single.get(usize::from(byte)).copied().unwrap_or(NOTHING);
            if c != NOTHING && !self.codes.iter().any(|(known, _)| *known == c) {
                self.codes.push((c, vec![byte]));
            }
        }
    }

    /// Whether marks of tone belong to capitals only where that makes a word: `Á`, and not `A³`.
    pub(super) fn has_doubtful_pairs(&self) -> bool {
        self.charset.without_font() == Charset::Tcvn3
    }

    /// What a pair of bytes stands for.
    pub(super) fn pair(&self, base: u8, mark: u8) -> Option<char> {
        if self.marks.get(usize::from(mark)) != Some(&true) {
            return None;
        }
        let i = self.pairs.binary_search_by_key(&(base, mark), |pair| pair.0).ok()?;
        self.pairs.get(i).map(|pair| pair.1)
    }
}

/// How often a letter was met.
fn count(letter: char) -> u32 {
    rows(Charset::Utf8).find(|row| row.0 == letter).map_or(0, |row| row.1)
}

/// The character of a byte in Windows-1258.
fn of_1258(byte: u8) -> char {
    match byte {
        0xC3 => 'Ă',
        0xCC => '\u{300}',
        0xD0 => 'Đ',
        0xD2 => '\u{309}',
        0xD5 => 'Ơ',
        0xDD => 'Ư',
        0xDE => '\u{303}',
        0xE3 => 'ă',
        0xEC => '\u{301}',
        0xF0 => 'đ',
        0xF2 => '\u{323}',
        0xF5 => 'ơ',
        0xFD => 'ư',
        0xFE => '₫',
        0x8A | 0x8E | 0x9A | 0x9E => NOTHING,
        _ => windows::char_of(byte),
    }
}
