//! Tokens that begin with a digit: numbers, dates, times, document numbers, telephone numbers.
//!
//! ```text
//! 30/2020/NĐ-CP  04-NQ/TW      document number  digits [letter] [/year] (/ or -) groups of capitals
//! 23/08/2013  18-10  8/2021    date             plausible day and month; two parts need a context that says so
//! 04:52:43  7h30  9g30         time
//! 0912.345.678  1900 1560      telephone
//! 1.200,5  10%  2/3  30km      number
//! ```
//! `2010-2015` is two numbers and a dash.

use super::lexer::Lexer;
use super::{Gap, TokenData, TokenKind};
use crate::normalize::key_of_lower;

/// Words before a day and month.
const DATE_WORDS: [u64; 22] = [
    key_of_lower("ngày"),
    key_of_lower("sáng"),
    key_of_lower("trưa"),
    key_of_lower("chiều"),
    key_of_lower("tối"),
    key_of_lower("đêm"),
    key_of_lower("khuya"),
    key_of_lower("mùng"),
    key_of_lower("mồng"),
    key_of_lower("hôm"),
    key_of_lower("nay"),
    key_of_lower("qua"),
    key_of_lower("khánh"),
    key_of_lower("lễ"),
    key_of_lower("dịp"),
    key_of_lower("trước"),
    key_of_lower("sau"),
    key_of_lower("rạng"),
    key_of_lower("nhật"),
    key_of_lower("viện"),
    key_of_lower("đường"),
    key_of_lower("sinh"),
];

/// Words before a share of something.
const SHARE_WORDS: [u64; 14] = [
    key_of_lower("hơn"),
    key_of_lower("gần"),
    key_of_lower("khoảng"),
    key_of_lower("chiếm"),
    key_of_lower("số"),
    key_of_lower("có"),
    key_of_lower("được"),
    key_of_lower("đạt"),
    key_of_lower("với"),
    key_of_lower("tới"),
    key_of_lower("quá"),
    key_of_lower("trên"),
    key_of_lower("bằng"),
    key_of_lower("thắng"),
];

/// Things that are counted out of a whole (`11/11 xã`).
const COUNTED: [u64; 22] = [
    key_of_lower("xã"),
    key_of_lower("phường"),
    key_of_lower("huyện"),
    key_of_lower("quận"),
    key_of_lower("tỉnh"),
    key_of_lower("ấp"),
    key_of_lower("khóm"),
    key_of_lower("thôn"),
    key_of_lower("tiêu"),
    key_of_lower("chỉ"),
    key_of_lower("đại"),
    key_of_lower("đảng"),
    key_of_lower("chi"),
    key_of_lower("hộ"),
    key_of_lower("đồng"),
    key_of_lower("số"),
    key_of_lower("tổng"),
    key_of_lower("đơn"),
    key_of_lower("cơ"),
    key_of_lower("phiếu"),
    key_of_lower("người"),
    key_of_lower("thành"),
];

/// Units that stand right behind a number.
const UNITS: &[&str] = &[
    "km", "m", "cm", "mm", "dm", "m2", "m3", "m²", "m³", "km2", "km²", "kg", "g", "mg", "ha", "l", "ml", "kw", "kwh",
    "mw", "gb", "mb", "tb", "kv", "tr", "k", "đ", "vnd", "vnđ", "usd", "s", "w", "v", "hz", "mhz", "ghz",
];

impl Lexer<'_, '_> {
    /// Where the token that begins with the digit at `start` ends, and what it is.
    pub fn number(&mut self, start: usize) -> (usize, TokenKind) {
        let end = self.digits(start);
        if end == start + 1
            && self.at(end) >= 0x80
            && let Some(end) = self.keycap(end)
        {
            return (end, TokenKind::Emoji);
        }
        if self.letter_at(end) {
            let word = self.word(end);
            if word.ascii
                && self.at(word.end) == b'.'
                && let Some(found) = self.web(start, &word)
            {
                return found;
            }
        }
        if end - start <= 6
            && let Some(end) = self.doc_number(start, end)
        {
            return (end, TokenKind::DocNumber);
        }
        if end - start <= 4 {
            if let Some(end) = self.date(start, end) {
                return (end, TokenKind::Date);
            }
            if let Some(end) = self.time(start, end) {
                return (end, TokenKind::Time);
            }
        }
        if let Some(end) = self.phone(start, end) {
            return (end, TokenKind::Phone);
        }
        self.plain_number(start, end)
    }

