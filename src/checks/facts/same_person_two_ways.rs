//! `same-person-two-ways`: one person has one spelling, or two handles.

use std::collections::BTreeMap;

use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::journal::Request;
use crate::labels::text;
use crate::text::normal::fold_name;

/// Fires on the entries that spell a name unlike most others, where NFKC, case and spaces make the
/// only difference and no two handles tell the persons apart.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut by_name: BTreeMap<String, Vec<(&str, &Request)>> = BTreeMap::new();
    for request in context.journal.checked_requests() {
        if let Some(name) = request.to.as_ref().and_then(|to| to.name.as_deref()) {
            by_name.entry(fold_name(name)).or_default().push((name, request));
        }
    }
    for entries in by_name.values() {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (name, _) in entries {
            *counts.entry(name).or_default() += 1;
        }
        let handles: std::collections::BTreeSet<&str> =
            entries.iter().filter_map(|(_, request)| request.to.as_ref()?.handle.as_deref()).collect();
        if counts.len() < 2 || handles.len() > 1 {
            continue;
        }
        // The usual spelling; of equals the one that was there first.
        let Some(usual) = entries.iter().map(|(name, _)| *name).rev().max_by_key(|name| counts[name]) else {
            continue;
        };
        for (name, request) in entries.iter().filter(|(name, _)| *name != usual) {
            let key = if request.document.root().get("to").is_some_and(|to| to.get("name").is_some()) { "to.name" } else { "to" };
            let message = text!("same-person-two-ways.message", name = name, usual = usual, count = counts[usual]);
            found.push(at_key("same-person-two-ways", request, key, message).help(text!("same-person-two-ways.help", usual = usual)));
        }
    }
}
