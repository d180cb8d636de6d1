//! The journal on disk as values: named bytes -> requests, templates and settings with their places;
//! and back: edits and scaffolds that touch only their own lines.

mod apply;
mod arrival;
mod body;
mod change;
mod document;
mod edit;
mod facts;
mod fields;
mod format;
#[cfg(test)]
pub(crate) mod fuzz;
mod ids;
mod load;
mod mend;
mod recipient;
mod replies;
mod request;
mod scaffold;
mod settings;
mod settings_keys;
mod splice;
mod starters;
mod template;
mod threshold;
mod words;

pub(crate) use crate::yaml::scalar as yaml_scalar;
pub(crate) use apply::{apply, overtaken};
pub(crate) use arrival::{Unfit, arrive};
pub(crate) use body::{Section, SectionKind, as_message, as_section, reply_heading, reply_section, sections_of};
pub(crate) use document::{Document, FRONT_LIMIT, SIZE_LIMIT};
pub(crate) use edit::{Edit, ORDER as KEYS};
pub(crate) use facts::{Facts, Replied};
#[cfg(feature = "lsp")]
pub(crate) use format::unportable_name;
pub(crate) use ids::{date_of_id, new_stem, stem_of, twins};
pub(crate) use load::{EntryRead, Journal, Unreadable, diagnostics_of, entry_from_bytes, starter_template};
pub(crate) use mend::{SAFE_FIXES, Unmended, mend};
pub(crate) use recipient::{Recipient, person_key};
pub(crate) use request::{Request, TemplateRef};
pub(crate) use scaffold::{Draft, compose};
pub(crate) use settings::{After, RuleSetting, Settings};
pub(crate) use starters::{STARTERS, Starter};
pub(crate) use template::{MessageTemplate, Part, Variable, mark_missing, tidy};
pub(crate) use words::{CHANNELS, CloseReason, Kind, Outcome, Privacy, PublicLevel, SaveMode, Tie, words_of};
pub(crate) use words::{FOLLOW_UP_KEYS, SETTINGS_KEYS, TEMPLATE_KEYS, TO_KEYS};
