//! The journal on disk as values: named bytes -> requests, templates and settings with their places;
//! and back: edits and scaffolds that touch only their own lines.

mod apply;
mod arrival;
mod body;
mod change;
mod document;
mod edit;
mod entry;
mod facts;
mod fields;
mod format;
#[cfg(test)]
pub(crate) mod fuzz;
mod ids;
mod load;
mod lookup;
mod mend;
mod missing_keys;
mod recipient;
mod replies;
mod request;
mod request_keys;
mod same;
mod scaffold;
mod settings;
mod settings_keys;
mod splice;
mod starters;
mod template;
mod template_ref;
mod threshold;
mod twin_names;
mod words;

pub(crate) use crate::yaml::scalar as yaml_scalar;
pub(crate) use apply::{apply, overtaken};
pub(crate) use arrival::{Unfit, arrive};
pub(crate) use body::{Section, SectionKind, as_message, as_section, reply_heading, reply_section, sections_of};
pub(crate) use document::{Document, FRONT_LIMIT, SIZE_LIMIT};
pub(crate) use edit::{Edit, ORDER as KEYS};
pub(crate) use entry::{EntryRead, diagnostics_of, entry_from_bytes};
pub(crate) use facts::{Facts, Replied};
#[cfg(feature = "lsp")]
pub(crate) use format::unportable_name;
pub(crate) use ids::{date_of_id, new_stem, stem_of, twins};
pub(crate) use load::{Journal, Unreadable};
pub(crate) use mend::{SAFE_FIXES, Unmended, mend};
pub(crate) use recipient::{Recipient, person_key};
pub(crate) use request::{Lasting, Request};
pub(crate) use scaffold::{Draft, compose};
pub(crate) use settings::{After, RuleSetting, Settings};
pub(crate) use starters::{STARTERS, Starter};
pub(crate) use template::{MessageTemplate, Part, Variable, mark_missing, tidy};
pub(crate) use template_ref::TemplateRef;
pub(crate) use words::{CHANNELS, CloseReason, Kind, Outcome, Privacy, PublicLevel, SaveMode, Tie, words_of};
pub(crate) use words::{FOLLOW_UP_KEYS, SETTINGS_KEYS, TEMPLATE_KEYS, TO_KEYS};
