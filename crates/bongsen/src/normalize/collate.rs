//! Keys that sort as a Vietnamese dictionary does.
//!
//! The order is that of CLDR for `vi`: a ă â b c d đ e ê … o ô ơ … u ư …; then the tones, level, huyền, hỏi, ngã, sắc, nặng;
//! then small letters before capitals. White space comes before marks, marks before digits, digits before letters. A key has three
//! levels, each compared only where those before are equal (UTS #10):
//!
//! ```text
//! Hòa   letters h o a | tones 0 1 0 | case 1 0 0
//! ```

use unicode_normalization::UnicodeNormalization as _;

/// Marks and signs of ASCII in CLDR's root order; white space comes before, digits behind.
const SIGNS: &str = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/// Between the levels of a key; no weight is that small.
const LEVEL: u8 = 0;

/// A key whose bytes compare as the texts do in a dictionary. Equal for canonically equal texts.
///
/// ```
/// use bongsen::normalize::sort_key;
/// let mut names = ["Đạt", "Dũng", "Ân", "An", "Ánh", "Ăn", "Anh", "ấn", "ân"];
/// names.sort_by_key(|name| sort_key(name));
/// assert_eq!(names, ["An", "Anh", "Ánh", "Ăn", "ân", "Ân", "ấn", "Dũng", "Đạt"]);
/// ```
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 2);
    let mut tones = Vec::new();
    let mut cases = Vec::new();
    let mut last = None;
    for c in text.nfd() {
        if let Some(change) = vowel_mark(last, c) {
            // ă, â … are letters of their own, right behind the bare one.
            if let Some(weight) = key.last_mut() {
                *weight = change;
            }
            last = None;
            continue;
        }
        if let Some(tone) = tone(c) {
            // A letter may have several marks: the last place of the level holds them in turn.
            match tones.last_mut() {
                Some(place) if *place == 1 => *place = tone,
                _ => tones.push(tone),
            }
            continue;
        }
        if matches!(c, '\u{300}'..='\u{36F}') {
            tones.push(0x40 + (c as u32 - 0x300) as u8);
            continue;
        }
        let lower = super::lower(c);
        primary(lower, &mut key);
        tones.push(1);
        cases.push(if lower == c { 1 } else { 2 });
        last = Some(lower);
    }
    // Trailing level tones and small letters say nothing.
    let trimmed = |list: &[u8]| list.iter().rposition(|&weight| weight > 1).map_or(0, |at| at + 1);
    key.push(LEVEL);
    key.extend_from_slice(tones.get(..trimmed(&tones)).unwrap_or_default());
    key.push(LEVEL);
    key.extend_from_slice(cases.get(..trimmed(&cases)).unwrap_or_default());
    key
}

/// Huyền, hỏi, ngã, sắc, nặng.
const fn tone(c: char) -> Option<u8> {
    Some(match c {
        '\u{300}' => 2,
        '\u{309}' => 3,
        '\u{303}' => 4,
        '\u{301}' => 5,
        '\u{323}' => 6,
        _ => return None,
    })
}

/// First weights of the kinds of character, from white space to what is no Latin letter.
const SPACE: u8 = 2;
const SIGN: u8 = 4;
const OTHER_SIGN: u8 = 0x30;
const DIGIT: u8 = 0x38;
const LETTER: u8 = 0x50;
const OTHER: u8 = 0xE0;

/// The weight of a letter: four for each of a to z, so that those with a vowel mark find room behind it.
const fn letter(c: char) -> u8 {
    LETTER + (c as u8 - b'a') * 5
}

/// The weight of the letter that a vowel mark makes of the letter before it: breve, circumflex, horn.
fn vowel_mark(before: Option<char>, mark: char) -> Option<u8> {
    let step = match (before?, mark) {
        ('a', '\u{306}') | ('e' | 'o', '\u{302}') | ('u', '\u{31B}') => 1,
        ('a', '\u{302}') | ('o', '\u{31B}') => 2,
        _ => return None,
    };
    Some(letter(before?) + step)
}

fn primary(c: char, key: &mut Vec<u8>) {
    match c {
        'a'..='z' => key.push(letter(c)),
        'đ' => key.push(letter('d') + 1),
        '0'..='9' => key.push(DIGIT + (c as u8 - b'0')),
        _ if c.is_whitespace() => key.push(SPACE),
        _ => {
            if let Some(at) = SIGNS.chars().position(|sign| sign == c) {
                key.push(SIGN + at as u8);
                return;
            }
            // What has no weight of its own: by its number, signs before letters.
            key.push(if c.is_alphabetic() { OTHER } else { OTHER_SIGN });
            // Seven bits a byte, none of them 0.
            let code = c as u32;
            key.extend([0x80 | (code >> 14) as u8, 0x80 | (code >> 7) as u8 & 0x7F, 0x80 | code as u8 & 0x7F]);
        }
    }
}
