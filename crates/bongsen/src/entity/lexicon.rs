//! The word lists of the entity grammar, compiled: one phrase table over every list.
//!
//! ```text
//! tokens        bí    thư   đảng  ủy   xã
//! phrase table  └─────────┘ -> group 17 -> [Entry { list: Title, text: "Bí thư", flags: takes_org … }]
//!                           └────────┘ -> group 40 -> [Entry { list: Org, … }]
//! ```
//! A phrase may stand in several lists; its value in the table is a *group*: a range of entries. The lists are
//! `data/entity/*.tsv`; `bongsen-train entity` compiles them.

use crate::model::{ModelError, ModelFile, Reader};
use crate::phrase::{PhraseTable, Walk};
use crate::token::{Gap, TokenData};

/// Which list an entry is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum List {
    /// Heads of titles (`Bí thư`).
    Title,
    /// Words before a title that tell its status (`nguyên`).
    Modifier,
    /// Heads of organisations (`Đảng ủy`), and complete names (`Quốc hội`).
    Org,
    /// What a body is for (`Tổ chức` in `Ban Tổ chức`).
    OrgFunction,
    /// Organisations known without a head (`VnExpress`).
    OrgName,
    /// Name-shaped phrases that are no person (`Thái Bình Dương`).
    NotName,
    /// Countries.
    Country,
    /// Other known places.
    Loc,
    /// Class words of places (`sông`).
    LocHead,
    /// Heads of legal documents (`Nghị quyết`).
    LegalHead,
    /// Names of laws (`Đất đai`).
    Law,
    /// Words before a name (`ông`, `đồng chí`, `luật sư`).
    Honorific,
    /// Verbs of saying.
    Speech,
    /// Phrases that give or take a post (`giữ chức`).
    Appoint,
    /// Words for levels of administration (`xã`, `TP.`, `khóm`).
    Level,
    /// Function words and common verbs, at which a name in lower case ends.
    Stop,
    /// People whose name is also something else, or who are named by more than a name (`Bác Hồ`).
    KnownPerson,
    /// Words that close the name of a body (`Airlines`).
    OrgEnding,
}

impl List {
    /// Every list, by its number in compiled files.
    pub const ALL: [Self; 18] = [
        Self::Title,
        Self::Modifier,
        Self::Org,
        Self::OrgFunction,
        Self::OrgName,
        Self::NotName,
        Self::Country,
        Self::Loc,
        Self::LocHead,
        Self::LegalHead,
        Self::Law,
        Self::Honorific,
        Self::Speech,
        Self::Appoint,
        Self::Level,
        Self::Stop,
        Self::KnownPerson,
        Self::OrgEnding,
    ];
}

/// Flags of an entry, as they are named in the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u64);

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $bit:literal;)*) => {
        impl Flags {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
            const WORDS: &'static [(&'static str, u64)] = &[$(($word, 1 << $bit)),*];
        }
    };
}

