//! Any text is read whole, comes back as it was, and its record is JSON.
#![no_main]

use std::sync::LazyLock;

use bongsen::index::{Folding, IndexOptions};
use bongsen::record::{DocumentRecord, RecordOptions};
use bongsen::{Analyzer, Scratch};
use libfuzzer_sys::fuzz_target;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new().expect("the bundled data is sound"));

fuzz_target!(|text: &str| {
    let document = ANALYZER.analyze_with(text, None, &mut Scratch::default()).expect("the text is short enough");
    assert_eq!(document.text(), text);
    let mut reach: Vec<u32> = Vec::new();
    for entity in document.entities() {
        let span = entity.span();
        assert_eq!(text.get(span.range()), Some(entity.text()));
        let range = entity.token_range();
        while reach.last().is_some_and(|&end| end <= range.start) {
            reach.pop();
        }
        assert!(reach.last().is_none_or(|&end| range.end <= end), "entities cross");
        reach.push(range.end);
        assert_eq!(document.bytes(document.chars(span)), Some(span));
    }
    for official in document.officials() {
        assert!(text.get(official.evidence().range()).is_some());
    }
    let mut options = IndexOptions::default();
    (options.folding, options.parts) = (Folding::Extra, true);
    let mut stream = document.index(options);
    while let Some(item) = stream.advance() {
        assert!(!item.text.is_empty() && item.position_length > 0 && text.get(item.span.range()).is_some());
    }
    assert_eq!(document.to_vncorenlp().lines().count(), document.sentences().len());
    let record = DocumentRecord::new(&document, RecordOptions::default());
    serde_json::to_string(&record).expect("a record is JSON");
});
