//! `too-long`: a letter that its channel's readers read to the end.

use super::letter::{Finding, Letter};
use super::limits;
use crate::journal::Kind;
use crate::labels::text;
use crate::text::script::length;

/// Fires above the channel's length, the greeting left out. Observational, so never an error by default.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    let Some(channel) = letter.channel.filter(|_| letter.kind != Kind::PublicQuestion) else { return };
    let Some(limit) = limits::of_channel(&limits::LONG, channel, letter.settings, letter.chinese) else { return };
    let greeting = length(&letter.message.prose[letter.message.greeting.clone()]).units();
    let units = letter.length.units() - greeting;
    if units > limit {
        let (count, limit) = (letter.counted(units), letter.counted(limit));
        let message = match letter.chinese {
            true => text!("too-long.message.zh", count = count, limit = limit),
            false => text!("too-long.message", count = count, limit = limit),
        };
        found.push(Finding::at(letter.beginning(), message, text!("too-long.help")));
    }
}
