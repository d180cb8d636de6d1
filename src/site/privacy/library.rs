//! The library as others may see it: every text of a template masked, its tags left able to be filled.

use std::sync::Arc;

use super::mask::Mask;
use crate::journal::{Document, MessageTemplate, Variable};

/// A template with its texts masked, in a file of its own.
pub(super) fn shown(old: &MessageTemplate, mask: &Mask) -> MessageTemplate {
    let text = |text: &String| mask.text(text, None).text;
    let source = |text: &String| outside_tags(text, mask);
    let id = mask.id(&old.id);
    let body = outside_tags(old.body(), mask);
    let mut document = Document::bare(&format!("templates/{id}.md"), body);
    document.body_start = 0;
    MessageTemplate {
        title: text(&old.title),
        id,
        document: Arc::new(document),
        version: old.version,
        kind: old.kind,
        channel: old.channel.as_ref().map(|channel| mask.channel(channel)),
        tie: old.tie,
        lang: old.lang.clone(),
        when: old.when.as_ref().map(text),
        not_when: old.not_when.as_ref().map(text),
        purpose: old.purpose.as_ref().map(text),
        subject: old.subject.as_ref().map(source),
        summary: old.summary.as_ref().map(source),
        parts: old.parts.clone(),
        variables: old
            .variables
            .iter()
            .map(|variable| Variable {
                name: mask.name(&variable.name),
                meaning: variable.meaning.as_ref().map(text),
                sample: variable.sample.as_ref().map(text),
                optional: variable.optional,
            })
            .collect(),
        changes: old.changes.iter().map(text).collect(),
        tags: old.tags.iter().map(text).collect(),
    }
}

/// The source with its words masked; inside tags a mask is a name.
pub(super) fn outside_tags(source: &str, mask: &Mask) -> String {
    let mut masked = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(open) = ["{{", "{%"].iter().filter_map(|tag| rest.find(tag)).min() {
        masked.push_str(&mask.text(&rest[..open], None).text);
        let close = ["}}", "%}"].iter().filter_map(|tag| rest[open..].find(tag)).min().map_or(rest.len(), |close| open + close + 2);
        masked.push_str(&mask.name(&rest[open..close]));
        rest = &rest[close..];
    }
    masked.push_str(&mask.text(rest, None).text);
    masked
}
