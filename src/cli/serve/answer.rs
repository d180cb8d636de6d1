//! The answer to a path: its page, rendered when it is asked for, or what is wrong.

use super::moment::Moment;
use crate::cli::open::Open;
use crate::cli::render::Looks;
use crate::diagnostic::Severity;
use crate::error::{Error, Result};
use crate::journal::Journal;
use crate::labels::{Labels, text};
use crate::serve::{Answer, LIVE_SCRIPT, listening};
use crate::site::{OneByOne, Story, error_page};

const HTML: &str = "text/html; charset=utf-8";

/// The answer to a decoded path without its first `/`; `labels` says what is wrong while there is no journal.
pub(super) fn answer(now: &Result<Moment>, path: &str, version: &str, labels: &Labels) -> Answer {
    let path = if path.is_empty() { "index.html" } else { path };
    if path == "asklog-live.js" {
        return Answer { status: 200, kind: kind(path), body: LIVE_SCRIPT.as_bytes().to_vec() };
    }
    let answer = match now {
        Ok(now) => now.answer(path).unwrap_or_else(|| wrong(500, &text!("serve.wrong").say(labels), &[], labels)),
        Err(error) => in_words(error, labels),
    };
    if answer.kind == HTML { Answer { body: listening(answer.body, version), ..answer } } else { answer }
}

/// The answer of an opened journal, whose pages `page` gives by their paths.
pub(super) fn page(open: &Open, looks: &Looks, story: &Story<'_>, page: &OneByOne<'_>, path: &str) -> Answer {
    let (journal, labels) = (&open.journal, &open.labels);
    let faults =
        journal.diagnostics.iter().filter(|fault| fault.path == journal.settings.document.path && fault.severity == Severity::Error);
    let faults: Vec<String> = faults.map(|fault| format!("{}: {}", fault.path, fault.message.say(labels))).collect();
    if !faults.is_empty() && kind(path) == HTML {
        return wrong(500, &text!("serve.wrong").say(labels), &faults, labels);
    }
    // The first page tells of every layout: who mends one looks there, and a build would stop at it.
    let others = if path == "index.html" { of_own_layouts(journal, looks, story) } else { Vec::new() };
    let fault = others.iter().find_map(|other| page(other).err());
    match fault.map_or_else(|| page(path), Err) {
        Ok(Some(page)) => Answer { status: 200, kind: kind(path), body: page.bytes().unwrap_or_default().to_vec() },
        Ok(None) => {
            let unread = journal.unreadable.iter().map(|file| format!("{}: {}", file.path, file.reason.say(labels)));
            wrong(404, &text!("serve.none", path = path).say(labels), &unread.collect::<Vec<_>>(), labels)
        }
        Err(fault) => in_words(&looks.error(fault), labels),
    }
}

/// A page of each layout that is the user's own.
fn of_own_layouts(journal: &Journal, looks: &Looks, story: &Story<'_>) -> Vec<String> {
    let page = |layout: &str| match layout {
        "request.html" | "iterations.html" => story.page(journal.requests.first()?.path()).map(ToOwned::to_owned),
        "template.html" | "versions.html" => story.page(journal.templates.first()?.path()).map(ToOwned::to_owned),
        layout => Some(layout.to_owned()),
    };
    looks.own_layouts().filter_map(page).collect()
}

/// A page that says an error.
fn in_words(error: &Error, labels: &Labels) -> Answer {
    let help = error.help.as_ref().map(|help| help.say(labels));
    let lines: Vec<String> = [error.message.say(labels)].into_iter().chain(help).collect();
    wrong(500, &text!("serve.wrong").say(labels), &lines, labels)
}

fn wrong(status: u16, title: &str, lines: &[String], labels: &Labels) -> Answer {
    Answer { status, kind: HTML, body: error_page(labels, title, lines) }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        _ => HTML,
    }
}
