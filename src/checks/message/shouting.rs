//! `shouting`: the words carry the weight, not the marks.

use std::ops::Range;

use super::letter::{Finding, Letter};
use super::limits;
use super::phrase::quotes;
use crate::labels::text;
use crate::text::ranges;

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
    if let Some(count) = letter.subject.map(in_a_row).filter(|count| *count > 1) {
        found.push(Finding::at_key("subject", text!("shouting.message", count = count), text!("shouting.help")));
    }
    if let Some(sentence) = letter.message.sentences.iter().find(|sentence| is_capital(&letter.source[sentence.range.clone()])) {
        found.push(Finding::at(sentence.range.clone(), text!("shouting.sentence"), text!("shouting.help")));
        return;
    }
    let prose = &letter.message.prose;
    if !prose.contains('!') && !prose.contains('！') {
        return;
    }
    let quoted = quotes(prose);
    let marks: Vec<Range<usize>> = marks(prose).into_iter().filter(|mark| ranges::at(&quoted, mark.start).is_none()).collect();
    let doubled = marks.windows(2).find(|pair| pair[0].end == pair[1].start).map(|pair| pair[0].start..pair[1].end);
    let over = || marks.last().filter(|_| marks.len() as f64 > letter.limit(&limits::EXCLAMATIONS)).cloned();
    if let Some(place) = doubled.or_else(over) {
        found.push(Finding::at(place, text!("shouting.message", count = marks.len()), text!("shouting.help")));
    }
}

/// Where exclamation marks stand. `!=` and `!important` are code that lost its ticks, `7!!` is a factorial.
fn marks(prose: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut before, mut is_of_number) = (None, false);
    let mut chars = prose.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        // Of several `!` the first one tells whose they are.
        is_of_number = if before == Some('!') { is_of_number } else { before.is_some_and(|c| c.is_ascii_digit()) };
        let is_code = |next: char| next.is_ascii_alphanumeric() || matches!(next, '=' | '(' | '[');
        if c == '！' && !is_of_number || c == '!' && !is_of_number && !chars.peek().is_some_and(|(_, next)| is_code(*next)) {
            found.push(at..at + c.len_utf8());
        }
        before = Some(c);
    }
    found
}

/// The words in capitals of a subject; none where no everyday word is among them: GA4 DEBUG VIEW is a name.
fn capitals(subject: &str) -> usize {
    let words = || subject.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.bytes().all(|byte| byte.is_ascii_uppercase()));
    let count = words().filter(|word| word.len() >= CAPITALS && !ACRONYMS.contains(word)).count();
    if words().any(|word| EVERYDAY.contains(&word)) { count } else { 0 }
}

/// The longest run of exclamation marks.
fn in_a_row(subject: &str) -> usize {
    subject.split(|c| c != '!' && c != '！').map(|run| run.chars().count()).max().unwrap_or(0)
}

/// Whether a sentence is written in capitals: three words or more, one of them an everyday one.
fn is_capital(sentence: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    if sentence.contains(|c: char| c.is_ascii_lowercase() || !c.is_ascii() && c.is_alphabetic()) || !sentence.contains(is_letter) {
        return false;
    }
    let words: Vec<&str> = sentence.split(|c: char| !is_letter(c)).filter(|word| !word.is_empty()).collect();
    words.len() > 2 && words.iter().any(|word| EVERYDAY.contains(word))
}

/// Words that a person says and a machine does not.
const EVERYDAY: [&str; 30] = [
    "PLEASE",
    "HELP",
    "NEED",
    "NEEDED",
    "READ",
    "THIS",
    "URGENT",
    "YOUR",
    "YOU",
    "ME",
    "MY",
    "QUESTION",
    "ADVICE",
    "REQUEST",
    "IMPORTANT",
    "ATTENTION",
    "WANT",
    "LOOKING",
    "CAREER",
    "HELLO",
    "HEY",
    "THANK",
    "THANKS",
    "LOVED",
    "LOVE",
    "REALLY",
    "REPLY",
    "ABOUT",
    "WITH",
    "NOW",
];

/// Names that are written so.
const ACRONYMS: [&str; 32] = [
    "FORTRAN", "COBOL", "LISP", "BASIC", "ALGOL", "PASCAL", "SCSS", "LATEX", "HTTP", "HTTPS", "JSON", "YAML", "HTML", "REST", "SQLITE",
    "NASA", "ASML", "TSMC", "UEFI", "SCADA", "CUDA", "SIMD", "IEEE", "TOEIC", "TOEFL", "IELTS", "GDPR", "HIPAA", "CRUD", "LINQ", "VLSI",
    "FPGA",
];
