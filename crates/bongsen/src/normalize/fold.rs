//! Letters without their marks, for search and for file names: `Đốc Binh Kiều` -> `Doc Binh Kieu`.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// The text without diacritics: tone and vowel marks removed from Latin letters, đ and ð as d; case and everything
/// else stay. Borrowed when nothing changes. Composed and decomposed text give the same. Folding loses meaning
/// (`ma`, `má`, `mạ` become one): use it to look for candidates, never to compare names.
///
/// ```
/// use bongsen::normalize::fold;
/// assert_eq!(fold("xã Đốc Binh Kiều"), "xa Doc Binh Kieu");
/// assert_eq!(fold("Tháp Mười"), fold("Tha\u{301}p Mu\u{31B}o\u{31B}\u{300}i"));
/// ```
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut folder = Folder::default();
    for c in text.chars() {
        out.extend(folder.next(c));
    }
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// Adds to `text` what [`fold`] makes of the stretch `range` of it; whether that is the same. A range that is none of the
/// text's adds nothing.
pub(crate) fn fold_into(text: &mut String, range: Range<usize>) -> bool {
    let mut folder = Folder::default();
    let (mut at, mut same) = (range.start, true);
    while let Some(c) = text.get(at..range.end).and_then(|rest| rest.chars().next()) {
        at += c.len_utf8();
        let plain = folder.next(c);
        same &= plain == Some(c);
        text.extend(plain);
    }
    same
}

/// Folds one character after the other.
#[derive(Default)]
struct Folder {
    /// Whether the marks that come next stand on a Latin letter.
    latin: bool,
}

impl Folder {
    fn next(&mut self, c: char) -> Option<char> {
        if !c.is_ascii() && canonical_combining_class(c) != 0 {
            return (!self.latin).then_some(c);
        }
        let folded = fold_char(c);
        self.latin = folded.is_ascii_alphabetic();
        Some(folded)
    }
}

/// One letter without its marks: `ế` -> `e`, `Đ` -> `D`; any other character as it is.
pub fn fold_char(c: char) -> char {
    match c {
        '\0'..='\u{7F}' => c,
        'đ' | 'ð' => 'd',
        'Đ' | 'Ð' => 'D',
        _ => {
            let mut base = None;
            decompose_canonical(c, |d| base = base.or(Some(d)));
            base.filter(char::is_ascii_alphabetic).unwrap_or(c)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_folds() {
        for (base, letters) in [
            ('a', "áàảãạăắằẳẵặâấầẩẫậ"),
            ('d', "đð"),
            ('e', "éèẻẽẹêếềểễệ"),
            ('i', "íìỉĩị"),
            ('o', "óòỏõọôốồổỗộơớờởỡợ"),
            ('u', "úùủũụưứừửữự"),
            ('y', "ýỳỷỹỵ"),
        ] {
            for c in letters.chars() {
                assert_eq!(fold_char(c), base, "{c}");
                for upper in c.to_uppercase() {
                    assert_eq!(fold_char(upper), base.to_ascii_uppercase(), "{upper}");
                }
            }
        }
    }

    #[test]
    fn other_scripts_and_signs_stay() {
        for text in ["北京 – “…” 30 m²", "Москва й", "한국", "1\u{301}", "❤\u{FE0F}"] {
            assert_eq!(fold(text), text);
        }
        assert!(matches!(fold("30 m²"), Cow::Borrowed(_)));
    }
}
