//! The tables of `stats`: the writing by week, the pace, the rates of one grouping.

use crate::feedback::{By, CraftWeek, Fault, Group, Stats, in_two, words};
use crate::labels::{Labels, Text, text};
use crate::statistics::percent;
use crate::terminal::{self, Column, bold, dim, paragraph};

fn column(name: &str, labels: &Labels) -> Column {
    Column { heading: labels.word("stats.column", name), share: 0 }
}

fn or_dash(known: Option<String>) -> String {
    known.unwrap_or_else(|| "–".to_owned())
}

/// One grouping, with what else there is to say of it: the writing and the pace beside the weeks, the comparisons
/// beside the templates.
pub(super) fn grouping(stats: &Stats, by: By, labels: &Labels) -> String {
    let columns = terminal::columns();
    let groups = groups(stats, by, labels, columns);
    match by {
        By::Week => {
            let writing = [craft(stats, None, labels, columns), pace(stats, labels, columns)].join("\n");
            format!("{writing}{}\n{groups}", paragraph(labels.pattern("stats.craft.note"), "", columns))
        }
        By::Template => {
            let compared = words::compared(stats, labels);
            let blank = if compared.is_empty() { "" } else { "\n" };
            let compared: String = compared.iter().map(|said: &Text| paragraph(&said.say(labels), "", columns)).collect();
            format!("{groups}{blank}{compared}")
        }
        _ => groups,
    }
}

/// The weeks in which something was written, the last `most` of them.
pub(super) fn craft(stats: &Stats, most: Option<usize>, labels: &Labels, columns: usize) -> String {
    let is_empty = |week: &CraftWeek| week.letters + week.learned + week.loops_closed == 0;
    let written: Vec<&CraftWeek> = stats.craft.weeks.iter().filter(|week| !is_empty(week)).collect();
    let weeks = &written[written.len().saturating_sub(most.unwrap_or(usize::MAX))..];
    if weeks.is_empty() {
        return format!("{}\n", dim(labels.pattern("stats.craft.none")));
    }
    let mut headings = Vec::from(["week", "letters", "length"].map(|name| column(name, labels)));
    headings.extend(Fault::ALL.map(|fault| Column { heading: labels.word("stats.fault", fault.word()), share: 0 }));
    headings.extend(["days", "learned", "closed"].map(|name| column(name, labels)));
    let row = |week: &&CraftWeek| {
        let length = week.median_units.map(|units| words::length(units, labels).say(labels));
        let mut cells = vec![week.week.clone(), week.letters.to_string(), or_dash(length)];
        cells.extend(Fault::ALL.map(|fault| match week.letters {
            0 => or_dash(None),
            letters => format!("{}/{letters}", week.with_finding.get(fault)),
        }));
        cells.push(or_dash(week.median_days_to_ask.map(|days| text!("stats.days", days = days).say(labels))));
        cells.extend([week.learned.to_string(), week.loops_closed.to_string()]);
        cells
    };
    let rows: Vec<Vec<String>> = weeks.iter().map(row).collect();
    terminal::table(&headings, &rows, columns)
}

/// Letters, replies, and the help given and received, week by week.
fn pace(stats: &Stats, labels: &Labels, columns: usize) -> String {
    let headings = ["week", "letters", "replies", "gives", "inbound"].map(|name| column(name, labels));
    let row = |week: &crate::insight::Week| {
        let letters = match stats.pace.goal_per_week {
            Some(goal) => text!("stats.pace.of", count = week.requests, goal = goal).say(labels),
            None => week.requests.to_string(),
        };
        vec![week.week.clone(), letters, week.replies.to_string(), week.gives.to_string(), week.inbound.to_string()]
    };
    let rows: Vec<Vec<String>> = stats.pace.weeks.iter().map(row).collect();
    terminal::table(&headings, &rows, columns)
}

/// The rates of one grouping; small groups in one line.
fn groups(stats: &Stats, by: By, labels: &Labels, columns: usize) -> String {
    let (large, small) = in_two(stats.groups.get(by));
    let mut page = match large.is_empty() {
        true => format!("{}\n", bold(&heading(by, labels))),
        false => rates(&large, by, labels, columns),
    };
    match words::small_groups(&small, by, labels) {
        Some(said) => page.push_str(&paragraph(&said.say(labels), "", columns)),
        None if large.is_empty() => page.push_str(&format!("{}\n", labels.pattern("stats.group.none"))),
        None => {}
    }
    page
}

fn heading(by: By, labels: &Labels) -> String {
    text!("stats.label.by", by = labels.word("stats.by", by.word())).say(labels)
}

/// A row a group; nothing of no groups.
pub(super) fn rates(groups: &[&Group], by: By, labels: &Labels, columns: usize) -> String {
    let mut headings = vec![Column { heading: heading(by, labels), share: 1 }];
    headings.extend(["n", "x", "rate", "interval", "pending"].map(|name| column(name, labels)));
    let row = |group: &&Group| {
        let rate = group.rate;
        let interval = rate.low.zip(rate.high).map(|(low, high)| words::interval(low, high));
        let key = words::group_name(group, by, labels);
        vec![key, rate.n.to_string(), rate.x.to_string(), or_dash(rate.rate.map(percent)), or_dash(interval), group.pending.to_string()]
    };
    let rows: Vec<Vec<String>> = groups.iter().map(row).collect();
    terminal::table(&headings, &rows, columns)
}
