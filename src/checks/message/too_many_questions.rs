//! `too-many-questions`: three questions at most.

use std::ops::Range;

use super::letter::{Finding, Letter};
use super::limits;
use super::phrase::quotes;
use crate::journal::Kind;
use crate::labels::text;
use crate::text::pattern::{Pattern, pattern};
use crate::text::ranges;

/// What one asked oneself, or others asked, goes on until a sentence without a mark.
static REPORTED: Pattern = pattern!(
    r"問(?:過|了)?(?:我)?自己|自問|捫心",
    r"(?:委員|評審|面試官|考官|主管|老闆|客人|客戶|學生|孩子|家長|病人|家屬|同事|讀者|他們|她們)(?:們)?[^，。！？來去]{0,6}問(?:[了過到]|我|我們|[一二兩三四五六七八九十幾][個題句])*[^，。！？您你妳]{0,4}[：:]",
    r"\bask(?:ed|ing)? (?:myself|ourselves)\b|\bi(?:'d| had)? wondered\b",
    r"\b(?:committee|examiners?|interviewers?|panel|boss|manager|customers?|clients?|guests?|students?|pupils?|children|parents|patients|they|colleagues?|readers?) (?:[a-z]+ )?ask(?:ed|s)?(?: (?:me|us))?[^.!?,]{0,20}:",
);
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

/// The sentence of each question: each run of question marks, `？？` is one, and those of one quotation are one;
/// outside of what the writer or others were asked; and each item of a list that follows `想請教您：`.
fn questions(letter: &Letter<'_>) -> Vec<Range<usize>> {
    let prose = &letter.message.prose;
    let has_marks = prose.contains(['?', '？']);
    let quoted = if has_marks { quotes(prose) } else { Vec::new() };
    let (mut found, mut reported, mut list) = (Vec::new(), false, false);
    let mut last_quote = None;
    for sentence in &letter.message.sentences {
        let words = letter.message.words(sentence);
        let start = sentence.range.start;
        let is_mark = |at: &usize| {
            let quote = ranges::at(&quoted, start + at);
            let is_title = quote.is_some_and(|number| prose[quoted[number].clone()].starts_with(['《', '〈']));
            let is_same = quote.is_some() && std::mem::replace(&mut last_quote, quote) == quote;
            !words[..*at].ends_with(['?', '？', '（', '(']) && !is_title && !is_same
        };
        let marks = words.match_indices(['?', '？']).map(|(at, _)| at).filter(is_mark).count();
        reported = marks > 0 && (reported || REPORTED.is_in(words));
        if !reported {
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
