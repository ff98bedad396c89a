//! The laws of reading and writing charsets, and the tables of glibc beside ours.

use std::path::PathBuf;

use bongsen::charset::{Charset, Codec, Decoded, decode, encode};
use bongsen::{Norm, Span};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn corpora() -> PathBuf {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data"));
    std::env::var_os("BONGSEN_CORPORA").map_or_else(beside, PathBuf::from)
}

#[test]
fn viscii_cp1258_and_tcvn3_are_those_of_glibc() {
    let Ok(json) = std::fs::read_to_string(corpora().join("encodings/iconv_vi_table.json")) else { return };
    let table: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&json).unwrap();
    let mut seen = 0;
    for (name, charset) in [("VISCII", Charset::Viscii), ("CP1258", Charset::Cp1258), ("TCVN5712-1", Charset::Tcvn3)] {
        for (letter, codes) in &table {
            let Some(hex) = codes.get(name).and_then(|code| code.as_str()) else { continue };
            // TCVN3 is a part of TCVN 5712, without most capitals.
            if charset == Charset::Tcvn3 && *letter != letter.to_lowercase() && !"ĂÂĐÊÔƠƯ".contains(letter.as_str())
            {
                continue;
            }
            let bytes: Vec<u8> =
                (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()).collect();
            assert_eq!(&decode(&bytes, charset).text, letter, "{name} {hex}");
            seen += 1;
        }
    }
    assert!(seen >= 2 * 134 + 74, "{seen}");
}

/// The letters of our table.
fn letters() -> Vec<char> {
    let table = include_str!("../../crates/bongsen/src/charset/charsets.tsv");
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.chars().next()).collect()
}

/// Whether `text` comes back from a charset.
fn comes_back(text: &str, charset: Charset) -> bool {
    let Ok(bytes) = encode(text, charset) else { return false };
    let read = decode(&bytes, charset);
    assert!(read.text == text && read.undecodable == 0, "{charset} {text} {read:?}");
    true
}

/// A charset, its capital fonts, and how many of the 67 small letters and 67 capitals come back alone, how many of the
/// capitals among capitals (`TRẦN VĂN Á`), and how many through the capital font.
type Row = (Charset, Option<Charset>, usize, usize, usize, usize);

#[rustfmt::skip]
const ROUND_TRIPS: [Row; 11] = [
    (Charset::Utf8,      None,                             67, 67, 67, 0),
    (Charset::Tcvn3,     Some(Charset::Tcvn3Capitals),     67, 67, 67, 67),
    (Charset::Vni,       None,                             67, 67, 67, 0),
    (Charset::Viscii,    None,                             67, 67, 67, 0),
    (Charset::Vps,       None,                             67, 67, 67, 0),
    (Charset::Viqr,      None,                             67, 67, 67, 0),
    (Charset::Cp1258,    None,                             67, 67, 67, 0),
    // Ỵ has the code of Ị in every known table.
    (Charset::BkHcm1,    Some(Charset::BkHcm1Capitals),    67, 66, 66, 67),
    (Charset::BkHcm2,    None,                             67, 67, 67, 0),
    (Charset::VietwareX, None,                             67, 67, 67, 0),
    // Without tone, Ă Â Đ Ê Ô Ơ Ư have codes of their own.
    (Charset::VietwareF, Some(Charset::VietwareFCapitals), 67, 7,  67, 67),
];

#[test]
fn every_letter_of_every_charset_round_trips() {
    let letters = letters();
    assert_eq!(letters.len(), 134);
    for (charset, font, small, capitals, among, through) in ROUND_TRIPS {
        let count = |of: &dyn Fn(char) -> bool| letters.iter().filter(|letter| of(**letter)).count();
        let alone = |c: char| comes_back(&c.to_string(), charset);
        let in_heading = |c: char| c.is_uppercase() && comes_back(&format!("TRẦN VĂN {c}"), charset);
        let in_font = |c: char| font.is_some_and(|font| comes_back(&c.to_string(), font));
        assert_eq!(count(&|c| c.is_lowercase() && alone(c)), small, "{charset}, small letters alone");
        assert_eq!(count(&|c| c.is_uppercase() && alone(c)), capitals, "{charset}, capitals alone");
        assert_eq!(count(&in_heading), among, "{charset}, capitals among capitals");
        assert_eq!(count(&in_font), through, "{charset}, through the capital font");
        assert_eq!(count(&|c| alone(c) || in_heading(c) || in_font(c)), 134, "{charset}, one way or another");
    }
    let known: Vec<Charset> = ROUND_TRIPS.iter().flat_map(|row| [Some(row.0), row.1]).flatten().collect();
    assert!(Charset::ALL.iter().all(|charset| known.contains(charset)));
}

