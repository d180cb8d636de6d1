//! `too-long`: a letter that its channel's readers read to the end.

use super::letter::{Finding, Letter};
use super::limits;
use crate::journal::Kind;
use crate::labels::text;
use crate::text::script::length;

/// The letter's length in units, the greeting left out, and the length that its channel's readers read.
pub(super) fn measured(letter: &Letter<'_>) -> (f64, Option<f64>) {
    let greeting = length(&letter.message.prose[letter.message.greeting.clone()]).units();
    let channel = letter.channel.filter(|_| letter.kind != Kind::PublicQuestion);
    let limit = channel.and_then(|channel| limits::of_channel(&limits::LONG, channel, letter.settings, letter.chinese));
    (letter.length.units() - greeting, limit)
}

/// Fires above the channel's length. Observational, so never an error by default.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    let (units, limit) = measured(letter);
    if let Some(limit) = limit.filter(|limit| units > *limit) {
        let (count, limit) = (letter.counted(units), letter.counted(limit));
        let message = match letter.chinese {
            true => text!("too-long.message.zh", count = count, limit = limit),
            false => text!("too-long.message", count = count, limit = limit),
        };
        found.push(Finding::at(letter.beginning(), message, text!("too-long.help")));
    }
}
