//! Status: where a thread stands, always computed, the same for all its sent entries.

use serde::Serialize;

use super::Insight;
use super::due::{follow_up_day, silent_since};
use crate::journal::{CloseReason, Request};

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
    /// Not sent.
    Draft,
    /// A follow-up's day has come.
    Due,
    /// An answer may still come.
    Waiting,
    /// The window is over and no follow-up is to come. Reversible: a reply always wins.
    Silent,
    /// Answered.
    Replied,
    /// The user stopped waiting.
    Closed,
    /// Taken back.
    Withdrawn,
    /// Not delivered.
    Bounced,
    /// Sent, and nothing is waited for.
    Done,
}

impl Status {
    /// All of them.
    pub(crate) const ALL: [Status; 9] = [
        Status::Draft,
        Status::Due,
        Status::Waiting,
        Status::Silent,
        Status::Replied,
        Status::Closed,
        Status::Withdrawn,
        Status::Bounced,
        Status::Done,
    ];

    /// The word in filters and JSON.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Due => "due",
            Status::Waiting => "waiting",
            Status::Silent => "silent",
            Status::Replied => "replied",
            Status::Closed => "closed",
            Status::Withdrawn => "withdrawn",
            Status::Bounced => "bounced",
            Status::Done => "done",
        }
    }

    /// The status of a word.
    pub(crate) fn parse(word: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Unanswered, and still waited for.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, Status::Due | Status::Waiting | Status::Silent)
    }
}

/// An entry's status; the first that holds, in the order of spec 1.
pub(super) fn status_of(request: &Request, insight: &Insight<'_>) -> Status {
    let (journal, thread) = (insight.journal, insight.threads.of_request(request));
    if request.facts.sent.is_none() {
        return if request.facts.closed.is_some() { Status::Closed } else { Status::Draft };
    }
    if request.kind.is_complete_once_sent() {
        return Status::Done;
    }
    if thread.reply(journal.now.zone).is_some() {
        return Status::Replied;
    }
    if let Some((_, reason)) = thread.closing() {
        return match reason {
            Some(CloseReason::Bounced) => Status::Bounced,
            Some(CloseReason::Withdrawn) => Status::Withdrawn,
            _ => Status::Closed,
        };
    }
    let today = journal.now.today();
    if follow_up_day(thread, insight).is_some_and(|day| day <= today) {
        return Status::Due;
    }
    if silent_since(thread, insight).is_some_and(|day| day <= today) { Status::Silent } else { Status::Waiting }
}

/// Civil days from the thread's first send to its reply or now; `None` for drafts, for what is done,
/// and where the reply's day was not noted.
pub(crate) fn days_waiting(request: &Request, insight: &Insight<'_>) -> Option<i64> {
    if request.facts.sent.is_none() || insight.status(request) == Status::Done {
        return None;
    }
    let zone = insight.journal.now.zone;
    let thread = insight.threads.of_request(request);
    let sent = thread.first_sent()?.day(zone);
    let end = match thread.reply(zone) {
        None => insight.journal.now.today(),
        Some(replied) => replied.moment()?.day(zone),
    };
    // Dates that contradict each other tell no wait.
    Some(crate::calendar::days_between(sent, end)).filter(|days| *days >= 0)
}
