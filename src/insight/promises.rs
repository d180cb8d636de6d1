//! Promises: what the writer said would be done differently next time (`next`).

use crate::journal::{Journal, Request};

/// A `next` line and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Promise<'a> {
    /// The entry.
    pub(crate) request: &'a Request,
    /// The line.
    pub(crate) next: &'a str,
}

/// The promises of the requests that `wanted` takes, newest sent first.
pub(crate) fn promises(journal: &Journal, wanted: impl Fn(&Request) -> bool) -> Vec<Promise<'_>> {
    let zone = journal.now.zone;
    let mut found: Vec<Promise<'_>> = journal
        .requests
        .iter()
        .filter(|request| wanted(request))
        .filter_map(|request| Some(Promise { request, next: request.next.as_deref()? }))
        .collect();
    found.sort_by(|a, b| {
        let key = |promise: &Promise<'_>| promise.request.facts.sent.map(|sent| sent.sort_key(zone));
        key(b).cmp(&key(a)).then_with(|| a.request.id.cmp(&b.request.id))
    });
    found
}
