//! Texts made to be slow, read whole: twice the text must take about twice as long.
//!
//! A quadratic step would take four times as long; the limit of 2.6 is between the two. Times are the least of several
//! runs, and a pair is run again until it holds or has been tried often: a busy machine only ever adds time. Each text
//! is also told as a record, so that what is said of it stays in proportion to it.

use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bongsen::record::{DocumentRecord, RecordOptions};
use bongsen::{Analyzer, Document, Scratch};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new().expect("the bundled data is sound"));

/// One text at a time: the tests of this file would disturb each other's clocks.
static CLOCK: Mutex<()> = Mutex::new(());

/// Most tries of a pair of texts.
const TRIES: usize = 8;

/// Time within which nothing can be told.
const SLACK: Duration = Duration::from_millis(30);

fn read(text: &str) -> Document {
    ANALYZER.analyze_with(text, None, &mut Scratch::default()).expect("the text is short enough")
}

/// Reads the text and tells it as a record; the length of the record.
fn tell(text: &str) -> usize {
    let document = read(text);
    let record = DocumentRecord::new(&document, RecordOptions::default());
    serde_json::to_string(&record).expect("a record is always JSON").len()
}

fn time(text: &str) -> (Duration, usize) {
    let start = Instant::now();
    let length = tell(std::hint::black_box(text));
    (start.elapsed(), length)
}

/// Checks `make(n / 2)` against `make(n)`, and where that does not hold `make(n)` against `make(2 n)`: where memory
/// grows out of a cache the time jumps once, but what is quadratic is so at every length.
#[track_caller]
fn is_linear(name: &str, n: usize, make: impl Fn(usize) -> String) {
    let _alone = CLOCK.lock().unwrap_or_else(PoisonError::into_inner);
    let mut said = Ok(());
    for n in [n, 2 * n] {
        said = is_linear_at(name, &make(n / 2), &make(n));
        if said.is_ok() {
            return;
        }
    }
    if let Err(figures) = said {
        panic!("{figures}");
    }
}

fn is_linear_at(name: &str, short: &str, long: &str) -> Result<(), String> {
    let (mut least, mut least_long) = (Duration::MAX, Duration::MAX);
    for tries in 1..=TRIES {
        let (took, length) = time(short);
        least = least.min(took);
        let (took, length_long) = time(long);
        least_long = least_long.min(took);
        if length_long > length * 5 / 2 + 10_000 {
            return Err(format!("{name}: records of {length} and {length_long} bytes"));
        }
        let times = least_long.as_secs_f64() / least.as_secs_f64();
        if least_long < least * 13 / 5 + SLACK {
            let speed = long.len() as f64 / 1e6 / least_long.as_secs_f64();
            println!("{name:28} {:8} bytes {speed:6.1} MB/s, {times:.2} times half, {tries} tries", long.len());
            return Ok(());
        }
    }
    Err(format!("{name}: {least:?} for {} bytes, {least_long:?} for {}", short.len(), long.len()))
}

/// The same for one piece repeated `n` times.
#[track_caller]
fn repeated(piece: &str, n: usize) {
    is_linear(&format!("{piece:?}"), n, |n| piece.repeat(n));
}

#[test]
fn marks_and_brackets() {
    for piece in ["a.", "(", "“", "\"", "« ", "“a ", "”", "- ", ", ", "(a, "] {
        repeated(piece, 200_000);
    }
}

#[test]
fn heads_of_titles_and_bodies() {
    for piece in [
        "Bí thư ",
        "Ban Tổ chức ",
        "Ban Tổ chức Huyện ủy ",
        "ban tổ chức huyện ủy ",
        "Phó Trưởng Ban Tuyên giáo ",
        "Trưởng phòng ",
        "nguyên ",
        "nguyên Phó ",
        "Ủy ban MTTQ Việt Nam ",
        "Công ty ",
        "Chi nhánh Ngân hàng ",
        "Văn phòng UBND ",
        "Đảng ủy xã ",
        "các ",
        "các Phó Chủ tịch ",
    ] {
        repeated(piece, 50_000);
    }
}

#[test]
fn names_and_places() {
    for piece in ["Nguyễn ", "Nguyễn Văn Mẫu ", "NGUYỄN ", "ông ", "ông Mẫu, ", "A. ", "Jae-in ", "al-"] {
        repeated(piece, 100_000);
    }
    for piece in [
        "xã Tân Thành, ",
        "xã Tân Thành, huyện Tháp Mười, ",
        "Tháp Mười - ",
        "cao tốc Hà Nội - ",
        "đường Hà Nội - ",
        "Việt Nam ",
        "thôn ",
    ] {
        repeated(piece, 50_000);
    }
}

#[test]
fn dates_documents_and_abbreviations() {
    for piece in
        ["ngày 1/1, ", "1/1/2020 - ", "tháng 1 ", "năm ", "từ ngày 1 ", "1, ", "sáng ", "12 và 13-10 ", "2019-"]
    {
        repeated(piece, 50_000);
    }
    for piece in [
        "(AB) ",
        "Ủy ban Nhân dân (UBND) ",
        "đảng viên (ĐV) ",
        "Nghị quyết ",
        "Nghị quyết số 04-NQ/TW, ",
        "Luật Đất đai và ",
        "UBND ",
    ] {
        repeated(piece, 40_000);
    }
}

