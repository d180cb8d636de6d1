//! Saved mail as entries: the own letters become requests, what answers them becomes replies.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::arrivals::Arrivals;
use super::import_letters::{Mailbox, Read, known, write};
use super::open::Open;
use super::table_remarks::places as say_places;
use crate::calendar::Moment;
use crate::disk::{self, Input, digest};
use crate::error::{Error, Result};
use crate::interchange::{Address, Envelope, Letter, MailFault, Nature, Place, key_of, plan, read_at, read_envelope, read_mail, scan};
use crate::journal::{Recipient, Request};
use crate::labels::text;

/// Mails between two remarks on how far it came.
const STEP: usize = 2_000;

/// A file of mails.
pub(super) struct Source {
    path: PathBuf,
    is_mbox: bool,
    /// It, opened.
    input: Option<Box<dyn Input>>,
}

impl Source {
    /// A mailbox, or one saved e-mail.
    pub(super) fn of(path: PathBuf, is_mbox: bool, input: Option<Box<dyn Input>>) -> Source {
        Source { path, is_mbox, input }
    }
}

/// The files, of which one at a time is open: there may be thousands.
struct Files {
    sources: Vec<Source>,
    last: usize,
}

impl Files {
    fn input(&mut self, at: usize) -> Result<&mut Box<dyn Input>> {
        let last = &mut self.sources[self.last];
        if self.last != at && last.path != Path::new("-") {
            last.input = None;
        }
        self.last = at;
        let source = &mut self.sources[at];
        let input = match source.input.take() {
            Some(input) => input,
            None => disk::open_input(&source.path)?,
        };
        Ok(source.input.insert(input))
    }
}

/// Takes the mails of mailboxes and saved e-mails, all together.
///
/// # Errors
/// When the settings name no address of the own, or a file cannot be read or written.
pub(super) fn run(open: &Open, sources: Vec<Source>, arrivals: &mut Arrivals<'_>) -> Result<()> {
    let own: Vec<String> = open.journal.settings.addresses.iter().map(|address| address.trim().to_lowercase()).collect();
    if own.is_empty() {
        return Err(Error::new(text!("import.mail.no-address")).help(text!("import.mail.no-address.help")));
    }
    let known = known(open);
    let mut index = Index {
        open,
        own,
        known: &known,
        letters: Vec::new(),
        places: Vec::new(),
        seen: BTreeMap::new(),
        names: BTreeMap::new(),
        strangers: Vec::new(),
        twins: Vec::new(),
        aside: Vec::new(),
        count: 0,
    };
    let mut files = Files { sources, last: 0 };
    for at in 0..files.sources.len() {
        let (path, is_mbox) = (files.sources[at].path.clone(), files.sources[at].is_mbox);
        let failed = |error: std::io::Error| Error::io(&path, &error);
        let input = files.input(at)?;
        if is_mbox {
            scan(BufReader::new(input), |place, head| index.add(at, place, head)).map_err(failed)?;
        } else {
            let mut bytes = Vec::new();
            input.read_to_end(&mut bytes).map_err(failed)?;
            index.add(at, Place { number: 1, offset: 0, length: bytes.len() as u64, line: 1, delivered: None }, &bytes);
        }
    }
    index.add_known();
    open.progress_ends();
    let Index { letters, places, own, names, strangers, twins, aside, .. } = index;
    for at in strangers {
        arrivals.left_out += 1;
        open.tell(&text!("import.mail.none", path = files.sources[at].path.display()));
    }
    let sent = letters.iter().zip(&places).filter(|(letter, place)| letter.is_own && place.is_some()).count();
    let plan = plan(&letters);
    let (count, automatic, others) = (places.iter().flatten().count(), plan.automatic.len(), plan.others.len());
    open.say(&match automatic + others {
        0 => text!("import.mail.found.own", count = count, own = sent),
        _ => text!("import.mail.found", count = count, own = sent, automatic = automatic, others = others),
    });
    // A mailbox holds much that is nobody's answer; a file that somebody names is meant.
    let early = early(&letters);
    if early > 0 && files.sources.iter().all(|source| !source.is_mbox) {
        open.say(&text!("import.mail.early", count = early));
    }
    let mut mailbox = Mails { open, files, places, own, names };
    for (file, place) in twins {
        arrivals.left_out += 1;
        open.tell(&text!("import.mail.twin", place = mailbox.place_of(file, place)));
    }
    let aside = aside.into_iter().map(|(file, place)| mailbox.place_of(file, place)).collect();
    say_places(open, aside, |places| text!("import.mail.aside", places = places));
    write(open, &letters, &plan, &known, &mut mailbox, arrivals)
}

/// How many answers are to letters that are neither here nor in the journal.
fn early(letters: &[Letter]) -> usize {
    let known: BTreeSet<u64> = letters.iter().map(|letter| letter.key).collect();
    let is_early = |letter: &&Letter| {
        !letter.is_own
            && letter.nature == Nature::Plain
            && !letter.answers.is_empty()
            && !letter.answers.iter().any(|key| known.contains(key))
    };
    letters.iter().filter(is_early).count()
}

