//! The normalised view of a text, and foldings for look-ups. The text itself is never altered.

mod changes;
mod collate;
mod draft;
mod emoji;
mod fold;
mod i_y;
mod key;
mod letter;
mod marks;
mod placement;
mod search;
mod tone;
mod view;

pub use changes::{Change, NormalOptions, NormalRule, Normalized, normalize};
pub use collate::sort_key;
pub(crate) use emoji::is_pictographic;
pub(crate) use fold::fold_into;
pub use fold::{fold, fold_char};
pub use i_y::{IyStyle, UnknownIyStyle, restyle_i_y};
pub use key::{KEY_VERSION, join, key, key_of_lower, keys_of_lower, lower};
pub(crate) use key::{SEED, finish, new_style, step_code};
pub(crate) use letter::{split_tone, with_tone};
pub use placement::place_tones;
pub(crate) use search::is_mark;
pub use search::{Ignore, Pattern};
pub use tone::{ToneStyle, UnknownToneStyle, restyle};
pub use view::{View, view};
