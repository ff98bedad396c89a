//! A progress bar on standard error, for long work that somebody is watching.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

use crate::input::Source;

/// Below this many bytes the work is done before a bar could be read.
const LONG: u64 = 4 << 20;

/// A bar over the bytes of the sources. Hidden when standard error is no terminal, when the answers go to the same
/// terminal, or when the work is short.
pub fn bar(sources: &[Source], answers_on_terminal: bool) -> ProgressBar {
    let total: u64 = sources.iter().filter_map(Source::size).sum();
    if total < LONG || !io::stderr().is_terminal() || answers_on_terminal {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left {msg}");
    ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
