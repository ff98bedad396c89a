//! What is read as a time, and what it means.

use super::*;
use crate::Analyzer;

fn read_on(text: &str, day: Option<&str>) -> Vec<String> {
    let document = Analyzer::new().unwrap().analyze_on(text, day.map(|day| day.parse().unwrap())).unwrap();
    document
        .times()
        .iter()
        .map(|time| {
            let upper = time.upper().map_or_else(String::new, |upper| format!("..{upper}"));
            let part = time.part().map_or_else(String::new, |part| format!(" ({})", part.label()));
            let qualifier = time.qualifier().map_or_else(String::new, |q| format!(" ({})", q.label()));
            format!("{}: {}{upper}{part}{qualifier}", document.slice(time.span()), time.value().unwrap_or("?"))
        })
        .collect()
}

/// On Friday, 23 August 2013.
fn read(text: &str) -> Vec<String> {
    read_on(text, Some("2013-08-23"))
}

#[test]
fn dates_are_completed_by_the_day_of_the_document() {
    for (text, expected) in [
        ("Sáng 18-10, huyện họp.", &["Sáng 18-10: 2013-10-18"][..]),
        ("Ngày 30-12 vừa qua, xã họp.", &["Ngày 30-12 vừa qua: 2012-12-30"]),
        ("Ngày 5-1 tới sẽ khai mạc.", &["Ngày 5-1 tới: 2014-01-05"]),
        ("Trong tháng 3 năm ngoái.", &["tháng 3 năm ngoái: 2012-03"]),
        ("Quý II giảm, quý IV/2012 tăng.", &["Quý II: 2013-Q2", "quý IV/2012: 2012-Q4"]),
        (
            "Lúc 16h39 chiều nay và 14 giờ ngày 14-11.",
            &["16h39 chiều nay: 2013-08-23T16:39", "14 giờ ngày 14-11: 2013-11-14T14"],
        ),
        ("Khoảng 7h hôm qua xảy ra cháy.", &["7h hôm qua: 2013-08-22T07"]),
        ("Nhiệm kỳ 2010 - 2015.", &["2010 - 2015: 2010/2015"]),
        ("Mùng 5 Tết có hội.", &["Mùng 5 Tết: ?"]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn relative_words_count_from_the_day_of_the_document() {
    for (text, expected) in [
        (
            "Sáng nay, chiều qua và ngày mai.",
            &["Sáng nay: 2013-08-23", "chiều qua: 2013-08-22", "ngày mai: 2013-08-24"][..],
        ),
        ("Tuần trước mưa, thứ hai tuần sau nắng.", &["Tuần trước: 2013-W33", "thứ hai tuần sau: 2013-08-26"]),
        ("Thứ sáu tới họp, chủ nhật vừa qua nghỉ.", &["Thứ sáu tới: 2013-08-30", "chủ nhật vừa qua: 2013-08-18"]),
        ("Năm nay hơn năm ngoái.", &["Năm nay: 2013", "năm ngoái: 2012"]),
        (
            "Cuối năm ngoái, đầu tháng 9, giữa năm 2012.",
            &["Cuối năm ngoái: 2012 (end)", "đầu tháng 9: 2013-09 (start)", "giữa năm 2012: 2012 (mid)"],
        ),
        (
            "Cách đây 5 năm, 3 tuần trước, 10 ngày nữa.",
            &["Cách đây 5 năm: 2008", "3 tuần trước: 2013-W31", "10 ngày nữa: 2013-09-02"],
        ),
        ("Ngày 5-8, xã họp. Chiều cùng ngày, huyện họp.", &["Ngày 5-8: 2013-08-05", "Chiều cùng ngày: 2013-08-05"]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn two_points_with_a_word_between_are_an_interval() {
    for (text, expected) in [
        ("Từ ngày 1/7 đến ngày 5/8/2012 nghỉ.", &["Từ ngày 1/7 đến ngày 5/8/2012: 2012-07-01/2012-08-05"][..]),
        ("từ tháng 11 đến tháng 2 năm 2014", &["từ tháng 11 đến tháng 2 năm 2014: 2013-11/2014-02"]),
        ("Từ năm 2010 đến nay.", &["Từ năm 2010 đến nay: 2010/2013-08-23"]),
        ("Từ nay đến năm 2020.", &["Từ nay đến năm 2020: 2013-08-23/2020"]),
        ("từ hôm qua cho đến hết ngày mai", &["từ hôm qua cho đến hết ngày mai: 2013-08-22/2013-08-24"]),
        ("Trong 10 năm qua và 5 năm tới.", &["10 năm qua: P10Y/2013-08-23", "5 năm tới: 2013-08-23/P5Y"]),
        ("Đi từ 2009 tới 2012.", &["từ 2009 tới 2012: 2009/2012"]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn parts_of_a_year() {
    for (text, expected) in [
        ("6 tháng đầu năm 2019", &["6 tháng đầu năm 2019: 2019-H1"][..]),
        ("Sáu tháng cuối năm nay.", &["Sáu tháng cuối năm nay: 2013-H2"]),
        ("9 tháng đầu năm, 3 tháng đầu năm.", &["9 tháng đầu năm: 2013-01/2013-09", "3 tháng đầu năm: 2013-Q1"]),
        ("Nửa đầu năm 2012, nửa cuối năm.", &["Nửa đầu năm 2012: 2012-H1", "nửa cuối năm: 2013-H2"]),
        ("Hai quý đầu năm.", &["Hai quý đầu năm: 2013-H1"]),
        ("Đầu năm học có 5 lớp.", &[]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn lengths_of_time() {
    for (text, expected) in [
        ("Phạt hơn 3 năm 6 tháng tù.", &["3 năm 6 tháng: P3Y6M (more-than)"][..]),
        ("Mất hai tuần, một giờ rưỡi và nửa năm.", &["hai tuần: P2W", "một giờ rưỡi: PT1.5H", "nửa năm: P6M"]),
        ("Nghỉ 2-3 ngày, chờ 5 đến 7 tháng.", &["2-3 ngày: P2D..P3D", "5 đến 7 tháng: P5M..P7M"]),
        ("Mười lăm năm, năm năm, hai thập kỷ.", &["Mười lăm năm: P15Y", "năm năm: P5Y", "hai thập kỷ: P20Y"]),
        (
            "Chờ 1,5 giờ, thêm 90 phút và 2 giờ 30 phút.",
            &["1,5 giờ: PT1.5H", "90 phút: PT90M", "2 giờ 30 phút: PT2H30M"],
        ),
        ("Hai năm rưỡi ròng rã trong 2h.", &["Hai năm rưỡi: P2Y6M", "2h: PT2H"]),
        ("5 năm trước khi mất, ông về quê.", &["5 năm: P5Y"]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn other_words_are_no_times() {
    for text in [
        "Cháu 3 tháng tuổi, ông 45 tuổi.",
        "Lớp 5, khóa 3, thứ ba là kỷ luật.",
        "Chị Mai nay đã khác, bà Ba Năm bán cá.",
        "Nói hai tiếng Anh, Việt; ngày càng đông.",
        "Năm người dân và tháng ngày gian khó.",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}

#[test]
fn without_a_day_nothing_relative_has_a_value() {
    let found = read_on("Hôm qua, ngày 5-8, từ 1/7 đến 3/8, năm 2012, 5 năm qua và 6 tháng đầu năm.", None);
    let expected = [
        "Hôm qua: ?",
        "ngày 5-8: --08-05",
        "từ 1/7 đến 3/8: --07-01/--08-03",
        "năm 2012: 2012",
        "5 năm qua: ?",
        "6 tháng đầu năm: ?",
    ];
    assert_eq!(found, expected);
}

#[test]
fn days_are_first_and_last() {
    let document =
        Analyzer::new().unwrap().analyze_on("Tháng 2 năm nay.", Some("2012-08-23".parse().unwrap())).unwrap();
    let times = document.times();
    let (first, last) = times[0].days().unwrap();
    assert_eq!((first.to_string().as_str(), last.to_string().as_str()), ("2012-02-01", "2012-02-29"));
    assert_eq!((times[0].basis(), times[0].kind()), (Basis::Document, TimeKind::Point));
}

#[test]
fn any_row_of_words_takes_linear_time() {
    for word in ["từ ", "từ nay đến ", "5 năm ", "đầu ", "2010 đến ", "1 giờ 1 phút ", "nửa ", "cách đây "]
    {
        let text = word.repeat(20_000);
        assert!(read(&text).len() <= 40_000, "{word}");
    }
    let far = "9999999 năm trước, 99999999 thế kỷ nữa, 99999999 ngày qua.";
    assert_eq!(read(far).len(), 3);
}
