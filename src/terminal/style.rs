//! The few styles of the terminal: bold, dim, and a colour per weight. Words carry the meaning.

use anstyle::{AnsiColor, Style};

use crate::diagnostic::Severity;

fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Bold text.
pub(crate) fn bold(text: &str) -> String {
    styled(Style::new().bold(), text)
}

/// Dim text.
pub(crate) fn dim(text: &str) -> String {
    styled(Style::new().dimmed(), text)
}

/// A severity's colour, bold: red, yellow, blue.
pub(crate) fn strong_color(severity: Severity, text: &str) -> String {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Advice => AnsiColor::Blue,
    };
    styled(Style::new().bold().fg_color(Some(color.into())), text)
}
