//! Iterations: versions x findings. What changed from one version of a message to the next, and what the message
//! rules said before and after.

use crate::checks::MessageRules;
use crate::insight::{Insight, Replies, replies_of};
use crate::journal::{Journal, MessageTemplate, Request, TemplateRef};
use crate::message;
use crate::text::script::Length;
use crate::versions::{Past, Revision, Version, request_versions, template_versions};

/// A version of a message, and what came and went with it.
#[derive(Clone, Debug)]
pub(crate) struct Iteration {
    /// From 1; of a template its `version`.
    pub(crate) number: u32,
    /// Where it was committed; `None` for the working copy.
    pub(crate) revision: Option<Revision>,
    /// The text.
    pub(crate) message: String,
    /// How much there is to read.
    pub(crate) length: Length,
    /// Whether it is shown as Chinese.
    pub(crate) is_chinese: bool,
    /// The message rules that fire now and did not before, by name.
    pub(crate) appeared: Vec<&'static str>,
    /// Those that fired before and do not now.
    pub(crate) fixed: Vec<&'static str>,
    /// What a template's version says it does differently, and what it brought; `None` for a request.
    pub(crate) of_template: Option<Brought>,
}

/// A template's version in use.
#[derive(Clone, Debug)]
pub(crate) struct Brought {
    /// What it does differently.
    pub(crate) changes: Vec<String>,
    /// Messages written from it, and replies to them.
    pub(crate) replies: Replies,
}

/// The iterations of a request's message, oldest first.
pub(crate) fn of_request(past: &Past, request: &Request, journal: &Journal, rules: &MessageRules<'_>) -> Vec<Iteration> {
    of_request_as(past, request, journal, rules, |entry| Some(entry.message().to_owned()))
}

/// As [`of_request`], each message as `show` gives it; a version of which it gives nothing is left out.
pub(crate) fn of_request_as(
    past: &Past,
    request: &Request,
    journal: &Journal,
    rules: &MessageRules<'_>,
    show: impl Fn(&Request) -> Option<String>,
) -> Vec<Iteration> {
    let versions = request_versions(past, request, journal);
    // What the entry allows now is not told of its drafts either.
    let find = |entry: &Request| {
        let mut found = rules.of_request(entry);
        found.retain(|rule| !request.allow.iter().any(|(allowed, _)| allowed == rule));
        found
    };
    let is_chinese = |entry: &Request| entry.is_chinese(journal.settings.lang);
    steps(versions, find, |entry| Some((show(entry)?, is_chinese(entry), None)))
}

/// The iterations of a template, oldest first.
pub(crate) fn of_template(past: &Past, template: &MessageTemplate, insight: &Insight<'_>, rules: &MessageRules<'_>) -> Vec<Iteration> {
    of_template_as(past, template, insight, rules, |entry| Some(entry.clone()))
}

/// As [`of_template`], each version as `show` gives it; those for which it gives none are left out.
pub(crate) fn of_template_as(
    past: &Past,
    template: &MessageTemplate,
    insight: &Insight<'_>,
    rules: &MessageRules<'_>,
    show: impl Fn(&MessageTemplate) -> Option<MessageTemplate>,
) -> Vec<Iteration> {
    let journal = insight.journal;
    let brought = |entry: MessageTemplate| {
        let version = TemplateRef { id: template.id.clone(), version: Some(entry.version) };
        Brought { changes: entry.changes, replies: replies_of(insight, &version) }
    };
    let of_entry = |entry: &MessageTemplate| {
        let shown = show(entry)?;
        Some((shown.body().to_owned(), entry.is_chinese(journal.settings.lang), Some(brought(shown))))
    };
    steps(template_versions(past, template, journal), |entry| rules.of_template(entry), of_entry)
}

fn steps<E>(
    versions: Vec<Version<E>>,
    find: impl Fn(&E) -> Vec<&'static str>,
    read: impl Fn(&E) -> Option<(String, bool, Option<Brought>)>,
) -> Vec<Iteration> {
    let mut before: Vec<&'static str> = Vec::new();
    let step = |version: Version<E>| {
        let (message, is_chinese, of_template) = read(&version.entry)?;
        let found = find(&version.entry);
        let appeared = found.iter().copied().filter(|rule| !before.contains(rule)).collect();
        let fixed = before.iter().copied().filter(|rule| !found.contains(rule)).collect();
        before = found;
        let length = message::length(&message);
        Some(Iteration { number: version.number, revision: version.revision, message, length, is_chinese, appeared, fixed, of_template })
    };
    versions.into_iter().filter_map(step).collect()
}
