//! `future-date`: what has happened lies before now.

use crate::checks::{Context, at_key};
use crate::diagnostic::{Diagnostic, Severity};
use crate::labels::text;

/// Fires on a past-tense fact after now; advice only where a "now" earlier than the
/// clock's was asked for, for then it is the question that lies in the past.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let now = context.journal.now;
    for request in context.journal.checked_requests() {
        let facts = request.written();
        let replied = facts.replied.and_then(|replied| replied.moment());
        for (key, moment) in [("noticed", facts.noticed), ("sent", facts.sent), ("replied", replied), ("closed", facts.closed)] {
            let Some(moment) = moment.filter(|moment| now.is_before(*moment)) else {
                continue;
            };
            let mut diagnostic =
                at_key("future-date", request, key, text!("future-date.message", key = key, value = moment, today = now.today()))
                    .help(text!("future-date.help", key = key));
            if now.is_earlier {
                diagnostic.severity = Severity::Advice;
            }
            found.push(diagnostic);
        }
    }
}