flags! {
    /// A rank or degree: a title of its own before a name.
    RANK = "rank", 0;
    /// A member post that names no body (`Tỉnh ủy viên`).
    MEMBER = "member", 1;
    /// May stand for its one holder without a name (`Thủ tướng`).
    LONE = "lone", 2;
    /// Counts only beside a name, or with what it needs.
    WEAK = "weak", 3;
    /// Must be followed by an organisation (`Trưởng` in `Trưởng Ban Tổ chức`).
    BEFORE_ORG = "before_org", 4;
    /// A short form.
    ABBREVIATION = "abbreviation", 5;
    /// Has other meanings.
    AMBIGUOUS = "ambiguous", 6;
    /// Title: an organisation follows or is left out.
    ORG = "org", 7;
    /// Title or organisation: a place may follow.
    PLACE = "place", 8;
    /// Title: a country may follow.
    COUNTRY = "country", 9;
    /// Nothing follows.
    COMPLETE = "complete", 10;
    /// Organisation: takes a level word (`UBND xã …`).
    LEVEL_PLACE = "level_place", 11;
    /// Organisation: function words follow.
    FUNCTION = "function", 12;
    /// Organisation: a proper name follows.
    NAME = "name", 13;
    /// Organisation or place: a number may follow.
    NUMBER = "number", 14;
    /// Organisation: the capitalised head alone is one.
    ALONE = "alone", 15;
    /// Organisation: in lower case and without a name it is none.
    GENERIC_LOWER = "generic_lower", 16;
    /// Needs a head before it (`báo Thanh Niên`).
    NEEDS_HEAD = "needs_bao", 17;
    /// Needs a capital after it.
    NEEDS_CAPITAL = "needs_capital", 18;
    /// Document: needs a number.
    NEEDS_NUMBER = "needs_number", 19;
    /// Document: a name may follow.
    MAY_BE_NAMED = "may_be_named", 20;
    /// An occupation or a relation before a name: no title.
    OCCUPATION = "occupation", 21;
    /// Sure evidence of a person's name.
    STRONG = "strong", 22;
    /// Introduces a quotation.
    CUE = "cue", 23;
    /// Stands before the speaker (`theo`).
    BEFORE_NAME = "before_name", 24;
    /// The post begins.
    APPOINTED = "appointed", 25;
    /// The post ends, or has ended.
    FORMER = "former", 26;
    /// The post is held for the time being.
    ACTING = "acting", 27;
    /// Cancels the modifier before it (`nhân` after `nguyên`).
    CANCELS = "cancels", 28;
    /// The post is held.
    CURRENT = "current", 29;
    /// A hamlet, quarter or group below the commune.
    HAMLET = "hamlet", 30;
    /// Looks like an honorific and is none (`bà con`).
    NOT_PERSON = "not_person", 31;
    /// A relative: what is said after the name may be said of somebody else.
    RELATION = "relation", 32;
    /// The post is taken away.
    DISMISSED = "dismissed", 33;
    /// The post is only proposed.
    PROPOSED = "proposed", 34;
    /// The organisation inside begins at the last syllable of the head (`Trưởng phòng` Nội vụ).
    ORG_LAST1 = "org_last1", 35;
    /// At the last two.
    ORG_LAST2 = "org_last2", 36;
    /// At the last three.
    ORG_LAST3 = "org_last3", 37;
    /// The unit inside begins at the last syllable of the head (`Trưởng thôn` 3).
    UNIT_LAST1 = "unit_last1", 38;
    /// At the last two.
    UNIT_LAST2 = "unit_last2", 39;
    /// At the last three.
    UNIT_LAST3 = "unit_last3", 40;
    /// The last syllable of a body's name is a body inside it (`Trung ương Đảng`).
    NESTS_LAST1 = "nests_last1", 41;
    /// The last three are.
    NESTS_LAST3 = "nests_last3", 42;
    /// An organisation that owns the body named before it, also inside a listed head (`Thường trực [HĐND]`).
    OWNER = "owner", 43;
    /// A class word that stands before the name and is not a part of it (`báo`).
    OUTSIDE = "outside", 44;
    /// Is also the name of people.
    ALSO_NAME = "also_name", 45;
    /// A road or line that is named by the places on it (`cao tốc Hà Nội - Hải Phòng`).
    ROUTE = "route", 46;
    /// After the head of a larger body it leaves the place to the whole (`Ủy ban [MTTQ Việt Nam] xã …`).
    INNER = "inner", 47;
    /// Gives a post for which the one held until then is left (`điều động`).
    MOVES = "moves", 48;
    /// The person named after it held the post before (`thay ông N`).
    PREDECESSOR = "predecessor", 49;
    /// Title: `tại` and where the holder is posted may follow (`Đại sứ Mỹ tại Việt Nam`).
    POSTED = "posted", 50;
}

impl Flags {
    /// What a phrase can say of a post but that it is held.
    pub const CHANGES: Self =
        Self::APPOINTED.with(Self::FORMER).with(Self::ACTING).with(Self::DISMISSED).with(Self::PROPOSED);

    /// Whether any of `flags` is set.
    pub const fn has(self, flags: Self) -> bool {
        self.0 & flags.0 != 0
    }

    /// How many of the last syllables of a title's head are the head of the organisation inside it; 0 for none.
    pub const fn org_last(self) -> u32 {
        if self.has(Self::ORG_LAST1) {
            1
        } else if self.has(Self::ORG_LAST2) {
            2
        } else if self.has(Self::ORG_LAST3) {
            3
        } else {
            0
        }
    }

