//! The laws of the whole analyser, on texts made of the pieces that its rules look at and of what breaks lexers.

use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::thread;

use bongsen::normalize::view;
use bongsen::record::{DocumentRecord, RecordOptions};
use bongsen::{Analyzer, Document, Entity, EntityKind, Orig, Scratch, Span};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new().expect("the bundled data is sound"));

/// Pieces that say something to the grammar, each followed by a space or a mark of its own.
const PHRASES: &[&str] = &[
    "Bí thư ",
    "Phó Bí thư ",
    "nguyên ",
    "quyền ",
    "Chủ tịch ",
    "Phó Chủ tịch ",
    "các ",
    "đồng chí ",
    "ông ",
    "bà ",
    "Ông ",
    "Trưởng ",
    "Ban Tổ chức ",
    "Ban Tuyên giáo ",
    "Đảng ủy ",
    "Huyện ủy ",
    "HUYỆN ỦY ",
    "UBND ",
    "HĐND ",
    "Ủy ban Nhân dân (UBND) ",
    "Công ty TNHH ",
    "báo ",
    "Trường THCS ",
    "xã ",
    "huyện ",
    "tỉnh ",
    "TP.",
    "TP.HCM ",
    "Q.1 ",
    "khóm 3",
    "Đốc Binh Kiều",
    "Tháp Mười",
    "Đồng Tháp",
    "Hà Nội ",
    "Việt Nam ",
    "Phan Bội Châu ",
    "Trần Văn Mẫu",
    "Lê Thị Ví Dụ",
    "NGUYỄN VĂN THÍ",
    "Mẫu ",
    "Thí ",
    "Donald Trump ",
    "K'Sor ",
    "Jae-in ",
    "A. ",
    "Đại tá ",
    "TS. ",
    "là ",
    "và ",
    "kiêm ",
    "của ",
    "thuộc ",
    "được bầu giữ chức ",
    "cho biết ",
    "nói: ",
    "Theo ",
    "ngày 5/10",
    "ngày 20 tháng 11 năm 2020",
    "Sáng ",
    "rạng sáng ",
    "14h30 ",
    "quý II/2019",
    "2015 - 2020",
    "Nghị quyết số 04-NQ/TW",
    "Luật Đất đai năm 2013",
    "khoản 1 Điều 93 ",
    "đường 30/4",
    "cao tốc Hà Nội - Hải Phòng",
    "hòa bình ",
    "thủy lợi ",
    "Xã đã làm xong. ",
    "Trở về trang trước\n",
    "Thứ hai, 20/08/2018, 08:15",
];

/// Marks, gaps and what is no text at all.
const MARKS: &[&str] = &[
    " ",
    " ",
    ", ",
    ". ",
    ".",
    "; ",
    ": ",
    "! ",
    "? ",
    "… ",
    " - ",
    " – ",
    "-",
    "/",
    "(",
    ") ",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "«",
    "»",
    "[",
    "]",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{A0}",
    "\u{2028}",
    "\u{200B}",
    "\u{200D}",
    "\u{FEFF}",
    "\u{202E}",
    "\u{2066}",
    "\u{2069}",
    "\u{AD}",
    "\0",
    "\u{301}",
    "\u{323}",
    "👩\u{200D}🌾",
    "🇻🇳",
    "❤\u{FE0F}",
    "&",
    "%",
    "@",
    "#",
    "http://",
    "\u{1D15E}",
    "1",
    "12",
    "2018",
    "a",
    "B",
    "İ",
    "ß",
    "ﬁ",
];

fn text() -> impl Strategy<Value = String> {
    let phrase = || proptest::sample::select(PHRASES).prop_map(str::to_owned);
    let piece = prop_oneof![
        10 => phrase(),
        6 => proptest::sample::select(MARKS).prop_map(str::to_owned),
        1 => phrase().prop_map(|p| p.to_uppercase()),
        1 => phrase().prop_map(|p| p.nfd().collect()),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..32).prop_map(|pieces| pieces.concat())
}

/// Text without what the normaliser takes away or changes, so that its forms differ in nothing but their form.
fn plain_text() -> impl Strategy<Value = String> {
    let marks = &MARKS[..27];
    let piece = prop_oneof![
        10 => proptest::sample::select(PHRASES),
        5 => proptest::sample::select(marks),
    ];
    proptest::collection::vec(piece, 0..32).prop_map(|pieces| pieces.concat())
}

