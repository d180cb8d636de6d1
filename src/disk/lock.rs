//! One writing command at a time: a lock held on `asklog.yaml` itself, so that none can go stale.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

use super::SETTINGS;
use crate::error::{Error, Result};
use crate::labels::text;

const PAUSE: Duration = Duration::from_millis(20);
/// Ten seconds.
const TRIES: u32 = 500;

/// Held while a command reads, changes and writes; given back when dropped.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the journal's lock.
    ///
    /// # Errors
    /// When another command still holds it after ten seconds, or `asklog.yaml` cannot be opened or locked.
    pub(crate) fn take(root: &Path) -> Result<Lock> {
        let path = root.join(SETTINGS);
        let failed = |error: io::Error| Error::io(&path, &error);
        let mut file = File::open(&path).map_err(failed)?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) if is_at(&file, &path) => return Ok(Lock { _file: file }),
                // Replaced while we waited: what is locked is a file of the past.
                Ok(()) => file = File::open(&path).map_err(failed)?,
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => {}
                // A file system without locks: the comparison at each write still holds.
                Err(TryLockError::Error(error)) if has_no_locks(&error) => return Ok(Lock { _file: file }),
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
        }
        Err(Error::new(text!("journal-busy")).help(text!("journal-busy.help")))
    }
}

/// Whether a file is still the one of that name.
pub(crate) fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let id = |metadata: io::Result<std::fs::Metadata>| metadata.ok().map(|metadata| (metadata.dev(), metadata.ino()));
        id(file.metadata()) == id(std::fs::metadata(path))
    }
    #[cfg(not(unix))]
    {
        let _ = (file, path);
        true
    }
}

fn has_no_locks(error: &io::Error) -> bool {
    const NO_LOCKS_LEFT: i32 = 37;
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
        || (cfg!(target_os = "linux") && error.raw_os_error() == Some(NO_LOCKS_LEFT))
}
