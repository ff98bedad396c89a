//! Addresses: the units that a line names, in the era in which it was written.
//!
//! ```text
//! 26 Nguyễn Huệ, P. Bến Nghé, Q.1, TP.HCM
//! └──street────┘ └─commune──┘ └┬┘ └──┬──┘
//!                          district  province
//! ```
//! 1. Every name that the register knows is a *mention* (`find.rs`), with the level word before it; a name behind the word
//!    for a street, a building or a hamlet needs one.
//! 2. The chain of commune, district and province that explains most of the mentions is taken (`chain.rs`), in either order
//!    and with levels left out; chains that are worth the same leave the address ambiguous.
//! 3. What is not explained so is looked for without diacritics, and what is then left among the units of the chain with a
//!    letter more, less or other (`typo.rs`).
//! 4. Where the line does not fit the day, the other eras are tried.
//!
//! An address is a line: one of more than [`MAX_ADDRESS_BYTES`] is not read.

mod chain;
mod find;
mod typo;

use std::sync::Arc;

use super::REFORM;
use super::kind::Level;
use super::link::{How, Link};
use super::register::{Register, level_of};
use super::unit::{Unit, UnitId};
use crate::date::Date;
use crate::normalize::{View, view};
use crate::span::{Orig, Span};
use crate::token::{TokenData, TokenScratch, tokenize_with};
use chain::{Chains, Named};
use find::{Findings, Mention, Tables};

/// The longest line that is read as an address, in bytes.
pub const MAX_ADDRESS_BYTES: usize = 2000;

/// What an address names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    link: Link,
    parts: [Option<(UnitId, Span<Orig>)>; 3],
    rest: Option<Span<Orig>>,
}

impl Address {
    fn nothing(register: &Arc<Register>, era: Era) -> Self {
        let link = Link::new(register, (era.day, era.dated), How::Unknown, std::iter::empty());
        Self { link, parts: [None; 3], rest: None }
    }

    /// The finest unit that the address names, or the candidates where it may be several; how it was read: `exact` or
    /// `chain` as it is written, `spelling` with a letter or mark that is not right, `other-kind` with another level word,
    /// `other-era` on another day than was asked for ([`Link::on`] has that day), `ambiguous`, `unknown`, and `conflict`
    /// where units are named that do not go together.
    pub const fn link(&self) -> &Link {
        &self.link
    }

    /// The finest unit, where it is certain.
    pub fn unit(&self) -> Option<Unit<'_>> {
        self.link.unit()
    }

    /// The unit of a level, and where the address names it; `None` where it leaves the level out.
    pub fn part(&self, level: Level) -> Option<(Unit<'_>, Span<Orig>)> {
        let (id, span) = (*self.parts.get(level as usize - 1)?)?;
        Some((self.link.register().unit(id)?, span))
    }

    /// What stands before the units, or behind them where they come first: house, street, hamlet; without the marks
    /// around it.
    pub const fn rest(&self) -> Option<Span<Orig>> {
        self.rest
    }
}

/// Reads addresses one after the other.
///
/// ```
/// # #[cfg(feature = "bundled")] {
/// use bongsen::place::{AddressReader, Level, Register};
/// let mut reader = AddressReader::new(std::sync::Arc::new(Register::bundled()?));
/// let text = "26 Nguyễn Huệ, P. Bến Nghé, Q.1, TP.HCM";
/// let address = reader.read(text, Some("2024-01-01".parse()?));
/// assert_eq!(address.unit().unwrap().code(), "26740");
/// let (district, span) = address.part(Level::District).unwrap();
/// assert_eq!((district.full_name().as_str(), &text[span.range()]), ("quận 1", "Q.1"));
/// assert_eq!(&text[address.rest().unwrap().range()], "26 Nguyễn Huệ");
/// // One tone is wrong, and the level words are missing.
/// assert_eq!(reader.read("Đốc Bình Kiều, Tháp Mười, Đồng Tháp", None).unit().unwrap().code(), "30061");
/// // Nothing is guessed: many communes are called so.
/// let many = reader.read("xã Tân Lập", Some("2020-01-01".parse()?));
/// assert!(many.unit().is_none() && many.link().total() > 20);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct AddressReader {
    register: Arc<Register>,
    eras: Vec<Date>,
    work: Work,
}

/// What is read of one address; the buffers are used again for the next.
#[derive(Debug, Default)]
struct Work {
    tokens: Vec<TokenData>,
    scratch: TokenScratch,
    findings: Findings,
    chains: Chains,
}

/// The day in whose era an address is read.
#[derive(Clone, Copy)]
struct Era {
    day: Date,
    /// Whether the caller gave a day.
    dated: bool,
    /// Whether it is another than the caller's.
    other: bool,
}

