//! A table's rows as entries: what is there already, what differs, what is added, and what is wrong in which cell.

use std::collections::BTreeMap;

use super::arrivals::Arrivals;
use super::open::Open;
use crate::calendar::DateOrder;
use crate::disk;
use crate::error::{Error, Result};
use crate::interchange::{CellFault, Column, Dates, Difference, Incoming, SheetRow, Table, TableFault, incoming};
use crate::labels::text;
use crate::text::slug::unportable;
use crate::text::width::cut;

/// Cells that a value is shown in.
const SHOWN: usize = 30;

/// Takes the rows of a sheet.
///
/// # Errors
/// When the sheet is no table that can be understood, or a file cannot be written.
pub(super) fn run(
    open: &Open,
    name: &str,
    sheet: Vec<SheetRow>,
    maps: &[(String, String)],
    order: Option<DateOrder>,
    arrivals: &mut Arrivals<'_>,
) -> Result<()> {
    let table = Table::of(sheet, maps).map_err(|fault| error(name, &fault))?;
    let pairs: Vec<String> = table.understood().iter().map(|(heading, key)| format!("{heading} → {key}")).collect();
    if !pairs.is_empty() && !table.is_export {
        open.say(&text!("import.columns", columns = pairs.join(", ")));
    }
    if !table.ignored().is_empty() {
        open.say(&text!("import.ignored", columns = table.ignored().join(", ")));
    }
    if !table.is_export && !table.columns.iter().any(|(_, column)| *column == Column::Key("channel".to_owned())) {
        open.say(&text!("import.no-channel"));
    }
    let dates = Dates { order, zone: open.journal.now.zone };
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for row in &table.rows {
        let read = incoming(&table, row, dates, open.journal.settings.lang).map(|mut incoming| {
            let times = seen.entry(incoming.source.clone()).and_modify(|times| *times += 1).or_insert(1);
            if *times > 1 && incoming.id.is_none() {
                incoming.repeated(*times);
            }
            incoming
        });
        let taken = match read {
            Ok(incoming) => one(open, &table, &incoming, arrivals)?,
            Err(fault) => Err(fault),
        };
        if let Err(fault) = taken {
            arrivals.left_out += 1;
            open.tell(&text!("import.bad-cell", row = row.number, column = fault.column; reason => fault.reason));
        }
    }
    Ok(())
}

/// One row's entry: there already, there with other values, or added.
fn one(open: &Open, table: &Table, incoming: &Incoming, arrivals: &mut Arrivals<'_>) -> Result<std::result::Result<(), CellFault>> {
    let id = incoming.id.as_deref();
    if let Some(request) = arrivals.known(id, &incoming.source) {
        let differences = incoming.differences(request, arrivals.insight);
        if differences.is_empty() {
            arrivals.same += 1;
        } else {
            arrivals.differ += 1;
            open.tell(&text!("import.differs", row = incoming.row, id = request.id, keys = shown(open, &differences)));
        }
        return Ok(Ok(()));
    }
    if let Some(id) = id {
        let fault = |reason| Ok(Err(CellFault { column: "id".to_owned(), reason }));
        if arrivals.is_taken(id) {
            return fault(text!("import.id.unreadable", id = id));
        }
        if !is_file_name(id) {
            return fault(text!("import.id.no-name", id = id));
        }
    }
    let added = arrivals.add(&incoming.draft, id, &incoming.source)?;
    Ok(added.map_err(|unfit| {
        let key = unfit.key.unwrap_or_else(|| "message".to_owned());
        CellFault { column: table.heading(&key).to_owned(), reason: unfit.reason }
    }))
}

/// Whether an id can be the name of a file, here and on other systems.
fn is_file_name(id: &str) -> bool {
    let name = format!("{id}.md");
    unportable(&name).is_none() && name.len() <= 250 && disk::is_entry(&format!("requests/{name}")) && id.trim() == id
}

/// `next (here: 背景縮短; in the table: 問題二選一)`, the first few.
fn shown(open: &Open, differences: &[Difference]) -> String {
    let value = |value: &str| {
        let line = crate::text::control::one_line(value);
        if line.is_empty() { "–".to_owned() } else { cut(&line, SHOWN).into_owned() }
    };
    let one = |difference: &Difference| {
        text!("import.difference", key = difference.key, here = value(&difference.here), there = value(&difference.there)).say(&open.labels)
    };
    let more = if differences.len() > 4 { " …" } else { "" };
    format!("{}{more}", differences.iter().take(4).map(one).collect::<Vec<_>>().join("; "))
}

fn error(name: &str, fault: &TableFault) -> Error {
    match fault {
        TableFault::Empty => Error::new(text!("import.empty", path = name)),
        TableFault::NoHeading(words) => {
            let first = words.first().map_or("", String::as_str);
            let shown: Vec<&str> = words.iter().take(8).map(String::as_str).collect();
            Error::new(text!("import.no-heading", path = name, words = cut(&shown.join(", "), 100)))
                .help(text!("import.no-heading.help", first = cut(first, SHOWN)))
        }
        TableFault::NoColumn(missing, words) => {
            Error::new(text!("import.no-column", column = missing)).help(text!("import.no-column.help", words = words.join(", ")))
        }
    }
}

/// The sheet of a workbook that knows most headings: people keep notes on others.
///
/// # Errors
/// When the file is no workbook, or none of its sheets is a table.
#[cfg(feature = "xlsx")]
pub(super) fn sheet_of_workbook(name: &str, bytes: &[u8], maps: &[(String, String)]) -> Result<Vec<SheetRow>> {
    use crate::interchange::{WorkbookFault, read_workbook};
    let sheets = read_workbook(bytes).map_err(|fault| match fault {
        WorkbookFault::Broken(cause) => {
            Error::new(text!("import.workbook", path = name, cause = cause)).help(text!("import.workbook.help"))
        }
        WorkbookFault::TooLarge => Error::new(text!("import.workbook.large", path = name)).help(text!("import.workbook.help")),
    })?;
    let columns = |sheet: &[SheetRow]| Table::of(sheet.to_vec(), maps).map_or(0, |table| table.columns.len() - table.ignored().len());
    let best = sheets.iter().rev().max_by_key(|sheet| columns(sheet)).cloned();
    best.ok_or_else(|| Error::new(text!("import.empty", path = name)))
}
