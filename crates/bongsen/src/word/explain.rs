//! Why a gap between two tokens is inside a word or not: every weight that was added up, by name.
//!
//! A separate, slow road: what [`segment_with`](WordModel::segment_with) adds without looking is taken apart here. The
//! weights are in thousandths of a score (see [`UNIT`](super::features::UNIT)), above 0 for a cut and below 0 for a word that goes on; their
//! sum is the score that the run used, bit for bit.
//!
//! ```
//! use bongsen::word::explain::{Decider, Evidence};
//!
//! let analyzer = bongsen::Analyzer::new()?;
//! let doc = analyzer.analyze("Chủ tịch xã phát biểu.")?;
//! // The gap before `tịch`, which begins at byte 6.
//! let boundary = analyzer.explain_boundary(&doc, 6).unwrap();
//! assert!(boundary.is_joined && boundary.score <= 0 && boundary.decider == Decider::Score);
//! assert_eq!(boundary.contributions.iter().map(|c| c.weight).sum::<i32>(), boundary.score);
//! assert!(boundary.contributions.iter().any(|c| matches!(&c.evidence, Evidence::Sequence(s) if s.text == "Chủ tịch")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;

use super::features::{
    Cover, EDGE, EDGE_SHAPE, MAX_LEN, before, cover_index, is_caseless, key_of, may_join, shape, slide,
};
use super::table::Single;
use super::user::{Claim, ClaimScratch, Rule, UserEntry, is_joined};
use super::{UserLexicon, WordModel};
use crate::document::TokenRange;
use crate::token::{Gap, TokenData, TokenKind};

/// The gap before a token, and what decided it.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boundary {
    /// Index in the document of the token after the gap.
    pub next: u32,
    /// Whether the gap is inside a word.
    pub is_joined: bool,
    /// What decided it.
    pub decider: Decider,
    /// The sum of the weights, in thousandths: above 0 speaks for a cut. It is told also where something else decided;
    /// between two sentences there is none, and it is 0.
    pub score: i32,
    /// What the score is made of, the heaviest first; weights of 0 are left out.
    pub contributions: Vec<Contribution>,
}

/// What decided a gap.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decider {
    /// The sum of the weights.
    Score,
    /// A sentence ends here.
    Sentence,
    /// No word spans a line break.
    Line,
    /// A mark, number, date, document number or address stands beside the gap; they are words by themselves.
    Alone,
    /// A `join` or `split` of the user.
    User(UserEvidence),
}

/// One term of a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Its weight in thousandths: above 0 for a cut.
    pub weight: i32,
    /// What it is the weight of.
    pub evidence: Evidence,
}

/// What has a weight.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Tokens near the gap, as an n-gram and as a word of the lexicon: the two have one weight.
    Sequence(Sequence),
    /// What the two tokens before and the two after the gap look like.
    Shapes([Shape; 4]),
    /// How words of the lexicon, of two tokens and more, lie around the gap.
    Cover(Lengths),
    /// A `prefer` of the user.
    User(UserEvidence),
}

/// Tokens near a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// Their text, apart by spaces; a number or the like as its kind (`⟨number⟩`), an end of the sentence as `⟨start⟩` or `⟨end⟩`.
    pub text: String,
    /// How many they are.
    pub len: u8,
    /// Where they lie.
    pub place: Place,
    /// The lists and texts that the lexicon has them from; none when they are no word of it.
    pub sources: Vec<String>,
}

/// Where tokens lie, seen from a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before it, with so many tokens between.
    Before(u8),
    /// On both sides, so many of them before it.
    Across(u8),
    /// After it, with so many tokens between.
    After(u8),
}

/// The longest word of the lexicon, in tokens, that ends at a gap, begins there, and lies across it; 0 where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lengths {
    /// Of the one that ends there.
    pub ending: u8,
    /// Of the one that begins there.
    pub beginning: u8,
    /// Of the one across it.
    pub spanning: u8,
}

/// What a token looks like to the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape(u8);

/// An entry of the user's lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserEvidence {
    /// What it asks for.
    pub rule: Rule,
    /// The word as it was written.
    pub text: String,
    /// Its line, or its number among the entries; from 1.
    pub line: u32,
    /// Whether it is a line and not a number.
    pub by_line: bool,
}

