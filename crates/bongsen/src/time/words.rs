//! Words of time, and what they count from.
//!
//! Written by hand. Which of them are left out: those that count from another event of the text (`hôm sau`, `năm sau`, `năm
//! trước`, `trước đó 3 ngày`), and those that mean no one period (`cuối tuần`, `dạo này`, `trong tháng`).

use super::Part;
use super::period::Grain;

/// What a day is told by, from the day of the document; with a part of the day before it too (`sáng hôm qua`).
pub(super) const DAYS: [(&str, i32); 9] = [
    ("hôm nay", 0),
    ("ngày hôm nay", 0),
    ("hôm qua", -1),
    ("ngày hôm qua", -1),
    ("hôm kia", -2),
    ("ngày mai", 1),
    ("ngày kia", 2),
    ("hôm kìa", -3),
    ("ngày kìa", 3),
];

/// The same behind a part of the day only: `sáng nay`, `tối qua`, `chiều mai`.
pub(super) const BEHIND_PART: [(&str, i32); 4] = [("nay", 0), ("qua", -1), ("mai", 1), ("kia", -2)];

/// The day that the text named last: `cùng ngày`, `chiều cùng ngày`.
pub(super) const SAME_DAY: [&str; 2] = ["cùng ngày", "trong ngày"];

/// Longer periods, from the one that the day of the document lies in.
pub(super) const PERIODS: [(&str, Grain, i32); 29] = [
    ("tuần này", Grain::Week, 0),
    ("tuần trước", Grain::Week, -1),
    ("tuần rồi", Grain::Week, -1),
    ("tuần vừa rồi", Grain::Week, -1),
    ("tuần vừa qua", Grain::Week, -1),
    ("tuần sau", Grain::Week, 1),
    ("tuần tới", Grain::Week, 1),
    ("tháng này", Grain::Month, 0),
    ("tháng trước", Grain::Month, -1),
    ("tháng rồi", Grain::Month, -1),
    ("tháng vừa rồi", Grain::Month, -1),
    ("tháng vừa qua", Grain::Month, -1),
    ("tháng sau", Grain::Month, 1),
    ("tháng tới", Grain::Month, 1),
    ("quý này", Grain::Quarter, 0),
    ("quý trước", Grain::Quarter, -1),
    ("quý sau", Grain::Quarter, 1),
    ("quý tới", Grain::Quarter, 1),
    ("năm nay", Grain::Year, 0),
    ("năm này", Grain::Year, 0),
    ("năm ngoái", Grain::Year, -1),
    ("năm rồi", Grain::Year, -1),
    ("năm kia", Grain::Year, -2),
    ("năm kìa", Grain::Year, -3),
    ("năm tới", Grain::Year, 1),
    ("sang năm", Grain::Year, 1),
    ("thập kỷ này", Grain::Decade, 0),
    ("thế kỷ này", Grain::Century, 0),
    ("thế kỷ trước", Grain::Century, -1),
];

/// Days of the week, from Monday, 1.
pub(super) const WEEKDAYS: [(&str, u8); 14] = [
    ("thứ hai", 1),
    ("thứ 2", 1),
    ("thứ ba", 2),
    ("thứ 3", 2),
    ("thứ tư", 3),
    ("thứ 4", 3),
    ("thứ năm", 4),
    ("thứ 5", 4),
    ("thứ sáu", 5),
    ("thứ 6", 5),
    ("thứ bảy", 6),
    ("thứ 7", 6),
    ("chủ nhật", 7),
    ("thứ bẩy", 6),
];

/// Behind a date without a year, or a day of the week: the next one or the last one, seen from the document.
pub(super) const NEXT: [&str; 2] = ["tới", "sắp tới"];
/// See [`NEXT`].
pub(super) const LAST: [&str; 4] = ["vừa qua", "vừa rồi", "qua", "rồi"];

