//! What became of each letter by now: the situations that rates count. Spec 4, "What counts".

use super::threads::Thread;
use crate::calendar::{Date, days_between};
use crate::journal::{CloseReason, Journal, Replied};

/// Where a sent letter stands for the rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Situation {
    /// Younger than the window, unanswered: it says nothing yet.
    Pending,
    /// Younger than the window, answered already: counting it while leaving out the pending would flatter.
    Early,
    /// First sent at least the window ago.
    Matured {
        /// Answered within the window, its last day counting.
        in_window: bool,
    },
    /// Taken back.
    Withdrawn,
    /// Not delivered.
    Bounced,
}

/// A thread that was sent and waits, or waited, for an answer.
#[derive(Clone, Copy)]
pub(crate) struct Letter<'i, 'a> {
    /// Its thread.
    pub(crate) thread: &'i Thread<'a>,
    /// The civil day of its first send.
    pub(crate) sent: Date,
    /// The first reply to any of its messages.
    pub(crate) reply: Option<Replied>,
    /// Where it stands.
    pub(crate) situation: Situation,
}

impl<'i, 'a> Letter<'i, 'a> {
    /// The thread as a letter; `None` for a draft, for what waits for no answer, and where dates contradict
    /// each other. A letter that was taken back or came back stays so whatever came later: counting those that were
    /// answered, and not those that were not, would flatter.
    pub(crate) fn of(thread: &'i Thread<'a>, journal: &Journal) -> Option<Letter<'i, 'a>> {
        let zone = journal.now.zone;
        if !thread.first().kind.opens_thread() || thread.contradicts(zone) {
            return None;
        }
        let sent = thread.first().sent_day(zone)?;
        let reply = thread.reply(zone);
        let window = i64::from(journal.settings.follow_up.window);
        let has_matured = days_between(sent, journal.now.today()) >= window;
        let situation = match (thread.closing().and_then(|(_, reason)| reason), reply) {
            (Some(CloseReason::Bounced), _) => Situation::Bounced,
            (Some(CloseReason::Withdrawn), _) => Situation::Withdrawn,
            (_, None) if has_matured => Situation::Matured { in_window: false },
            (_, None) => Situation::Pending,
            (_, Some(_)) if !has_matured => Situation::Early,
            (_, Some(Replied::Sometime)) => Situation::Matured { in_window: true },
            (_, Some(Replied::At(moment))) => Situation::Matured { in_window: days_between(sent, moment.day(zone)) <= window },
        };
        Some(Letter { thread, sent, reply, situation })
    }

    /// Whether it was answered within the window; `None` for one that has not matured.
    pub(crate) fn matured(&self) -> Option<bool> {
        match self.situation {
            Situation::Matured { in_window } => Some(in_window),
            _ => None,
        }
    }
}