    /// How many of the last syllables of a title's head are the level word of the unit inside it; 0 for none.
    pub const fn unit_last(self) -> u32 {
        if self.has(Self::UNIT_LAST1) {
            1
        } else if self.has(Self::UNIT_LAST2) {
            2
        } else if self.has(Self::UNIT_LAST3) {
            3
        } else {
            0
        }
    }

    /// How many of the last syllables of a body's name are a body inside it; 0 for none.
    pub const fn nests_last(self) -> u32 {
        if self.has(Self::NESTS_LAST1) {
            1
        } else if self.has(Self::NESTS_LAST3) {
            3
        } else {
            0
        }
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, flags: Self) -> Self {
        Self(self.0 | flags.0)
    }

    /// The flags that are set, as a table calls them.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        Self::WORDS.iter().filter(move |(_, bit)| self.0 & bit != 0).map(|&(word, _)| word)
    }

    /// The flag that a table calls `word`.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(w, _)| *w == word).map(|&(_, bit)| Self(bit))
    }
}

/// Levels of administration, for organisations and level words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum OrgLevel {
    /// Any or unknown.
    #[default]
    Any,
    /// The centre.
    Central,
    /// Province or centrally run city.
    Province,
    /// District.
    District,
    /// Commune.
    Commune,
    /// Hamlet, quarter.
    Hamlet,
}

impl OrgLevel {
    /// By its number in compiled files.
    pub const ALL: [Self; 6] = [Self::Any, Self::Central, Self::Province, Self::District, Self::Commune, Self::Hamlet];

    /// The level that a table calls `word`.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "" | "any" | "unit" => Self::Any,
            "central" => Self::Central,
            "province" => Self::Province,
            "district" => Self::District,
            "commune" => Self::Commune,
            "hamlet" => Self::Hamlet,
            _ => return None,
        })
    }
}

/// One row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its list.
    pub list: List,
    /// Level of administration, where it has one.
    pub level: OrgLevel,
    /// What the grammar may do with it.
    pub flags: Flags,
    /// Normal form (an index into the strings; see [`Lexicon::text`]).
    pub text: u32,
}

/// How often a syllable was seen in each place of a personal name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameCounts {
    /// As the family name.
    pub family: u32,
    /// Between.
    pub middle: u32,
    /// As the given name.
    pub given: u32,
    /// What else is known of it: the sum of the constants below.
    pub marks: u32,
}

impl NameCounts {
    /// The family name is also a common word.
    pub const WEAK: u32 = 1;
    /// Standing alone with a capital inside a sentence, it is most often a given name.
    pub const BARE: u32 = 2;
    /// The first word of foreigners' names (`Donald`, `Kim`).
    pub const FIRST_FOREIGN: u32 = 4;
    /// A foreigner's name by itself (`Obama`).
    pub const LONE_FOREIGN: u32 = 8;
    /// After it a given name may be written with a hyphen (`Park Hang-seo`).
    pub const HYPHEN: u32 = 16;

    /// Whether it has this mark.
    pub const fn is(self, mark: u32) -> bool {
        self.marks & mark != 0
    }
}

/// The compiled lists.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    phrases: PhraseTable,
    /// For each group, where its entries begin; one more at the end.
    groups: Vec<u32>,
    entries: Vec<Entry>,
    names: PhraseTable,
    counts: Vec<NameCounts>,
    strings: Vec<Box<str>>,
}

/// A phrase of a list found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// First token.
    pub start: u32,
    /// First token after.
    pub end: u32,
    /// The row.
    pub entry: Entry,
}

