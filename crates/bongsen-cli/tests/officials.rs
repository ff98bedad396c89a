//! `bongsen officials`: tables over folders, and timelines. Texts are written for these tests.

mod common;

use std::process::Output;

use common::*;

const TEXTS: [(&str, &str); 3] = [
    (
        "2013.txt",
        "Hội nghị cấp huyện\n\n23/08/2013 08:00\n\nNgày 20-8, HĐND huyện Tháp Mười bầu ông Trần Văn Mẫu, Bí thư Đảng ủy xã Đốc Binh \
         Kiều, giữ chức Chủ tịch UBND huyện Tháp Mười, nhiệm kỳ 2011 - 2016, thay ông Phan Văn Thử. Ông Mẫu cảm ơn. Chủ tịch \
         UBND huyện Trần Văn Mẫu nhận hoa.\n",
    ),
    (
        "2016.txt",
        "Tổng kết phong trào\n\n05/01/2016 08:00\n\nNguyên Chủ tịch Ủy ban nhân dân huyện Tháp Mười Trần Văn Mẫu dự. Bà Lê Thị \
         Ví Dụ, Bí thư Đảng ủy xã Đốc Binh Kiều, phát biểu.\n",
    ),
    ("sub/namesake.txt", "Tin y tế\n\n06/01/2016 08:00\n\nGiám đốc Sở Y tế Trần Văn Mẫu nói.\n"),
];

fn texts(name: &str) -> String {
    let folder = folder(name);
    std::fs::create_dir(folder.join("sub")).unwrap();
    for (file, text) in TEXTS {
        std::fs::write(folder.join(file), text).unwrap();
    }
    folder.display().to_string()
}

/// The program, run in the folder, so that the answer does not depend on where that is.
fn run_in(folder: &str, arguments: &[&str]) -> Output {
    program().current_dir(folder).args(["officials", "."]).args(arguments).output().unwrap()
}

fn answer(folder: &str, arguments: &[&str]) -> String {
    let output = run_in(folder, arguments);
    assert_fine(&output);
    out(&output).to_owned()
}

#[test]
fn tables_and_timelines_are_as_reviewed() {
    let folder = texts("officials-golden");
    for (name, arguments) in [
        ("officials.folder.txt", &[][..]),
        ("officials.folder.csv", &["--format", "csv"]),
        ("officials.folder.jsonl", &["--format", "jsonl"]),
        ("officials.timeline.txt", &["--timeline"]),
        ("officials.persons.txt", &["--timeline", "--by", "person"]),
        ("officials.timeline.csv", &["--timeline", "--format", "csv"]),
    ] {
        assert_golden_text(name, &answer(&folder, arguments));
    }
}

#[test]
fn a_file_of_ones_own_gets_the_answer() {
    let folder = texts("officials-output");
    assert_eq!(answer(&folder, &["--format", "csv", "-o", "officials.csv"]), "");
    let written = std::fs::read_to_string(format!("{folder}/officials.csv")).unwrap();
    assert_eq!(written, answer(&folder, &["--format", "csv"]));
    assert_refused(&run_in(&folder, &["-o", "no/such.csv"]), 1, "no/such.csv: cannot be written");
}

#[test]
fn a_bad_file_is_one_line_and_the_run_goes_on() {
    let folder = texts("officials-bad");
    std::fs::write(format!("{folder}/a-bad.txt"), b"\xFF").unwrap();
    let output = run_in(&folder, &["--format", "jsonl"]);
    assert_refused(&output, 1, "a-bad.txt: not UTF-8 at byte 0");
    std::fs::remove_file(format!("{folder}/a-bad.txt")).unwrap();
    assert_eq!(out(&output), answer(&folder, &["--format", "jsonl"]));
}

#[test]
fn evidence_is_at_its_offsets() {
    let folder = texts("officials-offsets");
    for line in answer(&folder, &["--format", "jsonl"]).lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let source = std::path::Path::new(&folder).join(row["source"].as_str().unwrap());
        let text: Vec<char> = std::fs::read_to_string(source).unwrap().chars().collect();
        let all = row["all_evidence"].as_array().unwrap();
        assert_eq!(all.len() as u64, row["mentions"].as_u64().unwrap());
        for evidence in all {
            let at = |name: &str| evidence[name].as_u64().unwrap() as usize;
            let found: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(found.split_whitespace().collect::<Vec<_>>().join(" "), evidence["text"].as_str().unwrap());
        }
    }
}

#[test]
#[cfg(not(feature = "parquet"))]
fn without_parquet_the_program_says_what_to_do() {
    assert_refused(&run(&["officials", &article(), "--format", "parquet"]), 1, "--features parquet");
}

#[test]
#[cfg(feature = "parquet")]
fn a_parquet_file_has_the_rows_of_the_table() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    let folder = texts("officials-parquet");
    for arguments in [&[][..], &["--timeline"]] {
        let mut all = arguments.to_vec();
        all.extend(["--format", "parquet", "-o", "officials.parquet"]);
        assert_eq!(answer(&folder, &all), "");
        let file = std::fs::File::open(format!("{folder}/officials.parquet")).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        let mut all = arguments.to_vec();
        all.extend(["--format", "jsonl"]);
        let objects: Vec<serde_json::Value> =
            answer(&folder, &all).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(rows.len(), objects.len());
        for (row, object) in rows.iter().zip(&objects) {
            for (at, (name, _)) in row.get_column_iter().enumerate() {
                match &object[name.as_str()] {
                    serde_json::Value::Null => assert!(row.get_string(at).is_err()),
                    serde_json::Value::Number(number) => {
                        assert_eq!(i64::from(row.get_int(at).unwrap()), number.as_i64().unwrap());
                    }
                    text => assert_eq!(row.get_string(at).unwrap(), text.as_str().unwrap()),
                }
            }
        }
    }
}
