//! `guilt-trip`: silence is feedback for the message, not a debt of the reader.

use super::letter::{Finding, Letter};
use super::phrase::Phrase;
use crate::labels::text;
use crate::text::pattern::pattern;

/// Blame for silence (message-patterns.json, `GUILT`).
static BLAME: Phrase = Phrase {
    find: pattern!(
        r"已讀不回|不想理我|怎麼(?:都)?不回|[您你妳][^。！？，]{0,6}(?:一個字都|遲遲|一直都?|卻都?)(?:不|沒有?)回|(?:已經|都)寄(?:給[您你妳])?了?[兩二三四五2-5]封|第[二三四五2-5]次(?:寫信給|寄信給|寫給|寄給|聯絡|打擾|提醒)[您你妳]?|[您你妳]是不是(?:忘了|不想)|\bnot sure (?:if|whether) you (?:saw|got|read|received) (?:my|the|this)\b|\bper my (?:last|previous)\b|\bstill haven'?t (?:replied|responded|heard)|\bignor(?:ed|ing) (?:me|my)\b|\b(?:second|third|fourth|2nd|3rd|4th) time i(?:'m| am)? (?:writing|emailing|asking)|\bdid you even\b|\bthe least you (?:can|could) do\b|\bbecause you (?:didn't|did not|never) (?:answer|reply|respond)|\bas i (?:already )?said\b"
    ),
    innocent: None,
    unless: None,
};

/// Fires at the first such phrase.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if let Some(place) = BLAME.first(letter, |_| true) {
        found.push(Finding::at(place, text!("guilt-trip.message"), text!("guilt-trip.help")));
    }
}