impl Lexicon {
    /// Reads the sections `LEXI` and `NAME` of a model file.
    ///
    /// # Errors
    /// When the file is damaged or of another kind.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        const WHERE: &str = "entity lists";
        let file = ModelFile::open(bytes)?;
        let phrases = PhraseTable::from_bytes(file.section(*b"LEXI")?)?;
        let names = PhraseTable::from_bytes(file.section(*b"NAME")?)?;
        let mut reader = Reader::new(WHERE, file.section(*b"ROWS")?);
        let group_count = reader.u32()? as usize;
        let groups = reader.u32s(group_count)?;
        let entry_count = reader.u32()? as usize;
        let words = reader.u32s(entry_count.saturating_mul(4))?;
        let entries = words
            .chunks_exact(4)
            .map(|row| {
                let list = List::ALL.get((row[0] & 0xFF) as usize);
                let level = OrgLevel::ALL.get((row[0] >> 8 & 0xFF) as usize);
                match (list, level) {
                    (Some(&list), Some(&level)) => {
                        let flags = Flags(u64::from(row[1]) | u64::from(row[2]) << 32);
                        Ok(Entry { list, level, flags, text: row[3] })
                    }
                    _ => Err(ModelError::corrupt(WHERE, "unknown list or level")),
                }
            })
            .collect::<Result<Vec<_>, _>>()?;
        let name_count = reader.u32()? as usize;
        let counts = reader
            .u32s(name_count.saturating_mul(4))?
            .chunks_exact(4)
            .map(|row| NameCounts { family: row[0], middle: row[1], given: row[2], marks: row[3] })
            .collect();
        let string_count = reader.u32()? as usize;
        let mut strings = Vec::new();
        for _ in 0..string_count {
            strings.push(Box::from(reader.str()?));
        }
        let in_order = groups.is_sorted() && groups.last().is_some_and(|&end| end as usize == entries.len());
        if !in_order {
            return Err(ModelError::corrupt(WHERE, "groups out of order"));
        }
        Ok(Self { phrases, groups, entries, names, counts, strings })
    }

    /// The normal form of an entry.
    pub fn text(&self, entry: Entry) -> &str {
        self.strings.get(entry.text as usize).map_or("", |s| s)
    }

    /// Name counts of a syllable.
    pub fn name(&self, key: u64) -> NameCounts {
        self.names.get(&[key]).and_then(|i| self.counts.get(i as usize)).copied().unwrap_or_default()
    }

    /// Every phrase of every list in the text, by start, then by length. Phrases do not run over a line break.
    pub fn hits(&self, tokens: &[TokenData], out: &mut Vec<Hit>) {
        out.clear();
        for start in 0..tokens.len() {
            self.hits_from(tokens.get(start..).unwrap_or_default(), start as u32, out);
        }
    }

    /// Adds the phrases that begin with the first of these tokens, which is token `start` of the text, and gives a bit for
    /// each list that they are of.
    #[inline]
    pub(crate) fn hits_from(&self, tokens: &[TokenData], start: u32, out: &mut Vec<Hit>) -> u32 {
        let (mut walk, mut lists) = (Walk::new(), 0);
        for (token, length) in tokens.iter().zip(1..) {
            if length > 1 && token.gap >= Gap::Line {
                break;
            }
            let Some(step) = self.phrases.step(&mut walk, token.key) else { break };
            if let Some(group) = step.value {
                lists |= self.add(group, start, tokens.get(..length).unwrap_or_default(), out);
            }
            if !step.goes_on {
                break;
            }
        }
        lists
    }

    /// The entries of a group as hits of a phrase.
    fn add(&self, group: u32, start: u32, phrase: &[TokenData], out: &mut Vec<Hit>) -> u32 {
        let mut lists = 0;
        for &entry in self.group(group) {
            // A short form counts only in its capitals: `TB`, not `tb`.
            if entry.flags.has(Flags::ABBREVIATION) && !phrase.iter().any(TokenData::is_capitalised) {
                continue;
            }
            lists |= 1 << entry.list as u32;
            out.push(Hit { start, end: start + phrase.len() as u32, entry });
        }
        lists
    }

    fn group(&self, group: u32) -> &[Entry] {
        let bounds = self.groups.get(group as usize..).and_then(|rest| rest.first_chunk());
        bounds.and_then(|&[start, end]| self.entries.get(start as usize..end as usize)).unwrap_or_default()
    }
}

