//! Which charset bytes are in: guesses, the best first.
//!
//! A sample of the input is read in every charset, and each reading gets a score, the logarithm of how probable the
//! text is as Vietnamese: how often each letter is met, and whether words are possible syllables with their tone mark in
//! its place. Text of the west as it stands is one more reading, so that French is taken for French. A short sample
//! is read in all charsets, all of it only in those that remain in question. Legal UTF-8 is believed unless another
//! reading is much better, which happens when text was turned into UTF-8 from the wrong charset ([`Carrier::Text`]).

use std::borrow::Cow;
use std::sync::LazyLock;

use super::score::{Memo, Reading, of_western, score};
use super::{Charset, Codec, mixed, repair_mojibake};

/// What carries the codes of a charset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Carrier {
    /// The bytes are the codes.
    Bytes,
    /// The bytes are UTF-8 of the characters that the codes have in Windows-1252: `Nguyôn V¨n A`.
    /// [`decode_text`](super::decode_text) reads it, and [`repair_mojibake`](super::repair_mojibake) where the charset is
    /// UTF-8 itself.
    Text,
}

/// What bytes may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guess {
    /// The charset.
    pub charset: Charset,
    /// Whether the bytes are its codes.
    pub carrier: Carrier,
    /// From 0 to 1. Below [`Guess::SURE`] nobody should convert on it.
    pub confidence: f32,
}

impl Guess {
    /// The least confidence that a conversion may go by.
    pub const SURE: f32 = 0.5;

    /// What it is called: the charset, or `mojibake` for UTF-8 that was read as another charset.
    pub const fn name(&self) -> &'static str {
        match (self.charset, self.carrier) {
            (Charset::Utf8, Carrier::Text) => "mojibake",
            (charset, _) => charset.name(),
        }
    }
}

/// Charsets that are guessed. Capital fonts are not: their codes are those of TCVN3.
const GUESSED: [Charset; 10] = [
    Charset::Tcvn3,
    Charset::Vni,
    Charset::Cp1258,
    Charset::Viscii,
    Charset::Vps,
    Charset::Viqr,
    Charset::BkHcm2,
    Charset::VietwareX,
    Charset::BkHcm1,
    Charset::VietwareF,
];

/// Those, made ready once.
static CODECS: LazyLock<Vec<Codec>> = LazyLock::new(|| GUESSED.iter().map(|&charset| Codec::new(charset)).collect());

/// The sample: so many pieces of so many bytes, spread over the input.
const PIECES: usize = 16;
const PIECE: usize = 512;
/// What is read in every charset.
const FIRST: usize = 1536;
/// Readings that are worse by so much on the first sample are out.
const HOPELESS: f64 = 40.0;
/// What each letter counts against a reading that no byte was read as.
const STRANGER: f64 = 10.0;
/// What legal UTF-8 counts for.
const LEGAL: f64 = 6.0;

/// Which charset bytes may be in, the best guess first, those under 1 % left out; never empty. Reads a bounded sample
/// (8 KB), and checks all of it for UTF-8 only. Of a file with lines of UTF-8 and of an old charset, which is the latter's
/// ([`decode_any`](super::decode_any) reads both).
///
/// ```
/// use bongsen::charset::{Carrier, Charset, detect};
/// let best = detect(b"\xA7\xB6ng b\xE9 v\xB5 nh\xA9n d\xA9n x\xB7 Th\xB8p M\xAD\xEAi")[0];
/// assert_eq!((best.charset, best.carrier), (Charset::Tcvn3, Carrier::Bytes));
/// let best = detect("Nhân dân xã Tháp Mười".as_bytes())[0];
/// assert!(best.charset == Charset::Utf8 && best.confidence > 0.9);
/// ```
pub fn detect(bytes: &[u8]) -> Vec<Guess> {
    if bytes.is_ascii() && !has_marks(&sample(bytes)) {
        return vec![Guess { charset: Charset::Utf8, carrier: Carrier::Bytes, confidence: 1.0 }];
    }
    let sampled = sample(bytes);
    match std::str::from_utf8(bytes).ok().and_then(|_| std::str::from_utf8(&sampled).ok()) {
        Some(text) => among(&Input::Text(text)),
        None => among(&Input::Bytes(&mixed::without_unicode(&sampled))),
    }
}

/// Which charset text may be in that was read as Windows-1252 (`Nguyôn V¨n A`); as [`detect`] of its UTF-8.
pub fn detect_text(text: &str) -> Vec<Guess> {
    detect(text.as_bytes())
}

/// Whether ASCII has marks of VIQR behind vowels.
fn has_marks(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| match pair {
        [a, b] => b"aeiouyAEIOUY".contains(a) && b"^(+'`?~.".contains(b) || a == b && matches!(a, b'd' | b'D'),
        _ => false,
    })
}

/// Pieces of the input that begin and end at white space, where there is some, and in no case inside a character.
fn sample(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.len() <= PIECES * PIECE {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::with_capacity(PIECES * (PIECE + 1));
    for i in 0..PIECES {
        let from = i * (bytes.len() - PIECE) / (PIECES - 1);
        let piece = bytes.get(from..from + PIECE).unwrap_or_default();
        let first = if i == 0 { 0 } else { edge(&piece.iter()) };
        let last = if i + 1 == PIECES { 0 } else { edge(&piece.iter().rev()) };
        out.extend(piece.get(first..piece.len().saturating_sub(last)).unwrap_or_default());
        out.push(b'\n');
    }
    Cow::Owned(out)
}

/// How many bytes to leave out up to white space, within a few dozen; else up to an ASCII byte.
fn edge<'a>(bytes: &(impl Iterator<Item = &'a u8> + Clone)) -> usize {
    let space = bytes.clone().take(64).position(u8::is_ascii_whitespace);
    space.or_else(|| bytes.clone().take(64).position(u8::is_ascii)).unwrap_or(0)
}

