//! How Vietnamese writes points in time, and what they mean.
//!
//! ```text
//! 14 giờ    chiều    ngày 14-11          23/08/2013 04:52:43       quý II/2019
//! └─clock┘  └─part┘  └─day────┘          └─day────┘ └─clock┘       └─quarter─┘
//! ```
//! [`Calendar::point`] reads one point from left to right, [`Calendar::range`] two of a kind with a dash between.
//! Whether the text around lets it be a date is not asked here ([`date`](super::date)); what a point means is in
//! [`moment`](super::moment).

use super::moment::Moment;
use crate::normalize::{key_of_lower, keys_of_lower};
use crate::token::{Case, Line, TokenKind};

pub(super) const NGAY: u64 = key_of_lower("ngày");
pub(super) const THANG: u64 = key_of_lower("tháng");
pub(super) const NAM: u64 = key_of_lower("năm");
pub(super) const GIO: u64 = key_of_lower("giờ");
const PHUT: u64 = key_of_lower("phút");
const GIAY: u64 = key_of_lower("giây");
const QUY: u64 = key_of_lower("quý");
const TET: u64 = key_of_lower("tết");
const AM: u64 = key_of_lower("âm");
const DUONG: u64 = key_of_lower("dương");
const LICH: u64 = key_of_lower("lịch");
const AL: u64 = key_of_lower("âl");
const GIENG: u64 = key_of_lower("giêng");
const CHAP: u64 = key_of_lower("chạp");
const FIRST_TEN: [u64; 2] = keys_of_lower(["mùng", "mồng"]);

/// Parts of the day, and words that go with them.
const PARTS: [u64; 8] = keys_of_lower(["sáng", "trưa", "chiều", "tối", "đêm", "khuya", "rạng", "hửng"]);
const PART_TAILS: [u64; 2] = keys_of_lower(["sớm", "muộn"]);

/// Words that turn a part of the day into a relative one (`sáng nay`), which is no date.
const RELATIVE: [u64; 9] = keys_of_lower(["nay", "qua", "mai", "kia", "hôm", "cùng", "đó", "ấy", "này"]);

/// Words that a point in time begins with.
const BEGINS: [u64; 14] = {
    let [a, b, c, d, e, f, g, h] = PARTS;
    [NGAY, THANG, NAM, QUY, FIRST_TEN[0], FIRST_TEN[1], a, b, c, d, e, f, g, h]
};

/// A bit for six bits of each of [`BEGINS`], from bit 0 and from bit 6: nearly all other words are told from them by these.
const BEGINS_BITS: [u64; 2] = [six_bits(0), six_bits(6)];

const fn six_bits(from: u32) -> u64 {
    let (mut bits, mut i) = (0, 0);
    while i < BEGINS.len() {
        bits |= 1 << (BEGINS[i] >> from & 63);
        i += 1;
    }
    bits
}

/// What kind of point it is: only two of a kind make a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Clock,
    Day,
    Month,
    Quarter,
    Year,
}

/// A point found in the text: it ends before token `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub end: u32,
    pub kind: Kind,
    pub at: Moment,
}

/// Reads points in time from tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Calendar<'a>(pub Line<'a>);

