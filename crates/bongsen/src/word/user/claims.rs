//! What the entries of a user's lexicon say of the gaps of a sentence, and the words that come of it.
//!
//! ```text
//! tokens   hội   đồng   nhân   dân   tỉnh       join  hội đồng nhân dân     join  dân tỉnh
//! gaps   0     1      2      3     4      5
//! claims  cut   join   join   join  cut   -     `dân tỉnh` would join gap 4: it is left out as a whole
//! ```
//! Linear: a walk is at most [`MAX_TOKENS`] long, what is found is ordered by counting, and of entries that were
//! accepted no two say different things of a gap.

use super::{EntryData, MAX_STRENGTH, MAX_TOKENS, Rule, UserLexicon};
use crate::document::TokenRange;
use crate::phrase::Walk;
use crate::token::{Gap, TokenData};
use crate::word::features::may_join;
use crate::word::{WordModel, WordScratch};

/// What an entry says of a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::word) struct Claim {
    /// Index of the entry.
    pub entry: u32,
    /// Whether the gap is to be inside a word.
    pub joins: bool,
    /// What the entry asks for.
    pub rule: Rule,
}

/// An entry found in a sentence.
#[derive(Clone, Copy, Debug, Default)]
struct Match {
    start: u32,
    entry: u32,
    rank: u16,
}

/// Buffers that are reused from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub(in crate::word) struct ClaimScratch {
    found: Vec<Match>,
    ordered: Vec<Match>,
    /// How many matches have each rank, then where the next of that rank goes.
    ranks: Vec<u32>,
    /// Item `g` is of the gap before token `g`.
    claims: Vec<Option<Claim>>,
}

/// Ranks of entries: `join` and `split` by length, then `prefer` by length and strength.
const RANKS: usize = MAX_TOKENS + MAX_TOKENS * MAX_STRENGTH as usize;

/// The place of an entry in the order in which entries are accepted.
fn rank(entry: &EntryData) -> u16 {
    let shorter = (MAX_TOKENS as u16).saturating_sub(entry.len.into());
    match entry.rule {
        Rule::Join | Rule::Split => shorter,
        Rule::Prefer(strength) => {
            let weaker = MAX_STRENGTH.saturating_sub(strength);
            MAX_TOKENS as u16 + shorter * u16::from(MAX_STRENGTH) + u16::from(weaker)
        }
    }
}

impl EntryData {
    /// What it says of the gap before its token `i`, or after its last: whether it is to be joined.
    fn says(&self, i: usize) -> Option<bool> {
        let inside = i > 0 && i < usize::from(self.len);
        match self.rule {
            Rule::Split => (inside && self.cuts >> i & 1 == 1).then_some(false),
            Rule::Join | Rule::Prefer(_) => Some(inside),
        }
    }
}

impl UserLexicon {
    /// What is said of the gaps of a sentence: item `g` is of the gap before token `g`, and there is one more than
    /// tokens. Empty when no entry is found.
    pub(in crate::word) fn claims<'s>(
        &self,
        sentence: &[TokenData],
        scratch: &'s mut ClaimScratch,
    ) -> &'s [Option<Claim>] {
        scratch.claims.clear();
        self.find(sentence, &mut scratch.found);
        if scratch.found.is_empty() {
            return &scratch.claims;
        }
        scratch.order();
        scratch.claims.resize(sentence.len() + 1, None);
        for m in &scratch.ordered {
            let Some(entry) = self.entries.get(m.entry as usize) else { continue };
            let (start, len) = (m.start as usize, usize::from(entry.len));
            let Some(gaps) = scratch.claims.get_mut(start..=start + len) else { continue };
            let contradicts = |i: usize| {
                let claim = gaps.get(i).copied().flatten();
                claim.zip(entry.says(i)).is_some_and(|(claim, joins)| claim.joins != joins)
            };
            // The last gap first: an entry that overlaps one before it mostly contradicts it at an end.
            if contradicts(len) || (0..len).any(contradicts) {
                continue;
            }
            for (i, claim) in gaps.iter_mut().enumerate() {
                if let (None, Some(joins)) = (*claim, entry.says(i)) {
                    *claim = Some(Claim { entry: m.entry, joins, rule: entry.rule });
                }
            }
        }
        &scratch.claims
    }

    /// Every entry in a sentence, by start.
    fn find(&self, sentence: &[TokenData], found: &mut Vec<Match>) {
        found.clear();
        for (start, first) in sentence.iter().enumerate() {
            if !self.may_begin(first.key) {
                continue;
            }
            let rest = sentence.get(start..).unwrap_or_default();
            let mut walk = Walk::new();
            for (n, token) in rest.iter().enumerate() {
                if n > 0 && token.gap > Gap::Space {
                    break;
                }
                let Some(step) = self.step(&mut walk, token.key) else { break };
                if let Some(entry) = step.value.and_then(|first| self.pick(first, rest)) {
                    let rank = self.entries.get(entry as usize).map_or(0, rank);
                    found.push(Match { start: start as u32, entry, rank });
                }
                if !step.goes_on {
                    break;
                }
            }
        }
    }
}

