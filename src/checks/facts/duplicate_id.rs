//! `duplicate-id`: two files, one id.

use crate::checks::{Context, at_span};
use crate::diagnostic::{Diagnostic, Span};
use crate::journal::{stem_of, twins};
use crate::labels::{Value, text};

/// Fires on every file whose id, after NFC and case folding, another file of its folder tree has.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for folder in ["requests/", "templates/"] {
        for paths in twins(context.journal.paths(folder).into_iter()) {
            for path in &paths {
                let others: Vec<&str> = paths.iter().copied().filter(|other| other != path).collect();
                let message = text!("duplicate-id.message", id = stem_of(path); other => Value::list(others));
                found.push(at_span("duplicate-id", path, Span::TOP, message).help(text!("duplicate-id.help")));
            }
        }
    }
}
