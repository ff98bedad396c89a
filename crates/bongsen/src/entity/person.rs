//! Personal names: where one begins and ends, given what stands before it.
//!
//! Capitals alone prove nothing (536 name-shaped strings of the news are no people), so a name needs evidence: an
//! honorific or a title before it, a family name with syllables that occur in names, or a title after it.

use super::chart::Chart;
use super::context::Context;
use super::lexicon::{Flags, List, NameCounts};
use super::run::{self, NameShape};
use crate::normalize::keys_of_lower;
use crate::token::{Case, Gap, TokenKind};

/// What stands directly before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    /// Nothing that tells.
    Nothing,
    /// `ông`, `đồng chí`.
    Honorific,
    /// `luật sư`, `bị cáo`: an occupation or a relation.
    Occupation,
    /// A title.
    Title,
}

/// The longest personal name, in tokens.
const LONGEST: u32 = 6;

/// For each token, what honorific ends right before it.
pub(crate) fn honorifics(cx: &Context<'_>) -> Vec<Before> {
    let mut before = vec![Before::Nothing; cx.tokens.len() + 1];
    for hit in cx.hits.iter().filter(|h| h.entry.list == List::Honorific) {
        // `bà con`, `người anh em`: the honorific is a part of another word.
        if cx.joined_to_previous(hit.start)
            && !cx.hits_at(hit.start).iter().any(|h| h.entry.list == List::Honorific && h.end > hit.end)
        {
            continue;
        }
        if hit.entry.flags.has(Flags::NOT_PERSON) {
            continue;
        }
        // `Mẹ` in `bà Mẹ Việt Nam anh hùng`: a longer form begins inside and goes on.
        let overrun =
            (hit.start..hit.end).any(|k| cx.longest(k, List::Honorific).is_some_and(|longer| longer.end > hit.end));
        if overrun {
            continue;
        }
        let what = if hit.entry.flags.has(Flags::OCCUPATION) { Before::Occupation } else { Before::Honorific };
        if let Some(slot) = before.get_mut(hit.end as usize)
            // The longest that ends here: `đệ nhất phu nhân` is no `phu nhân`.
            && *slot == Before::Nothing
        {
            *slot = what;
        }
    }
    before
}

/// The end of the personal name that begins at token `i`, and the rule that says so.
pub(crate) fn person(chart: &Chart<'_>, i: u32, end: u32, before: Before) -> Option<(u32, &'static str)> {
    let cx = &chart.cx;
    if !cx.is_name_token(i)
        || (i > 0
            && cx.gap(i) == Gap::None
            && cx.token(i - 1).is_some_and(|t| t.kind != TokenKind::Punctuation && t.kind != TokenKind::Abbreviation))
    {
        return None;
    }
    if let Some(known) = cx.longest(i, List::KnownPerson).filter(|h| h.end <= end && cx.is_capital(h.end - 1)) {
        return Some((known.end, "person.known"));
    }
    let to = extent(chart, i, end);
    let length = to - i;
    // `Nhà trường`: a capitalised word of two syllables; `UBND`: an abbreviation.
    let word = cx.token(i).is_some_and(|t| t.case == Case::Upper) && !run::is_initials(cx.text(i));
    if length == 1 && (cx.joined_to_previous(to) || word) {
        return None;
    }
    let to = with_dot(cx, i, to, end);
    match before {
        // `bà | Mẹ Việt Nam anh hùng N`: one form of address behind another.
        Before::Honorific if cx.longest(i, List::Honorific).is_some_and(|h| h.end > i + 1) => None,
        Before::Honorific => {
            // `đồng chí Bí thư`: a title, not a name.
            let title = chart.title_at(i).is_some_and(|(_, t)| t.head_end > i + 1 || t.tokens.end > i + 1);
            let other =
                chart.org_at(i).is_some_and(|(_, o)| o.tokens.end >= to && length > 1 && !run_is_likely(cx, i, to));
            (!title && !other).then_some((to, "person.honorific"))
        }
        Before::Title | Before::Occupation => {
            if let Some((_, t)) = chart.title_at(i)
                && (t.head_end > i + 1 || t.tokens.end >= to)
            {
                return None;
            }
            let likely = run_is_likely(cx, i, to);
            if likely {
                return Some((to, "person.title"));
            }
            let known_other = chart.org_at(i).is_some() || chart.place_at(i).is_some() || chart.loc_at(i).is_some();
            if known_other || listed_other(cx, i, to) {
                return None;
            }
            (length >= 2 || is_foreign(cx.text(i)) || cx.lexicon.name(cx.key(i)).given > 20)
                .then_some((to, if before == Before::Title { "person.title" } else { "person.occupation" }))
        }
        Before::Nothing => {
            if length >= 2 && run_is_likely(cx, i, to) && to - i <= 5 {
                let place = chart.place_at(i).is_some_and(|(_, p)| p.tokens.end >= to);
                let loc = chart.loc_at(i).is_some_and(|(_, l)| l.tokens.end >= to);
                return (!place && !loc).then_some((to, "person.family-name"));
            }
            let known_other = chart.org_at(i).is_some() || chart.place_at(i).is_some() || chart.loc_at(i).is_some();
            if foreign_name(cx, i, to) && !known_other && !listed_other(cx, i, to) {
                return Some((to, "person.foreign"));
            }
            // `Ông Estrella`, `Tại Manila`: the first word of a sentence has its capital from there.
            let begins_with_word =
                cx.hits_at(i).iter().any(|h| matches!(h.entry.list, List::Honorific | List::Stop) && h.end < to);
            if length >= 2 && !begins_with_word && !known_other && !listed_other(cx, i, to) && apposed(chart, to) {
                let shaped = run::shape(cx, i, to) == NameShape::Possible || (i..to).any(|k| is_foreign(cx.text(k)));
                if shaped {
                    return Some((to, "person.apposition"));
                }
            }
            if known_other || listed_other(cx, i, to) {
                return None;
            }
            short_name(chart, i, to)
        }
    }
}

