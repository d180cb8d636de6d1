//! `site-tracked`: a built site in the repository goes wherever the repository goes.

use crate::checks::{Context, at_span};
use crate::diagnostic::{Diagnostic, Span};
use crate::labels::text;
use crate::versions::Past;

/// Fires once per built site that git keeps, at the settings.
pub(super) fn run(context: &Context<'_>, past: &Past, found: &mut Vec<Diagnostic>) {
    for marker in &past.tracked_sites {
        let folder = marker.rsplit_once('/').map_or(".", |(folder, _)| folder);
        let message = text!("site-tracked.message", folder = folder);
        let path = &context.journal.settings.document.path;
        found.push(at_span("site-tracked", path, Span::TOP, message).help(text!("site-tracked.help", folder = folder)));
    }
}
