//! `bongsen-train entity`: the tables of `data/entity` compiled into `entity.bsm`.

mod table;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use bongsen::entity::lexicon::{Flags, LexiconBuilder, List, NameCounts, OrgLevel};
use bongsen::{model, normalize, token};
use table::Table;

use crate::corpora;

/// How a table becomes rows of a list.
struct Spec {
    file: &'static str,
    list: List,
    /// The column with the phrase.
    phrase: &'static str,
    /// The column with its normal form; the phrase itself when there is none.
    normal: Option<&'static str>,
    /// Columns of flag words.
    flags: &'static [&'static str],
    level: Option<&'static str>,
}

const fn spec(file: &'static str, list: List, phrase: &'static str) -> Spec {
    Spec { file, list, phrase, normal: None, flags: &["flags"], level: None }
}

const SPECS: &[Spec] = &[
    Spec { normal: Some("role"), flags: &["takes", "flags"], ..spec("titles.tsv", List::Title, "head") },
    Spec { flags: &["status", "flags"], ..spec("title_modifiers.tsv", List::Modifier, "modifier") },
    Spec {
        normal: Some("name"),
        flags: &["follows", "flags"],
        level: Some("level"),
        ..spec("orgs.tsv", List::Org, "head")
    },
    spec("org_functions.tsv", List::OrgFunction, "phrase"),
    Spec { normal: Some("normal"), ..spec("org_names.tsv", List::OrgName, "name") },
    spec("not_names.tsv", List::NotName, "phrase"),
    Spec { normal: Some("normal"), ..spec("countries.tsv", List::Country, "form") },
    spec("locs.tsv", List::Loc, "form"),
    spec("loc_heads.tsv", List::LocHead, "head"),
    spec("legal_heads.tsv", List::LegalHead, "head"),
    spec("laws.tsv", List::Law, "name"),
    spec("honorifics.tsv", List::Honorific, "form"),
    spec("speech.tsv", List::Speech, "phrase"),
    spec("stops.tsv", List::Stop, "form"),
    spec("known_persons.tsv", List::KnownPerson, "form"),
    spec("org_endings.tsv", List::OrgEnding, "word"),
    Spec { flags: &["effect", "flags"], ..spec("appoint.tsv", List::Appoint, "phrase") },
];

/// Words of the flag columns that say nothing to the grammar.
const IGNORED: &[&str] = &["none"];

/// Arguments of `bongsen-train entity`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of the tables.
    #[arg(long, default_value_os_t = corpora::repository().join("data/entity"))]
    tables: PathBuf,
    /// Where to write the compiled file.
    #[arg(long, default_value_os_t = corpora::model("entity.bsm"))]
    out: PathBuf,
}

/// Compiles the tables and writes the file.
pub fn run(args: &Args) -> Result<()> {
    let bytes = compile(&args.tables)?;
    std::fs::write(&args.out, &bytes).with_context(|| format!("cannot write {}", args.out.display()))?;
    eprintln!("{}: {} bytes", args.out.display(), bytes.len());
    Ok(())
}

/// The compiled file. A missing table or column, an unknown flag or level is an error that names its file and line.
fn compile(folder: &Path) -> Result<Vec<u8>> {
    let mut builder = LexiconBuilder::default();
    for spec in SPECS {
        add(&mut builder, folder, spec).with_context(|| format!("in {}", folder.join(spec.file).display()))?;
    }
    add_cancelled_modifiers(&mut builder, &folder.join("title_modifiers.tsv"))?;
    add_levels(&mut builder, &folder.join("../place/levels.tsv"))?;
    add_names(&mut builder, &folder.join("names.tsv"))?;
    let mut sections = builder.sections();
    let meta = serde_json::json!({
        "what": "lists of the entity grammar: titles, organisations, names, places, documents",
        "generator": concat!("bongsen-train entity ", env!("CARGO_PKG_VERSION")),
        "sources": "data/entity/*.tsv, data/place/levels.tsv (see SOURCE.toml)",
        "licence": "CC-BY-SA-4.0",
        "phrases": builder.len(),
    });
    sections.push((*b"META", serde_json::to_vec(&meta)?));
    Ok(model::write(&sections))
}

fn add(builder: &mut LexiconBuilder, folder: &Path, spec: &Spec) -> Result<()> {
    let table = Table::read(&folder.join(spec.file))?;
    let phrase = table.column(spec.phrase)?;
    let normal = spec.normal.map(|c| table.column(c)).transpose()?;
    let flags: Vec<usize> = spec.flags.iter().filter_map(|c| table.column(c).ok()).collect();
    let level = spec.level.map(|c| table.column(c)).transpose()?;
    for row in table.rows() {
        let text = row.cell(phrase);
        let mut bits = Flags::default();
        for word in flags.iter().flat_map(|&c| row.cell(c).split([',', ' ', '|', ';'])) {
            let word = word.trim();
            if word.is_empty() || IGNORED.contains(&word) {
                continue;
            }
            match Flags::from_word(word) {
                Some(flag) => bits = bits.with(flag),
                None => bail!("line {}: unknown flag {word:?}", row.line),
            }
        }
        let level = level.map_or("", |c| row.cell(c));
        let level =
            OrgLevel::from_word(level).with_context(|| format!("line {}: unknown level {level:?}", row.line))?;
        let keys = keys(text);
        if keys.is_empty() {
            bail!("line {}: no phrase", row.line);
        }
        builder.add(keys, spec.list, level, bits, normal.map_or(text, |c| row.cell(c)));
    }
    Ok(())
}

