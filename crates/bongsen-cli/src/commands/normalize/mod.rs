//! `bongsen normalize`: text in its normal form, what was changed, and which charset text is in.

mod read;
mod report;
mod restore;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use bongsen::charset::detect;
use bongsen::normalize::{IyStyle, NormalOptions, NormalRule, ToneStyle, normalize};
use bongsen::restore::Restorer;

use self::read::{From, Read, Text, from_parser, read};
use self::restore::RestoreArgs;
use crate::input::{Source, sources_in_folders};
use crate::output::{Session, say};

/// Arguments of `normalize`.
#[derive(clap::Args)]
pub struct Args {
    /// Files of text, or folders whose .txt files are read; - is standard input.
    files: Vec<PathBuf>,
    /// Where tone marks go: as they are, or in the old or new style of an open oa, oe, uy; with a style, marks on a wrong
    /// letter are moved too (tòan, qúy).
    #[arg(long, value_enum, default_value_t = Tone::Keep)]
    tone: Tone,
    /// How the vowel of an open syllable is written: as it is, with i (kĩ thuật), or with y where the press has it (kỹ thuật).
    #[arg(long, value_enum, default_value_t = Iy::Keep)]
    i_y: Iy,
    /// Whether curly quotation marks stay or become straight.
    #[arg(long, value_enum, default_value_t = Quotes::Keep)]
    quotes: Quotes,
    /// Rules to leave out.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    without: Vec<Rule>,
    /// What the text was written in; with auto it is guessed for each file, and told on standard error.
    #[arg(long, value_parser = from_parser(), conflicts_with = "detect")]
    from: Option<From>,
    /// Only tell which charset each file is in: file, charset, confidence (0 to 1).
    #[arg(long)]
    detect: bool,
    /// Write each text to a file in this folder, under the path it has below the folder that was named, and a line about each
    /// to standard output: file, what it was read as, number of changes, of each rule.
    #[arg(long, value_name = "FOLDER", conflicts_with = "detect")]
    output: Option<PathBuf>,
    /// Tell every change in place of the text: source, line, where in the bytes of the source, rule, what was, what is.
    #[arg(long, conflicts_with_all = ["detect", "restore"])]
    changes: bool,
    /// Put U+FFFD for bytes that are not UTF-8, and go on.
    #[arg(long)]
    lossy: bool,
    #[command(flatten)]
    restore: RestoreArgs,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Tone {
    /// As it is written.
    Keep,
    /// hòa, khỏe, thủy.
    Old,
    /// hoà, khoẻ, thuỷ.
    New,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Iy {
    /// As it is written.
    Keep,
    /// kĩ thuật, lí do, bác sĩ.
    I,
    /// kỹ thuật, lý do, but bác sĩ, lí nhí.
    Y,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Quotes {
    /// As they are written.
    Keep,
    /// " and '.
    Straight,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Rule {
    /// A letter and its marks become one character (NFC).
    Compose,
    /// Marks that stand apart, twice or in the wrong order are put right.
    Marks,
    /// Ð and ð become Đ and đ.
    LookAlikes,
    /// No-break and other spaces become spaces.
    Spaces,
    /// Other line separators become line breaks.
    LineBreaks,
    /// Zero-width characters, byte order marks, soft hyphens and bidi controls are taken out.
    Invisible,
    /// Full-width letters, digits and signs become plain ones.
    FullWidth,
}

impl Args {
    fn options(&self) -> NormalOptions {
        let tone = match self.tone {
            Tone::Keep => ToneStyle::Keep,
            Tone::Old => ToneStyle::Old,
            Tone::New => ToneStyle::New,
        };
        let i_y = match self.i_y {
            Iy::Keep => IyStyle::Keep,
            Iy::I => IyStyle::I,
            Iy::Y => IyStyle::Y,
        };
        let straight = self.quotes == Quotes::Straight;
        let all = NormalOptions::default().with_tone(tone).with_i_y(i_y).with(NormalRule::Quotes, straight);
        self.without.iter().fold(all, |options, rule| {
            let rule = match rule {
                Rule::Compose => NormalRule::Compose,
                Rule::Marks => NormalRule::Marks,
                Rule::LookAlikes => NormalRule::LookAlikes,
                Rule::Spaces => NormalRule::Spaces,
                Rule::LineBreaks => NormalRule::LineBreaks,
                Rule::Invisible => NormalRule::Invisible,
                Rule::FullWidth => NormalRule::FullWidth,
            };
            options.with(rule, false)
        })
    }
}

/// Runs the command.
pub fn run(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    let restorer = args.restore.restorer()?;
    if args.changes {
        say!(session, "{}", report::HEADING)?;
    }
    let mut written = HashSet::new();
    for (source, below) in named(&args.files)? {
        let result = (|| {
            let bytes = source.read()?;
            if args.detect {
                for guess in detect(&bytes).iter().take(1) {
                    say!(session, "{}\t{}\t{:.2}\n", source.name(), guess.name(), guess.confidence)?;
                }
                return Ok(());
            }
            let target = args.output.as_deref().map(|folder| target(folder, &source, below.as_deref())).transpose()?;
            if target.as_ref().is_some_and(|target| !written.insert(target.clone())) {
                bail!("has the path of another file: give its folder in a run of its own");
            }
            match read(args.from, args.lossy, &source, bytes)? {
                Read::Text(text) => put(args, restorer.as_ref(), &source.name(), &text, target.as_deref(), session),
                Read::LeftAlone(bytes) => match target {
                    Some(target) => {
                        write_file(&target, &bytes)?;
                        Ok(say!(session, "{}", report::summary(&source.name(), "left as it is", None, 0))?)
                    }
                    None if args.changes => Ok(()),
                    None => Ok(session.write(&bytes)?),
                },
            }
        })();
        session.go_on(source, result)?;
    }
    Ok(())
}

/// Writes a text in its normal form, or what was changed, or both.
fn put(
    args: &Args,
    restorer: Option<&Restorer>,
    name: &str,
    read: &Text,
    target: Option<&Path>,
    session: &mut Session,
) -> anyhow::Result<()> {
    let options = args.options();
    let mut normal = normalize(&read.content, options);
    let mut put_back = 0;
    if let Some(restorer) = restorer {
        // A syllable that is put back stands in the style of the model.
        let full = restorer.restore(&normal.text);
        put_back = full.syllables().filter(|syllable| !syllable.text().is_ascii()).count();
        normal.text = normalize(full.text(), options).text.into_owned().into();
    }
    if args.changes {
        report::changes(name, read, &normal, session)?;
    }
    match target {
        Some(target) => {
            write_file(target, normal.text.as_bytes())?;
            if !args.changes {
                say!(session, "{}", report::summary(name, read.kind, Some(&normal), put_back))?;
            }
        }
        None if args.changes => {}
        None => session.write(normal.text.as_bytes())?,
    }
    Ok(())
}

/// The sources, each with its path below the folder that was named.
fn named(paths: &[PathBuf]) -> anyhow::Result<Vec<(Source, Option<PathBuf>)>> {
    let mut all = Vec::new();
    let each: Vec<&[PathBuf]> = if paths.is_empty() { vec![paths] } else { paths.chunks(1).collect() };
    for paths in each {
        let folder = paths.first().filter(|path| path.is_dir());
        for source in sources_in_folders(paths)? {
            let below = match (&source, folder) {
                (Source::Stdin, _) => None,
                (Source::File(path), Some(folder)) => path.strip_prefix(folder).ok().map(Path::to_path_buf),
                (Source::File(path), None) => path.file_name().map(PathBuf::from),
            };
            all.push((source, below));
        }
    }
    Ok(all)
}

/// Where the text of a source goes.
fn target(folder: &Path, source: &Source, below: Option<&Path>) -> anyhow::Result<PathBuf> {
    let Some(below) = below else { bail!("has no name to be written under: name files, or leave --output out") };
    let target = folder.join(below);
    if let (Source::File(path), Ok(there)) = (source, target.canonicalize())
        && path.canonicalize().is_ok_and(|path| path == there)
    {
        bail!("would be written over: choose another folder for --output");
    }
    Ok(target)
}

fn write_file(target: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let written = target.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(target, bytes));
    written.with_context(|| format!("{} cannot be written", target.display()))
}