impl Calendar<'_> {
    pub(super) fn year(&self, i: u32) -> Option<u16> {
        self.0.digits(i).filter(|y| self.0.text(i).len() == 4 && (1000..2200).contains(y))
    }

    fn day_number(&self, i: u32) -> Option<u8> {
        self.0.digits(i).filter(|d| self.0.text(i).len() <= 2 && (1..=31).contains(d)).map(|d| d as u8)
    }

    fn month_number(&self, i: u32) -> Option<u8> {
        self.0.digits(i).filter(|m| self.0.text(i).len() <= 2 && (1..=12).contains(m)).map(|m| m as u8)
    }

    /// A token of kind date.
    fn date_token(&self, i: u32) -> Option<Point> {
        self.0.token(i).filter(|t| t.kind == TokenKind::Date)?;
        let mut parts = self.0.text(i).split(['/', '-', '.']);
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
        let (a, b) = (digits(first)?, digits(second)?);
        let mut end = i + 1;
        let mut at = Moment::default();
        let kind = match third {
            Some(third) if first.len() == 4 => {
                at = Moment { year: Some(a), month: Some(b as u8), day: Some(digits(third)? as u8), ..at };
                Kind::Day
            }
            Some(third) => {
                let c = digits(third)?;
                // Two digits: this century up to 2049.
                let year = match c {
                    0..=49 if third.len() == 2 => 2000 + c,
                    50..=99 if third.len() == 2 => 1900 + c,
                    _ => c,
                };
                at = Moment { year: Some(year), month: Some(b as u8), day: Some(a as u8), ..at };
                Kind::Day
            }
            None if second.len() == 4 => {
                at = Moment { year: Some(b), month: Some(a as u8), ..at };
                Kind::Month
            }
            None => {
                // `7-8/5`: two days of one month.
                if let (true, Some(month)) = (self.0.is_text(end, "/") && self.0.glued(end), self.month_number(end + 1))
                    && self.0.glued(end + 1)
                    && b <= 31
                {
                    end += 2;
                    at = Moment { month: Some(month), day: Some(b as u8), ..at };
                    return Some(Point { end, kind: Kind::Day, at });
                }
                at = Moment { month: Some(b as u8), day: Some(a as u8), ..at };
                Kind::Day
            }
        };
        Some(Point { end, kind, at })
    }

    /// A date token, or a day and month that the lexer left apart because nothing told it what they are (`8-5`).
    pub(super) fn day_and_month(&self, i: u32) -> Option<Point> {
        if let Some(point) = self.date_token(i) {
            return (point.kind == Kind::Day).then_some(point);
        }
        let day = self.day_number(i)?;
        let separated = self.0.glued(i + 1) && matches!(self.0.text(i + 1), "-" | "/" | ".") && self.0.glued(i + 2);
        let month = self.month_number(i + 2).filter(|_| separated && !self.glued_number(i + 3))?;
        Some(Point {
            end: i + 3,
            kind: Kind::Day,
            at: Moment { month: Some(month), day: Some(day), ..Moment::default() },
        })
    }

    fn glued_number(&self, i: u32) -> bool {
        self.0.glued(i) && self.0.token(i).is_some_and(|t| t.kind != TokenKind::Punctuation)
    }

    /// `16h`, `7h30`, `04:52:43`, `14 giờ`, `14 giờ 30 phút`, `20h43 phút`.
    pub(super) fn clock(&self, i: u32) -> Option<Point> {
        let token = self.0.token(i)?;
        let mut at = Moment::default();
        let mut end = i + 1;
        if token.kind == TokenKind::Time {
            let text = self.0.text(i).trim_end_matches('\'');
            let mut parts = text.split([':', 'h', 'H', 'g', 'G']).map(digits);
            at.hour = parts.next().flatten().map(|h| h as u8);
            at.minute = parts.next().flatten().map(|m| m as u8);
            at.second = parts.next().flatten().map(|s| s as u8);
            if at.minute.is_some() && self.0.next_key(end) == PHUT {
                end += 1;
            }
        } else {
            at.hour = Some(self.0.digits(i).filter(|h| *h <= 24)? as u8);
            if self.0.next_key(end) != GIO {
                return None;
            }
            end += 1;
            if let Some(minute) = self.0.digits(end).filter(|m| *m < 60 && self.0.goes_on(end)) {
                let said = self.0.next_key(end + 1) == PHUT;
                if said || self.0.text(end).len() == 2 {
                    at.minute = Some(minute as u8);
                    end += 1 + u32::from(said);
                }
            }
        }
        if at.minute.is_some()
            && self.0.next_key(end + 1) == GIAY
            && let Some(second) = self.0.digits(end).filter(|s| *s < 60)
        {
            at.second = Some(second as u8);
            end += 2;
        }
        Some(Point { end, kind: Kind::Clock, at })
    }

    /// Where the part of the day that begins at `i` ends (`rạng sáng`, `chiều tối`, `sáng sớm`).
    pub(crate) fn part_of_day(&self, i: u32) -> Option<u32> {
        let mut end = i;
        while end < i + 3 && (end == i || self.0.goes_on(end)) {
            let key = self.0.token(end).map_or(0, |t| t.key);
            if !(PARTS.contains(&key) || end > i && PART_TAILS.contains(&key)) {
                break;
            }
            end += 1;
        }
        (end > i).then_some(end)
    }

    /// A day, with the words `ngày`, `sáng` and so on before it and month and year after it. `said` tells that
    /// something before it makes it one, so a bare number will do if a month follows.
    fn day(&self, i: u32, said: bool) -> Option<Point> {
        let key = self.0.token(i)?.key;
        if let Some(after) = self.part_of_day(i) {
            // A row of parts is no date, and reading it anew from each of them would take for ever.
            let day = self.0.goes_on(after) && self.part_of_day(after).is_none();
            return if day { self.day(after, true) } else { None };
        }
        if key == NGAY && self.0.goes_on(i + 1) {
            return self.day_after_word(i + 1);
        }
        if FIRST_TEN.contains(&key) && self.0.goes_on(i + 1) {
            let day = self.day_number(i + 1).filter(|d| *d <= 10)?;
            return Some(self.month_after(i + 2, day, true));
        }
        if let Some(point) = self.date_token(i) {
            return (point.kind == Kind::Day).then(|| self.calendar_word(point));
        }
        let day = self.day_number(i)?;
        if !said {
            return None;
        }
        if let Some(point) = self.day_and_month(i) {
            return Some(point);
        }
        let point = self.month_after(i + 1, day, false);
        (point.at.month.is_some() || point.at.lunar || self.pairs_with_day(i + 1)).then_some(point)
    }

    /// What follows the word `ngày`.
    fn day_after_word(&self, i: u32) -> Option<Point> {
        if FIRST_TEN.contains(&self.0.token(i)?.key) {
            return self.day(i, true);
        }
        if let Some(point) = self.day_and_month(i) {
            let year = (self.0.next_key(point.end) == NAM).then(|| self.year(point.end + 1)).flatten();
            if let (Some(_), None) = (year, point.at.year) {
                let at = Moment { year, ..point.at };
                return Some(self.calendar_word(Point { end: point.end + 2, at, ..point }));
            }
            return Some(self.calendar_word(point));
        }
        let day = self.day_number(i)?;
        // `16-18/6`, `16 - 18/6`: two days of one month.
        if self.0.is_dash(i + 1)
            && let Some(last) = self.date_token(i + 2).filter(|p| p.at.day.is_some_and(|d| d > day))
        {
            return Some(last);
        }
        Some(self.month_after(i + 1, day, false))
    }

    /// `tháng 6 năm 2023` after a day.
    fn month_after(&self, i: u32, day: u8, lunar: bool) -> Point {
        let mut at = Moment { day: Some(day), lunar, ..Moment::default() };
        let mut end = i;
        if self.0.next_key(i) == TET {
            return Point { end: i + 1, kind: Kind::Day, at: Moment { lunar: true, ..at } };
        }
        // `ngày 26, tháng 10`
        let word = if self.0.is_text(i, ",") && self.0.next_key(i + 1) == THANG { i + 1 } else { i };
        if (self.0.next_key(word) == THANG || (self.0.is_text(word, "/") && !self.0.glued(word)))
            && let Some(month) = self.month(word)
        {
            end = month.end;
            at = Moment { year: month.at.year, month: month.at.month, lunar: lunar || month.at.lunar, ..at };
        }
        self.calendar_word(Point { end, kind: Kind::Day, at })
    }

    /// `tháng 5`, `tháng 6/2018`, `tháng 6 năm 2023`, `tháng Giêng`, `tháng 5-6/2018`.
    fn month(&self, i: u32) -> Option<Point> {
        if self.0.token(i)?.key != THANG || !self.0.goes_on(i + 1) {
            return None;
        }
        if let Some(point) = self.date_token(i + 1) {
            return (point.kind == Kind::Month).then_some(point);
        }
        if matches!(self.0.next_key(i + 1), GIENG | CHAP) {
            let at = Moment { lunar: true, ..Moment::default() };
            return Some(Point { end: i + 2, kind: Kind::Month, at });
        }
        let first = self.month_number(i + 1)?;
        let mut at = Moment { month: Some(first), ..Moment::default() };
        let mut end = i + 2;
        if self.0.is_dash(end) {
            if let Some(last) = self.date_token(end + 1).filter(|p| p.kind == Kind::Month) {
                return Some(last);
            }
            if let Some(year) = self.year(end + 1) {
                return Some(Point { end: end + 2, kind: Kind::Month, at: Moment { year: Some(year), ..at } });
            }
            if let Some(last) = self.month_number(end + 1).filter(|m| *m > first && self.0.glued(end + 1)) {
                at.month = Some(last);
                end += 2;
            }
        }
        let comma = u32::from(self.0.is_text(end, ",") && self.0.next_key(end + 1) == NAM);
        if self.0.next_key(end + comma) == NAM {
            if let Some(year) = self.year(end + comma + 1) {
                at.year = Some(year);
                end += comma + 2;
            }
        } else if self.0.is_text(end, "/")
            && let Some(year) = self.year(end + 1)
        {
            at.year = Some(year);
            end += 2;
        }
        Some(self.calendar_word(Point { end, kind: Kind::Month, at }))
    }

    /// `âm lịch`, `dương lịch` after a date.
    fn calendar_word(&self, point: Point) -> Point {
        let key = self.0.next_key(point.end);
        if key == AL {
            return Point { end: point.end + 1, at: Moment { lunar: true, ..point.at }, ..point };
        }
        if matches!(key, AM | DUONG) && self.0.next_key(point.end + 1) == LICH {
            let lunar = point.at.lunar || key == AM;
            return Point { end: point.end + 2, at: Moment { lunar, ..point.at }, ..point };
        }
        point
    }

    /// `quý II/2019`, `quý 1`, `quý IV năm 2020`.
    fn quarter(&self, i: u32) -> Option<Point> {
        if self.0.token(i)?.key != QUY || !self.0.goes_on(i + 1) {
            return None;
        }
        let mut at = Moment::default();
        if let Some(point) = self.date_token(i + 1).filter(|p| p.kind == Kind::Month) {
            at.quarter = point.at.month.filter(|q| *q <= 4);
            at.year = point.at.year;
            return at.quarter.is_some().then_some(Point { end: i + 2, kind: Kind::Quarter, at });
        }
        let roman = self.0.token(i + 1).is_some_and(|t| matches!(t.case, Case::Upper | Case::Title));
        at.quarter = Some(match self.0.text(i + 1) {
            "I" | "1" if roman || self.0.digits(i + 1).is_some() => 1,
            "II" | "2" => 2,
            "III" | "3" => 3,
            "IV" | "4" => 4,
            _ => return None,
        });
        let mut end = i + 2;
        if (self.0.is_text(end, "/") || self.0.next_key(end) == NAM || self.0.is_dash(end))
            && let Some(year) = self.year(end + 1)
        {
            at.year = Some(year);
            end += 2;
        }
        Some(Point { end, kind: Kind::Quarter, at })
    }

    /// A year, with the word before it.
    fn year_point(&self, i: u32) -> Option<Point> {
        let number = if self.0.token(i)?.key == NAM && self.0.goes_on(i + 1) { i + 1 } else { i };
        let year = self.year(number)?;
        Some(Point { end: number + 1, kind: Kind::Year, at: Moment { year: Some(year), ..Moment::default() } })
    }

    /// Whether a day number that ends before `i` goes with a day and month: `12 và 13-10`, `đêm 10 rạng sáng 11-9`.
    fn pairs_with_day(&self, i: u32) -> bool {
        let joint = matches!(self.0.text(i), "và" | "," | "đến" | "-" | "–" | "rạng" | "hoặc") && self.0.goes_on(i);
        let mut at = i + u32::from(self.0.text(i) != "rạng");
        if let Some(after) = self.part_of_day(at) {
            at = after;
        }
        if self.0.next_key(at) == NGAY {
            at += 1;
        }
        joint && self.0.goes_on(at) && self.day_and_month(at).is_some()
    }

    /// Whether a point in time may begin with a word of this key; it may with any number, date or time.
    pub(super) fn begins_with(key: u64) -> bool {
        let [low, high] = BEGINS_BITS;
        (low >> (key & 63)) & (high >> (key >> 6 & 63)) & 1 != 0 && BEGINS.contains(&key)
    }

    /// The longest point in time that begins at token `i`.
    pub fn point(&self, i: u32) -> Option<Point> {
        if let Some(clock) = self.clock(i) {
            return Some(self.after_clock(clock));
        }
        let mut point = self
            .day(i, false)
            .or_else(|| self.month(i))
            .or_else(|| self.quarter(i))
            .or_else(|| self.year_point(i))
            .or_else(|| self.date_token(i).filter(|p| p.kind == Kind::Month))
            .or_else(|| self.lunar_day(i))?;
        // 23/08/2013 04:52:43, 23/08/2013 - 4:52
        if point.kind == Kind::Day && point.at.hour.is_none() && self.0.goes_on(point.end) {
            let mark = u32::from(matches!(self.0.text(point.end), "," | "-" | "–" | "|"));
            let clock = self.clock(point.end + mark).filter(|_| self.0.goes_on(point.end + mark));
            let time = self.0.token(point.end + mark).is_some_and(|t| t.kind == TokenKind::Time);
            if let Some(clock) = clock.filter(|_| mark == 0 || (time && point.at.year.is_some())) {
                point = Point { end: clock.end, kind: Kind::Day, at: point.at.with_clock(&clock.at) };
            }
        }
        Some(point)
    }

    /// `14 Âm lịch`.
    fn lunar_day(&self, i: u32) -> Option<Point> {
        let day = self.day_number(i)?;
        let at = Moment { day: Some(day), ..Moment::default() };
        let point = self.calendar_word(Point { end: i + 1, kind: Kind::Day, at });
        point.at.lunar.then_some(point)
    }

    /// What goes with a clock on its right: the part of the day and the day.
    fn after_clock(&self, clock: Point) -> Point {
        let mut end = clock.end;
        if !self.0.goes_on(end) {
            return clock;
        }
        if let Some(day) = self.day(end, false) {
            return Point { end: day.end, kind: Kind::Day, at: day.at.with_clock(&clock.at) };
        }
        // 14h, ngày 14/1
        if self.0.is_text(end, ",") && self.0.goes_on(end + 1) {
            let word = self.part_of_day(end + 1).unwrap_or(end + 1);
            if (self.0.next_key(word) == NGAY || word > end + 1)
                && let Some(day) = self.day(end + 1, false).filter(|d| d.at.month.is_some())
            {
                return Point { end: day.end, kind: Kind::Day, at: day.at.with_clock(&clock.at) };
            }
        }
        if let Some(after) = self.part_of_day(end) {
            let relative = RELATIVE.contains(&self.0.next_key(after));
            end = if relative { end } else { after };
        }
        Point { end, ..clock }
    }

    /// Two points of a kind with a dash between (`2010 - 2015`), or one. The second moment is set for a range.
    pub fn range(&self, i: u32) -> Option<(Point, Option<Moment>)> {
        let first = self.point(i)?;
        if !self.0.is_dash(first.end) || !self.0.goes_on(first.end + 1) {
            return Some((first, None));
        }
        let start = first.end + 1;
        // 2018-19
        if let (Some(year), Some(short)) = (first.at.year, self.0.digits(start))
            && first.kind == Kind::Year
            && self.0.text(start).len() == 2
            && (year + 1) % 100 == short
            && self.0.glued(start)
        {
            let last = Moment { year: Some(year + 1), ..Moment::default() };
            return Some((Point { end: start + 1, ..first }, Some(last)));
        }
        let second = self.point(start).filter(|second| {
            let later = match (first.kind, first.at.year, second.at.year) {
                (Kind::Year, Some(a), Some(b)) => a <= b && b - a <= 300,
                _ => true,
            };
            second.kind == first.kind && later
        });
        Some(match second {
            Some(second) => (Point { end: second.end, ..first }, Some(second.at)),
            None => (first, None),
        })
    }
}

