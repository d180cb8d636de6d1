//! A table of another program: where its header is, which column holds what, and which rows there are.

use super::columns::{Column, columns, is_export, known_headings};
use super::csv::armed;
use super::sheet::{Linked, SheetRow};
use super::tracking::keys;
use crate::journal::date_of_id;
use crate::labels::{Labels, Lang};

/// A table, its columns understood.
#[derive(Debug)]
pub(crate) struct Table {
    /// The headings, and what each column holds.
    pub(crate) columns: Vec<(String, Column)>,
    /// Whether it is an export of ours.
    pub(crate) is_export: bool,
    /// The rows below the header that hold anything.
    pub(crate) rows: Vec<SheetRow>,
    /// What stands above the header: the rows' numbers and their first words.
    pub(crate) above: Vec<(usize, String)>,
    /// The rows that sum others up: their numbers and their first words.
    pub(crate) sums: Vec<(usize, String)>,
}

/// Why a sheet is no table that can be taken.
#[derive(Debug, PartialEq)]
pub(crate) enum TableFault {
    /// Nothing stands in it.
    Empty,
    /// No heading is known; the first row's words.
    NoHeading(Vec<String>),
    /// A heading that a `--map` names and that there is not; those that there are.
    NoColumn(String, Vec<String>),
}

/// How a row begins that sums others up, folded.
const SUMS: [&str; 10] = ["合計", "總計", "小計", "總和", "加總", "total", "totals", "sum", "subtotal", "grandtotal"];

/// Rows above which a header is looked for: titles and blank lines may stand above it.
const HEADER_WITHIN: usize = 15;

impl Table {
    /// Finds the header of a sheet; `maps` says of headings which key they hold.
    ///
    /// # Errors
    /// When the sheet is empty, or no heading is known.
    pub(crate) fn of(sheet: Vec<SheetRow>, maps: &[(String, String)]) -> Result<Table, TableFault> {
        let keys = keys();
        let known = |row: &SheetRow| known_headings(&row.cells, maps, &keys);
        let within = sheet.iter().take(HEADER_WITHIN).enumerate();
        // The first of those that know most: `max_by_key` alone would take the last.
        let header = within.rev().max_by_key(|(_, row)| known(row)).map(|(at, _)| at).ok_or(TableFault::Empty)?;
        let first = sheet.iter().find(|row| !row.is_blank()).ok_or(TableFault::Empty)?;
        if known(&sheet[header]) == 0 {
            return Err(TableFault::NoHeading(named(&first.cells)));
        }
        let names: Vec<String> = sheet[header].cells.iter().map(|name| name.trim().to_owned()).collect();
        let is_export = is_export(&names, &five());
        // An export disarms the names of the user's own keys as it does cells.
        let names: Vec<String> = names.iter().map(|name| armed(name).to_owned()).collect();
        let folded = |name: &str| crate::text::normal::fold_name(name);
        if let Some((missing, _)) = maps.iter().find(|(heading, _)| !names.iter().any(|name| folded(name) == folded(heading))) {
            return Err(TableFault::NoColumn(missing.clone(), named(&names)));
        }
        let columns = columns(&names, maps, &keys, &five());
        let trimmed = |row: &SheetRow| row.cells.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<String>>();
        let is_header = |row: &SheetRow| trimmed(row) == trimmed(&sheet[header]);
        let rows = sheet.iter().skip(header + 1).filter(|row| !row.is_blank() && !is_header(row)).cloned().collect();
        let first = |row: &SheetRow| Some((row.number, named(&row.cells).into_iter().next()?));
        // `sep=;` is written for Excel.
        let is_said = |(_, words): &(usize, String)| !words.starts_with("sep=");
        let above = sheet[..header].iter().filter_map(first).filter(is_said).collect();
        let mut table = Table { columns: names.into_iter().zip(columns).collect(), is_export, rows, above, sums: Vec::new() };
        table.take_ids();
        table.take_sums();
        Ok(table)
    }

