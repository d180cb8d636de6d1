//! `too-many-questions`: three questions at most.

use super::letter::{Finding, Letter};
use super::limits;
use crate::journal::Kind;
use crate::labels::text;

/// Fires where the message holds more runs of question marks than the limit; `？？` is one. A recap may.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    let prose = &letter.message.prose;
    let runs: Vec<usize> =
        prose.match_indices(['?', '？']).map(|(at, _)| at).filter(|&at| !prose[..at].ends_with(['?', '？', '（', '('])).collect();
    let limit = letter.limit(&limits::QUESTIONS);
    if letter.kind != Kind::Recap && runs.len() as f64 > limit {
        let over = runs[limit as usize];
        let sentence = letter.message.sentences.iter().find(|sentence| sentence.range.contains(&over));
        let place = sentence.map_or(over..over + 1, |sentence| sentence.range.clone());
        found.push(Finding::at(place, text!("too-many-questions.message", count = runs.len()), text!("too-many-questions.help")));
    }
}
