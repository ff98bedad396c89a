//! The laws of putting diacritics back, on texts made of the pieces that break lexers and normalisers.

use std::sync::OnceLock;
use std::time::Instant;

use bongsen::normalize::fold;
use bongsen::restore::Restorer;
use proptest::prelude::*;

const PIECES: &[&str] = &[
    "xa",
    "Doc",
    "BINH",
    "kIeu",
    "nguoi",
    "Đốc",
    "hòa",
    "HOA",
    "thuy",
    "UBND",
    "Tha\u{301}p",
    "e",
    "\u{301}",
    "\u{31B}",
    "\u{D0}",
    "d",
    "a\u{200B}n",
    "\u{FEFF}",
    "\u{A0}",
    "TP.HCM",
    "ba.ca@vn.vn",
    "https://bao.vn",
    "K'Sor",
    "30km",
    "2013",
    ".",
    ",",
    "...",
    "“",
    "”",
    "(",
    "-",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "  ",
    "\t",
    "_",
    "日本",
    "한",
    "👨\u{200D}👩",
    "\0",
];

fn restorer() -> &'static Restorer {
    static RESTORER: OnceLock<Restorer> = OnceLock::new();
    RESTORER.get_or_init(|| Restorer::bundled().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn only_marks_are_added(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        check(&pieces.concat());
        check(&pieces.join(" "));
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        check(&text);
    }
}

fn check(text: &str) {
    let restored = restorer().restore(text);
    assert_eq!(fold(restored.text()), fold(text));
    let (mut original, mut result) = (0, 0);
    for syllable in restored.syllables() {
        let (from, to) = (syllable.original_span(), syllable.span());
        // What stands between syllables is byte for byte the same.
        assert_eq!(text[original..from.start], restored.text()[result..to.start]);
        assert!(text[from.clone()].is_ascii());
        assert_eq!(fold(syllable.text()), text[from.clone()]);
        assert!((0.0..=1.0).contains(&syllable.confidence()));
        for other in syllable.alternatives() {
            assert_eq!(fold(&other.text), text[from.clone()]);
            assert_ne!(other.text, syllable.text());
            assert!(other.confidence <= syllable.confidence() + 0.001);
        }
        (original, result) = (from.end, to.end);
    }
    assert_eq!(text[original..], restored.text()[result..]);
}

#[test]
fn sentences_come_back() {
    for text in [
        "Đồng bào cả nước",
        "Chủ tịch Ủy ban nhân dân xã đã đến dự hội nghị",
        "Nghị định này có hiệu lực thi hành kể từ ngày ký",
    ] {
        assert_eq!(restorer().restore(&fold(text)).text(), text);
    }
}

#[test]
fn lines_in_capitals_or_small_letters_come_back() {
    for text in [
        "ĐỒNG BÀO CẢ NƯỚC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "hôm nay tôi đi học",
        "tôi thấy cái bàn này đẹp quá",
        "ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP",
        "BẢN TIN THỜI TIẾT ĐÊM NAY VÀ NGÀY MAI",
    ] {
        assert_eq!(restorer().restore(&fold(text)).text(), text);
    }
}

#[test]
fn what_is_written_in_full_stays() {
    for text in [
        "Đồng bào cả nước",
        "John Smith ở New York",
        "Chủ tịch xã đến dự.",
        "Bà ăn cam, ông uống nước cam và hai cháu ngồi xem ti vi.",
        "Ba người con trai của bà Năm đều đi xa.",
        "Nhà chú Năm có ba con trâu và hai con bò.",
        "Nam đi tìm ban giám hiệu để xin hoa lan.",
    ] {
        assert_eq!(restorer().restore(text).text(), text);
    }
}

#[test]
fn partly_marked_text_is_finished() {
    for (asked, text) in [
        ("Đồng bao ca nuoc", "Đồng bào cả nước"),
        ("Hom nay toi đi hoc", "Hôm nay tôi đi học"),
        ("Chu tich Uy ban nhân dan xa", "Chủ tịch Ủy ban nhân dân xã"),
    ] {
        assert_eq!(restorer().restore(asked).text(), text);
    }
}

#[test]
fn english_stays() {
    for text in [
        "He can do the same thing for his mother when she comes home.",
        "The old bank by the river lends money to those who have none.",
    ] {
        assert_eq!(restorer().restore(text).text(), text);
    }
}

#[test]
fn the_time_grows_with_the_text_only() {
    let restorer = restorer();
    for piece in ["o", "o ", "o\n", "to an ", "o.", "tu,", "ỡ tu ", "\u{301}", "d\u{200B}"] {
        let time = |count: usize| {
            let text = piece.repeat(count);
            let start = Instant::now();
            assert_eq!(fold(restorer.restore(&text).text()), fold(&text));
            start.elapsed().as_secs_f64()
        };
        let small = (0..3).map(|_| time(20_000)).fold(f64::INFINITY, f64::min);
        let large = time(200_000);
        assert!(large < small * 40.0 + 0.2, "{piece:?}: {small} s, {large} s");
    }
}
