//! A row of a table as the values of its cells: by key, with what a person edited in it, and what of its words is not taken.

use super::columns::Column;
use super::edited::{Edited, edited};
use super::exported::Exported;
use super::sheet::SheetRow;
use super::table::Table;
use super::values::{Dates, status_of, value};
use super::whether::{Said, Whether, read_said, said};
use crate::calendar::Moment;
use crate::insight::Status;
use crate::labels::{Text, text};

/// What a row's cells say.
#[derive(Clone, Debug)]
pub(crate) struct Cells {
    /// The row's number.
    pub(crate) row: usize,
    /// The id that the row names.
    pub(crate) id: Option<String>,
    /// Columns whose words are not taken: one before them holds the same key and says something else.
    pub(crate) overlooked: Vec<String>,
    /// Columns whose value is one line and whose cell has several: blanks stand where they broke.
    pub(crate) broken: Vec<String>,
    /// Of a row that was exported: cells of the five columns that say something else than the columns named as the keys.
    pub(crate) edited: Vec<Edited>,
    /// A status that only other facts can tell, in a row that was not exported: the column and the cell.
    pub(crate) status: Option<(String, String)>,
    /// Of a row that was exported: cells of the five columns whose column named as the key was deleted: heading, key and cell.
    pub(super) alone: Vec<[String; 3]>,
    /// Of a row that was exported: what stands under 回覆與否.
    pub(super) whether: String,
    /// What the row says, by key; empty where an export says that there is nothing.
    pub(super) values: Vec<(Column, String)>,
    pub(super) was_exported: bool,
    pub(super) is_export: bool,
    /// Until when the table tells, where it is an export.
    pub(super) told: Option<Moment>,
    pub(super) dates: Dates,
}

/// A cell that cannot be taken.
#[derive(Clone, Debug)]
pub(crate) struct CellFault {
    /// The column's heading.
    pub(crate) column: String,
    /// Why.
    pub(crate) reason: Text,
}

/// The values of a row's cells.
///
/// # Errors
/// The first cell that cannot be taken.
pub(crate) fn cells(table: &Table, row: &SheetRow, exported: &Exported, dates: Dates) -> Result<Cells, CellFault> {
    if let Some(fault) = exported.refused(row) {
        return Err(fault.clone());
    }
    let mut overlooked = Vec::new();
    let values = read_values(table, row, dates, &mut overlooked)?;
    let keys = exported.visible(row);
    let status = if keys.is_some() { None } else { status(table, row, &values)? };
    let id = said_of(&values, "id").or_else(|| exported.id(row)).map(ToOwned::to_owned);
    if keys.is_some()
        && id.is_none()
        && status_of(table.twin(row, "replied")) == Some(Status::Draft)
        && !table.shown(row, "sent").is_empty()
    {
        let column = table.twins().find(|(_, _, key)| *key == "replied").map_or("replied", |(_, name, _)| name);
        return Err(draft_with_date(table, column, table.twin(row, "replied")));
    }
    Ok(Cells {
        row: row.number,
        id,
        overlooked,
        broken: broken(table, row),
        alone: keys.map(|_| table.alone(row)).unwrap_or_default(),
        edited: keys.map(|keys| edited(table, row, dates, keys)).unwrap_or_default(),
        status,
        whether: table.twin(row, "replied").to_owned(),
        values,
        was_exported: keys.is_some(),
        is_export: table.is_export,
        told: exported.told,
        dates,
    })
}

/// A status of ours that says more than whether there was a reply.
fn status(table: &Table, row: &SheetRow, values: &[(Column, String)]) -> Result<Option<(String, String)>, CellFault> {
    let is_whether = |at: &usize| table.key(*at) == Some("replied");
    for at in (0..table.columns.len()).filter(is_whether) {
        let (column, cell) = (table.columns[at].0.clone(), table.cell(row, at).trim());
        match status_of(cell) {
            Some(Status::Draft) if said_of(values, "sent").is_some() => {
                return Err(draft_with_date(table, &column, cell));
            }
            Some(status) if Whether::is_end(status) || status == Status::Done => return Ok(Some((column, cell.to_owned()))),
            _ => {}
        }
    }
    Ok(None)
}

/// No draft has a day on which it went out: one of the two is a slip.
fn draft_with_date(table: &Table, column: &str, cell: &str) -> CellFault {
    CellFault { column: column.to_owned(), reason: text!("import.draft-with-date", value = cell, column = table.heading("sent")) }
}

/// What the values say of a key; `None` where it is nothing.
pub(super) fn said_of<'a>(values: &'a [(Column, String)], key: &str) -> Option<&'a str> {
    let of_key = values.iter().find(|(column, _)| matches!(column, Column::Key(known) if known == key));
    of_key.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
}

/// The values with other facts in their place.
pub(super) fn with_facts<'a>(values: &[(Column, String)], facts: impl Iterator<Item = &'a (String, String)>) -> Vec<(Column, String)> {
    let mut values = values.to_vec();
    for (key, value) in facts {
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
        // Of a reply a row that was exported says nothing beside it: the columns behind say what it brought.
        let is_said = |(column, read): &(Column, Option<String>)| {
            !was_exported || read.as_ref().is_some_and(|read| !read.is_empty()) || *column == Column::Key(key.clone())
        };
        for (column, read) in read.into_iter().filter(is_said) {
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
        Err(reason) => match said(cell, dates) {
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
        (key("replied"), said.is_reply.then(|| said.day.unwrap_or_else(|| "yes".to_owned()))),
        (key("outcome"), said.declined.then(|| "declined".to_owned())),
        (key(if said.is_reply { "reply" } else { "notes" }), Some(said.words)),
    ]
}
