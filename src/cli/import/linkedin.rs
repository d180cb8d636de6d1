//! LinkedIn's messages as entries: each conversation a letter, its nudges, what came back, and the thanks.

use std::collections::{BTreeMap, BTreeSet};

use super::arrivals::Arrivals;
use super::known_letters::known;
use super::letters::{Work, write};
use super::mailbox::{Mailbox, Read};
use super::of_file::OfFile;
use crate::calendar::Zone;
use crate::cli::open::Open;
use crate::error::{Error, Result};
use crate::interchange::{Letter, Message, Messages, Nature, Party, SheetRow, is_same, key_of, messages, owner, plan};
use crate::journal::{Recipient, Request};
use crate::labels::{Value, text};
use crate::text::normal::{fold_name, fold_text};

/// Takes the rows of LinkedIn's messages.csv.
///
/// # Errors
/// When it cannot be told whose export it is, or an entry cannot be written.
pub(super) fn run<'a>(open: &'a OfFile<'a>, rows: &[SheetRow], arrivals: &mut Arrivals<'a>) -> Result<()> {
    let zone = open.journal.now.zone;
    let Messages { found: messages, bad, aside, empty } = messages(rows, zone);
    if !aside.is_empty() {
        open.say(&text!("import.linkedin.aside", count = aside.len(); rows => Value::list(&aside)));
    }
    if !empty.is_empty() {
        open.say(&text!("import.linkedin.empty", count = empty.len(); rows => Value::list(&empty)));
    }
    for row in bad {
        arrivals.tally.left_out += 1;
        open.tell(&text!("import.bad-cell", row = row.row, column = "DATE"; reason => text!("import.date.unknown", value = row.date)));
    }
    if messages.is_empty() {
        return Ok(());
    }
    let settings = &open.journal.settings;
    let named: Vec<String> = settings.addresses.iter().cloned().chain(settings.name.clone()).collect();
    let owner = owner(&messages, &named)
        .ok_or_else(|| Error::new(text!("import.linkedin.whose")).help(text!("import.linkedin.whose.help")))?
        .clone();
    open.say(&text!("import.linkedin.owner", name = owner.0));
    let known = known(open);
    let letters = letters(&messages, &owner, &known, zone);
    let plan = plan(&letters);
    open.say(&text!("import.linkedin.found", count = messages.len(), others = plan.others.len()));
    let work = Work { letters: &letters, plan: &plan, doubtful: &[], known: &known };
    let namesakes = namesakes(&messages);
    write(open, &work, &mut Chats { open, messages: &messages, owner: &owner, namesakes: &namesakes }, arrivals)
}

/// The messages without their texts: each answers the one before it in its conversation.
fn letters(messages: &[Message], owner: &(String, String), known: &BTreeMap<u64, &Request>, zone: Zone) -> Vec<Letter> {
    let keys = keys(messages, owner, known, zone);
    let letter = |(at, message): (usize, &Message)| {
        let before = at.checked_sub(1).filter(|before| messages[*before].conversation == message.conversation);
        let is_own = is_same(&message.from, owner);
        Letter {
            key: keys[at],
            answers: before.map(|before| keys[before]).into_iter().collect(),
            is_own,
            at: Some(message.at.unix(zone)),
            person: key_of(&message.conversation),
            people: Vec::new(),
            nature: if is_own && is_same(&message.to, owner) { Nature::Note } else { Nature::Plain },
            known: known.get(&keys[at]).map(|request| request.kind),
            replied: None,
        }
    };
    messages.iter().enumerate().map(letter).collect()
}

/// What each message is known by. That holds its writer's name as it was: under a new one an own message is told by its moment.
fn keys(messages: &[Message], owner: &(String, String), known: &BTreeMap<u64, &Request>, zone: Zone) -> Vec<u64> {
    let exact: BTreeSet<u64> = messages.iter().map(|message| key_of(&message.source)).collect();
    let by_moment: BTreeMap<i64, u64> = known
        .iter()
        .filter(|(key, _)| !exact.contains(key))
        .filter(|(_, request)| request.source.as_deref().is_some_and(|source| source.starts_with("linkedin:")))
        .filter_map(|(key, request)| Some((request.written().sent?.unix(zone), *key)))
        .collect();
    let key = |message: &Message| {
        let key = key_of(&message.source);
        let of_moment = || by_moment.get(&message.at.unix(zone)).filter(|_| is_same(&message.from, owner)).copied();
        if known.contains_key(&key) { key } else { of_moment().unwrap_or(key) }
    };
    messages.iter().map(key).collect()
}

/// The messages of an export.
struct Chats<'a> {
    open: &'a OfFile<'a>,
    messages: &'a [Message],
    owner: &'a (String, String),
    /// Names that several persons have, folded: each of them is told by the profile.
    namesakes: &'a BTreeSet<String>,
}

/// The names under which more than one profile wrote or was written to.
fn namesakes(messages: &[Message]) -> BTreeSet<String> {
    let mut profiles: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (name, profile) in messages.iter().flat_map(|message| [&message.from, &message.to]).filter(|(_, profile)| !profile.is_empty()) {
        profiles.entry(fold_name(name)).or_default().insert(profile.trim_end_matches('/'));
    }
    profiles.into_iter().filter(|(_, profiles)| profiles.len() > 1).map(|(name, _)| name).collect()
}

/// What LinkedIn writes for somebody whose account is gone or hidden: nobody's name, and not one person.
const HIDDEN: [&str; 5] = ["linkedin member", "linkedin 會員", "linkedin 用戶", "領英會員", "领英会员"];

impl Mailbox for Chats<'_> {
    const CHANNEL: &'static str = "linkedin-dm";

    fn read(&mut self, letter: usize) -> Result<Option<Read>> {
        let Some(message) = self.messages.get(letter) else { return Ok(None) };
        let is_own = is_same(&message.from, self.owner);
        let (name, profile) = if is_own { &message.to } else { &message.from };
        let given = |text: &String| Some(crate::text::control::one_line(text).trim().to_owned()).filter(|text| !text.is_empty());
        let person = match HIDDEN.contains(&fold_text(name).trim()) && profile.is_empty() {
            true => Recipient { background: given(name), ..Recipient::default() },
            false => {
                let handle = given(profile).filter(|_| self.namesakes.contains(&fold_name(name)));
                Recipient { name: given(name).or_else(|| given(profile)), handle, ..Recipient::default() }
            }
        };
        if person == Recipient::default() {
            Open::say(self.open, &text!("import.mail.nobody", place = self.place(letter)));
            return Ok(None);
        }
        let first = Party { name: person.name.clone(), address: given(profile) };
        let others = message.all.iter().filter(|other| is_own && *other != name);
        let others = others.map(|other| Party { name: Some(other.clone()), address: None });
        let people = std::iter::once(first).filter(|first| *first != Party::default()).chain(others).collect();
        Ok(Some(Read {
            person,
            people,
            at: Some(message.at),
            subject: message.subject.clone(),
            text: message.text.clone(),
            source: message.source.clone(),
            is_sealed: false,
        }))
    }

    fn is_here(&self, letter: usize) -> bool {
        letter < self.messages.len()
    }

    fn place(&self, letter: usize) -> String {
        let row = self.messages.get(letter).map_or(0, |message| message.row);
        self.open.named(text!("import.linkedin.place", row = row).say(&self.open.labels))
    }
}
