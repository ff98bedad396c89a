//! Reading the sources: dated snapshots, legal instruments, the conversion table of July 2025, and the tables in
//! `data/place`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use bongsen::Date;
use bongsen::place::{AddressWord, AliasSource, Kind, Level, LevelWord, Share, bare_keys};
use flate2::read::GzDecoder;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization as _;

/// A unit in one snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its kind, from the level word of its name.
    pub kind: Kind,
    /// Name without the level word.
    pub name: String,
    /// Level and code of the unit around it.
    pub parent: Option<(Level, u32)>,
}

/// One snapshot.
#[derive(Debug)]
pub struct Snapshot {
    /// Its day.
    pub date: Date,
    /// Units by level and code.
    pub units: BTreeMap<(Level, u32), Row>,
    /// Provinces, districts and communes listed, repeated rows included.
    pub listed: [usize; 3],
}

impl Snapshot {
    /// Provinces, districts and communes with distinct codes.
    pub fn counts(&self) -> [usize; 3] {
        [Level::Province, Level::District, Level::Commune]
            .map(|l| self.units.keys().filter(|(level, _)| *level == l).count())
    }
}

#[derive(Deserialize)]
struct ProvinceJson {
    level1_id: String,
    name: String,
    level2s: Vec<DistrictJson>,
}

#[derive(Deserialize)]
struct DistrictJson {
    level2_id: String,
    name: String,
    level3s: Vec<CommuneJson>,
}

#[derive(Deserialize)]
struct CommuneJson {
    level3_id: String,
    name: String,
}

/// Reads every snapshot, the oldest first, with the corrections applied.
pub fn snapshots(dir: &Path, changes: &[Change]) -> Result<Vec<Snapshot>> {
    let mut paths: Vec<_> = fs::read_dir(dir)
        .with_context(|| format!("cannot list {}", dir.display()))?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    let mut out = Vec::new();
    for path in paths {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        let Some(date) = name.strip_prefix("units_").and_then(|n| n.strip_suffix(".json.gz")) else { continue };
        let date: Date = date.parse()?;
        let mut text = String::new();
        GzDecoder::new(File::open(&path)?).read_to_string(&mut text)?;
        let provinces: Vec<ProvinceJson> =
            serde_json::from_str(&text).with_context(|| format!("in {}", path.display()))?;
        out.push(snapshot(date, &provinces, changes)?);
    }
    ensure!(!out.is_empty(), "no snapshots in {}", dir.display());
    Ok(out)
}

fn snapshot(date: Date, provinces: &[ProvinceJson], changes: &[Change]) -> Result<Snapshot> {
    let mut units = BTreeMap::new();
    let mut listed = [0; 3];
    let mut add = |level: Level, code: &str, name: &str, parent| -> Result<(Level, u32)> {
        let key = (level, code.parse::<u32>().with_context(|| format!("code {code:?}"))?);
        let corrected = changes.iter().find_map(|change| match change {
            Change::Correct { snapshot, unit, name } if *snapshot == date && *unit == key => Some(name.as_str()),
            _ => None,
        });
        let (kind, name) = full_name(level, corrected.unwrap_or(name))?;
        // A code listed twice in one snapshot (2004 repeats Lai Châu and Điện Bàn) is one unit.
        units.entry(key).or_insert(Row { kind, name, parent });
        listed[level as usize - 1] += 1;
        Ok(key)
    };
    for province in provinces {
        let outer = add(Level::Province, &province.level1_id, &province.name, None)?;
        for district in &province.level2s {
            let inner = add(Level::District, &district.level2_id, &district.name, Some(outer))?;
            for commune in &district.level3s {
                add(Level::Commune, &commune.level3_id, &commune.name, Some(inner))?;
            }
        }
    }
    Ok(Snapshot { date, units, listed })
}

/// Cuts a full name into kind and name. The level word of the name rules: where a snapshot's type says otherwise, it is
/// the type that is wrong (it lags behind or is swapped).
pub fn full_name(level: Level, text: &str) -> Result<(Kind, String)> {
    // The conversion table spells a part of its names decomposed.
    let composed: String = text.nfc().collect();
    let words: Vec<&str> = composed.split_whitespace().collect();
    let lower = |n: usize| words.iter().take(n).map(|w| w.to_lowercase()).collect::<Vec<_>>().join(" ");
    for length in [2, 1] {
        let word = lower(length);
        let kind = Kind::ALL.into_iter().find(|k| k.level() == level && k.word() == word);
        if let (Some(kind), Some(rest)) = (kind, words.get(length..))
            && !rest.is_empty()
        {
            return Ok((kind, rest.join(" ")));
        }
    }
    bail!("{text:?} does not begin with a level word of a {level}")
}

/// One act: its day and the keys of its text.
#[derive(Debug)]
pub struct Instrument {
    /// The day on which it took effect.
    pub date: Date,
    /// Keys of the syllables of its title.
    pub keys: Vec<u64>,
}

