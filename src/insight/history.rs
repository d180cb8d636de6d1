//! What went before between the writer and a person.

use crate::calendar::Date;
use crate::journal::{Journal, Request, person_key};

/// The letters sent to a person before an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Before {
    /// Letters, nudges included.
    pub(crate) count: usize,
    /// Those of them with a reply.
    pub(crate) replies: usize,
    /// The day of the last one, of any kind.
    pub(crate) last: Date,
}

/// What was sent to the person of `request` other than itself; `None` for a first letter, or for nobody named.
pub(crate) fn before(request: &Request, journal: &Journal) -> Option<Before> {
    let person = person_key(request.to.as_ref())?;
    let zone = journal.now.zone;
    let to_person = |other: &&Request| other.path() != request.path() && person_key(other.to.as_ref()).as_deref() == Some(&person);
    let sent: Vec<(&Request, Date)> =
        journal.requests.iter().filter(to_person).filter_map(|other| Some((other, other.sent_day(zone)?))).collect();
    let last = sent.iter().map(|(_, day)| *day).max()?;
    Some(Before { count: sent.len(), replies: sent.iter().filter(|(other, _)| other.facts.replied.is_some()).count(), last })
}
