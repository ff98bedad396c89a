//! `bongsen-train place`: the register of administrative units in time.
//!
//! Sources and how their disagreements are settled are written in ARCHITECTURE.md, section Places; what the sources
//! lack is in `data/place/changes.tsv`.

mod dating;
mod sources;
mod versions;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use bongsen::Date;
use bongsen::place::{Level, RegisterSource, Share, UnitSource, bare_keys};
use serde_json::json;

use self::sources::{Change, Conversion, CurrentWard, LegacyWard, Snapshot, full_name};
use self::versions::{Key, Timeline, eve};
use crate::corpora;

/// Options of `bongsen-train place`.
#[derive(clap::Args)]
pub struct Args {
    /// Where to write the register.
    #[arg(long, default_value_os_t = corpora::model("place.bsm"))]
    output: PathBuf,
    /// Directory of the sources.
    #[arg(long, default_value_os_t = corpora::corpora().join("admin"))]
    admin: PathBuf,
}

/// Builds the register and writes it.
pub fn run(args: &Args) -> Result<()> {
    let source = build(&args.admin, &corpora::repository().join("data/place"))?;
    let bytes = source.compile();
    if let Some(dir) = args.output.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::write(&args.output, &bytes).with_context(|| format!("cannot write {}", args.output.display()))?;
    println!("{}", source.meta);
    println!("{}: {} units, {} bytes", args.output.display(), source.units.len(), bytes.len());
    Ok(())
}

/// The day of the reform.
fn reform() -> Date {
    Date::new(2025, 7, 1).expect("a day")
}

/// Reads every source and joins them.
pub fn build(admin: &Path, tables: &Path) -> Result<RegisterSource> {
    let changes = sources::changes(&tables.join("changes.tsv"))?;
    let snapshots = sources::snapshots(&admin.join("history"), &changes)?;
    let instruments = sources::instruments(&admin.join("history/instruments.tsv"))?;
    let conversions = sources::conversions(&admin.join("nso_conversion_2025-07.csv"))?;
    let current: Vec<CurrentWard> = sources::json(&admin.join("zindont/current-wards.json"))?;
    let legacy: Vec<LegacyWard> = sources::json(&admin.join("zindont/legacy-wards.json"))?;

    let mut join = Join { units: Timeline::new(&snapshots, &instruments, &changes).units(), ..Join::default() };
    let conversions = join.settle_codes(conversions);
    join.end_the_old(&conversions)?;
    join.add_the_new(&conversions, &current, &changes)?;
    join.apply_later_changes(&changes)?;
    join.pair_renamed();
    join.pair_conversions(&conversions)?;
    join.pair_former(&legacy);
    join.pair_by_hand(&changes)?;
    let orphans = join.orphans();
    ensure!(orphans.is_empty(), "{} units lack a parent for a part of their period: {:?}", orphans.len(), &orphans[0]);

    let meta = meta(&snapshots, &join);
    let address = sources::address_words(&tables.join("address_words.tsv"), &tables.join("../entity/countries.tsv"))?;
    let mut aliases = sources::aliases(&tables.join("aliases.tsv"))?;
    aliases.extend(address.aliases);
    Ok(RegisterSource {
        units: join.units,
        pairs: join.pairs,
        aliases,
        address_levels: address.levels,
        address_words: address.words,
        levels: sources::levels(&tables.join("levels.tsv"))?,
        snapshots: snapshots.iter().map(|snapshot| snapshot.date).collect(),
        meta: serde_json::to_string_pretty(&meta)?,
    })
}

/// First and last day; `None`: open.
type Period = (Option<Date>, Option<Date>);

/// The units and pairs as they grow.
#[derive(Default)]
struct Join {
    units: Vec<UnitSource>,
    pairs: Vec<(usize, usize, Share)>,
}

impl Join {
    fn key(unit: &UnitSource) -> Key {
        (unit.kind.level(), unit.code)
    }

    /// Index of the unit of this key on a day.
    fn find(&self, key: Key, on: Date) -> Option<usize> {
        let valid = |unit: &UnitSource| unit.from.is_none_or(|from| from <= on) && unit.to.is_none_or(|to| on <= to);
        self.units.iter().position(|unit| Self::key(unit) == key && valid(unit))
    }

