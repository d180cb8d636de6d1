//! Threads: a letter or public question and the nudges that follow it. The unit of status, due dates
//! and statistics.

use std::borrow::Cow;

use crate::calendar::{Date, Moment, Zone};
use crate::journal::{CloseReason, Kind, Outcome, Replied, Request};
use crate::text::normal::folded_id;
use crate::text::quick::QuickMap;

/// A letter (or any entry by itself) and its nudges.
#[derive(Debug)]
pub(crate) struct Thread<'a> {
    /// The first letter, then the nudges in the order of their sending, drafts last.
    pub(crate) entries: Vec<&'a Request>,
    /// Other entries that follow one of this thread: thanks, recaps, updates.
    pub(crate) followers: Vec<&'a Request>,
}

impl<'a> Thread<'a> {
    /// The entry that opened it.
    pub(crate) fn first(&self) -> &'a Request {
        self.entries[0]
    }

    /// The entries that were sent, earliest first.
    pub(crate) fn sent(&self) -> impl DoubleEndedIterator<Item = &'a Request> + '_ {
        self.entries.iter().copied().filter(|entry| entry.facts.sent.is_some())
    }

    /// When the first message went out.
    pub(crate) fn first_sent(&self) -> Option<Moment> {
        self.sent().next().and_then(|entry| entry.facts.sent)
    }

    /// The message that went out last.
    pub(crate) fn last_sent(&self) -> Option<&'a Request> {
        self.sent().next_back()
    }

    /// The nudges that were sent.
    pub(crate) fn nudges_sent(&self) -> u32 {
        let nudges = self.sent().skip(1).count();
        u32::try_from(nudges).unwrap_or(u32::MAX)
    }

    /// The first reply to any of its messages: the earliest noted day, else `Sometime`.
    pub(crate) fn reply(&self, zone: Zone) -> Option<Replied> {
        let replies = self.entries.iter().filter_map(|entry| entry.facts.replied);
        replies.min_by_key(|reply| reply.moment().map_or((true, (Date::MAX, 0)), |moment| (false, moment.sort_key(zone))))
    }

    /// The earliest noted reply that helped: any outcome but only `declined`; none given counts as help.
    pub(crate) fn help(&self, zone: Zone) -> Option<(&'a Request, Moment)> {
        let helpful = self.replied().filter(|entry| {
            let outcome = &entry.facts.outcome;
            outcome.is_empty() || outcome.iter().any(|outcome| *outcome != Outcome::Declined)
        });
        let noted = helpful.filter_map(|entry| Some((entry, entry.facts.replied?.moment()?)));
        noted.min_by_key(|(_, moment)| moment.sort_key(zone))
    }

    /// The entries that hold a reply.
    pub(crate) fn replied(&self) -> impl Iterator<Item = &'a Request> + '_ {
        self.entries.iter().copied().filter(|entry| entry.facts.replied.is_some())
    }

    /// The closing of the thread: that of the entry sent last among those closed.
    pub(crate) fn closing(&self) -> Option<(Moment, Option<CloseReason>)> {
        self.sent().rev().find_map(|entry| Some((entry.facts.closed?, entry.facts.close_reason)))
    }

    /// Whether the dates of an entry contradict each other, or an answer came before the letter: such a thread is left
    /// out of the numbers.
    pub(crate) fn contradicts(&self, zone: Zone) -> bool {
        let reply = self.reply(zone).and_then(Replied::moment);
        let is_before = |reply: Moment| self.first().facts.sent.is_some_and(|sent| reply.compare(sent, zone).is_lt());
        self.entries.iter().any(|entry| entry.facts.contradict(zone)) || reply.is_some_and(is_before)
    }

    /// Whether any of its entries says what to do better next.
    pub(crate) fn has_next(&self) -> bool {
        self.entries.iter().any(|entry| entry.next.is_some())
    }
}

/// All threads of a journal.
pub(crate) struct Threads<'a> {
    /// The threads, in the order of their first entries' paths.
    pub(crate) all: Vec<Thread<'a>>,
    requests: &'a [Request],
    /// The thread of each request.
    thread_of: Vec<Option<usize>>,
    /// The thread that an entry's chain of `follows` begins with, for those that follow another thread.
    top_of: QuickMap<&'a str, usize>,
    zone: Zone,
}

