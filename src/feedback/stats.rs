//! All numbers of a journal, in the shape of `stats --format json`. Keys are added, never renamed.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use super::comparisons::{Best, Comparison, best, comparisons};
use super::craft::{Craft, craft};
use super::faults::Faults;
use super::forecast::Forecasts;
use super::groups::{Group, Groups, by_fault};
use super::waiting::{NextDays, NudgeJson, Smoke, TimeToReply, next_days};
use crate::calendar::{Date, week_start};
use crate::insight::{Insight, Letter, Situation, Week, first_reply, unprompted, weeks};
use crate::journal::{Kind, Request, person_key};
use crate::parallel;
use crate::statistics::{Curve, Rate};

/// Which entries are asked about.
pub(crate) struct Asked<'f> {
    /// Whether an entry is.
    pub(crate) takes: &'f (dyn Fn(&Request) -> bool + Sync),
    /// The first day, where one is named: the weeks begin with its own.
    pub(crate) since: Option<Date>,
    /// The last day, where one is named.
    pub(crate) until: Option<Date>,
}

/// The numbers.
#[derive(Serialize)]
pub(crate) struct Stats {
    schema_version: u32,
    /// The day for which they were computed.
    pub(crate) as_of: Date,
    /// Plain counts of threads.
    pub(crate) counts: Counts,
    /// Replies within the window among the letters that are old enough to tell.
    pub(crate) reply_rate: WindowRate,
    /// The wait for the first reply.
    pub(crate) time_to_reply: TimeToReply,
    /// Is it still worth waiting?
    pub(crate) next_days: Vec<NextDays>,
    /// When to follow up.
    pub(crate) nudge_after_days: NudgeJson,
    /// Rates by template version, channel and so on.
    pub(crate) groups: Groups,
    /// Each version of a template beside the one before.
    pub(crate) comparisons: Vec<Comparison>,
    /// The chance to be the best of three versions or more.
    pub(crate) best: Vec<Best>,
    /// Letters a week.
    pub(crate) pace: Pace,
    /// What the writer controls.
    pub(crate) craft: Craft,
    /// Guesses and what came.
    pub(crate) forecast: Forecasts,
    /// The wait before asking.
    pub(crate) smoke: Smoke,
    /// Entries that no number counts: unreadable, or with dates that contradict each other.
    pub(crate) left_out: Vec<String>,
    /// Rates of letters with a finding of each fault, and without.
    #[serde(skip)]
    pub(crate) by_fault: Vec<[Group; 2]>,
    /// Replies whose day was not noted: in the rates, not in the waits.
    #[serde(skip)]
    pub(crate) without_day: usize,
}

/// How many threads stand where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Counts {
    /// Unsent, unclosed letters and nudges.
    pub(crate) drafts: usize,
    /// Letters sent: pending + early + matured + withdrawn + bounced.
    pub(crate) sent: usize,
    /// Younger than the window, unanswered.
    pub(crate) pending: usize,
    /// Younger than the window, answered.
    pub(crate) early: usize,
    /// Old enough to tell.
    pub(crate) matured: usize,
    /// Answered by now, whenever.
    pub(crate) replied: usize,
    /// Matured and unanswered.
    pub(crate) silent: usize,
    /// Taken back.
    pub(crate) withdrawn: usize,
    /// Not delivered.
    pub(crate) bounced: usize,
    /// Persons who were asked.
    pub(crate) people: usize,
}

/// The rate within the window.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct WindowRate {
    /// The window in days.
    pub(crate) window_days: u32,
    /// The rate.
    #[serde(flatten)]
    pub(crate) rate: Rate,
}

/// Letters a week against the goal.
#[derive(Serialize)]
pub(crate) struct Pace {
    /// The goal.
    pub(crate) goal_per_week: Option<u32>,
    /// The weeks in order.
    #[serde(serialize_with = "counts_of_weeks")]
    pub(crate) weeks: Vec<Week>,
}

/// The weeks with the keys of spec 4 only.
fn counts_of_weeks<S: serde::Serializer>(weeks: &[Week], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Row<'a> {
        week: &'a str,
        requests: usize,
        replies: usize,
        gives: usize,
        inbound: usize,
    }
    serializer.collect_seq(weeks.iter().map(|week| Row {
        week: &week.week,
        requests: week.requests,
        replies: week.replies,
        gives: week.gives,
        inbound: week.inbound,
    }))
}

impl Stats {
    /// The numbers of the entries that are asked about; `faults` tells what was found in their messages.
    pub(crate) fn of(insight: &Insight<'_>, faults: &Faults<'_>, asked: &Asked<'_>) -> Stats {
        let journal = insight.journal;
        let threads = insight.threads.all.iter().filter(|thread| (asked.takes)(thread.first()));
        let all: Vec<Letter<'_, '_>> = threads.filter_map(|thread| Letter::of(thread, journal)).collect();
        let (letters, questions): (Vec<_>, Vec<_>) = all.into_iter().partition(|letter| letter.thread.first().kind.is_letter());
        let replies = Curve::of(letters.iter().filter_map(|letter| first_reply(letter, journal)).collect());
        let alone = Curve::of(letters.iter().filter_map(|letter| unprompted(letter, journal)).collect());
        let of_groups = || Groups::of(&letters, &questions, journal);
        let of_faults = || (by_fault(&letters, faults), craft(insight, &letters, faults, asked));
        let (groups, (by_fault, craft)) = parallel::both(of_groups, of_faults);
        Stats {
            schema_version: 1,
            as_of: journal.now.today(),
            counts: counts(insight, &letters, asked),
            reply_rate: WindowRate { window_days: journal.settings.follow_up.window, rate: rate(&letters) },
            without_day: letters.iter().filter(|letter| letter.reply.is_some_and(|reply| reply.moment().is_none())).count(),
            time_to_reply: TimeToReply::of(replies),
            next_days: next_days(&alone),
            nudge_after_days: NudgeJson::of(insight.nudge_after),
            comparisons: comparisons(&groups.template),
            best: best(&groups.template),
            groups,
            by_fault,
            craft,
            pace: Pace { goal_per_week: journal.settings.goal.requests_per_week, weeks: pace(insight, &letters, asked) },
            forecast: Forecasts::of(&letters),
            smoke: Smoke::of(insight, asked),
            left_out: left_out(insight, asked),
        }
    }
}

