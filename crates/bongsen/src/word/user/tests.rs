use super::*;
use crate::document::TokenRange;
use crate::normalize::view;
use crate::sentence;
use crate::token::tokenize;
use crate::word::features::{COVERS, LANES, SHAPES, UNIT, before};
use crate::word::table::{Sequence, Table};
use crate::word::{WordModel, WordScratch};

/// A model where every gap is a cut by `cut`, but `nhân dân` is joined by 500.
fn model(cut: i16) -> WordModel {
    let keys: Vec<u64> = ["nhân", "dân"].map(crate::normalize::key).to_vec();
    let mut vector = [0; LANES];
    vector[before(2) + 1] = -cut - 500;
    let table = Table::build([(keys.as_slice(), Sequence { vector, sources: 1, ..Sequence::default() })]);
    WordModel::from_parts(table, vec![cut; SHAPES], vec![0; COVERS]).unwrap()
}

fn segment_by(model: &WordModel, lexicon: &UserLexicon, text: &str) -> String {
    let norm = view(text).text.into_owned();
    let (mut tokens, mut sentences, mut words) = (Vec::new(), Vec::new(), Vec::new());
    tokenize(&norm, &mut tokens);
    sentence::split(&norm, &tokens, &mut sentences);
    model.segment_with_lexicon(&norm, &tokens, &sentences, lexicon, &mut words, &mut WordScratch::default());
    let text =
        |word: &TokenRange| tokens[word.range()].iter().map(|t| &norm[t.span.range()]).collect::<Vec<_>>().join("_");
    words.iter().map(text).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn segment(lexicon: &str, text: &str) -> String {
    segment_by(&model(1500), &UserLexicon::parse(lexicon).unwrap(), text)
}

#[track_caller]
fn refused(lexicon: &str) -> String {
    UserLexicon::parse(lexicon).unwrap_err().to_string()
}

#[test]
fn join_is_one_word_apart_from_its_neighbours() {
    assert_eq!(segment("join\thội đồng", "hội đồng nhân dân"), "hội_đồng nhân_dân");
    // The model would join `nhân dân`.
    assert_eq!(segment("join\tđồng nhân", "hội đồng nhân dân"), "hội đồng_nhân dân");
    assert_eq!(segment("join\tnhân", "hội đồng nhân dân"), "hội đồng nhân dân");
}

#[test]
fn split_cuts_where_it_says_and_leaves_the_rest_to_the_model() {
    assert_eq!(segment("", "hội đồng nhân dân"), "hội đồng nhân_dân");
    assert_eq!(segment("split\tnhân dân", "hội đồng nhân dân"), "hội đồng nhân dân");
    assert_eq!(segment("split\tđồng|nhân dân", "hội đồng nhân dân"), "hội đồng nhân_dân");
    assert_eq!(segment("split\tđồng | nhân|dân", "hội đồng nhân dân"), "hội đồng nhân dân");
}

#[test]
fn prefer_outweighs_a_score_of_its_strength_and_no_more() {
    let text = "nông thôn mới";
    for (cut, strength, expected) in [
        (900, 1, "nông_thôn_mới"),
        (1000, 1, "nông_thôn_mới"),
        (1001, 1, "nông thôn mới"),
        (1001, 2, "nông_thôn_mới"),
        (9001, 9, "nông thôn mới"),
    ] {
        let lexicon = UserLexicon::parse(&format!("prefer\tnông thôn mới\t{strength}")).unwrap();
        assert_eq!(segment_by(&model(cut), &lexicon, text), expected, "{cut} {strength}");
    }
    // At its ends it speaks for a cut: here against 500.
    assert_eq!(segment("prefer\tnhân", "nhân dân"), "nhân dân");
    assert_eq!(Rule::Prefer(3).bonus(), Some(3 * UNIT));
}

#[test]
fn case_tone_style_and_composition_do_not_matter_unless_asked_for() {
    for text in ["hòa bình", "HOÀ BÌNH", "Hoa\u{300} Bi\u{300}nh", "hòa  \u{A0}bình", "ho\u{200B}à bình"] {
        assert_eq!(segment("join\tHòa bình", text).split(' ').count(), 1, "{text}");
    }
    let lexicon = "join\tHòa Bình\tcase";
    assert_eq!(segment(lexicon, "tỉnh Hoà Bình vì hòa bình"), "tỉnh Hoà_Bình vì hòa bình");
    // The entry that asks for the case goes before the one that takes any, in either order of lines.
    let other = "split\thòa bình";
    for both in [format!("{lexicon}\n{other}"), format!("{other}\n{lexicon}")] {
        assert_eq!(segment(&both, "Hòa Bình, hòa bình, HÒA BÌNH"), "Hòa_Bình , hòa bình , HÒA BÌNH");
    }
}

#[test]
fn marks_and_numbers_are_joined_where_an_entry_holds_them() {
    let lexicon = "join\tFormosa - Hà Tĩnh\njoin\tcông nghiệp 4.0\njoin\tCOVID-19\njoin\tGD-ĐT\njoin\tTP. Cao Lãnh";
    for (text, expected) in [
        ("ở Formosa - Hà Tĩnh .", "ở Formosa_-_Hà_Tĩnh ."),
        ("ở Formosa – Hà Tĩnh", "ở Formosa – Hà Tĩnh"),
        ("công nghiệp 4.0 và công nghiệp 5.0", "công_nghiệp_4.0 và công nghiệp 5.0"),
        ("chống Covid-19", "chống Covid-19"),
        ("Sở GD-ĐT tỉnh", "Sở GD_-_ĐT tỉnh"),
        ("ở TP. Cao Lãnh", "ở TP._Cao_Lãnh"),
        ("ở TP.Cao Lãnh", "ở TP._Cao_Lãnh"),
    ] {
        assert_eq!(segment(lexicon, text), expected);
    }
}

#[test]
fn an_entry_that_ends_with_a_dot_is_found_inside_a_line_and_at_its_end() {
    assert_eq!(segment("join\tthuộc TP.", "ở thuộc TP. Cao Lãnh"), "ở thuộc_TP. Cao Lãnh");
    assert_eq!(segment("join\tthuộc TP.", "ở thuộc TP."), "ở thuộc_TP_.");
    let lexicon = UserLexicon::parse("join\tthuộc TP.").unwrap();
    assert_eq!(lexicon.len(), 1, "it is one entry");
}

#[test]
fn no_word_spans_a_line_or_a_sentence() {
    let lexicon = "join\thội đồng\njoin\tđồng . Nhân";
    assert_eq!(segment(lexicon, "hội\nđồng"), "hội đồng");
    assert_eq!(segment(lexicon, "Hội\n\nđồng"), "Hội đồng");
    assert_eq!(segment(lexicon, "Nói đồng . Nhân dân"), "Nói đồng . Nhân_dân");
}

#[test]
fn overlaps_the_longest_then_the_leftmost() {
    let text = "hội đồng nhân dân tỉnh";
    assert_eq!(segment("join\tdân tỉnh\njoin\thội đồng nhân dân", text), "hội_đồng_nhân_dân tỉnh");
    assert_eq!(segment("join\thội đồng\njoin\tđồng nhân dân", text), "hội đồng_nhân_dân tỉnh");
    assert_eq!(segment("join\thội đồng\njoin\tđồng nhân", text), "hội_đồng nhân_dân tỉnh");
    assert_eq!(segment("join\tđồng nhân\nsplit\thội đồng|nhân dân", text), "hội đồng nhân_dân tỉnh");
    // A longer `split` and a shorter `join` that agree both hold.
    assert_eq!(segment("join\thội đồng\nsplit\thội đồng|nhân|dân", text), "hội_đồng nhân dân tỉnh");
    assert_eq!(segment("join\ta\njoin\ta a a\njoin\ta a", "a a a a a a a a"), "a_a_a a_a_a a_a");
}

#[test]
fn join_and_split_go_before_a_longer_prefer() {
    let text = "hội đồng nhân dân tỉnh";
    assert_eq!(segment("prefer\thội đồng nhân dân\t9\njoin\tđồng nhân", text), "hội đồng_nhân dân tỉnh");
    assert_eq!(segment("prefer\thội đồng nhân dân\t9\nsplit\tđồng|nhân", text), "hội đồng nhân_dân tỉnh");
    assert_eq!(segment("prefer\thội đồng\t2\nprefer\tđồng nhân\t3", text), "hội đồng_nhân dân tỉnh");
    assert_eq!(segment("prefer\thội đồng\t3\nprefer\tđồng nhân\t3", text), "hội_đồng nhân_dân tỉnh");
    // The gap between two is said to be a cut twice and counts once; the model's 500 for `nhân dân` is overruled.
    assert_eq!(segment("prefer\tđồng nhân\t9\nprefer\tdân tỉnh\t9", text), "hội đồng_nhân dân_tỉnh");
}

#[test]
fn lines_as_editors_and_spreadsheets_leave_them() {
    let lexicon = "\u{FEFF}# từ\r\n\r\n  join\tho\u{323}\u{302}i đồng  \t\r\njoin nhân dân\r\n#split\tx y\r\nprefer\txã\u{A0}hội\t 2 \t";
    let lexicon = UserLexicon::parse(lexicon).unwrap();
    let lines: Vec<_> = lexicon.entries().map(|e| (e.line, e.rule, e.text)).collect();
    assert_eq!(
        lines,
        [(3, Rule::Join, "ho\u{323}\u{302}i đồng"), (4, Rule::Join, "nhân dân"), (6, Rule::Prefer(2), "xã\u{A0}hội")]
    );
    assert_eq!(segment_by(&model(1500), &lexicon, "hội đồng nhân dân"), "hội_đồng nhân_dân");
    for empty in ["", "\n", "\u{FEFF}", "#", " # join\tx", "\r\n\r\n"] {
        assert!(UserLexicon::parse(empty).unwrap().is_empty(), "{empty:?}");
    }
}

#[test]
fn a_bad_entry_is_named_with_what_to_do() {
    for (lexicon, expected) in [
        ("\nhội đồng", "line 2: \"hội đồng\": an entry begins with join, split or prefer, then a tab and the word"),
        ("#\n\njoin\t", "line 3: no word after the rule: write a tab and the word, or leave the line out"),
        ("Join\tx y", "line 1: \"Join\\tx y\": an entry begins with join"),
        ("join\thội_đồng", "line 1: \"hội_đồng\": write spaces between the syllables, not _"),
        ("join\thội|đồng", "| says where to cut: write split, or take it out"),
        ("split\t|hội đồng", "a | stands between two tokens"),
        ("split\thội đồng |", "a | stands between two tokens"),
        ("split\thội || đồng", "a | stands between two tokens"),
        ("split\t|", "a | stands between two tokens"),
        ("split\txã", "nothing to cut in one token; if it is to be a word by itself, write join"),
        ("prefer\tcông nghiệp 4.0", "write join, or take out \"4.0\""),
        ("prefer\txã, ấp", "write join, or take out \",\""),
        ("prefer\txã hội\t10", "a strength is 1 to 9, not 10"),
        ("prefer\txã hội\t0", "a strength is 1 to 9, not 0"),
        ("prefer\txã hội\t99999999999999999999", "a strength is 1 to 9, not 9999"),
        ("join\txã hội\t3", "only prefer has a strength: take it out"),
        ("join\txã hội\tnow", "\"now\" after the word says nothing: write case, or for prefer a strength of 1 to 9"),
        ("join\txã\u{2028}hội", "a word lies in one line: take out the line break inside it"),
        ("join\txã\rhội", "a word lies in one line"),
        ("join\txã hội\nsplit\tXÃ hội", "line 2: \"XÃ hội\": line 1 says otherwise of the same word"),
        ("x\txa\u{303} ho\u{323}\u{302}i", "line 1: \"x\\txã hội\": an entry begins"),
        ("join\txã hội\n\nprefer\txã hội", "line 3: \"xã hội\": line 1 says otherwise"),
        ("prefer\txã hội\t2\nprefer\txã hội", "line 1 says otherwise"),
        ("split\tx|y z\nsplit\tx y|z", "line 1 says otherwise"),
        ("join\tXã hội\tcase\nsplit\tXã hội\tcase", "line 1 says otherwise"),
    ] {
        let said = refused(lexicon);
        assert!(said.contains(expected), "{lexicon:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    let longest = "a ".repeat(MAX_TOKENS);
    assert_eq!(UserLexicon::parse(&format!("join\t{longest}")).unwrap().len(), 1);
    assert_eq!(UserLexicon::parse(&format!("split\t{longest}")).unwrap().len(), 1);
    let said = refused(&format!("join\tx y\njoin\t{longest} a"));
    assert!(said.starts_with("line 2: \"a a a"), "{said}");
    assert!(said.ends_with("…\": the word has 33 tokens, and 32 are the most: shorten it"), "{said}");
    let mut builder = UserLexicon::builder();
    builder.add(Rule::Join, "xã hội").unwrap();
    let error = builder.add(Rule::Prefer(0), "nhân dân").unwrap_err();
    assert_eq!(error.to_string(), "entry 2: \"nhân dân\": a strength is 1 to 9, not 0");
    let error = builder.add(Rule::Split, "xã hội").unwrap_err();
    assert_eq!(error.to_string(), "entry 3: \"xã hội\": entry 1 says otherwise of the same word: keep one of the two");
    assert_eq!((error.line(), error.problem()), (3, &LexiconProblem::Contradicts(1)));
    assert_eq!(builder.build().len(), 1);
}

#[test]
fn what_is_said_twice_counts_once() {
    let lexicon = UserLexicon::parse("join\thòa bình\njoin\tHOÀ BÌNH\nsplit\tx y\nsplit\tx|y").unwrap();
    assert_eq!(lexicon.entries().map(|e| e.line).collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn the_longest_entry_holds_whole() {
    let text = "a ".repeat(MAX_TOKENS);
    let words = segment(&format!("join\t{text}"), &text.repeat(2));
    assert_eq!(words.split(' ').map(|w| w.split('_').count()).collect::<Vec<_>>(), [32, 32]);
    assert!(!segment(&format!("split\tnhân dân {}", "nhân dân ".repeat(15)), &"nhân dân ".repeat(16)).contains('_'));
}
