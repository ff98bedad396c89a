//! How often the charset of a text is found, and how often one is seen where there is none.
//!
//! The texts are of segmented news where the corpora are (`BONGSEN_CORPORA`, else `../shared/data` beside the
//! repository), else of `data/samples`.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use bongsen::charset::{Carrier, Charset, Codec, Guess, decode_any, detect, repair_mojibake};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Lines of Vietnamese text.
fn lines() -> Vec<String> {
    let corpora = std::env::var_os("BONGSEN_CORPORA").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let mut text = String::new();
    if let Ok(file) = std::fs::File::open(corpora.join("raw/news_segmented.txt.xz")) {
        let mut bytes = Vec::new();
        xz2::read::XzDecoder::new(file).take(12_000_000).read_to_end(&mut bytes).unwrap();
        text = String::from_utf8_lossy(&bytes).replace('_', " ");
    } else {
        for entry in std::fs::read_dir(root().join("data/samples")).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "txt") {
                text.push_str(&std::fs::read_to_string(path).unwrap());
                text.push('\n');
            }
        }
    }
    text.lines().filter(|line| line.chars().count() > 20).map(str::to_owned).collect()
}

/// Stretches of `length` characters that begin with a line, at most `count`, spread over the text.
fn samples(lines: &[String], length: usize, count: usize) -> Vec<String> {
    let step = (lines.len() / count).max(1);
    let mut samples = Vec::new();
    for start in (0..lines.len()).step_by(step) {
        let sample: String = lines[start..].iter().flat_map(|line| line.chars().chain(['\n'])).take(length).collect();
        if sample.chars().count() == length {
            samples.push(sample);
        }
    }
    samples
}

const CHARSETS: [Charset; 10] = [
    Charset::Tcvn3,
    Charset::Vni,
    Charset::Viscii,
    Charset::Vps,
    Charset::Viqr,
    Charset::Cp1258,
    Charset::BkHcm1,
    Charset::BkHcm2,
    Charset::VietwareX,
    Charset::VietwareF,
];

/// What bytes become that are read as Windows-1252, its holes as in Latin-1.
fn misread(bytes: &[u8]) -> String {
    let codec = Codec::new(Charset::Viqr);
    bytes
        .iter()
        .map(|&b| {
            if b.is_ascii() {
                char::from(b)
            } else {
                codec.decode(&[b]).text.chars().next().filter(|c| *c != '\u{FFFD}').unwrap_or(char::from(b))
            }
        })
        .collect()
}

/// The share of samples whose charset is the best guess, and sure; and prints the others.
fn found(samples: &[String], charset: Charset, carrier: Carrier) -> f64 {
    let codec = Codec::new(charset);
    let mut right = 0;
    for sample in samples {
        let (mut bytes, _) = codec.encode_lossy(sample);
        if carrier == Carrier::Text {
            bytes = misread(&bytes).into_bytes();
        }
        let best = detect(&bytes)[0];
        if best.charset == charset && best.confidence >= Guess::SURE {
            right += 1;
        } else if std::env::var_os("BONGSEN_SHOW").is_some() {
            println!("{charset} {:?} {sample:?}", detect(&bytes));
        }
    }
    f64::from(right) / samples.len() as f64
}

#[test]
fn charsets_are_found() {
    let lines = lines();
    for (length, floor, count) in [(500, 0.99, 400), (60, 0.95, 600)] {
        let samples = samples(&lines, length, count);
        for charset in CHARSETS {
            for carrier in [Carrier::Bytes, Carrier::Text] {
                let share = found(&samples, charset, carrier);
                println!("{length} {charset} {carrier:?} {share:.4} of {}", samples.len());
                assert!(share >= floor, "{charset} {carrier:?}, {length} characters: {share}");
            }
        }
        let broken = samples.iter().filter(|s| !s.is_ascii());
        let right = broken.clone().filter(|sample| {
            let best = detect(misread(sample.as_bytes()).as_bytes())[0];
            best.charset == Charset::Utf8 && best.carrier == Carrier::Text && best.confidence >= Guess::SURE
        });
        let share = right.count() as f64 / broken.count() as f64;
        println!("{length} mojibake {share:.4}");
        assert!(share >= floor, "mojibake, {length} characters: {share}");
    }
}

#[test]
fn headings_and_a_few_words_are_found() {
    for text in ["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "UỶ BAN NHÂN DÂN XÃ ĐỐC BINH KIỀU"] {
        for charset in CHARSETS {
            let best = detect(&Codec::new(charset).encode_lossy(text).0)[0];
            assert!(best.charset == charset && best.confidence >= Guess::SURE, "{charset} {text} {best:?}");
        }
    }
    for text in ["xã Mỹ Quý", "Cộng hoà xã", "Hội nghị tổng kết", "Tháp Mười"] {
        for charset in [Charset::Tcvn3, Charset::Vni, Charset::Cp1258] {
            let best = detect(&Codec::new(charset).encode_lossy(text).0)[0];
            assert!(best.charset == charset, "{charset} {text} {best:?}");
        }
    }
}

