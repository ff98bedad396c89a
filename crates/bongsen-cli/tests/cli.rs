//! The program as its users meet it: exit status, messages, streams, and answers that a person can review.
//!
//! The answers are in `golden/`. After a change that is meant: `BONGSEN_UPDATE_GOLDEN=1 cargo test -p bongsen-cli`, then
//! read the difference.

mod common;

use std::io::{Read, Write};
use std::process::Stdio;

use common::*;

#[test]
fn the_report_is_as_reviewed() {
    assert_golden("article.report.txt", &["analyze"]);
}

#[test]
fn the_record_is_as_reviewed() {
    assert_golden("article.json", &["analyze", "--format", "json"]);
}

#[test]
fn the_officials_are_as_reviewed() {
    assert_golden("article.officials.csv", &["officials", "--format", "csv"]);
    assert_golden("article.officials.txt", &["officials"]);
}

#[test]
fn a_command_that_is_not_understood_is_status_2() {
    assert_eq!(run(&[]).status.code(), Some(2));
    assert_eq!(run(&["analyse"]).status.code(), Some(2));
    assert_eq!(run(&["analyze", "--format", "xml"]).status.code(), Some(2));
    assert_eq!(run(&["eval", "entities"]).status.code(), Some(2));
    assert_eq!(run(&["--help"]).status.code(), Some(0));
}

#[test]
fn a_bad_date_is_one_clear_line() {
    for bad in ["2013-13-01", "23/08/2013", "2013-02-29", ""] {
        let output = run(&["analyze", "--date", bad]);
        assert_refused(&output, 2, "is not a date: write year-month-day, as in 2013-08-23");
        assert!(err(&output).contains("--date"), "{}", err(&output));
    }
}

#[test]
fn a_missing_file_is_told_and_the_others_are_done() {
    let output = run(&["segment", "no-such.txt", &article()]);
    assert_refused(&output, 1, "no-such.txt: no such file: check the path");
    assert!(out(&output).lines().count() > 5);
    let output = run(&["analyze", "--format", "jsonl", &article(), "no-such.txt"]);
    assert_refused(&output, 1, "no-such.txt: no such file");
    assert_eq!(out(&output).lines().count(), 1);
}

#[test]
fn invalid_utf8_is_named_by_its_byte() {
    for command in [&["analyze"][..], &["segment"], &["normalize"], &["officials"], &["analyze", "--lines"]] {
        let output = run_on(command, b"X\xC3\xA3 M\xE1\xBB\xB9 Qu\xFF.");
        assert_refused(&output, 1, "standard input: not UTF-8 at byte 11");
        assert!(err(&output).contains("0xFF"), "{}", err(&output));
        let mut lossy = command.to_vec();
        lossy.push("--lossy");
        assert_fine(&run_on(&lossy, b"X\xC3\xA3 M\xE1\xBB\xB9 Qu\xFF."));
    }
    let output = run_on(&["segment", "--lossy"], b"Qu\xFF. Xa\xCC\x83.");
    assert!(out(&output).contains('\u{FFFD}'), "{}", out(&output));
}

#[test]
fn the_byte_is_that_of_the_file_also_far_behind() {
    let mut text = "Xã Mỹ Quý đã họp.\n\n".repeat(60_000).into_bytes();
    let at = text.len();
    text.extend(b"a\xC0b");
    let output = run_on(&["segment"], &text);
    assert_refused(&output, 1, &format!("not UTF-8 at byte {} ", at + 1));
    // What comes in blocks before it is done.
    assert!(out(&output).lines().count() > 10_000);
}

