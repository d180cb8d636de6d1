//! `asklog new` and `asklog nudge`: begins a request from a template, to a person.

use std::collections::BTreeMap;

use super::asks::Asks;
use super::filters::{key_value, not_a_word};
use super::open::{self, Open};
use super::scaffold::{Source, from_library};
use super::{Globals, Outcome, find, scaffold, when};
use crate::calendar::Direction;
use crate::error::{Error, Result};
use crate::insight::{Insight, Status, known_person, promises};
use crate::journal::{Draft, Journal, Kind, MessageTemplate, Recipient, Request, STARTERS, Tie};
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

#[derive(clap::Args)]
pub(super) struct NudgeArgs {
    /// The letter: an id, a path, a part of an id, or a name.
    id: String,
    #[command(flatten)]
    facts: FactArgs,
}

/// The facts that a command line may give.
#[derive(clap::Args)]
struct FactArgs {
    /// The recipient's name.
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    to: Option<String>,
    /// How the message addresses the person 稱呼.
    #[arg(long, allow_hyphen_values = true)]
    call: Option<String>,
    /// What the person does.
    #[arg(long, allow_hyphen_values = true)]
    role: Option<String>,
    /// Where the person works.
    #[arg(long, allow_hyphen_values = true)]
    org: Option<String>,
    /// The person's background 對象背景.
    #[arg(long, allow_hyphen_values = true)]
    background: Option<String>,
    /// Why this person.
    #[arg(long, allow_hyphen_values = true)]
    why: Option<String>,
    /// How well you know each other: none, weak, dormant, warm or strong.
    #[arg(long, allow_hyphen_values = true)]
    tie: Option<String>,
    /// What tells two people of one name apart.
    #[arg(long, allow_hyphen_values = true)]
    handle: Option<String>,
    /// How it goes out: email, linkedin-dm, line…
    #[arg(long, allow_hyphen_values = true)]
    channel: Option<String>,
    /// What it is: ask-learning, public-question…
    #[arg(long, allow_hyphen_values = true)]
    kind: Option<String>,
    /// The summary 內容摘要, in one line.
    #[arg(long, allow_hyphen_values = true)]
    summary: Option<String>,
    /// The subject line.
    #[arg(long, allow_hyphen_values = true)]
    subject: Option<String>,
    /// A word for the problem it belongs to.
    #[arg(long, value_name = "WORD")]
    problem: Option<String>,
    /// When the need was first felt.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    noticed: Option<String>,
    /// A date that the recipient is told.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    deadline: Option<String>,
    /// My guess of the reply chance, 0 to 1.
    #[arg(long, value_name = "P")]
    forecast: Option<f64>,
    /// A variable of the template and its text.
    #[arg(long = "set", value_name = "VAR=TEXT", allow_hyphen_values = true)]
    sets: Vec<String>,
    /// Do not open the editor.
    #[arg(long)]
    no_edit: bool,
    /// Never ask.
    #[arg(long)]
    no_input: bool,
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
    begin(&open, &args.facts, source, before.map(|before| before.id.clone()), before.map(Before::Followed), asks)
}

pub(super) fn run_nudge(globals: &Globals, args: &NudgeArgs) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let letter = find::request(&open, &insight, &args.id, |request| insight.status(request).is_open())?;
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
    let last = thread.last_sent().unwrap_or(letter);
    let source = nudge_source(&open, letter.is_chinese(open.journal.settings.lang));
    let asks = Asks::new(args.facts.no_input);
    begin(&open, &args.facts, Some(source), Some(last.id.clone()), Some(Before::Nudged(thread.first())), asks)
}

/// The entry that the new one comes after: its person is asked again.
#[derive(Clone, Copy)]
enum Before<'a> {
    /// The letter that a nudge reminds of.
    Nudged(&'a Request),
    /// Any entry that is named by `--follows`.
    Followed(&'a Request),
}

impl<'a> Before<'a> {
    fn request(self) -> &'a Request {
        match self {
            Before::Nudged(request) | Before::Followed(request) => request,
        }
    }
}

/// The journal's nudge template of a language, else the built-in one.
fn nudge_source(open: &Open, chinese: bool) -> Source {
    let journal: &Journal = &open.journal;
    let own =
        journal.templates.iter().find(|template| template.kind == Kind::Nudge && template.is_chinese(journal.settings.lang) == chinese);
    own.map_or_else(|| built_in_nudge(journal, chinese), from_library)
}

fn built_in_nudge(journal: &Journal, chinese: bool) -> Source {
    let lang = if chinese { Lang::ZhTw } else { Lang::En };
    let starter = STARTERS.iter().find(|starter| starter.id == "gentle-nudge" && starter.lang == lang).expect("every language has one");
    let template = starter.template(&journal.settings, journal.now);
    Source { template, reference: None }
}

