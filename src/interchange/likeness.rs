//! Which entry a row without an exact match is most likely about: the one that agrees in most of what tells letters apart.

use std::collections::{BTreeMap, BTreeSet};

use super::background::background_shown;
use super::naming::{first_words, is_near};
use super::near_names::may_be_one;
use super::rows::{Difference, Incoming};
use crate::insight::Insight;
use crate::journal::Request;
use crate::text::normal::fold_name;

/// How much of a table is known already, which tells how much of a row must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shared {
    /// No other row is known: who, and when or what, are asked about.
    Nothing,
    /// Other rows are known, of a table that was imported before: two of when, who and what are enough of such an entry.
    Table,
    /// Other rows are known, of the journal's own table: two of them are enough of any entry.
    Journal,
}

/// Whom a letter goes to that goes to nobody in particular.
const NOBODY: &str = "(nobody)";
/// When a draft went out.
const NEVER: &str = "(never)";

/// Entries by what they agree in with a row.
pub(crate) struct Likeness<'a> {
    entries: Vec<&'a Request>,
    /// When, who and what, and the entries that have all three.
    by_three: BTreeMap<String, Vec<usize>>,
    /// Two of when, who and what, and the entries that have both.
    by_two: BTreeMap<(u8, String), Vec<usize>>,
}

impl<'a> Likeness<'a> {
    /// Of the entries that a row may be about.
    pub(crate) fn of(entries: Vec<&'a Request>, insight: &Insight<'_>) -> Likeness<'a> {
        let mut by_three: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_two: BTreeMap<(u8, String), Vec<usize>> = BTreeMap::new();
        for (at, request) in entries.iter().enumerate() {
            let to = request.to.as_ref();
            let shown = to.map(background_shown);
            let who = [to.and_then(|to| to.name.as_deref()), to.and_then(|to| to.background.as_deref()), shown.as_deref()];
            let summary = request.summary_shown();
            let what = [Some(summary.as_str()), request.subject.as_deref(), Some(request.message())];
            let when = request.written().sent.map(|sent| sent.day(insight.journal.now.zone).to_string());
            for pair in pairs(when.as_deref(), &who, &what) {
                by_two.entry(pair).or_default().push(at);
            }
            // One person's drafts; that two drafts are about the same says little.
            if when.is_none() {
                for pair in pairs(Some(NEVER), &who, &[]) {
                    by_two.entry(pair).or_default().push(at);
                }
            }
            // A name alone, or else the whole of what is shown: one background may be that of many.
            let who = [who[0], shown.as_deref().or(Some(NOBODY))];
            for three in threes(when.as_deref(), &who, &what) {
                by_three.entry(three).or_default().push(at);
            }
        }
        Likeness { entries, by_three, by_two }
    }

    /// The entry that agrees with a row in when, who and what.
    pub(crate) fn same(&self, row: &Incoming, insight: &Insight<'_>) -> Option<&'a Request> {
        let name = row.named.as_deref().or(row.says("to.name"));
        let nobody = || Some(NOBODY).filter(|_| row.draft.to.is_none());
        let background = row.says("to.background").filter(|_| row.says("to.name").is_none());
        // A name that no list knows: `小美，設計師`.
        let who = [name, background.or_else(nobody), background.filter(|_| name.is_none()).map(first_words)];
        let near = threes(day(row), &who, &what(row)).into_iter().filter_map(|three| self.by_three.get(&three)).flatten();
        let near: BTreeSet<usize> = near.copied().collect();
        let named = |request: &Request| request.to.as_ref().and_then(|to| to.name.clone());
        let entries = near.into_iter().map(|at| self.entries[at]);
        let entries =
            entries.filter(|request| name.is_none_or(|name| named(request).is_none_or(|named| fold_name(&named) == fold_name(name))));
        entries.min_by_key(|request| row.differences_of_row(request, insight).len())
    }

    /// An entry of a row's day and matter to somebody whose name may be the row's: `林雅婷（行銷主管）` and `林雅婷`.
    pub(crate) fn perhaps(&self, row: &Incoming, taken: &BTreeSet<&str>) -> Option<&'a Request> {
        let name = row.named.as_deref().or(row.says("to.name"))?;
        let of_row = pairs(Some(day(row)?), &[], &what(row));
        let near: BTreeSet<usize> = of_row.into_iter().filter_map(|pair| self.by_two.get(&pair)).flatten().copied().collect();
        let mut entries = near.into_iter().map(|at| self.entries[at]).filter(|request| !taken.contains(request.id.as_str()));
        entries.find(|request| name_of(request).is_some_and(|here| may_be_one(name, here)))
    }

    /// The entry that a row is about with other values, and what differs; `None` where there is none or it might be another.
    pub(crate) fn find(
        &self,
        row: &Incoming,
        insight: &Insight<'_>,
        shared: Shared,
        taken: &BTreeSet<&str>,
    ) -> Option<(&'a Request, Vec<Difference>)> {
        let name = row.named.as_deref().or(row.says("to.name"));
        let who = [name, row.says("to.background")];
        let mut of_row = pairs(day(row), &who, &what(row));
        if day(row).is_none() && shared != Shared::Nothing {
            of_row.extend(pairs(Some(NEVER), &who, &[]));
        }
        let near: BTreeSet<usize> = of_row.into_iter().filter_map(|pair| self.by_two.get(&pair)).flatten().copied().collect();
        let of_table = |request: &Request| request.source.as_deref().is_some_and(|source| source.starts_with("row:"));
        let mut found: Vec<(&'a Request, Vec<Difference>)> = near
            .into_iter()
            .map(|at| self.entries[at])
            .filter(|request| !taken.contains(request.id.as_str()))
            .map(|request| (request, row.differences_of_row(request, insight)))
            .collect();
        found.sort_by_key(|(_, differences)| differences.len());
        // Of several that differ as much, the one whose name was mended by a letter.
        let least = found.first().map_or(0, |(_, differences)| differences.len());
        let near = |(request, differences): &(&Request, Vec<Difference>)| differences.len() == least && is_near(name, name_of(request));
        if found.iter().filter(|found| near(found)).count() == 1
            && let Some(at) = found.iter().position(near)
        {
            found = vec![found.swap_remove(at)];
        }
        let is_only = found.get(1).is_none_or(|second| second.1.len() > found[0].1.len());
        let (request, differences) = found.into_iter().next()?;
        let is_row = match shared {
            Shared::Journal => true,
            Shared::Table => of_table(request) || is_question(name, request, &differences),
            Shared::Nothing => is_question(name, request, &differences),
        };
        (is_only && is_row).then_some((request, differences))
    }
}

