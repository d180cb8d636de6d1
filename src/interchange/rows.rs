//! A row of a table as an entry: its values, what it is matched by, and how it differs from the entry that is there.

use super::columns::Column;
use super::edited::{Edited, edited};
use super::lists::items;
use super::naming::name_in;
use super::sections::{of_cell, reflection_heading};
use super::sheet::SheetRow;
use super::table::Table;
use super::values::{Dates, value};
use super::visible::Visible;
use super::whether::{Said, read_said, said};
use crate::disk::digest;
use crate::journal::{Draft, KEYS, Kind, Recipient, Tie, as_message, as_section, reply_heading};
use crate::labels::{Lang, Text, text};
use crate::message::length;

/// An entry that a row tells of.
#[derive(Clone, Debug)]
pub(crate) struct Incoming {
    /// The row's number.
    pub(crate) row: usize,
    /// The id that the row names.
    pub(crate) id: Option<String>,
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
    /// Columns whose words are not taken: one before them holds the same key and says something else.
    pub(crate) overlooked: Vec<String>,
    /// Columns whose value is one line and whose cell has several: blanks stand where they broke.
    pub(crate) broken: Vec<String>,
    /// Of a row that was exported: cells of the five columns that say something else than the columns named as the keys.
    pub(crate) edited: Vec<Edited>,
    /// What the row says, by key; empty where an export says that there is nothing.
    pub(super) values: Vec<(Column, String)>,
    pub(super) dates: Dates,
    pub(super) is_export: bool,
    is_of_thread: bool,
}

/// A cell that cannot be taken.
#[derive(Clone, Debug)]
pub(crate) struct CellFault {
    /// The column's heading.
    pub(crate) column: String,
    /// Why.
    pub(crate) reason: Text,
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
}

/// What comes later to a letter, or is said beside it: such a cell may change and the row is the same letter's.
const LATER: [&str; 12] =
    ["replied", "outcome", "closed", "close_reason", "follow_up", "next", "tags", "allow", "public", "reply", "reflection", "notes"];

/// The entry of a row.
///
/// # Errors
/// The first cell that cannot be taken.
pub(crate) fn incoming(table: &Table, row: &SheetRow, dates: Dates, lang: Lang) -> Result<Incoming, CellFault> {
    let mut overlooked = Vec::new();
    let values = read_values(table, row, dates, &mut overlooked)?;
    let broken = broken(table, row);
    let of_keys = |key: &str| said_of(&values, key).map(ToOwned::to_owned);
    let id = of_keys("id").filter(|_| table.is_export);
    let edited = match table.was_exported(row) {
        true => edited(table, row, dates, &Visible::of_keys(&of_keys, recipient(&of_keys), dates, id.is_none())),
        false => Vec::new(),
    };
    let unclear = edited.iter().find_map(|edited| Some((&edited.column, edited.facts.as_ref().err()?)));
    let mut unfit = unclear.map(|(column, reason)| CellFault { column: column.clone(), reason: reason.clone() });
    // A reply to another entry of the thread shows at each of them.
    let is_of_thread = id.as_deref().is_some_and(|id| of_keys("follows").is_some() || table.is_followed(id));
    let all = with_facts(&values, edited.iter().flat_map(|edited| edited.facts.iter().flatten()), |(key, value)| {
        key != "replied" || value != "yes" || !is_of_thread
    });
    let get = |key: &str| said_of(&all, key).map(ToOwned::to_owned);
    let mut to = recipient(&get);
    let named = to.as_mut().filter(|_| id.is_none()).and_then(take_name);
    let kind = get("kind");
    let kind = match &kind {
        Some(word) => {
            Kind::parse(word).ok_or_else(|| fault(table, "kind", text!("import.not-a-word", value = word, words = words_of_kinds())))?
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
    let letter = [Some(digest.clone()), get("summary"), get("subject"), get("message")].map(Option::unwrap_or_default).join("\n");
    let source = get("source").unwrap_or(digest);
    let own = all.iter().filter_map(|(column, value)| match column {
        Column::Own(key) if !value.is_empty() => Some((key.clone(), own_json(value))),
        _ => None,
    });
    let mut sections = sections(&get, to.as_ref(), is_chinese, table.is_export);
    for (key, words) in edited.iter().filter_map(|edited| edited.words.as_ref()) {
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
    let values = if id.is_some() { values } else { all };
    let (row, is_export) = (row.number, table.is_export);
    Ok(Incoming { row, id, source, letter, draft, unfit, named, overlooked, broken, edited, values, dates, is_export, is_of_thread })
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
        said_of(&self.values, key)
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

    /// The cells that a person edited against the columns beside them. Where its thread stands shows at each letter of it, and is no
    /// word of a person's.
    pub(crate) fn contradicted(&self) -> impl Iterator<Item = &Edited> {
        let is_contradicted = |edited: &&Edited| !(edited.says_the_same() || self.is_of_thread && edited.shows_status());
        self.edited.iter().filter(is_contradicted)
    }

    /// The first key of which another row says something else; `None` where the two say the same.
    pub(crate) fn differing(&self, other: &Incoming) -> Option<&'_ str> {
        let of_letter = |(column, _): &&(Column, String)| !matches!(column, Column::Key(key) if matches!(key.as_str(), "id" | "source"));
        let differs = |(column, there): &&(Column, String)| {
            other.values.iter().find(|(known, _)| known == column).is_none_or(|(_, here)| here != there)
        };
        let first = self.values.iter().filter(of_letter).find(differs);
        first.and_then(|(column, _)| match column {
            Column::Key(key) | Column::Own(key) => Some(key.as_str()),
            Column::Ignored => None,
        })
    }
}

/// What the values say of a key; `None` where it is nothing.
fn said_of<'a>(values: &'a [(Column, String)], key: &str) -> Option<&'a str> {
    let of_key = values.iter().find(|(column, _)| matches!(column, Column::Key(known) if known == key));
    of_key.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
}

