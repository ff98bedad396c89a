//! The program as its users meet it: exit status, messages, streams, and answers that a person can review.
//!
//! The answers are in `golden/`. After a change that is meant: `BONGSEN_UPDATE_GOLDEN=1 cargo test -p bongsen-cli`, then
//! read the difference.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bongsen"));
    command.env_remove("COLUMNS").env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

fn run_on(arguments: &[&str], input: &[u8]) -> Output {
    let mut child =
        program().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        // The program may stop reading when it finds an error.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// Status and one line on standard error that begins as given.
#[track_caller]
fn assert_refused(output: &Output, status: i32, message: &str) {
    assert_eq!(output.status.code(), Some(status), "{}", err(output));
    assert_eq!(err(output).lines().count(), 1, "{}", err(output));
    assert!(err(output).starts_with("bongsen: "), "{}", err(output));
    assert!(err(output).contains(message), "{}", err(output));
}

/// Status 2 and what clap says.
#[track_caller]
fn assert_refused_usage(output: &Output, message: &str) {
    assert_eq!(output.status.code(), Some(2), "{}", err(output));
    assert!(err(output).contains(message), "{}", err(output));
}

#[track_caller]
fn assert_fine(output: &Output) {
    assert_eq!((output.status.code(), err(output)), (Some(0), ""));
}

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn article() -> String {
    golden("article.txt").display().to_string()
}

#[track_caller]
fn assert_golden(name: &str, arguments: &[&str]) {
    let input = std::fs::read(golden("article.txt")).unwrap();
    let output = run_on(arguments, &input);
    assert_fine(&output);
    if std::env::var_os("BONGSEN_UPDATE_GOLDEN").is_some() {
        std::fs::write(golden(name), &output.stdout).unwrap();
    }
    let expected = std::fs::read_to_string(golden(name)).unwrap();
    for (i, (got, wanted)) in out(&output).lines().zip(expected.lines()).enumerate() {
        assert_eq!(got, wanted, "line {} of {name}", i + 1);
    }
    assert_eq!(out(&output), expected, "{name}");
}

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
fn the_words_are_as_reviewed() {
    assert_golden("article.segment.txt", &["segment"]);
    assert_golden("article.vncorenlp.txt", &["segment", "--format", "vncorenlp"]);
    assert_golden("article.syllables.txt", &["segment", "--granularity", "syllable"]);
    assert_golden("article.index.txt", &["segment", "--granularity", "index", "--parts"]);
    let json = ["segment", "--granularity", "index", "--folding", "extra", "--format", "json"];
    assert_golden("article.index.json", &json);
}

#[test]
fn options_of_the_index_go_with_it_alone() {
    for arguments in [&["--parts"][..], &["--folding", "extra"], &["--granularity", "syllable", "--folding", "only"]] {
        let output = run(&[&["segment"], arguments].concat());
        assert_refused_usage(&output, "go with --granularity index");
    }
    let output = run(&["segment", "--granularity", "index", "--format", "vncorenlp"]);
    assert_refused_usage(&output, "--format vncorenlp goes with --granularity word");
    let output = run(&["segment", "--granularity", "index", "--folding", "all"]);
    assert_refused(&output, 2, "is no folding: the foldings are none, extra, only");
}

#[test]
fn positions_go_on_over_blocks_and_begin_anew_with_a_file() {
    let folder = folder("positions");
    let paragraph = "Xã xây dựng nông thôn mới.\n\n";
    let (long, short) = (folder.join("long.txt"), folder.join("short.txt"));
    std::fs::write(&long, paragraph.repeat(20_000)).unwrap();
    std::fs::write(&short, paragraph).unwrap();
    let paths = [long, short].map(|path| path.display().to_string());
    let output = run(&["segment", "--granularity", "index", "--format", "json", &paths[0], &paths[1]]);
    assert_fine(&output);
    let sentences: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let sentences = sentences.as_array().unwrap();
    assert_eq!(sentences.len(), 20_001);
    for (i, sentence) in sentences.iter().enumerate() {
        let (i, items) = (i % 20_000, sentence["items"].as_array().unwrap());
        assert_eq!(items[0]["position"], 6 * i);
        assert_eq!(items.last().unwrap()["position"], 6 * i + 5);
    }
}

fn lexicon() -> String {
    golden("lexicon.tsv").display().to_string()
}

#[test]
fn the_words_with_those_of_the_user_are_as_reviewed() {
    assert_golden("article.lexicon.txt", &["segment", "--lexicon", &lexicon()]);
}

#[test]
fn every_gap_is_explained_by_weights_that_add_up() {
    let text = "Xã xây dựng nông thôn mới 2013. Đất nước đổi mới.";
    let said = |arguments: &[&str]| {
        let output = run(&[&["explain", text, "--all"], arguments].concat());
        assert_fine(&output);
        // The weights of the gap that was told last add up to its score, which is its last number.
        let (mut score, mut sum) = (0, 0);
        let mut gaps = Vec::new();
        for line in out(&output).lines().chain(["end"]) {
            let number = |word: &str| word.trim_end_matches(')').replace('.', "").parse::<i32>().ok();
            match line.strip_prefix("  ") {
                Some(weight) => sum += weight.split_whitespace().next().and_then(number).unwrap(),
                None if line.is_empty() => {}
                None => {
                    assert_eq!(sum, score, "before {line}");
                    let last = line.rsplit(' ').next().unwrap_or_default();
                    score = number(last).filter(|_| last.contains('.') && last.len() > 2).unwrap_or_default();
                    sum = 0;
                    gaps.push(line.trim_end_matches(last).trim_end_matches("(score ").trim_end().to_owned());
                }
            }
        }
        gaps
    };
    let gaps = said(&[]);
    for line in [
        "Xã | xây   separate",
        "xây_dựng   joined",
        "nông_thôn   joined",
        "thôn | mới   separate",
        "mới | 2013   separate: marks, numbers, dates and addresses are words by themselves",
        ". | Đất   separate: a sentence ends",
        "Đất_nước   joined",
    ] {
        assert!(gaps.iter().any(|gap| gap == line), "{line} in {gaps:#?}");
    }
    let lexicon = lexicon();
    let gaps = said(&["--at", "nông thôn mới", "--lexicon", &lexicon]);
    let user = "your join “nông thôn mới”, line 2";
    let expected = ["dựng | nông   separate", "nông_thôn   joined", "thôn_mới   joined", "mới | 2013   separate"];
    assert_eq!(gaps[2..gaps.len() - 1], expected.map(|gap| format!("{gap}: {user}")), "{gaps:#?}");
    assert_refused(&run(&["explain", text, "--at", "huyện"]), 1, "--at: \"huyện\" is not in the text");
    assert_fine(&run(&["explain", ""]));
    let output = run(&["explain", "Ông Lê \u{1b}]0;x\u{7} họp.\nXã"]);
    assert_fine(&output);
    assert!(!out(&output).contains('\u{1b}'));
}

#[test]
fn entities_are_read_from_the_words_of_the_user() {
    let record = |arguments: &[&str]| -> serde_json::Value {
        let output = run_on(
            &[&["analyze", "--format", "json", "--with", "words"], arguments].concat(),
            "Cử tri xã Mỹ Quý kiến nghị.".as_bytes(),
        );
        assert_fine(&output);
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let texts = |layer: &serde_json::Value| -> Vec<String> {
        layer.as_array().unwrap().iter().map(|w| w["text"].as_str().unwrap().to_owned()).collect()
    };
    let path = folder("lexicon-entities").join("words.tsv");
    std::fs::write(&path, "join\tcử tri xã\n").unwrap();
    let joined = record(&["--lexicon", &path.display().to_string()]);
    assert_eq!(texts(&joined["words"])[..2], ["Cử tri xã", "Mỹ Quý"]);
    assert_eq!(texts(&record(&[])["words"])[..2], ["Cử tri", "xã"]);
}

#[test]
fn a_bad_lexicon_is_one_clear_line_and_nothing_is_read() {
    let path = folder("lexicon").join("words.tsv");
    let check = |bytes: &[u8], message: &str| {
        std::fs::write(&path, bytes).unwrap();
        for command in ["segment", "analyze", "officials"] {
            let output = run(&[command, "--lexicon", &path.display().to_string(), &article()]);
            assert_refused(&output, 1, message);
            assert_eq!(out(&output), "");
        }
    };
    check(
        "join\txã hội\r\n\r\nsplit\tXã Hội\r\n".as_bytes(),
        "words.tsv: line 3: \"Xã Hội\": line 1 says otherwise of the same word",
    );
    check(
        "nông thôn mới\n".as_bytes(),
        "words.tsv: line 1: \"nông thôn mới\": an entry begins with join, split or prefer",
    );
    check(b"\xFF\xFEj\0o\0", "words.tsv: not UTF-8 at byte 0, line 1 (0xFF): convert the text to UTF-8");
    assert_refused(&run(&["segment", "--lexicon", "no-such.tsv"]), 1, "no-such.tsv: no such file: check the path");
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
        assert!(row["person"].is_string() && row["start"].is_u64(), "{row}");
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

/// The blocks in which `segment` reads leave no trace.
#[test]
fn segment_of_a_long_text_is_that_of_its_parts() {
    let article = std::fs::read_to_string(golden("article.txt")).unwrap();
    let once = run_on(&["segment"], (article.clone() + "\n").as_bytes());
    let many = run_on(&["segment"], (article.clone() + "\n").repeat(700).as_bytes());
    assert_fine(&many);
    assert_eq!(out(&many), out(&once).repeat(700));
    // Without blank lines, and without line breaks.
    for text in ["Ông Lê Văn Mẫu đã họp ở xã Mỹ Quý.\n", "Ông Lê Văn Mẫu đã họp ở xã Mỹ Quý. "]
    {
        let once = run_on(&["segment"], text.as_bytes());
        let many = run_on(&["segment"], text.repeat(120_000).as_bytes());
        assert_eq!(out(&once).lines().count(), 1);
        assert!(out(&many) == out(&once).repeat(120_000), "{text:?}");
    }
}

#[test]
fn offsets_of_segment_count_from_the_start_of_the_file() {
    let paragraph = "Ông Lê Văn Mẫu đã họp ở xã Mỹ Quý. Bà Võ Thị Thử dự.\n\n";
    let text = paragraph.repeat(8000);
    let output = run_on(&["segment", "--format", "json"], text.as_bytes());
    assert_fine(&output);
    let sentences: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(sentences.len(), 16_000);
    let length = paragraph.chars().count() as u64;
    let last = &sentences[15_999];
    assert_eq!(last["start"], 7999 * length + "Ông Lê Văn Mẫu đã họp ở xã Mỹ Quý. ".chars().count() as u64);
    assert_eq!(last["end"], 8000 * length - 2);
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
    assert!(out(&output).starts_with("No unit of this name and kind on 2025-08-01"), "{}", out(&output));
    assert!(out(&output).contains("xã Tháp Mười   mã 30037"), "{}", out(&output));
    let output = run(&["place", "xã Tân Kiều, huyện Tháp Mười", "--on", "2025-08-01"]);
    assert_refused(&output, 1, "no such unit on 2025-08-01; there was on 2024-12-31: try --on 2024-12-31");
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
fn a_treebank_is_scored_and_checked() {
    let path = folder("treebank").join("gold.conllu");
    let rest = "\t_".repeat(8);
    std::fs::write(&path, format!("# text = Ông đã họp\n1\tÔng{rest}\n2\tđã{rest}\n3\thọp{rest}\n\n")).unwrap();
    let output = run(&["eval", "segment", &path.display().to_string()]);
    assert_fine(&output);
    assert!(out(&output).contains("words              3       3       3    100.00"), "{}", out(&output));
    std::fs::write(&path, "1\tÔng\n").unwrap();
    let output = run(&["eval", "segment", &path.display().to_string()]);
    assert_refused(&output, 1, "gold.conllu: line 1: a row has ten columns");
}

#[test]
fn lines_with_joined_syllables_are_scored_and_checked() {
    let path = folder("joined").join("gold.txt");
    std::fs::write(&path, "# hai câu\nÔng đã họp .\nBà làm_việc , ông nghỉ .\n").unwrap();
    for option in [None, Some("--detokenise")] {
        let path = path.display().to_string();
        let arguments: Vec<&str> = ["eval", "segment", &path].into_iter().chain(option).collect();
        let output = run(&arguments);
        assert_fine(&output);
        assert!(out(&output).contains("2 sentences"), "{}", out(&output));
        assert!(out(&output).contains("words             10      10      10    100.00"), "{}", out(&output));
    }
    std::fs::write(&path, "Ông\nBà làm_\n").unwrap();
    let output = run(&["eval", "segment", &path.display().to_string()]);
    assert_refused(&output, 1, "gold.txt: line 2: a syllable joined with _ is empty");
}

#[test]
fn normal_form_and_tone_style() {
    let text = "Tha\u{301}p\u{a0}Mười: Uỷ ban xã Ðốc Binh Kiều, thủy lợi\u{200b}.\n";
    for (arguments, expected) in [
        (&["normalize"][..], "Tháp Mười: Uỷ ban xã Đốc Binh Kiều, thủy lợi.\n"),
        (&["normalize", "--tone", "old"], "Tháp Mười: Ủy ban xã Đốc Binh Kiều, thủy lợi.\n"),
        (&["normalize", "--tone", "new"], "Tháp Mười: Uỷ ban xã Đốc Binh Kiều, thuỷ lợi.\n"),
    ] {
        let output = run_on(arguments, text.as_bytes());
        assert_fine(&output);
        assert_eq!(out(&output), expected);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_cannot_be_written_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = program().args(["analyze", &article()]).stdout(full).output().unwrap();
    assert_refused(&output, 1, "bongsen: standard output: ");
}
