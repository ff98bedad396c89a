//! Explanations in words, English and Vietnamese.

use std::fmt::Write as _;

use super::{At, EntityExplanation, Row, Syllable};
use crate::discourse::coreference::{Confidence, ReferenceOrigin};
use crate::document::{Document, Entity};
use crate::place::{How, Link};

/// The language of an explanation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// Vietnamese.
    #[default]
    Vietnamese,
}

impl Language {
    /// What is said in this language.
    pub(crate) const fn pick(self, english: &'static str, vietnamese: &'static str) -> &'static str {
        match self {
            Self::English => english,
            Self::Vietnamese => vietnamese,
        }
    }
}

impl EntityExplanation {
    /// The explanation in words: a line for the entity, then one for its rule, each row, and each thing that was decided.
    /// `document` is the one that it was made from.
    pub fn tell(&self, document: &Document, language: Language) -> String {
        let mut out = String::new();
        let Some(entity) = document.entity(self.entity) else { return out };
        let _ = write!(out, "{}   {}", entity.text(), entity.kind());
        let mut line = |text: String| {
            out.push_str("\n  ");
            out.push_str(&text);
        };
        match &self.rule {
            Some(rule) => line(format!(
                "{} {}: {}",
                language.pick("rule", "quy tắc"),
                rule.origin,
                language.pick(rule.english, rule.vietnamese)
            )),
            None => line(format!("{} {}", language.pick("rule", "quy tắc"), entity.origin())),
        }
        self.rows.iter().for_each(|row| line(row.tell(language)));
        if let Some(title) = self.title.and_then(|id| document.entity(id)) {
            line(format!("{}: “{}”", language.pick("beside the title", "bên cạnh chức danh"), title.text()));
        }
        if !self.syllables.is_empty() {
            let told: Vec<String> = self.syllables.iter().map(|s| s.tell(language)).collect();
            let what = language.pick("syllables in names", "âm tiết trong tên người");
            line(format!("{what} (entity/names.tsv): {}", told.join("; ")));
        }
        if let Some(scoring) = &self.scoring {
            line(scoring.tell(language));
        }
        if let Some(link) = entity.place() {
            line(place(link, language));
        }
        if let Some(text) = referent(entity, language) {
            line(text);
        }
        out
    }
}

impl At {
    const fn tell(self, language: Language) -> &'static str {
        match self {
            Self::Before => language.pick("before it", "đứng ngay trước"),
            Self::Begins => language.pick("its head", "phần đầu"),
            Self::Inside => language.pick("inside", "bên trong"),
            Self::Behind => language.pick("behind it", "đứng ngay sau"),
            Self::Beyond => language.pick("behind the mark after it", "sau dấu câu kế tiếp"),
        }
    }
}

impl Row {
    fn tell(&self, language: Language) -> String {
        let mut out = format!("{} “{}”: {}", self.at.tell(language), self.text, self.list.file());
        if self.normal.to_lowercase() != self.text.to_lowercase() {
            let _ = write!(out, ", {} “{}”", language.pick("normal form", "dạng chuẩn"), self.normal);
        }
        if !self.flags.is_empty() {
            let _ = write!(out, " [{}]", self.flags.join(", "));
        }
        out
    }
}

impl Syllable {
    fn tell(&self, language: Language) -> String {
        let Self { text, family, middle, given } = self;
        if family + middle + given == 0 {
            return format!("{text} {}", language.pick("none", "không có"));
        }
        let counts = [
            (family, language.pick("family", "họ")),
            (middle, language.pick("middle", "đệm")),
            (given, language.pick("given", "tên")),
        ];
        let told: Vec<String> = counts.iter().filter(|(n, _)| **n > 0).map(|(n, what)| format!("{what} {n}")).collect();
        format!("{text} {}", told.join(" "))
    }
}

/// The unit that a mention was linked to, and what decided it.
fn place(link: &Link, language: Language) -> String {
    let mut out = language.pick("unit: ", "đơn vị: ").to_owned();
    if let Some(unit) = link.unit() {
        let _ = write!(out, "{} ({})", unit.full_name(), unit.code());
        for parent in link.parents() {
            let _ = write!(out, ", {}", parent.full_name());
        }
        out.push_str(": ");
    }
    out.push_str(how(link.how(), language));
    if link.how() == How::Ambiguous {
        let named: Vec<String> =
            link.candidates().take(3).map(|unit| format!("{} ({})", unit.full_name(), unit.code())).collect();
        let _ = write!(out, " ({}): {}", link.total(), named.join(", "));
    }
    let era = if link.is_dated() {
        language.pick("read on", "tra theo ngày")
    } else {
        language.pick("the text has no date, read on", "văn bản không có ngày, tra theo ngày")
    };
    let _ = write!(out, "; {era} {}", link.on());
    out
}