/// The values with those facts that `takes` lets through in their place.
fn with_facts<'a>(
    values: &[(Column, String)],
    facts: impl Iterator<Item = &'a (String, String)>,
    takes: impl Fn(&(String, String)) -> bool,
) -> Vec<(Column, String)> {
    let mut values = values.to_vec();
    for (key, value) in facts.filter(|fact| takes(fact)) {
        let column = Column::Key(key.clone());
        match values.iter_mut().find(|(known, _)| *known == column) {
            Some((_, known)) => known.clone_from(value),
            None => values.push((column, value.clone())),
        }
    }
    values
}

/// The words of each key: of several columns that hold it the first that says something. Of a row that was exported only the
/// columns named as the keys count: what stands under the article's headings is derived from them.
fn read_values(table: &Table, row: &SheetRow, dates: Dates, overlooked: &mut Vec<String>) -> Result<Vec<(Column, String)>, CellFault> {
    let was_exported = table.was_exported(row);
    let mut values: Vec<(Column, String)> = Vec::new();
    // Whether a column said no to a reply: one behind it that says yes contradicts it.
    let mut denied = false;
    for (index, (name, column)) in table.columns.iter().enumerate() {
        let (Column::Key(key) | Column::Own(key)) = column else { continue };
        let has_twin = table.columns.iter().any(|(other, _)| other == key);
        if was_exported && *column == Column::Key(key.clone()) && name != key && has_twin {
            continue;
        }
        let cell = table.cell(row, index).replace("\r\n", "\n").replace('\r', "\n");
        let read = match column {
            Column::Key(key) if key == "reply" && !table.is_export => {
                reply_or_whether(&cell, dates).map_err(|reason| CellFault { column: name.clone(), reason })?
            }
            Column::Key(key) => match value(key, &cell, dates) {
                Err(reason) if key == "replied" => read_said(&cell, dates, reason).map(whether_and_words),
                read => read.map(|read| vec![(column.clone(), read)]),
            }
            .map_err(|reason| CellFault { column: name.clone(), reason })?,
            _ if table.is_export => vec![(column.clone(), Some(cell))],
            _ => vec![(column.clone(), Some(cell.trim().to_owned()))],
        };
        // An explicit no, beside an empty cell.
        let is_no = |column: &Column, read: &Option<String>| {
            read.is_none() && *column == Column::Key("replied".to_owned()) && !table.cell(row, index).trim().is_empty()
        };
        for (column, read) in read {
            let says_no = is_no(&column, &read);
            let plain = |read: String| if table.is_export || is_text(&column) { read } else { without_controls(&read) };
            let read = read.map(plain).unwrap_or_default();
            match values.iter_mut().find(|(known, _)| *known == column) {
                Some((Column::Key(key), known))
                    if key == "replied" && (known.is_empty() && denied && !read.is_empty() || !known.is_empty() && says_no) =>
                {
                    overlooked.push(name.clone());
                }
                Some((_, known)) if known.is_empty() => *known = read,
                // 回覆與否 beside 回覆日期: the day says more than the yes.
                Some((Column::Key(key), known)) if key == "replied" && known == "yes" && !read.is_empty() => *known = read,
                Some((column, known)) => {
                    let says_less = *column == Column::Key("replied".to_owned()) && read == "yes";
                    if !table.is_export && !read.is_empty() && read != *known && !says_less {
                        overlooked.push(name.clone());
                    }
                }
                None => values.push((column, read)),
            }
            denied |= says_no;
        }
    }
    Ok(values)
}

