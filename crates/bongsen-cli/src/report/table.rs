//! Columns for terminals, and text that is safe to print there.

/// Columns that a character takes, taking Vietnamese and other Latin text: combining marks and format characters take none.
fn char_width(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36F}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}'
        | '\u{FEFF}' => 0,
        // East Asian wide characters and emoji.
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{303E}'
        | '\u{3041}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{1F300}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// Text of others on one line, without what would steer a terminal: control characters and bidi controls become U+FFFD,
/// white space one space.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && !out.is_empty() {
            out.push(' ');
        }
        let steers = c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        out.push(if steers { '\u{FFFD}' } else { c });
    }
    out
}

/// Breaks a text at spaces into lines of at most `columns`; a longer word is cut.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let size = width(word);
        if used > 0 && used + 1 + size > columns {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if size <= columns {
            line.push_str(word);
            used += size;
            continue;
        }
        for c in word.chars() {
            if used + char_width(c) > columns {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += char_width(c);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// A table whose cells are wrapped to fit.
pub struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// The least width that a column is squeezed to.
const NARROW: usize = 8;
const GAP: usize = 2;

impl Table {
    pub fn new<const N: usize>(headings: [&str; N]) -> Self {
        Self { headings: headings.map(str::to_owned).into(), rows: Vec::new() }
    }

    /// Adds a row; cells are cleaned.
    pub fn row<const N: usize>(&mut self, cells: &[String; N]) {
        self.rows.push(cells.iter().map(|c| clean(c)).collect());
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The lines, at most `columns` wide where that can be. A column in which every cell is the same dash is left out.
    pub fn render(&self, columns: usize) -> String {
        self.lines(columns).join("\n") + "\n"
    }

    /// As [`render`](Self::render), as lines: headings, a rule, then the rows.
    pub fn lines(&self, columns: usize) -> Vec<String> {
        let shown: Vec<usize> = (0..self.headings.len())
            .filter(|&i| self.rows.iter().any(|r| !matches!(r[i].as_str(), "" | "–")))
            .collect();
        let mut widths: Vec<usize> = shown
            .iter()
            .map(|&i| self.rows.iter().map(|r| width(&r[i])).chain([width(&self.headings[i])]).max().unwrap_or(0))
            .collect();
        let room = columns.saturating_sub(GAP * widths.len().saturating_sub(1));
        while widths.iter().sum::<usize>() > room {
            // The widest column gives way.
            let Some(widest) = widths.iter_mut().max() else { break };
            if *widest <= NARROW {
                break;
            }
            *widest -= 1;
        }
        let mut out = Vec::new();
        let draw = |cells: &[String], out: &mut Vec<String>| {
            let cells: Vec<Vec<String>> = shown.iter().zip(&widths).map(|(&i, &w)| wrap(&cells[i], w)).collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(0);
            for row in 0..height {
                let mut line = String::new();
                for (cell, &w) in cells.iter().zip(&widths) {
                    let text = cell.get(row).map_or("", String::as_str);
                    line.push_str(text);
                    line.push_str(&" ".repeat((w + GAP).saturating_sub(width(text))));
                }
                out.push(line.trim_end().to_owned());
            }
        };
        draw(&self.headings, &mut out);
        out.push(widths.iter().map(|w| "─".repeat(*w)).collect::<Vec<_>>().join(&" ".repeat(GAP)));
        for row in &self.rows {
            draw(row, &mut out);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_text_is_as_wide_as_composed() {
        assert_eq!(width("Tháp Mười"), 9);
        assert_eq!(width("Tha\u{301}p Mu\u{31B}o\u{31B}\u{300}i"), 9);
        assert_eq!(width("a\u{200B}b"), 2);
    }

    #[test]
    fn text_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\n\n c\u{202e}d"), "a\u{FFFD}[31mb c\u{FFFD}d");
    }

    #[test]
    fn wrapping_keeps_every_word_and_the_width() {
        let text = "Bí thư Đảng ủy xã Đốc Binh Kiều";
        for columns in 4..40 {
            let lines = wrap(text, columns);
            assert!(lines.iter().all(|l| width(l) <= columns), "{lines:?}");
            assert_eq!(lines.join(" "), text);
        }
        assert_eq!(wrap("nghiêng", 3).concat(), "nghiêng");
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn a_table_fits_and_leaves_out_empty_columns() {
        let mut table = Table::new(["Người", "Chức danh", "Mã"]);
        table.row(&["Lê Thị Vân".into(), "Chủ tịch Ủy ban nhân dân xã Mỹ Quý".into(), "–".into()]);
        let lines = table.lines(32);
        assert!(lines.iter().all(|l| width(l) <= 32), "{lines:#?}");
        assert!(!lines[0].contains("Mã"));
        assert!(lines[2].starts_with("Lê Thị Vân  Chủ tịch"), "{lines:#?}");
    }
}
