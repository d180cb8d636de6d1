//! Running text on a terminal: wrapped by display width, control characters as escapes.

use crate::text::control::visible;
use crate::text::pattern::{Pattern, pattern};
use crate::text::width::wrap;

/// What is to be typed as it stands: commands, paths of entries, names in backticks, values in braces.
static TYPED: Pattern =
    pattern!(r"\b(?:asklog|iconv|git|ls -l) [^;；，。]*|\b(?:requests|templates)/[^,;、，；]*?\.md|`[^`]*`|\{+[^{}]*\}+");

/// The same in a text that may be a letter, where no word is a command.
static NAMED: Pattern = pattern!(r"`[^`\n]*`|\{+[^{}\n]*\}+");

/// A sentence in lines of at most `cells`, none broken inside what is to be typed as it stands.
pub(crate) fn wrap_said(text: &str, cells: usize) -> Vec<String> {
    wrap(text, cells, |line| TYPED.all(line).collect())
}

/// The text in lines of at most `columns` cells, each after `indent`; names in backticks and values in braces stay whole.
pub(crate) fn paragraph(text: &str, indent: &str, columns: usize) -> String {
    let room = columns.saturating_sub(indent.len()).max(20);
    let mut page = String::new();
    for line in wrap(&visible(text), room, |line| NAMED.all(line).collect()) {
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
