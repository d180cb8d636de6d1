//! The entries of the journal as the messages that they are known to be.

use std::collections::BTreeMap;

use crate::cli::open::Open;
use crate::interchange::{key_of, message_of};
use crate::journal::Request;

/// The entries of the journal by what they are known by, as letters of the plan: an answer may be to one of them.
pub(super) fn known(open: &Open) -> BTreeMap<u64, &Request> {
    let requests = open.journal.requests.iter();
    let of = requests.filter(|request| request.source.is_some() || request.written().sent.is_some());
    of.map(|request| (entry_key(request), request)).collect()
}

/// The entries of the journal by the message that each is known to be.
pub(super) fn by_message(open: &Open) -> BTreeMap<&str, Vec<&Request>> {
    let mut by_message: BTreeMap<&str, Vec<&Request>> = BTreeMap::new();
    for request in &open.journal.requests {
        if let Some(id) = message_of(request) {
            by_message.entry(id).or_default().push(request);
        }
    }
    by_message
}

/// The key of what an entry is known by: where it came from, else its id.
pub(super) fn entry_key(request: &Request) -> u64 {
    let source = message_of(request).or(request.source.as_deref());
    source.map_or_else(|| key_of(&format!("entry:{}", request.id)), key_of)
}
