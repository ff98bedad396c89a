//! Windows-1252 and Latin-1: what the other bytes mean, and what characters stand for when text was read as these.

/// The characters of the bytes 80 to 9F in Windows-1252; U+FFFD where there is none.
const HIGH: [char; 32] = [
    '€', '\u{FFFD}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{FFFD}', 'Ž', '\u{FFFD}', '\u{FFFD}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{FFFD}', 'ž', 'Ÿ',
];

/// The character of a byte in Windows-1252; U+FFFD where there is none.
pub(super) fn char_of(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{FFFD}'),
        _ => char::from(byte),
    }
}

/// The byte that was read as `c` in Windows-1252, or in Latin-1.
pub(super) fn byte_of(c: char) -> Option<u8> {
    match c {
        '\0'..='\u{FF}' => Some(c as u8),
        '\u{FFFD}' => None,
        _ => HIGH.iter().position(|&h| h == c).map(|i| i as u8 + 0x80),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_characters() {
        for byte in 0..=255 {
            let c = char_of(byte);
            assert!(c == '\u{FFFD}' || byte_of(c) == Some(byte), "{byte:02X}");
        }
        assert_eq!(byte_of('\u{81}'), Some(0x81), "as Latin-1 has it");
        assert_eq!(byte_of('ệ'), None);
    }
}
