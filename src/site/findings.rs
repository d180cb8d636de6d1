//! What the checks say of a message, beside its sentences: a number in the text, a note below.

use std::cell::LazyCell;

use serde::Serialize;

use crate::checks::{Report, about, help_line};
use crate::diagnostic::{Diagnostic, Span};
use crate::journal::{Request, Settings};
use crate::labels::Labels;
use crate::markdown;
use crate::message::{end_of_sentence, sentences_of};
use crate::text::control::one_line;
use crate::text::width::cut;

/// A note below the message.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Note {
    number: usize,
    /// Whether the text, or the subject, holds its number.
    is_marked: bool,
    /// Whether it is about the subject.
    of_subject: bool,
    heading: String,
    words: String,
    message: String,
    help: String,
    rule: &'static str,
}

/// What is found in a message, as plain values: with the entry itself all that [`annotate`] goes by.
#[derive(Serialize)]
pub(super) struct Told {
    found: Vec<Finding>,
    help_line: Option<String>,
}

#[derive(Serialize)]
struct Finding {
    rule: &'static str,
    start: usize,
    end: usize,
    /// Told by the entry's bytes.
    #[serde(skip)]
    sentence_end: Option<usize>,
    message: String,
    help: String,
}

/// What the checks say of a request's message.
pub(super) fn told(request: &Request, report: &Report, settings: &Settings, labels: &Labels) -> Told {
    let of_message = |diagnostic: &&Diagnostic| about(diagnostic.rule).is_some_and(|about| about.group.is_of_message());
    let finding = |diagnostic: &Diagnostic| Finding {
        rule: diagnostic.rule,
        start: diagnostic.span.start,
        end: diagnostic.span.end,
        sentence_end: diagnostic.sentence_end,
        message: diagnostic.message.say(labels),
        help: diagnostic.help.as_ref().map(|help| help.say(labels)).unwrap_or_default(),
    };
    let mut found: Vec<Finding> = of_file(report, request.path()).iter().filter(of_message).map(finding).collect();
    // Those at keys come first: the subject stands above the message.
    found.sort_by_key(|finding| (finding.end, finding.rule));
    let in_crisis = report.notices.iter().any(|path| path == request.path());
    Told { found, help_line: in_crisis.then(|| help_line(settings).say(labels)) }
}

/// A message as HTML, and the notes on it.
pub(super) struct Annotated {
    pub(super) html: String,
    pub(super) notes: Vec<Note>,
    /// The help line that a message with words of crisis has instead of notes.
    pub(super) help_line: Option<String>,
}

/// Stands around a number while the text is Markdown: punctuation, so that emphasis beside it holds; nobody
/// writes it in a letter, and where somebody does the text gets no numbers.
const MARK: char = '⹏';
/// Cells of the sentence that a note quotes.
const QUOTED: usize = 48;

/// The message with the findings that are about its words or its subject.
pub(super) fn annotate(request: &Request, told: Told, labels: &Labels) -> Annotated {
    let message = request.message();
    let mut marked = message.to_owned();
    let can_mark = !message.contains(MARK);
    let ends: Vec<(usize, Option<usize>)> = told.found.iter().map(|finding| (finding.end, finding.sentence_end)).collect();
    let mut notes: Vec<Note> =
        told.found.into_iter().enumerate().map(|(at, finding)| note(at + 1, finding, can_mark, request, labels)).collect();
    // For others' eyes the message is not the one that was read for the findings.
    let sentences = LazyCell::new(|| sentences_of(message));
    for ((end, known), note) in ends.iter().zip(&notes).rev().filter(|(_, note)| note.is_marked && !note.of_subject) {
        // The number stands at the end of the sentence that holds the last byte.
        let start = request.message.start;
        let at = known.map_or_else(|| end_of_sentence(&sentences, |range| range, end - start), |known| known - start);
        marked.insert_str(at, &format!("{MARK}{}{MARK}", note.number));
    }
    let html = markdown::to_html(&marked);
    let html = if can_mark { with_numbers(&html, &mut notes) } else { html };
    Annotated { html, notes, help_line: told.help_line }
}

/// The findings of a file; a report is in the order of paths.
pub(super) fn of_file<'a>(report: &'a Report, path: &str) -> &'a [Diagnostic] {
    let all = &report.diagnostics;
    let start = all.partition_point(|diagnostic| diagnostic.path.as_str() < path);
    let end = all.partition_point(|diagnostic| diagnostic.path.as_str() <= path);
    &all[start..end]
}

fn note(number: usize, finding: Finding, can_mark: bool, request: &Request, labels: &Labels) -> Note {
    let span = Span { start: finding.start, end: finding.end };
    let in_message = request.message.holds(span);
    let subject = request.subject.as_deref().filter(|subject| !in_message && !subject.trim().is_empty());
    let subject = subject.filter(|_| span == request.document.span_of("subject"));
    // What is not there is quoted by nothing.
    let words = match subject {
        Some(subject) => subject,
        None if in_message => request.document.text.get(span.range()).unwrap_or_default(),
        None => "",
    };
    // The page's words, not its Markdown; what is nothing but marks is shown as it is.
    let plain = if in_message { markdown::to_text(words) } else { String::new() };
    let words = if plain.is_empty() { words } else { &plain };
    Note {
        number,
        is_marked: subject.is_some() || in_message && can_mark,
        of_subject: subject.is_some(),
        heading: about(finding.rule).map(|about| labels.word("group", about.group.word())).unwrap_or_default(),
        words: cut(one_line(words).trim(), QUOTED).into_owned(),
        message: finding.message,
        help: finding.help,
        rule: finding.rule,
    }
}

/// The numbers as references to the notes; a number inside a link is text, for no link stands in another.
fn with_numbers(html: &str, notes: &mut [Note]) -> String {
    let mut page = String::with_capacity(html.len() + notes.len() * 80);
    let mut parts = html.split(MARK);
    page.push_str(parts.next().unwrap_or_default());
    let mut marked = Vec::new();
    // Whether the page so far ends inside of one: what was looked through is not looked through again.
    let (mut in_link, mut in_code) = (goes_on(&page, "<a ", "</a>") == Some(true), goes_on(&page, "<code", "</code>") == Some(true));
    while let (Some(number), Some(rest)) = (parts.next(), parts.next()) {
        if !in_code && !in_link {
            page.push_str(&format!(
                "<sup class=\"finding-mark\"><a href=\"#finding-{number}\" id=\"finding-mark-{number}\">{number}</a></sup>"
            ));
            marked.push(number.to_owned());
        }
        page.push_str(rest);
        in_link = goes_on(rest, "<a ", "</a>").unwrap_or(in_link);
        in_code = goes_on(rest, "<code", "</code>").unwrap_or(in_code);
    }
    for note in notes.iter_mut().filter(|note| !note.of_subject) {
        note.is_marked = marked.contains(&note.number.to_string());
    }
    page
}

/// Whether a part of a page ends inside of what `open` begins and `close` ends; `None` where it holds neither.
fn goes_on(part: &str, open: &str, close: &str) -> Option<bool> {
    match (part.rfind(open), part.rfind(close)) {
        (None, None) => None,
        (opened, closed) => Some(opened > closed),
    }
}
