//! What is known of each mail after the first reading: whose it is, when, in answer to what; no text.

use std::collections::{BTreeMap, BTreeSet};

use super::known_letters::entry_key;
use crate::cli::open::Open;
use crate::disk::digest;
use crate::interchange::{
    Address, Calendar, Delivery, Envelope, Letter, Nature, Party, Place, answered_subject, is_passed_on, key_of, own_subject,
    read_envelope, sign,
};
use crate::journal::{Replied, Request};
use crate::labels::text;
use crate::text::normal::fold_name;

/// Mails between two remarks on how far it came.
const STEP: usize = 2_000;

/// The addresses of the journal's owner.
pub(super) struct Own(Vec<String>);

impl Own {
    /// Those of the settings; `None` where they name none.
    pub(super) fn of(addresses: &[String]) -> Option<Own> {
        (!addresses.is_empty()).then(|| Own(addresses.iter().map(|address| delivered(address)).collect()))
    }

    /// Whether an address is one of them, under whatever mark.
    pub(super) fn has(&self, address: &str) -> bool {
        self.0.contains(&delivered(address))
    }
}

/// The address that a mail is delivered to: a mark behind a plus sorts it only, and Gmail takes no dot for one.
fn delivered(address: &str) -> String {
    let address = address.trim().to_lowercase();
    let Some((local, domain)) = address.rsplit_once('@') else { return address };
    let local = local.split_once('+').map_or(local, |(local, _)| local);
    match domain {
        "gmail.com" | "googlemail.com" => format!("{}@gmail.com", local.replace('.', "")),
        domain => format!("{local}@{domain}"),
    }
}

