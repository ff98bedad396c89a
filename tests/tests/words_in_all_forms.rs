//! The words of a text are the same however its letters are written: composed (NFC) or decomposed (NFD), with tone marks in
//! the old place (`hòa`, `thủy`) or in the new one (`hoà`, `thuỷ`).
//!
//! The lines are those of `data/samples` and, where the corpora are (`BONGSEN_CORPORA`, else `../shared/data` beside the
//! repository), ten thousand of the news text, one sentence each.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;

use bongsen::normalize::{ToneStyle, restyle, view};
use bongsen::{Analyzer, Scratch};
use unicode_normalization::UnicodeNormalization as _;
use xz2::read::XzDecoder;

const SENTENCES: usize = 10_000;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The words of a text as they stand in it, each then composed and in the new tone style.
fn words(analyzer: &Analyzer, scratch: &mut Scratch, text: &str) -> Vec<String> {
    let document = analyzer.segment_only_with(text, scratch).unwrap();
    let alike = |word: &str| restyle(&view(word).text, ToneStyle::New).into_owned();
    let words = document.words().map(|word| alike(document.slice(word.span()))).collect();
    scratch.recycle(document);
    words
}

/// How many of the other forms of the lines differ from the lines at all.
#[track_caller]
fn check(lines: impl Iterator<Item = String>) -> (usize, usize) {
    let (analyzer, mut scratch) = (Analyzer::new().unwrap(), Scratch::default());
    let (mut count, mut different) = (0, 0);
    for line in lines {
        let composed: String = line.nfc().collect();
        let expected = words(&analyzer, &mut scratch, &composed);
        let (old, new) = (restyle(&composed, ToneStyle::Old), restyle(&composed, ToneStyle::New));
        let decomposed = [&composed, &*old, &*new].map(|text| text.nfd().collect::<String>());
        for form in decomposed.iter().map(String::as_str).chain([&*old, &*new]) {
            different += usize::from(form != composed);
            assert_eq!(words(&analyzer, &mut scratch, form), expected, "{form}");
        }
        count += 1;
    }
    (count, different)
}

#[test]
fn samples() {
    let mut files: Vec<PathBuf> =
        fs::read_dir(root().join("data/samples")).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let lines = files.iter().flat_map(|path| {
        fs::read_to_string(path).unwrap().lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    });
    let (count, different) = check(lines);
    assert!(count >= 20 && different > 3 * count, "{different} other forms of {count} lines");
}

#[test]
fn ten_thousand_sentences_of_news() {
    let corpora = std::env::var_os("BONGSEN_CORPORA").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let path = corpora.join("raw/news_segmented.txt.xz");
    let Ok(file) = File::open(&path) else {
        println!("skipped: there is no {}", path.display());
        return;
    };
    let lines = BufReader::new(XzDecoder::new(file)).lines().map(|line| line.unwrap().replace('_', " "));
    let (count, different) = check(lines.take(SENTENCES));
    assert_eq!(count, SENTENCES);
    assert!(different > 2 * count, "{different} other forms of {count} lines");
}
