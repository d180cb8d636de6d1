//! How long answers took: waits for the curves of spec 4, and the follow-up day that they suggest.

use super::letters::{Letter, Situation};
use super::threads::Threads;
use crate::calendar::{Date, days_between};
use crate::journal::{After, Journal, Replied};
use crate::statistics::{Curve, Wait};

/// Business days until a follow-up, where the settings leave it to us and own data do not tell yet
/// (evidence.md: 3B7 routine).
const USUAL: u32 = 7;
/// Replies from which on the own data tell (evidence.md, section 3.4).
const ENOUGH_REPLIES: usize = 8;
/// The share of all replies that had come by the own day of the follow-up (evidence.md, section 3.4).
const SHARE: f64 = 0.8;

/// When an unanswered letter is followed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NudgeAfter {
    /// Business days that the settings name.
    Setting(u32),
    /// Business days that are usual.
    Usual(u32),
    /// Civil days by which most of the replies so far had come.
    Own {
        /// The days.
        days: u32,
        /// How many replies tell so, those that needed a nudge left out.
        replies: usize,
    },
}

impl NudgeAfter {
    /// What holds for a journal: its setting, else its own data, else what is usual.
    pub(super) fn of(threads: &Threads<'_>, journal: &Journal) -> NudgeAfter {
        if let After::BusinessDays(days) = journal.settings.follow_up.after {
            return NudgeAfter::Setting(days);
        }
        let letters = threads.all.iter().filter(|thread| thread.first().kind.is_letter());
        let waits = letters.filter_map(|thread| unprompted(&Letter::of(thread, journal)?, journal));
        let curve = Curve::of(waits.collect());
        let replies = curve.events();
        let own = (replies >= ENOUGH_REPLIES).then(|| curve.day_of_share(SHARE)).flatten();
        own.map_or(NudgeAfter::Usual(USUAL), |days| NudgeAfter::Own { days, replies })
    }
}

/// From the first send to the first reply; an unanswered letter is cut off now, a withdrawn one when it was taken
/// back. `None` for a bounced one, and where the day of the reply was not noted.
pub(crate) fn first_reply(letter: &Letter<'_, '_>, journal: &Journal) -> Option<Wait> {
    let zone = journal.now.zone;
    let reply = match letter.reply {
        Some(Replied::Sometime) => return None,
        Some(Replied::At(reply)) => Some(reply.day(zone)),
        None => None,
    };
    match (letter.situation, reply) {
        (Situation::Bounced, _) => None,
        (Situation::Withdrawn, _) => {
            let closed = letter.thread.closing()?.0.day(zone);
            let came = reply.is_some_and(|reply| reply <= closed);
            Some(wait(letter.sent, reply.filter(|_| came).unwrap_or(closed), came))
        }
        (_, Some(reply)) => Some(wait(letter.sent, reply, true)),
        (_, None) => Some(wait(letter.sent, journal.now.today(), false)),
    }
}

/// The same without the help of a nudge: cut off at the first one, when that went out before the reply.
pub(crate) fn unprompted(letter: &Letter<'_, '_>, journal: &Journal) -> Option<Wait> {
    let zone = journal.now.zone;
    let alone = first_reply(letter, journal)?;
    let Some(nudge) = letter.thread.sent().nth(1).and_then(|nudge| nudge.facts.sent) else { return Some(alone) };
    let until_nudge = wait(letter.sent, nudge.day(zone), false);
    let reply = letter.reply.and_then(Replied::moment).filter(|_| alone.came);
    let came_first = match reply {
        Some(reply) => !nudge.compare(reply, zone).is_lt(),
        None => alone.days < until_nudge.days,
    };
    Some(if came_first { alone } else { until_nudge })
}

fn wait(start: Date, end: Date, came: bool) -> Wait {
    Wait { days: u32::try_from(days_between(start, end)).unwrap_or(0), came }
}
