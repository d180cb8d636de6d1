//! What a mail answers whose ids name nothing that is here: told by its subject and its people.

use std::collections::{BTreeMap, BTreeSet};

use super::mail_index::Index;
use crate::interchange::{Letter, Nature, Party, Sign, key_of, message_of, names, own_subject, person, sign};
use crate::journal::Request;

/// Seconds within which a subject is still answered.
const WHILE: i64 = 180 * 24 * 3600;
/// Letters of the longest thread.
const LONGEST: usize = 1_000;

/// What entries of the journal are to an answer whose ids name nothing.
enum Answered<'a> {
    /// It is to this letter.
    One(usize),
    /// It may be to one of these.
    Perhaps(Vec<&'a Request>),
    /// It is to none of them.
    Nothing,
}

impl<'a> Index<'a, '_> {
    /// Finds what a mail answers whose ids name nothing that is here: not every program keeps or sends them. It is the last one between
    /// the two people with the subject that it answers, else the entry of the journal that is.
    pub(super) fn join_by_subject(&mut self) {
        let keys: BTreeSet<u64> = self.letters.iter().map(|letter| letter.key).collect();
        let mut about: BTreeMap<(u64, &str), Vec<(i64, usize)>> = BTreeMap::new();
        // Where both addresses are known, a name tells nothing.
        for (at, people) in self.addresses.iter().enumerate() {
            let Some(time) = self.letters[at].at.filter(|_| self.letters[at].nature == Nature::Plain) else { continue };
            people.iter().for_each(|person| about.entry((self.subjects[at].0, person)).or_default().push((time, at)));
        }
        about.values_mut().for_each(|letters| letters.sort_unstable());
        let of_entries = self.entries_by_subject();
        let mut found: Vec<(usize, u64)> = Vec::new();
        let mut doubtful = Vec::new();
        for (at, (subject, answers)) in self.subjects.iter().enumerate() {
            let letter = &self.letters[at];
            if !answers || letter.nature != Nature::Plain || letter.answers.iter().any(|key| keys.contains(key)) {
                continue;
            }
            let Some(time) = letter.at else { continue };
            let is_answered = |(other, number): &&(i64, usize)| time - other < WHILE && (letter.is_own || self.letters[*number].is_own);
            let last = |person: &String| {
                let all = about.get(&(*subject, person.as_str()))?;
                let before = &all[..all.partition_point(|(other, _)| *other < time)];
                before.iter().rev().find(is_answered).map(|(_, number)| *number)
            };
            if let Some(number) = self.addresses[at].iter().find_map(last) {
                found.push((at, self.letters[number].key));
                continue;
            }
            let people = self.addresses[at]
                .iter()
                .map(|address| Party { name: self.names.get(&key_of(address)).cloned(), address: Some(address.clone()) });
            for party in people {
                let keys: BTreeSet<String> = party.keys().collect();
                let entries = keys.iter().filter_map(|key| of_entries.get(&(*subject, key.clone()))).flatten();
                match self.entry_answered(&entries.copied().collect::<Vec<_>>(), &party, letter, time) {
                    Answered::One(number) => {
                        found.push((at, self.letters[number].key));
                        break;
                    }
                    Answered::Perhaps(entries) if !letter.is_own => doubtful.push((at, entries)),
                    Answered::Perhaps(_) | Answered::Nothing => {}
                }
            }
        }
        found.into_iter().for_each(|(at, key)| self.letters[at].answers.insert(0, key));
        self.doubtful = doubtful;
    }

    /// The entries of the journal alone, by subject and person.
    fn entries_by_subject(&self) -> BTreeMap<(u64, String), Vec<(usize, &'a Request)>> {
        let mut of: BTreeMap<(u64, String), Vec<(usize, &'a Request)>> = BTreeMap::new();
        for (at, request) in &self.entries {
            let subject = request.subject.as_deref().or(request.summary.as_deref());
            let Some(subject) = subject.map(|subject| key_of(&own_subject(subject))) else { continue };
            let handle = request.to.as_ref().and_then(|to| to.handle.as_deref()).map(person);
            let people: BTreeSet<String> = names(request).into_iter().chain(handle).collect();
            people.into_iter().for_each(|person| of.entry((subject, person)).or_default().push((*at, *request)));
        }
        of
    }

    /// What some entries with an answer's subject and the name or address of its writer are to it.
    fn entry_answered(&self, entries: &[(usize, &'a Request)], party: &Party, answer: &Letter, time: i64) -> Answered<'a> {
        let is_before = |number: usize| self.letters[number].at.filter(|at| *at < time && time - at < WHILE);
        // An answer that names another letter's id, of somebody of whom the name alone is known, may be a namesake's.
        let is_sure = |sign: Sign, request: &Request| match sign {
            Sign::Handle => true,
            Sign::Name => answer.answers.is_empty() || message_of(request).is_none_or(|id| !id.starts_with('<')),
            Sign::OtherHandle => false,
        };
        // The last one of each thread.
        let mut threads: BTreeMap<&str, (bool, Sign, i64, usize, &'a Request)> = BTreeMap::new();
        for (number, request) in entries {
            let Some((sign, at)) = sign(party, request).zip(is_before(*number)) else { continue };
            let this = (is_sure(sign, request), sign, at, *number, *request);
            let last = threads.entry(self.first(request)).or_insert(this);
            if (last.2, last.3) < (at, *number) {
                *last = this;
            }
        }
        let sure: Vec<_> = threads.values().filter(|(is_sure, ..)| *is_sure).collect();
        let best = sure.iter().map(|(_, sign, ..)| *sign).min();
        let of_best: Vec<_> = sure.iter().filter(|(_, sign, ..)| Some(*sign) == best).collect();
        match of_best.as_slice() {
            [(_, _, _, number, _)] => Answered::One(*number),
            [] if threads.is_empty() => Answered::Nothing,
            [] => Answered::Perhaps(threads.values().map(|(.., request)| *request).collect()),
            several => Answered::Perhaps(several.iter().map(|(.., request)| *request).collect()),
        }
    }

    /// The id of the first letter of an entry's thread.
    fn first<'r>(&'r self, request: &'r Request) -> &'r str {
        let mut first = request;
        // A circle of letters has no first.
        for _ in 0..LONGEST {
            match first.follows.as_ref().and_then(|id| self.open.journal.request(id)) {
                Some(before) => first = before,
                None => break,
            }
        }
        &first.id
    }
}
