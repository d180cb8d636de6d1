//! What is due: follow-ups, thanks, reports back, drafts going stale, reviews. Spec 4, "Due".

use serde::Serialize;

use super::people::loop_closers;
use super::threads::Thread;
use super::{Insight, NudgeAfter};
use crate::calendar::{Date, days_between, plus_days};
use crate::journal::{CloseReason, Journal, Kind, Replied, Request, Tie, date_of_id};
use crate::labels::{Text, text};

/// Business days before which own data never suggest a follow-up (spec 4, "Due").
const NEVER_BEFORE: u32 = 3;

/// What there is to do. The order is the order of precedence within a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum What {
    /// Thank someone who helped.
    Thanks,
    /// Send the one follow-up.
    FollowUp,
    /// Tell what came of the help.
    ReportBack,
    /// Look at an answered or silent letter and note what to do better.
    Review,
    /// Send a draft, or close it.
    SendDraft,
}

impl What {
    /// The word in JSON.
    pub(crate) fn word(self) -> &'static str {
        match self {
            What::Thanks => "thanks",
            What::FollowUp => "follow-up",
            What::ReportBack => "report-back",
            What::Review => "review",
            What::SendDraft => "send-draft",
        }
    }
}

/// One thing to do.
#[derive(Clone, Debug)]
pub(crate) struct Due<'a> {
    /// The thread's first letter, or the draft.
    pub(crate) request: &'a Request,
    /// What.
    pub(crate) what: What,
    /// The day it is or was due.
    pub(crate) day: Date,
    /// Why, in a sentence.
    pub(crate) why: Text,
}

impl Due<'_> {
    /// Days since it was due; negative for a coming one.
    pub(crate) fn overdue_days(&self, today: Date) -> i64 {
        days_between(self.day, today)
    }
}

/// What is due by `until`, earliest first: at most one item per thread.
pub(crate) fn all_due<'a>(insight: &Insight<'a>, until: Date) -> Vec<Due<'a>> {
    let journal = insight.journal;
    let closers = loop_closers(&journal.requests, journal.now.zone);
    let today = journal.now.today();
    let mut items: Vec<Due<'a>> = insight
        .threads
        .all
        .iter()
        .filter_map(|thread| one_of(candidates(thread, insight, &closers), today))
        .filter(|item| item.day <= until)
        .collect();
    items.sort_by(|a, b| (a.day, a.what, &a.request.id).cmp(&(b.day, b.what, &b.request.id)));
    items
}

/// Of those due the first in order; else the earliest coming.
fn one_of(items: Vec<Due<'_>>, today: Date) -> Option<Due<'_>> {
    let (due, coming): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.day <= today);
    due.into_iter().min_by_key(|item| item.what).or_else(|| coming.into_iter().min_by_key(|item| (item.day, item.what)))
}

fn candidates<'a>(thread: &Thread<'a>, insight: &Insight<'a>, closers: &super::people::LoopClosers<'a>) -> Vec<Due<'a>> {
    let journal = insight.journal;
    let request = thread.first();
    if thread.first_sent().is_none() {
        return draft(request, journal).into_iter().collect();
    }
    if request.kind.is_complete_once_sent() {
        return Vec::new();
    }
    let nudge_draft = thread.entries.iter().filter(|entry| entry.facts.sent.is_none()).find_map(|entry| draft(entry, journal));
    let mut items = of_sent(thread, insight, closers);
    items.extend(nudge_draft);
    items
}

fn of_sent<'a>(thread: &Thread<'a>, insight: &Insight<'a>, closers: &super::people::LoopClosers<'a>) -> Vec<Due<'a>> {
    let journal = insight.journal;
    let request = thread.first();
    let reviewed = |day, why| (!thread.has_next()).then_some(Due { request, what: What::Review, day, why });
    match thread.reply(journal.now.zone) {
        Some(Replied::Sometime) => Vec::new(),
        Some(Replied::At(moment)) => {
            let day = moment.day(journal.now.zone);
            let mut items = after_help(thread, journal, closers);
            items.extend(reviewed(day, text!("due.review.replied", day = day)));
            items
        }
        None => {
            if let Some((closed, reason)) = thread.closing() {
                let day = closed.day(journal.now.zone);
                let why = match reason {
                    Some(CloseReason::Bounced) => text!("due.review.bounced", day = day),
                    _ => text!("due.review.closed", day = day),
                };
                return reviewed(day, why).into_iter().collect();
            }
            if let Some(day) = follow_up_day(thread, insight) {
                return vec![Due { request, what: What::FollowUp, day, why: why_follow_up(thread, insight) }];
            }
            let silent = silent_since(thread, insight);
            silent.and_then(|day| reviewed(day, text!("due.review.silent", days = silent_days(thread, journal)))).into_iter().collect()
        }
    }
}

fn draft<'a>(request: &'a Request, journal: &Journal) -> Option<Due<'a>> {
    if request.facts.closed.is_some() {
        return None;
    }
    let begun = draft_day(request, journal)?;
    let day = plus_days(begun, i64::from(journal.settings.follow_up.draft));
    Some(Due { request, what: What::SendDraft, day, why: text!("due.draft", day = begun) })
}

