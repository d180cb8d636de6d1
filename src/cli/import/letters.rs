//! The messages of mail or chat as entries: planned, read one by one, written, and answers put to letters that are there.

use std::collections::{BTreeMap, BTreeSet};

use super::arrivals::Arrivals;
use super::known_letters::by_message;
use super::letter_draft::Drafted;
use super::letter_homes::{Home, Homes, homes};
use super::letter_leftovers;
use super::letter_remarks::{Likely, Remarks, say_bounced};
use super::mailbox::{Mailbox, Read};
use crate::calendar::Moment;
use crate::cli::open::Open;
use crate::error::Result;
use crate::interchange::{Here, Letter, LettersHere, Party, Plan, Planned, Told, is_passed_on, joined, sign};
use crate::journal::{Kind, Request, as_message};
use crate::labels::{Value, text};
use crate::message::first_ask;
use crate::text::shell::quoted;

/// What is to be written: the messages, what was planned of them, and what the journal has of them already.
pub(super) struct Work<'w, 'a> {
    /// The messages.
    pub(super) letters: &'w [Letter],
    /// What they are to become.
    pub(super) plan: &'w Plan,
    /// Answers that may be to several entries: each goes to none, and is named with them.
    pub(super) doubtful: &'w [(usize, Vec<&'a Request>)],
    /// The entries that are there, by the keys of their messages.
    pub(super) known: &'w BTreeMap<u64, &'a Request>,
}

/// Writes what is planned.
///
/// # Errors
/// A failure to read the messages or to write an entry; what was written before stays.
pub(super) fn write<'a, M: Mailbox>(open: &'a Open, work: &Work<'_, 'a>, mailbox: &mut M, arrivals: &mut Arrivals<'a>) -> Result<()> {
    let (changed, same) = (arrivals.tally.added + arrivals.tally.answered, arrivals.tally.same);
    let mut writing = Writing {
        open,
        letters: work.letters,
        mailbox,
        arrivals,
        remarks: Remarks::default(),
        here: LettersHere::of(&open.journal.requests, open.journal.now.zone),
        by_message: by_message(open),
        homes: Homes::default(),
        unasked: BTreeSet::new(),
        waiting: BTreeSet::new(),
    };
    for planned in &work.plan.entries {
        match work.known.get(&work.letters[planned.letter].key) {
            Some(request) => writing.known(planned, request)?,
            None => writing.unknown(planned)?,
        }
    }
    for (letter, entries) in work.doubtful {
        writing.doubtful(*letter, entries)?;
    }
    let Writing { mailbox, mut remarks, arrivals, here, .. } = writing;
    // What another message turned out to be is not this one.
    remarks.likely.retain(|likely| !here.is_taken(&likely.twin));
    let is_again = arrivals.tally.added + arrivals.tally.answered == changed && arrivals.tally.same > same;
    letter_leftovers::note(open, work, is_again, mailbox, &mut remarks)?;
    remarks.say(open);
    Ok(())
}

/// What is known while the entries are written.
pub(super) struct Writing<'a, 'b, M> {
    pub(super) open: &'b Open,
    pub(super) letters: &'a [Letter],
    pub(super) mailbox: &'a mut M,
    pub(super) arrivals: &'a mut Arrivals<'b>,
    pub(super) remarks: Remarks,
    /// The entries that no message's id tells of.
    pub(super) here: LettersHere<'b>,
    /// The entries by the message that each is known to be: of one to several people there may be several.
    pub(super) by_message: BTreeMap<&'b str, Vec<&'b Request>>,
    /// The entries of the messages, the earlier ones too.
    pub(super) homes: Homes,
    /// Own words in what others began, that ask for nothing: no request, nor what comes after one of them.
    unasked: BTreeSet<usize>,
    /// Questions asked after an answer that have none yet, and what reminds of them.
    pub(super) waiting: BTreeSet<usize>,
}

