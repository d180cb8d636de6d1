//! The numbers on one screen: a table of the writing, a line for each number that came back, the rates by template.

use super::tables::{craft, rates};
use crate::feedback::{By, Group, Stats, in_two, words};
use crate::labels::{Labels, Text, text};
use crate::terminal::{self, bold, bullet, paragraph};
use crate::text::width::{pad, width};

/// Lines of the smallest usual terminal, less the one of the next prompt.
const SCREEN: usize = 23;
/// Weeks of writing: at least, and at most.
const WEEKS: (usize, usize) = (2, 4);
/// Templates with a row of their own, where there is room.
const TEMPLATES: usize = 2;

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
    let heading = paragraph(labels.pattern("stats.heading"), "", columns);
    let lines = sentences(stats, labels);
    let label_width = lines.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
    let sentences: String = lines.iter().map(|(label, said)| bullet(&pad(label, label_width), said, columns)).collect();

    // What the fixed lines leave is shared by the weeks and the templates.
    let templates = in_two(stats.groups.get(By::Template)).0.len();
    let fixed = lines_of(&heading) + lines_of(&sentences) + lines_of(&by_template(stats, 0, labels, columns)) + 3;
    let room = SCREEN.saturating_sub(fixed + usize::from(templates > 0));
    let weeks = room.saturating_sub(templates.min(TEMPLATES)).clamp(WEEKS.0, WEEKS.1);
    let shown = room.saturating_sub(weeks).clamp(1, TEMPLATES);

    let craft = craft(stats, Some(weeks), labels, columns);
    format!("{}{craft}\n{sentences}\n{}", bold(heading.trim_end()) + "\n", by_template(stats, shown, labels, columns))
}

fn lines_of(page: &str) -> usize {
    page.lines().count()
}

/// The templates with most letters, in the order of all groups, and one line for the others.
fn by_template(stats: &Stats, rows: usize, labels: &Labels, columns: usize) -> String {
    let groups = stats.groups.get(By::Template);
    let (mut shown, _) = in_two(groups);
    shown.sort_by_key(|group| std::cmp::Reverse(group.rate.n));
    shown.truncate(rows);
    let is_shown = |group: &Group| shown.iter().any(|one| std::ptr::eq(*one, group));
    let (shown, others): (Vec<&Group>, Vec<&Group>) = groups.iter().partition(|group| is_shown(group));
    let mut page = rates(&shown, By::Template, labels, columns);
    let sum = |count: fn(&Group) -> usize| others.iter().map(|group| count(group)).sum::<usize>();
    let (x, n) = (sum(|group| group.rate.x), sum(|group| group.rate.n));
    // Where no letter is old enough, that was said already.
    if !others.is_empty() && (n > 0 || !shown.is_empty()) {
        let said = match shown.is_empty() {
            true => text!("stats.others.all", count = others.len(), x = x, n = n),
            false => text!("stats.others", count = others.len(), x = x, n = n),
        };
        page.push_str(&paragraph(&said.say(labels), "", columns));
    }
    page
}

/// What came of the letters: a label and a sentence each; further lines of one label have none.
fn sentences(stats: &Stats, labels: &Labels) -> Vec<(String, String)> {
    let say = |texts: Vec<Text>| {
        let said: Vec<String> = texts.iter().map(|text| text.say(labels)).collect();
        said.join(labels.pattern("stats.join"))
    };
    let one = |text: Option<Text>| say(text.into_iter().collect());
    let window = stats.reply_rate.window_days;
    let within = stats.next_days[0].within;
    let mut lines = vec![
        (text!("stats.label.counts"), words::counts(stats, labels)),
        (text!("stats.label.rate", window = window), say(words::reply_rate(stats, labels))),
        (text!("stats.label.questions"), one(words::questions(stats))),
        (text!("stats.label.wait"), one(Some(words::wait(stats)))),
        (text!("stats.label.next", within = within), one(words::next_days_in_brief(stats, labels))),
        (text!("stats.label.nudge"), one(Some(words::nudge(stats.nudge_after_days)))),
        (text!("stats.label.smoke"), one(words::smoke(stats))),
        (text!("stats.label.pace"), one(words::this_week(stats))),
        (text!("stats.label.forecast"), one(words::forecast_in_brief(&stats.forecast, labels))),
    ];
    let label = |at: usize| if at == 0 { text!("stats.label.compare") } else { text!("stats.label.further") };
    lines.extend(words::compared_in_brief(stats, labels).into_iter().enumerate().map(|(at, said)| (label(at), say(vec![said]))));
    lines.push((text!("stats.label.left-out"), say(words::left_out_in_brief(stats))));
    lines.into_iter().filter(|(_, said)| !said.is_empty()).map(|(label, said)| (label.say(labels), said)).collect()
}
