//! How a text is laid out: kicker, heading, date of publication, byline, and the lines of the page around the article.
//!
//! ```text
//! Đảng bộ huyện Tháp Mười                          kicker        ┐
//! Chú trọng nâng cao chất lượng sinh hoạt chi bộ   heading       │ head: before the first line of prose
//! Cập nhật ngày: 23/08/2013 04:52:43               published     ┘
//! Để từng bước nâng cao chất lượng …               body: from the first line of prose to the last
//! Dương Út                                         byline        ┐ tail
//! < Trở về trang trước                             boilerplate   ┘
//! ```
//! A line of prose is long or ends as a sentence does. A text without both a head and a body has no layout: a single
//! sentence, a list, a title alone. The lines of pages are in `boilerplate.tsv` beside this file.

use std::cell::OnceCell;

use crate::date::Date;
use crate::document::{Structure, TokenRange, span_of};
use crate::entity::calendar::{Calendar, Kind};
use crate::normalize::key_of_lower;
use crate::span::{Norm, Span};
use crate::token::{Case, Gap, Line, TokenData, TokenKind};

const BOILERPLATE: &str = include_str!("boilerplate.tsv");

/// A heading has at most this many tokens, and so has a line that is no prose.
const LONGEST_HEADING: u32 = 40;
/// A line with a date of publication, a byline or a line of the page has at most this many tokens.
const LONGEST_LABEL: u32 = 20;

/// How a line that tells the date of publication may begin.
const PUBLISHED: [&str; 22] = [
    "cập nhật",
    "ngày đăng",
    "đăng ngày",
    "đăng lúc",
    "đăng vào",
    "ngày cập nhật",
    "cập nhật lúc",
    "cập nhật lần cuối",
    "xuất bản",
    "ngày xuất bản",
    "thời gian",
    "ngày gửi",
    "ngày viết",
    "thứ",
    "chủ nhật",
    "chủ nhật,",
    "ngày",
    "lúc",
    "được đăng",
    "post",
    "published",
    "updated",
];

/// How a byline may begin.
const BYLINE: [&str; 22] = [
    "bài, ảnh",
    "bài và ảnh",
    "bài, ảnh và video",
    "bài:",
    "ảnh:",
    "tin, ảnh",
    "tin và ảnh",
    "tin, bài",
    "tin:",
    "tin ảnh",
    "bài ảnh",
    "tác giả",
    "người viết",
    "thực hiện:",
    "pv ",
    "pv:",
    "phóng viên",
    "nguồn:",
    "nguồn tin",
    "theo ",
    "thông tin và ảnh",
    "tổng hợp",
];

/// Reads the layout. Linear.
pub(crate) fn read(norm: &str, tokens: &[TokenData], sentences: &[TokenRange]) -> Structure {
    let reader = Reader { norm, tokens, sentences, page: OnceCell::new() };
    let lines = reader.lines();
    let mut structure = Structure::default();
    let prose = |line: &&TokenRange| reader.is_prose(**line);
    let Some(first) = lines.iter().position(|l| prose(&l)) else { return structure };
    let last = lines.iter().rposition(|l| prose(&l)).unwrap_or(first);
    let (head, body, tail) = (
        lines.get(..first).unwrap_or_default(),
        lines.get(first..=last).unwrap_or_default(),
        lines.get(last + 1..).unwrap_or_default(),
    );
    reader.head(head, &mut structure);
    reader.dateline(body, tail, &mut structure);
    reader.tail(tail, &mut structure);
    structure.boilerplate.sort_by_key(|span| span.start());
    structure
}

struct Reader<'a> {
    norm: &'a str,
    tokens: &'a [TokenData],
    sentences: &'a [TokenRange],
    /// How lines of the page begin, read when the first line is asked about.
    page: OnceCell<Vec<(&'static str, Scope)>>,
}

/// The rows of the table.
fn page() -> Vec<(&'static str, Scope)> {
    let rows = BOILERPLATE.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|row| row.split_once('\t'));
    rows.map(|(phrase, scope)| (phrase, if scope.trim() == "rest" { Scope::Rest } else { Scope::Line })).collect()
}

/// What a line of the page says about the lines after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Line,
    Rest,
}

