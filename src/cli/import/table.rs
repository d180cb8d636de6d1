//! A table's rows as entries: what is there already, what differs, what is added, and what is wrong in which cell.

use std::collections::{BTreeMap, BTreeSet};

use super::advised::commands;
use super::arrivals::Arrivals;
use super::letter_remarks::Likely;
use super::of_file::OfFile;
use super::repeated_rows::{Letters, Seen, number};
use super::table_remarks::{Remarks, numbers, places, say_beside};
use crate::calendar::DateOrder;
use crate::disk;
use crate::error::{Error, Result};
use crate::interchange::{
    CellFault, Cells, Column, Dates, Difference, Exported, Incoming, Likeness, Lost, Originals, Shared, Sheet, SheetRow, Table, TableFault,
    cells, incoming, joined, keys,
};
use crate::journal::Request;
use crate::labels::{Text, Value, text};
use crate::text::control::one_line;
use crate::text::near::nearest;
use crate::text::slug::unportable;
use crate::text::width::cut;

/// Cells that a value is shown in.
const SHOWN: usize = 30;

/// How a table is read.
pub(super) struct Reading<'a> {
    /// Which key a column holds, as the person says.
    pub(super) maps: &'a [(String, String)],
    /// Which number of a date is the month.
    pub(super) order: Option<DateOrder>,
    /// Which sheet of a workbook.
    pub(super) sheet: Option<&'a str>,
}

/// Takes the rows of a sheet.
///
/// # Errors
/// When the sheet is no table that can be understood, or a file cannot be written.
pub(super) fn run(open: &OfFile<'_>, name: &str, sheet: Sheet, reading: &Reading<'_>, arrivals: &mut Arrivals<'_>) -> Result<()> {
    refuse_slips(open, reading.maps)?;
    let mut table = Table::of(sheet.rows, reading.maps).map_err(|fault| error(name, &fault))?;
    let links_left = table.take_links(&sheet.links);
    let pairs: Vec<String> = table.understood().iter().map(|(heading, key)| format!("{heading} → {key}")).collect();
    if !pairs.is_empty() && !table.is_export {
        open.say(&text!("import.columns"; columns => Value::list(pairs)));
    }
    if !table.ignored().is_empty() {
        open.say(&text!("import.ignored"; columns => Value::list(table.ignored())));
    }
    let dates = Dates { order: reading.order, zone: open.journal.now.zone, epoch: sheet.epoch };
    let mut remarks = Remarks::default();
    let exported = Exported::of(&table, dates, arrivals.insight);
    let read = |row: &SheetRow| lost(open, &table, row.number, &sheet.lost).and_then(|()| cells(&table, row, &exported, dates));
    let rows: Vec<(usize, std::result::Result<Cells, CellFault>)> = table.rows.iter().map(|row| (row.number, read(row))).collect();
    table.rows.iter().for_each(|row| remarks.row(&table, row));
    let originals = Originals::of(rows.iter().filter_map(|(_, row)| row.as_ref().ok()), arrivals.insight);
    let entry = |row| incoming(&table, row, &originals, open.journal.settings.lang);
    let mut rows: Vec<_> = rows.into_iter().map(|(number, row)| (number, row.and_then(entry))).collect();
    number(rows.iter_mut().filter_map(|(_, row)| row.as_mut().ok()));
    let earlier = earlier(open, &rows, arrivals);
    let alike = alike(open, &rows);
    let mut letters = Letters::default();
    let before = arrivals.tally.added;
    let mut taking = Taking { open, table: &table, earlier: &earlier, arrivals, remarks: &mut remarks, beside: Vec::new() };
    for (number, row) in rows {
        let is_known = |row: &Incoming| taking.arrivals.known(None, &row.source).is_some();
        let taken = match row.map(|row| letters.next(&table, row)) {
            Ok(Seen::Again(first, row)) if !is_known(&row) => {
                open.tell(&text!("import.repeated", row = number, first = first));
                continue;
            }
            Ok(Seen::Other(fault, row)) if !is_known(&row) => Err(fault),
            Ok(Seen::First(row) | Seen::Again(_, row) | Seen::Other(_, row)) => taking.take(row)?,
            Err(fault) => Err(fault),
        };
        if let Err(fault) = taken {
            taking.arrivals.tally.left_out += 1;
            tell_left_out(open, number, fault, &alike);
        }
    }
    let Taking { arrivals, beside, .. } = taking;
    let has_channel = table.is_export || table.columns.iter().any(|(_, column)| *column == Column::Key("channel".to_owned()));
    if arrivals.tally.added > before && !has_channel {
        open.say(&text!("import.no-channel"));
    }
    remarks.say(open, &table, &sheet.merged);
    let beside = beside.iter().map(|likely| likely.told(open)).collect();
    places(open, beside, |places| text!("import.likely", places = places));
    say_beside(open, &table, &links_left, &sheet.comments);
    Ok(())
}

