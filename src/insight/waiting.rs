//! How long answers took: waits for the curves of spec 4, and the follow-up day that they suggest.

use super::letters::{Letter, Situation};
use super::threads::Threads;
use crate::calendar::{Date, Zone, days_between};
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
    Own(u32),
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
        let own = (curve.events() >= ENOUGH_REPLIES).then(|| curve.day_of_share(SHARE)).flatten();
        own.map_or(NudgeAfter::Usual(USUAL), NudgeAfter::Own)
    }
}

/// From the first send to the first reply; an unanswered letter is cut off now, a withdrawn one when it was taken
/// back. `None` for a bounced one, and where the day of the reply was not noted.
pub(crate) fn first_reply(letter: &Letter<'_, '_>, journal: &Journal) -> Option<Wait> {
    let zone = journal.now.zone;
    match letter.reply {
        Some(Replied::Sometime) => None,
        Some(Replied::At(reply)) => Some(wait(letter.sent, reply.day(zone), true)),
        None => unanswered(letter, journal),
    }
}

/// The same without the help of a nudge: cut off at the first one, when that went out before the reply.
pub(crate) fn unprompted(letter: &Letter<'_, '_>, journal: &Journal) -> Option<Wait> {
    let zone = journal.now.zone;
    let nudge = letter.thread.sent().nth(1).and_then(|nudge| nudge.facts.sent);
    match (letter.reply, nudge) {
        (Some(Replied::Sometime), _) => None,
        (Some(Replied::At(reply)), Some(nudge)) if nudge.compare(reply, zone).is_lt() => Some(wait(letter.sent, nudge.day(zone), false)),
        (None, Some(nudge)) if letter.situation != Situation::Bounced => Some(wait(letter.sent, nudge.day(zone), false)),
        _ => first_reply(letter, journal),
    }
}

fn unanswered(letter: &Letter<'_, '_>, journal: &Journal) -> Option<Wait> {
    match letter.situation {
        Situation::Bounced => None,
        Situation::Withdrawn => Some(wait(letter.sent, closed_day(letter, journal.now.zone)?, false)),
        _ => Some(wait(letter.sent, journal.now.today(), false)),
    }
}

fn closed_day(letter: &Letter<'_, '_>, zone: Zone) -> Option<Date> {
    letter.thread.closing().map(|(closed, _)| closed.day(zone))
}

fn wait(start: Date, end: Date, came: bool) -> Wait {
    Wait { days: u32::try_from(days_between(start, end)).unwrap_or(0), came }
}
