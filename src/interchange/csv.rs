//! CSV as spreadsheets write and read it. The one address of the crate csv.

use super::sheet::SheetRow;
use super::tracking::TrackingTable;

/// A table as CSV with a byte-order mark, so that Excel shows Chinese. Cells that a spreadsheet would
/// run are disarmed with a `'`.
pub(crate) fn to_csv(table: &TrackingTable) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    // Writing to memory does not fail.
    let _ = writer.write_record(table.header.iter().map(|cell| disarmed(cell)));
    for row in &table.rows {
        let _ = writer.write_record(row.iter().map(|cell| disarmed(&cell.text())));
    }
    writer.into_inner().unwrap_or_default()
}

/// A `'` before what a spreadsheet would run, and before a `'` that is there already.
fn disarmed(cell: &str) -> String {
    if runs(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// What a cell begins with that a spreadsheet would run, in any width, and the mark that forbids it.
const RUNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\'', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet might run a cell: some pass over blanks before a formula.
fn runs(cell: &str) -> bool {
    cell.starts_with(RUNS) || cell.trim_start().starts_with(RUNS)
}

/// The cell without the mark of an export.
pub(crate) fn armed(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| runs(rest)).unwrap_or(cell)
}

/// The rows of a CSV, whatever stands between its cells: commas, semicolons or tabs, by its first line.
pub(crate) fn read_csv(text: &str) -> Vec<SheetRow> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut number = 0;
    let mut end = 0;
    let mut record = csv::StringRecord::new();
    // Text is UTF-8 and rows may be of any length: there is no error to come, only an end.
    while reader.read_record(&mut record).unwrap_or(false) {
        let start = record.position().map_or(end, |position| usize::try_from(position.byte()).unwrap_or(end));
        let next = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        number += 1 + blank_lines_before(text, end.min(start), next);
        end = next;
        rows.push(SheetRow { number, cells: record.iter().map(ToOwned::to_owned).collect() });
    }
    rows
}

/// Empty lines, which the reader passes over and a spreadsheet counts.
fn blank_lines_before(text: &str, from: usize, to: usize) -> usize {
    // The reader takes the second half of a line's CRLF with the row that follows.
    let is_half = from > 0 && text.as_bytes().get(from - 1..=from) == Some(b"\r\n");
    let between = text.as_bytes().get(from + usize::from(is_half)..to).unwrap_or_default();
    let breaks = between.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
    breaks.filter(|byte| **byte == b'\n').count()
}

/// The line on which a quotation mark opens a cell that is never closed; so every row behind it would be that cell's words. A cell
/// that goes over several lines and ends in the middle of others' words was not closed either.
pub(crate) fn unclosed_quote(text: &str) -> Option<usize> {
    let (bytes, delimiter) = (text.as_bytes(), delimiter(text));
    let is_end = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r'));
    let (mut at, mut line, mut begins) = (0, 1, true);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if !(begins && byte == b'"') {
            begins = byte == delimiter || byte == b'\n';
            line += usize::from(byte == b'\n');
            continue;
        }
        let opened = line;
        loop {
            match bytes.get(at) {
                None => return Some(opened),
                Some(b'"') if bytes.get(at + 1) == Some(&b'"') => at += 1,
                Some(b'"') => break,
                Some(byte) => line += usize::from(*byte == b'\n'),
            }
            at += 1;
        }
        at += 1;
        if line > opened && !is_end(bytes.get(at)) {
            return Some(opened);
        }
        begins = false;
    }
    None
}

/// What stands most often between the cells of the first line that has any.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|line| line.contains([',', ';', '\t'])).unwrap_or_default();
    let count = |delimiter: char| line.matches(delimiter).count();
    let best = [(',', b','), (';', b';'), ('\t', b'\t')].into_iter().rev().max_by_key(|(delimiter, _)| count(*delimiter));
    best.map_or(b',', |(_, byte)| byte)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_rows_with_the_numbers_of_a_spreadsheet() {
        let rows = read_csv("a,b\r\n\r\n1,\"two\r\nlines\"\r\n3\r\n");
        let read: Vec<(usize, Vec<&str>)> = rows.iter().map(|row| (row.number, row.cells.iter().map(String::as_str).collect())).collect();
        assert_eq!(read, vec![(1, vec!["a", "b"]), (3, vec!["1", "two\r\nlines"]), (4, vec!["3"])]);
        assert_eq!(read_csv("a;b;c\n1,5;2;3\n")[1].cells, ["1,5", "2", "3"]);
        assert_eq!(read_csv("a\tb\n1\t2\n")[1].cells, ["1", "2"]);
    }

    #[test]
    fn tells_where_a_quote_stays_open() {
        for (text, line) in [
            ("a,b\n1,\"two\nlines\"\n", None),
            ("a,b\n1,2\" tall\n3,\"4 \"\"x\"\"\"\n", None),
            ("a,b\n1,\"open\n3,4\n", Some(2)),
            ("a,b\n1,2\n\"x\ny\",2\n3,\"open,\n4,\"b\",c\n5,\"d\"\n", Some(5)),
            ("a,b\n1,\"open\n3,\"\n", None),
            ("a\n\"b\"c\n", None),
        ] {
            assert_eq!(unclosed_quote(text), line, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn cells_come_back(cells in prop::collection::vec(prop::collection::vec("[-=+@'\"a,;\t\r\n林 ＝＋－＠\u{3000}]{0,6}", 3), 1..4)) {
            let table = TrackingTable {
                header: vec!["id".into(), "b".into(), "c".into()],
                rows: cells.iter().map(|row| row.iter().map(|cell| crate::interchange::tracking::Cell::Text(cell.clone())).collect()).collect(),
            };
            let bytes = to_csv(&table);
            let text = std::str::from_utf8(&bytes).expect("UTF-8").trim_start_matches('\u{feff}').to_owned();
            prop_assert_eq!(unclosed_quote(&text), None);
            let rows = read_csv(&text);
            prop_assert_eq!(rows.len(), cells.len() + 1);
            for (row, wanted) in rows[1..].iter().zip(&cells) {
                let read: Vec<&str> = row.cells.iter().map(|cell| armed(cell)).collect();
                prop_assert_eq!(&read, wanted);
                prop_assert!(row.cells.iter().all(|cell| !cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])));
            }
        }

        #[test]
        fn any_text_is_read(text in ".{0,60}") {
            read_csv(&text);
            unclosed_quote(&text);
        }
    }
}
