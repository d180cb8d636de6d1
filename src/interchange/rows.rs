//! A row of a table as an entry: what would be written, and what it is matched by.

use super::cells::{CellFault, Cells, said_of, with_facts};
use super::columns::Column;
use super::copied::Originals;
use super::edited::Edited;
use super::lists::items;
use super::naming::name_in;
use super::sections::{of_cell, reflection_heading};
use super::table::Table;
use crate::disk::digest;
use crate::journal::{Draft, KEYS, Kind, Recipient, Tie, as_message, as_section, reply_heading};
use crate::labels::{Lang, Text, Value, text};
use crate::message::length;
use crate::text::normal::fold_name;

/// An entry that a row tells of.
#[derive(Clone, Debug)]
pub(crate) struct Incoming {
    /// What the row's cells say.
    pub(crate) cells: Cells,
    /// Where it came from: what the row says, else its digest.
    pub(crate) source: String,
    /// What tells its letter from others: when, who and what.
    pub(crate) letter: String,
    /// What would be written.
    pub(crate) draft: Draft,
    /// Why no new entry can be made of it.
    pub(crate) unfit: Option<CellFault>,
    /// The name that was found at the beginning of the background.
    pub(crate) named: Option<String>,
    /// Of a row that was copied: the keys of what belongs to the letter that it was copied from.
    pub(crate) left_behind: Vec<String>,
}

/// What an entry holds and the row says otherwise.
#[derive(Debug, PartialEq)]
pub(crate) struct Difference {
    /// The key.
    pub(crate) key: String,
    /// What it is called in the table.
    pub(crate) column: String,
    /// The entry's value.
    pub(crate) here: String,
    /// The row's value.
    pub(crate) there: String,
    /// What `set` needs to be told to take the row's value over; nothing where it cannot.
    pub(crate) facts: Vec<(String, String)>,
    /// What `close` needs to be told: the reason, empty where it is the usual one.
    pub(crate) close: Option<&'static str>,
    /// Whether the row says that no reply came.
    pub(crate) denies: bool,
    /// Whether the row only says nothing, as one that was exported before the entry said it: then nothing is advised.
    pub(crate) is_less: bool,
}

/// What comes later to a letter, or is said beside it: such a cell may change and the row is the same letter's.
const LATER: [&str; 12] =
    ["replied", "outcome", "closed", "close_reason", "follow_up", "next", "tags", "allow", "public", "reply", "reflection", "notes"];

/// The entry of a row.
///
/// # Errors
/// The first cell that cannot be taken.
pub(crate) fn incoming(table: &Table, mut cells: Cells, originals: &Originals, lang: Lang) -> Result<Incoming, CellFault> {
    let unclear = cells.edited.iter().find_map(|edited| Some((&edited.column, edited.facts.as_ref().err()?)));
    let mut unfit = unclear.map(|(column, reason)| CellFault { column: column.clone(), reason: reason.clone() });
    let mut all = with_facts(&cells.values, cells.edited.iter().flat_map(|edited| edited.facts.iter().flatten()));
    let left_behind = originals.leave_behind(&cells, &mut all);
    let id = cells.id.clone().filter(|_| table.is_export);
    let get = |key: &str| said_of(&all, key).map(ToOwned::to_owned);
    let mut to = recipient(&get);
    let named = to.as_mut().filter(|_| id.is_none()).and_then(take_name);
    let kind = get("kind");
    let kind = match &kind {
        Some(word) => {
            Kind::parse(word).ok_or_else(|| fault(table, "kind", text!("import.not-a-word", value = word; words => words_of_kinds())))?
        }
        None => Kind::AskLearning,
    };
    if to.is_none() && kind.needs_recipient() && id.is_none() {
        let column = ["to.name", "to.background", "to.role", "to.org"].into_iter().find(|key| table.heading(key) != *key);
        unfit.get_or_insert_with(|| fault(table, column.unwrap_or("to.name"), text!("import.no-recipient")));
    }
    let message = get("message").unwrap_or_default();
    let message = if table.is_export { message } else { as_message(&message) };
    let is_chinese = get("lang")
        .and_then(|tag| Lang::of_tag(&tag))
        .map_or_else(|| length(&message).is_chinese().unwrap_or(lang == Lang::ZhTw), |lang| lang == Lang::ZhTw);
    let digest = row_digest(&all);
    let letter = [Some(row_digest(&with_folded_name(&all))), get("summary"), get("subject"), get("message")]
        .map(Option::unwrap_or_default)
        .join("\n");
    let source = get("source").unwrap_or(digest);
    let own = all.iter().filter_map(|(column, value)| match column {
        Column::Own(key) if !value.is_empty() => Some((key.clone(), own_json(value))),
        _ => None,
    });
    let mut sections = sections(&get, to.as_ref(), is_chinese, table.is_export);
    for (key, words) in cells.edited.iter().filter_map(|edited| edited.words.as_ref()) {
        let only = |wanted: &str| (wanted == *key).then(|| words.clone());
        sections.extend(self::sections(&only, to.as_ref(), is_chinese, false));
    }
    let draft = Draft {
        kind,
        facts: facts(&get, &source, id.is_some()),
        lists: [("outcome", get("outcome")), ("tags", get("tags"))]
            .into_iter()
            .filter_map(|(key, cell)| Some((key, items(&cell?))))
            .collect(),
        allow: get("allow").map(|cell| allowed(&cell)).unwrap_or_default(),
        own: own.collect(),
        sections,
        to,
        message,
        prompts: false,
    };
    if id.is_none() {
        cells.values = all;
    }
    Ok(Incoming { cells, source, letter, draft, unfit, named, left_behind })
}

