//! The table of the rules: what each says, and which lists it looks at. It is read from `rules.md`, which people may correct.

use crate::entity::lexicon::List;

/// The sections of the rules.
const RULES: &str = include_str!("rules.md");

/// A rule of the grammar, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name: the [`Origin`](crate::entity::Origin) of its entities.
    pub origin: &'static str,
    /// What it says, in one English sentence.
    pub english: &'static str,
    /// The same in Vietnamese.
    pub vietnamese: &'static str,
    /// Which lists it looks at, and where.
    pub looks: Vec<Look>,
    /// Sentences that it reads, with their entities in the brackets of [`notation`](crate::eval::notation).
    pub examples: Vec<&'static str>,
}

/// A list that a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Where, seen from the entity.
    pub at: At,
    /// What.
    pub source: Source,
}

/// Where a phrase stands, seen from the entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum At {
    /// It ends where the entity begins.
    Before,
    /// The entity begins with it.
    Begins,
    /// After the first word of the entity.
    Inside,
    /// It begins where the entity ends.
    Behind,
    /// It begins behind the mark that follows the entity.
    Beyond,
}

/// What a rule looks something up in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A list of phrases.
    List(List),
    /// The counts of syllables in personal names: `data/entity/names.tsv`.
    Names,
    /// The register of administrative units.
    Register,
}

impl At {
    /// The word in the table and in data files.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Begins => "begins",
            Self::Inside => "inside",
            Self::Behind => "behind",
            Self::Beyond => "beyond",
        }
    }

    fn from_label(label: &str) -> Option<Self> {
        [Self::Before, Self::Begins, Self::Inside, Self::Behind, Self::Beyond]
            .into_iter()
            .find(|at| at.label() == label)
    }
}

impl Source {
    fn from_name(name: &str) -> Option<Self> {
        match name {
            "names" => Some(Self::Names),
            "register" => Some(Self::Register),
            _ => List::ALL.into_iter().find(|list| list.name() == name).map(Self::List),
        }
    }
}

impl List {
    /// The file of the list, in the folder `data` of the project.
    ///
    /// ```
    /// use bongsen::entity::lexicon::List;
    /// assert_eq!(List::Honorific.file(), "entity/honorifics.tsv"); // `ông`, `đồng chí`
    /// ```
    pub const fn file(self) -> &'static str {
        match self {
            Self::Title => "entity/titles.tsv",
            Self::Modifier => "entity/title_modifiers.tsv",
            Self::Org => "entity/orgs.tsv",
            Self::OrgFunction => "entity/org_functions.tsv",
            Self::OrgName => "entity/org_names.tsv",
            Self::NotName => "entity/not_names.tsv",
            Self::Country => "entity/countries.tsv",
            Self::Loc => "entity/locs.tsv",
            Self::LocHead => "entity/loc_heads.tsv",
            Self::LegalHead => "entity/legal_heads.tsv",
            Self::Law => "entity/laws.tsv",
            Self::Honorific => "entity/honorifics.tsv",
            Self::Speech => "entity/speech.tsv",
            Self::Appoint => "entity/appoint.tsv",
            Self::Level => "place/levels.tsv",
            Self::Stop => "entity/stops.tsv",
            Self::KnownPerson => "entity/known_persons.tsv",
            Self::OrgEnding => "entity/org_endings.tsv",
        }
    }

    /// Its name in the table of the rules: that of its file.
    pub fn name(self) -> &'static str {
        let file = self.file();
        let name = file.rsplit('/').next().unwrap_or(file);
        name.strip_suffix(".tsv").unwrap_or(name)
    }
}

impl Rule {
    /// Every rule, in the order of the table. Parsed anew on each call.
    ///
    /// ```
    /// let rules = bongsen::entity::explain::Rule::all();
    /// let rule = rules.iter().find(|rule| rule.origin == "person.known").unwrap();
    /// assert_eq!(rule.examples, ["Người dân nhớ [P Bác Hồ]."]);
    /// ```
    pub fn all() -> Vec<Self> {
        RULES.split("\n## ").skip(1).map(Self::read).collect()
    }

