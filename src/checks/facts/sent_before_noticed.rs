//! `sent-before-noticed`: a message goes out after its need was noticed.

use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::labels::text;

/// Fires where both dates are there and in the wrong order.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for request in context.journal.checked_requests() {
        if let (Some(sent), Some(noticed)) = (request.written().sent, request.written().noticed) {
            super::order::out_of_order(context, found, sent, noticed, |days| {
                at_key("sent-before-noticed", request, "sent", text!("sent-before-noticed.message", sent = sent, noticed = noticed))
                    .label(days)
                    .help(text!("sent-before-noticed.help"))
            });
        }
    }
}
