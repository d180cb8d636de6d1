//! The messages of mail or chat as entries: planned, read one by one, written, and answers put to letters that are there.

use std::collections::BTreeMap;

use super::arrivals::Arrivals;
use super::change;
use super::open::Open;
use super::table_remarks::places;
use crate::calendar::Moment;
use crate::error::Result;
use crate::interchange::{Letter, Plan, Planned, key_of};
use crate::journal::{Draft, Edit, Kind, Recipient, Request, SectionKind, as_message, as_section, reply_heading};
use crate::labels::{Lang, text};
use crate::message::first_ask;

/// A message with its text.
pub(super) struct Read {
    /// The other person: the recipient of an own message, the writer of another.
    pub(super) person: Recipient,
    /// Everyone it went to, where that is more than one.
    pub(super) all: Option<String>,
    /// When.
    pub(super) at: Option<Moment>,
    /// The subject.
    pub(super) subject: Option<String>,
    /// The words.
    pub(super) text: String,
    /// What it is known by.
    pub(super) source: String,
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
}

/// The entries of the journal by what they are known by, as letters of the plan: an answer may be to one of them.
pub(super) fn known<'a>(open: &'a Open) -> BTreeMap<u64, &'a Request> {
    let of = |request: &'a Request| Some((key_of(request.source.as_deref()?), request));
    open.journal.requests.iter().filter_map(of).collect()
}

/// Writes what is planned.
///
/// # Errors
/// A failure to read the messages or to write an entry; what was written before stays.
pub(super) fn write<M: Mailbox>(
    open: &Open,
    letters: &[Letter],
    plan: &Plan,
    known: &BTreeMap<u64, &Request>,
    mailbox: &mut M,
    arrivals: &mut Arrivals<'_>,
) -> Result<()> {
    let mut sources: BTreeMap<usize, String> = BTreeMap::new();
    // Own words in what others began, that ask for nothing: no request, nor what comes after one of them.
    let mut unasked: BTreeMap<usize, String> = BTreeMap::new();
    for planned in &plan.entries {
        let letter = &letters[planned.letter];
        if let Some(request) = known.get(&letter.key) {
            sources.insert(planned.letter, request.source.clone().unwrap_or_default());
            answers(open, letters, planned, request, mailbox, arrivals)?;
            continue;
        }
        let Some(read) = mailbox.read(planned.letter)? else {
            arrivals.left_out += 1;
            continue;
        };
        let comes_after = planned.follows.is_some_and(|before| unasked.contains_key(&before));
        let answers_others = planned.answers_others || comes_after;
        if answers_others && first_ask(&as_message(&read.text)).is_none() {
            let (place, name) = (mailbox.place(planned.letter), read.person.shown().unwrap_or_default().to_owned());
            unasked.insert(planned.letter, text!("import.mail.unasked.place", place = place, name = name).say(&open.labels));
            continue;
        }
        let kind = if comes_after { Kind::AskLearning } else { planned.kind };
        let planned = &Planned { kind, answers_others, ..planned.clone() };
        let follows = planned.follows.and_then(|before| arrivals.id_of(sources.get(&before)?));
        sources.insert(planned.letter, read.source.clone());
        let (source, at, now) = (read.source.clone(), read.at, open.journal.now);
        if planned.answers_others {
            open.say(&text!(
                "import.mail.answers-others",
                place = mailbox.place(planned.letter),
                subject = read.subject.clone().unwrap_or_default()
            ));
        }
        let draft = draft(open, letters, planned, read, follows, mailbox, arrivals)?;
        match arrivals.add(&draft, None, &source)? {
            Ok(added) if at.is_some_and(|at| at.day(now.zone) > now.today()) => {
                let value = at.map(|at| at.to_string()).unwrap_or_default();
                open.say(&text!("import.mail.future", place = mailbox.place(planned.letter), value = value, id = added.id));
            }
            Ok(_) => {}
            Err(unfit) => {
                arrivals.left_out += 1;
                open.tell(&text!("import.mail.unfit", place = mailbox.place(planned.letter); reason => unfit.reason));
            }
        }
    }
    let all = |letters: &[usize]| letters.iter().map(|letter| mailbox.place(*letter)).collect();
    places(open, unasked.into_values().collect(), |places| text!("import.mail.unasked", places = places));
    places(open, all(&plan.notes), |places| text!("import.mail.notes", places = places));
    places(open, all(&plan.others), |places| text!("import.mail.others", places = places));
    places(open, all(&plan.automatic), |places| text!("import.mail.automatic", places = places));
    Ok(())
}

