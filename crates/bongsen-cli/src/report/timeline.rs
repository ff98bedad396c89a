//! A timeline to read: posts and who held them, or persons and what they held.

use std::fmt::Write as _;

use bongsen::official::{Area, Post, Tenure};
use bongsen::{Date, PartialDate};

use super::table::clean;
use super::vietnamese;

/// What stands together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum By {
    /// The holders of each post.
    Post,
    /// The posts of each person.
    Person,
}

/// The tenures as lines, a heading before each post or person.
pub fn text(tenures: &[Tenure], by: By) -> String {
    let mut out = String::new();
    let mut last = None;
    for tenure in tenures {
        let (number, heading, line) = match by {
            By::Post => (tenure.post_number, post(&tenure.post), clean(&tenure.person)),
            By::Person => (tenure.person_number, clean(&tenure.person), post(&tenure.post)),
        };
        if last != Some(number) {
            let gap = if last.is_some() { "\n" } else { "" };
            let _ = writeln!(out, "{gap}{heading}");
            last = Some(number);
        }
        let _ = writeln!(out, "  {line}: {}", told(tenure));
    }
    out
}

/// `Chủ tịch UBND xã Mỹ Quý (xã Mỹ Quý, huyện Tháp Mười, tỉnh Đồng Tháp; mã 30055)`.
pub fn post(post: &Post) -> String {
    let mut out = post.role.clone();
    if let Some(body) = &post.organization {
        // `Trưởng ban` of the `Ban Tổ chức` is the `Trưởng Ban Tổ chức`.
        let first = body.split(' ').next().unwrap_or_default().to_lowercase();
        if let Some((rest, last)) = post.role.rsplit_once(' ')
            && last.to_lowercase() == first
        {
            rest.clone_into(&mut out);
        }
        out += " ";
        out += body;
    }
    if let Some(area) = &post.area {
        let _ = write!(out, " ({})", place(area));
    }
    clean(&out)
}

fn place(area: &Area) -> String {
    let mut out = area.name.clone();
    if !area.within.is_empty() {
        let _ = write!(out, ", {}", area.within);
    }
    if let Some(code) = &area.code {
        let _ = write!(out, "; mã {code}");
    }
    out
}

/// `từ 2011 đến 2016; nguyên; thấy ngày 23/08/2013, 2 văn bản`.
fn told(tenure: &Tenure) -> String {
    let mut parts = Vec::new();
    let term: Vec<String> = [("từ", tenure.term.start), ("đến", tenure.term.end)]
        .into_iter()
        .filter_map(|(word, date)| Some(format!("{word} {}", partial(date?))))
        .collect();
    if !term.is_empty() {
        parts.push(term.join(" "));
    }
    let changes = tenure.changes();
    let mut statuses = Vec::new();
    for (i, (on, status)) in changes.iter().enumerate() {
        let word = vietnamese::status(*status);
        // The first is dated by the first sighting.
        statuses.push(match on.filter(|_| i > 0) {
            Some(on) => format!("{word} ({})", vietnamese::date(on)),
            None => word.to_owned(),
        });
    }
    parts.push(statuses.join(" → "));
    let seen = match (tenure.first_seen(), tenure.last_seen()) {
        (Some(first), Some(last)) if first != last => format!("thấy {} – {}, ", day(first), day(last)),
        (Some(first), _) => format!("thấy {}, ", day(first)),
        _ => String::new(),
    };
    parts.push(format!("{seen}{} văn bản", tenure.documents()));
    parts.join("; ")
}

fn day(date: Date) -> String {
    vietnamese::date(date)
}

/// A date as it is written in Vietnamese, as far as it is told: `01/07/2021`, `07/2021`, `2021`, `05/08`.
pub fn partial(date: PartialDate) -> String {
    let parts = [
        date.day().map(|day| format!("{day:02}")),
        date.month().map(|month| format!("{month:02}")),
        date.year().map(|year| format!("{year:04}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("/")
}
