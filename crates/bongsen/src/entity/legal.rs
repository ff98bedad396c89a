//! `LEGAL_DOC` entities: documents with a number or a name.
//!
//! ```text
//! điểm a, khoản 8 Điều 15   Nghị định   100/2019/NĐ-CP      Luật Đất đai   năm 2013   Điều lệ Đảng
//! └─────────parts────────┘  └──head──┘  └───number───┘      └────law───┘   └─year─┘   └──named───┘
//! ```
//! Heads and names are lists (`legal_heads.tsv`, `laws.tsv`). A head that needs a number is none without it; the issuer
//! and the date stay outside, the year of a law is a part of its name. Parts without a document after them are none.

use super::context::{LEGAL, bits};
use super::lexicon::{Flags, List};
use super::{Candidate, Context};
use crate::document::TokenRange;
use crate::entity::{EntityKind, Origin};
use crate::normalize::{key_of_lower, keys_of_lower};
use crate::token::{Case, Gap, TokenKind};

const NUMBER: u64 = key_of_lower("số");
const YEAR: u64 = key_of_lower("năm");
const OF: u64 = key_of_lower("của");
const AND: u64 = key_of_lower("và");
const LAW: u64 = key_of_lower("luật");
const CODE: u64 = key_of_lower("bộ");
const DRAFT: u64 = key_of_lower("dự");
const CONSTITUTION: [u64; 2] = keys_of_lower(["hiến", "pháp"]);
/// Heads whose names are in small letters (`Quy chế làm việc`).
const NAMED_BY_WORDS: [u64; 2] = keys_of_lower(["quy", "nội"]);
const RULES: u64 = key_of_lower("chế");
const AMENDED: [u64; 2] = keys_of_lower(["sửa", "đổi"]);
const ADDED: [u64; 2] = keys_of_lower(["bổ", "sung"]);

/// Where a name in small letters ends.
const NAME_ENDS: [u64; 54] = keys_of_lower([
    "của", "được", "có", "là", "đã", "sẽ", "đang", "vừa", "mới", "cũng", "vẫn", "còn", "chưa", "không", "do", "bởi",
    "theo", "tại", "ở", "từ", "đến", "khi", "nếu", "thì", "mà", "này", "trên", "nói", "để", "nhằm", "gồm", "phải",
    "cần", "nên", "rằng", "cho", "trong", "ngày", "năm", "số", "như", "quy", "ban", "với", "vào", "ra", "sau", "trước",
    "nêu", "hiện", "mang", "yêu", "giúp", "chỉ",
]);

/// What may follow a bare number after its head (`Nghị định 73 của Chính phủ`).
const AFTER_NUMBER: [u64; 30] = keys_of_lower([
    "của", "về", "ngày", "năm", "quy", "do", "và", "thì", "đã", "được", "có", "cũng", "là", "trên", "này", "với",
    "khóa", "ban", "hướng", "sửa", "tại", "trong", "theo", "cho", "mới", "sẽ", "đang", "để", "từ", "nêu",
]);

/// Before `Luật` that is a school, a firm or a trade.
const NO_LAW_BEFORE: [u64; 16] = keys_of_lower([
    "học",
    "đh",
    "ty",
    "khoa",
    "phòng",
    "hãng",
    "trường",
    "hội",
    "nhân",
    "ngành",
    "viện",
    "đoàn",
    "sĩ",
    "kỷ",
    "pháp",
    "ls",
]);

/// Whether a law that no list has may begin with a word of this key.
pub(super) fn begins_with(key: u64) -> bool {
    key == LAW || key == CODE
}

/// Finds the `LEGAL_DOC` entities of a text. Linear.
pub(crate) fn find(cx: &Context<'_>, out: &mut Vec<Candidate>) {
    let finder = Finder { cx };
    let (mut from, count) = (0, cx.tokens.len() as u32);
    while let Some(i) = cx.first(from..count, bits([List::Law, List::LegalHead]) | LEGAL) {
        let (next, found) = finder.at(i);
        if let Some((end, rule)) = found {
            let tokens = TokenRange::new(i, end);
            out.push(Candidate { tokens, kind: EntityKind::LegalDoc, origin: Origin(rule), value: None });
        }
        from = next.max(i + 1);
    }
}