/// A single capital letter.
fn is_letter(cx: &Context<'_>, i: u32) -> bool {
    let mut letters = cx.text(i).chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// The dot of a last initial, which the end of a sentence may have taken: `gặp ông S.`, `là T.N. A.`
fn with_dot(cx: &Context<'_>, i: u32, to: u32, end: u32) -> u32 {
    let dotted = run::is_initials(cx.text(to - 1)) && !cx.text(to - 1).ends_with('.');
    let initial = is_letter(cx, to - 1) || dotted;
    let letter = !(to == i + 1 && cx.token(i).is_none_or(|t| t.kind == TokenKind::Number));
    if initial && letter && to < end && cx.text(to) == "." && cx.gap(to) == Gap::None { to + 1 } else { to }
}

/// Words that follow the subject of a sentence, and adverbs before its verb.
const AFTER_SUBJECT: [u64; 19] = keys_of_lower([
    "đã", "đang", "sẽ", "bị", "được", "cũng", "vẫn", "không", "chưa", "liền", "phải", "còn", "lại", "mới", "vừa",
    "từng", "tiếp", "bất", "dùng",
]);

/// Words before the subject of a clause.
const BEFORE_SUBJECT: [u64; 10] = keys_of_lower(["thì", "khi", "rằng", "mà", "bị", "vì", "nhưng", "nên", "lúc", "nếu"]);

/// Whether the word at `i` may be the subject of a clause, by what stands before it.
fn is_subject(cx: &Context<'_>, i: u32) -> bool {
    i > 0 && (cx.text(i - 1) == "," || BEFORE_SUBJECT.contains(&cx.key(i - 1)))
}

/// Whether the word at `i` has a subject before it.
fn has_subject(cx: &Context<'_>, i: u32) -> bool {
    cx.gap(i) == Gap::Space && (AFTER_SUBJECT.contains(&cx.key(i)) || cx.longest(i, List::Speech).is_some())
}

/// Whether it is the name of a foreigner that needs no context: a listed first word and a word that is no Vietnamese
/// syllable (`Donald Trump`, `Kim Jong Un`), or one that is known alone (`Obama`).
fn foreign_name(cx: &Context<'_>, i: u32, to: u32) -> bool {
    let counts = cx.lexicon.name(cx.key(i));
    let titled = cx.token(i).is_some_and(|t| matches!(t.case, Case::Title | Case::Mixed));
    if to - i == 1 {
        return titled
            && counts.is(NameCounts::LONE_FOREIGN)
            && cx.gap(i) >= Gap::Space
            && !(i > 0 && cx.is_capital(i - 1));
    }
    titled && counts.is(NameCounts::FIRST_FOREIGN) && (i..to).any(|k| is_foreign(cx.text(k)))
}

/// Names of one or two syllables with nothing before them: a given name (`nhóm của Hiếu`), a stage name (`Lệ Quyên
/// cho biết`), an initial (`đưa H. đến`), a photographer in capitals (`Ảnh: XUÂN LONG`).
fn short_name(chart: &Chart<'_>, i: u32, to: u32) -> Option<(u32, &'static str)> {
    let cx = &chart.cx;
    let starts = cx.starts_sentence(i)
        || (i > 0 && !cx.token(i - 1).is_some_and(|t| t.kind == TokenKind::Syllable || cx.text(i - 1) == ","));
    let case = cx.token(i)?.case;
    let counts = |k: u32| cx.lexicon.name(cx.key(k));
    let credit =
        i >= 2 && cx.text(i - 1) == ":" && matches!(cx.text(i - 2), "Ảnh" | "ảnh" | "Tranh" | "Video" | "Clip");
    if (i..to).all(|k| run::is_initials(cx.text(k)) || is_letter(cx, k) || cx.text(k) == ".") && cx.text(i).len() > 1 {
        // `đưa H. đến`, `của P. là`; before a capital or a number it may be a level word (`H. Củ Chi`).
        let open = !cx.is_capital(to) && cx.token(to).is_none_or(|t| t.kind != TokenKind::Number);
        let inside = !starts && cx.token(i - 1).is_some_and(|t| t.case == Case::Lower) && open;
        let initials = run::is_initials(cx.text(i));
        return ((inside || credit) && initials).then_some((to, "person.initial"));
    }
    match to - i {
        1 => {
            let alone = case == Case::Title && !cx.is_capital(i.saturating_sub(1)) && cx.gap(i) == Gap::Space;
            let subject = has_subject(cx, to);
            // Inside a sentence the capital itself tells a name, before a verb any given name.
            let known = counts(i).is(NameCounts::BARE) || (subject && is_subject(cx, i) && counts(i).given >= 20);
            let name = known && (!starts || subject) && cx.longest(i, List::Org).is_none();
            (alone && name).then_some((to, "person.given-name"))
        }
        2 if credit => {
            let known = |k: u32| counts(k).given + counts(k).middle + counts(k).family > 0;
            (known(i) && known(i + 1)).then_some((to, "person.credit"))
        }
        2 => {
            // `Thùy D.`
            let initial = run::is_initials(cx.text(i + 1)) && !(i > 0 && cx.is_capital(i - 1));
            let names = counts(i).given + counts(i).middle >= 20 && (counts(i + 1).is(NameCounts::BARE) || initial);
            let titled = cx.token(i).is_some_and(|t| t.case == Case::Title)
                && cx.token(i + 1).is_some_and(|t| t.case == Case::Title || initial);
            let verb = has_subject(cx, to);
            let bound = cx.joined_to_previous(to)
                || cx.longest(i, List::Org).is_some()
                || chart.title_at(i).is_some()
                || (initial && cx.longest(i, List::Honorific).is_some());
            (names && titled && !bound && (!starts || verb)).then_some((to, "person.given-names"))
        }
        _ => None,
    }
}

fn run_is_likely(cx: &Context<'_>, start: u32, end: u32) -> bool {
    run::shape(cx, start, end) == NameShape::Likely
}

fn listed_other(cx: &Context<'_>, start: u32, end: u32) -> bool {
    cx.hits_at(start).iter().any(|h| {
        matches!(h.entry.list, List::NotName | List::OrgName | List::Country | List::Loc) && h.end >= end.min(start + 2)
    })
}

/// How far the tokens of a name go.
fn extent(chart: &Chart<'_>, i: u32, end: u32) -> u32 {
    let cx = &chart.cx;
    let mut to = i + 1;
    while to < end && to - i < LONGEST {
        let next = cx.gap(to) == Gap::Space && cx.is_name_token(to);
        if next && !starts_other(chart, i, to) {
            to += 1;
        } else if (particle(cx, to) && cx.is_name_token(to + 1) && to + 1 < end)
            || glued(chart, to, end)
            || (to == i + 2 && hyphened(chart, i, end))
            || (to < i + 4 && doubled(chart, i, to, end))
        {
            to += 2;
        } else if particle(cx, to) && particle(cx, to + 1) && cx.is_name_token(to + 2) && to + 2 < end {
            // `Inigo de la Serna`
            to += 3;
        } else if cx.is_dash(to + 1) && particle(cx, to) && cx.is_name_token(to + 2) && to + 2 < end {
            // `Bashar al - Assad`
            to += 3;
        } else {
            break;
        }
    }
    // `Vũ “nhôm”`: a nickname in quotation marks.
    if matches!(cx.text(to), "“" | "\"" | "'" | "‘") && cx.gap(to) == Gap::Space && cx.gap(to + 1) == Gap::None {
        let close = (to + 2..(to + 3).min(end)).find(|&k| matches!(cx.text(k), "”" | "\"" | "'" | "’"));
        let word = cx.token(to + 1).is_some_and(|t| t.kind == TokenKind::Syllable);
        if let Some(close) = close.filter(|_| word) {
            return close + 1;
        }
    }
    // `Nguyễn Văn Mẫu Trần Thị Lệ`: two names side by side.
    if to - i > 4
        && let Some(second) = (i + 2..to.saturating_sub(1)).find(|&k| {
            run::shape(cx, k, to) == NameShape::Likely
                && run::shape(cx, i, k) == NameShape::Likely
                && cx.lexicon.name(cx.key(k)).family > 1000
        })
    {
        return second;
    }
    to
}

/// Whether a title, an organisation or a unit begins at `to`, inside what might be a name begun at `i`.
fn starts_other(chart: &Chart<'_>, i: u32, to: u32) -> bool {
    let cx = &chart.cx;
    if cx.text(to) == "SN" {
        // `N SN 1949`: the year of birth.
        return true;
    }
    let phrase = cx.hits_at(to).iter().any(|h| {
        let long = h.end > to + 1;
        match h.entry.list {
            List::Title => {
                long || h.entry.flags.has(Flags::ABBREVIATION)
                    || (h.entry.flags.has(Flags::BEFORE_ORG)
                        && chart.title_at(to).is_some_and(|(_, t)| t.tokens.end > to + 1))
            }
            List::Org => long || h.entry.flags.has(Flags::ABBREVIATION),
            List::Country | List::Loc | List::OrgName => long && to > i + 1,
            _ => false,
        }
    });
    phrase || (to > i + 1 && chart.place_at(to).is_some_and(|(_, p)| !p.bare))
}

/// Small words inside names: `Đỗ văn Kha`, `Raul del Rosario`, `Bashar al-Assad`.
fn particle(cx: &Context<'_>, i: u32) -> bool {
    cx.gap(i) == Gap::Space
        && cx.gap(i + 1) == Gap::Space
        && matches!(
            cx.text(i),
            "văn"
                | "thị"
                | "del"
                | "de"
                | "da"
                | "dos"
                | "van"
                | "von"
                | "der"
                | "bin"
                | "bint"
                | "ibn"
                | "el"
                | "al"
                | "la"
                | "di"
        )
}

/// A hyphen glued to both sides, or spaced after `al`: `Moon Jae-in`, `al - Assad`.
fn glued(chart: &Chart<'_>, i: u32, end: u32) -> bool {
    let cx = &chart.cx;
    i + 1 < end
        && cx.is_dash(i)
        && cx.gap(i) == Gap::None
        && cx.gap(i + 1) == Gap::None
        && cx.token(i + 1).is_some_and(|t| t.kind == TokenKind::Syllable)
        && (is_foreign(cx.text(i - 1))
            || is_foreign(cx.text(i + 1))
            || (!cx.is_capital(i + 1) && chart.title_at(i + 1).is_none() && cx.longest(i + 1, List::Title).is_none()))
        && cx.text(i + 1).chars().count() > 1
}

/// A given name that stands apart from its hyphen: `Moon Jae - in`.
fn hyphened(chart: &Chart<'_>, i: u32, end: u32) -> bool {
    let cx = &chart.cx;
    let last = i + 3;
    last < end
        && cx.lexicon.name(cx.key(i)).is(NameCounts::HYPHEN)
        && cx.is_dash(i + 2)
        && cx.gap(last) <= Gap::Space
        && cx.token(last).is_some_and(|t| t.kind == TokenKind::Syllable && t.case == Case::Lower)
        && cx.text(last).is_ascii()
        && !cx.joined_to_previous(last + 1)
        && cx.hits_at(last).iter().all(|h| !matches!(h.entry.list, List::Title | List::Honorific))
}

/// The second part of a double name that stands apart from its hyphen (`Jean - Yves Le Drian`, `Miguel Diaz - Canel`).
fn doubled(chart: &Chart<'_>, i: u32, to: u32, end: u32) -> bool {
    let cx = &chart.cx;
    let next = to + 1;
    let counts = |k: u32| cx.lexicon.name(cx.key(k));
    if next >= end || !cx.is_dash(to) || cx.gap(to) != Gap::Space || cx.gap(next) != Gap::Space {
        return false;
    }
    let first = counts(i);
    let begun =
        first.is(NameCounts::FIRST_FOREIGN) && !first.is(NameCounts::HYPHEN) && !first.is(NameCounts::LONE_FOREIGN);
    let other = counts(next).is(NameCounts::LONE_FOREIGN) || counts(next).family > 0 || starts_other(chart, i, next);
    let place = chart.loc_at(next).is_some() || chart.place_at(next).is_some() || chart.org_at(next).is_some();
    // Behind a whole name another whole one would be somebody else.
    let one =
        if to == i + 1 { is_foreign(cx.text(next)) || is_foreign(cx.text(i)) } else { chart.run(next) == next + 1 };
    begun && cx.is_name_token(next) && one && !other && !place
}

/// Whether what follows token `to` is said of a person: a title after a comma, a dash or a bracket, an age, a verb of
/// saying.
fn apposed(chart: &Chart<'_>, to: u32) -> bool {
    let cx = &chart.cx;
    let mark = matches!(cx.text(to), "," | "(" | ":") || cx.is_dash(to);
    if mark {
        let next = to + 1;
        let age = cx.token(next).is_some_and(|t| t.kind == TokenKind::Number) && matches!(cx.text(next + 1), "tuổi");
        let born = matches!(cx.text(next), "SN" | "sinh");
        return age || born || chart.title_at(next).is_some_and(|(_, t)| !t.flags().has(Flags::RANK));
    }
    cx.longest(to, List::Speech).is_some()
}

/// Whether a word cannot be a Vietnamese syllable: its letters do not fall into one onset, one rime.
pub(crate) fn is_foreign(word: &str) -> bool {
    let mut letters = word.chars().map(crate::normalize::lower);
    if word.chars().any(|c| matches!(c, '\'' | '’')) {
        return true;
    }
    // 0: onset, 1: vowels, 2: coda.
    let mut state = 0;
    let (mut onset, mut coda) = (Consonants::default(), Consonants::default());
    for c in &mut letters {
        if !is_letter_of_alphabet(c) || matches!(c, 'f' | 'j' | 'w' | 'z') {
            return true;
        }
        let vowel = !c.is_ascii() || matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        let vowel = vowel && c != 'đ';
        match (state, vowel) {
            (0, false) => onset.push(c),
            (0, true) => state = 1,
            (1, true) => {}
            (1, false) => {
                state = 2;
                coda.push(c);
            }
            (_, false) => coda.push(c),
            (_, true) => return true,
        }
    }
    let onset_ok = match onset.letters() {
        [] | ['n', 'g', 'h'] | ['c' | 'g' | 'k' | 'n' | 'p' | 't', 'h'] | ['n', 'g'] | ['t', 'r'] => true,
        [c] => matches!(
            c,
            'b' | 'c' | 'd' | 'đ' | 'g' | 'h' | 'k' | 'l' | 'm' | 'n' | 'p' | 'q' | 'r' | 's' | 't' | 'v' | 'x'
        ),
        _ => false,
    };
    let coda_ok = matches!(coda.letters(), [] | ['c' | 'm' | 'n' | 'p' | 't' | 'k'] | ['c' | 'n', 'h'] | ['n', 'g']);
    state == 0 || !onset_ok || !coda_ok
}

/// As [`char::is_alphabetic`], which is slow beyond ASCII: the letters of Vietnamese first.
fn is_letter_of_alphabet(c: char) -> bool {
    matches!(c, 'a'..='z' | 'à'..='ö' | 'ø'..='ÿ' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' | '\u{1EA0}'..='\u{1EF9}')
        || c.is_alphabetic()
}

/// The consonants on one side of the vowels: three at most, and whether there are more does not matter.
#[derive(Default)]
struct Consonants {
    letters: [char; 4],
    count: usize,
}

impl Consonants {
    fn push(&mut self, letter: char) {
        if let Some(slot) = self.letters.get_mut(self.count) {
            *slot = letter;
            self.count += 1;
        }
    }

    fn letters(&self) -> &[char] {
        self.letters.get(..self.count).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{is_foreign, is_letter_of_alphabet};

    #[test]
    fn letters_are_those_of_unicode() {
        assert!(('\0'..=char::MAX).all(|c| is_letter_of_alphabet(c) == c.is_alphabetic()));
    }

    #[test]
    fn foreign_words() {
        for word in ["Trump", "Putin", "Marco", "Rubio", "K'Sor", "Scott", "Assad", "Jae", "Erdogan"] {
            assert!(is_foreign(word), "{word}");
        }
        for word in ["Nguyễn", "Đắk", "Thới", "Quỳnh", "Hiền", "Út", "Nghiêm", "Khuyến"] {
            assert!(!is_foreign(word), "{word}");
        }
    }
}
