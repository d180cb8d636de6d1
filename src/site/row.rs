//! The line of a request in the tracking table, and the facts of the margin.

use serde::Serialize;

use super::context::{Shared, Word};
use super::dates::Day;
use crate::insight::{Fact, Status, days_waiting, follow_up_day};
use crate::journal::{Replied, Request, TemplateRef};
use crate::labels::text;
use crate::markdown::to_text;
use crate::message::sentences_of;
use crate::text::address::tidy_address;
use crate::text::width::cut;

/// Cells of a title that is a message's first sentence.
const FIRST_WORDS: usize = 60;

/// A line of the tracking table.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    /// On the request's own page: what stands at its top.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) heading: Option<String>,
    pub(super) id: String,
    /// Its place where all stands on one page.
    pub(super) anchor: Option<String>,
    pub(super) href: Option<String>,
    pub(super) person: String,
    pub(super) person_href: Option<String>,
    pub(super) summary: String,
    pub(super) background: Option<String>,
    pub(super) kind: Word,
    pub(super) channel: Option<Word>,
    pub(super) status: Word,
    pub(super) sent: Option<Day>,
    pub(super) replied: Option<Reply>,
    pub(super) next: Option<String>,
    pub(super) days_waiting: Option<i64>,
    pub(super) due: Option<Day>,
    pub(super) template: Option<TemplateName>,
    pub(super) tags: Vec<String>,
    pub(super) problem: Option<String>,
}

/// When a reply came, in words and as a date.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Reply {
    text: String,
    date: Option<Day>,
}

/// A template's name and page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TemplateName {
    pub(super) id: String,
    version: Option<u32>,
    href: Option<String>,
}

/// A fact of the margin.
#[derive(Serialize)]
pub(super) struct FactLine {
    pub(super) label: &'static str,
    pub(super) text: String,
    pub(super) href: Option<String>,
}

impl<'a> Shared<'a> {
    /// The request's line of the tracking table, as seen from a page whose way to the top is `root`.
    pub(super) fn row(&self, request: &Request, root: &str) -> Row {
        let insight = self.insight();
        let status = insight.status(request);
        let to = request.to.as_ref();
        let person = self.person(request);
        let background = to.and_then(|to| to.background.clone().or_else(|| to.role.clone()).or_else(|| to.org.clone()));
        let is_open = matches!(status, Status::Due | Status::Waiting);
        let summary = request.summary_shown();
        Row {
            heading: None,
            id: request.id.clone(),
            anchor: self.paths.row(request.path()).map(ToOwned::to_owned),
            href: self.paths.href(request.path(), root),
            background: background.filter(|background| *background != person),
            person,
            person_href: self.anchors.person_href(request, root).filter(|_| self.has_page("people")),
            summary: if summary.is_empty() { self.first_words(request) } else { summary },
            kind: self.word("kind", request.kind.word()),
            channel: request.channel.as_deref().map(|channel| self.word("channel", channel.to_owned())),
            status: self.word("status", status.word()),
            sent: request.facts.sent.map(|sent| self.day_of(sent)),
            replied: request.facts.replied.map(|replied| self.reply(replied)),
            next: request.next.clone(),
            days_waiting: days_waiting(request, insight).filter(|_| is_open || status == Status::Silent),
            due: follow_up_day(insight.threads.of_request(request), insight).filter(|_| is_open).map(|day| self.day(day)),
            template: request.template.as_ref().map(|template| self.template_name(template, root)),
            tags: request.tags.clone(),
            problem: request.problem.clone(),
        }
    }

    /// What an entry is called that has no summary, subject or question: its id, which for others' eyes is a day and a number, so there
    /// the message's first sentence stands there.
    fn first_words(&self, request: &Request) -> String {
        let message = request.message();
        let sentence = sentences_of(message).into_iter().next().filter(|_| !self.is_full());
        let words = sentence.map(|range| to_text(&message[range]).split_whitespace().collect::<Vec<_>>().join(" "));
        words.map_or_else(|| request.id.clone(), |words| cut(&words, FIRST_WORDS).into_owned())
    }

    fn reply(&self, replied: Replied) -> Reply {
        match replied {
            Replied::At(moment) => {
                let date = self.day_of(moment);
                Reply { text: date.text(), date: Some(date) }
            }
            Replied::Sometime => Reply { text: text!("replied.sometime").say(&self.source.labels), date: None },
        }
    }

    /// A template's name, with its page where the library has it.
    pub(super) fn template_name(&self, template: &TemplateRef, root: &str) -> TemplateName {
        let page = self.journal().template(&template.id).and_then(|template| self.paths.href(template.path(), root));
        TemplateName { id: template.id.clone(), version: template.version, href: page }
    }

    /// A fact of the margin, with an address where it leads somewhere.
    pub(super) fn fact_line(&self, fact: Fact, request: &Request, root: &str) -> FactLine {
        let href = match fact.key {
            "link" => Some(tidy_address(&fact.text)),
            "name" if self.has_page("people") => self.anchors.person_href(request, root),
            "problem" if self.has_page("problems") => {
                request.problem.as_deref().and_then(|problem| self.anchors.problem_href(problem, root))
            }
            "template" => request.template.as_ref().and_then(|template| self.template_name(template, root).href),
            "follows" => self.request(&fact.text).and_then(|before| self.paths.href(before.path(), root)),
            _ => None,
        };
        let moment = match fact.key {
            "noticed" => request.facts.noticed,
            "sent" => request.facts.sent,
            "replied" => request.facts.replied.and_then(|replied| replied.moment()),
            "closed" => request.facts.closed,
            "follow_up" => request.follow_up,
            "deadline" => request.deadline,
            _ => None,
        };
        let text = match moment {
            Some(moment) => fact.text.replacen(&moment.to_string(), &self.moment(moment), 1),
            None => fact.text,
        };
        FactLine { label: fact.label, text, href }
    }

    /// The request of an id.
    fn request(&self, id: &str) -> Option<&'a Request> {
        self.by_id.get(id).copied().or_else(|| self.journal().request(id))
    }
}
