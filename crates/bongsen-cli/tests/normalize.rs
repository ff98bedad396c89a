//! `bongsen normalize`: the normal form, charsets, diacritics, what is told of it, whole folders.

mod common;

use common::*;

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
fn text_of_old_charsets() {
    let tcvn3 = b"Nh\xA9n d\xA9n x\xB7 Th\xB8p M\xAD\xEAi v\xB5 x\xB7 \xA7\xE8c Binh Ki\xD2u h\xE4p.\n";
    for (arguments, input, expected) in [
        (&["--from", "tcvn3"][..], "Nh\u{A9}n d\u{A9}n", "Nhân dân"),
        (&["--from", "vni"], "Vieät Nam", "Việt Nam"),
        (&["--from", "telex"], "xax Ddoocs Binh Kieeuf", "xã Đốc Binh Kiều"),
        (&["--from", "vni-keys", "--tone", "new"], "thu3y lo75i", "thuỷ lợi"),
        (&["--from", "mojibake"], "Tiáº¿ng Viá»‡t", "Tiếng Việt"),
        (&["--from", "auto"], "xã Đốc Binh Kiều", "xã Đốc Binh Kiều"),
        (&["--from", "viqr"], "Vie^.t Nam", "Việt Nam"),
    ] {
        let output = run_on(&[&["normalize"], arguments].concat(), input.as_bytes());
        assert_eq!((output.status.code(), out(&output)), (Some(0), expected));
    }
    let output = run_on(&["normalize", "--from", "auto"], tcvn3);
    assert!(err(&output).starts_with("bongsen: standard input: tcvn3 (confidence "), "{}", err(&output));
    assert!(out(&output).starts_with("Nhân dân xã Tháp Mười và xã Đốc"), "{}", out(&output));
    let output = run_on(&["normalize", "--detect"], tcvn3);
    assert!(out(&output).starts_with("-\ttcvn3\t"), "{}", out(&output));
    // What is not sure stays as it is, byte for byte.
    let output = run_on(&["normalize", "--from", "auto"], b"na\xEFve \xFF\n");
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(0), &b"na\xEFve \xFF\n"[..]));
    assert!(err(&output).contains("left as it is"), "{}", err(&output));
    let output = run_on(&["normalize", "--from", "tcvn3"], b"a\x81");
    assert!(err(&output).contains("1 bytes stand for nothing in tcvn3"), "{}", err(&output));
}

#[test]
fn diacritics_are_put_back() {
    let text = "Dong bao  ca nuoc, John.\n".as_bytes();
    let output = run_on(&["normalize", "--restore"], text);
    assert_fine(&output);
    assert_eq!(out(&output), "Đồng bào  cả nước, John.\n");
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/../bongsen-data/models/restore.bsm");
    assert_eq!(run_on(&["normalize", "--restore", "--restore-model", model], text).stdout, output.stdout);
    let word = concat!(env!("CARGO_MANIFEST_DIR"), "/../bongsen-data/models/word.bsm");
    assert_refused(&run_on(&["normalize", "--restore", "--restore-model", word], text), 1, "word.bsm");
}

#[test]
fn styles_and_rules_are_chosen() {
    let text = "Tòan thể “kỹ sư” xã\u{a0}Ðốc, qúy I, vì lí do".as_bytes();
    for (arguments, expected) in [
        (&["--tone", "new", "--i-y", "i"][..], "Toàn thể “kĩ sư” xã Đốc, quý I, vì lí do"),
        (&["--i-y", "y", "--quotes", "straight"], "Tòan thể \"kỹ sư\" xã Đốc, qúy I, vì lý do"),
        (&["--without", "spaces,look-alikes"], "Tòan thể “kỹ sư” xã\u{a0}Ðốc, qúy I, vì lí do"),
    ] {
        let output = run_on(&[&["normalize"], arguments].concat(), text);
        assert_fine(&output);
        assert_eq!(out(&output), expected);
    }
    assert_refused_usage(&run_on(&["normalize", "--without", "tone"], text), "look-alikes");
}

#[test]
fn every_change_is_told_with_its_place_in_the_bytes() {
    let heading = "source\tline\tstart\tend\trule\twas\tis\n";
    let text = "xã\u{a0}Ðốc\nTha\u{301}p Mười, hoà\u{200b}\n";
    let output = run_on(&["normalize", "--changes", "--tone", "old"], text.as_bytes());
    assert_fine(&output);
    let rows = "-\t1\t3\t5\tspaces\t\\u{a0}\t \n-\t1\t5\t7\tlook-alikes\tÐ\tĐ\n\
                -\t2\t14\t17\tcompose\ta\\u{301}\tá\n-\t2\t29\t32\ttone\toà\tòa\n-\t2\t32\t35\tinvisible\t\\u{200b}\t\n";
    assert_eq!(out(&output), format!("{heading}{rows}"));
    // In the bytes of an old charset, not in the text that was read from it.
    let output = run_on(&["normalize", "--changes", "--from", "tcvn3", "--tone", "new"], b"Vi\xD6t, ho\xB5 th\xF1y");
    assert_eq!(out(&output), format!("{heading}-\t1\t12\t14\ttone\tủy\tuỷ\n"));
    let output = run_on(&["normalize", "--changes", "--from", "vni"], "Ngaøy\u{a0}nay".as_bytes());
    assert_eq!(out(&output), format!("{heading}-\t1\t6\t8\tspaces\t\\u{{a0}}\t \n"));
}

#[test]
fn a_folder_goes_to_a_folder() {
    let folder = folder("normalize");
    let (old, clean) = (folder.join("old"), folder.join("clean"));
    std::fs::create_dir_all(old.join("1998")).unwrap();
    std::fs::write(
        old.join("1998/a.txt"),
        b"Nh\xA9n d\xA9n x\xB7 Th\xB8p M\xAD\xEAi v\xB5 x\xB7 \xA7\xE8c Binh Ki\xD2u h\xE4p.",
    )
    .unwrap();
    std::fs::write(old.join("b.txt"), "xã Ðốc\u{a0}Binh Kiều, hoà").unwrap();
    std::fs::write(old.join("c.txt"), b"na\xEFve \xFF").unwrap();
    let (old, clean) = (old.display().to_string(), clean.display().to_string());
    let output = run(&["normalize", &old, "--from", "auto", "--tone", "old", "--output", &clean]);
    assert_eq!(output.status.code(), Some(0));
    let lines: Vec<&str> = out(&output).lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].ends_with("a.txt\ttcvn3\t0"), "{}", lines[0]);
    assert!(lines[1].ends_with("b.txt\tutf8\t3\tlook-alikes=1\tspaces=1\ttone=1"), "{}", lines[1]);
    assert!(lines[2].ends_with("c.txt\tleft as it is\t0"), "{}", lines[2]);
    let read = |name: &str| std::fs::read(std::path::Path::new(&clean).join(name)).unwrap();
    assert_eq!(read("1998/a.txt"), "Nhân dân xã Tháp Mười và xã Đốc Binh Kiều họp.".as_bytes());
    assert_eq!(read("b.txt"), "xã Đốc Binh Kiều, hòa".as_bytes());
    assert_eq!(read("c.txt"), b"na\xEFve \xFF");
    // Nothing is written over what was read, nor two texts to one file.
    let b = format!("{old}/b.txt");
    assert_refused(&run(&["normalize", &b, "--output", &old]), 1, "would be written over");
    assert_refused(&run(&["normalize", &b, &b, "--output", &clean]), 1, "the path of another file");
    assert_refused(&run_on(&["normalize", "--output", &clean], b"a"), 1, "has no name");
}