/// One sentence, ready to explain its gaps.
pub struct Explainer<'a> {
    model: &'a WordModel,
    norm: &'a str,
    lexicon: Option<&'a UserLexicon>,
    tokens: &'a [TokenData],
    start: u32,
    claims: Vec<Option<Claim>>,
    caseless: bool,
}

impl WordModel {
    /// Makes ready to explain the gaps of a sentence; linear in its length. `norm`, `tokens` and `lexicon` are those that it
    /// was segmented with.
    pub fn explain<'a>(
        &'a self,
        norm: &'a str,
        tokens: &'a [TokenData],
        sentence: TokenRange,
        lexicon: Option<&'a UserLexicon>,
    ) -> Explainer<'a> {
        let tokens = tokens.get(sentence.range()).unwrap_or_default();
        let claims = lexicon.map(|lexicon| lexicon.claims(tokens, &mut ClaimScratch::default()).to_vec());
        Explainer {
            model: self,
            norm,
            lexicon,
            tokens,
            start: sentence.start,
            claims: claims.unwrap_or_default(),
            caseless: is_caseless(tokens),
        }
    }
}

impl Explainer<'_> {
    /// Every gap of the sentence, in order.
    pub fn boundaries(&self) -> impl Iterator<Item = Boundary> {
        (1..self.tokens.len() as u32).filter_map(|gap| self.boundary(self.start + gap))
    }

    /// The gap before the token with this index in the document; `None` when it is not between two tokens of the sentence.
    /// Takes the same time wherever it is.
    pub fn boundary(&self, next: u32) -> Option<Boundary> {
        let gap = next.checked_sub(self.start)? as usize;
        let (before, after) = (self.tokens.get(gap.checked_sub(1)?)?, self.tokens.get(gap)?);
        let mut covers = [Cover::default(); 2 * MAX_LEN + 1];
        let mut contributions = self.sequences(gap, &mut covers);
        let window = self.window(gap);
        let shapes = Contribution {
            weight: self.model.shapes.get(window).copied().unwrap_or(0).into(),
            evidence: Evidence::Shapes([12, 8, 4, 0].map(|bits| Shape((window >> bits & 0xF) as u8))),
        };
        let cover = covers.get(MAX_LEN).copied().unwrap_or_default();
        let covers = Contribution {
            weight: self.model.covers.get(cover_index(cover, window)).copied().unwrap_or(0).into(),
            evidence: Evidence::Cover(cover.lengths()),
        };
        contributions.extend([shapes, covers]);
        // What the model says, before the user.
        let score = contributions.iter().map(|c| c.weight).sum();
        let claim = self.claims.get(gap).copied().flatten();
        let is_joined = is_joined(before, after, score, claim);
        let user = claim.and_then(|claim| self.user(claim));
        let fixed = if after.gap > Gap::Space { Decider::Line } else { Decider::Alone };
        let decider = match (user, claim.and_then(Claim::bonus)) {
            (Some(user), None) => Decider::User(user),
            (user, bonus) => {
                let prefer = user.zip(bonus);
                contributions.extend(prefer.map(|(u, weight)| Contribution { weight, evidence: Evidence::User(u) }));
                if may_join(before, after) { Decider::Score } else { fixed }
            }
        };
        contributions.retain(|c| c.weight != 0);
        contributions.sort_by_key(|c| std::cmp::Reverse(c.weight.abs()));
        let score = contributions.iter().map(|c| c.weight).sum();
        Some(Boundary { next, is_joined, decider, score, contributions })
    }

    /// The sequences that have a weight for a gap. Item `MAX_LEN` of `covers` becomes that of the gap.
    fn sequences(&self, gap: usize, covers: &mut [Cover]) -> Vec<Contribution> {
        let mut out = Vec::new();
        // Token -1 and token `len` are the edges; a walk that reaches the gap begins at most 7 before it or 2 after.
        let (gap, end) = (gap as isize, self.tokens.len() as isize);
        let reach = MAX_LEN as isize;
        for from in (gap - reach).max(-1)..=(gap + 2).min(end) {
            let mut keys = Vec::with_capacity(MAX_LEN);
            for len in 1..=MAX_LEN {
                let Some(key) = self.key(from + len as isize - 1) else { break };
                keys.push(key);
                let Some(hit) = self.model.table.get(&keys) else { break };
                let first = from - before(len) as isize;
                let weight = usize::try_from(gap - first).ok().and_then(|lane| hit.vector.get(lane)).copied();
                if let Some(weight) = weight.filter(|&weight| weight != 0) {
                    let (into, out_of) = ((gap - from).max(0) as usize, (from - gap).max(0) as u8);
                    let place = match len.checked_sub(into) {
                        Some(0) | None => Place::Before((into - len) as u8),
                        Some(_) if into > 0 => Place::Across(into as u8),
                        Some(_) => Place::After(out_of),
                    };
                    let sequence = Sequence {
                        text: self.text(from, len),
                        len: len as u8,
                        place,
                        sources: self.model.sources_of(&keys).map(str::to_owned).collect(),
                    };
                    out.push(Contribution { weight: weight.into(), evidence: Evidence::Sequence(sequence) });
                }
                let index = from - (gap - reach);
                if let (true, 2.., Ok(first)) = (hit.is_entry, len, usize::try_from(index)) {
                    let last = (first + len).min(covers.len().saturating_sub(1));
                    if first + len == last {
                        Cover::mark(covers.get_mut(first..=last).unwrap_or_default());
                    }
                }
                if !hit.goes_on {
                    break;
                }
            }
        }
        out
    }

    /// The key of a token or of an edge beside the sentence.
    fn key(&self, token: isize) -> Option<u64> {
        match usize::try_from(token) {
            Ok(i) if i < self.tokens.len() => self.tokens.get(i).map(key_of),
            Ok(i) => (i == self.tokens.len()).then_some(EDGE),
            Err(_) => (token == -1).then_some(EDGE),
        }
    }

    /// The shapes around a gap.
    fn window(&self, gap: usize) -> usize {
        let shape = |token: Option<usize>| {
            let Some(token) = token.and_then(|i| self.tokens.get(i)) else { return EDGE_SHAPE };
            let single = self.model.table.single(key_of(token)).unwrap_or(&Single::UNKNOWN);
            shape(token, single.traits(), self.caseless)
        };
        let around = [gap.checked_sub(2), gap.checked_sub(1), Some(gap), Some(gap + 1)];
        around.into_iter().fold(0, |window, token| slide(window, shape(token)))
    }

    fn text(&self, from: isize, len: usize) -> String {
        let mut out = String::new();
        for i in from..from + len as isize {
            if !out.is_empty() {
                out.push(' ');
            }
            match usize::try_from(i).ok().map(|i| self.tokens.get(i)) {
                None => out.push_str("⟨start⟩"),
                Some(None) => out.push_str("⟨end⟩"),
                Some(Some(token)) => match kind(token.kind) {
                    Some(kind) => out.extend(["⟨", kind, "⟩"]),
                    None => out.push_str(self.norm.get(token.span.range()).unwrap_or_default()),
                },
            }
        }
        out
    }

    fn user(&self, claim: Claim) -> Option<UserEvidence> {
        let lexicon = self.lexicon?;
        let UserEntry { rule, text, line, .. } = lexicon.entry(claim.entry)?;
        Some(UserEvidence { rule, text: text.to_owned(), line, by_line: lexicon.by_line })
    }
}

