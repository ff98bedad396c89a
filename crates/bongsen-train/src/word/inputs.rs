//! What a model is trained from: gold sentences, segmented and raw text, word lists. Each is a file that the caller
//! names, or else the one that the bundled model is made from.

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, Result, bail, ensure};
use bongsen::eval::segment::{GoldSentence, read_gold};
use serde_json::{Map, Value, json};

use super::lexicon::{List, MAX_GRADE, MAX_LISTS};
use crate::corpora;

/// The files to train from.
#[derive(clap::Args)]
pub struct Inputs {
    /// Gold text to learn from: CoNLL-U, or .txt with one sentence a line, syllables of a word joined by _. By default
    /// the training and the development part of UD_Vietnamese-VTB.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    gold: Vec<PathBuf>,
    /// Gold text that is only scored, at the end. By default the test part of UD_Vietnamese-VTB.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    test: Vec<PathBuf>,
    /// Machine-segmented text to count words in and to learn a first model from: one sentence a line, syllables of a
    /// word joined by _; .xz is unpacked. By default the news text of the corpora.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    segmented: Vec<PathBuf>,
    /// Raw text, one paragraph a line. It is cut into words by a model of the gold text and the lists alone, and then
    /// used as segmented text is.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    raw: Vec<PathBuf>,
    /// A word list: one word a line; after a tab there may be how surely it is one word, 0 (never) to 3 (always). By
    /// default the lists of the corpora and data/word/review.tsv.
    #[arg(long, value_name = "NAME=FILE")]
    list: Vec<Named>,
    /// Syllables of the language, one a line. By default the list of the corpora.
    #[arg(long, value_name = "FILE")]
    syllables: Option<PathBuf>,
    /// Directory of the corpora, where the defaults are.
    #[arg(long, default_value_os_t = corpora::corpora(), value_name = "DIRECTORY")]
    corpora: PathBuf,
    /// Train from nothing but the files that are named: no defaults.
    #[arg(long)]
    bare: bool,
}

/// What is known of the files of the bundled model, and their licences: written into the model.
const KNOWN: [(&str, &str); 6] = [
    ("vi_vtb-ud-train.conllu", "UD_Vietnamese-VTB 2025-11, training part, CC BY-SA 4.0"),
    ("vi_vtb-ud-dev.conllu", "UD_Vietnamese-VTB 2025-11, development part, CC BY-SA 4.0"),
    ("wiktionary_headwords.txt", "headwords of the Vietnamese Wiktionary, CC BY-SA 4.0"),
    ("pyvi_words.txt", "word list of the package pyvi, MIT"),
    ("review.tsv", "words graded by this project, CC BY-SA 4.0"),
    ("news_segmented.txt.xz", "33,000 machine-segmented news articles: counts and weights only"),
];

/// A source as the model tells it: its file, what is known of it, and how much it holds.
pub fn describe(path: &Path, amount: Option<(&str, usize)>) -> Value {
    let mut fields = Map::from_iter([("file".to_owned(), json!(name(path)))]);
    if let Some((_, what)) = KNOWN.iter().find(|(file, _)| *file == name(path)) {
        fields.insert("what".to_owned(), json!(what));
    }
    if let Some((unit, count)) = amount {
        fields.insert(unit.to_owned(), json!(count));
    }
    fields.into()
}

/// A file with a name.
#[derive(Clone, Debug)]
struct Named {
    name: String,
    path: PathBuf,
}

impl FromStr for Named {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((name, path)) if !name.is_empty() && !path.is_empty() => {
                Ok(Self { name: name.to_owned(), path: path.into() })
            }
            _ => Err("a list is given as NAME=FILE".to_owned()),
        }
    }
}

/// One file of gold sentences.
#[derive(Clone, Debug)]
pub struct Part {
    /// Where it was read from.
    pub path: PathBuf,
    /// The file's name.
    pub name: String,
    /// Its sentences.
    pub sentences: Vec<GoldSentence>,
}

