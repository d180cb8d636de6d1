//! `asklog history`: every version of an entry's message, and the findings that came and went.

use serde::Serialize;

use super::open::{self, Open};
use super::{Exit, Format, Globals, Outcome, find, past};
use crate::checks::MessageRules;
use crate::insight::{Insight, Meant, find_any};
use crate::iterations::{self, Iteration};
use crate::json::to_json;
use crate::labels::{Labels, Text, Value, text};
use crate::terminal::{self, bold, dim};
use crate::text::control::one_line;

#[derive(clap::Args)]
pub(super) struct Args {
    /// An id, a path, a part of an id, or a name.
    id: String,
    /// For people, or JSON.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    id: &'a str,
    versions: Vec<VersionJson<'a>>,
}

/// A version as JSON; the last three keys are those of a template.
#[derive(Serialize)]
struct VersionJson<'a> {
    number: u32,
    commit: Option<&'a str>,
    date: Option<&'a str>,
    author: Option<&'a str>,
    units: f64,
    message: &'a str,
    appeared: &'a [&'static str],
    fixed: &'a [&'static str],
    #[serde(flatten)]
    brought: Option<BroughtJson<'a>>,
}

#[derive(Serialize)]
struct BroughtJson<'a> {
    changes: &'a [String],
    uses: usize,
    x: usize,
    n: usize,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let meant = find_any(&insight, &args.id);
    let path = match &meant {
        Meant::Request(request, chosen) => {
            if *chosen {
                open.say(&text!("find.chosen", id = request.id));
            }
            request.path()
        }
        Meant::Template(template) => template.path(),
        _ => return Err(find::error(&open, &args.id, meant)),
    };
    let past = past::or_working_copies(&open, |other| other == path);
    let rules = MessageRules::of(&open.journal);
    let (id, iterations) = match meant {
        Meant::Request(request, _) => (&request.id, iterations::of_request(&past, request, &open.journal, &rules)),
        Meant::Template(template) => (&template.id, iterations::of_template(&past, template, &insight, &rules)),
        _ => return Err(find::error(&open, &args.id, meant)),
    };
    match args.format {
        Format::Json => terminal::print(&to_json(&Document { schema_version: 1, id, versions: iterations.iter().map(json).collect() })),
        Format::Table => {
            let count = text!("history.count", count = iterations.len()).say(&open.labels);
            terminal::print(&format!("{}  {count}\n{}\n{}", bold(&one_line(id)), dim(&one_line(path)), lines(&iterations, &open)));
        }
    }
    Ok(Exit::Done)
}

fn json(iteration: &Iteration) -> VersionJson<'_> {
    let revision = iteration.revision.as_ref();
    VersionJson {
        number: iteration.number,
        commit: revision.map(|revision| revision.commit.as_str()),
        date: revision.map(|revision| revision.date.as_str()),
        author: revision.map(|revision| revision.author.as_str()),
        units: iteration.length.units(),
        message: &iteration.message,
        appeared: &iteration.appeared,
        fixed: &iteration.fixed,
        brought: iteration.of_template.as_ref().map(|brought| BroughtJson {
            changes: &brought.changes,
            uses: brought.replies.uses,
            x: brought.replies.x,
            n: brought.replies.n,
        }),
    }
}

/// The versions, a few lines each, as `history` and `show` print them.
pub(super) fn lines(iterations: &[Iteration], open: &Open) -> String {
    let (labels, columns) = (&open.labels, terminal::columns());
    let mut page = String::new();
    for iteration in iterations {
        let number = format!("{:>3}", iteration.number);
        let head = match &iteration.revision {
            Some(revision) => {
                let commit = revision.commit.get(..7).unwrap_or_default();
                format!("{}  {}  {}  {}", when(&revision.date), one_line(&revision.author), length(iteration).say(labels), dim(commit))
            }
            None => format!("{}  {}", text!("history.working-copy").say(labels), length(iteration).say(labels)),
        };
        page.push_str(&format!("\n{}  {head}\n", bold(&number)));
        let mut say = |words: &str| page.push_str(&terminal::paragraph(words, "     ", columns));
        if let Some(brought) = &iteration.of_template {
            let replies = &brought.replies;
            say(&text!("template.used", uses = replies.uses, x = replies.x, n = replies.n).say(labels));
            brought.changes.iter().for_each(|change| say(&format!("· {change}")));
        }
        for (rules, sentence) in [(&iteration.fixed, true), (&iteration.appeared, false)] {
            if !rules.is_empty() {
                say(&findings(rules, sentence).say(labels));
            }
        }
    }
    page
}

fn findings(rules: &[&'static str], is_fixed: bool) -> Text {
    let rules = Value::list(rules);
    if is_fixed { text!("history.fixed"; rules => rules) } else { text!("history.appeared"; rules => rules) }
}

/// `231 字` or `161 words`.
pub(super) fn length(iteration: &Iteration) -> Text {
    let count = iteration.length.han + iteration.length.words;
    if iteration.is_chinese { text!("length.zh", count = count) } else { text!("length.en", count = count) }
}

/// `2026-04-08 09:30` of an RFC 3339 date: the author's own day and hour.
fn when(date: &str) -> String {
    date.get(..16).unwrap_or(date).replace('T', " ")
}

/// A version in a line of its own: its number, and its day.
pub(super) fn name_of(iteration: &Iteration, labels: &Labels) -> String {
    match &iteration.revision {
        Some(revision) => format!("{} ({})", iteration.number, revision.date.get(..10).unwrap_or_default()),
        None => format!("{} ({})", iteration.number, text!("history.working-copy").say(labels)),
    }
}
