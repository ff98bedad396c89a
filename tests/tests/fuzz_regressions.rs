//! What fuzzing or a law once found, made small: each file of `fuzz/regressions/` goes through what its target asks.

use std::fs;
use std::path::Path;

use bongsen::entity::EntityModel;
use bongsen::eval::{entities, segment};
use bongsen::model::ModelFile;
use bongsen::place::Register;
use bongsen::record::{DocumentRecord, RecordOptions};
use bongsen::word::WordModel;
use bongsen::{Analyzer, Span};

/// The files of a target, each with its name; there is at least one.
fn files(target: &str) -> Vec<(String, Vec<u8>)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/regressions").join(target);
    let found: Vec<_> = fs::read_dir(&dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .collect();
    assert!(!found.is_empty(), "nothing in {}", dir.display());
    found
}

#[test]
fn texts() {
    let analyzer = Analyzer::new().unwrap();
    for (name, bytes) in files("analyze") {
        let text = String::from_utf8(bytes).unwrap();
        let document = analyzer.analyze(&text).unwrap();
        assert_eq!(document.text(), text, "{name}");
        assert_eq!(document.slice(Span::new(0, text.len() as u32)), text, "{name}");
        for entity in document.entities() {
            assert_eq!(text.get(entity.span().range()), Some(entity.text()), "{name}");
            assert!(entity.parent().is_none_or(|p| p.span().contains(entity.span())), "{name}");
        }
        serde_json::to_string(&DocumentRecord::new(&document, RecordOptions::default())).unwrap();
    }
}

#[test]
fn model_files() {
    for (name, bytes) in files("model") {
        assert!(ModelFile::open(&bytes).is_err(), "{name}");
        assert!(WordModel::from_bytes(&bytes).is_err(), "{name}");
        assert!(EntityModel::from_bytes(&bytes).is_err(), "{name}");
        assert!(Register::from_bytes(&bytes).is_err(), "{name}");
    }
}

#[test]
fn gold_files() {
    for (name, bytes) in files("gold") {
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.lines().all(|line| entities::read_gold(line).is_err()), "{name}");
        assert!(segment::read_conllu(&text).is_err(), "{name}");
    }
}