/// Names a row that cannot be taken; what is the same of many, with the first of them.
fn tell_left_out(open: &OfFile<'_>, number: usize, fault: CellFault, alike: &Alike) {
    match alike.get(&(fault.column.clone(), fault.reason.say(&open.labels))) {
        Some(all) if all.len() > 1 && all[0] == number => {
            open.tell(&text!("import.bad-cells", column = fault.column; rows => numbers(all), reason => fault.reason));
        }
        Some(all) if all.len() > 1 && all.contains(&number) => {}
        _ => open.tell(&text!("import.bad-cell", row = number, column = fault.column; reason => fault.reason)),
    }
}

/// Rows by a column and a reason.
type Alike = BTreeMap<(String, String), Vec<usize>>;

/// The rows that cannot be taken, by the column and the reason: what is the same of many is said once.
fn alike(open: &OfFile<'_>, rows: &[(usize, std::result::Result<Incoming, CellFault>)]) -> Alike {
    let mut alike = Alike::new();
    for (number, fault) in rows.iter().filter_map(|(number, row)| Some((*number, row.as_ref().err()?))) {
        alike.entry((fault.column.clone(), fault.reason.say(&open.labels))).or_default().push(number);
    }
    alike
}

/// A key that is nearly a known one is a slip; one of the person's own is taken, and said to be.
fn refuse_slips(open: &OfFile<'_>, maps: &[(String, String)]) -> Result<()> {
    let mut known = keys();
    known.extend(["notes".to_owned(), "to".to_owned()]);
    let own = |key: &str| {
        let is_used = |request: &Request| request.extra.iter().any(|(own, _)| own == key);
        open.journal.settings.fields.iter().any(|own| own == key) || open.journal.requests.iter().any(is_used)
    };
    for key in maps.iter().map(|(_, key)| key.trim()).filter(|key| !key.is_empty() && *key != "id") {
        if known.iter().any(|known| known == key) || own(key) {
            continue;
        }
        let words = || Value::list(known.iter().filter(|known| !matches!(known.as_str(), "id" | "to")));
        let near = nearest(key, known.iter().map(String::as_str));
        if near.is_none() && !key.starts_with("to.") && !key.contains(char::is_whitespace) && !key.contains([':', '.']) {
            open.say(&text!("import.own-key", key = key));
            continue;
        }
        let error = Error::new(text!("import.no-key", key = key));
        return Err(match near {
            Some(near) => error.help(text!("import.no-key.near", near = near; words => words())),
            None => error.help(text!("import.no-key.help"; words => words())),
        });
    }
    Ok(())
}

/// Refuses a row whose date or name is a formula without a value; says of other columns that it is taken as empty.
fn lost(open: &OfFile<'_>, table: &Table, row: usize, all: &[Lost]) -> std::result::Result<(), CellFault> {
    for lost in all.iter().filter(|lost| lost.row == row) {
        let Some(key) = table.key(lost.column) else { continue };
        let column = table.columns.get(lost.column).map(|(name, _)| name.clone()).unwrap_or_default();
        match &lost.failure {
            None => return Err(CellFault { column, reason: text!("import.formula") }),
            Some(failure) if matches!(key, "sent" | "to.name") => {
                return Err(CellFault { column, reason: text!("import.formula.failed", value = failure) });
            }
            Some(failure) => open.say(&text!("import.formula.empty", row = row, column = column, value = failure)),
        }
    }
    Ok(())
}