impl<'b, M: Mailbox> Writing<'_, 'b, M> {
    /// A message that is not known by its id: put to the entry that it is, else written as a new one.
    fn unknown(&mut self, planned: &Planned) -> Result<()> {
        let Some(read) = self.mailbox.read(planned.letter)? else {
            self.arrivals.tally.left_out += 1;
            return Ok(());
        };
        let found = self.twins(&read);
        let mut is_draft = false;
        for (_, here) in &found {
            if let Here::Draft(request) = here {
                is_draft = true;
                self.tell_draft(planned, &read, request);
            }
        }
        let homes = homes(&found, &read.people);
        if !homes.is_empty() {
            self.note_here(planned, &read, &homes);
            return self.answered(planned, homes, &read);
        }
        if is_draft {
            return Ok(());
        }
        let likely = found.iter().find_map(|(_, here)| if let Here::Likely(request) = here { Some(*request) } else { None });
        self.add(planned.clone(), read, likely)
    }

    /// Names a message whose entry is still a draft, with what notes that it went out.
    fn tell_draft(&mut self, planned: &Planned, read: &Read, request: &Request) {
        self.arrivals.tally.differ += 1;
        let place = self.mailbox.place(planned.letter);
        let at = read.at.map(|at| at.to_string()).unwrap_or_default();
        self.open.tell(&text!("import.mail.draft", place = place, id = request.id, typed = quoted(&request.id), at = quoted(&at)));
    }

    /// Notes of which entries a message is, and whom it went to that none of them is to.
    fn note_here(&mut self, planned: &Planned, read: &Read, homes: &[Home<'b>]) {
        let ids = Value::list(homes.iter().map(|home| home.request.id.as_str()));
        let has_none = |party: &&Party| homes.iter().all(|home| !home.people.contains(party));
        let without: Vec<&str> = read.people.iter().filter(has_none).map(Party::shown).collect();
        let told = match without.as_slice() {
            [] => text!("import.mail.here.ids"; ids => ids),
            _ => text!("import.mail.here.without"; ids => ids, people => Value::list(without)),
        };
        self.remarks.here.push((self.mailbox.place(planned.letter), told.say(&self.open.labels)));
    }

    /// Writes a message as a new entry, but for own words in what others began that ask for nothing; `likely` is an entry that it may be.
    fn add(&mut self, mut planned: Planned, read: Read, likely: Option<&Request>) -> Result<()> {
        let place = self.mailbox.place(planned.letter);
        let comes_after = planned.follows.is_some_and(|before| self.unasked.contains(&before));
        planned.answers_others |= comes_after;
        let message = as_message(&read.text);
        let asks = first_ask(&message).is_some();
        if planned.answers_others && !asks {
            self.unasked.insert(planned.letter);
            self.remarks.unasked.push((place, read.person.shown().unwrap_or_default().to_owned()));
            return Ok(());
        }
        let follows = self.followed(&planned, &read);
        planned.follows = planned.follows.filter(|_| follows.is_some());
        planned.kind = self.kind(&planned, comes_after || follows.is_none(), &message);
        let is_guess = planned.kind == Kind::AskLearning && !read.is_sealed && !message.trim().is_empty() && !asks;
        self.note_read(&planned, &read, &place);
        let likely = likely.map(|request| (request.id.clone(), joined(request, &read.source)));
        let (at, people) = (read.at, read.people.clone());
        let Drafted { draft, early, of_others } = self.draft(&planned, read, follows)?;
        let added = match self.arrivals.add(&draft, None)? {
            Ok(added) => added,
            Err(unfit) => {
                self.arrivals.tally.left_out += 1;
                self.open.tell(&text!("import.mail.unfit", place = place; reason => unfit.reason));
                return Ok(());
            }
        };
        self.homes.add(planned.letter, people, &added.id);
        let now = self.open.journal.now;
        if let Some(at) = at.filter(|at| at.day(now.zone) > now.today()) {
            self.open.say(&text!("import.mail.future", place = place, value = at.to_string(), id = added.id));
        }
        if let Some((_, closed)) = draft.facts.iter().find(|(key, _)| *key == "closed") {
            say_bounced(self.open, &self.lost_place(&planned), &added.id, closed);
        }
        let likely = likely.map(|(twin, source)| Likely { place, id: added.id.clone(), twin, source });
        self.remarks.likely.extend(likely);
        self.remarks.of_others.extend(of_others.into_iter().map(|other| other.told(self.open, &added.id)));
        self.remarks.early.extend(early.map(|early| (early, added.id.clone())));
        self.remarks.guessed.extend(is_guess.then(|| added.id.clone()));
        if planned.kind == Kind::AskLearning && planned.follows.is_some() && !comes_after {
            self.remarks.again.push(added.id);
        }
        Ok(())
    }

    /// The entry that a message follows; `None` for one that was passed on to somebody else: it begins something.
    fn followed(&self, planned: &Planned, read: &Read) -> Option<String> {
        let follows = self.homes.followed(self.letters, planned.follows?, planned, &read.people)?;
        let is_passed_on = read.subject.as_deref().is_some_and(is_passed_on);
        let is_other_s = |request: &Request| read.people.iter().all(|party| sign(party, request).is_none());
        let begins = is_passed_on && self.open.journal.request(&follows).is_some_and(is_other_s);
        (!begins).then_some(follows)
    }

    /// Says that a message answers what others began, and notes what of it cannot be read.
    fn note_read(&mut self, planned: &Planned, read: &Read, place: &str) {
        if planned.answers_others {
            let name = read.person.shown().unwrap_or_default();
            self.open.say(&text!("import.mail.answers-others", place = place, subject = read.subject.as_deref().unwrap_or(name)));
        }
        if read.is_sealed {
            self.remarks.sealed.push(place.to_owned());
        }
        let texts = [Some(read.text.as_str()), read.subject.as_deref(), read.person.name.as_deref()];
        if texts.into_iter().flatten().any(is_lossy) {
            self.remarks.lossy.push(place.to_owned());
        }
    }

    /// The entries that a message of which no id tells is, or may be, with the places of their persons.
    fn twins(&mut self, read: &Read) -> Vec<(usize, Here<'b>)> {
        self.here.find(&Told {
            people: &read.people,
            day: read.at.map(|at| at.day(self.open.journal.now.zone)),
            subject: read.subject.as_deref(),
            text: if read.is_sealed { "" } else { &read.text },
            channel: M::CHANNEL,
        })
    }
}

/// Whether a text stands for bytes that could not be read.
pub(super) fn is_lossy(text: &str) -> bool {
    text.contains('\u{fffd}')
}

/// When a message was written.
pub(super) fn moment(open: &Open, letter: &Letter) -> Option<Moment> {
    Moment::from_unix(letter.at?, open.journal.now.zone)
}
