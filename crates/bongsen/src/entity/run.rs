//! Runs of capitalised tokens, and names among them.

use super::context::{Context, bits};
use super::lexicon::{Flags, List, NameCounts};
use crate::token::{Case, Gap};

/// A run is at most this long; longer ones are headings.
const LONGEST: u32 = 8;

/// For each token, where the run of capitalised tokens that begins there ends (itself when it is not capitalised).
/// Tokens of a run are words or initials, a space apart, on one line.
pub(crate) fn ends(cx: &Context<'_>) -> Vec<u32> {
    let n = cx.tokens.len() as u32;
    let mut ends: Vec<u32> = (0..n).collect();
    let mut next_end = n;
    for (i, end) in (0..n).zip(&mut ends).rev() {
        if cx.is_name_token(i) {
            let joins = cx.is_name_token(i + 1) && cx.gap(i + 1) == Gap::Space;
            *end = if joins { next_end.min(i + LONGEST) } else { i + 1 };
            next_end = *end;
        }
    }
    ends
}

/// `T.N.`, `A.`, `T.A`: single letters, parted by dots.
pub(crate) fn is_initials(text: &str) -> bool {
    let single = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    text.contains('.')
        && text.split_terminator('.').all(single)
        && !matches!(text, "T.Ư" | "T.W" | "T.P" | "T.X" | "T.T")
}

/// How a stretch of capitalised tokens looks as a Vietnamese personal name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameShape {
    /// It does not.
    No,
    /// It may be: a rare family name, or one that is a common word.
    Possible,
    /// It is shaped as one: a family name, and syllables that occur in names.
    Likely,
}

/// The shape of tokens `start..end`.
pub(crate) fn shape(cx: &Context<'_>, start: u32, end: u32) -> NameShape {
    let length = end.saturating_sub(start);
    if !(2..=5).contains(&length) {
        return NameShape::No;
    }
    let other = Flags::ALSO_NAME.with(Flags::AMBIGUOUS);
    let listed = cx.hits_of(start, bits([List::NotName, List::OrgName, List::Loc, List::Country])).iter().any(|h| {
        matches!(h.entry.list, List::NotName | List::OrgName | List::Loc | List::Country)
            && h.end >= end
            && !h.entry.flags.has(other)
    });
    if listed {
        return NameShape::No;
    }
    let family = cx.lexicon.name(cx.key(start));
    if family.family < 3 {
        return NameShape::No;
    }
    let last = cx.lexicon.name(cx.key(end - 1));
    let inside = |i: u32| {
        let c = cx.lexicon.name(cx.key(i));
        c.middle + c.given + c.family > 0
    };
    let initial = is_initials(cx.text(end - 1)) || cx.text(end - 1).chars().count() == 1;
    let known = (start + 1..end).filter(|&i| inside(i)).count() as u32;
    let ending = initial || last.given > 0;
    match (family.family >= 40 && !family.is(NameCounts::WEAK), ending, known + 1 >= length) {
        (true, true, _) | (true, _, true) => NameShape::Likely,
        (false, true, true) if length >= 3 => NameShape::Likely,
        (_, true, _) | (true, ..) => NameShape::Possible,
        _ => NameShape::No,
    }
}

/// Where, in the run of capitalised tokens `start..end`, a personal name begins that runs to its end: the end of a
/// place or an organisation before it (`TP.HCM Nguyễn Thiện Nhân`). `None` when there is none after `start`.
pub(crate) fn name_inside(cx: &Context<'_>, start: u32, end: u32) -> Option<u32> {
    (start + 1..end.saturating_sub(1)).find(|&i| {
        end - i <= 4
            && shape(cx, i, end) == NameShape::Likely
            // `Hồ Chí Minh`, `Lê Hồng Phong`: the whole run is the name of something.
            && !(i == start + 1 && cx.lexicon.name(cx.key(start)).family > 1000 && end - start <= 4)
    })
}

/// Whether the whole of a sentence is in capitals, so that capitals say nothing.
pub(crate) fn all_caps(cx: &Context<'_>, start: u32, end: u32) -> bool {
    let (mut upper, mut lower) = (0, 0);
    for i in start..end {
        match cx.token(i).map(|t| t.case) {
            Some(Case::Upper) => upper += 1,
            Some(Case::Lower | Case::Title) => lower += 1,
            _ => {}
        }
    }
    upper >= 3 && upper > 3 * lower
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::testing::Text;

    #[test]
    fn a_run_ends_where_its_tokens_do() {
        let text = "Ông Lê Văn Mẫu và T.N. ở Gò Sen.\nLê A Bê Xê Dê E Ép Giê Hát I Ca, UBND\nXã";
        let layers = Text::new(text);
        let cx = layers.context();
        for (i, end) in (0..).zip(ends(&cx)) {
            let goes_on = |&k: &u32| k == i || cx.gap(k) == Gap::Space;
            let run = (i..).take(LONGEST as usize).take_while(|k| cx.is_name_token(*k) && goes_on(k)).count();
            assert_eq!(end, i + run as u32, "{i}");
        }
    }
}
