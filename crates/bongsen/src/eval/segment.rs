//! Scoring words against a treebank in `CoNLL-U`, or lines whose syllables are joined with `_`.
//!
//! A word is right when a gold word covers exactly the same characters. White space is not counted, so a program that
//! cuts tokens elsewhere than the treebank, or a text whose spaces were set otherwise, is scored all the same:
//!
//! ```text
//! text      Chủ tịch xã , nói      gold      0-7 7-9 9-10 10-13
//!           Chủ tịch xã, nói       the same
//! ```
//! This is the word F1 of the `CoNLL` 2018 shared task's script, for one sentence at a time.

use super::Counts;
use crate::span::{Orig, Span};

/// A sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoldSentence {
    /// The text as the treebank gives it.
    pub text: String,
    /// The words, in order; syllables of a word are apart by a space.
    pub words: Vec<String>,
}

/// What is wrong with a file of segmented sentences.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct GoldError {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: &'static str,
}

/// Reads gold sentences by the name of their file: lines with syllables joined by `_` from `.txt`, else `CoNLL-U`.
///
/// # Errors
/// Those of [`read_underscored`] and [`read_conllu`].
pub fn read_gold(name: &str, file: &str) -> Result<Vec<GoldSentence>, GoldError> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if ending.eq_ignore_ascii_case("txt") { read_underscored(file) } else { read_conllu(file) }
}

/// Reads a `CoNLL-U` file. Empty nodes (`3.1`) and the parts of multi-word tokens are left out: the surface words remain.
/// A sentence without `# text` gets its words joined by spaces.
///
/// # Errors
/// When a line is neither a comment nor a row of ten columns, or the words are not the text.
///
/// ```
/// let gold = bongsen::eval::segment::read_conllu("# text = Chủ tịch xã\n1\tChủ tịch\t_\t_\t_\t_\t_\t_\t_\t_\n2\txã\t_\t_\t_\t_\t_\t_\t_\t_\n\n").unwrap();
/// assert_eq!(gold[0].words, ["Chủ tịch", "xã"]);
/// ```
pub fn read_conllu(file: &str) -> Result<Vec<GoldSentence>, GoldError> {
    let mut sentences = Vec::new();
    let mut current = GoldSentence::default();
    let mut covered = 0u32;
    for (i, line) in file.lines().chain([""]).enumerate() {
        let error = |what| GoldError { line: i + 1, what };
        if line.trim().is_empty() {
            if current.words.is_empty() {
                continue;
            }
            if current.text.is_empty() {
                current.text = current.words.join(" ");
            }
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            if letters(&current.text) != letters(&current.words.concat()) {
                return Err(error("the words of the sentence that ends here are not its text"));
            }
            sentences.push(std::mem::take(&mut current));
            covered = 0;
        } else if let Some(comment) = line.strip_prefix('#') {
            let text = comment.trim_start().strip_prefix("text").map(str::trim_start);
            if let Some(text) = text.and_then(|text| text.strip_prefix('=')) {
                text.trim().clone_into(&mut current.text);
            }
        } else {
            let columns: Vec<&str> = line.split('\t').collect();
            let (10, Some(id), Some(form)) = (columns.len(), columns.first(), columns.get(1)) else {
                return Err(error("a row has ten columns, apart by tabs"));
            };
            if let Some((_, last)) = id.split_once('-') {
                covered = last.parse().map_err(|_| error("a range of words is two numbers"))?;
                current.words.push((*form).to_owned());
            } else if let Ok(number) = id.parse::<u32>() {
                if number > covered {
                    current.words.push((*form).to_owned());
                }
            } else if !id.contains('.') {
                return Err(error("the first column is the number of a word"));
            }
        }
    }
    Ok(sentences)
}

/// Reads lines of words apart by white space, the syllables of a word joined with `_`; a line is a sentence. Empty lines and
/// lines that begin with `# ` (comments) are left out. The text is the words with a space between each two; [`detokenise`]
/// sets it as it would be printed. No word may hold a literal `_`.
///
/// # Errors
/// When a word has an empty syllable: `_xã`, `xã_`, `chủ__tịch`.
///
/// ```
/// let gold = bongsen::eval::segment::read_underscored("Mẹ ơi , con xin_lỗi .\n").unwrap();
/// assert_eq!(gold[0].words, ["Mẹ", "ơi", ",", "con", "xin lỗi", "."]);
/// assert_eq!(gold[0].text, "Mẹ ơi , con xin lỗi .");
/// ```
pub fn read_underscored(file: &str) -> Result<Vec<GoldSentence>, GoldError> {
    let mut sentences = Vec::new();
    for (i, line) in file.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with("# ") {
            continue;
        }
        let mut words = Vec::new();
        for word in line.split_whitespace() {
            if word.split('_').any(str::is_empty) {
                return Err(GoldError { line: i + 1, what: "a syllable joined with _ is empty" });
            }
            words.push(word.replace('_', " "));
        }
        sentences.push(GoldSentence { text: words.join(" "), words });
    }
    Ok(sentences)
}

/// Where words lie, counted in characters that are no white space.
pub fn spans_of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<(u32, u32)> {
    let mut at = 0;
    words
        .into_iter()
        .map(|word| {
            let start = at;
            at += count(word);
            (start, at)
        })
        .collect()
}

