//! The index: this week in a sentence, what is due, drafts, replies, promises, learnings.

use std::cmp::Reverse;
use std::collections::HashSet;

use serde::Serialize;

use super::Page;
use super::charts::Chart;
use super::context::{Missing, Shared, Word};
use super::craft::{Glance, calendar_chart, craft_chart, first_and_latest, pace_chart};
use super::dates::Day;
use super::feedback::reply_curve;
use super::request::{section_name, sorted};
use super::row::{Row, TemplateName};
use crate::feedback::words;
use crate::insight::{Due, Status, all_due, promises, this_week};
use crate::jinja::Rendered;
use crate::journal::{Privacy, Request, SectionKind};
use crate::labels::{Text, text};
use crate::markdown;

/// Things to do that are shown.
const DUE: usize = 5;
const DRAFTS: usize = 5;
const REPLIES: usize = 5;
const PROMISES: usize = 5;
const LEARNINGS: usize = 4;
const RECENT: usize = 8;

#[derive(Serialize)]
struct Index {
    week: WeekWords,
    counts: Vec<Count>,
    due: Vec<DueItem>,
    due_more: Option<String>,
    drafts: Vec<Row>,
    drafts_more: usize,
    is_waiting: bool,
    replies: Vec<Row>,
    promises: Vec<PromiseItem>,
    letters: Vec<Glance>,
    craft: Option<Chart>,
    pace: Option<Chart>,
    rate: Vec<String>,
    curve: Option<Chart>,
    calendar: Option<Chart>,
    learnings: Vec<Learning>,
    recent: Vec<Row>,
    missing: Missing,
}

#[derive(Serialize)]
struct WeekWords {
    sentence: String,
    sentences: Vec<String>,
}

#[derive(Serialize)]
struct Count {
    label: String,
    value: usize,
}

#[derive(Serialize)]
struct DueItem {
    href: Option<String>,
    person: String,
    what: Word,
    why: String,
    date: Day,
    overdue: Option<String>,
    summary: String,
}

#[derive(Serialize)]
struct PromiseItem {
    text: String,
    href: Option<String>,
    person: String,
    template: Option<TemplateName>,
    date: Option<Day>,
}

#[derive(Serialize)]
struct Learning {
    href: Option<String>,
    person: String,
    date: Option<Day>,
    kind: &'static str,
    label: String,
    excerpt_html: String,
}

/// How many more are due; to the owner with the command that lists them.
fn further(count: usize, is_own: bool) -> Text {
    if is_own { text!("today.more", count = count) } else { text!("today.more.others", count = count) }
}

/// The page `index.html`.
pub(super) fn page(shared: &Shared<'_>) -> Rendered<Page> {
    let ordered = &shared.ordered;
    let insight = shared.insight();
    let journal = shared.journal();
    let rows = |wanted: &dyn Fn(&Request) -> bool, most: usize| -> Vec<Row> {
        (0..ordered.len()).filter(|at| wanted(ordered[*at])).take(most).map(|at| shared.row(at, "")).collect()
    };
    let mut due = all_due(insight, journal.now.today());
    due.retain(|item| shared.paths.page(item.request.path()).is_some());
    // One page has its table, its learnings and its feedback further down.
    let one_file = shared.one_file;
    let is_own = shared.source.privacy == Privacy::Full && !one_file;
    let own = Index {
        week: week(shared),
        counts: counts(shared),
        due_more: (due.len() > DUE).then(|| further(due.len() - DUE, is_own).say(&shared.source.labels)),
        due: due.iter().take(DUE).map(|item| due_item(shared, item)).collect(),
        drafts: rows(&|request| insight.status(request) == Status::Draft, DRAFTS),
        drafts_more: ordered.iter().filter(|request| insight.status(request) == Status::Draft).count().saturating_sub(DRAFTS),
        is_waiting: ordered.iter().any(|request| insight.status(request).is_open()),
        replies: replies(shared),
        promises: promised(shared),
        letters: first_and_latest(shared),
        craft: craft_chart(shared),
        pace: pace_chart(shared),
        rate: words::reply_rate(shared.stats(), &shared.source.labels).into_iter().map(|text| text.say(&shared.source.labels)).collect(),
        curve: reply_curve(shared).filter(|_| !one_file),
        calendar: calendar_chart(shared),
        learnings: if one_file { Vec::new() } else { learnings(shared) },
        recent: rows(&|request| request.facts.sent.is_some(), if one_file { 0 } else { RECENT }),
        missing: shared.missing(),
    };
    let title = shared.source.labels.word("site", "nav_index");
    shared.render("index.html", "index.html".to_owned(), &title, "index", own)
}

