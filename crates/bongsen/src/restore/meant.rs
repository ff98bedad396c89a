//! Whether a bare word is meant as it is, by the words around it.
//!
//! A text that has its marks has bare words, too (`hai`, `ba`, `cam`); one without marks has nothing else. So every word
//! nearby is evidence for one or the other: a marked one that marks are written here, and a bare one whose form is seldom
//! bare (`nguoi`) that they are not. Under "written in full" a bare word is meant; otherwise the lattice decides. What is
//! added to the bare candidate is about log(1 + odds), which is the log of the odds, or 0 where they are against it. A word
//! among words that are none of Vietnamese is likewise meant as it is.

use super::inventory::{FIRST, Inventory};
use super::lattice::Unit;

/// Words on each side that are near, and that are looked at.
const NEAR: usize = 2;
const FAR: usize = 8;
/// Fewer words than these do not say more than they are.
const FEW: usize = 6;
/// The evidence of one bare word, at most: 5 nats.
const MOST: i32 = 80;

/// How much the words around a bare one say, 16 to the nat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// Of a marked word.
    pub marked: i16,
    /// Of a bare one, times the log of the share of its form that is bare, in 16ths.
    pub bare: i16,
    /// How much more near words say, in 16ths.
    pub near: i16,
    /// What must be said before it counts.
    pub least: i16,
    /// What is added at most.
    pub most: i16,
    /// Of a word that is none of Vietnamese.
    pub foreign: i16,
    /// What those must say before it counts.
    pub foreign_least: i16,
    /// What is added for them at most.
    pub foreign_most: i16,
}

/// Sums of the evidence before each unit of a sequence.
#[derive(Debug, Default)]
pub(super) struct Meant {
    written: Vec<i32>,
    foreign: Vec<i32>,
}

impl Meant {
    /// Sums up a sequence; whether there is anything that speaks for bare words.
    pub fn read(&mut self, units: &[Unit], inventory: &Inventory, keep: &Keep) -> bool {
        if keep.most.max(keep.foreign_most) == 0 || !units.iter().any(|unit| unit.is_foreign || is_marked(*unit)) {
            return false;
        }
        let (mut written, mut foreign) = (0, 0);
        self.written.clear();
        self.foreign.clear();
        self.written.push(0);
        self.foreign.push(0);
        for &unit in units {
            written += evidence(unit, inventory, keep);
            foreign += i32::from(unit.is_foreign);
            self.written.push(written);
            self.foreign.push(foreign);
        }
        true
    }

    /// What is added to the bare candidate of the unit at `at`. Where a sequence is short, its few words say as much as the
    /// many of a long one.
    pub fn worth(&self, at: usize, keep: &Keep) -> i32 {
        let around = |sums: &[i32], reach: usize| {
            let last = sums.len().saturating_sub(1);
            let sum = |at: usize| sums.get(at).copied().unwrap_or(0);
            let (start, end) = (at.saturating_sub(reach), (at + 1 + reach).min(last));
            let words = (end - start).saturating_sub(1).max(FEW);
            (sum(end) - sum(at + 1) + sum(at) - sum(start)) * (2 * reach) as i32 / words.min(2 * reach) as i32
        };
        let far = around(&self.written, FAR);
        let near = around(&self.written, NEAR) * i32::from(keep.near) / 16;
        let written = (far + near - i32::from(keep.least)).min(i32::from(keep.most)).max(0);
        let foreign = around(&self.foreign, FAR) * i32::from(keep.foreign) - i32::from(keep.foreign_least);
        written + foreign.min(i32::from(keep.foreign_most)).max(0)
    }
}

/// Whether a word is kept with its marks.
const fn is_marked(unit: Unit) -> bool {
    !unit.is_free && unit.form >= FIRST
}

/// What a word says of marks being written here.
fn evidence(unit: Unit, inventory: &Inventory, keep: &Keep) -> i32 {
    if is_marked(unit) {
        return i32::from(keep.marked);
    }
    if !unit.is_free {
        return 0;
    }
    let share = inventory.bare(unit.form).and_then(|bare| inventory.weights(unit.form).get(usize::from(bare)));
    let surprise = share.map_or(MOST, |&share| -i32::from(share)).clamp(0, MOST);
    -surprise * i32::from(keep.bare) / 16
}

#[cfg(test)]
mod tests {
    use super::super::lattice::Unit;
    use super::*;

    const KEEP: Keep =
        Keep { marked: 16, bare: 16, near: 0, least: 32, most: 64, foreign: 32, foreign_least: 64, foreign_most: 64 };

    /// What is added to the middle one of eleven words: `x` has marks, `f` is foreign, `n` is seldom bare, `b` often.
    fn worth(words: &str) -> i32 {
        let inventory = Inventory::build(&[("nguoi", vec![("người", 0)]), ("ba", vec![("ba", -8), ("bà", -15)])]);
        let unit = |letter| Unit {
            form: FIRST + u16::from(letter != 'n'),
            written: 0,
            shape: 0,
            is_free: letter != 'x',
            is_foreign: letter == 'f',
        };
        let units: Vec<Unit> = words.chars().map(unit).collect();
        let mut meant = Meant::default();
        if meant.read(&units, &inventory, &KEEP) { meant.worth(5, &KEEP) } else { 0 }
    }

    #[test]
    fn marks_nearby_speak_for_a_bare_word() {
        assert_eq!(worth("bbbbbbbbbbb"), 0);
        assert_eq!(worth("xbbbbbbbbbb"), 0, "one is not enough");
        assert_eq!(worth("xxxbbbbbbbb"), 0, "3 * 16 - 7 * 8 is less than nothing");
        assert_eq!(worth("xxxbbbxxbbb"), 32, "5 * 16 - 5 * 8, times 16 of 10 words, - 32");
        assert_eq!(worth("xxxxxbbxxxx"), 64, "what is added at most");
        assert_eq!(worth("xxxbbbxxxbn"), 0, "a word that is seldom bare speaks against it");
    }

    #[test]
    fn foreign_words_nearby_speak_for_a_bare_word() {
        assert_eq!(worth("fbbbbfbbbbb"), 0, "the word itself says nothing");
        assert_eq!(worth("fbbbbfbbbbf"), 32, "2 of 10 are 3 of 16");
        assert_eq!(worth("fffffbfffff"), 64);
    }
}