impl<'a> Threads<'a> {
    /// Every entry in exactly one thread: nudges with what they follow, all others by themselves.
    pub(crate) fn of(requests: &'a [Request], zone: Zone) -> Threads<'a> {
        let by_id: QuickMap<Cow<'_, str>, usize> =
            requests.iter().enumerate().rev().map(|(at, request)| (folded_id(&request.id), at)).collect();
        let before: Vec<Option<usize>> =
            requests.iter().map(|request| by_id.get(&folded_id(request.follows.as_deref()?)).copied()).collect();
        let mut thread_of = vec![None; requests.len()];
        let mut all: Vec<Thread<'a>> = Vec::new();
        for (at, request) in requests.iter().enumerate() {
            if root_of(at, requests, &before) == at {
                thread_of[at] = Some(all.len());
                all.push(Thread { entries: vec![request], followers: Vec::new() });
            }
        }
        for (at, request) in requests.iter().enumerate() {
            let root = root_of(at, requests, &before);
            if root != at
                && let Some(thread) = thread_of[root]
            {
                thread_of[at] = Some(thread);
                all[thread].entries.push(request);
            }
        }
        let mut top_of = QuickMap::default();
        for (at, request) in requests.iter().enumerate().filter(|(_, request)| request.kind != Kind::Nudge) {
            // It follows the entry it names, and all that one follows.
            let mut seen = vec![at];
            let mut current = before[at];
            while let Some(thread) = current.filter(|earlier| !seen.contains(earlier)).and_then(|earlier| {
                seen.push(earlier);
                thread_of[earlier]
            }) {
                all[thread].followers.push(request);
                top_of.insert(request.path(), thread);
                current = before[root_of(seen[seen.len() - 1], requests, &before)];
            }
        }
        for thread in all.iter_mut().filter(|thread| thread.entries.len() > 2) {
            // Of two sent at once, the one that follows the other is the later.
            thread.entries[1..].sort_by_key(|entry| {
                let sent = entry.facts.sent.map_or((true, (Date::MAX, 0)), |sent| (false, sent.sort_key(zone)));
                (sent, place(requests, entry).map_or(0, |at| depth_of(at, &before)))
            });
        }
        Threads { all, requests, thread_of, top_of, zone }
    }

    /// Everything on an entry's timeline in the order of time, drafts last: the thread it follows, if any,
    /// and all that follows that one.
    pub(crate) fn timeline(&self, request: &'a Request) -> Vec<&'a Request> {
        let thread = self.top_of.get(request.path()).map_or_else(|| self.of_request(request), |top| &self.all[*top]);
        let mut entries: Vec<&Request> = thread.entries.iter().chain(&thread.followers).copied().collect();
        if !entries.iter().any(|entry| entry.path() == request.path()) {
            entries.push(request);
        }
        entries.sort_by_key(|entry| entry.facts.sent.map_or((true, (Date::MAX, 0)), |sent| (false, sent.sort_key(self.zone))));
        entries
    }

    /// The thread of an entry.
    ///
    /// # Panics
    /// When the entry is not of the journal that the threads were made of.
    pub(crate) fn of_request(&self, request: &Request) -> &Thread<'a> {
        let thread = place(self.requests, request).and_then(|at| self.thread_of[at]);
        &self.all[thread.expect("an entry of the journal")]
    }
}

/// Where a request stands among all, which are in the order of their paths.
fn place(requests: &[Request], request: &Request) -> Option<usize> {
    // One of the very same slice is told by where it lies.
    let bytes = std::ptr::from_ref(request).addr().checked_sub(requests.as_ptr().addr());
    let at =
        bytes.map(|bytes| bytes / size_of::<Request>()).filter(|at| requests.get(*at).is_some_and(|other| std::ptr::eq(other, request)));
    at.or_else(|| requests.binary_search_by(|other| other.path().cmp(request.path())).ok())
}

/// Where the chain of nudges that ends at `at` begins; `at` itself for anything but a nudge, for a
/// nudge that follows nothing, and in a circle.
fn root_of(at: usize, requests: &[Request], before: &[Option<usize>]) -> usize {
    let mut current = at;
    for _ in 0..requests.len() {
        if requests[current].kind != Kind::Nudge {
            return current;
        }
        match before[current] {
            Some(earlier) if requests[earlier].kind.opens_thread() || requests[earlier].kind == Kind::Nudge => current = earlier,
            _ => return current,
        }
        if current == at {
            break;
        }
    }
    at
}

/// How many entries stand before one in its chain.
fn depth_of(at: usize, before: &[Option<usize>]) -> usize {
    let mut current = before[at];
    let mut depth = 0;
    while let Some(earlier) = current.filter(|_| depth < before.len()) {
        depth += 1;
        current = before[earlier];
    }
    depth
}
