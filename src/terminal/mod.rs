//! The terminal: tables, findings and prompts. The one address of anstream, anstyle, terminal_size,
//! inquire, shlex and data-encoding.

mod ask;
mod clipboard;
mod difference;
mod editor;
pub(crate) mod findings;
mod letter;
mod sink;
mod style;
mod table;

pub(crate) use ask::{ask_choice, ask_number, ask_text, ask_whether, is_interactive};
pub(crate) use clipboard::{Copied, copy};
pub(crate) use difference::{difference, marks};
pub(crate) use editor::{Opened, open_editor, open_page};
pub(crate) use letter::{bullet, paragraph, wrap_said};
#[cfg(feature = "xlsx")]
pub(crate) use sink::shows_output;
pub(crate) use sink::{ColorChoice, print, print_all, print_raw, print_written, progress, say, set_color, set_labels, shows_colors};
pub(crate) use style::{bold, dim, strong_color};
pub(crate) use table::{Column, table, table_lines};

/// The terminal's width in cells: `COLUMNS`, else what it says, else 80.
pub(crate) fn columns() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    told.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))).filter(|columns| *columns >= 20).unwrap_or(80)
}
