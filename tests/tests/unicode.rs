//! The test files of the Unicode Character Database, as two crates that are tested by them bring them along:
//! `NormalizationTest.txt` with `icu_normalizer`, `GraphemeBreakTest.txt` with `icu_segmenter`.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use bongsen::Analyzer;
use bongsen::normalize::{NormalOptions, NormalRule, normalize};
use unicode_normalization::UnicodeNormalization;

/// A test file of a crate that this one is built with, by the name of the crate.
fn file_of(name: &str, file: &str) -> String {
    static FOLDERS: LazyLock<HashMap<String, PathBuf>> = LazyLock::new(|| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let asked = Command::new(cargo)
            .args(["metadata", "--format-version", "1", "--offline", "--locked"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        let known: serde_json::Value = serde_json::from_slice(&asked.stdout)
            .unwrap_or_else(|e| panic!("cargo metadata: {e}: {}", String::from_utf8_lossy(&asked.stderr)));
        let packages = known["packages"].as_array().unwrap();
        let folder = |package: &serde_json::Value| {
            let manifest = Path::new(package["manifest_path"].as_str()?);
            Some((package["name"].as_str()?.to_owned(), manifest.parent()?.to_path_buf()))
        };
        packages.iter().filter_map(folder).collect()
    });
    let path = FOLDERS[name].join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn characters(codes: &str) -> String {
    codes.split_whitespace().map(|code| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap()).collect()
}

/// Only composition: look-alikes, spaces and invisible characters stay as they are.
fn composed(text: &str) -> String {
    let options = NormalRule::ALL
        .into_iter()
        .fold(NormalOptions::default(), |options, rule| options.with(rule, rule == NormalRule::Compose));
    normalize(text, options).text.into_owned()
}

#[test]
fn composition_is_that_of_unicode() {
    let file = file_of("icu_normalizer", "tests/data/NormalizationTest.txt");
    let (mut right, mut others) = (0, Vec::new());
    for line in file.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_hexdigit())) {
        let columns: Vec<String> = line.split(';').take(5).map(characters).collect();
        // The second is the NFC of the first three, the fourth that of the last two.
        for (text, want) in columns.iter().zip([1, 1, 1, 3, 3].map(|column: usize| &columns[column])) {
            // A character that is younger than the tables that we compose with is no fault of ours.
            if text.nfc().to_string() == *want && composed(text) != *want {
                others.push(text.clone());
            } else {
                right += 1;
            }
        }
    }
    // En quad and em quad are spaces: what becomes of them is for the rule of spaces.
    assert_eq!(others, ["\u{2000}", "\u{2001}"]);
    assert!(right > 100_000, "{right}");
}

/// Whether letters of a cluster are torn: a token begins inside it.
fn is_torn(cluster: &Range<usize>, starts: &[usize]) -> bool {
    starts.iter().any(|start| cluster.start < *start && *start < cluster.end)
}

#[test]
fn no_token_begins_inside_a_character_as_people_see_it() {
    let analyzer = Analyzer::new().unwrap();
    let file = file_of("icu_segmenter", "tests/testdata/GraphemeBreakTest.txt");
    let (mut whole, mut torn) = (0, Vec::new());
    for line in file.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let clusters: Vec<String> = line
            .split('÷')
            .map(|part| characters(&part.replace('×', " ")))
            .filter(|cluster| !cluster.is_empty())
            .collect();
        let text = clusters.concat();
        let document = analyzer.analyze(&text).unwrap();
        let starts: Vec<usize> = document.tokens().map(|token| token.span().range().start).collect();
        let mut at = 0;
        for cluster in &clusters {
            let range = at..at + cluster.len();
            at = range.end;
            if is_torn(&range, &starts) {
                torn.push(cluster.clone());
            } else {
                whole += 1;
            }
        }
    }
    // Where a mark stands on no letter (on a space, a sign, another mark) or a sign of Arabic numbers on a letter, the
    // parts are tokens; so are a letter and an emoji of skin.
    let of_letters = |cluster: &&String| {
        let mut rest = cluster.chars();
        rest.next().is_some_and(char::is_alphabetic) && !rest.any(|c| ('\u{1F3FB}'..='\u{1F3FF}').contains(&c))
    };
    assert_eq!(torn.iter().filter(of_letters).collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(whole > 1_000 && torn.len() < 80, "{whole} {}", torn.len());
}
