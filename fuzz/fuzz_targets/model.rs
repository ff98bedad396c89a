//! Any bytes for a model file: refused, or loaded and then good for a look-up. The checksums would stop nearly all, so
//! the bytes are also taken as the sections of a file that is otherwise right: first its kind, then section after section
//! (a length of three bytes, then its bytes).
#![no_main]

use std::sync::LazyLock;

use bongsen::entity::EntityModel;
use bongsen::model::{ModelFile, write};
use bongsen::place::Register;
use bongsen::word::WordModel;
use bongsen::{Analyzer, Date};
use libfuzzer_sys::fuzz_target;

const TEXT: &str = "Bí thư Đảng ủy xã Đốc Binh Kiều, huyện Tháp Mười, ông Trần Văn Mẫu: “Hà Nội, ngày 5/10/2020”.";

/// The kinds of the sections of each bundled file, in order.
static KINDS: LazyLock<[Vec<[u8; 4]>; 3]> = LazyLock::new(|| {
    [bongsen_data::WORD, bongsen_data::ENTITY, bongsen_data::PLACE].map(|bytes| {
        let file = ModelFile::open(bytes).expect("the bundled data is sound");
        file.sections().map(|(kind, _)| kind).collect()
    })
});

fn load(bytes: &[u8]) {
    let _ = ModelFile::open(bytes).map(|file| file.meta().len());
    let words = WordModel::from_bytes(bytes);
    if let Ok(model) = &words {
        model.contains(&["xã", "hội"]);
    }
    let entities = EntityModel::from_bytes(bytes);
    if let Ok(model) = &entities {
        model.lexicon().name(bongsen::normalize::key("Trần"));
    }
    let places = Register::from_bytes(bytes);
    if let Ok(register) = &places {
        let day = Date::new(2024, 6, 1).expect("a day");
        register.by_code("30061", day);
        register.lookup("Tháp Mười", day, None);
        for unit in register.units().take(8) {
            let _ = format!("{unit:?}");
        }
    }
    // A file of one kind is none of another, so at most one of the three is there.
    let analyzer = match (words, entities, places) {
        (Ok(words), _, _) => Analyzer::with_models(words, entity(), place()),
        (_, Ok(entities), _) => Analyzer::with_models(word(), entities, place()),
        (_, _, Ok(places)) => Analyzer::with_models(word(), entity(), places),
        _ => return,
    };
    let document = analyzer.analyze(TEXT).expect("the text is short enough");
    assert_eq!(document.text(), TEXT);
}

fn word() -> WordModel {
    WordModel::bundled().expect("sound")
}

fn entity() -> EntityModel {
    EntityModel::bundled().expect("sound")
}

fn place() -> Register {
    Register::bundled().expect("sound")
}

fuzz_target!(|bytes: &[u8]| {
    load(bytes);
    let Some((&which, mut rest)) = bytes.split_first() else { return };
    let mut sections = Vec::new();
    for &kind in &KINDS[which as usize % 3] {
        let (length, after) = rest.split_at(rest.len().min(3));
        let length = length.iter().fold(0, |sum, &byte| sum << 8 | usize::from(byte));
        let (section, after) = after.split_at(after.len().min(length));
        sections.push((kind, section.to_vec()));
        rest = after;
    }
    load(&write(&sections));
});