    fn value(&self, start: usize, end: usize) -> u32 {
        self.slice(start, end).parse().unwrap_or(u32::MAX)
    }

    // ---- document numbers

    fn doc_number(&self, start: usize, digits: usize) -> Option<usize> {
        let mut at = digits;
        // 30a/2008/NQ-CP
        if matches!(self.at(at), b'a'..=b'e' | b'A'..=b'E') && self.at(at + 1) == b'/' {
            at += 1;
        }
        let mut year = false;
        if self.at(at) == b'/' && self.at(at + 1).is_ascii_digit() {
            let end = self.digits(at + 1);
            let value = self.value(at + 1, end);
            if !matches!(self.at(end), b'/' | b'-') || !(end - at == 3 || (1945..2100).contains(&value)) {
                return None;
            }
            year = end - at == 5;
            at = end;
        }
        let separator = self.at(at);
        if !matches!(separator, b'/' | b'-') {
            return None;
        }
        let (mut end, mut groups, mut slash, mut capitals) = (at, 0, separator == b'/', 0);
        while groups < 7 && matches!(self.at(end), b'/' | b'-' | b'.') {
            let next = end + 1;
            let Some((group_end, upper)) = self.code_group(next, year) else { break };
            if self.at(end) == b'.' && (groups == 0 || upper < 2) {
                break;
            }
            slash |= self.at(end) == b'/';
            capitals += upper;
            end = group_end;
            groups += 1;
        }
        // `05-NQ` and `12-UBND` alone are a number and an acronym.
        let enough = slash && groups > 0 && (capitals >= 2 || (year && groups > 1));
        (enough && start < end).then_some(end)
    }

    /// A part of a document's code: `NĐ`, `TTg`, `CTr`, `QH14`, `UBTVQH15`. Returns its end and its capitals.
    fn code_group(&self, start: usize, any_case: bool) -> Option<(usize, u32)> {
        if !self.letter_at(start) {
            return None;
        }
        let word = self.word(start);
        let short = word.end - start <= 24;
        let code = word.upper >= 1 && word.lower <= 2 && (word.upper > word.lower || word.lower < 2 || word.upper > 1);
        let toned = self.slice(start, word.end.min(start + 32)).chars().any(super::class::has_tone);
        (short && !toned && (code || any_case)).then_some((word.end, word.upper))
    }

    // ---- dates

    fn date(&self, start: usize, end: usize) -> Option<usize> {
        let separator = self.at(end);
        if !matches!(separator, b'/' | b'-' | b'.') || !self.at(end + 1).is_ascii_digit() {
            return None;
        }
        let second_start = end + 1;
        let second_end = self.digits(second_start);
        let first = self.value(start, end);
        let second = self.value(second_start, second_end);
        let third_start = second_end + 1;
        let three = self.at(second_end) == separator && self.at(third_start).is_ascii_digit();
        if three {
            let third_end = self.digits(third_start);
            let third = self.value(third_start, third_end);
            let lengths = (end - start, second_end - second_start, third_end - third_start);
            let plausible = match lengths {
                (1..=2, 1..=2, 4) => is_day(first, second) && is_year(third),
                (1..=2, 1..=2, 2) => is_day(first, second) && separator != b'.',
                (4, 1..=2, 1..=2) => is_day(third, second) && is_year(first),
                _ => false,
            };
            return (plausible && self.number_ends(third_end, separator)).then_some(third_end);
        }
        let clean = self.number_ends(second_end, separator) && !matches!(self.at(second_end), b'%');
        if !clean || end - start > 2 {
            return None;
        }
        let is_month_of_year = second_end - second_start == 4 && (1..=12).contains(&first) && is_year(second);
        let before = self.previous();
        if is_month_of_year {
            let said = before.is_some_and(|t| MONTH_WORDS.contains(&t.key));
            return (separator != b'.' || said).then_some(second_end);
        }
        if second_end - second_start > 2 || !is_day(first, second) {
            return None;
        }
        let said = before.is_some_and(|t| DATE_WORDS.contains(&t.key)) || self.follows_weekday();
        let day = match separator {
            _ if said => true,
            b'.' => false,
            b'-' => {
                // `18-10` cannot be a range; `(5-10)` in brackets of its own after `hôm nay` and the like is a date.
                let slash = self.at(second_end) == b'/';
                let own_brackets = before.is_some_and(|t| self.slice_of(t) == "(") && self.at(second_end) == b')';
                !slash && ((first > second && first > 12) || own_brackets)
            }
            _ => self.is_day_not_share(first, second, second_end, before),
        };
        day.then_some(second_end)
    }

