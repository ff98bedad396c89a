//! Where things are: the repository's own data, the corpora beside it, and the compiled files.

use std::path::PathBuf;

/// The root of the repository.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The corpora: `BONGSEN_CORPORA`, else `../shared/data` beside the repository.
pub fn corpora() -> PathBuf {
    std::env::var_os("BONGSEN_CORPORA").map_or_else(|| repository().join("../shared/data"), PathBuf::from)
}

/// The compiled file of this name in `bongsen-data`.
pub fn model(name: &str) -> PathBuf {
    repository().join("crates/bongsen-data/models").join(name)
}