/// What is known of each mail after the first reading: no text.
struct Index<'a> {
    open: &'a Open,
    own: Vec<String>,
    known: &'a BTreeMap<u64, &'a Request>,
    letters: Vec<Letter>,
    /// Where each stands, and in which file; `None` for an entry that is in the journal alone.
    places: Vec<Option<(usize, Place)>>,
    /// What each is known by, and what else tells it from another.
    seen: BTreeMap<u64, String>,
    /// The names that go with addresses: not every program writes them.
    names: BTreeMap<u64, String>,
    /// Files that hold no mail.
    strangers: Vec<usize>,
    /// Mails that another one's id stands in.
    twins: Vec<(usize, Place)>,
    /// Drafts, and mails that were thrown away or taken for junk.
    aside: Vec<(usize, Place)>,
    count: usize,
}

impl Index<'_> {
    fn add(&mut self, file: usize, place: Place, head: &[u8]) {
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
            at: envelope.sent.or(place.delivered),
            person: other.map_or(0, |other| key_of(&other.address)),
            nature: match () {
                () if is_own && !envelope.to.is_empty() && envelope.to.iter().all(|to| self.own.contains(&to.address)) => Nature::Note,
                () if envelope.is_bounce => Nature::Bounce,
                () if envelope.is_automatic => Nature::Automatic,
                () => Nature::Plain,
            },
            known: self.known.get(&key).map(|request| request.kind),
        });
        self.places.push(Some((file, place)));
    }

    /// The entries of earlier imports, which the mails may answer.
    fn add_known(&mut self) {
        let zone = self.open.journal.now.zone;
        for (key, request) in self.known.iter().filter(|(key, _)| !self.seen.contains_key(key)) {
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
    files: Files,
    places: Vec<Option<(usize, Place)>>,
    own: Vec<String>,
    names: BTreeMap<u64, String>,
}

impl Mailbox for Mails<'_> {
    const CHANNEL: &'static str = "email";

    fn read(&mut self, letter: usize) -> Result<Option<Read>> {
        let Some(Some((file, place))) = self.places.get(letter).copied() else { return Ok(None) };
        let path = self.files.sources[file].path.clone();
        let input = self.files.input(file)?;
        let bytes = read_at(input, place).map_err(|error| Error::io(&path, &error))?;
        let mail = bytes.as_ref().map_or(Err(MailFault::Unreadable), |bytes| read_mail(bytes));
        let (bytes, mail) = match (bytes, mail) {
            (Some(bytes), Ok(mail)) => (bytes, mail),
            (_, Err(MailFault::Damaged)) => {
                self.open.tell(&text!("import.mail.damaged", place = self.place(letter)));
                return Ok(None);
            }
            _ => {
                self.open.tell(&text!("import.mail.unreadable", place = self.place(letter)));
                return Ok(None);
            }
        };
        let envelope = mail.envelope;
        let is_own = envelope.from.as_ref().is_some_and(|from| self.own.contains(&from.address));
        let other = if is_own { recipient(&envelope, &self.own).cloned() } else { envelope.from.clone() };
        let Some(other) = other else {
            self.open.tell(&text!("import.mail.nobody", place = self.place(letter)));
            return Ok(None);
        };
        let at = envelope.sent.or(place.delivered).and_then(|sent| Moment::from_unix(sent, self.open.journal.now.zone));
        if is_own && at.is_none() {
            self.open.tell(&text!("import.mail.no-date", place = self.place(letter)));
            return Ok(None);
        }
        let name = other.name.clone().or_else(|| self.names.get(&key_of(&other.address)).cloned()).unwrap_or(other.address);
        let several = is_own && envelope.to.len() > 1;
        let all = several.then(|| envelope.to.iter().map(|to| to.shown().to_owned()).collect::<Vec<_>>().join(", "));
        Ok(Some(Read {
            person: Recipient { name: Some(name), ..Recipient::default() },
            all,
            at,
            source: source(&envelope, &bytes),
            subject: envelope.subject,
            text: mail.text,
        }))
    }

    fn is_here(&self, letter: usize) -> bool {
        self.places.get(letter).copied().flatten().is_some()
    }

    fn place(&self, letter: usize) -> String {
        self.places.get(letter).copied().flatten().map_or_else(String::new, |(file, place)| self.place_of(file, place))
    }
}

impl Mails<'_> {
    fn place_of(&self, file: usize, place: Place) -> String {
        let source = &self.files.sources[file];
        match source.is_mbox {
            true => {
                text!("import.mail.place", path = source.path.display(), line = place.line, number = place.number).say(&self.open.labels)
            }
            false => source.path.display().to_string(),
        }
    }
}
