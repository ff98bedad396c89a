//! Addresses: figures on the gold, laws on any text, and what must not take long.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use bongsen::Date;
use bongsen::eval::addresses::{AddressAnswer, read_gold};
use bongsen::place::{AddressReader, How, Level, MAX_ADDRESS_BYTES, Outcome, Register, Unit};
use proptest::prelude::*;

fn reader() -> AddressReader {
    AddressReader::new(Arc::new(Register::bundled().unwrap()))
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Rows, right answers and silent guesses of a gold file.
fn score(name: &str) -> (usize, usize, usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/gold/addresses").join(name);
    let rows = read_gold(&fs::read_to_string(path).unwrap()).unwrap();
    let mut reader = reader();
    let (mut right, mut guesses) = (0, 0);
    for gold in &rows {
        let found = AddressAnswer::of(&mut reader, &gold.address, gold.on);
        right += usize::from(found.agrees(&gold.answer));
        guesses += usize::from(found.is_silent_guess(&gold.answer));
    }
    (rows.len(), right, guesses)
}

/// A few under what was measured: a fall is a fault, a row or two is noise.
#[test]
fn the_gold_addresses_are_read() {
    let (rows, right, guesses) = score("train.tsv");
    assert!(rows == 160 && right >= 157 && guesses <= 1, "{right} of {rows}, {guesses} silent guesses");
    let (rows, right, guesses) = score("test.tsv");
    assert!(rows == 160 && right >= 153 && guesses <= 2, "{right} of {rows}, {guesses} silent guesses");
}

#[test]
fn addresses_are_written_in_many_ways() {
    let mut reader = reader();
    for (on, text, code) in [
        ("2024-01-01", "26 Nguyễn Huệ, P. Bến Nghé, Q.1, TP.HCM", "26740"),
        ("2024-01-01", "P5 Q8 HCM", "27418"),
        ("2024-01-01", "phuong 5 quan 8 tphcm", "27418"),
        ("2024-01-01", "Ward 5, District 8, Ho Chi Minh City", "27418"),
        ("2024-01-01", "phường V, quận 8, thành phố Hồ Chí Minh", "27418"),
        ("2024-01-01", "X.Tân Kiều, H.Tháp Mười, T. ĐT", "30049"),
        ("2024-01-01", "TP. HCM; quận 8; phường 5", "27418"),
        ("2024-01-01", "144 Xuân Thủy, Cầu Giấy, Hà Nội", "005"),
        ("2024-01-01", "đường Thái Nguyên, Nha Trang", "568"),
        ("2024-01-01", "phố Huế, Hai Bà Trưng, Hà Nội", "007"),
        ("2024-01-01", "Buôn Mê Thuột, Daklak", "643"),
        ("2024-01-01", "xã Tân Kìu, huyện Tháp Mừơi, Đồng Tháp", "30049"),
        ("2024-01-01", "xa Tan Kieu huyen Thap Muoi tinh Dong Thap", "30049"),
        ("2006-01-01", "TX Hà Đông, Hà Tây", "268"),
        ("2026-01-01", "phường Bến Nghé, quận 1, TP.HCM", "26740"),
        ("2026-01-01", "Phường Sài Gòn, TP.HCM", "26740"),
    ] {
        let address = reader.read(text, Some(day(on)));
        assert_eq!(address.unit().map(Unit::code).as_deref(), Some(code), "{text}: {address:?}");
    }
}

#[test]
fn what_is_not_certain_is_not_answered() {
    let mut reader = reader();
    for (text, how) in [
        ("xã Tân Lập", How::Ambiguous),
        ("phường 1, Tiền Giang", How::Ambiguous),
        ("Nam Định", How::Ambiguous),
        // No such commune in that district; nothing is called nearly so.
        ("xã Đốc Binh Kiều, quận Ba Đình, Hà Nội", How::Conflict),
        ("Quảng Châu, Trung Quốc", How::Unknown),
        ("sông Đồng Nai", How::Unknown),
        ("Nguyễn Văn A", How::Unknown),
        ("0912 345 678", How::Unknown),
        ("", How::Unknown),
        (" , ; - ", How::Unknown),
    ] {
        let address = reader.read(text, Some(day("2024-01-01")));
        assert_eq!((address.unit(), address.link().how()), (None, how), "{text}: {address:?}");
        assert_eq!(address.on_day(day("2025-07-01")).unit(), None);
    }
    assert_eq!(reader.read("xã Tân Lập", None).on_day(day("2025-07-01")).outcome(), Outcome::Ambiguous);
}

#[test]
fn how_it_was_read_is_said() {
    let mut reader = reader();
    for (text, how) in [
        ("xã Đốc Binh Kiều", How::Exact),
        ("Đốc Binh Kiều, Tháp Mười, Đồng Tháp", How::Chain),
        ("xã Đốc Bình Kiều, Tháp Mười, Đồng Tháp", How::Spelling),
        ("thị trấn Đốc Binh Kiều", How::OtherKind),
    ] {
        assert_eq!(reader.read(text, Some(day("2013-08-23"))).link().how(), how, "{text}");
    }
    let later = reader.read("xã Đốc Binh Kiều, huyện Tháp Mười", Some(day("2026-01-01")));
    assert_eq!((later.link().how(), later.link().on()), (How::OtherEra, day("2025-06-30")));
    // Without a day the era is found, and is no fault.
    let found = reader.read("xã Đốc Binh Kiều, huyện Tháp Mười", None);
    assert_eq!((found.link().how(), found.link().on()), (How::Chain, day("2025-06-30")));
}

#[test]
fn parts_stand_where_they_are_written() {
    let mut reader = reader();
    let text = "Ấp 2, xa\u{303} Đốc Binh Kiều , Tháp Mười (Đồng Tháp)";
    let address = reader.read(text, Some(day("2013-08-23")));
    let part = |level| address.part(level).map(|(_, span)| &text[span.range()]);
    assert_eq!(part(Level::Commune), Some("xa\u{303} Đốc Binh Kiều"));
    assert_eq!(part(Level::District), Some("Tháp Mười"));
    assert_eq!(part(Level::Province), Some("Đồng Tháp"));
    assert_eq!(address.rest().map(|span| &text[span.range()]), Some("Ấp 2"));
}

#[test]
fn a_long_line_is_no_address_and_takes_no_time() {
    let mut reader = reader();
    let begin = Instant::now();
    let long = "xã Tân Lập, ".repeat(100_000);
    assert_eq!(reader.read(&long, None).link().how(), How::Unknown);
    // The longest that are read: whatever they repeat, an answer comes at once.
    for word in ["Tân Lập ", "xã Tân Lập, ", "Nam ", "phường ", "TP. ", "xã Tân Lậpp, ", "số 1 ", ",", "An Bình, xã "]
    {
        let line = word.repeat(MAX_ADDRESS_BYTES / word.len());
        for on in [None, Some(day("2013-08-23")), Some(day("0001-01-01")), Some(day("9999-12-31"))] {
            reader.read(&line, on);
        }
    }
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
}

proptest! {
    #[test]
    fn any_text_has_an_answer(text in "\\PC{0,60}", noise in "[,;. -]{0,3}", year in 1_i16..9999) {
        let mut reader = reader();
        for line in [text.clone(), format!("xã {text}{noise}huyện Tháp Mười, Đồng Tháp"), format!("{noise}{text}, Q.1, TPHCM")] {
            let address = reader.read(&line, Date::new(year, 6, 15));
            for (_, span) in [Level::Province, Level::District, Level::Commune].into_iter().filter_map(|l| address.part(l)) {
                prop_assert!(line.get(span.range()).is_some());
            }
            prop_assert!(address.rest().is_none_or(|span| line.get(span.range()).is_some()));
            prop_assert_eq!(address.unit().is_some(), address.link().how().is_certain() && address.link().total() > 0);
        }
    }
}

/// Every unit of every era finds its way: what it became is valid then, and the way back leads to it.
#[test]
fn conversions_go_both_ways() {
    let register = Register::bundled().unwrap();
    let (then, now) = (day("2025-06-30"), day("2025-07-01"));
    for unit in register.units().filter(|unit| unit.is_valid(then) && unit.level() != Level::District) {
        let conversion = unit.on_day(now);
        assert!(!conversion.units().is_empty(), "{unit:?}");
        for (other, _) in conversion.units() {
            assert!(other.is_valid(now));
            let back = other.on_day(then);
            assert!(back.units().iter().any(|(origin, _)| *origin == unit), "{unit:?} {other:?} {back:?}");
        }
    }
    for unit in register.units() {
        for on in ["2004-12-31", "2013-08-23", "2025-07-01", "0001-01-01", "9999-12-31"].map(day) {
            assert!(unit.on_day(on).units().iter().all(|(other, _)| other.is_valid(on)));
        }
    }
}
