//! The problems: who said what about each, and what was learned.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::Page;
use super::context::Shared;
use super::learnings::{Learning, learned};
use super::people::{EntryLine, line};
use crate::jinja::{Listed, Rendered};
use crate::journal::{Request, SectionKind};
use crate::labels::text;
use crate::markdown;
use crate::text::normal::fold_name;

#[derive(Serialize)]
struct Problems {
    problems: Listed<ProblemView>,
}

#[derive(Serialize)]
struct ProblemView {
    anchor: String,
    name: String,
    count: String,
    asked: Vec<Asked>,
    learnings: Vec<Learning>,
}

#[derive(Serialize)]
struct Asked {
    #[serde(flatten)]
    line: EntryLine,
    person: String,
    person_href: Option<String>,
    said_html: Vec<String>,
}

/// The page `problems.html`: the problem touched last on top.
pub(super) fn page(shared: &Shared<'_>) -> Rendered<Page> {
    let mut groups: BTreeMap<String, Vec<&Request>> = BTreeMap::new();
    for request in &shared.ordered {
        if let Some(problem) = &request.problem {
            groups.entry(fold_name(problem)).or_default().push(*request);
        }
    }
    let zone = shared.journal().now.zone;
    let mut groups: Vec<(String, Vec<&Request>)> = groups.into_iter().collect();
    let last = |requests: &[&Request]| requests.iter().filter_map(|request| request.facts.sent).map(|sent| sent.sort_key(zone)).max();
    groups.sort_by_key(|(_, requests)| last(requests).map(Reverse));
    let problems = groups.iter().map(|(_, requests)| view(shared, requests)).collect::<Vec<_>>().into();
    let title = shared.source.labels.word("site", "nav_problems");
    shared.render("problems.html", "problems.html".to_owned(), &title, "problems", Problems { problems })
}

/// One problem; its entries, the newest first.
fn view(shared: &Shared<'_>, requests: &[&Request]) -> ProblemView {
    let name = requests[0].problem.clone().unwrap_or_default();
    ProblemView {
        anchor: shared.anchors.problem(&name).unwrap_or_default().to_owned(),
        count: text!("problems.count", count = requests.len()).say(&shared.source.labels),
        asked: requests.iter().map(|request| asked(shared, request)).collect(),
        learnings: requests.iter().flat_map(|request| learned(shared, request)).collect(),
        name,
    }
}

fn asked(shared: &Shared<'_>, request: &Request) -> Asked {
    let replies = request.sections.iter().filter(|section| section.kind == SectionKind::Reply);
    Asked {
        line: line(shared, request),
        person: shared.person(request),
        person_href: shared.anchors.person_href(request, ""),
        said_html: replies.map(|section| request.section_text(section)).filter(|text| !text.is_empty()).map(markdown::to_html).collect(),
    }
}
