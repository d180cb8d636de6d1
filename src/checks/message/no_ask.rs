//! `no-ask`: a letter that asks holds a request.

use super::letter::{Finding, Letter};
use crate::labels::text;
use crate::message::is_question;

/// Fires where nothing in a letter, a nudge or a public question asks, in whatever words; the subject may.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if letter.asks() && letter.message.asks().next().is_none() && !letter.subject.is_some_and(is_question) {
        found.push(Finding::at(letter.last_ask(), text!("no-ask.message"), text!("no-ask.help")));
    }
}
