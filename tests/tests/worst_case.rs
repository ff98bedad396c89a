//! Texts made to be slow: four times the text must take about four times as long.
//!
//! A quadratic step would take sixteen times as long; the limit of ten, with the best of several runs and a slack for
//! a busy machine, is between the two.

use std::time::{Duration, Instant};

use bongsen::normalize::view;
use bongsen::{sentence, token};

/// Length of the shorter text, in bytes.
const SHORT: usize = 100_000;

fn read(text: &str) -> (usize, usize) {
    let norm = view(text).text;
    let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
    token::tokenize(&norm, &mut tokens);
    sentence::split(&norm, &tokens, &mut sentences);
    (tokens.len(), sentences.len())
}

fn best_of(runs: usize, text: &str) -> Duration {
    let once = || {
        let start = Instant::now();
        std::hint::black_box(read(std::hint::black_box(text)));
        start.elapsed()
    };
    (0..runs).map(|_| once()).min().unwrap_or_default()
}

#[track_caller]
fn is_linear(unit: &str) {
    let text = |length: usize| unit.repeat(length / unit.len());
    let (short, long) = (best_of(3, &text(SHORT)), best_of(2, &text(4 * SHORT)));
    assert!(
        long < short * 10 + Duration::from_millis(50),
        "{unit:?}: {short:?} for {SHORT} bytes, {long:?} for four times that"
    );
}

#[test]
fn lexer_traps() {
    for unit in [
        "a.",
        "A.",
        "TP.",
        "T.Ư.",
        "v.v.",
        "a-",
        "A-1",
        "a@",
        "@",
        "@a",
        "#",
        "#a",
        "a_",
        "a'",
        "đ’",
        "(",
        "((0",
        "\"",
        "1.",
        "1/",
        "1-",
        "1:",
        "1,",
        "0912 ",
        "0912.",
        "+84",
        "1h",
        "1/A-",
        "1/2013/A",
        "1-A/",
        "www.",
        "http://",
        "http://a(",
        "a.b@",
        "a.vn/",
        "aA",
        "ệA",
        "é",
        "x",
        "…",
        "...",
        "1900 ",
        "(0277)",
        "A. ",
        "TP. ",
        "A. B",
        "1a",
    ] {
        is_linear(unit);
    }
}

#[test]
fn normaliser_traps() {
    for unit in [
        "\u{301}",
        "\u{323}\u{301}",
        "a\u{301}",
        "\u{200B}",
        "a\u{200B}\u{301}",
        "\u{FEFF}",
        "\u{200D}",
        "👩\u{200D}",
        "1\u{FE0F}",
        "❤\u{FE0F}",
        "\u{1112}\u{1161}\u{11AB}",
        "\u{1161}",
        "\u{A0}",
        "\u{D0}",
        "🇻",
        "👍\u{1F3FD}",
        "\u{F71}\u{F72}",
        "\u{344}",
    ] {
        is_linear(unit);
    }
}

#[test]
fn sentence_traps() {
    for unit in [". ", "(a. ", "“a. ", "\". ", ".”", "a.A", "? ", "1. ", "\n", "a\n", "A\n", "- ", ".)", "(.", "A.\n"]
    {
        is_linear(unit);
    }
}

#[test]
fn one_syllable_of_a_megabyte_is_one_token() {
    assert_eq!(read(&"nghiêng".repeat(150_000)), (1, 1));
    assert_eq!(read(&"a".repeat(1 << 20)), (1, 1));
    assert_eq!(read(&"7".repeat(1 << 20)), (1, 1));
}
