//! `asklog nudge`: begins the follow-up of a letter, from the journal's nudge template or the built-in one.

use super::asks::Asks;
use super::fact_args::FactArgs;
use super::new::{Before, begin};
use super::open::{self, Open};
use super::scaffold::{Source, from_library};
use super::{Globals, Outcome, find};
use crate::error::{Error, Result};
use crate::insight::{Insight, Status};
use crate::journal::{Kind, Request, STARTERS};
use crate::labels::{Lang, text};

#[derive(clap::Args)]
pub(super) struct Args {
    /// The letter: an id, a path, a part of an id, or a name.
    id: String,
    #[command(flatten)]
    facts: FactArgs,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let letter = find::request(&open, &insight, &args.id, |request| insight.status(request).is_open())?;
    let first = reminded_of(&open, &insight, letter)?;
    let last = insight.threads.of_request(letter).last_sent().unwrap_or(letter);
    let source = source(&open, letter.is_chinese(open.journal.settings.lang));
    let before = Before { follows: last, person: first, is_reminded_of: true };
    begin(&open, &args.facts, Some(source), Some(before), Asks::new(args.facts.no_input))
}

/// The first letter of the thread that a nudge would remind of.
///
/// # Errors
/// One that was not sent or waits for nothing, that is no letter, or of which a nudge is begun already.
fn reminded_of<'a>(open: &Open, insight: &'a Insight<'a>, letter: &Request) -> Result<&'a Request> {
    if letter.facts.sent.is_none() {
        return Err(Error::new(text!("reply.not-sent", id = letter.id)).help(text!("reply.not-sent.help", id = letter.id)));
    }
    let status = insight.status(letter);
    if !status.is_open() {
        return Err(Error::new(text!("snooze.not-open", id = letter.id, status = open.labels.word("status", status.word()))));
    }
    let thread = insight.threads.of_request(letter);
    if !thread.first().kind.opens_thread() && thread.first().kind != Kind::Nudge {
        return Err(Error::new(text!("nudge.not-a-letter", id = letter.id, kind = open.labels.word("kind", letter.kind.word()))));
    }
    if let Some(draft) = thread.entries.iter().find(|entry| entry.kind == Kind::Nudge && insight.status(entry) == Status::Draft) {
        return Err(Error::new(text!("nudge.draft", id = draft.id)).help(text!("nudge.draft.help", id = draft.id)));
    }
    Ok(thread.first())
}

/// The journal's nudge template of a language, else the built-in one.
fn source(open: &Open, chinese: bool) -> Source {
    let (settings, templates) = (&open.journal.settings, &open.journal.templates);
    let own = templates.iter().find(|template| template.kind == Kind::Nudge && template.is_chinese(settings.lang) == chinese);
    let built_in = || {
        let lang = if chinese { Lang::ZhTw } else { Lang::En };
        let starter = STARTERS.iter().find(|starter| starter.id == "gentle-nudge" && starter.lang == lang).expect("every language has one");
        Source { template: starter.template(settings, open.journal.now), reference: None }
    };
    own.map_or_else(built_in, from_library)
}
