//! `asklog list`: the response tracking table 回應追蹤表.

use std::borrow::Cow;

use serde::Serialize;

use super::filters::FilterArgs;
use super::open::{self, Open};
use super::{Exit, Globals, Outcome};
use crate::error::{Error, Result};
use crate::insight::{Filter, Insight};
use crate::interchange::{self, EntryJson};
use crate::jinja;
use crate::journal::{Journal, Request, TO_KEYS};
use crate::json::to_json;
use crate::labels::text;
use crate::terminal::{self, Column};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    filters: FilterArgs,
    /// Sort by this key; `-KEY` reverses.
    #[arg(long, value_name = "KEY", allow_hyphen_values = true)]
    sort: Option<String>,
    /// Its form: table, json, csv, path, or a template such as '{{ id }} {{ status }}'.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: String,
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    entries: Vec<EntryJson<'a>>,
    unreadable: Vec<&'a str>,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::to_the_end(open::open(globals)?);
    let insight = open::to_the_end(Insight::of(&open.journal));
    let filter = args.filters.read(open.journal.now)?;
    let mut rows = rows(&filter, &insight);
    if let Some(key) = &args.sort {
        sort_by(&mut rows, key, &insight)?;
    }
    match args.format.as_str() {
        "table" => print_table(&open, &insight, &rows),
        "json" => terminal::print(&to_json(&document(&open, &insight, &rows))),
        "csv" => terminal::print_raw(&interchange::to_csv(&interchange::tracking_table(&rows, &insight, &open.labels))),
        "path" => terminal::print(&rows.iter().map(|request| format!("{}\n", open.typed(request.path()))).collect::<String>()),
        template if template.contains("{{") || template.contains("{%") => terminal::print(&filled(template, &insight, &rows)?),
        other => {
            return Err(super::filters::not_a_word("--format", other, &["table", "json", "csv", "path"]));
        }
    }
    open.say_left_out();
    Ok(Exit::Done)
}

/// The entries that a filter takes, in the usual order.
pub(super) fn rows<'a>(filter: &Filter, insight: &Insight<'a>) -> Vec<&'a Request> {
    let mut rows: Vec<&Request> = insight.journal.requests.iter().filter(|request| filter.takes(request, insight)).collect();
    usual_order(&mut rows, insight.journal);
    rows
}

/// Drafts first, then the newest sent, then by id.
fn usual_order(rows: &mut [&Request], journal: &Journal) {
    let zone = journal.now.zone;
    // Days in a zone are looked up: once for each row.
    rows.sort_by_cached_key(|request| {
        (request.facts.sent.map(|sent| std::cmp::Reverse(sent.sort_key(zone))), request.id.as_str(), request.path())
    });
}

fn sort_by(rows: &mut [&Request], key: &str, insight: &Insight<'_>) -> Result<()> {
    let (key, reverse) = key.strip_prefix('-').map_or((key, false), |key| (key, true));
    let mut keyed = Vec::with_capacity(rows.len());
    for row in rows.iter() {
        let json = serde_json::to_value(EntryJson::of(row, insight)).unwrap_or_default();
        let value = key.split('.').try_fold(&json, |value, part| value.get(part)).or_else(|| json.get("extra")?.get(key));
        if value.is_none()
            && json.get(key.split('.').next().unwrap_or(key)).is_none()
            && insight.journal.requests.iter().all(|request| request.extra.iter().all(|(own, _)| own != key))
        {
            return Err(Error::new(text!("list.no-key", key = key)).help(text!("list.no-key.help")));
        }
        keyed.push((sort_value(value), *row));
    }
    keyed.sort_by(|(a, _), (b, _)| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    if reverse {
        keyed.reverse();
    }
    for (slot, (_, row)) in rows.iter_mut().zip(keyed) {
        *slot = row;
    }
    Ok(())
}

/// Absent values last, numbers by size, the rest as text.
fn sort_value(value: Option<&serde_json::Value>) -> (u8, f64, String) {
    match value {
        None | Some(serde_json::Value::Null) => (2, 0.0, String::new()),
        Some(serde_json::Value::Number(number)) => (0, number.as_f64().unwrap_or(0.0), String::new()),
        Some(serde_json::Value::String(text)) => (1, 0.0, text.clone()),
        Some(other) => (1, 0.0, other.to_string()),
    }
}

fn document<'a>(open: &'a Open, insight: &Insight<'a>, rows: &[&'a Request]) -> Document<'a> {
    Document {
        schema_version: 1,
        entries: rows.iter().map(|request| EntryJson::of(request, insight)).collect(),
        unreadable: open.journal.unreadable.iter().map(|unreadable| unreadable.path.as_str()).collect(),
    }
}

