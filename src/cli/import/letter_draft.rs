//! An own message as the draft of a new entry: what it is, and what came back to it.

use super::letter_of_others::OfOther;
use super::letter_replies::{Reply, labels, replied};
use super::letters::{Writing, moment};
use super::mailbox::{Mailbox, Read};
use crate::error::Result;
use crate::interchange::{Party, Planned};
use crate::journal::{Draft, Kind, as_message, as_section};
use crate::labels::{Lang, Value, text};
use crate::message::{holds_question, thanks};

/// A new entry, and what is to be said of its answers.
pub(super) struct Drafted {
    /// The entry.
    pub(super) draft: Draft,
    /// Which answer is dated before it.
    pub(super) early: Option<String>,
    /// The answers that are not of its person.
    pub(super) of_others: Vec<OfOther>,
}

impl<M: Mailbox> Writing<'_, '_, M> {
    /// What an own message is, by its words where its place does not tell: after an answer it asks anew, thanks, or tells.
    pub(super) fn kind(&mut self, planned: &Planned, is_first: bool, message: &str) -> Kind {
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

    /// A message as a draft of its entry; `follows` is the entry before it.
    ///
    /// # Errors
    /// A failure to read an answer.
    pub(super) fn draft(&mut self, planned: &Planned, read: Read, follows: Option<String>) -> Result<Drafted> {
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
        Ok(Drafted { draft, early, of_others })
    }
}
