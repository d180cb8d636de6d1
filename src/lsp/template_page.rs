//! A template in a few lines of Markdown: what it is for, and its versions with x of n.

use std::collections::BTreeMap;

use super::hover::beside;
use crate::insight::Replies;
use crate::journal::MessageTemplate;
use crate::labels::{Labels, text};

/// The lines; `shown` is the version that they are headed by.
pub(super) fn page(template: &MessageTemplate, shown: u32, replies: Option<&BTreeMap<(String, u32), Replies>>, labels: &Labels) -> String {
    let title = text!("lsp.template", title = template.title, version = shown).say(labels);
    let mut page = format!("**{title}**\n");
    let facts = [
        ("kind", Some(labels.word("kind", template.kind.word()))),
        ("when", template.when.clone()),
        ("not_when", template.not_when.clone()),
    ];
    for (key, value) in facts.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        page.push_str(&format!("\n- {}", beside(&labels.word("fact", key), &value, labels)));
    }
    // What changed is told of the newest version.
    for change in template.changes.iter().filter(|_| shown == template.version) {
        page.push_str(&format!("\n- {}", beside(&labels.word("fact", "changes"), change, labels)));
    }
    page.push('\n');
    let Some(replies) = replies else { return page };
    for version in (1..=template.version.min(99)).rev() {
        let said = match replies.get(&(template.id.clone(), version)) {
            None => text!("lsp.version.unused", version = version),
            Some(Replies { uses, n: 0, .. }) => text!("lsp.version.young", version = version, uses = uses),
            Some(Replies { uses, n, x }) => text!("lsp.version", version = version, x = x, n = n, uses = uses),
        };
        page.push_str(&format!("\n- {}", said.say(labels)));
    }
    page
}
