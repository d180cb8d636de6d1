//! The article's five columns of an exported row, beside the columns named as the keys: what a person edited in them.

use super::naming::{marked, name_in, part_known};
use super::rows::Difference;
use super::sheet::SheetRow;
use super::table::Table;
use super::tracking::values;
use super::values::{Dates, one_line, status_of, value};
use super::whether::{Whether, said};
use crate::calendar::Moment;
use crate::insight::{Insight, Status};
use crate::journal::{Recipient, Replied, Request};
use crate::labels::Labels;
use crate::message::first_ask;
use crate::text::script::is_han;

/// A cell of one of the five columns whose words are not what the row's other columns come to.
#[derive(Clone, Debug)]
pub(crate) struct Edited {
    /// The column's heading.
    pub(crate) column: String,
    /// The key that it shows.
    pub(crate) key: String,
    /// Its words.
    pub(crate) cell: String,
    /// What the row's other columns say in its place.
    pub(crate) beside: String,
    /// The keys that would say so, with their values; none where no fact says it.
    pub(crate) facts: Vec<(String, String)>,
    /// The words beside a yes or no, and the text that they belong to: `reply` or `notes`.
    pub(super) words: Option<(&'static str, String)>,
}

/// What 對象背景 shows of a recipient: the name, as people write it before the background, then the background, else role and
/// organisation. An import takes the name off again; where it would not, the name is marked as one.
pub(crate) fn background_shown(to: &Recipient) -> String {
    let has_han = |text: &str| text.chars().any(is_han);
    let rest = rest_shown(to);
    let Some(name) = &to.name else { return rest };
    let plain = match () {
        () if rest.is_empty() => name.clone(),
        () if has_han(name) || has_han(&rest) => format!("{name}，{rest}"),
        () => format!("{name}, {rest}"),
    };
    let marked = marked(name, &rest);
    let comes_back = |shown: &str| name_in(shown).is_some_and(|(read, left)| read == *name && left == rest.trim());
    if !comes_back(&plain) && comes_back(&marked) { marked } else { plain }
}

/// What is shown beside the name: the background, else role and organisation.
fn rest_shown(to: &Recipient) -> String {
    let beside: Vec<&str> = [&to.role, &to.org].into_iter().flatten().map(String::as_str).collect();
    let between = if beside.iter().any(|text| text.chars().any(is_han)) { "，" } else { ", " };
    to.background.clone().unwrap_or_else(|| beside.join(between))
}

/// Whether a cell of 對象背景 says what is known of a recipient. An emptied one says that nothing is, beside who it is.
fn says_background(to: Option<&Recipient>, cell: &str) -> bool {
    let Some(to) = to else { return cell.is_empty() };
    let background = to.background.as_deref().unwrap_or_default();
    match one_line(cell) {
        cell if cell.is_empty() => rest_shown(to).trim().is_empty(),
        cell => cell == one_line(&background_shown(to)) || cell == one_line(background),
    }
}

/// The facts that make a recipient's background what a cell says behind the name. Where role and organisation are shown in its place,
/// they are named: an empty background would leave them.
fn of_background(to: Option<&Recipient>, rest: &str) -> Vec<(String, String)> {
    let one = |key: &str, value: &str| (format!("to.{key}"), value.to_owned());
    let Some(to) = to.filter(|to| to.background.is_none()) else { return vec![one("background", rest)] };
    let known = [("role", to.role.as_deref()), ("org", to.org.as_deref())];
    let known: Vec<(&str, &str)> = known.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
    let kept = known.iter().any(|(_, value)| *value == rest);
    match known.is_empty() || !rest.is_empty() && !kept {
        true => vec![one("background", rest)],
        false => known.iter().filter(|(_, value)| *value != rest).map(|(key, _)| one(key, "")).collect(),
    }
}

/// The edited cells of a row that names its id. `get` gives what its columns named as the keys say, `to` whom they name.
pub(super) fn edited(
    table: &Table,
    row: &SheetRow,
    dates: Dates,
    get: &impl Fn(&str) -> Option<String>,
    to: Option<&Recipient>,
) -> Vec<Edited> {
    let mut edited = Vec::new();
    if !table.names_id(row) {
        return edited;
    }
    let replied = get("replied").and_then(|day| Moment::parse(&day, dates.zone).ok()).map(|moment| moment.day(dates.zone));
    for (at, column, key) in table.twins() {
        let cell = table.cell(row, at).trim();
        let shown = match key {
            "summary" => {
                let ask = || get("message").and_then(|message| first_ask(&message).map(ToOwned::to_owned));
                vec![get("summary").or_else(|| get("subject")).or_else(ask).unwrap_or_default()]
            }
            "to.background" => vec![to.map(background_shown).unwrap_or_default()],
            key => vec![get(key).unwrap_or_default()],
        };
        let says_so = match key {
            // A draft is one, whatever else is noted of it.
            "to.background" => says_background(to, cell),
            "replied" => get("sent").is_none() || of_keys(get).is_said_by(Whether::of(cell, dates), replied),
            key => shown.iter().any(|shown| is_same(key, shown, cell, dates)),
        };
        let words = words_beside(key, cell, dates);
        if !says_so || words.is_some() {
            let facts = match key {
                _ if says_so => Vec::new(),
                "replied" => of_whether(cell, get, dates),
                key => facts(key, cell, to, dates),
            };
            let beside = shown.into_iter().next().unwrap_or_default();
            edited.push(Edited { column: column.to_owned(), key: key.to_owned(), cell: cell.to_owned(), beside, facts, words });
        }
    }
    edited
}

/// The words that a cell of 回覆與否 holds beside its yes or no.
fn words_beside(key: &str, cell: &str, dates: Dates) -> Option<(&'static str, String)> {
    if key != "replied" || status_of(cell).is_some() || value(key, cell, dates).is_ok() {
        return None;
    }
    let said = said(cell).filter(|said| !said.words.is_empty())?;
    Some((if said.is_reply { "reply" } else { "notes" }, said.words))
}

/// What the columns named as the keys tell of a reply.
fn of_keys(get: &impl Fn(&str) -> Option<String>) -> Whether {
    match () {
        () if get("replied").is_some() => Whether::Yes,
        () if get("closed").is_some() => Whether::Ended,
        () => Whether::No,
    }
}

/// Whether a cell says what is shown.
fn is_same(key: &str, shown: &str, cell: &str, dates: Dates) -> bool {
    let moment = |text: &str| value("sent", text, dates).ok().flatten().and_then(|text| Moment::parse(&text, dates.zone).ok());
    let is_moment = || matches!((moment(shown), moment(cell)), (Some(a), Some(b)) if a.rfc3339() == b.rfc3339());
    one_line(shown) == one_line(cell) || key == "sent" && is_moment()
}

/// The facts that a cell states.
fn facts(key: &str, cell: &str, to: Option<&Recipient>, dates: Dates) -> Vec<(String, String)> {
    let one = |value: String| vec![(key.to_owned(), value)];
    match key {
        "to.background" => {
            let name = to.and_then(|to| to.name.as_deref());
            if let Some(rest) = name.and_then(|name| part_known(cell, name)) {
                return of_background(to, &rest);
            }
            match name_in(cell) {
                Some((name, rest)) if to.is_some_and(|to| rest_shown(to) == rest) => vec![("to.name".to_owned(), name)],
                Some((name, rest)) => std::iter::once(("to.name".to_owned(), name)).chain(of_background(to, &rest)).collect(),
                None => of_background(to, &one_line(cell)),
            }
        }
        key => value(key, cell, dates).map(|read| one(read.unwrap_or_default())).unwrap_or_default(),
    }
}

/// The facts that a cell of 回覆與否 states, beside what the keys say.
fn of_whether(cell: &str, get: &impl Fn(&str) -> Option<String>, dates: Dates) -> Vec<(String, String)> {
    let without = |keys: &[&str]| keys.iter().filter(|key| get(key).is_some()).map(|key| ((*key).to_owned(), String::new())).collect();
    match Whether::of(cell, dates) {
        Whether::Day(_) => facts("replied", cell, None, dates),
        Whether::Yes => {
            let declined = said(cell).is_some_and(|said| said.declined).then(|| ("outcome".to_owned(), "declined".to_owned()));
            std::iter::once(("replied".to_owned(), "yes".to_owned())).chain(declined).collect()
        }
        Whether::No => without(&["replied", "outcome", "closed", "close_reason"]),
        Whether::Ended | Whether::Done | Whether::Words => Vec::new(),
    }
}

impl Edited {
    /// The words beside a yes or no, where no section of the entry holds them.
    pub(super) fn words_missing(&self, request: &Request) -> Option<Difference> {
        let (key, words) = self.words.as_ref()?;
        let holds = |section| one_line(request.section_text(section)).contains(&one_line(words));
        (!request.sections.iter().any(holds)).then(|| Difference::of(key, "", words))
    }

