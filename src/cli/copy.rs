//! `asklog copy`: the moment of sending. The message on the clipboard, and the article's four facts.

use super::open::{self, Open};
use super::{Exit, Globals, Outcome, find, sent};
use crate::calendar::{days_between, weekday};
use crate::checks::{Report, about, check_sending};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::insight::{Insight, before, replies_of};
use crate::journal::Request;
use crate::labels::{Text, text};
use crate::message::{Message, is_question, plain_text};
use crate::terminal::{self, Copied, bold, bullet};

#[derive(clap::Args)]
pub(super) struct Args {
    /// An id, a path, a part of an id, or a name.
    id: String,
    /// The subject instead of the message.
    #[arg(long)]
    subject: bool,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let request = find::request(&open, &insight, &args.id, |request| request.facts.sent.is_none() && request.facts.closed.is_none())?;
    let words = if args.subject { subject(request)? } else { message(request)? };
    let report = check_sending(&open.journal, &insight, request);
    sent::say_errors(&open, request, &report);
    match terminal::copy(&words) {
        Copied::Clipboard if args.subject => open.say(&text!("copy.done-subject", id = request.id)),
        Copied::Clipboard => open.say(&text!("copy.done", id = request.id)),
        Copied::Terminal => open.say(&text!("copy.sent-to-terminal", id = request.id)),
        Copied::Nowhere => terminal::print_raw(format!("{words}\n").as_bytes()),
    }
    if !args.subject {
        open.say_plain(four_facts(&open, &insight, request, &report).trim_end());
    }
    sent::say_help_line(&open, &report);
    match request.facts.sent {
        Some(sent) => open.say(&text!("copy.next-again", sent = sent)),
        None if report.count(Severity::Error) > 0 => {
            open.say(&text!("copy.next-mend", id = request.id));
            open.say(&text!("copy.next-force", id = request.id));
        }
        None => open.say(&text!("copy.next", id = request.id)),
    }
    Ok(Exit::Done)
}

fn subject(request: &Request) -> Result<String, Error> {
    let none = || Error::new(text!("copy.no-subject", id = request.id)).help(text!("copy.no-subject.help", id = request.id));
    request.subject.clone().ok_or_else(none)
}

fn message(request: &Request) -> Result<String, Error> {
    let words = plain_text(request.message());
    if words.is_empty() {
        return Err(Error::new(text!("copy.empty", id = request.id)).help(text!("copy.empty.help", id = request.id)));
    }
    Ok(words)
}

/// 求援力 in four: the right person, time, way and request, each as facts.
fn four_facts(open: &Open, insight: &Insight<'_>, request: &Request, report: &Report) -> String {
    let labels = &open.labels;
    let columns = terminal::columns();
    let mut page = String::from("\n");
    let parts = [
        ("person", person(open, request)),
        ("time", time(open, insight, request)),
        ("way", way(insight, request)),
        ("request", asked(request, report)),
    ];
    for (name, facts) in parts {
        page.push_str(&format!("{}\n", bold(&labels.word("copy", name))));
        for fact in facts {
            page.push_str(&bullet(" ", &fact.say(labels), columns));
        }
    }
    page
}

fn person(open: &Open, request: &Request) -> Vec<Text> {
    let Some(to) = &request.to else { return vec![text!("copy.person.nobody")] };
    let who: Vec<&str> =
        [to.shown(), to.role.as_deref().filter(|role| Some(*role) != to.shown()), to.org.as_deref()].into_iter().flatten().collect();
    let mut facts = vec![text!("words", words = who.join(" · "))];
    if let Some(tie) = to.tie {
        facts.push(text!("copy.person.tie", tie = open.labels.word("tie", tie.word())));
    }
    facts.push(match &to.why {
        Some(why) => text!("copy.person.why", why = why),
        None => text!("copy.person.no-why"),
    });
    facts.push(match before(request, &open.journal) {
        Some(before) => text!("copy.person.before", count = before.count, day = before.last, replies = before.replies),
        None => text!("copy.person.first"),
    });
    facts
}

fn time(open: &Open, insight: &Insight<'_>, request: &Request) -> Vec<Text> {
    let now = open.journal.now;
    let today = now.today();
    let mut facts = vec![text!(
        "copy.time.now",
        day = today,
        weekday = open.labels.word("weekday", &weekday(today).to_string()),
        time = now.moment().clock().unwrap_or_default()
    )];
    if let Some(noticed) = request.facts.noticed {
        facts.push(text!("copy.time.noticed", days = days_between(noticed.day(now.zone), today)));
    }
    if request.follows.is_some()
        && let Some(last) = insight.threads.of_request(request).last_sent().and_then(|last| last.sent_day(now.zone))
    {
        facts.push(text!("copy.time.follows", days = days_between(last, today)));
    }
    if let Some(deadline) = request.deadline {
        facts.push(text!("copy.time.deadline", day = deadline.day(now.zone)));
    }
    facts
}

fn way(insight: &Insight<'_>, request: &Request) -> Vec<Text> {
    let units = request.length().units();
    let chinese = request.is_chinese(insight.journal.settings.lang);
    let mut facts = vec![match &request.channel {
        Some(channel) if chinese => {
            text!("copy.way.channel.zh", channel = channel, count = (units * crate::text::script::HAN_PER_WORD).round())
        }
        Some(channel) => text!("copy.way.channel", channel = channel, count = units.round()),
        None => text!("copy.way.no-channel"),
    }];
    if let Some(template) = &request.template {
        let replies = replies_of(insight, template);
        facts.push(match replies.n {
            0 => text!("copy.way.template-new", template = template),
            n => text!("copy.way.template", template = template, x = replies.x, n = n),
        });
    }
    facts
}

fn asked(request: &Request, report: &Report) -> Vec<Text> {
    let message = Message::read(request.message());
    let mut asks: Vec<&str> = message.asks().map(|sentence| &request.message()[sentence.range.clone()]).collect();
    if asks.is_empty() {
        asks.extend(request.subject.as_deref().filter(|subject| is_question(subject)));
    }
    let mut facts = match asks.first() {
        Some(first) => vec![text!("words", words = first)],
        None if request.kind.is_complete_once_sent() => Vec::new(),
        None => vec![text!("copy.request.none")],
    };
    if asks.len() > 1 {
        facts.push(text!("copy.request.more", count = asks.len() - 1));
    }
    let findings = report.diagnostics.iter().filter(|diagnostic| about(diagnostic.rule).is_some_and(|about| about.group.is_of_message()));
    let count = findings.count();
    if count > 0 {
        facts.push(text!("copy.request.findings", count = count, id = request.id));
    }
    facts
}
