//! An Excel workbook's sheets as rows of text. The one address of calamine.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, Xlsx};

use super::archive::{UNPACKED, WorkbookFault, comments, weigh};
use super::sheet::{Linked, Lost, Merged, Sheet, SheetRow};
use crate::calendar::Epoch;

/// Cells of a workbook at most.
const CELLS: usize = 3_000_000;
/// Bytes of all cells' texts: many cells may hold one long text.
const TEXT: usize = 256 * 1024 * 1024;
/// Columns of a sheet at most; what stands to the right is nobody's table.
const COLUMNS: u32 = 1_000;

/// The sheets of a workbook, in order; dates as ISO, numbers as written. A merged cell's value stands in every row that it covers and
/// that holds anything else.
///
/// # Errors
/// When it is none, or too large.
pub(crate) fn read_workbook(bytes: &[u8]) -> Result<Vec<Sheet>, WorkbookFault> {
    weigh(bytes, UNPACKED)?;
    let broken = |error: &dyn std::fmt::Display| WorkbookFault::Broken(error.to_string());
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let names = workbook.sheet_names();
    let comments = comments(bytes);
    let epoch = if workbook.has_1904_epoch() { Epoch::Of1904 } else { Epoch::Of1900 };
    let mut sheets = Vec::new();
    let mut room = Room { cells: CELLS, text: TEXT };
    for name in names {
        // A sheet of charts has no cells.
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else { continue };
        let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let mut sheet = Sheet { name: name.clone(), epoch, ..Sheet::default() };
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| broken(&error))? {
            let (row, column) = cell.pos;
            if column >= COLUMNS {
                continue;
            }
            let failure = match &cell.value {
                DataRef::Error(failure) => Some(failure.to_string()),
                _ => None,
            };
            if failure.is_some() || cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
                sheet.lost.push(Lost { row: row as usize + 1, column: column as usize, failure });
            }
            let text = text_of(&cell.value);
            room.take(text.len())?;
            if !text.is_empty() {
                put(rows.entry(row).or_default(), column as usize, text);
            }
        }
        drop(cells);
        // A part that cannot be read leaves the cells as they stand.
        let merged = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let links = workbook.hyperlinks_by_sheet_name(&name).unwrap_or_default();
        sheet.links = links.into_iter().filter_map(linked).collect();
        sheet.comments.clone_from(&comments);
        sheet.merged = spread(&mut rows, &merged, &mut room)?;
        sheet.rows = rows.into_iter().map(|(row, cells)| SheetRow { number: row as usize + 1, cells }).collect();
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// A link to a page of the web, at the first of its cells.
fn linked(link: calamine::Hyperlink) -> Option<Linked> {
    let address = link.target.filter(|target| target.starts_with("https://") || target.starts_with("http://"))?;
    let address = crate::text::control::one_line(&address).replace(['<', '>', ' '], "");
    let (row, column) = link.range.start;
    (column < COLUMNS).then_some(Linked { row: row as usize + 1, column: column as usize, address })
}

/// What may still be read.
struct Room {
    cells: usize,
    text: usize,
}

impl Room {
    fn take(&mut self, text: usize) -> Result<(), WorkbookFault> {
        let left = self.cells.checked_sub(1).zip(self.text.checked_sub(text));
        (self.cells, self.text) = left.ok_or(WorkbookFault::TooLarge(UNPACKED / (1024 * 1024)))?;
        Ok(())
    }
}

fn put(cells: &mut Vec<String>, column: usize, text: String) {
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    cells[column] = text;
}