fn read(text: &str) -> Document {
    ANALYZER.analyze(text).expect("the text is short enough")
}

fn json(document: &Document) -> String {
    serde_json::to_string(&DocumentRecord::new(document, RecordOptions::default())).expect("a record is always JSON")
}

/// Every span that a document tells, with the text told for it.
fn spans(document: &Document) -> Vec<(Span<Orig>, Option<&str>)> {
    let mut found: Vec<(Span<Orig>, Option<&str>)> = Vec::new();
    found.extend(document.tokens().map(|t| (t.span(), Some(t.text()))));
    found.extend(document.sentences().map(|s| (s.span(), Some(s.text()))));
    found.extend(document.words().map(|w| (w.span(), Some(w.text()))));
    found.extend(document.entities().map(|e| (e.span(), Some(e.text()))));
    found.extend(document.officials().map(|o| (o.evidence(), None)));
    for a in document.abbreviations() {
        found.extend([(a.short_span(), Some(a.short())), (a.long_span(), Some(a.long()))]);
    }
    for q in document.quotations() {
        found.push((q.span(), Some(q.text())));
        found.extend(q.cue_span().map(|span| (span, q.cue())));
    }
    found.extend(document.kicker().map(|span| (span, None)));
    found.extend(document.heading().map(|span| (span, None)));
    found.extend(document.byline().map(|span| (span, None)));
    found.extend(document.published().map(|(span, _)| (span, None)));
    found.extend(document.boilerplate().map(|span| (span, None)));
    found
}

/// What an entity is, apart from where its bytes are. The text is folded as the stages see it: composed, and without
/// what has no width, of which a span may hold one more or less at its end.
fn told(e: Entity<'_>) -> (EntityKind, String, Option<String>, &'static str, Option<u32>) {
    let text = view(e.text()).text.into_owned();
    (e.kind(), text, e.value().map(str::to_owned), e.origin().0, e.parent().map(|p| p.id().0))
}

/// Entities, each as its kind and tokens.
fn by_tokens(document: &Document) -> Vec<(EntityKind, u32, u32, Option<u32>)> {
    let place = |e: Entity<'_>| {
        let range = e.token_range();
        (e.kind(), range.start, range.end, e.parent().map(|p| p.id().0))
    };
    document.entities().map(place).collect()
}