/// The name of a kind whose tokens are all one to the model, as in [`key_of`].
const fn kind(kind: TokenKind) -> Option<&'static str> {
    Some(match kind {
        TokenKind::Number => "number",
        TokenKind::Date => "date",
        TokenKind::Time => "time",
        TokenKind::DocNumber => "document number",
        TokenKind::Url => "web address",
        TokenKind::Email => "e-mail address",
        TokenKind::Phone => "telephone number",
        TokenKind::Hashtag => "hashtag",
        TokenKind::Emoji => "emoji",
        TokenKind::Other => "sign",
        TokenKind::Syllable | TokenKind::Abbreviation | TokenKind::Alphanumeric | TokenKind::Punctuation => {
            return None;
        }
    })
}

impl Boundary {
    /// The gap between two sentences.
    pub(crate) const fn of_sentences(next: u32) -> Self {
        Self { next, is_joined: false, decider: Decider::Sentence, score: 0, contributions: Vec::new() }
    }

    /// `joined` or `separate`.
    pub const fn decision(&self) -> &'static str {
        if self.is_joined { "joined" } else { "separate" }
    }
}

/// A number of thousandths as it is written: `-1.250`.
pub fn thousandths(weight: i32) -> String {
    format!(
        "{}{}.{:03}",
        if weight < 0 { "-" } else { "+" },
        weight.unsigned_abs() / 1000,
        weight.unsigned_abs() % 1000
    )
}

