//! `unknown-request`: `follows` names an entry that is there.

use std::collections::HashSet;

use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::journal::stem_of;
use crate::labels::text;
use crate::text::near::nearest;
use crate::text::normal::fold_id;

/// Fires where `follows` names no entry of requests/, readable or not.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let stems: Vec<String> = context.journal.paths("requests/").into_iter().map(stem_of).collect();
    let known: HashSet<String> = stems.iter().map(|stem| fold_id(stem)).collect();
    for request in context.journal.checked_requests() {
        let Some(follows) = request.follows.as_deref().filter(|id| !known.contains(&fold_id(id))) else {
            continue;
        };
        let near = nearest(follows, stems.iter().map(String::as_str))
            .or_else(|| stems.iter().map(String::as_str).find(|stem| stem.contains(follows)));
        let help = near.map_or(text!("unknown-request.help"), |near| text!("did-you-mean", word = near));
        found.push(at_key("unknown-request", request, "follows", text!("unknown-request.message", id = follows)).help(help));
    }
}
