//! Promises: what the writer said would be done differently next time (`next`).

use crate::journal::{Journal, MessageTemplate, Request};

/// A `next` line and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Promise<'a> {
    /// The entry.
    pub(crate) request: &'a Request,
    /// The line.
    pub(crate) next: &'a str,
}

/// The open promises of the requests that `wanted` takes: those of letters that went out, not yet among what a
/// newer version of their template does differently. The newest first, by what last happened to the letter.
pub(crate) fn promises(journal: &Journal, wanted: impl Fn(&Request) -> bool) -> Vec<Promise<'_>> {
    let zone = journal.now.zone;
    let mut found: Vec<Promise<'_>> = journal
        .requests
        .iter()
        .filter(|request| wanted(request) && (request.facts.sent.is_some() || request.facts.closed.is_some()))
        .filter_map(|request| Some(Promise { request, next: request.next.as_deref()? }))
        .filter(|promise| !is_kept(promise, journal))
        .collect();
    found.sort_by(|a, b| {
        let key = |promise: &Promise<'_>| {
            let facts = &promise.request.facts;
            let replied = facts.replied.and_then(|reply| reply.moment());
            [facts.sent, facts.closed, replied].into_iter().flatten().map(|moment| moment.sort_key(zone)).max()
        };
        key(b).cmp(&key(a)).then_with(|| a.request.id.cmp(&b.request.id))
    });
    found
}

/// Whether a newer version took the promise up: its `changes` hold it, or it is two versions newer. What was
/// learned late of the version before is still open.
fn is_kept(promise: &Promise<'_>, journal: &Journal) -> bool {
    let Some((version, template)) = promise.request.template.as_ref().and_then(|own| {
        let of_id = |template: &&MessageTemplate| own.is_of(&template.id, None);
        Some((own.version?, journal.templates.iter().find(of_id)?))
    }) else {
        return false;
    };
    version + 1 < template.version || version < template.version && template.changes.iter().any(|change| change == promise.next)
}