/// Letters by the week of their sending, their first replies by the week in which they came; gives and inbound beside
/// them. From the goal's start, else the first letter, else whatever came first.
fn pace(insight: &Insight<'_>, letters: &[Letter<'_, '_>], asked: &Asked<'_>) -> Vec<Week> {
    let journal = insight.journal;
    let zone = journal.now.zone;
    let letter = || letters.iter().map(|letter| letter.sent).min();
    let any = || {
        let others = journal.requests.iter().filter(|request| matches!(request.kind, Kind::Give | Kind::Inbound));
        others.filter(|request| (asked.takes)(request)).filter_map(|request| request.sent_day(zone)).min()
    };
    let Some(first) = asked.since.or(journal.settings.goal.start).or_else(letter).or_else(any) else { return Vec::new() };
    let mut weeks = weeks(journal, asked.takes, first, asked.until);
    let mut counts: HashMap<Date, (usize, usize)> = HashMap::new();
    for letter in letters {
        counts.entry(week_start(letter.sent)).or_default().0 += 1;
        if let Some(reply) = letter.reply.and_then(|reply| reply.moment()) {
            counts.entry(week_start(reply.day(zone))).or_default().1 += 1;
        }
    }
    for week in &mut weeks {
        (week.requests, week.replies) = counts.get(&week.start).copied().unwrap_or_default();
    }
    weeks
}

/// The rate of the letters that have matured.
pub(super) fn rate(letters: &[Letter<'_, '_>]) -> Rate {
    let matured: Vec<bool> = letters.iter().filter_map(Letter::matured).collect();
    Rate::of(matured.iter().filter(|in_window| **in_window).count(), matured.len())
}

fn counts(insight: &Insight<'_>, letters: &[Letter<'_, '_>], asked: &Asked<'_>) -> Counts {
    let count = |wanted: &dyn Fn(&Letter<'_, '_>) -> bool| letters.iter().filter(|letter| wanted(letter)).count();
    let at = |situation| count(&|letter| letter.situation == situation);
    let is_draft = |request: &&Request| {
        let may_wait = request.kind.is_letter() || request.kind == Kind::Nudge;
        may_wait && request.facts.sent.is_none() && request.facts.closed.is_none() && (asked.takes)(request)
    };
    // Who is named nowhere is a person of their own.
    let person = |letter: &Letter<'_, '_>| {
        let first = letter.thread.first();
        person_key(first.to.as_ref()).map_or_else(|| (false, first.path().to_owned()), |key| (true, key))
    };
    Counts {
        drafts: insight.journal.requests.iter().filter(is_draft).count(),
        sent: letters.len(),
        pending: at(Situation::Pending),
        early: at(Situation::Early),
        matured: count(&|letter| letter.matured().is_some()),
        replied: count(&|letter| letter.reply.is_some()),
        silent: count(&|letter| letter.matured().is_some() && letter.reply.is_none()),
        withdrawn: at(Situation::Withdrawn),
        bounced: at(Situation::Bounced),
        people: letters.iter().map(person).collect::<BTreeSet<_>>().len(),
    }
}

impl Stats {
    /// The same numbers for others' eyes: words of the journal go through `text`, channels and templates' ids through `channel` and
    /// `template`; no entry is named.
    pub(crate) fn veiled(
        mut self,
        text: &dyn Fn(&str) -> String,
        channel: &dyn Fn(&str) -> String,
        template: &dyn Fn(&str) -> String,
    ) -> Stats {
        self.groups.veil(text, channel, template);
        let compared = self.comparisons.iter_mut().map(|compared| &mut compared.template);
        for id in compared.chain(self.best.iter_mut().map(|best| &mut best.template)) {
            *id = template(id);
        }
        self.forecast.each.clear();
        self.left_out.clear();
        self
    }
}

/// What no number counts, by path.
fn left_out(insight: &Insight<'_>, asked: &Asked<'_>) -> Vec<String> {
    let journal = insight.journal;
    let zone = journal.now.zone;
    let threads = insight.threads.all.iter().filter(|thread| thread.contradicts(zone) && (asked.takes)(thread.first()));
    let contradicting = threads.flat_map(|thread| thread.entries.iter().map(|entry| entry.path()));
    let requests = journal.unreadable.iter().map(|file| file.path.as_str()).filter(|path| path.starts_with("requests/"));
    let mut paths: Vec<String> = contradicting.chain(requests).map(str::to_owned).collect();
    paths.sort();
    paths
}
