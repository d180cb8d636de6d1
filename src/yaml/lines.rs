//! Lines of a YAML text: around a byte, of a key's block, blanked out.

use crate::diagnostic::Span;

/// The lines of the top-level key around byte `at`.
pub(super) fn block_around(text: &str, at: usize) -> std::ops::Range<usize> {
    let at = at.min(text.len());
    let mut start = text[..floor(text, at)].rfind('\n').map_or(0, |newline| newline + 1);
    while start > 0 && text[start..].starts_with([' ', '\t', '-', '\n', '\r', '\u{3000}']) {
        start = text[..start - 1].rfind('\n').map_or(0, |newline| newline + 1);
    }
    let mut end = next_line(text, start.max(floor(text, at)));
    while end < text.len() && text[end..].starts_with([' ', '\t', '-', ']', '}', '\n', '\r', '\u{3000}']) {
        end = next_line(text, end);
    }
    start..end
}

/// The byte after the line break that follows.
pub(super) fn next_line(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |newline| from + newline + 1)
}

/// The nearest character border at or before a byte.
pub(super) fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The text with a range turned into blanks, line breaks kept, so that places stay true.
pub(super) fn blanked(text: &str, range: std::ops::Range<usize>) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for byte in &mut bytes[range] {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A part of a line.
pub(super) fn part(line: Span, within: std::ops::Range<usize>) -> Span {
    Span { start: line.start + within.start, end: (line.start + within.end).min(line.end) }
}

/// The line around a byte, without its line break.
pub(super) fn line_at(text: &str, at: usize) -> Span {
    let at = floor(text, at.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let end = start + text[start..end].trim_end_matches('\r').len();
    Span { start, end }
}
