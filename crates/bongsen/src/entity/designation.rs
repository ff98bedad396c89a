//! What a `LEGAL_DOC` is called: type, number, year and code, taken apart.
//!
//! ```text
//! Điều 12   Nghị định   số   100  / 2019 / NĐ-CP        Luật   Đất đai   năm 2013
//!           └──kind──┘     number  year    code         kind             year
//! ```
//! The types are those of the Law on Promulgation of Legal Documents (Luật Ban hành văn bản quy phạm pháp luật) and of
//! Decree 30/2020/NĐ-CP, Article 7 (types of administrative documents), and that decree says how a number and a code are
//! written. What is not written is `None`: the year of a number without one is not taken from a date beside it.

use crate::document::{Document, TokenRange};
use crate::normalize::key;
use crate::token::{Gap, TokenKind};

/// What a legal document is called, as far as the mention says it.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct LegalDocument {
    /// Its type in its normal form: `Nghị định`.
    pub kind: Option<&'static str>,
    /// Its number, as written: `100`, `04`, `12a`.
    pub number: Option<String>,
    /// The year in its number, or in the name of a law.
    pub year: Option<u16>,
    /// The code of type and issuer: `NĐ-CP`, `QĐ-UBND`, `QH13`.
    pub code: Option<String>,
}

/// Types that are written out, the longer before the shorter that begins so.
const KINDS: [&str; 37] = [
    "Hiến pháp",
    "Bộ luật",
    "Luật",
    "Pháp lệnh",
    "Sắc lệnh",
    "Lệnh",
    "Nghị quyết liên tịch",
    "Nghị quyết",
    "Nghị định",
    "Nghị định thư",
    "Quyết định",
    "Thông tư liên tịch",
    "Thông tư",
    "Thông tri",
    "Chỉ thị",
    "Quy chế",
    "Quy định",
    "Thông cáo",
    "Thông báo",
    "Hướng dẫn",
    "Chương trình",
    "Kế hoạch",
    "Phương án",
    "Đề án",
    "Dự án",
    "Báo cáo",
    "Biên bản",
    "Tờ trình",
    "Công văn",
    "Công điện",
    "Kết luận",
    "Điều lệ",
    "Văn bản",
    "Công ước",
    "Hiệp định",
    "Hiệp ước",
    "Nội quy",
];

/// Types that are shortened.
const SHORT: [(&str, &str); 17] = [
    ("BLHS", "Bộ luật"),
    ("BLDS", "Bộ luật"),
    ("BLTTHS", "Bộ luật"),
    ("BLTTDS", "Bộ luật"),
    ("BLLĐ", "Bộ luật"),
    ("NĐ", "Nghị định"),
    ("NQ", "Nghị quyết"),
    ("QĐ", "Quyết định"),
    ("TTLT", "Thông tư liên tịch"),
    ("TT", "Thông tư"),
    ("CT", "Chỉ thị"),
    ("KL", "Kết luận"),
    ("HD", "Hướng dẫn"),
    ("KH", "Kế hoạch"),
    ("CV", "Công văn"),
    ("TTr", "Tờ trình"),
    ("TB", "Thông báo"),
];

/// Types that a year names, without a number.
const NAMED_BY_YEAR: [&str; 4] = ["Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh"];

/// Most tokens of a mention that are looked at.
const MOST: u32 = 80;

/// What the document is called whose mention these tokens are. Reads at most [`MOST`] of them.
pub(crate) fn of(document: &Document, range: TokenRange) -> LegalDocument {
    let data = document.data();
    let reader =
        Reader { norm: data.norm(), tokens: &data.tokens, end: range.end.min(range.start.saturating_add(MOST)) };
    let mut found = LegalDocument::default();
    let head = (range.start..reader.end).find_map(|i| reader.kind(i));
    let mut at = range.start;
    if let Some((kind, end)) = head {
        found.kind = Some(kind);
        at = end;
    }
    let by_year = found.kind.is_some_and(|kind| NAMED_BY_YEAR.contains(&kind));
    let (number, year) = (key("số"), key("năm"));
    for i in at..reader.end {
        let said = i > range.start && (reader.key(i - 1) == number || reader.text(i - 1) == ":");
        let first = i == at && head.is_some() && !by_year;
        let is_code = reader.kind_of(i) == Some(TokenKind::DocNumber);
        if !reader.text(i).starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        if said || first || is_code {
            reader.number(i, &mut found);
            break;
        }
        let after_year = i > range.start && reader.key(i - 1) == year;
        if (by_year || after_year)
            && let Some(year) = plausible_year(reader.text(i))
        {
            found.year = Some(year);
        }
    }
    found
}

struct Reader<'a> {
    norm: &'a str,
    tokens: &'a [crate::token::TokenData],
    end: u32,
}

