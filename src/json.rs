//! JSON documents. The one address of serde_json's writer.

use serde::Serialize;

use crate::text::control::is_control;

/// A value as one JSON document, two blanks an indent, a line break at its end.
pub(crate) fn to_json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_else(failed);
    text.push('\n');
    printable(text)
}

/// A value as JSON on one line, without a line break at its end.
pub(crate) fn to_line(value: &impl Serialize) -> String {
    printable(serde_json::to_string(value).unwrap_or_else(failed))
}

/// A value as bytes that two different values never share.
pub(crate) fn to_bytes(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_else(|error| failed(error).into_bytes())
}

/// Every string of a JSON document, keys left out; `None` where it is none.
pub(crate) fn strings(document: &str) -> Option<Vec<String>> {
    let mut open: Vec<serde_json::Value> = vec![serde_json::from_str(document).ok()?];
    let mut strings = Vec::new();
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::String(text) => strings.push(text),
            serde_json::Value::Array(items) => open.extend(items),
            serde_json::Value::Object(entries) => open.extend(entries.into_iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    Some(strings)
}

fn failed(error: serde_json::Error) -> String {
    format!("{{\"error\":\"{error}\"}}")
}

fn printable(text: String) -> String {
    if !text.chars().any(is_control) {
        return text;
    }
    // JSON escapes the ASCII controls itself; the others must not steer a terminal either.
    text.chars().map(|c| if is_control(c) { format!("\\u{:04x}", c as u32) } else { c.to_string() }).collect()
}
