//! `emotional-appeal`: one question instead of the feeling.

use super::letter::{Finding, Letter};
use super::phrase::Phrase;
use crate::labels::text;
use crate::text::pattern::pattern;

/// Words of distress (message-patterns.json, `EMO`); a crash of software is none.
pub(super) static EMOTION: Phrase = Phrase {
    find: pattern!(
        r"撐不下去|走投無路|拜託拜託|求求[您你妳]|救命|跪求|好絕望|很絕望|絕望了|完全沒有方向|我(?:真的|已經|都)?快(?:要)?崩潰|情緒崩潰|\bi'?m (?:so |really |getting )?desperate\b|\bdesperate(?:ly)?\b|\bbegging\b|please,? please|wits' end|last hope|falling apart"
    ),
    innocent: None,
    unless: None,
};

/// Fires at each such phrase of the writer's own.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if let Some(place) = EMOTION.first(letter, |_| true) {
        found.push(Finding::at(place, text!("emotional-appeal.message"), text!("emotional-appeal.help")));
    }
}