/// Reads `instruments.tsv`: a day, then titles apart by `; `, each beginning with its number. An act listed under two
/// days (that of its signing and that of its effect) keeps the later.
pub fn instruments(path: &Path) -> Result<Vec<Instrument>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut out: Vec<Instrument> = Vec::new();
    for line in text.lines() {
        let Some((day, titles)) = line.split_once('\t') else { continue };
        let Ok(date) = day.parse::<Date>() else { continue };
        let mut first = true;
        for part in titles.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let number = part.split_whitespace().next().unwrap_or_default();
            let begins = number.contains('/') && number.starts_with(|c: char| c.is_ascii_digit());
            let keys = bare_keys(&part.nfc().collect::<String>());
            match out.last_mut() {
                // A title may hold a semicolon.
                Some(last) if !begins && !first => last.keys.extend(keys),
                _ => out.push(Instrument { date, keys }),
            }
            first = false;
        }
    }
    let mut days: BTreeMap<Vec<u64>, Date> = BTreeMap::new();
    for Instrument { date, keys } in out {
        let day = days.entry(keys).or_insert(date);
        *day = date.max(*day);
    }
    Ok(days.into_iter().map(|(keys, date)| Instrument { date, keys }).collect())
}

/// A row of the conversion table.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// Code of the old commune.
    pub old: u32,
    /// Its full name in the table.
    pub old_name: String,
    /// Code of the new commune.
    pub new: u32,
    /// Its full name.
    pub new_name: String,
    /// Code of its province.
    pub province: u32,
    /// Full name of its province.
    pub province_name: String,
    /// The note: `Nhập toàn bộ`, `Nhập một phần`, …
    pub note: String,
}

/// Reads the statistics office's conversion table.
pub fn conversions(path: &Path) -> Result<Vec<Conversion>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut out = Vec::new();
    for row in csv(&text) {
        let cell =
            |i: usize| row.get(i).map(|c| c.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
        let (Ok(old), Ok(new)) = (cell(4).parse(), cell(2).parse()) else { continue };
        let (province_name, province) = named_code(&cell(0))?;
        let row = Conversion { old, old_name: cell(3), new, new_name: cell(1), province, province_name, note: cell(5) };
        out.push(row);
    }
    Ok(out)
}

/// `Tỉnh Cà Mau (96)` -> name and code.
fn named_code(text: &str) -> Result<(String, u32)> {
    let (name, code) = text.rsplit_once('(').with_context(|| format!("no code in {text:?}"))?;
    Ok((name.trim().to_owned(), code.trim_end_matches(')').trim().parse()?))
}

/// Rows and cells of a CSV text; cells may be quoted, and quoted cells may hold line breaks.
fn csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.trim_start_matches('\u{FEFF}').chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().expect("never empty");
        let cell = row.last_mut().expect("never empty");
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' if !quoted => {}
            c => cell.push(c),
        }
    }
    rows
}

/// A commune of today in the second source.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CurrentWard {
    /// Code.
    pub code: String,
    /// Full name.
    pub name_with_type: String,
    /// Code of its province.
    pub province_code: String,
}

/// A commune of June 2025 in the second source, with the units merged into it before.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LegacyWard {
    /// Code.
    pub code: String,
    /// Units that it took in.
    #[serde(default)]
    pub former_names: Vec<FormerName>,
}

/// A unit merged away before 2025.
#[derive(Debug, Deserialize)]
pub struct FormerName {
    /// Its code, where known.
    #[serde(default)]
    pub code: Option<String>,
}

/// Reads a JSON file.
pub fn json<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("in {}", path.display()))
}

/// A line of `data/place/changes.tsv`.
#[derive(Debug)]
pub enum Change {
    /// The full name of a unit in one snapshot is replaced.
    Correct {
        /// The snapshot.
        snapshot: Date,
        /// Level and code.
        unit: (Level, u32),
        /// The true full name.
        name: String,
    },
    /// The day of a change first seen in a snapshot.
    Day {
        /// Level and code.
        unit: (Level, u32),
        /// The first snapshot with the change.
        snapshot: Date,
        /// The day.
        date: Date,
    },
    /// Another kind or name after the last snapshot.
    Become {
        /// Level and code.
        unit: (Level, u32),
        /// The day.
        date: Date,
        /// The new full name.
        name: String,
    },
    /// Succession that the other sources leave out.
    Succeed {
        /// The first day of the new unit.
        date: Date,
        /// How much went over.
        share: Share,
        /// Level and code of the old unit.
        old: (Level, u32),
        /// Level and code of the new unit.
        new: (Level, u32),
    },
}

/// The rows of a table of `data/`: lines without comments and the heading, cells apart by tabs.
fn table(path: &Path) -> Result<Vec<Vec<String>>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let rows = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    Ok(rows.skip(1).map(|line| line.split('\t').map(|cell| cell.trim().to_owned()).collect()).collect())
}

fn level(text: &str) -> Result<Level> {
    [Level::Province, Level::District, Level::Commune]
        .into_iter()
        .find(|level| level.label() == text)
        .with_context(|| format!("{text:?} is no level"))
}

fn share(text: &str) -> Result<Share> {
    [Share::Whole, Share::Part, Share::Unstated]
        .into_iter()
        .find(|share| share.label() == text)
        .with_context(|| format!("{text:?} is no share"))
}

