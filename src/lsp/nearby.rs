//! Which entries the findings of one entry depend on: its thread, its person, those of its id, letters of its days.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::calendar::{Date, Zone, plus_days};
use crate::journal::{Journal, Request, person_key, stem_of};
use crate::text::normal::{fold_id, fold_name};

/// Civil days around a letter in which others may be copies of it: bursts of a week, one after another.
const DAYS: i64 = 14;
/// A neighbourhood that grows beyond this is cut: the whole journal is checked a moment later.
const MOST: usize = 1_000;

/// What ties an entry to others.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ties {
    path: String,
    id: String,
    follows: Option<String>,
    persons: Vec<String>,
    day: Option<Date>,
}

impl Ties {
    /// The ties of a request.
    pub(super) fn of(request: &Request, zone: Zone) -> Ties {
        let name = request.to.as_ref().and_then(|to| to.name.as_deref()).map(fold_name);
        let mut persons: Vec<String> = person_key(request.to.as_ref()).into_iter().chain(name).collect();
        persons.dedup();
        Ties {
            path: request.path().to_owned(),
            id: fold_id(&request.id),
            follows: request.follows.as_deref().map(fold_id),
            persons,
            day: request.written().sent.filter(|_| request.kind.is_letter()).map(|sent| sent.day(zone)),
        }
    }
}

/// All entries of requests/, found by what ties them.
#[derive(Debug, Default)]
pub(super) struct Index {
    entries: Vec<Ties>,
    by_id: HashMap<String, Vec<usize>>,
    followers: HashMap<String, Vec<usize>>,
    by_person: HashMap<String, Vec<usize>>,
    by_day: BTreeMap<Date, Vec<usize>>,
}

impl Index {
    /// The ties of a whole journal.
    pub(super) fn of(journal: &Journal) -> Index {
        let mut index = Index::default();
        for request in journal.checked_requests() {
            index.add(Ties::of(request, journal.now.zone));
        }
        let read: BTreeSet<&str> = journal.checked_requests().map(Request::path).collect();
        for path in journal.paths("requests/").into_iter().filter(|path| !read.contains(path)) {
            let id = fold_id(&stem_of(path));
            index.add(Ties { path: path.to_owned(), id, follows: None, persons: Vec::new(), day: None });
        }
        index
    }

    fn add(&mut self, ties: Ties) {
        let at = self.entries.len();
        self.by_id.entry(ties.id.clone()).or_default().push(at);
        if let Some(follows) = &ties.follows {
            self.followers.entry(follows.clone()).or_default().push(at);
        }
        for person in &ties.persons {
            self.by_person.entry(person.clone()).or_default().push(at);
        }
        if let Some(day) = ties.day {
            self.by_day.entry(day).or_default().push(at);
        }
        self.entries.push(ties);
    }

    /// Whether an entry of this folded id is known.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// The paths of all entries.
    pub(super) fn paths(&self) -> Vec<&str> {
        self.entries.iter().map(|entry| entry.path.as_str()).collect()
    }

    /// The entries around one, itself included where it is known.
    pub(super) fn around(&self, ties: &Ties) -> BTreeSet<&str> {
        let mut taken = BTreeSet::new();
        let mut todo = self.of_thread(ties);
        todo.extend(self.of_persons(ties));
        // The persons of its thread, and the threads of its persons.
        for _ in 0..2 {
            for at in std::mem::take(&mut todo) {
                self.take_thread(at, &mut taken);
            }
            todo = taken.iter().flat_map(|at: &usize| self.of_persons(&self.entries[*at])).filter(|at| !taken.contains(at)).collect();
        }
        if let Some(day) = ties.day {
            let days = plus_days(day, -DAYS)..=plus_days(day, DAYS);
            taken.extend(self.by_day.range(days).flat_map(|(_, entries)| entries));
        }
        taken.into_iter().take(MOST).map(|at| self.entries[at].path.as_str()).collect()
    }

    /// An entry and all that it follows or that follows it.
    fn take_thread(&self, at: usize, taken: &mut BTreeSet<usize>) {
        let mut todo = vec![at];
        while let Some(at) = todo.pop() {
            if taken.len() < MOST && taken.insert(at) {
                todo.extend(self.of_thread(&self.entries[at]));
            }
        }
    }

    fn of_thread(&self, ties: &Ties) -> Vec<usize> {
        let same = self.by_id.get(&ties.id);
        let before = ties.follows.as_ref().and_then(|id| self.by_id.get(id));
        let after = self.followers.get(&ties.id);
        [same, before, after].into_iter().flatten().flatten().copied().collect()
    }

    fn of_persons(&self, ties: &Ties) -> Vec<usize> {
        ties.persons.iter().filter_map(|person| self.by_person.get(person)).flatten().copied().collect()
    }
}
