//! The learnings: every Learned and Reflection section, the newest first.

use serde::Serialize;

use super::Page;
use super::context::Shared;
use super::dates::{Day, month};
use super::request::{section_name, sorted};
use crate::jinja::Rendered;
use crate::journal::{Request, Section, SectionKind};
use crate::markdown;

#[derive(Serialize)]
struct Learnings {
    months: Vec<Month>,
}

/// What was learned of the messages sent in a month.
#[derive(Serialize)]
struct Month {
    name: Option<String>,
    learnings: Vec<Learning>,
}

/// A Learned or Reflection section.
#[derive(Serialize)]
pub(super) struct Learning {
    href: Option<String>,
    summary: String,
    /// Who was asked; nobody where that is not shown.
    person: Option<String>,
    date: Option<Day>,
    kind: &'static str,
    label: String,
    lang: String,
    body_html: String,
}

/// The page `learnings.html`.
pub(super) fn page(shared: &Shared<'_>) -> Rendered<Page> {
    let zone = shared.journal().now.zone;
    let mut months: Vec<Month> = Vec::new();
    for request in sorted(shared, shared.source.learned.clone()) {
        let name = request.sent_day(zone).map(|day| month(day, shared.source.labels.lang));
        for learning in learned(shared, request) {
            match months.last_mut() {
                Some(last) if last.name == name => last.learnings.push(learning),
                _ => months.push(Month { name: name.clone(), learnings: vec![learning] }),
            }
        }
    }
    let title = shared.source.labels.word("site", "nav_learnings");
    shared.render("learnings.html", "learnings.html".to_owned(), &title, "learnings", Learnings { months })
}

/// The same sections as plain text, each with what its kind is called.
pub(super) fn learned_text(shared: &Shared<'_>, request: &Request) -> Vec<(String, String)> {
    let text = |section: &Section| (section_name(shared, section.kind), markdown::to_text(request.section_text(section)));
    learnings(request).map(text).filter(|(_, text)| !text.is_empty()).collect()
}

fn learnings(request: &Request) -> impl Iterator<Item = &Section> {
    request.sections.iter().filter(|section| matches!(section.kind, SectionKind::Learned | SectionKind::Reflection))
}

/// The Learned and Reflection sections of an entry that hold something, in the file's order.
pub(super) fn learned(shared: &Shared<'_>, request: &Request) -> Vec<Learning> {
    let learning = |section: &Section| Learning {
        href: shared.paths.href(request.path(), ""),
        summary: request.summary_shown(),
        person: (request.to.is_some() || !request.kind.needs_recipient()).then(|| shared.person(request)),
        date: request.facts.sent.map(|sent| shared.day_of(sent)),
        kind: section.kind.word(),
        label: section_name(shared, section.kind),
        lang: request.lang_tag(shared.journal().settings.lang),
        body_html: markdown::to_html(request.section_text(section)),
    };
    learnings(request).map(learning).filter(|learning| !learning.body_html.is_empty()).collect()
}
