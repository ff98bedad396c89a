use super::table::rows;
use super::*;

fn letters() -> Vec<char> {
    rows(Charset::Tcvn3).map(|row| row.0).collect()
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
fn capitals_of_tcvn3_outside_capitals() {
    let codec = Codec::new(Charset::Tcvn3);
    for text in [
        "Ấn Độ",
        "Á",
        "Ý kiến của ông Ất",
        "Úc, Ốc, Ừ",
        "xã Ái Tử",
        "TRẦN VĂN Á",
        "Ở Ứng Hoà",
        "UBND Ý Yên, Ỷ La",
        "À! Ồ.",
        "hai Á, ba Ó",
        "ÁN MẠNG ở Ấp 5",
    ] {
        assert_eq!(codec.decode(&codec.encode(text).unwrap()).text, text);
    }
    // Formulas stay.
    for text in ["S = A² + 3", "A³ = B", "2A²", "U²/R, I²R", "(A²)", "x²+y³, 37°C, m², 5 ± 1"] {
        let bytes: Vec<u8> = text.chars().map(|c| windows::byte_of(c).unwrap()).collect();
        assert_eq!(codec.decode(&bytes).text, text);
        assert_eq!(codec.encode(text).as_deref(), Ok(&bytes[..]));
    }
    assert_eq!(decode_text("Tr\u{B8}i A³p", Charset::Tcvn3).text, "Trái Áp");
}

#[test]
fn vps_has_codes_for_all_capitals_and_shared_ones() {
    let codec = Codec::new(Charset::Vps);
    assert_eq!(codec.encode("Ạ ạ").as_deref(), Ok(&b"\x02 \xE5"[..]));
    // As keyboard programs wrote it, with the code of the small letter.
    assert_eq!(codec.decode(b"N\xB6I").text, "NỘI");
    // Who has codes for capitals means the small letter.
    assert_eq!(codec.decode(b"N\x12I, N\xB6I\nN\xB6I").text, "NỘI, NộI\nNỘI");
    for byte in [b'\t', b'\n', b'\r', 0x0B, 0x0C, 0x1B] {
        assert_eq!(codec.decode(&[byte]).text.as_bytes(), [byte]);
    }
}

#[test]
fn letters_of_one_code_in_bk_hcm_1() {
    let codec = Codec::new(Charset::BkHcm1);
    assert_eq!(codec.decode(b"THU\x8E, \x8E, TH\x8E, NGO\x98T, N\x98").text, "THUỴ, Ị, THỊ, NGOẶT, NỤ");
    assert_eq!(codec.encode("ĐẶNG THUỴ").as_deref(), Ok(&b"}\x9ENG THU\x8E"[..]));
    let error = codec.encode("LỴ").unwrap_err();
    assert_eq!((error.what, error.back), ('Ỵ', Some('Ị')));
    assert!(error.to_string().contains("bkhcm1-capitals"), "{error}");
    let font = Codec::new(Charset::BkHcm1Capitals);
    assert_eq!(font.encode("LỴ").as_deref(), Ok(&b"L\xFF"[..]));
    assert_eq!(font.decode(b"L\xFF l\xFF").text, "LỴ LỴ");
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
    let error = encode("ông Ấn", Charset::VietwareF).unwrap_err();
    assert_eq!((error.what, error.at, error.back), ('Ấ', 5, Some('ấ')));
    assert!(error.to_string().contains("vietwaref-capitals"), "{error}");
    assert_eq!(decode(&encode("ẤN", Charset::VietwareFCapitals).unwrap(), Charset::VietwareFCapitals).text, "ẤN");
    let error = encode("NGã BA", Charset::Tcvn3).unwrap_err();
    assert_eq!((error.what, error.back), ('ã', Some('Ã')));
    let error = encode("Ấn", Charset::Tcvn3Capitals).unwrap_err();
    assert!(error.what == 'n' && error.to_string().contains("write it in tcvn3"), "{error}");
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
fn lines_of_utf8_among_others_stay() {
    let (old, new) = ("Uỷ ban nhân dân xã Tháp Mười họp bàn.\n", "Hội nghị đã nghe – “báo cáo” của xã.\n");
    for charset in Charset::ALL.into_iter().filter(|c| !c.is_capitals() && !matches!(c, Charset::Utf8 | Charset::Viqr))
    {
        let bytes =
            [&encode(old, charset).unwrap()[..], new.as_bytes(), b"\n", &encode(old, charset).unwrap()].concat();
        let read = decode_any(&bytes, charset);
        assert_eq!((read.text.as_str(), read.undecodable), (format!("{old}{new}\n{old}").as_str(), 0), "{charset}");
        let at = read.text.rfind("Mười").unwrap() as u32;
        let from = read.to_original(Span::new(at, at + 7)).range();
        assert_eq!(decode(&bytes[from], charset).text, "Mười");
        assert_eq!(detect(&bytes)[0].charset, charset, "{:?}", detect(&bytes));
    }
    let text = "Nh©n d©n x· Th¸p M\u{AD}êi\nđã báo cáo về xã\nNh©n d©n";
    assert_eq!(decode_any(text.as_bytes(), Charset::Tcvn3).text, "Nhân dân xã Tháp Mười\nđã báo cáo về xã\nNhân dân");
    assert_eq!(
        decode_any(b"n\xDF\xBDng\n\xFE", Charset::Viscii).text,
        "nương\nợ",
        "legal UTF-8, of no letter of Vietnamese"
    );
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
