//! DATE entities: which points in time the text means as such.
//!
//! [`Calendar`] reads what could be one; the words around decide. A bare year needs a place where no number of things
//! can stand (`SN 1963`, `World Cup 2018`, not `2018 người`), a clock must not be a length of time (`trong 24 giờ`),
//! a day must not be the name of a street (`đường 30/4`).

use super::calendar::{Calendar, GIO, Kind, NAM, NGAY, Point, THANG};
use super::context::POINT;
use super::moment::Moment;
use super::{Candidate, Context};
use crate::document::TokenRange;
use crate::entity::{EntityKind, Origin};
use crate::normalize::{key_of_lower, keys_of_lower};
use crate::token::{Case, Gap, Line, TokenKind};

/// Before `ngày 5`, `tháng 3`, `năm 2000`: a rate or a count, no date.
const RATE: [u64; 8] = keys_of_lower(["mỗi", "một", "hàng", "hằng", "từng", "mấy", "nửa", "vài"]);

/// Things that are counted: after `ngày 3`, `tháng 2` they tell a rate, after a bare year that it is none.
const COUNTED: [u64; 72] = keys_of_lower([
    "lần",
    "bữa",
    "lượt",
    "giờ",
    "chuyến",
    "ca",
    "viên",
    "ly",
    "đồng",
    "kg",
    "người",
    "vụ",
    "tiếng",
    "suất",
    "km",
    "triệu",
    "nghìn",
    "ngàn",
    "tỷ",
    "tỉ",
    "trận",
    "hộ",
    "m",
    "m2",
    "m3",
    "tấn",
    "ha",
    "tạ",
    "mét",
    "cây",
    "con",
    "chiếc",
    "căn",
    "ngôi",
    "cái",
    "bộ",
    "cuốn",
    "quyển",
    "trang",
    "bài",
    "tờ",
    "phiếu",
    "đại",
    "đảng",
    "học",
    "sinh",
    "cán",
    "hội",
    "đoàn",
    "thanh",
    "gia",
    "trường",
    "doanh",
    "công",
    "sản",
    "tác",
    "thí",
    "bệnh",
    "khách",
    "cổ",
    "điểm",
    "xe",
    "tàu",
    "liệt",
    "chiến",
    "phần",
    "cơ",
    "thành",
    "nhân",
    "usd",
    "đô",
    "ngày",
]);

/// Before a number that counts or labels something and is no year.
const AMOUNT: [u64; 25] = keys_of_lower([
    "hơn", "gần", "số", "thêm", "khoảng", "với", "những", "gồm", "có", "cả", "tổng", "được", "trên", "dưới", "thứ",
    "lộ", "mã", "giá", "mức", "đạt", "bằng", "cần", "nhà", "phòng", "còn",
]);

/// Before a clock that is a length of time (`trong 2h`).
const LENGTH: [u64; 15] = keys_of_lower([
    "trong", "suốt", "hơn", "mất", "cả", "mỗi", "cách", "tục", "thêm", "dài", "từng", "tốn", "chừng", "gần", "tin",
]);

/// Before a clock written with the word `giờ`, which otherwise is a length of time.
const MOMENT: [u64; 9] = keys_of_lower(["lúc", "hồi", "vào", "từ", "đến", "trước", "đúng", "tới", "lúc"]);

/// What streets, schools and the like are called by a day.
const NAMED_AFTER: [u64; 13] =
    keys_of_lower(["đường", "phố", "trường", "cầu", "lộ", "phường", "xã", "viện", "viên", "động", "hầm", "khu", "quỹ"]);

/// Finds the DATE entities of a text. Linear.
pub(crate) fn find(cx: &Context<'_>, out: &mut Vec<Candidate>) {
    let finder = Finder { cx, calendar: Calendar(Line { norm: cx.norm, tokens: cx.tokens }) };
    let (mut from, count) = (0, cx.tokens.len() as u32);
    while let Some(i) = cx.first(from..count, POINT) {
        let last = out.last().map_or(0, |c| c.tokens.end);
        from = match finder.at(i, last) {
            Some(found) => {
                let end = found.tokens.end.max(i + 1);
                out.push(found);
                end
            }
            None => i + 1,
        };
    }
    borrow_months(cx, out);
}

