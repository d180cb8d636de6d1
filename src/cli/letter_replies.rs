//! The answers to a letter of mail or chat, and what they make of `replied`.

use super::open::Open;
use crate::calendar::{Moment, Zone, parse_day};
use crate::interchange::{Words, compare};
use crate::journal::{Request, SectionKind};
use crate::labels::text;

/// Seconds that two clocks may be apart: an answer that is dated so much before its letter came at once.
const CLOCKS: i64 = 3600;

/// An answer as a section.
pub(super) struct Reply {
    /// The number of its message.
    pub(super) letter: usize,
    /// When it came.
    pub(super) at: Option<Moment>,
    /// The heading that it gets.
    pub(super) heading: String,
    /// Its words, as a section.
    pub(super) text: String,
}

/// `replied` by the answers: the day of the first. One that is dated before its letter has a wrong clock: its day is not known.
/// Beside it the place of such a one.
pub(super) fn replied(
    open: &Open,
    replies: &[Reply],
    sent: Option<Moment>,
    place: impl Fn(usize) -> String,
) -> (Option<String>, Option<String>) {
    let zone = open.journal.now.zone;
    let before = |at: Moment| sent.filter(|sent| at.compare(*sent, zone).is_lt());
    let is_at_once = |at: Moment, sent: Moment| sent.unix(zone) - at.unix(zone) <= CLOCKS;
    let early = replies.iter().find_map(|reply| {
        let (at, sent) = (reply.at?, before(reply.at?)?);
        (!is_at_once(at, sent)).then(|| {
            let place = place(reply.letter);
            text!("import.mail.early-answer.place", place = place, at = at.to_string(), sent = sent.to_string()).say(&open.labels)
        })
    });
    let of_time = replies.iter().filter_map(|reply| reply.at).filter_map(|at| match before(at) {
        Some(sent) => is_at_once(at, sent).then_some(sent),
        None => Some(at),
    });
    let first = of_time.min_by(|a, b| a.compare(*b, zone)).map(|first| first.to_string());
    // An answer of which the day is not known is one.
    let replied = if early.is_some() { None } else { first }.or_else(|| (!replies.is_empty()).then(|| "yes".to_owned()));
    (replied, early)
}

/// Leaves of the answers to an entry those that it lacks: one with the same words, or of the same person and minute, is there.
pub(super) fn lacking(request: &Request, replies: &mut Vec<Reply>, zone: Zone) {
    let sections = request.sections.iter().filter(|section| section.kind == SectionKind::Reply);
    let mut here: Vec<(&str, &str)> = sections.map(|section| (section.heading.as_str(), request.section_text(section).trim())).collect();
    let mut take = |is_it: &dyn Fn(&(&str, &str)) -> bool| here.iter().position(is_it).map(|at| here.remove(at)).is_some();
    // The same short words of another day are another answer.
    let is_of_day = |reply: &Reply, heading: &str| {
        let day = heading.split_whitespace().find_map(parse_day);
        day.is_none_or(|day| reply.at.is_none_or(|at| at.day(zone) == day))
    };
    replies.retain(|reply| !take(&|(heading, text)| is_of_day(reply, heading) && text.replace("\r\n", "\n") == reply.text.trim()));
    replies.retain(|reply| !take(&|(heading, _)| *heading == reply.heading));
    // What was noted by hand has no minute, and may be a part of it.
    let is_noted = |reply: &Reply, heading: &str, text: &str| is_of_day(reply, heading) && compare(text, &reply.text) >= Words::Near;
    replies.retain(|reply| !take(&|(heading, text)| is_noted(reply, heading, text)));
}
