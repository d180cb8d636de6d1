//! What stopped commands leave: temporary files of ours, told of in a journal, and taken away where only we put them.

use std::fs::{self, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::stage::HELD;
use super::temporary::is_passing;

/// Where commands write besides the entries: the top, what `init` makes, the site.
const WRITTEN: [&str; 4] = ["", ".vscode", "site", ".git/hooks"];
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A file that is no entry and should be named.
#[derive(Debug, PartialEq)]
pub(crate) enum Litter {
    /// A temporary file of ours that a killed command left.
    Temporary(String),
    /// A cloud folder's conflict copy.
    ConflictCopy(String),
}

/// The file beside an entry in which an editor (vim) keeps what is not saved yet, where it has one open.
pub(crate) fn swap_file(path: &Path) -> Option<PathBuf> {
    let swap = path.with_file_name(format!(".{}.swp", path.file_name()?.to_str()?));
    swap.exists().then_some(swap)
}

/// Temporary files of ours in a journal, outside the folders of its entries.
pub(crate) fn left_behind(root: &Path) -> Vec<Litter> {
    let mut left = Vec::new();
    for folder in WRITTEN {
        for entry in fs::read_dir(root.join(folder)).into_iter().flatten().flatten() {
            if let Some(name) = entry.file_name().to_str().filter(|name| is_passing(name)) {
                left.push(Litter::Temporary(if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }));
            }
        }
    }
    left
}

/// Takes away the temporary files of ours in a folder outside any journal, when they are older than a day.
pub(super) fn sweep(folder: &Path) {
    if std::path::absolute(folder).is_ok_and(|folder| !matches!(super::journal_root(&folder), Ok(None))) {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_old = || {
            let age = entry.metadata().ok().filter(fs::Metadata::is_file)?.modified().ok()?.elapsed().ok()?;
            Some(age > A_DAY)
        };
        if entry.file_name().to_str().is_some_and(is_passing) && is_old() == Some(true) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Takes away what earlier builds staged in an output folder and left; what a build at work holds stays.
pub(super) fn sweep_stages(out: &Path) {
    for entry in fs::read_dir(out).into_iter().flatten().flatten() {
        let is_stage = entry.file_name().to_str().is_some_and(is_passing) && entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_stage && !is_held(&entry.path()) {
            empty_stage(&entry.path());
        }
    }
}

/// Whether a build is at work in a stage.
fn is_held(stage: &Path) -> bool {
    fs::File::open(stage.join(HELD)).is_ok_and(|held| matches!(held.try_lock(), Err(TryLockError::WouldBlock)))
}

/// Removes a folder of staged files, which have numbers for names; one that holds anything else stays.
pub(super) fn empty_stage(folder: &Path) {
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        if file.file_name().to_str().is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_digit())) {
            let _ = fs::remove_file(file.path());
        }
    }
    let _ = fs::remove_dir(folder);
}
