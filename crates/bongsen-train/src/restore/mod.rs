//! `bongsen-train restore`: how diacritics are put back, from news, law and an encyclopedia whose marks are taken off.

mod corpus;
mod features;
mod forms;
mod learn;
mod measure;
mod text;
mod tune;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use bongsen::model::{self, ModelFile, SectionKind};
use bongsen::restore::inventory::Inventory;
use bongsen::restore::table::Feature;
use bongsen::restore::{Restorer, Settings, sections};

use corpus::{Document, Inputs, Part, Source};
use features::{FINE, Learned};
use forms::Forms;
use measure::{Hidden, Letters};
use serde_json::{Value, json};
use text::Text;

use crate::corpora;

/// Arguments of `bongsen-train restore`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: Inputs,
    /// How many weights are kept, four bytes each. Of several numbers the first is that of the file; the others are only
    /// measured.
    #[arg(long, num_args = 1.., default_values_t = [920_000], value_name = "COUNT")]
    weights: Vec<usize>,
    /// Contexts that stand less often in the text are not looked at.
    #[arg(long, default_value_t = 3, value_name = "COUNT")]
    least: u32,
    /// How often the text is gone through before the weights are chosen.
    #[arg(long, default_value_t = 1, value_name = "COUNT")]
    epochs: u64,
    /// Only one document in so many is learned from.
    #[arg(long, default_value_t = 1, value_name = "COUNT")]
    every: usize,
    /// One line in so many is learned from a second time without its case, every other of them without its punctuation; 0
    /// for none.
    #[arg(long, default_value_t = 3, value_name = "COUNT")]
    copies: usize,
    /// Write the lines that are only scored into this directory, a file for each source, and train nothing.
    #[arg(long, value_name = "DIRECTORY")]
    lines: Option<PathBuf>,
    /// Score this compiled file, and train nothing: first on what is tuned on, then on what is only scored.
    #[arg(long, value_name = "FILE")]
    score: Option<PathBuf>,
    /// Choose the single numbers of this compiled file again, and write it: the last step of training by itself.
    #[arg(long, value_name = "FILE", conflicts_with = "score")]
    tune: Option<PathBuf>,
    /// Where to write the compiled file.
    #[arg(long, default_value_os_t = corpora::model("restore.bsm"), value_name = "FILE")]
    out: PathBuf,
}

/// Trains, measures and writes.
pub fn run(args: &Args) -> Result<()> {
    let started = std::time::Instant::now();
    let tell = |what: &str| eprintln!("{:>5} s  {what}", started.elapsed().as_secs());
    let mut documents = args.inputs.read()?;
    let mut number = 0;
    documents.retain(|document| {
        number += 1;
        document.part != Part::Train || number % args.every == 0
    });
    ensure!(!documents.is_empty(), "no text to learn from: name a file with --news, --law or --other");
    tell(&format!("{} documents", documents.len()));
    if let Some(directory) = &args.lines {
        return write_lines(&documents, directory);
    }
    if let Some(path) = args.score.as_ref().or(args.tune.as_ref()) {
        let file = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        if args.tune.is_some() {
            let (bytes, what) = finish(&file, &documents)?;
            tell(&what);
            return write(&args.out, &bytes);
        }
        let restorer = Restorer::from_bytes(&file)?;
        for part in [Part::Tune, Part::Test] {
            println!("{part:?}: {:#}", report(&documents, &restorer, part));
        }
        return Ok(());
    }
    let forms = forms::count(&documents);
    let fine: Forms = forms
        .iter()
        .map(|(bare, candidates)| {
            (bare.clone(), candidates.iter().map(|(text, weight)| (text.clone(), weight * FINE as i16)).collect())
        })
        .collect();
    let inventory = Inventory::build(&fine);
    let text = Text::read(&documents, &inventory, args.copies);
    let chooses: Vec<bool> = (0..inventory.len()).map(|form| inventory.count(form as u16) > 1).collect();
    tell(&format!("{} forms, {} tokens in {} sequences", forms.len(), text.units(), text.len()));
    let mut learned = Learned::count(&text, &chooses, args.least);
    tell(&format!("{} weights", learned.len()));
    for number in 0..args.epochs {
        learn::epoch(&mut learned, &text, &inventory, number);
        tell(&format!("epoch {}: {}", number + 1, scores(&documents, &forms, &learned)?));
    }
    for (number, &weights) in args.weights.iter().enumerate() {
        let mut kept = learned.keep(weights);
        tell(&format!("kept {}: {}", kept.len(), scores(&documents, &forms, &kept)?));
        learn::epoch(&mut kept, &text, &inventory, args.epochs);
        let parts = Parts { forms: &forms, features: kept.compile() };
        let (bytes, what) = finish(&parts.file(Some(&meta(args, &documents)))?, &documents)?;
        tell(&format!("{} weights: {what}", parts.features.len()));
        if number == 0 {
            write(&args.out, &bytes)?;
        }
    }
    Ok(())
}

