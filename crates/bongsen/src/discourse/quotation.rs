//! Quotations and who is quoted.
//!
//! ```text
//! Theo đồng chí N - T: “…”        N (T) cho biết: “…”        “…”, ông N nói        T cho biết: “…”
//! cue           speaker           speaker cue                     speaker cue      a title for its holder
//! ```
//! Stretches between quotation marks are cut first; the outermost count, and one that nobody closes ends with its
//! paragraph. A stretch is a quotation when a verb of saying points at it (before it, across a colon or nothing; or
//! behind it in the same sentence), or when it is a whole sentence on its own; `“cò”` in the middle of a sentence is a
//! word held at arm's length and none.

use crate::document::{EntityData, EntityId, QuotationData, TokenRange};
use crate::entity::lexicon::{Flags, Hit, List};
use crate::entity::{Context, EntityKind, QUOTE};
use crate::normalize::keys_of_lower;
use crate::token::{Gap, TokenKind};

/// Words that stand for a person named before.
const PRONOUNS: [u64; 6] = keys_of_lower(["ông", "bà", "anh", "chị", "cô", "chú"]);
/// Words between a cue and an opening mark without a colon.
const LINKS: [u64; 6] = keys_of_lower(["rằng", "là", "thêm", "rõ", "như", "sau"]);

/// How far from the quotation a cue and its speaker may be (tokens).
const FAR: u32 = 80;
/// How far a cue may be from the colon, and from the end of the quotation.
const NEAR: u32 = 30;

/// How far beyond a line break a closing mark may be.
const LONGEST: u32 = 300;

/// Finds the quotations of a text, in order. `entities` are sorted by start, the outer before the inner. Linear.
pub(crate) fn find(cx: &Context<'_>, entities: &[EntityData]) -> Vec<QuotationData> {
    let reader = Reader { cx, entities };
    let mut from = 0;
    let mut found = Vec::new();
    for stretch in reader.stretches() {
        if let Some(quotation) = reader.quotation(stretch, from) {
            from = stretch.after;
            found.push(quotation);
        }
    }
    found
}

struct Reader<'c, 'a> {
    cx: &'c Context<'a>,
    entities: &'c [EntityData],
}

/// What is between two marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    content: TokenRange,
    /// First token after the closing mark.
    after: u32,
}

/// What a mark does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    Plain,
}

impl Reader<'_, '_> {
    fn mark(&self, i: u32) -> Option<Mark> {
        if !self.cx.begins(i, QUOTE) {
            return None;
        }
        let tight = |i: u32| self.cx.gap(i) == Gap::None;
        match self.cx.text(i) {
            // “abc“: the wrong mark, told by the space behind it.
            "“" | "«" | "„" => {
                Some(if tight(i) && !tight(i + 1) && !self.opens_after(i) { Mark::Close } else { Mark::Open })
            }
            "”" | "»" => {
                Some(if !tight(i) && tight(i + 1) && !self.closes_before(i + 1) { Mark::Open } else { Mark::Close })
            }
            "\"" => Some(Mark::Plain),
            _ => None,
        }
    }

    /// Whether what stands before `i` belongs to an opening (`(“`).
    fn opens_after(&self, i: u32) -> bool {
        i == 0 || matches!(self.cx.text(i - 1), "(" | ":" | "[" | "\"" | "“" | "-" | "–")
    }

    fn closes_before(&self, i: u32) -> bool {
        matches!(self.cx.text(i), "," | "." | ";" | ")" | "!" | "?" | ":" | "\"" | "”")
    }

    /// Whether the mark at `i` closes a stretch, as far as its surroundings tell.
    fn is_closing(&self, i: u32, mark: Mark) -> bool {
        let ends =
            self.cx.gap(i + 1) != Gap::None || self.cx.token(i + 1).is_some_and(|t| t.kind == TokenKind::Punctuation);
        mark == Mark::Close || (mark == Mark::Plain && ends)
    }

