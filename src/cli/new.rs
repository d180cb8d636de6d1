//! `asklog new`: begins a request from a template, to a person.

use std::collections::BTreeMap;

use super::asks::Asks;
use super::fact_args::FactArgs;
use super::filters::key_value;
use super::open::{self, Open};
use super::scaffold::{Source, from_library};
use super::{Globals, Outcome, find, scaffold};
use crate::error::{Error, Result};
use crate::insight::{Insight, known_person, promises};
use crate::journal::{Draft, Kind, MessageTemplate, Recipient, Request};
use crate::labels::{Lang, Value, text};
use crate::text::near::nearest;

/// Promises that are shown.
const PROMISES: usize = 3;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The template's id; without one, an empty message.
    template: Option<String>,
    #[command(flatten)]
    facts: FactArgs,
    /// The entry before this one.
    #[arg(long, value_name = "ID")]
    follows: Option<String>,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let mut asks = Asks::new(args.facts.no_input);
    let source = match &args.template {
        Some(id) => Some(from_library(find::template(&open, id)?)),
        None => asks.template(&open)?,
    };
    let before = args.follows.as_ref().map(|id| find::request(&open, &insight, id, |_| true)).transpose()?;
    let before = before.map(|before| Before { follows: before, person: before, is_reminded_of: false });
    begin(&open, &args.facts, source, before, asks)
}

/// The entry that the new one comes after: its person is asked again.
#[derive(Clone, Copy)]
pub(super) struct Before<'a> {
    /// The entry that the new one follows.
    pub(super) follows: &'a Request,
    /// The one whose person it goes to: of a thread the first.
    pub(super) person: &'a Request,
    /// Whether the new one is to remind of it: a nudge.
    pub(super) is_reminded_of: bool,
}

/// Makes the request, where the template is chosen: the person, the variables, the file.
///
/// # Errors
/// An option that cannot be read; a template that cannot be filled; the operating system's.
pub(super) fn begin(open: &Open, args: &FactArgs, source: Option<Source>, before: Option<Before<'_>>, mut asks: Asks) -> Outcome {
    let journal = &open.journal;
    let template = source.as_ref().map(|source| &source.template);
    let kind = args.kind(template, before.is_some_and(|before| before.is_reminded_of))?;
    if kind == Kind::Nudge && before.is_none() {
        return Err(Error::new(text!("nudge.no-letter")).help(text!("nudge.no-letter.help")));
    }
    let letter = before.map(|before| before.person);
    let name = match (&args.to, letter) {
        (Some(name), _) => Some(name.clone()),
        (None, Some(before)) if before.to.is_some() => None,
        (None, _) if kind.needs_recipient() => asks.recipient(open)?,
        (None, _) => None,
    };
    let known = match &name {
        Some(name) => known_person(&journal.requests, name, journal.now.zone),
        None => letter,
    };
    if let (Some(name), Some(known)) = (&name, known) {
        open.say(&text!("new.known", name = name, id = known.id));
        asks.is_known_person();
    }
    let to = args.recipient(name, known, template)?;
    let chinese = template.map_or_else(|| journal.settings.lang == Lang::ZhTw, |template| template.is_chinese(journal.settings.lang));
    let to = asks.address(open, to, template, chinese)?;
    let values = asks.variables(open, template, values(open, &args.sets, template, to.as_ref(), chinese)?)?;
    let filled = template.map(|template| scaffold::fill(template, &values)).transpose()?;
    let mut facts = args.facts(open, source.as_ref(), filled.as_ref(), letter)?;
    facts.extend(before.map(|before| ("follows", before.follows.id.clone())));
    let message = filled.map(|filled| filled.message).unwrap_or_default();
    let draft = Draft { kind, to, facts, message, prompts: true, ..Draft::default() };
    if let Some(source) = &source {
        say_promises(open, source);
    }
    let path = scaffold::write(open, &draft, journal.now.today())?;
    scaffold::hand_over(open, &path, !args.no_edit)
}

/// What is known of the template's variables without asking.
fn values(
    open: &Open,
    sets: &[String],
    template: Option<&MessageTemplate>,
    to: Option<&Recipient>,
    chinese: bool,
) -> Result<BTreeMap<String, String>> {
    let settings = &open.journal.settings;
    let mut values = settings.me.clone();
    values.insert("today".to_owned(), open.journal.now.today().to_string());
    values.extend(settings.name.clone().map(|name| ("your_name".to_owned(), name)));
    values.extend(to.and_then(|to| to.address(chinese)).map(|address| ("recipient".to_owned(), address)));
    for pair in sets {
        let (name, value) = key_value(pair, "--set", text!("no-equals.variable"))?;
        refuse_unknown_variable(template, &name)?;
        values.insert(name, value);
    }
    Ok(values)
}

fn refuse_unknown_variable(template: Option<&MessageTemplate>, name: &str) -> Result<()> {
    let Some(template) = template else {
        return Err(Error::new(text!("new.set-without-template", name = name)));
    };
    let known = scaffold::variables(template)?;
    if known.contains(name) {
        return Ok(());
    }
    let error = Error::new(text!("new.no-variable", name = name, id = template.id));
    Err(match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => error.help(text!("did-you-mean", word = near)),
        None => error.help(text!("unknown-value.help"; words => Value::list(&known))),
    })
}

/// The last promises made on letters of this template.
fn say_promises(open: &Open, source: &Source) {
    let made = promises(&open.journal, |request| source.reference.is_some() && source.template.made(request));
    if !made.is_empty() {
        open.say(&text!("new.promises"));
    }
    for promise in made.iter().take(PROMISES) {
        open.say(&text!("new.promise", next = promise.next));
    }
}
