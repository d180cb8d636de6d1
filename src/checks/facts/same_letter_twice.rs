//! `same-letter-twice`: one letter has one file.

use std::collections::HashMap;

use crate::calendar::Date;
use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::journal::{Request, person_key};
use crate::labels::text;

/// Fires on the later of two files with one recipient, one `sent` and one message.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let zone = context.journal.now.zone;
    let mut seen: HashMap<(String, (Date, i64)), Vec<&Request>> = HashMap::new();
    for request in context.journal.checked_requests() {
        let (Some(person), Some(sent)) = (person_key(request.to.as_ref()), request.written().sent) else {
            continue;
        };
        if request.message().is_empty() {
            continue;
        }
        let at_once = seen.entry((person, sent.sort_key(zone))).or_default();
        match at_once.iter().find(|other| other.message() == request.message()) {
            Some(first) => {
                let message = text!("same-letter-twice.message", other = first.path());
                found.push(at_key("same-letter-twice", request, "sent", message).help(text!("same-letter-twice.help")));
            }
            None => at_once.push(request),
        }
    }
}
