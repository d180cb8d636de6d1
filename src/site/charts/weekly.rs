//! Weeks side by side: a strip of bars for each thing that is counted.

use super::{Chart, Legend, Line, Numbers, Rect, SCALE, Words, across, anchor, down, wide};

/// The last weeks that are drawn and listed: a year.
pub(in crate::site) const WEEKS: usize = 52;
/// Pixels of a strip's bars.
const BARS: f64 = 40.0;
/// Pixels of a strip's name above them.
const NAME: f64 = 20.0;
/// Pixels between strips.
const GAP: f64 = 12.0;
/// Pixels of the weeks' names at the bottom.
const AXIS: f64 = 18.0;

/// One thing, week by week.
pub(in crate::site) struct Strip {
    /// What it is.
    pub(in crate::site) name: String,
    /// A bar a week.
    pub(in crate::site) bars: Vec<Bar>,
    /// A line to hold the bars against, while it runs.
    pub(in crate::site) goals: Vec<Option<f64>>,
}

/// One week's bar.
#[derive(Clone, Copy)]
pub(in crate::site) struct Bar {
    /// Its height; `None` where there is nothing to tell.
    pub(in crate::site) value: Option<f64>,
    /// The filled part of an outlined bar; without one the whole bar is filled.
    pub(in crate::site) part: Option<f64>,
}

/// A chart of strips over the same weeks. `weeks` are the names of the weeks (for people), `legend` explains the
/// marks, `rows` are the table's, the newest week last. `None` of no weeks.
pub(in crate::site) fn weekly(
    id: &'static str,
    (title, description): (String, String),
    weeks: &[String],
    strips: &[Strip],
    legend: Vec<(&'static str, String)>,
    (headings, rows): (Vec<String>, Vec<Vec<String>>),
) -> Option<Chart> {
    if weeks.is_empty() {
        return None;
    }
    let count = weeks.len();
    let mut chart = Chart {
        id,
        title,
        description,
        height: (strips.len() as f64 * (NAME + BARS + GAP) + AXIS) as u32,
        rects: Vec::new(),
        lines: Vec::new(),
        words: Vec::new(),
        legend: legend.into_iter().map(|(class, text)| Legend { class, text }).collect(),
        table: Numbers { headings, rows },
    };
    let mut top = 0.0;
    for strip in strips {
        draw(&mut chart, strip, top + NAME);
        chart.words.push(Words { x: across(0.0), y: (top + 13.0) as u32, anchor: "start", text: strip.name.clone() });
        top += NAME + BARS + GAP;
    }
    let axis = (top + AXIS - GAP + 8.0) as u32;
    for week in ticks(count) {
        let share = (week as f64 + 0.5) / count as f64;
        chart.words.push(Words { x: across(share), y: axis, anchor: anchor(share), text: weeks[week].clone() });
    }
    Some(chart)
}

fn draw(chart: &mut Chart, strip: &Strip, top: f64) {
    let count = strip.bars.len() as f64;
    let bottom = top + BARS;
    let goals = strip.goals.iter().flatten().copied();
    let most = strip.bars.iter().filter_map(|bar| bar.value).chain(goals).fold(0.0, f64::max);
    let height = |value: f64| if most > 0.0 { value / most * BARS } else { 0.0 };
    for (week, bar) in strip.bars.iter().enumerate() {
        let mut rect = |value: f64, class| {
            let (x, width) = (across((week as f64 + 0.12) / count), wide(0.76 / count));
            chart.rects.push(Rect { x, y: down(bottom - height(value)), width, height: down(height(value)), class });
        };
        match (bar.value, bar.part) {
            (Some(value), None) if value > 0.0 => rect(value, "mark"),
            (Some(value), Some(part)) if value > 0.0 => {
                rect(value, "mark-whole");
                rect(part, "mark");
            }
            _ => {}
        }
    }
    let line = |from: usize, to: usize, y: f64, class| Line {
        x1: across(from as f64 / count),
        y1: down(y),
        x2: across(to as f64 / count),
        y2: down(y),
        class,
    };
    chart.lines.push(line(0, strip.bars.len(), bottom, "axis"));
    let mut start = 0;
    for run in strip.goals.chunk_by(|a, b| a == b) {
        if let Some(goal) = run[0] {
            chart.lines.push(line(start, start + run.len(), bottom - height(goal), "goal"));
        }
        start += run.len();
    }
    if most > 0.0 {
        chart.words.push(Words { x: SCALE.to_owned(), y: (top + 9.0) as u32, anchor: "end", text: format!("{}", most.round()) });
    }
}

/// At most four weeks whose names stand below, evenly apart from the first.
fn ticks(count: usize) -> Vec<usize> {
    (0..count).step_by(count.div_ceil(4)).collect()
}
