//! Watches a journal's folder. The one address of notify.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::labels::{Text, text};

/// After so long a silence a burst of changes may be over.
const SOON: Duration = Duration::from_millis(3);
/// So long a silence ends it.
const QUIET: Duration = Duration::from_millis(30);
/// A file that is gone or empty may come back at once: some editors save so.
const PATIENCE: Duration = Duration::from_millis(150);
/// A burst that does not end is told after so long.
const LONGEST: Duration = Duration::from_millis(400);

/// A watch on the named files and folders of a folder. What else is in it is not looked at.
pub(crate) struct Watch {
    root: PathBuf,
    names: &'static [&'static str],
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
}

impl Watch {
    /// A watch that begins now.
    ///
    /// # Errors
    /// When the system gives no watch on the folder.
    pub(crate) fn of(root: &Path, names: &'static [&'static str]) -> Result<Watch, Text> {
        let root = root.canonicalize().map_err(|error| crate::error::cause(&error))?;
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let _ = sender.send(event);
        });
        let mut watch = Watch { root, names, watcher: watcher.map_err(|error| refused(&error))?, events };
        watch.watcher.watch(&watch.root, RecursiveMode::NonRecursive).map_err(|error| refused(&error))?;
        watch.folders();
        Ok(watch)
    }

    /// Shows what `read` gives after each burst of changes since the watch began, until the process ends. Most saves are over
    /// at once: what they changed is read while the silence lasts that tells so, and once more only where something came.
    pub(crate) fn each<T>(mut self, mut read: impl FnMut() -> T + Send + 'static, mut show: impl FnMut(T) + Send + 'static) {
        std::thread::spawn(move || {
            while let Ok(event) = self.events.recv() {
                if !self.matters(&event) {
                    continue;
                }
                let mut burst = Burst::of(&event, self.is_of_folders(&event));
                let Some(_) = self.silence(&mut burst, SOON) else { return };
                let early = (!burst.is_of_folders).then(&mut read);
                let Some(came) = self.silence(&mut burst, QUIET) else { return };
                // A folder that was made, or moved away and back, is watched anew; only then, for that reads the
                // whole folder, which is an event again.
                if burst.is_of_folders {
                    self.folders();
                }
                show(early.filter(|_| !came).unwrap_or_else(&mut read));
            }
        });
    }

    /// Takes what belongs to a burst until there was so long a silence; tells whether anything did. `None` when the watch has
    /// ended.
    fn silence(&self, burst: &mut Burst, silence: Duration) -> Option<bool> {
        let (mut wanted, mut came) = (silence, false);
        while burst.begun.elapsed() < LONGEST {
            match self.events.recv_timeout(wanted.saturating_sub(burst.last.elapsed())) {
                Ok(event) if self.matters(&event) => {
                    burst.take(&event, self.is_of_folders(&event));
                    (wanted, came) = (silence, true);
                }
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) if wanted == silence && burst.touched.iter().any(|path| is_between(path)) => {
                    wanted = PATIENCE;
                }
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        Some(came)
    }

    /// Watches the named folders that are there; those that are watched already stay so.
    fn folders(&mut self) {
        for folder in self.names.iter().map(|name| self.root.join(name)).filter(|path| path.is_dir()) {
            let _ = self.watcher.watch(&folder, RecursiveMode::Recursive);
        }
    }

    fn matters(&self, event: &notify::Result<Event>) -> bool {
        match event {
            Ok(event) => !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| self.is_named(path)),
            // An overflow: something was missed.
            Err(_) => true,
        }
    }

    /// Whether it tells of one of the named folders itself, or of something missed.
    fn is_of_folders(&self, event: &notify::Result<Event>) -> bool {
        let is_one = |path: &PathBuf| path.parent() == Some(self.root.as_path());
        self.matters(event) && event.as_ref().map_or(true, |event| event.paths.iter().any(is_one))
    }

    /// Whether a path is one of the named files, or stands in one of the named folders.
    fn is_named(&self, path: &Path) -> bool {
        let first = path.strip_prefix(&self.root).ok().and_then(|path| path.components().next());
        first.is_some_and(|first| self.names.iter().any(|name| first.as_os_str() == *name))
    }
}

/// Changes that came one after another.
struct Burst {
    begun: Instant,
    last: Instant,
    touched: BTreeSet<PathBuf>,
    is_of_folders: bool,
}

impl Burst {
    fn of(event: &notify::Result<Event>, is_of_folders: bool) -> Burst {
        let now = Instant::now();
        Burst { begun: now, last: now, touched: texts_of(event), is_of_folders }
    }

    fn take(&mut self, event: &notify::Result<Event>, is_of_folders: bool) {
        self.last = Instant::now();
        self.touched.extend(texts_of(event));
        self.is_of_folders |= is_of_folders;
    }
}

/// The entries and settings that an event is about.
fn texts_of(event: &notify::Result<Event>) -> BTreeSet<PathBuf> {
    let paths = event.iter().flat_map(|event| &event.paths);
    paths.filter(|path| path.extension().is_some_and(|end| end == "md" || end == "yaml")).cloned().collect()
}

/// Whether a text is gone or empty: perhaps only until an editor has written it.
fn is_between(path: &Path) -> bool {
    path.metadata().map_or(true, |metadata| metadata.is_file() && metadata.len() == 0)
}

/// Why the system gives no watch.
fn refused(error: &notify::Error) -> Text {
    match &error.kind {
        notify::ErrorKind::Io(error) => crate::error::cause(error),
        notify::ErrorKind::PathNotFound => text!("cause.not-found"),
        notify::ErrorKind::MaxFilesWatch => text!("cause.watches"),
        _ => text!("cause.other", words = error),
    }
}