/// Gives the value of each merged cell to the rows below its first.
fn spread(rows: &mut BTreeMap<u32, Vec<String>>, merged: &[Dimensions], room: &mut Room) -> Result<Vec<Merged>, WorkbookFault> {
    let mut told = Vec::new();
    for area in merged.iter().filter(|area| area.start.0 < area.end.0 && area.start.1 < COLUMNS) {
        let column = area.start.1 as usize;
        let value = rows.get(&area.start.0).and_then(|cells| cells.get(column)).cloned().unwrap_or_default();
        let mut last = None;
        for (row, cells) in rows.range_mut(area.start.0 + 1..=area.end.0).filter(|_| !value.is_empty()) {
            room.take(value.len())?;
            if cells.get(column).is_none_or(String::is_empty) {
                put(cells, column, value.clone());
                last = Some(*row as usize + 1);
            }
        }
        if let Some(last) = last {
            told.push(Merged { rows: (area.start.0 as usize + 1, last), column, value });
        }
    }
    Ok(told)
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

/// A day, a day and the clock's time, or the time alone: what a date cell shows.
fn date_time(moment: &ExcelDateTime) -> String {
    let number = moment.as_f64();
    if (0.0..1.0).contains(&number) {
        let minutes = (number * 24.0 * 60.0).round();
        return format!("{:02}:{:02}", (minutes / 60.0).floor() % 24.0, minutes % 60.0);
    }
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

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use proptest::prelude::*;
    use rust_xlsxwriter::{Format, Workbook};
    use zip::write::SimpleFileOptions;
    use zip::{ZipArchive, ZipWriter};

    use super::*;

    fn workbook() -> Vec<u8> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name("求援").expect("a name");
        for (column, name) in (0..).zip(["發送時間", "對象", "內容摘要"]) {
            sheet.write_string(0, column, name).expect("written");
        }
        sheet.merge_range(1, 0, 2, 0, "2026/4/8", &Format::new()).expect("merged");
        sheet.write_string(1, 1, "林雅婷").expect("written").write_string(2, 1, "王志明").expect("written");
        sheet.write_formula(3, 0, "=TODAY()").expect("written").write_string(3, 1, "陳文彬").expect("written");
        workbook.add_worksheet().set_name("筆記").expect("a name").write_number(0, 0, 1.5).expect("written");
        workbook.save_to_buffer().expect("saved")
    }

    /// The archive with each part's bytes changed.
    fn remade(bytes: &[u8], mut change: impl FnMut(&str, &mut Vec<u8>)) -> Vec<u8> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).expect("a part");
            let name = part.name().expect("a name").into_owned();
            let mut text = Vec::new();
            part.read_to_end(&mut text).expect("read");
            change(&name, &mut text);
            writer.start_file(name, SimpleFileOptions::default()).expect("begun");
            writer.write_all(&text).expect("written");
        }
        writer.finish().expect("finished").into_inner()
    }

    #[test]
    fn a_merged_cell_is_all_its_rows() {
        let sheets = read_workbook(&workbook()).expect("read");
        assert_eq!(sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["求援", "筆記"]);
        let cells: Vec<&str> = sheets[0].rows.iter().map(|row| row.cells[0].as_str()).collect();
        assert_eq!(cells[1..3], ["2026/4/8", "2026/4/8"]);
        assert_eq!(sheets[0].merged, [Merged { rows: (2, 3), column: 0, value: "2026/4/8".into() }]);
    }

    #[test]
    fn a_time_alone_is_a_time() {
        let mut workbook = Workbook::new();
        let clock = Format::new().set_num_format("hh:mm");
        for (row, number) in (0..).zip([0.395_833_333, 0.0, 0.999_999]) {
            workbook.add_worksheet().write_number_with_format(row, 0, number, &clock).expect("written");
        }
        let sheets = read_workbook(&workbook.save_to_buffer().expect("saved")).expect("read");
        let cells: Vec<&str> = sheets.iter().map(|sheet| sheet.rows[0].cells[0].as_str()).collect();
        assert_eq!(cells, ["09:30", "00:00", "00:00"]);
    }

    #[test]
    fn a_formula_without_a_value_is_told() {
        let bytes = remade(&workbook(), |name, text| {
            if name.ends_with("sheet1.xml") {
                *text = String::from_utf8_lossy(text).replace("<f>TODAY()</f><v>0</v>", "<f>TODAY()</f><v></v>").into_bytes();
            }
        });
        assert_eq!(read_workbook(&bytes).expect("read")[0].lost, [Lost { row: 4, column: 0, failure: None }]);
    }

    #[test]
    fn what_is_no_workbook_is_named() {
        let whole = workbook();
        assert_eq!(read_workbook(b"a,b"), Err(WorkbookFault::NoArchive));
        assert!(matches!(read_workbook(&whole[..whole.len() / 2]), Err(WorkbookFault::Broken(_))));
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("messages.csv", SimpleFileOptions::default()).expect("begun");
        let other = writer.finish().expect("finished").into_inner();
        assert_eq!(read_workbook(&other), Err(WorkbookFault::NoWorkbook));
    }

    #[test]
    fn an_archive_is_weighed_whatever_it_says_of_its_size() {
        let mut bytes = remade(&workbook(), |name, text| {
            if name.ends_with("sheet2.xml") {
                text.extend(std::iter::repeat_n(b' ', 3 * 1024 * 1024));
            }
        });
        assert_eq!(weigh(&bytes, 1024 * 1024), Err(WorkbookFault::TooLarge(1)));
        // Its directory says that the large part holds a hundred bytes.
        let large = (3_u32 * 1024 * 1024).to_le_bytes();
        for at in 0..bytes.len() - 46 {
            if bytes[at..].starts_with(b"PK\x01\x02") && bytes[at + 26..at + 28] == large[2..] {
                bytes[at + 24..at + 28].copy_from_slice(&100_u32.to_le_bytes());
            }
        }
        assert!(matches!(weigh(&bytes, 64 * 1024 * 1024), Err(WorkbookFault::Broken(_))));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn any_workbook_is_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..4), 1..6), outside in any::<bool>()) {
            let whole = workbook();
            let spoil = |bytes: &mut Vec<u8>| {
                for (at, byte, how) in &changes {
                    if bytes.is_empty() {
                        break;
                    }
                    let at = at.index(bytes.len());
                    match how {
                        0 => bytes[at] = *byte,
                        1 => bytes.truncate(at),
                        2 => bytes.insert(at, *byte),
                        // A large number where a small one stood.
                        _ => if bytes[at].is_ascii_digit() { bytes.splice(at..at, b"99999".iter().copied()); },
                    }
                }
            };
            let mut bytes = if outside { whole } else { remade(&whole, |_, text| spoil(text)) };
            if outside {
                spoil(&mut bytes);
            }
            let _ = read_workbook(&bytes);
        }
    }
}
