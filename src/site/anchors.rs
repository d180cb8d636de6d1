//! The places within the pages of people and problems that other pages lead to.

use crate::insight::Person;
use crate::journal::Request;
use crate::text::address::percent_encode;
use crate::text::normal::{fold_id, fold_name};
use crate::text::quick::{QuickMap, QuickSet};
use crate::text::slug::slug;

/// Bytes that an anchor may take.
const LONGEST: usize = 96;

/// The anchors of a site's persons and problems.
pub(super) struct Anchors {
    /// By the path of each entry that names the person.
    people: QuickMap<String, String>,
    /// By what makes two problems one.
    problems: QuickMap<String, String>,
}

impl Anchors {
    /// Those of the persons and problems that the shown entries name.
    pub(super) fn of(people: &[Person<'_>], shown: &[&Request]) -> Anchors {
        let mut anchors = Anchors { people: QuickMap::default(), problems: QuickMap::default() };
        let mut taken = QuickSet::default();
        for person in people {
            let name = person.latest(|to| to.shown().map(ToOwned::to_owned)).unwrap_or_default();
            let anchor = free(&format!("person-{}", slug(&name, LONGEST)), &mut taken);
            anchors.people.extend(person.entries.iter().map(|entry| (entry.path().to_owned(), anchor.clone())));
        }
        for problem in shown.iter().filter_map(|request| request.problem.as_deref()) {
            let anchor = || free(&format!("problem-{}", slug(problem, LONGEST)), &mut taken);
            anchors.problems.entry(fold_name(problem)).or_insert_with(anchor);
        }
        anchors
    }

    /// The anchor of the person that an entry names.
    pub(super) fn person(&self, entry: &Request) -> Option<&str> {
        self.people.get(entry.path()).map(String::as_str)
    }

    /// The anchor of a problem.
    pub(super) fn problem(&self, problem: &str) -> Option<&str> {
        self.problems.get(&fold_name(problem)).map(String::as_str)
    }

    /// The address of the person that an entry names, from a page whose way to the top is `root`.
    pub(super) fn person_href(&self, entry: &Request, root: &str) -> Option<String> {
        Some(format!("{root}people.html#{}", percent_encode(self.person(entry)?)))
    }

    /// The address of a problem.
    pub(super) fn problem_href(&self, problem: &str, root: &str) -> Option<String> {
        Some(format!("{root}problems.html#{}", percent_encode(self.problem(problem)?)))
    }
}

/// The wanted anchor, with `-2`, `-3`… where it is taken.
fn free(wanted: &str, taken: &mut QuickSet<String>) -> String {
    let mut anchor = wanted.to_owned();
    let mut count = 1;
    while !taken.insert(fold_id(&anchor)) {
        count += 1;
        anchor = format!("{wanted}-{count}");
    }
    anchor
}
