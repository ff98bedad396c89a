//! `bongsen explain --entities`.

mod common;

use common::*;

#[test]
fn each_entity_is_told_with_its_rule_and_rows() {
    let text = "Sáng nay, đồng chí Trần Văn Mẫu - Bí thư Đảng ủy xã Đốc Binh Kiều phát biểu.";
    let output = run(&["explain", "--entities", text, "--date", "2013-08-23"]);
    assert_fine(&output);
    let told = out(&output);
    for line in [
        "Trần Văn Mẫu PERSON\n  quy tắc person.honorific: ",
        "\n  đứng ngay trước “đồng chí”: entity/honorifics.tsv [strong]\n",
        "\nTrần Văn Mẫu | Bí thư Đảng ủy xã Đốc Binh Kiều\n  mẫu câu “đồng chí NAME - TITLE”: ",
        "\nBí thư Đảng ủy xã Đốc Binh Kiều TITLE\n  quy tắc title.head+org: ",
        "\n  đơn vị: xã Đốc Binh Kiều (30061), huyện Tháp Mười, tỉnh Đồng Tháp: ",
    ] {
        assert!(told.contains(line), "{line:?} is not in\n{told}");
    }
    let output = run(&["explain", "--entities", text, "--lang", "en", "--at", "Mẫu"]);
    let english = out(&output);
    assert!(english.starts_with("Trần Văn Mẫu PERSON\n  rule person.honorific: The capitalised words"), "{english}");
    assert!(!english.contains("ADMIN_UNIT"), "{english}");
}

#[test]
fn explanations_in_json_point_into_the_text() {
    let output = run(&["explain", "--entities", "--file", &article(), "--format", "json"]);
    assert_fine(&output);
    let text: Vec<char> = std::fs::read_to_string(article()).unwrap().chars().collect();
    let all: serde_json::Value = serde_json::from_str(out(&output)).unwrap();
    let officials = all["officials"].as_array().unwrap();
    assert!(officials.len() > 1 && officials.iter().all(|why| why["vietnamese"].is_string()), "{officials:?}");
    let all = all["entities"].as_array().unwrap();
    assert!(all.len() > 10);
    for why in all {
        assert!(why["vietnamese"].is_string() && why["rule"].is_string(), "{why}");
        for part in std::iter::once(why).chain(why["rows"].as_array().unwrap()) {
            let at = |field: &str| part[field].as_u64().unwrap() as usize;
            let there: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(part["text"], there);
        }
    }
}

#[test]
fn what_belongs_to_entities_is_refused_without_them() {
    assert_refused_usage(&run(&["explain", "Xã họp.", "--lang", "en"]), "--entities");
    assert_refused(&run(&["explain", "--entities", "--file", "no-such.txt"]), 1, "no-such.txt: no such file");
    assert_refused(
        &run(&["explain", "--entities", "Xã họp.", "--at", "huyện"]),
        1,
        "--at: \"huyện\" is not in the text",
    );
}

#[test]
fn views_and_labels_are_those_asked_for() {
    let labels = |arguments: &[&str]| {
        let output = run(&[&["analyze", "--format", "json", &article()], arguments].concat());
        assert_fine(&output);
        let record: serde_json::Value = serde_json::from_str(out(&output)).unwrap();
        let list = record["entities"].as_array().unwrap().clone();
        assert!(!record["officials"].is_null() || !record["memberships"].is_null());
        list.iter().map(|e| (e["label"].as_str().unwrap().to_owned(), e["parent"].is_null())).collect::<Vec<_>>()
    };
    let (all, outer) = (labels(&[]), labels(&["--view", "outermost", "--labels", "vlsp"]));
    assert!(all.iter().any(|(label, flat)| label == "ADMIN_UNIT" && !flat));
    assert!(outer.iter().all(|(label, flat)| matches!(label.as_str(), "PER" | "ORG" | "LOC") && *flat), "{outer:?}");
    assert!(outer.iter().any(|(label, _)| label == "ORG"), "the body inside a title is outermost without it");
    let output = run(&["analyze", "--format", "conll", "--labels", "vlsp", &article()]);
    assert_fine(&output);
    assert!(out(&output).contains("\tB-PER\n") && out(&output).ends_with("\n\n"));
    assert_refused(&run(&["analyze", "--view", "outermost", &article()]), 1, "--view and --labels go with");
    assert_refused(&run(&["analyze", "--format", "conll", "--view", "nested", &article()]), 1, "conll is flat");
}
