//! JSON documents. The one address of serde_json's writer.

use serde::Serialize;

/// A value as one JSON document, two blanks an indent, a line break at its end.
pub(crate) fn to_json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"));
    text.push('\n');
    text
}