const fn how(how: How, language: Language) -> &'static str {
    match how {
        How::Exact => language
            .pick("the only unit of this name and level word then", "khi ấy chỉ một đơn vị mang tên và từ chỉ cấp này"),
        How::Chain => {
            language.pick("the units written after it leave only this one", "các cấp ghi sau chỉ để lại một đơn vị")
        }
        How::HeadLevel => language.pick("the body's head gives the level", "tên cơ quan cho biết cấp"),
        How::Prominent => language.pick("the widest unit of this bare name", "đơn vị lớn nhất mang tên này"),
        How::Context => language.pick(
            "the other places of the text leave only this one",
            "các địa danh khác trong bài chỉ để lại một đơn vị",
        ),
        How::OtherKind => language.pick(
            "the only unit of this name and level, by another level word",
            "đơn vị duy nhất cùng tên và cùng cấp, nhưng khác từ chỉ loại",
        ),
        How::Spelling => language.pick(
            "a letter or mark is not right, only one unit is called nearly so",
            "sai một chữ hoặc dấu, chỉ một đơn vị có tên gần như vậy",
        ),
        How::OtherEra => language.pick(
            "no unit of this name then, the nearest in time",
            "khi ấy không có đơn vị nào tên này, lấy thời kỳ gần nhất",
        ),
        How::Ambiguous => language.pick("several units remain", "còn nhiều đơn vị có thể"),
        How::Conflict => language.pick("the units named do not go together", "các đơn vị nêu không khớp nhau"),
        How::BelowRegister => {
            language.pick("below the commune, in no register", "dưới cấp xã, không có trong danh mục")
        }
        How::Unknown => language.pick("the register has no such name", "danh mục không có tên này"),
    }
}

/// What the mention names, and why.
fn referent(entity: Entity<'_>, language: Language) -> Option<String> {
    let referent = entity.referent()?;
    let why = match entity.referent_origin()? {
        ReferenceOrigin::Exact if referent.mentions().len() == 1 => language.pick("named once", "chỉ được nêu một lần"),
        ReferenceOrigin::Exact => language.pick("the same words", "cùng những chữ ấy"),
        ReferenceOrigin::ShortName => language.pick("a part of the name", "một phần của tên"),
        ReferenceOrigin::Abbreviation => {
            language.pick("a short form that the text defines", "chữ viết tắt được giải thích trong bài")
        }
        ReferenceOrigin::Elided => language.pick("the body without its place", "tên tổ chức lược bỏ địa danh"),
        ReferenceOrigin::Code => language.pick("the same unit of the register", "cùng một đơn vị trong danh mục"),
    };
    let sure = match entity.referent_confidence()? {
        Confidence::Sure => language.pick("sure", "chắc chắn"),
        Confidence::Likely => language.pick("likely", "có khả năng"),
    };
    let names = language.pick("names", "chỉ");
    Some(format!("{names} r{} “{}”: {why}, {sure}", referent.id(), referent.fullest().text()))
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use super::*;
    use crate::Analyzer;

    fn tell(text: &str, date: &str, language: Language) -> Vec<String> {
        let analyzer = Analyzer::new().unwrap();
        let doc = analyzer.analyze_on(text, Some(date.parse().unwrap())).unwrap();
        analyzer.explain_entities(&doc).iter().map(|why| why.tell(&doc, language)).collect()
    }

    #[test]
    fn a_unit_is_told_with_what_decided_it() {
        let told = tell("Người dân xã Đốc Binh Kiều vui.", "2013-08-23", Language::English);
        assert_eq!(
            told,
            [
                "xã Đốc Binh Kiều   ADMIN_UNIT\n  rule unit.level+name: A level word (`xã`, `TP.`, `khóm`) and the name or \
                number behind it: a name of the register where it knows one, else as far as the capitals go.\n  its head \
                “xã”: place/levels.tsv\n  unit: xã Đốc Binh Kiều (30061), huyện Tháp Mười, tỉnh Đồng Tháp: the only unit of \
                this name and level word then; read on 2013-08-23\n  names r0 “xã Đốc Binh Kiều”: the same unit of the register, sure"
            ]
        );
    }

    #[test]
    fn a_short_name_is_told_with_whom_it_names() {
        let told = tell("Ông Nguyễn Thành Phong đến. Ông Phong nói.", "2013-08-23", Language::Vietnamese);
        assert!(told[1].ends_with("\n  chỉ r0 “Nguyễn Thành Phong”: một phần của tên, chắc chắn"), "{}", told[1]);
        assert!(told[1].contains("đứng ngay trước “Ông”: entity/honorifics.tsv [strong]"), "{}", told[1]);
    }
}
