//! The forms in which `bongsen segment` writes sentences.

use bongsen::Sentence;
use bongsen::index::{Folding, IndexOptions};
use clap::error::ErrorKind;
use serde::Serialize;

use crate::input::Source;
use crate::output::{Session, WriteError, say};

/// What is written, and how.
#[derive(Clone, Copy, clap::Args)]
pub struct Form {
    /// What to write.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Into what sentences are cut.
    #[arg(long, value_enum, default_value_t = Granularity::Word)]
    granularity: Granularity,
    /// With --granularity index: texts without diacritics are not wanted (none), wanted beside the others (extra), or alone
    /// (only).
    #[arg(long, default_value = "none")]
    folding: Folding,
    /// With --granularity index: add the parts of dates, document numbers, abbreviations and addresses.
    #[arg(long)]
    parts: bool,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    /// One sentence a line; syllables of a word are joined by _, words are apart by a space.
    Text,
    /// A list of sentences with their words; offsets count code points.
    Json,
    /// As text, with the conventions of `VnCoreNLP` for marks, hyphens and tone marks: for `PhoBERT`.
    Vncorenlp,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Granularity {
    /// Words.
    Word,
    /// Syllables, numbers and marks, each by itself.
    Syllable,
    /// The token stream of a search index: words and their syllables, normalised, without marks. As text, what begins at
    /// one position is joined by a vertical bar.
    Index,
}

impl Form {
    /// Whether the options go together.
    pub fn check(self) -> Result<(), clap::Error> {
        let wrong = |message: &str| Err(clap::Error::raw(ErrorKind::ArgumentConflict, format!("{message}\n")));
        if self.granularity != Granularity::Index && (self.parts || self.folding != Folding::None) {
            return wrong("--folding and --parts go with --granularity index");
        }
        if self.granularity != Granularity::Word && self.format == Format::Vncorenlp {
            return wrong("--format vncorenlp goes with --granularity word");
        }
        Ok(())
    }

    fn index(self) -> IndexOptions {
        let mut options = IndexOptions::default();
        (options.folding, options.parts) = (self.folding, self.parts);
        options
    }
}

/// A sentence in JSON. One of the lists is there.
#[derive(Default, Serialize)]
struct SentenceRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    start: u64,
    end: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<Vec<WordRecord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tokens: Option<Vec<WordRecord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Vec<ItemRecord>>,
}

#[derive(Serialize)]
struct WordRecord<'a> {
    start: u64,
    end: u64,
    text: &'a str,
}

#[derive(Serialize)]
struct ItemRecord {
    start: u64,
    end: u64,
    text: String,
    position: u64,
    position_length: u32,
    kind: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    folded: bool,
}

/// Writes sentences, one source after the other.
pub struct Writer {
    form: Form,
    many: bool,
    first: bool,
    line: String,
    source: String,
    /// Where the next sentence begins in the token stream of the source.
    position: u64,
}

impl Writer {
    /// A writer that names the source of each sentence when there are `many`.
    pub fn new(form: Form, many: bool) -> Self {
        Self { form, many, first: true, line: String::new(), source: String::new(), position: 0 }
    }

    /// Writes what comes before the first sentence.
    pub fn begin(&self, session: &mut Session) -> anyhow::Result<()> {
        if self.form.format == Format::Json {
            say!(session, "[")?;
        }
        Ok(())
    }

    /// Writes what comes after the last sentence.
    pub fn end(&self, session: &mut Session) -> anyhow::Result<()> {
        if self.form.format == Format::Json {
            say!(session, "{}]\n", if self.first { "" } else { "\n" })?;
        }
        Ok(())
    }

    /// Takes what follows for sentences of another source.
    pub fn new_source(&mut self, source: &Source) {
        self.source = source.name();
        self.position = 0;
    }

    /// Writes a sentence of a document that begins `offset` code points into its source.
    pub fn write(&mut self, session: &mut Session, sentence: Sentence<'_>, offset: u64) -> anyhow::Result<()> {
        match self.form.format {
            Format::Text | Format::Vncorenlp => {
                self.line.clear();
                match self.form.format {
                    Format::Vncorenlp => sentence.write_vncorenlp(&mut self.line),
                    _ => self.text(sentence),
                }
                self.line.push('\n');
                say!(session, "{}", self.line)?;
            }
            Format::Json => {
                say!(session, "{}", if self.first { "\n" } else { ",\n" })?;
                let record = self.form.record(sentence, offset, &mut self.position);
                let record = SentenceRecord { source: self.many.then_some(&*self.source), ..record };
                serde_json::to_writer(&mut session.out, &record).map_err(|e| WriteError(e.into()))?;
            }
        }
        self.first = false;
        Ok(())
    }

    fn text(&mut self, sentence: Sentence<'_>) {
        let line = &mut self.line;
        match self.form.granularity {
            Granularity::Word => sentence.words().for_each(|word| push_apart(line, word.text())),
            Granularity::Syllable => sentence.tokens().for_each(|token| push_apart(line, token.text())),
            Granularity::Index => {
                let mut stream = sentence.index(self.form.index());
                let mut position = None;
                while let Some(item) = stream.advance() {
                    if position.replace(item.position) == Some(item.position) {
                        line.push('|');
                        push_joined(line, item.text);
                    } else {
                        push_apart(line, item.text);
                    }
                }
            }
        }
    }
}

impl Form {
    fn record<'d>(self, sentence: Sentence<'d>, offset: u64, position: &mut u64) -> SentenceRecord<'d> {
        let document = sentence.document();
        let place = |span| {
            let span = document.chars(span);
            (offset + u64::from(span.start()), offset + u64::from(span.end()))
        };
        let word = |span, text| {
            let (start, end) = place(span);
            WordRecord { start, end, text }
        };
        let (start, end) = place(sentence.span());
        let mut record = SentenceRecord { start, end, ..SentenceRecord::default() };
        match self.granularity {
            Granularity::Word => record.words = Some(sentence.words().map(|w| word(w.span(), w.text())).collect()),
            Granularity::Syllable => {
                record.tokens = Some(sentence.tokens().map(|t| word(t.span(), t.text())).collect());
            }
            Granularity::Index => {
                let mut stream = sentence.index(self.index());
                let mut items = Vec::new();
                while let Some(item) = stream.advance() {
                    let (start, end) = place(item.span);
                    items.push(ItemRecord {
                        start,
                        end,
                        text: item.text.to_owned(),
                        position: *position + u64::from(item.position),
                        position_length: item.position_length,
                        kind: item.kind.label(),
                        folded: item.folded,
                    });
                }
                *position += u64::from(stream.positions());
                record.items = Some(items);
            }
        }
        record
    }
}

/// Adds a word, after a space where it is not the first.
fn push_apart(line: &mut String, word: &str) {
    if !line.is_empty() {
        line.push(' ');
    }
    push_joined(line, word);
}

/// Adds a word with `_` for the white space in it.
fn push_joined(line: &mut String, word: &str) {
    if word.bytes().all(|b| b.is_ascii_graphic()) {
        line.push_str(word);
        return;
    }
    let mut gap = false;
    for c in word.chars() {
        if c.is_whitespace() {
            gap = true;
        } else {
            if std::mem::take(&mut gap) {
                line.push('_');
            }
            line.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_inside_a_word_is_one_underscore() {
        let mut line = String::new();
        push_joined(&mut line, "chi \n bộ");
        assert_eq!(line, "chi_bộ");
    }
}