impl fmt::Display for Decider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Score => f.write_str("by its score"),
            Self::Sentence => f.write_str("a sentence ends here"),
            Self::Line => f.write_str("no word goes across a line break"),
            Self::Alone => f.write_str("marks, numbers, dates and addresses are words by themselves"),
            Self::User(user) => user.fmt(f),
        }
    }
}

impl fmt::Display for UserEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.by_line { "line" } else { "entry" };
        write!(f, "your {} “{}”, {unit} {}", self.rule, self.text, self.line)
    }
}

impl fmt::Display for Contribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", thousandths(self.weight), self.evidence)
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sequence(sequence) => sequence.fmt(f),
            Self::Shapes([far, before, after, beyond]) => write!(f, "shapes: {far}, {before} | {after}, {beyond}"),
            Self::Cover(lengths) => lengths.fmt(f),
            Self::User(user) => user.fmt(f),
        }
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” {}", self.text, self.place)?;
        if self.sources.is_empty() { Ok(()) } else { write!(f, ", a word of {}", self.sources.join(", ")) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Before(0) => f.write_str("right before"),
            Self::Before(1) => f.write_str("one token further back"),
            Self::Before(n) => write!(f, "{n} tokens further back"),
            Self::Across(_) => f.write_str("across the gap"),
            Self::After(0) => f.write_str("right after"),
            Self::After(1) => f.write_str("one token further on"),
            Self::After(n) => write!(f, "{n} tokens further on"),
        }
    }
}

impl fmt::Display for Lengths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [(self.spanning, "goes across"), (self.ending, "ends here"), (self.beginning, "begins here")];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|&(len, _)| len > 0)
            .map(|(len, does)| format!("one of {len} tokens {does}"))
            .collect();
        if said.is_empty() {
            f.write_str("words of the lexicon: none of two tokens or more here")
        } else {
            write!(f, "words of the lexicon: {}", said.join(", "))
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            0 => "edge of the sentence",
            1 => "small-letter syllable",
            2 => "small letters, no syllable",
            3 => "capitalised syllable",
            4 => "capitalised, no syllable",
            5 => "capitalised family name",
            6 => "all capitals",
            7 => "mixed case",
            8 => "caseless syllable",
            9 => "caseless family name",
            10 => "caseless, no syllable",
            11 => "number",
            12 => "date, address or the like",
            13 => "abbreviation or code",
            14 => "mark",
            _ => "sign or emoji",
        })
    }
}

