//! Text in its normal form for the outside, with every change told: what, where, by which rule.
//!
//! The stages of the library read the [`view`]; this is for people who want clean text, and its rules can be switched one by
//! one. The rules run one after the other, and what each of them does is laid over what was done before, so that a change
//! always leads back to the original:
//!
//! ```text
//! original   la\u{300} ðào, hòa      marks, composition      là ðào, hòa
//!            └─┘ └┘      └┘          look-alikes             là đào, hòa
//!             change, rule           tone (on request)       là đào, hoà
//! ```

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

use super::search::is_tone;
use super::{ToneStyle, restyle, view};
use crate::span::{Edit, Norm, OffsetMap, Orig, Span};

/// A rule of normalisation.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NormalRule {
    /// A letter and its marks become one character (NFC).
    Compose = 0,
    /// A mark that stands apart (`la ̀`), twice, or before the mark of the vowel is put right.
    Marks = 1,
    /// Ð and ð (eth) become Đ and đ.
    LookAlikes = 2,
    /// A no-break or other space becomes a space.
    Spaces = 3,
    /// Another line separator becomes a line break.
    LineBreaks = 4,
    /// A zero-width character, a byte order mark, a soft hyphen or a bidi control is taken out.
    Invisible = 5,
    /// A full-width letter, digit or sign becomes the plain one.
    FullWidth = 6,
    /// Curly quotation marks become straight ones. Off unless asked for.
    Quotes = 7,
    /// The tone mark of an open *oa, oe, uy* is put where the style has it.
    Tone = 8,
}

impl NormalRule {
    /// Every rule.
    pub const ALL: [Self; 9] = [
        Self::Compose,
        Self::Marks,
        Self::LookAlikes,
        Self::Spaces,
        Self::LineBreaks,
        Self::Invisible,
        Self::FullWidth,
        Self::Quotes,
        Self::Tone,
    ];

    /// The word in records.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Compose => "compose",
            Self::Marks => "marks",
            Self::LookAlikes => "look-alikes",
            Self::Spaces => "spaces",
            Self::LineBreaks => "line-breaks",
            Self::Invisible => "invisible",
            Self::FullWidth => "full-width",
            Self::Quotes => "quotes",
            Self::Tone => "tone",
        }
    }
}

/// Which rules are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NormalOptions {
    rules: u16,
    tone: ToneStyle,
}

impl Default for NormalOptions {
    /// Every rule but [`Quotes`](NormalRule::Quotes); tone marks stay where they are.
    fn default() -> Self {
        Self { rules: 0x7F, tone: ToneStyle::Keep }
    }
}

impl NormalOptions {
    /// With a rule, or without.
    #[must_use]
    pub const fn with(mut self, rule: NormalRule, on: bool) -> Self {
        let bit = 1 << rule as u8;
        self.rules = if on { self.rules | bit } else { self.rules & !bit };
        self
    }

    /// With the tone mark of an open *oa, oe, uy* where a style has it.
    #[must_use]
    pub const fn with_tone(mut self, tone: ToneStyle) -> Self {
        self.tone = tone;
        self
    }

    /// Whether a rule is applied; [`Tone`](NormalRule::Tone) by the style.
    pub fn has(self, rule: NormalRule) -> bool {
        if rule == NormalRule::Tone { self.tone != ToneStyle::Keep } else { self.rules & 1 << rule as u8 != 0 }
    }
}

/// One change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The stretch of the original.
    pub orig: Span<Orig>,
    /// What it became.
    pub norm: Span<Norm>,
    /// By which rule. A stretch that several rules changed is told once for each.
    pub rule: NormalRule,
}

/// A text in its normal form, and how it came to that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normalized<'t> {
    /// The text; borrowed when nothing had to change.
    pub text: Cow<'t, str>,
    /// What was changed, in order.
    pub changes: Vec<Change>,
    /// From the text to the original and back.
    pub map: OffsetMap,
}

