//! Replies within the window: x of n matured letters, by template. Spec 4, "What counts".

use super::threads::Thread;
use super::{Insight, Status};
use crate::calendar::days_between;
use crate::journal::{Replied, Request, TemplateRef};

/// Matured letters and those answered within the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Replies {
    /// Messages written from it and sent, nudges and thanks too.
    pub(crate) uses: usize,
    /// Letters first sent at least the window ago, those withdrawn, bounced or with
    /// dates that contradict each other left out.
    pub(crate) n: usize,
    /// Those of `n` that were answered within the window, its last day counting.
    pub(crate) x: usize,
}

/// The replies to the letters of a template, of all versions or of one.
pub(crate) fn replies_of(insight: &Insight<'_>, template: &TemplateRef) -> Replies {
    let made = |request: &Request| request.template.as_ref().is_some_and(|own| own.is_of(&template.id, template.version));
    let uses = insight.journal.requests.iter().filter(|request| request.facts.sent.is_some() && made(request)).count();
    let threads = insight.threads.all.iter().filter(|thread| made(thread.first()));
    let answered: Vec<bool> = threads.filter_map(|thread| matured(insight, thread)).collect();
    Replies { uses, n: answered.len(), x: answered.iter().filter(|answered| **answered).count() }
}

/// Whether a matured letter was answered within the window; `None` for one that does not count.
fn matured(insight: &Insight<'_>, thread: &Thread<'_>) -> Option<bool> {
    let journal = insight.journal;
    let zone = journal.now.zone;
    if thread.entries.iter().any(|entry| entry.written.contradict(zone)) {
        return None;
    }
    let status = insight.status(thread.first());
    if !thread.first().kind.opens_thread() || matches!(status, Status::Withdrawn | Status::Bounced) {
        return None;
    }
    let window = i64::from(journal.settings.follow_up.window);
    let sent = thread.first_sent()?.day(zone);
    if days_between(sent, journal.now.today()) < window {
        return None;
    }
    Some(match thread.reply(zone) {
        Some(Replied::At(moment)) => days_between(sent, moment.day(zone)) <= window,
        Some(Replied::Sometime) => true,
        None => false,
    })
}
