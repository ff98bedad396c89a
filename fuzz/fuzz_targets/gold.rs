//! Any text for a file of expected answers: refused with a reason, or read, scored and told again.
#![no_main]

use bongsen::eval::{entities, segment};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for line in text.lines().take(50) {
        if let Ok(gold) = entities::read_gold(line) {
            let mut scorer = entities::Scorer::new();
            scorer.add(&gold, &gold.answer);
            scorer.scores().for_each(drop);
            entities::brackets(&gold.text, &gold.answer);
        }
    }
    if let Ok(sentences) = segment::read_conllu(text) {
        for gold in sentences.iter().take(50) {
            segment::score(gold, []);
            segment::detokenise(gold);
        }
    }
});
