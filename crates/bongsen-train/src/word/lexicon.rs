//! The lexicon: lists of words, and what segmented text says of them.
//!
//! An entry is a sequence of token keys, so `hòa bình` and `Hoà bình` are one. It keeps which lists have it, how surely a
//! reviewed list calls it one word, and from the segmented text how often it stands there as one word, in what share of
//! all places where its syllables follow each other, and how strongly they keep company.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use bongsen::token::{TokenData, TokenKind};
use bongsen::word::features::{MAX_LEN, START, Traits, is_joinable, key_of, state, step};

use super::counts::Counts;
use super::text;

/// Lists that can be told apart.
pub const MAX_LISTS: usize = 6;
/// The highest grade of a list: surely one word.
pub const MAX_GRADE: u8 = 3;
/// Entries that segmented text has often enough as one word.
const SEGMENTED: u8 = 1 << MAX_LISTS;
/// Name of that source.
pub const SEGMENTED_NAME: &str = "segmented text";

/// A word list.
#[derive(Clone, Debug)]
pub struct List {
    /// What it is called.
    pub name: String,
    /// Where it was read from.
    pub path: PathBuf,
    /// Its words; with how surely each is one word, where the list says so: 0 (never) to [`MAX_GRADE`].
    pub words: Vec<(String, Option<u8>)>,
}

/// A lexicon entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its token keys.
    pub keys: Vec<u64>,
    /// Bit `i` for list `i`, then `SEGMENTED`.
    pub sources: u8,
    /// How surely it is one word, plus 1; 0 when no list says.
    pub grade: u8,
    /// How often the segmented text has it as one word.
    pub joined: u32,
    /// How often its syllables follow each other in the segmented text.
    pub total: u32,
    /// For two syllables: step of their normalised pointwise mutual information; 0 when they were not seen together.
    pub cohesion: u8,
}

/// What decides about an entry's weights: entries of one class and length share a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Class {
    /// Bits of the lists it is in.
    pub sources: u8,
    /// How surely a list calls it one word.
    pub grade: u8,
    /// Step of `joined`.
    pub count: u8,
    /// Step of `joined / total`.
    pub purity: u8,
    /// Step of the cohesion.
    pub cohesion: u8,
}

impl Entry {
    /// Whether a list or the segmented text puts it forward as a word.
    pub const fn is_listed(&self) -> bool {
        self.sources != 0
    }

    /// Whether who segmented the text did not know the word: a list has it, and the text nearly never joins it.
    pub const fn is_unknown_to_text(&self) -> bool {
        self.sources & !SEGMENTED != 0 && self.joined as u64 * 20 < self.total as u64
    }

    /// The class.
    pub fn class(&self) -> Class {
        let count = [1, 3, 10, 30, 100, 1000].iter().filter(|&&step| self.joined >= step).count() as u8;
        let share = |permille: u64| u64::from(self.joined) * 1000 >= permille * u64::from(self.total);
        let purity = if self.total < 3 {
            15
        } else {
            [1, 50, 200, 400, 600, 800, 900, 970, 995].iter().filter(|&&p| share(p)).count() as u8
        };
        Class { sources: self.sources & !SEGMENTED, grade: self.grade, count, purity, cohesion: self.cohesion }
    }
}

/// Which lists go into a lexicon.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Bit `i` for list `i`.
    pub lists: u8,
    /// Take words that the segmented text has at least so often; `None` for none.
    pub segmented: Option<u32>,
}

/// A lexicon, looked up by state.
#[derive(Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    by_state: HashMap<u64, u32>,
    prefixes: std::collections::HashSet<u64>,
    traits: BTreeMap<u64, Traits>,
    names: Vec<String>,
}

