//! The outline of a document: its keys, the message, and its sections.

use lsp_types::{DocumentSymbol, SymbolKind};

use super::asked::Asked;
use super::cursor;
use crate::diagnostic::Span;
use crate::labels::text;
use crate::yaml::Node;

/// The answer to `textDocument/documentSymbol`.
pub(super) fn symbols(asked: &Asked<'_>) -> Vec<DocumentSymbol> {
    let labels = &asked.shelf.labels;
    let root = asked.root();
    let keys = keys(asked, &root);
    if asked.is_settings() {
        return keys;
    }
    let mut symbols = Vec::new();
    if let Some(front) = cursor::front(asked.text, false) {
        let first = Span { start: 0, end: asked.text.find(['\n', '\r']).unwrap_or(asked.text.len()) };
        let whole = Span { start: 0, end: front.end };
        symbols.push(DocumentSymbol {
            children: Some(keys),
            ..symbol(asked, text!("lsp.front").say(labels), SymbolKind::Namespace, whole, first)
        });
    }
    let Some(request) = asked.shelf.request_at(asked.path).filter(|request| request.document.text == asked.text) else { return symbols };
    if !request.message().is_empty() {
        let first = request.message().lines().next().unwrap_or_default();
        let line = Span { start: request.message.start, end: request.message.start + first.len() };
        symbols.push(symbol(asked, text!("lsp.message").say(labels), SymbolKind::String, request.message, line));
    }
    for section in &request.sections {
        // The heading stands on the last line above the text that has words.
        let above = asked.text[..section.text.start].trim_end();
        let start = above.rfind('\n').map_or(0, |at| at + 1);
        let heading = Span { start, end: above.len() };
        let whole = Span { start, end: section.text.end.max(above.len()) };
        symbols.push(symbol(asked, section.heading.clone(), SymbolKind::String, whole, heading));
    }
    symbols
}

fn keys(asked: &Asked<'_>, node: &Node) -> Vec<DocumentSymbol> {
    let of = |entry: &crate::yaml::Entry| {
        let whole = Span { start: entry.key_span.start, end: entry.value.span.end.max(entry.key_span.end) };
        let inner = keys(asked, &entry.value);
        DocumentSymbol {
            detail: entry.value.text().map(|text| text.lines().next().unwrap_or_default().to_owned()),
            children: (!inner.is_empty()).then_some(inner),
            ..symbol(asked, entry.key.clone(), SymbolKind::Property, whole, entry.key_span)
        }
    };
    // A symbol without a name is refused by editors.
    node.entries().iter().filter(|entry| !entry.key.trim().is_empty()).map(of).collect()
}

fn symbol(asked: &Asked<'_>, name: String, kind: SymbolKind, whole: Span, own: Span) -> DocumentSymbol {
    #[allow(deprecated, reason = "the protocol's own field")]
    DocumentSymbol {
        name,
        detail: None,
        kind,
        tags: None,
        deprecated: None,
        range: asked.places.range(whole),
        selection_range: asked.places.range(own),
        children: None,
    }
}
