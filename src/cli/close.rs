//! `asklog close`: stops waiting. A reply that comes later still wins.

use super::open;
use super::{Exit, Globals, Outcome, change, find, when};
use crate::calendar::{Direction, Moment};
use crate::error::Error;
use crate::insight::{Insight, Status};
use crate::journal::{CloseReason, Edit};
use crate::labels::text;

#[derive(clap::Args)]
pub(super) struct Args {
    /// An id, a path, a part of an id, or a name.
    id: String,
    /// Why: no-reply, withdrawn, bounced or solved.
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    /// The day, instead of today.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<String>,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let now = open.journal.now;
    let reason = args
        .reason
        .as_ref()
        .map(|word| CloseReason::parse(word).ok_or_else(|| super::filters::not_a_word("--reason", word, CloseReason::WORDS)))
        .transpose()?;
    let day = match &args.at {
        Some(at) => when::read(at, now, Direction::Past)?.day(now.zone),
        None => now.today(),
    };
    let request = find::request(&open, &insight, &args.id, |request| {
        let status = insight.status(request);
        status.is_open() || status == Status::Draft
    })?;
    if let Some(closed) = request.written().closed {
        return Err(Error::new(text!("close.already", id = request.id, closed = closed)).help(text!("sent.already.help", id = request.id)));
    }
    // A reply to a nudge is a reply to its thread.
    if matches!(insight.status(request), Status::Replied | Status::Done) {
        return Err(Error::new(text!("close.replied", id = request.id)));
    }
    let reason = match (request.written().sent, reason) {
        (Some(_), reason) => reason.unwrap_or(CloseReason::NoReply),
        (None, None) => CloseReason::Withdrawn,
        (None, Some(reason @ (CloseReason::Withdrawn | CloseReason::Solved))) => reason,
        (None, Some(reason)) => {
            return Err(Error::new(text!("close.draft", id = request.id, reason = reason.word())).help(text!("close.draft.help")));
        }
    };
    if request.written().sent.is_some_and(|sent| Moment::Day(day).compare(sent, now.zone).is_lt()) {
        let sent = request.written().sent.map_or(String::new(), |sent| sent.to_string());
        return Err(Error::new(text!("closed-before-sent.message", closed = day, sent = sent)).help(text!("closed-before-sent.help")));
    }
    let edits = [Edit::Set("closed".to_owned(), day.to_string()), Edit::Set("close_reason".to_owned(), reason.word().to_owned())];
    change::change(&open, request.path(), &edits)?;
    open.say(&text!("close.done", id = request.id, reason = open.labels.word("close-reason", reason.word()), day = day));
    if reason == CloseReason::NoReply && request.next.is_none() {
        open.say(&text!("close.next", id = request.id));
    }
    Ok(Exit::Done)
}
