//! `same-letter-twice`: one letter has one file.

use crate::calendar::Date;
use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::journal::{Request, person_key};
use crate::labels::text;

/// Fires on the later of two files with one recipient, one `sent` and one message.
pub(super) fn run<'a>(context: &Context<'a>, found: &mut Vec<Diagnostic>) {
    let zone = context.journal.now.zone;
    let keyed = |request: &'a Request| Some((person_key(request.to.as_ref())?, request.written().sent?.sort_key(zone), request));
    let letters = context.journal.checked_requests().filter(|request| !request.message().is_empty());
    let mut letters: Vec<(String, (Date, i64), &Request)> = letters.filter_map(keyed).collect();
    letters.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    for at_once in letters.chunk_by(|a, b| (&a.0, a.1) == (&b.0, b.1)) {
        for (number, (_, _, request)) in at_once.iter().enumerate() {
            if let Some((_, _, first)) = at_once[..number].iter().find(|(_, _, other)| other.message() == request.message()) {
                let message = text!("same-letter-twice.message", other = first.path());
                found.push(at_key("same-letter-twice", request, "sent", message).help(text!("same-letter-twice.help")));
            }
        }
    }
}