/// `nguyên nhân`, `chính quyền`: the words beside a modifier that make it another word.
fn add_cancelled_modifiers(builder: &mut LexiconBuilder, path: &Path) -> Result<()> {
    let table = Table::read(path)?;
    let (modifier, after, before) =
        (table.column("modifier")?, table.column("not_before")?, table.column("not_after")?);
    for row in table.rows() {
        let word = row.cell(modifier);
        let neighbours = |column: usize| row.cell(column).split(',').map(str::trim).filter(|w| !w.is_empty());
        let cancelled =
            neighbours(after).map(|w| format!("{word} {w}")).chain(neighbours(before).map(|w| format!("{w} {word}")));
        for phrase in cancelled {
            builder.add(keys(&phrase), List::Modifier, OrgLevel::Any, Flags::CANCELS, &phrase);
        }
    }
    Ok(())
}

/// Level words, whose table belongs to the place register.
fn add_levels(builder: &mut LexiconBuilder, path: &Path) -> Result<()> {
    let table = Table::read(path)?;
    let (form, kinds, class) = (table.column("form")?, table.column("kinds")?, table.column("class")?);
    for row in table.rows() {
        let (level, flags) = match row.cell(class) {
            "hamlet" => (OrgLevel::Hamlet, Flags::HAMLET),
            "abbreviation" => (level_of(row.cell(kinds)), Flags::ABBREVIATION),
            "word" => (level_of(row.cell(kinds)), Flags::default()),
            _ => continue,
        };
        builder.add(keys(row.cell(form)), List::Level, level, flags, row.cell(form));
    }
    Ok(())
}

/// The level of the kinds of unit that a word names; any when they are of several levels.
fn level_of(kinds: &str) -> OrgLevel {
    let level = |kind: &str| match kind {
        "province" | "central-city" => OrgLevel::Province,
        "district" | "urban-district" | "town" | "city" => OrgLevel::District,
        _ => OrgLevel::Commune,
    };
    let mut levels = kinds.split(',').map(|k| level(k.trim()));
    let first = levels.next().unwrap_or_default();
    if levels.all(|l| l == first) { first } else { OrgLevel::Any }
}

fn add_names(builder: &mut LexiconBuilder, path: &Path) -> Result<()> {
    let table = Table::read(path)?;
    let (part, syllable, count) = (table.column("part")?, table.column("syllable")?, table.column("count")?);
    let flags = table.column("flags").ok();
    for row in table.rows() {
        let count: u32 = row.cell(count).parse().with_context(|| format!("{} line {}", path.display(), row.line))?;
        let flag = |word: &str| flags.is_some_and(|c| row.cell(c).split(',').any(|f| f == word));
        let flagged = [("weak", NameCounts::WEAK), ("bare", NameCounts::BARE), ("hyphen", NameCounts::HYPHEN)];
        let marks = flagged.iter().filter(|(word, _)| flag(word)).map(|(_, mark)| mark).sum();
        let mut counts = NameCounts { marks, ..NameCounts::default() };
        match row.cell(part) {
            "family" | "family_ethnic" | "family_ethnic_prefix" | "clan_suffix_ethnic" => counts.family = count,
            "middle" => counts.middle = count,
            "given" => counts.given = count,
            "first_foreign" => counts.marks |= NameCounts::FIRST_FOREIGN,
            "lone_foreign" => counts.marks |= NameCounts::LONE_FOREIGN,
            other => bail!("{} line {}: unknown part {other:?}", path.display(), row.line),
        }
        if let Some(&key) = keys(row.cell(syllable)).first() {
            builder.add_name(key, counts);
        }
    }
    Ok(())
}

/// Token keys of a phrase, as the lexer cuts it inside a text: a name follows, so that a last dot is not taken for the
/// end of a sentence (`TP.`).
fn keys(phrase: &str) -> Vec<u64> {
    let text = format!("{phrase} Ba");
    let view = normalize::view(&text);
    let mut tokens = Vec::new();
    token::tokenize(&view.text, &mut tokens);
    tokens.pop();
    tokens.iter().map(|t| t.key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_file_is_what_the_tables_give() {
        let committed = std::fs::read(corpora::model("entity.bsm")).unwrap();
        let compiled = compile(&corpora::repository().join("data/entity")).unwrap();
        assert!(compiled == committed, "models/entity.bsm is stale: run bongsen-train entity");
    }

    #[test]
    fn a_bad_row_is_told_with_its_line() {
        let folder = std::env::temp_dir().join(format!("bongsen-train-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("titles.tsv"), "head\trole\ttakes\tflags\nBí thư\tBí thư\torg\tno_such_flag\n")
            .unwrap();
        let error = format!("{:#}", compile(&folder).unwrap_err());
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(error.contains("titles.tsv") && error.contains("line 2") && error.contains("no_such_flag"), "{error}");
    }
}