    /// The outermost stretches between marks. An open one ends with its paragraph, or at a line break after a sentence
    /// when the next mark opens another.
    fn stretches(&self) -> Vec<Stretch> {
        let mut found = Vec::new();
        // Start of the open stretch, whether a plain mark opened it, and how many are open inside.
        let mut open: Option<(u32, bool, u32)> = None;
        let count = self.cx.tokens.len() as u32;
        let mut marks: Vec<(u32, Mark)> = Vec::new();
        let mut from = 0;
        while let Some(i) = self.cx.first(from..count, QUOTE) {
            marks.extend(self.mark(i).map(|mark| (i, mark)));
            from = i + 1;
        }
        let (mut i, mut next) = (0, 0);
        while i < count {
            while marks.get(next).is_some_and(|m| m.0 < i) {
                next += 1;
            }
            let ahead = marks.get(next).copied();
            if open.is_none() {
                // Outside a stretch only a mark says anything.
                let Some((at, _)) = ahead else { break };
                i = at;
            }
            let goes_on = || {
                self.cx.gap(i) < Gap::Paragraph
                    && ahead.is_some_and(|(at, mark)| at - i <= LONGEST && self.is_closing(at, mark))
            };
            let new_paragraph = self.cx.gap(i) >= Gap::Line && self.cx.starts_sentence(i) && !goes_on();
            if let Some((start, ..)) = open.filter(|_| new_paragraph && i > 0) {
                found.push(Stretch { content: TokenRange::new(start, i), after: i });
                open = None;
            }
            let Some((_, mark)) = ahead.filter(|m| m.0 == i) else {
                i += 1;
                continue;
            };
            open = match (open, mark) {
                (None, Mark::Open) => Some((i + 1, false, 0)),
                (None, Mark::Plain) => Some((i + 1, true, 0)),
                (None, Mark::Close) => None,
                (Some((start, plain, depth)), Mark::Open) => Some((start, plain, depth + 1)),
                (Some((start, plain, depth)), Mark::Close) if depth > 0 => Some((start, plain, depth - 1)),
                // A plain mark inside curly ones opens and closes a stretch of its own.
                (Some((start, false, depth)), Mark::Plain)
                    if self.cx.gap(i + 1) == Gap::None && depth == 0 && self.cx.gap(i) != Gap::None =>
                {
                    Some((start, false, depth + 1))
                }
                (Some((start, plain, depth)), Mark::Plain) if depth > 0 && !plain => Some((start, plain, depth - 1)),
                (Some((start, ..)), _) => {
                    found.push(Stretch { content: TokenRange::new(start, i), after: i + 1 });
                    None
                }
            };
            i += 1;
        }
        if let Some((start, ..)) = open {
            found.push(Stretch { content: TokenRange::new(start, count), after: count });
        }
        found.retain(|s| !s.content.is_empty());
        found
    }

    /// The quotation in a stretch, if it is one; `from` is the end of the quotation before it.
    fn quotation(&self, stretch: Stretch, from: u32) -> Option<QuotationData> {
        let opening = stretch.content.start.checked_sub(1)?;
        let at = self.cx.sentences.partition_point(|s| s.end <= opening);
        let sentence = self.cx.sentences.get(at)?;
        let start = sentence.start.max(opening.saturating_sub(FAR)).max(from);
        let content = stretch.content;
        if let Some((speaker, cue)) = self.before(start, opening, content) {
            return Some(QuotationData { content, speaker, cue: Some(cue) });
        }
        // `Ông N: “…”`, as interviews print it.
        if let Some(speaker) = self.named_before_colon(start, opening) {
            return Some(QuotationData { content, speaker: Some(speaker), cue: None });
        }
        let first = (start..opening).all(|i| matches!(self.cx.text(i), "-" | "–" | "—" | "\"" | "(" | "..." | "…"));
        let last = self.cx.text(content.end - 1);
        let closed = self.cx.token(content.end - 1).is_some_and(|t| t.kind == TokenKind::Punctuation);
        let whole = first || (closed && matches!(last, "." | "!" | "?" | "…" | "," | "..."));
        let long = (whole && content.len() >= 3) || content.len() >= 12;
        if let Some((speaker, cue)) = long.then(|| self.after(stretch)).flatten() {
            return Some(QuotationData { content, speaker, cue: Some(cue) });
        }
        // A paragraph of speech: whole sentences with nothing around them.
        let at = self.cx.sentences.partition_point(|s| s.end <= content.start);
        let many = self.cx.sentences.get(at).is_some_and(|s| s.end < content.end);
        let alone = first && (self.cx.gap(stretch.after) >= Gap::Line || self.is_stop(stretch.after));
        let stops = closed && matches!(last, "." | "!" | "?" | "…" | "...") || self.is_stop(stretch.after) || many;
        (alone && stops && content.len() >= 8).then_some(QuotationData { content, speaker: None, cue: None })
    }

