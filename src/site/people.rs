//! The people: who was asked, the tie, what came of it, and whether the loop is closed.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;

use super::Page;
use super::context::{Shared, Word};
use super::dates::Day;
use crate::insight::{Loop, LoopClosers, Person, Status, loop_closers};
use crate::jinja::{Listed, Rendered};
use crate::journal::{Outcome, Request};
use crate::labels::text;
use crate::text::normal::fold_name;

#[derive(Serialize)]
struct People {
    people: Listed<PersonView>,
}

#[derive(Serialize)]
struct PersonView {
    anchor: String,
    name: String,
    about: Vec<String>,
    /// That somebody of the same name is another person here.
    namesake: Option<String>,
    tie: Option<Word>,
    came: Vec<String>,
    loop_closed: Option<bool>,
    loop_text: Option<String>,
    entries: Vec<EntryLine>,
}

/// An entry in a list: its day, what it is, where it stands.
#[derive(Serialize)]
pub(super) struct EntryLine {
    href: Option<String>,
    date: Option<Day>,
    kind: Word,
    summary: String,
    status: Option<Word>,
}

/// The page `people.html`.
pub(super) fn page(shared: &Shared<'_>) -> Rendered<Page> {
    if let Some(page) = shared.again("people.html", None) {
        return Ok(page);
    }
    let journal = shared.journal();
    let zone = journal.now.zone;
    let closers = loop_closers(&journal.requests, zone);
    let last = |person: &Person<'_>| person.entries.iter().filter_map(|entry| entry.facts.sent).map(|sent| sent.sort_key(zone)).max();
    let mut ordered: Vec<&Person<'_>> = shared.people().iter().collect();
    // Those who are still to be written to first, then by the newest message.
    ordered.sort_by_key(|person| last(person).map(Reverse));
    let with_handle = with_handle(&ordered);
    let people = ordered.into_iter().map(|person| view(shared, person, &closers, &with_handle)).collect::<Vec<_>>().into();
    let title = shared.source.labels.word("site", "nav_people");
    shared.render("people.html", "people.html".to_owned(), &title, "people", People { people })
}

/// The handle of each name that somebody with a handle has.
fn with_handle(people: &[&Person<'_>]) -> HashMap<String, String> {
    let named = |person: &&Person<'_>| Some((fold_name(&person.latest(|to| to.name.clone())?), handle_of(person)?));
    people.iter().filter_map(named).collect()
}

fn handle_of(person: &Person<'_>) -> Option<String> {
    person.latest(|to| to.handle.clone()).map(|handle| format!("@{}", handle.trim_start_matches('@')))
}

fn view(shared: &Shared<'_>, person: &Person<'_>, closers: &LoopClosers<'_>, with_handle: &HashMap<String, String>) -> PersonView {
    let newest = person.entries[person.entries.len() - 1];
    let name = shared.person(newest);
    let about = [person.latest(|to| to.role.clone()), person.latest(|to| to.org.clone())];
    let heard = heard(shared, person, closers);
    let namesake = with_handle.get(&fold_name(&name)).filter(|_| handle_of(person).is_none());
    PersonView {
        namesake: namesake.map(|handle| text!("people.namesake", handle = handle).say(&shared.source.labels)),
        anchor: shared.anchors.person(newest).unwrap_or_default().to_owned(),
        about: about.into_iter().flatten().filter(|word| *word != name).collect(),
        name,
        tie: person.latest(|to| to.tie).map(|tie| shared.word("tie", tie.word())),
        came: came(shared, person),
        loop_closed: heard.map(|heard| matches!(heard, Loop::Closed(_))),
        loop_text: heard.map(|heard| {
            match heard {
                Loop::Closed(day) => text!("people.loop-closed", day = shared.day(day).text()),
                Loop::Open(day) => text!("people.loop-open", day = shared.day(day).text()),
            }
            .say(&shared.source.labels)
        }),
        entries: person.entries.iter().rev().map(|entry| line(shared, entry)).collect(),
    }
}

/// An entry's line on a page at the top of the site.
pub(super) fn line(shared: &Shared<'_>, request: &Request) -> EntryLine {
    let status = shared.insight().status(request);
    let summary = request.summary_shown();
    EntryLine {
        href: shared.paths.href(request.path(), ""),
        date: request.facts.sent.map(|sent| shared.day_of(sent)),
        kind: shared.word("kind", request.kind.word()),
        summary: if summary.is_empty() { request.id.clone() } else { summary },
        status: (status != Status::Done).then(|| shared.word("status", status.word())),
    }
}

/// What the replies brought, each once, in the order of the format's description.
fn came(shared: &Shared<'_>, person: &Person<'_>) -> Vec<String> {
    let brought = |outcome: &&Outcome| person.entries.iter().any(|entry| entry.facts.outcome.contains(outcome));
    let mut came: Vec<String> =
        Outcome::ALL.iter().filter(brought).map(|outcome| shared.source.labels.word("outcome", outcome.word())).collect();
    if came.is_empty() && person.entries.iter().any(|entry| entry.facts.replied.is_some()) {
        came.push(shared.source.labels.word("status", Status::Replied.word()));
    }
    came
}

/// Whether the person heard what came of the help: of several threads, the one helped last that is still
/// open, else the one helped last.
fn heard(shared: &Shared<'_>, person: &Person<'_>, closers: &LoopClosers<'_>) -> Option<Loop> {
    let threads = person.entries.iter().map(|entry| shared.insight().threads.of_request(entry));
    let day = |heard: &Loop| match heard {
        Loop::Open(day) => (1, *day),
        Loop::Closed(day) => (0, *day),
    };
    threads.filter_map(|thread| closers.of_thread(thread)).max_by_key(day)
}