#[test]
fn a_line_in_two_charsets_is_not_sure_to_be_utf8() {
    let text = "Uỷ ban nhân dân xã Tháp Mười họp bàn về việc chống hạn cho lúa hè thu.";
    let mut bytes = Codec::new(Charset::Tcvn3).encode_lossy(text).0;
    bytes.extend(text.as_bytes());
    assert!(detect(&bytes)[0].confidence < Guess::SURE, "{:?}", detect(&bytes));
    // A file whose lines are in two is read by its lines.
    for (old, new) in [(1, 9), (5, 5), (9, 1)] {
        let line = Codec::new(Charset::Tcvn3).encode_lossy(&format!("{text}\n")).0;
        let bytes = [line.repeat(old), format!("{text}\n").repeat(new).into_bytes()].concat();
        let best = detect(&bytes)[0];
        assert!(best.charset == Charset::Tcvn3 && best.confidence >= Guess::SURE, "{best:?}");
        assert_eq!(decode_any(&bytes, best.charset).text, format!("{text}\n").repeat(10));
    }
    // UTF-8 with a byte that is none is UTF-8.
    let bytes = [format!("{text}\n").repeat(5).as_bytes(), text.as_bytes(), b"\xFF\n"].concat();
    assert_eq!(detect(&bytes)[0].charset, Charset::Utf8);
}

#[track_caller]
fn is_clean(text: &str) {
    let best = detect(text.as_bytes())[0];
    let is_plain = best.charset == Charset::Utf8 && best.carrier == Carrier::Bytes;
    assert!(is_plain || best.confidence < Guess::SURE, "{best:?}: {text:?}");
    assert_eq!(repair_mojibake(text), None, "{text:?}");
}

#[test]
fn clean_text_is_left_alone() {
    let lines = lines();
    for line in lines.iter().take(10_000) {
        is_clean(line);
    }
    println!("{} sentences", lines.len().min(10_000));
    for line in lines.iter().take(1_000) {
        for word in line.split(' ').take(3) {
            is_clean(word);
        }
        is_clean(&bongsen::normalize::fold(line));
    }
}

const ENGLISH: &str = "\
The clerk put the old letters in a box, and no one asked where they had gone. Do you know why? I do not. \
It was late, so we went home by the river; the café was closed, and the naïve plan to walk (it is 5 km) was mine.
Please go. Are you? To be or not to be... He said: 'We can't be sure, can we?' A B.A. from an ex-pat's home, e.g. Hanoi.";

const FRENCH: &str = "\
Le maire a présenté hier soir, à la salle des fêtes, le projet d'aménagement de la place. « Où irons-nous ? », a demandé \
une élève. L'été dernier déjà, la forêt brûlait ; on a planté des chênes, là où il n'y avait plus rien. Ça va être long…
À Noël, les mêmes bénévoles ont reçu, grâce à l'évêque, de quoi loger vingt-sept réfugiés âgés. Voilà tout.";

const CODE: &str =
    "fn add(a: u32, b: u32) -> u32 {\n    if a? == 'e' { x.y(u+1, o^2) } else { i.e.d(a~b) } // TODO: e.g. add \n}\n";

#[test]
fn other_languages_and_code_are_left_alone() {
    for text in [ENGLISH, FRENCH, CODE] {
        for part in [text.to_owned(), text.repeat(40)].iter().map(String::as_str).chain(text.split(['.', '\n', '?'])) {
            is_clean(part);
            // And in Windows-1252, which is no charset of Vietnamese.
            let bytes: Vec<u8> = part
                .chars()
                .filter_map(|c| match c {
                    '…' => Some(0x85),
                    c => u8::try_from(c).ok(),
                })
                .collect();
            let best = detect(&bytes)[0];
            let is_plain = best.charset == Charset::Utf8;
            assert!(is_plain || best.confidence < Guess::SURE, "{best:?}: {part:?}");
        }
    }
    for file in ["README.md", "ARCHITECTURE.md", "Cargo.toml", "Makefile", "crates/bongsen/src/charset/detect.rs"] {
        let text = std::fs::read_to_string(root().join(file)).unwrap();
        is_clean(&text.chars().filter(char::is_ascii).collect::<String>());
        for paragraph in text.split("\n\n") {
            is_clean(&paragraph.chars().filter(char::is_ascii).collect::<String>());
        }
    }
}

#[test]
fn any_bytes_get_a_guess() {
    for length in [0, 1, 2, 511, 512, 8191, 8192, 8193, 9000, 100_000] {
        for fill in [0_u8, 0x20, 0xB5, 0xC3, 0xFF] {
            assert!(!detect(&vec![fill; length]).is_empty());
        }
        let mixed: Vec<u8> = (0..length).map(|i| (i * 7 + i / 3) as u8).collect();
        let guesses = detect(&mixed);
        assert!(guesses.iter().all(|g| (0.0..=1.0).contains(&g.confidence)));
    }
}

#[test]
fn a_large_file_takes_no_longer_than_a_sample() {
    let lines = lines();
    let text = lines.join("\n").repeat(1 + 2_000_000 / lines.iter().map(String::len).sum::<usize>());
    let text: String = text.chars().take(1 << 20).collect();
    for charset in CHARSETS.into_iter().chain([Charset::Utf8]) {
        let bytes = Codec::new(charset).encode_lossy(&text).0;
        let once = || {
            let start = Instant::now();
            assert_eq!(detect(&bytes)[0].charset, charset);
            start.elapsed()
        };
        let best = (0..5).map(|_| once()).min().unwrap();
        println!("{charset} {} bytes {best:?}", bytes.len());
        // Tests are built without much optimisation.
        let most = if cfg!(debug_assertions) { 60 } else { 10 };
        assert!(best < Duration::from_millis(most), "{charset}: {best:?}");
    }
}
