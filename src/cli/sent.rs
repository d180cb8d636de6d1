//! `asklog sent`: notes that a request went out.

use super::open::{self, Open};
use super::{Exit, Globals, Outcome, change, find, save, when};
use crate::calendar::{Direction, Moment};
use crate::checks::{Report, about, check_sending, help_line};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::insight::{Insight, follow_up_day};
use crate::journal::{Edit, Facts, Request};
use crate::labels::text;
use crate::terminal::{self, findings};
use crate::text::lines::Lines;

#[derive(clap::Args)]
pub(super) struct Args {
    /// An id, a path, a part of an id, or a name.
    id: String,
    /// When it went out, instead of now.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<String>,
    /// Write it even where `check` finds an error.
    #[arg(long)]
    force: bool,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let now = open.journal.now;
    let sent: Moment = match &args.at {
        Some(at) => when::read(at, now, Direction::Past)?,
        None => now.moment(),
    };
    let request = find::request(&open, &insight, &args.id, |request| request.written().sent.is_none())?;
    if let Some(already) = request.written().sent {
        return Err(Error::new(text!("sent.already", id = request.id, sent = already)).help(text!("sent.already.help", id = request.id)));
    }
    let report = check_sending(&open.journal, &insight, request);
    if report.count(Severity::Error) > 0 && !args.force {
        say_errors(&open, request, &report);
        terminal::say(&text!("sent.refused", id = request.id).say(&open.labels));
        return Ok(Exit::No);
    }
    let as_sent = Facts { sent: Some(sent), ..request.written().clone() };
    if as_sent.contradict(now.zone) && !args.force {
        let words = |moment: Option<Moment>| moment.map(|moment| moment.to_string()).unwrap_or_default();
        let is_closed_before = as_sent.closed.is_some_and(|closed| closed.compare(sent, now.zone).is_lt());
        let fact = if is_closed_before {
            text!("closed-before-sent.message", closed = words(as_sent.closed), sent = sent)
        } else {
            text!("sent-before-noticed.message", sent = sent, noticed = words(as_sent.noticed))
        };
        terminal::say(&fact.say(&open.labels));
        terminal::say(&text!("sent.refused", id = request.id).say(&open.labels));
        return Ok(Exit::No);
    }
    // The draft as it goes out is a version of its own.
    save::automatically(&open);
    change::change(&open, request.path(), &[Edit::Set("sent".to_owned(), sent.to_string())])?;
    open.say(&text!("sent.done", id = request.id, sent = sent));
    say_advice(&open, &report);
    // The follow-up's day is that of the journal as it is now. The fact is written, whatever comes of reading it again.
    let Ok(after) = open::open(globals) else { return Ok(Exit::Done) };
    let insight = Insight::of(&after.journal);
    let written = after.journal.requests.iter().find(|written| written.path() == request.path());
    if let Some(day) = written.and_then(|written| follow_up_day(insight.threads.of_request(written), &insight)) {
        open.say(&text!("sent.follow-up", day = day));
    }
    Ok(Exit::Done)
}

/// Shows the errors of a message with their places.
pub(super) fn say_errors(open: &Open, request: &Request, report: &Report) {
    let lines = Lines::of(&request.document.text);
    for diagnostic in report.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
        terminal::say(findings::one(diagnostic, &lines, &request.document.text, &open.labels).trim_end());
    }
}

/// Shows the help line where the message holds words of crisis.
pub(super) fn say_help_line(open: &Open, report: &Report) {
    if !report.notices.is_empty() {
        let line = help_line(&open.journal.settings).say(&open.labels);
        open.say_plain(terminal::paragraph(&line, "", terminal::columns()).trim_end());
    }
}

/// Shows once what the craft says of the message that went out: for the next one.
fn say_advice(open: &Open, report: &Report) {
    say_help_line(open, report);
    let of_message = |diagnostic: &&Diagnostic| about(diagnostic.rule).is_some_and(|about| about.group.is_of_message());
    // It is out: nothing is a warning any more.
    let as_advice = |diagnostic: &Diagnostic| Diagnostic { severity: Severity::Advice, ..diagnostic.clone() };
    let advice: Vec<Diagnostic> = report.diagnostics.iter().filter(of_message).map(as_advice).collect();
    if !advice.is_empty() {
        open.say(&text!("sent.advice"));
        open.say_plain(findings::brief(&advice.iter().collect::<Vec<_>>(), &open.labels, "  ", terminal::columns()).trim_end());
    }
}
