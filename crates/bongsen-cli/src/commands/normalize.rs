//! `bongsen normalize`: text in its normal form, and which charset text is in.

use std::path::PathBuf;

use anyhow::anyhow;
use bongsen::charset::{Charset, Guess, Method, decode_any, detect, keystrokes, repair_mojibake};
use bongsen::normalize::{ToneStyle, restyle, view};

use super::restore::RestoreArgs;
use crate::input::{Source, decode, sources_in_folders};
use crate::output::{Session, say, tell};

/// Arguments of `normalize`.
#[derive(clap::Args)]
pub struct Args {
    /// Files of text, or folders whose .txt files are read; - is standard input.
    files: Vec<PathBuf>,
    /// Where the tone mark of an open oa, oe, uy goes.
    #[arg(long, value_enum, default_value_t = Tone::Keep)]
    tone: Tone,
    /// What the text was written in; with auto it is guessed for each file, and told on standard error.
    #[arg(long, value_enum, conflicts_with = "detect")]
    from: Option<From>,
    /// Only tell which charset each file is in: file, charset, confidence (0 to 1).
    #[arg(long)]
    detect: bool,
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
#[allow(clippy::doc_markdown, reason = "what documents a value here is the help of the command line")]
enum From {
    /// Guess; what is not sure is left as it is.
    Auto,
    /// TCVN3 (ABC), as bytes or as text that was read as Windows-1252: ViÖt Nam.
    Tcvn3,
    /// TCVN3 under capital fonts (.VnTimeH).
    Tcvn3Capitals,
    /// VNI: Vieät Nam.
    Vni,
    /// VISCII.
    Viscii,
    /// VPS.
    Vps,
    /// VIQR: Vie^.t Nam.
    Viqr,
    /// Windows code page 1258.
    Cp1258,
    /// BK HCM 1.
    #[value(name = "bkhcm1")]
    BkHcm1,
    /// BK HCM 2.
    #[value(name = "bkhcm2")]
    BkHcm2,
    /// Vietware X.
    #[value(name = "vietwarex")]
    VietwareX,
    /// Vietware F.
    #[value(name = "vietwaref")]
    VietwareF,
    /// Keystrokes of Telex: Vieejt Nam.
    Telex,
    /// Keystrokes of VNI: Vie65t Nam.
    VniKeys,
    /// UTF-8 that was read as Windows-1252 or 1258: Viá»‡t Nam.
    Mojibake,
}

/// Runs the command.
pub fn run(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    let style = match args.tone {
        Tone::Keep => ToneStyle::Keep,
        Tone::Old => ToneStyle::Old,
        Tone::New => ToneStyle::New,
    };
    let restorer = args.restore.restorer()?;
    for source in sources_in_folders(&args.files)? {
        let result = (|| {
            let bytes = source.read()?;
            if args.detect {
                for guess in detect(&bytes).iter().take(1) {
                    say!(session, "{}\t{}\t{:.2}\n", source.name(), guess.name(), guess.confidence)?;
                }
                return Ok(());
            }
            match read(args, &source, bytes)? {
                Read::Text(text) => {
                    let normal = view(&text);
                    let full = restorer.as_ref().map(|restorer| restorer.restore(&normal.text).into_text());
                    say!(session, "{}", restyle(full.as_deref().unwrap_or(&normal.text), style))?;
                }
                Read::LeftAlone(bytes) => session.write(&bytes)?,
            }
            Ok(())
        })();
        session.go_on(source, result)?;
    }
    Ok(())
}

enum Read {
    Text(String),
    /// Bytes of which it is not sure what they are.
    LeftAlone(Vec<u8>),
}

fn read(args: &Args, source: &Source, bytes: Vec<u8>) -> anyhow::Result<Read> {
    let utf8 = |bytes| decode(bytes, 0, args.lossy);
    let text = match args.from {
        None => utf8(bytes)?,
        Some(From::Auto) => return guessed(args, source, bytes),
        Some(From::Telex) => keystrokes(&utf8(bytes)?, Method::Telex).text,
        Some(From::VniKeys) => keystrokes(&utf8(bytes)?, Method::Vni).text,
        Some(From::Mojibake) => repaired(source, utf8(bytes)?),
        Some(other) => charset_text(source, &bytes, charset(other)?),
    };
    Ok(Read::Text(text))
}

/// The charset of that name.
fn charset(from: From) -> anyhow::Result<Charset> {
    let value = clap::ValueEnum::to_possible_value(&from).ok_or_else(|| anyhow!("no such charset"))?;
    Ok(value.get_name().parse()?)
}

fn charset_text(source: &Source, bytes: &[u8], charset: Charset) -> String {
    let read = decode_any(bytes, charset);
    if read.undecodable > 0 {
        let count = read.undecodable;
        tell(format_args!("{source}: {count} bytes stand for nothing in {charset}: U+FFFD is put for each"));
    }
    read.text
}

fn repaired(source: &Source, text: String) -> String {
    if let Some(repaired) = repair_mojibake(&text) {
        return repaired.text;
    }
    tell(format_args!("{source}: no trace of UTF-8 that was read as another charset: left as it is"));
    text
}

/// Text in the charset that it seems to be in; said for each file.
fn guessed(args: &Args, source: &Source, bytes: Vec<u8>) -> anyhow::Result<Read> {
    let Some(&guess) = detect(&bytes).first() else { return Ok(Read::LeftAlone(bytes)) };
    let (name, confidence) = (guess.name(), guess.confidence);
    if confidence < Guess::SURE {
        tell(format_args!(
            "{source}: perhaps {name} (confidence {confidence:.2}): left as it is; if you know better, say --from {name}"
        ));
        return Ok(Read::LeftAlone(bytes));
    }
    tell(format_args!("{source}: {name} (confidence {confidence:.2})"));
    Ok(Read::Text(match (guess.charset, name) {
        (_, "mojibake") => repaired(source, decode(bytes, 0, args.lossy)?),
        (Charset::Utf8, _) => decode(bytes, 0, args.lossy)?,
        (charset, _) => charset_text(source, &bytes, charset),
    }))
}
