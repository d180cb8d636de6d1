//! Plain functions on text, Han and Latin alike: widths, folding, slugs, units, phrases.

pub(crate) mod address;
pub(crate) mod base64;
pub(crate) mod changes;
pub(crate) mod control;
pub(crate) mod difference;
pub(crate) mod fold;
pub(crate) mod lines;
pub(crate) mod names;
pub(crate) mod near;
pub(crate) mod normal;
pub(crate) mod pattern;
pub(crate) mod private;
pub(crate) mod quick;
pub(crate) mod ranges;
pub(crate) mod script;
pub(crate) mod shell;
pub(crate) mod simplified;
pub(crate) mod slug;
pub(crate) mod width;
pub(crate) mod words;
