//! The words of the reports.

use bongsen::place::{How, Unit};
use bongsen::{Date, EntityKind, Status};

/// The name of a kind of entity.
pub fn kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "Người",
        EntityKind::Title => "Chức danh",
        EntityKind::Org => "Tổ chức",
        EntityKind::AdminUnit => "Địa danh hành chính",
        EntityKind::Loc => "Nơi khác",
        EntityKind::Date => "Ngày",
        EntityKind::LegalDoc => "Văn bản",
        _ => "Khác",
    }
}

/// Whether a post is held.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Current => "đương chức",
        Status::Former => "nguyên",
        Status::Acting => "quyền",
        Status::Appointed => "mới nhận chức",
        Status::Dismissed => "thôi chức",
        Status::Proposed => "được giới thiệu",
        _ => "không rõ",
    }
}

/// `23/08/2013`.
pub fn date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// When a unit was valid. A day that is only the bound of a snapshot is marked by `≤` or `≥`.
pub fn period(unit: Unit<'_>) -> String {
    let from = match unit.valid_from() {
        None => "trước 2005".to_owned(),
        Some(day) if unit.valid_from_is_exact() => date(day),
        Some(day) => format!("≤ {}", date(day)),
    };
    let to = match unit.valid_to() {
        None => "nay".to_owned(),
        Some(day) if unit.valid_to_is_exact() => date(day),
        Some(day) => format!("≥ {}", date(day)),
    };
    format!("{from} – {to}")
}

/// What decided the link of a place.
pub fn how(how: How) -> &'static str {
    match how {
        How::Exact => "tên duy nhất",
        How::Chain => "theo các cấp ghi kèm",
        How::HeadLevel => "theo cấp của tổ chức",
        How::Prominent => "theo đơn vị lớn nhất mang tên",
        How::Context => "theo ngữ cảnh bài",
        How::OtherKind => "khác loại đơn vị",
        How::OtherEra => "thời kỳ khác",
        How::Ambiguous => "chưa rõ, nhiều khả năng",
        How::BelowRegister => "dưới cấp xã",
        How::Unknown => "không có trong danh mục",
        _ => "",
    }
}

/// `1.234`, as Vietnamese writes it.
pub fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_by_points() {
        assert_eq!([number(7), number(1234), number(1_000_000)], ["7", "1.234", "1.000.000"]);
    }
}
