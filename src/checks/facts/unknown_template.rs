//! `unknown-template`: `template` names what the library holds.

use std::collections::BTreeMap;

use crate::checks::{Context, at_key};
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
