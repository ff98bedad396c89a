//! What a file is read as: UTF-8, an old charset, keystrokes, broken text put together; with the way back to its bytes.

use anyhow::anyhow;
use bongsen::charset::{Charset, Decoded, Guess, Method, decode, decode_any, detect, keystrokes, repair_mojibake};
use bongsen::{Norm, Orig, Span};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::input::{Source, decode as decode_utf8};
use crate::output::tell;

/// What text is said to be written in.
#[derive(Clone, Copy, PartialEq)]
pub enum From {
    /// Guess; what is not sure is left as it is.
    Auto,
    Charset(Charset),
    Keys(Method),
    Mojibake,
}

/// The argument of `--from`.
pub fn from_parser() -> impl TypedValueParser<Value = From> {
    let charsets = Charset::ALL.map(|charset| PossibleValue::new(charset.name()).help(about(charset)));
    let others = [
        PossibleValue::new("telex").help("Keystrokes of Telex: Vieejt Nam"),
        PossibleValue::new("vni-keys").help("Keystrokes of VNI: Vie65t Nam"),
        PossibleValue::new("mojibake").help("UTF-8 that was read as Windows-1252 or 1258: Viá»‡t Nam"),
    ];
    let auto = PossibleValue::new("auto").help("Guess; what is not sure is left as it is");
    let values: Vec<PossibleValue> = std::iter::once(auto).chain(charsets).chain(others).collect();
    PossibleValuesParser::new(values).try_map(|name| match name.as_str() {
        "auto" => Ok(From::Auto),
        "telex" => Ok(From::Keys(Method::Telex)),
        "vni-keys" => Ok(From::Keys(Method::Vni)),
        "mojibake" => Ok(From::Mojibake),
        charset => charset.parse().map(From::Charset).map_err(|error| anyhow!("{error}")),
    })
}

fn about(charset: Charset) -> &'static str {
    match charset {
        Charset::Utf8 => "UTF-8",
        Charset::Tcvn3 => "TCVN3 (ABC), as bytes or as text that was read as Windows-1252: ViÖt Nam",
        Charset::Tcvn3Capitals => "TCVN3 under capital fonts (.VnTimeH)",
        Charset::Vni => "VNI: Vieät Nam",
        Charset::Viscii => "VISCII",
        Charset::Vps => "VPS",
        Charset::Viqr => "VIQR: Vie^.t Nam",
        Charset::Cp1258 => "Windows code page 1258",
        Charset::BkHcm1 => "BK HCM 1",
        Charset::BkHcm1Capitals => "BK HCM 1 under capital fonts",
        Charset::BkHcm2 => "BK HCM 2",
        Charset::VietwareX => "Vietware X",
        Charset::VietwareF => "Vietware F",
        Charset::VietwareFCapitals => "Vietware F under capital fonts",
        _ => "",
    }
}

/// A source, read.
pub enum Read {
    Text(Text),
    /// Bytes of which it is not sure what they are.
    LeftAlone(Vec<u8>),
}

/// Text, and the way back to the bytes of its source.
pub struct Text {
    pub content: String,
    /// What it was read as.
    pub kind: &'static str,
    to_bytes: Box<dyn Fn(Span<Norm>) -> Span<Orig>>,
}

impl Text {
    /// The bytes of the source that a stretch of the text was read from.
    pub fn to_bytes(&self, span: Span<Orig>) -> Span<Orig> {
        // What is the original for the normal form is the result of reading.
        (self.to_bytes)(Span::new(span.start(), span.end()))
    }
}

/// Reads the bytes of a source.
pub fn read(from: Option<From>, lossy: bool, source: &Source, bytes: Vec<u8>) -> anyhow::Result<Read> {
    let text = match from {
        None => utf8(bytes, lossy)?,
        Some(From::Auto) => return guessed(lossy, source, bytes),
        Some(From::Keys(method)) => {
            let typed = keystrokes(&utf8(bytes, lossy)?.content, method);
            Text { content: typed.text, kind: "keystrokes", to_bytes: Box::new(move |span| typed.map.to_orig(span)) }
        }
        Some(From::Mojibake) => repaired(source, utf8(bytes, lossy)?),
        Some(From::Charset(charset)) => decoded(source, decode_any(&bytes, charset)),
    };
    Ok(Read::Text(text))
}

fn utf8(bytes: Vec<u8>, lossy: bool) -> anyhow::Result<Text> {
    let same = |content| Text { content, kind: "utf8", to_bytes: Box::new(|span| Span::new(span.start(), span.end())) };
    Ok(match String::from_utf8(bytes) {
        Ok(text) => same(text),
        Err(error) if lossy => mapped(decode(error.as_bytes(), Charset::Utf8)),
        Err(error) => same(decode_utf8(error.into_bytes(), 0, false)?),
    })
}

fn mapped(read: Decoded) -> Text {
    Text { content: read.text, kind: read.charset.name(), to_bytes: Box::new(move |span| read.map.to_orig(span)) }
}

fn decoded(source: &Source, read: Decoded) -> Text {
    if read.undecodable > 0 {
        let (count, charset) = (read.undecodable, read.charset);
        tell(format_args!("{source}: {count} bytes stand for nothing in {charset}: U+FFFD is put for each"));
    }
    mapped(read)
}

fn repaired(source: &Source, broken: Text) -> Text {
    if let Some(repaired) = repair_mojibake(&broken.content) {
        let content = repaired.text.clone();
        let to_bytes = move |span| {
            let span = repaired.to_original(span);
            broken.to_bytes(span)
        };
        return Text { content, kind: "mojibake", to_bytes: Box::new(to_bytes) };
    }
    tell(format_args!("{source}: no trace of UTF-8 that was read as another charset: left as it is"));
    broken
}

/// Text in the charset that it seems to be in; said for each file.
fn guessed(lossy: bool, source: &Source, bytes: Vec<u8>) -> anyhow::Result<Read> {
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
        (_, "mojibake") => repaired(source, utf8(bytes, lossy)?),
        (Charset::Utf8, _) => utf8(bytes, lossy)?,
        (charset, _) => decoded(source, decode_any(&bytes, charset)),
    }))
}
