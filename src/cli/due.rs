//! `asklog due`: what is due, and what comes.

use serde::Serialize;

use super::filters::FilterArgs;
use super::open::{self, Open};
use super::{Exit, Globals, Outcome};
use crate::calendar::{Date, plus_days};
use crate::insight::{Due, Insight, all_due};
use crate::interchange::{DueJson, to_calendar};
use crate::json::to_json;
use crate::labels::{Labels, text};
use crate::terminal::{self, Column};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    filters: FilterArgs,
    /// Show what comes in so many days too; a calendar holds all that comes unless told.
    #[arg(long, value_name = "N")]
    days: Option<u32>,
    /// A table, JSON, or a calendar to be imported (iCalendar).
    #[arg(long, value_enum, default_value_t = DueFormat::Table)]
    format: DueFormat,
}

/// The forms of what is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum DueFormat {
    /// For people.
    Table,
    /// One JSON document.
    Json,
    /// All-day events, one per thread.
    Ics,
}

#[derive(Serialize)]
struct Document {
    schema_version: u32,
    items: Vec<DueJson>,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::to_the_end(open::open(globals)?);
    let insight = open::to_the_end(Insight::of(&open.journal));
    let filter = args.filters.read(open.journal.now)?;
    let today = open.journal.now.today();
    // A calendar is for what comes, as that of `export`.
    let until = match (args.days, args.format) {
        (None, DueFormat::Ics) => Date::MAX,
        (days, _) => plus_days(today, i64::from(days.unwrap_or_default())),
    };
    let items: Vec<Due<'_>> = all_due(&insight, until).into_iter().filter(|item| filter.takes(item.request, &insight)).collect();
    match args.format {
        DueFormat::Json => {
            let items = items.iter().map(|item| DueJson::of(item, today, &open.labels)).collect();
            terminal::print(&to_json(&Document { schema_version: 1, items }));
        }
        DueFormat::Ics => terminal::print_raw(to_calendar(&items, &open.journal, &open.labels).as_bytes()),
        DueFormat::Table => terminal::print(&page(&open, &items, today)),
    }
    open.say_left_out();
    Ok(Exit::Done)
}

fn page(open: &Open, items: &[Due<'_>], today: Date) -> String {
    let labels = &open.labels;
    if items.is_empty() {
        return format!("{}\n", text!("due.none").say(labels));
    }
    let column = |name: &str, share| Column { heading: labels.word("column", name), share };
    let headings = [column("due", 0), column("what", 0), column("request", 2), column("why", 1)];
    let rows: Vec<Vec<String>> = items
        .iter()
        .map(|item| {
            vec![day_words(item, today, labels), labels.word("what", item.what.word()), item.request.id.clone(), item.why.say(labels)]
        })
        .collect();
    terminal::table(&headings, &rows, terminal::columns())
}

/// `今天`, `3 天前`, or the date of what comes.
pub(super) fn day_words(item: &Due<'_>, today: Date, labels: &Labels) -> String {
    match item.overdue_days(today) {
        0 => text!("day.today").say(labels),
        1 => text!("day.yesterday").say(labels),
        days if days > 0 => text!("day.ago", days = days).say(labels),
        _ => item.day.to_string(),
    }
}
