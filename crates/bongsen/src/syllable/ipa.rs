//! How a syllable is pronounced, in the letters of the International Phonetic Alphabet.
//!
//! ```text
//!             onset  (medial)  rime   tone
//! quyết  N    k      w         iət    ˦˥
//!        C    k      w         iək    ˦˥
//!        S    w                iək    ˦˥
//! ```
//! A broad transcription of the reading of the spelling, one a dialect; what a speaker says may keep apart less (Hanoi
//! `ưu` as `iu`, `n` for `l`) or more (a southern `v`, a medial after any onset). No account is taken of neighbours.
//!
//! - Vowels: a and ơ are long (aː, əː), ă and â short (a, ə), every other vowel without a mark of length; e ê i are ɛ e i,
//!   o ô u are ɔ o u, ư is ɨ; ia/iê, ua/uô, ưa/ươ are iə, uə, ɨə. A syllable without onset begins with ʔ.
//! - Codas: k͡p, ŋ͡m are closed with lips and tongue (after u, ô, o but not oo); k̟, ŋ̟ are the fronted ones of `ch`, `nh` in
//!   the north. Glides are j and w. Stops are not released.
//! - Tones: Chao's letters, ˀ where the voice creaks or breaks. In syllables that end in a stop sắc and nặng are those of the
//!   column *checked*.
//!
//! | | north (Hà Nội) | centre (Huế) | south (Sài Gòn) |
//! |---|---|---|---|
//! | d, gi · r · v | z · z · v | j · ʐ · v | j · ɹ · j |
//! | ch, tr · s, x | tɕ · s | c, ʈ · ʂ, s | c, ʈ · ʂ, s |
//! | qu, and h, g, ng or nothing before the medial | kw, hw … | kw, hw … | w |
//! | -n, -t | n, t | ŋ, k but after i, ê | ŋ, k but after i, ê |
//! | -nh, -ch | ŋ̟, k̟ | n, t | n, t: inh ɨn, ênh əːn, anh an |
//! | ông, ôc | oŋ͡m, ok͡p | ɔŋ͡m, ɔk͡p | ɔŋ͡m, ɔk͡p (ôn, ôt have oŋ͡m, ok͡p) |
//! | iê, uô, ươ before m, p and glides | iə, uə, ɨə | iə, uə, ɨə | i, u, ɨ |
//! | hỏi, ngã | ˧˩˨, ˧ˀ˥ | ˧˨ˀ | ˨˩˦ |
//!
//! Sources. Consulted were the documentation and the expected outputs of vPhon 2 by James Kirby (Hà Nội, Huế, Sài Gòn), which
//! rest on Thompson, A Vietnamese Reference Grammar (1965), Hoàng Thị Châu, Tiếng Việt trên các miền đất nước (1989), and for
//! the contours on Vũ Thanh Phương (1982), Nguyễn Văn Lợi and Edmondson (1997), Michaud (2004: no creak in nặng before a
//! stop) and Alves (2007); Wiktionary's tables for Hà Nội, Huế and Saigon; Wikipedia, *Vietnamese phonology* and
//! *Help:IPA/Vietnamese*. The standard description of the north is Kirby, Vietnamese (Hanoi Vietnamese), Journal of the
//! International Phonetic Association 41 (2011). Where they differ: `kh` is x everywhere (kʰ in Wiktionary for Huế and
//! Saigon), `qu` in Huế is kw as in Wiktionary (w in vPhon), diphthongs stay in Huế and before southern velars as in
//! Wiktionary (iː in vPhon), lips close in Huế `ung`, `ong` and in southern `ôn` as in Wikipedia (not in vPhon), and southern
//! `um` keeps its u (ɨm in vPhon).

use std::str::FromStr;

use super::phonotactics::is_checked;
use super::{Syllable, Tone};

/// A standard of pronunciation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// Hà Nội.
    #[default]
    North,
    /// Huế.
    Centre,
    /// Sài Gòn.
    South,
}

/// A word that names no dialect.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no dialect: the dialects are north, centre, south")]
pub struct UnknownDialect(String);

impl Dialect {
    /// All three.
    pub const ALL: [Self; 3] = [Self::North, Self::Centre, Self::South];

