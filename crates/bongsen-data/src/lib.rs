//! Compiled data of `bongsen`: nothing but bytes.
//!
//! Each file is written by `bongsen-train` from `data/` and the corpora that it names, and says so in
//! its own header (`bongsen model info FILE`). The licence is CC BY-SA 4.0, apart from the code's.

/// The place register: administrative units of Vietnam in time. Written by `bongsen-train place`.
pub static PLACE: &[u8] = include_bytes!("../models/place.bsm");

/// The lexicon and boundary model of words, by `bongsen-train word`.
pub static WORD: &[u8] = include_bytes!("../models/word.bsm");

/// The lists of the entity grammar, by `bongsen-train entity`.
pub static ENTITY: &[u8] = include_bytes!("../models/entity.bsm");

/// What stretches of capitals are that no rule takes, by `bongsen-train name`.
pub static NAME: &[u8] = include_bytes!("../models/name.bsm");

/// Weights for putting diacritics back, by `bongsen-train restore`.
pub static RESTORE: &[u8] = include_bytes!("../models/restore.bsm");
