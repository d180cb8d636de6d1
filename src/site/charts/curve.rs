//! The share for whom it has come by each day: steps with their band, and how many were still watched.

use super::{Chart, Legend, Line, Numbers, Rect, SCALE, Words, across, down, wide};
use crate::feedback::words::interval;
use crate::labels::{Labels, Text, text};
use crate::statistics::{Curve, Step, percent};

/// Pixels of the plot.
const PLOT: f64 = 160.0;
/// Pixels above it, for the uppermost word.
const TOP: f64 = 14.0;
/// Days shown at least, where anybody was watched so long.
const DAYS: u32 = 28;

/// What the curve is about, in words.
pub(in crate::site) struct Waiting {
    /// The chart's id.
    pub(in crate::site) id: &'static str,
    /// Its title.
    pub(in crate::site) title: Text,
    /// What the numbers below the days are.
    pub(in crate::site) at_risk: Text,
    /// The heading of the column of events.
    pub(in crate::site) events: Text,
    /// What the line is.
    pub(in crate::site) share: Text,
    /// The drawing in words.
    pub(in crate::site) description: fn(usize, usize, u32) -> Text,
}

/// F(t) = 1 − S(t), with the band of the days on which something came; `None` where nothing was waited for.
pub(in crate::site) fn curve(curve: &Curve, waiting: &Waiting, labels: &Labels) -> Option<Chart> {
    if curve.n == 0 {
        return None;
    }
    let last_step = curve.steps.last().map_or(0, |step| step.day);
    let end = (2 * last_step).max(DAYS).min(curve.last_day()).max(1);
    let share = |day: u32| f64::from(day) / f64::from(end);
    let height = |came: f64| TOP + PLOT * (1.0 - came);
    let mut chart = Chart {
        id: waiting.id,
        title: waiting.title.say(labels),
        description: (waiting.description)(curve.n, curve.events(), end).say(labels),
        height: (TOP + PLOT) as u32 + 56,
        rects: Vec::new(),
        lines: Vec::new(),
        words: Vec::new(),
        legend: vec![Legend { class: "curve", text: waiting.share.say(labels) }],
        table: numbers(curve, waiting, labels),
    };
    for (level, class) in [(0.0, "axis"), (0.5, "grid"), (1.0, "grid")] {
        chart.lines.push(Line { x1: across(0.0), y1: down(height(level)), x2: across(1.0), y2: down(height(level)), class });
        chart.words.push(Words { x: SCALE.to_owned(), y: (height(level) + 4.0) as u32, anchor: "end", text: percent(level) });
    }
    let mut before = 0.0;
    let ends = curve.steps.iter().skip(1).map(|step| step.day).chain([end]);
    for (step, next) in curve.steps.iter().zip(ends) {
        let came = 1.0 - step.survival;
        band(&mut chart, step, next, &share, &height);
        let (x, x_next) = (across(share(step.day)), across(share(next)));
        chart.lines.push(Line { x1: x.clone(), y1: down(height(before)), x2: x.clone(), y2: down(height(came)), class: "curve" });
        chart.lines.push(Line { x1: x, y1: down(height(came)), x2: x_next, y2: down(height(came)), class: "curve" });
        before = came;
    }
    let first = curve.steps.first().map_or(end, |step| step.day);
    chart.lines.push(Line { x1: across(0.0), y1: down(height(0.0)), x2: across(share(first)), y2: down(height(0.0)), class: "curve" });
    if !chart.rects.is_empty() {
        chart.legend.push(Legend { class: "band", text: text!("chart.legend.band").say(labels) });
    }
    days_below(&mut chart, curve, waiting, end, labels);
    Some(chart)
}

/// The band from a step's day to the next one's.
fn band(chart: &mut Chart, step: &Step, next: u32, share: &dyn Fn(u32) -> f64, height: &dyn Fn(f64) -> f64) {
    let Some((low, high)) = step.low.zip(step.high) else { return };
    let (top, bottom) = (height(1.0 - low), height(1.0 - high));
    let width = wide(share(next) - share(step.day));
    chart.rects.push(Rect { x: across(share(step.day)), y: down(top), width, height: down(bottom - top), class: "band" });
}

/// Days, and below each how many were still watched.
fn days_below(chart: &mut Chart, curve: &Curve, waiting: &Waiting, end: u32, labels: &Labels) {
    let every = [1, 2, 7, 14, 28, 56, 112].into_iter().find(|every| end / every <= 4).unwrap_or(end.div_ceil(4));
    let base = (TOP + PLOT) as u32;
    for day in (0..=end).step_by(every as usize) {
        let place = f64::from(day) / f64::from(end);
        let anchor = if place > 0.97 { "end" } else { "middle" };
        let mut below = |y: u32, text: String| chart.words.push(Words { x: across(place), y: base + y, anchor, text });
        below(16, if day == 0 { text!("chart.day", day = day).say(labels) } else { day.to_string() });
        below(50, curve.at_risk(day).to_string());
    }
    chart.words.push(Words { x: across(0.0), y: base + 34, anchor: "start", text: waiting.at_risk.say(labels) });
}

fn numbers(curve: &Curve, waiting: &Waiting, labels: &Labels) -> Numbers {
    let heading = |name: &str| labels.word("chart.column", name);
    let row = |step: &Step| {
        let band = step.low.zip(step.high).map_or_else(|| "–".to_owned(), |(low, high)| interval(1.0 - high, 1.0 - low));
        vec![step.day.to_string(), step.at_risk.to_string(), step.events.to_string(), percent(1.0 - step.survival), band]
    };
    Numbers {
        headings: vec![heading("day"), waiting.at_risk.say(labels), waiting.events.say(labels), heading("share"), heading("interval")],
        rows: curve.steps.iter().map(row).collect(),
    }
}
