//! `unknown-template` and `unknown-version`: `template` names what the library holds.

use std::collections::BTreeMap;

use super::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::journal::stem_of;
use crate::labels::text;
use crate::text::near::nearest;
use crate::text::normal::fold_id;

/// Fires where `template` names no file of templates/, readable or not.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let known: BTreeMap<String, String> =
        context.journal.paths("templates/").into_iter().map(stem_of).map(|stem| (fold_id(&stem), stem)).collect();
    for request in context.journal.checked_requests() {
        let Some(template) = request.template.as_ref().filter(|template| !known.contains_key(&fold_id(&template.id))) else {
            continue;
        };
        let near = nearest(&template.id, known.values().map(String::as_str));
        let help = near.map_or(text!("unknown-template.help"), |near| text!("did-you-mean", word = near));
        found.push(at_key("unknown-template", request, "template", text!("unknown-template.message", id = template.id)).help(help));
    }
}

/// Fires where the version is higher than the library's.
pub(super) fn run_version(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
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
