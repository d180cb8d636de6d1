//! Saved mail as entries: the own letters become requests, what answers them becomes replies.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::arrivals::Arrivals;
use super::known_letters::known;
use super::letters::{Work, write};
use super::mail_index::{Index, Own, recipient, source};
use super::mailbox::{Mailbox, Read};
use super::table_remarks::places as say_places;
use crate::calendar::Moment;
use crate::cli::open::Open;
use crate::disk::{self, Input};
use crate::error::{Error, Result};
use crate::interchange::{
    Address, Letter, MailFault, Nature, Party, Place, Plan, key_of, names_calendar, plan, read_at, read_delivery, read_mail, scan,
};
use crate::journal::Recipient;
use crate::labels::{Value, text};

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

    /// The bytes of a mail; `None` for one that is too large.
    fn mail(&mut self, at: usize, place: Place) -> Result<Option<Vec<u8>>> {
        let path = self.sources[at].path.clone();
        read_at(self.input(at)?, place).map_err(|error| Error::io(&path, &error))
    }
}

/// Takes the mails of mailboxes and saved e-mails, all together.
///
/// # Errors
/// When the settings name no address of the own, or a file cannot be read or written.
pub(super) fn run<'a>(open: &'a Open, sources: Vec<Source>, arrivals: &mut Arrivals<'a>) -> Result<()> {
    let none = || Error::new(text!("import.mail.no-address")).help(text!("import.mail.no-address.help"));
    let own = Own::of(&open.journal.settings.addresses).ok_or_else(none)?;
    let known = known(open);
    let mut index = Index::of(open, own, &known);
    let mut files = Files { sources, last: 0 };
    let no_mailboxes = read_heads(&mut files, &mut index)?;
    index.add_known();
    read_reports(&mut files, &mut index)?;
    index.join_by_subject();
    index.keep_answers_passed_on();
    open.progress_ends();
    let likely = index.likely_own();
    let Index { letters, places, own, names, unreached, strangers, twins, aside, doubtful, .. } = index;
    let path = |at: usize| files.sources[at].path.display();
    let no_mail = strangers.into_iter().map(|at| text!("import.mail.none", path = path(at)));
    for told in no_mail.chain(no_mailboxes.into_iter().map(|at| text!("import.mail.no-mailbox", path = path(at)))) {
        arrivals.tally.left_out += 1;
        open.tell(&told);
    }
    let mut plan = plan(&letters);
    let is_doubtful = |at: usize| doubtful.iter().any(|(letter, _)| *letter == at);
    plan.others.retain(|at| !is_doubtful(*at));
    say_found(open, &letters, &places, &plan);
    if !likely.is_empty() {
        open.say(&text!("import.mail.likely-own"; addresses => Value::list(likely)));
    }
    // A mailbox holds much that is nobody's answer; a file that somebody names is meant.
    let early = early(&letters, is_doubtful);
    if early > 0 && files.sources.iter().all(|source| !source.is_mbox) {
        open.say(&text!("import.mail.early", count = early));
    }
    let mut mailbox = Mails { open, files, places, own, names, unreached };
    for (file, place) in twins {
        arrivals.tally.left_out += 1;
        open.tell(&text!("import.mail.twin", place = mailbox.place_of(file, place)));
    }
    let aside = aside.into_iter().map(|(file, place)| mailbox.place_of(file, place)).collect();
    say_places(open, aside, |places| text!("import.mail.aside", places = places));
    write(open, &Work { letters: &letters, plan: &plan, doubtful: &doubtful, known: &known }, &mut mailbox, arrivals)
}

/// Reads the headers of all mails into the index; gives the mailboxes in which there is none.
fn read_heads(files: &mut Files, index: &mut Index<'_, '_>) -> Result<Vec<usize>> {
    let mut no_mailboxes = Vec::new();
    for at in 0..files.sources.len() {
        let (path, is_mbox) = (files.sources[at].path.clone(), files.sources[at].is_mbox);
        let failed = |error: std::io::Error| Error::io(&path, &error);
        let input = files.input(at)?;
        if is_mbox {
            let mut count = 0_usize;
            scan(BufReader::new(&mut *input), |place, head| {
                count += 1;
                index.add(at, place, head);
            })
            .map_err(failed)?;
            // An empty mailbox is one.
            let is_empty = |input: &mut dyn Input| Ok(input.rewind().and_then(|()| input.read(&mut [0]))? == 0);
            if count == 0 && !is_empty(&mut **input).map_err(failed)? {
                no_mailboxes.push(at);
            }
        } else {
            let mut bytes = Vec::new();
            input.read_to_end(&mut bytes).map_err(failed)?;
            let names_calendar = bytes.split(|byte| *byte == b'\n').any(names_calendar);
            let length = bytes.len() as u64;
            index.add(at, Place { number: 1, offset: 0, length, line: 1, delivered: None, names_calendar }, &bytes);
        }
    }
    Ok(no_mailboxes)
}