#[test]
fn empty_input_is_an_empty_document() {
    for input in [&b""[..], b"\n \n", b"\xEF\xBB\xBF"] {
        assert_fine(&run_on(&["segment"], input));
        let output = run_on(&["analyze", "--format", "jsonl"], input);
        assert_fine(&output);
        let record: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(record["entities"], serde_json::json!([]));
        assert_fine(&run_on(&["analyze"], input));
        assert_fine(&run_on(&["analyze", "--format", "html"], input));
        assert_fine(&run_on(&["officials"], input));
    }
    assert_eq!(out(&run_on(&["segment"], b"")), "");
    assert_eq!(out(&run_on(&["segment", "--format", "json"], b"")), "[]\n");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    for arguments in [&["segment"][..], &["segment", "--format", "json"]] {
        let text = "Xã Mỹ Quý đã họp.\n\n".repeat(100_000);
        let mut child = program()
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || {
            let _ = stdin.write_all(text.as_bytes());
        });
        let mut first = [0; 10];
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut first).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        assert_fine(&output);
    }
}

#[test]
fn a_dash_and_no_file_are_standard_input() {
    let text = "Xã Mỹ Quý đã họp. Ông Lê Văn Mẫu phát biểu.".as_bytes();
    let output = run_on(&["segment", "-"], text);
    assert_fine(&output);
    assert_eq!(out(&output), out(&run_on(&["segment"], text)));
    assert_eq!(out(&output).lines().count(), 2);
}

#[test]
fn every_format_can_be_read_by_its_reader() {
    let article = article();
    let list: serde_json::Value =
        serde_json::from_slice(&run(&["analyze", "--format", "json", &article, &article]).stdout).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 2);
    let output = run(&["officials", "--format", "jsonl", &article]);
    for line in out(&output).lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(row["person"].is_string() && row["evidence_start"].is_u64(), "{row}");
    }
    let output = run(&["segment", "--format", "json", &article, &article]);
    let sentences: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(sentences.as_array().unwrap().len() > 10);
    let page = run(&["analyze", "--format", "html", &article, &article]);
    assert_fine(&page);
    let page = out(&page);
    for element in ["mark", "span", "bdi", "section", "article", "table", "q", "div", "main", "aside", "ul", "li"] {
        let opened = page.matches(&format!("<{element}>")).count() + page.matches(&format!("<{element} ")).count();
        assert_eq!(opened, page.matches(&format!("</{element}>")).count(), "{element}");
    }
    assert!(page.trim_end().ends_with("</html>"));
}

/// Offsets of the record point at what it says, in every unit.
#[test]
fn offsets_of_the_record_are_exact() {
    let text = "🪷 Tha\u{301}p Mười: ông Lê Văn Mẫu, Chủ tịch UBND xã Mỹ Quý, đã họp. 🪷 Bà Võ Thị Thử dự.";
    for unit in ["chars", "bytes", "utf16"] {
        let arguments = ["analyze", "--format", "json", "--offsets", unit, "--with", "text,words,tokens"];
        let output = run_on(&arguments, text.as_bytes());
        assert_fine(&output);
        let record: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(record["text"], text);
        let mut seen = 0;
        for layer in ["entities", "sentences", "words", "tokens"] {
            for item in record[layer].as_array().unwrap() {
                let at = |field: &str| usize::try_from(item[field].as_u64().unwrap()).unwrap();
                let (start, end) = (at("start"), at("end"));
                let there = match unit {
                    "bytes" => text[start..end].to_owned(),
                    "chars" => text.chars().skip(start).take(end - start).collect(),
                    _ => {
                        let units: Vec<u16> = text.encode_utf16().collect();
                        String::from_utf16(&units[start..end]).unwrap()
                    }
                };
                assert_eq!(item["text"], there, "{unit} {item}");
                seen += 1;
            }
        }
        assert!(seen > 30, "{seen}");
    }
}