enum Input<'t> {
    Text(&'t str),
    Bytes(&'t [u8]),
}

impl<'t> Input<'t> {
    fn first(&self) -> Input<'t> {
        match self {
            Self::Text(text) => Self::Text(text.get(..floor(text, FIRST)).unwrap_or_default()),
            Self::Bytes(bytes) => Self::Bytes(bytes.get(..FIRST).unwrap_or(bytes)),
        }
    }

    fn decode(&self, codec: &Codec) -> String {
        match self {
            Self::Text(text) => codec.decode_text(text).text,
            Self::Bytes(bytes) => codec.decode(bytes).text,
        }
    }

    fn as_it_stands(&self) -> String {
        match self {
            Self::Text(text) => (*text).to_owned(),
            Self::Bytes(bytes) => bytes.iter().map(|&b| super::windows::char_of(b)).collect(),
        }
    }
}

/// The boundary of a character at or before `at`.
fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// One way to read the input.
struct Candidate {
    /// `None` is text of the west in Windows-1252.
    charset: Option<Charset>,
    carrier: Carrier,
    reading: Reading,
}

fn among(input: &Input<'_>) -> Vec<Guess> {
    let mut memo = Memo::new();
    let mut codecs: Vec<&Codec> = CODECS.iter().collect();
    let first = candidates(&input.first(), &codecs, &mut memo);
    let best = first.iter().map(|c| c.reading.score).fold(f64::NEG_INFINITY, f64::max);
    codecs
        .retain(|codec| first.iter().any(|c| c.charset == Some(codec.charset()) && c.reading.score > best - HOPELESS));
    guesses(&candidates(input, &codecs, &mut memo))
}

/// What a charset counts less for being met less often than TCVN3, VNI and VIQR; it decides between readings of a few words.
fn rarity(charset: Charset) -> f64 {
    match charset {
        Charset::Cp1258 => 1.0,
        Charset::Viscii => 1.5,
        Charset::Vps => 2.0,
        Charset::BkHcm1 | Charset::BkHcm2 | Charset::VietwareX | Charset::VietwareF => 2.5,
        _ => 0.0,
    }
}

fn candidates(input: &Input<'_>, codecs: &[&Codec], memo: &mut Memo) -> Vec<Candidate> {
    let mut all = Vec::new();
    let (carrier, strangers) = match input {
        Input::Text(text) => (Carrier::Text, strangers(text)),
        Input::Bytes(_) => (Carrier::Bytes, 0.0),
    };
    for codec in codecs {
        let is_ascii = codec.charset() == Charset::Viqr;
        let mut reading = score(&input.decode(codec), memo);
        reading.score -= strangers * STRANGER + rarity(codec.charset());
        all.push(Candidate {
            charset: Some(codec.charset()),
            carrier: if is_ascii { Carrier::Bytes } else { carrier },
            reading,
        });
    }
    let western = of_western(&input.as_it_stands(), memo);
    match input {
        Input::Text(text) => {
            let mut reading = score(text, memo);
            reading.score = reading.score.max(western.score) + LEGAL;
            all.push(Candidate { charset: Some(Charset::Utf8), carrier: Carrier::Bytes, reading });
            if let Some(repaired) = repair_mojibake(text) {
                let mut reading = score(&repaired.text, memo);
                reading.score -= strangers * STRANGER;
                all.push(Candidate { charset: Some(Charset::Utf8), carrier: Carrier::Text, reading });
            }
        }
        Input::Bytes(bytes) => {
            let reading = score(&String::from_utf8_lossy(bytes), memo);
            all.push(Candidate { charset: Some(Charset::Utf8), carrier: Carrier::Bytes, reading });
            all.push(Candidate { charset: None, carrier, reading: western });
        }
    }
    all
}

/// How many letters there are that Windows-1252 and 1258 do not have: `ệ`.
fn strangers(text: &str) -> f64 {
    text.chars().filter(|c| matches!(c, '\u{1E00}'..='\u{1EFF}')).count() as f64
}

fn guesses(candidates: &[Candidate]) -> Vec<Guess> {
    let best = candidates.iter().map(|c| c.reading.score).fold(f64::NEG_INFINITY, f64::max);
    let weight = |c: &Candidate| (c.reading.score - best).exp();
    let total: f64 = candidates.iter().map(weight).sum();
    let mut guesses: Vec<Guess> = candidates
        .iter()
        .filter_map(|c| {
            let charset = c.charset?;
            let is_plain = charset == Charset::Utf8 && c.carrier == Carrier::Bytes;
            let quality = if is_plain { c.reading.legal() } else { c.reading.quality() };
            Some(Guess { charset, carrier: c.carrier, confidence: (weight(c) / total * quality) as f32 })
        })
        .collect();
    guesses.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let keep = guesses.iter().filter(|g| g.confidence >= 0.01).count().max(1);
    guesses.truncate(keep);
    guesses
}