    /// The person whose name ends at the colon before the opening mark.
    fn named_before_colon(&self, start: u32, opening: u32) -> Option<EntityId> {
        let colon = opening.checked_sub(1).filter(|&c| c > start && self.cx.is_mark(c, ":"))?;
        let (id, entity) = self.speakers(start, colon).next_back()?;
        (entity.kind == EntityKind::Person && entity.tokens.end == colon).then_some(id)
    }

    fn is_stop(&self, i: u32) -> bool {
        matches!(self.cx.text(i), "." | "!" | "?") && self.cx.gap(i) < Gap::Line
    }

    /// The cue at `i`, the longest; words that are also other things do not count.
    fn cue(&self, i: u32) -> Option<Hit> {
        self.cx.hits_at(i).iter().rev().find(|h| h.entry.list == List::Speech && h.entry.flags.has(Flags::CUE)).copied()
    }

    /// A cue before the opening mark, with its speaker.
    fn before(&self, start: u32, opening: u32, content: TokenRange) -> Option<(Option<EntityId>, TokenRange)> {
        let last = opening.checked_sub(1).filter(|&l| l >= start)?;
        let colon = self.cx.is_mark(last, ":");
        let comma = self.cx.is_mark(last, ",");
        let mut end = last + u32::from(!colon && !comma);
        while end > start && LINKS.contains(&self.cx.key(end - 1)) {
            end -= 1;
        }
        let near = start.max(end.saturating_sub(NEAR));
        // A verb counts up to the colon; without one it must touch the mark.
        let verb = (near..end)
            .rev()
            .filter_map(|i| self.cue(i))
            .find(|h| h.end <= last + 1 && !h.entry.flags.has(Flags::BEFORE_NAME) && (colon || h.end >= end));
        let verb = verb.filter(|_| colon || content.len() >= 3);
        // The longest cue that ends there: `cho biết thêm`, not `cho biết`.
        let theo = (start..end).filter_map(|i| self.cue(i)).find(|h| h.entry.flags.has(Flags::BEFORE_NAME));
        if let Some(verb) = verb {
            let speaker = self.subject(start, verb.start).or_else(|| self.antecedent(start, verb.start));
            if let (None, Some(theo)) = (speaker, theo) {
                return Some((self.object(theo.start, end), self.bare_cue(theo)));
            }
            return Some((speaker, TokenRange::new(verb.start, verb.end)));
        }
        let theo = theo.filter(|_| colon || (comma && content.len() >= 5))?;
        let speaker = self.object(theo.start, end);
        speaker.map(|s| (Some(s), self.bare_cue(theo)))
    }

    /// The words of a cue before a name, without the honorific of the name (`theo đồng chí`).
    fn bare_cue(&self, cue: Hit) -> TokenRange {
        let honorific =
            (cue.start + 1..cue.end).find(|&i| self.cx.longest(i, List::Honorific).is_some_and(|h| h.end >= cue.end));
        TokenRange::new(cue.start, honorific.unwrap_or(cue.end))
    }

    /// A cue behind the closing mark, in what is left of the sentence.
    fn after(&self, stretch: Stretch) -> Option<(Option<EntityId>, TokenRange)> {
        let mut start = stretch.after;
        while start < stretch.after + 2
            && self.cx.gap(start) < Gap::Line
            && matches!(self.cx.text(start), "," | "-" | "–" | "—")
        {
            start += 1;
        }
        let at = self.cx.sentences.partition_point(|s| s.end <= start);
        let sentence = self.cx.sentences.get(at).filter(|s| s.start < start)?;
        let end = sentence.end.min(start + NEAR);
        for i in start..end {
            // Another quotation or clause begins.
            if self.cx.is_mark(i, ":") || self.cx.is_mark(i, ";") || self.mark(i).is_some() {
                return None;
            }
            let Some(cue) = self.cue(i) else { continue };
            if self.inside_entity(cue.start) {
                continue;
            }
            let range = TokenRange::new(cue.start, cue.end);
            if cue.entry.flags.has(Flags::BEFORE_NAME) {
                if let Some(speaker) = self.object(cue.start, end) {
                    return Some((Some(speaker), self.bare_cue(cue)));
                }
                continue;
            }
            // `- lời ông N` is a cue before the name; a verb has its speaker before it.
            let speaker = self.subject(start, cue.start).or_else(|| self.antecedent(start, cue.start));
            return speaker.map(|s| (Some(s), range));
        }
        None
    }

