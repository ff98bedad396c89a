//! Files, folders and standard input; bytes to text.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

use anyhow::{Context, anyhow, bail};

/// Where text is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin => f.write_str("standard input"),
            Self::File(path) => write!(f, "{}", path.display()),
        }
    }
}

impl Source {
    /// The name in answers: `-` for standard input.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Size in bytes, where it is known.
    pub fn size(&self) -> Option<u64> {
        match self {
            Self::Stdin => None,
            Self::File(path) => path.metadata().ok().filter(std::fs::Metadata::is_file).map(|m| m.len()),
        }
    }

    /// Opens it.
    pub fn open(&self) -> anyhow::Result<Box<dyn BufRead>> {
        Ok(match self {
            Self::Stdin => Box::new(io::stdin().lock()),
            Self::File(path) => Box::new(BufReader::with_capacity(1 << 16, open(path)?)),
        })
    }

    /// Reads all of it.
    pub fn read(&self) -> anyhow::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        match self {
            Self::Stdin => io::stdin().lock().read_to_end(&mut bytes),
            Self::File(path) => open(path)?.read_to_end(&mut bytes),
        }
        .context("cannot be read")?;
        Ok(bytes)
    }
}

fn open(path: &Path) -> anyhow::Result<File> {
    if path.is_dir() {
        bail!("is a folder: name a file in it");
    }
    match File::open(path) {
        Ok(file) => Ok(file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => bail!("no such file: check the path"),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            bail!("may not be read: check its permissions")
        }
        Err(error) => Err(error).context("cannot be opened"),
    }
}

/// The sources that arguments name: none, or `-`, is standard input.
pub fn sources(paths: &[PathBuf]) -> Vec<Source> {
    if paths.is_empty() {
        return vec![Source::Stdin];
    }
    paths.iter().map(|p| if p.as_os_str() == "-" { Source::Stdin } else { Source::File(p.clone()) }).collect()
}

/// As [`sources`], with every folder replaced by the `.txt` files in it at any depth, in order of name.
pub fn sources_in_folders(paths: &[PathBuf]) -> anyhow::Result<Vec<Source>> {
    let mut all = Vec::new();
    for source in sources(paths) {
        match source {
            Source::File(path) if path.is_dir() => {
                let before = all.len();
                walk(&path, &mut all, 0)?;
                if all.len() == before {
                    bail!("{}: no .txt file in this folder", path.display());
                }
            }
            other => all.push(other),
        }
    }
    Ok(all)
}

fn walk(folder: &Path, all: &mut Vec<Source>, depth: usize) -> anyhow::Result<()> {
    // Deeper than any real folder: a loop of links.
    if depth > 64 {
        return Ok(());
    }
    let entries = std::fs::read_dir(folder)
        .and_then(Iterator::collect::<io::Result<Vec<_>>>)
        .with_context(|| format!("{}: cannot be listed", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(&path, all, depth + 1)?;
        } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("txt")) {
            all.push(Source::File(path));
        }
    }
    Ok(())
}

/// Bytes to text. `offset` is the place of the first byte in its source, for the message. With `lossy`, each invalid
/// sequence becomes U+FFFD.
pub fn decode(bytes: Vec<u8>, offset: u64, lossy: bool) -> anyhow::Result<String> {
    match String::from_utf8(bytes) {
        Err(error) if lossy => Ok(String::from_utf8_lossy(error.as_bytes()).into_owned()),
        text => text.map_err(|e| anyhow!("{}, or go on with --lossy", not_utf8(&e, offset))),
    }
}

/// What is said of bytes that are not UTF-8: where, and what to do.
pub fn not_utf8(error: &FromUtf8Error, offset: u64) -> String {
    let at = error.utf8_error().valid_up_to();
    let byte = error.as_bytes().get(at).copied().unwrap_or_default();
    let lines = error.as_bytes().iter().take(at).filter(|b| **b == b'\n').count();
    // A line number means something only in a source read from its start.
    let line = if offset == 0 { format!(", line {}", lines + 1) } else { String::new() };
    format!("not UTF-8 at byte {}{line} (0x{byte:02X}): convert the text to UTF-8", offset + at as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invalid_byte_is_named_by_its_place_in_the_source() {
        let error = decode(b"ab\ncd\xC3(".to_vec(), 0, false).unwrap_err().to_string();
        assert!(error.starts_with("not UTF-8 at byte 5, line 2 (0xC3)"), "{error}");
        let error = decode(b"\xFF".to_vec(), 100, false).unwrap_err().to_string();
        assert!(error.starts_with("not UTF-8 at byte 100 (0xFF)"), "{error}");
        assert_eq!(decode(b"a\xFFb".to_vec(), 0, true).unwrap(), "a\u{FFFD}b");
    }

    #[test]
    fn no_path_and_a_dash_are_standard_input() {
        assert_eq!(sources(&[]), [Source::Stdin]);
        let paths = [PathBuf::from("-"), PathBuf::from("a.txt")];
        assert_eq!(sources(&paths), [Source::Stdin, Source::File("a.txt".into())]);
    }
}