impl fmt::Display for Boundary {
    /// Several lines: the decision, then a line for each contribution.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.decision(), thousandths(self.score), self.decider)?;
        self.contributions.iter().try_for_each(|c| write!(f, "\n  {c}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::view;
    use crate::sentence;
    use crate::token::tokenize;

    struct Read {
        norm: String,
        tokens: Vec<TokenData>,
        sentences: Vec<TokenRange>,
    }

    fn read(text: &str) -> Read {
        let norm = view(text).text.into_owned();
        let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
        tokenize(&norm, &mut tokens);
        sentence::split(&norm, &tokens, &mut sentences);
        Read { norm, tokens, sentences }
    }

    fn explain(lexicon: &str, text: &str) -> Vec<Boundary> {
        let model = WordModel::bundled().unwrap();
        let lexicon = UserLexicon::parse(lexicon).unwrap();
        let Read { norm, tokens, sentences } = read(text);
        sentences
            .iter()
            .flat_map(|&s| model.explain(&norm, &tokens, s, Some(&lexicon)).boundaries().collect::<Vec<_>>())
            .collect()
    }

    #[test]
    fn contributions_add_up_to_the_scores_of_the_run() {
        let model = WordModel::bundled().unwrap();
        let text = "Chiều 18-10, ông Trần Văn Bảy, Chủ tịch UBND xã Đốc Binh Kiều, cho biết huyện Tháp Mười sẽ thanh tra \
            công tác khen thưởng. Một. CHỦ TỊCH HUYỆN THÁP MƯỜI TIẾP XÚC NHÂN DÂN\nhợp tác xã nông nghiệp số 30/2020/NĐ-CP \
            ở https://example.vn/tin?id=7 🪷 iPhone K602 trung tâm giáo dục nghề nghiệp giáo dục thường xuyên";
        let Read { norm, tokens, sentences } = read(text);
        for &sentence in &sentences {
            let scores = model.scores(&tokens[sentence.range()]);
            let explained: Vec<Boundary> = model.explain(&norm, &tokens, sentence, None).boundaries().collect();
            assert_eq!(explained.len() + 1, scores.len());
            for (boundary, &score) in explained.iter().zip(&scores[1..]) {
                assert_eq!(boundary.score, score, "{boundary}");
                assert_eq!(boundary.contributions.iter().map(|c| c.weight).sum::<i32>(), score);
                assert!(boundary.contributions.is_sorted_by(|a, b| a.weight.abs() >= b.weight.abs()));
            }
        }
    }

    #[test]
    fn tokens_are_placed_as_seen_from_the_gap() {
        let all = explain("", "Bí thư Huyện ủy Tháp Mười nói");
        let places: Vec<(String, Place)> = all[2]
            .contributions
            .iter()
            .filter_map(|c| match &c.evidence {
                Evidence::Sequence(s) => Some((s.text.clone(), s.place)),
                _ => None,
            })
            .collect();
        // The gap between `Huyện` and `ủy`.
        for (text, place) in [
            ("Huyện", Place::Before(0)),
            ("thư", Place::Before(1)),
            ("Bí", Place::Before(2)),
            ("Huyện ủy", Place::Across(1)),
            ("ủy", Place::After(0)),
            ("Tháp", Place::After(1)),
        ] {
            assert!(places.contains(&(text.to_owned(), place)), "{text} in {places:?}");
        }
    }

    #[test]
    fn what_decided_is_told() {
        let lexicon = "join\txã hội\nprefer\tấp xã\t9\n";
        let deciders =
            |text: &str| explain(lexicon, text).into_iter().map(|b| (b.is_joined, b.decider)).collect::<Vec<_>>();
        let user = || UserEvidence { rule: Rule::Join, text: "xã hội".to_owned(), line: 1, by_line: true };
        assert_eq!(deciders("xã hội 2013"), [(true, Decider::User(user())), (false, Decider::User(user()))]);
        assert_eq!(deciders("ấp ,"), [(false, Decider::Alone)]);
        assert_eq!(deciders("ấp\nkhóm"), [(false, Decider::Line)]);
        let preferred = &explain(lexicon, "ấp xã")[0];
        assert!(preferred.is_joined && preferred.decider == Decider::Score);
        let user = UserEvidence { rule: Rule::Prefer(9), text: "ấp xã".to_owned(), line: 2, by_line: true };
        assert_eq!(preferred.contributions[0], Contribution { weight: -9000, evidence: Evidence::User(user) });
        let plain = &explain("", "ấp xã")[0];
        assert_eq!(preferred.score, plain.score - 9000);
    }

    #[test]
    fn a_word_of_the_lexicon_is_told_with_its_sources() {
        let boundary = &explain("", "chủ tịch")[0];
        let said = boundary.to_string();
        assert!(said.starts_with("joined -"), "{said}");
        assert!(said.contains("“chủ tịch” across the gap, a word of Wiktionary"), "{said}");
        assert!(said.contains("“⟨start⟩ chủ") || said.contains("tịch ⟨end⟩”"), "{said}");
        assert!(said.contains("words of the lexicon: one of 2 tokens goes across"), "{said}");
        assert!(
            said.contains(
                "shapes: edge of the sentence, small-letter syllable | small-letter syllable, edge of the sentence"
            ),
            "{said}"
        );
    }

    #[test]
    fn weights_are_written_in_thousandths() {
        assert_eq!([thousandths(-1250), thousandths(7), thousandths(0)], ["-1.250", "+0.007", "+0.000"]);
    }
}