fn layout(document: &Document) -> Vec<Option<Span<Orig>>> {
    let lines = [document.kicker(), document.heading(), document.byline(), document.published().map(|(span, _)| span)];
    lines.into_iter().chain(document.boilerplate().map(Some)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_text_is_the_callers_and_every_span_is_a_stretch_of_it(text in text()) {
        let document = read(&text);
        prop_assert_eq!(document.text(), &text);
        for (span, said) in spans(&document) {
            let stretch = text.get(span.range());
            prop_assert!(stretch.is_some(), "{:?} is no stretch of {:?}", span, text);
            prop_assert_eq!(stretch, Some(document.slice(span)));
            if let Some(said) = said {
                prop_assert_eq!(stretch, Some(said));
            }
        }
    }

    #[test]
    fn referents_are_a_partition_of_the_mentions(text in text()) {
        use EntityKind::{AdminUnit, Loc, Org, Person, Title};
        let document = read(&text);
        let mut seen = BTreeSet::new();
        let mut first = None;
        for (id, referent) in (0..).zip(document.referents()) {
            prop_assert_eq!(referent.id(), id);
            let mentions: Vec<_> = referent.mentions().collect();
            prop_assert!(mentions.is_sorted_by(|a, b| a.id() < b.id()), "in order");
            prop_assert!(mentions.first().map(|e| e.id()) > first, "referents in order of first mention");
            first = mentions.first().map(|e| e.id());
            prop_assert!(mentions.iter().any(|e| e.id() == referent.fullest().id()));
            for mention in mentions {
                prop_assert!(seen.insert(mention.id()), "in two referents: {}", mention.text());
                prop_assert_eq!(mention.referent().map(bongsen::Referent::id), Some(id));
                prop_assert_eq!(mention.kind(), referent.kind());
            }
        }
        for entity in document.entities() {
            let named = matches!(entity.kind(), Person | Org | Title | AdminUnit | Loc);
            prop_assert_eq!(seen.contains(&entity.id()), named, "{}", entity.text());
            prop_assert_eq!(entity.referent().is_some(), named);
            prop_assert_eq!(entity.referent_origin().is_some() && entity.referent_confidence().is_some(), named);
        }
    }

    #[test]
    fn words_and_gaps_rebuild_the_text(text in text()) {
        let document = read(&text);
        let (mut rebuilt, mut at) = (String::new(), 0);
        for word in document.words() {
            let span = word.span();
            prop_assert!(span.start() >= at, "{:?} begins before {}", span, at);
            rebuilt.push_str(document.slice(Span::new(at, span.start())));
            rebuilt.push_str(word.text());
            at = span.end();
        }
        rebuilt.push_str(document.slice(Span::new(at, text.len() as u32)));
        prop_assert_eq!(rebuilt, text);
    }

    #[test]
    fn sentences_and_words_partition_the_tokens(text in text()) {
        let document = read(&text);
        let count = document.tokens().len() as u32;
        let sentences: Vec<_> = document.sentences().map(bongsen::Sentence::token_range).collect();
        let words: Vec<_> = document.words().map(bongsen::Word::token_range).collect();
        for ranges in [&sentences, &words] {
            let mut at = 0;
            for range in ranges {
                prop_assert!(range.start == at && range.end > at);
                at = range.end;
            }
            prop_assert_eq!(at, count);
        }
        let in_sentences: Vec<_> = document.sentences().flat_map(bongsen::Sentence::words).map(bongsen::Word::token_range).collect();
        prop_assert_eq!(in_sentences, words);
    }

    #[test]
    fn entities_are_in_order_and_nest_within_one_sentence(text in text()) {
        let document = read(&text);
        let sentences: Vec<_> = document.sentences().map(bongsen::Sentence::token_range).collect();
        let entities: Vec<_> = document.entities().collect();
        for pair in entities.windows(2) {
            let (a, b) = (pair[0].token_range(), pair[1].token_range());
            prop_assert!((a.start, u32::MAX - a.end) <= (b.start, u32::MAX - b.end), "{:?} before {:?}", a, b);
        }
        for (i, e) in entities.iter().enumerate() {
            let range = e.token_range();
            prop_assert!(!range.is_empty());
            prop_assert!(sentences.iter().any(|s| s.contains(range)), "{:?} crosses a sentence in {:?}", e.text(), text);
            // The last one before that reaches over this is the least around it.
            let around = entities[..i].iter().rev().find(|o| o.token_range().end > range.start);
            if let Some(around) = around {
                prop_assert!(around.token_range().contains(range), "{:?} and {:?} cross in {:?}", around.text(), e.text(), text);
            }
            prop_assert_eq!(e.parent().map(Entity::id), around.map(|o| o.id()), "{:?} in {:?}", e.text(), text);
            for child in e.children() {
                prop_assert_eq!(child.parent().map(Entity::id), Some(e.id()));
            }
            let children = entities.iter().filter(|c| c.parent().is_some_and(|p| p.id() == e.id())).count();
            prop_assert_eq!(e.children().count(), children);
        }
    }

    #[test]
    fn officials_join_a_person_and_a_title(text in text()) {
        let document = read(&text);
        let mut seen = BTreeSet::new();
        for o in document.officials() {
            let (person, title) = (o.person().expect("a person"), o.title().expect("a title"));
            prop_assert_eq!(person.kind(), EntityKind::Person);
            prop_assert_eq!(title.kind(), EntityKind::Title);
            prop_assert!(o.organization().is_none_or(|e| e.kind() == EntityKind::Org));
            prop_assert!(o.area().is_none_or(|e| matches!(e.kind(), EntityKind::AdminUnit | EntityKind::Loc)));
            prop_assert!(o.evidence().contains(person.span()) && o.evidence().contains(title.span()));
            prop_assert!(!o.role().is_empty());
            prop_assert!(seen.insert((person.id(), title.id())), "told twice in {:?}", text);
        }
        for e in document.entities() {
            prop_assert_eq!(e.place().is_some(), e.kind() == EntityKind::AdminUnit, "{:?}", e.text());
        }
        for q in document.quotations() {
            prop_assert!(q.speaker().is_none_or(|e| matches!(e.kind(), EntityKind::Person | EntityKind::Title | EntityKind::Org)));
        }
    }

    #[test]
    fn code_points_and_utf16_round_trip(text in text()) {
        let document = read(&text);
        let units: Vec<u16> = text.encode_utf16().collect();
        for (span, _) in spans(&document) {
            let (chars, utf16) = (document.chars(span), document.utf16(span));
            let stretch: String = text.chars().skip(chars.start() as usize).take(chars.len() as usize).collect();
            prop_assert_eq!(stretch.as_str(), document.slice(span));
            prop_assert_eq!(String::from_utf16(&units[utf16.range()]).ok(), Some(stretch));
            prop_assert_eq!(document.bytes(chars), Some(span));
        }
    }

    #[test]
    fn the_same_entities_for_every_form_of_unicode(text in text()) {
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        let (seen, composed, decomposed) = (read(&text), read(&composed), read(&decomposed));
        prop_assert_eq!(by_tokens(&seen), by_tokens(&composed));
        prop_assert_eq!(by_tokens(&composed), by_tokens(&decomposed));
        let all = |d: &Document| d.entities().map(told).collect::<Vec<_>>();
        prop_assert_eq!(all(&composed), all(&decomposed));
    }

    #[test]
    fn the_same_entities_for_either_tone_style(text in plain_text()) {
        let old = text.replace("òa", "oà").replace("ủy", "uỷ").replace("ủY", "uỶ").replace("Ủy", "Uỷ").replace("ỦY", "UỶ");
        prop_assert_eq!(by_tokens(&read(&text)), by_tokens(&read(&old)));
    }

    #[test]
    fn the_same_bytes_with_buffers_of_another_text_and_without(first in text(), text in text()) {
        let mut scratch = Scratch::default();
        let fresh = json(&read(&text));
        ANALYZER.analyze_with(&first, None, &mut scratch).expect("short enough");
        let reused = ANALYZER.analyze_with(&text, None, &mut scratch).expect("short enough");
        prop_assert_eq!(&fresh, &json(&reused));
        prop_assert_eq!(fresh, json(&read(&text)));
    }

    /// What is found before a blank line does not depend on what comes after it, but for what a document decides as a
    /// whole: names that a later text introduces (the second reading), abbreviations, the layout (which lines are the
    /// page's, which tell the authors), and which of several units is meant. So what is appended names nothing, and
    /// texts whose layout it changes are left out.
    #[test]
    fn an_unrelated_paragraph_changes_no_entity(text in plain_text()) {
        let first = format!("Xã đã làm xong.\n\n{text} xong.\n\nXã đã làm xong.");
        let more = format!("{first}\n\nTrời đã mưa to và đường rất trơn.");
        let (first, more) = (read(&first), read(&more));
        prop_assume!(layout(&first) == layout(&more));
        prop_assert_eq!(by_tokens(&first), by_tokens(&more), "{:?}", text);
    }
}

#[test]
fn documents_and_analysers_cross_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Analyzer>();
    shared::<Document>();
    let texts: Vec<String> = (0..64)
        .map(|i| {
            let phrase = |k: usize| PHRASES[(i * 7 + k * 13) % PHRASES.len()];
            (0..40).map(phrase).collect::<Vec<_>>().concat()
        })
        .collect();
    let expected: Vec<String> = texts.iter().map(|text| json(&read(text))).collect();
    thread::scope(|scope| {
        for order in [1, 3, 5, 7] {
            let (texts, expected, analyzer) = (&texts, &expected, ANALYZER.clone());
            scope.spawn(move || {
                let mut scratch = Scratch::default();
                for k in 0..texts.len() {
                    let i = k * order % texts.len();
                    let document = analyzer.analyze_with(&texts[i], None, &mut scratch).expect("short enough");
                    assert_eq!(json(&document), expected[i]);
                }
            });
        }
    });
}

