//! Emoji: one token for all that is drawn as one sign.

use unicode_segmentation::UnicodeSegmentation;

use super::lexer::Lexer;
use crate::normalize::is_pictographic;

impl Lexer<'_, '_> {
    /// Where the emoji at `at` ends. Signs that are emoji only when asked for (`©`, `↔`) need the selector U+FE0F.
    pub(super) fn emoji(&self, at: usize, c: char) -> Option<usize> {
        if !is_pictographic(c) {
            return None;
        }
        let end = at + c.len_utf8();
        let always = matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}');
        if !always && self.char_at(end) != Some('\u{FE0F}') {
            return None;
        }
        // The cluster, unless it is long: then the sign alone, so that no text makes the search slow.
        let mut window = (end + 64).min(self.text.len());
        while !self.text.is_char_boundary(window) {
            window -= 1;
        }
        let mut stop = at;
        for cluster in self.slice(at, window).graphemes(true) {
            // A joiner that the view kept joins on, also where Unicode does not (behind a skin tone alone).
            let goes_on =
                stop == at || self.slice(at, stop).ends_with('\u{200D}') && cluster.starts_with(is_pictographic);
            if !goes_on {
                break;
            }
            stop += cluster.len();
        }
        let whole = window == self.text.len() || stop < window;
        Some(if whole { stop } else { end })
    }

    /// Where the keycap emoji (`1` U+FE0F U+20E3) whose digit ends at `end` ends.
    pub(super) fn keycap(&self, end: usize) -> Option<usize> {
        let end = if self.char_at(end) == Some('\u{FE0F}') { end + 3 } else { end };
        (self.char_at(end) == Some('\u{20E3}')).then_some(end + 3)
    }
}
