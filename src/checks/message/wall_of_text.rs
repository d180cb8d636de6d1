//! `wall-of-text`: a paragraph fits one phone screen.

use super::letter::{Finding, Letter};
use super::limits;
use crate::labels::text;
use crate::text::script::{length, units_at_most};

/// Fires at each paragraph above the limit; an item of a list is a paragraph.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    let limit = letter.limit(&limits::WALL);
    for paragraph in &letter.message.paragraphs {
        if units_at_most(paragraph.len()) <= limit {
            continue;
        }
        let units = length(&letter.message.prose[paragraph.clone()]).units();
        if units > limit {
            let count = letter.counted(units);
            let message = match letter.chinese {
                true => text!("wall-of-text.message.zh", count = count),
                false => text!("wall-of-text.message", count = count),
            };
            let first = letter.message.sentences.iter().find(|sentence| sentence.range.start >= paragraph.start);
            let place = first.map_or(paragraph.clone(), |sentence| sentence.range.clone());
            found.push(Finding::at(place, message, text!("wall-of-text.help")));
        }
    }
}
