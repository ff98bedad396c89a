//! The key of a token: one number that is equal for `Hòa`, `HOÀ` and `hoà`.
//!
//! Every list and model of this crate is indexed by token keys, never by strings: looking a token up is hashing its
//! bytes once. The key is part of the format of the compiled data ([`KEY_VERSION`]), so it must not change silently.
//!
//! Folding: simple lower case, and the tone mark of an open `oa`, `oe`, `uy` moved to the second vowel (the style of
//! decision 1989/QĐ-BGDĐT, 2018); nothing else. The text must be NFC.

/// Version of the folding and hashing below; written into every compiled file.
pub const KEY_VERSION: u32 = 1;

/// Hash of the empty token before [`finish`].
pub(crate) const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
const MULTIPLIER: u64 = 0xD6E8_FEB8_6659_FD93;

/// The key of a token's text (NFC).
///
/// ```
/// use bongsen::normalize::key;
/// assert_eq!(key("Hòa"), key("HOÀ"));
/// assert_eq!(key("thủy"), key("thuỷ"));
/// assert_ne!(key("quý"), key("quy"));
/// ```
pub fn key(text: &str) -> u64 {
    let mut hash = SEED;
    // The last two folded characters are held back until it is known whether they are an open `òa`.
    let (mut previous, mut last) = ('\0', '\0');
    for c in text.chars() {
        if previous != '\0' {
            hash = step(hash, previous);
        }
        previous = last;
        last = lower(c);
    }
    if let Some((onset, nucleus)) = new_style(previous, last) {
        previous = onset;
        last = nucleus;
    }
    if previous != '\0' {
        hash = step(hash, previous);
    }
    if last != '\0' {
        hash = step(hash, last);
    }
    finish(hash)
}

/// The key of a text already in lower case, in NFC and in the new tone style: for constants in rules.
///
/// ```
/// use bongsen::normalize::{key, key_of_lower};
/// const DISTRICT: u64 = key_of_lower("huyện");
/// assert_eq!(DISTRICT, key("HUYỆN"));
/// ```
pub const fn key_of_lower(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = SEED;
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        // `text` is a `str`, so the continuation bytes are there.
        let (mut code, mut more) = match *first {
            0xC0..=0xDF => ((*first & 0x1F) as u32, 1),
            0xE0..=0xEF => ((*first & 0x0F) as u32, 2),
            0xF0..=0xFF => ((*first & 0x07) as u32, 3),
            _ => (*first as u32, 0),
        };
        rest = tail;
        while let ([next, tail @ ..], 1..) = (rest, more) {
            code = (code << 6) | (*next & 0x3F) as u32;
            more -= 1;
            rest = tail;
        }
        hash = step_code(hash, code);
    }
    finish(hash)
}

/// The keys of several words in lower case, as [`key_of_lower`] gives them.
///
/// ```
/// use bongsen::normalize::{key, keys_of_lower};
/// const FUNCTION: [u64; 2] = keys_of_lower(["và", "của"]);
/// assert!(FUNCTION.contains(&key("Của")));
/// ```
pub const fn keys_of_lower<const N: usize>(words: [&str; N]) -> [u64; N] {
    let mut out = [0; N];
    let mut i = 0;
    while i < N {
        out[i] = key_of_lower(words[i]);
        i += 1;
    }
    out
}

/// The key of two keys in sequence; used for phrases and word pairs.
pub const fn join(first: u64, second: u64) -> u64 {
    let mixed = (first ^ second.rotate_left(23)).wrapping_mul(MULTIPLIER);
    mixed ^ (mixed >> 32)
}

const fn step(hash: u64, c: char) -> u64 {
    step_code(hash, c as u32)
}

/// Adds one folded code point.
pub(crate) const fn step_code(hash: u64, code: u32) -> u64 {
    let mixed = (hash ^ code as u64).wrapping_mul(MULTIPLIER);
    mixed ^ (mixed >> 32)
}

/// The key from the hash of all code points.
pub(crate) const fn finish(hash: u64) -> u64 {
    hash ^ (hash >> 29)
}

/// Simple lower case of one character.
pub fn lower(c: char) -> char {
    match c {
        'A'..='Z' => ((c as u8) | 0x20) as char,
        '\0'..='\u{7F}' | 'ß'..='ÿ' | '×' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => c,
        // Vietnamese capitals are even code points followed by their small letter, or lie 32 before it; the rest is looked up.
        '\u{1EA0}'..='\u{1EF9}' => char::from_u32(c as u32 | 1).unwrap_or(c),
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
        'Ă' => 'ă',
        'Đ' => 'đ',
        'Ơ' => 'ơ',
        'Ư' => 'ư',
        _ => {
            let mut folded = c.to_lowercase();
            match (folded.next(), folded.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
    }
}

/// `ò` `a` -> `o` `à`: the tone of an open oa, oe, uy moved to the second vowel; `None` when there is nothing to move.
pub(crate) fn new_style(onset: char, nucleus: char) -> Option<(char, char)> {
    let (old, plain) = match onset {
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' => ("òóỏõọ", 'o'),
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' => ("ùúủũụ", 'u'),
        _ => return None,
    };
    let new = match (plain, nucleus) {
        ('o', 'a') => "àáảãạ",
        ('o', 'e') => "èéẻẽẹ",
        ('u', 'y') => "ỳýỷỹỵ",
        _ => return None,
    };
    let tone = old.chars().position(|c| c == onset)?;
    Some((plain, new.chars().nth(tone)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_tone_style_do_not_matter() {
        for (a, b) in
            [("hòa", "hoà"), ("THỦY", "thuỷ"), ("Khỏe", "khoẻ"), ("Đảng", "ĐẢNG"), ("lõa", "loã"), ("ỦY", "uỷ")]
        {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
    }

    #[test]
    fn small_letters_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            let one: Vec<char> = c.to_lowercase().collect();
            assert_eq!(lower(c), if let [one] = one[..] { one } else { c }, "{c:?}");
        }
    }

    #[test]
    fn other_differences_do() {
        for (a, b) in [("hoan", "hoàn"), ("mua", "mùa"), ("của", "cua"), ("ab", "ba"), ("a", ""), ("quý", "qúy2")]
        {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
    }
}
