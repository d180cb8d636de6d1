//! The frame of a new entry: the two fences and the keys that every entry begins with.

use lsp_types::CompletionItemKind;

use super::item::Item;
use crate::labels::text;
use crate::lsp::asked::Asked;

/// Whether the document is one of which nothing but the beginning of its first fence stands.
pub(super) fn is_to_come(asked: &Asked<'_>) -> bool {
    !asked.is_settings() && ["", "-", "--", "---"].contains(&asked.text.trim_end())
}

/// The frame of a request or a template, as one thing that may be typed.
pub(super) fn frame(asked: &Asked<'_>) -> Vec<Item> {
    let (words, lines) = match asked.is_template() {
        true => (text!("lsp.frame.template"), "---\ntitle: \nversion: 1\nkind: ask-learning\n---\n\n"),
        false => (text!("lsp.frame.request"), "---\nkind: ask-learning\nto: \nchannel: \nsubject: \n---\n\n"),
    };
    vec![Item::new(CompletionItemKind::Struct, "---", words.say(&asked.shelf.labels)).inserts(lines.to_owned())]
}