    /// Its name: `north`, `centre`, `south`.
    pub fn label(self) -> &'static str {
        match self {
            Self::North => "north",
            Self::Centre => "centre",
            Self::South => "south",
        }
    }

    /// What a row of a table says of it.
    fn of<'a>(self, row: &Row<'a>) -> &'a str {
        let [north, centre, south] = *row;
        match self {
            Self::North => north,
            Self::Centre => centre,
            Self::South => south,
        }
    }
}

impl FromStr for Dialect {
    type Err = UnknownDialect;

    fn from_str(word: &str) -> Result<Self, UnknownDialect> {
        let known = Self::ALL.into_iter().find(|dialect| dialect.label() == word);
        known.ok_or_else(|| UnknownDialect(word.chars().take(40).collect()))
    }
}

/// North, centre, south.
type Row<'a> = [&'a str; 3];

/// Each onset; then what it is in the south with the medial, which melts with it where the tongue is far back.
const ONSETS: &[(&str, Row<'static>, &str)] = &[
    ("", ["ʔ"; 3], "w"),
    ("b", ["ɓ"; 3], "ɓw"),
    ("c", ["k"; 3], "w"),
    ("ch", ["tɕ", "c", "c"], "cw"),
    ("d", ["z", "j", "j"], "jw"),
    ("đ", ["ɗ"; 3], "ɗw"),
    ("g", ["ɣ"; 3], "w"),
    ("gh", ["ɣ"; 3], "w"),
    ("gi", ["z", "j", "j"], "jw"),
    ("h", ["h"; 3], "w"),
    ("k", ["k"; 3], "w"),
    ("kh", ["x"; 3], "xw"),
    ("l", ["l"; 3], "lw"),
    ("m", ["m"; 3], "mw"),
    ("n", ["n"; 3], "nw"),
    ("ng", ["ŋ"; 3], "w"),
    ("ngh", ["ŋ"; 3], "w"),
    ("nh", ["ɲ"; 3], "ɲw"),
    ("p", ["p"; 3], "pw"),
    ("ph", ["f"; 3], "fw"),
    ("qu", ["k"; 3], "w"),
    ("r", ["z", "ʐ", "ɹ"], "ɹw"),
    ("s", ["s", "ʂ", "ʂ"], "ʂw"),
    ("t", ["t"; 3], "tw"),
    ("th", ["tʰ"; 3], "tʰw"),
    ("tr", ["tɕ", "ʈ", "ʈ"], "ʈw"),
    ("v", ["v", "v", "j"], "jw"),
    ("x", ["s"; 3], "sw"),
];

/// Each rime without its medial, y written i.
const RIMES: &[(&str, Row<'static>)] = &[
    ("a", ["aː"; 3]),
    ("ac", ["aːk"; 3]),
    ("ach", ["ɛk̟", "ɛt", "at"]),
    ("ai", ["aːj"; 3]),
    ("am", ["aːm"; 3]),
    ("an", ["aːn", "aːŋ", "aːŋ"]),
    ("ang", ["aːŋ"; 3]),
    ("anh", ["ɛŋ̟", "ɛn", "an"]),
    ("ao", ["aːw"; 3]),
    ("ap", ["aːp"; 3]),
    ("at", ["aːt", "aːk", "aːk"]),
    ("au", ["aw"; 3]),
    ("ay", ["aj"; 3]),
    ("ăc", ["ak"; 3]),
    ("ăm", ["am"; 3]),
    ("ăn", ["an", "aŋ", "aŋ"]),
    ("ăng", ["aŋ"; 3]),
    ("ăp", ["ap"; 3]),
    ("ăt", ["at", "ak", "ak"]),
    ("âc", ["ək"; 3]),
    ("âm", ["əm"; 3]),
    ("ân", ["ən", "əŋ", "əŋ"]),
    ("âng", ["əŋ"; 3]),
    ("âp", ["əp"; 3]),
    ("ât", ["ət", "ək", "ək"]),
    ("âu", ["əw"; 3]),
    ("ây", ["əj"; 3]),
    ("e", ["ɛ"; 3]),
    ("ec", ["ɛk"; 3]),
    ("em", ["ɛm"; 3]),
    ("en", ["ɛn", "ɛŋ", "ɛŋ"]),
    ("eng", ["ɛŋ"; 3]),
    ("eo", ["ɛw"; 3]),
    ("ep", ["ɛp"; 3]),
    ("et", ["ɛt", "ɛk", "ɛk"]),
    ("ê", ["e"; 3]),
    ("êch", ["ek̟", "et", "əːt"]),
    ("êm", ["em"; 3]),
    ("ên", ["en", "en", "əːn"]),
    ("ênh", ["eŋ̟", "en", "əːn"]),
    ("êp", ["ep"; 3]),
    ("êt", ["et", "et", "əːt"]),
    ("êu", ["ew"; 3]),
    ("i", ["i"; 3]),
    ("ia", ["iə"; 3]),
    ("ich", ["ik̟", "it", "ɨt"]),
    ("im", ["im"; 3]),
    ("in", ["in", "in", "ɨn"]),
    ("inh", ["iŋ̟", "in", "ɨn"]),
    ("ip", ["ip"; 3]),
    ("it", ["it", "it", "ɨt"]),
    ("iu", ["iw"; 3]),
    ("iêc", ["iək"; 3]),
    ("iêm", ["iəm", "iəm", "im"]),
    ("iên", ["iən", "iəŋ", "iəŋ"]),
    ("iêng", ["iəŋ"; 3]),
    ("iêp", ["iəp", "iəp", "ip"]),
    ("iêt", ["iət", "iək", "iək"]),
    ("iêu", ["iəw", "iəw", "iw"]),
    ("o", ["ɔ"; 3]),
    ("oc", ["ɔk͡p"; 3]),
    ("oi", ["ɔj"; 3]),
    ("om", ["ɔm"; 3]),
    ("on", ["ɔn", "ɔŋ", "ɔŋ"]),
    ("ong", ["ɔŋ͡m"; 3]),
    ("ooc", ["ɔk"; 3]),
    ("oong", ["ɔŋ"; 3]),
    ("op", ["ɔp"; 3]),
    ("ot", ["ɔt", "ɔk", "ɔk"]),
    ("ô", ["o"; 3]),
    ("ôc", ["ok͡p", "ɔk͡p", "ɔk͡p"]),
    ("ôi", ["oj"; 3]),
    ("ôm", ["om"; 3]),
    ("ôn", ["on", "oŋ", "oŋ͡m"]),
    ("ông", ["oŋ͡m", "ɔŋ͡m", "ɔŋ͡m"]),
    ("ôp", ["op"; 3]),
    ("ôt", ["ot", "ok", "ok͡p"]),
    ("ơ", ["əː"; 3]),
    ("ơi", ["əːj"; 3]),
    ("ơm", ["əːm"; 3]),
    ("ơn", ["əːn", "əːŋ", "əːŋ"]),
    ("ơp", ["əːp"; 3]),
    ("ơt", ["əːt", "əːk", "əːk"]),
    ("u", ["u"; 3]),
    ("ua", ["uə"; 3]),
    ("uc", ["uk͡p"; 3]),
    ("ui", ["uj"; 3]),
    ("um", ["um"; 3]),
    ("un", ["un", "uŋ͡m", "uŋ͡m"]),
    ("ung", ["uŋ͡m"; 3]),
    ("up", ["up"; 3]),
    ("ut", ["ut", "uk͡p", "uk͡p"]),
    ("uôc", ["uək"; 3]),
    ("uôi", ["uəj", "uəj", "uj"]),
    ("uôm", ["uəm", "uəm", "um"]),
    ("uôn", ["uən", "uəŋ", "uəŋ"]),
    ("uông", ["uəŋ"; 3]),
    ("uôt", ["uət", "uək", "uək"]),
    ("ư", ["ɨ"; 3]),
    ("ưa", ["ɨə"; 3]),
    ("ưc", ["ɨk"; 3]),
    ("ưi", ["ɨj"; 3]),
    ("ưm", ["ɨm"; 3]),
    ("ưn", ["ɨn", "ɨŋ", "ɨŋ"]),
    ("ưng", ["ɨŋ"; 3]),
    ("ưt", ["ɨt", "ɨk", "ɨk"]),
    ("ưu", ["ɨw"; 3]),
    ("ươc", ["ɨək"; 3]),
    ("ươi", ["ɨəj", "ɨəj", "ɨj"]),
    ("ươm", ["ɨəm", "ɨəm", "ɨm"]),
    ("ươn", ["ɨən", "ɨəŋ", "ɨəŋ"]),
    ("ương", ["ɨəŋ"; 3]),
    ("ươp", ["ɨəp", "ɨəp", "ɨp"]),
    ("ươt", ["ɨət", "ɨək", "ɨək"]),
    ("ươu", ["ɨəw", "ɨəw", "ɨw"]),
];

/// `quốc` is pronounced as `cuốc` would be: what is written qu and ô is the nucleus uô.
const AFTER_QU: &[(&str, Row<'static>)] = &[("ôc", ["kuək", "kuək", "wək"])];

/// Each tone; then in syllables that end in a stop.
const TONES: [(Tone, Row<'static>, Row<'static>); 6] = [
    (Tone::Ngang, ["˧˧", "˧˥", "˧˧"], ["˧˧", "˧˥", "˧˧"]),
    (Tone::Huyen, ["˨˩", "˦˨", "˨˩"], ["˨˩", "˦˨", "˨˩"]),
    (Tone::Sac, ["˧˥", "˨ˀ˦", "˦˥"], ["˦˥", "˦˥", "˦˥"]),
    (Tone::Hoi, ["˧˩˨", "˧˨ˀ", "˨˩˦"], ["˧˩˨", "˧˨ˀ", "˨˩˦"]),
    (Tone::Nga, ["˧ˀ˥", "˧˨ˀ", "˨˩˦"], ["˧ˀ˥", "˧˨ˀ", "˨˩˦"]),
    (Tone::Nang, ["˨˩ˀ", "˧˩", "˨˩˨"], ["˨˩", "˧˩", "˨˩˨"]),
];

impl Syllable {
    /// The pronunciation in a dialect, without brackets: a broad transcription with the tone in Chao's letters. The
    /// conventions and the sources are told in [`ipa`](crate::syllable::ipa).
    ///
    /// ```
    /// use bongsen::syllable::{Dialect, Syllable};
    /// let ipa = |text, dialect| Syllable::parse(text).unwrap().ipa(dialect);
    /// assert_eq!(Dialect::ALL.map(|d| ipa("trường", d)), ["tɕɨəŋ˨˩", "ʈɨəŋ˦˨", "ʈɨəŋ˨˩"]);
    /// assert_eq!(Dialect::ALL.map(|d| ipa("quanh", d)), ["kwɛŋ̟˧˧", "kwɛn˧˥", "wan˧˧"]);
    /// ```
    pub fn ipa(&self, dialect: Dialect) -> String {
        let mut ipa = String::with_capacity(24);
        match AFTER_QU.iter().find(|(rime, _)| self.onset == "qu" && *rime == self.rime) {
            Some((_, whole)) => ipa.push_str(dialect.of(whole)),
            None => self.segments(dialect).into_iter().for_each(|part| ipa.push_str(part)),
        }
        if let Some((_, open, checked)) = TONES.iter().find(|(tone, ..)| *tone == self.tone) {
            ipa.push_str(dialect.of(if is_checked(self.rime) { checked } else { open }));
        }
        ipa
    }

    /// Onset, medial and rime.
    fn segments(&self, dialect: Dialect) -> [&'static str; 3] {
        let has_medial = !self.medial().is_empty();
        let (onset, medial) = match ONSETS.iter().find(|(letters, ..)| *letters == self.onset) {
            Some((.., with_medial)) if has_medial && dialect == Dialect::South => (*with_medial, ""),
            Some((_, row, _)) => (dialect.of(row), if has_medial { "w" } else { "" }),
            None => ("", ""),
        };
        let (nucleus, coda) = (self.nucleus(), self.coda());
        let is_it = |rime: &str| {
            // y and i, yê and iê, ya and ia are one.
            let same = |rest: Option<&str>, nucleus: &str| rest.is_some_and(|r| r.strip_prefix(nucleus) == Some(coda));
            match nucleus.strip_prefix('y') {
                Some(rest) => same(rime.strip_prefix('i'), rest),
                None => same(Some(rime), nucleus),
            }
        };
        let rime = RIMES.iter().find(|(rime, _)| is_it(rime)).map_or("", |(_, row)| dialect.of(row));
        [onset, medial, rime]
    }
}
