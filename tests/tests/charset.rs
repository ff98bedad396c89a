//! The laws of reading and writing charsets, and the tables of glibc beside ours.

use std::path::PathBuf;

use bongsen::charset::{Charset, Codec, Decoded, decode};
use bongsen::{Norm, Span};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn corpora() -> PathBuf {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data"));
    std::env::var_os("BONGSEN_CORPORA").map_or_else(beside, PathBuf::from)
}

#[test]
fn viscii_and_cp1258_are_those_of_glibc() {
    let Ok(json) = std::fs::read_to_string(corpora().join("encodings/iconv_vi_table.json")) else { return };
    let table: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&json).unwrap();
    let mut seen = 0;
    for (name, charset) in [("VISCII", Charset::Viscii), ("CP1258", Charset::Cp1258)] {
        for (letter, codes) in &table {
            let Some(hex) = codes.get(name).and_then(|code| code.as_str()) else { continue };
            let bytes: Vec<u8> =
                (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()).collect();
            assert_eq!(&decode(&bytes, charset).text, letter, "{name} {hex}");
            seen += 1;
        }
    }
    assert!(seen >= 2 * 134, "{seen}");
}

/// The map goes over the text in order, on boundaries of characters, and ends where text and input end.
fn check_map(read: &Decoded, length: usize, is_boundary: impl Fn(usize) -> bool) -> Result<(), TestCaseError> {
    let (mut orig, mut norm) = (0, 0);
    for edit in read.map.edits() {
        prop_assert!(orig <= edit.orig.start() && norm <= edit.norm.start());
        prop_assert_eq!(edit.orig.start() - orig, edit.norm.start() - norm, "between edits both go alike");
        (orig, norm) = (edit.orig.end(), edit.norm.end());
        prop_assert!(read.text.is_char_boundary(norm as usize) && is_boundary(orig as usize));
    }
    prop_assert_eq!(length as u32 - orig, read.text.len() as u32 - norm);
    let mut last = 0;
    for (at, c) in read.text.char_indices() {
        let span = Span::<Norm>::new(at as u32, (at + c.len_utf8()) as u32);
        let from = read.to_original(span);
        prop_assert!(last <= from.start() && from.start() < from.end(), "{:?}", from);
        last = from.end();
    }
    Ok(())
}

const PIECES: &[&str] = &[
    "a", "e", "o", "u", "y", "d", "D", "đ", "Đ", "ê", "ế", "Ấ", "ơ", "Ợ", "ụ", "n", "ng", "NG", "H", "à", "Á", " ",
    "\n", ".", "?", "'", "^", "(", "+", "\\", "~", "`", "}", "{", "“", "…", "é", "Ø", "ñ", "\u{301}", "\u{A0}", "nay",
    "Việt", "NỘI", "1", "🪷",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat())
}

fn charsets() -> impl Strategy<Value = Charset> {
    prop::sample::select(&Charset::ALL[..])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_bytes_are_read_and_mapped(bytes in prop::collection::vec(any::<u8>(), 0..64), charset in charsets()) {
        let read = decode(&bytes, charset);
        check_map(&read, bytes.len(), |_| true)?;
        let count = read.text.matches('\u{FFFD}').count();
        prop_assert!(read.undecodable as usize <= count);
    }

    #[test]
    fn any_text_is_read_and_mapped(text in texts(), charset in charsets()) {
        let read = Codec::new(charset).decode_text(&text);
        check_map(&read, text.len(), |at| text.is_char_boundary(at))?;
    }

    #[test]
    fn what_is_written_comes_back(text in texts(), charset in charsets()) {
        let codec = Codec::new(charset);
        match codec.encode(&text) {
            Ok(bytes) => {
                prop_assert_eq!(codec.decode(&bytes).text, text);
                prop_assert_eq!(codec.encode_lossy(&codec.decode(&bytes).text).1, 0);
            }
            Err(error) => {
                prop_assert!(text[error.at..].starts_with(error.what), "{error}");
            }
        }
    }

    #[test]
    fn composed_letters_can_be_written(text in texts(), charset in prop::sample::select(vec![
        Charset::Vni, Charset::Viscii, Charset::Viqr, Charset::Cp1258, Charset::BkHcm2, Charset::VietwareX,
    ])) {
        let letters: String = text.nfc().filter(|c| c.is_ascii() || "đĐêếẤơỢụàÁệỘ".contains(*c)).collect();
        let codec = Codec::new(charset);
        let bytes = codec.encode(&letters).map_err(|e| TestCaseError::fail(format!("{charset}: {e}")))?;
        prop_assert_eq!(codec.decode(&bytes).text, letters);
    }
}

#[test]
fn reading_and_writing_are_linear() {
    let best = |text: &str, charset: Charset| {
        let codec = Codec::new(charset);
        (0..3)
            .map(|_| {
                let start = std::time::Instant::now();
                let bytes = codec.encode_lossy(text).0;
                std::hint::black_box(codec.decode(&bytes).text.len());
                std::hint::black_box(codec.decode_text(text).text.len());
                start.elapsed()
            })
            .min()
            .unwrap()
    };
    for charset in Charset::ALL {
        for unit in ["Hệ ", "ệ", "a.", "\\", "Hà NỘI ", "d", "a^'"] {
            let (short, long) = (unit.repeat(60_000 / unit.len()), unit.repeat(240_000 / unit.len()));
            let (short, long) = (best(&short, charset), best(&long, charset));
            assert!(long < short * 10 + std::time::Duration::from_millis(50), "{charset} {unit}: {short:?} {long:?}");
        }
    }
}
