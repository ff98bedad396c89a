//! `bongsen normalize --restore`: diacritics put back.

use std::path::PathBuf;

use anyhow::Context as _;
use bongsen::restore::Restorer;

use crate::input::Source;

/// Whether diacritics are put back, and by which model.
#[derive(clap::Args)]
pub struct RestoreArgs {
    /// Put back the diacritics of words that are written without any; the others stay as they are.
    #[arg(long)]
    restore: bool,
    /// A model of yours, in place of the one inside the program: a file that bongsen-train restore wrote.
    #[arg(long, value_name = "FILE", requires = "restore")]
    restore_model: Option<PathBuf>,
    /// Leave a word as it is unless the model is as sure as this, 0 to 1.
    #[arg(long, value_name = "SHARE", requires = "restore", value_parser = share, default_value_t = 0.0)]
    restore_least: f32,
}

fn share(text: &str) -> Result<f32, String> {
    let wrong = || format!("{text} is no number from 0 to 1");
    text.parse().ok().filter(|share| (0.0..=1.0).contains(share)).ok_or_else(wrong)
}

impl RestoreArgs {
    /// The restorer, when one is asked for.
    pub fn restorer(&self) -> anyhow::Result<Option<Restorer>> {
        if !self.restore {
            return Ok(None);
        }
        let restorer = match &self.restore_model {
            None => Restorer::bundled().context("the data inside this program cannot be used")?,
            Some(path) => {
                let source = Source::File(path.clone());
                let read = || Ok::<_, anyhow::Error>(Restorer::from_bytes(&source.read()?)?);
                read().with_context(|| source.to_string())?
            }
        };
        Ok(Some(restorer.with_least_confidence(self.restore_least)))
    }
}
