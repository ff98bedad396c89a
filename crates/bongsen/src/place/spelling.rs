//! Token keys of names, and the spellings under which a name must be found.
//!
//! A name is written `Bà Rịa - Vũng Tàu`, `Bà Rịa-Vũng Tàu` and `Bà Rịa Vũng Tàu`; `M'Đrắk`, `M’Đrắk`, `M' Đrắk` and
//! `MĐrắk`; `Mỹ Tho` and `Mĩ Tho`; `Phường 05` and `Phường 5`. The compiled table holds a phrase for each, so that a
//! look-up stays one walk.

use crate::normalize::{SEED, finish, fold_char, is_mark, key, lower, step_code};
use crate::token::{TokenData, tokenize};

/// The keys of a text's tokens, as the lexer cuts it.
pub(super) fn token_keys(text: &str, tokens: &mut Vec<TokenData>, keys: &mut Vec<u64>) {
    tokens.clear();
    tokenize(text, tokens);
    keys.clear();
    keys.extend(tokens.iter().map(|token| token.key));
}

/// The key of a token without its diacritics: that of its folded text.
pub(super) fn folded_key(text: &str) -> u64 {
    finish(text.chars().filter(|c| !is_mark(*c)).fold(SEED, |hash, c| step_code(hash, lower(fold_char(c)) as u32)))
}

/// The keys of a level word as the lexer cuts it before a name: `TP.` keeps its dot there, alone it does not.
pub(super) fn level_keys(form: &str, tokens: &mut Vec<TokenData>, keys: &mut Vec<u64>) {
    tokens.clear();
    tokenize(&format!("{form} Long"), tokens);
    keys.clear();
    keys.extend(tokens.iter().filter(|token| (token.span.start() as usize) < form.len()).map(|token| token.key));
}

/// The keys of a name's syllables alone, without punctuation, apostrophes and leading zeros: equal for every spelling of
/// one name that differs in no letter (`K' Dang`, `K’Dang`; `05`, `5`; `Hoà`, `Hòa`).
pub fn bare_keys(text: &str) -> Vec<u64> {
    let is_apostrophe = |c: char| matches!(c, '\'' | '’' | '‘' | '`' | '´');
    let mut joined = String::with_capacity(text.len());
    let mut after_apostrophe = false;
    for c in text.chars() {
        if is_apostrophe(c) {
            after_apostrophe = true;
        } else if !(after_apostrophe && c.is_whitespace()) {
            after_apostrophe = false;
            joined.push(c);
        }
    }
    joined
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let stripped = word.trim_start_matches('0');
            let number = word.bytes().all(|b| b.is_ascii_digit()) && !stripped.is_empty();
            key(if number { stripped } else { word })
        })
        .collect()
}

/// The first letters of a name's syllables: `TG` for Tiền Giang.
pub(super) fn initials(name: &str) -> String {
    name.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next()).collect()
}

/// Numbers of wards are also written so.
const ROMAN: [&str; 16] =
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"];

/// Every spelling of a name, itself first.
pub(super) fn variants(name: &str) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    let add = |all: &mut Vec<String>, text: String| {
        if !all.contains(&text) {
            all.push(text);
        }
    };
    if !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit()) {
        let bare = name.trim_start_matches('0');
        add(&mut all, bare.to_owned());
        add(&mut all, format!("{bare:0>2}"));
        if let Some(roman) = bare.parse().ok().and_then(|n: usize| ROMAN.get(n.checked_sub(1)?)) {
            add(&mut all, (*roman).to_owned());
        }
    }
    if let Some(at) = ROMAN.iter().position(|roman| *roman == name) {
        add(&mut all, (at + 1).to_string());
    }
    if name.contains(['-', '–']) {
        let parts: Vec<&str> = name.split(['-', '–']).map(str::trim).collect();
        for joint in [" - ", "-", " – ", "–", " "] {
            add(&mut all, parts.join(joint));
        }
    }
    if name.contains(['\'', '’']) {
        let straight = name.replace('’', "'");
        let tight = straight.replace("' ", "'");
        for text in
            [tight.replace('\'', "’"), tight.replace('\'', ""), tight.replace('\'', "' "), tight.replace('\'', " ")]
        {
            add(&mut all, text);
        }
        add(&mut all, straight);
        add(&mut all, tight);
    }
    let other = name.split(' ').map(swap_i_y).collect::<Vec<_>>().join(" ");
    add(&mut all, other);
    all
}

/// `Mỹ` -> `Mĩ`, `Quí` -> `Quý`: the other of the two spellings of a final i after h, k, l, m, qu, s, t, v.
fn swap_i_y(syllable: &str) -> String {
    let folded: String = syllable.chars().map(lower).collect();
    let onsets = ["h", "k", "l", "m", "qu", "s", "t", "v"];
    let (Some(last), Some(onset)) =
        (folded.chars().last(), folded.char_indices().next_back().map(|(at, _)| &folded[..at]))
    else {
        return syllable.to_owned();
    };
    let swapped = "iìíỉĩị"
        .chars()
        .zip("yỳýỷỹỵ".chars())
        .find_map(|(i, y)| if last == i { Some(y) } else { (last == y).then_some(i) });
    match swapped {
        Some(letter) if onsets.contains(&onset) => {
            let mut out: String = syllable.chars().collect();
            let upper = out.pop().is_some_and(char::is_uppercase);
            if upper {
                out.extend(letter.to_uppercase());
            } else {
                out.push(letter);
            }
            out
        }
        _ => syllable.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_spelt_in_many_ways() {
        assert!(variants("Bà Rịa - Vũng Tàu").contains(&"Bà Rịa-Vũng Tàu".to_owned()));
        assert!(variants("M'Đrắk").contains(&"M’Đrắk".to_owned()));
        assert!(variants("Mỹ Tho").contains(&"Mĩ Tho".to_owned()));
        assert!(variants("Quí Quân").contains(&"Quý Quân".to_owned()));
        assert_eq!(variants("05"), ["05", "5", "V"]);
        assert_eq!(variants("IV"), ["IV", "4"]);
        assert_eq!(variants("Lai Châu"), ["Lai Châu"]);
    }

    #[test]
    fn folded_keys_are_keys_of_folded_text() {
        for text in ["Đốc", "Hoà", "Kiều", "Ea", "H’leo", "e\u{302}\u{301}", "Q.1", "05"] {
            assert_eq!(folded_key(text), key(&crate::normalize::fold(text)), "{text}");
        }
    }

    #[test]
    fn spellings_of_one_name_have_the_same_bare_keys() {
        for (a, b) in [("Bà Rịa - Vũng Tàu", "BÀ RỊA–VŨNG TÀU"), ("K' Dang", "K’Dang"), ("05", "5"), ("Hoà", "Hòa")]
        {
            assert_eq!(bare_keys(a), bare_keys(b), "{a} {b}");
        }
        assert_ne!(bare_keys("Cẩm Vĩnh"), bare_keys("Cẩm Vịnh"));
        assert!(bare_keys("").is_empty());
    }
}