    /// Whether `first/second`, which could be a day, is one and no share: `30/4` is, `2/3` of something is not.
    fn is_day_not_share(&self, first: u32, second: u32, end: usize, before: Option<&TokenData>) -> bool {
        if before.is_some_and(|t| SHARE_WORDS.contains(&t.key)) && first <= second {
            return false;
        }
        if first <= second && self.at(end) == b' ' && self.letter_at(end + 1) {
            let next = self.word(end + 1);
            if COUNTED.contains(&next.key) {
                return false;
            }
        }
        // Shares that people name, in nobody's dates unless a date word says so.
        let common_share = matches!((first, second), (1..=3, 3 | 4) | (2..=4, 5) | (1, 2 | 8 | 10)) && first < second;
        // 30/4 và 1/5
        if self.back(2).is_some_and(|t| t.kind == TokenKind::Date) {
            return true;
        }
        !common_share || before.is_some_and(|t| self.slice_of(t) == "(") && self.at(end) == b')'
    }

    /// `thứ hai 28.12`, `thứ 7, 28.12`, `chủ nhật (2/3)`.
    fn follows_weekday(&self) -> bool {
        const THU: u64 = key_of_lower("thứ");
        let mut back = 1;
        if self.back(1).is_some_and(|t| matches!(self.slice_of(t), "," | "(")) {
            back = 2;
        }
        let day = self.back(back + 1).is_some_and(|t| t.key == THU);
        day && self.gap() < Gap::Line
    }

    fn slice_of(&self, token: &TokenData) -> &str {
        self.text.get(token.span.range()).unwrap_or_default()
    }

    /// Whether a number of several parts ends here: no further part, no letter.
    fn number_ends(&self, end: usize, separator: u8) -> bool {
        let next = self.at(end);
        let further = self.at(end + 1).is_ascii_digit() && (next == separator || matches!(next, b'.' | b','));
        // A dash after slashes begins a range of dates: `7/2006-7/2007`.
        !(next.is_ascii_digit() || further || self.letter_at(end))
    }

    // ---- times

    fn time(&self, start: usize, end: usize) -> Option<usize> {
        let hour = self.value(start, end);
        if end - start > 2 || hour > 24 {
            return None;
        }
        let two = |at: usize| self.digits(at) == at + 2 && self.value(at, at + 2) < 60;
        match self.at(end) {
            b':' if two(end + 1) => {
                let minutes = end + 3;
                let stop = if self.at(minutes) == b':' && two(minutes + 1) { minutes + 3 } else { minutes };
                let further = self.at(stop) == b':' && self.at(stop + 1).is_ascii_digit();
                (!further && !self.letter_at(stop)).then_some(stop)
            }
            b'h' | b'H' | b'g' | b'G' => {
                let mut stop = end + 1;
                let minutes = two(stop);
                if minutes {
                    stop += 2;
                    // 7h30'
                    if self.at(stop) == b'\'' {
                        stop += 1;
                    }
                } else if matches!(self.at(end), b'g' | b'G') && !self.hour_in_grams() {
                    return None;
                }
                (!self.letter_at(stop) && !self.at(stop).is_ascii_digit()).then_some(stop)
            }
            _ => None,
        }
    }

    /// `9g` is a weight unless a word before it says that it is an hour.
    fn hour_in_grams(&self) -> bool {
        const WORDS: [u64; 4] = [key_of_lower("lúc"), key_of_lower("hồi"), key_of_lower("đến"), key_of_lower("từ")];
        self.previous().is_some_and(|t| WORDS.contains(&t.key))
    }

    // ---- telephone numbers