/// A part of a period.
pub(super) const PARTS: [(&str, Part); 5] = [
    ("đầu", Part::Start),
    ("giữa", Part::Middle),
    ("cuối", Part::End),
    ("những ngày đầu", Part::Start),
    ("những ngày cuối", Part::End),
];

/// What makes another thing of `năm` behind a part: `đầu năm học`, `cuối năm thứ hai`.
pub(super) const NO_YEAR: [&str; 4] = ["học", "thứ", "mới", "nhất"];

/// Units of a length of time: what ISO 8601 calls them, and the period that so many of them count back or on to.
pub(super) const UNITS: [(&str, Unit); 20] = [
    ("giây", Unit { designator: 'S', clock: true, grain: None }),
    ("phút", Unit { designator: 'M', clock: true, grain: None }),
    ("giờ", Unit { designator: 'H', clock: true, grain: None }),
    ("giờ đồng hồ", Unit { designator: 'H', clock: true, grain: None }),
    ("tiếng", Unit { designator: 'H', clock: true, grain: None }),
    ("tiếng đồng hồ", Unit { designator: 'H', clock: true, grain: None }),
    ("ngày", Unit { designator: 'D', clock: false, grain: Some((Grain::Day, 1)) }),
    ("ngày đêm", Unit { designator: 'D', clock: false, grain: Some((Grain::Day, 1)) }),
    ("hôm", Unit { designator: 'D', clock: false, grain: Some((Grain::Day, 1)) }),
    ("đêm", Unit { designator: 'D', clock: false, grain: Some((Grain::Day, 1)) }),
    ("tuần", Unit { designator: 'W', clock: false, grain: Some((Grain::Week, 1)) }),
    ("tuần lễ", Unit { designator: 'W', clock: false, grain: Some((Grain::Week, 1)) }),
    ("tháng", Unit { designator: 'M', clock: false, grain: Some((Grain::Month, 1)) }),
    ("quý", Unit { designator: 'Q', clock: false, grain: Some((Grain::Quarter, 1)) }),
    ("năm", Unit { designator: 'Y', clock: false, grain: Some((Grain::Year, 1)) }),
    ("thập niên", Unit { designator: 'Y', clock: false, grain: Some((Grain::Year, 10)) }),
    ("thập kỷ", Unit { designator: 'Y', clock: false, grain: Some((Grain::Year, 10)) }),
    ("thập kỉ", Unit { designator: 'Y', clock: false, grain: Some((Grain::Year, 10)) }),
    ("thế kỷ", Unit { designator: 'Y', clock: false, grain: Some((Grain::Year, 100)) }),
    ("thế kỉ", Unit { designator: 'Y', clock: false, grain: Some((Grain::Year, 100)) }),
];

/// A unit of a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its letter in ISO 8601; `Q` is written as months.
    pub designator: char,
    /// Whether it stands behind the `T`.
    pub clock: bool,
    /// The period, and how many of it.
    pub grain: Option<(Grain, u32)>,
}

/// What makes another word of a unit before it: `hai tiếng nói`, `mười giờ học` is none, `ba ngày càng`.
pub(super) const NO_UNIT: [(&str, &str); 12] = [
    ("tiếng", "nói"),
    ("tiếng", "việt"),
    ("tiếng", "anh"),
    ("tiếng", "nổ"),
    ("tiếng", "súng"),
    ("tiếng", "dân"),
    ("tiếng", "kêu"),
    ("ngày", "càng"),
    ("ngày", "lễ"),
    ("ngày", "một"),
    ("đêm", "nhạc"),
    ("quý", "khách"),
];

/// Before a number that orders or labels instead of counting: `thứ 3 tuần này`, `năm 2 …`, `khoá 5`, `lần hai`.
pub(super) const NO_COUNT: [&str; 11] =
    ["thứ", "ngày", "tháng", "khóa", "khoá", "lần", "số", "mùng", "mồng", "quý", "tuổi"];
