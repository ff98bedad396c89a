//! What may stand between a name and a title that belong together: marks, a bracket, and linking words.
//!
//! ```text
//! ông N (48 tuổi, trú tại …), hiện là T        bracket, mark, words
//! bà N được bầu giữ chức vụ T                  a phrase that gives a post
//! đồng chí N - T1, T2                          marks
//! ```

use super::context::Context;
use super::lexicon::{Flags, List};
use crate::normalize::keys_of_lower;
use crate::token::{Case, TokenKind};

/// How many steps a link may have.
const LONGEST: u32 = 16;

/// The longest bracket that is passed over, in tokens.
const BRACKET: u32 = 40;

/// Words that join a name and a title without saying anything of their own.
const WORDS: [u64; 30] = keys_of_lower([
    "là", "hiện", "kiêm", "và", "đồng", "thời", "đang", "cũng", "vừa", "tiếp", "tục", "được", "chức", "vụ", "vị",
    "trí", "nay", "với", "vai", "trò", "cương", "tư", "cách", "lúc", "đó", "khi", "ấy", "chỉ", "còn", "sẽ",
]);

/// What stands between a name and a title.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Link {
    /// A hyphen or a dash.
    pub dash: bool,
    /// An opening bracket: the title stands inside.
    pub bracket: bool,
    /// `là`, or a phrase that gives or takes a post.
    pub verb: bool,
    /// Flags of that phrase.
    pub verb_flags: Flags,
}

/// The link in tokens `from..to`; `None` when anything else stands there.
pub(crate) fn between(cx: &Context<'_>, from: u32, to: u32) -> Option<Link> {
    let mut link = Link::default();
    let mut i = from;
    let mut steps = 0;
    while i < to {
        steps += 1;
        if steps > LONGEST {
            return None;
        }
        let text = cx.text(i);
        if text == "(" {
            if let Some(close) = (i + 1..to.min(i + BRACKET)).find(|&j| cx.text(j) == ")") {
                i = close + 1;
                continue;
            }
            link.bracket = true;
        }
        if let Some(after) = age(cx, i) {
            i = after;
            continue;
        }
        if let Some(hit) = cx.longest(i, List::Appoint).filter(|h| h.end <= to) {
            if !link.verb_flags.has(Flags::CHANGES) {
                link.verb_flags = hit.entry.flags;
            }
            link.verb = true;
            i = hit.end;
            continue;
        }
        link.dash |= cx.is_dash(i);
        let mark = cx.token(i).is_some_and(|t| t.kind == TokenKind::Punctuation);
        let allowed = if mark { matches!(text, "," | "(" | ":") || cx.is_dash(i) } else { WORDS.contains(&cx.key(i)) };
        if !allowed {
            return None;
        }
        link.verb |= text == "là";
        i += 1;
        // `N được T điều động …`: the title is the one who acts.
        if i == to && text == "được" {
            return None;
        }
    }
    Some(link)
}

/// Over a short form in brackets (`Bộ Tài nguyên - Môi trường (TN-MT)`): capitals and what joins them.
pub(crate) fn over_alias(cx: &Context<'_>, i: u32) -> u32 {
    if cx.text(i) != "(" {
        return i;
    }
    let short = |k: u32| {
        cx.is_dash(k)
            || cx.text(k) == "&"
            || cx.token(k).is_some_and(|t| matches!(t.case, Case::Upper) || t.kind == TokenKind::Number)
    };
    (i + 2..i + 7).find(|&k| cx.text(k) == ")").filter(|&k| (i + 1..k).all(short)).map_or(i, |k| k + 1)
}

/// Over an age or a year of birth (`38 tuổi`, `SN 1963`, `sinh năm 1963`), which may stand between a name and its title.
fn age(cx: &Context<'_>, i: u32) -> Option<u32> {
    let number = |k: u32| cx.token(k).is_some_and(|t| t.kind == TokenKind::Number);
    if number(i) && cx.text(i + 1) == "tuổi" {
        return Some(i + 2);
    }
    let from = match cx.text(i) {
        "sinh" | "Sinh" if cx.text(i + 1) == "năm" => i + 2,
        "SN" | "sinh" | "Sinh" => i + 1,
        _ => return None,
    };
    number(from).then_some(from + 1)
}
