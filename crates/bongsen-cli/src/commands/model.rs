//! `bongsen model`: what a compiled data file is.

use std::path::PathBuf;

use bongsen::model::ModelFile;
use sha2::{Digest, Sha256};

use crate::input::Source;
use crate::output::{Session, say};

/// What to do with a data file.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Check a file and say what it is, where it is from, and how it scored.
    Info {
        /// Compiled data files (.bsm).
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// Runs the command.
pub fn run(command: &Command, session: &mut Session) -> anyhow::Result<()> {
    let Command::Info { files } = command;
    for path in files {
        let source = Source::File(path.clone());
        let result = info(&source, session);
        session.go_on(source, result)?;
    }
    Ok(())
}

fn info(source: &Source, session: &mut Session) -> anyhow::Result<()> {
    let bytes = source.read()?;
    let file = ModelFile::open(&bytes)?;
    say!(session, "{source}: {} bytes, every checksum agrees\n", bytes.len())?;
    say!(session, "  sha256 ")?;
    for byte in Sha256::digest(&bytes) {
        say!(session, "{byte:02x}")?;
    }
    say!(session, "\n")?;
    for (kind, section) in file.sections() {
        say!(session, "  section {} {:>10} bytes\n", String::from_utf8_lossy(&kind), section.len())?;
    }
    match serde_json::from_str::<serde_json::Value>(file.meta()) {
        Ok(serde_json::Value::Object(fields)) => {
            for (name, value) in fields {
                match value {
                    serde_json::Value::String(text) => say!(session, "  {name}: {text}\n")?,
                    serde_json::Value::Object(_) | serde_json::Value::Array(_) => {
                        let text = serde_json::to_string_pretty(&value)?;
                        say!(session, "  {name}: {}\n", text.replace('\n', "\n  "))?;
                    }
                    other => say!(session, "  {name}: {other}\n")?,
                }
            }
        }
        _ if file.meta().is_empty() => say!(session, "  says nothing about itself\n")?,
        _ => say!(session, "  {}\n", file.meta())?,
    }
    Ok(())
}
