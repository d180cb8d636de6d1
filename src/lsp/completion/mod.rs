//! What may be typed at a place: keys with what each means, the format's words, and what the journal knows.

mod frame;
mod item;
mod persons;
mod rules;
mod values;

use lsp_types::{CompletionItemKind, CompletionList, Position};

use self::item::Item;
use super::asked::Asked;
use super::cursor::{self, Cursor};
use super::keys;
use crate::diagnostic::Span;
use crate::labels::text;

/// Items that are shown at most; with more, the editor asks again as the writer types.
const MOST: usize = 200;

/// The answer to `textDocument/completion`.
pub(super) fn complete(asked: &Asked<'_>, position: Position) -> CompletionList {
    let byte = asked.places.byte(position);
    let (mut items, typed) = match cursor::cursor(asked.text, byte, asked.is_settings()) {
        Cursor::Text if frame::is_to_come(asked) => (frame::frame(asked), Span { start: 0, end: asked.text.trim_end().len() }),
        Cursor::Key { above, typed } => (of_keys(asked, &above, typed), typed),
        Cursor::Value { of, typed, stands } if !stands.in_flow && rules::stand_below(asked, &of) => (rules::opened(asked, &of), typed),
        Cursor::Value { of, typed, stands } => (values::of_value(asked, &of, typed, stands), typed),
        Cursor::Variable { typed } if asked.is_template() => (of_variables(asked), typed),
        Cursor::Variable { .. } | Cursor::Text => (Vec::new(), Span::TOP),
    };
    let begun = asked.text[typed.start..byte.max(typed.start)].trim_start_matches(['"', '\'']).to_lowercase();
    let mut is_incomplete = false;
    if items.len() > MOST {
        items.retain(|item| item.label.to_lowercase().contains(&begun) || item.detail.to_lowercase().contains(&begun));
        is_incomplete = items.len() > MOST;
        items.truncate(MOST);
    }
    let items = items.into_iter().enumerate().map(|(at, item)| item.on_wire(at, typed, asked)).collect();
    CompletionList { is_incomplete, item_defaults: None, apply_kind: None, items }
}

/// Keys that are not there yet, each with what it means.
fn of_keys(asked: &Asked<'_>, above: &[String], typed: Span) -> Vec<Item> {
    let root = asked.root();
    let node = above.iter().try_fold(&root, |node, key| node.get(key));
    let is_there = |key: &str| node.and_then(|node| node.entry(key)).is_some_and(|entry| entry.key_span.start != typed.start);
    let has_colon = asked.text[typed.end..].starts_with(':');
    let colon = if has_colon { "" } else { ": " };
    let labels = &asked.shelf.labels;
    if rules::stand_below(asked, above) {
        let rules = rules::known(asked).filter(|rule| !is_there(rule.name));
        return rules.map(|rule| rules::item(asked, rule).inserts(format!("{}{colon}", rule.name))).collect();
    }
    let (group, keys) = keys::below(asked.path, above);
    let own = asked.shelf.journal.settings.fields.iter().map(String::as_str).filter(|_| above.is_empty() && !asked.is_settings());
    let known = keys.iter().copied().filter(|key| !is_there(key)).map(|key| (key, labels.word("key", &format!("{group}.{key}"))));
    let own = own.filter(|key| !is_there(key)).map(|key| (key, String::new()));
    known.chain(own).map(|(key, meaning)| Item::new(CompletionItemKind::Property, key, meaning).inserts(format!("{key}{colon}"))).collect()
}

/// The variables that a template declares, and those that are always there.
fn of_variables(asked: &Asked<'_>) -> Vec<Item> {
    let labels = &asked.shelf.labels;
    let mut items: Vec<Item> = Vec::new();
    if let Some(template) = asked.shelf.template_at(asked.path) {
        for variable in &template.variables {
            let sample = variable.sample.as_ref().map(|sample| text!("lsp.sample", sample = sample).say(labels)).unwrap_or_default();
            items.push(Item::new(CompletionItemKind::Variable, &variable.name, variable.meaning.clone().unwrap_or_default()).about(sample));
        }
    }
    let always = [
        ("recipient", text!("lsp.recipient").say(labels)),
        ("your_name", text!("lsp.your-name").say(labels)),
        ("today", text!("lsp.today").say(labels)),
    ];
    items.extend(always.into_iter().map(|(name, meaning)| Item::new(CompletionItemKind::Variable, name, meaning)));
    for (name, value) in &asked.shelf.journal.settings.me {
        items.push(Item::new(CompletionItemKind::Variable, name, text!("lsp.me", value = value).say(labels)));
    }
    let mut seen = std::collections::BTreeSet::new();
    items.retain(|item| seen.insert(item.label.clone()));
    items
}
