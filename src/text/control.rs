//! Characters that must never reach a terminal raw.

use std::borrow::Cow;

/// Tells whether `c` can steer a terminal or reorder text: C0 and C1 controls, DEL and the
/// bidirectional overrides and isolates. Line feed and tab are text.
pub(crate) fn is_control(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    }
}

/// The text with every such character as an escape (`\u{1b}`); a carriage return before a line
/// feed is dropped.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !holds_control(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            c if is_control(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Bytes that are looked at together.
const STRETCH: usize = 64;

/// Whether any character is one, told by the bytes: pages are long.
pub(crate) fn holds_control(text: &str) -> bool {
    let bytes = text.as_bytes();
    // C0 and DEL are bytes of their own; C1 begin with C2, what reorders text with E2.
    let is_one = |at: usize| match bytes[at] {
        b'\n' | b'\t' => false,
        0x00..=0x1f | 0x7f => true,
        0xc2 => matches!(bytes.get(at + 1), Some(0x80..=0x9f)),
        0xe2 => matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xaa..=0xae] | [0x81, 0xa6..=0xa9])),
        _ => false,
    };
    // Most stretches hold no byte that could begin one, which is told of all their bytes at once, without a branch.
    let (stretches, rest) = bytes.as_chunks::<STRETCH>();
    let may_begin = |byte: &u8| (*byte < 0x20) & (*byte != b'\n') | (*byte == 0x7f) | (*byte == 0xc2) | (*byte == 0xe2);
    let may_hold = |stretch: &[u8; STRETCH]| stretch.iter().fold(false, |may, byte| may | may_begin(byte));
    let looked_at = stretches.iter().enumerate().filter(|(_, stretch)| may_hold(stretch)).map(|(number, _)| number * STRETCH);
    looked_at.flat_map(|start| start..start + STRETCH).chain(bytes.len() - rest.len()..bytes.len()).any(is_one)
}

/// [`visible`] on one line: line breaks and tabs become a blank.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\t', '\r']) {
        return visible(text);
    }
    let joined: Vec<&str> = text.split(['\n', '\r', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect();
    Cow::Owned(visible(&joined.join(" ")).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_steers_a_terminal_and_keeps_the_rest() {
        for (raw, shown) in [
            ("林雅婷\n第二行", "林雅婷\n第二行"),
            ("a\u{1b}[31mb", "a\\u{1b}[31mb"),
            ("x\u{202e}y", "x\\u{202e}y"),
            ("a\r\nb", "a\nb"),
            ("a\rb", "a\\u{d}b"),
            ("\u{9b}1m", "\\u{9b}1m"),
        ] {
            assert_eq!(visible(raw), shown);
        }
        for c in (0..=0x1_ffff).filter_map(char::from_u32) {
            assert_eq!(is_control(c), holds_control(&format!("請{c} x")), "{c:?}");
        }
        assert_eq!(one_line(" a\r\n b\tc"), "a b c");
    }
}
