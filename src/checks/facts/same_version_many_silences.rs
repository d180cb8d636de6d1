//! `same-version-many-silences`: a row of silences says something about the wording, and how little.

use std::collections::BTreeMap;

use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::insight::{Letter, Situation};
use crate::labels::text;
use crate::statistics::{all_silent, percent};
use crate::text::normal::fold_id;

/// Matured silences in a row from which on it is told (evidence.md, section 3.6).
const ROW: usize = 5;

/// Fires once per template: at the newest of at least five letters in a row that were written from its newest
/// version and met silence past the window. An answer to a younger letter ends the row.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let zone = context.journal.now.zone;
    let mut by_template: BTreeMap<String, Vec<Letter<'_, '_>>> = BTreeMap::new();
    for letter in context.insight.threads.all.iter().filter_map(|thread| Letter::of(thread, context.journal)) {
        let first = letter.thread.first();
        if let Some(template) = first.template.as_ref().filter(|template| first.kind.is_letter() && template.version.is_some()) {
            by_template.entry(fold_id(&template.id)).or_default().push(letter);
        }
    }
    let in_library: BTreeMap<String, u32> =
        context.journal.templates.iter().map(|template| (fold_id(&template.id), template.version)).collect();
    let version = |letter: &Letter<'_, '_>| letter.thread.first().template.as_ref().and_then(|template| template.version);
    for (id, mut letters) in by_template {
        let newest = in_library.get(&id).copied().or_else(|| letters.iter().filter_map(version).max());
        letters.retain(|letter| version(letter) == newest && (letter.reply.is_some() || letter.matured().is_some()));
        letters.retain(|letter| !matches!(letter.situation, Situation::Withdrawn | Situation::Bounced));
        letters.sort_by_key(|letter| letter.thread.first_sent().map(|sent| sent.sort_key(zone)));
        let row = letters.iter().rev().take_while(|letter| letter.reply.is_none()).count();
        let Some((last, template)) = letters.last().and_then(|last| Some((last, last.thread.first().template.as_ref()?))) else { continue };
        if row >= ROW {
            let [low, middle, high] = [0.1, 0.2, 0.3].map(|share| percent(all_silent(share, row)));
            let message = text!("same-version-many-silences.message", count = row, version = template);
            let help = text!("same-version-many-silences.help", count = row, low = low, middle = middle, high = high, id = template.id);
            found.push(at_key("same-version-many-silences", last.thread.first(), "template", message).help(help));
        }
    }
}
