//! Three short documents with marked mentions: what has one number is one person, body, post or place.
//!
//! `{1 Trần Văn Mẫu}` is a mention of 1; marks may nest. Every marked stretch must be an entity, two of one number must have
//! one referent, and two of different numbers different ones.

use std::collections::BTreeMap;

use bongsen::{Analyzer, Document};

/// The text without marks, and the marked stretches in bytes with their numbers.
fn unmark(marked: &str) -> (String, Vec<(u32, std::ops::Range<usize>)>) {
    let (mut text, mut open, mut found) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c == '{' {
            let (number, after) = rest.split_once(' ').expect("a number and a space");
            open.push((number.parse().expect("a number"), text.len()));
            rest = after;
        } else if c == '}' {
            let (number, start) = open.pop().expect("an open mark");
            found.push((number, start..text.len()));
        } else {
            text.push(c);
        }
    }
    assert!(open.is_empty(), "an open mark: {marked}");
    (text, found)
}

fn check(marked: &str, date: &str) -> (Document, usize) {
    let (text, marks) = unmark(marked);
    let document = Analyzer::new().unwrap().analyze_on(&text, Some(date.parse().unwrap())).unwrap();
    let (mut by_number, mut by_referent) = (BTreeMap::new(), BTreeMap::new());
    for (number, range) in &marks {
        let said = &text[range.clone()];
        let entity = document
            .entities()
            .find(|e| e.span().range() == *range && e.referent().is_some())
            .unwrap_or_else(|| panic!("{said} at {range:?} is no entity"));
        let referent = entity.referent().unwrap();
        let first = *by_number.entry(*number).or_insert(referent.id());
        assert_eq!(first, referent.id(), "{said} at {range:?} is not {number} but {}", referent.fullest().text());
        let first = *by_referent.entry(referent.id()).or_insert(*number);
        assert_eq!(first, *number, "{said} at {range:?} is {number} and no other");
    }
    (document, marks.len())
}

/// Elided bodies and posts of a commune and its district, and given names.
#[test]
fn a_meeting_in_a_commune() {
    let (document, marks) = check(
        "Ngày 12/6, {1 Huyện ủy Tháp Mười} làm việc với {2 Đảng ủy xã Đốc Binh Kiều}. \
         Đồng chí {3 Lê Hoàng Ví} - Bí thư {1 Huyện ủy} chủ trì; đồng chí {4 Trần Thị Dụ} - Bí thư {2 Đảng ủy xã} báo cáo. \
         Theo bà {4 Dụ}, {2 Đảng ủy xã} có 12 chi bộ. Ông {3 Ví} đề nghị {2 Đảng ủy xã} làm tốt hơn.\n\
         Kết luận, đồng chí {3 Lê Hoàng Ví} cho biết {1 Huyện ủy} sẽ giúp {5 xã Đốc Binh Kiều}.\n",
        "2013-06-13",
    );
    assert_eq!(marks, 13);
    let person = document.referents().find(|r| r.fullest().text() == "Lê Hoàng Ví").unwrap();
    assert_eq!(person.mentions().len(), 3);
}

/// Two with one given name, a man and a woman; and two men, of whom none is guessed.
#[test]
fn namesakes() {
    check(
        "Ông {1 Lê Minh Thử} và bà {2 Phạm Ngọc Thử} cùng mở quán. Bà {2 Thử} nấu ăn, ông {1 Thử} bán hàng.\n\
         Ông {3 Đỗ Quang Tải} và ông {4 Vũ Đình Tải} là khách quen. Ông {5 Tải} khen ngon.\n",
        "2019-03-02",
    );
}

/// A short form that the text defines, a name in capitals, and a unit in two forms.
#[test]
fn short_forms_and_capitals() {
    check(
        "{1 NGUYỄN VĂN THÍ} nhận giải\n\n\
         {2 Ngân hàng Nhà nước} ({2 NHNN}) trao giải cho ông {1 Nguyễn Văn Thí} tại {3 huyện Tháp Mười}. \
         Theo {2 NHNN}, {3 Tháp Mười} có nhiều gương tốt. Ông {1 Thí} cảm ơn.\n",
        "2015-05-20",
    );
}
