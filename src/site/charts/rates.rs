//! Rates as a table with a drawing in each row: the rate, and the interval it may lie in.

use serde::Serialize;

use crate::feedback::words::{interval, small_groups};
use crate::feedback::{By, Group, in_two};
use crate::labels::{Labels, text};
use crate::statistics::percent;

/// Groups and their rates; small ones in a line below.
#[derive(Serialize)]
pub(in crate::site) struct RateTable {
    title: String,
    rows: Vec<RateRow>,
    small: Option<String>,
}

#[derive(Serialize)]
struct RateRow {
    name: String,
    x: usize,
    n: usize,
    percent: String,
    interval: String,
    pending: usize,
    /// Places across, in percent of the drawing.
    low: String,
    rate: String,
    high: String,
    said: String,
}

/// The groups of one grouping; `None` where there is not one. `name` tells what a group is called.
pub(in crate::site) fn rate_table(
    title: String,
    groups: &[Group],
    by: By,
    labels: &Labels,
    name: impl Fn(&Group) -> String,
) -> Option<RateTable> {
    let (large, small) = in_two(groups);
    let rows: Vec<RateRow> = large.into_iter().filter_map(|group| row(group, name(group), labels)).collect();
    let small = small_groups(&small, by, labels).map(|said| said.say(labels));
    (!rows.is_empty() || small.is_some()).then_some(RateTable { title, rows, small })
}

fn row(group: &Group, name: String, labels: &Labels) -> Option<RateRow> {
    let (rate, low, high) = (group.rate.rate?, group.rate.low?, group.rate.high?);
    // A little room at the ends, so that a dot at 0 or 1 is whole.
    let place = |share: f64| format!("{:.1}%", 3.0 + 94.0 * share);
    let said = text!("stats.rate", x = group.rate.x, n = group.rate.n, percent = percent(rate), interval = interval(low, high));
    Some(RateRow {
        said: format!("{name}: {}", said.say(labels)),
        name,
        x: group.rate.x,
        n: group.rate.n,
        percent: percent(rate),
        interval: interval(low, high),
        pending: group.pending,
        low: place(low),
        rate: place(rate),
        high: place(high),
    })
}
