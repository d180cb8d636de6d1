//! Charts: numbers -> marks, drawn by `_charts.html` as inline SVG, each with the same numbers as a table.
//!
//! Places across are shares of the width and places down are pixels, so that a chart fits any width without its
//! words growing or shrinking.

mod calendar;
mod curve;
mod rates;
mod weekly;

pub(super) use calendar::calendar;
pub(super) use curve::{Waiting, curve};
pub(super) use rates::{RateTable, rate_table};
pub(super) use weekly::{Bar, Strip, WEEKS, weekly};

use serde::Serialize;

/// A chart.
#[derive(Serialize)]
pub(super) struct Chart {
    id: &'static str,
    title: String,
    description: String,
    height: u32,
    rects: Vec<Rect>,
    lines: Vec<Line>,
    words: Vec<Words>,
    legend: Vec<Legend>,
    table: Numbers,
}

/// A rectangle; `x` and `width` in percent, `y` and `height` in pixels.
#[derive(Serialize)]
struct Rect {
    x: String,
    y: String,
    width: String,
    height: String,
    class: &'static str,
}

/// A straight line.
#[derive(Serialize)]
struct Line {
    x1: String,
    y1: String,
    x2: String,
    y2: String,
    class: &'static str,
}

/// Words in the drawing.
#[derive(Serialize)]
struct Words {
    x: String,
    y: u32,
    anchor: &'static str,
    text: String,
}

/// What a kind of mark means.
#[derive(Serialize)]
struct Legend {
    class: &'static str,
    text: String,
}

/// The numbers of a chart.
#[derive(Serialize)]
struct Numbers {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Where the words of the scale end, in percent of the width.
const SCALE: &str = "11%";
/// Where the plot begins, in percent of the width: what is left of it holds the scale.
const LEFT: f64 = 12.0;
/// How wide the plot is, in percent.
const SPAN: f64 = 87.0;

/// A place across the plot, from 0 to 1.
fn across(share: f64) -> String {
    format!("{:.2}%", LEFT + SPAN * share)
}

/// A width of the plot, from 0 to 1.
fn wide(share: f64) -> String {
    format!("{:.2}%", SPAN * share)
}

/// Pixels.
fn down(pixels: f64) -> String {
    format!("{pixels:.1}")
}

/// Words that begin, are centred or end at a place, so that those at the edges stay inside.
fn anchor(share: f64) -> &'static str {
    match share {
        _ if share < 0.08 => "start",
        _ if share > 0.92 => "end",
        _ => "middle",
    }
}
