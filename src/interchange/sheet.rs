//! A sheet of another program as rows of text, each row with the number that a spreadsheet shows.

use crate::calendar::Epoch;

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SheetRow {
    /// Its number, from 1.
    pub(crate) number: usize,
    /// Its cells as text.
    pub(crate) cells: Vec<String>,
}

impl SheetRow {
    /// Whether nothing stands in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// A sheet, and what its text alone does not tell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sheet {
    /// Its name in a workbook; empty elsewhere.
    pub(crate) name: String,
    /// Its rows.
    pub(crate) rows: Vec<SheetRow>,
    /// Merged cells whose value was given to the rows below.
    pub(crate) merged: Vec<Merged>,
    /// Cells that should hold a value and do not.
    pub(crate) lost: Vec<Lost>,
    /// Cells that lead to a page of the web.
    pub(crate) links: Vec<Linked>,
    /// What its numbers count from, as dates.
    pub(crate) epoch: Epoch,
    /// The cells of the whole workbook that a comment hangs on, as A1.
    pub(crate) comments: Vec<String>,
}

/// A cell that leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Linked {
    /// The row's number.
    pub(crate) row: usize,
    /// The column, from 0.
    pub(crate) column: usize,
    /// Where to.
    pub(crate) address: String,
}

/// One cell over several rows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Merged {
    /// The number of the row in which its value stands, and of the last that it covers.
    pub(crate) rows: (usize, usize),
    /// The column, from 0.
    pub(crate) column: usize,
    /// The value.
    pub(crate) value: String,
}

/// A formula without a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lost {
    /// The row's number.
    pub(crate) row: usize,
    /// The column, from 0.
    pub(crate) column: usize,
    /// What stands there in its place, as `#N/A`; `None` where the formula was never computed.
    pub(crate) failure: Option<String>,
}

/// A column as a spreadsheet names it: A, Z, AA.
pub(crate) fn letters(column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters
}
