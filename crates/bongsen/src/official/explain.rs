//! Why a person is said to hold a post: the pattern in words, and the row that decided whether it is held.
//!
//! A separate, slow road. The patterns stand in `patterns.md` with sentences that they read.
//!
//! ```
//! use bongsen::entity::explain::Language;
//! let analyzer = bongsen::Analyzer::new()?;
//! let doc = analyzer.analyze("Khi ấy bà Lê Thị Ví Dụ được bầu giữ chức Chủ tịch HĐND xã.")?;
//! let why = &analyzer.explain_officials(&doc)[0];
//! assert_eq!(why.status.as_ref().unwrap().list.file(), "entity/appoint.tsv");
//! let told = why.tell(&doc, Language::English);
//! assert!(told.contains("status appointed: “được bầu giữ chức” in entity/appoint.tsv"), "{told}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt::Write as _;

use super::holds::{self, Pair};
use super::{get, verbs};
use crate::document::{Document, OfficialData, Status, TokenRange};
use crate::entity::Context;
use crate::entity::explain::{At, Language, Row};
use crate::entity::lexicon::{Flags, Hit, List};

/// The sections of the patterns.
const PATTERNS: &str = include_str!("patterns.md");

/// A pattern, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Its name: [`Official::pattern`](crate::Official::pattern).
    pub name: &'static str,
    /// What it says, in one English sentence.
    pub english: &'static str,
    /// The same in Vietnamese.
    pub vietnamese: &'static str,
    /// Sentences that it reads, with their entities in the brackets of [`notation`](crate::eval::notation).
    pub examples: Vec<&'static str>,
}

/// Why a person is said to hold a post.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialExplanation {
    /// Index of the official in its document.
    pub official: u32,
    /// Its pattern in words.
    pub pattern: Option<Pattern>,
    /// The row that decided the status: a modifier in the title, else the phrase of its kind that is nearest to the title in the
    /// sentence. `None` where nothing is said and the post counts as held.
    pub status: Option<Row>,
}

impl Pattern {
    /// Every pattern, in the order of the table. Parsed anew on each call.
    pub fn all() -> Vec<Self> {
        let read = |section: &'static str| {
            let line = |start: &str| section.lines().find_map(|line| line.strip_prefix(start)).unwrap_or_default();
            let block = section.split("```text\n").nth(1).and_then(|rest| rest.split("```").next());
            Self {
                name: section.lines().next().unwrap_or_default(),
                english: line("- English: "),
                vietnamese: line("- Vietnamese: "),
                examples: block.unwrap_or_default().lines().collect(),
            }
        };
        PATTERNS.split("\n## ").skip(1).map(read).collect()
    }
}

/// Explains every official of a document. `cx` is of its tokens, with the lists matched.
pub(crate) fn officials(cx: &Context<'_>, document: &Document) -> Vec<OfficialExplanation> {
    let patterns = Pattern::all();
    let data = document.data();
    let pairs = holds::pairs(cx, &data.entities);
    let explain = |(index, official): (u32, &OfficialData)| {
        let pair = pairs.iter().find(|pair| (pair.person, pair.title) == (official.person, official.title));
        let hit = pair.and_then(|pair| decider(cx, document, official, pair));
        let row = hit.map(|hit| Row::new(cx, document, hit, At::Before));
        let pattern = patterns.iter().find(|pattern| pattern.name == official.pattern).cloned();
        OfficialExplanation { official: index, pattern, status: row }
    };
    (0..).zip(&data.officials).map(explain).collect()
}

/// The phrase that decided the status.
fn decider(cx: &Context<'_>, document: &Document, official: &OfficialData, pair: &Pair) -> Option<Hit> {
    let data = document.data();
    let title = get(&data.entities, official.title)?.tokens;
    let modifier = match official.status {
        Status::Former => Some(Flags::FORMER),
        Status::Acting => Some(Flags::ACTING),
        _ => None,
    };
    let said = |hit: &&Hit| hit.entry.list == List::Modifier && modifier.is_some_and(|m| hit.entry.flags.has(m));
    let inside = (title.start..title.end).flat_map(|i| cx.hits_at(i)).find(|hit| said(hit) && hit.end <= title.end);
    if inside.is_some() || !verbs::says(pair.verb) {
        return inside.copied();
    }
    let sentence = data.sentences.partition_point(|s| s.end <= title.start);
    let TokenRange { start, end } = *data.sentences.get(sentence)?;
    let phrases = || (start..end).flat_map(|i| cx.hits_at(i)).filter(|hit| hit.entry.list == List::Appoint);
    let distance = |hit: &&Hit| {
        let gap = if hit.end <= title.start { title.start - hit.end } else { hit.start.saturating_sub(title.end) };
        (gap, std::cmp::Reverse(hit.end - hit.start))
    };
    let same = phrases().filter(|hit| hit.entry.flags == pair.verb).min_by_key(distance);
    // The post that is left for another, the holder who is replaced: what the phrase says is said of the other pair.
    let kinds = Flags::MOVES.with(Flags::PREDECESSOR).with(Flags::DISMISSED);
    let common = |hit: &&Hit| Flags(hit.entry.flags.0 & pair.verb.0).has(kinds);
    same.or_else(|| phrases().filter(common).min_by_key(distance)).copied()
}

