//! What the article's five columns show of a letter, of one that is there or of what a row's columns named as the keys tell; whether
//! a cell says it; and the facts that would.

use super::background::{self, background_shown};
use super::values::{Dates, not_whether, one_line, value};
use super::whether::Whether;
use crate::calendar::{Moment, Now};
use crate::insight::{Insight, Status};
use crate::journal::{CloseReason, Facts, Kind, Outcome, Recipient, Replied, Request};
use crate::labels::{Labels, Text, text};
use crate::message::first_ask;

/// What the five columns show of a letter.
#[derive(Debug, Default)]
pub(super) struct Visible {
    sent: Option<Moment>,
    summary: Option<String>,
    /// What is shown where it has no summary: the subject, else the first ask.
    stand_in: String,
    to: Option<Recipient>,
    next: String,
    /// The reply that was noted, and whether it declined.
    replied: Option<Replied>,
    has_outcome: bool,
    /// Whether a row has the reply's words.
    has_words: bool,
    declined: bool,
    /// The keys of a closing that there are.
    closing: Vec<&'static str>,
    status: Option<Status>,
    /// What 回覆與否 shows.
    whether: String,
    /// Whether no row of this letter is there: every other name is another person's.
    is_new: bool,
}

impl Visible {
    /// Of a letter that is there.
    pub(super) fn of_entry(request: &Request, insight: &Insight<'_>) -> Visible {
        Visible::of_facts(request, request.written(), insight)
    }

    /// Of a letter that is there, without what lies ahead: what an export shows.
    pub(super) fn of_today(request: &Request, insight: &Insight<'_>) -> Visible {
        Visible::of_facts(request, &request.facts, insight)
    }

    /// Of a letter that is there, as an export showed it that tells until a moment: the last of what stands in it as past.
    pub(super) fn of_then(request: &Request, told: Option<Moment>, insight: &Insight<'_>) -> Visible {
        let zone = insight.journal.now.zone;
        let then = told.and_then(|told| Now::at(told, zone).ok());
        let as_of = |request: &Request| then.map_or_else(Facts::default, |then| request.written().as_of(then));
        let facts = as_of(request);
        let thread = &insight.threads.of_request(request).entries;
        let is_of_thread = thread.iter().any(|entry| entry.id == request.id);
        let all: Vec<Facts> = thread.iter().filter(|_| is_of_thread).map(|entry| as_of(entry)).collect();
        let status = match () {
            () if facts.sent.is_none() => Status::Draft,
            () if request.kind.is_complete_once_sent() => Status::Done,
            () if all.iter().any(|facts| facts.replied.is_some()) => Status::Replied,
            () if all.iter().any(|facts| facts.closed.is_some()) => Status::Closed,
            () => Status::Waiting,
        };
        Visible { status: Some(status), ..Visible::of_facts(request, &facts, insight) }
    }

    fn of_facts(request: &Request, facts: &Facts, insight: &Insight<'_>) -> Visible {
        let status = insight.status(request);
        let closing = [("closed", facts.closed.is_some()), ("close_reason", facts.close_reason.is_some())];
        Visible {
            sent: facts.sent,
            summary: request.summary.clone(),
            stand_in: if request.summary.is_some() { String::new() } else { request.summary_shown() },
            to: request.to.clone(),
            next: request.next.clone().unwrap_or_default(),
            replied: facts.replied,
            has_outcome: !facts.outcome.is_empty(),
            has_words: false,
            declined: facts.outcome.contains(&Outcome::Declined),
            closing: closing.into_iter().filter_map(|(key, has)| has.then_some(key)).collect(),
            status: Some(status),
            whether: Labels::of(insight.journal.settings.lang).word("status", status.word()),
            is_new: false,
        }
    }

    /// Of what a row says in its columns named as the keys; `status` is where its thread stands, as far as the other rows tell.
    pub(super) fn of_keys(
        get: &impl Fn(&str) -> Option<String>,
        to: Option<Recipient>,
        dates: Dates,
        is_new: bool,
        status: Option<Status>,
    ) -> Visible {
        let moment = |key: &str| Moment::parse(&get(key)?, dates.zone).ok();
        let ask = || get("message").and_then(|message| first_ask(&message).map(ToOwned::to_owned));
        let stand_in = if get("summary").is_some() { None } else { get("subject").or_else(ask) };
        let outcome = get("outcome");
        let sent = moment("sent");
        let is_done = sent.is_some() && get("kind").and_then(|kind| Kind::parse(&kind)).is_some_and(Kind::is_complete_once_sent);
        Visible {
            sent,
            summary: get("summary"),
            stand_in: stand_in.unwrap_or_default(),
            to,
            next: get("next").unwrap_or_default(),
            replied: get("replied").map(|_| moment("replied").map_or(Replied::Sometime, Replied::At)),
            has_outcome: outcome.is_some(),
            has_words: get("reply").is_some(),
            declined: outcome.is_some_and(|outcome| super::lists::items(&outcome).iter().any(|word| word == Outcome::Declined.word())),
            closing: ["closed", "close_reason"].into_iter().filter(|key| get(key).is_some()).collect(),
            status: if is_done { Some(Status::Done) } else { status.filter(|_| sent.is_some()) },
            whether: get("replied").unwrap_or_default(),
            is_new,
        }
    }