fn week(shared: &Shared<'_>) -> WeekWords {
    let labels = &shared.source.labels;
    let week = this_week(shared.journal());
    let mut sentences = Vec::new();
    if let Some(goal) = week.goal {
        sentences.push(text!("week.goal", goal = goal).say(labels));
    }
    if week.gives + week.inbound > 0 {
        sentences.push(text!("week.others", gives = week.gives, inbound = week.inbound).say(labels));
    }
    WeekWords { sentence: text!("week.sentence", sent = week.requests, replies = week.replies).say(labels), sentences }
}

/// Plain numbers of threads, no rates.
fn counts(shared: &Shared<'_>) -> Vec<Count> {
    let insight = shared.insight();
    // Figures of what was asked for, whether its entries are shown or not.
    let asked: HashSet<&str> = shared.source.learned.iter().map(|request| request.path()).collect();
    let letters: Vec<&Request> = insight.threads.all.iter().map(|thread| thread.first()).collect();
    let letters: Vec<&Request> = letters.into_iter().filter(|first| first.kind.is_letter() && asked.contains(first.path())).collect();
    if letters.is_empty() {
        return Vec::new();
    }
    // What the page of the numbers counts is counted once.
    let known = &shared.stats().counts;
    let count = |name: &'static str, value: usize| Count { label: shared.source.labels.word("count", name), value };
    let open = letters.iter().filter(|first| insight.status(first).is_open()).count();
    let drafts = shared.is_full().then(|| count("drafts", known.drafts));
    [count("sent", known.sent), count("replied", known.replied), count("open", open)].into_iter().chain(drafts).collect()
}

fn due_item(shared: &Shared<'_>, item: &Due<'_>) -> DueItem {
    let labels = &shared.source.labels;
    let days = item.overdue_days(shared.journal().now.today());
    DueItem {
        href: shared.paths.href(item.request.path(), ""),
        person: shared.person(item.request),
        what: shared.word("what", item.what.word()),
        why: shared.sentence(&item.why),
        date: shared.day(item.day),
        overdue: (days > 0).then(|| text!("overdue.days", days = days).say(labels)),
        summary: item.request.summary_shown(),
    }
}

fn replies(shared: &Shared<'_>) -> Vec<Row> {
    let zone = shared.journal().now.zone;
    let when = |request: &Request| request.facts.replied.and_then(|reply| reply.moment()).map(|moment| moment.sort_key(zone));
    let all = &shared.ordered;
    let mut replied: Vec<usize> = (0..all.len()).filter(|at| all[*at].facts.replied.is_some()).collect();
    replied.sort_by_cached_key(|at| (Reverse(when(all[*at])), all[*at].id.clone()));
    replied.into_iter().take(REPLIES).map(|at| shared.row(at, "")).collect()
}

fn promised(shared: &Shared<'_>) -> Vec<PromiseItem> {
    let made = promises(shared.journal(), |request| shared.paths.page(request.path()).is_some());
    let item = |promise: &crate::insight::Promise<'_>| PromiseItem {
        text: promise.next.to_owned(),
        href: shared.paths.href(promise.request.path(), ""),
        person: shared.person(promise.request),
        template: promise.request.template.as_ref().map(|template| shared.template_name(template, "")),
        date: promise.request.facts.sent.map(|sent| shared.day_of(sent)),
    };
    made.iter().take(PROMISES).map(item).collect()
}

/// The newest Learned and Reflection sections, the first paragraph of each.
fn learnings(shared: &Shared<'_>) -> Vec<Learning> {
    let mut found = Vec::new();
    for request in sorted(shared, shared.source.learned.clone()).into_iter().filter(|request| request.facts.sent.is_some()) {
        for section in request.sections.iter().filter(|section| matches!(section.kind, SectionKind::Learned | SectionKind::Reflection)) {
            let text = request.section_text(section);
            let first = text.split("\n\n").next().unwrap_or_default().trim();
            if !first.is_empty() && found.len() < LEARNINGS {
                found.push(Learning {
                    href: shared.paths.href(request.path(), ""),
                    person: shared.person(request),
                    date: request.facts.sent.map(|sent| shared.day_of(sent)),
                    kind: section.kind.word(),
                    label: section_name(shared, section.kind),
                    excerpt_html: markdown::to_html(first),
                });
            }
        }
    }
    found
}
