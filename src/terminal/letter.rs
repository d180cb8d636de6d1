//! Running text on a terminal: wrapped by display width, control characters as escapes.

use crate::text::control::visible;
use crate::text::width::wrap;

/// The text in lines of at most `columns` cells, each after `indent`.
pub(crate) fn paragraph(text: &str, indent: &str, columns: usize) -> String {
    let room = columns.saturating_sub(indent.len()).max(20);
    let mut page = String::new();
    for line in wrap(&visible(text), room) {
        page.push_str(format!("{indent}{line}").trim_end());
        page.push('\n');
    }
    page
}

/// The text behind a mark, further lines below its beginning.
pub(crate) fn bullet(mark: &str, text: &str, columns: usize) -> String {
    let gap = " ".repeat(crate::text::width::width(mark) + 1);
    let body = paragraph(text, &gap, columns);
    match body.strip_prefix(&gap) {
        Some(rest) => format!("{mark} {rest}"),
        None => format!("{mark}\n"),
    }
}
