//! Tables aligned by display width: columns that keep their width, and columns that share the rest and
//! are cut with `…`.

use super::style::bold;
use crate::text::control::one_line;
use crate::text::width::{cut, pad, width};

/// A column's heading and how much of the spare width it may take; 0 keeps its natural width.
pub(crate) struct Column {
    /// What stands above it.
    pub(crate) heading: String,
    /// Its share of what is left.
    pub(crate) share: usize,
}

const GAP: &str = "  ";

/// The table in at most `columns` cells, a line per row. Empty when there are no rows.
pub(crate) fn table(headings: &[Column], rows: &[Vec<String>], columns: usize) -> String {
    table_lines(headings, rows, columns).collect()
}

/// As [`table`], line by line with its break: some are long.
pub(crate) fn table_lines<C: AsRef<str>>(headings: &[Column], rows: &[Vec<C>], columns: usize) -> impl Iterator<Item = String> {
    let widths = widths(headings, rows, columns);
    let head: Vec<&str> = headings.iter().map(|column| column.heading.as_str()).collect();
    let head = (!rows.is_empty()).then(|| bold(line(&head, &widths).trim_end()) + "\n");
    let row = move |row: &Vec<C>| {
        let cells: Vec<_> = row.iter().map(|cell| one_line(cell.as_ref())).collect();
        line(&cells, &widths).trim_end().to_owned() + "\n"
    };
    head.into_iter().chain(rows.iter().map(row))
}

fn line(cells: &[impl AsRef<str>], widths: &[usize]) -> String {
    let padded: Vec<String> = cells.iter().zip(widths).map(|(cell, &width)| pad(&cut(cell.as_ref(), width), width)).collect();
    padded.join(GAP)
}

/// Natural widths where they fit; else the sharing columns are narrowed, none below its share of what
/// the fixed ones leave.
fn widths(headings: &[Column], rows: &[Vec<impl AsRef<str>>], columns: usize) -> Vec<usize> {
    let shown = |cell: &_| width(&one_line(AsRef::as_ref(cell)));
    let natural: Vec<usize> = headings
        .iter()
        .enumerate()
        .map(|(at, column)| rows.iter().map(|row| row.get(at).map_or(0, shown)).max().unwrap_or(0).max(width(&column.heading)))
        .collect();
    let gaps = GAP.len() * headings.len().saturating_sub(1);
    if natural.iter().sum::<usize>() + gaps <= columns {
        return natural;
    }
    let fixed: usize = headings.iter().zip(&natural).filter(|(column, _)| column.share == 0).map(|(_, width)| width).sum();
    let mut left = columns.saturating_sub(fixed + gaps);
    let mut shares: usize = headings.iter().map(|column| column.share).sum();
    let mut widths = natural.clone();
    // Narrow columns first: what they do not need goes to the others.
    let mut order: Vec<usize> = (0..headings.len()).filter(|&at| headings[at].share > 0).collect();
    order.sort_by_key(|&at| natural[at] * 100 / headings[at].share);
    for at in order {
        let share = headings[at].share;
        widths[at] = natural[at].min(left * share / shares.max(1)).max(4);
        left = left.saturating_sub(widths[at]);
        shares -= share;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aligns_han_and_cuts_by_cells() {
        let column = |heading: &str, share| Column { heading: heading.into(), share };
        let rows = [
            vec!["2026-04-08".into(), "請教先學工具、再補統計的盲點".into(), "等候回覆".into()],
            vec!["2026-04-09".into(), "One question".into(), "草稿".into()],
        ];
        let page = table(&[column("發送時間", 0), column("內容摘要", 1), column("回覆與否", 0)], &rows, 40);
        let lines: Vec<&str> = page.lines().collect();
        assert_eq!(lines[1], "2026-04-08  請教先學工具、再…   等候回覆");
        assert_eq!(lines[2], "2026-04-09  One question        草稿");
        assert!(lines.iter().skip(1).all(|line| width(line) <= 40));
    }
}
