//! An entry's facts in words: what `show` and the request page list.

use crate::journal::{Replied, Request};
use crate::labels::{Labels, text};

/// A fact with its label.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    /// The key in the file.
    pub(crate) key: &'static str,
    /// What it is called.
    pub(crate) label: String,
    /// Its value in words.
    pub(crate) text: String,
}

/// The facts that are there, in the order of reading.
pub(crate) fn facts_in_words(request: &Request, labels: &Labels) -> Vec<Fact> {
    let facts = &request.facts;
    let to = request.to.clone().unwrap_or_default();
    let name = match (&to.name, &to.call) {
        (Some(name), Some(call)) if name != call => Some(text!("name.called", name = name, call = call).say(labels)),
        (name, call) => name.clone().or_else(|| call.clone()),
    };
    let outcome: Vec<String> = facts.outcome.iter().map(|outcome| labels.word("outcome", outcome.word())).collect();
    let replied = facts.replied.map(|replied| match replied {
        Replied::At(moment) => moment.to_string(),
        Replied::Sometime => text!("replied.sometime").say(labels),
    });
    let closed = facts.closed.map(|closed| match facts.close_reason {
        Some(reason) => format!("{closed} {}", labels.word("close-reason", reason.word())),
        None => closed.to_string(),
    });
    let and = text!("and").say(labels);
    let all = [
        ("kind", Some(labels.word("kind", request.kind.word()))),
        ("name", name),
        ("role", to.role),
        ("org", to.org),
        ("background", to.background),
        ("why", to.why),
        ("tie", to.tie.map(|tie| labels.word("tie", tie.word()))),
        ("channel", request.channel.as_ref().map(|channel| labels.word("channel", channel))),
        ("subject", request.subject.clone()),
        ("summary", request.summary.clone()),
        ("template", request.template.as_ref().map(ToString::to_string)),
        ("problem", request.problem.clone()),
        ("link", request.link.clone()),
        ("noticed", facts.noticed.map(|moment| moment.to_string())),
        ("sent", facts.sent.map(|moment| moment.to_string())),
        ("replied", replied),
        ("outcome", Some(outcome.join(&and)).filter(|outcome| !outcome.is_empty())),
        ("closed", closed),
        ("follow_up", request.follow_up.map(|moment| moment.to_string())),
        ("follows", request.follows.clone()),
        ("next", request.next.clone()),
        ("deadline", request.deadline.map(|moment| moment.to_string())),
        ("tags", Some(request.tags.join(&and)).filter(|tags| !tags.is_empty())),
    ];
    all.into_iter().filter_map(|(key, value)| Some(Fact { key, label: labels.word("fact", key), text: value? })).collect()
}
