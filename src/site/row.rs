//! The line of a request in the tracking table, and the facts of the margin.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::context::{Shared, Word};
use super::dates::Day;
use crate::insight::{Fact, Status, days_waiting, follow_up_day};
use crate::jinja::is_for_layout;
use crate::journal::{Replied, Request, TemplateRef};
use crate::labels::text;
use crate::markdown::to_text;
use crate::message::sentences_of;
use crate::text::address::tidy_address;
use crate::text::width::cut;

/// Cells of a title that is a message's first sentence.
const FIRST_WORDS: usize = 60;

/// A line of the tracking table as a page shows it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// On the request's own page: what stands at its top.
    heading: Option<String>,
    /// What all pages say of the request.
    line: Arc<Line>,
    /// The way to the top of the site.
    root: &'static str,
}

/// What the tracking table says of a request, made once for all pages. Addresses are from the top of the site.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub(super) id: String,
    /// Its place where all stands on one page.
    anchor: Option<String>,
    pub(super) href: Option<String>,
    pub(super) person: String,
    person_href: Option<String>,
    pub(super) summary: String,
    pub(super) background: Option<String>,
    pub(super) kind: Word,
    pub(super) channel: Option<Word>,
    pub(super) status: Word,
    pub(super) sent: Option<Day>,
    replied: Option<Reply>,
    pub(super) next: Option<String>,
    days_waiting: Option<i64>,
    due: Option<Day>,
    pub(super) template: Option<TemplateName>,
    pub(super) tags: Vec<String>,
    pub(super) problem: Option<String>,
    /// The digest of all this, where pages have one.
    #[serde(skip)]
    digest: Option<String>,
}

impl Row {
    /// As it stands on the request's own page, below this heading.
    pub(super) fn below(self, heading: &str) -> Row {
        Row { heading: Some(heading.to_owned()), ..self }
    }
}

impl Deref for Row {
    type Target = Line;

    fn deref(&self) -> &Line {
        &self.line
    }
}

/// To a layout all that it says; to the digest of a page its own digest.
impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.line.digest {
            Some(digest) if !is_for_layout() => (&self.heading, self.root, digest).serialize(serializer),
            _ => Shown::of(self).serialize(serializer),
        }
    }
}

/// A row in the names of the layouts.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<&'a str>,
    id: &'a str,
    anchor: Option<&'a str>,
    href: Option<Cow<'a, str>>,
    person: &'a str,
    person_href: Option<Cow<'a, str>>,
    summary: &'a str,
    background: Option<&'a str>,
    kind: &'a Word,
    channel: Option<&'a Word>,
    status: &'a Word,
    sent: Option<Day>,
    replied: Option<&'a Reply>,
    next: Option<&'a str>,
    days_waiting: Option<i64>,
    due: Option<Day>,
    template: Option<TemplateShown<'a>>,
    tags: &'a [String],
    problem: Option<&'a str>,
}

#[derive(Serialize)]
struct TemplateShown<'a> {
    id: &'a str,
    version: Option<u32>,
    href: Option<Cow<'a, str>>,
}

impl<'a> Shown<'a> {
    fn of(row: &'a Row) -> Shown<'a> {
        let line = &*row.line;
        let href = |href: &'a Option<String>| {
            href.as_deref().map(|href| if row.root.is_empty() { Cow::Borrowed(href) } else { Cow::Owned([row.root, href].concat()) })
        };
        let template = |name: &'a TemplateName| TemplateShown { id: &name.id, version: name.version, href: href(&name.href) };
        Shown {
            heading: row.heading.as_deref(),
            id: &line.id,
            anchor: line.anchor.as_deref(),
            href: href(&line.href),
            person: &line.person,
            person_href: href(&line.person_href),
            summary: &line.summary,
            background: line.background.as_deref(),
            kind: &line.kind,
            channel: line.channel.as_ref(),
            status: &line.status,
            sent: line.sent,
            replied: line.replied.as_ref(),
            next: line.next.as_deref(),
            days_waiting: line.days_waiting,
            due: line.due,
            template: line.template.as_ref().map(template),
            tags: &line.tags,
            problem: line.problem.as_deref(),
        }
    }
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
    /// The row of the request at a place of the order, as seen from a page whose way to the top is `root`.
    pub(super) fn row(&self, at: usize, root: &'static str) -> Row {
        Row { heading: None, line: Arc::clone(self.lines[at].get_or_init(|| self.line(self.ordered[at]))), root }
    }

    fn line(&self, request: &Request) -> Arc<Line> {
        let insight = self.insight();
        let status = insight.status(request);
        let to = request.to.as_ref();
        let person = self.person(request);
        let background = to.and_then(|to| to.background.clone().or_else(|| to.role.clone()).or_else(|| to.org.clone()));
        let is_open = matches!(status, Status::Due | Status::Waiting);
        let summary = request.summary_shown();
        let mut line = Line {
            id: request.id.clone(),
            anchor: self.paths.row(request.path()).map(ToOwned::to_owned),
            href: self.paths.href(request.path(), ""),
            background: background.filter(|background| *background != person),
            person,
            person_href: self.anchors.person_href(request, "").filter(|_| self.has_page("people")),
            summary: if summary.is_empty() { self.first_words(request) } else { summary },
            kind: self.word("kind", request.kind.word()),
            channel: request.channel.as_deref().map(|channel| self.word("channel", channel.to_owned())),
            status: self.word("status", status.word()),
            sent: request.facts.sent.map(|sent| self.day_of(sent)),
            replied: request.facts.replied.map(|replied| self.reply(replied)),
            next: request.next.clone(),
            days_waiting: days_waiting(request, insight).filter(|_| is_open || status == Status::Silent),
            due: follow_up_day(insight.threads.of_request(request), insight).filter(|_| is_open).map(|day| self.day(day)),
            template: request.template.as_ref().map(|template| self.template_name(template, "")),
            tags: request.tags.clone(),
            problem: request.problem.clone(),
            digest: None,
        };
        line.digest = self.digest(&line);
        Arc::new(line)
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

    /// A fact of the margin of the request's own page, with an address where it leads somewhere.
    pub(super) fn fact_line(&self, fact: Fact, request: &Request, row: &Row) -> FactLine {
        let root = row.root;
        let href = match fact.key {
            "link" => Some(tidy_address(&fact.text)),
            "name" => row.person_href.as_ref().map(|href| [root, href].concat()),
            "problem" if self.has_page("problems") => {
                request.problem.as_deref().and_then(|problem| self.anchors.problem_href(problem, root))
            }
            "template" => row.template.as_ref().and_then(|template| template.href.as_ref()).map(|href| [root, href].concat()),
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