    /// What the cell says and the entry does not; `None` where the entry says the same today.
    pub(super) fn difference(&self, request: &Request, insight: &Insight<'_>) -> Option<Difference> {
        let zone = insight.journal.now.zone;
        let dates = Dates { order: None, zone };
        let to = request.to.as_ref();
        let here = match self.key.as_str() {
            "summary" => vec![request.summary_shown()],
            "to.background" => vec![to.map(background_shown).unwrap_or_default()],
            "replied" => vec![Labels::of(insight.journal.settings.lang).word("status", insight.status(request).word())],
            key => values(request, key, insight).to_vec(),
        };
        let says_so = match self.key.as_str() {
            "replied" => {
                let replied = request.written.replied.and_then(Replied::moment).map(|moment| moment.day(zone));
                let known = if request.written.replied.is_some() { Status::Replied } else { insight.status(request) };
                Whether::shown(known).is_said_by(Whether::of(&self.cell, dates), replied)
            }
            "to.background" => says_background(to, &self.cell),
            key => here.iter().any(|here| is_same(key, here, &self.cell, dates)),
        };
        if says_so {
            return None;
        }
        let facts = if self.key == "to.background" { facts(&self.key, &self.cell, to, dates) } else { self.facts.clone() };
        let day =
            facts.iter().find(|(key, value)| matches!(key.as_str(), "sent" | "replied") && value.starts_with(|c: char| c.is_ascii_digit()));
        let there = day.map_or_else(|| self.cell.clone(), |(_, day)| day.clone());
        let here = here.into_iter().next().unwrap_or_default();
        // Words of which no yes or no can be read: the reply itself, most likely.
        let key = if self.key == "replied" && Whether::of(&self.cell, dates) == Whether::Words { "words" } else { &self.key };
        Some(Difference { key: key.to_owned(), column: self.column.clone(), here, there, facts })
    }
}
