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

use super::draft::{Draft, Proposal, Proposals};
use super::marks::marks;
use super::view::is_clean;
use super::{IyStyle, ToneStyle, View, place_tones, restyle_i_y, view};
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
    /// A tone mark is put where the style has it.
    Tone = 8,
    /// An open syllable is written with i or y as the style has it.
    Iy = 9,
}

impl NormalRule {
    /// Every rule.
    pub const ALL: [Self; 10] = [
        Self::Compose,
        Self::Marks,
        Self::LookAlikes,
        Self::Spaces,
        Self::LineBreaks,
        Self::Invisible,
        Self::FullWidth,
        Self::Quotes,
        Self::Tone,
        Self::Iy,
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
            Self::Iy => "i-y",
        }
    }
}

/// Which rules are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NormalOptions {
    rules: u16,
    tone: ToneStyle,
    i_y: IyStyle,
}

impl Default for NormalOptions {
    /// Every rule but [`Quotes`](NormalRule::Quotes); tone marks, i and y stay as they are.
    fn default() -> Self {
        Self { rules: 0x7F, tone: ToneStyle::Keep, i_y: IyStyle::Keep }
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

    /// With i or y at the end of open syllables as a style has it.
    #[must_use]
    pub const fn with_i_y(mut self, i_y: IyStyle) -> Self {
        self.i_y = i_y;
        self
    }

    /// Whether a rule is applied; [`Tone`](NormalRule::Tone) and [`Iy`](NormalRule::Iy) by their styles.
    pub fn has(self, rule: NormalRule) -> bool {
        match rule {
            NormalRule::Tone => self.tone != ToneStyle::Keep,
            NormalRule::Iy => self.i_y != IyStyle::Keep,
            _ => self.rules & 1 << rule as u8 != 0,
        }
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
    let mut draft = Draft::new(text);
    // Most text is clean: one look at its bytes, and of the rules only those are left that change clean text.
    let clean = is_clean(text);
    // In this order, so that what one leaves the next finds: a letter of full width may take a mark, a mark may stand
    // behind what is taken out.
    if !clean || options.has(NormalRule::Quotes) {
        draft.apply(|text| letters(text, options));
    }
    if !clean {
        draft.apply(|text| viewed(text, options));
        if options.has(NormalRule::Marks) {
            draft.apply(marks);
        }
    }
    if options.has(NormalRule::Tone) {
        draft.apply(|text| respelled(text, place_tones(text, options.tone), NormalRule::Tone));
    }
    if options.has(NormalRule::Iy) {
        draft.apply(|text| respelled(text, restyle_i_y(text, options.i_y), NormalRule::Iy));
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

/// What the view changes, by rule.
fn viewed(text: &str, options: NormalOptions) -> Proposals<'_> {
    let View { text: seen, map } = view(text);
    let edits = map.edits().iter().filter_map(|edit| {
        let (was, is) = (text.get(edit.orig.range())?, seen.get(edit.norm.range())?);
        let mut old = was.chars();
        let rule = match (old.next(), old.next(), is) {
            (Some('Ð' | 'ð'), None, _) => NormalRule::LookAlikes,
            (Some(_), None, " ") => NormalRule::Spaces,
            (Some(_), None, "\n") => NormalRule::LineBreaks,
            (_, _, "") => NormalRule::Invisible,
            _ => NormalRule::Compose,
        };
        options.has(rule).then(|| Proposal { range: edit.orig.range(), put: edit.norm.range(), rule })
    });
    let edits: Vec<_> = edits.collect();
    Proposals { made: edits.len() == map.edits().len(), texts: seen, edits }
}

/// Quotes and full-width characters.
fn letters(text: &str, options: NormalOptions) -> Proposals<'_> {
    let mut proposals = Proposals::default();
    // All of these begin with one of two bytes, which few texts have.
    let (bytes, quotes) = (text.as_bytes(), options.has(NormalRule::Quotes));
    if !(bytes.contains(&0xEF) || quotes && bytes.contains(&0xE2)) {
        return proposals;
    }
    let changed = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).map(|plain| (plain, NormalRule::FullWidth)),
        '“' | '”' | '„' | '‟' | '″' => Some(('"', NormalRule::Quotes)),
        '‘' | '’' | '‚' | '‛' | '′' => Some(('\'', NormalRule::Quotes)),
        _ => None,
    };
    for (at, &byte) in bytes.iter().enumerate() {
        if byte != 0xEF && !(quotes && byte == 0xE2) {
            continue;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        if let Some((plain, rule)) = changed(c).filter(|(_, rule)| options.has(*rule)) {
            proposals.push(at..at + c.len_utf8(), plain, rule);
        }
    }
    proposals
}

/// What was changed in a text letter for letter.
fn respelled<'t>(text: &str, styled: Cow<'t, str>, rule: NormalRule) -> Proposals<'t> {
    let mut edits: Vec<Proposal> = Vec::new();
    let mut other = styled.char_indices();
    // The same letters in the same places; two neighbours change together.
    for (at, c) in text.char_indices() {
        let Some((put, new)) = other.next().filter(|(_, new)| *new != c) else { continue };
        let (end, put_end) = (at + c.len_utf8(), put + new.len_utf8());
        match edits.last_mut() {
            Some(last) if last.range.end == at => (last.range.end, last.put.end) = (end, put_end),
            _ => edits.push(Proposal { range: at..end, put: put..put_end, rule }),
        }
    }
    Proposals { made: true, texts: styled, edits }
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
