//! Bytes -> lines and columns, as an editor shows them.

use crate::diagnostic::Span;

/// A place: from 1; a column is a Unicode scalar value (a byte-order mark is none); ends exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The first line.
    pub(crate) line: usize,
    /// The first column.
    pub(crate) column: usize,
    /// The line of the end.
    pub(crate) end_line: usize,
    /// The column after the end.
    pub(crate) end_column: usize,
}

/// Where each line of a text begins.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text; only a line feed ends one.
    pub(crate) fn of(text: &'a str) -> Lines<'a> {
        let starts = std::iter::once(0).chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1)).collect();
        Lines { text, starts }
    }

    /// The place of a span; 1:1 for one outside the text.
    pub(crate) fn place(&self, span: Span) -> Place {
        let (line, column) = self.at(span.start);
        let (end_line, end_column) = if span.end > span.start { self.at(span.end) } else { (line, column) };
        Place { line, column, end_line, end_column }
    }

    /// The line around a byte: its number from 0, and its bytes without the line break.
    pub(crate) fn line(&self, byte: usize) -> (usize, Span) {
        let number = self.number(byte);
        let start = self.starts[number];
        let end = self.starts.get(number + 1).map_or(self.text.len(), |next| next - 1);
        let shown = self.text[start..end].trim_end_matches('\r');
        (number, Span { start, end: start + shown.len() })
    }

    fn number(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte.min(self.text.len())).saturating_sub(1)
    }

    fn at(&self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.text.len());
        let number = self.number(byte);
        let before = self.text.get(self.starts[number]..byte).unwrap_or_default();
        (number + 1, before.trim_start_matches('\u{feff}').chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_scalar_values_and_no_mark() {
        let text = "\u{feff}---\r\nto: 林雅婷\r\n";
        let lines = Lines::of(text);
        let start = text.find('林').expect("there");
        assert_eq!(lines.place(Span { start, end: start + 9 }), Place { line: 2, column: 5, end_line: 2, end_column: 8 });
        assert_eq!(lines.place(Span { start: 0, end: 6 }), Place { line: 1, column: 1, end_line: 1, end_column: 4 });
        assert_eq!(lines.line(start).1, Span { start: 8, end: 21 });
    }
}
