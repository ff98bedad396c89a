//! The normalised view of a text, and foldings for look-ups. The text itself is never altered.

mod key;

pub use key::{KEY_VERSION, join, key, lower};