fn draft<M: Mailbox>(
    open: &Open,
    letters: &[Letter],
    planned: &Planned,
    read: Read,
    follows: Option<String>,
    mailbox: &mut M,
    arrivals: &mut Arrivals<'_>,
) -> Result<Draft> {
    let message = as_message(&read.text);
    let lang = open.journal.settings.lang;
    let is_chinese = crate::message::length(&message).is_chinese().unwrap_or(lang == Lang::ZhTw);
    let replies = replies(open, letters, planned, is_chinese, mailbox, arrivals)?;
    let first = replies.iter().filter_map(|reply| reply.at).min_by(|a, b| a.compare(*b, open.journal.now.zone));
    // The other clock may be late: an answer comes no sooner than what it answers.
    let first = first.map(|first| read.at.filter(|sent| first.compare(*sent, open.journal.now.zone).is_lt()).unwrap_or(first));
    let bounced = planned.bounce.filter(|_| first.is_none()).map(|bounce| moment(open, &letters[bounce]).or(read.at));
    let facts = [
        ("channel", Some(M::CHANNEL.to_owned())),
        ("subject", read.subject.clone()),
        ("sent", read.at.map(|at| at.to_string())),
        // An answer of which the day is not known is one.
        ("replied", first.map(|first| first.to_string()).or_else(|| (!replies.is_empty()).then(|| "yes".to_owned()))),
        ("closed", bounced.flatten().map(|at| at.to_string())),
        ("close_reason", bounced.flatten().map(|_| "bounced".to_owned())),
        ("follows", follows),
        ("source", Some(read.source)),
    ];
    let kind = match planned.kind {
        Kind::Update if thanks(&message) => Kind::Thanks,
        kind => kind,
    };
    let mut sections: Vec<(String, String)> = replies.into_iter().map(|reply| (reply.heading, reply.text)).collect();
    if let Some(all) = read.all {
        sections.push((
            if is_chinese { "筆記" } else { "Notes" }.to_owned(),
            as_section(&text!("import.mail.all", all = all).say(&open.labels)),
        ));
    }
    Ok(Draft {
        kind,
        to: Some(read.person),
        facts: facts.into_iter().filter_map(|(key, value)| Some((key, value?))).collect(),
        message,
        sections,
        ..Draft::default()
    })
}

/// Whether a message thanks, in its first words or anywhere in a short one.
fn thanks(message: &str) -> bool {
    let head: String = message.chars().take(200).collect::<String>().to_lowercase();
    ["謝", "谢", "感恩", "thank", "thx", "grateful"].iter().any(|word| head.contains(word))
}

fn moment(open: &Open, letter: &Letter) -> Option<Moment> {
    Moment::from_unix(letter.at?, open.journal.now.zone)
}

/// An answer as a section.
struct Reply {
    at: Option<Moment>,
    heading: String,
    text: String,
}

fn replies<M: Mailbox>(
    open: &Open,
    letters: &[Letter],
    planned: &Planned,
    is_chinese: bool,
    mailbox: &mut M,
    arrivals: &mut Arrivals<'_>,
) -> Result<Vec<Reply>> {
    let mut replies = Vec::new();
    for &at in &planned.replies {
        let Some(read) = mailbox.read(at)? else {
            arrivals.left_out += 1;
            continue;
        };
        let when = moment(open, &letters[at]).or(read.at);
        // With the minute: two answers of one day stay two.
        let time = when.map(|when| {
            [Some(when.day(open.journal.now.zone).to_string()), when.clock()].into_iter().flatten().collect::<Vec<_>>().join(" ")
        });
        let heading = reply_heading(is_chinese, read.person.shown().unwrap_or_default(), &time.unwrap_or_default());
        // A trailing `#` would be taken for the heading's own mark.
        let heading = heading.trim_end_matches(['#', ' ']).to_owned();
        replies.push(Reply { at: when, heading, text: as_section(&read.text) });
    }
    Ok(replies)
}

/// Puts to an entry that is there the answers that it lacks; one with the same words, or of the same person and minute, is there.
fn answers<M: Mailbox>(
    open: &Open,
    letters: &[Letter],
    planned: &Planned,
    request: &Request,
    mailbox: &mut M,
    arrivals: &mut Arrivals<'_>,
) -> Result<()> {
    let zone = open.journal.now.zone;
    let mut here: Vec<(&str, &str)> = request
        .sections
        .iter()
        .filter(|section| section.kind == SectionKind::Reply)
        .map(|section| (section.heading.as_str(), request.section_text(section).trim()))
        .collect();
    let mut missing = replies(open, letters, planned, request.is_chinese(open.journal.settings.lang), mailbox, arrivals)?;
    let mut take = |is_it: &dyn Fn(&(&str, &str)) -> bool| here.iter().position(is_it).map(|at| here.remove(at)).is_some();
    missing.retain(|reply| !take(&|(_, text)| text.replace("\r\n", "\n") == reply.text.trim()));
    missing.retain(|reply| !take(&|(heading, _)| *heading == reply.heading));
    let mut edits = Vec::new();
    let first = missing.iter().filter_map(|reply| reply.at).min_by(|a, b| a.compare(*b, zone));
    if let Some(first) = first
        && request.written.replied.is_none_or(|replied| replied.moment().is_some_and(|old| first.compare(old, zone).is_lt()))
        && request.written.sent.is_some_and(|sent| !first.compare(sent, zone).is_lt())
    {
        edits.push(Edit::Set("replied".to_owned(), first.to_string()));
    } else if first.is_none() && !missing.is_empty() && request.written.replied.is_none() && request.written.sent.is_some() {
        edits.push(Edit::Set("replied".to_owned(), "yes".to_owned()));
    }
    let bounced = planned.bounce.filter(|_| missing.is_empty() && request.written.replied.is_none() && request.written.closed.is_none());
    if let Some(at) = bounced.and_then(|bounce| moment(open, &letters[bounce])) {
        edits.extend([Edit::Set("closed".to_owned(), at.to_string()), Edit::Set("close_reason".to_owned(), "bounced".to_owned())]);
    }
    edits.extend(missing.iter().map(|reply| Edit::Append(format!("## {}\n\n{}\n", reply.heading, reply.text.trim_end()))));
    if edits.is_empty() {
        arrivals.same += usize::from(mailbox.is_here(planned.letter));
        return Ok(());
    }
    arrivals.answered += 1;
    open.say(&text!("import.mail.answered", id = request.id, count = missing.len()));
    if arrivals.writes() {
        change::change_held(open, request.path(), &edits)?;
    }
    Ok(())
}
