//! `nudge-too-soon`: a reminder leaves time to answer.

use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::journal::Kind;
use crate::labels::text;

/// Business days that a reader is left at least (evidence.md: the 3B7 routine).
const LEAST: u32 = 3;

/// Fires on a nudge sent less than three business days after the message before it.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let journal = context.journal;
    let zone = journal.now.zone;
    for request in journal.requests.iter().filter(|request| request.kind == Kind::Nudge) {
        let thread = context.insight.threads.of_request(request);
        let in_thread = thread.sent().take_while(|entry| entry.path() != request.path()).last();
        let before = in_thread.or_else(|| request.follows.as_deref().and_then(|id| journal.request(id)));
        let days = before.and_then(|before| before.sent_day(zone)).zip(request.sent_day(zone));
        let Some((earlier, sent)) = days.filter(|(earlier, sent)| earlier <= sent) else { continue };
        let between = journal.settings.business.between(earlier, sent);
        if between < LEAST {
            let message = text!("nudge-too-soon.message", days = between, earlier = earlier);
            found.push(
                at_key("nudge-too-soon", request, "sent", message)
                    .help(text!("nudge-too-soon.help", day = journal.settings.business.after(earlier, LEAST))),
            );
        }
    }
}
