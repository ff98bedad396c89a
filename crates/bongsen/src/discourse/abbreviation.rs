//! Abbreviations that the text defines, and where it uses them.
//!
//! ```text
//! việc chấp hành của đảng viên (ĐV) … tình hình diễn biến của ĐV
//!                    └─long──┘  └short┘                       └use┘
//! ```
//! A definition is `long (SHORT)` or `SHORT (long)` whose initials match, read backwards from the bracket: every letter
//! of the short form is the first letter of a word, words of grammar may be skipped (`Giáo dục và Đào tạo`), and a
//! short form inside the long one gives its letters whole (`Ủy ban MTTQ (UBMTTQ)`). After A. S. Schwartz and
//! M. A. Hearst, *A simple algorithm for identifying abbreviation definitions in biomedical text*, PSB 2003, who match
//! letters backwards too; here syllables stand apart, so only initials count.

use std::collections::BTreeMap;

use crate::document::{AbbreviationData, TokenRange};
use crate::normalize::keys_of_lower;
use crate::token::{Case, Gap, TokenData, TokenKind};

/// Words of grammar, which a short form may leave out.
const FUNCTION: [u64; 18] = keys_of_lower([
    "và", "của", "các", "cho", "về", "trong", "tại", "ở", "theo", "với", "những", "từ", "do", "là", "of", "the", "and",
    "for",
]);

/// Words between the bracket and the short form (`sau đây gọi tắt là`).
const CALLED: [u64; 14] = keys_of_lower([
    "sau", "đây", "gọi", "tắt", "là", "viết", "chung", "tên", "tức", "hay", "hoặc", "nay", "của", "được",
]);

/// A short form has at most this many tokens (`LĐ-TB&XH` has five), a long form this many.
const LONGEST_SHORT: u32 = 7;
const LONGEST_LONG: u32 = 24;
const MOST_CALLED: u32 = 8;

/// Finds the definitions of `tokens` in order, each with its later uses. Linear.
pub(crate) fn find(norm: &str, tokens: &[TokenData], sentences: &[TokenRange]) -> Vec<AbbreviationData> {
    let finder = Finder { norm, tokens };
    let mut found: Vec<AbbreviationData> = Vec::new();
    for sentence in sentences {
        for bracket in sentence.start..sentence.end.min(tokens.len() as u32) {
            let mark = finder.token(bracket).is_some_and(|t| t.kind != TokenKind::Syllable);
            if mark && finder.text(bracket) == "(" {
                found.extend(finder.definition(bracket, *sentence));
            }
        }
    }
    finder.uses(&mut found);
    found
}

struct Finder<'a> {
    norm: &'a str,
    tokens: &'a [TokenData],
}