/// What a record refers to is in it.
#[test]
fn references_of_the_record_resolve() {
    let output = run(&["analyze", "--format", "json", &article()]);
    let record: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut ids = std::collections::BTreeSet::new();
    for list in ["entities", "persons", "organizations", "posts", "memberships", "areas"] {
        for item in record[list].as_array().unwrap() {
            assert!(ids.insert(item["id"].as_str().unwrap().to_owned()), "{} twice", item["id"]);
        }
    }
    let mut followed = 0;
    let mut follow = |value: &serde_json::Value| {
        if let Some(id) = value.as_str() {
            assert!(ids.contains(id), "{id} is nowhere");
            followed += 1;
        }
    };
    for list in ["entities", "organizations", "posts", "memberships", "areas", "quotations", "relations"] {
        for item in record[list].as_array().unwrap() {
            for field in [
                "ref",
                "parent",
                "parent_id",
                "person_id",
                "post_id",
                "organization_id",
                "area_id",
                "speaker_id",
                "head",
                "tail",
            ] {
                follow(&item[field]);
            }
        }
    }
    assert!(followed > 20, "{followed}");
}

#[test]
fn markup_in_the_text_stays_text() {
    let text = "Ông Lê Văn Mẫu <script>alert(1)</script> \"&\" - Bí thư Huyện ủy Tháp Mười\u{202e}.";
    let output = run_on(&["analyze", "--format", "html"], text.as_bytes());
    assert_fine(&output);
    assert!(!out(&output).contains("<script"));
    assert!(out(&output).contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;&amp;&quot;"));
    let output = run_on(&["analyze"], "Xã Mỹ Quý \u{1b}[31m họp.\n\nÔng Lê \u{1b}]0;x\u{7} họp.".as_bytes());
    assert_fine(&output);
    assert!(!out(&output).contains('\u{1b}'));
}

#[test]
fn lines_are_documents_of_their_own() {
    let output = run_on(
        &["analyze", "--lines", "--format", "jsonl", "--with", "text"],
        "Xã Mỹ Quý.\r\n\nHuyện Tháp Mười.".as_bytes(),
    );
    assert_fine(&output);
    let texts: Vec<serde_json::Value> =
        out(&output).lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()).collect();
    assert_eq!(texts.len(), 3);
    assert_eq!((&texts[0]["text"], &texts[2]["text"]), (&"Xã Mỹ Quý.".into(), &"Huyện Tháp Mười.".into()));
    assert_eq!(texts[2]["source"], "-:3");
}

#[test]
fn officials_are_read_from_a_folder() {
    let folder = folder("officials");
    std::fs::create_dir(folder.join("sub")).unwrap();
    for name in ["b.txt", "sub/a.txt"] {
        std::fs::copy(golden("article.txt"), folder.join(name)).unwrap();
    }
    std::fs::write(folder.join("note.md"), "Ông Lê Văn Mẫu, Chủ tịch UBND xã Mỹ Quý.").unwrap();
    let output = run(&["officials", "--format", "jsonl", &folder.display().to_string()]);
    assert_fine(&output);
    let one = run(&["officials", "--format", "jsonl", &article()]);
    assert!(out(&one).lines().count() > 0);
    assert_eq!(out(&output).lines().count(), 2 * out(&one).lines().count());
    let empty = folder.join("empty");
    std::fs::create_dir(&empty).unwrap();
    assert_refused(&run(&["officials", &empty.display().to_string()]), 1, "no .txt file in this folder");
}

#[test]
fn a_place_is_found_in_its_time() {
    let output = run(&["place", "xã Đốc Binh Kiều, huyện Tháp Mười, Đồng Tháp", "--on", "2013-08-23"]);
    assert_fine(&output);
    for part in ["30061", "huyện Tháp Mười (872), tỉnh Đồng Tháp (87)", "30/06/2025"] {
        assert!(out(&output).contains(part), "{part}: {}", out(&output));
    }
    let output = run(&["place", "Đốc Binh Kiều", "--on", "2025-08-01", "--format", "json"]);
    assert_fine(&output);
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found[0]["within"][0]["identifier"], "82");
    let output = run(&["place", "huyện Tháp Mười", "--on", "2025-08-01"]);
    assert_fine(&output);
    assert!(out(&output).starts_with("No such unit on 2025-08-01; as of 2025-06-30:"), "{}", out(&output));
    assert!(out(&output).contains("huyện Tháp Mười   mã 872"), "{}", out(&output));
    let output = run(&["place", "xã Tân Kiều, huyện Tháp Mười", "--on", "2025-08-01"]);
    assert_fine(&output);
    assert!(out(&output).contains("No such unit on 2025-08-01; as of 2025-06-30:"), "{}", out(&output));
    assert_refused(&run(&["place", "xã Không Có Thật"]), 1, "check the spelling");
}

