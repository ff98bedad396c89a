//! Tab-separated tables with a header row; `#` begins a comment line.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// A table in memory.
pub struct Table {
    path: PathBuf,
    header: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
}

/// A row of a table.
pub struct Row<'a> {
    /// Line in the file, from 1.
    pub line: usize,
    cells: &'a [String],
}

impl Row<'_> {
    /// A cell; empty when the row is shorter.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |c| c)
    }
}

impl Table {
    /// Reads a table.
    ///
    /// # Errors
    /// When the file cannot be read or is empty.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
        let cells = |line: &str| line.split('\t').map(|c| c.trim().to_owned()).collect::<Vec<_>>();
        let (_, header) = lines.next().with_context(|| format!("{} is empty", path.display()))?;
        let rows = lines.map(|(n, line)| (n + 1, cells(line))).collect();
        Ok(Self { path: path.to_owned(), header: cells(header), rows })
    }

    /// The index of a column.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn column(&self, name: &str) -> Result<usize> {
        self.header
            .iter()
            .position(|c| c == name)
            .with_context(|| format!("{} has no column {name:?}; it has {:?}", self.path.display(), self.header))
    }

    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { line: *line, cells })
    }
}
