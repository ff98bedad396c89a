//! The lexicon: lists of words, and what segmented news text says of them.
//!
//! An entry is a sequence of token keys, so `hòa bình` and `Hoà bình` are one. It keeps where it comes from as a mask of
//! [`sources`], and two figures from the news text: how often it stands there as one word, and in what share of all
//! places where its syllables follow each other.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use anyhow::Context;
use bongsen::token::{TokenData, TokenKind};
use bongsen::word::features::{MAX_LEN, START, Traits, is_joinable, key_of, state, step};
use bongsen::word::sources;

use super::news::News;
use super::text;

/// A lexicon entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its token keys.
    pub keys: Vec<u64>,
    /// Mask of [`sources`].
    pub sources: u8,
    /// How often the news text has it as one word.
    pub joined: u32,
    /// How often its syllables follow each other in the news text.
    pub total: u32,
    /// For two syllables: step of their normalised pointwise mutual information; 0 when they were not seen together.
    pub cohesion: u8,
}

/// What decides about an entry's weights: entries of one class and length share a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Class {
    /// Bits of the lists it is in.
    pub sources: u8,
    /// Step of `joined`.
    pub count: u8,
    /// Step of `joined / total`.
    pub purity: u8,
    /// Step of the cohesion.
    pub cohesion: u8,
}

impl Entry {
    /// The class.
    pub fn class(&self) -> Class {
        let count = [1, 3, 10, 30, 100, 1000].iter().filter(|&&step| self.joined >= step).count() as u8;
        let share = |permille: u64| u64::from(self.joined) * 1000 >= permille * u64::from(self.total);
        let purity = if self.total < 3 {
            15
        } else {
            [1, 50, 200, 400, 600, 800, 900, 970, 995].iter().filter(|&&p| share(p)).count() as u8
        };
        Class { sources: self.sources & (sources::WIKTIONARY | sources::PYVI), count, purity, cohesion: self.cohesion }
    }
}

/// Which lists go into a lexicon.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Take the Wiktionary headwords.
    pub wiktionary: bool,
    /// Take pyvi's words.
    pub pyvi: bool,
    /// Take words that the news text has at least so often; `None` for none.
    pub news: Option<u32>,
}

/// A lexicon, looked up by state.
#[derive(Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    by_state: HashMap<u64, u32>,
    prefixes: std::collections::HashSet<u64>,
    traits: BTreeMap<u64, Traits>,
}

impl Lexicon {
    /// Reads the lists in `corpora` and takes what `choice` says.
    pub fn read(corpora: &Path, family_names: &[String], news: &News, choice: Choice) -> anyhow::Result<Self> {
        let mut sources_of: BTreeMap<Vec<u64>, u8> = BTreeMap::new();
        let mut add = |file: &str, source: u8| -> anyhow::Result<()> {
            for line in list(corpora, file)?.lines() {
                if let Some(keys) = keys_of(line) {
                    *sources_of.entry(keys).or_default() |= source;
                }
            }
            Ok(())
        };
        if choice.wiktionary {
            add("wiktionary_headwords.txt", sources::WIKTIONARY)?;
        }
        if choice.pyvi {
            add("pyvi_words.txt", sources::PYVI)?;
        }
        if let Some(least) = choice.news {
            for (keys, count) in news.words() {
                if count >= least && keys.len() > 1 {
                    *sources_of.entry(keys.to_vec()).or_default() |= sources::NEWS;
                }
            }
        }
        let cohesion = news.cohesion();
        // Single syllables are entries too, so that how freely they stand alone is known.
        for (keys, count) in news.words() {
            if keys.len() == 1 && count >= 10 {
                *sources_of.entry(keys.to_vec()).or_default() |= sources::NEWS;
            }
        }
        let mut lexicon = Self::default();
        for (keys, mask) in sources_of {
            lexicon.by_state.insert(state(&keys), lexicon.entries.len() as u32);
            let mut prefix = START;
            for &key in &keys[..keys.len() - 1] {
                prefix = step(prefix, key);
                lexicon.prefixes.insert(prefix);
            }
            let joined = news.joined(state(&keys));
            let cohesion = cohesion.get(&state(&keys)).copied().unwrap_or(0);
            lexicon.entries.push(Entry { keys, sources: mask, joined, total: 0, cohesion });
        }
        let mut totals = vec![0u32; lexicon.entries.len()];
        news.each_line(|keys| {
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
        lexicon.read_traits(corpora, family_names, news)?;
        Ok(lexicon)
    }

    /// Syllables: those of the list that are in use, that is in an entry or in the news text.
    fn read_traits(&mut self, corpora: &Path, family_names: &[String], news: &News) -> anyhow::Result<()> {
        let used: std::collections::HashSet<u64> =
            self.entries.iter().flat_map(|e| e.keys.iter().copied()).chain(news.keys()).collect();
        for line in list(corpora, "syllables.txt")?.lines() {
            let key = bongsen::normalize::key(line.trim());
            if used.contains(&key) {
                self.traits.entry(key).or_default().is_syllable = true;
            }
        }
        for name in family_names {
            self.traits.entry(bongsen::normalize::key(name)).or_default().is_family = true;
        }
        Ok(())
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
}

fn list(corpora: &Path, file: &str) -> anyhow::Result<String> {
    let path = corpora.join("lexicon").join(file);
    fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// The keys of a word of a list; `None` when it is longer than the trie or holds anything but syllables.
pub fn keys_of(word: &str) -> Option<Vec<u64>> {
    let tokens = text::tokens(word);
    let fits = (1..=MAX_LEN).contains(&tokens.len());
    let wordlike = |t: &TokenData| is_joinable(t) && (t.kind == TokenKind::Syllable || tokens.len() > 1);
    (fits && tokens.iter().all(wordlike)).then(|| tokens.iter().map(key_of).collect())
}
