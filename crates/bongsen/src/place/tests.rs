//! Linking and look-up on the register of the crate.

use std::sync::Arc;

use super::*;
use crate::date::Date;
use crate::document::{EntityData, TokenRange};
use crate::entity::{EntityKind, Origin};
use crate::normalize::key;
use crate::token::{TokenData, tokenize};

fn register() -> Arc<Register> {
    Arc::new(Register::bundled().unwrap())
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Cuts a text with its units in square brackets into tokens and `ADMIN_UNIT` entities.
fn read(marked: &str) -> (String, Vec<TokenData>, Vec<EntityData>) {
    let (mut text, mut spans, mut start) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '[' => start = text.len(),
            ']' => spans.push((start, text.len())),
            c => text.push(c),
        }
    }
    let mut tokens = Vec::new();
    tokenize(&text, &mut tokens);
    let at = |byte: usize| tokens.partition_point(|token| (token.span.start() as usize) < byte) as u32;
    let entity = |(start, end)| EntityData {
        tokens: TokenRange::new(at(start), at(end)),
        kind: EntityKind::AdminUnit,
        parent: None,
        origin: Origin("test"),
        place: None,
        value: None,
    };
    let entities = spans.into_iter().map(entity).collect();
    (text, tokens, entities)
}

/// Links the bracketed units of a text: code (or `?` and the number of candidates) and how.
fn links(text: &str, date: Option<&str>) -> Vec<String> {
    let (text, tokens, mut entities) = read(text);
    link_entities(&text, &tokens, &mut entities, date.map(day), &register());
    entities
        .iter()
        .map(|entity| {
            let link = entity.place.as_ref().unwrap();
            match link.unit() {
                Some(unit) => format!("{} {}", unit.code(), link.how()),
                None => format!("?{} {}", link.total(), link.how()),
            }
        })
        .collect()
}

#[test]
fn the_units_of_the_first_article() {
    let text = "Đảng bộ [huyện Tháp Mười]\nĐảng bộ [xã Đốc Binh Kiều], Ban Tổ chức Huyện ủy [Tháp Mười]";
    assert_eq!(links(text, Some("2013-08-23")), ["872 exact", "30061 exact", "872 head-level"]);
    // Since 2025 there is a commune Tháp Mười and no district.
    assert_eq!(links("[xã Tháp Mười]", Some("2025-08-01")), ["30037 exact"]);
    assert_eq!(links("[xã Tháp Mười]", Some("2013-08-23")), ["30037 other-era"]);
    assert_eq!(links("[huyện Tháp Mười] cũ", Some("2025-08-01")), ["872 other-era"]);
}

#[test]
fn a_chain_chooses_among_communes_of_one_name() {
    let on = Some("2013-08-23");
    assert!(links("[xã Tân Thành]", on)[0].starts_with('?'));
    assert_eq!(
        links("[xã Tân Thành], [huyện Lai Vung], [tỉnh Đồng Tháp]", on),
        ["30226 chain", "876 exact", "87 exact"],
    );
    assert_eq!(links("[xã Tân Thành] ([huyện Lai Vung])", on), ["30226 chain", "876 exact"]);
    // The commune and the province together choose the district between two of one name.
    let both = links("[phường 1], [thành phố Cao Lãnh]", on);
    assert_eq!(both[1], "866 exact");
    assert!(both[0].ends_with("chain"), "{both:?}");
    // The district was founded between two snapshots, on a day that no source tells: the chain believes the text.
    let text = "[xã Tân Định], [huyện Bắc Tân Uyên], [tỉnh Bình Dương]";
    let (text, tokens, mut entities) = read(text);
    link_entities(&text, &tokens, &mut entities, Some(day("2013-12-30")), &register());
    let link = entities[0].place.as_ref().unwrap();
    let names: Vec<_> = link.unit().into_iter().chain(link.parents()).map(Unit::full_name).collect();
    assert_eq!(names, ["xã Tân Định", "huyện Bắc Tân Uyên", "tỉnh Bình Dương"]);
    // A list is no chain.
    assert_eq!(links("[Hà Nội], [Đà Nẵng]", on), ["01 exact", "48 exact"]);
    assert_eq!(links("[xã Tân Thành] và [xã Long Hậu], [huyện Lai Vung]", on)[..2], ["30226 chain", "30217 chain"]);
}