impl Finder<'_> {
    fn token(&self, i: u32) -> Option<&TokenData> {
        self.tokens.get(i as usize)
    }

    fn text(&self, i: u32) -> &str {
        self.token(i).and_then(|t| self.norm.get(t.span.range())).unwrap_or_default()
    }

    fn key(&self, i: u32) -> u64 {
        self.token(i).map_or(0, |t| t.key)
    }

    fn definition(&self, bracket: u32, sentence: TokenRange) -> Option<AbbreviationData> {
        let mut start = bracket + 1;
        while start < bracket + MOST_CALLED && CALLED.contains(&self.key(start)) {
            start += 1;
        }
        if self.text(start) == ":" || matches!(self.text(start), "\"" | "“") {
            start += 1;
        }
        let short = self.short(start, sentence.end);
        if let Some(short) = short.filter(|s| matches!(self.text(s.end), ")" | "," | ";" | "\"" | "”")) {
            let long = self.long(short, sentence.start, bracket)?;
            return Some(AbbreviationData { short, long, uses: Vec::new() });
        }
        // SHORT (long)
        let close = (start..(bracket + LONGEST_LONG).min(sentence.end)).find(|&i| self.text(i) == ")")?;
        let first = (sentence.start..bracket)
            .rev()
            .take(LONGEST_SHORT as usize)
            .take_while(|&i| i + 1 == bracket || self.token(i + 1).is_some_and(|t| t.gap == Gap::None));
        let short = self.short(first.last()?, bracket).filter(|s| s.end == bracket)?;
        let long = self.long(short, start, close).filter(|l| l.start == start)?;
        Some(AbbreviationData { short, long, uses: Vec::new() })
    }

    /// The short form that begins at `start`: capitals, with hyphens and ampersands that touch them.
    fn short(&self, start: u32, limit: u32) -> Option<TokenRange> {
        let mut end = start;
        while end < limit.min(start + LONGEST_SHORT) {
            let token = self.token(end)?;
            let joined = end == start || token.gap == Gap::None;
            let capitals = matches!(token.case, Case::Upper | Case::Mixed)
                || token.case == Case::Title && self.text(end).chars().count() == 1;
            let letters = capitals && matches!(token.kind, TokenKind::Syllable | TokenKind::Abbreviation);
            let joint = end > start && matches!(self.text(end), "-" | "–" | "&" | "." | "/");
            if !(joined && (letters || joint)) {
                break;
            }
            end += 1;
        }
        while end > start && !self.token(end - 1).is_some_and(TokenData::is_capitalised) {
            end -= 1;
        }
        let range = TokenRange::new(start, end);
        let letters = self.letters(range);
        ((2..=12).contains(&letters.len())).then_some(range)
    }

    /// The capitals of a short form, without their marks.
    fn letters(&self, range: TokenRange) -> Vec<char> {
        let text = crate::document::span_of(self.tokens, range);
        let text = self.norm.get(text.range()).unwrap_or_default();
        text.chars().filter(|c| c.is_uppercase()).map(base).collect()
    }

    /// The long form that ends before `end`, not before `limit`.
    fn long(&self, short: TokenRange, limit: u32, end: u32) -> Option<TokenRange> {
        let letters = self.letters(short);
        // A word of grammar may be one of the letters or not: first without, then with.
        [false, true].into_iter().find_map(|grammar| self.match_back(&letters, limit, end, grammar))
    }

    fn match_back(&self, letters: &[char], limit: u32, end: u32, grammar: bool) -> Option<TokenRange> {
        let mut rest = letters;
        let mut at = end;
        let mut words = 0;
        while !rest.is_empty() && at > limit && at + LONGEST_LONG > end {
            at -= 1;
            let token = self.token(at)?;
            let text = self.text(at);
            if token.kind == TokenKind::Punctuation || matches!(text, "&") {
                // Only inside: `Văn hóa, Thể thao và Du lịch`.
                if words == 0 && !matches!(text, "”" | "\"") || !matches!(text, "," | "-" | "–" | "&" | "”" | "\"")
                {
                    return None;
                }
                continue;
            }
            if token.case == Case::Upper && text.chars().count() > 1 {
                let inner: Vec<char> = text.chars().filter(|c| c.is_uppercase()).map(base).collect();
                if let Some(before) = rest.strip_suffix(inner.as_slice()) {
                    rest = before;
                    words += 1;
                    continue;
                }
            }
            let initial = text.chars().next().map(base);
            let is_grammar = FUNCTION.contains(&token.key);
            match rest.split_last() {
                Some((last, before)) if initial == Some(*last) && (grammar || !is_grammar) => {
                    rest = before;
                    words += 1;
                }
                _ if is_grammar && words > 0 => {}
                _ => return None,
            }
        }
        let whole = rest.is_empty() && words >= 2 && !matches!(self.text(at), "," | "-");
        let last = match end.checked_sub(1) {
            Some(quote) if matches!(self.text(quote), "”" | "\"") => quote,
            _ => end,
        };
        whole.then(|| TokenRange::new(at, last))
    }

    /// Later uses: the same tokens in capitals, after the latest definition of the short form.
    fn uses(&self, found: &mut [AbbreviationData]) {
        if found.is_empty() {
            return;
        }
        let mut defined: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        let mut next = 0;
        let mut i = 0;
        while i < self.tokens.len() as u32 {
            // A definition counts from its end on, and replaces an earlier one of the same short form.
            while let Some(definition) = found.get(next).filter(|d| d.short.end <= i) {
                let active = defined.entry(self.key(definition.short.start)).or_default();
                active.retain(|&d| {
                    found.get(d).is_some_and(|d| !self.same(d.short, definition.short.start, definition.short.end))
                });
                // Many short forms that begin alike: the last ones matter.
                if active.len() >= 16 {
                    active.remove(0);
                }
                active.push(next);
                next += 1;
            }
            let mut step = 1;
            if let Some(active) = self.token(i).filter(|t| t.is_capitalised()).and_then(|t| defined.get(&t.key)) {
                let hit = active.iter().copied().filter_map(|d| {
                    let short = found.get(d)?.short;
                    self.same(short, i, i + short.len()).then_some((short.len(), d))
                });
                if let Some((length, d)) = hit.max() {
                    let defining = found.iter().skip(next).take(1).any(|n| n.short.start == i);
                    if let Some(definition) = found.get_mut(d).filter(|_| !defining) {
                        definition.uses.push(i);
                        step = length;
                    }
                }
            }
            i += step;
        }
    }

    /// Whether the tokens `start..end` are those of `short`, in capitals as they are.
    fn same(&self, short: TokenRange, start: u32, end: u32) -> bool {
        short.len() == end - start
            && (0..short.len()).all(|k| {
                let (a, b) = (self.token(short.start + k), self.token(start + k));
                a.zip(b).is_some_and(|(a, b)| a.key == b.key && a.case == b.case && (k == 0 || b.gap == Gap::None))
            })
    }
}