    fn read(section: &'static str) -> Self {
        let mut lines = section.lines();
        let mut rule = Self {
            origin: lines.next().unwrap_or_default().trim(),
            english: "",
            vietnamese: "",
            looks: Vec::new(),
            examples: Vec::new(),
        };
        let mut in_block = false;
        for line in lines {
            if line.starts_with("```") {
                in_block = !in_block;
            } else if in_block {
                rule.examples.push(line);
            } else if let Some(text) = line.strip_prefix("- English: ") {
                rule.english = text;
            } else if let Some(text) = line.strip_prefix("- Vietnamese: ") {
                rule.vietnamese = text;
            } else if let Some(text) = line.strip_prefix("- Lists: ") {
                rule.looks = text.split("; ").flat_map(looks).collect();
            }
        }
        rule
    }
}

/// `before honorifics, titles`
fn looks(text: &'static str) -> impl Iterator<Item = Look> {
    let (at, sources) = text.split_once(' ').unwrap_or_default();
    let sources = sources.split(", ").filter_map(Source::from_name);
    At::from_label(at).into_iter().flat_map(move |at| sources.clone().map(move |source| Look { at, source }))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Write as _;
    use std::path::Path;

    use super::*;

    /// Names of rules among the string literals of the modules of the grammar, tests left out.
    fn in_code(folder: &Path, out: &mut BTreeSet<String>) {
        const FAMILIES: [&str; 7] = ["person.", "title.", "org.", "unit.", "loc.", "date.", "legal."];
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                in_code(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") && path.file_name().unwrap() != "rule.rs" {
                let source = std::fs::read_to_string(&path).unwrap();
                let code = source.split("#[cfg(test)]\nmod tests").next().unwrap();
                let code = code.split("#[cfg(all(test").next().unwrap();
                let literals = code.lines().filter(|l| !l.trim_start().starts_with("//")).flat_map(|l| l.split('"'));
                let plain = |c: char| c.is_ascii_lowercase() || matches!(c, '.' | '+' | '-');
                let names = literals.filter(|l| FAMILIES.iter().any(|f| l.len() > f.len() && l.starts_with(f)));
                out.extend(names.filter(|l| l.chars().all(plain)).map(str::to_owned));
            }
        }
    }

    #[test]
    fn every_rule_of_the_code_is_in_the_table_and_no_other() {
        let mut code = BTreeSet::new();
        in_code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/entity"), &mut code);
        let table: BTreeSet<String> = Rule::all().iter().map(|rule| rule.origin.to_owned()).collect();
        assert_eq!(table.difference(&code).collect::<Vec<_>>(), [""; 0], "in rules.md and not in the code");
        assert_eq!(code.difference(&table).collect::<Vec<_>>(), [""; 0], "in the code and not in rules.md");
        assert_eq!(Rule::all().len(), table.len(), "a rule has two sections");
    }

    #[test]
    fn every_section_is_whole() {
        for section in RULES.split("\n## ").skip(1) {
            let rule = Rule::read(section);
            assert!(rule.english.ends_with('.') && rule.vietnamese.ends_with(['.', '…']), "{}", rule.origin);
            let lists = section.lines().find_map(|line| line.strip_prefix("- Lists: ")).unwrap();
            let named = if lists == "none" { 0 } else { lists.split([',', ';']).count() };
            assert_eq!(rule.looks.len(), named, "{}: a place or list of {lists:?} is unknown", rule.origin);
        }
    }

    #[cfg(feature = "bundled")]
    #[test]
    fn every_rule_reads_its_sentences() {
        use crate::entity::Origin;
        use crate::eval::notation::{self, Mark};
        let analyzer = crate::Analyzer::new().unwrap();
        let mut wrong = String::new();
        for rule in Rule::all() {
            // The line of the authors is known by the lines around it.
            let texts = if rule.origin == "person.byline" { 0..=0 } else { 1..=9 };
            assert!(texts.contains(&rule.examples.len()), "{}: {} sentences", rule.origin, rule.examples.len());
            for sentence in rule.examples {
                let expected = notation::parse(sentence).unwrap();
                let doc = analyzer.analyze(&expected.text).unwrap();
                let mark = |e: crate::Entity<'_>| Mark {
                    start: e.span().start() as usize,
                    end: e.span().end() as usize,
                    kind: e.kind(),
                };
                let found: BTreeSet<Mark> = doc.entities().map(mark).collect();
                let by_rule = doc.entities().any(|e| e.origin() == Origin(rule.origin));
                if found != expected.marks || !by_rule {
                    let said: Vec<_> = doc.entities().map(|e| (e.text(), e.kind(), e.origin().0)).collect();
                    let _ = writeln!(wrong, "{}: {sentence}\n    found {said:?}", rule.origin);
                }
            }
        }
        assert!(wrong.is_empty(), "\n{wrong}");
    }
}
