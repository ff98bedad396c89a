//! The report of a document: what a reader wants to know, on a page of plain text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use bongsen::place::{Link, Unit};
use bongsen::record::{DocumentRecord, OrganizationRecord, RecordOptions};
use bongsen::{Document, EntityKind};

use super::facts::facts;
use super::table::{Table, clean, width, wrap};
use super::vietnamese;

/// How the report is set.
#[derive(Clone, Copy)]
pub struct Style {
    /// ANSI colours.
    pub colour: bool,
    /// Columns of the page.
    pub columns: usize,
}

impl Style {
    fn paint(self, code: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    fn dim(self, text: &str) -> String {
        self.paint("2", text)
    }
}

/// The colour of a kind on a terminal.
const fn colour(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "1;34",
        EntityKind::Title => "35",
        EntityKind::Org => "33",
        EntityKind::AdminUnit => "32",
        EntityKind::Loc => "36",
        EntityKind::Date => "31",
        _ => "37",
    }
}

/// Columns of running text, for comfortable reading.
const PROSE: usize = 92;

/// The report.
pub fn report(document: &Document, name: &str, style: Style) -> String {
    let mut page = Page { style, columns: style.columns.min(110), out: String::new() };
    let record = DocumentRecord::new(document, RecordOptions::default());
    page.head(document, &record, name);
    page.officials(document, &record);
    page.places(document);
    page.organizations(&record);
    page.others(document, EntityKind::LegalDoc, "VĂN BẢN");
    page.people(document, &record);
    page.abbreviations(document);
    page.quotations(document, &record);
    page.others(document, EntityKind::Date, "NGÀY THÁNG");
    page.others(document, EntityKind::Loc, "NƠI KHÁC");
    page.figures(document);
    page.out
}

struct Page {
    style: Style,
    columns: usize,
    out: String,
}

impl Page {
    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn section(&mut self, heading: &str, count: usize) {
        let count = if count > 0 { format!(" ({})", vietnamese::number(count)) } else { String::new() };
        self.line("");
        let heading = format!("{heading}{count}");
        let text = self.style.paint("1;36", &heading);
        self.line(&text);
    }

    fn head(&mut self, document: &Document, record: &DocumentRecord<'_>, name: &str) {
        let rule = "━".repeat(self.columns);
        let rule = self.style.dim(&rule);
        self.line(&rule);
        if let Some(kicker) = record.document.kicker {
            let kicker = self.style.dim(&clean(kicker));
            self.line(&kicker);
        }
        let title = record.document.title.map_or_else(|| "(không có tiêu đề)".to_owned(), clean);
        for line in wrap(&title, self.columns) {
            let line = self.style.bold(&line);
            self.line(&line);
        }
        let mut facts = Vec::new();
        if let Some(date) = document.date() {
            let time =
                record.document.published.as_deref().and_then(|p| p.split_once('T')).map(|(_, t)| format!(" {t}"));
            let same = document.published().is_some_and(|(_, published)| published == date);
            facts.push(vietnamese::date(date) + &time.filter(|_| same).unwrap_or_default());
        } else {
            facts.push("không rõ ngày".to_owned());
        }
        if !record.document.byline.is_empty() {
            facts.push(format!("Tác giả: {}", clean(&record.document.byline.join(", "))));
        }
        if name != "-" {
            facts.push(clean(name));
        }
        let facts = self.style.dim(&facts.join("  ·  "));
        self.line(&facts);
        self.line(&rule);
    }

    fn officials(&mut self, document: &Document, record: &DocumentRecord<'_>) {
        let mut table = Table::new(["Người", "Vai trò", "Tổ chức", "Địa bàn", "Tình trạng"]);
        let mut seen = BTreeSet::new();
        for fact in facts(document, record) {
            let status = fact.status().to_owned();
            let area = fact.area.map_or_else(|| "–".to_owned(), |a| a.with_code());
            let cells = [fact.person, fact.role, fact.organization.unwrap_or_else(|| "–".to_owned()), area, status];
            // The same fact twice in an article is one line.
            if seen.insert(cells.clone()) {
                table.row(&cells);
            }
        }
        self.section("AI GIỮ CHỨC GÌ", seen.len());
        if table.is_empty() {
            let none = self.style.dim("  Bài không nêu ai giữ chức vụ gì.");
            self.line(&none);
            return;
        }
        for (i, line) in table.lines(self.columns - 2).into_iter().enumerate() {
            let line = if i == 0 {
                self.style.bold(&line)
            } else if i == 1 {
                self.style.dim(&line)
            } else {
                line
            };
            self.line(&format!("  {line}"));
        }
    }

