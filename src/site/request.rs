//! One request's page: the message as sent, its sections, facts and thread.

use serde::Serialize;

use super::Page;
use super::context::Shared;
use super::dates::Day;
use super::findings::{Note, Told, annotate, told};
use super::row::{FactLine, Row};
use crate::calendar::Zone;
use crate::insight::facts_in_words;
use crate::jinja::Rendered;
use crate::journal::{Request, Section, SectionKind};
use crate::labels::{Lang, text};
use crate::markdown;
use crate::message::plain_text;

#[derive(Serialize)]
struct RequestPage<'a> {
    request: Row,
    facts: Vec<FactLine>,
    subject: Option<String>,
    message_html: String,
    notes: Vec<Note>,
    help_line: Option<String>,
    message_plain: String,
    message_lang: String,
    message_empty: bool,
    length: String,
    sections: Vec<SectionView>,
    thread: Vec<ThreadItem>,
    /// The versions of the message, rendered apart; empty where there is one.
    iterations_html: &'a str,
    path: Option<String>,
    newer: Option<Neighbour>,
    older: Option<Neighbour>,
}

#[derive(Serialize)]
struct SectionView {
    kind: &'static str,
    heading: String,
    body_html: String,
}

#[derive(Serialize)]
struct ThreadItem {
    href: Option<String>,
    current: bool,
    date: Option<Day>,
    label: String,
    who: String,
    note: String,
}

#[derive(Serialize)]
struct Neighbour {
    href: Option<String>,
    label: String,
}

/// Requests in their order: drafts first, then the newest sent, then by id.
pub(super) fn in_order(requests: Vec<&Request>, zone: Zone) -> Vec<&Request> {
    let newest = |request: &Request| request.facts.sent.map(|sent| std::cmp::Reverse(sent.sort_key(zone)));
    let mut ordered: Vec<_> = requests.into_iter().map(|request| (newest(request), request)).collect();
    ordered.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.id.cmp(&other.id)).then_with(|| one.path().cmp(other.path())));
    ordered.into_iter().map(|(_, request)| request).collect()
}

/// As [`in_order`], on the journal's clock.
pub(super) fn sorted<'a>(shared: &Shared<'a>, requests: Vec<&'a Request>) -> Vec<&'a Request> {
    in_order(requests, shared.journal().now.zone)
}

/// What a kind of section is called.
pub(super) fn section_name(shared: &Shared<'_>, kind: SectionKind) -> String {
    shared.source.labels.word("section", kind.word())
}

/// All that a request's page is made of, before its Markdown is read: plain values, and the bytes of the entry.
#[derive(Serialize)]
struct Inputs<'a> {
    row: &'a Row,
    facts: &'a [FactLine],
    thread: &'a [ThreadItem],
    newer: Option<&'a Neighbour>,
    older: Option<&'a Neighbour>,
    told: &'a Told,
    iterations_html: &'a str,
    entry: (&'a str, &'a str),
    subject: Option<&'a str>,
    lang: Option<&'a str>,
    message: (usize, usize),
    sections: Vec<(&'static str, &'a str, usize, usize)>,
}