/// What is known of each mail after the first reading: no text.
pub(super) struct Index<'a, 'k> {
    pub(super) open: &'a Open,
    /// The addresses of the journal's owner.
    pub(super) own: Own,
    known: &'k BTreeMap<u64, &'a Request>,
    /// The mails, then the entries of earlier imports.
    pub(super) letters: Vec<Letter>,
    /// Where each stands, and in which file; `None` for an entry that is in the journal alone.
    pub(super) places: Vec<Option<(usize, Place)>>,
    /// What each is known by, and what else tells it from another.
    seen: BTreeMap<u64, String>,
    /// The names that go with addresses: not every program writes them.
    pub(super) names: BTreeMap<u64, String>,
    /// Whom the letter of a report did not reach.
    pub(super) unreached: BTreeMap<usize, Vec<String>>,
    /// The addresses of others who wrote, and the keys of their names.
    senders: BTreeMap<String, u64>,
    /// The subject that each is about, and whether it says that it answers.
    pub(super) subjects: Vec<(u64, bool)>,
    /// Who else is in each, by address.
    pub(super) addresses: Vec<Vec<String>>,
    /// The letters that are entries of the journal alone.
    pub(super) entries: Vec<(usize, &'a Request)>,
    /// Answers that may be to entries of the journal, of which none can be told.
    pub(super) doubtful: Vec<(usize, Vec<&'a Request>)>,
    /// Files that hold no mail.
    pub(super) strangers: Vec<usize>,
    /// Mails that another one's id stands in.
    pub(super) twins: Vec<(usize, Place)>,
    /// Drafts, and mails that were thrown away or taken for junk.
    pub(super) aside: Vec<(usize, Place)>,
    count: usize,
}

impl<'a, 'k> Index<'a, 'k> {
    /// An index of nothing yet.
    pub(super) fn of(open: &'a Open, own: Own, known: &'k BTreeMap<u64, &'a Request>) -> Index<'a, 'k> {
        Index {
            open,
            own,
            known,
            letters: Vec::new(),
            places: Vec::new(),
            seen: BTreeMap::new(),
            names: BTreeMap::new(),
            unreached: BTreeMap::new(),
            senders: BTreeMap::new(),
            subjects: Vec::new(),
            addresses: Vec::new(),
            entries: Vec::new(),
            doubtful: Vec::new(),
            strangers: Vec::new(),
            twins: Vec::new(),
            aside: Vec::new(),
            count: 0,
        }
    }

    /// Takes a mail's header.
    pub(super) fn add(&mut self, file: usize, place: Place, head: &[u8]) {
        self.count += 1;
        if self.count.is_multiple_of(STEP) {
            self.open.progress(&text!("import.mail.progress", count = self.count));
        }
        let envelope = read_envelope(head);
        if envelope.from.is_none() && envelope.to.is_empty() && envelope.id.is_none() {
            self.strangers.extend((place.line == 1 && place.offset == 0).then_some(file));
            return;
        }
        if envelope.is_aside {
            self.aside.push((file, place));
            return;
        }
        let key = key_of(&source(&envelope, head));
        // A mailbox may hold a mail twice, once for each label; a program may give two letters one id.
        let all = envelope.to.iter().map(|to| to.address.as_str()).collect::<Vec<_>>().join(" ");
        let says = format!("{:?}\n{:?}\n{all}", envelope.subject, envelope.sent);
        if let Some(first) = self.seen.get(&key) {
            if *first != says {
                self.twins.push((file, place));
            }
            return;
        }
        self.seen.insert(key, says);
        self.note_names(&envelope);
        let letter = self.letter(key, place, &envelope);
        let others = if letter.is_own { envelope.to.as_slice() } else { envelope.from.as_slice() };
        let others = others.iter().filter(|other| !self.own.has(&other.address));
        self.addresses.push(others.map(|other| other.address.clone()).collect());
        self.letters.push(letter);
        let subject = envelope.subject.unwrap_or_default();
        self.subjects.push((key_of(&own_subject(&subject)), answered_subject(&subject).is_some()));
        self.places.push(Some((file, place)));
    }

    /// A mail without its text.
    fn letter(&self, key: u64, place: Place, envelope: &Envelope) -> Letter {
        let is_own = self.is_own(envelope);
        let other = if is_own { recipient(envelope, &self.own) } else { envelope.from.as_ref() };
        Letter {
            key,
            answers: envelope.answers.iter().map(|id| key_of(id)).collect(),
            is_own,
            at: envelope.sent.or(place.delivered),
            person: other.map_or(0, |other| key_of(&other.address)),
            people: if is_own { self.others(&envelope.to) } else { Vec::new() },
            nature: match () {
                () if is_own && !envelope.to.is_empty() && envelope.to.iter().all(|to| self.own.has(&to.address)) => Nature::Note,
                () if envelope.is_bounce => Nature::Bounce,
                () if envelope.is_automatic => Nature::Automatic,
                () if !is_own && envelope.subject.as_deref().is_some_and(is_passed_on) => Nature::PassedOn,
                () => Nature::Plain,
            },
            known: self.known.get(&key).map(|request| request.kind),
            replied: None,
        }
    }

    fn is_own(&self, envelope: &Envelope) -> bool {
        envelope.from.as_ref().is_some_and(|from| self.own.has(&from.address))
    }

    /// Notes which names go with which addresses; what a program writes puts words of its own before a name.
    fn note_names(&mut self, envelope: &Envelope) {
        if envelope.is_automatic || envelope.is_bounce {
            return;
        }
        for person in envelope.from.iter().chain(&envelope.to) {
            if let Some(name) = &person.name {
                self.names.entry(key_of(&person.address)).or_insert_with(|| name.clone());
            }
        }
        let writer = envelope.from.as_ref().filter(|_| !self.is_own(envelope));
        if let Some((address, name)) = writer.and_then(|from| Some((&from.address, from.name.as_ref()?))) {
            self.senders.entry(address.clone()).or_insert_with(|| key_of(&fold_name(name)));
        }
    }

    /// The entries of earlier imports, which the mails may answer.
    pub(super) fn add_known(&mut self) {
        let zone = self.open.journal.now.zone;
        for (key, request) in self.known.iter().filter(|(key, _)| !self.seen.contains_key(key)) {
            let before = request.follows.as_ref().and_then(|id| self.open.journal.request(id));
            self.entries.push((self.letters.len(), request));
            self.letters.push(Letter {
                key: *key,
                answers: before.map(entry_key).into_iter().collect(),
                is_own: true,
                at: request.written().sent.map(|sent| sent.unix(zone)),
                person: 0,
                people: Vec::new(),
                nature: Nature::Plain,
                known: Some(request.kind),
                replied: request.written().replied.and_then(Replied::moment).map(|replied| replied.unix(zone)),
            });
            self.places.push(None);
        }
    }

    /// Takes what those pass on to whom a letter was written, under whatever address, for answers to it.
    pub(super) fn keep_answers_passed_on(&mut self) {
        let own: BTreeMap<u64, usize> =
            self.letters.iter().enumerate().filter(|(_, letter)| letter.is_own).map(|(at, letter)| (letter.key, at)).collect();
        let name = |key: &u64| self.names.get(key).map(|name| fold_name(name));
        let mut kept = Vec::new();
        for (at, letter) in self.letters.iter().enumerate().filter(|(_, letter)| letter.nature == Nature::PassedOn) {
            let writer = self.addresses.get(at).and_then(|addresses| addresses.first()).cloned();
            let writer = Party { name: self.names.get(&letter.person).cloned(), address: writer };
            let named = name(&letter.person);
            let is_to = |letter_own: &usize| {
                let people = &self.letters[*letter_own].people;
                let entry = || self.entries.iter().find(|(number, _)| number == letter_own);
                people.contains(&letter.person)
                    || named.is_some() && people.iter().any(|person| name(person) == named)
                    || entry().is_some_and(|(_, request)| sign(&writer, request).is_some())
            };
            kept.extend(letter.answers.iter().filter_map(|key| own.get(key)).any(is_to).then_some(at));
        }
        kept.into_iter().for_each(|at| self.letters[at].nature = Nature::Plain);
    }

    /// Addresses that somebody with the name of the journal's owner writes from, and that the settings do not name.
    pub(super) fn likely_own(&self) -> Vec<String> {
        let settings = &self.open.journal.settings;
        let of_mails = settings.addresses.iter().filter_map(|address| self.names.get(&key_of(&address.trim().to_lowercase())));
        let names: BTreeSet<u64> = of_mails.chain(&settings.name).map(|name| key_of(&fold_name(name))).collect();
        self.senders.iter().filter(|(_, name)| names.contains(name)).map(|(address, _)| address.clone()).collect()
    }

    /// Takes what a report tells of the letter on its way.
    pub(super) fn add_delivery(&mut self, at: usize, delivery: Delivery) {
        let keys: Vec<u64> = delivery.letters.iter().map(|id| key_of(id)).collect();
        // Whom an entry in the journal alone went to, the letter that was sent back tells.
        let to = self.others(&delivery.to);
        let is_told = |letter: &&mut Letter| letter.is_own && letter.people.is_empty() && keys.contains(&letter.key);
        if let Some(letter) = self.letters.iter_mut().find(is_told) {
            letter.people = to;
        }
        let letter = &mut self.letters[at];
        letter.answers = keys;
        letter.people = delivery.failed.iter().map(|address| key_of(address)).collect();
        if delivery.goes_on {
            letter.nature = Nature::Automatic;
        }
        self.unreached.insert(at, delivery.failed);
    }

    /// Takes what a mail holds of a calendar: an own invitation asks for no help, and a yes to one answers no letter. What is an entry
    /// already stays one.
    pub(super) fn add_calendar(&mut self, at: usize, calendar: Option<Calendar>) {
        let letter = &mut self.letters[at];
        let is_one = match calendar {
            Some(Calendar::Answer) => true,
            Some(Calendar::Invitation) => letter.is_own,
            Some(Calendar::Attached) | None => false,
        };
        if is_one && letter.known.is_none() && letter.nature == Nature::Plain {
            letter.nature = Nature::Calendar;
        }
    }

    /// The keys of some addresses, but for the own ones.
    fn others(&self, people: &[Address]) -> Vec<u64> {
        people.iter().filter(|to| !self.own.has(&to.address)).map(|to| key_of(&to.address)).collect()
    }
}

/// What a mail is known by: its id, else a digest of its header.
pub(super) fn source(envelope: &Envelope, head: &[u8]) -> String {
    envelope.id.clone().unwrap_or_else(|| {
        let end = head
            .windows(2)
            .position(|two| two == b"\n\n")
            .or_else(|| head.windows(4).position(|four| four == b"\r\n\r\n"))
            .unwrap_or(head.len());
        let head: Vec<u8> = head[..end].iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        format!("mail:{}", &digest(&head)[..16])
    })
}

/// The first person it went to who is not the writer.
pub(super) fn recipient<'a>(envelope: &'a Envelope, own: &Own) -> Option<&'a Address> {
    envelope.to.iter().find(|to| !own.has(&to.address)).or(envelope.to.first())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_s_own_under_any_mark() {
        let own = Own::of(&["Pin.Yu@gmail.com".to_owned(), "p.chen@work.tw".to_owned()]).expect("two");
        for (address, is_own) in [
            ("pinyu+job@googlemail.com", true),
            ("pin.yu@gmail.com", true),
            ("p.chen+x@work.tw", true),
            ("pchen@work.tw", false),
            ("pinyu@work.tw", false),
            ("pinyu", false),
        ] {
            assert_eq!(own.has(address), is_own, "{address}");
        }
        assert!(Own::of(&[]).is_none());
    }
}
