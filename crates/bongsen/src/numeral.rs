//! Numbers written in words, from 1 to 999: `mười lăm`, `hai mươi tư`, `một trăm linh năm`.
//!
//! What multiplies them further (`nghìn`, `triệu`, `tỷ`) is the reader's to ask for: the same words follow digits.

use crate::normalize::{key_of_lower, keys_of_lower};
use crate::token::Line;

/// 1 to 9 in their places; `bảy` is also written `bẩy`.
const DIGITS: [u64; 9] = keys_of_lower(["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]);
const SEVEN: u64 = key_of_lower("bẩy");
/// What 1, 4 and 5 are called behind `mươi`.
const BEHIND_TENS: [(u64, u32); 4] =
    [(key_of_lower("mốt"), 1), (key_of_lower("tư"), 4), (key_of_lower("lăm"), 5), (key_of_lower("nhăm"), 5)];
const TEN: u64 = key_of_lower("mười");
const TENS: [u64; 2] = keys_of_lower(["mươi", "chục"]);
const HUNDRED: u64 = key_of_lower("trăm");
const AND: [u64; 2] = keys_of_lower(["linh", "lẻ"]);
const FIVE: u64 = key_of_lower("năm");

/// The number in words that begins at token `i`, and where it ends. `năm` alone is no number here: it is mostly the word
/// for year.
pub(crate) fn read(line: &Line<'_>, i: u32) -> Option<(u32, u32)> {
    let key = line.key(i);
    // Cheap: most tokens begin no number.
    if key != TEN && digit(key).is_none() || !line.is_common(i) {
        return None;
    }
    let found = hundreds(line, i).or_else(|| tens(line, i)).or_else(|| Some((digit(key)?, i + 1)))?;
    (key != FIVE || found.1 > i + 1).then_some(found)
}

fn digit(key: u64) -> Option<u32> {
    let at = DIGITS.iter().position(|digit| *digit == key).map(|at| at as u32 + 1);
    at.or((key == SEVEN).then_some(7))
}

/// `hai trăm`, `hai trăm linh năm`, `hai trăm ba mươi lăm`.
fn hundreds(line: &Line<'_>, i: u32) -> Option<(u32, u32)> {
    let hundreds = digit(line.key(i)).filter(|_| line.next_key(i + 1) == HUNDRED)? * 100;
    let end = i + 2;
    if AND.contains(&line.next_key(end))
        && let Some(ones) = digit(line.next_key(end + 1))
    {
        return Some((hundreds + ones, end + 2));
    }
    let rest = if line.goes_on(end) { tens(line, end) } else { None };
    Some(rest.map_or((hundreds, end), |(rest, end)| (hundreds + rest, end)))
}

/// `mười lăm`, `hai mươi`, `hai mươi tư`.
fn tens(line: &Line<'_>, i: u32) -> Option<(u32, u32)> {
    let (tens, end) = if line.key(i) == TEN {
        (10, i + 1)
    } else {
        (digit(line.key(i)).filter(|_| TENS.contains(&line.next_key(i + 1)))? * 10, i + 2)
    };
    let next = line.next_key(end);
    let special = BEHIND_TENS.iter().find(|(key, _)| *key == next).map(|(_, ones)| *ones);
    // Behind `mươi` five is `lăm`: `hai mươi năm` are twenty years.
    let ones = special.or_else(|| digit(next).filter(|_| next != FIVE));
    Some(ones.map_or((tens, end), |ones| (tens + ones, end + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<(u32, usize)> {
        let mut tokens = Vec::new();
        crate::token::tokenize(text, &mut tokens);
        let (value, end) = read(&Line { norm: text, tokens: &tokens }, 0)?;
        Some((value, end as usize))
    }

    #[test]
    fn numbers_in_words() {
        for (text, value, tokens) in [
            ("hai người", 2, 1),
            ("Mười lăm năm", 15, 2),
            ("hai mươi năm", 20, 2),
            ("hai mươi tư giờ", 24, 3),
            ("hai mươi lăm", 25, 3),
            ("ba chục hộ", 30, 2),
            ("một trăm linh năm ngày", 105, 4),
            ("sáu trăm ba mươi mốt", 631, 5),
            ("bẩy trăm xã", 700, 2),
            ("năm mươi tuổi", 50, 2),
            ("chín mươi chín phần trăm", 99, 3),
        ] {
            assert_eq!(number(text), Some((value, tokens)), "{text}");
        }
        for text in ["năm nay", "Bảo Hai", "trăm năm", "không ai", "tư tưởng"] {
            assert_eq!(number(text), None, "{text}");
        }
        let mut tokens = Vec::new();
        crate::token::tokenize("Anh Ba Mươi", &mut tokens);
        assert_eq!(read(&Line { norm: "Anh Ba Mươi", tokens: &tokens }, 1), None, "a capital makes a name");
    }
}
