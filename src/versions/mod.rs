//! Versions: git's output -> past texts. Pure; `cli` hands over what git printed.

mod past;
mod story;
mod trails;

pub(crate) use past::{Past, Version, has_same_wording, is_same, request_versions, template_versions};
pub(crate) use trails::Revision;
