//! What a message rule sees: the message taken apart, and the facts that decide which rules apply.

use std::ops::Range;

use super::hints::Hints;
use super::limits::{self, Limit};
use super::names::Names;
use crate::diagnostic::Severity;
use crate::journal::{Kind, Recipient, Settings, Tie};
use crate::labels::Text;
use crate::message::Message;
use crate::text::script::Length;

/// A message with what is known of its sending.
pub(crate) struct Letter<'a> {
    /// What it is.
    pub(super) kind: Kind,
    /// How it goes out.
    pub(super) channel: Option<&'a str>,
    /// Its subject line.
    pub(super) subject: Option<&'a str>,
    /// Whether a subject is written that could not be read.
    pub(super) subject_unread: bool,
    /// Whom it goes to.
    pub(super) to: Option<&'a Recipient>,
    /// Whether it opens its thread: it follows nothing.
    pub(super) is_first: bool,
    /// Whether it names a real date.
    pub(super) has_deadline: bool,
    /// How long it is, the greeting included.
    pub(super) length: Length,
    /// Whether it is Chinese.
    pub(super) chinese: bool,
    /// The message as written.
    pub(super) source: &'a str,
    /// The message, taken apart.
    pub(super) message: Message,
    /// Which phrases may stand where in it.
    pub(super) hints: Hints,
    /// The journal's settings.
    pub(super) settings: &'a Settings,
    /// The names of all persons of the journal.
    pub(super) names: &'a Names,
}

/// Channels that many read by their nature.
const PUBLIC: [&str; 8] = ["linkedin-post", "x", "threads", "facebook", "forum", "dcard", "ptt", "github"];

/// How well the recipient is known, in the words of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relationship {
    /// Unknown, long silent, or not said.
    Cold,
    /// Met or followed.
    Weak,
    /// Talked with, or close.
    Warm,
}

impl Letter<'_> {
    /// Whether it asks something of one person: a letter or a nudge, not to a room of strangers.
    pub(super) fn asks_someone(&self) -> bool {
        let to_a_room = self.to.is_none_or(|to| to.name.is_none()) && (self.is_on(&PUBLIC) || self.is_on(&["discord"]));
        (self.kind.is_letter() || self.kind == Kind::Nudge) && !to_a_room
    }

    /// Whether it goes out where many read it.
    pub(super) fn is_public(&self) -> bool {
        self.is_on(&PUBLIC)
    }

    /// Whether it asks: a letter, a nudge or a public question.
    pub(super) fn asks(&self) -> bool {
        self.kind <= Kind::Nudge
    }

    /// How well the recipient is known.
    pub(super) fn relationship(&self) -> Relationship {
        match self.to.and_then(|to| to.tie) {
            None | Some(Tie::None | Tie::Dormant) => Relationship::Cold,
            Some(Tie::Weak) => Relationship::Weak,
            Some(Tie::Warm | Tie::Strong) => Relationship::Warm,
        }
    }

    /// Whether it goes out by one of these channels.
    pub(super) fn is_on(&self, channels: &[&str]) -> bool {
        self.channel.is_some_and(|channel| channels.contains(&channel))
    }

    /// A limit as the settings have it, else its default.
    pub(super) fn limit(&self, limit: &Limit) -> f64 {
        limits::value(limit, self.settings, self.chinese)
    }

    /// A length in units as people count: 字 for a Chinese letter, words for an English one.
    pub(super) fn counted(&self, units: f64) -> u64 {
        let counted = if self.chinese { units * crate::text::script::HAN_PER_WORD } else { units };
        counted.round() as u64
    }

    /// The first sentence's place, else the greeting's: where to show what the whole message lacks.
    pub(super) fn beginning(&self) -> Range<usize> {
        self.message.sentences.first().map_or(self.message.greeting.clone(), |sentence| sentence.range.clone())
    }

    /// The last sentence that asks, else the last one.
    pub(super) fn last_ask(&self) -> Range<usize> {
        let asking = self.message.asks().last().or(self.message.sentences.last());
        asking.map_or(self.beginning(), |sentence| sentence.range.clone())
    }
}

/// Where a finding stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Place {
    /// Bytes of the message.
    Words(Range<usize>),
    /// A key of the entry.
    Key(&'static str),
}

/// What a message rule found.
pub(super) struct Finding {
    /// Where.
    pub(super) place: Place,
    /// The fact.
    pub(super) message: Text,
    /// What to do.
    pub(super) help: Text,
    /// Another weight than the rule's own.
    pub(super) severity: Option<Severity>,
}

impl Finding {
    /// A finding at words of the message.
    pub(super) fn at(range: Range<usize>, message: Text, help: Text) -> Finding {
        Finding { place: Place::Words(range), message, help, severity: None }
    }

    /// A finding at a key of the entry.
    pub(super) fn at_key(key: &'static str, message: Text, help: Text) -> Finding {
        Finding { place: Place::Key(key), message, help, severity: None }
    }
}
