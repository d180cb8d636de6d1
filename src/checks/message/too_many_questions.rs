//! `too-many-questions`: three questions at most.

use std::ops::Range;

use super::letter::{Finding, Letter};
use super::limits;
use super::phrase::quotes;
use crate::journal::Kind;
use crate::labels::text;
use crate::text::pattern::{Pattern, pattern};
use crate::text::ranges;

/// What one asked oneself goes on until a sentence without a mark.
static ASKED_ONESELF: Pattern =
    pattern!(r"問(?:過|了)?(?:我)?自己|自問|捫心", r"\bask(?:ed|ing)? (?:myself|ourselves)\b|\bi(?:'d| had)? wondered\b");
/// A list item that is a question without a mark.
static QUESTION: Pattern = pattern!(
    r"怎|什麼|多少|要不要|是否|有沒有|能不能|哪|如何|為何|幾[個年月歲週周]|[嗎呢]$",
    r"\b(?:how|what|whether|which|why|when|where|who)\b",
);

/// Fires where the message asks more questions than the limit. A recap may.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if letter.kind == Kind::Recap {
        return;
    }
    let limit = letter.limit(&limits::QUESTIONS);
    let marks = letter.message.prose.matches('?').count() + letter.message.prose.matches('？').count();
    if letter.message.items.is_empty() && marks as f64 <= limit {
        return;
    }
    let questions = questions(letter);
    if questions.len() as f64 > limit {
        let place = questions[limit as usize].clone();
        found.push(Finding::at(place, text!("too-many-questions.message", count = questions.len()), text!("too-many-questions.help")));
    }
}

/// The sentence of each question: each run of question marks, `？？` is one; outside of quotation marks and of what
/// the writer asked the writer; and each item of a list that follows `想請教您：`.
fn questions(letter: &Letter<'_>) -> Vec<Range<usize>> {
    let prose = &letter.message.prose;
    let has_marks = prose.contains(['?', '？']);
    let quoted = if has_marks { quotes(prose) } else { Vec::new() };
    let (mut found, mut oneself, mut list) = (Vec::new(), false, false);
    for sentence in &letter.message.sentences {
        let words = letter.message.words(sentence);
        let start = sentence.range.start;
        let is_mark = |at: &usize| !words[..*at].ends_with(['?', '？', '（', '(']) && ranges::at(&quoted, start + at).is_none();
        let marks = words.match_indices(['?', '？']).map(|(at, _)| at).filter(is_mark).count();
        oneself = marks > 0 && (oneself || ASKED_ONESELF.is_in(words));
        if !oneself {
            found.extend(std::iter::repeat_n(sentence.range.clone(), marks));
        }
        let is_item = ranges::at(&letter.message.items, start).is_some();
        if list && is_item && marks == 0 && QUESTION.is_in(words) {
            found.push(sentence.range.clone());
        }
        list = is_item && list || sentence.asks && words.ends_with([':', '：']);
    }
    found
}
