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
        Error::new(text!("io", path = path.display(); cause => cause(error)))
    }
}

/// The cause of an I/O error in our words; of a rare one in the system's own, said to be the system's.
pub(crate) fn cause(error: &io::Error) -> Text {
    match error.kind() {
        io::ErrorKind::NotFound => text!("cause.not-found"),
        io::ErrorKind::PermissionDenied => text!("cause.denied"),
        io::ErrorKind::AlreadyExists => text!("cause.exists"),
        io::ErrorKind::NotADirectory => text!("cause.no-folder"),
        io::ErrorKind::IsADirectory => text!("cause.folder"),
        io::ErrorKind::DirectoryNotEmpty => text!("cause.not-empty"),
        io::ErrorKind::ReadOnlyFilesystem => text!("cause.read-only"),
        io::ErrorKind::StorageFull => text!("cause.full"),
        io::ErrorKind::QuotaExceeded => text!("cause.quota"),
        io::ErrorKind::FileTooLarge => text!("cause.too-large"),
        io::ErrorKind::InvalidFilename => text!("cause.name"),
        io::ErrorKind::CrossesDevices => text!("cause.devices"),
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => text!("cause.busy"),
        io::ErrorKind::AddrInUse => text!("cause.port"),
        io::ErrorKind::BrokenPipe => text!("cause.pipe"),
        io::ErrorKind::OutOfMemory => text!("cause.memory"),
        io::ErrorKind::InvalidData => text!("cause.data"),
        io::ErrorKind::UnexpectedEof => text!("cause.end"),
        _ => {
            let full = error.to_string();
            let words = full.split(" (os error").next().unwrap_or_default();
            text!("cause.other", words = words)
        }
    }
}
