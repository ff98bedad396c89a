//! `bongsen segment`: sentences and words, in memory that does not grow with the file.
//!
//! Text is read in blocks that end with a blank line. Where a text has none for a long stretch, a block ends with a line,
//! and its last sentence is kept back for the next block: it may go on there.

use std::io::BufRead;
use std::path::PathBuf;

use anyhow::Context;
use bongsen::{Analyzer, Scratch};

use super::segment_form::{Form, Writer};
use crate::input::{Source, decode, sources};
use crate::output::Session;
use crate::progress;

/// Arguments of `segment`.
#[derive(clap::Args)]
pub struct Args {
    /// Files of text; - is standard input.
    files: Vec<PathBuf>,
    #[command(flatten)]
    form: Form,
    /// Put U+FFFD for bytes that are not UTF-8, and go on.
    #[arg(long)]
    lossy: bool,
    #[command(flatten)]
    words: super::WordArgs,
}

/// A block is at least this long.
const BLOCK: usize = 256 << 10;
/// A block without a blank line is cut at a line when it is this long.
const LONG: usize = 4 * BLOCK;
/// A block without a line break is cut at a space when it is this long.
const HUGE: usize = 16 * BLOCK;

/// Runs the command.
pub fn run(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    let analyzer = args.words.analyzer()?;
    let sources = sources(&args.files);
    let bar = progress::bar(&sources, session.is_on_terminal());
    let mut writer = Writer::new(args.form, sources.len() > 1);
    writer.begin(session)?;
    for source in &sources {
        let result = segment(args, &analyzer, source, session, &mut writer, &bar);
        session.go_on(source, result)?;
    }
    writer.end(session)?;
    bar.finish_and_clear();
    Ok(())
}

fn segment(
    args: &Args,
    analyzer: &Analyzer,
    source: &Source,
    session: &mut Session,
    writer: &mut Writer,
    bar: &indicatif::ProgressBar,
) -> anyhow::Result<()> {
    let mut reader = source.open()?;
    writer.new_source(source);
    let mut blocks = Blocks::default();
    // What was kept back of the last block, and where it begins in the source.
    let mut kept = String::new();
    let (mut bytes, mut chars) = (0u64, 0u64);
    let mut scratch = Scratch::default();
    while let Some((block, end)) = blocks.next(&mut reader).context("cannot be read")? {
        let size = block.len() as u64;
        let text = decode(block, bytes, args.lossy)?;
        bytes += size;
        bar.inc(size);
        let text = if kept.is_empty() { text } else { std::mem::take(&mut kept) + &text };
        let document = analyzer.segment_only_with(&text, &mut scratch)?;
        let sentences = document.sentences().len();
        let keep = if end == End::Paragraph || sentences < 2 { None } else { document.sentences().last() };
        let done = if keep.is_some() { sentences - 1 } else { sentences };
        for sentence in document.sentences().take(done) {
            writer.write(session, sentence, chars)?;
        }
        if let Some(last) = keep {
            let start = last.span().start() as usize;
            chars += text[..start].chars().count() as u64;
            text[start..].clone_into(&mut kept);
        } else {
            chars += text.chars().count() as u64;
        }
        scratch.recycle(document);
    }
    if !kept.is_empty() {
        let document = analyzer.segment_only_with(&kept, &mut scratch)?;
        for sentence in document.sentences() {
            writer.write(session, sentence, chars)?;
        }
    }
    Ok(())
}

impl Args {
    /// Whether the options go together.
    pub fn check(&self) -> Result<(), clap::Error> {
        self.form.check()
    }
}

/// How a block ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// With a blank line or the end of the text: nothing goes on beyond.
    Paragraph,
    /// With a line or a space.
    Line,
}

/// Cuts a stream of bytes into blocks.
#[derive(Default)]
struct Blocks {
    buffer: Vec<u8>,
    ended: bool,
}

impl Blocks {
    fn next(&mut self, reader: &mut dyn BufRead) -> std::io::Result<Option<(Vec<u8>, End)>> {
        let mut wanted = BLOCK;
        loop {
            while !self.ended && self.buffer.len() < wanted {
                let chunk = reader.fill_buf()?;
                let size = chunk.len();
                self.buffer.extend_from_slice(chunk);
                reader.consume(size);
                self.ended = size == 0;
            }
            if self.ended {
                let rest = std::mem::take(&mut self.buffer);
                return Ok((!rest.is_empty()).then_some((rest, End::Paragraph)));
            }
            let cut = blank_line(&self.buffer).map(|at| (at, End::Paragraph)).or_else(|| {
                let length = self.buffer.len();
                let line = last(&self.buffer, b'\n').filter(|_| length >= LONG);
                line.or_else(|| last(&self.buffer, b' ').filter(|_| length >= HUGE)).map(|at| (at, End::Line))
            });
            if let Some((at, end)) = cut {
                let rest = self.buffer.split_off(at);
                return Ok(Some((std::mem::replace(&mut self.buffer, rest), end)));
            }
            wanted = self.buffer.len() * 2;
        }
    }
}

/// The place after the last blank line.
fn blank_line(bytes: &[u8]) -> Option<usize> {
    let mut end = bytes.len();
    while let Some(at) = bytes[..end].iter().rposition(|b| *b == b'\n') {
        let before = bytes[..at].iter().rposition(|b| !matches!(b, b' ' | b'\t' | b'\r'));
        match before {
            Some(i) if bytes[i] == b'\n' => return Some(at + 1),
            Some(i) => end = i + 1,
            None => return None,
        }
    }
    None
}

/// The place after the last such byte.
fn last(bytes: &[u8], byte: u8) -> Option<usize> {
    bytes.iter().rposition(|b| *b == byte).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &[u8]) -> Vec<(Vec<u8>, End)> {
        let mut reader = std::io::BufReader::with_capacity(1000, text);
        let mut blocks = Blocks::default();
        std::iter::from_fn(|| blocks.next(&mut reader).unwrap()).collect()
    }

    #[test]
    fn blocks_are_the_text_and_end_with_paragraphs() {
        let paragraph = "Xã Mỹ Quý họp. ".repeat(50) + "\n \r\n";
        let text = paragraph.repeat(1500);
        let cut = blocks(text.as_bytes());
        assert!(cut.len() > 3);
        assert!(cut.iter().all(|(block, end)| *end == End::Paragraph && block.len() < 2 * BLOCK));
        assert_eq!(cut.concat_blocks(), text.as_bytes());
    }

    #[test]
    fn lines_and_one_endless_line_are_cut_too() {
        for text in ["Xã Mỹ Quý họp.\n".repeat(400_000), "Xã Mỹ Quý họp. ".repeat(400_000)] {
            let cut = blocks(text.as_bytes());
            assert!(cut.len() > 1, "{}", cut.len());
            assert!(cut.iter().all(|(block, _)| block.len() <= HUGE * 2));
            assert_eq!(cut.concat_blocks(), text.as_bytes());
        }
    }

    trait Concat {
        fn concat_blocks(&self) -> Vec<u8>;
    }

    impl Concat for Vec<(Vec<u8>, End)> {
        fn concat_blocks(&self) -> Vec<u8> {
            self.iter().flat_map(|(block, _)| block.clone()).collect()
        }
    }

    #[test]
    fn a_blank_line_may_hold_spaces() {
        assert_eq!(blank_line(b"a\n \t\r\nb"), Some(6));
        assert_eq!(blank_line(b"a\n\nb\nc"), Some(3));
        assert_eq!(blank_line(b"a\nb\n"), None);
        assert_eq!(blank_line(b"\n"), None);
    }
}