#[test]
fn a_damaged_data_file_is_one_clear_line() {
    let folder = folder("model");
    let check = |name: &str, bytes: &[u8], message: &str| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        assert_refused(&run(&["model", "info", &path.display().to_string()]), 1, message);
    };
    check("a.bsm", b"PK\x03\x04", "a.bsm: not a bongsen model file");
    let file = bongsen::model::write(&[(*b"META", b"{\"name\":\"test\"}".to_vec())]);
    check("b.bsm", &file[..file.len() - 3], "b.bsm: model file is damaged");
    let mut flipped = file.clone();
    *flipped.last_mut().unwrap() ^= 1;
    check("c.bsm", &flipped, "checksum differs");
    let path = folder.join("d.bsm");
    std::fs::write(&path, &file).unwrap();
    let output = run(&["model", "info", &path.display().to_string()]);
    assert_fine(&output);
    assert!(out(&output).contains("name: test"), "{}", out(&output));
}

#[test]
fn gold_records_are_scored_and_checked() {
    let folder = folder("gold");
    let path = folder.join("gold.jsonl");
    let record = r#"{"id":"g-1","source":"s","text":"Ông Lê Văn Mẫu, Chủ tịch UBND xã Mỹ Quý, đã họp.","entities":[{"start":4,"end":14,"label":"PERSON","text":"Lê Văn Mẫu"},{"start":44,"end":46,"label":"DATE","text":"họ"}],"relations":[]}"#;
    std::fs::write(&path, format!("{record}\n\n")).unwrap();
    let gold = path.display().to_string();
    let output = run(&["eval", "entities", &gold, "--errors", "3"]);
    assert_fine(&output);
    for part in
        ["gold   Ông [P Lê Văn Mẫu]", "missed DATE “họ” 44–46", "PERSON             1       1       1    100.00"]
    {
        assert!(out(&output).contains(part), "{part}\n{}", out(&output));
    }
    std::fs::write(&path, format!("{record}\n{}\n", record.replace("\"end\":14", "\"end\":15"))).unwrap();
    assert_refused(
        &run(&["eval", "entities", &gold]),
        1,
        "gold.jsonl: line 2: entity 0: the record says \"Lê Văn Mẫu\"",
    );
    std::fs::write(&path, "").unwrap();
    assert_refused(&run(&["eval", "entities", &gold]), 1, "no gold record to score");
}

#[test]
fn syllables_are_taken_apart_and_told_how_they_sound() {
    let all = "syllable\tonset\tmedial\tnucleus\tcoda\ttone\tnorth\tcentre\tsouth\n\
               Quyết\tqu\tu\tyê\tt\tsac\tkwiət˦˥\tkwiək˦˥\twiək˦˥\n\
               oà\t\to\ta\t\thuyen\tʔwaː˨˩\tʔwaː˦˨\twaː˨˩\n";
    for output in [run(&["syllable", "Quyết", "oà"]), run_on(&["syllable"], "Quyết\noà\n".as_bytes())] {
        assert_fine(&output);
        assert_eq!(out(&output), all);
    }
    let output = run(&["syllable", "--dialect", "south", "va", "John"]);
    assert_refused(&output, 1, "John: no possible syllable");
    assert_eq!(out(&output), "syllable\tonset\tmedial\tnucleus\tcoda\ttone\tsouth\nva\tv\t\ta\t\tngang\tjaː˧˧\n");
    assert_refused_usage(&run(&["syllable", "--dialect", "west", "va"]), "north, centre, south");
}

#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_cannot_be_written_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = program().args(["analyze", &article()]).stdout(full).output().unwrap();
    assert_refused(&output, 1, "bongsen: the answer cannot be written: ");
}