#[test]
fn the_rest_of_the_document_chooses() {
    let on = Some("2013-08-23");
    let text = "Đảng bộ [huyện Lai Vung]\nSáng nay, [xã Tân Thành] tổ chức đại hội.";
    assert_eq!(links(text, on), ["876 exact", "30226 document-context"]);
    let text = "[xã Tân Thành], [huyện Lai Vung]\nChiều nay [xã Tân Thành] họp.";
    assert_eq!(links(text, on), ["30226 chain", "876 exact", "30226 document-context"]);
    // One province is enough when it is the only one; two are not.
    assert_eq!(links("[tỉnh Cà Mau]\n[xã Phú Hưng]", on)[1], "32134 document-context");
    assert!(links("[Hà Nội] [tỉnh Cà Mau]\n[xã Phú Hưng]", on)[2].ends_with("ambiguous"));
}

#[test]
fn a_wrong_mark_is_looked_through_and_said() {
    let on = Some("2013-08-23");
    assert_eq!(links("[xã Đốc Bình Kiều], [huyện Tháp Mười]", on), ["30061 spelling", "872 exact"]);
    // Several communes are called so without their marks, and the district leaves one.
    assert_eq!(links("[xã Tân Hoả], [huyện Lai Vung]", on)[0], "30235 spelling");
    assert!(links("[xã Tân Hoả]", on)[0].ends_with("ambiguous"));
    assert_eq!(links("[xã Không Có Đâu]", on), ["?0 unknown"]);
}

#[test]
fn every_province_of_every_era_has_a_code_of_iso_3166_2() {
    let register = register();
    for unit in register.units().filter(|unit| unit.level() == Level::Province) {
        assert!(unit.iso_code().is_some_and(|code| code.starts_with("VN-")), "{unit:?}");
    }
    for on in ["2004-12-31", "2013-12-31", "2025-07-01"].map(day) {
        let provinces = register.units().filter(|unit| unit.level() == Level::Province && unit.is_valid(on));
        let mut codes: Vec<_> = provinces.map(Unit::iso_code).collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count, "no two provinces of {on} share a code");
    }
    assert_eq!(register.get(Level::Commune, "30061", day("2013-08-23")).and_then(Unit::iso_code), None);
}

#[test]
fn what_is_not_certain_is_not_guessed() {
    let register = register();
    let (text, tokens, mut entities) = read("[xã Tân Thành]");
    link_entities(&text, &tokens, &mut entities, Some(day("2013-08-23")), &register);
    let link = entities[0].place.as_ref().unwrap();
    assert_eq!((link.how(), link.unit()), (How::Ambiguous, None));
    assert_eq!(link.candidates().len(), MAX_CANDIDATES);
    assert!(link.total() > MAX_CANDIDATES as u32);
    assert!(link.candidates().all(|unit| unit.name() == "Tân Thành" && unit.kind() == Kind::Commune));

    assert_eq!(links("[ấp Mỹ Phú] [xã Không Có Đâu]", None), ["?0 below-register", "?0 unknown"]);
    assert_eq!(links("[khóm 3]", None), ["?0 below-register"]);
    let (text, tokens, mut entities) = read("[tỉnh Đồng Tháp]");
    link_entities(&text, &tokens, &mut entities, None, &register);
    let link = entities[0].place.as_ref().unwrap();
    assert!(!link.is_dated(), "without a date the newest era is taken, and the link says so");
    assert_eq!(link.unit().unwrap().code(), "82");
}

#[test]
fn a_bare_name_is_the_prominent_unit() {
    // Also a city of that province, and a commune of Hà Nội.
    assert_eq!(links("tại [Cao Bằng]", Some("2013-08-23")), ["04 prominent"]);
    assert_eq!(links("[thành phố Cao Bằng]", Some("2013-08-23")), ["040 exact"]);
    assert_eq!(
        links("[thành phố Cao Bằng]", Some("2005-01-01")),
        ["040 other-kind"],
        "then a town, never the province"
    );
    assert_eq!(links("ở [Hội An]", Some("2013-08-23")), ["503 prominent"], "the city, not the commune in An Giang");
    assert_eq!(links("ở [Ea Kar]", Some("2013-08-23")), ["651 prominent"], "the district, not its township");
    assert!(links("ở [Hà Đông]", Some("2013-08-23"))[0].ends_with("ambiguous"), "a quận and communes elsewhere");
    assert_eq!(links("[Sài Gòn]", Some("2013-08-23")), ["79 exact"]);
}

