//! `asklog template bump`: raises the version; what its letters taught becomes `changes`.

use crate::cli::open::Open;
use crate::cli::{Exit, Outcome, change, edit};
use crate::insight::promises;
use crate::journal::{Edit, MessageTemplate};
use crate::labels::text;

/// The open `next` lines of its letters become what the next version does differently; what the last one did
/// is no longer said of it.
pub(super) fn bump(open: &Open, template: &MessageTemplate, opens: bool) -> Outcome {
    let made = promises(&open.journal, |request| template.made(request));
    let mut changes: Vec<String> = Vec::new();
    for promise in &made {
        if !changes.iter().any(|change| change == promise.next) {
            changes.push(promise.next.to_owned());
        }
    }
    let version = template.version + 1;
    let of_changes = match changes.is_empty() {
        true => Edit::Remove("changes".to_owned()),
        false => Edit::SetList("changes".to_owned(), changes.clone()),
    };
    change::change(open, template.path(), &[Edit::Set("version".to_owned(), version.to_string()), of_changes])?;
    open.say(&match changes.is_empty() {
        true => text!("template.bumped-bare", id = template.id, old = template.version, new = version),
        false => text!("template.bumped", id = template.id, old = template.version, new = version),
    });
    for change in &changes {
        open.say(&text!("new.promise", next = change));
    }
    if opens { edit::open_or_print(open, template.path()) } else { Ok(Exit::Done) }
}
