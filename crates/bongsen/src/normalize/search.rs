//! Finding a text in another, whatever its marks, its case or the way its letters are composed.
//!
//! ```text
//! original   xã Đốc Bi\u{300}nh Kiều       folded   xa doc binh kieu
//! needle     doc binh                      found    Đốc Bi\u{300}nh, in the original's bytes
//! ```

use unicode_normalization::UnicodeNormalization as _;

use super::{fold_char, lower};
use crate::span::{Orig, Span};

/// What a search does not look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ignore {
    /// Letters are looked at whole: `ma` is not `má`. (How they are composed never matters.)
    Nothing,
    /// The tone: `ma` finds `má`, `mạ`, and not `mă`; the two places of a tone mark (`hòa`, `hoà`) are one.
    Tones,
    /// Every mark, and đ is d: `ma` finds `má`, `mă`, `mậ`.
    #[default]
    Diacritics,
}

/// A text to look for.
///
/// ```
/// use bongsen::normalize::{Ignore, Pattern};
/// let text = "Xã Đốc Binh Kiều, huyện Tháp Mười; xã Đo\u{302}\u{301}c Binh Kiều";
/// let found: Vec<_> = Pattern::new("doc binh", Ignore::Diacritics).find_iter(text).map(|s| &text[s.range()]).collect();
/// assert_eq!(found, ["Đốc Binh", "Đo\u{302}\u{301}c Binh"]);
/// assert_eq!(Pattern::new("thập", Ignore::Tones).find_iter(text).count(), 0);
/// assert_eq!(Pattern::new("thạp", Ignore::Tones).find_iter(text).count(), 1);
/// // Not inside a word, on request, and with its case.
/// assert_eq!(Pattern::new("xa", Ignore::Diacritics).whole_words(true).match_case(true).find_iter(text).count(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// As it is compared with case, and without.
    needle: String,
    lowered: String,
    ignore: Ignore,
    case: bool,
    words: bool,
}

impl Pattern {
    /// Looks for `needle`, in any case; its own marks are left out as those of the text are.
    pub fn new(needle: &str, ignore: Ignore) -> Self {
        let mut pattern = Self { needle: String::new(), lowered: String::new(), ignore, case: false, words: false };
        pattern.lowered = pattern.read(needle).0;
        pattern.case = true;
        pattern.needle = pattern.read(needle).0;
        pattern.match_case(false)
    }

    /// Whether capitals are to be as they are in the needle.
    #[must_use]
    pub fn match_case(mut self, case: bool) -> Self {
        self.case = case;
        self
    }

    /// Whether letters and digits may not stand right before and behind.
    #[must_use]
    pub const fn whole_words(mut self, words: bool) -> Self {
        self.words = words;
        self
    }

    /// Where the needle stands in the original, in bytes, from left to right without overlaps: each span is of whole
    /// letters with all their marks. An empty needle is nowhere. Linear in the text, for a needle of bounded length.
    pub fn find_iter<'p>(&'p self, text: &str) -> impl Iterator<Item = Span<Orig>> + use<'p> {
        let (read, starts) = self.read(text);
        let end = text.len() as u32;
        let mut from = 0;
        let needle = if self.case { &self.needle } else { &self.lowered };
        std::iter::from_fn(move || {
            while !needle.is_empty() {
                let at = from + read.get(from..)?.find(needle.as_str())?;
                let behind = at + needle.len();
                let place = |at: usize| starts.partition_point(|(read, _)| (*read as usize) < at);
                // Where a letter begins, and nowhere else: `ma` is not the head of a decomposed `mă`.
                let original = |at: usize| match starts.get(place(at)) {
                    Some((read, original)) => (*read as usize == at).then_some(*original),
                    None => (at == read.len()).then_some(end),
                };
                let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let cut = inside(read.get(..at)?.chars().next_back()) || inside(read.get(behind..)?.chars().next());
                if let (Some(start), Some(end), false) = (original(at), original(behind), self.words && cut) {
                    from = behind;
                    return Some(Span::new(start, end));
                }
                from = at + read.get(at..)?.chars().next()?.len_utf8();
            }
            None
        })
    }

    /// The text as it is compared, and for each of its letters where it begins there and in the original.
    fn read(&self, text: &str) -> (String, Vec<(u32, u32)>) {
        let mut out = String::with_capacity(text.len());
        let mut starts = Vec::with_capacity(text.len());
        let mut rest = text.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            // A letter with the marks that follow it, composed.
            let mut end = at + c.len_utf8();
            while let Some((mark, m)) = rest.next_if(|(_, m)| is_mark(*m)) {
                end = mark + m.len_utf8();
            }
            starts.push((out.len() as u32, at as u32));
            let letter = text.get(at..end).unwrap_or_default();
            for c in letter.nfd() {
                let kept = match self.ignore {
                    Ignore::Nothing => true,
                    Ignore::Tones => !is_tone(c),
                    Ignore::Diacritics => !is_mark(c),
                };
                if kept {
                    let c = if self.ignore == Ignore::Diacritics { fold_char(c) } else { c };
                    out.push(if self.case { c } else { lower(c) });
                }
            }
        }
        (out, starts)
    }
}

/// A mark that combines with the letter before it.
pub(crate) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Grave, acute, tilde, hook above, dot below.
pub(super) const fn is_tone(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(pattern: &Pattern, text: &'t str) -> Vec<&'t str> {
        pattern.find_iter(text).map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn marks_and_case_are_left_out() {
        let text = "Má, mạ, mă, MẬ, ma và Hòa, hoà, Ðà";
        assert_eq!(found(&Pattern::new("MA", Ignore::Diacritics), text), ["Má", "mạ", "mă", "MẬ", "ma"]);
        assert_eq!(found(&Pattern::new("mà", Ignore::Tones), text), ["Má", "mạ", "ma"]);
        assert_eq!(found(&Pattern::new("ma\u{301}", Ignore::Nothing), text), ["Má"]);
        assert_eq!(found(&Pattern::new("hòa", Ignore::Tones), text), ["Hòa", "hoà"]);
        assert_eq!(found(&Pattern::new("da", Ignore::Diacritics), text), ["Ðà"]);
        assert!(found(&Pattern::new("", Ignore::Diacritics), text).is_empty());
    }

    #[test]
    fn case_and_words_on_request() {
        let pattern = |needle: &str| Pattern::new(needle, Ignore::Diacritics);
        assert_eq!(found(&pattern("Xa").match_case(true), "Xã xã"), ["Xã"]);
        assert_eq!(found(&pattern("an").whole_words(true), "ban An an2 ân"), ["An", "ân"]);
    }

    #[test]
    fn repeated_letters_take_linear_time() {
        let text = "a\u{301}".repeat(200_000);
        assert_eq!(Pattern::new(&"a".repeat(1000), Ignore::Diacritics).find_iter(&text).count(), 200);
        assert_eq!(Pattern::new("b", Ignore::Tones).find_iter(&text).count(), 0);
    }
}