    /// Ends on 30 June 2025 every district and commune, and every province that the reform did not leave as it was.
    fn end_the_old(&mut self, conversions: &[Conversion]) -> Result<()> {
        let mut provinces: BTreeMap<u32, (bongsen::place::Kind, Vec<u64>)> = BTreeMap::new();
        for row in conversions {
            let (kind, name) = full_name(Level::Province, &row.province_name)?;
            provinces.insert(row.province, (kind, bare_keys(&name)));
        }
        let grown = self.grown_provinces(conversions)?;
        for unit in self.units.iter_mut().filter(|unit| unit.to.is_none()) {
            let stays = unit.kind.level() == Level::Province
                && !grown.contains(&unit.code)
                && provinces
                    .get(&unit.code)
                    .is_some_and(|(kind, name)| *kind == unit.kind && *name == bare_keys(&unit.name));
            if !stays {
                unit.to = Some(eve(reform()));
                unit.to_exact = true;
            }
        }
        // Where the table spells an old name otherwise, that is another way to write it.
        let before = self.valid_on(eve(reform()));
        for row in conversions {
            // One old name lacks its level word (`Xuân Quang 3`).
            let name = full_name(Level::Commune, &row.old_name).map_or_else(|_| row.old_name.clone(), |(_, name)| name);
            let old = before.get(&(Level::Commune, row.old)).copied();
            let unit = old.and_then(|at| self.units.get_mut(at)).with_context(|| format!("no old unit for {row:?}"))?;
            if bare_keys(&name) != bare_keys(&unit.name) && !unit.aliases.contains(&name) {
                unit.aliases.push(name);
            }
        }
        Ok(())
    }

    /// The rows of the conversion table with the code of the commune that they name: three rows have that of a neighbour. What
    /// no commune of the district is called is another spelling of the one with the code.
    fn settle_codes(&self, mut conversions: Vec<Conversion>) -> Vec<Conversion> {
        let before = self.valid_on(eve(reform()));
        let unit = |code: u32| before.get(&(Level::Commune, code)).map(|&at| &self.units[at]);
        for row in &mut conversions {
            let Ok((kind, name)) = full_name(Level::Commune, &row.old_name) else { continue };
            let called = |unit: &UnitSource| bare_keys(&unit.name) == bare_keys(&name);
            let Some(coded) = unit(row.old).filter(|coded| !called(coded)) else { continue };
            let siblings = before.values().map(|&at| &self.units[at]);
            let mut siblings = siblings.filter(|other| other.parent == coded.parent && other.kind == kind);
            if let Some(named) = siblings.find(|other| called(other)) {
                row.old = named.code;
            }
        }
        conversions
    }

    /// Codes of the provinces that took in communes of another: what bears the old name is not the old territory.
    fn grown_provinces(&self, conversions: &[Conversion]) -> Result<BTreeSet<u32>> {
        let before = self.valid_on(eve(reform()));
        let unit = |key: Key| before.get(&key).map(|&at| &self.units[at]).with_context(|| format!("no unit {key:?}"));
        let mut grown = BTreeSet::new();
        for row in conversions {
            let mut old = unit((Level::Commune, row.old))?;
            while let Some(outer) = old.parent {
                old = unit(outer)?;
            }
            if old.code != row.province {
                grown.insert(row.province);
            }
        }
        Ok(grown)
    }

    /// Adds the provinces and communes that began on 1 July 2025.
    fn add_the_new(&mut self, conversions: &[Conversion], current: &[CurrentWard], changes: &[Change]) -> Result<()> {
        let mut provinces = BTreeMap::new();
        let mut communes: BTreeMap<u32, (&str, u32)> = BTreeMap::new();
        for row in conversions {
            provinces.insert(row.province, row.province_name.as_str());
            communes.insert(row.new, (row.new_name.as_str(), row.province));
        }
        // The five island districts without communes became special zones, which the conversion table leaves out.
        for ward in current {
            communes.entry(ward.code.parse()?).or_insert((&ward.name_with_type, ward.province_code.parse()?));
        }
        for change in changes {
            if let Change::Correct { snapshot, unit: (Level::Commune, code), name } = change
                && *snapshot == reform()
                && let Some(commune) = communes.get_mut(code)
            {
                commune.0 = name;
            }
        }
        let provinces: Vec<_> =
            provinces.into_iter().filter(|&(code, _)| self.find((Level::Province, code), reform()).is_none()).collect();
        for (code, name) in provinces {
            self.units.push(new_unit(Level::Province, code, name, None)?);
        }
        for (code, (name, province)) in communes {
            self.units.push(new_unit(Level::Commune, code, name, Some((Level::Province, province)))?);
        }
        Ok(())
    }