    /// Whether token `i` is inside an entity, as `báo cáo` is in `Ban Báo cáo viên`.
    fn inside_entity(&self, i: u32) -> bool {
        let at = self.entities.partition_point(|e| e.tokens.start <= i);
        let from = at.saturating_sub(8);
        self.entities.get(from..at).is_some_and(|es| es.iter().any(|e| e.tokens.end > i))
    }

    /// Outermost entities that may speak and lie in `start..end`.
    fn speakers(&self, start: u32, end: u32) -> impl DoubleEndedIterator<Item = (EntityId, &EntityData)> {
        let from = self.entities.partition_point(|e| e.tokens.start < start);
        let to = self.entities.partition_point(|e| e.tokens.start < end);
        let found = self.entities.get(from..to.max(from)).unwrap_or_default();
        (from as u32..).map(EntityId).zip(found).collect::<Vec<_>>().into_iter().filter(move |(_, e)| {
            e.parent.is_none()
                && e.tokens.end <= end
                && matches!(e.kind, EntityKind::Person | EntityKind::Title | EntityKind::Org)
        })
    }

    /// Who does what the verb at `verb` says: the last person before it, unless a title or a body stands between that
    /// has nothing to do with the person.
    fn subject(&self, start: u32, verb: u32) -> Option<EntityId> {
        let mut nearest: Option<(EntityId, TokenRange)> = None;
        for (id, entity) in self.speakers(start, verb).rev() {
            match entity.kind {
                EntityKind::Person => {
                    // N - T, N (T), N, T: what is between the person and the verb are posts of the person.
                    let belongs = nearest.is_none_or(|(_, other)| self.is_apposition(entity.tokens.end, other.start));
                    return Some(if belongs { id } else { nearest.map_or(id, |n| n.0) });
                }
                EntityKind::Title => {
                    if nearest.is_none_or(|(_, other)| self.is_apposition(entity.tokens.end, other.start)) {
                        nearest = Some((id, entity.tokens));
                    }
                }
                _ => {
                    nearest = nearest.or(Some((id, entity.tokens)));
                }
            }
        }
        // A body far from its verb is somebody else's.
        nearest.map(|n| n.0)
    }

    /// Whether only marks and short words of apposition lie between.
    fn is_apposition(&self, start: u32, end: u32) -> bool {
        end >= start
            && end - start <= 12
            && (start..end).all(|i| {
                self.cx.token(i).is_some_and(|t| {
                    matches!(t.kind, TokenKind::Punctuation | TokenKind::Number)
                        || matches!(
                            self.cx.text(i),
                            "là" | "kiêm" | "hiện" | "nguyên" | "SN" | "tuổi" | "và" | "sinh" | "năm"
                        )
                })
            })
    }

    /// Whom `theo` at `cue` names: the first person after it, else the first title or body.
    fn object(&self, cue: u32, end: u32) -> Option<EntityId> {
        let mut first: Option<EntityId> = None;
        for (id, entity) in self.speakers(cue + 1, end) {
            if entity.kind == EntityKind::Person {
                return Some(id);
            }
            first = first.or(Some(id));
        }
        first
    }