/// Everything after the template is known: the person, the variables, the file.
fn begin(
    open: &Open,
    args: &FactArgs,
    source: Option<Source>,
    follows: Option<String>,
    before: Option<Before<'_>>,
    mut asks: Asks,
) -> Outcome {
    let journal = &open.journal;
    let kind = kind(args, source.as_ref(), matches!(before, Some(Before::Nudged(_))))?;
    let letter = before.map(Before::request);
    if kind == Kind::Nudge && follows.is_none() {
        return Err(Error::new(text!("nudge.no-letter")).help(text!("nudge.no-letter.help")));
    }
    let template = source.as_ref().map(|source| &source.template);
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
    if let Some(known) = known.filter(|_| name.is_some()) {
        open.say(&text!("new.known", name = name.clone().unwrap_or_default(), id = known.id));
        asks.is_known_person();
    }
    let to = recipient(args, name, known, template)?;
    let chinese = template.map_or_else(|| journal.settings.lang == Lang::ZhTw, |template| template.is_chinese(journal.settings.lang));
    let to = asks.address(open, to, template, chinese)?;
    let values = asks.variables(open, template, values(open, args, template, to.as_ref(), chinese)?)?;
    let filled = template.map(|template| scaffold::fill(template, &values)).transpose()?;
    let facts = facts(open, args, source.as_ref(), filled.as_ref(), follows, before)?;
    let message = filled.map(|filled| filled.message).unwrap_or_default();
    let draft = Draft { kind, to, facts, message, prompts: true, ..Draft::default() };
    if let Some(source) = &source {
        say_promises(open, source);
    }
    let path = scaffold::write(open, &draft, journal.now.today())?;
    scaffold::hand_over(open, &path, !args.no_edit)
}

fn kind(args: &FactArgs, source: Option<&Source>, is_nudge: bool) -> Result<Kind> {
    if is_nudge {
        return Ok(Kind::Nudge);
    }
    match &args.kind {
        Some(word) => Kind::parse(word).ok_or_else(|| not_a_word("--kind", word, Kind::WORDS)),
        None => Ok(source.map_or(Kind::AskLearning, |source| source.template.kind)),
    }
}

/// The given facts of the person, over those of the newest entry that names the person, over the
/// template's tie.
fn recipient(
    args: &FactArgs,
    name: Option<String>,
    known: Option<&Request>,
    template: Option<&MessageTemplate>,
) -> Result<Option<Recipient>> {
    let tie = args.tie.as_ref().map(|word| Tie::parse(word).ok_or_else(|| not_a_word("--tie", word, Tie::WORDS))).transpose()?;
    let base = known.and_then(|known| known.to.clone()).unwrap_or_default();
    let to = Recipient {
        name: name.or(base.name),
        call: given(&args.call).or(base.call),
        role: given(&args.role).or(base.role),
        org: given(&args.org).or(base.org),
        background: given(&args.background).or(base.background),
        why: given(&args.why).or(base.why),
        tie: tie.or(base.tie),
        handle: given(&args.handle).or(base.handle),
    };
    let any = to.is_named() || to.call.is_some() || to.why.is_some();
    let of_template = template.and_then(|template| template.tie).filter(|_| known.is_none());
    Ok(any.then(|| Recipient { tie: to.tie.or(of_template), ..to }))
}

/// An option's text; an empty one was not given.
fn given(option: &Option<String>) -> Option<String> {
    option.clone().filter(|text| !text.trim().is_empty())
}

/// What is known of the template's variables without asking.
fn values(
    open: &Open,
    args: &FactArgs,
    template: Option<&MessageTemplate>,
    to: Option<&Recipient>,
    chinese: bool,
) -> Result<BTreeMap<String, String>> {
    let settings = &open.journal.settings;
    let mut values = settings.me.clone();
    values.insert("today".to_owned(), open.journal.now.today().to_string());
    values.extend(settings.name.clone().map(|name| ("your_name".to_owned(), name)));
    values.extend(to.and_then(|to| to.address(chinese)).map(|address| ("recipient".to_owned(), address)));
    for pair in &args.sets {
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

fn facts(
    open: &Open,
    args: &FactArgs,
    source: Option<&Source>,
    filled: Option<&scaffold::Filled>,
    follows: Option<String>,
    before: Option<Before<'_>>,
) -> Result<Vec<(&'static str, String)>> {
    let now = open.journal.now;
    let letter = before.map(Before::request);
    let template = source.map(|source| &source.template);
    let channel = args.channel.clone().or_else(|| letter?.channel.clone()).or_else(|| template?.channel.clone());
    if let Some(channel) = &channel {
        say_odd_channel(open, channel);
    }
    if args.forecast.is_some_and(|forecast| !(0.0..=1.0).contains(&forecast)) {
        return Err(Error::new(text!("wrong-type.option", key = "--forecast")).help(text!("takes.share")));
    }
    let noticed = args.noticed.as_ref().map(|noticed| when::read(noticed, now, Direction::Past)).transpose()?;
    let deadline = args.deadline.as_ref().map(|deadline| when::read(deadline, now, Direction::Coming)).transpose()?;
    for (key, moment) in [("noticed", noticed), ("deadline", deadline)] {
        if let Some(moment) = moment {
            open.say(&text!("day.chosen", key = key, day = moment));
        }
    }
    let all = [
        ("channel", channel),
        ("subject", args.subject.clone().or_else(|| filled?.subject.clone())),
        ("summary", args.summary.clone().or_else(|| filled?.summary.clone())),
        ("template", source.and_then(|source| source.reference.as_ref()).map(ToString::to_string)),
        ("problem", args.problem.clone().or_else(|| letter?.problem.clone())),
        ("noticed", noticed.map(|noticed| noticed.to_string())),
        ("follows", follows),
        ("deadline", deadline.map(|deadline| deadline.to_string())),
        ("forecast", args.forecast.map(|forecast| forecast.to_string())),
    ];
    Ok(all.into_iter().filter_map(|(key, value)| Some((key, value?))).collect())
}

fn say_odd_channel(open: &Open, channel: &str) {
    let known = || open.journal.settings.known_channels();
    if !known().any(|word| word == channel)
        && let Some(near) = nearest(channel, known())
    {
        open.say(&text!("new.odd-channel", channel = channel, near = near));
    }
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