    /// Changes after the reform, from `changes.tsv`.
    fn apply_later_changes(&mut self, changes: &[Change]) -> Result<()> {
        for change in changes {
            let Change::Become { unit: key, date, name } = change else { continue };
            let at = self.find(*key, *date).with_context(|| format!("no unit for {change:?}"))?;
            let (kind, name) = full_name(key.0, name)?;
            let old = &mut self.units[at];
            let new = UnitSource { kind, name, from: Some(*date), from_exact: true, ..old.clone() };
            old.to = Some(eve(*date));
            old.to_exact = true;
            self.units.push(new);
            self.pairs.push((at, self.units.len() - 1, Share::Whole));
        }
        Ok(())
    }

    /// Before the reform a code stays with its unit: one that ends on the eve of the next with its code became that.
    fn pair_renamed(&mut self) {
        let mut by_key: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (at, unit) in self.units.iter().enumerate().filter(|(_, unit)| unit.from < Some(reform())) {
            by_key.entry(Self::key(unit)).or_default().push(at);
        }
        for versions in by_key.into_values() {
            for pair in versions.windows(2) {
                let (old, new) = (&self.units[pair[0]], &self.units[pair[1]]);
                if new.from.map(eve) == old.to {
                    self.pairs.push((pair[0], pair[1], Share::Whole));
                }
            }
        }
    }

    /// The pairs of July 2025.
    fn pair_conversions(&mut self, conversions: &[Conversion]) -> Result<()> {
        let before: BTreeMap<Key, usize> = self.valid_on(eve(reform()));
        let after: BTreeMap<Key, usize> = self.valid_on(reform());
        let get =
            |map: &BTreeMap<Key, usize>, key: Key| map.get(&key).copied().with_context(|| format!("no unit {key:?}"));
        let mut heirs: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for row in conversions {
            let old = get(&before, (Level::Commune, row.old))?;
            let new = get(&after, (Level::Commune, row.new))?;
            // `Nhập một phần`, `Phần còn lại …`: a part; all other notes (`Nhập toàn bộ`, `Giữ nguyên`, …) the whole.
            let share = if row.note.to_lowercase().contains("phần") { Share::Part } else { Share::Whole };
            self.pairs.push((old, new, share));
            // The old province is that of the register: the table's own column is wrong for one ward of Tân An.
            let district = self.units[old].parent.map(|key| get(&before, key)).transpose()?;
            let province =
                district.and_then(|at| self.units[at].parent).with_context(|| format!("no province for {row:?}"))?;
            heirs.entry(province.1).or_default().insert(row.province);
        }
        for (old, new) in &heirs {
            let share = if new.len() == 1 { Share::Whole } else { Share::Part };
            for new in new {
                let (old, new) = (get(&before, (Level::Province, *old))?, get(&after, (Level::Province, *new))?);
                if old != new {
                    self.pairs.push((old, new, share));
                }
            }
        }
        Ok(())
    }

    /// What `changes.tsv` says of succession; it overrides what was derived.
    fn pair_by_hand(&mut self, changes: &[Change]) -> Result<()> {
        for change in changes {
            let Change::Succeed { date, old, new, share } = change else { continue };
            let get = |key, on| self.find(key, on).with_context(|| format!("no unit for {change:?}"));
            let (old, new) = (get(*old, eve(*date))?, get(*new, *date)?);
            ensure!(old != new, "one unit on both sides: {change:?}");
            self.pairs.retain(|pair| (pair.0, pair.1) != (old, new));
            self.pairs.push((old, new, *share));
        }
        Ok(())
    }

