//! The laws of the text layers, on texts made of the pieces that break lexers and normalisers.

use bongsen::normalize::{key, view};
use bongsen::token::{Gap, TokenData, TokenKind, TokenScratch, tokenize, tokenize_with};
use bongsen::{Norm, Orig, Span, TokenRange, sentence};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Pieces that texts are made of: words, separators, and what stands at the edge of some rule.
const PIECES: &[&str] = &[
    "xã",
    "Đốc",
    "Binh",
    "Kiều",
    "hòa",
    "HOÀ",
    "thuỷ",
    "UBND",
    "Tha\u{301}p",
    "Mu\u{31B}\u{300}i",
    "\u{D0}",
    "\u{F0}",
    "đ/c",
    "TP.",
    "TP.HCM",
    "Q.1",
    "A.",
    "v.v.",
    "K'Sor",
    "M’Đrắk",
    "Th",
    ".",
    "..",
    "...",
    "…",
    ",",
    ";",
    ":",
    "!",
    "?",
    "“",
    "”",
    "\"",
    "'",
    "’",
    "(",
    ")",
    "-",
    "–",
    "/",
    "&",
    "@",
    "#",
    "_",
    "+",
    "%",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u{A0}",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\u{C}",
    "\u{3000}",
    "\u{200B}",
    "\u{200D}",
    "\u{FEFF}",
    "\u{AD}",
    "\u{202E}",
    "\u{FE0F}",
    "\u{20E3}",
    "\u{301}",
    "\u{323}",
    "\u{302}",
    "\u{338}",
    "\u{1161}",
    "\u{11AB}",
    "\u{1112}",
    "한",
    "北京",
    "❤",
    "👩",
    "🌾",
    "🇻",
    "🇳",
    "👍",
    "\u{1F3FD}",
    "1",
    "23",
    "2013",
    "0912",
    "345",
    "678",
    "1.200,5",
    "23/08/2013",
    "18-10",
    "7h30",
    "30/2020/NĐ-CP",
    "04-NQ/TW",
    "a",
    "B",
    "http://",
    "www.",
    ".vn",
    "m²",
    "<",
    "=",
    "\0",
    "ﬁ",
    "ß",
    "İ",
    "١",
    "\u{1D15E}",
    "\u{344}",
    "\u{F71}\u{F72}",
    "クﾞ",
    "\u{FF21}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => Just("Đồng Tháp – “xã” ".repeat(6)),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn tokens(norm: &str) -> Vec<TokenData> {
    let mut out = Vec::new();
    tokenize(norm, &mut out);
    out
}

fn sentences(norm: &str, tokens: &[TokenData]) -> Vec<TokenRange> {
    let mut out = Vec::new();
    sentence::split(norm, tokens, &mut out);
    out
}