/// The day a draft was begun: `noticed`, else the date of its id; `None` where neither tells.
pub(crate) fn draft_day(request: &Request, journal: &Journal) -> Option<Date> {
    request.facts.noticed.map(|noticed| noticed.day(journal.now.zone)).or_else(|| date_of_id(&request.id))
}

fn after_help<'a>(thread: &Thread<'a>, journal: &'a Journal, closers: &super::people::LoopClosers<'a>) -> Vec<Due<'a>> {
    let Some((_, moment)) = thread.help(journal.now.zone) else { return Vec::new() };
    let reply = moment.day(journal.now.zone);
    let request = thread.first();
    let settings = &journal.settings;
    let thanks = settings.business.after(reply, settings.follow_up.thanks);
    let report = plus_days(reply, i64::from(settings.follow_up.report_back));
    let mut items = Vec::new();
    if !closers.any(thread, reply, |kind| kind.closes_loop()) {
        items.push(Due { request, what: What::Thanks, day: thanks, why: text!("due.thanks", day = reply) });
    }
    let reports = |kind| {
        if request.kind == Kind::PublicQuestion { kind == Kind::Update } else { matches!(kind, Kind::Recap | Kind::Update) }
    };
    if !closers.any(thread, reply, reports) {
        items.push(Due { request, what: What::ReportBack, day: report, why: text!("due.report-back", day = reply) });
    }
    items
}

/// The day of the follow-up to come or due: the user's own date in the last sent entry, else the
/// settings', the own data's or the usual days after the last send. `None` for a thread answered or closed, with its nudges used
/// up, silent past `give_up`, or a public question without a date of its own.
pub(crate) fn follow_up_day(thread: &Thread<'_>, insight: &Insight<'_>) -> Option<Date> {
    let journal = insight.journal;
    let zone = journal.now.zone;
    let last = thread.last_sent()?;
    if thread.first().kind.is_complete_once_sent() || thread.reply(zone).is_some() || thread.closing().is_some() {
        return None;
    }
    if let Some(own) = last.follow_up {
        return Some(own.day(zone));
    }
    let sent = last.sent_day(zone)?;
    let settings = &journal.settings.follow_up;
    let gave_up = days_between(sent, journal.now.today()) >= i64::from(settings.give_up);
    if thread.first().kind == Kind::PublicQuestion || thread.nudges_sent() >= cap(thread, journal) || gave_up {
        return None;
    }
    let business = &journal.settings.business;
    Some(match insight.nudge_after {
        NudgeAfter::Setting(days) | NudgeAfter::Usual(days) => business.after(sent, days),
        NudgeAfter::Own { days, .. } => plus_days(sent, i64::from(days)).max(business.after(sent, NEVER_BEFORE)),
    })
}

/// How many nudges a thread may have: by the tie of its first letter.
pub(crate) fn cap(thread: &Thread<'_>, journal: &Journal) -> u32 {
    let tie = thread.first().to.as_ref().and_then(|to| to.tie);
    match tie {
        Some(Tie::Warm | Tie::Strong) => journal.settings.follow_up.warm,
        _ => journal.settings.follow_up.cold,
    }
}

/// The day a thread without a follow-up to come became silent: when the window since its last send was
/// over, or the last chance for a nudge had passed, whichever is later.
pub(crate) fn silent_since(thread: &Thread<'_>, insight: &Insight<'_>) -> Option<Date> {
    let journal = insight.journal;
    if follow_up_day(thread, insight).is_some() {
        return None;
    }
    let sent = thread.last_sent()?.sent_day(journal.now.zone)?;
    let settings = &journal.settings.follow_up;
    let window = plus_days(sent, i64::from(settings.window));
    let used_up = thread.first().kind == Kind::PublicQuestion || thread.nudges_sent() >= cap(thread, journal);
    Some(if used_up { window } else { window.max(plus_days(sent, i64::from(settings.give_up))) })
}

fn silent_days(thread: &Thread<'_>, journal: &Journal) -> i64 {
    let sent = thread.last_sent().and_then(|entry| entry.sent_day(journal.now.zone));
    sent.map_or(0, |sent| days_between(sent, journal.now.today()))
}

fn why_follow_up(thread: &Thread<'_>, insight: &Insight<'_>) -> Text {
    let zone = insight.journal.now.zone;
    let Some(last) = thread.last_sent() else {
        return text!("due.follow-up.own");
    };
    let sent = last.sent_day(zone).map_or(String::new(), |day| day.to_string());
    if last.follow_up.is_some() {
        return text!("due.follow-up.own");
    }
    match insight.nudge_after {
        NudgeAfter::Usual(days) => text!("due.follow-up.usual", sent = sent, days = days),
        NudgeAfter::Setting(days) => text!("due.follow-up.setting", sent = sent, days = days),
        NudgeAfter::Own { days, replies } => {
            let floor = last.sent_day(zone).map(|sent| insight.journal.settings.business.after(sent, NEVER_BEFORE));
            let own = last.sent_day(zone).map(|sent| plus_days(sent, i64::from(days)));
            match floor > own {
                true => text!("due.follow-up.soonest", sent = sent, count = NEVER_BEFORE, days = days, replies = replies),
                false => text!("due.follow-up.own-data", sent = sent, days = days, replies = replies),
            }
        }
    }
}