struct Finder<'c, 'a> {
    cx: &'c Context<'a>,
    calendar: Calendar<'a>,
}

impl Finder<'_, '_> {
    /// The date that begins at `i`; `last` is the end of the date before it.
    fn at(&self, i: u32, last: u32) -> Option<Candidate> {
        let joined = last > 0 && last + 1 == i && matches!(self.cx.text(last), "và" | "," | "đến");
        let second = if joined { self.calendar.day_and_month(i).map(|p| (p, None)) } else { None };
        let (point, last) = self.calendar.range(i).or(second).or_else(|| self.first_of_pair(i))?;
        let start = if matches!(self.key(i), NAM) && last.is_none() { i } else { self.start(i) };
        if start >= point.end || !self.is_meant(start, &point, last.is_some()) {
            return None;
        }
        let value = match last {
            Some(last) => point.at.iso().zip(last.iso()).map(|(a, b)| format!("{a}/{b}")),
            None => point.at.iso(),
        };
        Some(Candidate {
            tokens: TokenRange::new(start, point.end),
            kind: EntityKind::Date,
            origin: Origin(match point.kind {
                Kind::Clock => "date.clock",
                Kind::Day => "date.day",
                Kind::Month => "date.month",
                Kind::Quarter => "date.quarter",
                Kind::Year => "date.year",
            }),
            value,
        })
    }

    fn key(&self, i: u32) -> u64 {
        self.cx.key(i)
    }

    /// The key of the token before `i` on its line; 0 at the start of a line.
    fn before(&self, i: u32) -> u64 {
        if self.cx.gap(i) >= Gap::Line { 0 } else { i.checked_sub(1).map_or(0, |b| self.key(b)) }
    }

    fn after(&self, i: u32) -> u64 {
        if self.cx.gap(i) >= Gap::Line { 0 } else { self.key(i) }
    }

    /// Where the entity begins: in `5 năm 2016 - 2020` the word belongs to the number before it.
    fn start(&self, i: u32) -> u32 {
        let counted = self.cx.gap(i) < Gap::Line
            && matches!(self.key(i), NGAY | NAM)
            && i.checked_sub(1).is_some_and(|b| self.cx.token(b).is_some_and(|t| t.kind == TokenKind::Number));
        i + u32::from(counted)
    }

    /// `12` in `12 và 13-10`.
    fn first_of_pair(&self, i: u32) -> Option<(Point, Option<Moment>)> {
        let day = self.calendar.0.digits(i).filter(|d| (1..=31).contains(d))? as u8;
        let joint = matches!(self.cx.text(i + 1), "và" | "," | "-" | "–");
        let second = self.calendar.day_and_month(i + 2).filter(|_| joint && self.calendar.0.goes_on(i + 2))?;
        let real = self.cx.token(i + 2).is_some_and(|t| t.kind == TokenKind::Date);
        if !real || second.at.day? <= day || AMOUNT.contains(&self.before(i)) {
            return None;
        }
        let at = Moment { day: Some(day), month: second.at.month, year: second.at.year, ..Moment::default() };
        if matches!(self.cx.text(i + 1), "-" | "–") {
            return Some((Point { end: second.end, kind: Kind::Day, at }, Some(second.at)));
        }
        Some((Point { end: i + 1, kind: Kind::Day, at }, None))
    }

    /// Whether the words around let the point that begins at `i` be one.
    fn is_meant(&self, i: u32, point: &Point, range: bool) -> bool {
        let before = self.before(i);
        let word = self.key(i);
        let glued_before = i > 0 && self.cx.gap(i) == Gap::None && matches!(self.cx.text(i - 1), "/" | "." | ",");
        let glued_after = self.cx.gap(point.end) == Gap::None && matches!(self.cx.text(point.end), "/" | "%" | "°");
        match point.kind {
            Kind::Clock => self.is_clock_meant(i, point, before) || range,
            Kind::Quarter => !RATE.contains(&before),
            Kind::Day if matches!(word, NGAY | THANG) => {
                let bare = point.at.month.is_none() && !point.at.lunar;
                !(RATE.contains(&before) || bare && COUNTED.contains(&self.after(point.end)))
            }
            Kind::Day => !(NAMED_AFTER.contains(&before) || glued_before || glued_after),
            Kind::Month if word == THANG => {
                let next = self.after(point.end);
                let counted = i > 0
                    && self.cx.token(i - 1).is_some_and(|t| t.kind == TokenKind::Number)
                    && matches!(next, NGAY | TUAN | TUOI);
                let bare = point.at.year.is_none() && !point.at.lunar;
                !(RATE.contains(&before) || counted || bare && COUNTED.contains(&next) && next != NGAY)
            }
            Kind::Month => !(glued_before || glued_after || AMOUNT.contains(&before)),
            Kind::Year if word == NAM => !(RATE.contains(&before) || range_breaks(self.after(point.end)) && !range),
            Kind::Year => !(glued_before || glued_after) && (range || self.is_year_meant(i, point, before)),
        }
    }