/// Collects rows and writes the sections that [`Lexicon::from_bytes`] reads.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    rows: std::collections::BTreeMap<Vec<u64>, Vec<Entry>>,
    names: std::collections::BTreeMap<u64, NameCounts>,
    strings: Vec<String>,
    index: std::collections::BTreeMap<String, u32>,
}

impl LexiconBuilder {
    /// Adds a row: a phrase (token keys), its list, level, flags and normal form.
    pub fn add(&mut self, keys: Vec<u64>, list: List, level: OrgLevel, flags: Flags, text: &str) {
        let next = self.strings.len() as u32;
        let id = *self.index.entry(text.to_owned()).or_insert(next);
        if id == next {
            self.strings.push(text.to_owned());
        }
        let row = Entry { list, level, flags, text: id };
        let rows = self.rows.entry(keys).or_default();
        match rows.iter_mut().find(|r| r.list == list) {
            // The first row of a list gives the normal form; later ones add what else the phrase may be.
            Some(first) => first.flags = first.flags.with(flags),
            None => rows.push(row),
        }
    }

    /// Adds counts of a syllable in names.
    pub fn add_name(&mut self, key: u64, counts: NameCounts) {
        let sum = self.names.entry(key).or_default();
        sum.family += counts.family;
        sum.middle += counts.middle;
        sum.given += counts.given;
        sum.marks |= counts.marks;
    }

    /// Sections of the model file.
    pub fn sections(&self) -> Vec<(crate::model::SectionKind, Vec<u8>)> {
        let phrases = PhraseTable::build(self.rows.keys().enumerate().map(|(i, keys)| (keys.as_slice(), i as u32)));
        let name_keys: Vec<[u64; 1]> = self.names.keys().map(|&k| [k]).collect();
        let names = PhraseTable::build(name_keys.iter().enumerate().map(|(i, k)| (k.as_slice(), i as u32)));
        let mut rows = Words::default();
        rows.push(self.rows.len() as u32 + 1);
        let mut at = 0;
        for entries in self.rows.values() {
            rows.push(at);
            at += entries.len() as u32;
        }
        rows.push(at);
        rows.push(at);
        for e in self.rows.values().flatten() {
            rows.push(e.list as u32 | (e.level as u32) << 8);
            rows.push(e.flags.0 as u32);
            rows.push((e.flags.0 >> 32) as u32);
            rows.push(e.text);
        }
        rows.push(self.names.len() as u32);
        for c in self.names.values() {
            for word in [c.family, c.middle, c.given, c.marks] {
                rows.push(word);
            }
        }
        rows.push(self.strings.len() as u32);
        for s in &self.strings {
            rows.push(s.len() as u32);
            rows.0.extend_from_slice(s.as_bytes());
        }
        vec![(*b"LEXI", phrases.to_bytes()), (*b"NAME", names.to_bytes()), (*b"ROWS", rows.0)]
    }

    /// Number of phrases.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no phrases.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Little-endian words.
#[derive(Default)]
struct Words(Vec<u8>);

impl Words {
    fn push(&mut self, word: u32) {
        self.0.extend_from_slice(&word.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::key;

    #[test]
    fn rows_come_back() {
        let mut builder = LexiconBuilder::default();
        let keys = |s: &str| s.split(' ').map(key).collect::<Vec<_>>();
        builder.add(keys("bí thư"), List::Title, OrgLevel::Any, Flags::ORG, "Bí thư");
        builder.add(keys("quốc hội"), List::Org, OrgLevel::Central, Flags::ALONE, "Quốc hội");
        builder.add(keys("quốc hội"), List::NotName, OrgLevel::Any, Flags::default(), "Quốc hội");
        builder.add_name(key("lê"), NameCounts { family: 7, middle: 1, given: 2, ..NameCounts::default() });
        let file = crate::model::write(&builder.sections());
        let lexicon = Lexicon::from_bytes(&file).unwrap();
        assert_eq!(lexicon.name(key("Lê")).family, 7);
        let group = lexicon.phrases.get(&keys("Quốc hội")).unwrap();
        let lists: Vec<_> = lexicon.group(group).iter().map(|e| (e.list, lexicon.text(*e))).collect();
        assert_eq!(lists, [(List::Org, "Quốc hội"), (List::NotName, "Quốc hội")]);
    }
}
