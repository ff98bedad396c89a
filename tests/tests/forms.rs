//! The laws of what is made of words for others: the token stream of a search index, and the form of `VnCoreNLP`.

use std::collections::HashMap;
use std::sync::LazyLock;

use bongsen::index::{Folding, IndexKind, IndexOptions};
use bongsen::normalize::{fold, key, view};
use bongsen::token::TokenKind;
use bongsen::{Analyzer, Document, Orig, Span};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new().expect("the bundled data is sound"));

/// What words are made of, and what stands between them.
const PIECES: &[&str] = &[
    "nông thôn ",
    "Chủ tịch ",
    "CHỦ TỊCH ",
    "UBND ",
    "xã ",
    "Hòa Bình ",
    "HOÀ BÌNH ",
    "thủy lợi ",
    "Uỷ ban ",
    "qúy ",
    "hòan ",
    "Trần Văn B.",
    "TP. Huế ",
    "TP.HCM",
    "Q.1 ",
    "PGS.TS ",
    "v.v",
    "...",
    "…",
    "..",
    "!",
    "!!",
    "?!",
    ".",
    ",",
    ";;",
    ":",
    "“",
    "”",
    "\"",
    "'",
    "’",
    "«",
    "»",
    "(",
    ")",
    "-",
    "–",
    "/",
    "&",
    "_",
    "#",
    "@",
    "+",
    "=",
    "*",
    "%",
    "$",
    "°",
    " ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{A0}",
    "\u{3000}",
    "\u{2028}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{AD}",
    "\u{301}",
    "\u{323}",
    "\0",
    "K'Sor ",
    "M’Đrắk",
    "GD-ĐT",
    "R&D",
    "C++",
    "Covid-19 ",
    "ca-nô ",
    "Mỹ-Việt ",
    "Thiên-Huế ",
    "23/08/2013",
    "18-10",
    "2013-2014",
    "5-6%",
    "30/2020/NĐ-CP",
    "04-NQ/TW ",
    "10.000",
    "1,5tr",
    "30m²",
    "5km",
    "7h30",
    "0912 345 678",
    "(024) 3823 4567",
    "http://a.vn/b_c?d=1 ",
    "a_b@c.vn ",
    "#hashtag",
    "@user",
    "file_name ",
    "a",
    "B",
    "1",
    "२",
    "北京",
    "한국",
    "\u{1112}\u{1161}\u{11AB}",
    "🪷",
    "👩\u{200D}🌾",
    "İ",
    "ß",
    "ﬁ",
    "\u{D0}",
    "Ǆ",
    "e\u{302}\u{301}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        9 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

fn read(text: &str) -> Document {
    ANALYZER.segment_only(text).expect("the text is short")
}

#[derive(Clone, Debug, PartialEq)]
struct Item {
    text: String,
    span: Span<Orig>,
    position: u32,
    position_length: u32,
    kind: IndexKind,
    folded: bool,
}

fn items(doc: &Document, folding: Folding, parts: bool) -> Vec<Item> {
    let mut options = IndexOptions::default();
    (options.folding, options.parts) = (folding, parts);
    let mut stream = doc.index(options);
    let mut out = Vec::new();
    while let Some(item) = stream.advance() {
        out.push(Item {
            text: item.text.to_owned(),
            span: item.span,
            position: item.position,
            position_length: item.position_length,
            kind: item.kind,
            folded: item.folded,
        });
    }
    out
}

fn without_space_and_dots(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn items_lie_on_the_text_in_order_and_fill_their_positions(text in text(), parts in any::<bool>()) {
        let doc = read(&text);
        let items = items(&doc, Folding::None, parts);
        // By position: the least pieces that begin there.
        let mut least = HashMap::new();
        let mut last = (0, 0);
        for item in &items {
            prop_assert!(!item.text.is_empty() && item.position_length > 0 && !item.folded);
            prop_assert!(!item.span.is_empty() && text.get(item.span.range()).is_some(), "{item:?}");
            prop_assert!(item.position >= last.0 && item.position <= last.0 + 1, "{item:?} after {last:?}");
            prop_assert!(item.span.start() >= last.1 || doc.text() != doc.normalized());
            last = (item.position, item.span.start());
            if item.position_length == 1 {
                least.entry(item.position).or_insert_with(Vec::new).push(item.clone());
            }
        }
        for item in &items {
            // The pieces inside fill its positions, each of them one, and lie inside its span.
            for position in item.position..item.position + item.position_length {
                let pieces = least.get(&position);
                prop_assert!(pieces.is_some(), "nothing at {position} inside {item:?}");
                prop_assert!(pieces.into_iter().flatten().all(|piece| item.span.contains(piece.span)), "{item:?}");
            }
        }
    }

    #[test]
    fn the_syllables_of_a_compound_are_its_text(text in text()) {
        let items = items(&read(&text), Folding::None, false);
        let mut rest = &items[..];
        while let [first, after @ ..] = rest {
            let count = after.iter().take_while(|item| item.kind == IndexKind::Syllable).count();
            let (syllables, next) = after.split_at(count);
            prop_assert_eq!(first.kind, IndexKind::Word);
            if !syllables.is_empty() {
                prop_assert_eq!(syllables.iter().map(|s| s.position_length).sum::<u32>(), first.position_length);
                let joined: Vec<_> = syllables.iter().map(|s| s.text.as_str()).collect();
                prop_assert_eq!(without_space_and_dots(&first.text), without_space_and_dots(&joined.concat()));
            }
            rest = next;
        }
    }

    #[test]
    fn folded_texts_are_the_fold_of_the_text(text in text(), parts in any::<bool>()) {
        let doc = read(&text);
        let plain = items(&doc, Folding::None, parts);
        let only = items(&doc, Folding::Only, parts);
        let wanted: Vec<_> =
            plain.iter().map(|item| Item { text: fold(&item.text).into_owned(), folded: true, ..item.clone() }).collect();
        prop_assert_eq!(&only, &wanted);
        let extra = items(&doc, Folding::Extra, parts);
        let kept: Vec<_> = extra.iter().filter(|item| !item.folded).cloned().collect();
        prop_assert_eq!(kept, plain);
        let mut added = wanted.into_iter().zip(&items(&doc, Folding::None, parts)).filter(|(f, p)| f.text != p.text).map(|(f, _)| f).collect::<Vec<_>>();
        let mut found: Vec<_> = extra.into_iter().filter(|item| item.folded).collect();
        let order = |a: &Item, b: &Item| (a.position, b.position_length, &a.text).cmp(&(b.position, a.position_length, &b.text));
        added.sort_by(order);
        found.sort_by(order);
        prop_assert_eq!(found, added);
    }

    #[test]
    fn every_form_of_a_text_gives_the_same_texts(text in text()) {
        let texts = |text: &str| items(&read(text), Folding::None, true).into_iter().map(|i| (i.text, i.position, i.position_length)).collect::<Vec<_>>();
        prop_assert_eq!(texts(&text.nfd().collect::<String>()), texts(&text));
    }

    #[test]
    fn tokens_of_one_key_have_one_text(text in text()) {
        let doc = read(&text);
        let mut by_key = HashMap::new();
        for token in doc.tokens() {
            if matches!(token.kind(), TokenKind::Abbreviation | TokenKind::Phone | TokenKind::Punctuation) {
                continue;
            }
            for spelling in [token.text().to_owned(), token.text().to_uppercase()] {
                let alone = read(&spelling);
                let item = items(&alone, Folding::None, false);
                // Capitals may read as another kind of token; that is no matter of the text.
                let ([item], 1) = (&item[..], alone.tokens().len()) else { continue };
                if alone.token(0).is_some_and(|token| token.kind() == TokenKind::Abbreviation) {
                    continue;
                }
                let before = by_key.entry(key(&view(&spelling).text)).or_insert_with(|| item.text.clone());
                prop_assert_eq!(&*before, &item.text);
            }
        }
    }

    #[test]
    fn the_form_of_vncorenlp_is_the_text_one_sentence_a_line(text in text()) {
        let doc = read(&text);
        let form = doc.to_vncorenlp();
        prop_assert_eq!(form.lines().count(), doc.sentences().len());
        prop_assert!(form.is_empty() || form.ends_with('\n'));
        for (line, sentence) in form.split_terminator('\n').zip(doc.sentences()) {
            prop_assert!(line.is_empty() || line.split(' ').all(|token| !token.is_empty()), "{:?}", line);
            prop_assert!(line.split(' ').all(|token| !token.contains(|c: char| c.is_whitespace() || c.is_control())), "{:?}", line);
            // Nothing is lost and nothing added but spaces and underscores; tone marks may move.
            let letters = |text: &str| {
                let bare: String = text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '_').collect();
                fold(&bare).into_owned()
            };
            prop_assert_eq!(letters(line), letters(&view(sentence.text()).text));
        }
    }

    #[test]
    fn a_plain_sentence_is_its_words(words in proptest::collection::vec(
        proptest::sample::select(&["xã", "nông thôn", "mới", "chủ tịch", "Trần Văn Mẫu", "hoà bình", "UBND", "đạt"][..]), 1..12))
    {
        let doc = read(&words.join(" "));
        let wanted: Vec<_> = doc.words().map(|word| word.text().replace(' ', "_")).collect();
        prop_assert_eq!(doc.to_vncorenlp(), wanted.join(" ") + "\n");
    }
}
