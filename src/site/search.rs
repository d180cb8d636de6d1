//! The search index: what stands on the pages, as scripts that hand over data, so that it can be read from disk too.
//! One for each year, loaded when somebody searches; the first one names the others.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Page;
use super::context::Shared;
use super::dates::Day;
use super::learnings::learned_text;
use super::request::sorted;
use super::row::Row;
use super::templates;
use crate::calendar::Datelike;
use crate::insight::Person;
use crate::jinja::Rendered;
use crate::journal::{MessageTemplate, Request};
use crate::json::to_line;
use crate::markdown::to_text;
use crate::text::normal::fold_name;

/// The first index: all but the messages that were sent.
const FIRST: &str = "search.js";

/// Whether a file of the site is an index.
pub(super) fn is_index(path: &str) -> bool {
    path.starts_with("search") && path.ends_with(".js")
}

/// A place that can be found.
#[derive(Serialize)]
struct Place {
    /// From the top of the site.
    href: String,
    /// Whose it is; empty where it is nobody's.
    who: String,
    title: String,
    /// What it is.
    note: String,
    /// Everything else, a line each.
    text: String,
}

/// The paths of all indexes, with the year of each but the first.
pub(super) fn indexes(shared: &Shared<'_>) -> Vec<(String, Option<i32>)> {
    let others = years(shared).into_iter().rev().map(|year| (of_year(year), Some(year)));
    [(FIRST.to_owned(), None)].into_iter().chain(others).collect()
}

fn of_year(year: i32) -> String {
    format!("search-{year}.js")
}

/// The years in which messages were sent.
fn years(shared: &Shared<'_>) -> BTreeSet<i32> {
    shared.source.shown.iter().filter_map(|request| year(shared, request)).collect()
}

fn year(shared: &Shared<'_>, request: &Request) -> Option<i32> {
    request.sent_day(shared.journal().now.zone).map(|day| day.year())
}

/// The index of a year, or the first one.
///
/// # Errors
/// None: it has no layout.
pub(super) fn page(shared: &Shared<'_>, path: String, of: Option<i32>) -> Rendered<Page> {
    let shown: Vec<usize> = (0..shared.ordered.len()).filter(|at| year(shared, shared.ordered[*at]) == of).collect();
    // The first one is made of much besides.
    if let Some(page) = of.and_then(|_| shared.again_of(&path, shown.iter().map(|at| shared.ordered[*at]))) {
        return Ok(page);
    }
    let rows = crate::parallel::map(shown, |at| (shared.row(at, ""), shared.ordered[at]));
    let key =
        of.and_then(|_| shared.key((FIRST, &path, ""), rows.iter().map(|(row, request)| (row, made_of(request))).collect::<Vec<_>>()));
    shared.page(path, key, |_| {
        // Text as soon as they are made: the years of a long journal are never held as places.
        let requests = crate::parallel::map_by_turns(rows, |(row, request)| to_line(&of_request(&row, request)));
        Ok(match of {
            Some(_) => handed_over(&[], requests),
            None => {
                let more: Vec<String> = years(shared).into_iter().rev().map(of_year).collect();
                let templates = shared.journal().templates.iter().map(|template| of_template(shared, template));
                let before = people(shared).into_iter().chain(problems(shared)).chain(templates);
                let after = learnings(shared);
                handed_over(&more, before.map(|place| to_line(&place)).chain(requests).chain(after.iter().map(to_line)))
            }
        })
    })
}

/// The script of an index: the names of the others in the order in which they are read, and its places.
fn handed_over(more: &[String], places: impl Iterator<Item = String>) -> String {
    let mut script = format!("asklogSearch({{\"more\":{},\"places\":[", to_line(&more));
    for (at, place) in places.enumerate() {
        script.push_str(if at > 0 { "," } else { "" });
        script.push_str(&place);
    }
    script.push_str("]});\n");
    script
}

/// What the place of a request says besides its row, before its Markdown is read.
fn made_of(request: &Request) -> (Option<&str>, &str, Vec<&str>) {
    let sections = request.sections.iter().map(|section| request.section_text(section)).collect();
    (request.subject.as_deref(), request.message(), sections)
}