impl<'a> Reader<'a> {
    fn text(&self, i: u32) -> &'a str {
        self.tokens.get(i as usize).and_then(|t| self.norm.get(t.span.range())).unwrap_or_default()
    }

    fn key(&self, i: u32) -> u64 {
        self.tokens.get(i as usize).map_or(0, |t| t.key)
    }

    fn kind_of(&self, i: u32) -> Option<TokenKind> {
        self.tokens.get(i as usize).map(|t| t.kind)
    }

    /// The type that is written at token `i`, and the token after it; the longest.
    fn kind(&self, i: u32) -> Option<(&'static str, u32)> {
        let text = self.text(i);
        if let Some(&(_, kind)) = SHORT.iter().find(|(short, _)| *short == text) {
            return Some((kind, i + 1));
        }
        let mut best: Option<(&'static str, u32)> = None;
        for kind in KINDS {
            let mut end = i;
            let whole = kind.split(' ').all(|syllable| {
                let equal = end < self.end && self.key(end) == key(syllable);
                end += 1;
                equal
            });
            if whole && best.is_none_or(|(_, longest)| end > longest) {
                best = Some((kind, end));
            }
        }
        best
    }

    /// Number, year and code from token `i` on: `100/2019/NĐ-CP`, `26 / CBC - BCTƯ`, `73`.
    fn number(&self, i: u32, found: &mut LegalDocument) {
        let mut written = self.text(i).to_owned();
        let mut at = i + 1;
        while at < self.end {
            let part = self.text(at);
            let mark = matches!(part, "/" | "-" | "–");
            let after_mark = matches!(self.text(at - 1), "/" | "-" | "–");
            let glued = self.tokens.get(at as usize).is_some_and(|t| t.gap == Gap::None);
            if !(mark || after_mark || glued) {
                break;
            }
            written.push_str(part);
            at += 1;
        }
        let written = written.replace('–', "-");
        let cut = written.find(['/', '-']).unwrap_or(written.len());
        let (number, rest) = written.split_at(cut);
        let mut rest = rest.trim_start_matches(['/', '-']);
        found.number = Some(number.to_owned());
        let next = rest.find(['/', '-']).unwrap_or(rest.len());
        if let Some(year) = rest.get(..next).and_then(plausible_year) {
            found.year = Some(year);
            rest = rest.get(next..).unwrap_or_default().trim_start_matches(['/', '-']);
        }
        if rest.chars().any(char::is_alphabetic) {
            found.code = Some(rest.to_owned());
        }
    }
}

/// A year in which there were such documents.
fn plausible_year(text: &str) -> Option<u16> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| digits && (1900..2100).contains(year))
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use super::*;
    use crate::{Analyzer, EntityKind};

    #[test]
    fn documents_are_taken_apart() {
        let analyzer = Analyzer::new().unwrap();
        for (text, kind, number, year, code) in [
            ("Theo Nghị định 100/2019/NĐ-CP, tài xế bị phạt.", "Nghị định", Some("100"), Some(2019), Some("NĐ-CP")),
            ("Thực hiện Nghị quyết số 04-NQ/TW của Trung ương.", "Nghị quyết", Some("04"), None, Some("NQ/TW")),
            ("Theo Kế hoạch số 694/KH-UBND ngày 3/12/2020 của xã.", "Kế hoạch", Some("694"), None, Some("KH-UBND")),
            ("Thông tư 04/2017/TT-BGDĐT về thi.", "Thông tư", Some("04"), Some(2017), Some("TT-BGDĐT")),
            ("Ông gửi Công văn số 26 / CBC - BCTƯ đề nghị.", "Công văn", Some("26"), None, Some("CBC-BCTƯ")),
            ("Hướng dẫn Nghị định 73 của Chính phủ.", "Nghị định", Some("73"), None, None),
            ("Xã vi phạm Luật Đất đai 2013.", "Luật", None, Some(2013), None),
            ("Tại khoản 1 Điều 93 Bộ luật Hình sự năm 1999 có ghi.", "Bộ luật", None, Some(1999), None),
            ("Hiến pháp năm 2013 nêu rõ.", "Hiến pháp", None, Some(2013), None),
            ("Điểm a, khoản 8 Điều 15 Nghị định 100/NĐ-CP có ghi.", "Nghị định", Some("100"), None, Some("NĐ-CP")),
        ] {
            let document = analyzer.analyze(text).unwrap();
            let entity = document.entities().find(|e| e.kind() == EntityKind::LegalDoc).expect(text);
            let found = entity.legal_document().expect(text);
            let expected = LegalDocument {
                kind: Some(kind),
                number: number.map(str::to_owned),
                year,
                code: code.map(str::to_owned),
            };
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn other_entities_are_no_documents() {
        let document = Analyzer::new().unwrap().analyze("Ngày 5/8/2013, ông Trần Văn Mẫu phát biểu.").unwrap();
        assert!(document.entities().len() > 0);
        assert!(document.entities().all(|e| e.legal_document().is_none()));
    }
}