/// Reads the few mails whose header does not tell enough: what a server reports, then what calendars send.
fn read_reports(files: &mut Files, index: &mut Index<'_, '_>) -> Result<()> {
    for at in 0..index.places.len() {
        if let Some((file, place)) = index.places[at].filter(|_| index.letters[at].nature == Nature::Bounce) {
            let bytes = files.mail(file, place)?;
            index.add_delivery(at, read_delivery(&bytes.unwrap_or_default()));
        }
    }
    for at in 0..index.places.len() {
        if let Some((file, place)) = index.places[at].filter(|(_, place)| place.names_calendar) {
            let bytes = files.mail(file, place)?;
            index.add_calendar(at, bytes.and_then(|bytes| read_mail(&bytes).ok()?.calendar));
        }
    }
    Ok(())
}

/// Says how many mails there are, and what they are.
fn say_found(open: &Open, letters: &[Letter], places: &[Option<(usize, Place)>], plan: &Plan) {
    let own = letters.iter().zip(places).filter(|(letter, place)| letter.is_own && place.is_some()).count();
    let (count, automatic, others) = (places.iter().flatten().count(), plan.automatic.len(), plan.others.len() + plan.passed_on.len());
    open.say(&match automatic + others {
        0 => text!("import.mail.found.own", count = count, own = own),
        _ => text!("import.mail.found", count = count, own = own, automatic = automatic, others = others),
    });
}

/// How many answers are to letters that are neither here nor in the journal.
fn early(letters: &[Letter], is_doubtful: impl Fn(usize) -> bool) -> usize {
    let known: BTreeSet<u64> = letters.iter().map(|letter| letter.key).collect();
    let is_early = |(at, letter): &(usize, &Letter)| {
        !letter.is_own
            && !is_doubtful(*at)
            && letter.nature == Nature::Plain
            && !letter.answers.is_empty()
            && !letter.answers.iter().any(|key| known.contains(key))
    };
    letters.iter().enumerate().filter(is_early).count()
}

/// The mails of a file, read when they are needed.
struct Mails<'a> {
    open: &'a Open,
    files: Files,
    places: Vec<Option<(usize, Place)>>,
    own: Own,
    names: BTreeMap<u64, String>,
    unreached: BTreeMap<usize, Vec<String>>,
}

impl Mailbox for Mails<'_> {
    const CHANNEL: &'static str = "email";

    fn read(&mut self, letter: usize) -> Result<Option<Read>> {
        let Some(Some((file, place))) = self.places.get(letter).copied() else { return Ok(None) };
        let bytes = self.files.mail(file, place)?;
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
        let mut mail = mail;
        if mail.words.is_empty() && mail.calendar.is_some() {
            mail.words = mail.envelope.subject.clone().unwrap_or_default();
        }
        let text = mail.whole();
        let envelope = mail.envelope;
        let is_own = envelope.from.as_ref().is_some_and(|from| self.own.has(&from.address));
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
        let party = |address: &Address| Party {
            name: address.name.clone().or_else(|| self.names.get(&key_of(&address.address)).cloned()),
            address: Some(address.address.clone()),
        };
        let to = envelope.to.iter().filter(|to| !self.own.has(&to.address));
        let mut people: Vec<Party> = if is_own { to.map(party).collect() } else { vec![party(&other)] };
        let mut seen = BTreeSet::new();
        people.retain(|party| seen.insert((party.name.clone(), party.address.clone())));
        // Two people may share an address.
        if let [Party { name: Some(name), address }] = people.as_slice()
            && let Some(names) = people_of(name).filter(|_| is_own)
        {
            people = names.into_iter().map(|name| Party { name: Some(name), address: address.clone() }).collect();
        }
        let first = people.first().cloned().unwrap_or_else(|| party(&other));
        Ok(Some(Read {
            person: Recipient { name: Some(first.shown().to_owned()), ..Recipient::default() },
            people,
            at,
            source: source(&envelope, &bytes),
            text,
            subject: envelope.subject,
            is_sealed: mail.is_sealed,
        }))
    }

    fn is_here(&self, letter: usize) -> bool {
        self.places.get(letter).copied().flatten().is_some()
    }

    fn place(&self, letter: usize) -> String {
        self.places.get(letter).copied().flatten().map_or_else(String::new, |(file, place)| self.place_of(file, place))
    }

    fn file(&self, letter: usize) -> Option<String> {
        let (file, _) = self.places.get(letter).copied().flatten()?;
        let source = self.files.sources.get(file)?;
        (!source.is_mbox && source.path != Path::new("-")).then(|| source.path.display().to_string())
    }

    fn unreached(&self, letter: usize) -> &[String] {
        self.unreached.get(&letter).map_or(&[], Vec::as_slice)
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

/// The people whom one name names: `周老師、吳老師`. A firm's `陳、李法律事務所` is one.
fn people_of(name: &str) -> Option<Vec<String>> {
    let people: Vec<String> = name.split('、').map(|part| part.trim().to_owned()).collect();
    (people.len() > 1 && people.iter().all(|person| (2..=6).contains(&person.chars().count()))).then_some(people)
}
