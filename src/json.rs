//! JSON documents. The one address of serde_json's writer.

use serde::Serialize;

use crate::text::control::is_control;

/// A value as one JSON document, two blanks an indent, a line break at its end.
pub(crate) fn to_json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"));
    text.push('\n');
    if !text.chars().any(is_control) {
        return text;
    }
    // JSON escapes the ASCII controls itself; the others must not steer a terminal either.
    text.chars().map(|c| if is_control(c) { format!("\\u{:04x}", c as u32) } else { c.to_string() }).collect()
}
