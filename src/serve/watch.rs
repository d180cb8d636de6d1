//! Watches a journal's folder. The one address of notify.

use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// So long a silence ends a burst of changes.
const QUIET: Duration = Duration::from_millis(15);
/// A burst that does not end is told after so many silences were broken.
const LONGEST: u32 = 20;

/// Calls `changed` after each burst of changes to the named files and folders of `root`, until the process ends.
/// What else is in `root` is not looked at.
///
/// # Errors
/// When the system gives no watch on the folder.
pub(crate) fn watch(root: &Path, names: &'static [&'static str], mut changed: impl FnMut() + Send + 'static) -> Result<(), String> {
    let root = root.canonicalize().map_err(|error| error.to_string())?;
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let _ = sender.send(event);
    })
    .map_err(|error| error.to_string())?;
    watcher.watch(&root, RecursiveMode::NonRecursive).map_err(|error| error.to_string())?;
    watch_folders(&mut watcher, &root, names);
    std::thread::spawn(move || {
        let matters = |event: &notify::Result<Event>| match event {
            Ok(event) => !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| is_named(path, &root, names)),
            // An overflow: something was missed.
            Err(_) => true,
        };
        while let Ok(event) = events.recv() {
            let mut is_burst = matters(&event);
            for _ in 0..LONGEST {
                match events.recv_timeout(QUIET) {
                    Ok(event) => is_burst |= matters(&event),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            if is_burst {
                changed();
            }
            // A folder that was made, or moved away and back, is watched anew.
            watch_folders(&mut watcher, &root, names);
        }
    });
    Ok(())
}

/// Watches the named folders that are there; those that are watched already stay so.
fn watch_folders(watcher: &mut RecommendedWatcher, root: &Path, names: &[&str]) {
    for folder in names.iter().map(|name| root.join(name)).filter(|path| path.is_dir()) {
        let _ = watcher.watch(&folder, RecursiveMode::Recursive);
    }
}

/// Whether a path is one of the named files, or stands in one of the named folders.
fn is_named(path: &Path, root: &Path, names: &[&str]) -> bool {
    let first = path.strip_prefix(root).ok().and_then(|path| path.components().next());
    first.is_some_and(|first| names.iter().any(|name| first.as_os_str() == *name))
}
