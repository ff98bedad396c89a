//! Which characters begin an emoji.

/// Whether `c` may carry a variation selector or stand in a zero-width-joiner sequence: the blocks that hold the
/// `Extended_Pictographic` characters of Unicode 16 (emoji-data.txt), taken whole.
///
/// ```text
/// 👩 ZWJ 🌾        one farmer: the joiner stays
/// ❤ U+FE0F        a red heart: the selector stays
/// a ZWJ b         the joiner is noise and is dropped
/// ```
pub fn is_pictographic(c: char) -> bool {
    matches!(c,
        '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2194}'..='\u{21AA}'
        | '\u{231A}'..='\u{23FF}' | '\u{24C2}' | '\u{25AA}'..='\u{25FE}' | '\u{2600}'..='\u{27BF}'
        | '\u{2934}' | '\u{2935}' | '\u{2B05}'..='\u{2B55}' | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}'
        | '\u{1F000}'..='\u{1FAFF}')
}
