//! How long the message is, beside its first line: as the rules count.

use lsp_types::{InlayHint, Label, Range};

use super::asked::Asked;
use crate::checks::counted;
use crate::labels::text;

/// The answer to `textDocument/inlayHint`.
pub(super) fn hints(asked: &Asked<'_>, range: Range) -> Vec<InlayHint> {
    let Some(request) = asked.shelf.request_at(asked.path).filter(|request| request.document.text == asked.text) else { return Vec::new() };
    let message = request.message();
    if message.is_empty() {
        return Vec::new();
    }
    let first = message.lines().next().unwrap_or_default();
    let position = asked.places.position(request.message.start + first.len());
    if position.line < range.start.line || position.line > range.end.line {
        return Vec::new();
    }
    let Some(counted) = counted(request, &asked.shelf.journal) else { return Vec::new() };
    let length = match counted.chinese {
        true => text!("length.zh", count = counted.count),
        false => text!("length.en", count = counted.count),
    };
    let said = match counted.limit {
        Some(limit) => text!("lsp.length", limit = limit; length => length),
        None => length,
    };
    let label = Label::String(said.say(&asked.shelf.labels));
    vec![InlayHint::new(position, label, None, None, None, Some(true), None, None)]
}
