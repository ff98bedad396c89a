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
    let all = all.as_array().unwrap();
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