/// What is known of a table's rows before any is taken.
struct Earlier<'a> {
    /// The ids that rows name.
    ids: BTreeSet<String>,
    /// The entries that no row names.
    entries: Likeness<'a>,
    /// The entries of rows that agree in when, who and what, by the row's number.
    same: BTreeMap<usize, &'a Request>,
    taken: BTreeSet<&'a str>,
    shared: Shared,
}

fn earlier<'a>(open: &'a OfFile<'_>, rows: &[(usize, std::result::Result<Incoming, CellFault>)], arrivals: &Arrivals<'a>) -> Earlier<'a> {
    let read = || rows.iter().filter_map(|(_, row)| row.as_ref().ok());
    let ids: BTreeSet<&str> = read().filter_map(|row| row.cells.id.as_deref()).collect();
    let known = |row: &Incoming| known(arrivals, &ids, row);
    let named: BTreeMap<&str, &Request> = read().filter_map(known).map(|request| (request.id.as_str(), request)).collect();
    let left = open.journal.requests.iter().filter(|request| !named.contains_key(request.id.as_str())).collect();
    let entries = Likeness::of(left, arrivals.insight);
    let unnamed = read().filter(|row| row.cells.id.is_none() && known(row).is_none());
    let same: BTreeMap<usize, &Request> = unnamed.filter_map(|row| Some((row.cells.row, entries.same(row, arrivals.insight)?))).collect();
    let all = || named.values().chain(same.values());
    let of_table = |request: &&&Request| request.source.as_deref().is_some_and(|source| source.starts_with("row:"));
    let shared = match () {
        () if all().any(|request| !of_table(&request)) => Shared::Journal,
        () if all().next().is_some() => Shared::Table,
        () => Shared::Nothing,
    };
    let taken = same.values().map(|request| request.id.as_str()).collect();
    let ids = ids.into_iter().map(ToOwned::to_owned).collect();
    Earlier { ids, entries, same, taken, shared }
}

/// The entry of a row: of its id, else of its source, but for one that another row names by its id: then this is a copy of that row.
fn known<'a>(arrivals: &Arrivals<'a>, ids: &BTreeSet<impl std::borrow::Borrow<str> + Ord>, row: &Incoming) -> Option<&'a Request> {
    let known = arrivals.known(row.cells.id.as_deref(), &row.source)?;
    (row.cells.id.as_deref() == Some(known.id.as_str()) || !ids.contains(known.id.as_str())).then_some(known)
}

/// Rows on their way to the journal.
struct Taking<'t, 'e, 'a> {
    open: &'t OfFile<'t>,
    table: &'t Table,
    earlier: &'t Earlier<'e>,
    arrivals: &'t mut Arrivals<'a>,
    remarks: &'t mut Remarks,
    /// What was added beside an entry that may be the same.
    beside: Vec<Likely>,
}