    /// Units merged away before the reform: the second source names the ward of June 2025 that they are in.
    fn pair_former(&mut self, legacy: &[LegacyWard]) {
        for ward in legacy {
            for former in &ward.former_names {
                let codes = (former.code.as_deref().and_then(|c| c.parse().ok()), ward.code.parse().ok());
                let (Some(old), Some(new)) = codes else { continue };
                let last =
                    self.units.iter().rposition(|u| Self::key(u) == (Level::Commune, old) && u.from < Some(reform()));
                let Some((at, to)) = last.and_then(|at| Some((at, self.units[at].to?))) else { continue };
                let heir = self.units.iter().position(|unit| {
                    Self::key(unit) == (Level::Commune, new)
                        && unit.from.is_none_or(|from| eve(from) <= to)
                        && unit.to.is_none_or(|end| to < end)
                });
                if let Some(heir) = heir.filter(|&heir| old != new && to < eve(reform()) && heir != at) {
                    self.pairs.push((at, heir, Share::Unstated));
                }
            }
        }
    }

    fn valid_on(&self, day: Date) -> BTreeMap<Key, usize> {
        let valid = |unit: &UnitSource| unit.from.is_none_or(|from| from <= day) && unit.to.is_none_or(|to| day <= to);
        self.units.iter().enumerate().filter(|(_, unit)| valid(unit)).map(|(at, unit)| (Self::key(unit), at)).collect()
    }

    /// Units whose parent is not there for the whole of their period.
    fn orphans(&self) -> Vec<&UnitSource> {
        let mut periods: BTreeMap<Key, Vec<Period>> = BTreeMap::new();
        for unit in &self.units {
            periods.entry(Self::key(unit)).or_default().push((unit.from, unit.to));
        }
        for list in periods.values_mut() {
            list.sort();
        }
        let covered = |unit: &&UnitSource| {
            let Some(parent) = unit.parent else { return true };
            let mut at = unit.from;
            for &(from, to) in periods.get(&parent).map_or(&[][..], Vec::as_slice) {
                if from <= at && (to.is_none() || to >= at) {
                    match to {
                        Some(to) if unit.to.is_none_or(|end| end > to) => at = to.plus_days(1),
                        _ => return true,
                    }
                }
            }
            false
        };
        self.units.iter().filter(|unit| !covered(unit)).collect()
    }
}

fn new_unit(level: Level, code: u32, name: &str, parent: Option<Key>) -> Result<UnitSource> {
    let (kind, name) = full_name(level, name)?;
    Ok(UnitSource {
        kind,
        code,
        name,
        aliases: Vec::new(),
        parent,
        from: Some(reform()),
        to: None,
        from_exact: true,
        to_exact: false,
    })
}

/// What the file says of itself.
fn meta(snapshots: &[Snapshot], join: &Join) -> serde_json::Value {
    let count = |level| join.units.iter().filter(|unit| unit.kind.level() == level).count();
    let dated = |keep: &dyn Fn(&&UnitSource) -> bool| join.units.iter().filter(keep).count();
    let snapshots: serde_json::Map<String, serde_json::Value> =
        snapshots.iter().map(|s| (s.date.to_string(), json!({ "distinct": s.counts(), "listed": s.listed }))).collect();
    json!({
        "what": "administrative units of Vietnam in time, 2004-12-31 to today",
        "generator": "bongsen-train place",
        "licence": "CC BY-SA 4.0",
        "sources": [
            "General Statistics Office, lists of administrative units, nine dated snapshots 2004 to 2025 and their legal instruments (facts)",
            "National Statistics Office, conversion table of communes of July 2025 (government data)",
            "zindont vietnam-address data (MIT): special zones and former names",
            "data/place (project): level words, aliases, corrections",
        ],
        "units": { "province": count(Level::Province), "district": count(Level::District), "commune": count(Level::Commune) },
        "pairs": join.pairs.len(),
        "starts": {
            "before the first snapshot": dated(&|u| u.from.is_none()),
            "dated by an instrument": dated(&|u| u.from.is_some() && u.from_exact),
            "dated by a snapshot": dated(&|u| u.from.is_some() && !u.from_exact),
        },
        "snapshots (province, district, commune)": snapshots,
    })
}

#[cfg(test)]
mod tests;