impl Inputs {
    /// The gold sentences to learn from, a part a file.
    pub fn gold(&self) -> Result<Vec<Part>> {
        let parts = ["segmentation/vi_vtb-ud-train.conllu", "segmentation/vi_vtb-ud-dev.conllu"];
        let parts =
            self.or_default(&self.gold, &parts).iter().map(|path| read_part(path)).collect::<Result<Vec<_>>>()?;
        ensure!(
            parts.iter().any(|part| !part.sentences.is_empty()),
            "no gold sentence to learn from: name a file with --gold"
        );
        Ok(parts)
    }

    /// The gold sentences that are only scored.
    pub fn test(&self) -> Result<Vec<Part>> {
        let files = self.or_default(&self.test, &["segmentation/vi_vtb-ud-test.conllu"]);
        files.iter().map(|path| read_part(path)).collect()
    }

    /// Files of machine-segmented text.
    pub fn segmented(&self) -> Vec<PathBuf> {
        self.or_default(&self.segmented, &["raw/news_segmented.txt.xz"])
    }

    /// Files of raw text.
    pub fn raw(&self) -> &[PathBuf] {
        &self.raw
    }

    /// The word lists.
    pub fn lists(&self) -> Result<Vec<List>> {
        let mut files = self.list.clone();
        if files.is_empty() && !self.bare {
            let named = |name: &str, path: PathBuf| Named { name: name.to_owned(), path };
            files = vec![
                named("Wiktionary", self.corpora.join("lexicon/wiktionary_headwords.txt")),
                named("pyvi", self.corpora.join("lexicon/pyvi_words.txt")),
                named("review", corpora::repository().join("data/word/review.tsv")),
            ];
        }
        ensure!(files.len() <= MAX_LISTS, "{} lists are given; at most {MAX_LISTS} can be told apart", files.len());
        files.iter().map(|file| read_list(&file.name, &file.path)).collect()
    }

    /// The syllables of the language.
    pub fn syllables(&self) -> Result<Vec<String>> {
        let default = || (!self.bare).then(|| self.corpora.join("lexicon/syllables.txt"));
        let Some(path) = self.syllables.clone().or_else(default) else { return Ok(Vec::new()) };
        Ok(read(&path)?.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect())
    }

    fn or_default(&self, named: &[PathBuf], default: &[&str]) -> Vec<PathBuf> {
        if named.is_empty() && !self.bare {
            default.iter().map(|path| self.corpora.join(path)).collect()
        } else {
            named.to_vec()
        }
    }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn read_part(path: &Path) -> Result<Part> {
    let text = read(path)?;
    let sentences = read_gold(&name(path), &text);
    Ok(Part {
        path: path.to_owned(),
        name: name(path),
        sentences: sentences.with_context(|| path.display().to_string())?,
    })
}

fn read_list(list: &str, path: &Path) -> Result<List> {
    let mut words = Vec::new();
    for (i, line) in read(path)?.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let (word, grade) = match line.split_once('\t') {
            None => (line, None),
            Some((word, grade)) => match grade.trim().parse() {
                Ok(grade) if grade <= MAX_GRADE => (word, Some(grade)),
                _ => bail!("{}: line {}: after the tab comes 0, 1, 2 or 3, not {grade:?}", path.display(), i + 1),
            },
        };
        words.push((word.trim().to_owned(), grade));
    }
    Ok(List { name: list.to_owned(), path: path.to_owned(), words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_a_name() {
        assert!("từ=words.txt".parse::<Named>().is_ok());
        assert!("words.txt".parse::<Named>().is_err() && "=words.txt".parse::<Named>().is_err());
    }

    #[test]
    fn a_grade_that_is_none_names_its_line() {
        let path = std::env::temp_dir().join(format!("bongsen-list-{}.tsv", std::process::id()));
        fs::write(&path, "# danh sách\nnhà nước\t3\nngười dân\t0\nđất nước\n").unwrap();
        let list = read_list("review", &path).unwrap();
        assert_eq!(list.words[0], ("nhà nước".to_owned(), Some(3)));
        assert_eq!(list.words[2], ("đất nước".to_owned(), None));
        fs::write(&path, "nhà nước\t3\nngười dân\t7\n").unwrap();
        let error = read_list("review", &path).unwrap_err().to_string();
        assert!(error.contains("line 2"), "{error}");
        fs::remove_file(path).unwrap();
    }
}
