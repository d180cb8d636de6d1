//! Where messages come from: a mailbox, saved mails, a chat's export.

use crate::calendar::Moment;
use crate::error::Result;
use crate::interchange::Party;
use crate::journal::Recipient;

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