/// Words that are there, a line each.
fn lines<'a>(words: impl IntoIterator<Item = Option<&'a str>>) -> String {
    words.into_iter().flatten().map(str::trim).filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
}

/// What a place is, as its result says it.
fn note<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn of_request(row: &Row, request: &Request) -> Place {
    let message = to_text(request.message());
    let sections: Vec<String> = request.sections.iter().map(|section| to_text(request.section_text(section))).collect();
    let told = [request.subject.as_deref(), row.background.as_deref(), row.next.as_deref(), row.problem.as_deref()];
    let template = row.template.as_ref().map(|template| template.id.as_str());
    let tags = row.tags.iter().map(|tag| Some(tag.as_str()));
    let sections = sections.iter().map(|section| Some(section.as_str()));
    let names = [template, Some(row.id.as_str())];
    let text = lines(told.into_iter().chain([Some(message.as_str())]).chain(sections).chain(names).chain(tags));
    let sent = row.sent.map(Day::text);
    let note = note([Some(&*row.kind.label), sent.as_deref()]);
    Place { href: row.href.clone().unwrap_or_default(), who: row.person.clone(), title: row.summary.clone(), note, text }
}

fn of_template(shared: &Shared<'_>, template: &MessageTemplate) -> Place {
    let (body, subject) = (templates::plain(template.body()), template.subject.as_deref().map(templates::plain));
    let told = [&template.purpose, &template.when, &template.not_when, &subject].map(|words| words.as_deref());
    let more = template.changes.iter().chain(&template.tags).map(|words| Some(words.as_str()));
    let text = lines([Some(template.id.as_str())].into_iter().chain(told).chain([Some(body.as_str())]).chain(more));
    let href = shared.paths.href(template.path(), "").unwrap_or_default();
    Place { href, who: String::new(), title: template.title.clone(), note: shared.source.labels.word("site", "nav_templates"), text }
}

/// The persons, where they have a page.
fn people(shared: &Shared<'_>) -> Vec<Place> {
    let of = |person: &Person<'_>| {
        let newest = person.entries.last()?;
        let href = shared.anchors.person_href(newest, "").filter(|_| shared.has_page("people"))?;
        let (role, org) = (person.latest(|to| to.role.clone()), person.latest(|to| to.org.clone()));
        let text = lines([role.as_deref(), org.as_deref()]);
        Some(Place { href, who: String::new(), title: shared.person(newest), note: shared.source.labels.word("site", "nav_people"), text })
    };
    shared.people().iter().filter_map(of).collect()
}

/// The problems, where they have a page.
fn problems(shared: &Shared<'_>) -> Vec<Place> {
    let mut seen = BTreeSet::new();
    let problems = shared.source.shown.iter().filter_map(|request| request.problem.as_deref());
    let of = |problem: &str| {
        let href = shared.anchors.problem_href(problem, "").filter(|_| shared.has_page("problems") && seen.insert(fold_name(problem)))?;
        let note = shared.source.labels.word("site", "nav_problems");
        Some(Place { href, who: String::new(), title: problem.to_owned(), note, text: String::new() })
    };
    problems.filter_map(of).collect()
}

/// What was learned of entries without a page of their own.
fn learnings(shared: &Shared<'_>) -> Vec<Place> {
    let apart = shared.source.learned.iter().copied().filter(|request| shared.paths.page(request.path()).is_none()).collect();
    let of = |request: &Request| {
        let date = request.facts.sent.map(|sent| shared.day_of(sent).text());
        let note = note([Some(shared.source.labels.word("site", "nav_learnings").as_str()), date.as_deref()]);
        let place = |(title, text)| Place { href: "learnings.html".to_owned(), who: String::new(), title, note: note.clone(), text };
        learned_text(shared, request).into_iter().map(place).collect::<Vec<_>>()
    };
    sorted(shared, apart).into_iter().flat_map(of).collect()
}
