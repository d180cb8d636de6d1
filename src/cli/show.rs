//! `asklog show`: one entry, readable in a terminal; or its plain message.

use serde::Serialize;

use super::open::{self, Open};
use super::template::TemplateJson;
use super::{Exit, Format, Globals, Outcome, history, past};
use crate::checks::{MessageRules, Report, check_with, help_line};
use crate::diagnostic::Diagnostic;
use crate::insight::{Insight, Meant, facts_in_words, find_any};
use crate::interchange::{EntryJson, SectionJson};
use crate::iterations;
use crate::journal::Request;
use crate::json::to_json;
use crate::labels::{Labels, text};
use crate::message::{plain_line, plain_text};
use crate::terminal::{self, bold, dim, findings};
use crate::text::lines::Lines;
use crate::text::width::{pad, width};
use crate::versions::Past;

#[derive(clap::Args)]
pub(super) struct Args {
    /// An id, a path, a part of an id, or a name.
    id: String,
    /// Only the message, plain.
    #[arg(long)]
    message: bool,
    /// For people, or JSON.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    entry: EntryJson<'a>,
    thread: Vec<EntryJson<'a>>,
    diagnostics: Vec<findings::DiagnosticJson<'a>>,
    message: &'a str,
    sections: Vec<SectionJson<'a>>,
}

#[derive(Serialize)]
struct TemplateDocument<'a> {
    schema_version: u32,
    template: TemplateJson<'a>,
    message: &'a str,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let request = match find_any(&insight, &args.id) {
        Meant::Request(request, chosen) => {
            if chosen {
                open.say(&text!("find.chosen", id = request.id));
            }
            request
        }
        Meant::Template(template) => {
            match (args.message, args.format) {
                (true, _) => terminal::print(&format!("{}\n", crate::text::control::visible(template.body()))),
                (false, Format::Json) => terminal::print(&to_json(&TemplateDocument {
                    schema_version: 1,
                    template: TemplateJson::of(template, &insight),
                    message: template.body(),
                })),
                (false, Format::Table) => terminal::print(&super::template::page(&open, &insight, template)),
            }
            return Ok(Exit::Done);
        }
        other => return Err(super::find::error(&open, &args.id, other)),
    };
    if args.message {
        terminal::print_raw(format!("{}\n", crate::text::control::visible(&plain_text(request.message()))).as_bytes());
        return Ok(Exit::Done);
    }
    let past = past::read(&open, |path| path == request.path()).map(|(past, _)| past).ok();
    let report = check_with(&open.journal, &insight, past.as_ref(), &[]).only(|path| path == request.path(), |_| true);
    let diagnostics: Vec<&Diagnostic> = report.diagnostics.iter().collect();
    match args.format {
        Format::Json => terminal::print(&json(&open, &insight, request, &diagnostics)),
        Format::Table => terminal::print(&page(&open, &insight, request, &report, past.as_ref())),
    }
    open.say_left_out();
    Ok(Exit::Done)
}

fn json<'a>(open: &'a Open, insight: &Insight<'a>, request: &'a Request, diagnostics: &[&Diagnostic]) -> String {
    let lines = Lines::of(&request.document.text);
    let thread = insight.threads.timeline(request);
    to_json(&Document {
        schema_version: 1,
        entry: EntryJson::of(request, insight),
        thread: thread.iter().map(|entry| EntryJson::of(entry, insight)).collect(),
        diagnostics: diagnostics
            .iter()
            .map(|diagnostic| findings::DiagnosticJson::of(diagnostic, lines.place(diagnostic.span), &open.labels))
            .collect(),
        message: request.message(),
        sections: SectionJson::all(request),
    })
}

