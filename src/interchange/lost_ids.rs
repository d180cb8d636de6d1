//! The ids that rows of an exported table lost, with the column or in a cell: of the entries that their columns named as the keys still tell.

use std::collections::{BTreeMap, BTreeSet};

use super::exported::told_of;
use super::rows::recipient;
use super::sheet::SheetRow;
use super::table::Table;
use super::tracking::values;
use super::values::{Dates, one_line, value};
use super::visible::Visible;
use crate::calendar::Moment;
use crate::insight::Insight;

/// What tells a letter from others, beside its day.
const TELLING: [&str; 5] = ["kind", "to.name", "summary", "subject", "message"];

/// The ids by the rows' numbers. A row that another one names the letter of was copied from it, and one whose visible cells show
/// another letter is another's: both have none.
pub(super) fn lost_ids(table: &Table, dates: Dates, insight: &Insight<'_>) -> BTreeMap<usize, String> {
    let id = |row: &SheetRow| table.named(row, "id").trim().to_owned();
    let (lost, named): (Vec<&SheetRow>, Vec<&SheetRow>) =
        table.rows.iter().filter(|row| table.was_exported(row)).partition(|row| id(row).is_empty());
    let tells = table.has("message") || table.has("summary") && table.has("to.name");
    if lost.is_empty() || !tells {
        return BTreeMap::new();
    }
    let named: BTreeSet<String> = named.into_iter().map(id).collect();
    let telling = || TELLING.into_iter().filter(|key| table.has(key));
    let letter = |sent: &str, says: &dyn Fn(&str) -> String| {
        let day = Moment::parse(sent, dates.zone).map(|sent| sent.day(dates.zone).to_string()).unwrap_or_default();
        std::iter::once(day).chain(telling().map(|key| one_line(&says(key)))).collect::<Vec<String>>()
    };
    let mut entries: BTreeMap<Vec<String>, Vec<&str>> = BTreeMap::new();
    for request in &insight.journal.requests {
        let says = |key: &str| values(request, key, insight)[1].clone();
        entries.entry(letter(&says("sent"), &says)).or_default().push(&request.id);
    }
    let mut rows: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for row in lost {
        let get = |key: &str| value(key, &told_of(table, row, key, "", insight), dates).ok().flatten();
        let visible = Visible::of_keys(&get, recipient(&get), dates, true, None);
        // An emptied cell is no other letter's.
        let shows = |key: &str| {
            let cell = table.twin(row, key).trim();
            cell.is_empty() || visible.says(key, cell, dates)
        };
        // One of day and matter may have been mended; both make another letter.
        if shows("to.background") && (shows("sent") || shows("summary")) {
            let says = |key: &str| table.named(row, key).to_owned();
            rows.entry(letter(&get("sent").unwrap_or_default(), &says)).or_default().push(row.number);
        }
    }
    let only = |(letter, rows): (Vec<String>, Vec<usize>)| match (rows.as_slice(), entries.get(&letter).map(Vec::as_slice)) {
        ([row], Some([id])) if !named.contains(*id) => Some((*row, (*id).to_owned())),
        _ => None,
    };
    rows.into_iter().filter_map(only).collect()
}
