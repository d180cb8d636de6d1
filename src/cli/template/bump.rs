//! `asklog template bump`: raises the version; what its letters taught becomes `changes`.

use crate::cli::open::Open;
use crate::cli::{Exit, Outcome, change, edit};
use crate::insight::promises;
use crate::journal::{Edit, MessageTemplate};
use crate::labels::text;

/// The `next` lines of this version's letters become what the next version does differently.
pub(super) fn bump(open: &Open, template: &MessageTemplate, opens: bool) -> Outcome {
    let of_version =
        |request: &crate::journal::Request| request.template.as_ref().is_some_and(|own| own.is_of(&template.id, Some(template.version)));
    let made = promises(&open.journal, of_version);
    let mut changes: Vec<String> = Vec::new();
    for promise in &made {
        if !changes.iter().any(|change| change == promise.next) {
            changes.push(promise.next.to_owned());
        }
    }
    let version = template.version + 1;
    let mut edits = vec![Edit::Set("version".to_owned(), version.to_string())];
    // Nothing promised and nothing to replace: no empty list is written.
    if !changes.is_empty() || !template.changes.is_empty() {
        edits.push(Edit::SetList("changes".to_owned(), changes.clone()));
    }
    change::change(open, template.path(), &edits)?;
    open.say(&text!("template.bumped", id = template.id, old = template.version, new = version));
    for change in &changes {
        open.say(&text!("new.promise", next = change));
    }
    if opens { edit::open_or_print(open, template.path()) } else { Ok(Exit::Done) }
}
