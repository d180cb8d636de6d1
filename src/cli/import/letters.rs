//! The messages of mail or chat as entries: planned, read one by one, written, and answers put to letters that are there.

use std::collections::{BTreeMap, BTreeSet};

use super::arrivals::Arrivals;
use super::letter_homes::{Home, Homes};
use super::letter_of_others::OfOther;
use super::letter_remarks::{Likely, Remarks, say_bounced};
use super::letter_replies::{Reply, labels, replied};
use crate::calendar::Moment;
use crate::cli::open::Open;
use crate::error::Result;
use crate::interchange::{Here, Letter, LettersHere, Nature, Party, Plan, Planned, Told, is_passed_on, joined, key_of, message_of, sign};
use crate::journal::{Draft, Kind, Recipient, Request, as_message, as_section};
use crate::labels::{Lang, Value, text};
use crate::message::{first_ask, holds_question, thanks};
use crate::text::shell::quoted;

/// A message with its text.
pub(super) struct Read {
    /// The other person: the recipient of an own message, the writer of another.
    pub(super) person: Recipient,
    /// Those it went to, or its writer.
    pub(super) people: Vec<Party>,
    /// When.
    pub(super) at: Option<Moment>,
    /// The subject.
    pub(super) subject: Option<String>,
    /// The words.
    pub(super) text: String,
    /// What it is known by.
    pub(super) source: String,
    /// Its words are encrypted, and so not here.
    pub(super) is_sealed: bool,
}

/// Where messages come from.
pub(super) trait Mailbox {
    /// The word for it in `channel`.
    const CHANNEL: &'static str;
    /// The message of a letter's number; `None` where it cannot be read, which has been said.
    ///
    /// # Errors
    /// A failure to read the file.
    fn read(&mut self, letter: usize) -> Result<Option<Read>>;
    /// Whether a letter stands in the file, and not in the journal alone.
    fn is_here(&self, letter: usize) -> bool;
    /// How a person finds a message in the file again.
    fn place(&self, letter: usize) -> String;
    /// The file that holds this message and no other.
    fn file(&self, letter: usize) -> Option<String> {
        let _ = letter;
        None
    }
    /// Whom the letter of a report did not reach.
    fn unreached(&self, letter: usize) -> &[String] {
        let _ = letter;
        &[]
    }
}

/// The entries of the journal by what they are known by, as letters of the plan: an answer may be to one of them.
pub(super) fn known(open: &Open) -> BTreeMap<u64, &Request> {
    let requests = open.journal.requests.iter();
    let of = requests.filter(|request| request.source.is_some() || request.written().sent.is_some());
    of.map(|request| (entry_key(request), request)).collect()
}

/// The entries of the journal by the message that each is known to be.
fn by_message(open: &Open) -> BTreeMap<&str, Vec<&Request>> {
    let mut by_message: BTreeMap<&str, Vec<&Request>> = BTreeMap::new();
    for request in &open.journal.requests {
        if let Some(id) = message_of(request) {
            by_message.entry(id).or_default().push(request);
        }
    }
    by_message
}

/// The key of what an entry is known by: where it came from, else its id.
pub(super) fn entry_key(request: &Request) -> u64 {
    let source = message_of(request).or(request.source.as_deref());
    source.map_or_else(|| key_of(&format!("entry:{}", request.id)), key_of)
}

