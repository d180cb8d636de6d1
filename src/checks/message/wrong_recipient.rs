//! `wrong-recipient`: the greeting names the one it goes to.

use super::letter::{Finding, Letter};
use crate::labels::text;
use crate::text::pattern::{Pattern, pattern};

/// Where a greeting stops to address the reader and tells of the writer or of somebody else.
static TELLS: Pattern = pattern!(r"[（(]|我|本人|\b(?:i|i['’]m|this is|my name|from|friend of|referred by)\b");
/// A wish for the time of day, whose words may be names.
static DAYTIME: Pattern = pattern!(r"^\s*good (?:morning|afternoon|evening|day)\b");

/// Fires where the greeting holds the name of another person of the journal and none of the recipient's.
/// People named in the body are meant to be.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    let mut greeting = letter.message.greeting.clone();
    let Some(to) = letter.to.filter(|to| to.name.is_some() && !greeting.is_empty()) else { return };
    let folded = &letter.message.prose[greeting.clone()];
    let end = TELLS.find(folded).map_or(greeting.end, |tells| greeting.start + tells.start);
    greeting = greeting.start + DAYTIME.find(folded).map_or(0, |wish| wish.end)..end;
    // The name as written: `may` is a word, `May` may be a name.
    let written = &letter.source[greeting.clone()];
    if let Some(other) = letter.names.other_than(to, written) {
        let start = greeting.start + other.range.start;
        let name = to.name.as_deref().unwrap_or_default();
        let message = text!("wrong-recipient.message", name = name, other = other.name);
        found.push(Finding::at(start..greeting.start + other.range.end, message, text!("wrong-recipient.help")));
    }
}