impl ClaimScratch {
    /// Orders what was found by rank; what is of one rank keeps its order, which is from left to right.
    fn order(&mut self) {
        let Self { found, ordered, ranks, .. } = self;
        ordered.clear();
        if found.len() == 1 {
            ordered.extend_from_slice(found);
            return;
        }
        ranks.clear();
        ranks.resize(RANKS + 1, 0);
        for m in &*found {
            if let Some(count) = ranks.get_mut(usize::from(m.rank) + 1) {
                *count += 1;
            }
        }
        let mut before = 0;
        for count in &mut *ranks {
            before += *count;
            *count = before;
        }
        ordered.resize(found.len(), Match::default());
        for m in &*found {
            let Some(next) = ranks.get_mut(usize::from(m.rank)) else { continue };
            if let Some(slot) = ordered.get_mut(*next as usize) {
                *slot = *m;
            }
            *next += 1;
        }
    }
}

/// Whether the gap before `next` is inside a word, from its score and what the user says of it.
pub(in crate::word) fn is_joined(previous: &TokenData, next: &TokenData, score: i32, claim: Option<Claim>) -> bool {
    let Some(claim) = claim else { return score <= 0 && may_join(previous, next) };
    match claim.bonus() {
        None => claim.joins,
        Some(bonus) => score.saturating_add(bonus) <= 0 && may_join(previous, next),
    }
}

impl Claim {
    /// What is added to the score of the gap; `None` when the claim decides by itself.
    pub fn bonus(self) -> Option<i32> {
        self.rule.bonus().map(|bonus| if self.joins { -bonus } else { bonus })
    }
}

impl WordModel {
    /// [`segment_with`](Self::segment_with) and the words of a user: see [`user`](super) for what they do.
    ///
    /// As there, every token of every sentence is in exactly one word, and no word spans a line break or a sentence's end;
    /// marks and numbers are inside a word only where a `join` holds them.
    pub fn segment_with_lexicon(
        &self,
        norm: &str,
        tokens: &[TokenData],
        sentences: &[TokenRange],
        lexicon: &UserLexicon,
        out: &mut Vec<TokenRange>,
        scratch: &mut WordScratch,
    ) {
        let mut buffers = std::mem::take(&mut scratch.claims);
        for sentence in sentences {
            let Some(inside) = tokens.get(sentence.range()) else { continue };
            let claims = lexicon.claims(inside, &mut buffers);
            if claims.is_empty() {
                self.segment_with(norm, tokens, std::slice::from_ref(sentence), out, scratch);
                continue;
            }
            let scores = self.score_sentence(inside, scratch);
            let mut start = sentence.start;
            let gaps = inside.windows(2).zip(scores.iter().zip(claims).skip(1));
            for (at, (pair, (&score, &claim))) in (sentence.start + 1..).zip(gaps) {
                let [previous, next] = pair else { continue };
                if !is_joined(previous, next, score, claim) {
                    out.push(TokenRange::new(start, at));
                    start = at;
                }
            }
            out.push(TokenRange::new(start, sentence.end));
        }
        scratch.claims = buffers;
    }
}
