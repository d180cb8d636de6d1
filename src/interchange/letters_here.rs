//! Which entry a message of mail or chat is that no id tells of: a letter noted by hand or taken from a table before.

use std::collections::{BTreeMap, BTreeSet};

use super::near_names::may_be_one;
use super::origin::message_of;
use super::party::{Party, Sign, names, sign};
use super::same_words::{Words, compare, person};
use crate::calendar::{Date, Zone, days_between, parse_day};
use crate::journal::{CHANNELS, Request};
use crate::text::normal::fold_text;

/// What a message tells of itself.
pub(crate) struct Told<'m> {
    /// Whom it went to.
    pub(crate) people: &'m [Party],
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

impl<'a> Here<'a> {
    fn request(self) -> &'a Request {
        match self {
            Here::Same(request) | Here::Draft(request) | Here::Likely(request) => request,
        }
    }
}

/// Bytes of words that two letters of one day do not share by chance.
const ENOUGH: usize = 40;

/// The entries that a message without a known id may be.
pub(crate) struct LettersHere<'a> {
    /// By person; beside each whether it is known to be another message.
    of: BTreeMap<String, Vec<(&'a Request, bool)>>,
    /// Those of which no message is known, by the day they were sent.
    by_day: BTreeMap<Date, Vec<&'a Request>>,
    taken: BTreeSet<&'a str>,
    zone: Zone,
}