/// Reads `changes.tsv`.
pub fn changes(path: &Path) -> Result<Vec<Change>> {
    let read = |row: &[String]| -> Result<Change> {
        let cell = |i: usize| row.get(i).map_or("", String::as_str);
        let unit = |i: usize| -> Result<(Level, u32)> { Ok((level(cell(i))?, cell(i + 1).parse()?)) };
        Ok(match cell(0) {
            "correct" => Change::Correct { snapshot: cell(1).parse()?, unit: unit(2)?, name: cell(4).to_owned() },
            "day" => Change::Day { unit: unit(1)?, snapshot: cell(3).parse()?, date: cell(4).parse()? },
            "become" => Change::Become { unit: unit(1)?, date: cell(3).parse()?, name: cell(4).to_owned() },
            "succeed" => {
                Change::Succeed { date: cell(1).parse()?, old: unit(2)?, new: unit(4)?, share: share(cell(6))? }
            }
            other => bail!("{other:?} is no kind of change"),
        })
    };
    let rows = table(path)?;
    rows.iter().map(|row| read(row).with_context(|| format!("{}: {row:?}", path.display()))).collect()
}

/// Reads `levels.tsv`.
pub fn levels(path: &Path) -> Result<Vec<(String, LevelWord)>> {
    let read = |row: &[String]| -> Result<(String, LevelWord)> {
        let [form, kinds, class] = row else { bail!("three cells are needed") };
        let kinds = kinds.split(',').filter(|k| !k.is_empty()).map(str::parse::<Kind>).collect::<Result<_, _>>()?;
        ensure!(["word", "abbreviation", "hamlet", "head"].contains(&class.as_str()), "class {class:?}");
        let word = LevelWord {
            kinds,
            hamlet: class == "hamlet",
            head: class == "head",
            abbreviation: class == "abbreviation",
        };
        Ok((form.clone(), word))
    };
    let rows = table(path)?;
    rows.iter().map(|row| read(row).with_context(|| format!("{}: {row:?}", path.display()))).collect()
}

/// Reads `aliases.tsv`.
pub fn aliases(path: &Path) -> Result<Vec<AliasSource>> {
    let read = |row: &[String]| -> Result<AliasSource> {
        let [alias, unit_level, name, complete] = row else { bail!("four cells are needed") };
        Ok(AliasSource {
            alias: alias.clone(),
            level: level(unit_level)?,
            name: name.clone(),
            complete: complete == "yes",
            address: false,
        })
    };
    let rows = table(path)?;
    rows.iter().map(|row| read(row).with_context(|| format!("{}: {row:?}", path.display()))).collect()
}

/// What `address_words.tsv` and the names of countries say.
#[derive(Default)]
pub struct AddressTables {
    pub levels: Vec<(String, LevelWord)>,
    pub words: Vec<(String, AddressWord)>,
    pub aliases: Vec<AliasSource>,
}

/// Reads `address_words.tsv`, and the names of countries from the lists of entities.
pub fn address_words(path: &Path, countries: &Path) -> Result<AddressTables> {
    let mut tables = AddressTables::default();
    for row in table(path)? {
        let [form, meaning] = row.as_slice() else { bail!("{}: two cells are needed: {row:?}", path.display()) };
        let form = form.clone();
        match meaning.split(' ').collect::<Vec<_>>().as_slice() {
            ["opener"] => tables.words.push((form, AddressWord::Opener)),
            ["here"] => tables.words.push((form, AddressWord::Here)),
            ["alias", unit_level, name @ ..] => tables.aliases.push(AliasSource {
                alias: form,
                level: level(unit_level)?,
                name: name.join(" "),
                complete: false,
                address: true,
            }),
            [kinds] => {
                let kinds = kinds.split(',').map(str::parse::<Kind>).collect::<Result<_, _>>()?;
                tables.levels.push((form, LevelWord { kinds, hamlet: false, head: false, abbreviation: true }));
            }
            _ => bail!("{}: what does {meaning:?} mean?", path.display()),
        }
    }
    for row in table(countries)? {
        let form = row.first().with_context(|| format!("{}: an empty row", countries.display()))?;
        if !tables.words.iter().any(|(word, _)| word == form) {
            tables.words.push((form.clone(), AddressWord::Abroad));
        }
    }
    Ok(tables)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_cells_keep_commas_and_line_breaks() {
        assert_eq!(csv("a,\"b, c\",\"d\ne \"\"f\"\"\"\r\ng"), [vec!["a", "b, c", "d\ne \"f\""], vec!["g"]]);
    }

    #[test]
    fn full_names_are_cut_at_the_level_word_of_their_level() {
        assert_eq!(full_name(Level::Commune, "Thị  Trấn Mỹ An").unwrap(), (Kind::Township, "Mỹ An".into()));
        assert_eq!(full_name(Level::District, "Thành phố Huế").unwrap(), (Kind::City, "Huế".into()));
        assert_eq!(full_name(Level::Province, "Thành phố Huế").unwrap(), (Kind::CentralCity, "Huế".into()));
        assert!(full_name(Level::Commune, "Huyện Tháp Mười").is_err());
    }
}
