//! `too-many-nudges`: once, or twice to someone known well; never after a no.

use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::insight::nudge_cap;
use crate::journal::{Kind, Outcome};
use crate::labels::text;

/// Fires on the nudges of a thread over the settings' cap, and on any sent after `declined`.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let zone = context.journal.now.zone;
    for thread in &context.insight.threads.all {
        let cap = nudge_cap(thread, context.journal);
        let declined = thread
            .replied()
            .filter(|entry| entry.facts.outcome.contains(&Outcome::Declined))
            .find_map(|entry| entry.facts.replied?.moment());
        let nudges = thread.sent().filter(|entry| entry.kind == Kind::Nudge);
        for (at, nudge) in nudges.enumerate() {
            let after_no = declined.zip(nudge.facts.sent).is_some_and(|(no, sent)| sent.compare(no, zone).is_gt());
            if after_no {
                found.push(
                    at_key("too-many-nudges", nudge, "sent", text!("too-many-nudges.declined"))
                        .help(text!("too-many-nudges.declined.help")),
                );
            } else if at >= cap as usize {
                let message = text!("too-many-nudges.message", number = at + 1, cap = cap);
                found.push(at_key("too-many-nudges", nudge, "sent", message).help(text!("too-many-nudges.help")));
            }
        }
    }
}
