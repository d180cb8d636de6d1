//! Changes for the editor to apply: each touches only its own lines.

use std::collections::HashMap;

use lsp_types::{
    DocumentChange, Edit, OptionalVersionedTextDocumentIdentifier, RenameFile, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri,
    WorkspaceEdit,
};

use super::client::Client;
use super::positions::Places;
use crate::diagnostic::Span;

/// The changes of one document.
pub(super) struct Changes {
    /// Its address.
    pub(super) uri: String,
    /// The version they are about, where it is open.
    pub(super) version: Option<i32>,
    /// What becomes of it.
    pub(super) edits: Vec<TextEdit>,
}

/// One span replaced.
pub(super) fn replaced(places: &Places<'_>, span: Span, text: &str) -> TextEdit {
    TextEdit { range: places.range(span), new_text: text.to_owned() }
}

/// What makes one text of another: line for line where none came or went, else the lines between the first and the last
/// that differ.
pub(super) fn between(old: &str, new: &str, places: &Places<'_>) -> Vec<TextEdit> {
    let (before, after): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let mut edits = Vec::new();
    if before.len() == after.len() {
        let mut at = 0;
        for (before, after) in before.iter().zip(&after) {
            if before != after {
                edits.push(replaced(places, Span { start: at, end: at + before.len() }, after));
            }
            at += before.len();
        }
        return edits;
    }
    let head = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let room = before.len().min(after.len()) - head;
    let tail = before.iter().rev().zip(after.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
    let length = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    let start = length(&before[..head]);
    let end = old.len() - length(&before[before.len() - tail..]);
    edits.push(replaced(places, Span { start, end }, &after[head..after.len() - tail].concat()));
    edits
}

/// All changes as one, in the form that the editor takes; `renamed` is a file's old and new address, applied last.
pub(super) fn all(client: &Client, changes: Vec<Changes>, renamed: Option<(String, String)>) -> WorkspaceEdit {
    if !client.takes_versions {
        let changes: HashMap<Uri, Vec<TextEdit>> = changes.into_iter().map(|changes| (Uri(changes.uri), changes.edits)).collect();
        return WorkspaceEdit { changes: Some(changes), document_changes: None, change_annotations: None };
    }
    let mut steps: Vec<DocumentChange> = changes
        .into_iter()
        .map(|Changes { uri, version, edits }| {
            let text_document =
                OptionalVersionedTextDocumentIdentifier { version, text_document_identifier: TextDocumentIdentifier { uri: Uri(uri) } };
            DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits: edits.into_iter().map(Edit::TextEdit).collect() })
        })
        .collect();
    steps.extend(renamed.map(|(old, new)| {
        DocumentChange::RenameFile(RenameFile { old_uri: Uri(old), new_uri: Uri(new), options: None, annotation_id: None })
    }));
    WorkspaceEdit { changes: None, document_changes: Some(steps), change_annotations: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::positions::Encoding;

    #[test]
    fn only_lines_that_differ_are_touched() {
        let lines = |old: &str, new: &str| {
            let edits = between(old, new, &Places::of(old, Encoding::Utf16));
            edits.into_iter().map(|edit| (edit.range.start.line, edit.range.end.line, edit.new_text)).collect::<Vec<_>>()
        };
        assert_eq!(lines("a\nb\nc\n", "a\nB\nc\n"), [(1, 2, "B\n".to_owned())]);
        assert_eq!(lines("a\nb\nc\n", "a\nx\nb\nc\n"), [(1, 1, "x\n".to_owned())]);
        assert_eq!(lines("a\r\nb", "a\r\n"), [(1, 1, String::new())]);
        assert_eq!(lines("a\nb\nc", "A\nb\nC"), [(0, 1, "A\n".to_owned()), (2, 2, "C".to_owned())]);
        assert_eq!(lines("a\n", "a\n"), []);
    }
}