fn page<'a>(open: &'a Open, insight: &Insight<'a>, request: &'a Request, report: &Report, past: Option<&Past>) -> String {
    let labels = &open.labels;
    let columns = terminal::columns();
    let status = labels.word("status", insight.status(request).word());
    let mut page = format!("{}  {status}\n{}\n\n", bold(&request.id), dim(request.path()));
    let facts = facts_in_words(request, labels);
    let label_width = facts.iter().map(|fact| width(fact.label)).max().unwrap_or(0);
    for fact in &facts {
        page.push_str(&terminal::bullet(&pad(fact.label, label_width), &fact.text, columns));
    }
    page.push('\n');
    if request.message().is_empty() {
        page.push_str(&format!("{}\n", dim(&text!("show.no-message").say(labels))));
    }
    page.push_str(&message(request, report, labels));
    if !report.notices.is_empty() {
        page.push_str(&format!("\n{}", terminal::paragraph(&help_line(&open.journal.settings).say(labels), "  ", columns)));
    }
    for section in &request.sections {
        page.push_str(&format!("\n{}\n\n", bold(&crate::text::control::one_line(&section.heading))));
        let text = request.section_text(section).lines().map(plain_line).collect::<Vec<_>>().join("\n");
        page.push_str(&terminal::paragraph(&text, "  ", columns));
    }
    page.push_str(&thread(open, insight, request));
    page.push_str(&past.map(|past| versions(open, past, request)).unwrap_or_default());
    let others: Vec<&Diagnostic> = report.diagnostics.iter().filter(|diagnostic| !is_beside(diagnostic, request)).collect();
    if !others.is_empty() {
        page.push('\n');
        let lines = Lines::of(&request.document.text);
        for diagnostic in others.iter().take(findings::MOST_OF_A_FILE) {
            page.push_str(&findings::one(diagnostic, &lines, &request.document.text, labels));
        }
        if others.len() > findings::MOST_OF_A_FILE {
            let more = text!("check.more", count = others.len() - findings::MOST_OF_A_FILE, path = request.path());
            page.push_str(&format!("\n{}\n", more.say(labels)));
        }
    }
    page
}

/// The versions of the message, where there is more than one.
fn versions(open: &Open, past: &Past, request: &Request) -> String {
    let iterations = iterations::of_request(past, request, &open.journal, &MessageRules::of(&open.journal));
    if iterations.len() < 2 {
        return String::new();
    }
    format!("\n{}{}", bold(&text!("show.iterations").say(&open.labels)), history::lines(&iterations, open))
}

/// Whether a finding stands beside a sentence of the message.
fn is_beside(diagnostic: &Diagnostic, request: &Request) -> bool {
    findings::heading(diagnostic).is_some() && diagnostic.span.start >= request.message.start && diagnostic.span.end <= request.message.end
}

/// The message, each finding below the line of its sentence, which is underlined.
pub(super) fn message(request: &Request, report: &Report, labels: &Labels) -> String {
    let columns = terminal::columns();
    let mut page = String::new();
    // In the order of their places, as the lines are.
    let beside: Vec<&Diagnostic> = report.diagnostics.iter().filter(|diagnostic| is_beside(diagnostic, request)).collect();
    let mut rest = beside.as_slice();
    let mut end = request.message.start;
    for line in request.message().split_inclusive('\n') {
        end += line.len();
        let (here, below) = rest.split_at(rest.partition_point(|diagnostic| diagnostic.span.start < end));
        rest = below;
        match line.trim_end() {
            "" => page.push('\n'),
            words => page.push_str(&terminal::paragraph(&plain_line(words), "  ", columns)),
        }
        if !here.is_empty() {
            page.push_str(&findings::beside(here, &request.document.text, labels, columns));
        }
    }
    page
}

/// The thread's other entries in the order of time.
fn thread<'a>(open: &'a Open, insight: &Insight<'a>, request: &'a Request) -> String {
    let zone = open.journal.now.zone;
    let entries = insight.threads.timeline(request);
    if entries.len() < 2 {
        return String::new();
    }
    let mut page = format!("\n{}\n", bold(&open.labels.word("show", "thread")));
    for entry in entries {
        let mark = if entry.path() == request.path() { "●" } else { "○" };
        let day = entry.sent_day(zone).map_or_else(|| open.labels.word("status", "draft"), |day| day.to_string());
        let kind = open.labels.word("kind", entry.kind.word());
        page.push_str(&format!("{mark} {day}  {kind}  {}\n", entry.id));
    }
    page
}