    /// Puts where cells lead into the rows: to the key `link`, and beside the words of a text. Those that go nowhere are given back.
    pub(crate) fn take_links<'a>(&mut self, links: &'a [Linked]) -> Vec<&'a Linked> {
        let mut left = Vec::new();
        for linked in links {
            let key = self.key(linked.column).unwrap_or_default().to_owned();
            let row = self.rows.iter_mut().find(|row| row.number == linked.row);
            let Some(cell) = row.and_then(|row| row.cells.get_mut(linked.column)) else { continue };
            if cell.contains(linked.address.trim_end_matches('/')) {
                continue;
            }
            match key.as_str() {
                "link" => linked.address.clone_into(cell),
                "message" | "reply" | "reflection" | "notes" => *cell = format!("{} <{}>", cell.trim_end(), linked.address),
                _ => left.push(linked),
            }
        }
        left
    }

    /// The headings whose columns are not taken along.
    pub(crate) fn ignored(&self) -> Vec<&str> {
        let ignored = |(name, column): &&(String, Column)| *column == Column::Ignored && !name.is_empty();
        self.columns.iter().filter(ignored).map(|(name, _)| name.as_str()).collect()
    }

    /// The headings and their keys, where the two are different words.
    pub(crate) fn understood(&self) -> Vec<(String, String)> {
        let pair = |(name, column): &'_ (String, Column)| match column {
            Column::Key(key) | Column::Own(key) if key != name => Some((name.clone(), key.clone())),
            _ => None,
        };
        self.columns.iter().filter_map(pair).collect()
    }

    /// A row's words that stand below no heading, with their columns from 0.
    pub(crate) fn below_no_heading<'a>(&self, row: &'a SheetRow) -> Vec<(usize, &'a str)> {
        let has_none = |at: usize| self.columns.get(at).is_none_or(|(name, column)| name.is_empty() && *column == Column::Ignored);
        let cells = row.cells.iter().enumerate().map(|(at, cell)| (at, cell.trim()));
        cells.filter(|(at, cell)| !cell.is_empty() && has_none(*at)).collect()
    }

    /// The words of a row's cell, as they were before an export disarmed them: columns that were cut out of one are no export.
    pub(super) fn cell<'a>(&self, row: &'a SheetRow, column: usize) -> &'a str {
        armed(row.cells.get(column).map_or("", String::as_str))
    }

    /// Whether a row of an export was exported, or copied from one that was: it has an id or a kind, which nobody types below the
    /// article's columns; where both columns were deleted, anything in the columns named as the keys.
    pub(super) fn was_exported(&self, row: &SheetRow) -> bool {
        let says = |at: &usize| !self.cell(row, *at).trim().is_empty();
        let is_telling = |name: &str| matches!(name, "id" | "kind");
        let has_telling = self.columns.iter().any(|(name, _)| is_telling(name));
        let is_key = |at: &usize| match &self.columns[*at] {
            (name, _) if has_telling => is_telling(name),
            (name, column) => *column == Column::Key(name.clone()),
        };
        self.is_export && (0..self.columns.len()).filter(is_key).any(|at| says(&at))
    }

    /// The columns that show a key beside the one that is named as it: their numbers from 0, headings and keys.
    pub(super) fn twins(&self) -> impl Iterator<Item = (usize, &str, &str)> {
        let twin = |(at, (name, column)): (usize, &'_ (String, Column))| match column {
            Column::Key(key) if key != name && self.columns.iter().any(|(other, _)| other == key) => Some(at),
            _ => None,
        };
        let at: Vec<usize> = self.columns.iter().enumerate().filter_map(twin).collect();
        at.into_iter().filter_map(|at| Some((at, self.columns[at].0.as_str(), self.key(at)?)))
    }

    /// The cells of a row in the columns that show a key of which no column is named as it: their headings, keys and words.
    pub(super) fn alone(&self, row: &SheetRow) -> Vec<[String; 3]> {
        let is_alone = |(at, (name, column)): (usize, &'_ (String, Column))| match column {
            Column::Key(key) if !self.columns.iter().any(|(other, _)| other == key) => {
                Some([name.clone(), key.clone(), self.cell(row, at).trim().to_owned()])
            }
            _ => None,
        };
        self.columns.iter().enumerate().filter_map(is_alone).collect()
    }

    /// A column `id` of a person's own table holds the ids of entries where every word in it could be one; else it numbers the rows.
    fn take_ids(&mut self) {
        let is_id = |(name, column): &(String, Column)| name == "id" && (*column == Column::Ignored || *column == Column::Own("id".into()));
        let Some(at) = self.columns.iter().position(is_id).filter(|_| !self.is_export) else { return };
        let mut ids = self.rows.iter().map(|row| self.cell(row, at).trim()).filter(|id| !id.is_empty()).peekable();
        let are_ids = ids.peek().is_some() && ids.all(|id| date_of_id(id).is_some());
        self.columns[at].1 = if are_ids { Column::Key("id".to_owned()) } else { Column::Ignored };
    }

    /// Whether a column is named as a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.columns.iter().any(|(name, _)| name == key)
    }

    /// Takes out the rows that sum others up: they begin with a word for it, and name nobody.
    fn take_sums(&mut self) {
        let first = |row: &SheetRow| row.cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()).unwrap_or_default().to_owned();
        let is_who = |at: &usize| matches!(self.key(*at), Some(key) if key.starts_with("to."));
        let names = |row: &SheetRow| {
            let who = (0..self.columns.len()).filter(is_who).map(|at| self.cell(row, at).trim());
            who.into_iter().any(|who| !who.is_empty() && who != first(row) && !who.contains(|c: char| c.is_ascii_digit()))
        };
        let is_sum = |row: &SheetRow| {
            let word = crate::text::normal::fold_name(&first(row)).replace(' ', "");
            SUMS.contains(&word.trim_end_matches([':', '：'])) && !names(row)
        };
        let is_own = !self.is_export;
        let sums: Vec<(usize, String)> = self.rows.iter().filter(|row| is_own && is_sum(row)).map(|row| (row.number, first(row))).collect();
        self.rows.retain(|row| sums.iter().all(|(number, _)| *number != row.number));
        self.sums = sums;
    }

    /// The words of a row in the column that is named as a key.
    pub(super) fn named<'a>(&self, row: &'a SheetRow, key: &str) -> &'a str {
        self.columns.iter().position(|(name, _)| name == key).map_or("", |at| self.cell(row, at))
    }

    /// The words of a row in the column that shows a key beside the one that is named as it.
    pub(super) fn twin<'a>(&self, row: &'a SheetRow, key: &str) -> &'a str {
        self.twins().find(|(_, _, known)| *known == key).map_or("", |(at, ..)| self.cell(row, at).trim())
    }

    /// The words of a row in the column that shows a key, whether one is named as it or was deleted.
    pub(super) fn shown<'a>(&self, row: &'a SheetRow, key: &str) -> &'a str {
        let shows = |(name, column): &(String, Column)| name != key && *column == Column::Key(key.to_owned());
        self.columns.iter().position(shows).map_or("", |at| self.cell(row, at).trim())
    }

    /// The key that a column, from 0, holds.
    pub(crate) fn key(&self, column: usize) -> Option<&str> {
        match self.columns.get(column) {
            Some((_, Column::Key(key) | Column::Own(key))) => Some(key),
            _ => None,
        }
    }

    /// The heading of the column that holds a key; the key itself where there is none.
    pub(crate) fn heading<'a>(&'a self, key: &'a str) -> &'a str {
        let of_key = self.columns.iter().find(|(_, column)| matches!(column, Column::Key(known) | Column::Own(known) if known == key));
        of_key.map_or(key, |(name, _)| name.as_str())
    }
}

fn named(cells: &[String]) -> Vec<String> {
    cells.iter().map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect()
}

/// The headings of the article's five columns in every language.
fn five() -> Vec<String> {
    let of = |lang| ["sent", "summary", "background", "replied", "next"].map(|column| Labels::of(lang).word("column", column));
    [Lang::ZhTw, Lang::En].into_iter().flat_map(of).collect()
}
