//! The possible syllables: that each is read as what it is, how many there are, and beside a public list.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use bongsen::normalize::ToneStyle;
use bongsen::restore::Restorer;
use bongsen::syllable::{Syllable, Tone, is_valid, possible};
use bongsen::word::WordModel;
use unicode_normalization::UnicodeNormalization;

fn corpora() -> PathBuf {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data"));
    std::env::var_os("BONGSEN_CORPORA").map_or_else(beside, PathBuf::from)
}

#[test]
fn each_possible_syllable_is_read_as_what_it_is_in_both_styles_of_marks() {
    let mut written = HashSet::new();
    for syllable in possible() {
        for style in [ToneStyle::Old, ToneStyle::New] {
            let text = syllable.spelling(style);
            assert_eq!(Syllable::parse(&text).as_ref(), Some(&syllable), "{text}");
            assert_eq!(Syllable::parse(&text.to_uppercase()).as_ref(), Some(&syllable), "{text}");
        }
        assert!(written.insert(syllable.spelling(ToneStyle::New)), "{syllable:?} is written as another");
    }
}

#[test]
fn the_possible_syllables_are_counted() {
    let count = |is: &dyn Fn(&Syllable) -> bool| possible().filter(|s| is(s)).count();
    assert_eq!(count(&|_| true), 17_738);
    let pairs: HashSet<_> = possible().map(|s| (s.onset, s.rime)).collect();
    let (onsets, rimes): (HashSet<_>, HashSet<_>) = pairs.iter().copied().unzip();
    assert_eq!((onsets.len(), rimes.len(), pairs.len()), (28, 167, 3_827));
    // Two tones for a stop, six for anything else.
    let checked: HashSet<_> = possible().filter(|s| s.rime.ends_with(['c', 'p', 't']) || s.coda() == "ch").collect();
    assert!(checked.iter().all(|s| matches!(s.tone, Tone::Sac | Tone::Nang)));
    assert_eq!((17_738 - checked.len()) / 6 + checked.len() / 2, pairs.len());
}

#[test]
fn the_models_know_which_syllables_are_in_use() {
    let restorer = Restorer::bundled().unwrap();
    let words = WordModel::bundled().unwrap();
    let (mut seen, mut listed) = (0, 0);
    for text in possible().map(|syllable| syllable.spelling(ToneStyle::Old)) {
        seen += usize::from(restorer.is_known(&text));
        listed += usize::from(words.contains(&[&text]));
    }
    println!("{seen} of the possible syllables are in the news, {listed} are words of the lexicon");
    assert!((5_000..9_000).contains(&seen) && (3_000..9_000).contains(&listed), "{seen} {listed}");
}

/// What the list has and we do not take for possible, by its letters behind the onset, and why. The list is made of all
/// onsets with all rimes of an input method, so most of this is no syllable of anyone.
const REVIEWED: &[(&str, &[&str])] = &[
    (
        "the glide before a, ă, e is written o, but for qu",
        &[
            "uac", "uach", "uai", "uam", "uan", "uang", "uanh", "uap", "uat", "uay", "uăc", "uăm", "uăn", "uăng",
            "uăp", "uăt", "ue", "uem", "uen", "ueo", "uep", "uet",
        ],
    ),
    (
        "iê with a consonant before it, yê without one; nothing is written ia there",
        &["yêc", "yêm", "yên", "yêng", "yêp", "yêt", "yêu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu"],
    ),
    ("a short vowel has a coda", &["ă", "â"]),
    ("a coda that does not follow this vowel", &["enh", "uoc", "uôp", "ưp", "ơc", "ơng", "ơu"]),
    (
        "a nucleus that has no such coda behind the glide",
        &[
            "oăp", "oep", "uâc", "uâm", "uâp", "uâu", "uêm", "uêp", "uêt", "uơc", "uơi", "uơm", "uơn", "uơng", "uơp",
            "uơt", "uơu", "uyêc", "uyêm", "uyêng", "uyêp", "uyêu", "uym",
        ],
    ),
    ("only in place names and speech of the north centre", &["êc", "êng"]),
];

/// Letters without tone mark, and what is behind the onset.
fn letters(text: &str) -> (String, String) {
    let plain: String =
        text.nfd().filter(|c| !"\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*c)).collect::<String>().nfc().collect();
    let vowel = plain.find(|c| "aăâeêioôơuưy".contains(c)).unwrap_or(plain.len());
    let start = match plain.get(..2) {
        Some(onset @ ("qu" | "gi")) if plain.len() > 2 => onset.len(),
        _ => vowel,
    };
    (plain[..start].to_owned(), plain[start..].to_owned())
}

#[test]
fn what_a_public_list_has_beyond_ours_is_of_a_reviewed_kind() {
    let Ok(list) = std::fs::read_to_string(corpora().join("lexicon/syllables.txt")) else {
        println!("no list of syllables: skipped");
        return;
    };
    let entries: Vec<String> = list.split_whitespace().map(|entry| entry.nfc().collect()).collect();
    let ours: HashSet<Syllable> = entries.iter().filter_map(|entry| Syllable::parse(entry)).collect();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| !is_valid(entry)) {
        let (onset, rime) = letters(entry);
        let kind = match onset.as_str() {
            "qu" => Some("no rime of qu: a rounded vowel, or one that no word has"),
            "gi" if rime.starts_with('ê') => Some("iê behind gi, but in giề"),
            _ => REVIEWED.iter().find(|(_, rimes)| rimes.contains(&rime.as_str())).map(|(kind, _)| *kind),
        };
        *kinds.entry(kind.unwrap_or_else(|| panic!("{entry} is not reviewed"))).or_default() += 1;
    }
    let beyond: usize = kinds.values().sum();
    println!("{} entries, {} possible, {beyond} not:", entries.len(), entries.len() - beyond);
    for (kind, count) in &kinds {
        println!("{count:5}  {kind}");
    }
    println!("{} of the 17738 possible syllables are in the list", ours.len());
    assert!((entries.len() - beyond) * 100 >= entries.len() * 72, "a share of the list is no longer possible");
    assert!(ours.len() >= 16_000, "{}", ours.len());
}
