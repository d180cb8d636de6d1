//! Which sheet of a workbook an import reads.

use super::table::Reading;
use crate::cli::open::Open;
use crate::error::{Error, Result};
use crate::interchange::{Sheet, Table, WorkbookFault, read_workbook};
use crate::labels::{Value, text};
use crate::text::normal::fold_name;

/// The sheet of a workbook that the person names, else the one that knows most headings: people keep notes on others. Which it is, and
/// which there are, is said.
///
/// # Errors
/// When the file is no workbook, or has no such sheet, or none at all.
pub(super) fn sheet_of(open: &Open, name: &str, bytes: &[u8], reading: &Reading<'_>) -> Result<Sheet> {
    let sheets = read_workbook(bytes).map_err(|fault| match fault {
        WorkbookFault::NoArchive => Error::new(text!("import.workbook.none", path = name)).help(text!("import.workbook.help")),
        WorkbookFault::Broken(cause) => {
            Error::new(text!("import.workbook", path = name, cause = cause)).help(text!("import.workbook.broken.help"))
        }
        WorkbookFault::NoWorkbook => Error::new(text!("import.workbook.other", path = name)).help(text!("import.workbook.other.help")),
        WorkbookFault::TooLarge(limit) => {
            Error::new(text!("import.workbook.large", path = name, limit = limit)).help(text!("import.workbook.help"))
        }
    })?;
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let columns =
        |sheet: &Sheet| Table::of(sheet.rows.clone(), reading.maps).map_or(0, |table| table.columns.len() - table.ignored().len());
    let best = match reading.sheet {
        Some(wanted) => {
            let is_it = |sheet: &&Sheet| fold_name(&sheet.name) == fold_name(wanted);
            let none = || {
                Error::new(text!("import.sheet.none", path = name, name = wanted))
                    .help(text!("import.sheet.none.help"; names => Value::list(&names)))
            };
            sheets.iter().find(is_it).ok_or_else(none)?.clone()
        }
        None => {
            sheets.iter().rev().max_by_key(|sheet| columns(sheet)).cloned().ok_or_else(|| Error::new(text!("import.empty", path = name)))?
        }
    };
    let others: Vec<&str> = names.iter().map(String::as_str).filter(|other| *other != best.name).collect();
    if !others.is_empty() {
        open.say(&text!("import.sheet", path = name, name = best.name; others => Value::list(others)));
    }
    Ok(best)
}