/// Writes what is planned. An answer that may be to several entries goes to none, and is named with them.
///
/// # Errors
/// A failure to read the messages or to write an entry; what was written before stays.
pub(super) fn write<'a, M: Mailbox>(
    open: &'a Open,
    letters: &[Letter],
    plan: &Plan,
    doubtful: &[(usize, Vec<&'a Request>)],
    known: &BTreeMap<u64, &'a Request>,
    mailbox: &mut M,
    arrivals: &mut Arrivals<'a>,
) -> Result<()> {
    let (changed, same) = (arrivals.tally.added + arrivals.tally.answered, arrivals.tally.same);
    let mut writing = Writing {
        open,
        letters,
        mailbox,
        arrivals,
        remarks: Remarks::default(),
        here: LettersHere::of(&open.journal.requests, open.journal.now.zone),
        by_message: by_message(open),
        homes: Homes::default(),
        unasked: BTreeSet::new(),
        waiting: BTreeSet::new(),
    };
    for planned in &plan.entries {
        match known.get(&letters[planned.letter].key) {
            Some(request) => writing.known(planned, request)?,
            None => writing.unknown(planned)?,
        }
    }
    for (letter, entries) in doubtful {
        writing.doubtful(*letter, entries)?;
    }
    let Writing { mailbox, mut remarks, arrivals, here, .. } = writing;
    // What another message turned out to be is not this one.
    remarks.likely.retain(|likely| !here.is_taken(&likely.twin));
    // At an import again of which nothing is new, what was left outside is counted, not named anew.
    let is_again = arrivals.tally.added + arrivals.tally.answered == changed && arrivals.tally.same > same;
    let came = |entry: &&Planned| known.get(&letters[entry.letter].key).is_none_or(|request| request.source.is_some());
    let newest = plan
        .entries
        .iter()
        .filter(came)
        .flat_map(|entry| entry.replies.iter().chain([&entry.letter]))
        .filter_map(|at| letters[*at].at)
        .max();
    let is_old = |at: usize| is_again && (letters[at].nature == Nature::Automatic || letters[at].at <= newest);
    let left = [&plan.automatic, &plan.others, &plan.notes, &plan.calendar, &plan.passed_on];
    remarks.again_outside = left.into_iter().flatten().filter(|at| is_old(**at)).count();
    let new = |left: &[usize]| left.iter().copied().filter(|at| !is_old(*at)).collect::<Vec<usize>>();
    for at in new(&plan.passed_on) {
        let name = mailbox.read(at)?.and_then(|read| Some(read.people.first()?.shown().to_owned()));
        remarks.passed_on.push((mailbox.place(at), name.unwrap_or_default()));
    }
    let all = |left: &[usize]| new(left).into_iter().map(|letter| mailbox.place(letter)).collect();
    remarks.notes = all(&plan.notes);
    remarks.calendar = all(&plan.calendar);
    remarks.others = all(&plan.others);
    let day = |letter: &usize| moment(open, &letters[*letter]).map(|at| at.day(open.journal.now.zone).to_string());
    remarks.automatic = new(&plan.automatic).iter().map(|at| (mailbox.place(*at), day(at))).collect();
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
    waiting: BTreeSet<usize>,
}

impl<'b, M: Mailbox> Writing<'_, 'b, M> {
    /// Writes a message that is not here as an entry.
    fn unknown(&mut self, planned: &Planned) -> Result<()> {
        let Some(read) = self.mailbox.read(planned.letter)? else {
            self.arrivals.tally.left_out += 1;
            return Ok(());
        };
        let mut planned = planned.clone();
        let place = self.mailbox.place(planned.letter);
        let found = self.twins(&read);
        let homes = homes(&found, &read.people);
        for request in found.iter().filter_map(|(_, here)| if let Here::Draft(request) = here { Some(request) } else { None }) {
            self.arrivals.tally.differ += 1;
            let at = read.at.map(|at| at.to_string()).unwrap_or_default();
            self.open.tell(&text!("import.mail.draft", place = place, id = request.id, typed = quoted(&request.id), at = quoted(&at)));
        }
        if !homes.is_empty() {
            let ids = Value::list(homes.iter().map(|home| home.request.id.as_str()));
            let has_none = |party: &&Party| homes.iter().all(|home| !home.people.contains(party));
            let without: Vec<&str> = read.people.iter().filter(has_none).map(Party::shown).collect();
            let told = match without.as_slice() {
                [] => text!("import.mail.here.ids"; ids => ids),
                _ => text!("import.mail.here.without"; ids => ids, people => Value::list(without)),
            };
            self.remarks.here.push((place, told.say(&self.open.labels)));
            return self.answered(&planned, homes, &read);
        }
        if found.iter().any(|(_, here)| matches!(here, Here::Draft(_))) {
            return Ok(());
        }
        let likely = found.iter().find_map(|(_, here)| if let Here::Likely(request) = here { Some(*request) } else { None });
        let likely = likely.map(|request| (request.id.clone(), joined(request, &read.source)));
        let comes_after = planned.follows.is_some_and(|before| self.unasked.contains(&before));
        planned.answers_others |= comes_after;
        let message = as_message(&read.text);
        if planned.answers_others && first_ask(&message).is_none() {
            self.unasked.insert(planned.letter);
            self.remarks.unasked.push((place, read.person.shown().unwrap_or_default().to_owned()));
            return Ok(());
        }
        let follows = planned.follows.and_then(|before| self.homes.followed(self.letters, before, &planned, &read.people));
        // What was passed on to somebody else begins something.
        let is_other_s = |id: &String| {
            let request = self.open.journal.request(id);
            request.is_some_and(|request| read.people.iter().all(|party| sign(party, request).is_none()))
        };
        let follows = follows.filter(|id| !read.subject.as_deref().is_some_and(is_passed_on) || !is_other_s(id));
        planned.follows = planned.follows.filter(|_| follows.is_some());
        planned.kind = self.kind(&planned, comes_after || follows.is_none(), &message);
        let is_guess = planned.kind == Kind::AskLearning && !read.is_sealed && !message.trim().is_empty() && first_ask(&message).is_none();
        let (at, now) = (read.at, self.open.journal.now);
        if planned.answers_others {
            let name = read.person.shown().unwrap_or_default();
            self.open.say(&text!("import.mail.answers-others", place = place, subject = read.subject.as_deref().unwrap_or(name)));
        }
        if read.is_sealed {
            self.remarks.sealed.push(place.clone());
        }
        let texts = [Some(read.text.as_str()), read.subject.as_deref(), read.person.name.as_deref()];
        if texts.into_iter().flatten().any(is_lossy) {
            self.remarks.lossy.push(place.clone());
        }
        let people = read.people.clone();
        let (draft, early, of_others) = self.draft(&planned, read, follows)?;
        match self.arrivals.add(&draft, None)? {
            Ok(added) => {
                self.homes.add(planned.letter, people, &added.id);
                self.remarks.of_others.extend(of_others.into_iter().map(|other| other.told(self.open, &added.id)));
                self.remarks.likely.extend(likely.map(|(twin, source)| Likely {
                    place: place.clone(),
                    id: added.id.clone(),
                    twin,
                    source,
                }));
                if at.is_some_and(|at| at.day(now.zone) > now.today()) {
                    let value = at.map(|at| at.to_string()).unwrap_or_default();
                    self.open.say(&text!("import.mail.future", place = place, value = value, id = added.id));
                }
                self.remarks.early.extend(early.map(|early| (early, added.id.clone())));
                if let Some((_, closed)) = draft.facts.iter().find(|(key, _)| *key == "closed") {
                    say_bounced(self.open, &self.lost_place(&planned), &added.id, closed);
                }
                self.remarks.guessed.extend(is_guess.then(|| added.id.clone()));
                if planned.kind == Kind::AskLearning && planned.follows.is_some() && !comes_after {
                    self.remarks.again.push(added.id);
                }
            }
            Err(unfit) => {
                self.arrivals.tally.left_out += 1;
                self.open.tell(&text!("import.mail.unfit", place = place; reason => unfit.reason));
            }
        }
        Ok(())
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

    /// What an own message is, by its words where its place does not tell: after an answer it asks anew, thanks, or tells.
    fn kind(&mut self, planned: &Planned, is_first: bool, message: &str) -> Kind {
        let reminds = planned.follows.is_some_and(|before| self.waiting.contains(&before));
        let kind = match planned.kind {
            Kind::Nudge | Kind::Update if is_first => Kind::AskLearning,
            Kind::Update if reminds => Kind::Nudge,
            Kind::Update if holds_question(message) => Kind::AskLearning,
            Kind::Update if thanks(message) => Kind::Thanks,
            kind => kind,
        };
        if planned.replies.is_empty() && (reminds || planned.kind == Kind::Update && kind == Kind::AskLearning) {
            self.waiting.insert(planned.letter);
        }
        kind
    }

    /// The entry, which answer is dated before it, and which are not of its person.
    fn draft(&mut self, planned: &Planned, read: Read, follows: Option<String>) -> Result<(Draft, Option<String>, Vec<OfOther>)> {
        let message = if read.is_sealed { String::new() } else { as_message(&read.text) };
        let is_chinese = crate::message::length(&message).is_chinese().unwrap_or(self.open.journal.settings.lang == Lang::ZhTw);
        let labels = labels(is_chinese);
        let zone = self.open.journal.now.zone;
        let replies: Vec<Reply> = self.came(planned)?.into_iter().map(|came| came.in_language(is_chinese, zone)).collect();
        self.lossy(&replies);
        let of_others =
            replies.iter().filter_map(|reply| OfOther::of(&reply.writer, &read.people[..1.min(read.people.len())], &read.people));
        let of_others = of_others.collect();
        let (replied, early) = replied(self.open, &replies, read.at, |letter| self.mailbox.place(letter));
        let lost = planned.lost(self.letters);
        self.partly(planned, &[]);
        let bounced = lost.filter(|_| replied.is_none()).and_then(|bounce| moment(self.open, &self.letters[bounce]).or(read.at));
        let facts = [
            ("channel", Some(M::CHANNEL.to_owned())),
            ("subject", read.subject.clone()),
            ("sent", read.at.map(|at| at.to_string())),
            ("replied", replied),
            ("closed", bounced.map(|at| at.to_string())),
            ("close_reason", bounced.map(|_| "bounced".to_owned())),
            ("follows", follows),
            ("source", Some(read.source)),
        ];
        let mut sections: Vec<(String, String)> = replies.into_iter().map(|reply| (reply.heading, reply.text)).collect();
        let all = (read.people.len() > 1).then(|| text!("import.mail.all"; all => Value::list(read.people.iter().map(Party::shown))));
        let sealed = read.is_sealed.then(|| text!("import.mail.sealed.note"));
        let notes: Vec<String> = all.into_iter().chain(sealed).map(|note| note.say(&labels)).collect();
        if !notes.is_empty() {
            sections.push((if is_chinese { "筆記" } else { "Notes" }.to_owned(), as_section(&notes.join("\n"))));
        }
        let draft = Draft {
            kind: planned.kind,
            to: Some(read.person),
            facts: facts.into_iter().filter_map(|(key, value)| Some((key, value?))).collect(),
            message,
            sections,
            ..Draft::default()
        };
        Ok((draft, early, of_others))
    }
}

/// The entries that a message is, each with those of its persons whose it is.
fn homes<'b>(found: &[(usize, Here<'b>)], people: &[Party]) -> Vec<Home<'b>> {
    let is_same = |(at, here): &(usize, Here<'b>)| if let Here::Same(request) = here { Some((*at, *request)) } else { None };
    let same: Vec<(usize, &'b Request)> = found.iter().filter_map(is_same).collect();
    let is_of = |at: usize, first: usize, request: &Request| {
        // An entry may be to two people at once.
        at == first || same.iter().all(|(other, _)| *other != at) && sign(&people[at], request).is_some()
    };
    let of =
        |first: usize, request: &Request| (0..people.len()).filter(|at| is_of(*at, first, request)).map(|at| people[at].clone()).collect();
    let mut homes: Vec<Home<'b>> =
        same.iter().map(|(first, request)| Home { request, people: of(*first, request), is_whole: false }).collect();
    if let [home] = homes.as_mut_slice() {
        home.is_whole = home.people.len() == people.len();
    }
    homes
}

/// Whether a text stands for bytes that could not be read.
pub(super) fn is_lossy(text: &str) -> bool {
    text.contains('\u{fffd}')
}

/// When a message was written.
pub(super) fn moment(open: &Open, letter: &Letter) -> Option<Moment> {
    Moment::from_unix(letter.at?, open.journal.now.zone)
}
