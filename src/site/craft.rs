//! What you control 你能掌握的變數: the writing by week, the first letter beside the latest, the pace.

use std::collections::BTreeMap;

use serde::Serialize;

use super::charts::{Bar, Chart, Strip, WEEKS, calendar, weekly};
use super::context::Shared;
use super::dates::{Day, short_day};
use super::findings::of_file;
use super::request::length;
use crate::calendar::{Date, Zone};
use crate::checks::{Group, about};
use crate::feedback::{Fault, words};
use crate::insight::Week;
use crate::journal::{Kind, Privacy, Request};
use crate::labels::text;

/// A letter at a glance.
#[derive(Serialize)]
pub(super) struct Glance {
    href: Option<String>,
    title: String,
    date: Option<Day>,
    length: String,
    /// The headings under which the checks found something, with how much.
    findings: Vec<String>,
}

/// The first letter and the latest; nothing where there are not two.
pub(super) fn first_and_latest(shared: &Shared<'_>) -> Vec<Glance> {
    let zone = shared.journal().now.zone;
    let ends = first_and_latest_of(&shared.source.shown, zone);
    let first = ends.iter().min_by_key(|letter| (letter.facts.sent.map(|sent| sent.sort_key(zone)), &letter.id));
    let latest = ends.iter().max_by_key(|letter| (letter.facts.sent.map(|sent| sent.sort_key(zone)), &letter.id));
    match (first, latest) {
        (Some(first), Some(latest)) if first.path() != latest.path() => vec![glance(shared, first), glance(shared, latest)],
        _ => Vec::new(),
    }
}

/// The letters that were sent first and those that were sent last: several where they were sent at once.
pub(crate) fn first_and_latest_of<'a>(requests: &[&'a Request], zone: Zone) -> Vec<&'a Request> {
    let sent = |request: &Request| request.facts.sent.filter(|_| request.kind.is_letter()).map(|sent| sent.sort_key(zone));
    let keys: Vec<_> = requests.iter().map(|request| sent(request)).collect();
    let (first, latest) = (keys.iter().flatten().min(), keys.iter().flatten().max());
    let is_end = |key: &&_| Some(*key) == first || Some(*key) == latest;
    requests.iter().zip(&keys).filter(|(_, key)| key.as_ref().is_some_and(|key| is_end(&key))).map(|(request, _)| *request).collect()
}

fn glance(shared: &Shared<'_>, letter: &Request) -> Glance {
    let labels = &shared.source.labels;
    let mut counts: BTreeMap<Group, usize> = BTreeMap::new();
    for finding in of_file(shared.source.report, letter.path()) {
        if let Some(group) = about(finding.rule).map(|about| about.group).filter(|group| group.is_of_message()) {
            *counts.entry(group).or_default() += 1;
        }
    }
    Glance {
        href: shared.paths.href(letter.path(), ""),
        title: letter.summary_shown(),
        date: letter.facts.sent.map(|sent| shared.day_of(sent)),
        length: length(shared, letter),
        findings: counts.iter().map(|(group, count)| format!("{} {count}", labels.word("group", group.word()))).collect(),
    }
}

/// The last weeks of a list, a year of them at most.
fn last<T>(weeks: &[T]) -> &[T] {
    &weeks[weeks.len().saturating_sub(WEEKS)..]
}

