//! The response tracking table 回應追蹤表 as rows of cells: the article's five columns, then every key.

use std::collections::BTreeSet;

use super::background::background_shown;
use super::sections;
use crate::calendar::Moment;
use crate::insight::Insight;
use crate::journal::{Facts, KEYS, Recipient, Replied, Request, TO_KEYS};
use crate::labels::Labels;

/// One cell.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    /// Words; empty where there is nothing.
    Text(String),
    /// A day or a time.
    When(Moment),
    /// A number.
    Number(f64),
}

/// The table's header and rows, each row as long as the header.
#[derive(Debug)]
pub(crate) struct TrackingTable {
    /// The columns' names.
    pub(crate) header: Vec<String>,
    /// The cells of each entry.
    pub(crate) rows: Vec<Vec<Cell>>,
}

impl Cell {
    /// The cell as text.
    pub(crate) fn text(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::When(moment) => moment.to_string(),
            Cell::Number(number) => number.to_string(),
        }
    }
}

/// The table of some entries: the article's five columns as of now in the words of `labels`, then `id` and every key by name as the
/// file has it, what lies ahead too.
pub(crate) fn tracking_table(requests: &[&Request], insight: &Insight<'_>, labels: &Labels) -> TrackingTable {
    let keys = keys();
    let own = own_keys(requests);
    let five = ["sent", "summary", "background", "replied", "next"].map(|column| labels.word("column", column));
    let header = five.into_iter().chain(keys.iter().cloned()).chain(own.iter().map(|key| (*key).to_owned())).collect();
    let row = |request: &&Request| {
        let mut cells = five_cells(request, insight, labels);
        cells.extend(keys.iter().map(|key| cell_of(request, request.written(), key, insight)));
        cells.extend(own.iter().map(|key| Cell::Text(own_value(request, key))));
        cells
    };
    TrackingTable { header, rows: requests.iter().map(row).collect() }
}

/// The keys of the user's own that any of the entries has.
fn own_keys<'a>(requests: &[&'a Request]) -> Vec<&'a str> {
    let keys: BTreeSet<&str> = requests.iter().flat_map(|request| request.extra.iter().map(|(key, _)| key.as_str())).collect();
    keys.into_iter().collect()
}

/// A value of a key of the user's own: a text as it is, a list or mapping as JSON.
pub(crate) fn own_value(request: &Request, key: &str) -> String {
    match request.extra.iter().find(|(own, _)| own == key).map(|(_, value)| value) {
        None | Some(serde_json::Value::Null) => String::new(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// The columns after the article's five: `id`, every key, `to` by its keys, the texts.
pub(crate) fn keys() -> Vec<String> {
    let of_key = |key: &&str| match *key {
        "to" => TO_KEYS.iter().map(|key| format!("to.{key}")).collect(),
        key => vec![key.to_owned()],
    };
    let texts = ["message", "reply", "reflection"].map(ToOwned::to_owned);
    std::iter::once("id".to_owned()).chain(KEYS.iter().flat_map(of_key)).chain(texts).collect()
}

fn five_cells(request: &Request, insight: &Insight<'_>, labels: &Labels) -> Vec<Cell> {
    vec![
        cell(request, "sent", insight),
        Cell::Text(request.summary_shown()),
        Cell::Text(request.to.as_ref().map(background_shown).unwrap_or_default()),
        Cell::Text(labels.word("status", insight.status(request).word())),
        cell(request, "next", insight),
    ]
}

/// The value of one of the five columns, as of now.
fn cell(request: &Request, key: &str, insight: &Insight<'_>) -> Cell {
    cell_of(request, &request.facts, key, insight)
}

/// The values of a column that an import compares with: as of now, which an export writes, and as the file has it.
pub(crate) fn values(request: &Request, key: &str, insight: &Insight<'_>) -> [String; 2] {
    [&request.facts, request.written()].map(|facts| cell_of(request, facts, key, insight).text())
}

fn cell_of(request: &Request, facts: &Facts, key: &str, insight: &Insight<'_>) -> Cell {
    if let Some(forecast) = request.forecast.filter(|_| key == "forecast") {
        return Cell::Number(forecast);
    }
    let moment = match key {
        "noticed" => facts.noticed,
        "sent" => facts.sent,
        "replied" => facts.replied.and_then(Replied::moment),
        "closed" => facts.closed,
        "follow_up" => request.follow_up,
        "deadline" => request.deadline,
        _ => None,
    };
    moment.map_or_else(|| Cell::Text(words(request, facts, key, insight)), Cell::When)
}

fn words(request: &Request, facts: &Facts, key: &str, insight: &Insight<'_>) -> String {
    let of_to = |part: fn(&Recipient) -> &Option<String>| request.to.as_ref().and_then(|to| part(to).clone());
    let value = match key {
        "id" => Some(request.id.clone()),
        "kind" => Some(request.kind.word().to_owned()),
        "to.name" => of_to(|to| &to.name),
        "to.call" => of_to(|to| &to.call),
        "to.role" => of_to(|to| &to.role),
        "to.org" => of_to(|to| &to.org),
        "to.background" => of_to(|to| &to.background),
        "to.why" => of_to(|to| &to.why),
        "to.tie" => request.to.as_ref().and_then(|to| to.tie).map(|tie| tie.word().to_owned()),
        "to.handle" => of_to(|to| &to.handle),
        "channel" => request.channel.clone(),
        "subject" => request.subject.clone(),
        "summary" => request.summary.clone(),
        "template" => request.template.as_ref().map(ToString::to_string),
        "problem" => request.problem.clone(),
        "link" => request.link.clone(),
        "replied" => facts.replied.map(|_| "yes".to_owned()),
        "outcome" => Some(facts.outcome.iter().map(|outcome| outcome.word()).collect::<Vec<_>>().join(", ")),
        "close_reason" => facts.close_reason.map(|reason| reason.word().to_owned()),
        "follows" => request.follows.clone(),
        "next" => request.next.clone(),
        "lang" => request.lang.clone(),
        "tags" => Some(super::lists::joined(&request.tags)),
        "allow" => Some(super::lists::joined(&request.allow.iter().map(|(rule, reason)| format!("{rule}: {reason}")).collect::<Vec<_>>())),
        "public" => request.public.map(|level| level.word().to_owned()),
        "source" => request.source.clone(),
        "message" => Some(request.message().replace("\r\n", "\n")),
        "reply" => Some(sections::replies_cell(request, insight.journal)),
        "reflection" => Some(sections::notes_cell(request, insight.journal)),
        _ => None,
    };
    value.unwrap_or_default()
}
