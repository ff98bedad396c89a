//! Classes of bytes and letters: the tables that the lexer runs on.

use unicode_normalization::char::is_combining_mark;

/// What a byte begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// Space, tab: a gap within a line.
    Space,
    /// Line feed, vertical tab, form feed, carriage return.
    Line,
    /// ASCII letter.
    Letter,
    /// ASCII digit.
    Digit,
    /// ASCII punctuation mark.
    Mark,
    /// ASCII symbol.
    Symbol,
    /// Control character.
    Control,
    /// Leads a two-byte character of U+00C0..U+01BF, where most are Vietnamese letters.
    Lead2,
    /// 0xE1: leads U+1E00..U+1EFF, where most are Vietnamese letters, and others.
    Lead3,
    /// Any other byte of a character beyond ASCII.
    Wide,
}

const fn class_of(byte: u8) -> Class {
    match byte {
        b' ' | b'\t' => Class::Space,
        b'\n' | b'\r' | 0x0B | 0x0C => Class::Line,
        b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
        b'0'..=b'9' => Class::Digit,
        b'+' | b'=' | b'<' | b'>' | b'|' | b'~' | b'^' | b'`' | b'$' | b'%' => Class::Symbol,
        b'!'..=b'/' | b':'..=b'@' | b'['..=b'`' | b'{'..=b'~' => Class::Mark,
        0..0x20 | 0x7F => Class::Control,
        0xC3..=0xC6 => Class::Lead2,
        0xE1 => Class::Lead3,
        _ => Class::Wide,
    }
}

/// Class of every byte.
static CLASSES: [Class; 256] = {
    let mut table = [Class::Wide; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = class_of(byte as u8);
        byte += 1;
    }
    table
};

/// Class of a byte.
pub(super) fn class(byte: u8) -> Class {
    CLASSES.get(byte as usize).copied().unwrap_or(Class::Wide)
}

/// A letter as the lexer sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// Code point in lower case.
    pub folded: u32,
    /// Whether it is a capital.
    pub upper: bool,
    /// Whether it is a small letter.
    pub lower: bool,
}

const UPPER: u16 = 0x8000;
const LOWER: u16 = 0x4000;
const FOLDED: u16 = 0x3FFF;

/// Small letters of Vietnamese beyond ASCII outside U+1EA0..U+1EF9, each after its capital.
const PAIRS: &[(u16, u16)] = &[
    (0xC0, 0xE0),   // À
    (0xC1, 0xE1),   // Á
    (0xC2, 0xE2),   // Â
    (0xC3, 0xE3),   // Ã
    (0xC8, 0xE8),   // È
    (0xC9, 0xE9),   // É
    (0xCA, 0xEA),   // Ê
    (0xCC, 0xEC),   // Ì
    (0xCD, 0xED),   // Í
    (0xD2, 0xF2),   // Ò
    (0xD3, 0xF3),   // Ó
    (0xD4, 0xF4),   // Ô
    (0xD5, 0xF5),   // Õ
    (0xD9, 0xF9),   // Ù
    (0xDA, 0xFA),   // Ú
    (0xDD, 0xFD),   // Ý
    (0x102, 0x103), // Ă
    (0x110, 0x111), // Đ
    (0x128, 0x129), // Ĩ
    (0x168, 0x169), // Ũ
    (0x1A0, 0x1A1), // Ơ
    (0x1AF, 0x1B0), // Ư
];

/// U+00C0..U+01BF: folded code point and case; 0 for what is no Vietnamese letter.
const SHORT: [u16; 256] = {
    let mut table = [0u16; 256];
    let mut i = 0;
    while i < PAIRS.len() {
        let (upper, lower) = PAIRS[i];
        table[upper as usize - 0xC0] = lower | UPPER;
        table[lower as usize - 0xC0] = lower | LOWER;
        i += 1;
    }
    table
};

