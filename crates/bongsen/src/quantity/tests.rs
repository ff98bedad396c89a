//! What is read as an amount, and what is not.

use super::*;
use crate::Analyzer;

fn read(text: &str) -> Vec<String> {
    let document = Analyzer::new().unwrap().analyze(text).unwrap();
    document
        .quantities()
        .iter()
        .map(|q| {
            let upper = q.upper().map_or_else(String::new, |upper| format!("..{upper}"));
            let per = q.per().map_or_else(String::new, |per| format!("/{per}"));
            let qualifier = q.qualifier().map_or_else(String::new, |q| format!(" ({})", q.label()));
            format!("{}: {}{upper} {}{per}{qualifier}", document.slice(q.span()), q.value(), q.unit().unwrap_or("-"))
        })
        .collect()
}

#[test]
fn amounts_have_exact_values_and_units() {
    for (text, expected) in [
        ("Xã chi 4,8 tỷ đồng.", &["4,8 tỷ đồng: 4800000000 VND"][..]),
        ("Mỗi nhà nhận 120 triệu.", &["120 triệu: 120000000 -"]),
        ("Cả vùng có 1.200 ha lúa.", &["1.200 ha: 1200 ha"]),
        ("Có hơn 3.000 hộ và gần 500 người.", &["3.000 hộ: 3000 hộ (more-than)", "500 người: 500 người (nearly)"]),
        ("Vốn 5-10 tỉ đồng.", &["5-10 tỉ đồng: 5000000000..10000000000 VND"]),
        ("Vốn từ 5 đến 10 tỷ đồng.", &["5 đến 10 tỷ đồng: 5000000000..10000000000 VND"]),
        ("Giá là 2 tỷ 300 triệu đồng.", &["2 tỷ 300 triệu đồng: 2300000000 VND"]),
        ("Năng suất 6,25 tấn/ha, tăng 10%.", &["6,25 tấn/ha: 6.25 tấn/ha", "10%: 10 %"]),
        ("Đầu tư 1,5 nghìn tỷ đồng.", &["1,5 nghìn tỷ đồng: 1500000000000 VND"]),
        ("Đất rộng 100m2, dài 2.5 km.", &["100m2: 100 m2", "2.5 km: 2.5 km"]),
        ("Hai triệu đồng cho mười lăm hộ.", &["Hai triệu đồng: 2000000 VND", "mười lăm hộ: 15 hộ"]),
        ("Chi một tỷ hai trăm triệu đồng.", &["một tỷ hai trăm triệu đồng: 1200000000 VND"]),
        ("Tỷ lệ không quá 0,05 %.", &["0,05 %: 0.05 % (at-most)"]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn numbers_of_other_things_are_no_amounts() {
    for text in [
        "Có 5 đồng chí dự họp, 2 hộ chiếu bị thu.",
        "Có một người và thứ hai người khác.",
        "Theo Nghị định 100/2019/NĐ-CP và số 12.",
        "Ngày 5 tháng 8 năm 2013, lúc 14 giờ.",
        "Đạt 2/3 số phiếu, thắng 2-1.",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}

#[test]
fn marks_are_read_as_vietnamese_writes_them() {
    for (text, value, ambiguous) in [
        ("1.200", "1200", false),
        ("4,8", "4.8", false),
        ("2.5", "2.5", false),
        ("0.125", "0.125", false),
        ("1,200", "1.2", true),
        ("1,200,000", "1200000", false),
        ("1.200,50", "1200.5", false),
        ("1,200.5", "1200.5", false),
        ("0,05", "0.05", false),
        ("100", "100", false),
    ] {
        let (found, other) = number(text).expect(text);
        assert_eq!((found.to_string().as_str(), other), (value, ambiguous), "{text}");
    }
    for none in ["1.20.300", "1.2,3,4", &"9".repeat(60)] {
        assert!(number(none).is_none(), "{none}");
    }
}

#[test]
fn endless_numbers_take_linear_time() {
    assert!(read(&"5-".repeat(20_000)).is_empty());
    assert_eq!(read(&"2 tỷ ".repeat(5_000)).len(), 5_000);
}
