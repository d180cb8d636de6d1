//! An Excel workbook's sheets as rows of text. The one address of calamine.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};

use super::sheet::SheetRow;

/// Why a file is no workbook that can be read.
#[derive(Debug, PartialEq)]
pub(crate) enum WorkbookFault {
    /// Not one, or a broken one; the crate's words.
    Broken(String),
    /// Larger unpacked than any table is.
    TooLarge,
}

/// Cells of a sheet at most.
const CELLS: usize = 3_000_000;
/// Columns of a sheet at most; what stands to the right is nobody's table.
const COLUMNS: u32 = 1_000;
/// Bytes of all parts of a workbook, unpacked.
const UNPACKED: u64 = 512 * 1024 * 1024;

/// Whether bytes are a zip archive, as workbooks are.
pub(crate) fn looks_like_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The sheets of a workbook, in order; dates as ISO, numbers as written.
///
/// # Errors
/// When it is none, or too large.
pub(crate) fn read_workbook(bytes: &[u8]) -> Result<Vec<Vec<SheetRow>>, WorkbookFault> {
    if unpacked_size(bytes).is_none_or(|size| size > UNPACKED) {
        return Err(if looks_like_workbook(bytes) { WorkbookFault::TooLarge } else { WorkbookFault::Broken("zip".to_owned()) });
    }
    let broken = |error: &dyn std::fmt::Display| WorkbookFault::Broken(error.to_string());
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let names = workbook.sheet_names();
    let mut sheets = Vec::new();
    for name in names {
        // A sheet of charts has no cells.
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else { continue };
        let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let mut count = 0;
        while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
            let (row, column) = cell.get_position();
            let text = text_of(cell.get_value());
            count += 1;
            if count > CELLS {
                return Err(WorkbookFault::TooLarge);
            }
            if column < COLUMNS && !text.is_empty() {
                let cells = rows.entry(row).or_default();
                let column = column as usize;
                if cells.len() <= column {
                    cells.resize(column + 1, String::new());
                }
                cells[column] = text;
            }
        }
        sheets.push(rows.into_iter().map(|(row, cells)| SheetRow { number: row as usize + 1, cells }).collect());
    }
    Ok(sheets)
}

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(moment) => date_time(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        // `#N/A` and its like are a formula's failure, not words.
        DataRef::Error(_) => String::new(),
    }
}

/// A day, or a day and the clock's time: what a date cell shows.
fn date_time(moment: &ExcelDateTime) -> String {
    let number = moment.as_f64();
    if !(1.0..3_000_000.0).contains(&number) {
        return number.to_string();
    }
    // Half a millisecond is an error of the arithmetic.
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let second = u32::from(second) + u32::from(milli >= 500 && second < 59);
    match (hour, minute, second) {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        (_, _, 0) => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
    }
}

/// The sum of the sizes that a zip archive's directory tells; `None` where there is no directory.
fn unpacked_size(bytes: &[u8]) -> Option<u64> {
    let end = (0..=bytes.len().checked_sub(22)?).rev().take(66_000).find(|&at| bytes[at..].starts_with(b"PK\x05\x06"))?;
    let number = |at: usize, length: usize| -> Option<u64> {
        let part = bytes.get(at..at.checked_add(length)?)?;
        Some(part.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    };
    let count = number(end + 10, 2)?;
    let mut at = usize::try_from(number(end + 16, 4)?).ok()?;
    let mut sum = 0_u64;
    for _ in 0..count {
        if !bytes.get(at..)?.starts_with(b"PK\x01\x02") {
            return None;
        }
        sum = sum.saturating_add(number(at + 24, 4)?);
        let lengths = [28, 30, 32].into_iter().map(|offset| number(at + offset, 2)).sum::<Option<u64>>()?;
        at = at.checked_add(46)?.checked_add(usize::try_from(lengths).ok()?)?;
    }
    Some(sum)
}
