//! Known recipients: a name brings what their newest entry says of them.

use std::collections::BTreeMap;

use lsp_types::CompletionItemKind;

use super::item::Item;
use crate::diagnostic::Span;
use crate::journal::{Recipient, Request, person_key};
use crate::labels::text;
use crate::lsp::asked::Asked;
use crate::yaml::flow_item;

/// The newest entry of each known person, the one last written to first.
fn known<'a>(asked: &Asked<'a>) -> Vec<(&'a Request, &'a Recipient)> {
    let zone = asked.now.zone;
    let day = |request: &Request| (request.facts.sent.or(request.facts.noticed).map(|moment| moment.sort_key(zone)), request.id.clone());
    let mut newest: BTreeMap<String, (&Request, &Recipient)> = BTreeMap::new();
    for request in asked.shelf.requests().filter(|request| request.path() != asked.path) {
        let Some(to) = request.to.as_ref().filter(|to| to.name.is_some()) else { continue };
        let Some(key) = person_key(Some(to)) else { continue };
        let is_newer = newest.get(&key).is_none_or(|(known, _)| day(known) < day(request));
        if is_newer {
            newest.insert(key, (request, to));
        }
    }
    let mut persons: Vec<(&Request, &Recipient)> = newest.into_values().collect();
    persons.sort_by_key(|(request, _)| std::cmp::Reverse(day(request)));
    persons
}

/// What is known of a person besides the name, key by key.
fn facts(to: &Recipient) -> Vec<(&'static str, String)> {
    let all = [
        ("call", to.call.clone()),
        ("role", to.role.clone()),
        ("org", to.org.clone()),
        ("background", to.background.clone()),
        ("tie", to.tie.map(|tie| tie.word().to_owned())),
        ("handle", to.handle.clone()),
    ];
    all.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

fn item(request: &Request, to: &Recipient, inserts: String, asked: &Asked<'_>) -> Item {
    let labels = &asked.shelf.labels;
    let detail = [to.role.as_deref(), to.org.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Item::new(CompletionItemKind::Value, to.name.as_deref().unwrap_or_default(), detail)
        .inserts(inserts)
        .about(text!("lsp.person", id = request.id).say(labels))
}

/// For `to:` itself: the whole mapping in one line.
pub(super) fn whole(asked: &Asked<'_>) -> Vec<Item> {
    let of = |(request, to): (&Request, &Recipient)| {
        let name = flow_item(to.name.as_deref().unwrap_or_default());
        let facts: String = facts(to).iter().map(|(key, value)| format!(", {key}: {}", flow_item(value))).collect();
        let inserts = if facts.is_empty() { name } else { format!("{{name: {name}{facts}}}") };
        item(request, to, inserts, asked)
    };
    known(asked).into_iter().map(of).collect()
}

/// For `name` in `to`: the name, and the keys that are not there yet after it, in the form of the mapping.
pub(super) fn names(asked: &Asked<'_>, typed: Span, in_flow: bool) -> Vec<Item> {
    let root = asked.root();
    let is_there = |key: &str| root.get("to").is_some_and(|to| to.entry(key).is_some());
    let before = &asked.text[..typed.start];
    let line = before.rsplit('\n').next().unwrap_or_default();
    let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
    let line_break = if asked.text.contains("\r\n") { "\r\n" } else { "\n" };
    // A comment after the name stays with it.
    let rest_of_line = asked.text[typed.end..].lines().next().unwrap_or_default().trim();
    let of = |(request, to): (&Request, &Recipient)| {
        let mut inserts = flow_item(to.name.as_deref().unwrap_or_default());
        for (key, value) in facts(to).iter().filter(|(key, _)| !is_there(key) && (in_flow || rest_of_line.is_empty())) {
            let between = if in_flow { ", ".to_owned() } else { format!("{line_break}{indent}") };
            inserts.push_str(&format!("{between}{key}: {}", flow_item(value)));
        }
        item(request, to, inserts, asked)
    };
    known(asked).into_iter().map(of).collect()
}

/// For another key of `to`: what other entries say there, the most frequent first.
pub(super) fn facts_of(asked: &Asked<'_>, key: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for to in asked.shelf.requests().filter(|request| request.path() != asked.path).filter_map(|request| request.to.as_ref()) {
        for (_, value) in facts(to).into_iter().chain(to.why.clone().map(|why| ("why", why))).filter(|(known, _)| *known == key) {
            *counts.entry(value).or_default() += 1;
        }
    }
    counts
}
