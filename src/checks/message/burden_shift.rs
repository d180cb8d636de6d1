//! `burden-shift`: the writer keeps the work, the reader gives a look.

use super::letter::{Finding, Letter};
use super::phrase::Phrase;
use crate::labels::text;
use crate::text::pattern::pattern;

/// Work handed over (message-patterns.json, `BURDEN`); thanks for such help in the past is none.
static BURDEN: Phrase = Phrase {
    find: pattern!(
        r"幫我(?:找|介紹|安排|想|規劃|改|寫|做|決定)|(?:直接)?改好寄回|由[您你妳]決定|都交給[您你妳]|(?:告訴|跟)我(?:該|應該)(?:怎麼做|做什麼|學什麼)|什麼(?:工作|職缺)都(?:可以|行|好)|任何(?:工作|職缺|機會)都(?:可以|行|好)|\bfind me an? (?:job|role|position)|\bget me (?:a job|hired|an interview)|\brewrite my (?:resume|résumé|cv|portfolio)|\b(?:rewrite|redo|write|finish|do) (?:it|this|that|them|everything|the whole thing) for me\b|\bdo my\b|\bdecide for me|\bplan my (?:career|life|study)|\bany job (?:is|will|would|works|at all)\b|\bwhatever you (?:think|can)\b|\btell me what (?:i should|to) (?:do|learn|study)\b"
    ),
    innocent: None,
    unless: Some(pattern!(r"謝謝|感謝|上次|\bthank")),
};

/// Fires at the first such phrase.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if let Some(place) = BURDEN.first(letter, |_| true) {
        found.push(Finding::at(place, text!("burden-shift.message"), text!("burden-shift.help")));
    }
}
