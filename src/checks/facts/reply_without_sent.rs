//! `reply-without-sent`: only what was sent can be answered.

use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::labels::text;

/// Fires on a reply where `sent` is absent.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for request in context.journal.checked_requests() {
        let is_written = || request.document.root().get("sent").is_some_and(|node| !node.is_nothing());
        if request.written().replied.is_some() && request.written().sent.is_none() && !is_written() {
            found.push(
                at_key("reply-without-sent", request, "replied", text!("reply-without-sent.message"))
                    .help(text!("reply-without-sent.help")),
            );
        }
    }
}
