//! `asklog schema`: the JSON Schema of one kind of file.

use super::{Exit, Globals, Outcome, open};
use crate::error::Error;
use crate::interchange::{Subject, schema};
use crate::json::to_json;
use crate::labels::{Value, text};
use crate::terminal;

#[derive(clap::Args)]
pub(super) struct Args {
    /// What it describes: request, template, settings or export.
    subject: String,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let Some(subject) = Subject::ALL.into_iter().find(|subject| subject.word() == args.subject) else {
        return Err(Error::new(text!("usage.not-a-value", arg = "SUBJECT", value = args.subject))
            .help(text!("unknown-value.help"; words => Value::list(Subject::ALL.map(Subject::word)))));
    };
    terminal::print(&to_json(&schema(subject, &open::labels(globals))));
    Ok(Exit::Done)
}