mod damaged_files {
    //! A file that is not as it was written is an error and never a panic; one that passes its checks can be used.

    use bongsen::entity::EntityModel;
    use bongsen::entity::name::NameModel;
    use bongsen::model::{ModelError, ModelFile, write};
    use bongsen::place::Register;
    use bongsen::word::WordModel;

    type Load = fn(&[u8]) -> Result<(), ModelError>;

    const FILES: [(&str, &[u8], Load); 4] = [
        ("name", bongsen_data::NAME, |bytes| NameModel::from_bytes(bytes).map(drop)),
        ("word", bongsen_data::WORD, |bytes| WordModel::from_bytes(bytes).map(drop)),
        ("entity", bongsen_data::ENTITY, |bytes| EntityModel::from_bytes(bytes).map(drop)),
        ("place", bongsen_data::PLACE, |bytes| Register::from_bytes(bytes).map(drop)),
    ];

    #[test]
    fn a_file_cut_anywhere_is_an_error() {
        for (name, bytes, load) in FILES {
            assert!(load(bytes).is_ok(), "{name}");
            let cuts = (0..400).chain((1..100).map(|k| bytes.len() * k / 100)).chain(bytes.len() - 9..bytes.len());
            for cut in cuts {
                assert!(load(&bytes[..cut]).is_err(), "{name} cut at {cut}");
            }
        }
    }

