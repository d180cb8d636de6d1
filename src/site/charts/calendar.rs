//! A year's calendar: on which days something was sent.

use std::collections::BTreeMap;

use super::{Chart, Legend, Numbers, Rect, Words};
use crate::calendar::{Date, Datelike, plus_days, week_start};
use crate::labels::{Labels, text};
use crate::site::dates;

/// Columns: the weeks of a year, the current one last.
const WEEKS: i64 = 53;
/// Pixels from a day to the next.
const DAY: f64 = 12.0;
/// Pixels of the months' names.
const TOP: f64 = 18.0;
/// Heights of a day with one, two, and three or more.
const HEIGHTS: [f64; 3] = [4.0, 7.0, 10.0];

/// The days of `sent` in the year up to `today`; more on a day is a taller mark.
pub(in crate::site) fn calendar(sent: &[Date], today: Date, labels: &Labels) -> Option<Chart> {
    let first = plus_days(week_start(today), -7 * (WEEKS - 1));
    let mut by_day: BTreeMap<Date, usize> = BTreeMap::new();
    for day in sent.iter().filter(|day| (first..=today).contains(day)) {
        *by_day.entry(*day).or_default() += 1;
    }
    if by_day.is_empty() {
        return None;
    }
    let mut chart = Chart {
        id: "calendar",
        title: text!("chart.calendar.title").say(labels),
        description: text!("chart.calendar.description", days = by_day.len(), sent = by_day.values().sum::<usize>()).say(labels),
        height: (TOP + 7.0 * DAY) as u32,
        rects: Vec::new(),
        lines: Vec::new(),
        words: Vec::new(),
        legend: ["mark-1", "mark-2", "mark-3"]
            .into_iter()
            .zip([text!("chart.legend.one"), text!("chart.legend.two"), text!("chart.legend.three")])
            .map(|(class, text)| Legend { class, text: text.say(labels) })
            .collect(),
        table: months(&by_day, labels),
    };
    for number in 0..WEEKS * 7 {
        let day = plus_days(first, number);
        if day > today {
            break;
        }
        draw(&mut chart, day, number, by_day.get(&day).copied().unwrap_or(0));
        if day.day() == 1 && day.month0().is_multiple_of(3) && number / 7 < WEEKS - 3 {
            chart.words.push(Words { x: column(number / 7), y: 10, anchor: "start", text: dates::short_month(day, labels.lang) });
        }
    }
    Some(chart)
}

/// A day's mark stands on the foot of its place.
fn draw(chart: &mut Chart, day: Date, number: i64, count: usize) {
    let foot = TOP + f64::from(day.weekday().num_days_from_monday()) * DAY + 10.0;
    let (height, class) = match count {
        0 => (1.0, "mark-0"),
        _ => (HEIGHTS[count.min(3) - 1], "mark"),
    };
    let width = format!("{:.2}%", 80.0 / WEEKS as f64);
    let rect = Rect { x: column(number / 7), y: format!("{:.0}", foot - height), width, height: format!("{height:.0}"), class };
    chart.rects.push(rect);
}

fn column(week: i64) -> String {
    format!("{:.2}%", week as f64 / WEEKS as f64 * 100.0)
}

fn months(by_day: &BTreeMap<Date, usize>, labels: &Labels) -> Numbers {
    let mut months: BTreeMap<(i32, u32), (String, usize, usize)> = BTreeMap::new();
    for (day, count) in by_day {
        let month = months.entry((day.year(), day.month())).or_insert_with(|| (dates::month(*day, labels.lang), 0, 0));
        month.1 += 1;
        month.2 += count;
    }
    let heading = |name: &str| labels.word("chart.column", name);
    Numbers {
        headings: vec![heading("month"), heading("days"), heading("sent")],
        rows: months.into_values().map(|(month, days, sent)| vec![month, days.to_string(), sent.to_string()]).collect(),
    }
}