/// The page of the request at a place of that order.
pub(super) fn page(shared: &Shared<'_>, at: usize) -> Rendered<Page> {
    const ROOT: &str = "../";
    let ordered = &shared.ordered;
    let request = ordered[at];
    let path = shared.paths.page(request.path()).unwrap_or_default();
    if let Some(page) = shared.again(path, Some(request.path())) {
        return Ok(Page { of: Some(request.path().to_owned()), ..page });
    }
    let (labels, settings) = (&shared.source.labels, &shared.journal().settings);
    let row = shared.row(at, ROOT);
    let heading = request.subject.clone().unwrap_or_else(|| row.summary.clone());
    let row = row.below(&heading);
    let neighbour = |other: Option<&&Request>| {
        other.map(|other| Neighbour {
            href: shared.paths.href(other.path(), ROOT),
            label: format!("{} {}", shared.person(other), other.summary_shown()).trim().to_owned(),
        })
    };
    let facts = facts_in_words(request, labels).into_iter().filter(|fact| !matches!(fact.key, "kind" | "subject"));
    let facts: Vec<FactLine> = facts.map(|fact| shared.fact_line(fact, request, &row)).collect();
    let thread = thread(shared, request);
    let told = told(request, shared.source.report, settings, labels);
    let iterations_html = &*shared.source.parts.of(request.path())?;
    let (newer, older) = (neighbour(at.checked_sub(1).and_then(|before| ordered.get(before))), neighbour(ordered.get(at + 1)));
    let inputs = Inputs {
        row: &row,
        facts: &facts,
        thread: &thread,
        newer: newer.as_ref(),
        older: older.as_ref(),
        told: &told,
        iterations_html,
        entry: (request.path(), &request.document.text),
        subject: request.subject.as_deref(),
        lang: request.lang.as_deref(),
        message: (request.message.start, request.message.end),
        sections: request
            .sections
            .iter()
            .map(|section| (section.kind.word(), section.heading.as_str(), section.text.start, section.text.end))
            .collect(),
    };
    let key = shared.key(("request.html", path, &heading), inputs);
    let page = shared.page(path.to_owned(), key, |path| {
        let annotated = annotate(request, told, labels);
        let own = RequestPage {
            facts,
            subject: request.subject.clone(),
            message_html: annotated.html,
            notes: annotated.notes,
            help_line: annotated.help_line,
            message_plain: plain_text(request.message()),
            message_lang: request.lang_tag(settings.lang),
            message_empty: request.message().is_empty(),
            length: length(shared, request),
            sections: request.sections.iter().map(|section| section_view(request, section)).collect(),
            thread,
            iterations_html,
            path: shared.is_full().then(|| request.path().to_owned()),
            newer,
            older,
            request: row,
        };
        shared.html("request.html", path, &heading, "requests", own)
    })?;
    Ok(Page { of: Some(request.path().to_owned()), ..page })
}

fn section_view(request: &Request, section: &Section) -> SectionView {
    SectionView { kind: section.kind.word(), heading: section.heading.clone(), body_html: markdown::to_html(request.section_text(section)) }
}

/// `227 字` or `161 words`: what a reader of that language counts.
pub(super) fn length(shared: &Shared<'_>, request: &Request) -> String {
    let labels = &shared.source.labels;
    let length = request.length();
    let count = length.han + length.words;
    let chinese = request.is_chinese(shared.journal().settings.lang);
    if chinese || labels.lang == Lang::ZhTw && length.words == 0 {
        text!("length.zh", count = count).say(labels)
    } else {
        text!("length.en", count = count).say(labels)
    }
}

fn thread<'a>(shared: &Shared<'a>, request: &'a Request) -> Vec<ThreadItem> {
    let insight = shared.insight();
    let labels = &shared.source.labels;
    let mut entries = insight.threads.timeline(request);
    entries.retain(|entry| shared.paths.page(entry.path()).is_some());
    let note = |entry: &Request| match (entry.facts.sent, entry.facts.replied.and_then(|replied| replied.moment())) {
        (None, _) => text!("thread.draft").say(labels),
        (Some(_), None) => text!("thread.sent").say(labels),
        (Some(_), Some(replied)) => text!("thread.replied", day = shared.day_of(replied).text()).say(labels),
    };
    let item = |entry: &&Request| ThreadItem {
        href: shared.paths.href(entry.path(), "../"),
        current: entry.path() == request.path(),
        date: entry.facts.sent.map(|sent| shared.day_of(sent)),
        label: labels.word("kind", entry.kind.word()),
        who: entry.to.as_ref().and_then(|to| to.shown()).unwrap_or_default().to_owned(),
        note: note(entry),
    };
    entries.iter().map(item).collect()
}