/// Laws that amend laws that amend laws: no more are followed.
const AMENDMENTS: u32 = 3;

struct Finder<'c, 'a> {
    cx: &'c Context<'a>,
}

impl Finder<'_, '_> {
    /// Whether parts or a document may begin at token `i`: a word of the lists does, or one that an unlisted law begins with.
    fn may_begin(&self, i: u32) -> bool {
        let key = self.cx.key(i);
        let listed = self.cx.begins(i, bits([List::Law, List::LegalHead]));
        listed || key == LAW || key == CODE && !self.cx.hits_at(i).is_empty()
    }

    /// Where reading goes on after token `i`, and the document that begins there: its end and its rule.
    fn at(&self, i: u32) -> (u32, Option<(u32, &'static str)>) {
        let parts = self.parts(i);
        if parts > i {
            // `Điều 119 của Bộ luật …`, `khoản 1 Điều 93 - BLHS`
            let mut at = parts;
            if self.goes_on(at) && (self.cx.key(at) == OF || matches!(self.cx.text(at), "," | "-" | "–")) {
                at += 1;
            }
            let document = if self.goes_on(at) { self.document(at, AMENDMENTS) } else { None };
            return match document {
                Some((end, _)) => (end, Some((end, "legal.part"))),
                None => (parts, None),
            };
        }
        match self.document(i, AMENDMENTS) {
            Some((end, rule)) => (end, Some((end, rule))),
            None => (i + 1, None),
        }
    }

    fn goes_on(&self, i: u32) -> bool {
        self.cx.token(i).is_some_and(|t| t.gap < Gap::Line)
    }

    fn is_lower(&self, i: u32) -> bool {
        self.cx.token(i).is_some_and(|t| t.kind == TokenKind::Syllable && t.case == Case::Lower)
    }

    /// The longest head at `i`: its end and flags. A short form counts only in capitals.
    fn head(&self, i: u32) -> Option<(u32, Flags)> {
        self.cx
            .hits_at(i)
            .iter()
            .rev()
            .find(|h| {
                h.entry.list == List::LegalHead
                    && !h.entry.flags.has(Flags::NUMBER)
                    && !(h.entry.flags.has(Flags::ABBREVIATION) && self.is_lower(i))
            })
            .map(|h| (h.end, h.entry.flags))
    }

    /// Where the parts that begin at `i` end (`điểm a, khoản 8 Điều 15`); `i` when there are none.
    fn parts(&self, i: u32) -> u32 {
        let mut end = i;
        let mut at = i;
        loop {
            let part = self.cx.longest(at, List::LegalHead).filter(|h| h.entry.flags.has(Flags::NUMBER));
            let Some(part) = part.filter(|h| at == i || self.cx.gap(h.start) < Gap::Line) else { return end };
            let Some(label) = self.label(part.end) else { return end };
            end = label;
            // More labels of the kind: `khoản 1, 2 và 3`.
            while self.goes_on(end) && (self.cx.is_mark(end, ",") || self.cx.key(end) == AND) {
                match self.label(end + 1).filter(|_| self.goes_on(end + 1)) {
                    Some(more) => end = more,
                    None => break,
                }
            }
            let joint = self.goes_on(end)
                && (self.cx.is_mark(end, ",") || matches!(self.cx.key(end), AND | OF) || self.cx.is_dash(end));
            at = end + u32::from(joint);
        }
    }

    /// `15`, `a`, `IV`, `2a`.
    fn label(&self, i: u32) -> Option<u32> {
        let token = self.cx.token(i).filter(|t| t.gap < Gap::Line)?;
        let text = self.cx.text(i);
        let is_label = match token.kind {
            TokenKind::Number | TokenKind::Alphanumeric => text.len() <= 4 && text.bytes().next()?.is_ascii_digit(),
            TokenKind::Syllable => {
                text.chars().count() == 1 || text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'))
            }
            _ => false,
        };
        is_label.then_some(i + 1)
    }

    /// The end of the document that begins at `i`, and the rule that found it; `depth` laws may be named in one another.
    fn document(&self, i: u32, depth: u32) -> Option<(u32, &'static str)> {
        if !self.may_begin(i) {
            return None;
        }
        // The law is the entity, not its draft.
        if self.cx.key(i) == DRAFT {
            return None;
        }
        if let Some(law) = self.cx.longest(i, List::Law)
            && !self.is_other_law(i, law.end)
        {
            let longer = self.head(i).map_or(law.end, |(end, _)| end);
            if longer <= law.end {
                return Some((self.law_tail(law.end), "legal.law"));
            }
        }
        let Some((head, flags)) = self.head(i) else { return self.unlisted_law(i) };
        if flags.has(Flags::ALONE) {
            return Some((self.law_tail(head), "legal.alone"));
        }
        // Luật Sửa đổi, bổ sung một số điều của Luật Điện ảnh
        if depth > 0
            && head - i >= 4
            && self.cx.key(head - 1) == OF
            && let Some((end, _)) = self.document(head, depth - 1).filter(|_| self.goes_on(head))
        {
            return Some((end, "legal.law"));
        }
        if let Some(end) = self.number(i, head, flags) {
            return Some((end, "legal.number"));
        }
        if flags.has(Flags::MAY_BE_NAMED) {
            return self.named(i, head, flags).map(|end| (end, "legal.named"));
        }
        None
    }

    /// Whether `Luật` before a listed name is part of another name (`Trường Đại học Luật Hành chính`).
    fn is_other_law(&self, i: u32, end: u32) -> bool {
        let before = i.checked_sub(1).filter(|_| self.goes_on(i)).map_or(0, |b| self.cx.key(b));
        // `luật sư`, `luật hình sự` as a subject: small letters count only for a whole listed name.
        (self.cx.key(i) == LAW && NO_LAW_BEFORE.contains(&before)) || end <= i + 1
    }

    /// `số 10/CT-TTg`, `73`, `665 / UBND - QLĐTh` after the head `i..head`.
    fn number(&self, i: u32, head: u32, flags: Flags) -> Option<u32> {
        let mut at = head;
        let mut said = head > i && self.cx.key(head - 1) == NUMBER;
        // Nghị định sửa đổi bổ sung số 15
        let mut added = at;
        for pair in [AMENDED, ADDED] {
            let comma = u32::from(added > at && self.cx.is_mark(added, ","));
            if self.cx.key(added + comma) == pair[0] && self.cx.key(added + comma + 1) == pair[1] {
                added += comma + 2;
            }
        }
        if added > at && self.cx.key(added) == NUMBER {
            at = added;
        }
        if !self.goes_on(at) {
            return None;
        }
        if self.cx.key(at) == NUMBER {
            said = true;
            at += 1;
        }
        if said && self.cx.is_mark(at, ":") {
            at += 1;
        }
        let token = self.cx.token(at).filter(|t| t.gap < Gap::Line)?;
        let end = match token.kind {
            TokenKind::DocNumber => return Some(at + 1),
            TokenKind::Number | TokenKind::Date | TokenKind::Alphanumeric => self.spaced_code(at + 1),
            _ => return None,
        };
        let text = self.cx.text(at);
        if !text.bytes().next().is_some_and(|b| b.is_ascii_digit()) || text.contains(['%', ',']) {
            return None;
        }
        if said || end > at + 1 {
            return Some(end);
        }
        // A bare number after a head that also is a verb: `quyết định 3 việc`.
        if flags.has(Flags::AMBIGUOUS) || self.is_lower(i) && !self.is_noun_head(i) {
            return None;
        }
        let next = self.cx.token(end).filter(|t| t.gap < Gap::Line);
        let free = next
            .is_none_or(|t| t.kind == TokenKind::Punctuation || t.is_capitalised() || AFTER_NUMBER.contains(&t.key));
        let plain = text.len() <= 4 || text.contains('/');
        (free && plain && !(self.is_first(i) && !self.is_noun_head(i) && text.len() == 1)).then_some(end)
    }

    /// Heads that are nouns and nothing else.
    fn is_noun_head(&self, i: u32) -> bool {
        const NOUNS: [u64; 6] = keys_of_lower(["nghị", "thông", "chỉ", "sắc", "công", "pháp"]);
        NOUNS.contains(&self.cx.key(i)) && self.cx.text(i).to_lowercase() != "thông báo"
    }

    fn is_first(&self, i: u32) -> bool {
        let at = self.cx.sentences.partition_point(|s| s.start < i);
        self.cx.sentences.get(at).is_some_and(|s| s.start == i)
    }

    /// The rest of a number that was written with spaces: `/ UBND - QLĐTh`.
    fn spaced_code(&self, mut end: u32) -> u32 {
        let start = end;
        let code = |i: u32| {
            self.goes_on(i)
                && self.cx.token(i).is_some_and(|t| {
                    matches!(t.case, Case::Upper | Case::Mixed)
                        && !matches!(t.kind, TokenKind::Punctuation | TokenKind::Url | TokenKind::Email)
                })
        };
        while end < start + 12 {
            let slash = self.goes_on(end) && self.cx.text(end) == "/";
            let dash = end > start && self.cx.is_dash(end) && self.cx.gap(end) == self.cx.gap(start);
            let year = slash && self.cx.token(end + 1).is_some_and(|t| t.kind == TokenKind::Number);
            if !((slash || dash) && (code(end + 1) || year)) {
                break;
            }
            end += 2;
        }
        end
    }

    /// What may follow the name of a law: `sửa đổi`, `(sửa đổi)`, `năm 2013`, `2013`, `số 45/2013/QH13`.
    fn law_tail(&self, mut end: u32) -> u32 {
        for _ in 0..2 {
            if !self.goes_on(end) {
                return end;
            }
            let bracket = u32::from(self.cx.is_mark(end, "("));
            let mut at = end + bracket;
            if self.cx.key(at) == AMENDED[0] && self.cx.key(at + 1) == AMENDED[1] && self.goes_on(at) {
                at += 2;
                let comma = u32::from(self.cx.is_mark(at, ","));
                if self.cx.key(at + comma) == ADDED[0] && self.cx.key(at + comma + 1) == ADDED[1] {
                    at += comma + 2;
                }
                if bracket == 0 {
                    end = at;
                } else if self.cx.is_mark(at, ")") {
                    end = at + 1;
                }
            }
            let word = u32::from(self.cx.key(end) == YEAR);
            let year = self.cx.token(end + word).is_some_and(|t| t.kind == TokenKind::Number && t.gap < Gap::Line);
            if year
                && self.goes_on(end)
                && self.cx.text(end + word).len() == 4
                && !self.cx.text(end + word).contains('.')
            {
                end += word + 1;
            }
            if self.cx.key(end) == NUMBER && self.cx.token(end + 1).is_some_and(|t| t.kind == TokenKind::DocNumber) {
                end += 2;
            }
        }
        end
    }

    /// `Luật` and a name that no list has: a capital begins it.
    fn unlisted_law(&self, i: u32) -> Option<(u32, &'static str)> {
        let name = if self.cx.key(i) == CODE { i + 2 } else { i + 1 };
        if self.cx.key(name - 1) != LAW {
            return None;
        }
        self.law_name(i, name).map(|end| (end, "legal.law"))
    }

    fn law_name(&self, i: u32, name: u32) -> Option<u32> {
        let before = i.checked_sub(1).filter(|_| self.goes_on(i)).map_or(0, |b| self.cx.key(b));
        let token = self.cx.token(name).filter(|t| t.gap < Gap::Line)?;
        let listed = self.cx.longest(name, List::Country).is_some();
        if NO_LAW_BEFORE.contains(&before) || token.case != Case::Title || listed || !self.cx.is_capital(i) {
            return None;
        }
        // A single capital word and nothing after it is no law (`Luật Anh`).
        let end = self.name_run(name, 12);
        (end >= name + 2).then(|| self.law_tail(end))
    }

    /// A name after a head that may be named: `Quy chế làm việc`, `Hiệp định Paris`, `Luật Thuế tài sản`.
    fn named(&self, i: u32, head: u32, flags: Flags) -> Option<u32> {
        if self.cx.key(head - 1) == LAW && head <= i + 2 {
            return self.law_name(i, head);
        }
        let capital = self.cx.is_capital(i);
        if !capital {
            return None;
        }
        if self.cx.key(i) == CONSTITUTION[0] && self.cx.key(i + 1) == CONSTITUTION[1] && head == i + 2 {
            return Some(self.law_tail(head));
        }
        // A longer head has its name in itself: `Điều lệ Đảng`, `Hiệp định Paris`.
        let words = head - i;
        let complete = words >= 3 || flags.has(Flags::ABBREVIATION);
        if complete && !flags.has(Flags::NEEDS_NUMBER) {
            return Some(head);
        }
        let token = self.cx.token(head).filter(|t| t.gap < Gap::Line && t.kind == TokenKind::Syllable)?;
        let treaty = !NAMED_BY_WORDS.contains(&self.cx.key(i));
        if treaty {
            // Statements are verbs and agreements are many: a capital must name them.
            let named = token.is_capitalised() && !self.is_first(i) && words == 2;
            return (named && !flags.has(Flags::NEEDS_NUMBER)).then(|| self.name_run(head, 8));
        }
        let rules = self.cx.key(i + 1) == RULES && words == 2 && !NAME_ENDS.contains(&token.key);
        let end = self.name_run(head, 30);
        (rules && end >= head + 2).then_some(end)
    }

    /// Where the run of words that begins at `i` ends: at a mark, or a word that no name has in it. A comma inside an
    /// enumeration (`quản lý, vận hành và sử dụng`) goes on.
    fn name_run(&self, i: u32, most: u32) -> u32 {
        let mut end = i;
        while end < i + most && self.goes_on(end) {
            if self.cx.is_mark(end, ",") {
                let joined = (end + 2..end + 5).any(|j| self.cx.key(j) == AND);
                if !(joined && self.is_lower(end + 1)) {
                    break;
                }
                end += 1;
                continue;
            }
            let Some(token) = self.cx.token(end) else { break };
            let word = matches!(token.kind, TokenKind::Syllable | TokenKind::Abbreviation);
            if !word || (end > i && token.case == Case::Lower && NAME_ENDS.contains(&token.key)) {
                break;
            }
            // `và` ends the name before another document.
            if token.key == AND && (self.head(end + 1).is_some() || self.cx.longest(end + 1, List::Law).is_some()) {
                break;
            }
            end += 1;
        }
        while end > i && (self.cx.key(end - 1) == AND || self.cx.is_mark(end - 1, ",")) {
            end -= 1;
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Text;
    use super::*;

    fn documents(text: &str) -> Vec<String> {
        let needs = Flags::NEEDS_NUMBER;
        let named = Flags::MAY_BE_NAMED;
        let rows = [
            (List::LegalHead, "Nghị quyết", needs.with(named)),
            (List::LegalHead, "Nghị quyết số", needs.with(named)),
            (List::LegalHead, "Nghị định", needs),
            (List::LegalHead, "Quyết định", needs),
            (List::LegalHead, "Thông tư", needs),
            (List::LegalHead, "Kế hoạch", needs),
            (List::LegalHead, "Công văn", needs),
            (List::LegalHead, "Luật", named),
            (List::LegalHead, "Bộ luật", named),
            (List::LegalHead, "Luật Sửa đổi, bổ sung một số điều của", named),
            (List::LegalHead, "Hiến pháp", named),
            (List::LegalHead, "Điều lệ Đảng", named),
            (List::LegalHead, "Quy chế", named),
            (List::LegalHead, "Hiệp định", named),
            (List::LegalHead, "BLHS", Flags::ALONE.with(Flags::ABBREVIATION)),
            (List::LegalHead, "Điều", Flags::NUMBER),
            (List::LegalHead, "khoản", Flags::NUMBER),
            (List::LegalHead, "điểm", Flags::NUMBER),
            (List::Law, "Luật Đất đai", Flags::default()),
            (List::Law, "Luật Cư trú", Flags::default()),
            (List::Law, "Bộ luật Hình sự", Flags::default()),
        ];
        let text = Text::with(text, &rows);
        let mut found = Vec::new();
        find(&text.context(), &mut found);
        found.iter().map(|c| text.text_of(c.tokens).to_owned()).collect()
    }

    #[test]
    fn numbered_documents_end_before_issuer_and_date() {
        for (text, expected) in [
            ("Thực hiện Nghị quyết số 04-NQ/TW của Trung ương", "Nghị quyết số 04-NQ/TW"),
            ("theo Kế hoạch số 694/KH-UBND ngày 3/12/2020 của tỉnh", "Kế hoạch số 694/KH-UBND"),
            ("Thông tư 04/2017/TT-BGDĐT về thi", "Thông tư 04/2017/TT-BGDĐT"),
            ("công văn số 26 / CBC - BCTƯ đề nghị", "công văn số 26 / CBC - BCTƯ"),
            ("hướng dẫn Nghị định 73 của Chính phủ", "Nghị định 73"),
            ("và Nghị định sửa đổi bổ sung số 15 trong lĩnh vực", "Nghị định sửa đổi bổ sung số 15"),
        ] {
            assert_eq!(documents(text), [expected], "{text}");
        }
    }

    #[test]
    fn laws_keep_their_year_and_parts_their_law() {
        for (text, expected) in [
            ("vi phạm Luật Đất đai 2013.", "Luật Đất đai 2013"),
            ("dự thảo luật đất đai (sửa đổi), đa số", "luật đất đai (sửa đổi)"),
            ("theo Điều 12 Luật Cư trú thì", "Điều 12 Luật Cư trú"),
            ("điểm a, khoản 8 Điều 15 Nghị định 100/NĐ-CP quy định", "điểm a, khoản 8 Điều 15 Nghị định 100/NĐ-CP"),
            ("tại Điều 119 của Bộ luật Hình sự", "Điều 119 của Bộ luật Hình sự"),
            ("khoản 1 Điều 93 - BLHS năm 1999”", "khoản 1 Điều 93 - BLHS năm 1999"),
            (
                "là Luật Sửa đổi, bổ sung một số điều của Luật Cư trú năm 2013, và",
                "Luật Sửa đổi, bổ sung một số điều của Luật Cư trú năm 2013",
            ),
            ("xây dựng Luật Thuế tài sản theo hướng", "Luật Thuế tài sản"),
            ("Hiến pháp năm 2013 nêu", "Hiến pháp năm 2013"),
            ("trái Điều lệ Đảng và pháp luật", "Điều lệ Đảng"),
            (
                "ban hành Quy chế quản lý, vận hành và sử dụng trạm bơm Gò Sen.",
                "Quy chế quản lý, vận hành và sử dụng trạm bơm Gò Sen",
            ),
        ] {
            assert_eq!(documents(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_has_neither_number_nor_name_is_none() {
        for text in [
            "Nghị quyết Đại hội Đảng bộ xã lần thứ X đã đề ra.",
            "Ông quyết định 3 việc và ban hành quyết định.",
            "Theo Điều 12 thì khoản 3 không có.",
            "Trường Đại học Luật Hà Nội, Đoàn Luật sư, luật pháp.",
        ] {
            assert!(documents(text).is_empty(), "{text}: {:?}", documents(text));
        }
    }

    #[test]
    fn endless_parts_take_linear_time() {
        assert!(documents(&"khoản 1, ".repeat(50_000)).is_empty());
        assert!(documents(&"Luật ".repeat(50_000)).len() < 10_000);
        assert!(documents(&"Luật Sửa đổi, bổ sung một số điều của ".repeat(5_000)).len() < 5_001);
    }
}