impl Reader<'_> {
    fn lines(&self) -> Vec<TokenRange> {
        let mut lines = Vec::new();
        let mut start = 0;
        for (i, token) in self.tokens.iter().enumerate().skip(1) {
            if token.gap >= Gap::Line {
                lines.push(TokenRange::new(start, i as u32));
                start = i as u32;
            }
        }
        if (start as usize) < self.tokens.len() {
            lines.push(TokenRange::new(start, self.tokens.len() as u32));
        }
        lines
    }

    fn text(&self, i: u32) -> &str {
        self.tokens.get(i as usize).and_then(|t| self.norm.get(t.span.range())).unwrap_or_default()
    }

    fn span(&self, line: TokenRange) -> Span<Norm> {
        span_of(self.tokens, line)
    }

    /// The line in small letters, without marks at its start.
    fn folded(&self, line: TokenRange) -> String {
        let text = self.norm.get(self.span(line).range()).unwrap_or_default();
        text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    }

    /// Whether a line is prose: it ends as a sentence does, or goes on in the next line, or is too long for a heading.
    fn is_prose(&self, line: TokenRange) -> bool {
        if line.len() > LONGEST_HEADING {
            return true;
        }
        if line.len() < 8 {
            return false;
        }
        // A sentence that goes beyond the line: hard-wrapped prose.
        let at = self.sentences.partition_point(|s| s.end <= line.start);
        let wrapped = self.sentences.get(at).is_some_and(|s| s.end > line.end && s.start <= line.start);
        let mut end = line.end;
        while end > line.start && matches!(self.text(end - 1), "”" | "\"" | "»" | ")" | "’") {
            end -= 1;
        }
        let mark = self.text(end.saturating_sub(1));
        let stops = mark == "." || (matches!(mark, "!" | "?" | "…" | "..." | ":" | ";") && line.len() > 25);
        wrapped || stops
    }

    fn scope(&self, line: TokenRange) -> Option<Scope> {
        if line.len() > LONGEST_LABEL {
            return None;
        }
        let text = self.folded(line);
        let mut longest = (0, None);
        for &(phrase, scope) in self.page.get_or_init(page) {
            let begins = text.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
            // A word alone (`email`, `thích`) is a button only when little else stands on the line.
            let short = phrase.contains(' ') || line.len() <= 4;
            if begins && short && phrase.len() > longest.0 {
                longest = (phrase.len(), Some(scope));
            }
        }
        longest.1
    }

    /// The first whole day of the calendar on a line.
    fn day_on(&self, line: TokenRange) -> Option<(TokenRange, Date)> {
        let calendar = Calendar(Line { norm: self.norm, tokens: self.tokens });
        let mut i = line.start;
        while i < line.end {
            let point = calendar.point(i).filter(|p| p.end <= line.end);
            if let Some(point) = point {
                let at = point.at;
                if let (Kind::Day, Some(year), Some(month), Some(day)) = (point.kind, at.year, at.month, at.day) {
                    let date = Date::new(year as i16, month, day).filter(|d| (1945..2100).contains(&d.year()));
                    return date.map(|d| (TokenRange::new(i, point.end), d));
                }
            }
            i = point.map_or(i + 1, |p| p.end.max(i + 1));
        }
        None
    }

    /// The date of publication that a line of its own tells.
    fn published(&self, line: TokenRange) -> Option<(Span<Norm>, Date)> {
        if line.len() > LONGEST_LABEL {
            return None;
        }
        let (day, date) = self.day_on(line)?;
        let text = self.folded(line);
        let label = PUBLISHED.iter().any(|p| text.starts_with(p));
        // Nothing but the date, or a place before it: `Hà Nội, ngày 5 tháng 6 năm 2020`.
        let rest = line.len() - day.len();
        let place = day.start - line.start <= 6
            && (line.start..day.start).all(|i| {
                self.tokens.get(i as usize).is_some_and(|t| t.is_capitalised() || t.kind == TokenKind::Time)
                    || matches!(self.text(i), "," | "-" | "–" | "(" | "|")
            });
        let words_after = (day.end..line.end)
            .filter(|&i| self.tokens.get(i as usize).is_some_and(|t| t.kind == TokenKind::Syllable))
            .count();
        // `Ngày 5/6/2020, huyện họp` is a sentence, `Ngày đăng: 5/6/2020` is not.
        let labelled = label && words_after <= 4;
        (labelled || rest == 0 || (place && words_after <= 3)).then(|| (self.span(line), date))
    }

    fn head(&self, head: &[TokenRange], structure: &mut Structure) {
        let mut titles: Vec<TokenRange> = Vec::new();
        for &line in head {
            if self.scope(line).is_some() {
                structure.boilerplate.push(self.span(line));
            } else if let Some(published) = self.published(line) {
                structure.published.get_or_insert(published);
                if titles.is_empty() {
                    continue;
                }
                // What stands between the date and the body is a lead or the like.
                break;
            } else if self.has_letters(line) {
                if let Some(byline) = self.labelled_byline(line).filter(|_| !titles.is_empty()) {
                    structure.byline.get_or_insert(byline);
                } else {
                    titles.push(line);
                }
            }
        }
        let heading = match titles.as_slice() {
            [] => None,
            [only] => Some((None, *only)),
            [.., kicker, heading] if structure.published.is_some() && self.is_kicker(*kicker, *heading) => {
                Some((Some(*kicker), *heading))
            }
            [first, second, ..] if self.is_kicker(*first, *second) => Some((Some(*first), *second)),
            [first, ..] => Some((None, *first)),
        };
        if let Some((kicker, heading)) = heading.filter(|(_, h)| h.len() >= 2) {
            structure.kicker = kicker.map(|k| self.span(k));
            structure.heading = Some(self.span(heading));
        }
    }

    /// Whether the first line is a short rubric above the second.
    fn is_kicker(&self, first: TokenRange, second: TokenRange) -> bool {
        let mark = self.text(first.end.saturating_sub(1));
        first.len() <= 12 && first.len() < second.len() + 1 && !matches!(mark, "." | "?" | "!" | ",")
    }

    fn has_letters(&self, line: TokenRange) -> bool {
        self.tokens.get(line.range()).is_some_and(|tokens| tokens.iter().any(|t| t.kind == TokenKind::Syllable))
    }

    /// A dateline at the start of the body, or a line with the date after it.
    fn dateline(&self, body: &[TokenRange], tail: &[TokenRange], structure: &mut Structure) {
        if structure.published.is_some() {
            return;
        }
        // Between the paragraphs a short line may tell it too (a lead above the date).
        let near = body.iter().take(4).filter(|l| !self.is_prose(**l));
        structure.published = near.chain(tail).find_map(|&line| self.published(line));
    }

    fn tail(&self, tail: &[TokenRange], structure: &mut Structure) {
        let mut rest = false;
        let mut page: Option<TokenRange> = None;
        for &line in tail {
            let scope = self.scope(line);
            rest |= scope == Some(Scope::Rest);
            let dated = structure.published.is_some_and(|(span, _)| span == self.span(line));
            if rest || scope.is_some() {
                // Neighbouring lines are one stretch.
                page = Some(page.map_or(line, |p| TokenRange::new(p.start, line.end)));
                continue;
            }
            if let Some(page) = page.take() {
                structure.boilerplate.push(self.span(page));
            }
            if dated {
                continue;
            }
            if let Some(byline) = self.labelled_byline(line).or_else(|| self.names_only(line)) {
                structure.byline =
                    Some(structure.byline.map_or(byline, |b| if self.adjoins(b, line) { b.cover(byline) } else { b }));
            }
        }
        if let Some(page) = page {
            structure.boilerplate.push(self.span(page));
        }
    }

    /// Whether the line begins where `span` ends, white space apart.
    fn adjoins(&self, span: Span<Norm>, line: TokenRange) -> bool {
        let at = self.tokens.partition_point(|t| t.span.end() <= span.end());
        at == line.start as usize
    }

    fn labelled_byline(&self, line: TokenRange) -> Option<Span<Norm>> {
        let short = line.len() <= LONGEST_LABEL && line.len() >= 2;
        let text = self.folded(line);
        (short && !self.is_prose(line) && BYLINE.iter().any(|b| text.starts_with(b))).then(|| self.span(line))
    }

    /// `Dương Út`, `Đặng Thủy - Đàm Linh`, `HỮU MẪU`, `T.H`: names and what joins them.
    fn names_only(&self, line: TokenRange) -> Option<Span<Norm>> {
        const AND: u64 = key_of_lower("và");
        if line.len() > 14 || line.is_empty() {
            return None;
        }
        let tokens = self.tokens.get(line.range())?;
        let (mut run, mut names) = (0, 0);
        for (i, token) in (line.start..).zip(tokens) {
            let name = matches!(token.kind, TokenKind::Syllable | TokenKind::Abbreviation) && token.case != Case::Lower;
            let joint = token.key == AND || matches!(self.text(i), "-" | "–" | "," | "&" | "." | "/" | "(" | ")" | ";");
            match (name, joint) {
                (true, _) => run += 1,
                (_, true) if run > 0 => {
                    names += 1;
                    run = 0;
                }
                (_, true) => {}
                _ => return None,
            }
            if run > 4 {
                return None;
            }
        }
        (run > 0 || names > 0).then(|| self.span(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(text: &str) -> Structure {
        let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
        crate::token::tokenize(text, &mut tokens);
        crate::sentence::split(text, &tokens, &mut sentences);
        read(text, &tokens, &sentences)
    }

    const BODY: &str = "Sáng qua, xã Gò Sen tổ chức hội nghị bàn về việc chăm sóc đường hoa và kênh mương.";

    #[test]
    fn every_part_of_a_page() {
        let text = format!(
            "Đảng bộ huyện Gò Sen\n\nNâng cao chất lượng họp chi bộ ở cơ sở\n\nCập nhật ngày: 23/08/2013 04:52:43\n\n\
             {BODY}\n\n{BODY}\n\nLê Mẫu\n\n< Trở về trang trước\nGửi bình luận của bạn"
        );
        let found = layout(&text);
        let cut = |s: Option<Span<Norm>>| s.map(|s| &text[s.range()]).unwrap_or_default();
        assert_eq!(cut(found.kicker), "Đảng bộ huyện Gò Sen");
        assert_eq!(cut(found.heading), "Nâng cao chất lượng họp chi bộ ở cơ sở");
        assert_eq!(cut(found.published.map(|p| p.0)), "Cập nhật ngày: 23/08/2013 04:52:43");
        assert_eq!(found.published.unwrap().1.to_string(), "2013-08-23");
        assert_eq!(cut(found.byline), "Lê Mẫu");
        assert_eq!(found.boilerplate.len(), 1);
        assert_eq!(cut(Some(found.boilerplate[0])), "< Trở về trang trước\nGửi bình luận của bạn");
    }

    #[test]
    fn dates_of_publication_in_their_forms() {
        for (line, day) in [
            ("Thứ sáu, 23/08/2013, 04:52 (GMT+7)", "2013-08-23"),
            ("Ngày đăng: 5-6-2020", "2020-06-05"),
            ("Hà Nội, ngày 5 tháng 6 năm 2020", "2020-06-05"),
            ("14:05 | 02/03/2024", "2024-03-02"),
            ("2021-11-30", "2021-11-30"),
        ] {
            let found = layout(&format!("Gò Sen trồng thêm hoa\n{line}\n{BODY}"));
            assert_eq!(found.published.map(|p| p.1.to_string()).as_deref(), Some(day), "{line}");
        }
        assert!(
            layout(&format!("Gò Sen trồng hoa\n{BODY}\nNgày 5/6/2020, xã sẽ tổng kết phong trào\n{BODY}"))
                .published
                .is_none()
        );
    }

    #[test]
    fn a_text_without_layout_has_none() {
        for text in ["", "Gò Sen", BODY, "Ngày 5/6/2020, ông Lê Văn Mẫu họp.", "a\nb\nc"] {
            let found = layout(text);
            assert_eq!(found, Structure::default(), "{text}");
        }
        let two = format!("{BODY}\n{BODY}");
        assert_eq!(layout(&two), Structure::default());
    }

    #[test]
    fn bylines_have_a_label_or_are_names_only() {
        for line in ["Bài, ảnh: Lê Mẫu", "ĐẶNG MẪU - ĐÀM THỬ", "Theo Báo Gò Sen", "Lê Mẫu và Trần Thử", "T.H"]
        {
            let text = format!("Gò Sen trồng hoa\n{BODY}\n{line}");
            let found = layout(&text);
            assert_eq!(found.byline.map(|s| &text[s.range()]), Some(line));
        }
        let text = format!("Gò Sen trồng hoa\n{BODY}\nmột dòng lạ ở cuối trang");
        assert!(layout(&text).byline.is_none());
    }

    #[test]
    fn many_lines_take_linear_time() {
        assert_eq!(layout(&"\nab (".repeat(100_000)).heading, None);
    }
}
