//! `asklog log`: one line, done. A finished entry, no editor, no questions.

use super::filters::not_a_word;
use super::open;
use super::{Globals, Outcome, scaffold, when};
use crate::calendar::{Direction, Moment};
use crate::disk;
use crate::error::Error;
use crate::insight::known_person;
use crate::interchange::MAIL_LIMIT;
use crate::journal::{Draft, Kind, Recipient};
use crate::labels::text;

#[derive(clap::Args)]
pub(super) struct Args {
    /// What it is: give, inbound, public-question, thanks, ask-learning…
    kind: String,
    /// What it was about, in one line.
    #[arg(allow_hyphen_values = true)]
    summary: String,
    /// The other person's name.
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    to: Option<String>,
    /// Where it happened.
    #[arg(long, allow_hyphen_values = true)]
    channel: Option<String>,
    /// Its address.
    #[arg(long, allow_hyphen_values = true)]
    link: Option<String>,
    /// When, instead of now.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<String>,
    /// Its text; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    message: Option<String>,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let now = open.journal.now;
    let kind = Kind::parse(&args.kind).ok_or_else(|| not_a_word("KIND", &args.kind, Kind::WORDS))?;
    if kind == Kind::Nudge {
        return Err(Error::new(text!("nudge.no-letter")).help(text!("nudge.no-letter.help")));
    }
    let day_only = matches!(kind, Kind::Give | Kind::Inbound);
    let at = match &args.at {
        Some(at) => when::read(at, now, Direction::Past)?,
        None if day_only => Moment::Day(now.today()),
        None => now.moment(),
    };
    if kind.needs_recipient() && args.to.is_none() {
        return Err(Error::new(text!("log.no-recipient", kind = kind.word())).help(text!("log.no-recipient.help")));
    }
    if args.link.as_ref().is_some_and(|link| !crate::markdown::is_safe_address(link)) {
        return Err(Error::new(text!("wrong-type.option", key = "--link")).help(text!("takes.link")));
    }
    let known = args.to.as_ref().and_then(|name| known_person(&open.journal.requests, name, now.zone));
    let to = args.to.clone().map(|name| match known.and_then(|known| known.to.clone()) {
        Some(known) => Recipient { name: Some(name), why: None, ..known },
        None => Recipient { name: Some(name), ..Recipient::default() },
    });
    let message = match args.message.as_deref() {
        None => String::new(),
        Some(path) => decoded(disk::read_up_to(MAIL_LIMIT, std::path::Path::new(path))?, path)?,
    };
    let channel = args.channel.clone().or_else(|| known?.channel.clone());
    let all = [("channel", channel), ("summary", Some(args.summary.clone())), ("link", args.link.clone()), ("sent", Some(at.to_string()))];
    let facts = all.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
    let draft = Draft { kind, to, facts, message: crate::journal::as_message(message.trim()), ..Draft::default() };
    let path = scaffold::write(&open, &draft, at.day(now.zone))?;
    open.say(&text!("log.done", kind = open.labels.word("kind", kind.word()), day = at.day(now.zone)));
    scaffold::hand_over(&open, &path, false)
}

fn decoded(bytes: Vec<u8>, path: &str) -> Result<String, Error> {
    let text = String::from_utf8(bytes).map_err(|_| Error::new(text!("file.not-utf8", path = path)).help(text!("file.not-utf8.help")))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}
