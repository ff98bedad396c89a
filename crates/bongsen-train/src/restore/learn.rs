//! The averaged perceptron with a margin.

use bongsen::restore::inventory::Inventory;
use bongsen::restore::lattice::{Fixed, Lattice, Unit, pair, points};
use bongsen::restore::meant::Keep;

use super::features::{FINE, Learned};
use super::text::Text;

/// What an error changes a weight by, in fine steps.
const STEP: i32 = 4 * FINE;
/// By how much what is written must be better than every other way, for each candidate that differs, in fine steps.
const MARGIN: i32 = 24 * FINE;

/// Goes through the text once, in an order that is mixed and always the same.
pub fn epoch(learned: &mut Learned, text: &Text, inventory: &Inventory, number: u64) {
    let fixed = Fixed { inventory, keep: Keep::default(), margin: MARGIN };
    let mut lattice = Lattice::default();
    let mut chosen = Vec::new();
    let bar = indicatif::ProgressBar::new(text.len() as u64);
    for (now, sequence) in order(text.len(), number).into_iter().enumerate() {
        let units = text.sequence(sequence as usize);
        lattice.run(units, &fixed, learned);
        chosen.clear();
        chosen.extend((0..units.len()).map(|at| lattice.best(at)));
        correct(learned, units, &chosen, inventory, now as i64);
        if now % 1024 == 0 {
            bar.inc(1024);
        }
    }
    bar.finish_and_clear();
    learned.average(text.len() as i64);
}

/// Changes the weights towards what is written, and away from what was chosen.
fn correct(learned: &mut Learned, units: &[Unit], chosen: &[u8], inventory: &Inventory, now: i64) {
    let choices = |unit: &Unit| unit.is_free && inventory.count(unit.form) > 1;
    let gold = |at: usize| if choices(&units[at]) { units[at].written } else { 0 };
    let mut wrong_before = false;
    for at in 0..units.len() {
        let wrong = chosen[at] != gold(at) && choices(&units[at]);
        if wrong {
            for context in points(units, at) {
                learned.change(context, 0, gold(at), STEP, now);
                learned.change(context, 0, chosen[at], -STEP, now);
            }
        }
        if at > 0 && (wrong || wrong_before) {
            let context = pair(units[at - 1].form, units[at].form);
            learned.change(context, gold(at - 1), gold(at), STEP, now);
            learned.change(context, chosen[at - 1], chosen[at], -STEP, now);
        }
        wrong_before = wrong;
    }
}

/// The numbers below `count` in a mixed order.
fn order(count: usize, seed: u64) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for at in (1..count).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, ((state >> 33) % (at as u64 + 1)) as usize);
    }
    order
}
