//! `stale-draft`: a draft is sent, or put away.

use crate::calendar::days_between;
use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::insight::draft_day;
use crate::labels::text;

/// Fires `follow_up.draft` days after a draft was begun: since `noticed`, else since the date its id
/// begins with; with neither it has no age.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let journal = context.journal;
    for request in journal.requests.iter().filter(|request| request.facts.sent.is_none() && request.facts.closed.is_none()) {
        let Some(begun) = draft_day(request, journal) else {
            continue;
        };
        let days = days_between(begun, journal.now.today());
        if days >= i64::from(journal.settings.follow_up.draft) {
            let key = if request.facts.noticed.is_some() { "noticed" } else { "kind" };
            let message = text!("stale-draft.message", days = days);
            found.push(at_key("stale-draft", request, key, message).help(text!("stale-draft.help", id = request.id)));
        }
    }
}