impl Incoming {
    /// A digest that tells the n-th of several equal rows from the first.
    pub(crate) fn repeated(&mut self, n: u32) {
        self.source = format!("{}#{n}", self.source);
        if let Some(source) = self.draft.facts.iter_mut().find(|(key, _)| *key == "source") {
            source.1.clone_from(&self.source);
        }
    }

    /// What the row says of a key.
    pub(crate) fn says(&self, key: &str) -> Option<&str> {
        said_of(&self.cells.values, key)
    }

    /// The key of the longest of its values.
    pub(crate) fn longest(&self) -> Option<&str> {
        let (column, _) = self.cells.values.iter().max_by_key(|(_, value)| value.len())?;
        match column {
            Column::Key(key) | Column::Own(key) => Some(key),
            Column::Ignored => None,
        }
    }

    /// A row whose source is that of a row it was copied from came from nowhere else.
    pub(crate) fn without_source(&mut self) {
        self.draft.facts.retain(|(key, _)| *key != "source");
    }

    /// Whether a new entry says what an edited cell says.
    pub(crate) fn takes(&self, edited: &Edited) -> bool {
        let says = |(key, value): &(String, String)| self.draft.facts.iter().any(|(known, said)| known == key && said == value);
        let lacks = |key: &str| !self.draft.facts.iter().any(|(known, _)| *known == key);
        let of_to = |key: &str| key.starts_with("to.");
        let is_said = |fact: &(String, String)| says(fact) || of_to(&fact.0) || fact.1.is_empty() && lacks(&fact.0);
        edited.facts.as_ref().is_ok_and(|facts| !facts.is_empty() && facts.iter().all(is_said))
    }

    /// The cells that a person edited against the columns beside them.
    pub(crate) fn contradicted(&self) -> impl Iterator<Item = &Edited> {
        let is_contradicted = |edited: &&Edited| !edited.says_the_same();
        self.cells.edited.iter().filter(is_contradicted)
    }

    /// The first key of which another row says something else; `None` where the two say the same.
    pub(crate) fn differing(&self, other: &Incoming) -> Option<&'_ str> {
        let of_letter = |(column, _): &&(Column, String)| !matches!(column, Column::Key(key) if matches!(key.as_str(), "id" | "source"));
        let differs = |(column, there): &&(Column, String)| {
            other.cells.values.iter().find(|(known, _)| known == column).is_none_or(|(_, here)| here != there)
        };
        let first = self.cells.values.iter().filter(of_letter).find(differs);
        first.and_then(|(column, _)| match column {
            Column::Key(key) | Column::Own(key) => Some(key.as_str()),
            Column::Ignored => None,
        })
    }
}

fn fault(table: &Table, key: &str, reason: Text) -> CellFault {
    CellFault { column: table.heading(key).to_owned(), reason }
}

fn words_of_kinds() -> Value {
    Value::list(Kind::WORDS)
}

pub(super) fn recipient(get: &impl Fn(&str) -> Option<String>) -> Option<Recipient> {
    let to = Recipient {
        name: get("to.name"),
        call: get("to.call"),
        role: get("to.role"),
        org: get("to.org"),
        background: get("to.background"),
        why: get("to.why"),
        tie: get("to.tie").and_then(|word| Tie::parse(&word)),
        handle: get("to.handle"),
    };
    (to != Recipient::default()).then_some(to)
}