/// From a code to its letter and back, for every code of the table that was handed to us, and for those of ours.
#[test]
fn every_code_of_every_charset_round_trips() {
    let table = include_str!("../../crates/bongsen/src/charset/charsets.tsv");
    let mut codes: Vec<(Charset, char, Vec<u8>)> = Vec::new();
    let columns = ["tcvn3", "vni", "viscii", "vps", "viqr", "cp1258", "bkhcm1", "bkhcm2", "vietwarex", "vietwaref"];
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let letter = cells[0].chars().next().unwrap();
        for (name, cell) in columns.iter().zip(&cells[2..]) {
            for hex in cell.split(',') {
                let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
                codes.push((name.parse().unwrap(), letter, (0..hex.len()).step_by(2).map(byte).collect()));
            }
        }
    }
    let ours = codes.len();
    codes.extend(handed_codes());
    let (mut own, mut shared) = (0, 0);
    for (charset, letter, bytes) in &codes {
        let text = decode(bytes, *charset).text;
        // In VIQR a mark at the end of no syllable is one of punctuation.
        let (text, bytes) = match charset {
            Charset::Viqr if text != letter.to_string() => {
                let bytes = [bytes, &b"n"[..]].concat();
                (decode(&bytes, *charset).text, bytes)
            }
            _ => (text, bytes.clone()),
        };
        assert_eq!(encode(&text, *charset).as_ref(), Ok(&bytes), "{charset} {letter} {text} {bytes:02X?}");
        let is_own = text.starts_with(*letter);
        let small: String = letter.to_lowercase().collect();
        // Ặ and Ỵ have the codes of Ụ and Ị in BK HCM 1.
        let is_other = text == small || matches!((letter, text.as_str()), ('Ặ', "Ụ") | ('Ỵ', "Ị"));
        assert!(is_own || is_other, "{charset} {letter} {text}");
        own += usize::from(is_own);
        shared += usize::from(!is_own);
    }
    println!("{ours} of {} codes are ours; {own} stand for their letter, {shared} for the one they share", codes.len());
    // 60 of TCVN3, 14 of VPS, 2 of BK HCM 1, 60 of Vietware F.
    let of_ours = codes[..ours].iter().filter(|(charset, letter, bytes)| {
        let text = decode(bytes, *charset).text;
        *charset != Charset::Viqr && !text.starts_with(*letter)
    });
    assert_eq!((ours, of_ours.count()), (1340 + 60 + 14 + 1, 60 + 14 + 2 + 60));
}

/// The codes of the table among the corpora, where there is one; its codes of VISCII, CP1258 are those of others where
/// they are not bytes, and stand for capitals in a small letter's place (`data/charset/SOURCE.toml`).
fn handed_codes() -> Vec<(Charset, char, Vec<u8>)> {
    let Ok(table) = std::fs::read_to_string(corpora().join("encodings/charsets.tsv")) else { return Vec::new() };
    let charsets = [
        ("TCVN3 (ABC)", Charset::Tcvn3),
        ("VNI Windows", Charset::Vni),
        ("VISCII", Charset::Viscii),
        ("VPS", Charset::Vps),
        ("VIQR", Charset::Viqr),
        ("Windows 1258 codepage", Charset::Cp1258),
        ("BKHCM 1", Charset::BkHcm1),
        ("BKHCM 2", Charset::BkHcm2),
        ("Vietware X", Charset::VietwareX),
        ("Vietware Full", Charset::VietwareF),
    ];
    let mut codes = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let letter = cells[1].nfc().next().unwrap();
        let Some(charset) = charsets.iter().find(|row| row.0 == cells[0]).map(|row| row.1) else { continue };
        let text: String =
            cells[2].split(' ').map(|hex| char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap()).collect();
        // What is no byte is the character that Windows-1252 has for one.
        let bytes: Vec<u8> = text.chars().map(byte_of).collect();
        // Wrong in that table: Đ and Ứ of CP1258.
        if !(charset == Charset::Cp1258 && matches!(letter, 'Đ' | 'Ứ')) {
            codes.push((charset, letter, bytes));
        }
    }
    assert_eq!(codes.len(), 1338);
    codes
}

/// The byte that is `c` in Windows-1252.
fn byte_of(c: char) -> u8 {
    let codec = Codec::new(Charset::Viqr);
    (0..=255_u8).find(|byte| codec.decode(&[*byte]).text == c.to_string()).unwrap_or(c as u8)
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
