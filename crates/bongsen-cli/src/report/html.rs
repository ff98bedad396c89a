//! The page of a document: one self-contained HTML file, no script, no outside resource.
//!
//! The running text keeps every character; entities are nested `<mark>`s with their label before them and their rule and
//! place in the tooltip. Tables point into the text by fragment links. Text of others is escaped and isolated, so that
//! neither markup nor bidi controls in it can reach the page around it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use bongsen::place::{Link, Unit};
use bongsen::record::{DocumentRecord, RecordOptions};
use bongsen::{Document, Entity, EntityKind, Span};

use super::facts::facts;
use super::table::clean;
use super::text::{full_names, place_name};
use super::vietnamese;

/// What the document is called: its heading, else the name of its file. Where the file lies is nobody's business on a
/// page that is passed on.
pub fn title(document: &Document, name: &str) -> String {
    let file = || std::path::Path::new(name).file_name().map_or_else(|| name.into(), |n| n.to_string_lossy());
    match document.heading() {
        Some(heading) => clean(document.slice(heading)),
        None if name == "-" => "Không có tiêu đề".to_owned(),
        None => file().into_owned(),
    }
}

/// The beginning of a page with this title: style and legend.
pub fn head(title: &str) -> String {
    let title = escaped(title);
    let mut legend = String::new();
    for kind in EntityKind::ALL {
        let (class, name) = (class(kind), vietnamese::kind(kind));
        let _ = write!(
            legend,
            "<label class=\"key {class}\"><input type=\"checkbox\" id=\"show-{class}\" checked>{name}</label>"
        );
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n<nav class=\"legend\" aria-label=\"Chú giải\"><b>bongsen</b>{legend}</nav>\n"
    )
}

/// The end of the page.
pub fn foot() -> &'static str {
    "<footer>Trang này do <b>bongsen</b> đọc tự động từ bài viết. Rê chuột lên một tên để xem quy tắc đã nhận ra nó và đơn vị \
     hành chính mà nó chỉ.</footer>\n</body>\n</html>\n"
}

/// One document. `number` tells the documents of a page apart.
pub fn article(document: &Document, name: &str, number: usize) -> String {
    let record = DocumentRecord::new(document, RecordOptions::default());
    let mut out = String::with_capacity(document.text().len() * 4);
    out.push_str("<article>\n");
    header(&mut out, document, &record, name);
    officials(&mut out, document, &record, number);
    out.push_str("<div class=\"columns\">\n<main>");
    running_text(&mut out, document, number);
    out.push_str("</main>\n<aside>\n");
    places(&mut out, document, number);
    organizations(&mut out, document, &record, number);
    abbreviations(&mut out, document);
    quotations(&mut out, document, &record);
    out.push_str("</aside>\n</div>\n</article>\n");
    out
}

/// The class of a kind in the style sheet.
const fn class(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Title => "title",
        EntityKind::Org => "org",
        EntityKind::AdminUnit => "unit",
        EntityKind::Loc => "loc",
        EntityKind::Date => "date",
        EntityKind::LegalDoc => "law",
        _ => "other",
    }
}

/// The chip before an entity.
const fn chip(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "người",
        EntityKind::Title => "chức",
        EntityKind::Org => "tổ chức",
        EntityKind::AdminUnit => "địa danh",
        EntityKind::Loc => "nơi",
        EntityKind::Date => "ngày",
        EntityKind::LegalDoc => "văn bản",
        _ => "khác",
    }
}

/// Escapes text for elements and attribute values. Characters that HTML forbids become U+FFFD.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            // A bare CR would be read as a line break; with LF it is one.
            '\r' => {}
            c if c.is_control() => out.push('\u{FFFD}'),
            _ => out.push(c),
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(&mut out, text);
    out
}