impl Taking<'_, '_, '_> {
    /// One row's entry: there already, there with other values, or added.
    ///
    /// # Errors
    /// When a file cannot be written. What of the row cannot be taken is the inner error.
    fn take(&mut self, mut row: Incoming) -> Result<std::result::Result<(), CellFault>> {
        let earlier = self.earlier;
        let named = known(self.arrivals, &earlier.ids, &row);
        if named.is_none() && row.cells.id.is_some() && self.arrivals.known(None, &row.source).is_some() {
            row.without_source();
        }
        let row = &row;
        let id = row.cells.id.as_deref().filter(|_| row.names_id());
        let insight = self.arrivals.insight;
        if let Some(request) = named.or_else(|| earlier.same.get(&row.cells.row).copied()) {
            let differences = match named.is_some() && row.names_id() {
                true => row.differences(request, insight),
                false => row.differences_of_row(request, insight),
            };
            self.remarks.beside(self.open, self.table, row, request, insight);
            self.compare(request, &differences, |keys| text!("import.differs", row = row.cells.row, id = request.id, keys = keys));
            return Ok(Ok(()));
        }
        let like = || earlier.entries.find(row, insight, earlier.shared, &earlier.taken);
        if let Some((request, differences)) = if id.is_none() { like() } else { None } {
            self.compare(request, &differences, |keys| text!("import.looks-like", row = row.cells.row, id = request.id, keys = keys));
            return Ok(Ok(()));
        }
        if let Some(fault) = id.and_then(|id| self.unfit_id(id)).or_else(|| row.unfit.clone()) {
            return Ok(Err(fault));
        }
        self.add(row, id)
    }

    /// Why an id that a row names cannot be that of a new entry.
    fn unfit_id(&self, id: &str) -> Option<CellFault> {
        let reason = match () {
            () if self.arrivals.is_taken(id) => text!("import.id.unreadable", id = id),
            () if !is_file_name(id) => text!("import.id.no-name", id = id),
            () => return None,
        };
        Some(CellFault { column: "id".to_owned(), reason })
    }

    fn add(&mut self, row: &Incoming, id: Option<&str>) -> Result<std::result::Result<(), CellFault>> {
        let twin = if id.is_none() { self.earlier.entries.perhaps(row, &self.earlier.taken) } else { None };
        Ok(match self.arrivals.add(&row.draft, id)? {
            Ok(added) => {
                self.beside.extend(twin.map(|twin| Likely {
                    place: self.open.named(text!("import.linkedin.place", row = row.cells.row).say(&self.open.labels)),
                    id: added.id.clone(),
                    twin: twin.id.clone(),
                    source: joined(twin, &row.source),
                }));
                self.remarks.entry(self.open, self.table, row, added);
                Ok(())
            }
            Err(unfit) => {
                // Where it is all of them together, the longest.
                let key = unfit.key.unwrap_or_else(|| row.longest().unwrap_or("message").to_owned());
                Err(CellFault { column: self.table.heading(&key).to_owned(), reason: unfit.reason })
            }
        })
    }

    /// Counts a row whose entry is there, and says what the entry holds otherwise and what would take it over.
    fn compare(&mut self, request: &Request, differences: &[Difference], told: impl Fn(String) -> Text) {
        if differences.is_empty() {
            self.arrivals.tally.same += 1;
            return;
        }
        self.arrivals.tally.differ += 1;
        self.open.tell(&told(shown(self.open, differences)));
        for command in commands(self.open, self.arrivals.insight, request, differences) {
            self.open.tell(&text!("import.take", command = command));
        }
    }
}

/// Whether an id can be the name of a file, here and on other systems.
fn is_file_name(id: &str) -> bool {
    let name = format!("{id}.md");
    unportable(&name).is_none() && name.len() <= 250 && disk::is_entry(&format!("requests/{name}")) && id.trim() == id
}

/// `next (here: 背景縮短; in the table: 問題二選一)`, the first few.
fn shown(open: &OfFile<'_>, differences: &[Difference]) -> String {
    let value = |value: &str| {
        let line = one_line(value);
        if line.is_empty() { "–".to_owned() } else { cut(&line, SHOWN).into_owned() }
    };
    let one = |difference: &Difference| {
        text!("import.difference", key = difference.column, here = value(&difference.here), there = value(&difference.there))
            .say(&open.labels)
    };
    let more = if differences.len() > 4 { " …" } else { "" };
    format!("{}{more}", differences.iter().take(4).map(one).collect::<Vec<_>>().join(&text!("import.between").say(&open.labels)))
}

fn error(name: &str, fault: &TableFault) -> Error {
    match fault {
        TableFault::Empty => Error::new(text!("import.empty", path = name)),
        TableFault::NoHeading(words) => {
            let first = words.first().map_or("", String::as_str);
            let shown = words.iter().take(8).map(|word| cut(word, SHOWN));
            Error::new(text!("import.no-heading", path = name; words => Value::list(shown)))
                .help(text!("import.no-heading.help", first = cut(first, SHOWN)))
        }
        TableFault::NoColumn(missing, words) => Error::new(text!("import.no-column", path = name, column = missing))
            .help(text!("import.no-column.help"; words => Value::list(words))),
    }
}
