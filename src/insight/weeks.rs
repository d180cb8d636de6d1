//! The week: letters against the goal, replies, gives and inbound. Empty weeks count too.

use serde::Serialize;

use crate::calendar::{Date, plus_days, week_name, week_start};
use crate::journal::{Journal, Kind, Request};

/// One ISO week of a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Week {
    /// `2026-W15`.
    pub(crate) week: String,
    /// Its Monday.
    pub(crate) start: Date,
    /// Letters sent.
    pub(crate) requests: usize,
    /// Replies that came.
    pub(crate) replies: usize,
    /// Help given.
    pub(crate) gives: usize,
    /// Help that came unasked.
    pub(crate) inbound: usize,
    /// Letters a week that the goal names, while it runs.
    pub(crate) goal: Option<u32>,
}

/// The week of now.
pub(crate) fn this_week(journal: &Journal) -> Week {
    week_of(journal, week_start(journal.now.today()))
}

fn week_of(journal: &Journal, start: Date) -> Week {
    let zone = journal.now.zone;
    let days = start..plus_days(start, 7);
    let count = |wanted: &dyn Fn(&Request) -> bool| {
        journal.requests.iter().filter(|request| !request.written.contradict(zone) && wanted(request)).count()
    };
    let sent_now = |request: &Request| request.sent_day(zone).is_some_and(|day| days.contains(&day));
    Week {
        week: week_name(start),
        start,
        requests: count(&|request| request.kind.is_letter() && sent_now(request)),
        replies: count(&|request| {
            request.facts.replied.and_then(|reply| reply.moment()).is_some_and(|moment| days.contains(&moment.day(zone)))
        }),
        gives: count(&|request| request.kind == Kind::Give && sent_now(request)),
        inbound: count(&|request| request.kind == Kind::Inbound && sent_now(request)),
        goal: goal_of(journal, start),
    }
}

fn goal_of(journal: &Journal, start: Date) -> Option<u32> {
    let goal = &journal.settings.goal;
    let per_week = goal.requests_per_week?;
    let first = goal.start.map(week_start);
    let begun = first.is_none_or(|first| first <= start);
    let running = match (first, goal.weeks) {
        (Some(first), Some(weeks)) => start < plus_days(first, 7 * i64::from(weeks)),
        _ => true,
    };
    (begun && running).then_some(per_week)
}