/// How well a reading explains the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reading {
    /// Whether units are found that go together, and no other unit is named.
    sound: bool,
    /// Whether, besides, nothing is left that could be the name of one.
    complete: bool,
    score: i32,
}

impl AddressReader {
    /// A reader of addresses by this register.
    pub fn new(register: Arc<Register>) -> Self {
        let mut eras = vec![register.newest(), reform_eve()];
        eras.extend(register.snapshots().rev());
        eras.dedup();
        Self { register, eras, work: Work::default() }
    }

    /// Reads an address as of a day; without one, in the newest era in which it makes sense. Linear in the text.
    pub fn read(&mut self, text: &str, on: Option<Date>) -> Address {
        let asked = on.unwrap_or_else(|| self.register.newest());
        let nothing = || Address::nothing(&self.register, Era { day: asked, dated: on.is_some(), other: false });
        if text.len() > MAX_ADDRESS_BYTES {
            return nothing();
        }
        let normal = view(text);
        self.work.tokens.clear();
        tokenize_with(&normal.text, &mut self.work.tokens, &mut self.work.scratch);
        let mut best: Option<(Reading, Address)> = None;
        let others = self.eras.iter().copied().filter(|&day| day != asked);
        for (at, day) in std::iter::once(asked).chain(others).enumerate() {
            let era = Era { day, dated: on.is_some(), other: at > 0 && on.is_some() };
            for folded in [false, true] {
                let tables = Tables { register: &self.register, folded };
                let reading = self.work.read(&tables, &normal.text, day);
                let better = best.as_ref().is_none_or(|(best, _)| match at {
                    0 => reading > *best,
                    // Another era must explain what the day does not.
                    _ => reading.sound && !best.sound || on.is_none() && reading.complete && !best.complete,
                });
                if better {
                    best = Some((reading, self.work.address(&self.register, &normal, era, reading)));
                }
                if reading.complete {
                    break;
                }
            }
            // Without a day, an era that leaves nothing over is looked for; with one, it is the day's if that makes sense.
            let done = |best: &Reading| best.complete || on.is_some() && best.sound;
            if best.as_ref().is_some_and(|(best, _)| done(best)) || self.work.findings.mentions.is_empty() {
                break;
            }
        }
        best.map_or_else(nothing, |(_, address)| address)
    }
}

impl Work {
    /// Reads the address in one era, as it is written or without diacritics.
    fn read(&mut self, tables: &Tables<'_>, text: &str, day: Date) -> Reading {
        self.findings.read(tables, text, &self.tokens);
        self.choose(tables, day);
        let reading = self.reading();
        if reading.complete || !tables.folded {
            return reading;
        }
        typo::add(tables, text, &self.tokens, &mut self.findings, &mut self.chains, day);
        self.reading()
    }

    /// How well the chains explain the address.
    fn reading(&self) -> Reading {
        let Some(chain) = self.chains.best.first() else { return Reading { sound: false, complete: false, score: 0 } };
        let sound = self.is_sound(chain);
        let left = || self.findings.leftovers(&self.tokens, |at| self.covers(chain, at)).next().is_some();
        Reading { sound, complete: sound && !left(), score: chain.score }
    }

    /// Fills the choices from the mentions and finds the best chains.
    fn choose(&mut self, tables: &Tables<'_>, day: Date) {
        self.chains.clear();
        for (at, mention) in (0..).zip(&self.findings.mentions) {
            for (id, alias) in tables.names().units(mention.name) {
                if (Unit { register: tables.register, id }).is_valid(day) {
                    self.chains.add(tables.register, at, mention, Named { id, alias, typo: false });
                }
            }
        }
        self.chains.solve(tables.register, &self.findings.mentions, day);
    }

    /// Whether a chain is found and no other unit is named: none with a level word, and none where the wider units stand.
    fn is_sound(&self, chain: &chain::Chain) -> bool {
        if self.findings.abroad {
            return false;
        }
        let starts = || self.mentions_of(chain).map(|m| m.start);
        let (Some(first), Some(last)) = (starts().min(), starts().max()) else { return false };
        let from_wide = starts().next() == Some(last) && first < last;
        let wider = |m: &Mention| if from_wide { m.start < first } else { m.start > last };
        let named = |m: &&Mention| !m.weak && (!m.kinds.is_empty() || wider(m));
        // `Ba Dinh District`: the level word behind the name.
        let behind = |start: u32| self.mentions_of(chain).any(|m| m.end == start);
        let strong = self.mentions_of(chain).any(|m| !m.weak || !m.kinds.is_empty());
        strong
            && self.findings.mentions.iter().filter(named).all(|m| self.overlaps(chain, m))
            && self.findings.unnamed.iter().all(|u| self.covers(chain, u.start) || behind(u.start))
    }

