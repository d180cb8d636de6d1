//! Persons: whose entries are one person's, and who was thanked.

use std::collections::HashMap;

use super::threads::Thread;
use crate::calendar::{Date, Zone};
use crate::journal::{Kind, Recipient, Request, person_key};

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
    by_person: HashMap<String, Vec<(Date, &'a Request)>>,
    zone: Zone,
}

/// Gathers them once for a whole journal.
pub(crate) fn loop_closers(requests: &[Request], zone: Zone) -> LoopClosers<'_> {
    let mut by_person: HashMap<String, Vec<(Date, &Request)>> = HashMap::new();
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
        let follows = thread.followers.iter().any(|entry| wanted(entry.kind) && entry.sent_day(self.zone).is_some_and(|day| day >= reply));
        if follows {
            return true;
        }
        let person = person_key(thread.first().to.as_ref());
        let to_person = person.and_then(|person| self.by_person.get(&person));
        to_person.is_some_and(|sent| sent.iter().any(|(day, entry)| *day >= reply && wanted(entry.kind)))
    }
}
