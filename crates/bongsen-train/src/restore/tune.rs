//! The single numbers of a model, chosen on the documents that are neither learned from nor scored.

use anyhow::Result;
use bongsen::restore::Settings;

use super::corpus::{Document, Part, Source};
use super::measure::{Hidden, Letters};
use super::{Parts, measure};

/// One line in so many is used.
const EVERY: usize = 4;
/// What a marked word nearby may add to a bare one as it is.
const KEPT: [i16; 8] = [0, 8, 16, 24, 32, 48, 64, 96];

/// Chooses the settings.
pub fn settings(documents: &[Document], parts: &Parts) -> Result<Settings> {
    let mut lines: Vec<&str> = Vec::new();
    for source in [Source::News, Source::Law, Source::Other] {
        lines.extend(measure::lines(documents, Part::Tune, source).into_iter().step_by(EVERY));
    }
    let mut best = (0, Settings { temperature: 16, ..Settings::default() });
    for kept in KEPT {
        let mut settings = best.1;
        for (slot, neighbours) in settings.kept.iter_mut().zip(0..) {
            *slot = kept * neighbours;
        }
        let restorer = parts.restorer(settings)?;
        let right = measure::score(&restorer, &lines, Letters::Written, Hidden::Half).right
            + measure::score(&restorer, &lines, Letters::Written, Hidden::None).right;
        if right > best.0 {
            best = (right, settings);
        }
    }
    // The temperature at which the mean confidence is the share of what is right.
    let (mut low, mut high) = (4u16, 255);
    while low < high {
        let temperature = low.midpoint(high);
        let restorer = parts.restorer(Settings { temperature, ..best.1 })?;
        let score = measure::score(&restorer, &lines, Letters::Written, Hidden::All);
        if score.confidence * 1000 / score.asked.max(1) as u64
            > score.asked_right as u64 * 1_000_000 / score.asked.max(1) as u64
        {
            low = temperature + 1;
        } else {
            high = temperature;
        }
    }
    Ok(Settings { temperature: low, ..best.1 })
}