    fn mentions_of<'a>(&'a self, chain: &'a chain::Chain) -> impl Iterator<Item = &'a Mention> {
        let choices = chain.links.iter().flatten().filter_map(|&at| self.chains.choices.get(at as usize));
        choices.filter_map(|choice| self.findings.mentions.get(choice.mention as usize))
    }

    fn covers(&self, chain: &chain::Chain, at: u32) -> bool {
        self.mentions_of(chain).any(|m| m.start <= at && at < m.end)
    }

    fn overlaps(&self, chain: &chain::Chain, mention: &Mention) -> bool {
        self.mentions_of(chain).any(|m| m.start < mention.end && mention.start < m.end)
    }

    /// The best chains as an address.
    fn address(&self, register: &Arc<Register>, normal: &View<'_>, era: Era, reading: Reading) -> Address {
        let found = self.chains.best.first().filter(|_| !self.findings.abroad);
        let Some(chain) = found else { return Address::nothing(register, era) };
        let finest = || self.chains.best.iter().filter_map(|chain| self.chains.finest(chain));
        let highest = finest().filter_map(|c| level_of(c.key)).min();
        // A bare name of a province or district that a commune bears too is seldom meant for that.
        let bare = chain.links.iter().flatten().count() == 1 && self.mentions_of(chain).all(|m| m.kinds.is_empty());
        let drop_communes = highest < Some(Level::Commune) && (bare || self.all_inside(highest));
        let kept = || finest().filter(|c| !drop_communes || level_of(c.key) < Some(Level::Commune));
        let (count, first) = (kept().count(), kept().next());
        let chosen =
            self.chains.best.iter().find(|chain| self.chains.finest(chain).map(|c| c.id) == first.map(|c| c.id));
        let chain = chosen.unwrap_or(chain);
        let links = || chain.links.iter().flatten().filter_map(|&at| self.chains.choices.get(at as usize));
        let spelt = links().any(|c| c.typo) || self.mentions_of(chain).any(|m| m.folded);
        let how = if count > 1 {
            How::Ambiguous
        } else if !reading.sound {
            How::Conflict
        } else if era.other {
            How::OtherEra
        } else if spelt {
            How::Spelling
        } else if links().any(|c| c.other_kind) {
            How::OtherKind
        } else if links().count() > 1 {
            How::Chain
        } else {
            How::Exact
        };
        let mut parts = [None; 3];
        for choice in links().filter(|_| how.is_certain()) {
            let span = self.findings.mentions.get(choice.mention as usize).map(|m| self.span(m.start, m.end));
            let at = level_of(choice.key).map_or(0, |level| level as usize - 1);
            if let (Some(slot), Some(span)) = (parts.get_mut(at), span) {
                *slot = Some((choice.id, normal.map.to_orig(span)));
            }
        }
        let rest = self.rest(chain).map(|(start, end)| normal.map.to_orig(self.span(start, end)));
        let link = Link::new(register, (era.day, era.dated), how, kept().map(|c| c.id));
        Address { link, parts, rest }
    }

    /// Whether the candidates of one level contain all the others: a district and its township of the same name.
    fn all_inside(&self, highest: Option<Level>) -> bool {
        let finest = || self.chains.best.iter().filter_map(|chain| self.chains.finest(chain));
        let mut outer = finest().filter(|c| level_of(c.key) == highest);
        let (Some(first), None) = (outer.next(), outer.next()) else { return false };
        finest().all(|c| c.key == first.key || c.parent == first.key)
    }

    fn span(&self, start: u32, end: u32) -> Span<crate::span::Norm> {
        crate::document::span_of(&self.tokens, crate::document::TokenRange::new(start, end))
    }

    /// The longest stretch outside the chain that begins or ends the address, without the marks around it.
    fn rest(&self, chain: &chain::Chain) -> Option<(u32, u32)> {
        let first = self.mentions_of(chain).map(|m| m.start).min()?;
        let last = self.mentions_of(chain).map(|m| m.end).max()?;
        let trimmed = |mut start: u32, mut end: u32| {
            while start < end && self.findings.place(start) == find::Place::Mark {
                start += 1;
            }
            while end > start && self.findings.place(end - 1) == find::Place::Mark {
                end -= 1;
            }
            (start < end).then_some((start, end))
        };
        trimmed(0, first).or_else(|| trimmed(last, self.tokens.len() as u32))
    }
}

/// The last day of the districts.
fn reform_eve() -> Date {
    REFORM.plus_days(-1).unwrap_or(REFORM)
}