/// The article's five columns.
fn print_table(open: &Open, insight: &Insight<'_>, rows: &[&Request]) {
    let labels = &open.labels;
    if rows.is_empty() {
        return terminal::print(&format!("{}\n", text!("list.empty", all = open.journal.requests.len()).say(labels)));
    }
    let column = |name: &str, share| Column { heading: labels.word("column", name), share };
    let headings = [column("sent", 0), column("summary", 5), column("person", 3), column("replied", 0), column("next", 4)];
    let cells: Vec<_> = rows.iter().map(|request| cells(open, insight, request)).collect();
    let count = format!("{}\n", terminal::dim(&text!("list.count", count = rows.len()).say(labels)));
    terminal::print_all(terminal::table_lines(&headings, &cells, terminal::columns()).chain([count]));
}

fn cells<'a>(open: &'a Open, insight: &Insight<'_>, request: &'a Request) -> Vec<Cow<'a, str>> {
    let labels = &open.labels;
    let zone = open.journal.now.zone;
    let to = request.to.as_ref();
    let person = to.and_then(|to| to.shown()).map_or_else(|| text!("unnamed").say(labels).into(), Cow::from);
    let background =
        to.and_then(|to| to.background.as_deref().or(to.role.as_deref()).or(to.org.as_deref())).filter(|background| *background != person);
    vec![
        request.sent_day(zone).map(|day| day.to_string()).unwrap_or_default().into(),
        request.summary_line().into(),
        match (request.kind.needs_recipient(), background) {
            (false, _) => labels.word("kind", request.kind.word()).into(),
            (true, Some(background)) => format!("{person} {background}").into(),
            (true, None) => person,
        },
        labels.word("status", insight.status(request).word()).into(),
        request.next.as_deref().unwrap_or_default().into(),
    ]
}

fn filled(template: &str, insight: &Insight<'_>, rows: &[&Request]) -> Result<String> {
    let mut page = String::new();
    for request in rows {
        let line = jinja::fill(template, without_nulls(EntryJson::of(request, insight)))
            .map_err(|fault| Error::new(text!("list.template"; cause => fault.cause)).help(text!("list.template.help")))?;
        page.push_str(&crate::text::control::visible(&line));
        page.push('\n');
    }
    Ok(page)
}

/// The entry with empty text for absent facts, so that a line shows nothing there.
fn without_nulls(entry: EntryJson<'_>) -> serde_json::Value {
    fn settle(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Null => *value = serde_json::Value::String(String::new()),
            serde_json::Value::Object(map) => {
                for (key, keys) in [("to", &TO_KEYS[..]), ("template", &["id", "version"][..])] {
                    if map.get(key).is_some_and(serde_json::Value::is_null) {
                        let empty = keys.iter().map(|key| ((*key).to_owned(), serde_json::Value::String(String::new()))).collect();
                        map.insert(key.to_owned(), serde_json::Value::Object(empty));
                    }
                }
                map.values_mut().for_each(settle);
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(settle),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(entry).unwrap_or_default();
    settle(&mut value);
    value
}
