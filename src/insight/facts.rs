//! An entry's facts in words: what `show` and the request page list.

use crate::journal::{Recipient, Replied, Request};
use crate::labels::{Labels, text};

/// A fact with its label.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    /// The key in the file.
    pub(crate) key: &'static str,
    /// What it is called.
    pub(crate) label: &'static str,
    /// Its value in words.
    pub(crate) text: String,
}

/// The facts that are there, in the order of reading.
pub(crate) fn facts_in_words(request: &Request, labels: &Labels) -> Vec<Fact> {
    let facts = &request.facts;
    let to = request.to.as_ref();
    let of_person = |value: fn(&Recipient) -> &Option<String>| to.and_then(|to| value(to).clone());
    let name = match (of_person(|to| &to.name), of_person(|to| &to.call)) {
        (Some(name), Some(call)) if name != call => Some(text!("name.called", name = name, call = call).say(labels)),
        (name, call) => name.or(call),
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
        ("role", of_person(|to| &to.role)),
        ("org", of_person(|to| &to.org)),
        ("background", of_person(|to| &to.background)),
        ("why", of_person(|to| &to.why)),
        ("tie", to.and_then(|to| to.tie).map(|tie| labels.word("tie", tie.word()))),
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
    let label = |key: &'static str| labels.known("fact", key).unwrap_or(key);
    all.into_iter().filter_map(|(key, value)| value.map(|text| Fact { key, label: label(key), text })).collect()
}
