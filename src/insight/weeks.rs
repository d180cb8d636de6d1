//! The weeks: letters against the goal, replies, gives and inbound. Empty weeks count too.

use std::collections::BTreeMap;

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
    let start = week_start(journal.now.today());
    counted(journal, &|_| true).remove(&start).unwrap_or_else(|| empty(journal, start))
}

/// Every week from that of `first` to that of `until`, at most to now, of the entries that `wanted` takes.
pub(crate) fn weeks(journal: &Journal, wanted: &dyn Fn(&Request) -> bool, first: Date, until: Option<Date>) -> Vec<Week> {
    let mut counted = counted(journal, wanted);
    let first = week_start(first);
    let last = week_start(until.map_or(journal.now.today(), |until| until.min(journal.now.today())));
    let starts = std::iter::successors(Some(first), |start| Some(plus_days(*start, 7))).take_while(|start| *start <= last);
    starts.map(|start| counted.remove(&start).unwrap_or_else(|| empty(journal, start))).collect()
}

/// The weeks in which something happened, by their Mondays.
fn counted(journal: &Journal, wanted: &dyn Fn(&Request) -> bool) -> BTreeMap<Date, Week> {
    let zone = journal.now.zone;
    let mut weeks: BTreeMap<Date, Week> = BTreeMap::new();
    let mut at = |day: Date, count: fn(&mut Week) -> &mut usize| {
        let start = week_start(day);
        *count(weeks.entry(start).or_insert_with(|| empty(journal, start))) += 1;
    };
    for request in journal.requests.iter().filter(|request| !request.facts.contradict(zone) && wanted(request)) {
        match request.sent_day(zone) {
            Some(day) if request.kind.is_letter() => at(day, |week| &mut week.requests),
            Some(day) if request.kind == Kind::Give => at(day, |week| &mut week.gives),
            Some(day) if request.kind == Kind::Inbound => at(day, |week| &mut week.inbound),
            _ => {}
        }
        let reply = request.facts.sent.and(request.facts.replied);
        if let Some(reply) = reply.and_then(|reply| reply.moment()) {
            at(reply.day(zone), |week| &mut week.replies);
        }
    }
    weeks
}

fn empty(journal: &Journal, start: Date) -> Week {
    Week { week: week_name(start), start, requests: 0, replies: 0, gives: 0, inbound: 0, goal: goal_of(journal, start) }
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