    #[test]
    fn a_flipped_bit_in_a_section_is_an_error() {
        for (name, bytes, load) in FILES {
            let file = ModelFile::open(bytes).expect("sound");
            let sections: Vec<_> = file.sections().filter(|(kind, _)| kind != b"META").collect();
            for (kind, section) in sections {
                let start = section.as_ptr() as usize - bytes.as_ptr() as usize;
                for k in 0..12 {
                    let mut bad = bytes.to_vec();
                    bad[start + section.len() * k / 12] ^= 1 << (k % 8);
                    assert!(load(&bad).is_err(), "{name}, {}", String::from_utf8_lossy(&kind));
                }
            }
            for at in 0..200 {
                let mut bad = bytes.to_vec();
                bad[at] ^= 0x10;
                // The name of a section that is not needed may change; nothing may panic.
                let _ = load(&bad);
            }
        }
    }

    /// Behind the checksums: sections written anew with wrong bytes, as an ill-meaning writer would.
    #[test]
    fn wrong_bytes_with_right_checksums_never_panic() {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut next = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as usize
        };
        for (name, bytes, load) in FILES {
            let file = ModelFile::open(bytes).expect("sound");
            let sections: Vec<_> = file.sections().map(|(kind, section)| (kind, section.to_vec())).collect();
            for round in 0..60 {
                let mut bad = sections.clone();
                let (which, way) = (round % bad.len(), round / bad.len() % 3);
                let section = &mut bad[which].1;
                match way {
                    _ if section.is_empty() => {}
                    0 => section.truncate(next() % section.len()),
                    1 => {
                        let at = next() % section.len().min(64);
                        section[at] ^= 1 << (next() % 8);
                    }
                    _ => {
                        for _ in 0..16 {
                            let at = next() % section.len();
                            section[at] = next() as u8;
                        }
                    }
                }
                let bytes = write(&bad);
                let _ = load(&bytes);
                super::use_anyway(name, &bytes);
            }
        }
    }
}

/// Reads a text with a file that may be wrong but was accepted.
fn use_anyway(name: &str, bytes: &[u8]) {
    use bongsen::entity::EntityModel;
    use bongsen::entity::name::NameModel;
    use bongsen::place::Register;
    use bongsen::word::WordModel;
    let mut parts = (WordModel::bundled(), EntityModel::bundled(), Register::bundled());
    match name {
        "word" => parts.0 = WordModel::from_bytes(bytes),
        "entity" => parts.1 = EntityModel::from_bytes(bytes),
        "name" => parts.1 = parts.1.and_then(|lists| Ok(lists.with_names(NameModel::from_bytes(bytes)?))),
        _ => parts.2 = Register::from_bytes(bytes),
    }
    if let (Ok(words), Ok(entities), Ok(register)) = parts {
        let analyzer = Analyzer::with_models(words, entities, register);
        let text = PHRASES.concat();
        let document = analyzer.analyze(&text).expect("short enough");
        assert_eq!(document.text(), text);
        assert!(!json(&document).is_empty());
    }
}
