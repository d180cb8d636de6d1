//! `outcome-without-reply`: only a reply brings something.

use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::labels::text;

/// Fires on outcomes where `replied` is absent.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for request in context.journal.checked_requests() {
        let is_written = || request.document.root().get("replied").is_some_and(|node| !node.is_nothing());
        if !request.written().outcome.is_empty() && request.written().replied.is_none() && !is_written() {
            found.push(
                at_key("outcome-without-reply", request, "outcome", text!("outcome-without-reply.message"))
                    .help(text!("outcome-without-reply.help")),
            );
        }
    }
}