/// Puts a text (under 4 GiB) into its normal form. Linear; doing it again changes nothing.
///
/// ```
/// use bongsen::normalize::{NormalOptions, NormalRule, ToneStyle, normalize};
/// let text = "Xa\u{303} Ðốc Binh Kiều\u{A0}hòa thuận";
/// let options = NormalOptions::default().with_tone(ToneStyle::New);
/// let normal = normalize(text, options);
/// assert_eq!(normal.text, "Xã Đốc Binh Kiều hoà thuận");
/// let told: Vec<_> = normal.changes.iter().map(|c| (&text[c.orig.range()], c.rule.label())).collect();
/// assert_eq!(told, [("a\u{303}", "compose"), ("Ð", "look-alikes"), ("\u{A0}", "spaces"), ("òa", "tone")]);
/// // A rule can be left out.
/// let kept = normalize(text, options.with(NormalRule::LookAlikes, false));
/// assert!(kept.text.contains('Ð'));
/// ```
pub fn normalize(text: &str, options: NormalOptions) -> Normalized<'_> {
    let mut draft = Draft { text: Cow::Borrowed(text), changes: Vec::new() };
    // In this order, so that what one leaves the next finds: a letter of full width may take a mark, a mark may stand
    // behind what is taken out.
    let edits = letters(&draft.text, options);
    draft.apply(edits);
    let edits = viewed(&draft.text, options);
    draft.apply(edits);
    if options.has(NormalRule::Marks) {
        let edits = marks(&draft.text);
        draft.apply(edits);
    }
    if options.has(NormalRule::Tone) {
        let edits = toned(&draft.text, options.tone);
        draft.apply(edits);
    }
    let mut map = OffsetMap::identity();
    let mut last = None;
    for change in &draft.changes {
        // Another rule of the same stretch is no other stretch.
        if last.replace(change.norm) != Some(change.norm) {
            map.push(Edit { orig: change.orig, norm: change.norm });
        }
    }
    if !map.is_identity() {
        map.close(text.len() as u32, draft.text.len() as u32);
    }
    Normalized { text: draft.text, changes: draft.changes, map }
}

/// A stretch of a text, what is to stand there, and why.
type Proposal = (std::ops::Range<usize>, String, NormalRule);

/// The text so far, and what was done to the original.
struct Draft<'t> {
    text: Cow<'t, str>,
    changes: Vec<Change>,
}

impl Draft<'_> {
    /// Makes edits, in order and apart from each other, and lays them over the changes so far.
    fn apply(&mut self, edits: Vec<Proposal>) {
        if edits.is_empty() {
            return;
        }
        let mut text = String::with_capacity(self.text.len());
        let mut changes = Vec::with_capacity(self.changes.len() + edits.len());
        let mut before = std::mem::take(&mut self.changes).into_iter().peekable();
        let (mut copied, mut to_orig, mut to_new) = (0, 0_i64, 0_i64);
        let moved = |at: u32, by: i64| (i64::from(at) + by) as u32;
        for (range, put, rule) in edits {
            let (start, end) = (range.start as u32, range.end as u32);
            while let Some(done) = before.next_if(|done| done.norm.end() <= start) {
                to_orig = i64::from(done.orig.end()) - i64::from(done.norm.end());
                let norm = Span::new(moved(done.norm.start(), to_new), moved(done.norm.end(), to_new));
                changes.push(Change { norm, ..done });
            }
            // What was changed before and is touched now belongs to it.
            let (mut from, mut until, mut orig) = (start, end, moved(start, to_orig));
            let mut rules = Vec::new();
            while let Some(done) = before.next_if(|done| done.norm.start() < end) {
                if done.norm.start() < from {
                    (from, orig) = (done.norm.start(), done.orig.start());
                }
                until = until.max(done.norm.end());
                to_orig = i64::from(done.orig.end()) - i64::from(done.norm.end());
                rules.push(done.rule);
            }
            text.push_str(self.text.get(copied..range.start).unwrap_or_default());
            text.push_str(&put);
            copied = range.end;
            let begins = moved(from, to_new);
            to_new += put.len() as i64 - (range.end - range.start) as i64;
            let norm = Span::new(begins, moved(until, to_new));
            let orig = Span::new(orig, moved(until, to_orig));
            changes.extend(rules.into_iter().chain([rule]).map(|rule| Change { orig, norm, rule }));
        }
        for done in before {
            let norm = Span::new(moved(done.norm.start(), to_new), moved(done.norm.end(), to_new));
            changes.push(Change { norm, ..done });
        }
        text.push_str(self.text.get(copied..).unwrap_or_default());
        (self.text, self.changes) = (Cow::Owned(text), changes);
    }
}

