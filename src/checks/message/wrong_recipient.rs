//! `wrong-recipient`: the greeting names the one it goes to.

use super::letter::{Finding, Letter};
use crate::labels::text;

/// Fires where the greeting holds the name of another person of the journal and none of the recipient's.
/// People named in the body are meant to be.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    let greeting = letter.message.greeting.clone();
    let Some(to) = letter.to.filter(|to| to.name.is_some() && !greeting.is_empty()) else { return };
    // The name as written: `may` is a word, `May` may be a name.
    let written = &letter.source[greeting.clone()];
    if let Some(other) = letter.names.other_than(to, written) {
        let start = greeting.start + other.range.start;
        let name = to.name.as_deref().unwrap_or_default();
        let message = text!("wrong-recipient.message", name = name, other = other.name);
        found.push(Finding::at(start..greeting.start + other.range.end, message, text!("wrong-recipient.help")));
    }
}
