//! The numbers on one screen: a table of the writing, sentences for what came, a table of rates.

use crate::feedback::{By, CraftWeek, Fault, Group, Stats, in_two, words};
use crate::labels::{Labels, Text, text};
use crate::statistics::percent;
use crate::terminal::{self, Column, bold, bullet, dim, paragraph};
use crate::text::width::{pad, width};

/// Weeks of writing that one screen holds.
const WEEKS: usize = 4;

/// Everything, what the writer controls first. `chosen` is the number of all entries where only some were asked about.
pub(super) fn overview(stats: &Stats, chosen: Option<usize>, labels: &Labels) -> String {
    let columns = terminal::columns();
    if stats.counts.sent == 0 && stats.groups.get(By::Kind).is_empty() {
        let why = match (chosen, stats.counts.drafts) {
            (Some(all), _) => text!("stats.none", all = all),
            (None, _) if !stats.left_out.is_empty() => text!("stats.rate.nothing-left"),
            (None, 0) => text!("stats.empty"),
            (None, count) => text!("stats.empty.drafts", count = count),
        };
        let said = [why].into_iter().chain(words::left_out(stats));
        return said.map(|text| paragraph(&text.say(labels), "", columns)).collect();
    }
    let mut page = format!("{}\n\n", bold(labels.pattern("stats.heading")));
    page.push_str(&craft(stats, labels, columns));
    page.push('\n');
    let lines = sentences(stats, labels);
    let label_width = lines.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
    for (label, said) in lines {
        page.push_str(&bullet(&pad(&label, label_width), &said, columns));
    }
    page.push('\n');
    page.push_str(&groups(stats, By::Template, labels));
    page
}

fn is_empty(week: &CraftWeek) -> bool {
    week.letters + week.learned + week.loops_closed == 0
}

/// The last weeks in which something was written.
fn craft(stats: &Stats, labels: &Labels, columns: usize) -> String {
    let written: Vec<&CraftWeek> = stats.craft.weeks.iter().filter(|week| !is_empty(week)).collect();
    let weeks = &written[written.len().saturating_sub(WEEKS)..];
    if weeks.is_empty() {
        return format!("{}\n", dim(labels.pattern("stats.craft.none")));
    }
    let column = |name: &str| Column { heading: labels.word("stats.column", name), share: 0 };
    let mut headings = vec![column("week"), column("letters"), column("length")];
    headings.extend(Fault::ALL.map(|fault| Column { heading: labels.word("stats.fault", fault.word()), share: 0 }));
    headings.extend([column("days"), column("learned"), column("closed")]);
    let row = |week: &&CraftWeek| {
        let or_dash = |known: Option<String>| known.unwrap_or_else(|| "–".to_owned());
        let length = week.median_units.map(|units| words::length(units, labels).say(labels));
        let mut cells = vec![week.week.clone(), week.letters.to_string(), or_dash(length)];
        cells.extend(Fault::ALL.map(|fault| match week.letters {
            0 => "–".to_owned(),
            letters => format!("{}/{letters}", week.with_finding.get(fault)),
        }));
        cells.push(or_dash(week.median_days_to_ask.map(|days| days.to_string())));
        cells.extend([week.learned.to_string(), week.loops_closed.to_string()]);
        cells
    };
    let rows: Vec<Vec<String>> = weeks.iter().map(row).collect();
    format!("{}{}", terminal::table(&headings, &rows, columns), paragraph(labels.pattern("stats.craft.note"), "", columns))
}

/// What came of the letters: a label and a sentence each; further lines of one label have none.
fn sentences(stats: &Stats, labels: &Labels) -> Vec<(String, String)> {
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut line = |label: Text, said: Vec<Text>| {
        if !said.is_empty() {
            let said: Vec<String> = said.iter().map(|text| text.say(labels)).collect();
            lines.push((label.say(labels), said.join(labels.pattern("stats.join"))));
        }
    };
    line(text!("stats.label.counts"), words::counts(stats));
    line(text!("stats.label.rate", window = stats.reply_rate.window_days), words::reply_rate(stats));
    line(text!("stats.label.questions"), words::questions(stats).into_iter().collect());
    line(text!("stats.label.wait"), vec![words::wait(stats)]);
    line(text!("stats.label.next"), words::still_worth_waiting(stats, labels).into_iter().collect());
    line(text!("stats.label.nudge"), vec![words::nudge(stats.nudge_after_days)]);
    line(text!("stats.label.smoke"), words::smoke(stats).into_iter().collect());
    line(text!("stats.label.forecast"), words::forecast(&stats.forecast, labels).into_iter().collect());
    for (at, said) in words::compared(stats, labels).into_iter().enumerate() {
        line(if at == 0 { text!("stats.label.compare") } else { text!("stats.label.further") }, vec![said]);
    }
    line(text!("stats.label.left-out"), words::left_out(stats));
    lines
}

/// The rates of one grouping; small groups in one line.
pub(super) fn groups(stats: &Stats, by: By, labels: &Labels) -> String {
    let columns = terminal::columns();
    let heading = text!("stats.label.by", by = labels.word("stats.by", by.word())).say(labels);
    let (large, small) = in_two(stats.groups.get(by));
    let column = |name: &str| Column { heading: labels.word("stats.column", name), share: 0 };
    let headings = [Column { heading, share: 1 }, column("n"), column("x"), column("rate"), column("interval"), column("pending")];
    let row = |group: &&Group| {
        let rate = group.rate;
        let shown = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), percent);
        let interval = rate.low.zip(rate.high).map_or_else(|| "–".to_owned(), |(low, high)| words::interval(low, high));
        let key = words::group_name(group, by, labels);
        vec![key, rate.n.to_string(), rate.x.to_string(), shown(rate.rate), interval, group.pending.to_string()]
    };
    let rows: Vec<Vec<String>> = large.iter().map(row).collect();
    let mut page = match rows.is_empty() {
        true => format!("{}\n", bold(&headings[0].heading)),
        false => terminal::table(&headings, &rows, columns),
    };
    match words::small_groups(&small, by, labels) {
        Some(said) => page.push_str(&paragraph(&said.say(labels), "", columns)),
        None if large.is_empty() => page.push_str(&format!("{}\n", labels.pattern("stats.group.none"))),
        None => {}
    }
    page
}
