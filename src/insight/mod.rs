//! Facts -> judgements: threads, status, due dates, persons, weeks. Pure, as of the journal's now.

mod due;
mod facts;
mod filter;
mod find;
mod history;
mod letters;
mod people;
mod promises;
mod replies;
mod review;
mod status;
mod threads;
mod waiting;
mod weeks;

pub(crate) use due::{Due, What, all_due, cap as nudge_cap, draft_day, follow_up_day};
pub(crate) use facts::{Fact, facts_in_words};
pub(crate) use filter::Filter;
pub(crate) use find::{Meant, find_any, find_request, find_template};
pub(crate) use history::before;
pub(crate) use letters::{Letter, Situation};
pub(crate) use people::{Loop, LoopClosers, Person, known_person, loop_closers, persons};
pub(crate) use promises::{Promise, promises};
pub(crate) use replies::{Replies, replies_of};
pub(crate) use review::{Group, to_review};
pub(crate) use status::{Status, days_waiting};
pub(crate) use threads::{Thread, Threads};
pub(crate) use waiting::{NudgeAfter, first_reply, unprompted};
pub(crate) use weeks::{Week, this_week, weeks};

use crate::journal::{Journal, Request};

/// The journal with what was derived of it.
pub(crate) struct Insight<'a> {
    /// The journal.
    pub(crate) journal: &'a Journal,
    /// Its threads.
    pub(crate) threads: Threads<'a>,
    /// When an unanswered letter is followed up.
    pub(crate) nudge_after: NudgeAfter,
}

impl<'a> Insight<'a> {
    /// Derives the threads of a journal's readable requests, and what they tell of waiting.
    pub(crate) fn of(journal: &'a Journal) -> Insight<'a> {
        let threads = Threads::of(&journal.requests, journal.now.zone);
        let nudge_after = NudgeAfter::of(&threads, journal);
        Insight { journal, threads, nudge_after }
    }

    /// An entry's status.
    pub(crate) fn status(&self, request: &Request) -> Status {
        status::status_of(request, self)
    }
}
