//! What could not be done, and what to do about it. Printed once, by `cli`, with exit status 2.

use std::io;
use std::path::Path;

use crate::labels::{Text, text};

/// A refusal or failure: one sentence, and a line of help where there is something to type.
#[derive(Clone, Debug)]
pub(crate) struct Error {
    /// What could not be done.
    pub(crate) message: Text,
    /// What to do.
    pub(crate) help: Option<Text>,
}

/// The result of what can fail.
pub(crate) type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error without help.
    pub(crate) fn new(message: Text) -> Error {
        Error { message, help: None }
    }

    /// With what to do.
    pub(crate) fn help(mut self, help: Text) -> Error {
        self.help = Some(help);
        self
    }

    /// An operating-system error on `path`, in plain words where the cause is a common one.
    pub(crate) fn io(path: &Path, error: &io::Error) -> Error {
        Error::new(text!("io", path = path.display(), cause = cause(error)))
    }
}

/// The cause of an I/O error, without Rust's `(os error N)`.
pub(crate) fn cause(error: &io::Error) -> String {
    let full = error.to_string();
    match full.find(" (os error") {
        Some(at) => full[..at].to_lowercase(),
        None => full,
    }
}