/// Whether a row of a table of which no other row is known may be an entry's: it is the same person, or one letter of the name was
/// mended and nothing else. Another person who was asked the same on the same day is another person.
fn is_question(name: Option<&str>, request: &Request, differences: &[Difference]) -> bool {
    // What the entry does not say yet contradicts nothing.
    let differs = |prefix: &str| differences.iter().any(|difference| difference.key.starts_with(prefix) && !difference.here.is_empty());
    let here = name_of(request);
    if !differs("to.") {
        return name.is_some() || here.is_none() && (differences.len() <= 1 || !differs("sent"));
    }
    differences.len() == 1 && is_near(name, here)
}

fn name_of(request: &Request) -> Option<&str> {
    request.to.as_ref().and_then(|to| to.name.as_deref())
}

fn day(row: &Incoming) -> Option<&str> {
    row.says("sent").map(|sent| sent.get(..10).unwrap_or(sent))
}

fn what(row: &Incoming) -> [Option<&str>; 3] {
    [row.says("summary"), row.says("subject"), row.says("message")]
}

fn folded(texts: &[Option<&str>]) -> Vec<String> {
    let mut folded: Vec<String> = texts.iter().flatten().map(|text| fold_name(text)).filter(|text| !text.is_empty()).collect();
    folded.dedup();
    folded
}

/// A draft's day is that it has none.
fn threes(when: Option<&str>, who: &[Option<&str>], what: &[Option<&str>]) -> Vec<String> {
    let (who, what) = (folded(who), folded(what));
    let when = when.unwrap_or_default();
    who.iter().flat_map(|who| what.iter().map(move |what| format!("{when}\n{who}\n{what}"))).collect()
}

fn pairs(when: Option<&str>, who: &[Option<&str>], what: &[Option<&str>]) -> Vec<(u8, String)> {
    let (when, who, what) = (folded(&[when]), folded(who), folded(what));
    let two = |which: u8, a: &[String], b: &[String]| -> Vec<(u8, String)> {
        a.iter().flat_map(|a| b.iter().map(move |b| (which, format!("{a}\n{b}")))).collect()
    };
    [two(0, &when, &who), two(1, &when, &what), two(2, &who, &what)].concat()
}