/// The columns of one line whose cell has several.
fn broken(table: &Table, row: &SheetRow) -> Vec<String> {
    let one_line = |key: &str| !matches!(key, "message" | "reply" | "reflection" | "notes" | "tags" | "outcome" | "allow" | "replied");
    let is_broken = |(at, (name, column)): (usize, &'_ (String, Column))| match column {
        Column::Key(key) if one_line(key) && table.cell(row, at).trim().contains(['\n', '\r']) => Some(name.clone()),
        _ => None,
    };
    table.columns.iter().enumerate().filter_map(is_broken).collect()
}

fn is_text(column: &Column) -> bool {
    matches!(column, Column::Key(key) if key == "message" || key == "reply")
}

fn without_controls(text: &str) -> String {
    text.chars().filter(|c| !crate::text::control::is_control(*c)).collect()
}

/// A column of replies holds what was written, or whether there was one.
fn reply_or_whether(cell: &str, dates: Dates) -> Result<Vec<(Column, Option<String>)>, Text> {
    let words = || vec![(Column::Key("reply".to_owned()), Some(cell.trim().to_owned()))];
    match value("replied", cell, dates) {
        Ok(whether) => Ok(vec![(Column::Key("replied".to_owned()), whether)]),
        Err(reason) => match said(cell) {
            Some(said) if said.words.is_empty() => Ok(whether_and_words(said)),
            Some(_) => read_said(cell, dates, reason).map(|_| words()),
            None => Ok(words()),
        },
    }
}

/// A yes or no, and the words that a person wrote beside it: of a reply its words, else a note.
fn whether_and_words(said: Said) -> Vec<(Column, Option<String>)> {
    let key = |key: &str| Column::Key(key.to_owned());
    vec![
        (key("replied"), said.is_reply.then(|| "yes".to_owned())),
        (key("outcome"), said.declined.then(|| "declined".to_owned())),
        (key(if said.is_reply { "reply" } else { "notes" }), Some(said.words)),
    ]
}

fn fault(table: &Table, key: &str, reason: Text) -> CellFault {
    CellFault { column: table.heading(key).to_owned(), reason }
}

fn words_of_kinds() -> String {
    Kind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ")
}

fn recipient(get: &impl Fn(&str) -> Option<String>) -> Option<Recipient> {
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

/// What a row without an id is known by again: the letter itself, not what came of it.
fn row_digest(values: &[(Column, String)]) -> String {
    let said = |takes: &dyn Fn(&str) -> bool| {
        let mut said: Vec<String> = values
            .iter()
            .filter_map(|(column, value)| match column {
                Column::Key(key) if takes(key) && !value.is_empty() => Some(format!("{key}={value}\n")),
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
