//! `too-many-requests-to-one`: one person is asked one thing at a time.

use std::collections::BTreeMap;

use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::journal::{Request, person_key};
use crate::labels::text;

/// Open requests to one person that are still fine.
const MOST: usize = 2;

/// Fires at the newest letter where more than two to one person are unanswered and open.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let zone = context.journal.now.zone;
    let mut open: BTreeMap<String, Vec<&Request>> = BTreeMap::new();
    for thread in &context.insight.threads.all {
        let first = thread.first();
        if first.kind.opens_thread()
            && context.insight.status(first).is_open()
            && let Some(person) = person_key(first.to.as_ref())
        {
            open.entry(person).or_default().push(first);
        }
    }
    for letters in open.values().filter(|letters| letters.len() > MOST) {
        if let Some(newest) = letters.iter().max_by_key(|letter| letter.facts.sent.map(|sent| sent.sort_key(zone))) {
            let name = newest.to.as_ref().and_then(|to| to.shown()).unwrap_or_default();
            let message = text!("too-many-requests-to-one.message", count = letters.len(), name = name);
            found.push(at_key("too-many-requests-to-one", newest, "to", message).help(text!("too-many-requests-to-one.help")));
        }
    }
}
