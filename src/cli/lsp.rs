//! `asklog lsp`: the language server over standard input and output, with the clock and the files it may read.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::known::Known;
use super::open;
use super::{Exit, Globals, Outcome, past};
use crate::calendar::{Now, Zone};
use crate::disk::{self, SETTINGS};
use crate::error::{Error, Result};
use crate::journal::{EntryRead, Journal, SIZE_LIMIT, Settings, entry_from_bytes};
use crate::labels::{Labels, Lang, text};
use crate::lsp::{Ended, Outside, serve};
use crate::terminal;
use crate::versions::Past;

pub(super) fn run(globals: &Globals) -> Outcome {
    // A WHEN that cannot be read is told before an editor waits.
    open::now(globals, Zone::system())?;
    if terminal::is_interactive() {
        terminal::say(&text!("lsp.terminal").say(&open::labels(globals)));
    }
    match serve(Arc::new(Machine { globals: globals.clone(), known: Mutex::default() })) {
        Ended::InOrder => Ok(Exit::Done),
        Ended::Gone => Ok(Exit::No),
        Ended::Broken(why) => Err(Error::new(text!("lsp.wire"; why => why))),
    }
}

/// This machine, as far as the language server may know it.
struct Machine {
    globals: Globals,
    /// What was read of the journals, by their folders.
    known: Mutex<HashMap<PathBuf, Known>>,
}

impl Outside for Machine {
    fn lang(&self) -> Option<Lang> {
        self.globals.lang
    }

    fn labels(&self) -> Labels {
        open::labels(&self.globals)
    }

    fn start(&self) -> Option<PathBuf> {
        open::start(&self.globals).ok()
    }

    fn root_of(&self, file: &Path) -> Option<PathBuf> {
        disk::journal_root(file).ok().flatten()
    }

    fn now(&self, zone: Zone) -> Now {
        open::now(&self.globals, zone).unwrap_or_else(|_| Now::from_clock(zone))
    }

    fn read(&self, root: &Path, open: &BTreeMap<String, String>) -> Result<Journal> {
        let bytes = match open.get(SETTINGS) {
            Some(text) => text.clone().into_bytes(),
            None => disk::read(&root.join(SETTINGS))?,
        };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        open::read_under(root, &bytes, |zone| Ok(self.now(zone)), open, known.entry(root.to_owned()).or_default())
    }

    fn read_entry(&self, root: &Path, path: &str, settings: &Settings, now: Now) -> Option<EntryRead> {
        let found = disk::entry(root, path, SIZE_LIMIT)?;
        Some(disk::read_one(found, SIZE_LIMIT, |found, bytes| entry_from_bytes(found, bytes, settings, now)))
    }

    fn past(&self, root: &Path, journal: &Journal) -> Option<Past> {
        let labels = Labels::of(self.globals.lang.unwrap_or(journal.settings.lang));
        past::of_all(root, journal, &labels).ok().flatten()
    }

    #[cfg(feature = "serve")]
    fn watch(&self, root: &Path, changed: Box<dyn FnMut() + Send>) {
        // Where the system gives no watch, what an editor saves is still seen.
        if let Ok(watch) = crate::serve::Watch::of(root, &["asklog.yaml", "requests", "templates"]) {
            let mut changed = changed;
            watch.each(|| (), move |()| changed());
        }
    }

    #[cfg(not(feature = "serve"))]
    fn watch(&self, _root: &Path, _changed: Box<dyn FnMut() + Send>) {}
}
