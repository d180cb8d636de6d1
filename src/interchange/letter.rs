//! A message of mail or chat without its text: what tells who answers whom.

use crate::disk::digest;
use crate::journal::Kind;

/// What a message is beside who wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nature {
    /// A person wrote it.
    Plain,
    /// A program did: an absence note is no answer.
    Automatic,
    /// It tells that a letter could not be delivered.
    Bounce,
    /// The journal's owner wrote it to nobody else.
    Note,
    /// A person passed on what is no answer of theirs: the letter was not written to them.
    PassedOn,
    /// A calendar's: an invitation of the owner's, or anybody's answer to one.
    Calendar,
}

/// A message, without its text.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    /// What it is known by.
    pub(crate) key: u64,
    /// The keys of what it answers: the message before it first.
    pub(crate) answers: Vec<u64>,
    /// Whether the journal's owner wrote it.
    pub(crate) is_own: bool,
    /// When, in seconds of the Unix epoch.
    pub(crate) at: Option<i64>,
    /// Who else is in it: the recipient of an own message, the writer of another.
    pub(crate) person: u64,
    /// Everyone an own message went to; of a report, everyone whom the letter did not reach. Empty where that is not told.
    pub(crate) people: Vec<u64>,
    /// What it is.
    pub(crate) nature: Nature,
    /// The kind of an entry that is in the journal already.
    pub(crate) known: Option<Kind>,
    /// When the first answer that its entry notes came.
    pub(crate) replied: Option<i64>,
}

/// The person of a letter of which that is not known.
pub(crate) const UNKNOWN: u64 = 0;

/// The key of a message id, or of anything else a message is known by.
pub(crate) fn key_of(source: &str) -> u64 {
    let hash = digest(source.as_bytes());
    u64::from_str_radix(&hash[..16], 16).unwrap_or_default()
}