#[test]
fn short_forms_are_read_as_the_lexer_cuts_them() {
    let on = Some("2013-08-23");
    let text = "[Q.1], [TP.HCM]; [TP.Cao Lãnh], [H.Tháp Mười], [TX.Hồng Ngự]; [TT.Mỹ An]; [P.5], [Q.5], [TP.HCM].";
    let codes: Vec<String> = links(text, on).iter().map(|l| l.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(codes[..5], ["760", "79", "866", "872", "868"]);
    assert_eq!(codes[7..], ["774", "79"]);
    assert!(
        links("[P.5], [Q.5], [TP.HCM]", on)[0].starts_with("27334 chain"),
        "{:?}",
        links("[P.5], [Q.5], [TP.HCM]", on)
    );
    assert_eq!(links("tỉnh [Bà Rịa-Vũng Tàu]", on), ["77 exact"]);
    assert_eq!(links("[huyện M’Đrắk]", on), ["652 exact"]);
    assert_eq!(links("[TT.Mỹ An], [H.Tháp Mười]", on)[0].split(' ').next(), Some("30037"));
}

#[test]
fn codes_mean_a_unit_only_with_a_day() {
    let register = register();
    let name = |level, code, on| register.get(level, code, day(on)).map(Unit::full_name);
    let eve_and_day = |level, code| [name(level, code, "2025-06-30"), name(level, code, "2025-07-01")];
    let some = |a: &str, b: &str| [Some(a.to_owned()), Some(b.to_owned())];
    assert_eq!(eve_and_day(Level::Commune, "26740"), some("phường Bến Nghé", "phường Sài Gòn"));
    assert_eq!(eve_and_day(Level::Province, "82"), some("tỉnh Tiền Giang", "tỉnh Đồng Tháp"));
    assert_eq!(eve_and_day(Level::District, "872"), [Some("huyện Tháp Mười".into()), None]);
    let ward = register.get(Level::Commune, "26740", day("2025-07-01")).unwrap();
    let from: Vec<_> = ward.predecessors().map(|(unit, share)| (unit.name(), share)).collect();
    assert_eq!(from, [("Đa Kao", Share::Part), ("Bến Nghé", Share::Whole), ("Nguyễn Thái Bình", Share::Part)],);
    assert_eq!(name(Level::Province, "75", "2026-04-29").as_deref(), Some("tỉnh Đồng Nai"));
    assert_eq!(name(Level::Province, "75", "2026-04-30").as_deref(), Some("thành phố Đồng Nai"));
    assert_eq!(name(Level::Province, "28", "2008-07-31").as_deref(), Some("tỉnh Hà Tây"));
    assert_eq!(name(Level::Province, "28", "2008-08-01"), None);
    assert_eq!(name(Level::Province, "1", "1990-01-01").as_deref(), Some("thành phố Hà Nội"), "before the sources");
    let by_code = |code| register.by_code(code, day("2013-08-23")).map(Unit::full_name);
    assert_eq!(by_code("30061").as_deref(), Some("xã Đốc Binh Kiều"));
    assert_eq!(by_code("872").as_deref(), Some("huyện Tháp Mười"));
    assert_eq!(by_code("87").as_deref(), Some("tỉnh Đồng Tháp"));
    assert_eq!(by_code("8"), None);
    for bad in ["", "001", "x1", "-1", "٣"] {
        assert_eq!(register.get(Level::Province, bad, day("2013-01-01")), None, "{bad}");
    }
}

#[test]
fn a_divided_commune_has_all_its_heirs() {
    let register = register();
    let ward = register.get(Level::Commune, "26737", day("2025-06-30")).unwrap();
    assert_eq!(ward.name(), "Đa Kao");
    let heirs: Vec<_> = ward.successors().map(|(unit, share)| (unit.name(), share)).collect();
    assert_eq!(heirs.len(), 2, "{heirs:?}");
    assert!(heirs.iter().all(|&(_, share)| share == Share::Part));
}

#[test]
fn every_parent_is_there_for_the_whole_period() {
    let register = register();
    for unit in register.units().filter(|unit| unit.level() != Level::Province) {
        // A parent's unit may change within the period (a district becomes a town): walk from one to the next.
        let mut on = unit.valid_from().unwrap_or_else(|| day("2004-12-31"));
        let end = unit.valid_to().unwrap_or_else(|| day("2026-11-24"));
        loop {
            let parent = unit.parent(on);
            assert!(parent.is_some_and(|p| p.level() < unit.level()), "{unit:?} has no parent on {on}");
            assert!(parent.is_some_and(|p| p.children(on).any(|child| child == unit)), "{unit:?} on {on}");
            match parent.and_then(Unit::valid_to) {
                Some(last) if last < end => {
                    let next = register.units().filter_map(Unit::valid_from).filter(|&from| from > last).min();
                    on = next.unwrap();
                }
                _ => break,
            }
        }
        assert!(unit.parent(end).is_some(), "{unit:?} has no parent on {end}");
    }
}

#[test]
fn units_of_one_code_do_not_overlap() {
    let register = register();
    let units: Vec<Unit<'_>> = register.units().collect();
    for pair in units.windows(2) {
        if (pair[0].level(), pair[0].code()) == (pair[1].level(), pair[1].code()) {
            assert!(pair[0].valid_to().unwrap() < pair[1].valid_from().unwrap(), "{pair:?}");
        }
    }
    for unit in units {
        assert!(unit.valid_to().is_none_or(|to| unit.valid_from().is_none_or(|from| from <= to)), "{unit:?}");
        assert!(!unit.name().is_empty());
    }
}

#[test]
fn names_are_found_however_they_are_spelt() {
    let register = register();
    let on = day("2013-08-23");
    let first = |name: &str| register.lookup(name, on, None).first().map(|c| c.unit.code()).unwrap_or_default();
    for name in ["Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu", "bà rịa – vũng tàu", "Bà Rịa Vũng Tàu", "BR-VT", "tỉnh BR-VT"]
    {
        assert_eq!(first(name), "77", "{name}");
    }
    for name in ["huyện M'Đrắk", "H. M’Đrắk", "huyện M' Đrắk", "MĐrắk"] {
        assert_eq!(first(name), "652", "{name}");
    }
    for name in
        ["TP.HCM", "TP. HCM", "TPHCM", "tp.hcm", "TP HCM", "TP. Hồ Chí Minh", "thành phố Hồ Chí Minh", "Sài Gòn"]
    {
        assert_eq!(first(name), "79", "{name}");
    }
    for name in ["T.T.Huế", "Thừa Thiên - Huế", "tỉnh Thừa Thiên Huế", "Thừa Thiên-Huế"] {
        assert_eq!(first(name), "46", "{name}");
    }
    for name in ["Q.1", "quận 1", "Q. 1", "Q1", "Quận 01", "q.1"] {
        assert_eq!(first(name), "760", "{name}");
    }
    assert_eq!(first("thành phố Mĩ Tho"), "815");
    assert_eq!(first("TP. Mỹ Tho"), "815");
    assert_eq!(first("TX. Hồng Ngự"), "868");
    assert_eq!(first("Tha\u{301}p Mu\u{31B}o\u{31B}\u{300}i"), "872", "decomposed");
    assert_eq!(first("không có đâu"), "");
    assert!(register.lookup("", on, None).is_empty());
    assert!(register.lookup(&"xã ".repeat(10_000), on, None).is_empty());

    let within = register.get(Level::District, "876", on).unwrap().id();
    let inside = register.lookup("Tân Thành", on, Some(within));
    assert_eq!(inside.iter().map(|c| c.unit.code()).collect::<Vec<_>>(), ["30226"]);
}

#[test]
fn names_and_level_words_are_matched_on_tokens() {
    let register = register();
    let keys = |text: &str| text.split(' ').map(key).collect::<Vec<_>>();
    let mut found = Vec::new();
    register.match_names(keys("Tân Thành A xã"), |length, name| found.push((length, register.name_info(name))));
    let lengths: Vec<_> = found.iter().map(|f| f.0).collect();
    assert!(lengths.ends_with(&[2, 3]), "{lengths:?}");
    assert!(found.last().unwrap().1.kinds.contains(Kind::Commune));
    let mut words = Vec::new();
    register.match_levels(keys("thành phố trực thuộc trung ương"), |length, word| {
        words.push((length, word.level()));
    });
    assert_eq!(words, [(2, None), (6, Some(Level::Province))]);
    let number = register.name(&keys("1")).unwrap();
    assert!(register.name_info(number).number);
    let hcm = register.name(&keys("TP.HCM")).unwrap();
    assert!(register.name_info(hcm).complete);
}

#[test]
fn damaged_bytes_are_an_error() {
    let bytes = bongsen_data::PLACE;
    assert!(Register::from_bytes(&bytes[..bytes.len() / 2]).is_err());
    let mut source = RegisterSource::default();
    assert!(Register::from_bytes(&source.compile()).unwrap().is_empty());
    source.aliases.push(AliasSource {
        alias: "X".into(),
        level: Level::Province,
        name: "Y".into(),
        complete: false,
        address: false,
    });
    assert!(Register::from_bytes(&source.compile()).is_ok(), "an alias of nothing is no name");
}
