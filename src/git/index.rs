//! Two indexes of a save: one that the commit is made of, and the person's own, which follows when the branch has moved.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::command::{output_of, unfiltered};
use super::save::busy;
use crate::error::{Error, Result, cause};
use crate::labels::text;

/// An index of our own, removed at the end.
pub(super) struct OwnIndex(PathBuf);

impl OwnIndex {
    /// One that is not there yet, in git's folder.
    pub(super) fn in_folder(git_dir: &Path) -> OwnIndex {
        OwnIndex(git_dir.join(format!("asklog-{}.index", std::process::id())))
    }

    /// Its file.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for OwnIndex {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
        let _ = fs::remove_file(self.0.with_extension("index.lock"));
    }
}

/// The person's index as it will be, under the lock that every git takes: kept, or forgotten with the lock.
pub(super) struct PersonsIndex {
    index: PathBuf,
    lock: PathBuf,
    /// A copy that git writes: it would not write under its own lock.
    copy: OwnIndex,
}

impl PersonsIndex {
    /// What was committed is no change to be committed any more; everything else that was staged stays so.
    ///
    /// # Errors
    /// When another git is at work there.
    pub(super) fn with(folder: &Path, git_dir: &Path, lines: &[u8]) -> Result<PersonsIndex> {
        let (index, lock) = (git_dir.join("index"), git_dir.join("index.lock"));
        File::create_new(&lock).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => busy(&lock),
            _ => failed(&error),
        })?;
        let copy = OwnIndex(git_dir.join(format!("asklog-{}-own.index", std::process::id())));
        let persons = PersonsIndex { index, lock, copy };
        if persons.index.exists() {
            fs::copy(&persons.index, persons.copy.path()).map_err(|error| failed(&error))?;
            // Its time tells git which files may have changed since without a trace.
            let time = fs::metadata(&persons.index).and_then(|metadata| metadata.modified());
            let copy = File::options().write(true).open(persons.copy.path());
            time.and_then(|time| copy?.set_modified(time)).map_err(|error| failed(&error))?;
        }
        let mut command = unfiltered(folder)?;
        command.args(["update-index", "-z", "--index-info"]).env("GIT_INDEX_FILE", persons.copy.path());
        output_of(&mut command, lines)?;
        Ok(persons)
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn keep(self) -> Result<()> {
        fs::rename(self.copy.path(), &self.index).map_err(|error| failed(&error))
    }
}

impl Drop for PersonsIndex {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.lock);
    }
}

fn failed(error: &std::io::Error) -> Error {
    Error::new(text!("git-failed"; cause => cause(error)))
}
