//! What is due as a calendar (iCalendar, RFC 5545): one all-day event per thread. The one address of icalendar.

use icalendar::{Calendar, Component, Event, EventLike};

use crate::calendar::plus_days;
use crate::disk::digest;
use crate::insight::Due;
use crate::journal::Journal;
use crate::labels::{Labels, text};

/// The calendar of some due items, in the words of `labels`. An event keeps its identifier as long as its thread is due for
/// anything, so that importing it again moves the event instead of adding one; its stamp is the journal's now.
pub(crate) fn to_calendar(items: &[Due<'_>], journal: &Journal, labels: &Labels) -> String {
    let now = journal.now.instant();
    // Grows with time: a program that knows the event takes the later one.
    let sequence = u32::try_from(now.timestamp() / 60).unwrap_or_default();
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//asklog//asklog//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.name(&text!("ics.name", title = journal.settings.title.as_deref().unwrap_or("asklog")).say(labels));
    for item in items {
        let person = item.request.to.as_ref().and_then(|to| to.shown()).map(ToOwned::to_owned);
        let about = item.request.summary_shown();
        let what = labels.word("what", item.what.word());
        let title = match (person, about.is_empty()) {
            (Some(person), false) => text!("ics.person-and-about", what = what, person = person, about = about).say(labels),
            (Some(person), true) => text!("ics.about", what = what, about = person).say(labels),
            (None, _) => {
                text!("ics.about", what = what, about = if about.is_empty() { item.request.id.clone() } else { about }).say(labels)
            }
        };
        let why = text!("ics.why", id = item.request.id; why => item.why.clone()).say(labels);
        let mut event = Event::new();
        event
            .uid(&format!("{}@asklog", &digest(item.request.id.as_bytes())[..32]))
            .timestamp(now)
            .sequence(sequence)
            .summary(&title)
            .description(&why)
            .starts(item.day)
            .ends(plus_days(item.day, 1))
            .add_property("TRANSP", "TRANSPARENT");
        calendar.push(event.done());
    }
    calendar.done().to_string()
}