/// What the view changes, by rule.
fn viewed(text: &str, options: NormalOptions) -> Vec<Proposal> {
    let seen = view(text);
    let edits = seen.map.edits().iter().filter_map(|edit| {
        let (was, is) = (text.get(edit.orig.range())?, seen.text.get(edit.norm.range())?);
        let mut old = was.chars();
        let rule = match (old.next(), old.next(), is) {
            (Some('Ð' | 'ð'), None, _) => NormalRule::LookAlikes,
            (Some(_), None, " ") => NormalRule::Spaces,
            (Some(_), None, "\n") => NormalRule::LineBreaks,
            (_, _, "") => NormalRule::Invisible,
            _ => NormalRule::Compose,
        };
        options.has(rule).then(|| (edit.orig.range(), is.to_owned(), rule))
    });
    edits.collect()
}

/// Quotes and full-width characters.
fn letters(text: &str, options: NormalOptions) -> Vec<Proposal> {
    if text.is_ascii() {
        return Vec::new();
    }
    let changed = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).map(|plain| (plain, NormalRule::FullWidth)),
        '“' | '”' | '„' | '‟' | '″' => Some(('"', NormalRule::Quotes)),
        '‘' | '’' | '‚' | '‛' | '′' => Some(('\'', NormalRule::Quotes)),
        _ => None,
    };
    let found = text.char_indices().filter_map(|(at, c)| Some((at, c, changed(c)?)));
    let wanted = found.filter(|(_, _, (_, rule))| options.has(*rule));
    wanted.map(|(at, c, (plain, rule))| (at..at + c.len_utf8(), plain.to_string(), rule)).collect()
}

/// Tone marks of open syllables.
fn toned(text: &str, style: ToneStyle) -> Vec<Proposal> {
    let styled = restyle(text, style);
    let (mut edits, mut other): (Vec<Proposal>, _) = (Vec::new(), styled.chars());
    // The same letters in the same places; two neighbours change together.
    for (at, c) in text.char_indices() {
        let Some(new) = other.next().filter(|new| *new != c) else { continue };
        match edits.last_mut() {
            Some((range, put, _)) if range.end == at && put.chars().count() == 1 => {
                range.end = at + c.len_utf8();
                put.push(new);
            }
            _ => edits.push((at..at + c.len_utf8(), new.to_string(), NormalRule::Tone)),
        }
    }
    edits
}

/// Marks of vowels that are apart, twice, or in the wrong order.
fn marks(text: &str) -> Vec<Proposal> {
    let mut edits: Vec<Proposal> = Vec::new();
    if text.is_ascii() {
        return edits;
    }
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let mut end = start + c.len_utf8();
        let mut letters: Vec<char> = std::iter::once(c).nfd().collect();
        let vowel = letters.first().is_some_and(|first| "aeiouyAEIOUY".contains(*first));
        if !vowel {
            continue;
        }
        let mut apart = false;
        loop {
            // One space between the vowel and a tone mark that nothing else stands under.
            let mut ahead = rest.clone();
            let space = ahead.next_if(|(_, c)| *c == ' ').is_some();
            match ahead.next() {
                Some((at, mark))
                    if is_mark(mark) && (!space || is_tone(mark) && !letters.iter().any(|m| is_tone(*m))) =>
                {
                    apart |= space;
                    letters.push(mark);
                    end = at + mark.len_utf8();
                    rest = ahead;
                }
                _ => break,
            }
        }
        let (base, found) = letters.split_at(1);
        let mut ordered: Vec<char> = found.iter().copied().filter(|mark| !is_tone(*mark)).collect();
        ordered.extend(found.iter().copied().filter(|mark| is_tone(*mark)));
        let mut seen = Vec::new();
        ordered.retain(|mark| {
            !seen.contains(mark) && {
                seen.push(*mark);
                true
            }
        });
        let put: String = base.iter().copied().chain(ordered).nfc().collect();
        let was: String = text.get(start..end).unwrap_or_default().nfc().collect();
        if apart || put != was {
            edits.push((start..end, put, NormalRule::Marks));
        }
    }
    edits
}

