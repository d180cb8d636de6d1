//! Two indexes of a save: one that the commit is made of, and the person's own, which follows as the branch moves.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::command::{output_of, unfiltered};
use super::save::busy;
use crate::disk;
use crate::error::{Error, Result, cause};
use crate::labels::text;

/// What stands in a lock of ours. git looks only whether there is one.
const OURS: &[u8] = b"asklog save\n";
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// An index of our own, removed at the end.
pub(super) struct OwnIndex(PathBuf);

impl OwnIndex {
    /// One that is not there yet, in git's folder. What a save that was killed left there long ago goes.
    pub(super) fn in_folder(git_dir: &Path) -> OwnIndex {
        for file in fs::read_dir(git_dir).into_iter().flatten().flatten() {
            let is_old = || file.metadata().ok()?.modified().ok()?.elapsed().ok().map(|age| age > A_DAY);
            if file.file_name().to_string_lossy().starts_with("asklog-") && is_old() == Some(true) {
                let _ = fs::remove_file(file.path());
            }
        }
        OwnIndex::named(git_dir, "index")
    }

    fn named(git_dir: &Path, what: &str) -> OwnIndex {
        OwnIndex(git_dir.join(format!("asklog-{}.{what}", std::process::id())))
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
    /// A copy that git writes: it would not write under its own lock.
    copy: OwnIndex,
    old: OwnIndex,
    _lock: IndexLock,
}

impl PersonsIndex {
    /// What was committed is no change to be committed any more; everything else that was staged stays so.
    ///
    /// # Errors
    /// When another git is at work there.
    pub(super) fn with(folder: &Path, git_dir: &Path, lines: &[u8]) -> Result<PersonsIndex> {
        let lock = IndexLock::take(git_dir)?;
        let index = git_dir.join("index");
        let persons = PersonsIndex { index, copy: OwnIndex::named(git_dir, "own"), old: OwnIndex::named(git_dir, "old"), _lock: lock };
        if persons.index.try_exists().map_err(|error| failed(&error))? {
            fs::copy(&persons.index, persons.copy.path()).map_err(|error| failed(&error))?;
            // Its time tells git which files may have changed since without a trace.
            let time = fs::metadata(&persons.index).and_then(|metadata| metadata.modified());
            let copy = File::options().write(true).open(persons.copy.path());
            time.and_then(|time| copy?.set_modified(time)).map_err(|error| failed(&error))?;
            let kept = fs::hard_link(&persons.index, persons.old.path());
            kept.or_else(|_| fs::copy(&persons.index, persons.old.path()).map(drop)).map_err(|error| failed(&error))?;
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
    pub(super) fn keep(self) -> Result<PersonsIndex> {
        fs::rename(self.copy.path(), &self.index).map_err(|error| failed(&error))?;
        Ok(self)
    }

    /// Puts back the one that stood there.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn take_back(&self) -> Result<()> {
        let old = self.old.path();
        let back = if old.exists() { fs::rename(old, &self.index) } else { fs::remove_file(&self.index) };
        back.map_err(|error| failed(&error))
    }
}

/// `index.lock`, as every git takes it. Its file is locked too while we live: one that a killed save left is known by that,
/// and taken over.
struct IndexLock {
    path: PathBuf,
    _file: File,
}

impl IndexLock {
    fn take(git_dir: &Path) -> Result<IndexLock> {
        let path = git_dir.join("index.lock");
        // Written and locked before it has the name: nobody sees it half made.
        let made = OwnIndex::named(git_dir, "lock");
        let mut file = File::create(made.path()).map_err(|error| failed(&error))?;
        let is_locked = file.try_lock().is_ok();
        file.write_all(OURS).map_err(|error| failed(&error))?;
        match fs::hard_link(made.path(), &path) {
            Ok(()) => Ok(IndexLock { path, _file: file }),
            // A file system without hard links: git's own way.
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => match File::create_new(&path) {
                Ok(file) => Ok(IndexLock { path, _file: file }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(busy(&path)),
                Err(error) => Err(failed(&error)),
            },
            Err(_) if is_locked => {
                let left = File::open(&path).ok().filter(|left| left.try_lock().is_ok() && disk::is_at(left, &path));
                let is_ours = fs::read(&path).is_ok_and(|bytes| bytes == OURS);
                left.filter(|_| is_ours).map(|file| IndexLock { path: path.clone(), _file: file }).ok_or_else(|| busy(&path))
            }
            Err(_) => Err(busy(&path)),
        }
    }
}

impl Drop for IndexLock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn failed(error: &io::Error) -> Error {
    Error::new(text!("git-failed"; cause => cause(error)))
}
