//! Which entry a row without an exact match is most likely about: the one that agrees in most of what tells letters apart.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{Difference, Incoming};
use crate::insight::Insight;
use crate::journal::Request;
use crate::text::normal::fold_name;

/// Equal cells without which a row of a table that shares no other row is nobody's.
const EQUAL: usize = 4;

/// Entries that came of tables, by what they agree in with a row.
pub(crate) struct Likeness<'a> {
    entries: Vec<&'a Request>,
    /// Two of when, who and what, and the entries that have both.
    by_two: BTreeMap<(u8, String), Vec<usize>>,
}

impl<'a> Likeness<'a> {
    /// Of the entries that a row may be about.
    pub(crate) fn of(entries: Vec<&'a Request>, insight: &Insight<'_>) -> Likeness<'a> {
        let mut by_two: BTreeMap<(u8, String), Vec<usize>> = BTreeMap::new();
        for (at, request) in entries.iter().enumerate() {
            let to = request.to.as_ref();
            let who = [to.and_then(|to| to.name.as_deref()), to.and_then(|to| to.background.as_deref())];
            let what = [request.summary.as_deref(), request.subject.as_deref(), Some(request.message())];
            let when = request.written.sent.map(|sent| sent.day(insight.journal.now.zone).to_string());
            for pair in pairs(when.as_deref(), &who, &what) {
                by_two.entry(pair).or_default().push(at);
            }
        }
        Likeness { entries, by_two }
    }

    /// The entry that a row is about with other values, and what differs; `None` where there is none or it might be another. `shares`
    /// tells that other rows of the table are known: then it is the same table, and two of when, who and what are enough. Else all
    /// cells but one agree.
    pub(crate) fn find(&self, row: &Incoming, insight: &Insight<'_>, shares: bool) -> Option<(&'a Request, Vec<Difference>)> {
        let who = [row.named.as_deref().or(row.says("to.name")), row.says("to.background")];
        let what = [row.says("summary"), row.says("subject"), row.says("message")];
        let when = row.says("sent").map(|sent| sent.get(..10).unwrap_or(sent));
        let near: BTreeSet<usize> =
            pairs(when, &who, &what).into_iter().filter_map(|pair| self.by_two.get(&pair)).flatten().copied().collect();
        let mut found: Vec<(&'a Request, Vec<Difference>)> =
            near.into_iter().map(|at| (self.entries[at], row.differences_of_row(self.entries[at], insight))).collect();
        found.sort_by_key(|(_, differences)| differences.len());
        let is_only = found.get(1).is_none_or(|second| second.1.len() > found[0].1.len());
        let (request, differences) = found.into_iter().next()?;
        let who_agrees = !differences.iter().any(|difference| difference.key.starts_with("to."));
        let is_row = shares || who_agrees && differences.len() <= 1 && row.filled().saturating_sub(differences.len()) >= EQUAL;
        (is_only && is_row).then_some((request, differences))
    }
}

fn pairs(when: Option<&str>, who: &[Option<&str>], what: &[Option<&str>]) -> Vec<(u8, String)> {
    let folded = |texts: &[Option<&str>]| -> Vec<String> {
        texts.iter().flatten().map(|text| fold_name(text)).filter(|text| !text.is_empty()).collect()
    };
    let (when, who, what) = (folded(&[when]), folded(who), folded(what));
    let two = |which: u8, a: &[String], b: &[String]| -> Vec<(u8, String)> {
        a.iter().flat_map(|a| b.iter().map(move |b| (which, format!("{a}\n{b}")))).collect()
    };
    [two(0, &when, &who), two(1, &when, &what), two(2, &who, &what)].concat()
}
