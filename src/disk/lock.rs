//! One writing command at a time: a lock held on `asklog.yaml` itself, so that none can go stale.

use std::fs::{File, TryLockError};
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
    /// When another command still holds it after ten seconds, or `asklog.yaml` cannot be opened.
    pub(crate) fn take(root: &Path) -> Result<Lock> {
        let path = root.join(SETTINGS);
        let file = File::open(&path).map_err(|error| Error::io(&path, &error))?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { _file: file }),
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                // A file system without locks: the comparison before each rename still holds.
                Err(TryLockError::Error(_)) => return Ok(Lock { _file: file }),
            }
        }
        Err(Error::new(text!("journal-busy")).help(text!("journal-busy.help")))
    }
}