fn keys(text: &str) -> Vec<u64> {
    tokens(&view(text).text).iter().map(|t| t.key).collect()
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn normalising_twice_changes_nothing(text in text()) {
        let once = view(&text);
        let twice = view(&once.text);
        prop_assert_eq!(&twice.text, &once.text);
        prop_assert!(twice.map.is_identity());
        prop_assert_eq!(once.map.is_identity(), once.text == text);
    }

    #[test]
    fn a_lexer_that_remembers_makes_the_same_tokens(text in text()) {
        let norm = view(&text).text.into_owned();
        let plain = tokens(&norm);
        let (mut scratch, mut out) = (TokenScratch::default(), Vec::new());
        // Long enough for a memory to be kept.
        tokenize_with(&"xã ".repeat(5000), &mut out, &mut scratch);
        for _ in 0..3 {
            out.clear();
            tokenize_with(&norm, &mut out, &mut scratch);
            prop_assert_eq!(&out, &plain);
        }
    }

    #[test]
    fn the_view_is_composed_and_equal_for_both_forms(text in text()) {
        let seen = view(&text).text.into_owned();
        prop_assert_eq!(seen.nfc().collect::<String>(), seen.clone());
        let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
        prop_assert_eq!(&view(&nfc).text, &seen);
        prop_assert_eq!(&view(&nfd).text, &seen);
    }

    #[test]
    fn mapped_spans_cover_what_they_stand_for(text in text()) {
        let seen = view(&text);
        let (whole, full) = (Span::<Norm>::new(0, seen.text.len() as u32), Span::<Orig>::new(0, text.len() as u32));
        prop_assert_eq!(seen.map.to_orig(whole), full);
        prop_assert_eq!(seen.map.to_norm(full), whole);
        let mut last = 0;
        for (at, c) in seen.text.char_indices() {
            let norm = Span::new(at as u32, (at + c.len_utf8()) as u32);
            let orig = seen.map.to_orig(norm);
            prop_assert!(text.get(orig.range()).is_some(), "{orig:?} is not on character boundaries");
            prop_assert!(orig.start() >= last || seen.map.edits().iter().any(|e| e.orig.contains(orig)));
            last = orig.start();
            prop_assert!(seen.map.to_norm(orig).contains(norm));
            // Unchanged characters stand for themselves.
            if !seen.map.edits().iter().any(|e| e.norm.overlaps(norm)) && norm != whole {
                prop_assert_eq!(&text[orig.range()], &seen.text[norm.range()]);
            }
        }
    }

    #[test]
    fn the_view_of_a_mapped_token_is_the_token(text in text()) {
        let seen = view(&text);
        let mut last = 0;
        for token in tokens(&seen.text) {
            let orig = seen.map.to_orig(token.span);
            prop_assert!(!orig.is_empty());
            // Two tokens made by one edit share its whole stretch; no others overlap.
            let shared = seen.map.edits().iter().any(|e| e.orig.overlaps(orig) && e.orig.start() < last && last <= e.orig.end());
            prop_assert!(orig.start() >= last || shared, "tokens overlap in the original");
            prop_assert!(orig.end() >= last);
            last = orig.end();
            let surface = text.get(orig.range());
            prop_assert!(surface.is_some());
            let seen_alone = view(surface.unwrap_or_default()).text.into_owned();
            prop_assert!(seen_alone.contains(&seen.text[token.span.range()]), "{:?} {:?}", surface, token);
        }
    }

    #[test]
    fn tokens_and_gaps_rebuild_the_text(text in text()) {
        // Of the raw text as well as of its view: the lexer is right on any text.
        for norm in [text.clone(), view(&text).text.into_owned()] {
            let mut at = 0;
            for (i, token) in tokens(&norm).iter().enumerate() {
                let range = token.span.range();
                prop_assert!(!range.is_empty());
                let gap = norm.get(at..range.start);
                let word = norm.get(range.clone());
                prop_assert!(gap.is_some() && word.is_some(), "{range:?} is not on character boundaries or goes back");
                let (gap, word) = (gap.unwrap_or_default(), word.unwrap_or_default());
                prop_assert!(gap.chars().all(char::is_whitespace), "{gap:?} is in no token");
                prop_assert!(!word.chars().any(is_line_break), "{word:?} spans a line break");
                prop_assert!(!word.starts_with(char::is_whitespace) && !word.ends_with(char::is_whitespace));
                if i > 0 {
                    prop_assert_eq!(token.gap == Gap::None, gap.is_empty());
                    prop_assert_eq!(token.gap >= Gap::Line, gap.contains(is_line_break));
                } else {
                    prop_assert_eq!(token.gap, Gap::Paragraph);
                }
                prop_assert_eq!(token.key, key(word), "{}", word);
                at = range.end;
            }
            prop_assert!(norm[at..].chars().all(char::is_whitespace));
        }
    }

    #[test]
    fn sentences_partition_the_tokens(text in text()) {
        let norm = view(&text).text.into_owned();
        let tokens = tokens(&norm);
        let mut at = 0;
        for range in sentences(&norm, &tokens) {
            prop_assert_eq!(range.start, at);
            prop_assert!(range.end > range.start);
            let inside = &tokens[range.range()];
            prop_assert!(inside[1..].iter().all(|t| t.gap < Gap::Paragraph), "a sentence spans a paragraph break");
            at = range.end;
        }
        prop_assert_eq!(at as usize, tokens.len());
    }

    #[test]
    fn a_text_after_a_paragraph_break_is_read_alike(a in text(), b in text()) {
        // What is read of a paragraph does not depend on the one before, so texts can be read in pieces.
        let (a, b) = (view(&a).text.into_owned(), view(&b).text.into_owned());
        let joined = format!("{a}\n\n{b}");
        let shift = a.len() as u32 + 2;
        let mut apart = tokens(&a);
        apart.extend(tokens(&b).iter().map(|t| TokenData {
            span: Span::new(t.span.start() + shift, t.span.end() + shift),
            ..*t
        }));
        prop_assert_eq!(&tokens(&joined), &apart);
        let count = sentences(&a, &tokens(&a)).len() + sentences(&b, &tokens(&b)).len();
        prop_assert_eq!(sentences(&joined, &apart).len(), count);
    }

    #[test]
    fn keys_are_the_same_for_every_form_and_case(words in proptest::collection::vec(
        proptest::sample::select(&["hòa", "hoà", "thủy", "xã", "Đốc", "Kiều", "khỏe", "quý", "ủy", "ngoan", "Đường", "M'Đrắk"][..]), 1..8))
    {
        let text = words.join(" ");
        let nfd: String = text.nfd().collect();
        prop_assert_eq!(keys(&nfd), keys(&text));
        prop_assert_eq!(keys(&text.to_uppercase()), keys(&text));
        prop_assert_eq!(keys(&text.replace('đ', "\u{F0}").replace('Đ', "\u{D0}")), keys(&text));
        prop_assert!(tokens(&text).iter().all(|t| t.kind == TokenKind::Syllable));
    }
}
