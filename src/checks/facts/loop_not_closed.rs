//! `loop-not-closed`: who helped hears what came of it.

use crate::calendar::days_between;
use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::insight::loop_closers;
use crate::labels::text;

/// Civil days after which a helper should have heard.
const DAYS: i64 = 14;

/// Fires where help came at least 14 days ago and no thanks, recap or update went out since, by
/// `follows` or to that person.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let journal = context.journal;
    let zone = journal.now.zone;
    let closers = loop_closers(&journal.requests, zone);
    for thread in context.insight.threads.all.iter().filter(|thread| !thread.first().kind.is_complete_once_sent()) {
        let Some((answered, moment)) = thread.help(zone) else { continue };
        let day = moment.day(zone);
        let days = days_between(day, journal.now.today());
        if days >= DAYS && !closers.any(thread, day, |kind| kind.closes_loop()) {
            let message = text!("loop-not-closed.message", days = days);
            found.push(at_key("loop-not-closed", answered, "replied", message).help(text!("loop-not-closed.help", id = thread.first().id)));
        }
    }
}