impl Lexicon {
    /// Puts a lexicon together from the lists and the counts that `choice` takes. Of `syllables`, those are kept that
    /// are in use: in an entry or in the segmented text.
    pub fn new(lists: &[List], choice: Choice, counts: &Counts, syllables: &[String], families: &[String]) -> Self {
        let mut sources_of: BTreeMap<Vec<u64>, (u8, u8)> = BTreeMap::new();
        for (i, list) in lists.iter().enumerate().filter(|(i, _)| choice.lists & 1 << i != 0) {
            for (word, grade) in &list.words {
                if let Some(keys) = keys_of(word) {
                    let (sources, known) = sources_of.entry(keys).or_default();
                    if let Some(grade) = grade {
                        *known = (*known).max(grade + 1);
                    }
                    // A word that is judged to be rather none is not put forward.
                    if grade.is_none_or(|grade| grade > MAX_GRADE / 2) {
                        *sources |= 1 << i;
                    }
                }
            }
        }
        if let Some(least) = choice.segmented {
            for (keys, count) in counts.words() {
                // Single syllables are entries too, so that how freely they stand alone is known.
                if count >= if keys.len() > 1 { least } else { 10 } {
                    sources_of.entry(keys.to_vec()).or_default().0 |= SEGMENTED;
                }
            }
        }
        let cohesion = counts.cohesion();
        let mut lexicon = Self { names: lists.iter().map(|list| list.name.clone()).collect(), ..Self::default() };
        for (keys, (sources, grade)) in sources_of {
            lexicon.by_state.insert(state(&keys), lexicon.entries.len() as u32);
            let mut prefix = START;
            for &key in &keys[..keys.len() - 1] {
                prefix = step(prefix, key);
                lexicon.prefixes.insert(prefix);
            }
            let joined = counts.joined(state(&keys));
            let cohesion = cohesion.get(&state(&keys)).copied().unwrap_or(0);
            lexicon.entries.push(Entry { keys, sources, grade, joined, total: 0, cohesion });
        }
        let mut totals = vec![0u32; lexicon.entries.len()];
        counts.each_line(|keys| {
            for from in 0..keys.len() {
                let mut state = START;
                for &key in keys[from..].iter().take(MAX_LEN) {
                    state = step(state, key);
                    if let Some(&entry) = lexicon.by_state.get(&state) {
                        totals[entry as usize] += 1;
                    }
                    if !lexicon.prefixes.contains(&state) {
                        break;
                    }
                }
            }
        });
        for (entry, total) in lexicon.entries.iter_mut().zip(totals) {
            entry.total = total;
        }
        let used: std::collections::HashSet<u64> =
            lexicon.entries.iter().flat_map(|e| e.keys.iter().copied()).chain(counts.keys()).collect();
        for key in syllables.iter().map(|syllable| bongsen::normalize::key(syllable)).filter(|key| used.contains(key)) {
            lexicon.traits.entry(key).or_default().is_syllable = true;
        }
        for name in families {
            lexicon.traits.entry(bongsen::normalize::key(name)).or_default().is_family = true;
        }
        lexicon
    }

    /// The entry of a state.
    pub fn get(&self, state: u64) -> Option<&Entry> {
        self.by_state.get(&state).map(|&i| &self.entries[i as usize])
    }

    /// Whether a longer entry begins so.
    pub fn goes_on(&self, state: u64) -> bool {
        self.prefixes.contains(&state)
    }

    /// What is known of a syllable.
    pub fn traits(&self, key: u64) -> Traits {
        self.traits.get(&key).copied().unwrap_or_default()
    }

    /// Every syllable of which something is known.
    pub fn all_traits(&self) -> impl Iterator<Item = (u64, Traits)> {
        self.traits.iter().map(|(&key, &traits)| (key, traits))
    }

    /// The entries, in order of their keys.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What the bits of [`Entry::sources`] mean.
    pub fn source_names(&self) -> Vec<&str> {
        let lists = self.names.iter().map(String::as_str);
        lists.chain(std::iter::repeat("")).take(MAX_LISTS).chain([SEGMENTED_NAME]).collect()
    }
}

/// The keys of a word of a list; `None` when it is longer than the trie or holds anything but syllables.
pub fn keys_of(word: &str) -> Option<Vec<u64>> {
    let tokens = text::tokens(word);
    let fits = (1..=MAX_LEN).contains(&tokens.len());
    let wordlike = |t: &TokenData| is_joinable(t) && (t.kind == TokenKind::Syllable || tokens.len() > 1);
    (fits && tokens.iter().all(wordlike)).then(|| tokens.iter().map(key_of).collect())
}