/// ASCII letters, then [`SHORT`], then U+1E00..U+1EFF: folded code point and case; 0 for what is no letter of
/// Vietnamese text.
static LETTERS: [u16; 640] = {
    let mut table = [0u16; 640];
    let mut i = 0;
    while i < 26 {
        table[0x41 + i] = (0x61 + i as u16) | UPPER;
        table[0x61 + i] = (0x61 + i as u16) | LOWER;
        i += 1;
    }
    i = 0;
    while i < 256 {
        table[128 + i] = SHORT[i];
        i += 1;
    }
    // Capitals are even, small letters odd.
    let mut code = 0x1EA0;
    while code <= 0x1EF9 {
        table[384 + code as usize - 0x1E00] = (code | 1) | if code & 1 == 0 { UPPER } else { LOWER };
        code += 1;
    }
    table
};

/// The letter of Vietnamese text that begins with `first`, given the two bytes after it, and its length in bytes.
///
/// One table and arithmetic without branches: which kind of letter comes next cannot be guessed, and a wrong guess
/// costs the processor more than the look-up.
#[inline]
pub(super) fn letter(first: u8, second: u8, third: u8) -> Option<(Letter, usize)> {
    let (one, two, three) = (usize::from(first), usize::from(second & 0x3F), usize::from(third & 0x3F));
    let long = first == 0xE1;
    let width = 1 + usize::from(first >= 0xC3) + usize::from(long);
    let short_at = (((one & 0x1F) << 6) | two).wrapping_sub(0xC0 - 128);
    let long_at = 384 + (((two & 3) << 6) | three);
    // Beyond the table for U+1000..U+1DFF and U+1F00..U+1FFF.
    let far = if long && second & 0xFC != 0xB8 { 1024 } else { 0 };
    let at = if long { long_at + far } else { short_at };
    let at = if first < 0x80 { one } else { at };
    let entry = LETTERS.get(at).copied().unwrap_or(0);
    (entry != 0).then_some((
        Letter { folded: u32::from(entry & FOLDED), upper: entry & UPPER != 0, lower: entry & LOWER != 0 },
        width,
    ))
}

/// Whether a character that is no letter belongs to the word before it: combining marks, `²` of `m²`.
pub(super) fn continues_word(c: char) -> bool {
    matches!(c,
        '²' | '³' | '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20F0}' | '\u{FE20}'..='\u{FE2F}')
        || (!c.is_ascii() && is_combining_mark(c))
}

/// Whether a character beyond ASCII is a punctuation mark.
pub(super) const fn is_punctuation(c: char) -> bool {
    matches!(c,
        '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}'
        | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF3D}' | '\u{FF5B}' | '\u{FF5D}')
}

/// Whether the letter (small) is a vowel of Vietnamese with a tone mark: an acronym never has one.
pub(super) fn has_tone(folded: char) -> bool {
    matches!(
        folded,
        'à' | 'á' | 'ã' | 'è' | 'é' | 'ì' | 'í' | 'ĩ' | 'ò' | 'ó' | 'õ' | 'ù' | 'ú' | 'ũ' | 'ý' | '\u{1EA0}'
            ..='\u{1EF9}'
    )
}

/// Whether the letter (small) is a vowel of Vietnamese.
pub(super) fn is_vowel(folded: char) -> bool {
    matches!(folded, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'â' | 'ê' | 'ô' | 'ă' | 'ơ' | 'ư') || has_tone(folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::lower;

    #[test]
    fn tables_agree_with_unicode() {
        for c in ('A'..='z').chain('\u{C0}'..'\u{1C0}').chain('\u{1000}'..'\u{2000}') {
            let mut utf8 = [0; 4];
            c.encode_utf8(&mut utf8);
            if let Some((letter, width)) = letter(utf8[0], utf8[1], utf8[2]) {
                assert_eq!(width, c.len_utf8());
                assert_eq!(letter.folded, lower(c) as u32, "{c}");
                assert_eq!((letter.upper, letter.lower), (c.is_uppercase(), c.is_lowercase()), "{c}");
                assert!(c.is_alphabetic());
            }
        }
        let viet = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ";
        for c in viet.chars().chain(viet.to_uppercase().chars()) {
            let mut utf8 = [0; 4];
            c.encode_utf8(&mut utf8);
            assert!(letter(utf8[0], utf8[1], utf8[2]).is_some(), "{c}");
        }
    }
}
