//! The messages of mail or chat as entries: planned, read one by one, written, and answers put to letters that are there.

use std::collections::{BTreeMap, BTreeSet};

use super::arrivals::Arrivals;
use super::letter_remarks::{Remarks, say_bounced};
use super::letter_replies::{Reply, lacking, replied};
use super::open::Open;
use crate::calendar::Moment;
use crate::error::Result;
use crate::interchange::{Here, Letter, LettersHere, Nature, Plan, Planned, Told, key_of};
use crate::journal::{Draft, Edit, Kind, Recipient, Request, as_message, as_section, reply_heading};
use crate::labels::{Labels, Lang, Value, text};
use crate::message::{first_ask, holds_question, thanks};
use crate::text::shell::quoted;

/// A message with its text.
pub(super) struct Read {
    /// The other person: the recipient of an own message, the writer of another.
    pub(super) person: Recipient,
    /// Everyone it went to, where that is more than one.
    pub(super) all: Vec<String>,
    /// Their addresses, or profiles.
    pub(super) addresses: Vec<String>,
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

/// The key of what an entry is known by: where it came from, else its id.
pub(super) fn entry_key(request: &Request) -> u64 {
    request.source.as_deref().map_or_else(|| key_of(&format!("entry:{}", request.id)), key_of)
}

/// Writes what is planned.
///
/// # Errors
/// A failure to read the messages or to write an entry; what was written before stays.
pub(super) fn write<'a, M: Mailbox>(
    open: &'a Open,
    letters: &[Letter],
    plan: &Plan,
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
        ids: BTreeMap::new(),
        unasked: BTreeSet::new(),
        waiting: BTreeSet::new(),
    };
    for planned in &plan.entries {
        match known.get(&letters[planned.letter].key) {
            Some(request) => writing.known(planned, request)?,
            None => writing.unknown(planned)?,
        }
    }
    let Writing { mailbox, mut remarks, arrivals, here, .. } = writing;
    // What another message turned out to be is not this one.
    remarks.likely.retain(|(_, _, entry)| !here.is_taken(entry));
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
    let left = [&plan.automatic, &plan.others, &plan.notes, &plan.calendar];
    remarks.again_outside = left.into_iter().flatten().filter(|at| is_old(**at)).count();
    let new = |left: &[usize]| left.iter().copied().filter(|at| !is_old(*at)).collect::<Vec<usize>>();
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
struct Writing<'a, 'b, M> {
    open: &'b Open,
    letters: &'a [Letter],
    mailbox: &'a mut M,
    arrivals: &'a mut Arrivals<'b>,
    remarks: Remarks,
    /// The entries that no message's id tells of.
    here: LettersHere<'b>,
    /// The ids of the entries, the earlier ones too.
    ids: BTreeMap<usize, String>,
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
        let likely = match self.twin(&read) {
            Some(Here::Same(request)) => {
                self.remarks.here.push((place, request.id.clone()));
                return self.known(&planned, request);
            }
            Some(Here::Draft(request)) => {
                self.arrivals.tally.differ += 1;
                let at = read.at.map(|at| at.to_string()).unwrap_or_default();
                self.open.tell(&text!("import.mail.draft", place = place, id = request.id, typed = quoted(&request.id), at = quoted(&at)));
                return Ok(());
            }
            Some(Here::Likely(request)) => Some(request.id.clone()),
            None => None,
        };
        let comes_after = planned.follows.is_some_and(|before| self.unasked.contains(&before));
        planned.answers_others |= comes_after;
        let message = as_message(&read.text);
        if planned.answers_others && first_ask(&message).is_none() {
            self.unasked.insert(planned.letter);
            self.remarks.unasked.push((place, read.person.shown().unwrap_or_default().to_owned()));
            return Ok(());
        }
        let follows = planned.follows.and_then(|before| self.ids.get(&before).cloned());
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
        let (draft, early) = self.draft(&planned, read, follows)?;
        match self.arrivals.add(&draft, None)? {
            Ok(added) => {
                self.ids.insert(planned.letter, added.id.clone());
                self.remarks.likely.extend(likely.map(|likely| (place.clone(), added.id.clone(), likely)));
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

    /// The entry that a message of which no id tells is, or may be.
    fn twin(&mut self, read: &Read) -> Option<Here<'b>> {
        let names = read.person.name.iter().chain(&read.person.handle).chain(&read.all).chain(&read.addresses);
        self.here.find(&Told {
            people: names.map(String::as_str).collect(),
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

    /// The entry, and which answer is dated before it.
    fn draft(&mut self, planned: &Planned, read: Read, follows: Option<String>) -> Result<(Draft, Option<String>)> {
        let message = if read.is_sealed { String::new() } else { as_message(&read.text) };
        let is_chinese = crate::message::length(&message).is_chinese().unwrap_or(self.open.journal.settings.lang == Lang::ZhTw);
        let labels = labels(is_chinese);
        let replies = self.replies(planned, is_chinese)?;
        self.lossy(&replies);
        let (replied, early) = replied(self.open, &replies, read.at, |letter| self.mailbox.place(letter));
        let lost = planned.lost(self.letters);
        self.partly(planned, lost);
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
        let all = (!read.all.is_empty()).then(|| text!("import.mail.all"; all => Value::list(&read.all)));
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
        Ok((draft, early))
    }

    /// Where the report stands that a letter reached nobody.
    fn lost_place(&self, planned: &Planned) -> String {
        planned.lost(self.letters).map(|bounce| self.mailbox.place(bounce)).unwrap_or_default()
    }

    /// Notes the reports that a letter did not reach some, where it reached others.
    fn partly(&mut self, planned: &Planned, lost: Option<usize>) {
        if lost.is_some() {
            return;
        }
        for &bounce in &planned.bounces {
            self.remarks.unreached.push((self.mailbox.place(bounce), self.mailbox.unreached(bounce).to_vec()));
        }
    }

    /// Notes the answers of which some characters cannot be read.
    fn lossy(&mut self, replies: &[Reply]) {
        let lossy = replies.iter().filter(|reply| is_lossy(&reply.text) || is_lossy(&reply.heading));
        self.remarks.lossy.extend(lossy.map(|reply| self.mailbox.place(reply.letter)));
    }

    fn replies(&mut self, planned: &Planned, is_chinese: bool) -> Result<Vec<Reply>> {
        let mut replies = Vec::new();
        for &at in &planned.replies {
            let Some(read) = self.mailbox.read(at)? else {
                self.arrivals.tally.left_out += 1;
                continue;
            };
            let zone = self.open.journal.now.zone;
            let when = moment(self.open, &self.letters[at]).or(read.at);
            // With the minute: two answers of one day stay two.
            let time =
                when.map(|when| [Some(when.day(zone).to_string()), when.clock()].into_iter().flatten().collect::<Vec<_>>().join(" "));
            let heading = reply_heading(is_chinese, read.person.shown().unwrap_or_default(), &time.unwrap_or_default());
            // A trailing `#` would be taken for the heading's own mark.
            let heading = heading.trim_end_matches(['#', ' ']).to_owned();
            let mut text = as_section(&read.text);
            if read.is_sealed {
                self.remarks.sealed.push(self.mailbox.place(at));
                text = text!("import.mail.sealed.note").say(&labels(is_chinese));
            }
            replies.push(Reply { letter: at, at: when, heading, text });
        }
        Ok(replies)
    }

    /// Puts to an entry that is there the answers that it lacks; one with the same words, or of the same person and minute, is there.
    fn known(&mut self, planned: &Planned, request: &Request) -> Result<()> {
        self.ids.insert(planned.letter, request.id.clone());
        let zone = self.open.journal.now.zone;
        let mut missing = self.replies(planned, request.is_chinese(self.open.journal.settings.lang))?;
        lacking(request, &mut missing, zone);
        self.lossy(&missing);
        let facts = request.written();
        let mut edits = Vec::new();
        let (replied, early) = replied(self.open, &missing, facts.sent, |letter| self.mailbox.place(letter));
        if let Some(replied) = replied.filter(|_| facts.sent.is_some()) {
            let is_sooner = |old: Moment| Moment::parse(&replied, zone).is_ok_and(|new| new.compare(old, zone).is_lt());
            if facts.replied.is_none_or(|old| old.moment().is_some_and(is_sooner)) {
                edits.push(Edit::Set("replied".to_owned(), replied));
                self.remarks.early.extend(early.map(|early| (early, request.id.clone())));
            }
        }
        let lost = planned.lost(self.letters);
        self.partly(planned, lost);
        let bounced = lost.filter(|_| missing.is_empty() && facts.replied.is_none() && facts.closed.is_none());
        let bounced = bounced.and_then(|bounce| moment(self.open, &self.letters[bounce]));
        if let Some(at) = bounced {
            edits.extend([Edit::Set("closed".to_owned(), at.to_string()), Edit::Set("close_reason".to_owned(), "bounced".to_owned())]);
        }
        edits.extend(missing.iter().map(|reply| Edit::Append(format!("## {}\n\n{}\n", reply.heading, reply.text.trim_end()))));
        if edits.is_empty() {
            self.arrivals.tally.same += usize::from(self.mailbox.is_here(planned.letter));
            return Ok(());
        }
        if let Some(at) = bounced {
            say_bounced(self.open, &self.lost_place(planned), &request.id, &at.to_string());
        } else {
            self.arrivals.tally.answered += 1;
            self.open.say(&text!("import.mail.answered", id = request.id, count = missing.len()));
        }
        self.arrivals.change(request, &edits)
    }
}

/// Whether a text stands for bytes that could not be read.
fn is_lossy(text: &str) -> bool {
    text.contains('\u{fffd}')
}

fn moment(open: &Open, letter: &Letter) -> Option<Moment> {
    Moment::from_unix(letter.at?, open.journal.now.zone)
}

/// The words of an entry's own language.
fn labels(is_chinese: bool) -> Labels {
    Labels::of(if is_chinese { Lang::ZhTw } else { Lang::En })
}
