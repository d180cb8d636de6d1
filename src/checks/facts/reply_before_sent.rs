//! `reply-before-sent`: a reply cannot come before its message.

use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::journal::Replied;
use crate::labels::text;

/// Fires where both dates are there and in the wrong order.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for request in context.journal.checked_requests() {
        if let (Some(sent), Some(Replied::At(replied))) = (request.written().sent, request.written().replied) {
            super::order::out_of_order(context, found, replied, sent, |days| {
                at_key("reply-before-sent", request, "replied", text!("reply-before-sent.message", replied = replied, sent = sent))
                    .label(days)
                    .help(text!("reply-before-sent.help"))
            });
        }
    }
}
