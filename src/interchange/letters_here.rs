//! Which entry a message of mail or chat is that no id tells of: a letter noted by hand or taken from a table before.

use std::collections::{BTreeMap, BTreeSet};

use super::same_words::{Words, compare, person};
use crate::calendar::{Date, Zone, days_between};
use crate::journal::{CHANNELS, Request};
use crate::text::normal::fold_text;

/// What a message tells of itself.
pub(crate) struct Told<'m> {
    /// Whom it went to: names, addresses, profiles.
    pub(crate) people: Vec<&'m str>,
    /// On which day, in the journal's zone.
    pub(crate) day: Option<Date>,
    /// The subject.
    pub(crate) subject: Option<&'m str>,
    /// The words.
    pub(crate) text: &'m str,
    /// How it went.
    pub(crate) channel: &'static str,
}

/// What an entry is to a message.
#[derive(Clone, Copy)]
pub(crate) enum Here<'a> {
    /// The same letter.
    Same(&'a Request),
    /// The same letter, not noted as sent.
    Draft(&'a Request),
    /// Perhaps the same.
    Likely(&'a Request),
}

/// The entries that a message without a known id may be.
pub(crate) struct LettersHere<'a> {
    of: BTreeMap<String, Vec<&'a Request>>,
    taken: BTreeSet<&'a str>,
    zone: Zone,
}

impl<'a> LettersHere<'a> {
    /// Of a journal's entries: those that came from mail or chat are known by their ids.
    pub(crate) fn of(requests: &'a [Request], zone: Zone) -> LettersHere<'a> {
        let is_message = |source: &String| ["<", "mail:", "linkedin:"].iter().any(|start| source.starts_with(start));
        let mut of: BTreeMap<String, Vec<&Request>> = BTreeMap::new();
        for request in requests.iter().filter(|request| !request.source.as_ref().is_some_and(is_message)) {
            let to = request.to.iter().flat_map(|to| [&to.name, &to.handle]).flatten();
            let people: BTreeSet<String> = to.map(|words| person(words)).filter(|person| !person.is_empty()).collect();
            people.into_iter().for_each(|person| of.entry(person).or_default().push(request));
        }
        LettersHere { of, taken: BTreeSet::new(), zone }
    }

    /// Whether an entry was found to be a message's.
    pub(crate) fn is_taken(&self, id: &str) -> bool {
        self.taken.contains(id)
    }

    /// The entry that a message is, or may be: each is one message's.
    pub(crate) fn find(&mut self, told: &Told<'_>) -> Option<Here<'a>> {
        let entries = told.people.iter().filter_map(|words| self.of.get(&person(words))).flatten();
        let entries = entries.filter(|request| !self.taken.contains(request.id.as_str()));
        let found = entries.filter_map(|request| self.one(told, request)).min_by_key(|here| match here {
            Here::Same(_) => 0,
            Here::Draft(_) => 1,
            Here::Likely(_) => 2,
        })?;
        if let Here::Same(request) | Here::Draft(request) = found {
            self.taken.insert(&request.id);
        }
        Some(found)
    }

    fn one(&self, told: &Told<'_>, request: &'a Request) -> Option<Here<'a>> {
        let facts = request.written();
        let days = facts.sent.and_then(|sent| Some(days_between(told.day?, sent.day(self.zone))));
        // To compare texts takes longest.
        if facts.closed.is_some() && facts.sent.is_none() || facts.sent.is_some() && days.is_none_or(|days| days.abs() > 1) {
            return None;
        }
        let words = compare(told.text, request.message());
        let Some(days) = days else {
            return (words == Words::Same).then_some(Here::Draft(request));
        };
        // All of LinkedIn's forms of a message come in one export.
        let way = |channel: &str| if channel.starts_with("linkedin") { "inmail" } else { channel }.to_owned();
        let channel = request.channel.as_deref().filter(|channel| CHANNELS.contains(channel));
        if days != 0 || channel.is_some_and(|channel| way(channel) != way(told.channel)) {
            return (words == Words::Same).then_some(Here::Likely(request));
        }
        let is_one = |a: Option<&str>, b: Option<&str>| a.zip(b).is_some_and(|(a, b)| fold_text(a).trim() == fold_text(b).trim());
        let names_it = is_one(told.subject, request.subject.as_deref()) || is_one(told.subject, request.summary.as_deref());
        Some(match words {
            Words::Same => Here::Same(request),
            Words::Related | Words::Unknown if names_it => Here::Same(request),
            _ => Here::Likely(request),
        })
    }
}
