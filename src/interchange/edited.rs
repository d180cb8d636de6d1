//! The article's five columns of an exported row, beside the columns named as the keys: what a person edited in them.

use super::rows::Difference;
use super::sheet::SheetRow;
use super::table::Table;
use super::values::{Dates, one_line, status_of, value};
use super::visible::Visible;
use super::whether::{Whether, said};
use crate::journal::Request;
use crate::labels::Text;

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
    /// The facts that would say so, beside those of the row's other columns; or why none can.
    pub(crate) facts: Result<Vec<(String, String)>, Text>,
    /// The words beside a yes or no, and the text that they belong to: `reply` or `notes`.
    pub(super) words: Option<(&'static str, String)>,
    dates: Dates,
}

/// The edited cells of a row whose columns named as the keys come to `keys`.
pub(super) fn edited(table: &Table, row: &SheetRow, dates: Dates, keys: &Visible) -> Vec<Edited> {
    let mut edited = Vec::new();
    for (at, column, key) in table.twins() {
        let cell = table.cell(row, at).trim();
        let says_so = keys.says(key, cell, dates);
        let words = words_beside(key, cell, dates);
        if !says_so || words.is_some() {
            let facts = if says_so { Ok(Vec::new()) } else { keys.facts(key, cell, dates) };
            let (column, key, cell) = (column.to_owned(), key.to_owned(), cell.to_owned());
            edited.push(Edited { beside: keys.shown(&key), column, key, cell, facts, words, dates });
        }
    }
    edited
}

/// The words that a cell of 回覆與否 holds beside its yes or no.
fn words_beside(key: &str, cell: &str, dates: Dates) -> Option<(&'static str, String)> {
    if key != "replied" || status_of(cell).is_some() || value(key, cell, dates).is_ok() {
        return None;
    }
    let said = said(cell, dates).filter(|said| !said.words.is_empty())?;
    Some((if said.is_reply { "reply" } else { "notes" }, said.words))
}

impl Edited {
    /// Whether the cell contradicts nothing and only holds more words.
    pub(super) fn says_the_same(&self) -> bool {
        self.beside.is_empty() || self.facts.as_ref().is_ok_and(Vec::is_empty) && self.words.is_some()
    }

    /// The words beside a yes or no, where no section of the entry holds them.
    pub(super) fn words_missing(&self, request: &Request) -> Option<Difference> {
        let (key, words) = self.words.as_ref()?;
        (!holds(request, words)).then(|| Difference::of(key, "", words))
    }

    /// What the cell says and the entry does not; `None` where the entry says the same, in all its facts, in those of today or, of words
    /// that are no fact, in a section.
    pub(super) fn difference(&self, request: &Request, [here, today]: [&Visible; 2]) -> Option<Difference> {
        let is_words = self.key == "replied" && Whether::of(&self.cell, self.dates) == Whether::Words;
        let says = |shown: &Visible| shown.says(&self.key, &self.cell, self.dates);
        let says_so = says(here) || says(today) || is_words && holds(request, &self.cell);
        (!says_so).then(|| difference(here, &self.column, &self.key, &self.cell, self.dates))
    }

    /// The keys that the column speaks for: where the entry says what the cell says, what stands behind it is of old.
    pub(super) fn speaks_for(&self, key: &str) -> bool {
        match self.key.as_str() {
            _ if self.facts.iter().flatten().any(|(known, _)| known == key && key != "reply") => true,
            "to.background" => key.starts_with("to."),
            "replied" => matches!(key, "replied" | "outcome" | "closed" | "close_reason"),
            own => own == key,
        }
    }
}

/// A cell beside what its column shows of an entry.
pub(super) fn difference(here: &Visible, column: &str, key: &str, cell: &str, dates: Dates) -> Difference {
    let facts = here.facts(key, cell, dates).unwrap_or_default();
    let is_day =
        |(key, value): &&(String, String)| matches!(key.as_str(), "sent" | "replied") && value.starts_with(|c: char| c.is_ascii_digit());
    let there = facts.iter().find(is_day).map_or_else(|| cell.to_owned(), |(_, day)| day.clone());
    let close = Visible::closing(key, cell, dates);
    let denies = Visible::denies(key, cell, dates);
    Difference { key: key.to_owned(), column: column.to_owned(), here: here.shown(key), there, facts, close, denies, is_less: false }
}

/// Whether a section of an entry holds some words.
fn holds(request: &Request, words: &str) -> bool {
    request.sections.iter().any(|section| one_line(request.section_text(section)).contains(&one_line(words)))
}
