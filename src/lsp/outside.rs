//! What the language server may do outside itself; the command line gives it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::calendar::{Now, Zone};
use crate::error::Result;
use crate::journal::{EntryRead, Journal, Settings};
use crate::labels::{Labels, Lang};
use crate::versions::Past;

/// The clock and the files. Everything only reads.
pub(crate) trait Outside: Send + Sync {
    /// The language that was asked for, instead of the journal's.
    fn lang(&self) -> Option<Lang>;

    /// The words of the language where no journal says one.
    fn labels(&self) -> Labels;

    /// The journal that the command line names, where the editor names no folder.
    fn start(&self) -> Option<PathBuf>;

    /// The folder of the journal that a file belongs to.
    fn root_of(&self, file: &Path) -> Option<PathBuf>;

    /// The time.
    fn now(&self, zone: Zone) -> Now;

    /// Reads a journal, with the texts of open documents (by path in the journal) instead of the files'.
    ///
    /// # Errors
    /// When its settings cannot be opened.
    fn read(&self, root: &Path, open: &BTreeMap<String, String>) -> Result<Journal>;

    /// Reads one entry from disk; `None` where it is gone.
    fn read_entry(&self, root: &Path, path: &str, settings: &Settings, now: Now) -> Option<EntryRead>;

    /// What git knows of the journal, for the rules about it; `None` where there is no repository.
    fn past(&self, root: &Path, journal: &Journal) -> Option<Past>;

    /// Calls `changed` after each burst of changes in the journal's folder, where the system can tell.
    fn watch(&self, root: &Path, changed: Box<dyn FnMut() + Send>);
}
