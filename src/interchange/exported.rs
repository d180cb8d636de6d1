//! What an exported table tells as a whole, of which no row tells by itself: where its threads stand, which rows were copied, and whether
//! the visible columns were sorted without the others.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::CellFault;
use super::rows::recipient;
use super::sheet::SheetRow;
use super::table::Table;
use super::values::{Dates, one_line, value};
use super::visible::Visible;
use crate::insight::Status;
use crate::labels::text;

/// The rows of an export, each by its number.
#[derive(Debug, Default)]
pub(crate) struct Exported {
    keys: BTreeMap<usize, Keys>,
    /// The rows that are refused: why.
    refused: BTreeMap<usize, CellFault>,
}

/// What a row's columns named as the keys tell.
#[derive(Debug)]
struct Keys {
    id: String,
    visible: Visible,
    /// When, who and what, as the five columns show them.
    shown: [String; 3],
    /// The same as they stand there.
    cells: [String; 3],
}

/// The columns that tell letters apart.
const APART: [&str; 3] = ["sent", "summary", "to.background"];

impl Exported {
    /// Looks at a table; of one that is no export nothing is told.
    pub(crate) fn of(table: &Table, dates: Dates) -> Exported {
        let mut exported = Exported::default();
        let threads = threads(table);
        for row in table.rows.iter().filter(|row| table.was_exported(row)) {
            let get = |key: &str| value(key, table.named(row, key), dates).ok().flatten();
            let id = table.named(row, "id").trim().to_owned();
            let status = threads.get(root(table.named(row, "follows"), &id)).copied();
            let visible = Visible::of_keys(&get, recipient(&get), dates, id.is_empty(), status);
            let shown = APART.map(|key| one_line(&visible.shown(key)));
            let cells = APART.map(|key| {
                let cell = table.twin(row, key);
                let read = if key == "sent" { value(key, cell, dates).ok().flatten() } else { None };
                read.unwrap_or_else(|| one_line(cell))
            });
            exported.keys.insert(row.number, Keys { id, visible, shown, cells });
        }
        exported.refuse_sorted(table);
        exported.refuse_copies(table);
        exported
    }

    /// What the columns named as the keys come to; `None` of a row that was not exported.
    pub(super) fn visible(&self, row: &SheetRow) -> Option<&Visible> {
        self.keys.get(&row.number).map(|keys| &keys.visible)
    }

    /// Why a row is refused.
    pub(super) fn refused(&self, row: &SheetRow) -> Option<&CellFault> {
        self.refused.get(&row.number)
    }

    /// Rows whose visible cells are those of another row, and another's theirs: sorted without the columns behind them.
    fn refuse_sorted(&mut self, table: &Table) {
        let mut owners: BTreeMap<&[String; 3], usize> = BTreeMap::new();
        for keys in self.keys.values() {
            *owners.entry(&keys.shown).or_default() += 1;
        }
        let is_moved = |keys: &Keys| !keys.id.is_empty() && keys.cells != keys.shown && owners.contains_key(&keys.cells);
        let moved: BTreeSet<usize> = self.keys.iter().filter(|(_, keys)| is_moved(keys)).map(|(row, _)| *row).collect();
        let cells: BTreeSet<&[String; 3]> = self.keys.iter().filter(|(row, _)| moved.contains(row)).map(|(_, keys)| &keys.cells).collect();
        // A copy over one row leaves the other where it is.
        let is_exchanged = |row: &usize| cells.contains(&self.keys[row].shown);
        let column = || table.twins().find(|(_, _, key)| *key == "sent").map_or("sent", |(_, name, _)| name).to_owned();
        let refused =
            moved.iter().filter(|row| is_exchanged(row)).map(|row| (*row, CellFault { column: column(), reason: text!("import.sorted") }));
        self.refused.extend(refused.collect::<Vec<_>>());
    }

    /// Of several rows of one id the first that nobody edited is the letter's; the others were copied from it.
    fn refuse_copies(&mut self, table: &Table) {
        let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (row, keys) in self.keys.iter().filter(|(_, keys)| !keys.id.is_empty()) {
            rows.entry(&keys.id).or_default().push(*row);
        }
        for rows in rows.into_values().filter(|rows| rows.len() > 1) {
            let is_whole = |row: &&usize| self.keys[*row].cells == self.keys[*row].shown;
            let first = *rows.iter().find(is_whole).unwrap_or(&rows[0]);
            let is_copy = |row: &usize| *row != first && self.keys[row].cells != self.keys[&first].cells;
            for row in rows.iter().copied().filter(is_copy) {
                let fault = CellFault { column: table.heading("id").to_owned(), reason: text!("import.same-id", first = first) };
                self.refused.insert(row, fault);
            }
        }
    }
}

/// The letter that a thread begins with, as far as the two ids tell.
fn root<'a>(follows: &'a str, id: &'a str) -> &'a str {
    if follows.trim().is_empty() { id } else { follows.trim() }
}

/// Where the threads of a table stand, by their first letters: answered where one of their letters is, closed where one is.
fn threads(table: &Table) -> BTreeMap<String, Status> {
    let mut threads = BTreeMap::new();
    for row in &table.rows {
        let says = |key: &str| !table.named(row, key).trim().is_empty();
        let status = match () {
            () if says("replied") => Status::Replied,
            () if says("closed") => Status::Closed,
            () => continue,
        };
        let of_thread = threads.entry(root(table.named(row, "follows"), table.named(row, "id").trim()).to_owned()).or_insert(status);
        if status == Status::Replied {
            *of_thread = status;
        }
    }
    threads
}
