//! A message as it goes out: plain text, without what only the file's reader sees.

use std::borrow::Cow;

use crate::markdown;

/// A line without the backslash that only keeps it from being a heading.
pub(crate) fn plain_line(line: &str) -> Cow<'_, str> {
    let inner = line.trim_start_matches(' ');
    let guarded = inner.strip_prefix('\\');
    let plain = guarded.filter(|rest| rest.starts_with(['#', '=', '-', '*']) || rest.starts_with(crate::text::script::is_han));
    let indent = &line[..line.len() - inner.len()];
    match plain {
        Some(plain) if indent.is_empty() => Cow::Borrowed(plain),
        Some(plain) => Cow::Owned(format!("{indent}{plain}")),
        None => Cow::Borrowed(line),
    }
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
        plain.push_str(&plain_line(line));
        plain.push('\n');
    }
    plain.trim_matches(['\n', '\r']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guard_goes_wherever_a_heading_could_stand() {
        for (line, plain) in [
            ("\\## a", "## a"),
            ("  \\## a", "  ## a"),
            ("\\回覆：", "回覆："),
            ("\\n stays", "\\n stays"),
            ("a \\# b", "a \\# b"),
            ("\\--- ", "--- "),
        ] {
            assert_eq!(plain_line(line), plain);
        }
    }

    #[test]
    fn a_comment_leaves_no_hole_and_other_blank_lines_stay() {
        for (message, plain) in [
            ("a\n\n<!-- note -->\n\nb", "a\n\nb"),
            ("a\n\n<!-- note -->\n\n\nb\n\nc\nd", "a\n\nb\n\nc\nd"),
            ("a<!-- note -->\nb", "a\nb"),
            ("a\n\n\nb", "a\n\n\nb"),
        ] {
            assert_eq!(plain_text(message), plain, "{message}");
        }
    }
}
