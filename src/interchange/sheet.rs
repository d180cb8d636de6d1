//! A sheet of another program as rows of text, each row with the number that a spreadsheet shows.

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
