//! Any bytes for a model file: refused, or loaded and then good for a look-up and a text.
//!
//! The checksums would stop nearly all, so the bytes are also read as damages to a bundled file, which is then written
//! anew with right checksums: first which file, then six bytes for each damage (section, where, what).
#![no_main]

use std::sync::LazyLock;

use bongsen::entity::EntityModel;
use bongsen::model::{ModelFile, write};
use bongsen::place::Register;
use bongsen::word::WordModel;
use bongsen::{Analyzer, Date};
use libfuzzer_sys::fuzz_target;

const TEXT: &str = "Bí thư Đảng ủy xã Đốc Binh Kiều, huyện Tháp Mười, ông Trần Văn Mẫu: “Hà Nội, ngày 5/10/2020”.";

type Sections = Vec<([u8; 4], Vec<u8>)>;

/// The sections of each bundled file, in order.
static FILES: LazyLock<[Sections; 3]> = LazyLock::new(|| {
    [bongsen_data::WORD, bongsen_data::ENTITY, bongsen_data::PLACE].map(|bytes| {
        let file = ModelFile::open(bytes).expect("the bundled data is sound");
        file.sections().map(|(kind, section)| (kind, section.to_vec())).collect()
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
    let Some((&which, damages)) = bytes.split_first() else { return };
    let mut sections = FILES[which as usize % 3].clone();
    for damage in damages.chunks_exact(6).take(32) {
        let count = sections.len();
        let section = &mut sections[damage[0] as usize % count].1;
        let place = usize::from(damage[1]) << 16 | usize::from(damage[2]) << 8 | usize::from(damage[3]);
        // From the start, where the lengths are, or from anywhere.
        let at = if damage[0] & 0x80 == 0 { place % 64 } else { place };
        let Some(at) = at.checked_rem(section.len()) else { continue };
        match damage[4] % 4 {
            0 => section[at] = damage[5],
            1 => section.truncate(at),
            2 => section.iter_mut().skip(at).take(4).for_each(|byte| *byte = damage[5]),
            _ => section.iter_mut().skip(at).take(usize::from(damage[5])).for_each(|byte| *byte ^= 0xFF),
        }
    }
    load(&write(&sections));
});