    fn phone(&self, start: usize, end: usize) -> Option<usize> {
        match (self.at(start), end - start) {
            (b'0', 10 | 11) if !self.letter_at(end) => Some(end),
            (b'0', 3..=5) => self.phone_groups(end, end - start, 10..=11),
            // 1900 1560, 1800.1091
            (b'1', 4) if matches!(self.slice(start, end), "1900" | "1800") => {
                let stop = self.digits(end + 1);
                let rest = self.value(end + 1, stop);
                let plausible = matches!(stop - end, 5 | 7) && !is_year(rest) && !self.letter_at(stop);
                (plausible && matches!(self.at(end), b' ' | b'.')).then_some(stop)
            }
            _ => None,
        }
    }

    /// Groups of 2 to 7 digits joined by one kind of separator, until the number of digits is right.
    fn phone_groups(&self, mut at: usize, mut count: usize, total: std::ops::RangeInclusive<usize>) -> Option<usize> {
        let separator = self.at(at);
        if !matches!(separator, b'.' | b'-' | b' ') {
            return None;
        }
        while self.at(at) == separator {
            let end = self.digits(at + 1);
            let group = end - at - 1;
            if !(2..=7).contains(&group) || count + group > *total.end() {
                break;
            }
            count += group;
            at = end;
        }
        (total.contains(&count) && !self.letter_at(at)).then_some(at)
    }

    /// `+84 912 345 678`.
    pub fn plus_phone(&self, plus: usize) -> Option<usize> {
        let end = self.digits(plus + 1);
        match end - plus - 1 {
            9..=13 => Some(end),
            1..=5 => self.phone_groups(end, end - plus - 1, 9..=13),
            _ => None,
        }
    }

    /// `(0277) 3851 234`.
    pub fn area_phone(&self, bracket: usize) -> Option<usize> {
        let area = self.digits(bracket + 1);
        let count = area - bracket - 1;
        if !(2..=5).contains(&count) || self.at(bracket + 1) != b'0' || self.at(area) != b')' {
            return None;
        }
        let first = if self.at(area + 1) == b' ' { area + 2 } else { area + 1 };
        let end = self.digits(first);
        match count + end - first {
            9..=11 => Some(end),
            4..=8 if end > first => self.phone_groups(end, count + end - first, 9..=11),
            _ => None,
        }
    }

    // ---- numbers

    fn plain_number(&mut self, start: usize, digits: usize) -> (usize, TokenKind) {
        let mut end = digits;
        // A fraction or a count out of a whole: 2/3, 90/100.
        if digits - start <= 5 && self.at(end) == b'/' {
            let second = self.digits(end + 1);
            let further = matches!(self.at(second), b'/' | b'-') && self.at(second + 1).is_ascii_digit();
            if (1..=5).contains(&(second - end - 1)) && !further && !self.letter_at(second) {
                return (second, TokenKind::Number);
            }
        }
        while matches!(self.at(end), b'.' | b',') && self.at(end + 1).is_ascii_digit() {
            end = self.digits(end + 1);
        }
        if self.at(end) == b'%' {
            return (end + 1, TokenKind::Number);
        }
        let word = self.word(end);
        if word.end == end {
            return (end, TokenKind::Number);
        }
        if word.ascii
            && matches!(self.at(word.end), b'.' | b'@' | b'_' | b'-')
            && end == digits
            && let Some(found) = self.web(start, &word)
        {
            return found;
        }
        let glued = self.slice(end, word.end);
        // One capital is no unit but part of a name (`5G`, `3D`).
        let capital = word.letters == 1 && word.upper == 1 && !word.digits;
        if glued.len() <= 4 && !capital && UNITS.contains(&glued.to_lowercase().as_str()) {
            return (word.end, TokenKind::Number);
        }
        // `10người`, `2tỷ`: a missing space; a code has no such letters.
        if end > digits || (!word.ascii && !word.digits && word.letters >= 2) {
            return (end, TokenKind::Number);
        }
        (word.end, TokenKind::Alphanumeric)
    }
}

/// Words before a month and year with a dot.
const MONTH_WORDS: [u64; 2] = [key_of_lower("tháng"), key_of_lower("kỳ")];

const fn is_day(day: u32, month: u32) -> bool {
    let last = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    1 <= day && day <= last
}

const fn is_year(year: u32) -> bool {
    1800 <= year && year < 2200
}
