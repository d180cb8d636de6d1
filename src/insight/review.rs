//! What waits to be looked back on: silent and answered threads that say nothing for the next time.

use super::{Insight, Status, Thread};
use crate::calendar::Date;
use crate::journal::{CloseReason, Request};
use crate::text::difference::likeness;

/// Letters of one template version that are alike at least so far are one group: 2·equal / (a + b) of the
/// word difference, names out.
const ALIKE: f64 = 0.7;

/// Threads to be looked back on together: similar letters of one template version, newest first.
pub(crate) struct Group<'a> {
    /// The letters that opened them.
    pub(crate) letters: Vec<&'a Request>,
    /// What became of the newest.
    pub(crate) status: Status,
}

/// The groups since a day, the newest first.
pub(crate) fn to_review<'a>(insight: &Insight<'a>, since: Date) -> Vec<Group<'a>> {
    let zone = insight.journal.now.zone;
    let mut threads: Vec<(&Thread<'a>, Date)> = insight
        .threads
        .all
        .iter()
        .filter(|thread| thread.first().kind.opens_thread() && !thread.has_next() && is_over(insight, thread))
        .filter_map(|thread| Some((thread, last_day(thread, insight)?)))
        .filter(|(_, last)| *last >= since)
        .collect();
    let key = |thread: &Thread<'_>| thread.first_sent().map(|sent| sent.sort_key(zone));
    threads.sort_by(|(a, _), (b, _)| key(b).cmp(&key(a)).then_with(|| a.first().id.cmp(&b.first().id)));
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (thread, _) in threads {
        let letter = thread.first();
        let status = insight.status(letter);
        match groups.iter_mut().find(|group| group.status == status && are_alike(group.letters[0], letter)) {
            Some(group) => group.letters.push(letter),
            None => groups.push(Group { letters: vec![letter], status }),
        }
    }
    groups
}

/// Answered, or silence that is over: nothing more is waited for.
fn is_over(insight: &Insight<'_>, thread: &Thread<'_>) -> bool {
    match insight.status(thread.first()) {
        Status::Replied | Status::Silent => true,
        Status::Closed => matches!(thread.closing(), Some((_, Some(CloseReason::NoReply) | None))),
        _ => false,
    }
}

/// The day on which something last happened: the reply, the closing, or the last send.
fn last_day(thread: &Thread<'_>, insight: &Insight<'_>) -> Option<Date> {
    let zone = insight.journal.now.zone;
    let reply = thread.reply(zone).and_then(|reply| reply.moment()).map(|moment| moment.day(zone));
    let closed = thread.closing().map(|(closed, _)| closed.day(zone));
    let sent = thread.last_sent().and_then(|sent| sent.sent_day(zone));
    reply.max(closed).max(sent)
}

/// Whether two letters come from one template version and say nearly the same.
fn are_alike(a: &Request, b: &Request) -> bool {
    let one_version = a.template.as_ref().zip(b.template.as_ref()).is_some_and(|(a, b)| a.key() == b.key());
    one_version && likeness(&a.without_names(), &b.without_names()) >= ALIKE
}
