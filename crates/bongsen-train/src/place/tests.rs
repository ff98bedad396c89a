//! The register against its sources; these run where the sources are.

use super::*;
use bongsen::place::Register;

/// The sources and the register built from them; `None` where the corpora are not.
fn built() -> Option<(PathBuf, RegisterSource, Register)> {
    let admin = corpora::corpora().join("admin");
    if !admin.is_dir() {
        eprintln!("skipped: no corpora at {}", admin.display());
        return None;
    }
    let source = build(&admin, &corpora::repository().join("data/place")).unwrap();
    let register = Register::from_bytes(&source.compile()).unwrap();
    Some((admin, source, register))
}

#[test]
fn the_register_answers_as_every_source_does() {
    let Some((admin, source, register)) = built() else { return };
    let changes = sources::changes(&corpora::repository().join("data/place/changes.tsv")).unwrap();

    // Every snapshot: the same counts, and every unit with its kind, name and parent.
    let snapshots = sources::snapshots(&admin.join("history"), &changes).unwrap();
    assert_eq!(snapshots.len(), 9);
    for snapshot in &snapshots {
        let on = snapshot.date;
        let valid: Vec<_> = register.units().filter(|unit| unit.is_valid(on)).collect();
        let count = |level| valid.iter().filter(|unit| unit.level() == level).count();
        let counts = [Level::Province, Level::District, Level::Commune].map(count);
        assert_eq!(counts, snapshot.counts(), "{on}");
        for (&(level, code), row) in &snapshot.units {
            let unit = register.get(level, &code.to_string(), on).unwrap();
            assert_eq!((unit.kind(), bare_keys(unit.name())), (row.kind, bare_keys(&row.name)), "{unit:?} on {on}");
            let parent = unit.parent(on).map(|p| (p.level(), p.code().parse().unwrap()));
            assert_eq!(parent, row.parent, "{unit:?} on {on}");
        }
    }
    let of_2013 = snapshots.iter().find(|s| s.date.to_string() == "2013-12-31").unwrap();
    assert_eq!(of_2013.counts(), [63, 708, 11_102]);

    // The conversion table, both ways.
    let conversions = sources::conversions(&admin.join("nso_conversion_2025-07.csv")).unwrap();
    assert_eq!(conversions.len(), 10_565);
    let before = Join { units: Timeline::new(&snapshots, &[], &changes).units(), ..Join::default() };
    let settled = before.settle_codes(conversions.clone());
    assert_eq!(settled.iter().zip(&conversions).filter(|(a, b)| a.old != b.old).count(), 3);
    let conversions = settled;
    let mut of_new: BTreeMap<u32, usize> = BTreeMap::new();
    let (mut heirs, mut origins): (BTreeMap<u32, BTreeSet<u32>>, BTreeMap<u32, BTreeSet<u32>>) = Default::default();
    for row in &conversions {
        heirs.entry(row.old).or_default().insert(row.new);
        origins.entry(row.new).or_default().insert(row.old);
        let old = register.get(Level::Commune, &row.old.to_string(), eve(reform())).unwrap();
        let new = register.get(Level::Commune, &row.new.to_string(), reform()).unwrap();
        let part = row.note.contains("phần");
        let share = old.successors().find(|(unit, _)| *unit == new).unwrap().1;
        assert_eq!(share == Share::Part, part, "{row:?}");
        assert!(new.predecessors().any(|(unit, s)| unit == old && s == share), "{row:?}");
        *of_new.entry(row.new).or_default() += 1;
    }
    // What the table leaves out is settled by hand: the communes that the last snapshot has besides, and the islands.
    for change in &changes {
        if let Change::Succeed { date, old: (Level::Commune, old), new: (_, new), .. } = change
            && *date == reform()
        {
            heirs.entry(*old).or_default().insert(*new);
            origins.entry(*new).or_default().insert(*old);
            *of_new.entry(*new).or_default() += 1;
        }
    }
    for (code, count) in of_new {
        let new = register.get(Level::Commune, &code.to_string(), reform()).unwrap();
        assert_eq!(new.predecessors().count(), count, "{new:?}");
    }

    let codes = |conversion: &bongsen::place::Conversion<'_>| -> BTreeSet<u32> {
        conversion.units().iter().map(|(unit, _)| unit.code().parse().unwrap()).collect()
    };
    for (table, from, to) in [(&heirs, eve(reform()), reform()), (&origins, reform(), eve(reform()))] {
        for (code, expected) in table {
            let conversion = register.get(Level::Commune, &code.to_string(), from).unwrap().on_day(to);
            assert_eq!(&codes(&conversion), expected, "{code} on {to}");
            assert_eq!(conversion.outcome() == bongsen::place::Outcome::Divided, expected.len() > 1);
        }
    }
    assert_eq!((heirs.len(), origins.len()), (10_035 + 12, 3_316));

    // Today.
    let count = |level| register.units().filter(|u| u.level() == level && u.is_valid(reform())).count();
    assert_eq!([Level::Province, Level::District, Level::Commune].map(count), [34, 0, 3_321]);

    // The file is the one in bongsen-data.
    let bytes = fs::read(corpora::model("place.bsm")).unwrap();
    assert!(source.compile() == bytes, "models/place.bsm is stale: run bongsen-train place");
    assert!(bytes.len() <= 3_000_000);
}

#[test]
fn the_order_of_the_units_does_not_matter() {
    let Some((_, mut source, register)) = built() else { return };
    let before = source.compile();
    let last = source.units.len() - 1;
    source.units.reverse();
    for pair in &mut source.pairs {
        *pair = (last - pair.0, last - pair.1, pair.2);
    }
    source.pairs.reverse();
    assert!(source.compile() == before);
    assert_eq!(register.len(), last + 1);
}
