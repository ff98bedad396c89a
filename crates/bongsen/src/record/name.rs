//! Identifiers made of names, and the parts of a Vietnamese personal name.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name as part of an identifier: no diacritics, lower case, hyphens between words. At most 80 letters.
pub(super) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut letters = 0;
    let mut gap = false;
    for c in name.nfd().filter(|c| !is_combining_mark(*c)) {
        if letters == 80 {
            break;
        }
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            letters += 1;
            match c {
                'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
                _ => out.extend(c.to_lowercase()),
            }
        } else {
            gap = true;
        }
    }
    out
}

/// Gives out identifiers that are all different: a second `person:le-van-hung` becomes `person:le-van-hung-2`.
#[derive(Debug, Default)]
pub(super) struct Identifiers {
    taken: BTreeSet<String>,
    next: std::collections::BTreeMap<String, u32>,
}

impl Identifiers {
    pub(super) fn take(&mut self, prefix: &str, name: &str) -> String {
        let base = format!("{prefix}:{}", slug(name));
        if self.taken.insert(base.clone()) {
            return base;
        }
        let number = self.next.entry(base.clone()).or_insert(2);
        loop {
            let id = format!("{base}-{number}");
            *number += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Family name, middle names and given name of a Vietnamese name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub family: String,
    pub middle: Option<String>,
    pub given: String,
}

/// The parts of a name of two to five Vietnamese syllables; `None` for any other name, whose order is unknown.
pub(super) fn parts(name: &str) -> Option<Parts> {
    let syllables: Vec<&str> = name.split_whitespace().collect();
    match syllables.as_slice() {
        [family, middle @ .., given] if middle.len() <= 3 && syllables.iter().all(|s| is_vietnamese(s)) => {
            Some(Parts {
                family: (*family).to_owned(),
                middle: (!middle.is_empty()).then(|| middle.join(" ")),
                given: (*given).to_owned(),
            })
        }
        _ => None,
    }
}

/// Whether a word is spelt as a Vietnamese syllable can be: onset, one run of vowels, final. It is a sieve for foreign
/// names, not a spelling checker.
fn is_vietnamese(word: &str) -> bool {
    const ONSETS: [&str; 28] = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph",
        "qu", "r", "s", "t", "th", "tr", "v", "x",
    ];
    const FINALS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    let plain: String = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let Some(start) = plain.find(vowel) else { return false };
    let end = plain.rfind(vowel).map_or(start, |i| i + 1);
    let (Some(onset), Some(run), Some(last)) = (plain.get(..start), plain.get(start..end), plain.get(end..)) else {
        return false;
    };
    let onset = if onset == "q" && run.starts_with('u') { "qu" } else { onset };
    run.len() <= 4 && run.chars().all(vowel) && ONSETS.contains(&onset) && FINALS.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_have_no_diacritics() {
        assert_eq!(slug("Đảng ủy xã Đốc Binh Kiều"), "dang-uy-xa-doc-binh-kieu");
        assert_eq!(slug("  TP.HCM – Q.1 "), "tp-hcm-q-1");
        assert_eq!(slug("Tha\u{301}p Mười"), "thap-muoi");
        assert_eq!(slug("\u{202e}"), "");
        assert!(slug(&"ạ".repeat(1000)).len() <= 80);
    }

    #[test]
    fn identifiers_differ() {
        let mut ids = Identifiers::default();
        let names = ["Lê Văn Hùng", "Lê Văn Hưng", "Lê Văn Hùng 2", "lê văn hứng"];
        let given: Vec<String> = names.iter().map(|n| ids.take("person", n)).collect();
        assert_eq!(
            given,
            ["person:le-van-hung", "person:le-van-hung-2", "person:le-van-hung-2-2", "person:le-van-hung-3"]
        );
    }

    #[test]
    fn only_vietnamese_names_have_known_parts() {
        let show = |name| parts(name).map(|p| (p.family, p.middle, p.given));
        let is = |a: &str, b: Option<&str>, c: &str| Some((a.to_owned(), b.map(str::to_owned), c.to_owned()));
        assert_eq!(show("Trần Bổn Thới"), is("Trần", Some("Bổn"), "Thới"));
        assert_eq!(show("Dương Út"), is("Dương", None, "Út"));
        assert_eq!(show("Nguyễn Thị Quỳnh Giang"), is("Nguyễn", Some("Thị Quỳnh"), "Giang"));
        for name in ["Thới", "Donald Trump", "Barack Obama", "Y Thanh Hà Niê Kđăm", ""] {
            assert_eq!(show(name), None, "{name}");
        }
    }
}