    fn places(&mut self, document: &Document) {
        // Units in order of mention, with how often they are named; then what is not linked.
        let mut order: Vec<(String, &Link, usize, bool)> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for entity in document.entities().filter(|e| e.kind() == EntityKind::AdminUnit) {
            let Some(link) = entity.place() else { continue };
            let (key, certain) = match link.unit() {
                Some(unit) => (format!("{:?}", unit.id()), true),
                None => (clean(entity.text()).to_lowercase(), false),
            };
            if let Some(&at) = known.get(&key) {
                order[at].2 += 1;
            } else {
                known.insert(key, order.len());
                order.push((clean(entity.text()), link, 1, certain));
            }
        }
        if order.is_empty() {
            return;
        }
        self.section("ĐỊA DANH HÀNH CHÍNH", order.len());
        for (text, link, count, certain) in order.iter().filter(|o| o.3).chain(order.iter().filter(|o| !o.3)) {
            let times = if *count > 1 { format!("  ×{count}") } else { String::new() };
            if let Some(unit) = link.unit().filter(|_| *certain) {
                let heading = self.style.paint(colour(EntityKind::AdminUnit), &unit.full_name());
                let code = self.style.bold(&unit.code());
                self.line(&format!("  {heading}  mã {code}{times}"));
                let parents: Vec<String> =
                    link.parents().map(|p| format!("{} ({})", p.full_name(), p.code())).collect();
                if !parents.is_empty() {
                    self.line(&format!("      thuộc     {}", parents.join(", ")));
                }
                self.line(&format!("      hiệu lực  {}   [{}]", vietnamese::period(unit), vietnamese::how(link.how())));
                let successors: Vec<String> = unit
                    .successors()
                    .map(|(s, share)| {
                        let part = if share.label() == "part" { ", một phần" } else { "" };
                        format!("{} ({}{part})", s.full_name(), s.code())
                    })
                    .collect();
                if !successors.is_empty() {
                    self.wrapped("      sau đó    ", &successors.join("; "));
                }
            } else {
                let heading = self.style.paint(colour(EntityKind::AdminUnit), text);
                let how = self.style.dim(&format!("[{}]", vietnamese::how(link.how())));
                self.line(&format!("  {heading}{times}  {how}"));
                let candidates: Vec<String> = link
                    .candidates()
                    .take(4)
                    .map(|c| {
                        let around: Vec<String> = c.parents(c.nearest_day(link.on())).map(Unit::full_name).collect();
                        format!("{} ({}), {}", c.full_name(), c.code(), around.join(", "))
                    })
                    .collect();
                let more = link.total().saturating_sub(candidates.len() as u32);
                let more = if more > 0 { format!("; và {more} đơn vị nữa") } else { String::new() };
                if !candidates.is_empty() {
                    self.wrapped("      có thể    ", &(candidates.join("; ") + &more));
                }
            }
        }
        let undated = order.first().is_some_and(|o| !o.1.is_dated());
        if undated {
            let note = self.style.dim("  Bài không rõ ngày: địa danh được hiểu theo danh mục mới nhất (xem --date).");
            self.line(&note);
        }
    }

    fn organizations(&mut self, record: &DocumentRecord<'_>) {
        let all = &record.organizations;
        if all.is_empty() {
            return;
        }
        self.section("TỔ CHỨC", all.len());
        // A body whose name is part of another's name has that one under it.
        let mut children: BTreeMap<&str, Vec<&OrganizationRecord>> = BTreeMap::new();
        for organization in all {
            children.entry(organization.parent_id.as_deref().unwrap_or("")).or_default().push(organization);
        }
        let mut open: Vec<(&OrganizationRecord, usize)> =
            children.get("").into_iter().flatten().rev().map(|o| (*o, 0)).collect();
        while let Some((organization, depth)) = open.pop() {
            let branch = if depth > 0 { format!("{}└ ", "  ".repeat(depth - 1)) } else { String::new() };
            let name = self.style.paint(colour(EntityKind::Org), &clean(&organization.name));
            let count = organization.mentions.len();
            let times = if count > 1 { format!("  ×{count}") } else { String::new() };
            self.line(&format!("  {branch}{name}{times}"));
            open.extend(children.remove(organization.id.as_str()).into_iter().flatten().rev().map(|o| (o, depth + 1)));
        }
    }

