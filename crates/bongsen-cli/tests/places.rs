//! `bongsen place` with a day to convert to, and over a column of a table.

mod common;

use common::*;

#[test]
fn a_unit_is_converted_to_another_day() {
    let commune = ["place", "xã Đốc Binh Kiều, huyện Tháp Mười, Đồng Tháp", "--on", "2013-08-23", "--to", "2025-07-01"];
    let output = run(&commune);
    assert_fine(&output);
    let text = out(&output);
    assert!(text.contains("ngày 2025-07-01: nhập vào (merged)"), "{text}");
    assert!(text.contains("xã Đốc Binh Kiều, tỉnh Đồng Tháp   mã 30061"), "{text}");
    let output = run(&[&commune[..], &["--format", "json"]].concat());
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (found[0]["identifier"].as_str(), found[0]["converted"]["status"].as_str()),
        (Some("30061"), Some("merged"))
    );
    assert_eq!(found[0]["converted"]["units"][0]["identifier"], "30061");

    // One code, two wards; an address; and the way back.
    let output = run(&["place", "26 Nguyễn Huệ, P. Bến Nghé, Q.1, TP.HCM", "--on", "2024-01-01", "--to", "2025-07-01"]);
    assert!(out(&output).contains("phường Sài Gòn, thành phố Hồ Chí Minh   mã 26740"), "{}", out(&output));
    let output = run(&["place", "phường Sài Gòn, TP.HCM", "--on", "2026-01-01", "--to", "2013-08-23"]);
    assert!(out(&output).contains("chia thành (divided)"), "{}", out(&output));
    assert!(out(&output).contains("phường Bến Nghé, quận 1, thành phố Hồ Chí Minh   mã 26740"), "{}", out(&output));
}

const TABLE: &str = "id,địa chỉ,note\n1,\"xã Tân Kiều, huyện Tháp Mười, Đồng Tháp\",a\n2,\"phường 5, quận 8, TP.HCM\",\"b, \"\"c\"\"\"\n\
                     3,xã Tân Lập\n4,,d\n5,Paris,e\n6,\"xã Tân Kìu, Tháp Mười, Đồng Tháp\",f,more\n";

const CONVERTED: &str = "id,địa chỉ,note,place_status,place_how,place_code,place_name,place_to_code,place_to_name\n\
    1,\"xã Tân Kiều, huyện Tháp Mười, Đồng Tháp\",a,merged,chain,30049,\"xã Tân Kiều, huyện Tháp Mười, tỉnh Đồng Tháp\",30061,\
    \"xã Đốc Binh Kiều, tỉnh Đồng Tháp\"\n";

#[test]
fn a_column_is_read_and_the_others_are_kept() {
    let folder = folder("column");
    let (path, answer) = (folder.join("in.csv"), folder.join("out.csv"));
    std::fs::write(&path, TABLE).unwrap();
    let name = path.display().to_string();
    let arguments = ["place", "--column", "địa chỉ", &name, "--on", "2024-01-01", "--to", "2025-07-01"];
    let output = run(&[&arguments[..], &["-o", &answer.display().to_string()]].concat());
    // The table is written whole; that one row cannot be read is said.
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("1 rows have more cells than the heading, the first in line 7"), "{}", err(&output));
    let text = std::fs::read_to_string(&answer).unwrap();
    assert!(text.starts_with(CONVERTED), "{text}");
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 7);
    assert!(rows[2].starts_with("2,\"phường 5, quận 8, TP.HCM\",\"b, \"\"c\"\"\",divided,chain,27418,"), "{}", rows[2]);
    assert!(rows[2].contains(",27418|27424,"), "{}", rows[2]);
    // A short row gets its cells.
    assert!(rows[3].starts_with("3,xã Tân Lập,,ambiguous,ambiguous,"), "{}", rows[3]);
    assert_eq!((rows[4], rows[5]), ("4,,d,not-found,unknown,,,,", "5,Paris,e,not-found,unknown,,,,"));
    assert_eq!(rows[6], "6,\"xã Tân Kìu, Tháp Mười, Đồng Tháp\",f,more,bad-row,,,,,");

    // By number, without a day, from standard input with tabs.
    let tabs = "a\tb\nxã Đốc Binh Kiều, huyện Tháp Mười\tx\n";
    let output = run_on(&["place", "--column", "1", "--delimiter", "tab", "-"], tabs.as_bytes());
    assert_fine(&output);
    assert!(out(&output).contains("xã Đốc Binh Kiều, huyện Tháp Mười\tx\tfound\tchain\t30061\t"), "{}", out(&output));
}

#[test]
fn a_bad_table_is_answered_clearly() {
    let folder = folder("bad-column");
    let path = folder.join("in.csv");
    std::fs::write(&path, "a,b\n1,2\n").unwrap();
    let name = path.display().to_string();
    assert_refused(&run(&["place", "--column", "c", &name]), 1, "no column \"c\": there are a, b");
    assert_refused(&run(&["place", "--column", "3", &name]), 1, "no column \"3\"");
    assert_refused(
        &run(&["place", "--column", "a", &folder.join("none.csv").display().to_string()]),
        1,
        "no such file",
    );
    assert_refused(&run(&["place", "Đồng Tháp", "--on", "23/08/2013"]), 2, "2013-08-23");
    // A cell that is no UTF-8 is said in its row, and the other rows are read.
    std::fs::write(&path, b"a\n\xFF\xFE\n\xC4\x90\xE1\xBB\x93ng Th\xC3\xA1p\n").unwrap();
    let output = run(&["place", "--column", "a", &name]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains(",not-utf-8,,,") && text.contains("found,exact,"), "{text}");
    // A line that is no address.
    std::fs::write(&path, format!("a\n{}\n", "x".repeat(1 << 20))).unwrap();
    assert!(out(&run(&["place", "--column", "a", &name])).contains(",not-found,unknown,,"));
    assert_refused(&run(&["place", ""]), 1, "no such unit");
}
