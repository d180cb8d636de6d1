//! One thing that may be typed.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, Documentation, InsertTextMode, MarkupContent, MarkupKind, TextEdit,
};

use crate::diagnostic::Span;
use crate::lsp::asked::Asked;

/// What is shown, and what is typed when it is taken.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    kind: CompletionItemKind,
    /// What is shown.
    pub(super) label: String,
    /// Words beside it.
    pub(super) detail: String,
    about: String,
    inserts: Option<String>,
}

impl Item {
    /// A thing that is typed as it is shown, with words beside it.
    pub(super) fn new(kind: CompletionItemKind, label: &str, detail: String) -> Item {
        Item { kind, label: label.to_owned(), detail, about: String::new(), inserts: None }
    }

    /// What is typed when it is taken.
    pub(super) fn typed(&self) -> &str {
        self.inserts.as_deref().unwrap_or(&self.label)
    }

    /// With what is typed instead of what is shown.
    pub(super) fn inserts(self, text: String) -> Item {
        Item { inserts: Some(text), ..self }
    }

    /// With more to read.
    pub(super) fn about(self, text: String) -> Item {
        Item { about: text, ..self }
    }

    /// The item as the protocol has it, the `at`th of its list, in the place of what was typed.
    pub(super) fn on_wire(self, at: usize, typed: Span, asked: &Asked<'_>) -> CompletionItem {
        // Editors filter by what stands in the place: a quote that was opened belongs to it.
        let quote = asked.text[typed.range()].chars().next().filter(|c| matches!(c, '"' | '\''));
        let filter = quote.map_or_else(|| self.label.clone(), |quote| format!("{quote}{}", self.label));
        let new_text = self.inserts.unwrap_or_else(|| self.label.clone());
        // `kind:ask` and `-answer` are words: a blank belongs behind the mark that was typed.
        let lacks_blank = asked.text[..typed.start].ends_with([':', '-']) && !new_text.starts_with(['\r', '\n', '-']);
        let new_text = if lacks_blank { format!(" {new_text}") } else { new_text };
        let edit = TextEdit { range: asked.places.range(typed), new_text };
        let markdown = |value| Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value });
        CompletionItem {
            label: self.label,
            kind: Some(self.kind),
            detail: Some(self.detail).filter(|detail| !detail.is_empty()),
            documentation: Some(self.about).filter(|about| !about.is_empty()).map(markdown),
            sort_text: Some(format!("{at:04}")),
            filter_text: Some(filter),
            insert_text_mode: Some(InsertTextMode::AsIs),
            text_edit: Some(CompletionItemTextEdit::TextEdit(edit)),
            ..CompletionItem::default()
        }
    }
}
