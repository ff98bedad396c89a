//! Marks of vowels that stand apart, twice, or in the wrong order, put right.

use unicode_normalization::UnicodeNormalization as _;

use super::NormalRule;
use super::draft::Proposals;
use super::letter::split_tone;
use super::search::is_tone;

/// Marks of vowels that are apart (`la ̀`), twice, or before the mark that makes the vowel.
pub(super) fn marks(text: &str) -> Proposals<'_> {
    let mut proposals = Proposals::default();
    let (mut rest, mut done) = (text.as_bytes(), 0);
    // All these marks are two bytes, the first of them this one.
    if !rest.contains(&0xCC) {
        return proposals;
    }
    while let Some(found) = rest.iter().position(|byte| *byte == 0xCC) {
        let at = text.len() - rest.len() + found;
        let end = match vowel_before(text, done, at) {
            Some(start) => settle(text, start, &mut proposals),
            None => at + 2,
        };
        (rest, done) = (text.as_bytes().get(end..).unwrap_or_default(), end);
    }
    proposals
}

/// Where the vowel begins, not before `done`, that the mark at `at` belongs to: right before it, or one space before it.
fn vowel_before(text: &str, done: usize, at: usize) -> Option<usize> {
    let mut before = text.get(done..at)?.char_indices().rev().peekable();
    before.next_if(|(_, c)| *c == ' ');
    let (start, c) = before.next()?;
    is_vowel(std::iter::once(c).nfd().next()?).then_some(done + start)
}

/// Puts right the marks of the vowel at `start`; returns where they end.
fn settle(text: &str, start: usize, proposals: &mut Proposals<'_>) -> usize {
    let mut rest = text.get(start..).unwrap_or_default().char_indices().peekable();
    let mut letters: Vec<char> = Vec::with_capacity(4);
    let mut end = start;
    if let Some((_, vowel)) = rest.next() {
        letters.extend(std::iter::once(vowel).nfd());
        end += vowel.len_utf8();
    }
    let mut apart = false;
    loop {
        // One space between the vowel and a tone mark, when neither the vowel nor one right before it has a tone.
        let mut ahead = rest.clone();
        let space = ahead.next_if(|(_, c)| *c == ' ').is_some();
        match ahead.next() {
            Some((at, mark)) if is_mark(mark) && (!space || is_tone(mark) && !has_tone(text, start, &letters)) => {
                apart |= space;
                letters.push(mark);
                end = start + at + mark.len_utf8();
                rest = ahead;
            }
            _ => break,
        }
    }
    let (base, found) = letters.split_at(1.min(letters.len()));
    let mut ordered: Vec<char> = Vec::with_capacity(found.len());
    let shapes_then_tones =
        found.iter().filter(|mark| !is_tone(**mark)).chain(found.iter().filter(|mark| is_tone(**mark)));
    for mark in shapes_then_tones {
        if !ordered.contains(mark) {
            ordered.push(*mark);
        }
    }
    let put: String = base.iter().copied().chain(ordered).nfc().collect();
    if apart || !put.chars().eq(text.get(start..end).unwrap_or_default().nfc()) {
        proposals.push_all(start..end, put.chars(), NormalRule::Marks);
    }
    end
}

/// Whether a vowel at `start` bears a tone, or one of the vowels that stand right before it.
fn has_tone(text: &str, start: usize, letters: &[char]) -> bool {
    let mut before = text.get(..start).unwrap_or_default().chars().rev().take(3).map_while(split_tone);
    letters.iter().any(|mark| is_tone(*mark)) || before.any(|(_, tone)| tone > 0)
}

/// The bare letter of a vowel.
const fn is_vowel(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// A mark of a Vietnamese letter.
const fn is_mark(c: char) -> bool {
    is_tone(c) || matches!(c, '\u{302}' | '\u{306}' | '\u{31B}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The slow reading: character by character.
    fn plainly(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
        let mut proposals = Proposals::default();
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let vowel = std::iter::once(c).nfd().next().is_some_and(is_vowel);
            at = if vowel { settle(text, at, &mut proposals) } else { at + c.len_utf8() };
        }
        read(&proposals)
    }

    fn read(proposals: &Proposals<'_>) -> Vec<(std::ops::Range<usize>, String)> {
        proposals.edits.iter().map(|edit| (edit.range.clone(), proposals.texts[edit.put.clone()].to_owned())).collect()
    }

    #[test]
    fn looking_for_marks_finds_what_looking_for_vowels_finds() {
        let pieces = ["a", "n", " ", "\u{300}", "\u{302}", "\u{323}", "ấ", "\u{31B}", "\u{304}"];
        for number in 0..pieces.len().pow(5) {
            let mut rest = number;
            let text: String = std::iter::repeat_with(|| (pieces[rest % 9], rest /= 9).0).take(5).collect();
            assert_eq!(read(&marks(&text)), plainly(&text), "{text:?}");
        }
    }
}