/// The writing by week: lengths, and letters with a finding of each fault.
pub(super) fn craft_chart(shared: &Shared<'_>) -> Option<Chart> {
    let labels = &shared.source.labels;
    let weeks = last(&shared.stats().craft.weeks);
    if weeks.iter().all(|week| week.letters == 0) {
        return None;
    }
    let heading = |name: &str| labels.word("stats.column", name);
    let in_words = |units: f64| words::length(units, labels).say(labels);
    let median =
        |week: &crate::feedback::CraftWeek| Bar { value: week.median_units.map(|units| words::reading_length(units, labels)), part: None };
    let strip = |name, bars| Strip { name, bars, goals: Vec::new() };
    let mut strips = vec![strip(text!("chart.craft.length").say(labels), weeks.iter().map(median).collect())];
    for fault in Fault::ALL {
        let name = text!("chart.craft.fault", fault = labels.word("stats.fault", fault.word())).say(labels);
        let bar =
            |week: &crate::feedback::CraftWeek| Bar { value: Some(week.letters as f64), part: Some(week.with_finding.get(fault) as f64) };
        strips.push(strip(name, weeks.iter().map(bar).collect()));
    }
    let mut headings = vec![heading("week"), heading("letters"), heading("length")];
    headings.extend(Fault::ALL.map(|fault| labels.word("stats.fault", fault.word())));
    headings.extend([
        text!("chart.craft.days").say(labels),
        text!("chart.craft.learned").say(labels),
        text!("chart.craft.closed").say(labels),
    ]);
    let dash = || "–".to_owned();
    let row = |week: &crate::feedback::CraftWeek| {
        let mut cells = vec![week.week.clone(), week.letters.to_string(), week.median_units.map_or_else(dash, in_words)];
        cells.extend(Fault::ALL.map(|fault| week.with_finding.get(fault).to_string()));
        cells.push(week.median_days_to_ask.map_or_else(dash, |days| days.to_string()));
        cells.extend([week.learned.to_string(), week.loops_closed.to_string()]);
        cells
    };
    let names = week_names(weeks.iter().map(|week| week.start));
    let title = text!("chart.craft.title").say(labels);
    let description = text!("chart.craft.description", weeks = weeks.len()).say(labels);
    let legend = vec![("mark-whole", text!("chart.legend.letters").say(labels)), ("mark", text!("chart.legend.with-finding").say(labels))];
    weekly("craft", (title, description), &names, &strips, legend, (headings, weeks.iter().map(row).collect()))
}

/// Letters against the goal, replies, and the gravity: gives and inbound.
pub(super) fn pace_chart(shared: &Shared<'_>) -> Option<Chart> {
    let labels = &shared.source.labels;
    let weeks = last(&shared.stats().pace.weeks);
    if weeks.iter().all(|week| week.requests + week.replies + week.gives + week.inbound == 0) {
        return None;
    }
    let strip = |name: &str, count: fn(&Week) -> usize, goals: Vec<Option<f64>>| Strip {
        name: labels.word("chart.pace", name),
        bars: weeks.iter().map(|week| Bar { value: Some(count(week) as f64), part: None }).collect(),
        goals,
    };
    let strips = [
        strip("letters", |week| week.requests, weeks.iter().map(|week| week.goal.map(f64::from)).collect()),
        strip("replies", |week| week.replies, Vec::new()),
        strip("gives", |week| week.gives, Vec::new()),
        strip("inbound", |week| week.inbound, Vec::new()),
    ];
    let mut headings = vec![labels.word("stats.column", "week")];
    headings.extend(["letters", "goal", "replies", "gives", "inbound"].map(|name| labels.word("chart.pace", name)));
    let row = |week: &Week| {
        let goal = week.goal.map_or_else(|| "–".to_owned(), |goal| goal.to_string());
        let [requests, replies, gives, inbound] = [week.requests, week.replies, week.gives, week.inbound].map(|count| count.to_string());
        vec![week.week.clone(), requests, goal, replies, gives, inbound]
    };
    let names = week_names(weeks.iter().map(|week| week.start));
    let title = text!("chart.pace.title").say(labels);
    let sent = weeks.iter().map(|week| week.requests).sum::<usize>();
    let description = text!("chart.pace.description", weeks = weeks.len(), sent = sent).say(labels);
    let goal = weeks.iter().find_map(|week| week.goal);
    let legend = goal.map(|goal| ("goal", text!("chart.legend.goal", goal = goal).say(labels))).into_iter().collect();
    weekly("pace", (title, description), &names, &strips, legend, (headings, weeks.iter().map(row).collect()))
}

fn week_names(starts: impl Iterator<Item = Date>) -> Vec<String> {
    starts.map(short_day).collect()
}

/// A year's calendar of everything that was sent.
pub(super) fn calendar_chart(shared: &Shared<'_>) -> Option<Chart> {
    let zone = shared.journal().now.zone;
    // A day with a letter is a figure: it counts where the letter itself is not shown.
    let all: Vec<&Request> =
        if shared.source.privacy == Privacy::Totals { shared.source.learned.clone() } else { shared.source.shown.clone() };
    let by_me = all.iter().filter(|request| request.kind != Kind::Inbound);
    let sent: Vec<Date> = by_me.filter_map(|request| request.sent_day(zone)).collect();
    calendar(&sent, shared.journal().now.today(), &shared.source.labels)
}