fn header(out: &mut String, document: &Document, record: &DocumentRecord<'_>, name: &str) {
    out.push_str("<header>\n");
    if let Some(kicker) = record.document.kicker {
        let _ = writeln!(out, "<p class=\"kicker\"><bdi>{}</bdi></p>", escaped(kicker));
    }
    let _ = writeln!(out, "<h1><bdi>{}</bdi></h1>", escaped(&title(document, name)));
    let mut facts = Vec::new();
    match document.date() {
        Some(date) => facts.push(format!("<time datetime=\"{date}\">{}</time>", vietnamese::date(date))),
        None => facts.push("không rõ ngày".to_owned()),
    }
    if !record.document.byline.is_empty() {
        facts.push(format!("Tác giả: <bdi>{}</bdi>", escaped(&record.document.byline.join(", "))));
    }
    facts.push(format!("{} câu", vietnamese::number(document.sentences().len())));
    facts.push(format!("{} từ", vietnamese::number(document.words().len())));
    let _ = writeln!(out, "<p class=\"facts\">{}</p>", facts.join(" · "));
    out.push_str("<p class=\"counts\">");
    for kind in EntityKind::ALL {
        let count = document.entities().filter(|e| e.kind() == kind).count();
        if count > 0 {
            let _ = write!(out, "<span class=\"{}\"><b>{count}</b> {}</span>", class(kind), vietnamese::kind(kind));
        }
    }
    out.push_str("</p>\n</header>\n");
}

/// A name that leads to an entity of the text.
fn link(name: &str, entity: Option<Entity<'_>>, number: usize) -> String {
    let name = escaped(name);
    match entity {
        Some(entity) => format!("<a href=\"#{}\"><bdi>{name}</bdi></a>", anchor(entity, number)),
        None => format!("<bdi>{name}</bdi>"),
    }
}

fn anchor(entity: Entity<'_>, number: usize) -> String {
    format!("d{number}e{}", entity.id().0)
}

