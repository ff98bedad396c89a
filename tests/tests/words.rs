//! Words with the bundled model: what must hold for any text, and texts whose words a reader can check.

use bongsen::normalize::view;
use bongsen::token::{Gap, TokenKind, tokenize};
use bongsen::word::WordModel;
use bongsen::{TokenRange, sentence};
use unicode_normalization::UnicodeNormalization;

/// The words of a text: syllables of a word joined by `_`, words apart by a space.
fn segment(text: &str) -> String {
    let model = WordModel::bundled().unwrap();
    let view = view(text);
    let (mut tokens, mut sentences, mut words) = (Vec::new(), Vec::new(), Vec::new());
    tokenize(&view.text, &mut tokens);
    sentence::split(&view.text, &tokens, &mut sentences);
    model.segment(&view.text, &tokens, &sentences, &mut words);
    let mut next = 0;
    for word in &words {
        assert_eq!(word.start, next, "every token is in one word");
        next = word.end;
        for pair in tokens[word.range()].windows(2) {
            assert!(pair[1].gap <= Gap::Space, "no word spans a line");
            assert!(pair.iter().all(|t| t.kind != TokenKind::Punctuation), "no word spans a mark");
        }
    }
    assert_eq!(next as usize, tokens.len());
    let text = |word: &TokenRange| {
        let syllables: Vec<&str> = tokens[word.range()].iter().map(|t| &view.text[t.span.range()]).collect();
        syllables.join("_")
    };
    words.iter().map(text).collect::<Vec<_>>().join(" ")
}

const NEWS: &str = "Chiều 18-10, ông Trần Văn Bảy, Chủ tịch UBND xã Đốc Binh Kiều, cho biết huyện Tháp Mười sẽ thanh tra \
    công tác khen thưởng. Hòa giải viên Lê Thị Thủy khỏe hẳn; Ủy ban nhân dân tỉnh đã hủy quyết định số \
    30/2020/NĐ-CP. Xem https://example.vn/tin?id=7.";

#[test]
fn news_text() {
    let words = segment(NEWS);
    for word in ["Trần_Văn_Bảy", "Chủ_tịch", "Tháp_Mười", "thanh_tra", "khen_thưởng", "Lê_Thị_Thủy", "quyết_định"]
    {
        assert!(words.split(' ').any(|w| w == word), "{word} in {words}");
    }
    for whole in ["18-10", "30/2020/NĐ-CP", "https://example.vn/tin?id=7"] {
        assert!(words.split(' ').any(|w| w == whole), "{whole} in {words}");
    }
}

#[test]
fn the_same_words_decomposed_and_in_the_other_tone_style() {
    let decomposed: String = NEWS.nfd().collect();
    assert_ne!(decomposed, NEWS);
    assert_eq!(segment(&decomposed), segment(NEWS));
    let new_style = NEWS
        .replace("Hòa", "Hoà")
        .replace("Thủy", "Thuỷ")
        .replace("khỏe", "khoẻ")
        .replace("Ủy", "Uỷ")
        .replace("hủy", "huỷ");
    assert_ne!(new_style, NEWS);
    let old = |words: String| {
        words
            .replace("Hoà", "Hòa")
            .replace("Thuỷ", "Thủy")
            .replace("khoẻ", "khỏe")
            .replace("Uỷ", "Ủy")
            .replace("huỷ", "hủy")
    };
    assert_eq!(old(segment(&new_style)), segment(NEWS));
}

#[test]
fn headings_in_capitals_and_text_without_capitals() {
    assert_eq!(segment("CHỦ TỊCH HUYỆN THÁP MƯỜI TIẾP XÚC NHÂN DÂN"), "CHỦ_TỊCH HUYỆN THÁP_MƯỜI TIẾP_XÚC NHÂN_DÂN");
    assert_eq!(
        segment("chủ tịch xã nguyễn văn bình tiếp xúc nhân dân"),
        "chủ_tịch xã nguyễn_văn_bình tiếp_xúc nhân_dân"
    );
}

#[test]
fn spaces_and_lines_around_syllables() {
    let words = segment("chủ tịch xã trả lời nhân dân");
    assert_eq!(segment("chủ  tịch\u{A0}xã trả   lời nhân dân"), words);
    assert_eq!(segment("Ông chủ\ntịch"), "Ông chủ tịch");
    assert_eq!(segment(""), "");
    assert_eq!(segment("\n \n"), "");
}

#[test]
fn a_longer_text_has_the_words_of_its_paragraphs() {
    let both = format!("{NEWS}\n\nHội đồng nhân dân họp.\n\n{NEWS}");
    assert_eq!(segment(&both), format!("{0} {1} {0}", segment(NEWS), segment("Hội đồng nhân dân họp.")));
}
