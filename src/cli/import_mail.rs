//! Saved mail as entries: the own letters become requests, what answers them becomes replies.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufReader;

use super::arrivals::Arrivals;
use super::import_letters::{Mailbox, Read, known, write};
use super::open::Open;
use crate::calendar::Moment;
use crate::disk::{Input, digest};
use crate::error::{Error, Result};
use crate::interchange::{Address, Envelope, Letter, Nature, Place, key_of, plan, read_at, read_envelope, read_mail, scan};
use crate::journal::{Recipient, Request};
use crate::labels::text;

/// Mails between two remarks on how far it came.
const STEP: usize = 2_000;

/// Takes the mails of a mailbox, or the one of a saved e-mail.
///
/// # Errors
/// When the settings name no address of the own, or a file cannot be read or written.
pub(super) fn run(open: &Open, name: &str, input: &mut dyn Input, is_mbox: bool, arrivals: &mut Arrivals<'_>) -> Result<()> {
    let own: Vec<String> = open.journal.settings.addresses.iter().map(|address| address.trim().to_lowercase()).collect();
    if own.is_empty() {
        return Err(Error::new(text!("import.mail.no-address")).help(text!("import.mail.no-address.help")));
    }
    let known = known(open);
    let mut index =
        Index { open, own, known: &known, letters: Vec::new(), places: Vec::new(), seen: BTreeSet::new(), names: BTreeMap::new() };
    let failed = |error: std::io::Error| Error::io(std::path::Path::new(name), &error);
    if is_mbox {
        scan(BufReader::new(&mut *input), |place, head| index.add(place, head)).map_err(failed)?;
    } else {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes).map_err(failed)?;
        index.add(Place { number: 1, offset: 0, length: bytes.len() as u64 }, &bytes);
    }
    index.add_known();
    open.progress_ends();
    let Index { letters, places, own, names, .. } = index;
    let sent = letters.iter().zip(&places).filter(|(letter, place)| letter.is_own && place.is_some()).count();
    let plan = plan(&letters);
    open.say(&text!(
        "import.mail.found",
        count = places.iter().flatten().count(),
        own = sent,
        automatic = plan.automatic,
        others = plan.others
    ));
    let mut mailbox = Mails { open, name, input, places, own, names };
    write(open, &letters, &plan, &known, &mut mailbox, arrivals)
}

/// What is known of each mail after the first reading: no text.
struct Index<'a> {
    open: &'a Open,
    own: Vec<String>,
    known: &'a BTreeMap<u64, &'a Request>,
    letters: Vec<Letter>,
    /// Where each stands; `None` for an entry that is in the journal alone.
    places: Vec<Option<Place>>,
    seen: BTreeSet<u64>,
    /// The names that go with addresses: not every program writes them.
    names: BTreeMap<u64, String>,
}

impl Index<'_> {
    fn add(&mut self, place: Place, head: &[u8]) {
        if place.number.is_multiple_of(STEP) {
            self.open.progress(&text!("import.mail.progress", count = place.number));
        }
        let envelope = read_envelope(head);
        let key = key_of(&source(&envelope, head));
        // A mailbox may hold a mail twice, once for each label.
        if !self.seen.insert(key) {
            return;
        }
        for person in envelope.from.iter().chain(&envelope.to) {
            if let Some(name) = &person.name {
                self.names.entry(key_of(&person.address)).or_insert_with(|| name.clone());
            }
        }
        let is_own = envelope.from.as_ref().is_some_and(|from| self.own.contains(&from.address));
        let other = if is_own { recipient(&envelope, &self.own) } else { envelope.from.as_ref() };
        self.letters.push(Letter {
            key,
            answers: envelope.answers.iter().map(|id| key_of(id)).collect(),
            is_own,
            at: envelope.sent,
            person: other.map_or(0, |other| key_of(&other.address)),
            nature: match () {
                () if envelope.is_bounce => Nature::Bounce,
                () if envelope.is_automatic => Nature::Automatic,
                () => Nature::Plain,
            },
            known: self.known.get(&key).map(|request| request.kind),
        });
        self.places.push(Some(place));
    }

    /// The entries of earlier imports, which the mails may answer.
    fn add_known(&mut self) {
        let zone = self.open.journal.now.zone;
        for (key, request) in self.known.iter().filter(|(key, _)| !self.seen.contains(key)) {
            let before = request.follows.as_ref().and_then(|id| self.open.journal.request(id)).and_then(|before| before.source.as_deref());
            self.letters.push(Letter {
                key: *key,
                answers: before.map(key_of).into_iter().collect(),
                is_own: true,
                at: request.written.sent.map(|sent| sent.unix(zone)),
                person: 0,
                nature: Nature::Plain,
                known: Some(request.kind),
            });
            self.places.push(None);
        }
    }
}

/// What a mail is known by: its id, else a digest of its header.
fn source(envelope: &Envelope, head: &[u8]) -> String {
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
fn recipient<'a>(envelope: &'a Envelope, own: &[String]) -> Option<&'a Address> {
    envelope.to.iter().find(|to| !own.contains(&to.address)).or(envelope.to.first())
}

/// The mails of a file, read when they are needed.
struct Mails<'a> {
    open: &'a Open,
    name: &'a str,
    input: &'a mut dyn Input,
    places: Vec<Option<Place>>,
    own: Vec<String>,
    names: BTreeMap<u64, String>,
}

impl Mailbox for Mails<'_> {
    const CHANNEL: &'static str = "email";

    fn read(&mut self, letter: usize) -> Result<Option<Read>> {
        let Some(Some(place)) = self.places.get(letter).copied() else { return Ok(None) };
        let bytes = read_at(&mut self.input, place).map_err(|error| Error::io(std::path::Path::new(self.name), &error))?;
        let mail = bytes.as_ref().and_then(|bytes| read_mail(bytes));
        let (Some(bytes), Some(mail)) = (bytes, mail) else {
            self.open.say(&text!("import.mail.unreadable", place = self.place(letter)));
            return Ok(None);
        };
        let envelope = mail.envelope;
        let is_own = envelope.from.as_ref().is_some_and(|from| self.own.contains(&from.address));
        let other = if is_own { recipient(&envelope, &self.own).cloned() } else { envelope.from.clone() };
        let Some(other) = other else {
            self.open.say(&text!("import.mail.nobody", place = self.place(letter)));
            return Ok(None);
        };
        let name = other.name.clone().or_else(|| self.names.get(&key_of(&other.address)).cloned()).unwrap_or(other.address);
        let several = is_own && envelope.to.len() > 1;
        let all = several.then(|| envelope.to.iter().map(|to| to.shown().to_owned()).collect::<Vec<_>>().join(", "));
        Ok(Some(Read {
            person: Recipient { name: Some(name), ..Recipient::default() },
            all,
            at: envelope.sent.and_then(|sent| Moment::from_unix(sent, self.open.journal.now.zone)),
            source: source(&envelope, &bytes),
            subject: envelope.subject,
            text: mail.text,
        }))
    }

    fn is_here(&self, letter: usize) -> bool {
        self.places.get(letter).copied().flatten().is_some()
    }

    fn place(&self, letter: usize) -> String {
        let number = self.places.get(letter).copied().flatten().map_or(0, |place| place.number);
        text!("import.mail.place", number = number).say(&self.open.labels)
    }
}