/// The value of at most four digits; `None` for anything else.
fn digits(text: &str) -> Option<u16> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Option<String>) {
        let mut tokens = Vec::new();
        crate::token::tokenize(text, &mut tokens);
        let calendar = Calendar(Line { norm: text, tokens: &tokens });
        let Some((point, last)) = calendar.range(0) else { return (String::new(), None) };
        let end = tokens[point.end as usize - 1].span.end() as usize;
        let value = match last {
            Some(last) => point.at.iso().zip(last.iso()).map(|(a, b)| format!("{a}/{b}")),
            None => point.at.iso(),
        };
        (text[..end].to_owned(), value)
    }

    #[test]
    fn points_and_their_values() {
        for (text, value) in [
            ("ngày 23/08/2013", "2013-08-23"),
            ("23/08/2013 04:52:43", "2013-08-23T04:52:43"),
            ("23/08/2013, 04:52", "2013-08-23T04:52"),
            ("2013-08-23", "2013-08-23"),
            ("tháng 5", "--05"),
            ("tháng 6 năm 2023", "2023-06"),
            ("tháng 7/2017", "2017-07"),
            ("tháng 4-2018", "2018-04"),
            ("năm 2020", "2020"),
            ("sáng 18-10", "--10-18"),
            ("Sáng ngày 11/8", "--08-11"),
            ("Tối ngày 28.12", "--12-28"),
            ("quý II/2019", "2019-Q2"),
            ("quý 1/2019", "2019-Q1"),
            ("quý IV năm 2020", "2020-Q4"),
            ("quý I", "Q1"),
            ("2010 - 2015", "2010/2015"),
            ("2021-2022", "2021/2022"),
            ("2018-19", "2018/2019"),
            ("7/2006-7/2007", "2006-07/2007-07"),
            ("27/7/1947 - 27/7/2026", "1947-07-27/2026-07-27"),
            ("16h", "T16"),
            ("14 giờ ngày 14-11", "--11-14T14"),
            ("9h00 ngày 22/11/2013", "2013-11-22T09:00"),
            ("2h29 phút ngày 17/7/2018", "2018-07-17T02:29"),
            ("14 giờ 30 phút chiều 5/3", "--03-05T14:30"),
            ("14h, ngày 14/1", "--01-14T14"),
            ("ngày 5 tháng 6 năm 2020", "2020-06-05"),
            ("sáng 9 tháng 10", "--10-09"),
            ("rạng sáng ngày 16/12/2017", "2017-12-16"),
            ("chiều tối 18/12", "--12-18"),
            ("1h30 rạng sáng 25-1", "--01-25T01:30"),
            ("7h-9h", "T07/T09"),
            ("ngày 7", "---07"),
        ] {
            assert_eq!(read(text), (text.to_owned(), Some(value.to_owned())), "{text}");
        }
        for lunar in ["mùng 5 Tết", "14 Âm lịch", "ngày 10/3 âm lịch", "mùng 8 tháng Giêng"] {
            assert_eq!(read(lunar), (lunar.to_owned(), None));
        }
    }

    #[test]
    fn relative_words_stay_outside() {
        assert_eq!(read("16h39 chiều nay").0, "16h39");
        assert_eq!(read("11h cùng ngày").0, "11h");
        assert_eq!(read("3h sáng, một thanh niên").0, "3h sáng");
        for no in ["sáng nay", "năm nay", "hôm qua", "tháng sau", "quý độc giả"] {
            assert_eq!(read(no).0, "", "{no}");
        }
    }
}
