//! `closed-before-sent`: a thread is closed after its message went out.

use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::labels::text;

/// Fires where both dates are there and in the wrong order.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for request in context.journal.checked_requests() {
        if let (Some(closed), Some(sent)) = (request.written().closed, request.written().sent) {
            super::order::out_of_order(context, found, closed, sent, |days| {
                at_key("closed-before-sent", request, "closed", text!("closed-before-sent.message", closed = closed, sent = sent))
                    .label(days)
                    .help(text!("closed-before-sent.help"))
            });
        }
    }
}