impl<'a> LettersHere<'a> {
    /// Of a journal's entries. Those that came from mail or chat are known by their ids: another message of a person of that name, day and
    /// words is a namesake's, or was sent twice.
    pub(crate) fn of(requests: &'a [Request], zone: Zone) -> LettersHere<'a> {
        let mut here = LettersHere { of: BTreeMap::new(), by_day: BTreeMap::new(), taken: BTreeSet::new(), zone };
        for request in requests {
            let is_other = message_of(request).is_some();
            if let Some(sent) = request.written().sent.filter(|_| !is_other) {
                here.by_day.entry(sent.day(zone)).or_default().push(request);
            }
            let handle = request.to.as_ref().and_then(|to| to.handle.as_deref()).map(person).filter(|handle| !handle.is_empty());
            let people: BTreeSet<String> = names(request).into_iter().chain(handle).collect();
            people.into_iter().for_each(|person| here.of.entry(person).or_default().push((request, is_other)));
        }
        here
    }

    /// Whether an entry was found to be a message's.
    pub(crate) fn is_taken(&self, id: &str) -> bool {
        self.taken.contains(id)
    }

    /// The entries that a message is, or may be: at most one of each person it went to, with the person's place among them. Each is one
    /// message's. One with the handle and the very words goes before others.
    pub(crate) fn find(&mut self, told: &Told<'_>) -> Vec<(usize, Here<'a>)> {
        let mut all = Vec::new();
        for (at, party) in told.people.iter().enumerate() {
            let keys: BTreeSet<String> = party.keys().collect();
            let entries = keys.iter().filter_map(|key| self.of.get(key)).flatten();
            let entries = entries.filter(|(request, _)| !self.taken.contains(request.id.as_str()));
            all.extend(entries.filter_map(|(request, is_other)| {
                let sign = sign(party, request)?;
                let (rank, here) = if *is_other { self.other(told, sign, request) } else { self.one(told, sign, request) }?;
                Some((rank, at, here))
            }));
            all.extend(self.near(told, party).map(|request| ((4, 0), at, Here::Likely(request))));
        }
        all.sort_by_key(|(rank, _, _)| *rank);
        let (mut found, mut used): (Vec<(usize, Here<'a>)>, BTreeSet<&str>) = (Vec::new(), BTreeSet::new());
        for (_, at, here) in all {
            if found.iter().all(|(other, _)| *other != at) && used.insert(&here.request().id) {
                found.push((at, here));
            }
        }
        found.sort_by_key(|(at, _)| *at);
        let are_here = found.iter().filter(|(_, here)| !matches!(here, Here::Likely(_)));
        self.taken.extend(are_here.map(|(_, here)| here.request().id.as_str()));
        found
    }

    /// The entries of a message's day to somebody whose name may be a party's, with its words or its subject.
    fn near<'s>(&'s self, told: &'s Told<'_>, party: &'s Party) -> impl Iterator<Item = &'a Request> + 's {
        let of_day = told.day.and_then(|day| self.by_day.get(&day)).into_iter().flatten().copied();
        of_day.filter(move |request| {
            let names = (request.to.as_ref().and_then(|to| to.name.as_deref())).zip(party.name.as_deref());
            !self.taken.contains(request.id.as_str())
                && names.is_some_and(|(here, told)| may_be_one(here, told))
                && sign(party, request).is_none()
                && (Subject::of(told.subject, request) == Subject::Same || compare(told.text, request.message()) >= Words::Near)
        })
    }

    /// What an entry that is known to be another message is to one.
    fn other(&self, told: &Told<'_>, sign: Sign, request: &'a Request) -> Option<((u8, u8), Here<'a>)> {
        let is_day = || request.written().sent.is_some_and(|sent| told.day == Some(sent.day(self.zone)));
        let is_same = || match compare(told.text, request.message()) {
            Words::Same => told.text.len() >= ENOUGH,
            // A table has no words of a letter.
            Words::Unknown => Subject::of(told.subject, request) == Subject::Same,
            Words::Held | Words::Near | Words::Other => false,
        };
        (sign != Sign::OtherHandle && is_day() && is_same()).then_some(((3, 0), Here::Likely(request)))
    }

    /// What an entry is to a message, and how soon it is taken for it: the less, the sooner.
    fn one(&self, told: &Told<'_>, sign: Sign, request: &'a Request) -> Option<((u8, u8), Here<'a>)> {
        let facts = request.written();
        let days = facts.sent.and_then(|sent| Some(days_between(told.day?, sent.day(self.zone))));
        // To compare texts takes longest.
        if facts.closed.is_some() && facts.sent.is_none() || facts.sent.is_some() && days.is_none_or(|days| days.abs() > 1) {
            return None;
        }
        let words = compare(told.text, request.message());
        let subject = Subject::of(told.subject, request);
        // All of LinkedIn's forms of a message come in one export.
        let way = |channel: &str| if channel.starts_with("linkedin") { "inmail" } else { channel }.to_owned();
        let is_other_way = || {
            let channel = request.channel.as_deref().filter(|channel| CHANNELS.contains(channel));
            channel.is_some_and(|channel| way(channel) != way(told.channel))
        };
        let here = match days {
            // What was begun later than the message went out is another.
            None => (words == Words::Same
                && subject != Subject::Other
                && sign != Sign::OtherHandle
                && !is_begun_after(request, told.day, self.zone))
            .then_some(Here::Draft(request)),
            Some(days) if days != 0 || sign == Sign::OtherHandle => {
                (words == Words::Same && subject != Subject::Other).then_some(Here::Likely(request))
            }
            // What went out on two ways on one day is likely one letter where anything agrees, or nothing is told.
            Some(_) if is_other_way() => {
                let is_told = words != Words::Unknown || subject != Subject::Unknown;
                (subject == Subject::Same || words >= Words::Near || !is_told).then_some(Here::Likely(request))
            }
            Some(_) => Some(match (words, subject) {
                (Words::Same, _) | (Words::Held, Subject::Same | Subject::Unknown) => Here::Same(request),
                // Two letters of one template differ by a word; so do a letter and what was noted of it.
                (Words::Near | Words::Unknown, Subject::Same) => Here::Same(request),
                _ => Here::Likely(request),
            }),
        }?;
        let rank = match here {
            Here::Same(_) => 0,
            Here::Draft(_) => 1,
            Here::Likely(_) => 2,
        };
        let doubts = [sign != Sign::Handle, words != Words::Same, subject != Subject::Same];
        let doubts = doubts.iter().zip([4, 2, 1]).map(|(doubt, weight)| u8::from(*doubt) * weight).sum();
        Some(((rank, doubts), here))
    }
}

/// Whether a draft was begun later than a day: after what it follows went out, when the need was noticed, on the day in its name.
fn is_begun_after(request: &Request, day: Option<Date>, zone: Zone) -> bool {
    let named = |id: &str| id.get(..10).and_then(parse_day);
    let begun = [named(&request.id), request.follows.as_deref().and_then(named), request.written().noticed.map(|at| at.day(zone))];
    begun.into_iter().flatten().max().is_some_and(|begun| day.is_none_or(|day| day < begun))
}

/// Whether the subject of a message is that of an entry; blanks and marks aside.
#[derive(Clone, Copy, PartialEq)]
enum Subject {
    Same,
    Other,
    Unknown,
}

impl Subject {
    fn of(told: Option<&str>, request: &Request) -> Subject {
        let bare = |words: &str| fold_text(words).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let Some(told) = told.map(bare).filter(|told| !told.is_empty()) else { return Subject::Unknown };
        let [subject, summary] = [&request.subject, &request.summary].map(|words| words.as_deref().map(bare));
        match (subject, summary) {
            (subject, summary) if subject.as_ref() == Some(&told) || summary.as_ref() == Some(&told) => Subject::Same,
            (Some(_), _) => Subject::Other,
            (None, _) => Subject::Unknown,
        }
    }
}
