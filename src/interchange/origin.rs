//! Where an entry came from, as its `source` says: a row of a table, a message, or a row and then the message of the same letter.

use crate::journal::Request;

/// How what a message is known by begins.
const MESSAGES: [&str; 3] = ["<", "mail:", "linkedin:"];

/// What it came from, each by itself: `row:1a2b <3@e>` is two.
pub(crate) fn origins(source: &str) -> impl Iterator<Item = &str> {
    let (first, second) = match source.split_once(' ') {
        Some((row, message)) if row.starts_with("row:") => (row, Some(message)),
        _ => (source, None),
    };
    std::iter::once(first).chain(second)
}

/// The message that an entry is known to be.
pub(crate) fn message_of(request: &Request) -> Option<&str> {
    origins(request.source.as_deref()?).find(|origin| MESSAGES.iter().any(|start| origin.starts_with(start)))
}

/// `source` with the message that an entry turned out to be; `None` where it names one already, or the message has no id of its own:
/// what is made of its header may change.
pub(crate) fn with_message(request: &Request, message: &str) -> Option<String> {
    joined(request, message).filter(|_| !message.starts_with("mail:"))
}

/// `source` of an entry with a row or message beside what it names; `None` where it names another of the same sort, or something else.
pub(crate) fn joined(request: &Request, origin: &str) -> Option<String> {
    let is_row = |origin: &str| origin.starts_with("row:");
    match request.source.as_deref() {
        None => Some(origin.to_owned()),
        Some(here) if origins(here).count() > 1 || is_row(here) == is_row(origin) => None,
        Some(row) if is_row(row) => Some(format!("{row} {origin}")),
        Some(message) if message_of(request).is_some() => Some(format!("{origin} {message}")),
        Some(_) => None,
    }
}
