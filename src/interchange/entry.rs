//! A request in JSON, in the shape of `list`. Keys are added, never renamed.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::calendar::{Date, Moment};
use crate::insight::{Due, Insight, Status, What, days_waiting, follow_up_day};
use crate::journal::{CloseReason, Facts, Kind, Outcome, PublicLevel, Recipient, Replied, Request};

/// The entry, its derived facts among the written ones.
#[derive(Serialize)]
pub(crate) struct EntryJson<'a> {
    id: &'a str,
    path: &'a str,
    /// Where it stands.
    pub(crate) status: Status,
    kind: Kind,
    to: Option<&'a Recipient>,
    channel: Option<&'a str>,
    subject: Option<&'a str>,
    summary: Option<&'a str>,
    template: Option<TemplateJson<'a>>,
    problem: Option<&'a str>,
    link: Option<&'a str>,
    noticed: Option<String>,
    sent: Option<String>,
    replied: Option<String>,
    outcome: &'a [Outcome],
    closed: Option<String>,
    close_reason: Option<CloseReason>,
    follow_up: Option<String>,
    follows: Option<&'a str>,
    next: Option<&'a str>,
    deadline: Option<String>,
    forecast: Option<f64>,
    lang: Option<&'a str>,
    tags: &'a [String],
    public: Option<PublicLevel>,
    source: Option<&'a str>,
    days_waiting: Option<i64>,
    due: Option<Date>,
    message_units: f64,
    extra: Map<String, Value>,
}

#[derive(Serialize)]
struct TemplateJson<'a> {
    id: &'a str,
    version: Option<u32>,
}

impl<'a> EntryJson<'a> {
    /// The entry as of the journal's now.
    pub(crate) fn of(request: &'a Request, insight: &Insight<'_>) -> EntryJson<'a> {
        EntryJson::with(request, &request.facts, insight)
    }

    fn with(request: &'a Request, facts: &'a Facts, insight: &Insight<'_>) -> EntryJson<'a> {
        let status = insight.status(request);
        let thread = insight.threads.of_request(request);
        EntryJson {
            id: &request.id,
            path: request.path(),
            status,
            kind: request.kind,
            to: request.to.as_ref(),
            channel: request.channel.as_deref(),
            subject: request.subject.as_deref(),
            summary: request.summary.as_deref(),
            template: request.template.as_ref().map(|template| TemplateJson { id: &template.id, version: template.version }),
            problem: request.problem.as_deref(),
            link: request.link.as_deref(),
            noticed: facts.noticed.map(Moment::rfc3339),
            sent: facts.sent.map(Moment::rfc3339),
            replied: facts.replied.map(|replied| match replied {
                Replied::At(moment) => moment.rfc3339(),
                Replied::Sometime => "yes".to_owned(),
            }),
            outcome: &facts.outcome,
            closed: facts.closed.map(Moment::rfc3339),
            close_reason: facts.close_reason,
            follow_up: request.follow_up.map(Moment::rfc3339),
            follows: request.follows.as_deref(),
            next: request.next.as_deref(),
            deadline: request.deadline.map(Moment::rfc3339),
            forecast: request.forecast,
            lang: request.lang.as_deref(),
            tags: &request.tags,
            public: request.public,
            source: request.source.as_deref(),
            days_waiting: days_waiting(request, insight),
            due: if request.facts.sent.is_some() { follow_up_day(thread, insight) } else { None },
            message_units: request.length().units(),
            extra: request.extra.iter().cloned().collect(),
        }
    }
}

/// A section of an entry.
#[derive(Serialize)]
pub(crate) struct SectionJson<'a> {
    kind: &'static str,
    heading: &'a str,
    text: &'a str,
}

/// The entry with its texts: what `export` gives of it.
#[derive(Serialize)]
pub(crate) struct WholeEntryJson<'a> {
    #[serde(flatten)]
    entry: EntryJson<'a>,
    message: &'a str,
    sections: Vec<SectionJson<'a>>,
}

impl<'a> WholeEntryJson<'a> {
    /// The entry as its file has it, facts that lie ahead too, with its texts; where it stands is as of the journal's now.
    pub(crate) fn of(request: &'a Request, insight: &Insight<'_>) -> WholeEntryJson<'a> {
        WholeEntryJson {
            entry: EntryJson::with(request, request.written(), insight),
            message: request.message(),
            sections: SectionJson::all(request),
        }
    }
}

impl<'a> SectionJson<'a> {
    /// The sections of an entry, in order.
    pub(crate) fn all(request: &'a Request) -> Vec<SectionJson<'a>> {
        let of = |section: &'a crate::journal::Section| SectionJson {
            kind: section.kind.word(),
            heading: &section.heading,
            text: request.section_text(section),
        };
        request.sections.iter().map(of).collect()
    }
}

/// A due item.
#[derive(Serialize)]
pub(crate) struct DueJson {
    id: String,
    what: What,
    due: Date,
    overdue_days: i64,
    why: String,
}

impl DueJson {
    /// The item as of `today`.
    pub(crate) fn of(due: &Due<'_>, today: Date, labels: &crate::labels::Labels) -> DueJson {
        DueJson {
            id: due.request.id.clone(),
            what: due.what,
            due: due.day,
            overdue_days: due.overdue_days(today),
            why: due.why.say(labels),
        }
    }
}