    fn is_clock_meant(&self, i: u32, point: &Point, before: u64) -> bool {
        let next = self.after(point.end);
        let with_part = self.cx.tokens.get(i as usize..point.end as usize).is_some_and(|tokens| {
            tokens.last().is_some_and(|t| t.kind == TokenKind::Syllable && t.key != GIO && t.key != PHUT)
        });
        if with_part {
            return true;
        }
        if LENGTH.contains(&before) || self.cx.text(point.end) == "/" || matches!(next, WORK | FLY | CLOCK) {
            return false;
        }
        let hour = point.at.hour.unwrap_or(0);
        if self.cx.token(i).is_some_and(|t| t.kind == TokenKind::Time) {
            // Nothing happens at `24h` unless something says so; `sau 2h` is two hours later.
            return MOMENT.contains(&before)
                || !(hour == 24 || (hour <= 4 && point.at.minute.is_none() && before == AFTER));
        }
        MOMENT.contains(&before) && next != CLOCK
    }

    fn is_year_meant(&self, i: u32, point: &Point, before: u64) -> bool {
        let plausible = point.at.year.is_some_and(|y| (1900..2100).contains(&y));
        if !plausible || AMOUNT.contains(&before) {
            return false;
        }
        // A unit stands right behind it, or a thing that is counted.
        let next = self.cx.token(point.end).filter(|t| t.gap < Gap::Line);
        let counted = next.is_some_and(|t| {
            t.kind == TokenKind::Number
                || (t.gap == Gap::None && !matches!(t.kind, TokenKind::Punctuation))
                || (t.case == Case::Lower && COUNTED.contains(&t.key))
        });
        // `4 2018`, `H 2018`: the rest of a number or a code.
        let rest = i > 0
            && self.cx.token(i - 1).is_some_and(|t| {
                self.cx.gap(i) < Gap::Line && (t.kind == TokenKind::Number || t.kind == TokenKind::DocNumber)
            });
        !counted && !rest
    }
}

const TUAN: u64 = key_of_lower("tuần");
const TUOI: u64 = key_of_lower("tuổi");
const PHUT: u64 = key_of_lower("phút");
const WORK: u64 = key_of_lower("làm");
const FLY: u64 = key_of_lower("bay");
const CLOCK: u64 = key_of_lower("đồng");
const AFTER: u64 = key_of_lower("sau");
const AND: u64 = key_of_lower("và");
const UNTIL: [u64; 2] = keys_of_lower(["đến", "tới"]);

/// `năm 2000 tấn`: a rate.
fn range_breaks(next: u64) -> bool {
    const UNITS: [u64; 8] = keys_of_lower(["tấn", "ha", "đồng", "usd", "m2", "km", "tỷ", "triệu"]);
    UNITS.contains(&next)
}

