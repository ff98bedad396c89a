//! What the tests of the program share.

#![allow(dead_code, reason = "each test file uses a part")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bongsen"));
    command.env_remove("COLUMNS").env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

pub fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

pub fn run_on(arguments: &[&str], input: &[u8]) -> Output {
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

pub fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

pub fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// Status and one line on standard error that begins as given.
#[track_caller]
pub fn assert_refused(output: &Output, status: i32, message: &str) {
    assert_eq!(output.status.code(), Some(status), "{}", err(output));
    assert_eq!(err(output).lines().count(), 1, "{}", err(output));
    assert!(err(output).starts_with("bongsen: "), "{}", err(output));
    assert!(err(output).contains(message), "{}", err(output));
}

/// Status 2 and what clap says.
#[track_caller]
pub fn assert_refused_usage(output: &Output, message: &str) {
    assert_eq!(output.status.code(), Some(2), "{}", err(output));
    assert!(err(output).contains(message), "{}", err(output));
}

#[track_caller]
pub fn assert_fine(output: &Output) {
    assert_eq!((output.status.code(), err(output)), (Some(0), ""));
}

/// A folder of its own for a test.
pub fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

pub fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

pub fn article() -> String {
    golden("article.txt").display().to_string()
}

#[track_caller]
pub fn assert_golden(name: &str, arguments: &[&str]) {
    let input = std::fs::read(golden("article.txt")).unwrap();
    let output = run_on(arguments, &input);
    assert_fine(&output);
    assert_golden_text(name, out(&output));
}

#[track_caller]
pub fn assert_golden_text(name: &str, found: &str) {
    if std::env::var_os("BONGSEN_UPDATE_GOLDEN").is_some() {
        std::fs::write(golden(name), found).unwrap();
    }
    let expected = std::fs::read_to_string(golden(name)).unwrap();
    for (i, (got, wanted)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(got, wanted, "line {} of {name}", i + 1);
    }
    assert_eq!(found, expected, "{name}");
}