    /// The person that a pronoun before the verb stands for: the last one named before.
    fn antecedent(&self, start: u32, verb: u32) -> Option<EntityId> {
        let near = start.max(verb.saturating_sub(4));
        (near..verb).rev().find(|&i| PRONOUNS.contains(&self.cx.key(i)))?;
        let to = self.entities.partition_point(|e| e.tokens.start < start);
        let from = to.saturating_sub(24);
        let window = self.entities.get(from..to)?;
        let at = window.iter().rposition(|e| e.kind == EntityKind::Person && e.tokens.end + 3 * FAR > start)?;
        Some(EntityId((from + at) as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::Origin;
    use crate::entity::testing::Text;

    /// [`Reader::stretches`], token by token.
    fn stretches(reader: &Reader<'_, '_>) -> Vec<Stretch> {
        let mut found = Vec::new();
        // Start of the open stretch, whether a plain mark opened it, and how many are open inside.
        let mut open: Option<(u32, bool, u32)> = None;
        let mut sentences = reader.cx.sentences.iter().map(|s| s.start).peekable();
        let count = reader.cx.tokens.len() as u32;
        let marks: Vec<(u32, Mark)> = (0..count).filter_map(|i| Some((i, reader.mark(i)?))).collect();
        let mut next = marks.iter().copied().peekable();
        for i in 0..count {
            while next.next_if(|m| m.0 < i).is_some() {}
            while sentences.next_if(|&s| s < i).is_some() {}
            let goes_on = reader.cx.gap(i) < Gap::Paragraph
                && next.peek().is_some_and(|&(at, mark)| at - i <= LONGEST && reader.is_closing(at, mark));
            let new_paragraph = reader.cx.gap(i) >= Gap::Line && sentences.peek() == Some(&i) && !goes_on;
            if let Some((start, ..)) = open.filter(|_| new_paragraph && i > 0) {
                found.push(Stretch { content: TokenRange::new(start, i), after: i });
                open = None;
            }
            let Some(&(_, mark)) = next.peek().filter(|m| m.0 == i) else { continue };
            open = match (open, mark) {
                (None, Mark::Open) => Some((i + 1, false, 0)),
                (None, Mark::Plain) => Some((i + 1, true, 0)),
                (None, Mark::Close) => None,
                (Some((start, plain, depth)), Mark::Open) => Some((start, plain, depth + 1)),
                (Some((start, plain, depth)), Mark::Close) if depth > 0 => Some((start, plain, depth - 1)),
                // A plain mark inside curly ones opens and closes a stretch of its own.
                (Some((start, false, depth)), Mark::Plain)
                    if reader.cx.gap(i + 1) == Gap::None && depth == 0 && reader.cx.gap(i) != Gap::None =>
                {
                    Some((start, false, depth + 1))
                }
                (Some((start, plain, depth)), Mark::Plain) if depth > 0 && !plain => Some((start, plain, depth - 1)),
                (Some((start, ..)), _) => {
                    found.push(Stretch { content: TokenRange::new(start, i), after: i + 1 });
                    None
                }
            };
        }
        if let Some((start, ..)) = open {
            found.push(Stretch { content: TokenRange::new(start, count), after: count });
        }
        found.retain(|s| !s.content.is_empty());
        found
    }

    #[test]
    fn stretches_are_those_of_the_plain_reading() {
        const PIECES: [&str; 10] = ["“", "”", "\"", "«", "»", " a", " b.", "\n", "\n\n", " – "];
        // Numbers that are nobody's, always the same.
        let mut state = 1_u64;
        let mut piece = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            PIECES[(state >> 33) as usize % PIECES.len()]
        };
        let mut found = 0;
        for length in (0..3000).map(|i| i % 60) {
            let text: String = (0..length).map(|_| piece()).collect();
            let layers = Text::new(&text);
            let cx = layers.context();
            let reader = Reader { cx: &cx, entities: &[] };
            let fast = reader.stretches();
            assert_eq!(fast, stretches(&reader), "{text:?}");
            found += fast.len();
        }
        assert!(found > 3000, "{found}");
    }

    /// Quotations as (content, speaker, cue); the entities are the given strings, wherever they first stand.
    fn read(text: &str, named: &[(EntityKind, &str)]) -> Vec<(String, String, String)> {
        let cue = Flags::CUE;
        let rows = [
            (List::Speech, "cho biết", cue),
            (List::Speech, "nói", cue),
            (List::Speech, "nhấn mạnh", cue),
            (List::Speech, "theo", cue.with(Flags::BEFORE_NAME)),
            (List::Speech, "theo đồng chí", cue.with(Flags::BEFORE_NAME)),
            (List::Honorific, "đồng chí", Flags::default()),
        ];
        let layers = Text::with(text, &rows);
        let cx = layers.context();
        let mut entities: Vec<EntityData> = named
            .iter()
            .map(|&(kind, name)| {
                let start = text.find(name).unwrap() as u32;
                let end = start + name.len() as u32;
                let first = cx.tokens.iter().position(|t| t.span.start() == start).unwrap() as u32;
                let last = cx.tokens.iter().position(|t| t.span.end() == end).unwrap() as u32;
                let tokens = TokenRange::new(first, last + 1);
                EntityData { tokens, kind, parent: None, origin: Origin(""), place: None, value: None }
            })
            .collect();
        entities.sort_by_key(|e| e.tokens.start);
        find(&cx, &entities)
            .iter()
            .map(|q| {
                let speaker = q.speaker.map(|s| layers.text_of(entities[s.0 as usize].tokens)).unwrap_or_default();
                let cue = q.cue.map(|c| layers.text_of(c)).unwrap_or_default();
                (layers.text_of(q.content).to_owned(), speaker.to_owned(), cue.to_owned())
            })
            .collect()
    }

    #[test]
    fn a_cue_before_or_behind_names_the_speaker() {
        use EntityKind::{Org, Person, Title};
        let (n, t) = ((Person, "Lê Văn Mẫu"), (Title, "Bí thư xã Gò Sen"));
        for (text, named, speaker, cue) in [
            ("Theo đồng chí Lê Văn Mẫu - Bí thư xã Gò Sen: “Q”.", &[n, t][..], "Lê Văn Mẫu", "Theo"),
            ("Ông Lê Văn Mẫu (Bí thư xã Gò Sen) cho biết: “Q”.", &[n, t], "Lê Văn Mẫu", "cho biết"),
            ("“Q”, ông Lê Văn Mẫu nói.", &[n], "Lê Văn Mẫu", "nói"),
            ("“Q” - Bí thư xã Gò Sen Lê Văn Mẫu nhấn mạnh.", &[t, n], "Lê Văn Mẫu", "nhấn mạnh"),
            ("Bí thư xã Gò Sen cho biết: “Q”.", &[t], "Bí thư xã Gò Sen", "cho biết"),
            ("Ông Lê Văn Mẫu: “Q”.", &[n], "Lê Văn Mẫu", ""),
            ("UBND xã Gò Sen cho biết: \"Q\".", &[(Org, "UBND xã Gò Sen")], "UBND xã Gò Sen", "cho biết"),
            ("Ông Lê Văn Mẫu đã đến. Ông cho biết: “Q”.", &[n], "Lê Văn Mẫu", "cho biết"),
        ] {
            let quote = "Bà con rất phấn khởi. Đường hoa nở khắp xã";
            let text = text.replace('Q', quote);
            assert_eq!(read(&text, named), [(quote.to_owned(), speaker.to_owned(), cue.to_owned())], "{text}");
        }
    }

    #[test]
    fn words_at_arms_length_are_no_quotation() {
        for text in [
            "Lực lượng bắt hai “cò” đất ở Gò Sen.",
            "Phong trào “Toàn dân trồng hoa” lan rộng, ông Lê Văn Mẫu nói.",
            "Ông Lê Văn Mẫu nói về cuộc thi “Gò Sen xanh”, rồi về.",
        ] {
            let named = if text.contains("Mẫu") { &[(EntityKind::Person, "Lê Văn Mẫu")][..] } else { &[] };
            assert!(read(text, named).is_empty(), "{text}: {:?}", read(text, named));
        }
    }

    #[test]
    fn an_open_quotation_ends_with_its_paragraph_and_inner_ones_stay_inside() {
        let text = "Ông Lê Văn Mẫu nói: “Xã có “đường hoa” rất đẹp. Bà con vui.\n\nĐoạn sau không còn là lời ông.";
        let named = [(EntityKind::Person, "Lê Văn Mẫu")];
        let found = read(text, &named);
        assert_eq!(found.len(), 1);
        // Lines of one paragraph: the closing mark may stand on a later one.
        let lines =
            "Ông Lê Văn Mẫu nói: “Xã có đường hoa rất đẹp.\nBà con vui”.\n“Ai cũng mừng lắm.\nÔng đi.\n“Vậy là xong";
        assert_eq!(read(lines, &named)[0].0, "Xã có đường hoa rất đẹp.\nBà con vui");
        assert_eq!(found[0].0, "Xã có “đường hoa” rất đẹp. Bà con vui.");
    }

    #[test]
    fn unbalanced_marks_take_linear_time() {
        for mark in ["“", "\"", "”", "nói: “a ", "“a” nói "] {
            assert!(read(&mark.repeat(50_000), &[]).len() <= 50_000);
        }
    }
}