impl OfficialExplanation {
    /// The explanation in words: who holds what, the pattern, and what decided the status.
    pub fn tell(&self, document: &Document, language: Language) -> String {
        let mut out = String::new();
        let Some(official) = document.official(self.official) else { return out };
        let text = |entity: Option<crate::Entity<'_>>| entity.map_or_else(String::new, |e| e.text().to_owned());
        let _ = write!(out, "{} | {}", text(official.person()), text(official.title()));
        let says = self.pattern.as_ref().map_or("", |p| language.pick(p.english, p.vietnamese));
        let _ = write!(out, "\n  {} “{}”: {says}", language.pick("pattern", "mẫu câu"), official.pattern());
        let status = official.status().label();
        let _ = write!(out, "\n  {} {status}: ", language.pick("status", "tình trạng"));
        let _ = match &self.status {
            Some(row) => {
                let place = language.pick("in", "trong");
                write!(out, "“{}” {place} {} [{}]", row.text, row.list.file(), row.flags.join(", "))
            }
            None => write!(out, "{}", language.pick("nothing else is said", "không có từ nào nói khác")),
        };
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "bundled")]
    fn patterns_of(sentence: &str) -> Vec<&'static str> {
        use crate::eval::entities::{Answer, brackets};
        let expected = crate::eval::notation::parse(sentence).unwrap();
        let doc = crate::Analyzer::new().unwrap().analyze(&expected.text).unwrap();
        assert_eq!(brackets(&expected.text, &Answer::of(&doc)), sentence);
        doc.officials().map(crate::Official::pattern).collect()
    }

    #[cfg(feature = "bundled")]
    #[test]
    fn every_pattern_reads_its_sentences() {
        for pattern in Pattern::all() {
            assert!(pattern.english.ends_with('.') && pattern.vietnamese.ends_with(['.', '…']), "{}", pattern.name);
            assert!(!pattern.examples.is_empty(), "{}", pattern.name);
            for sentence in pattern.examples {
                assert!(patterns_of(sentence).contains(&pattern.name), "{}: {sentence}", pattern.name);
            }
        }
    }

    #[test]
    fn every_pattern_of_the_code_is_in_the_table() {
        let names: Vec<&str> = Pattern::all().iter().map(|pattern| pattern.name).collect();
        let sources = [include_str!("holds.rs"), include_str!("verbs.rs"), include_str!("mod.rs")];
        let code = sources.iter().filter_map(|source| source.split("#[cfg(all(test").next());
        let lines = code.flat_map(str::lines).filter(|line| !line.trim_start().starts_with("//"));
        let is_pattern = |text: &&str| {
            let has = |names: [&str; 2]| text.split([' ', ',', '(', ')']).any(|word| names.contains(&word));
            has(["N", "NAME"]) && has(["T", "TITLE"])
        };
        let mut found: Vec<&str> =
            lines.flat_map(|line| line.split('"').skip(1).step_by(2)).filter(is_pattern).collect();
        found.sort_unstable();
        found.dedup();
        assert!(found.len() > 10, "{found:?}");
        let mut table = names.clone();
        table.sort_unstable();
        assert_eq!(found, table);
    }

    #[cfg(feature = "bundled")]
    #[test]
    fn what_decided_the_status_is_told() {
        let analyzer = crate::Analyzer::new().unwrap();
        for (text, word, list) in [
            ("Khi ấy ông Trần Văn Mẫu, nguyên Chủ tịch UBND xã, nói.", "nguyên", List::Modifier),
            ("Khi ấy ông Trần Văn Mẫu được bổ nhiệm giữ chức Giám đốc Sở Nội vụ.", "bổ nhiệm giữ chức", List::Appoint),
        ] {
            let doc = analyzer.analyze(text).unwrap();
            let row = analyzer.explain_officials(&doc)[0].status.clone().unwrap();
            assert!(row.text.ends_with(word) && row.list == list, "{row:?}");
        }
        let doc = analyzer.analyze("Khi ấy ông Trần Văn Mẫu, Chủ tịch UBND xã, nói.").unwrap();
        assert_eq!(analyzer.explain_officials(&doc)[0].status, None);
    }
}
