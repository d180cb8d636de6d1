//! Rows of one table that tell of one letter: which of them counts, and how the others are told from letters of their own.

use std::collections::BTreeMap;

use crate::interchange::{CellFault, Incoming, Table};
use crate::labels::text;

/// The letters of the rows so far.
#[derive(Default)]
pub(super) struct Letters {
    rows: BTreeMap<String, Incoming>,
}

/// What a row is among those above it.
pub(super) enum Seen {
    /// The first of its letter.
    First(Incoming),
    /// The same again as the row of this number.
    Again(usize, Incoming),
    /// The letter of another row, of which it says something else.
    Other(CellFault, Incoming),
}

impl Letters {
    /// Looks at the next row. One that names its id is a letter of its own.
    pub(super) fn next(&mut self, table: &Table, row: Incoming) -> Seen {
        let Some(first) = self.rows.get(&row.letter) else {
            self.rows.insert(row.letter.clone(), row.clone());
            return Seen::First(row);
        };
        match (row.names_id(), first.differing(&row)) {
            (true, _) => Seen::First(row),
            (false, None) => Seen::Again(first.cells.row, row),
            (false, Some(key)) => {
                let first = first.cells.row;
                let reason =
                    if key == "to.name" { text!("import.twice.spelt", first = first) } else { text!("import.twice", first = first) };
                let fault = CellFault { column: table.heading(key).to_owned(), reason };
                Seen::Other(fault, row)
            }
        }
    }
}

/// Tells the n-th of several rows of one source from the first; a row that names its id comes before those copied from it.
pub(super) fn number<'a>(rows: impl Iterator<Item = &'a mut Incoming>) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut rows: Vec<&mut Incoming> = rows.collect();
    rows.sort_by_key(|row| !row.names_id());
    for row in rows {
        let times = seen.entry(row.source.clone()).and_modify(|times| *times += 1).or_insert(1);
        if *times > 1 && !row.names_id() {
            row.repeated(*times);
        }
    }
}
