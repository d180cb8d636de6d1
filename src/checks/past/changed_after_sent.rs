//! `changed-after-sent`: an entry keeps the message exactly as it went out.

use crate::checks::{Context, at_span};
use crate::diagnostic::{Diagnostic, Span};
use crate::journal::{Request, person_key};
use crate::labels::text;
use crate::parallel;
use crate::text::changes::{Op, changes};
use crate::versions::{Past, is_same};

/// Fires where the message differs from what it was in the first commit that had `sent`.
pub(super) fn run(context: &Context<'_>, past: &Past, found: &mut Vec<Diagnostic>) {
    let sent: Vec<&Request> = context.journal.requests.iter().filter(|request| request.written().sent.is_some()).collect();
    found.extend(parallel::map(sent, |request| of_request(context, past, request)).into_iter().flatten());
}

fn of_request(context: &Context<'_>, past: &Past, request: &Request) -> Option<Diagnostic> {
    let revisions = past.revisions(request.path(), context.journal);
    // One commit, and the file is as it left it: nothing to compare.
    if let [only] = revisions
        && past.bytes(only) == Some(request.document.text.as_bytes())
    {
        return None;
    }
    let person = |request: &Request| person_key(request.to.as_ref());
    // Where git takes another letter's file for this one, the person tells them apart.
    let is_this = |entry: &Request| person(entry).is_none() || person(request).is_none() || person(entry) == person(request);
    let mut here = past.requests(request, context.journal).filter(|(revision, _)| revision.leads_here);
    let (revision, as_sent) = here.find(|(_, entry)| entry.written().sent.is_some() && is_this(entry))?;
    if as_sent.message().is_empty() || is_same(as_sent.message(), request.message()) {
        return None;
    }
    let day = revision.date.get(..10).unwrap_or_default();
    let message = text!("changed-after-sent.message", commit = revision.commit.get(..7).unwrap_or_default(), day = day);
    let span = first_change(as_sent.message(), request);
    Some(at_span("changed-after-sent", request.path(), span, message).help(text!("changed-after-sent.help", id = request.id)))
}

/// Where the message begins to differ.
fn first_change(as_sent: &str, request: &Request) -> Span {
    let mut at = request.message.start;
    for change in changes(as_sent, request.message()) {
        match change.op {
            Op::Equal => at += change.text.len(),
            Op::Delete => {}
            Op::Insert => {
                let line = change.text.trim_end().lines().next().unwrap_or_default();
                return Span { start: at, end: at + line.len() };
            }
        }
    }
    Span { start: at.min(request.message.end), end: at.min(request.message.end) }
}
