//! What an exported table tells as a whole, of which no row tells by itself: where its threads stand, which rows were copied, and whether
//! the visible columns were sorted without the others.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::CellFault;
use super::lost_ids::lost_ids;
use super::rows::recipient;
use super::sheet::SheetRow;
use super::table::Table;
use super::tracking::values;
use super::values::{Dates, one_line, value};
use super::visible::Visible;
use super::whether::Whether;
use crate::calendar::Moment;
use crate::insight::{Insight, Status};
use crate::journal::Request;
use crate::labels::text;

/// The rows of an export, each by its number.
#[derive(Debug, Default)]
pub(crate) struct Exported {
    keys: BTreeMap<usize, Keys>,
    /// The rows that are refused: why.
    refused: BTreeMap<usize, CellFault>,
    /// Until when the table tells.
    pub(super) told: Option<Moment>,
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
    pub(crate) fn of(table: &Table, dates: Dates, insight: &Insight<'_>) -> Exported {
        let told = told_until(table, dates);
        let mut exported = Exported { told, ..Exported::default() };
        let lost = lost_ids(table, dates, insight);
        let id_of = |row: &SheetRow| match table.named(row, "id").trim() {
            "" => lost.get(&row.number).cloned().unwrap_or_default(),
            id => id.to_owned(),
        };
        let roots = roots(table, &id_of, dates, insight);
        let threads = |happened: &dyn Fn(&str, &str) -> bool| threads(table, &roots, happened);
        let (threads, earlier) = (threads(&|_, _| true), threads(&|key, cell| has_happened(key, cell, told, dates)));
        for row in table.rows.iter().filter(|row| table.was_exported(row)) {
            let id = id_of(row);
            let get = |key: &str| value(key, &told_of(table, row, key, &id, insight), dates).ok().flatten();
            let root = &roots[&row.number];
            let visible = |get: &dyn Fn(&str) -> Option<String>, threads: &BTreeMap<String, Status>| {
                Visible::of_keys(&get, recipient(&get), dates, id.is_empty(), threads.get(root.as_str()).copied())
            };
            let as_shown = |visible: &Visible| says_as_shown(table, row, visible, dates);
            let whole = visible(&get, &threads);
            let earlier = || Some(visible(&as_of(&get, told, dates), &earlier)).filter(as_shown);
            let as_made = if as_shown(&whole) { None } else { earlier().filter(|_| is_as_written(table, &id, &get, insight)) };
            let visible = as_made.unwrap_or(whole);
            let shown = APART.map(|key| one_line(&visible.shown(key)));
            let cells = APART.map(|key| {
                let cell = if key == "sent" { table.shown(row, key) } else { table.twin(row, key) };
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

    /// The id of a row's letter, named or found again; `None` of a row that has none.
    pub(super) fn id(&self, row: &SheetRow) -> Option<&str> {
        self.keys.get(&row.number).map(|keys| keys.id.as_str()).filter(|id| !id.is_empty())
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

/// What a row tells of a key. Where the column named as it was deleted, a day is that which stands visibly, and what the visible columns
/// are derived from is that of the entry.
pub(super) fn told_of(table: &Table, row: &SheetRow, key: &str, id: &str, insight: &Insight<'_>) -> String {
    let of_entry = || insight.journal.request(id).map(|request| values(request, key, insight)[1].clone()).unwrap_or_default();
    match key {
        _ if table.has(key) => table.named(row, key).to_owned(),
        "sent" => table.shown(row, key).to_owned(),
        "closed" | "kind" | "follows" | "subject" | "message" => of_entry(),
        key if key.starts_with("to.") => of_entry(),
        _ => String::new(),
    }
}

/// The letter that the thread of each row begins with, as far as the two ids tell. Of a row without an id it is one that another follows
/// whose id is made of the row's day and name.
fn roots(table: &Table, id_of: &dyn Fn(&SheetRow) -> String, dates: Dates, insight: &Insight<'_>) -> BTreeMap<usize, String> {
    let all: BTreeSet<&str> =
        table.rows.iter().map(|row| table.named(row, "follows").trim()).filter(|follows| !follows.is_empty()).collect();
    let root = |row: &SheetRow| {
        let id = id_of(row);
        let follows = told_of(table, row, "follows", &id, insight);
        let sent = value("sent", &told_of(table, row, "sent", &id, insight), dates).ok().flatten();
        let name = table.named(row, "to.name").trim().replace(' ', "-");
        let is_its =
            |root: &&&str| sent.as_ref().and_then(|sent| sent.get(..10)).is_some_and(|day| root.starts_with(day)) && root.contains(&name);
        match (follows.trim(), id.is_empty()) {
            ("", true) => all.iter().find(is_its).map_or_else(|| format!("row {}", row.number), |root| (*root).to_owned()),
            ("", false) => id,
            (follows, _) => follows.to_owned(),
        }
    };
    table.rows.iter().map(|row| (row.number, root(row))).collect()
}

/// The last of what the visible columns of a table tell as past: an export shows in them only what happened before it was made, and in
/// the columns named as the keys also what lay ahead.
fn told_until(table: &Table, dates: Dates) -> Option<Moment> {
    let moment = |key: &str, cell: &str| Moment::parse(&value(key, cell, dates).ok()??, dates.zone).ok();
    let of_row = |row: &SheetRow| {
        let status = match Whether::of(table.shown(row, "replied"), dates) {
            Whether::Shown(Status::Replied) => Some("replied"),
            Whether::Shown(status) if Whether::is_end(status) => Some("closed"),
            _ => None,
        };
        let later = status.and_then(|key| moment(key, table.named(row, key)));
        [moment("sent", table.shown(row, "sent")), later]
    };
    let rows = table.rows.iter().filter(|row| table.was_exported(row));
    rows.flat_map(of_row).flatten().max_by(|a, b| a.compare(*b, dates.zone))
}

/// Whether a fact is not later than that.
fn has_happened(key: &str, cell: &str, told: Option<Moment>, dates: Dates) -> bool {
    let moment = value(key, cell, dates).ok().flatten().and_then(|cell| Moment::parse(&cell, dates.zone).ok());
    moment.is_none_or(|moment| told.is_some_and(|told| moment.compare(told, dates.zone).is_le()))
}

/// What a row's columns named as the keys told when the table was made, if that was `told`.
fn as_of(get: &dyn Fn(&str) -> Option<String>, told: Option<Moment>, dates: Dates) -> impl Fn(&str) -> Option<String> {
    move |key: &str| {
        let is_there = |key: &str| get(key).is_none_or(|cell| has_happened(key, &cell, told, dates));
        let happened = match key {
            "sent" | "closed" => is_there(key),
            "replied" | "outcome" => is_there("replied") && (is_there("sent") || get("replied").is_none_or(|cell| cell != "yes")),
            "close_reason" => is_there("closed"),
            _ => true,
        };
        get(key).filter(|_| happened)
    }
}

/// Whether the columns named as the keys tell what the row's entry has, where it is there: else one of them was edited. A deleted one
/// tells nothing, nor does a cell that was empty before the entry said it.
fn is_as_written(table: &Table, id: &str, get: &dyn Fn(&str) -> Option<String>, insight: &Insight<'_>) -> bool {
    let zone = insight.journal.now.zone;
    let moment = |text: &str| Moment::parse(text, zone).ok();
    let is_same = |here: &str, there: &str| {
        let both = moment(here).zip(moment(there));
        here == there || both.is_some_and(|(a, b)| a.rfc3339() == b.rfc3339() || b.clock().is_none() && a.day(zone) == b.day(zone))
    };
    let request = insight.journal.request(id);
    let of_key = |request: &Request, key: &str| is_same(&values(request, key, insight)[1], &get(key).unwrap_or_default());
    request
        .is_none_or(|request| ["sent", "replied", "closed"].iter().all(|key| !table.has(key) || get(key).is_none() || of_key(request, key)))
}

/// Whether a row's visible cells of what happened are what an export shows of it. A person's own yes or no is none of an export's words.
fn says_as_shown(table: &Table, row: &SheetRow, visible: &Visible, dates: Dates) -> bool {
    let shows = |key: &str| table.twins().all(|(_, _, known)| known != key) || visible.says(key, table.twin(row, key), dates);
    let has_whether = table.twins().any(|(_, _, key)| key == "replied");
    let is_word = !has_whether || matches!(Whether::of(table.twin(row, "replied"), dates), Whether::Shown(_));
    is_word && shows("sent") && shows("replied")
}

/// Where the threads of a table stand, by their first letters: answered where one of their letters is, closed where one is.
fn threads(table: &Table, roots: &BTreeMap<usize, String>, happened: &dyn Fn(&str, &str) -> bool) -> BTreeMap<String, Status> {
    let mut threads = BTreeMap::new();
    for row in &table.rows {
        let says = |key: &str| !table.named(row, key).trim().is_empty() && happened(key, table.named(row, key));
        let status = match () {
            () if says("replied") => Status::Replied,
            () if says("closed") => Status::Closed,
            () => continue,
        };
        let of_thread = threads.entry(roots[&row.number].clone()).or_insert(status);
        if status == Status::Replied {
            *of_thread = status;
        }
    }
    threads
}
