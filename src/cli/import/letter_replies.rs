//! The answers to a letter of mail or chat, and what they make of `replied`.

use crate::calendar::{Moment, Zone, parse_day};
use crate::cli::open::Open;
use crate::interchange::{Party, Words, compare, is_whole_part, sign};
use crate::journal::{Replied, Request, SectionKind, as_section, reply_heading};
use crate::labels::{Labels, Lang, text};
use crate::text::normal::fold_name;

/// Seconds that two clocks may be apart: an answer that is dated so much before its letter came at once.
const CLOCKS: i64 = 3600;

/// An answer as it came.
pub(super) struct Came {
    /// The number of its message.
    pub(super) letter: usize,
    /// When it came.
    pub(super) at: Option<Moment>,
    /// Who wrote it.
    pub(super) writer: Party,
    /// Its words; `None` where they are encrypted.
    pub(super) text: Option<String>,
}

/// An answer as a section.
pub(super) struct Reply {
    /// The number of its message.
    pub(super) letter: usize,
    /// When it came.
    pub(super) at: Option<Moment>,
    /// Who wrote it.
    pub(super) writer: Party,
    /// The heading that it gets.
    pub(super) heading: String,
    /// Its words, as a section.
    pub(super) text: String,
}

impl Came {
    /// It as a section, in the language of its entry.
    pub(super) fn in_language(self, is_chinese: bool, zone: Zone) -> Reply {
        // With the minute: two answers of one day stay two.
        let time = self.at.map(|at| [Some(at.day(zone).to_string()), at.clock()].into_iter().flatten().collect::<Vec<_>>().join(" "));
        let heading = reply_heading(is_chinese, self.writer.shown(), &time.unwrap_or_default());
        // A trailing `#` would be taken for the heading's own mark.
        let heading = heading.trim_end_matches(['#', ' ']).to_owned();
        let text = match self.text {
            Some(text) => as_section(&text),
            None => text!("import.mail.sealed.note").say(&labels(is_chinese)),
        };
        Reply { letter: self.letter, at: self.at, writer: self.writer, heading, text }
    }
}

/// The words of an entry's own language.
pub(super) fn labels(is_chinese: bool) -> Labels {
    Labels::of(if is_chinese { Lang::ZhTw } else { Lang::En })
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
    // What was noted by hand has no minute, and may be a part of it; of few words a whole part, of the same day and person.
    let is_short_part =
        |reply: &Reply, heading: &str, text: &str| is_surely_of(request, reply, heading, zone) && is_whole_part(text, &reply.text);
    let is_noted = |reply: &Reply, heading: &str, text: &str| {
        is_of_day(reply, heading) && (compare(text, &reply.text) >= Words::Near || is_short_part(reply, heading, text))
    };
    replies.retain(|reply| !take(&|(heading, text)| is_noted(reply, heading, text)));
}

/// Whether the heading of an answer, else the entry, says the day and the person of another.
fn is_surely_of(request: &Request, reply: &Reply, heading: &str, zone: Zone) -> bool {
    let first = match request.written().replied {
        Some(Replied::At(at)) => Some(at.day(zone)),
        Some(Replied::Sometime) | None => None,
    };
    let day = heading.split_whitespace().find_map(parse_day).or(first);
    // Behind the section's own word.
    let words: Vec<&str> = heading.split_whitespace().skip(1).filter(|word| parse_day(word).is_none()).collect();
    let is_named = reply.writer.name.as_deref().is_some_and(|name| fold_name(&words.concat()).contains(&fold_name(name)));
    let is_person = is_named || words.is_empty() && sign(&reply.writer, request).is_some();
    is_person && day.is_some() && day == reply.at.map(|at| at.day(zone))
}
