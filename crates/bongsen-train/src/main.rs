//! `bongsen-train`: from `data/` and the corpora to the compiled files of `bongsen-data`. One subcommand a file; each
//! is deterministic and offline. Corpora are read from `../shared/data` beside the repository, or from the directory
//! that `BONGSEN_CORPORA` names.

mod corpora;
mod entity;
mod gold;
mod name;
mod place;
mod restore;
mod standoff;
mod word;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "bongsen-train", about = "Builds the compiled data of bongsen", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compiles the lists of the entity grammar, models/entity.bsm.
    Entity(entity::Args),
    /// Writes the records of the annotated text, data/gold/{train,test}.jsonl.
    Gold(gold::Args),
    /// Trains the model of names that no rule takes, models/name.bsm.
    Name(name::Args),
    /// Builds the place register, models/place.bsm.
    Place(place::Args),
    /// Trains the model that puts diacritics back, models/restore.bsm.
    Restore(Box<restore::Args>),
    /// Joins annotated positions with the news they are from, or takes them off.
    Standoff(standoff::Args),
    /// Trains the word model, models/word.bsm.
    Word(Box<word::Args>),
}

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Entity(args) => entity::run(&args),
        Command::Gold(args) => gold::run(&args),
        Command::Name(args) => name::run(&args),
        Command::Place(args) => place::run(&args),
        Command::Restore(args) => restore::run(&args),
        Command::Standoff(args) => standoff::run(&args),
        Command::Word(args) => word::run(&args),
    }
}
