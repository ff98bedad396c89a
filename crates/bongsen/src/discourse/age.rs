//! How old the people of a text are, and when they were born.
//!
//! ```text
//! ông Lê Văn Mẫu (SN 1963, ngụ xã Gò Sen)      bà Trần Thị A, 45 tuổi,      anh B và chị C (cùng 30 tuổi)
//!     └─person─┘  └ born ┘                         └─person─┘  └age──┘
//! ```
//! An age belongs to the nearest person before it in the sentence if nothing but marks, posts, bodies, places and a few
//! words stands between, else to a name right behind it (`cụ bà 80 tuổi Trần Thị A`). Ages of nobody who is named, and
//! ages at another time (`khi 18 tuổi`), are not given.

use crate::date::PartialDate;
use crate::document::{Document, EntityData, EntityId, TokenRange};
use crate::entity::EntityKind;
use crate::normalize::{key_of_lower, keys_of_lower};
use crate::numeral;
use crate::span::{Orig, Span};
use crate::token::{Line, TokenKind};

const AGE: u64 = key_of_lower("tuổi");
const BORN: u64 = key_of_lower("sinh");
const BORN_SHORT: u64 = key_of_lower("sn");
const DAY: u64 = key_of_lower("ngày");

/// Before an age that is one at another time, or of a kind of people: `khi 18 tuổi`, `từ 18 tuổi`, `trên 60 tuổi`.
const OTHER_TIME: [u64; 12] =
    keys_of_lower(["khi", "lúc", "từ", "dưới", "trên", "hồi", "năm", "đến", "đủ", "quá", "tới", "độ"]);
/// Behind `45 tuổi`: years of something else, or a kind of people (`30 tuổi Đảng`, `60 tuổi trở lên`).
const OF_OTHER: [u64; 7] = keys_of_lower(["đảng", "nghề", "quân", "đoàn", "trở", "hưu", "trăng"]);
/// What may stand between a person and the age, besides marks and other entities.
const BETWEEN: [u64; 28] = keys_of_lower([
    "năm",
    "nay",
    "đã",
    "mới",
    "tròn",
    "hiện",
    "cùng",
    "đều",
    "nam",
    "nữ",
    "tức",
    "là",
    "vừa",
    "khoảng",
    "hơn",
    "gần",
    "ở",
    "ngụ",
    "quê",
    "trú",
    "tại",
    "tên",
    "gọi",
    "thường",
    "đang",
    "cư",
    "người",
    "bí",
]);
/// `cùng 30 tuổi`: of all in the row.
const BOTH: [u64; 2] = keys_of_lower(["cùng", "đều"]);
const AND: u64 = key_of_lower("và");

/// How far an age may stand from its person, in tokens, and how many entities are looked at.
const REACH: u32 = 24;
const LOOKED_AT: usize = 16;

/// The age or the birth of a person, as the text tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    person: EntityId,
    span: Span<Orig>,
    years: Option<u16>,
    born: Option<PartialDate>,
}

impl Age {
    /// The mention of the person.
    pub const fn person(&self) -> EntityId {
        self.person
    }

    /// Where it stands in the original, in bytes: `45 tuổi`, `SN 1963`.
    pub const fn span(&self) -> Span<Orig> {
        self.span
    }

    /// The age in years.
    pub const fn years(&self) -> Option<u16> {
        self.years
    }

    /// The year of birth, with month and day where they are told.
    pub const fn born(&self) -> Option<PartialDate> {
        self.born
    }
}

impl Document {
    /// The ages and births of persons that the text tells, in order. Read when asked for, in linear time.
    ///
    /// ```
    /// let doc = bongsen::Analyzer::new()?.analyze("Ông Lê Văn Mẫu (SN 1963) và bà Trần Thị Sen, 45 tuổi, dự họp.")?;
    /// let ages = doc.ages();
    /// let name = |i: usize| doc.entity(ages[i].person()).map(|e| e.text());
    /// assert_eq!((name(0), ages[0].born().and_then(|b| b.year())), (Some("Lê Văn Mẫu"), Some(1963)));
    /// assert_eq!((name(1), ages[1].years()), (Some("Trần Thị Sen"), Some(45)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ages(&self) -> Vec<Age> {
        let data = self.data();
        let reader = Reader { line: Line { norm: data.norm(), tokens: &data.tokens }, entities: &data.entities };
        let mut out = Vec::new();
        let mut sentences = data.sentences.iter().peekable();
        for i in 0..data.tokens.len() as u32 {
            while sentences.next_if(|sentence| sentence.end <= i).is_some() {}
            let Some(told) = reader.at(i) else { continue };
            let first = sentences.peek().map_or(0, |sentence| sentence.start);
            let span = self.to_orig(data.span_of(told.tokens));
            for person in reader.persons(&told, first) {
                out.push(Age { person: EntityId(person as u32), span, years: told.years, born: told.born });
            }
        }
        out
    }
}

