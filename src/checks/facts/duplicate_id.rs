//! `duplicate-id`: two files, one id.

use std::collections::BTreeMap;

use crate::checks::{Context, at_span};
use crate::diagnostic::{Diagnostic, Span};
use crate::journal::stem_of;
use crate::labels::{Value, text};
use crate::text::normal::fold_id;

/// Fires on every file whose id, after NFC and case folding, another file of its folder tree has.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for folder in ["requests/", "templates/"] {
        let mut by_id: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for path in context.journal.paths(folder) {
            by_id.entry(fold_id(&stem_of(path))).or_default().push(path);
        }
        for paths in by_id.values().filter(|paths| paths.len() > 1) {
            for path in paths {
                let others: Vec<&str> = paths.iter().copied().filter(|other| other != path).collect();
                let message = text!("duplicate-id.message", id = stem_of(path); other => Value::list(others));
                found.push(at_span("duplicate-id", path, Span::TOP, message).help(text!("duplicate-id.help")));
            }
        }
    }
}