    /// The words that a column shows.
    pub(super) fn shown(&self, key: &str) -> String {
        match key {
            "sent" => self.sent.map(|sent| sent.to_string()).unwrap_or_default(),
            "summary" => self.summary.clone().unwrap_or_else(|| self.stand_in.clone()),
            "to.background" => self.to.as_ref().map(background_shown).unwrap_or_default(),
            "replied" => self.whether.clone(),
            _ => self.next.clone(),
        }
    }

    /// Whether a cell says what the column shows.
    pub(super) fn says(&self, key: &str, cell: &str, dates: Dates) -> bool {
        let cell = cell.trim();
        match key {
            "sent" => self.is_sent(cell, dates),
            // An emptied cell takes the summary away, and another of the letter's words is shown.
            "summary" if cell.is_empty() => self.summary.is_none(),
            "to.background" => background::says(self.to.as_ref(), cell),
            "replied" => self.is_whether(Whether::of(cell, dates), dates),
            key => one_line(&self.shown(key)) == one_line(cell),
        }
    }

    fn is_sent(&self, cell: &str, dates: Dates) -> bool {
        let Some(sent) = self.sent else { return cell.is_empty() };
        let Ok(Some(said)) = value("sent", cell, dates) else { return false };
        let Ok(said) = Moment::parse(&said, dates.zone) else { return false };
        // A spreadsheet shows the day alone where it likes to.
        sent.rfc3339() == said.rfc3339() || said.clock().is_none() && said.day(dates.zone) == sent.day(dates.zone)
    }

    fn is_whether(&self, cell: Whether, dates: Dates) -> bool {
        let is_replied = self.is_replied();
        let is_closed = !self.closing.is_empty() || self.status.is_some_and(Whether::is_end);
        match cell {
            Whether::Day(day) => self.replied.and_then(Replied::moment).map(|moment| moment.day(dates.zone)) == Some(day),
            Whether::Yes | Whether::Shown(Status::Replied) => is_replied,
            Whether::Declined => is_replied && self.declined,
            Whether::No => !is_replied,
            Whether::Shown(Status::Draft) => self.sent.is_none(),
            Whether::Shown(Status::Done) => self.status == Some(Status::Done) || is_replied || is_closed,
            Whether::Shown(status) if Whether::is_end(status) => is_closed,
            Whether::Shown(_) => !is_replied && !is_closed,
            Whether::Words => false,
        }
    }

    fn is_replied(&self) -> bool {
        self.replied.is_some() || self.status == Some(Status::Replied)
    }

    /// The facts that make the letter what a cell says; none where no fact does.
    ///
    /// # Errors
    /// Why the cell's words cannot be taken.
    pub(super) fn facts(&self, key: &str, cell: &str, dates: Dates) -> Result<Vec<(String, String)>, Text> {
        let named = || self.to.as_ref().and_then(|to| to.name.clone()).unwrap_or_default();
        match key {
            "to.background" => background::facts(self.to.as_ref(), cell, self.is_new)
                .ok_or_else(|| text!("import.names-another", value = one_line(cell), name = named())),
            "replied" => self.facts_of_whether(cell, dates),
            key => Ok(vec![(key.to_owned(), value(key, cell, dates)?.unwrap_or_default())]),
        }
    }

    /// The reason with which `close` would make the letter what a cell says, empty for the usual one; `None` where it would not.
    pub(super) fn closing(key: &str, cell: &str, dates: Dates) -> Option<&'static str> {
        match Whether::of(cell, dates) {
            _ if key != "replied" => None,
            Whether::Shown(Status::Closed) => Some(""),
            Whether::Shown(Status::Bounced) => Some(CloseReason::Bounced.word()),
            Whether::Shown(Status::Withdrawn) => Some(CloseReason::Withdrawn.word()),
            Whether::Shown(Status::Done) => Some(CloseReason::Solved.word()),
            _ => None,
        }
    }

    /// Whether a cell says that no reply came and one is waited for.
    pub(super) fn denies(key: &str, cell: &str, dates: Dates) -> bool {
        let whether = Whether::of(cell, dates);
        key == "replied" && (whether == Whether::No || matches!(whether, Whether::Shown(status) if status.is_open()))
    }

    fn facts_of_whether(&self, cell: &str, dates: Dates) -> Result<Vec<(String, String)>, Text> {
        let fact = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let replied = [("replied", self.replied.is_some()), ("outcome", self.has_outcome), ("reply", self.has_words)];
        let no_reply = replied.into_iter().filter(|(_, has)| *has).map(|(key, _)| fact(key, ""));
        let yes = (!self.is_replied()).then(|| fact("replied", "yes"));
        Ok(match Whether::of(cell, dates) {
            Whether::Words => return Err(not_whether(cell)),
            Whether::Day(day) => {
                let whole = value("replied", cell, dates).ok().flatten();
                vec![fact("replied", &whole.unwrap_or_else(|| day.to_string()))]
            }
            Whether::Yes | Whether::Shown(Status::Replied) => yes.into_iter().collect(),
            Whether::Declined => yes.into_iter().chain([fact("outcome", "declined")]).collect(),
            Whether::No => no_reply.collect(),
            // What did not go out was not answered, and nobody stopped waiting for an answer.
            Whether::Shown(Status::Draft) => {
                let closing = self.closing.iter().map(|key| fact(key, ""));
                std::iter::once(fact("sent", "")).chain(no_reply).chain(closing).collect()
            }
            Whether::Shown(status) if status.is_open() => no_reply.chain(self.closing.iter().map(|key| fact(key, ""))).collect(),
            Whether::Shown(status) if Whether::is_end(status) => no_reply.collect(),
            Whether::Shown(_) => Vec::new(),
        })
    }
}