/// A mark of a Vietnamese letter.
const fn is_mark(c: char) -> bool {
    is_tone(c) || matches!(c, '\u{302}' | '\u{306}' | '\u{31B}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, options: NormalOptions) -> (String, Vec<(String, &'static str)>) {
        let normal = normalize(text, options);
        let changes = normal.changes.iter().map(|c| (text[c.orig.range()].to_owned(), c.rule.label())).collect();
        for change in &normal.changes {
            assert!(normal.text.get(change.norm.range()).is_some());
        }
        (normal.text.clone().into_owned(), changes)
    }

    #[test]
    fn every_rule_is_told() {
        let all = NormalOptions::default().with_tone(ToneStyle::Old).with(NormalRule::Quotes, true);
        for (text, becomes, rule) in [
            ("Tha\u{301}p", "Tháp", "compose"),
            ("la \u{300} ai", "là ai", "marks"),
            ("hê\u{301}\u{301}t", "hết", "marks"),
            ("he\u{301}\u{302}t", "hết", "marks"),
            ("Ð", "Đ", "look-alikes"),
            ("a\u{A0}b", "a b", "spaces"),
            ("a\u{2028}b", "a\nb", "line-breaks"),
            ("a\u{200B}b", "ab", "invisible"),
            ("Ａ１", "A1", "full-width"),
            ("“a”", "\"a\"", "quotes"),
            ("hoà", "hòa", "tone"),
        ] {
            let (text_now, changes) = told(text, all);
            assert_eq!(text_now, becomes, "{text:?}");
            assert!(changes.iter().any(|(_, label)| *label == rule), "{text:?}: {changes:?}");
            assert!(told(becomes, all).1.is_empty(), "again: {becomes:?}");
        }
    }

    #[test]
    fn a_rule_that_is_off_changes_nothing() {
        let none =
            NormalRule::ALL.into_iter().fold(NormalOptions::default(), |options, rule| options.with(rule, false));
        let text = "Tha\u{301}p Ð\u{A0}\u{200B}Ａ “hoà” la \u{300}";
        assert_eq!(
            normalize(text, none),
            Normalized { text: Cow::Borrowed(text), changes: Vec::new(), map: OffsetMap::identity() }
        );
        assert!(told(text, NormalOptions::default()).0.contains('“'), "quotes are left alone unless asked");
    }

    #[test]
    fn rules_that_meet_lead_to_one_stretch() {
        let options = NormalOptions::default().with_tone(ToneStyle::New);
        let text = "\u{FEFF}xã ho\u{300}a\u{200B} thuỷ, ho\u{300}a";
        let normal = normalize(text, options);
        assert_eq!(normal.text, "xã hoà thuỷ, hoà");
        let at = normal.text.find("hoà").unwrap() as u32;
        assert_eq!(&text[normal.map.to_orig(Span::new(at, at + 4)).range()], "ho\u{300}a");
        let rules: Vec<_> = normal.changes.iter().map(|c| c.rule.label()).collect();
        assert_eq!(rules, ["invisible", "compose", "tone", "invisible", "compose", "tone"]);
    }
}
