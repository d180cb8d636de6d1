//! Replies within the window: x of n matured letters, by template. Spec 4, "What counts".

use super::threads::Thread;
use super::{Insight, Status};
use crate::calendar::days_between;
use crate::journal::{Replied, TemplateRef};

/// Matured letters and those answered within the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Replies {
    /// Letters written from it and sent, whatever became of them.
    pub(crate) uses: usize,
    /// Letters first sent at least the window ago, those withdrawn, bounced or with
    /// dates that contradict each other left out.
    pub(crate) n: usize,
    /// Those of `n` that were answered within the window, its last day counting.
    pub(crate) x: usize,
}

/// The replies to the letters of a template, of all versions or of one.
pub(crate) fn replies_of(insight: &Insight<'_>, template: &TemplateRef) -> Replies {
    let mut replies = Replies::default();
    for thread in &insight.threads.all {
        let made = thread
            .first()
            .template
            .as_ref()
            .is_some_and(|own| own.id == template.id && (template.version.is_none() || own.version == template.version));
        if made && thread.first_sent().is_some() {
            replies.uses += 1;
            if let Some(answered) = matured(insight, thread) {
                replies.n += 1;
                replies.x += usize::from(answered);
            }
        }
    }
    replies
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
