//! What comes back to letters: put to their entries, or named where it is nobody's.

use super::letter_homes::{Home, home_of};
use super::letter_of_others::OfOther;
use super::letter_remarks::say_bounced;
use super::letter_replies::{Came, Reply, lacking, replied};
use super::letters::{Writing, is_lossy, moment};
use super::mailbox::{Mailbox, Read};
use crate::calendar::Moment;
use crate::error::Result;
use crate::interchange::{Here, Party, Planned, Told, UNKNOWN, key_of, message_of, sign, with_message};
use crate::journal::{Edit, Kind, Request, SectionKind, apply};
use crate::labels::{Value, text};
use crate::text::normal::fold_name;
use crate::text::shell::quoted;

impl<'b, M: Mailbox> Writing<'_, 'b, M> {
    /// The answers to a planned message.
    pub(super) fn came(&mut self, planned: &Planned) -> Result<Vec<Came>> {
        let mut all = Vec::new();
        for &at in &planned.replies {
            all.extend(self.one(at)?);
        }
        Ok(all)
    }

    /// One answer; `None` where it cannot be read.
    fn one(&mut self, letter: usize) -> Result<Option<Came>> {
        let Some(read) = self.mailbox.read(letter)? else {
            self.arrivals.tally.left_out += 1;
            return Ok(None);
        };
        if read.is_sealed {
            self.remarks.sealed.push(self.mailbox.place(letter));
        }
        let writer = read.people.into_iter().next().unwrap_or_default();
        let at = moment(self.open, &self.letters[letter]).or(read.at);
        Ok(Some(Came { letter, at, writer, text: (!read.is_sealed).then_some(read.text) }))
    }

    /// Puts what came to a message that an entry is known to be of: each answer to it, but for those of people to whom the same letter
    /// has an entry of their own.
    pub(super) fn known(&mut self, planned: &Planned, request: &'b Request) -> Result<()> {
        let came = self.came(planned)?;
        let all = message_of(request).and_then(|id| self.by_message.get(id)).cloned().unwrap_or_else(|| vec![request]);
        let is_one = all.len() == 1;
        let read = if is_one || !self.mailbox.is_here(planned.letter) { None } else { self.mailbox.read(planned.letter)? };
        let to = read.as_ref().map_or(&[][..], |read| &read.people);
        let of_mail = |request: &Request| to.iter().filter(|party| sign(party, request).is_some()).cloned().collect();
        let people_of = |request: &Request| match read {
            None if !is_one => request.to.iter().map(|to| Party { name: to.name.clone(), address: to.handle.clone() }).collect(),
            _ => of_mail(request),
        };
        let mut homes: Vec<Home<'b>> = all.iter().map(|request| Home { request, people: people_of(request), is_whole: is_one }).collect();
        let known = homes.len();
        for writer in came.iter().map(|came| &came.writer) {
            let has_own = all.iter().any(|request| sign(writer, request).is_some()) || home_of(&homes[known..], writer).is_some();
            if !has_own && (went_to(request, writer) || to.iter().any(|party| party.is_same(writer))) {
                homes.extend(self.own_entry(request, writer));
            }
        }
        self.put(planned, came, homes, read.as_ref())
    }

    /// The entry that somebody to whom a letter went has of the same letter.
    fn own_entry(&mut self, request: &Request, writer: &Party) -> Option<Home<'b>> {
        let people = [writer.clone()];
        let told = Told {
            people: &people,
            day: request.written().sent.map(|sent| sent.day(self.open.journal.now.zone)),
            subject: request.subject.as_deref(),
            text: request.message(),
            channel: M::CHANNEL,
        };
        let found = self.here.find(&told).into_iter().next();
        match found {
            Some((_, Here::Same(own))) if own.id != request.id => Some(Home { request: own, people: people.to_vec(), is_whole: false }),
            _ => None,
        }
    }

    /// Puts what came to a message to the entries that it is, each answer to that of its writer.
    pub(super) fn answered(&mut self, planned: &Planned, homes: Vec<Home<'b>>, read: &Read) -> Result<()> {
        let came = self.came(planned)?;
        self.put(planned, came, homes, Some(read))
    }

    fn put(&mut self, planned: &Planned, came: Vec<Came>, homes: Vec<Home<'b>>, read: Option<&Read>) -> Result<()> {
        let (zone, lang) = (self.open.journal.now.zone, self.open.journal.settings.lang);
        let mut of: Vec<Vec<Reply>> = homes.iter().map(|_| Vec::new()).collect();
        let mut nobody_s = Vec::new();
        for came in came {
            let home = home_of(&homes, &came.writer);
            let is_chinese = homes.get(home.unwrap_or_default()).is_some_and(|home| home.request.is_chinese(lang));
            let reply = came.in_language(is_chinese, zone);
            home.and_then(|home| of.get_mut(home)).unwrap_or(&mut nobody_s).push(reply);
        }
        // One that was put to an entry by hand is there.
        homes.iter().for_each(|home| lacking(home.request, &mut nobody_s, zone));
        for reply in &nobody_s {
            self.say_nobody_s(reply, &homes, read);
        }
        let is_one = homes.len() == 1;
        let mut closing = Vec::new();
        for (home, replies) in homes.into_iter().zip(of) {
            self.homes.add(planned.letter, home.people.clone(), &home.request.id);
            let lost = self.lost(planned, &home);
            closing.extend(lost);
            // One entry of a letter to several people says nothing of the others: with the id it would be taken for theirs too.
            let source = read.filter(|_| home.is_whole || !is_one).and_then(|read| with_message(home.request, &read.source));
            self.settle(planned, &home, replies, lost, source, read)?;
        }
        self.partly(planned, &closing);
        Ok(())
    }

    /// The report after which a letter did not reach those whose an entry is.
    fn lost(&self, planned: &Planned, home: &Home<'_>) -> Option<usize> {
        let keys: Vec<u64> = home.people.iter().filter_map(|party| party.address.as_deref()).map(key_of).collect();
        let is_of = |bounce: &&usize| !keys.is_empty() && keys.iter().all(|key| self.letters[**bounce].people.contains(key));
        let own = || planned.bounces.iter().find(is_of).copied().filter(|_| !home.is_whole);
        planned.lost(self.letters).or_else(own)
    }

    /// Names an answer that goes to nobody's entry, with what makes a place for it.
    fn say_nobody_s(&mut self, reply: &Reply, homes: &[Home<'b>], read: Option<&Read>) {
        self.arrivals.tally.left_out += 1;
        let (place, name) = (self.mailbox.place(reply.letter), reply.writer.shown());
        let requests: Vec<&Request> = homes.iter().map(|home| home.request).collect();
        let ids = || Value::list(requests.iter().map(|request| request.id.as_str()));
        let own = read.filter(|read| read.people.iter().any(|party| party.is_same(&reply.writer)));
        let is_namesake = homes.iter().filter(|home| sign(&reply.writer, home.request).is_some()).count() > 1;
        let own = own.filter(|_| !is_namesake).and_then(|read| Some((read.subject.as_deref()?, read.at?)));
        let kind = requests.first().map_or(Kind::AskLearning, |request| request.kind);
        self.open.tell(&match own {
            Some((subject, at)) if kind != Kind::Nudge => {
                let [subject, name_typed, at] = [quoted(subject), quoted(name), quoted(&at.to_string())];
                let typed = format!("{} {subject} --to {name_typed} --channel {} --at {at}", kind.word(), M::CHANNEL);
                text!("import.mail.no-entry", place = place, name = name, typed = typed; ids => ids())
            }
            _ => text!("import.mail.which", place = place, name = name, typed = self.reply_typed(reply, &requests); ids => ids()),
        });
    }

    /// Names an answer of which it cannot be told to which of some entries it is.
    pub(super) fn doubtful(&mut self, letter: usize, entries: &[&'b Request]) -> Result<()> {
        let Some(came) = self.one(letter)? else { return Ok(()) };
        let (zone, lang) = (self.open.journal.now.zone, self.open.journal.settings.lang);
        let is_chinese = entries.first().is_some_and(|request| request.is_chinese(lang));
        let mut replies = vec![came.in_language(is_chinese, zone)];
        entries.iter().for_each(|request| lacking(request, &mut replies, zone));
        for reply in &replies {
            self.arrivals.tally.left_out += 1;
            let (place, name, typed) = (self.mailbox.place(letter), reply.writer.shown(), self.reply_typed(reply, entries));
            let ids = Value::list(entries.iter().map(|request| request.id.as_str()));
            self.open.tell(&match entries {
                [one] => text!("import.mail.perhaps", place = place, name = name, id = one.id, typed = typed),
                _ => text!("import.mail.which", place = place, name = name, typed = typed; ids => ids),
            });
        }
        Ok(())
    }

    /// What is typed behind `asklog reply` to put an answer to the first of some entries.
    fn reply_typed(&self, reply: &Reply, entries: &[&Request]) -> String {
        let id = entries.first().map(|request| quoted(&request.id)).unwrap_or_default();
        let from = quoted(reply.writer.shown());
        match (self.mailbox.file(reply.letter), reply.at) {
            (Some(file), _) => format!("{id} --file {}", quoted(&file)),
            (None, Some(at)) => format!("{id} --from {from} --at {}", quoted(&at.to_string())),
            (None, None) => format!("{id} --from {from}"),
        }
    }

    /// Puts to an entry that is there the answers that it lacks, that its letter reached nobody, and which message it is, so that no other
    /// one is taken for it.
    fn settle(
        &mut self,
        planned: &Planned,
        home: &Home<'_>,
        mut missing: Vec<Reply>,
        lost: Option<usize>,
        source: Option<String>,
        read: Option<&Read>,
    ) -> Result<()> {
        let (zone, request) = (self.open.journal.now.zone, home.request);
        lacking(request, &mut missing, zone);
        self.of_others(planned, home, &missing, read)?;
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
        let bounce = lost.filter(|_| missing.is_empty() && facts.replied.is_none() && facts.closed.is_none());
        let bounced = bounce.and_then(|bounce| Some((bounce, moment(self.open, &self.letters[bounce])?)));
        if let Some((_, at)) = bounced {
            edits.extend([Edit::Set("closed".to_owned(), at.to_string()), Edit::Set("close_reason".to_owned(), "bounced".to_owned())]);
        }
        edits.extend(missing.iter().map(|reply| Edit::Append(format!("## {}\n\n{}\n", reply.heading, reply.text.trim_end()))));
        let is_same = edits.is_empty();
        edits.extend(source.map(|source| Edit::Set("source".to_owned(), source)));
        if is_same {
            self.arrivals.tally.same += usize::from(self.mailbox.is_here(planned.letter));
            // Where the file is written in a way that no line can be added to, the letter is found by its words again.
            let is_fit = !edits.is_empty() && apply(request.path(), &request.document.text, &edits).is_ok();
            return if is_fit { self.arrivals.change(request, &edits) } else { Ok(()) };
        }
        if let Some((bounce, at)) = bounced {
            say_bounced(self.open, &self.mailbox.place(bounce), &request.id, &at.to_string());
        } else {
            self.arrivals.tally.answered += 1;
            self.open.say(&text!("import.mail.answered", id = request.id, count = missing.len()));
        }
        self.arrivals.change(request, &edits)
    }

    /// Notes the answers that go to an entry and are not of its person.
    fn of_others(&mut self, planned: &Planned, home: &Home<'_>, replies: &[Reply], read: Option<&Read>) -> Result<()> {
        let request = home.request;
        let letter = &self.letters[planned.letter];
        let is_person = |writer: &Party| {
            let is_first = writer.address.as_deref().map(key_of) == Some(letter.person) && letter.person != UNKNOWN;
            // Of a letter that is not here, an address alone tells nothing.
            let tells_nothing = letter.person == UNKNOWN && writer.name.is_none();
            let is_only = home.people.len() == 1 && home.people[0].is_same(writer);
            is_first && home.is_whole || tells_nothing || is_only || sign(writer, request).is_some()
        };
        let strangers: Vec<&Party> = replies.iter().map(|reply| &reply.writer).filter(|writer| !is_person(writer)).collect();
        let Some(to) = request.to.as_ref().filter(|to| !strangers.is_empty() && (to.name.is_some() || to.handle.is_some())) else {
            return Ok(());
        };
        let own = if read.is_none() && self.mailbox.is_here(planned.letter) { self.mailbox.read(planned.letter)? } else { None };
        let all = read.or(own.as_ref()).map_or(&[][..], |read| &read.people);
        let entry = [Party { name: to.name.clone(), address: to.handle.clone() }];
        let told = strangers.into_iter().filter_map(|writer| OfOther::of(writer, &entry, all));
        self.remarks.of_others.extend(told.map(|other| other.told(self.open, &request.id)));
        Ok(())
    }

    /// Where the report stands that a letter reached nobody.
    pub(super) fn lost_place(&self, planned: &Planned) -> String {
        planned.lost(self.letters).map(|bounce| self.mailbox.place(bounce)).unwrap_or_default()
    }

    /// Notes the reports that a letter did not reach some, where it reached others, but for those that closed an entry.
    pub(super) fn partly(&mut self, planned: &Planned, closing: &[usize]) {
        if planned.lost(self.letters).is_some() {
            return;
        }
        for &bounce in planned.bounces.iter().filter(|bounce| !closing.contains(bounce)) {
            self.remarks.unreached.push((self.mailbox.place(bounce), self.mailbox.unreached(bounce).to_vec()));
        }
    }

    /// Notes the answers of which some characters cannot be read.
    pub(super) fn lossy(&mut self, replies: &[Reply]) {
        let lossy = replies.iter().filter(|reply| is_lossy(&reply.text) || is_lossy(&reply.heading));
        self.remarks.lossy.extend(lossy.map(|reply| self.mailbox.place(reply.letter)));
    }
}

/// Whether the notes of an entry say that its letter went to somebody too.
fn went_to(request: &Request, writer: &Party) -> bool {
    let notes = request.sections.iter().filter(|section| section.kind == SectionKind::Notes);
    let notes: String = notes.map(|section| fold_name(request.section_text(section))).collect();
    writer.name.iter().chain(&writer.address).any(|words| notes.contains(&fold_name(words)))
}