/// Where stretches of a text lie, counted in characters that are no white space. The spans must be in order.
pub fn spans_in_text(text: &str, spans: impl IntoIterator<Item = Span<Orig>>) -> Vec<(u32, u32)> {
    let (mut bytes, mut at) = (0, 0);
    spans
        .into_iter()
        .map(|span| {
            at += count(text.get(bytes..span.range().start).unwrap_or_default());
            let start = at;
            at += count(text.get(span.range()).unwrap_or_default());
            bytes = span.range().end;
            (start, at)
        })
        .collect()
}

/// Compares two lists of spans, each in order and without overlap.
pub fn compare(gold: &[(u32, u32)], found: &[(u32, u32)]) -> Counts {
    let right = gold.iter().filter(|span| found.binary_search(span).is_ok()).count() as u64;
    Counts { gold: gold.len() as u64, found: found.len() as u64, right }
}

/// Scores the words found in a sentence's text.
pub fn score(gold: &GoldSentence, found: impl IntoIterator<Item = Span<Orig>>) -> Counts {
    let gold_spans = spans_of_words(gold.words.iter().map(String::as_str));
    compare(&gold_spans, &spans_in_text(&gold.text, found))
}

/// The sentence as a newspaper would print it: `LBKT` and `RBKT` are parentheses again, no space before `,` or after
/// `(`, quotation marks set close to what they hold. The words stay the same but for the parentheses.
///
/// ```
/// use bongsen::eval::segment::{GoldSentence, detokenise};
/// let words = ["Ông", "Lộc", "LBKT", "xã", "RBKT", ",", "nói", ":", "\"", "Không", "!", "\""];
/// let gold = GoldSentence { text: words.join(" "), words: words.map(String::from).to_vec() };
/// assert_eq!(detokenise(&gold).text, "Ông Lộc (xã), nói: \"Không!\"");
/// ```
pub fn detokenise(gold: &GoldSentence) -> GoldSentence {
    let mut text = String::with_capacity(gold.text.len());
    let mut words = Vec::with_capacity(gold.words.len());
    let (mut quoted, mut glue) = (false, true);
    for word in &gold.words {
        let word = match word.as_str() {
            "LBKT" => "(",
            "RBKT" => ")",
            other => other,
        };
        let is_straight = word == "\"";
        let closes = matches!(word, "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "}" | "”" | "..." | "…" | "%")
            || (is_straight && quoted);
        let opens = matches!(word, "(" | "[" | "{" | "“") || (is_straight && !quoted);
        if !glue && !closes {
            text.push(' ');
        }
        text.push_str(word);
        glue = opens;
        quoted ^= is_straight;
        words.push(word.to_owned());
    }
    GoldSentence { text, words }
}

fn count(text: &str) -> u32 {
    text.chars().filter(|c| !c.is_whitespace()).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, form: &str) -> String {
        format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\n")
    }

    #[test]
    fn rows_are_read_and_bad_ones_named() {
        let file = format!("# text =Ủy ban xã\n{}{}\n", row("1", "Ủy ban"), row("2", "xã"));
        assert_eq!(read_conllu(&file).unwrap()[0].text, "Ủy ban xã");
        let several = format!("{}{}{}{}\n", row("1-2", "ab"), row("1", "a"), row("2", "b"), row("2.1", "c"));
        assert_eq!(read_conllu(&several).unwrap()[0].words, ["ab"]);
        assert_eq!(read_conllu("1\tx\n").unwrap_err().line, 1);
        let other = format!("# text = khác\n{}\n", row("1", "xã"));
        assert!(read_conllu(&other).is_err());
        assert_eq!(read_conllu(""), Ok(Vec::new()));
    }

    #[test]
    fn joined_syllables_are_read_and_empty_ones_named() {
        let gold = read_underscored("# ý\n\nỦy_ban xã\r\n#thích quá_trời\n").unwrap();
        assert_eq!(gold.len(), 2, "a comment has a space behind #");
        assert_eq!(gold[0], GoldSentence { text: "Ủy ban xã".into(), words: vec!["Ủy ban".into(), "xã".into()] });
        assert_eq!(gold[1].words, ["#thích", "quá trời"]);
        for wrong in ["_xã", "xã_", "Chủ__tịch", "_"] {
            let error = read_underscored(&format!("xã\n{wrong}\n")).unwrap_err();
            assert_eq!((error.line, error.what), (2, "a syllable joined with _ is empty"), "{wrong}");
        }
        assert_eq!(read_underscored(""), Ok(Vec::new()));
    }

    #[test]
    fn white_space_does_not_count() {
        let gold = GoldSentence { text: "Chủ tịch xã , nói".into(), words: vec![] };
        let gold = GoldSentence { words: ["Chủ tịch", "xã", ",", "nói"].map(String::from).to_vec(), ..gold };
        let at = |part: &str| {
            let start = gold.text.find(part).unwrap() as u32;
            Span::new(start, start + part.len() as u32)
        };
        let counts = score(&gold, [at("Chủ"), at("tịch"), at("xã"), at(","), at("nói")]);
        assert_eq!(counts, Counts { gold: 4, found: 5, right: 3 });
        let all = score(&gold, [at("Chủ tịch"), at("xã"), at(","), at("nói")]);
        assert_eq!(all.f1(), Some(1.0));
        let close = detokenise(&gold);
        assert_eq!(close.text, "Chủ tịch xã, nói");
        assert_eq!(spans_of_words(close.words.iter().map(String::as_str)), [(0, 7), (7, 9), (9, 10), (10, 13)]);
    }
}
