//! What an edit is, and the order of keys.

use serde_json::Value as Json;

use super::document::split;
use crate::diagnostic::Span;
use crate::yaml::{self, Node};

/// The order in which keys are written; a new key goes after the nearest one before it.
pub(crate) const ORDER: [&str; 24] = [
    "kind",
    "to",
    "channel",
    "subject",
    "summary",
    "template",
    "problem",
    "link",
    "noticed",
    "sent",
    "replied",
    "outcome",
    "closed",
    "close_reason",
    "follow_up",
    "follows",
    "next",
    "deadline",
    "forecast",
    "lang",
    "tags",
    "allow",
    "public",
    "source",
];

/// One change of a file.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// A key's text, in one line; `to.role` names a key of `to`.
    Set(String, String),
    /// A key's list, written in one line.
    SetList(String, Vec<String>),
    /// Items added to a key's list, those already there left alone.
    Add(String, Vec<String>),
    /// The key taken away.
    Remove(String),
    /// Text appended after the body, a blank line before it.
    Append(String),
}

pub(super) fn key_of(edit: &Edit) -> &str {
    match edit {
        Edit::Set(key, _) | Edit::SetList(key, _) | Edit::Add(key, _) | Edit::Remove(key) => key,
        Edit::Append(_) => "",
    }
}

/// A file's front matter, where it has no fault.
pub(super) struct Parsed {
    pub(super) root: Node,
    pub(super) front: Span,
    pub(super) body_start: usize,
}

impl Parsed {
    /// The front matter of a text; `None` where it has a fault.
    pub(super) fn read(source: &str) -> Option<Parsed> {
        let parts = split(source).ok()?;
        let parsed = yaml::read(&source[parts.front.range()], parts.front.start);
        parsed.faults.is_empty().then_some(Parsed { root: parsed.root, front: parts.front, body_start: parts.body_start })
    }
}

/// The items that are not there yet.
pub(super) fn added<'a>(old: &'a [Json], items: &'a [String]) -> impl Iterator<Item = String> + 'a {
    items.iter().filter(|item| !old.iter().any(|known| known == item.as_str())).cloned()
}
