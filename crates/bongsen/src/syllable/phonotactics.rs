//! Which onsets, rimes and tones there are, and which stand together.

use super::{Syllable, Tone};

/// Onsets, the longer before their beginnings.
const ONSETS: &[&str] = &[
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
];

/// Rimes that may follow any onset (but for the rules of spelling in [`cut`]). A rime is here when native words have it:
/// `oem` for *ngoem ngoém*, `ưm` for *hừm*, `ưn` for *sừn sựt*.
const RIMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăm", "ăn", "ăng", "ăp",
    "ăt", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "e", "ec", "em", "en", "eng", "eo", "ep", "et", "ê", "êch",
    "êm", "ên", "ênh", "êp", "êt", "êu", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên",
    "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat",
    "oay", "oăc", "oăm", "oăn", "oăng", "oăt", "oc", "oe", "oem", "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc",
    "oong", "op", "ot", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "u", "ua",
    "uân", "uâng", "uât", "uây", "uc", "uê", "uêch", "uên", "uênh", "uêu", "ui", "um", "un", "ung", "uơ", "up", "ut",
    "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt", "uôc", "uôi", "uôm", "uôn", "uông", "uôt",
    "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", "y",
    "yêm", "yên", "yêng", "yêt", "yêu",
];

/// Rimes of `qu`, whose `u` is the glide.
const RIMES_OF_QU: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăm", "ăn", "ăng", "ăp",
    "ăt", "ân", "âng", "ât", "âu", "ây", "e", "en", "eo", "et", "ê", "êch", "ên", "ênh", "êt", "êu", "i", "it", "o",
    "ơ", "ơi", "ơn", "ơt", "ôc", "y", "ynh", "yt", "ych", "yên", "yêt", "yp",
];

/// Onset and rime of the letters of a syllable without its tone mark.
pub(super) fn cut(letters: &str) -> Option<(&'static str, &'static str)> {
    let find = |list: &'static [&'static str], rime: &str| list.iter().copied().find(|&r| r == rime);
    for &onset in ONSETS {
        let Some(rest) = letters.strip_prefix(onset) else { continue };
        let front = rest.starts_with(['e', 'ê', 'i', 'y']);
        let rime = match onset {
            "qu" => find(RIMES_OF_QU, rest),
            // `gì`, `gìn`, `giếng`: the i belongs to both; but `giề` is `gi` and `ê`.
            "gi" if rest != "ê" && (rest.is_empty() || rest.starts_with(['ê', 'n', 'm'])) => {
                find(RIMES, letters.get(1..)?)
            }
            "k" | "gh" | "ngh" if !front => None,
            "c" | "g" | "ng" if front => None,
            _ if rest.starts_with('y') && !matches!(rest, "y") => None,
            _ => find(RIMES, rest),
        };
        if let Some(rime) = rime {
            return Some((onset, rime));
        }
        if matches!(onset, "qu") {
            return None;
        }
    }
    // No onset: `iê` is written `yê`, but for `ia`.
    let rime = find(RIMES, letters)?;
    (!rime.starts_with("iê")).then_some(("", rime))
}

/// The letters of an onset and a rime together: `gi` lends its i to a rime that begins with one.
pub(super) fn joined(onset: &str, rime: &str) -> String {
    let onset = if onset == "gi" && rime.starts_with('i') { "g" } else { onset };
    [onset, rime].concat()
}

/// Whether a rime ends in a stop: c, ch, p, t.
pub(super) fn is_checked(rime: &str) -> bool {
    rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch")
}

/// Whether a rime may have a tone: one that ends in a stop has sắc or nặng.
pub(super) fn may_have(rime: &str, tone: Tone) -> bool {
    !is_checked(rime) || matches!(tone, Tone::Sac | Tone::Nang)
}

/// Every possible syllable: each onset with each rime that may follow it and each tone, once.
///
/// ```
/// use bongsen::normalize::ToneStyle;
/// use bongsen::syllable::{Syllable, possible};
/// assert_eq!(possible().count(), 17_738);
/// assert!(possible().all(|s| Syllable::parse(&s.spelling(ToneStyle::New)) == Some(s)));
/// ```
pub fn possible() -> impl Iterator<Item = Syllable> {
    let rimes = |onset| if onset == "qu" { RIMES_OF_QU } else { RIMES };
    let pairs = [""].into_iter().chain(ONSETS.iter().copied()).flat_map(move |onset| {
        rimes(onset).iter().map(move |&rime| (onset, rime)).filter(|&(onset, rime)| {
            // What is written as another pair is that pair.
            cut(&joined(onset, rime)) == Some((onset, rime))
        })
    });
    pairs.flat_map(|(onset, rime)| {
        let tones = Tone::ALL.into_iter().filter(move |&tone| may_have(rime, tone));
        tones.map(move |tone| Syllable { onset, rime, tone })
    })
}
