//! `unknown-version`: `template` names no version above the library's.

use std::collections::BTreeMap;

use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::labels::text;
use crate::text::normal::fold_id;

/// Fires where the version is higher than the library's.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let newest: BTreeMap<String, u32> =
        context.journal.templates.iter().map(|template| (fold_id(&template.id), template.version)).collect();
    for request in context.journal.checked_requests() {
        let Some(template) = &request.template else {
            continue;
        };
        if let (Some(version), Some(newest)) = (template.version, newest.get(&fold_id(&template.id)))
            && version > *newest
        {
            let message = text!("unknown-version.message", id = template.id, version = version, newest = newest);
            found.push(at_key("unknown-version", request, "template", message).help(text!(
                "unknown-version.help",
                id = template.id,
                newest = newest
            )));
        }
    }
}