/// A capital letter without marks: `Ủ`, `Ư`, `Ũ` are U; `Đ` stays.
fn base(c: char) -> char {
    use unicode_normalization::UnicodeNormalization as _;
    let upper = c.to_uppercase().next().unwrap_or(c);
    std::iter::once(upper).nfd().next().unwrap_or(upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, usize)> {
        let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
        crate::token::tokenize(text, &mut tokens);
        crate::sentence::split(text, &tokens, &mut sentences);
        let cut = |r| text[crate::document::span_of(&tokens, r).range()].to_owned();
        find(text, &tokens, &sentences).iter().map(|a| (cut(a.short), cut(a.long), a.uses.len())).collect()
    }

    #[test]
    fn initials_define_a_short_form() {
        for (text, short, long, uses) in [
            ("Có 30 đảng viên (ĐV). Các ĐV mới, ĐV dự bị.", "ĐV", "đảng viên", 2),
            ("Theo Ngân hàng Nhà nước (NHNN), lãi giảm. NHNN cho biết.", "NHNN", "Ngân hàng Nhà nước", 1),
            ("Sở Giáo dục và Đào tạo (GD-ĐT) họp. Ngành GD-ĐT.", "GD-ĐT", "Giáo dục và Đào tạo", 1),
            ("Hội đồng nhân dân (sau đây gọi tắt là HĐND) xã.", "HĐND", "Hội đồng nhân dân", 0),
            ("bà Lê Thị Mẫu, Ủy ban MTTQ (UBMTTQ) xã", "UBMTTQ", "Ủy ban MTTQ", 0),
            ("Bảo hiểm y tế (BHYT), BHYT hộ gia đình", "BHYT", "Bảo hiểm y tế", 1),
            ("HTX (hợp tác xã) Gò Sen; HTX có lãi", "HTX", "hợp tác xã", 1),
            ("Sở Văn hóa, Thể thao và Du lịch (VHTTDL)", "VHTTDL", "Văn hóa, Thể thao và Du lịch", 0),
        ] {
            assert_eq!(read(text), [(short.to_owned(), long.to_owned(), uses)], "{text}");
        }
    }

    #[test]
    fn other_brackets_define_nothing() {
        for text in [
            "ông Lê Văn Mẫu (SN 1963), trú tại TP.HCM (Việt Nam)",
            "Công ty Sen Hồng (VIB), ông Nam (PV), (ĐV)",
            "phường Bến Nghé (Q.1) và xã (UBND)",
        ] {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn brackets_without_end_take_linear_time() {
        assert!(read(&"(".repeat(200_000)).is_empty());
        assert!(read(&"ĐV (ĐV ".repeat(50_000)).is_empty());
        assert!(!read(&"đảng viên (ĐV) ".repeat(20_000)).is_empty());
    }
}
