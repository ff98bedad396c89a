//! What the benchmarks read, and how they are timed.
//!
//! Bias to know of: one thread, the text in memory, the best of several runs (the machine is shared, so the best run is
//! the one that was disturbed least), long runs timed by the thread's time on a core, buffers reused from run to run.

use std::fs::{self, File};
use std::io::Read as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use xz2::read::XzDecoder;

/// A text to be timed on.
pub struct Case {
    /// What it is.
    pub name: String,
    /// The text.
    pub text: String,
    /// When the text is one text repeated: how many times.
    pub copies: usize,
    /// Where its articles are (of running news text without marks between articles: stretches of about
    /// [`ARTICLE`] bytes, cut at line ends), in bytes.
    pub articles: Vec<Range<usize>>,
}

/// Length that running text is cut into, in bytes: about that of a news article.
pub const ARTICLE: usize = 3000;

/// The texts: `data/samples`, repeated to `megabytes`; and as much news text when the corpora are there (`BONGSEN_CORPORA`,
/// else `../shared/data` beside the repository).
///
/// # Errors
/// When a file cannot be read.
pub fn cases(megabytes: usize) -> Result<Vec<Case>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let size = megabytes * 1_000_000;
    let (samples, files) = samples(&root.join("data/samples"))?;
    let copies = size / samples.len().max(1) + 1;
    let shifted = |copy: usize| {
        let shift = copy * samples.len();
        files.iter().map(move |file| file.start + shift..file.end + shift)
    };
    let articles = (0..copies).flat_map(shifted).collect();
    let mut cases = vec![Case { name: "samples".into(), text: samples.repeat(copies), copies, articles }];
    let corpora = std::env::var_os("BONGSEN_CORPORA").map_or_else(|| root.join("../shared/data"), PathBuf::from);
    let news = corpora.join("raw/news_segmented.txt.xz");
    if news.exists() {
        let text = read_news(&news, size)?;
        let articles = stretches(&text);
        cases.push(Case { name: "news".into(), text, copies: 1, articles });
    }
    Ok(cases)
}

/// Lines together, until they have the length of an article.
fn stretches(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('\n') {
        if at - start >= ARTICLE {
            found.push(start..at);
            start = at + 1;
        }
    }
    found.push(start..text.len());
    found
}

/// All sample texts, in order of their names, a blank line after each, and where each is.
fn samples(dir: &Path) -> Result<(String, Vec<Range<usize>>)> {
    let mut files: Vec<PathBuf> = fs::read_dir(dir)
        .with_context(|| dir.display().to_string())?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let (mut text, mut articles) = (String::new(), Vec::new());
    for file in files {
        let start = text.len();
        text.push_str(fs::read_to_string(&file)?.trim());
        articles.push(start..text.len());
        text.push_str("\n\n");
    }
    Ok((text, articles))
}

/// The first `size` bytes of the news text, as it was before it was segmented: no underscores, marks set close.
fn read_news(path: &Path, size: usize) -> Result<String> {
    let mut bytes = Vec::with_capacity(size);
    XzDecoder::new(File::open(path)?).take(size as u64 + size as u64 / 20).read_to_end(&mut bytes)?;
    let mut text = String::from_utf8_lossy(&bytes).replace('_', " ");
    for (apart, close) in
        [(" ,", ","), (" .", "."), (" :", ":"), (" ;", ";"), (" !", "!"), (" ?", "?"), (" )", ")"), ("( ", "(")]
    {
        text = text.replace(apart, close);
    }
    let end = text[..text.len().min(size)].rfind('\n').unwrap_or(0);
    text.truncate(end);
    Ok(text)
}

/// The least time of `rounds` runs, and what the last run gave. Where the system tells how long this thread was on a core
/// (Linux), runs that are long enough for its clock are timed by that: others share the machine.
pub fn best<T>(rounds: usize, mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut timed = || {
        let (started, on_core) = (Instant::now(), time_on_core());
        let result = run();
        let wall = started.elapsed();
        let on_core = time_on_core().zip(on_core).map(|(end, start)| end.saturating_sub(start));
        (on_core.filter(|_| wall > COARSE).map_or(wall, |time| wall.min(time)), result)
    };
    let (mut least, mut result) = timed();
    for _ in 1..rounds {
        let (time, next) = timed();
        result = next;
        least = least.min(time);
    }
    (least, result)
}

/// The clock of a thread's time on a core runs in steps of some milliseconds.
const COARSE: Duration = Duration::from_millis(40);

fn time_on_core() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// Megabytes (10^6 bytes) a second.
pub fn speed(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64().max(1e-9)
}