/// Letters for the number `i`, so that every one is another name.
fn letters(mut i: usize) -> String {
    const SYLLABLES: [&str; 8] = ["Mẫu", "Thí", "Lệ", "Bình", "Hòa", "Tâm", "Giang", "Lam"];
    let mut name = String::from("Trần");
    for _ in 0..4 {
        name.push(' ');
        name.push_str(SYLLABLES[i % 8]);
        i /= 8;
    }
    name
}

/// A common noun of four syllables and its short form, another for every `i` under 38,416.
fn noun(i: usize) -> String {
    const WORDS: [(&str, char); 14] = [
        ("an", 'A'),
        ("bờ", 'B'),
        ("cây", 'C'),
        ("đò", 'Đ'),
        ("gió", 'G'),
        ("hoa", 'H'),
        ("kênh", 'K'),
        ("lúa", 'L'),
        ("mưa", 'M'),
        ("nắng", 'N'),
        ("phà", 'P'),
        ("rơm", 'R'),
        ("sông", 'S'),
        ("xe", 'X'),
    ];
    let words = [i, i / 14, i / 196, i / 2744].map(|k| WORDS[k % 14]);
    let (long, short): (Vec<&str>, String) = words.into_iter().unzip();
    format!("có {} ({short}) tốt. ", long.join(" "))
}

#[test]
fn many_different_things() {
    let each = |make: fn(usize) -> String| move |n: usize| (0..n).map(make).collect::<String>();
    is_linear("names", 20_000, each(|i| format!("ông {} nói. ", letters(i))));
    is_linear("abbreviations", 20_000, each(|i| format!("Công ty Nhã {i} Khắc (NK{i}), ")));
    is_linear("abbreviations of nouns", 20_000, each(noun));
    is_linear("abbreviations again", 20_000, each(|i| format!("Ngân hàng Khắc Lâm (KL{}) và NHKL{i}. ", i % 1000)));
    is_linear("officials", 10_000, each(|i| format!("Bí thư Đảng ủy xã Tân {i} {}, ", letters(i))));
    is_linear("quotations", 20_000, each(|i| format!("Ông {} nói: “Xã đã làm xong”. ", letters(i))));
    is_linear("open quotations", 20_000, each(|i| format!("Ông {} nói: “Xã đã làm xong. ", letters(i))));
    is_linear("bodies", 20_000, each(|i| format!("Trường THCS {} ", letters(i))));
    is_linear("lines", 50_000, each(|_| "Xã An\n".to_owned()));
    is_linear("paragraphs", 50_000, each(|_| "Xã An.\n\n".to_owned()));
}

#[test]
fn chains_of_titles_and_names() {
    let (title, name) = ("Phó Bí thư Đảng ủy, ", "Trần Văn Mẫu");
    is_linear("T, T, … N", 20_000, |n| format!("{}Chủ tịch UBND xã {name}.", title.repeat(n)));
    is_linear("N, T, T, …", 20_000, |n| format!("{name} - {}Chủ tịch UBND xã.", title.repeat(n)));
    is_linear("T, T, …", 20_000, |n| title.repeat(n));
    is_linear("giữ chức T …", 20_000, |n| "được bầu giữ chức Bí thư Đảng ủy xã An ".repeat(n));
    is_linear("N được bầu T; T …", 20_000, |n| format!("{name} được bầu {}", "giữ chức Bí thư; ".repeat(n)));
    is_linear("các T N, N, …", 20_000, |n| format!("các Phó Chủ tịch {}", format!("{name}, ").repeat(n)));
    is_linear("các T, các T … N", 20_000, |n| format!("{}{name}", "các Phó Chủ tịch, ".repeat(n)));
    is_linear("T N …", 20_000, |n| "Bí thư Trần Văn Mẫu ".repeat(n));
}

#[test]
fn a_megabyte_in_one_piece() {
    repeated("nghiêng", 150_000);
    repeated("a", 1 << 20);
    repeated("A", 1 << 20);
    repeated("7", 1 << 20);
    repeated("\u{301}", 1 << 19);
    repeated("Xã đã làm xong đường và trường, ", 25_000);
    repeated("\n", 1 << 19);
    repeated("\0", 1 << 19);
}

#[test]
fn short_names_and_elided_bodies_of_many() {
    // As many full names as short ones, all of one given name or each of its own; and bodies of one head.
    is_linear("20,000 short names", 20_000, |n| {
        (0..n).map(|_| "Ông Lê Văn Thử và bà Lê Thị Thử đến. Bà Thử nói. Ông Thử nghe.\n").collect()
    });
    is_linear("namesakes", 10_000, |n| {
        let middle = ["Văn", "Thị", "Minh", "Ngọc", "Hoàng", "Thanh", "Quốc", "Kim", "Đình", "Bích"];
        let name = |i: usize| format!("{} {} {}", middle[i % 10], middle[i / 10 % 10], middle[i / 100 % 10]);
        (0..n).map(|i| format!("Ông Nguyễn {} Thử đến. Ông Thử nói.\n", name(i))).collect::<Vec<_>>().concat()
    });
    is_linear("elided bodies", 10_000, |n| {
        let place = ["Tháp Mười", "Tam Nông", "Cao Lãnh", "Thanh Bình"];
        (0..n)
            .map(|i| format!("Huyện ủy {} họp. Huyện ủy khen Huyện đoàn.\n", place[i % 4]))
            .collect::<Vec<_>>()
            .concat()
    });
}
