//! `empty-nudge`: a second message brings something new.

use super::letter::{Finding, Letter};
use super::phrase::Phrase;
use crate::journal::Kind;
use crate::labels::text;
use crate::text::pattern::pattern;

/// A reminder that says nothing new (message-patterns.json, `EMPTYN`).
static REMINDER: Phrase = Phrase {
    find: pattern!(
        r"不知道[您你妳](?:有沒有)?看到|不知[您你妳]是否(?:有)?(?:看到|收到)|想確認[您你妳]是否(?:有)?(?:看到|收到)|(?:只是)?想?提醒一下|有(?:任何)?(?:進度|消息|更新)嗎|just (?:checking in|following up|bumping)|bumping this|any updates?\b|circling back|gentle reminder|friendly reminder"
    ),
    innocent: None,
    unless: None,
};

/// Fires in a nudge at the first such phrase.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if letter.kind != Kind::Nudge {
        return;
    }
    if let Some(place) = REMINDER.first(letter, |_| true) {
        found.push(Finding::at(place, text!("empty-nudge.message"), text!("empty-nudge.help")));
    }
}
