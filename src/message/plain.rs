//! A message as it goes out: plain text, without what only the file's reader sees.

use crate::markdown;

/// A line without the backslash that only keeps it from being a heading.
pub(crate) fn plain_line(line: &str) -> &str {
    line.strip_prefix('\\')
        .filter(|rest| rest.starts_with(['#', '=', '-', '*']) || rest.starts_with(crate::text::script::is_han))
        .unwrap_or(line)
}

/// The message without comments; a backslash that only keeps a line from being a heading goes.
pub(crate) fn plain_text(message: &str) -> String {
    let kept = markdown::without_comments(message);
    let mut plain = String::with_capacity(kept.len());
    let mut blanks = 0;
    for line in kept.lines() {
        // A comment that stood alone leaves no hole.
        blanks = if line.trim().is_empty() { blanks + 1 } else { 0 };
        if blanks > 1 && kept.len() != message.len() {
            continue;
        }
        plain.push_str(plain_line(line));
        plain.push('\n');
    }
    plain.trim_matches(['\n', '\r']).to_owned()
}
