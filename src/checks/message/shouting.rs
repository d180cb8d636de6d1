//! `shouting`: the words carry the weight, not the marks.

use super::letter::{Finding, Letter};
use super::limits;
use super::phrase::quotes;
use crate::labels::text;

/// Letters that a word of capitals has at least.
const CAPITALS: usize = 4;
/// Such words in a subject that shouts.
const WORDS: usize = 2;

/// Fires at a double exclamation mark, at more single ones than the limit, and at a subject in capitals.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if let Some(subject) = letter.subject.filter(|subject| capitals(subject) >= WORDS) {
        let count = capitals(subject);
        found.push(Finding::at_key("subject", text!("shouting.subject", count = count), text!("shouting.help")));
    }
    let prose = &letter.message.prose;
    if !prose.contains(['!', '！']) {
        return;
    }
    let quoted = quotes(prose);
    let is_own = |at: &usize| is_mark(prose, *at) && !quoted.iter().any(|quote| quote.contains(at));
    let marks: Vec<usize> = prose.match_indices(['!', '！']).map(|(at, _)| at).filter(is_own).collect();
    let doubled = marks.windows(2).find(|pair| prose[pair[0]..pair[1]].chars().count() == 1).map(|pair| pair[0]..mark_end(prose, pair[1]));
    let limit = letter.limit(&limits::EXCLAMATIONS);
    let over = (marks.len() as f64 > limit).then(|| marks[marks.len() - 1]).map(|at| at..mark_end(prose, at));
    if let Some(place) = doubled.or(over) {
        found.push(Finding::at(place, text!("shouting.message", count = marks.len()), text!("shouting.help")));
    }
}

/// `!=` and `!important` are code that lost its ticks, `7!!` is a factorial.
fn is_mark(prose: &str, at: usize) -> bool {
    if prose[..at].trim_end_matches('!').ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let mut after = prose[at..].chars();
    let is_full_width = after.next() == Some('！');
    is_full_width || !after.next().is_some_and(|next| next.is_ascii_alphanumeric() || matches!(next, '=' | '(' | '['))
}

fn mark_end(prose: &str, at: usize) -> usize {
    at + prose[at..].chars().next().map_or(0, char::len_utf8)
}

fn capitals(subject: &str) -> usize {
    subject
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| word.len() >= CAPITALS && word.bytes().all(|byte| byte.is_ascii_uppercase()) && !ACRONYMS.contains(word))
        .count()
}

/// Names that are written so.
const ACRONYMS: [&str; 32] = [
    "FORTRAN", "COBOL", "LISP", "BASIC", "ALGOL", "PASCAL", "SCSS", "LATEX", "HTTP", "HTTPS", "JSON", "YAML", "HTML", "REST", "SQLITE",
    "NASA", "ASML", "TSMC", "UEFI", "SCADA", "CUDA", "SIMD", "IEEE", "TOEIC", "TOEFL", "IELTS", "GDPR", "HIPAA", "CRUD", "LINQ", "VLSI",
    "FPGA",
];
