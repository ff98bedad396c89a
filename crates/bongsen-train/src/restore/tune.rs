//! The single numbers of a model, chosen on the documents that are neither learned from nor scored.

use bongsen::restore::meant::Keep;
use bongsen::restore::{Restorer, Settings};

use super::corpus::{Document, Part, Source};
use super::measure::{self, Hidden, Letters};

/// One line in so many is used for the temperature, and for the rest.
const EVERY: usize = 4;
const EVERY_KEEP: usize = 12;
/// What a wrong syllable counts for where nothing is to be put back.
const FULL: usize = 6;
const FOREIGN: usize = 10;

/// What scores may be divided by.
const TEMPERATURES: std::ops::RangeInclusive<u16> = 6..=24;

/// A number to choose, and what is tried.
type Choice = (fn(&mut Keep) -> &mut i16, &'static [i16]);

/// What marks nearby say.
const MARKS: [Choice; 5] = [
    (|keep| &mut keep.marked, &[4, 8, 12, 16, 24, 32, 48]),
    (|keep| &mut keep.bare, &[0, 4, 8, 12, 16, 24, 32]),
    (|keep| &mut keep.near, &[0, 8, 16, 32, 48]),
    (|keep| &mut keep.least, &[0, 16, 32, 48, 64, 96]),
    (|keep| &mut keep.most, &[64, 96, 128, 192, 256, 384]),
];
/// What foreign words nearby say.
const WORDS: [Choice; 3] = [
    (|keep| &mut keep.foreign, &[0, 16, 32, 48, 64, 96, 128]),
    (|keep| &mut keep.foreign_least, &[0, 32, 64, 96, 128, 192]),
    (|keep| &mut keep.foreign_most, &[32, 48, 64, 96, 128]),
];
/// Where the choice begins.
const START: Keep =
    Keep { marked: 16, bare: 12, near: 0, least: 32, most: 96, foreign: 32, foreign_least: 96, foreign_most: 64 };

/// Chooses the settings of a restorer; the same with them.
pub fn settings(documents: &[Document], restorer: &Restorer) -> Restorer {
    let some = |every| -> Vec<&str> {
        let lines = |source| measure::lines(documents, Part::Tune, source).into_iter().step_by(every);
        [Source::News, Source::Law, Source::Other].into_iter().flat_map(lines).collect()
    };
    let chosen = keep(&some(EVERY_KEEP), restorer);
    let lines = some(EVERY);
    let best = TEMPERATURES.min_by_key(|&temperature| {
        let restorer = restorer.clone().with_settings(Settings { temperature, ..chosen });
        measure::score(&restorer, &lines, Letters::Written, Hidden::All).miscalibrated()
    });
    restorer.clone().with_settings(Settings { temperature: best.unwrap_or(16), ..chosen })
}

/// Chooses what words nearby say of a bare one.
fn keep(lines: &[&str], restorer: &Restorer) -> Settings {
    let english = measure::english(Part::Tune);
    let wrong = |settings, letters, hidden| {
        measure::score(&restorer.clone().with_settings(settings), lines, letters, hidden).wrong()
    };
    let partly = |settings| {
        let modes = [Hidden::Most, Hidden::Half, Hidden::Runs];
        modes.into_iter().map(|hidden| wrong(settings, Letters::Written, hidden)).sum::<usize>()
            + FULL * wrong(settings, Letters::Written, Hidden::None)
    };
    let foreign = |settings| {
        let restorer = restorer.clone().with_settings(settings);
        let score = measure::score(&restorer, &english, Letters::Written, Hidden::None);
        wrong(settings, Letters::Written, Hidden::All)
            + wrong(settings, Letters::Small, Hidden::All)
            + FOREIGN * (score.words - score.words_right)
    };
    let marks = least(Settings { temperature: 16, keep: START }, &MARKS, partly);
    least(marks, &WORDS, foreign)
}

/// The settings with the fewest wrong: number after number, twice.
fn least(start: Settings, choices: &[Choice], wrong: impl Fn(Settings) -> usize) -> Settings {
    let mut best = (wrong(start), start);
    for _ in 0..2 {
        for (of, values) in choices {
            for &value in *values {
                let mut settings = best.1;
                *of(&mut settings.keep) = value;
                if settings != best.1 {
                    let wrong = wrong(settings);
                    if wrong < best.0 {
                        best = (wrong, settings);
                    }
                }
            }
        }
    }
    best.1
}