fn officials(out: &mut String, document: &Document, record: &DocumentRecord<'_>, number: usize) {
    out.push_str("<section class=\"officials\">\n<h2>Ai giữ chức gì</h2>\n");
    if document.officials().len() == 0 {
        out.push_str("<p class=\"none\">Bài không nêu ai giữ chức vụ gì.</p>\n</section>\n");
        return;
    }
    out.push_str(
        "<table>\n<thead><tr><th>Người</th><th>Vai trò</th><th>Tổ chức</th><th>Địa bàn</th><th>Tình trạng</th></tr></thead>\n<tbody>\n",
    );
    for fact in facts(document, record) {
        let official = fact.official;
        let organization =
            fact.organization.as_ref().map_or_else(|| "–".to_owned(), |o| link(o, official.organization(), number));
        let area = fact.area.as_ref().map_or_else(
            || "–".to_owned(),
            |a| {
                // The place of a body that is named short is written elsewhere: the body leads there.
                let name = link(&a.name, official.area().or(official.organization()), number);
                let code = a.code.as_ref().map(|c| format!(" <code>{}</code>", escaped(c)));
                name + &code.unwrap_or_default()
            },
        );
        let _ = writeln!(
            out,
            "<tr><td class=\"who\">{}</td><td title=\"{}\"><bdi>{}</bdi></td><td>{organization}</td><td>{area}</td><td>{}</td></tr>",
            link(&fact.person, official.person(), number),
            escaped(&format!("{}\n“{}”", official.pattern(), document.slice(official.evidence()))),
            escaped(&fact.role),
            fact.status(),
        );
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

/// A stretch of the text that becomes an element.
struct Mark {
    span: Span,
    /// Order of what starts and ends together: the lesser is outside.
    rank: u32,
    open: String,
    close: &'static str,
}

fn running_text(out: &mut String, document: &Document, number: usize) {
    let mut marks = Vec::new();
    let layout = |span: Option<Span>, class: &str| {
        span.map(|span| Mark { span, rank: 0, open: format!("<span class=\"{class}\">"), close: "</span>" })
    };
    marks.extend(layout(document.kicker(), "kicker-line"));
    marks.extend(layout(document.heading(), "heading-line"));
    marks.extend(layout(document.byline(), "byline-line"));
    marks.extend(document.boilerplate().filter_map(|span| layout(Some(span), "boilerplate")));
    for quotation in document.quotations() {
        marks.push(Mark { span: quotation.span(), rank: 1, open: "<q>".to_owned(), close: "</q>" });
    }
    for entity in document.entities() {
        let open = format!(
            "<mark id=\"{}\" class=\"{}\" data-label=\"{}\" title=\"{}\">",
            anchor(entity, number),
            class(entity.kind()),
            chip(entity.kind()),
            escaped(&tooltip(entity)),
        );
        marks.push(Mark { span: entity.span(), rank: 2 + entity.id().0, open, close: "</mark>" });
    }
    marks.retain(|m| !m.span.is_empty());
    marks.sort_by_key(|m| (m.span.start(), std::cmp::Reverse(m.span.end()), m.rank));
    let text = document.text();
    let mut open: Vec<(u32, &'static str)> = Vec::new();
    let mut at = 0;
    for mark in &marks {
        close(out, text, &mut open, &mut at, mark.span.start());
        // What crosses an element around it cannot be drawn; entities never cross each other.
        if open.last().is_some_and(|(end, _)| *end < mark.span.end()) {
            continue;
        }
        escape(out, &text[at as usize..mark.span.start() as usize]);
        at = mark.span.start();
        out.push_str(&mark.open);
        open.push((mark.span.end(), mark.close));
    }
    close(out, text, &mut open, &mut at, u32::MAX);
    escape(out, &text[at as usize..]);
}

/// Writes the text up to each end that comes no later than `limit`, and ends the elements there.
fn close(out: &mut String, text: &str, open: &mut Vec<(u32, &'static str)>, at: &mut u32, limit: u32) {
    while let Some((end, tag)) = open.pop_if(|(end, _)| *end <= limit) {
        escape(out, &text[*at as usize..end as usize]);
        *at = end;
        out.push_str(tag);
    }
}

/// What the tooltip of an entity says.
fn tooltip(entity: Entity<'_>) -> String {
    let mut lines = vec![format!("{} · {}", vietnamese::kind(entity.kind()), entity.origin())];
    if let Some(value) = entity.value() {
        lines.push(value.to_owned());
    }
    if let Some(link) = entity.place() {
        lines.push(place_line(link));
    }
    lines.join("\n")
}

/// A place with what it lies in and since when.
fn place_line(link: &Link) -> String {
    let how = vietnamese::how(link.how());
    match link.unit() {
        Some(unit) => {
            let parents: Vec<String> = link.parents().map(|p| format!("{} ({})", p.full_name(), p.code())).collect();
            let within = if parents.is_empty() { String::new() } else { format!("\n{}", parents.join(", ")) };
            format!("{} ({}){within}\n{} [{how}]", unit.full_name(), unit.code(), vietnamese::period(unit))
        }
        None if link.total() > 0 => format!("{how}: {} đơn vị", link.total()),
        None => how.to_owned(),
    }
}

fn places(out: &mut String, document: &Document, number: usize) {
    let mut seen = BTreeSet::new();
    let mut rows = String::new();
    for entity in document.entities().filter(|e| e.kind() == EntityKind::AdminUnit) {
        let Some(found) = entity.place() else { continue };
        let name = place_name(entity.text(), Some(found));
        if !seen.insert(name.to_lowercase()) {
            continue;
        }
        let _ = write!(rows, "<li><a href=\"#{}\"><bdi>", anchor(entity, number));
        match found.unit() {
            Some(unit) => {
                let _ = write!(rows, "{}</bdi></a> <code>{}</code>", escaped(&unit.full_name()), escaped(&unit.code()));
                let parents: Vec<String> = found.parents().map(Unit::full_name).collect();
                if !parents.is_empty() {
                    let _ = write!(rows, "<small>{}</small>", escaped(&parents.join(", ")));
                }
                let _ = write!(rows, "<small>hiệu lực {}</small>", escaped(&vietnamese::period(unit)));
                let next: Vec<String> =
                    unit.successors().map(|(s, _)| format!("{} ({})", s.full_name(), s.code())).collect();
                if !next.is_empty() {
                    let _ = write!(rows, "<small>sau đó {}</small>", escaped(&next.join("; ")));
                }
            }
            None => {
                let _ =
                    write!(rows, "{}</bdi></a><small>{}</small>", escaped(entity.text()), escaped(&place_line(found)));
            }
        }
        rows.push_str("</li>\n");
    }
    if !rows.is_empty() {
        let _ = write!(out, "<section>\n<h2>Địa danh hành chính</h2>\n<ul>\n{rows}</ul>\n</section>\n");
    }
}

fn organizations(out: &mut String, document: &Document, record: &DocumentRecord<'_>, number: usize) {
    if record.organizations.is_empty() {
        return;
    }
    let entities: BTreeMap<String, Entity<'_>> =
        document.entities().filter(|e| e.kind() == EntityKind::Org).map(|e| (format!("e{}", e.id().0), e)).collect();
    out.push_str("<section>\n<h2>Tổ chức</h2>\n<ul>\n");
    for organization in &record.organizations {
        let first = organization.mentions.first().and_then(|id| entities.get(id));
        let href = first.map(|e| anchor(*e, number)).unwrap_or_default();
        let count = organization.mentions.len();
        let times = if count > 1 { format!(" <span class=\"times\">×{count}</span>") } else { String::new() };
        let _ = writeln!(out, "<li><a href=\"#{href}\"><bdi>{}</bdi></a>{times}</li>", escaped(&organization.name));
    }
    out.push_str("</ul>\n</section>\n");
}

fn abbreviations(out: &mut String, document: &Document) {
    if document.abbreviations().len() == 0 {
        return;
    }
    out.push_str("<section>\n<h2>Chữ viết tắt</h2>\n<dl>\n");
    for abbreviation in document.abbreviations() {
        let (short, long) = (escaped(abbreviation.short()), escaped(abbreviation.long()));
        let uses = abbreviation.uses().len();
        let times =
            if uses > 0 { format!(" <span class=\"times\">dùng lại {uses} lần</span>") } else { String::new() };
        let _ = writeln!(out, "<dt><bdi>{short}</bdi></dt><dd><bdi>{long}</bdi>{times}</dd>");
    }
    out.push_str("</dl>\n</section>\n");
}

fn quotations(out: &mut String, document: &Document, record: &DocumentRecord<'_>) {
    if document.quotations().len() == 0 {
        return;
    }
    out.push_str("<section>\n<h2>Lời trích dẫn</h2>\n");
    let names = full_names(record);
    for (quotation, said) in document.quotations().zip(&record.quotations) {
        let person = said.speaker_id.as_ref().and_then(|id| names.get(id.as_str()));
        let speaker = person.map(|p| (*p).to_owned()).or_else(|| quotation.speaker().map(|e| e.text().to_owned()));
        let speaker = speaker.map_or_else(|| "không rõ ai nói".to_owned(), |s| escaped(&s));
        let _ = writeln!(
            out,
            "<blockquote><bdi>{}</bdi><cite>— <bdi>{speaker}</bdi></cite></blockquote>",
            escaped(quotation.text())
        );
    }
    out.push_str("</section>\n");
}

const STYLE: &str = include_str!("page.css");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(escaped("<b title='\"'>&\0\r\n"), "&lt;b title=&#39;&quot;&#39;&gt;&amp;\u{FFFD}\n");
    }

    #[test]
    fn the_page_asks_for_nothing_outside() {
        let page = head("x") + foot();
        for outside in ["http:", "https:", "src=", "url(", "@import", "<script"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }
}
