//! Tries in memory what is about to be advised: whether the program would take it, and leave the entry without a new error.

use crate::checks::check;
use crate::cli::open::Open;
use crate::cli::set;
use crate::diagnostic::Severity;
use crate::disk::Found;
use crate::insight::{Insight, Status};
use crate::journal::{Edit, Journal, Request, apply, entry_from_bytes};

/// Whether `set` would take these pairs for an entry, and `check` find no error that was not there.
pub(super) fn is_taken(open: &Open, request: &Request, pairs: &[(String, String)]) -> bool {
    let edits: Option<Vec<Edit>> = pairs.iter().map(|(key, value)| set::edit(key, value, open.journal.now).ok()).collect();
    let source = &request.document.text;
    let Some(after) = edits.and_then(|edits| apply(request.path(), source, &edits).ok()) else { return false };
    let before = errors(open, request.path(), source);
    errors(open, request.path(), &after).iter().all(|error| before.contains(error))
}

/// Whether `close` would take an entry, once `set` has taken these pairs.
pub(super) fn is_closable(request: &Request, insight: &Insight<'_>, pairs: &[(String, String)]) -> bool {
    let is_cleared = pairs.iter().any(|(key, value)| key == "replied" && value.is_empty());
    let is_answered = |other: &&Request| other.facts.replied.is_some() && !(is_cleared && other.id == request.id);
    match insight.status(request) {
        Status::Done => false,
        Status::Replied => !insight.threads.of_request(request).entries.iter().any(is_answered),
        _ => true,
    }
}

/// The errors of an entry alone, by their rules and words.
fn errors(open: &Open, path: &str, source: &str) -> Vec<(&'static str, String)> {
    let found = Found::of(path, open.root.join(path));
    let read = entry_from_bytes(found, source.as_bytes().to_vec(), &open.journal.settings, open.journal.now);
    let alone = Journal::assemble(open.journal.settings.clone(), Vec::new(), [read], &[], open.journal.now);
    let report = check(&alone, &Insight::of(&alone));
    let errors = report.diagnostics.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.map(|diagnostic| (diagnostic.rule, diagnostic.message.say(&open.labels))).collect()
}
