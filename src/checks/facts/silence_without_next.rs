//! `silence-without-next`: silence is feedback, when something is made of it.

use std::collections::BTreeMap;

use crate::calendar::days_between;
use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::insight::{Status, Thread};
use crate::journal::CloseReason;
use crate::labels::text;

/// Fires once per template version, with the count of its threads that were closed as `no-reply`, or
/// are silent past `give_up`, and say nothing for the next time. Shown at the newest of them.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let zone = context.journal.now.zone;
    let mut by_version: BTreeMap<(String, Option<u32>), Vec<&Thread<'_>>> = BTreeMap::new();
    for thread in context.insight.threads.all.iter().filter(|thread| !thread.has_next() && is_silence(context, thread)) {
        if let Some(template) = &thread.first().template {
            by_version.entry(template.key()).or_default().push(thread);
        }
    }
    for threads in by_version.into_values() {
        let newest = threads.iter().max_by_key(|thread| thread.first_sent().map(|sent| sent.sort_key(zone)));
        if let Some((newest, version)) = newest.and_then(|newest| Some((newest, newest.first().template.as_ref()?))) {
            let message = text!("silence-without-next.message", count = threads.len(), version = version);
            let span_key = if newest.first().document.root().get("next").is_some() { "next" } else { "template" };
            found.push(
                at_key("silence-without-next", newest.first(), span_key, message)
                    .help(text!("silence-without-next.help", id = newest.first().id)),
            );
        }
    }
}

fn is_silence(context: &Context<'_>, thread: &Thread<'_>) -> bool {
    let first = thread.first();
    match context.insight.status(first) {
        Status::Closed => first.facts.sent.is_some() && matches!(thread.closing(), Some((_, Some(CloseReason::NoReply)))),
        Status::Silent => {
            let journal = context.journal;
            let last = thread.last_sent().and_then(|entry| entry.sent_day(journal.now.zone));
            last.is_some_and(|sent| days_between(sent, journal.now.today()) >= i64::from(journal.settings.follow_up.give_up))
        }
        _ => false,
    }
}