/// Moves a name that the background begins with to where the site looks for what it must hide.
fn take_name(to: &mut Recipient) -> Option<String> {
    if to.name.is_some() || to.call.is_some() || to.handle.is_some() {
        return None;
    }
    let (name, rest) = name_in(to.background.as_deref()?)?;
    to.name = Some(name.clone());
    to.background = Some(rest).filter(|rest| !rest.is_empty());
    Some(name)
}

/// The one-line facts by key. What the entry came from is noted where the row has no id of its own.
fn facts(get: &impl Fn(&str) -> Option<String>, source: &str, has_id: bool) -> Vec<(&'static str, String)> {
    let one = |key: &&'static str| match *key {
        "kind" | "to" | "outcome" | "tags" | "allow" => None,
        "source" => get("source").or_else(|| (!has_id).then(|| source.to_owned())),
        "replied" => get("replied").or_else(|| get("reply").filter(|_| !has_id).map(|_| "yes".to_owned())),
        key => get(key),
    };
    KEYS.iter().filter_map(|key| Some((*key, one(key)?))).collect()
}

fn sections(get: &impl Fn(&str) -> Option<String>, to: Option<&Recipient>, is_chinese: bool, is_export: bool) -> Vec<(String, String)> {
    let name = to.and_then(|to| to.name.as_deref()).unwrap_or_default();
    let day = get("replied").filter(|replied| replied != "yes").and_then(|replied| replied.get(..10).map(ToOwned::to_owned));
    let heading = reply_heading(is_chinese, name, &day.unwrap_or_default());
    let notes = if is_chinese { "筆記" } else { "Notes" };
    let cells = [("reply", heading.as_str()), ("reflection", reflection_heading(is_chinese)), ("notes", notes)];
    let sections = cells.into_iter().filter_map(|(key, usual)| Some((usual, get(key)?)));
    sections.flat_map(|(usual, cell)| if is_export { of_cell(&cell, usual) } else { vec![(usual.to_owned(), as_section(&cell))] }).collect()
}

/// `rule: reason`, several with a comma between them.
fn allowed(cell: &str) -> Vec<(String, String)> {
    let pair = |item: String| match item.split_once(':') {
        Some((rule, reason)) => (rule.trim().to_owned(), reason.trim().to_owned()),
        None => (item, String::new()),
    };
    items(cell).into_iter().map(pair).collect()
}

/// A value of the user's own: a list or mapping where it is written as one, else the text.
fn own_json(value: &str) -> serde_json::Value {
    let structured = value.starts_with(['[', '{']).then(|| serde_json::from_str::<serde_json::Value>(value).ok()).flatten();
    structured.unwrap_or_else(|| serde_json::Value::String(value.to_owned()))
}

/// The values with the name as one writes it in any case, width and with any blanks: two rows of one letter may spell it in two ways.
fn with_folded_name(values: &[(Column, String)]) -> Vec<(Column, String)> {
    let is_name = |column: &Column| *column == Column::Key("to.name".to_owned());
    values.iter().map(|(column, value)| (column.clone(), if is_name(column) { fold_name(value) } else { value.clone() })).collect()
}

/// What a row without an id is known by again: the letter itself, not what came of it.
fn row_digest(values: &[(Column, String)]) -> String {
    let said = |takes: &dyn Fn(&str) -> bool| {
        let mut said: Vec<String> = values
            .iter()
            .filter_map(|(column, value)| match column {
                Column::Key(key) if key != "id" && takes(key) && !value.is_empty() => Some(format!("{key}={value}\n")),
                _ => None,
            })
            .collect();
        said.sort();
        said.concat()
    };
    // Who and when are the letter; where one of them is missing everything that was in it, else all that the row says.
    let has = |key: &str| values.iter().any(|(column, value)| matches!(column, Column::Key(known) if known == key) && !value.is_empty());
    let of_letter = match has("sent") && has("to.name") {
        true => said(&|key| matches!(key, "sent" | "to.name")),
        false => said(&|key| !LATER.contains(&key)),
    };
    let all = if of_letter.is_empty() { said(&|_| true) } else { of_letter };
    format!("row:{}", &digest(all.as_bytes())[..16])
}
