//! Words as the users of the program meet them: forms, words of theirs, models, scores.

mod common;

use common::*;

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
fn a_word_model_of_the_user_takes_the_place_of_the_bundled_one() {
    let folder = folder("word-model");
    let model = folder.join("mine.bsm");
    let table = bongsen::word::table::Table::default();
    let features = (vec![-1; bongsen::word::features::SHAPES], vec![0; bongsen::word::features::COVERS]);
    let mine = bongsen::word::WordModel::from_parts(table, features.0, features.1).unwrap();
    std::fs::write(&model, mine.to_bytes("{}")).unwrap();
    let path = model.display().to_string();
    let output = run_on(&["segment", "--word-model", &path], "Chủ tịch xã nói".as_bytes());
    assert_fine(&output);
    assert_eq!(out(&output), "Chủ_tịch_xã_nói\n", "a model that joins whatever may be joined");
    let gold = folder.join("gold.txt");
    std::fs::write(&gold, "Chủ_tịch_xã_nói\n").unwrap();
    let output = run(&["eval", "segment", &gold.display().to_string(), "--word-model", &path]);
    assert_fine(&output);
    assert!(out(&output).contains("100.00"), "{}", out(&output));
    let output = run(&["model", "info", &path]);
    assert!(out(&output).contains("sha256 "), "{}", out(&output));
    std::fs::write(&model, b"BSEN").unwrap();
    let output = run_on(&["segment", "--word-model", &path], b"x");
    assert_refused(&output, 1, "mine.bsm: ");
}
