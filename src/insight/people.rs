//! Persons: whose entries are one person's, and who was thanked.

use super::threads::Thread;
use crate::calendar::{Date, Zone};
use crate::journal::{Kind, Recipient, Request, person_key};
use crate::text::quick::QuickMap;

/// The newest entry that names a person of this name, call or handle.
pub(crate) fn known_person<'a>(requests: &'a [Request], name: &str, zone: Zone) -> Option<&'a Request> {
    let wanted = person_key(Some(&Recipient { name: Some(name.to_owned()), ..Recipient::default() }));
    let named = requests.iter().filter(|request| {
        let Some(to) = &request.to else { return false };
        let by_name = person_key(Some(&Recipient { name: to.name.clone(), ..Recipient::default() }));
        (to.name.is_some() && by_name == wanted) || to.handle.as_deref() == Some(name)
    });
    named.max_by_key(|request| (request.facts.sent.or(request.facts.noticed).map(|moment| moment.sort_key(zone)), &request.id))
}

/// The sent thanks, recaps and updates of a journal, by person and by what they follow.
pub(crate) struct LoopClosers<'a> {
    by_person: QuickMap<String, Vec<(Date, &'a Request)>>,
    zone: Zone,
}

/// Gathers them once for a whole journal.
pub(crate) fn loop_closers(requests: &[Request], zone: Zone) -> LoopClosers<'_> {
    let mut by_person: QuickMap<String, Vec<(Date, &Request)>> = QuickMap::default();
    for request in requests.iter().filter(|request| request.kind.closes_loop()) {
        if let (Some(person), Some(day)) = (person_key(request.to.as_ref()), request.sent_day(zone)) {
            by_person.entry(person).or_default().push((day, request));
        }
    }
    LoopClosers { by_person, zone }
}

impl LoopClosers<'_> {
    /// Tells whether an entry of a wanted kind went out since `reply` that follows the thread or goes to
    /// its person.
    pub(crate) fn any(&self, thread: &Thread<'_>, reply: Date, wanted: impl Fn(Kind) -> bool) -> bool {
        self.first(thread, reply, wanted).is_some()
    }

    /// The day of the first such entry.
    fn first(&self, thread: &Thread<'_>, reply: Date, wanted: impl Fn(Kind) -> bool) -> Option<Date> {
        let person = person_key(thread.first().to.as_ref());
        let to_person = person.and_then(|person| self.by_person.get(&person)).into_iter().flatten().map(|(day, entry)| (*day, entry.kind));
        let follows = thread.followers.iter().filter_map(|entry| Some((entry.sent_day(self.zone)?, entry.kind)));
        follows.chain(to_person).filter(|(day, kind)| *day >= reply && wanted(*kind)).map(|(day, _)| day).min()
    }

    /// Whether the one who helped in a thread heard what came of it; `None` where no help came on a day
    /// that was noted.
    pub(crate) fn of_thread(&self, thread: &Thread<'_>) -> Option<Loop> {
        let first = thread.first();
        let helped = match first.kind {
            Kind::Inbound => first.sent_day(self.zone)?,
            kind if kind.is_complete_once_sent() => return None,
            _ => thread.help(self.zone)?.1.day(self.zone),
        };
        Some(match self.first(thread, helped, Kind::closes_loop) {
            Some(day) => Loop::Closed(day),
            None => Loop::Open(helped),
        })
    }
}

/// Whether one who helped heard what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loop {
    /// On this day.
    Closed(Date),
    /// Not yet; the help came on this day.
    Open(Date),
}

/// Someone of the journal, and the entries that name them.
#[derive(Debug)]
pub(crate) struct Person<'a> {
    /// By the day of sending, drafts last.
    pub(crate) entries: Vec<&'a Request>,
}

impl Person<'_> {
    /// What an entry says of the person, the newest first.
    pub(crate) fn latest<T>(&self, of: impl Fn(&Recipient) -> Option<T>) -> Option<T> {
        self.entries.iter().rev().filter_map(|entry| entry.to.as_ref()).find_map(of)
    }
}

/// The persons that some entries name, in the order of the first sending, then of ids; those without name
/// and handle one by one.
pub(crate) fn persons<'a>(requests: impl Iterator<Item = &'a Request>, zone: Zone) -> Vec<Person<'a>> {
    let sent = |request: &Request| request.facts.sent.map_or((true, (Date::MAX, 0)), |sent| (false, sent.sort_key(zone)));
    let known = requests.filter(|request| request.to.as_ref().is_some_and(Recipient::is_known));
    let mut requests: Vec<_> = known.map(|request| (sent(request), request)).collect();
    requests.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.id.cmp(&other.id)));
    let mut persons: Vec<Person<'a>> = Vec::new();
    let mut known: QuickMap<String, usize> = QuickMap::default();
    for (_, request) in requests {
        let at = match person_key(request.to.as_ref()) {
            Some(key) => *known.entry(key).or_insert(persons.len()),
            None => persons.len(),
        };
        match persons.get_mut(at) {
            Some(person) => person.entries.push(request),
            None => persons.push(Person { entries: vec![request] }),
        }
    }
    persons
}