/// A file with the single numbers that suit its weights, and its scores; and what to tell of it.
fn finish(file: &[u8], documents: &[Document]) -> Result<(Vec<u8>, String)> {
    let restorer = tune::settings(documents, &Restorer::from_bytes(file)?);
    let report = report(documents, &restorer, Part::Test);
    let file = ModelFile::open(file)?;
    let mut about: Value = serde_json::from_str(file.meta())?;
    about["test"] = report.clone();
    let mut sections: Vec<(SectionKind, Vec<u8>)> =
        file.sections().map(|(kind, bytes)| (kind, bytes.to_vec())).collect();
    for (kind, bytes) in &mut sections {
        match &*kind {
            b"RSET" => *bytes = restorer.settings().to_bytes(),
            b"META" => *bytes = serde_json::to_vec(&about)?,
            _ => {}
        }
    }
    let bytes = model::write(&sections);
    let what = format!("{} bytes: {:?}\n{report:#}", bytes.len(), restorer.settings());
    Ok((bytes, what))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Writes the lines that are scored and are none of what is learned from.
fn write_lines(documents: &[Document], directory: &Path) -> Result<()> {
    for source in [Source::News, Source::Law, Source::Other] {
        let lines = measure::new_lines(documents, &measure::lines(documents, Part::Test, source));
        let path = directory.join(format!("{source:?}.txt").to_lowercase());
        std::fs::write(&path, lines.join("\n") + "\n").with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// What a file is made of.
struct Parts<'f> {
    forms: &'f Forms,
    features: Vec<Feature>,
}

impl Parts<'_> {
    fn file(&self, meta: Option<&Value>) -> Result<Vec<u8>> {
        let mut sections = sections(self.forms, &self.features, Settings { temperature: 16, ..Settings::default() });
        if let Some(meta) = meta {
            sections.push((*b"META", serde_json::to_vec(meta)?));
        }
        Ok(model::write(&sections))
    }
}

/// What the file says of itself.
fn meta(args: &Args, documents: &[Document]) -> Value {
    let count = |source| documents.iter().filter(|d| d.part == Part::Train && d.source == source).count();
    json!({
        "what": "weights for putting diacritics back",
        "generator": concat!("bongsen-train restore ", env!("CARGO_PKG_VERSION")),
        "licence": "CC-BY-SA-4.0",
        "sources": {
            "news": "machine-segmented news articles: weights only",
            "law": "legal documents, not under copyright",
            "other": "pages of the Vietnamese Wikipedia, CC BY-SA: weights only",
        },
        "documents": {"news": count(Source::News), "law": count(Source::Law), "other": count(Source::Other)},
        "options": {"epochs": args.epochs, "least": args.least, "every": args.every, "copies": args.copies},
    })
}

/// Accuracy on the documents of a part: what is written in the file is of those that were neither learned from nor chosen
/// on.
fn report(documents: &[Document], restorer: &Restorer, part: Part) -> Value {
    let mut out = serde_json::Map::new();
    for source in [Source::News, Source::Law, Source::Other] {
        let lines = measure::lines(documents, part, source);
        let fresh = measure::new_lines(documents, &lines);
        let round = |share: f64| (share * 10_000.0).round() / 10_000.0;
        let right = |letters, hidden| round(measure::score(restorer, &lines, letters, hidden).accuracy());
        let score = measure::score(restorer, &lines, Letters::Written, Hidden::All);
        let full = measure::score(restorer, &lines, Letters::Written, Hidden::None);
        let value = json!({
            "syllables": score.syllables,
            "right": round(score.accuracy()),
            "right_in_new_lines": round(measure::score(restorer, &fresh, Letters::Written, Hidden::All).accuracy()),
            "words_right": round(score.words_right as f64 / score.words.max(1) as f64),
            "in_capitals": right(Letters::Capitals, Hidden::All),
            "in_small_letters": right(Letters::Small, Hidden::All),
            "as_chat": right(Letters::Chat, Hidden::All),
            "most_bare": right(Letters::Written, Hidden::Most),
            "half_bare": right(Letters::Written, Hidden::Half),
            "runs_bare": right(Letters::Written, Hidden::Runs),
            "none_bare": round(full.accuracy()),
            "bare_changed_in_full_text": round(full.asked_wrong()),
            "by_confidence": score.tenths.map(|[asked, thousandths, right]| {
                let of = asked.max(1) as f64;
                (asked, round(thousandths as f64 / 1000.0 / of), round(right as f64 / of))
            }),
        });
        out.insert(format!("{source:?}").to_lowercase(), value);
    }
    let english = measure::score(restorer, &measure::english(part), Letters::Written, Hidden::None);
    out.insert("english".to_owned(), json!({"words": english.words, "words_kept": english.words_right}));
    out.into()
}

/// Accuracy on the documents that are chosen on, before the settings are.
fn scores(documents: &[Document], forms: &Forms, learned: &Learned) -> Result<String> {
    let parts = Parts { forms, features: learned.compile() };
    let restorer = Restorer::from_bytes(&parts.file(None)?)?;
    let score = |source| {
        measure::score(&restorer, &measure::lines(documents, Part::Tune, source), Letters::Written, Hidden::All)
            .accuracy()
    };
    let [news, law, other] = [Source::News, Source::Law, Source::Other].map(|source| score(source) * 100.0);
    Ok(format!("news {news:.2} %, law {law:.2} %, other {other:.2} %"))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Program {
        #[command(flatten)]
        args: Args,
    }

    /// Trains on a few sentences; the file.
    fn train(directory: &Path, out: &str) -> Vec<u8> {
        let other = directory.join("other.txt");
        let sentences = ["Đồng bào cả nước đón năm mới.", "Báo Đông Á viết về đồng lúa.", "Bí thư xã đến dự."];
        let text: String = (0..3000).map(|i| sentences[i * 7 % 3].to_owned() + "\n").collect();
        std::fs::write(&other, text).unwrap();
        let out = directory.join(out);
        let arguments = ["", "--bare", "--other", other.to_str().unwrap(), "--out", out.to_str().unwrap()];
        run(&Program::parse_from(arguments).args).unwrap();
        std::fs::read(out).unwrap()
    }

    #[test]
    fn the_same_text_gives_the_same_bytes_and_comes_back() {
        let directory = std::env::temp_dir().join(format!("bongsen-restore-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let file = train(&directory, "one.bsm");
        assert_eq!(file, train(&directory, "two.bsm"));
        std::fs::remove_dir_all(&directory).unwrap();
        let restorer = Restorer::from_bytes(&file).unwrap();
        assert_eq!(restorer.restore("Dong bao ca nuoc").text(), "Đồng bào cả nước");
        assert_eq!(restorer.restore("Bao Dong A viet ve dong lua").text(), "Báo Đông Á viết về đồng lúa");
    }
}
