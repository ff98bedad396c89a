//! Standard output, complaints on standard error, and the exit status.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;

/// One run of the program.
pub struct Session {
    /// Where answers go.
    pub out: BufWriter<Box<dyn Write + Send>>,
    to_file: bool,
    failed: bool,
}

impl Session {
    pub fn new() -> Self {
        Self { out: BufWriter::with_capacity(1 << 16, Box::new(io::stdout())), to_file: false, failed: false }
    }

    /// Sends the answers to a new file in place of standard output.
    pub fn write_to(&mut self, path: &Path) -> anyhow::Result<()> {
        let file = File::create(path).with_context(|| format!("{}: cannot be written", path.display()))?;
        self.out = BufWriter::with_capacity(1 << 16, Box::new(file));
        self.to_file = true;
        Ok(())
    }

    /// Writes bytes as they are.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        self.out.write_all(bytes).map_err(WriteError)
    }

    /// Whether the answers go to the terminal of a person.
    pub fn is_on_terminal(&self) -> bool {
        !self.to_file && io::stdout().is_terminal()
    }

    /// Says what is wrong with a source; the run goes on and will end with status 1.
    pub fn complain(&mut self, source: impl Display, what: impl Display) {
        self.failed = true;
        // Answers so far come first where both go to one place.
        let _ = self.out.flush();
        tell(format_args!("{source}: {what}"));
    }

    /// Hands an error about the source to [`complain`](Self::complain), except that a failure to write ends the run.
    pub fn go_on(&mut self, source: impl Display, result: anyhow::Result<()>) -> anyhow::Result<()> {
        match result {
            Err(error) if error.downcast_ref::<WriteError>().is_none() => self.complain(source, format!("{error:#}")),
            other => return other,
        }
        Ok(())
    }

    /// Ends the run.
    pub fn finish(mut self, result: anyhow::Result<()>) -> ExitCode {
        let result = result.and_then(|()| self.out.flush().map_err(|e| WriteError(e).into()));
        match result {
            Ok(()) => ExitCode::from(u8::from(self.failed)),
            // The reader has seen enough: `bongsen segment … | head`.
            Err(error) if is_closed(&error) => ExitCode::SUCCESS,
            Err(error) => {
                let _ = self.out.flush();
                tell(format_args!("{error:#}"));
                ExitCode::FAILURE
            }
        }
    }
}

/// One line on standard error. That it is closed is no reason to stop.
pub fn tell(what: impl Display) {
    let _ = writeln!(io::stderr(), "bongsen: {what}");
}

/// The answers could not be written.
#[derive(Debug)]
pub struct WriteError(pub io::Error);

impl Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the answer cannot be written: {}", self.0)
    }
}

impl std::error::Error for WriteError {}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self(error)
    }
}

fn is_closed(error: &anyhow::Error) -> bool {
    error.downcast_ref::<WriteError>().is_some_and(|e| e.0.kind() == io::ErrorKind::BrokenPipe)
}

/// Writes to standard output; a failure is a [`WriteError`], so that it is not taken for a fault of the data.
macro_rules! say {
    ($session:expr, $($format:tt)*) => {
        ::std::io::Write::write_fmt(&mut $session.out, format_args!($($format)*)).map_err($crate::output::WriteError)
    };
}
pub(crate) use say;

/// Whether standard output takes colours: a terminal, and the reader has not said `NO_COLOR`.
pub fn colours() -> bool {
    io::stdout().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
        && std::env::var_os("TERM").is_none_or(|v| v != "dumb")
}

/// Columns to write in: those of the terminal, 100 otherwise.
pub fn columns() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|v| v.parse().ok());
    told.or_else(terminal_columns).unwrap_or(100).clamp(60, 200)
}

fn terminal_columns() -> Option<usize> {
    console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns))
}