/// In `ngày 7 và 8-5`, `từ ngày 1 đến 5-8-2013` the first day has the month of the second.
fn borrow_months(cx: &Context<'_>, dates: &mut [Candidate]) {
    for i in (1..dates.len()).rev() {
        let (left, right) = dates.split_at_mut(i);
        let (Some(first), Some(second)) = (left.last_mut(), right.first()) else { continue };
        let joined = second.tokens.start == first.tokens.end + 1
            && (cx.key(first.tokens.end) == AND
                || UNTIL.contains(&cx.key(first.tokens.end))
                || cx.text(first.tokens.end) == ",");
        let day = first.value.as_deref().and_then(|v| v.strip_prefix("---")).map(str::to_owned);
        let month = second.value.as_deref().and_then(|v| v.get(..v.len().checked_sub(2)?));
        let until = UNTIL.contains(&cx.key(first.tokens.end));
        let later = second.value.as_deref().and_then(|v| v.get(v.len().checked_sub(2)?..));
        if let (true, Some(day), Some(month)) = (joined, day.filter(|day| !until || Some(day.as_str()) < later), month)
            && month.ends_with('-')
            && month.len() > 3
        {
            first.value = Some(format!("{month}{day}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::entity::testing::Text;

    fn dates(text: &str) -> Vec<(String, String)> {
        let text = Text::new(text);
        let mut found = Vec::new();
        super::find(&text.context(), &mut found);
        found.into_iter().map(|c| (text.text_of(c.tokens).to_owned(), c.value.unwrap_or_default())).collect()
    }

    fn spans(text: &str) -> Vec<String> {
        dates(text).into_iter().map(|(span, _)| span).collect()
    }

    #[test]
    fn words_of_the_calendar_are_inside_and_others_outside() {
        for (text, expected) in [
            ("Chiều 30/5, đầu tháng 7, huyện Gò Sen họp.", &["Chiều 30/5", "tháng 7"][..]),
            ("Gần trưa 19/6, khoảng 16h39 chiều nay và lúc 3h sáng.", &["trưa 19/6", "16h39", "3h sáng"]),
            ("Lúc 14 giờ ngày 14-11, đến 21h cùng ngày.", &["14 giờ ngày 14-11", "21h"]),
            ("nhiệm kỳ 2025 – 2030, kế hoạch 5 năm 2021-2025", &["2025 – 2030", "2021-2025"]),
            ("Sáng nay, hôm qua và năm nay thì không.", &[]),
            ("từ năm 2010 đến 2015, tầm nhìn 2050.", &["năm 2010", "2015", "2050"]),
            ("Mùng 5 Tết và ngày 10/3 âm lịch", &["Mùng 5 Tết", "ngày 10/3 âm lịch"]),
        ] {
            assert_eq!(spans(text), expected, "{text}");
        }
    }

    #[test]
    fn joined_days_are_two_dates_of_one_month() {
        let pair = |a: &str, b: &str| [(a.to_owned(), "--05-07".to_owned()), (b.to_owned(), "--05-08".to_owned())];
        assert_eq!(dates("Hội thi diễn ra ngày 7 và 8-5."), pair("ngày 7", "8-5"));
        assert_eq!(dates("trong hai đêm 7 và 8/5"), pair("đêm 7", "8/5"));
        assert_eq!(dates("từ ngày 1 đến ngày 5-8-2013")[0].1, "2013-08-01");
        // The month ends before: the first day is of another month, which is not said.
        assert_eq!(dates("từ ngày 28 đến ngày 5-8-2013")[0].1, "---28");
        assert_eq!(spans("đêm 10 rạng sáng 11-9"), ["đêm 10", "rạng sáng 11-9"]);
    }

    #[test]
    fn a_bare_year_needs_its_place() {
        assert_eq!(spans("Lê Văn Mẫu (SN 1963) dự World Cup 2018."), ["1963", "2018"]);
        assert!(spans("Có 2018 người, hơn 1990 hộ, 2000 tấn lúa, số 1975, 2.018 con.").is_empty());
    }

    #[test]
    fn lengths_of_time_streets_and_rates_are_no_dates() {
        for text in [
            "Sau 5 năm, 3 tháng và 2 ngày, trong 24 giờ, mất 2h đi xe.",
            "Nhà ở đường 30/4, gần quảng trường 2/9.",
            "Mỗi ngày 3 bữa, một năm 2000 tấn, ngày 2 lần, trực 24h/24h.",
            "Tỷ số 2-1, đạt 2/3 số phiếu, từ 18 đến 20 tuổi.",
        ] {
            assert!(spans(text).is_empty(), "{text}: {:?}", spans(text));
        }
    }

    #[test]
    fn any_row_of_numbers_takes_linear_time() {
        let text = "7, ".repeat(60_000) + &"2010-".repeat(40_000);
        assert!(spans(&text).len() < 100_000);
    }
}