    /// Persons of whom the text names no post.
    fn people(&mut self, document: &Document, record: &DocumentRecord<'_>) {
        let holders: BTreeSet<&str> = record.memberships.iter().map(|m| m.person_id.as_str()).collect();
        let authors: BTreeSet<&str> = record.document.byline_person_ids.iter().map(String::as_str).collect();
        let others: Vec<String> = record
            .persons
            .iter()
            .filter(|p| !holders.contains(p.id.as_str()) && !authors.contains(p.id.as_str()))
            .map(|p| counted(&clean(&p.name), p.mentions.len()))
            .collect();
        if !others.is_empty() && document.entities().len() > 0 {
            self.section("NGƯỜI KHÁC", others.len());
            self.wrapped("  ", &others.join("; "));
        }
    }

    fn others(&mut self, document: &Document, kind: EntityKind, heading: &str) {
        let mut order: Vec<(String, usize)> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for entity in document.entities().filter(|e| e.kind() == kind) {
            let text = clean(entity.text());
            if let Some(&at) = known.get(&text.to_lowercase()) {
                order[at].1 += 1;
            } else {
                known.insert(text.to_lowercase(), order.len());
                order.push((text, 1));
            }
        }
        if !order.is_empty() {
            self.section(heading, order.len());
            let texts: Vec<String> = order.iter().map(|(text, count)| counted(text, *count)).collect();
            self.wrapped("  ", &texts.join("; "));
        }
    }

    fn abbreviations(&mut self, document: &Document) {
        if document.abbreviations().len() == 0 {
            return;
        }
        self.section("CHỮ VIẾT TẮT", document.abbreviations().len());
        for abbreviation in document.abbreviations() {
            let short = self.style.bold(&clean(abbreviation.short()));
            let uses = abbreviation.uses().len();
            let uses = if uses > 0 { self.style.dim(&format!("  (dùng lại {uses} lần)")) } else { String::new() };
            self.line(&format!("  {short} = {}{uses}", clean(abbreviation.long())));
        }
    }

    fn quotations(&mut self, document: &Document, record: &DocumentRecord<'_>) {
        if document.quotations().len() == 0 {
            return;
        }
        self.section("LỜI TRÍCH DẪN", document.quotations().len());
        let names = full_names(record);
        for (quotation, said) in document.quotations().zip(&record.quotations) {
            // The full name, when the text names the speaker by a part of it.
            let person = said.speaker_id.as_ref().and_then(|id| names.get(id.as_str()));
            let speaker = person.map(|p| (*p).to_owned()).or_else(|| quotation.speaker().map(|e| e.text().to_owned()));
            let speaker = speaker.map_or_else(|| "(không rõ ai nói)".to_owned(), |s| clean(&s));
            let speaker = self.style.paint(colour(EntityKind::Person), &speaker);
            let cue = quotation.cue().map(|c| self.style.dim(&format!("  [{}]", clean(c)))).unwrap_or_default();
            self.line(&format!("  {speaker}{cue}"));
            self.wrapped("    ", &format!("“{}”", clean(quotation.text())));
        }
    }

    fn figures(&mut self, document: &Document) {
        self.section("SỐ LIỆU", 0);
        let count = |kind| document.entities().filter(|e| e.kind() == kind).count();
        let kinds: Vec<String> = EntityKind::ALL
            .into_iter()
            .filter(|&kind| count(kind) > 0)
            .map(|kind| format!("{} {}", vietnamese::kind(kind), vietnamese::number(count(kind))))
            .collect();
        if !kinds.is_empty() {
            self.wrapped("  ", &kinds.join(" · "));
        }
        let sizes = format!(
            "{} câu · {} từ · {} chữ cái và dấu",
            vietnamese::number(document.sentences().len()),
            vietnamese::number(document.words().len()),
            vietnamese::number(document.text().chars().count()),
        );
        self.line(&format!("  {sizes}"));
    }

    /// Running text, each line under the first.
    fn wrapped(&mut self, first: &str, text: &str) {
        let indent = width(first);
        let lines = wrap(text, self.columns.min(PROSE).saturating_sub(indent));
        for (i, line) in lines.iter().enumerate() {
            let mut out = String::new();
            let _ = write!(out, "{}{line}", if i == 0 { first.to_owned() } else { " ".repeat(indent) });
            self.line(&out);
        }
    }
}

fn counted(text: &str, count: usize) -> String {
    if count > 1 { format!("{text} ×{count}") } else { text.to_owned() }
}

/// For each person's id the full name.
pub fn full_names<'r>(record: &'r DocumentRecord<'_>) -> BTreeMap<&'r str, &'r str> {
    record.persons.iter().map(|p| (p.id.as_str(), p.name.as_str())).collect()
}

/// `xã Đốc Binh Kiều (30061)`, or the text as written when the unit is not certain.
pub fn place_name(text: &str, link: Option<&Link>) -> String {
    match link.and_then(Link::unit) {
        Some(unit) => format!("{} ({})", unit.full_name(), unit.code()),
        None => clean(text),
    }
}
