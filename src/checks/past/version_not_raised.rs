//! `version-not-raised`: figures by version compare texts only when a new text has a new number.

use crate::checks::{Context, at_span};
use crate::diagnostic::Diagnostic;
use crate::labels::text;
use crate::versions::{Past, has_same_wording};

/// Fires where a template's wording differs from the last commit with its version, and requests were written from it.
pub(super) fn run(context: &Context<'_>, past: &Past, found: &mut Vec<Diagnostic>) {
    let journal = context.journal;
    for template in &journal.templates {
        let last =
            past.templates(template, journal).filter(|(revision, entry)| revision.leads_here && entry.version == template.version).last();
        let Some((revision, committed)) = last.filter(|(_, entry)| !has_same_wording(entry, template)) else { continue };
        let is_of = |request: &&crate::journal::Request| {
            request.template.as_ref().is_some_and(|used| used.is_of(&template.id, Some(template.version)))
        };
        let uses = journal.requests.iter().filter(is_of).count();
        if uses > 0 {
            let commit = revision.commit.get(..7).unwrap_or_default();
            let message = text!("version-not-raised.message", version = committed.version, commit = commit, uses = uses);
            let span = template.document.span_of("version");
            found.push(at_span("version-not-raised", template.path(), span, message).help(text!(
                "version-not-raised.help",
                id = template.id,
                next = template.version + 1
            )));
        }
    }
}
