//! What an import of messages says at its end: what it did not take, and what it took that somebody should look at.

use super::table_remarks::places;
use crate::cli::open::Open;
use crate::labels::{Value, text};
use crate::text::shell::quoted;

/// What was added and may be an entry that was there.
pub(super) struct Likely {
    /// The message, or the row.
    pub(super) place: String,
    /// The new entry.
    pub(super) id: String,
    /// The one that was there.
    pub(super) twin: String,
    /// `source` with which the one that was there is known to be this too; `None` where it is known to be another.
    pub(super) source: Option<String>,
}

impl Likely {
    /// Both, and what makes them one for good: a file that is only deleted comes again with the next import.
    pub(super) fn told(&self, open: &Open) -> String {
        let Likely { place, id, twin, source } = self;
        let told = match source {
            Some(source) => {
                let typed = format!("{} {}", quoted(twin), quoted(&format!("source={source}")));
                text!("import.mail.likely.place", place = place, id = id, twin = twin, typed = typed)
            }
            None => text!("import.mail.likely.other", place = place, id = id, twin = twin),
        };
        told.say(&open.labels)
    }
}

/// What was noticed on the way.
#[derive(Default)]
pub(super) struct Remarks {
    /// Own words in what others began, that ask for nothing: the place, and whom they went to.
    pub(super) unasked: Vec<(String, String)>,
    /// Entries that ask something new after an answer.
    pub(super) again: Vec<String>,
    /// Entries that are taken for requests and in which no question is heard.
    pub(super) guessed: Vec<String>,
    /// Messages that are entries of the journal by person, day and words: the place, and the entry.
    pub(super) here: Vec<(String, String)>,
    /// Messages that may be.
    pub(super) likely: Vec<Likely>,
    /// Answers in the entry of somebody else than their writer: whose, and where.
    pub(super) of_others: Vec<String>,
    /// What was passed on by somebody whom the letter was not written to: the place, and who.
    pub(super) passed_on: Vec<(String, String)>,
    /// Answers dated before their letter, and the letter's entry.
    pub(super) early: Vec<(String, String)>,
    /// Reports that a letter did not reach some of the people it went to: the place, and their addresses.
    pub(super) unreached: Vec<(String, Vec<String>)>,
    /// Messages of which some characters cannot be read.
    pub(super) lossy: Vec<String>,
    /// What is encrypted.
    pub(super) sealed: Vec<String>,
    /// Invitations, and answers to them.
    pub(super) calendar: Vec<String>,
    /// Messages to oneself.
    pub(super) notes: Vec<String>,
    /// Messages of others that answer no own one.
    pub(super) others: Vec<String>,
    /// How many of an earlier import stay outside.
    pub(super) again_outside: usize,
    /// Messages that programs wrote, and their days.
    pub(super) automatic: Vec<(String, Option<String>)>,
}

impl Remarks {
    /// Says it all.
    pub(super) fn say(self, open: &Open) {
        let here = self.here.iter().map(|(place, id)| text!("import.mail.unasked.place", place = place, name = id).say(&open.labels));
        places(open, here.collect(), |places| text!("import.mail.here", places = places));
        let likely = self.likely.iter().map(|likely| likely.told(open)).collect();
        places(open, likely, |places| text!("import.mail.likely", places = places));
        places(open, self.of_others, |places| text!("import.mail.of-others", places = places));
        let passed_on = self.passed_on.iter();
        let passed_on = passed_on.map(|(place, name)| text!("import.mail.unasked.place", place = place, name = name).say(&open.labels));
        places(open, passed_on.collect(), |places| text!("import.mail.passed-on", places = places));
        if let Some((_, first)) = self.early.first() {
            let early = self.early.iter().map(|(place, _)| place.clone()).collect();
            places(open, early, |places| text!("import.mail.early-answer", places = places, id = first));
        }
        let unreached = self.unreached.into_iter().map(|(place, people)| match people.as_slice() {
            [] => place,
            people => text!("import.mail.unasked.place", place = place; name => Value::list(people)).say(&open.labels),
        });
        places(open, unreached.collect(), |places| text!("import.mail.unreached", places = places));
        places(open, self.again, |places| text!("import.mail.again", places = places));
        let (count, first) = (self.guessed.len(), self.guessed.first().map(|id| quoted(id)).unwrap_or_default());
        places(open, self.guessed, |places| text!("import.mail.guessed", count = count, places = places, typed = first));
        if !self.lossy.is_empty() {
            open.tell(&text!("import.mail.lossy"; places => Value::list(self.lossy)));
        }
        places(open, self.sealed, |places| text!("import.mail.sealed", places = places));
        let unasked = self.unasked.into_iter();
        let unasked = unasked.map(|(place, name)| text!("import.mail.unasked.place", place = place, name = name).say(&open.labels));
        places(open, unasked.collect(), |places| text!("import.mail.unasked", places = places));
        places(open, self.calendar, |places| text!("import.mail.calendar", places = places));
        places(open, self.notes, |places| text!("import.mail.notes", places = places));
        places(open, self.others, |places| text!("import.mail.others", places = places));
        let automatic = self.automatic.into_iter().map(|(place, day)| match day {
            Some(day) => text!("import.mail.unasked.place", place = place, name = day).say(&open.labels),
            None => place,
        });
        places(open, automatic.collect(), |places| text!("import.mail.automatic", places = places));
        if self.again_outside > 0 {
            open.say(&text!("import.mail.again-outside", count = self.again_outside));
        }
    }
}

/// Says that a letter did not arrive, by which report, what was written, and what takes that back.
pub(super) fn say_bounced(open: &Open, place: &str, id: &str, closed: &str) {
    open.say(&text!("import.mail.bounced", id = id, place = place, closed = closed, typed = quoted(id)));
}
