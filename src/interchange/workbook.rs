//! The tracking table as an Excel workbook: real dates, filters, a header that stays. The one address of rust_xlsxwriter.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::csv::armed;
use super::tracking::{Cell, TrackingTable};
use crate::calendar::{Datelike, Moment, Now, Zone};
use crate::labels::Labels;

/// A text that a cell could not hold whole.
#[derive(Debug, PartialEq)]
pub(crate) struct Cut {
    /// The row's number, from 0.
    pub(crate) row: usize,
    /// The column's name.
    pub(crate) column: String,
}

/// UTF-16 units that a cell of Excel holds.
const CELL_LIMIT: usize = 32_767;
/// The widest column, in characters.
const WIDEST: f64 = 60.0;

/// A table as a workbook, and the cells that had to be cut. Dates are dates: of the journal's zone, as a spreadsheet knows no other.
///
/// # Errors
/// When the table is larger than a worksheet, in the crate's words.
pub(crate) fn to_workbook(table: &TrackingTable, now: Now, labels: &Labels) -> Result<(Vec<u8>, Vec<Cut>), String> {
    let mut cut = Vec::new();
    let bytes = write(table, now, labels, &mut cut).map_err(|error| error.to_string())?;
    Ok((bytes, cut))
}

fn write(table: &TrackingTable, now: Now, labels: &Labels, cut: &mut Vec<Cut>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = date_time(now.moment(), now.zone).unwrap_or_else(|| ExcelDateTime::from_ymd(1900, 1, 1).unwrap_or_default());
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let formats = Formats { day: Format::new().set_num_format("yyyy-mm-dd"), time: Format::new().set_num_format("yyyy-mm-dd hh:mm") };
    let sheet = workbook.add_worksheet();
    sheet.set_name(labels.word("column", "sheet"))?;
    let bold = Format::new().set_bold();
    for (column, name) in (0..).zip(&table.header) {
        sheet.write_string_with_format(0, column, limited(name).0, &bold)?;
    }
    for ((number, row), cells) in table.rows.iter().enumerate().zip(1..).map(|((number, cells), row)| ((number, row), cells)) {
        for ((column, cell), name) in (0..).zip(cells).zip(&table.header) {
            if !cell_into(sheet, (row, column), cell, now.zone, &formats)? {
                cut.push(Cut { row: number, column: name.clone() });
            }
        }
    }
    let last_row = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(table.header.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    for (column, index) in (0..).zip(0..table.header.len()) {
        sheet.set_column_width(column, width(table, index))?;
    }
    workbook.save_to_buffer()
}

struct Formats {
    day: Format,
    time: Format,
}

/// Writes a cell; `false` when its text had to be cut.
fn cell_into(sheet: &mut Worksheet, place: (u32, u16), cell: &Cell, zone: Zone, formats: &Formats) -> Result<bool, XlsxError> {
    let (row, column) = place;
    let text = match cell {
        Cell::Number(number) => {
            sheet.write_number(row, column, *number)?;
            return Ok(true);
        }
        Cell::When(moment) => match date_time(*moment, zone) {
            Some(value) => {
                let format = if matches!(moment, Moment::Day(_)) { &formats.day } else { &formats.time };
                sheet.write_datetime_with_format(row, column, &value, format)?;
                return Ok(true);
            }
            None => moment.to_string(),
        },
        Cell::Text(text) => text.clone(),
    };
    if text.is_empty() {
        return Ok(true);
    }
    // Nothing runs here; only a text that an import would take for disarmed gets the mark that it takes off.
    let text = if armed(&text) == text { text } else { format!("'{text}") };
    let (text, whole) = limited(&text);
    sheet.write_string(row, column, text)?;
    Ok(whole)
}

/// The moment as the sheet's own date; `None` where it would not come back the same.
fn date_time(moment: Moment, zone: Zone) -> Option<ExcelDateTime> {
    let (day, clock) = moment.wall(zone)?;
    let year = u16::try_from(day.year()).ok().filter(|year| *year >= 1950 && *year < 2100)?;
    let date = ExcelDateTime::from_ymd(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()?;
    match clock {
        None => Some(date),
        // Midnight as a number is the day alone.
        Some((0, 0, 0)) => None,
        Some((hour, minute, second)) => date.and_hms(u16::try_from(hour).ok()?, u8::try_from(minute).ok()?, f64::from(second)).ok(),
    }
}

/// As much of a text as a cell holds, and whether that is all.
fn limited(text: &str) -> (&str, bool) {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > CELL_LIMIT {
            return (&text[..at], false);
        }
    }
    (text, true)
}

/// As wide as its widest line, within reason.
fn width(table: &TrackingTable, column: usize) -> f64 {
    let of = |text: &str| text.lines().map(crate::text::width::width).max().unwrap_or(0) as f64;
    let cells = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| match cell {
        Cell::When(moment) => {
            if matches!(moment, Moment::Day(_)) {
                10.0
            } else {
                16.0
            }
        }
        other => of(&other.text()),
    });
    let heading = table.header.get(column).map_or(0.0, |name| of(name) + 3.0);
    cells.fold(heading, f64::max).clamp(6.0, WIDEST) + 1.0
}
