//! Machine-segmented news, article by article, put back together as it was written.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use xz2::read::XzDecoder;

use crate::corpora;

/// The news of the corpora.
pub fn default_path() -> PathBuf {
    corpora::corpora().join("raw/news_segmented.txt.xz")
}

/// Calls `each` with the sentences of every article, until it returns `false`.
pub fn each_article(path: &Path, mut each: impl FnMut(&[String]) -> bool) -> Result<()> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let reader: Box<dyn Read> =
        if path.extension().is_some_and(|e| e == "xz") { Box::new(XzDecoder::new(file)) } else { Box::new(file) };
    let mut article = Vec::new();
    for line in BufReader::new(reader).lines() {
        let line = line.with_context(|| format!("in {}", path.display()))?;
        if !line.trim().is_empty() {
            article.push(join(&line));
        } else if !article.is_empty() {
            if !each(&article) {
                return Ok(());
            }
            article.clear();
        }
    }
    if !article.is_empty() {
        each(&article);
    }
    Ok(())
}

/// A segmented line as text: `UBND tỉnh Bình_Thuận , " nói_rằng " .` is `UBND tỉnh Bình Thuận, "nói rằng".`
pub fn join(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut open = false;
    let mut glue = true;
    for form in line.split_whitespace() {
        let closes = form
            .chars()
            .all(|c| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '%' | ')' | ']' | '}' | '”' | '’' | '…'));
        if !(glue || closes || form == "\"" && open) {
            text.push(' ');
        }
        for c in form.chars() {
            text.push(if c == '_' { ' ' } else { c });
        }
        if form == "\"" {
            open = !open;
        }
        glue = matches!(form, "(" | "[" | "{" | "“" | "‘") || (form == "\"" && open);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn marks_go_back_to_their_words() {
        assert_eq!(
            join("Chủ_tịch xã ( Gò_Sen ) nói : \" Dân là gốc \" ."),
            "Chủ tịch xã (Gò Sen) nói: \"Dân là gốc\"."
        );
    }
}