/// An age or birth in the text.
struct Told {
    tokens: TokenRange,
    years: Option<u16>,
    born: Option<PartialDate>,
}

struct Reader<'a> {
    line: Line<'a>,
    entities: &'a [EntityData],
}

impl Reader<'_> {
    /// The age or birth that begins at token `i`.
    fn at(&self, i: u32) -> Option<Told> {
        let token = self.line.token(i)?;
        if token.key == BORN || token.key == BORN_SHORT {
            return self.birth(i);
        }
        let number = (token.kind == TokenKind::Number).then(|| Some((u32::from(self.line.digits(i)?), i + 1)));
        let (years, end) = number.unwrap_or_else(|| numeral::read(&self.line, i))?;
        let other = self.line.next_key(end) != AGE
            || OF_OTHER.contains(&self.line.next_key(end + 1))
            || OTHER_TIME.contains(&self.line.key_before(i));
        let years = u16::try_from(years).ok().filter(|years| !other && (1..=130).contains(years));
        Some(Told { tokens: TokenRange::new(i, end + 1), years: Some(years?), born: None })
    }

    /// `SN 1963`, `sinh năm 1963`, `sinh ngày 5/8/1963`, `sinh: 1963`.
    fn birth(&self, i: u32) -> Option<Told> {
        let mut at = i + 1;
        at += u32::from(self.line.is_text(at, ":"));
        // The word `ngày` is of the date, where it is none of its own.
        let date = (at..at + 3).find_map(|at| self.date_at(at).filter(|_| self.line.goes_on(at)));
        let date =
            date.filter(|date| date.tokens.start == at || self.line.key(at) == DAY || at + 1 == date.tokens.start)?;
        let born: PartialDate = date.value.as_deref()?.parse().ok()?;
        born.year().filter(|year| (1800..2100).contains(year))?;
        Some(Told { tokens: TokenRange::new(i, date.tokens.end), years: None, born: Some(born) })
    }

    fn date_at(&self, i: u32) -> Option<&EntityData> {
        let from = self.entities.partition_point(|e| e.tokens.start < i);
        let mut here = self.entities.get(from..)?.iter().take_while(|e| e.tokens.start == i);
        here.find(|e| e.kind == EntityKind::Date)
    }

    /// Whose it is: entity indices, in order.
    fn persons(&self, told: &Told, sentence: u32) -> Vec<usize> {
        let Some(last) = self.before(told.tokens.start, sentence) else {
            return self.behind(told.tokens.end).into_iter().collect();
        };
        let mut row = vec![last];
        if BOTH.contains(&self.line.key_before(told.tokens.start)) {
            let mut first = last;
            while row.len() < LOOKED_AT
                && let Some(earlier) = self.joined_before(first)
            {
                row.push(earlier);
                first = earlier;
            }
            row.reverse();
        }
        row
    }

    /// The person before token `end` with nothing between that breaks the tie.
    fn before(&self, end: u32, sentence: u32) -> Option<usize> {
        let lowest = sentence.max(end.saturating_sub(REACH));
        let until = self.entities.partition_point(|e| e.tokens.start < end);
        let near = || self.entities.get(..until).unwrap_or_default().iter().enumerate().rev().take(LOOKED_AT);
        let (at, person) = near().find(|(_, e)| e.kind == EntityKind::Person && e.tokens.end <= end)?;
        if person.tokens.start < lowest {
            return None;
        }
        let inside = |i: u32| near().any(|(_, e)| e.tokens.start <= i && i < e.tokens.end);
        let lets = |i: u32| {
            let mark = self.line.token(i).is_some_and(|t| t.kind == TokenKind::Punctuation);
            let said = BETWEEN.contains(&self.line.key(i)) && self.line.is_common(i);
            (mark && !matches!(self.line.text(i), ";" | "." | "\"" | "”")) || said || inside(i)
        };
        (person.tokens.end..end).all(lets).then_some(at)
    }

    /// The person right behind token `i`.
    fn behind(&self, i: u32) -> Option<usize> {
        let at = self.entities.partition_point(|e| e.tokens.start < i);
        let here = self.entities.get(at..)?.iter().enumerate().take_while(|(_, e)| e.tokens.start == i);
        let found = here.filter(|_| self.line.goes_on(i)).find(|(_, e)| e.kind == EntityKind::Person);
        found.map(|(offset, _)| at + offset)
    }

    /// The person that is joined to another by `và` or a comma, with a word of address between at most.
    fn joined_before(&self, index: usize) -> Option<usize> {
        let start = self.entities.get(index)?.tokens.start;
        let (at, person) = self.entities.get(..index)?.iter().enumerate().next_back()?;
        let between = person.tokens.end..start;
        let joint = self.line.key(person.tokens.end) == AND || self.line.is_text(person.tokens.end, ",");
        (person.kind == EntityKind::Person && joint && between.len() <= 3).then_some(at)
    }
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use crate::Analyzer;

    fn read(text: &str) -> Vec<String> {
        let document = Analyzer::new().unwrap().analyze(text).unwrap();
        let ages = document.ages();
        let name = |id| document.entity(id).map_or("", |e| e.text());
        ages.iter()
            .map(|age| {
                let years = age.years().map_or_else(String::new, |years| years.to_string());
                let born = age.born().map_or_else(String::new, |born| format!("*{born}"));
                format!("{}: {years}{born} [{}]", name(age.person()), document.slice(age.span()))
            })
            .collect()
    }

    #[test]
    fn ages_and_births_belong_to_persons() {
        for (text, expected) in [
            ("Ông Lê Văn Mẫu (SN 1963, ngụ xã Gò Sen) dự họp.", &["Lê Văn Mẫu: *1963 [SN 1963]"][..]),
            ("Bà Trần Thị Sen, 45 tuổi, bán cá.", &["Trần Thị Sen: 45 [45 tuổi]"]),
            ("Ông Lê Văn Mẫu sinh ngày 5/8/1963 tại Đồng Tháp.", &["Lê Văn Mẫu: *1963-08-05 [sinh ngày 5/8/1963]"]),
            ("Ông Lê Văn Mẫu, sinh năm 1963, là Bí thư.", &["Lê Văn Mẫu: *1963 [sinh năm 1963]"]),
            ("Ông Lê Văn Mẫu, Bí thư Huyện ủy Tháp Mười, năm nay 57 tuổi.", &["Lê Văn Mẫu: 57 [57 tuổi]"]),
            (
                "Anh Lê Văn Mẫu và chị Trần Thị Sen (cùng 30 tuổi) bị thương.",
                &["Lê Văn Mẫu: 30 [30 tuổi]", "Trần Thị Sen: 30 [30 tuổi]"],
            ),
            (
                "Lê Văn Mẫu (31 tuổi), Trần Văn Đồng (SN 1990) và Phạm Thị Sen (hai mươi tuổi) ra tòa.",
                &["Lê Văn Mẫu: 31 [31 tuổi]", "Trần Văn Đồng: *1990 [SN 1990]", "Phạm Thị Sen: 20 [hai mươi tuổi]"],
            ),
            ("Cụ bà 80 tuổi Trần Thị Sen vẫn khỏe.", &["Trần Thị Sen: 80 [80 tuổi]"]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn other_ages_are_of_nobody() {
        for text in [
            "Ông Lê Văn Mẫu nhận Huy hiệu 30 tuổi Đảng.",
            "Ông Lê Văn Mẫu vào Đảng khi 18 tuổi.",
            "Theo ông Lê Văn Mẫu, người từ 60 tuổi trở lên được hỗ trợ.",
            "Ông Lê Văn Mẫu thăm một cụ già 90 tuổi.",
            "Ông Lê Văn Mẫu về sinh sống ở quê năm 1990.",
        ] {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn endless_rows_take_linear_time() {
        assert!(read(&"45 tuổi, SN 1963, ".repeat(20_000)).is_empty());
        assert!(read(&"ông Lê Văn Mẫu, cùng 45 tuổi, ".repeat(3_000)).len() >= 3_000);
    }
}
